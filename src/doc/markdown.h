/* SPDX-License-Identifier: MIT */
/* Markdown text to a tree. The only user of md4c. */
#ifndef DOC_MARKDOWN_H
#define DOC_MARKDOWN_H

#include "base/arena.h"
#include "doc/node.h"

/*
 * Parses CommonMark 0.30 with GFM's tables, strikethrough, task lists and autolinks. `text` is
 * valid UTF-8 with line feeds only, and outlives the tree. `masked` has the same length: what is
 * parsed. Where it differs from `text` something was taken out of sight of the parser
 * (doc/mask.h): in code the text comes back, elsewhere it leaves no node. Linear in time.
 * Never fails: all text is Markdown. Offsets in nodes count from text.ptr.
 */
struct node *markdown_parse(str text, str masked, struct arena *arena);

#endif
