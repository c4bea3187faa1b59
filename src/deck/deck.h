/* SPDX-License-Identifier: MIT */
/* The plain model that every writer reads: constant once it is built. */
#ifndef DECK_DECK_H
#define DECK_DECK_H

#include <stdbool.h>
#include <stdint.h>

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* A deck of Anki's: its full name, and how many cards are in it itself. */
struct deck_name {
    str name;
    uint32_t cards;
};

/*
 * A file of the notes' that fields refer to. Not filled before media are read; the writers treat
 * an empty list and a full one alike.
 */
struct deck_media {
    str name; /* in the package and in the fields */
    str bytes;
};

struct awsml_deck {
    vec(struct arena) arenas; /* one for each worker, and the builder's own; own all that follows */
    vec(struct awsml_note) notes; /* in the order of the sources */
    vec(struct deck_name) decks;  /* sorted by bytes; those with notes only, not their parents */
    vec(struct deck_media) media;
    vec(str) read_paths;
    size_t documents;
    size_t cards;
    int64_t timestamp; /* seconds: the time of the build, as the caller gave it */
};

/* What the JSON of a deck calls itself: write/json.c says so, deck/json_in.c looks for it. */
#define DECK_JSON_FORMAT  "awsml-export"
#define DECK_JSON_VERSION 1

/* The number of fields that notes of this type have. */
uint32_t deck_field_count(enum awsml_note_type type);

#endif
