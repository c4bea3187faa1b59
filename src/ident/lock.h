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
 * with a tab between columns. In a column `\\` is a backslash, `\n` a line feed, `\t` a tab,
 * `\r` a carriage return; in the lists, path and tags, `\/` parts the items. `breaks` is keep or
 * join; `id-kind:id` is empty, or `vault:ID` (a comment) or `file:ID`.
 */
struct lock_note_type {
    int64_t id;
    str json; /* see adopt/ */
};

struct lock {
    struct ident_entry_vec entries; /* sorted by GUID, each GUID once */
    vec(struct lock_note_type) note_types; /* sorted by id, each once */
};

enum { LOCK_VERSION = 1 };

/*
 * Reads a lock. `path` is for messages. Text is in the arena, or a view into `text`, which must
 * live as long as the entries.
 *
 * False where it is refused, which is reported at its line: a newer version, conflict markers, a
 * line that cannot be read. Doubles that a union merge leaves are healed: of two lines with one
 * GUID the living one stays, of two such the one with the later `mod`, then the one that is greater
 * by bytes. Of two notes with one id the one whose GUID comes later gets the next id that is free.
 */
bool lock_read(struct lock *ret, str text, str path, struct arena *arena, struct diag *diag);

/* Writes it, sorting first. What lock_read() makes of that is the same, and is written the same. */
void lock_write(struct buf *out, struct lock *lock);

void lock_release(struct lock *lock);

#endif
