/* SPDX-License-Identifier: MIT */
/* Anki's decks of a package: every deck with notes and all its parents, each with an id. */
#ifndef WRITE_DECK_IDS_H
#define WRITE_DECK_IDS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "deck/deck.h"

struct deck_id {
    str name; /* full */
    int64_t id;
};

struct deck_ids {
    struct arena arena;
    vec(struct deck_id) all; /* parents before their children; without Anki's own Default */
    int64_t *of;             /* of the deck's deck_name number i */
};

/*
 * An id is a hash of the name: 13 digits, in the past if read as milliseconds, never another
 * deck's. Names that differ in case only are one deck, as they are for Anki
 * (anki rslib/src/decks/name.rs).
 */
void deck_ids_make(struct deck_ids *ret, const struct awsml_deck *deck);
void deck_ids_release(struct deck_ids *ids);

#endif
