/* SPDX-License-Identifier: MIT */
/* The tree of a document: CommonMark's blocks and inlines, each with its place in the source. */
#ifndef DOC_NODE_H
#define DOC_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum node_type {
    /* blocks */
    NODE_DOCUMENT,
    NODE_QUOTE,
    NODE_LIST,
    NODE_ITEM,
    NODE_RULE, /* thematic break */
    NODE_HEADING,
    NODE_CODE_BLOCK,
    NODE_HTML_BLOCK,
    NODE_PARAGRAPH,
    NODE_TABLE,
    NODE_ROW,
    NODE_CELL,
    /* inlines */
    NODE_TEXT,
    NODE_SOFT_BREAK,
    NODE_HARD_BREAK,
    NODE_CODE, /* code span */
    NODE_HTML, /* raw HTML: one tag or several */
    NODE_EMPH,
    NODE_STRONG,
    NODE_STRIKE,
    NODE_LINK,
    NODE_IMAGE, /* its children are the alternative text */
};

enum node_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/*
 * `begin` and `end` are byte offsets into the document's text; NODE_NOWHERE where nothing tells.
 * A TEXT's are exact: where text.len == end - begin it is those bytes, else (an entity, an
 * indentation) it stands for all of them. Other nodes span from their first to their last leaf;
 * the document's own children span whole lines, from their first to the one after their last.
 *
 * All text is in TEXT nodes: code spans, code blocks and raw HTML have such children too.
 * Nodes live in the document's arena. The items of a tight list hold inlines directly, as well as
 * blocks: a run of inlines there is one paragraph without its tags.
 */
#define NODE_NOWHERE UINT32_MAX

struct node {
    struct node *parent, *prev, *next, *first, *last;
    uint32_t begin, end;
    str text;  /* TEXT: the literal; LINK, IMAGE: address */
    str extra; /* LINK, IMAGE: title; CODE_BLOCK: info string */
    uint32_t start;     /* LIST: its first number */
    uint8_t type;       /* enum node_type */
    uint8_t level;      /* HEADING: 1 to 6 */
    uint8_t align;      /* CELL: enum node_align */
    bool ordered : 1;   /* LIST */
    bool task : 1;      /* ITEM: has a checkbox */
    bool checked : 1;   /* ITEM: and it is ticked */
    bool header : 1;    /* ROW, CELL: in the table's head */
    bool setext : 1;    /* HEADING: underlined */
    bool fenced : 1;    /* CODE_BLOCK */
    bool autolink : 1;  /* LINK: its text is its address */
    bool hidden : 1;    /* never shows on a card (a comment, a template, a table of contents) */
};

static inline bool node_is_inline(const struct node *node)
{
    return node->type >= NODE_TEXT;
}

struct node *node_new(struct arena *arena, enum node_type type);
void node_append(struct node *parent, struct node *child);
void node_insert_after(struct node *sibling, struct node *node);
void node_unlink(struct node *node);

/* A copy with all that is inside it, in no tree. */
struct node *node_copy(struct arena *arena, const struct node *node);

/* The node after `node` in document order, below `root`; NULL at the end. */
struct node *node_next(const struct node *node, const struct node *root);
/* The same without what is inside `node`. */
struct node *node_skip(const struct node *node, const struct node *root);

#endif
