/* SPDX-License-Identifier: MIT */
/* What is in the tree but never shows on a card. */
#ifndef DOC_HIDE_H
#define DOC_HIDE_H

#include "base/arena.h"
#include "doc/node.h"

/*
 * Marks as hidden: comments in raw HTML, a table of contents (between its comments, in a <details>
 * of its own, or a list of nothing but links into the same page), a paragraph or HTML of nothing
 * but such links, and one of nothing but <br>. An <hr> alone becomes a RULE.
 */
void hide_nodes(struct node *root, struct arena *arena);

#endif
