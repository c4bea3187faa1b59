/* SPDX-License-Identifier: MIT */
/* Are a document's lines thoughts, or was it wrapped at a column? */
#ifndef DOC_WRAP_H
#define DOC_WRAP_H

#include <stdbool.h>

#include "doc/node.h"

/*
 * True on strong evidence only: enough line ends inside paragraphs, nearly all of them where the
 * next word would not have fitted, at a plausible column, and few of them at a sentence's end.
 */
bool wrap_detect(const struct node *root, str text);

#endif
