/* SPDX-License-Identifier: MIT */
/*
 * JSON of collections and of the lock. A reader of JSON, with jansson; what note types look like:
 * anki rslib/src/notetype/schema11.rs.
 */
#ifndef ADOPT_JSON_H
#define ADOPT_JSON_H

#include "adopt/collection.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "deck/deck.h"

#include <stdbool.h>
#include <stdint.h>

VEC_TYPE(old_type_vec, struct old_type);

/* Schema 11: the column `models`. False: no JSON, or no note types; some may have been added. */
bool json_read_models(struct old_type_vec *types, str models, struct arena *arena);

/* A deck: which one, and its name with `::` between levels. */
struct old_deck {
    int64_t id;
    str name;
};
VEC_TYPE(old_deck_vec, struct old_deck);
/* Schema 11: the column `decks`. What cannot be read is left out. */
void json_read_decks(struct old_deck_vec *decks, str text, struct arena *arena);

/* Schema 18: a row of a table, with its protobuf. */
struct type_row {
    str name, config;
};
struct type_rows {
    int64_t id, mod;
    str name, config;
    vec(struct type_row) fields;
    vec(struct type_row) templates;
};
/* False: there are no fields or no templates. */
bool json_make_type(struct old_type *ret, const struct type_rows *rows, struct arena *arena);

/* What the lock keeps of a note type: its JSON, and with it which fields are front and back. */
str json_lock_type(const struct old_type *type, uint32_t front, uint32_t back, struct arena *arena);
/* The reverse. False: it is not what json_lock_type() writes. */
bool json_read_lock_type(struct deck_note_type *ret, str json, struct arena *arena);

/* When it was modified, in seconds; 0 where it cannot be read. */
int64_t json_lock_type_mod(str json);

/*
 * What the lock keeps of a note: its type, tags and cards, and the fields besides front and back.
 * `its_type` is how its package has the type, `type` how the lock will have it; their fields are
 * the same by name.
 */
str json_lock_note(const struct old_note *note, const struct old_type *its_type,
                   const struct old_type *type, uint32_t front, uint32_t back, struct arena *arena);

struct lock_note {
    int64_t type;              /* 0: it is of ours */
    const str *names, *values; /* of fields that are kept */
    uint32_t field_count;
    const str *tags;
    uint32_t tag_count;
    uint32_t cards; /* bit n: a card of template n */
};
bool json_read_lock_note(struct lock_note *ret, str json, struct arena *arena);

#endif
