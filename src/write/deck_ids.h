/* SPDX-License-Identifier: MIT */
/* Anki's decks of a package: every deck with notes and all its parents, each with an id. */
#ifndef WRITE_DECK_IDS_H
#define WRITE_DECK_IDS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "deck/deck.h"

#define NO_DECK UINT32_MAX

struct deck_id {
    str name; /* full */
    int64_t id;
    uint32_t parent; /* index into `all`, or NO_DECK */
};

struct deck_ids {
    struct arena arena;
    vec(struct deck_id) all; /* parents before their children; without Anki's own Default */
    uint32_t *of;            /* indexes into `all`, for each of the deck's deck_names */
};

/*
 * An id is a hash of the name: 13 digits, in the past if read as milliseconds, never another
 * deck's. Names that differ in case only are one deck, as they are for Anki
 * (anki rslib/src/decks/name.rs): under the first of the names, by bytes.
 */
void deck_ids_make(struct deck_ids *ret, const struct awsml_deck *deck);
/* Anki's deck of a note. */
const struct deck_id *deck_ids_of(const struct deck_ids *ids, const struct awsml_note *note);
void deck_ids_release(struct deck_ids *ids);

#endif
