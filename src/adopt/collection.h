/* SPDX-License-Identifier: MIT */
/*
 * Reads notes, note types, cards and decks from a collection of Anki's, as of schema 11 (JSON in
 * the table `col`) or 18 (tables of their own, with protobuf: anki proto/anki/notetypes.proto).
 */
#ifndef ADOPT_COLLECTION_H
#define ADOPT_COLLECTION_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/diag.h"

#include <stdbool.h>
#include <stdint.h>

struct old_type {
    int64_t id;
    int64_t mod; /* seconds */
    str name;
    bool is_cloze;
    const str *fields; /* their names */
    uint32_t field_count;
    str question, answer; /* the first template's text */
    str json;             /* all of it, as an object of schema 11's `models` */
};

struct old_note {
    str guid;
    int64_t id, mod;   /* milliseconds, seconds */
    uint32_t type;     /* index */
    const str *fields; /* HTML; as many as the type has */
    const str *tags;
    uint32_t tag_count;
    uint32_t cards; /* bit n: a card of template n */
    str deck;       /* of its first card */
};

struct old_collection {
    vec(struct old_type) types;
    vec(struct old_note) notes; /* sorted by id */
};

/*
 * `bytes` is the file of the database; it is changed where its header says that SQLite should look
 * for another file beside it. All text is copied to the arena. False: it is no collection that
 * can be read, which is reported; then nothing was added.
 */
bool old_collection_read(struct old_collection *ret, char *bytes, size_t len, str path,
                         struct arena *arena, struct diag *diag);
void old_collection_release(struct old_collection *collection);

#endif
