/* SPDX-License-Identifier: MIT */
/* awsml.lock: every note that was ever made, one line each. */
#ifndef IDENT_LOCK_H
#define IDENT_LOCK_H

#include "base/arena.h"
#include "base/buf.h"
#include "ident/entry.h"
#include "source/diag.h"

/*
 * The format, version 1: UTF-8, lines end in LF.
 *
 * Line 1 is `awsml.lock 1`: what it is, and the version. Then lines that begin with `#` tell a
 * reader what this is; they are written anew and not read. Then note types of other tools, sorted
 * by id: `type`, id, JSON. Then the notes, sorted by the bytes of the GUID, so that a note's line
 * stays where it is whatever happens to the note:
 *
 *     note  guid  living|retired  id  mod  type  rule  deck  file  path  order  front  id-kind:id
 *           service  breaks  tags  hash  adopted  markdown
 *
 * with a tab between columns, 19 of them, and 3 for a note type. In a column `\\` is a backslash,
 * `\n` a line feed, `\t` a tab, `\r` a carriage return; in the lists, path and tags, `\/` ends
 * each item. Numbers are decimal, without sign or leading zeros. `type` is note or cloze, `breaks`
 * keep or join; `id-kind:id` is empty, or `vault:ID` (a comment) or `file:ID`. So an entry has one
 * line only that says it, and equal bytes mean equal entries.
 *
 * Reading allows for what version control and editors do: lines in any order behind line 1, which
 * comments and empty lines may precede, CRLF, a BOM, and doubles (below). A file without a byte is
 * a lock without a note: who makes one says where the lock should lie.
 */
struct lock_note_type {
    int64_t id;
    str json; /* see adopt/; any text on one line here */
};

struct lock {
    struct ident_entry_vec entries; /* sorted by GUID, each GUID once, each id once */
    vec(struct lock_note_type) note_types; /* sorted by id, each once */
};

enum { LOCK_VERSION = 1 };

/* Ids are 1 to LOCK_MAX_ID; `mod` is 0 to LOCK_MAX_MOD, the end of the year 9999. */
#define LOCK_MAX_ID  INT64_C(999999999999999)
#define LOCK_MAX_MOD INT64_C(253402300799)
enum { LOCK_MAX_GUID = 64 }; /* bytes */

/* Can it be a note's GUID in a lock: 1 to 64 bytes, no blanks, no control characters? */
bool lock_guid_is_fit(str guid);

/*
 * Reads a lock. `path` is for messages. Text is in the arena, or a view into `text`, which must
 * live as long as the entries; it is kept as it is where it is not NFC.
 *
 * False where it is refused as a whole: a newer version, conflict markers, a line that cannot be
 * read. The first such place is reported, and the lock is empty.
 *
 * Doubles, which a union merge leaves, are healed without a word, and the result does not depend
 * on their order: of two lines with one GUID the living one stays, of two such the one with the
 * later `mod`, then the one that is greater by bytes. Of two note types with one id the one that is
 * greater by bytes stays. Of notes with one id the one whose GUID comes first keeps it; the others
 * get, in order of ids and GUIDs, the next id that no note of the file has.
 */
bool lock_read(struct lock *ret, str text, str path, struct arena *arena, struct diag *diag);

/*
 * Writes it, its lists in any order. What lock_read() makes of that is the same, and is written
 * the same, if GUIDs and note types are there once, GUIDs, ids and `mod` within the limits above,
 * `type` is note or cloze, text has no NUL, and JSON no line ends.
 */
void lock_write(struct buf *out, const struct lock *lock);

void lock_release(struct lock *lock);

#endif
