/* SPDX-License-Identifier: MIT */
/* What the parser must not see: taken out of a copy of equal length, so that offsets stay true. */
#ifndef DOC_MASK_H
#define DOC_MASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "source/diag.h"
#include "source/source.h"

/*
 * Line constructs (conflict markers, attribute lists and templates on lines of their own, lines
 * of nothing but no-break spaces) become blanks, and so does what is hidden at the end of a
 * heading, an Obsidian block id too, which may also stand on the line below. Other inline ones
 * (templates, attribute lists, comments) become filler letters, which behave as a word does next
 * to emphasis or in an address.
 * Code and math are left alone. `from`: where front matter ends; all before it is blanked.
 * The text itself where there is nothing to mask.
 */
str mask_text(const struct source *source, uint32_t from, struct arena *arena, struct diag *diag);

/* Is there anything in the text that could be masked? Most documents have nothing. */
bool mask_has_signs(str text);
/* Is there a filler at `at`, where the source has something else? */
bool mask_is_at(str masked, str text, size_t at);
/* The length of the filler at p. */
uint32_t mask_len(const char *p);
/* Appends the text without fillers: for addresses, which come without their place. */
void mask_strip(struct buf *out, str text);

#endif
