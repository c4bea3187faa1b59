/* SPDX-License-Identifier: MIT */
/* What is in the tree but never shows on a card. */
#ifndef DOC_HIDE_H
#define DOC_HIDE_H

#include "base/arena.h"
#include "doc/node.h"

/*
 * Marks as hidden: comments in raw HTML, a table of contents (between its comments, or a list of
 * nothing but links into the same page), a paragraph of nothing but such links.
 */
void hide_nodes(struct node *root, struct arena *arena);

#endif
