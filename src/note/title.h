/* SPDX-License-Identifier: MIT */
/* Lines that name a topic without being headings. */
#ifndef NOTE_TITLE_H
#define NOTE_TITLE_H

#include <stdbool.h>

#include "doc/html.h"
#include "doc/node.h"

/* The first line of a paragraph. */
struct title_line {
    struct range range; /* in the source */
    str text;           /* in the arena, on one line */
    bool bold;          /* all of it is, and it holds no colon */
    bool titled;        /* it reads as a title */
};

/*
 * The first line of a block; false where the block is no paragraph. A short line reads as a title
 * without a sentence's end, a list mark, a link, an image, `A - B`, `A = B` or `label: value` in
 * it, or a colon at its end unless it is numbered; one that is all italic does not.
 */
bool title_line(struct arena *arena, const struct node *block, struct title_line *ret);

/* Does a heading's text hold any letter, digit or pictograph? */
bool title_says_something(str title);

#endif
