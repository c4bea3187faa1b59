/* SPDX-License-Identifier: MIT */
/* The visible text of nodes, with the way back to the source. */
#ifndef DOC_TEXT_H
#define DOC_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"
#include "doc/node.h"

/*
 * The text that a reader sees, as one string: soft and hard breaks are '\n', so is the end of a
 * block; table cells are parted by '\t'. Hidden nodes, raw HTML and the alternative text of
 * images are not in it; code is. `pieces` leads from a place in the string to the node and the
 * source.
 */
struct text_piece {
    uint32_t at;             /* where it begins in the string */
    const struct node *node; /* TEXT, a break, or the block that ended */
};
struct text {
    struct buf buf;
    vec(struct text_piece) pieces;
    bool with_html; /* raw HTML counts as visible, as it is until it is sanitised */
};

/* Adds a node and all below it. */
void text_add(struct text *text, const struct node *root);
/* Adds one piece alone: bytes that stand for the node. */
void text_add_piece(struct text *text, const struct node *node, str bytes);
void text_clear(struct text *text);
void text_release(struct text *text);
static inline str text_str(const struct text *text)
{
    return buf_str(&text->buf);
}

/* The piece that holds the place `at` of the string. */
const struct text_piece *text_piece_at(const struct text *text, size_t at);
/* The offset in the source of the place `at` of the string. */
uint32_t text_source(const struct text *text, size_t at);

/* The node's text on one line: white space squeezed. In the arena. */
str text_line(struct arena *arena, const struct node *node);

#endif
