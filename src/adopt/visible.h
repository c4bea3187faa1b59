/* SPDX-License-Identifier: MIT */
/* What a person reads of a field, whoever wrote its HTML. */
#ifndef ADOPT_VISIBLE_H
#define ADOPT_VISIBLE_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends the text: tags dropped, line feeds where blocks end, entities decoded; scripts, styles,
 * comments, `[sound:…]` and the marks of cloze deletions left out. Linear, whatever the HTML.
 */
void visible_text(struct buf *out, str html);

#endif
