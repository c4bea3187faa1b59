/* SPDX-License-Identifier: MIT */
/* A document from a text, for the tests of src/doc. */
#ifndef UNIT_DOC_FIXTURE_H
#define UNIT_DOC_FIXTURE_H

#include "doc/document.h"
#include "doc/html.h"
#include "unit.h"

struct fixture {
    struct arena arena;
    struct diag diag;
    struct source source;
    struct document document;
};

static inline void fixture_parse(struct fixture *fixture, str text)
{
    *fixture = (struct fixture){.source = {.path = STR("note.md"), .relative = STR("note.md")}};
    assert_true(source_load(&fixture->source, text, &fixture->arena, &fixture->diag));
    document_parse(&fixture->document, &fixture->source, &fixture->arena, &fixture->diag);
}

static inline void fixture_release(struct fixture *fixture)
{
    diag_release(&fixture->diag);
    arena_release(&fixture->arena);
}

/* All blocks of the document as HTML. */
static inline void fixture_html(struct fixture *fixture, const struct html_options *options,
                                struct buf *out)
{
    for (const struct node *node = fixture->document.root->first; node; node = node->next) {
        const struct node *blocks[] = {node};
        html_blocks(out, blocks, 1, options);
    }
}

#endif
