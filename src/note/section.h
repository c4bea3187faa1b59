/* SPDX-License-Identifier: MIT */
/* A document's outline: what its sections are. */
#ifndef NOTE_SECTION_H
#define NOTE_SECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "catalogue/catalogue.h"
#include "doc/document.h"
#include "doc/html.h"

enum { NO_SERVICE = UINT32_MAX };
VEC_TYPE(block_vec, const struct node *);

/*
 * A heading, or what stands for one, and its own content. What the clip leaves of the blocks is
 * the content: a title line is cut off that way from the paragraph that it begins.
 */
struct section {
    str title;                 /* on one line, plain text; never empty */
    const struct node *titled; /* the node whose inlines are the title; NULL: only the text is */
    struct range title_range;  /* the part of it that is the title */
    uint32_t begin;            /* the offset of its first line, for messages and Source */
    const str *path;           /* the headings above, outermost first, without its own */
    uint32_t path_count;
    uint8_t level;             /* 1 to 6; 0: the document itself */
    bool is_parent;            /* sections stand below it */
    bool is_part;              /* made by a rule inside a heading's content, not by a heading */
    uint32_t service;          /* the one that the title is, or NO_SERVICE */
    str explicit_id;           /* {#x}, {: #x}, <!-- id: x -->, ^x of the heading; empty: none */
    bool id_is_unique;         /* a comment: names one place in all notes */
    uint32_t id_at;            /* the offset of the id itself; 0: none */
    struct block_vec blocks;   /* top-level blocks, in order; never hidden ones */
    struct range clip;
};

struct outline {
    const struct document *document;
    const struct catalogue *catalogue;
    str title;                    /* of the document */
    vec(struct section) sections; /* those with content, in order */
    vec(bool) mentioned;          /* by service: the headings or the title name it for certain */
};

/*
 * The sections of a document, in the arena but for the vectors. Says what headings are empty or
 * have several lines, which ids are malformed or double, and which sections show nothing.
 */
void outline_make(struct outline *outline, const struct document *document,
                  const struct catalogue *catalogue, struct arena *arena, struct diag *diag);
void outline_release(struct outline *outline);

#endif
