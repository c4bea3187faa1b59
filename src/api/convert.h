/* SPDX-License-Identifier: MIT */
/* One document from bytes to notes: what a worker does. */
#ifndef API_CONVERT_H
#define API_CONVERT_H

#include <awsml/deck.h>

#include "base/vec.h"
#include "catalogue/catalogue.h"
#include "deck/json_in.h"
#include "deck/render.h"
#include "source/collect.h"

/* What a document became. */
struct converted {
    struct note_vec notes; /* without guid, id and mod; their text is in the kept arena */
    struct str_vec files;  /* of JSON: the documents that its notes were made of */
    struct diag diag;
    double order; /* front matter's nav_order; NAN: none */
    bool read;    /* false: the document could not be read, and that is reported */
};

/* A worker's memory. */
struct converter {
    const struct catalogue *catalogue;
    const struct awsml_build_options *options;
    struct arena kept;    /* what notes are made of: becomes the deck's */
    struct arena scratch; /* one document's bytes and tree */
    struct renderer renderer;
    struct draft_vec drafts;
};

void convert_document(struct converter *converter, const struct collect_document *document,
                      struct converted *ret);
/* Releases all but `kept`. */
void converter_release(struct converter *converter);

#endif
