/* SPDX-License-Identifier: MIT */
/* The notes' identity: finds and reads the lock, asks `ident`, and tells what came of it. */
#ifndef API_IDENTITY_H
#define API_IDENTITY_H

#include <awsml/deck.h>

#include "adopt/adopt.h"
#include "api/convert.h"
#include "catalogue/catalogue.h"
#include "deck/build.h"
#include "ident/settle.h"
#include "source/collect.h"

/*
 *     struct identity identity = {.options = …, .arena = …, .diag = …, .catalogue = …};
 *     if (identity_open(&identity, &collected)) {
 *         ... documents are converted ...
 *         identity_add(&identity, …) for each, beside deck_add()
 *         if (identity_apply(&identity, &builder)) ... the deck has GUIDs, retired notes, lock
 *     }
 *     identity_release(&identity);
 */
struct identity_origin {
    str file; /* relative to the lock's folder */
    str path; /* as the user named the document */
};

struct identity {
    const struct awsml_build_options *options;
    struct arena *arena; /* becomes the deck's */
    struct diag *diag;
    const struct catalogue *catalogue;
    const struct collected *collected;

    str lock_path; /* as the user would name it; empty: no lock is used */
    str folder;    /* canonical: the one that files in the lock are relative to */
    bool lock_exists;
    str lock_text;
    struct lock lock;
    struct adoption *adoption; /* NULL: none */
    struct map files;                     /* file of a document -> enum ident_place */
    vec(struct identity_origin) origins;  /* of each note of the deck */
};

/* Before anything is converted. False: there is a lock that cannot be used, which is reported. */
bool identity_open(struct identity *identity, const struct collected *collected);

/* A document, and the notes that it brought to the deck. */
void identity_add(struct identity *identity, const struct collect_document *document,
                  const struct converted *converted);

/* For each of the lock's notes whether its place was looked at; after the last document. */
enum ident_place *identity_look(struct identity *identity);

/*
 * Gives the notes of the deck GUID, id, mod and changes, adds those that only the lock knows, and
 * writes the new lock into the deck. False: it must not be written, and why is reported.
 */
bool identity_apply(struct identity *identity, struct deck_builder *builder);

void identity_release(struct identity *identity);

#endif
