/* SPDX-License-Identifier: MIT */
/* Cloze deletions, for formats that do not know them. */
#ifndef WRITE_CLOZE_H
#define WRITE_CLOZE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends one side of the card of deletion `number` (from 1): the HTML with `{{cN::text::hint}}`
 * as its text, but for `number` on the question: that is […], or its hint in the brackets, in
 * bold. Number 0 on the question hides all of them (anki rslib/src/cloze.rs).
 */
void cloze_side(struct buf *out, str html, unsigned number, bool is_question);

#endif
