/* SPDX-License-Identifier: MIT */
/* Where a document's own blocks begin and end. */
#ifndef DOC_LOCATE_H
#define DOC_LOCATE_H

#include "doc/node.h"

/*
 * Gives each child of the root its lines: from the start of its first to the start of the line
 * after its last. md4c tells no places, but its texts do; rules, empty headings and fences are
 * found between them.
 */
void locate_blocks(struct node *root, str text);

#endif
