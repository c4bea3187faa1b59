/* SPDX-License-Identifier: MIT */
/* The plain model that every writer reads: constant once it is built. */
#ifndef DECK_DECK_H
#define DECK_DECK_H

#include <stdbool.h>
#include <stdint.h>

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/buf.h"
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

/* A note type of another tool: adopted notes keep the one that they have in people's collections. */
struct deck_note_type {
    int64_t id;
    str name;
    str json;          /* an object of `models` in Anki's schema 11 */
    const str *fields; /* their names, in Anki's order */
    uint32_t field_count;
    uint32_t front, back; /* which of them hold the front and the back of the note */
    uint32_t sort_field, template_count;
};
/* How a note fills the fields of such a type. */
struct awsml_foreign {
    const struct deck_note_type *type;
    const str *kept; /* for each field the HTML that it had; front and back: not used */
};

struct awsml_deck {
    vec(struct arena) arenas; /* one for each worker, and the builder's own; own all that follows */
    vec(struct awsml_note) notes; /* in the order of the sources */
    vec(struct deck_name) decks;  /* sorted by bytes; those with notes only, not their parents */
    vec(struct deck_media) media;
    vec(const struct deck_note_type *) note_types; /* of other tools; sorted by id */
    vec(str) read_paths;
    vec(str) document_files; /* relative paths of the documents that were read without an error */
    size_t documents;
    size_t cards;
    int64_t timestamp; /* seconds: the latest `mod` of its notes */
    str lock_path;     /* the lock file of this build; empty: none */
    struct buf lock;   /* what it is to hold; empty: it stays as it is */
    str old_lock;      /* what it held; no pointer: there was none */
};

/* What the JSON of a deck calls itself: write/json.c says so, deck/json_in.c looks for it. */
#define DECK_JSON_FORMAT  "awsml-export"
#define DECK_JSON_VERSION 1

/* The number of fields that notes of this type have. */
uint32_t deck_field_count(enum awsml_note_type type);

/* What Anki has of a note: its note type, ours or another tool's, and that one's fields. */
int64_t deck_note_type_id(const struct awsml_note *note);
str deck_note_type_name(const struct awsml_note *note);
uint32_t deck_note_field_count(const struct awsml_note *note);
/* index < deck_note_field_count(); HTML */
str deck_note_field(const struct awsml_note *note, uint32_t index);
/* The field that Anki sorts its list of notes by. */
uint32_t deck_note_sort_field(const struct awsml_note *note);

#endif
