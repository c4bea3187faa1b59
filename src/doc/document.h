/* SPDX-License-Identifier: MIT */
/* One document: front matter and tree. */
#ifndef DOC_DOCUMENT_H
#define DOC_DOCUMENT_H

#include "base/arena.h"
#include "doc/front.h"
#include "doc/node.h"
#include "source/diag.h"
#include "source/source.h"

struct document {
    const struct source *source;
    struct front front;
    str masked;        /* the text as the parser saw it (doc/mask.h) */
    struct node *root; /* offsets count in source->text */
    bool wrapped;      /* its lines are wrapped at a column, on strong evidence */
};

/* Everything is made in the arena. Always succeeds: all text is Markdown. */
void document_parse(struct document *document, const struct source *source, struct arena *arena,
                    struct diag *diag);

#endif
