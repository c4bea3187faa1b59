/* SPDX-License-Identifier: MIT */
/* All that the packages hold, and which fields of a note type are front and back. */
#ifndef ADOPT_POOL_H
#define ADOPT_POOL_H

#include "adopt/adopt.h"
#include "adopt/collection.h"
#include "adopt/terms.h"

enum pool_kind {
    POOL_OWN,     /* AWSML Note */
    POOL_CLOZE,   /* AWSML Cloze */
    POOL_FOREIGN, /* another tool's, with room for a front and a back */
    POOL_BLOCKED  /* another tool's, without */
};

/* A note type: of those that packages hold under one id the one that was modified last. */
struct pool_type {
    const struct old_type *type;
    enum pool_kind kind;
    uint32_t front, back; /* of POOL_FOREIGN: indexes of fields */
    bool used;            /* a note of it is adopted */
    uint64_t *likeness;   /* what fields were found to be: 2 * field + (front: 0, back: 1) */
};

struct pool_note {
    const struct old_note *note;
    const struct old_type *its_type;           /* as its own package has it */
    uint32_t type;                             /* index into `types` */
    uint32_t package;                          /* index into `packages` */
    bool taken, known, matched, blocked, tied; /* what adopt_match() found */
};

struct pool_package {
    str path;
    struct old_collection collection;
};

struct adoption {
    struct arena arena;
    vec(struct pool_package) packages;
    vec(struct pool_type) types; /* sorted by id */
    vec(struct pool_note) notes; /* sorted by GUID, each GUID once */
    vec(struct adopt_leftover) leftovers;
};

/* The field of a note that its type has at `index` today; empty where it has none. HTML. */
str pool_field(const struct adoption *adoption, const struct pool_note *note, uint32_t index);

/* The fields that a type's first template shows: in question and answer. A guess to begin with. */
void pool_guess_fields(struct pool_type *type);
/* Another front than was guessed; the back is guessed anew. */
void pool_set_front(struct pool_type *type, uint32_t front);
/* The fields that the lock has for front and back. False: it does not know the type. */
bool pool_known_fields(struct pool_type *type, const struct lock *lock, struct arena *arena);
/* Counts what the fields of a note are, given the text of a section that it is. */
void pool_vote(struct adoption *adoption, const struct pool_note *note,
               struct vocabulary *vocabulary, const struct terms *front, const struct terms *back);
/* What most of the notes say, or else the templates. */
void pool_elect_fields(struct pool_type *type);

/* Fills in the leftovers from what was marked at the notes. */
void pool_list_leftovers(struct adoption *adoption);

/* What a person reads of it, NFC, in the arena. */
str pool_text(str html, struct arena *arena);

#endif
