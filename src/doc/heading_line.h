/* SPDX-License-Identifier: MIT */
/* Lines that are headings, told before the parser has seen them; and Obsidian's ids behind them. */
#ifndef DOC_HEADING_LINE_H
#define DOC_HEADING_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* `## text`, with up to three blanks before it. */
bool heading_is_atx(str line);
/* `===` or `---`: what makes a heading of the paragraph above it. */
bool heading_is_underline(str line);
/* Is the line that ends at `end` followed by an underline? Whether it is a paragraph: not asked. */
bool heading_is_underlined(str text, size_t end);

/*
 * Obsidian's block id, `^letters-digits`. It needs two characters, three if all are digits.
 * Behind what may be raised to a power (a number, a single letter, a closing bracket) it also
 * needs two letters in a row, or six characters: `x ^2n` and `10 ^100` are mathematics.
 *
 * Where the `^` of the one that ends a line behind a blank and other text is, or SIZE_MAX.
 */
size_t heading_block_id(str line);
/* Is the line nothing but one, blanks aside? */
bool heading_is_block_id(str line);

#endif
