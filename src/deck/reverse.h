/* SPDX-License-Identifier: MIT */
/* The reverse question: the content without the service's own names. */
#ifndef DECK_REVERSE_H
#define DECK_REVERSE_H

#include "deck/render.h"

/*
 * The content with every name of the draft's service as HTML_MASK: in text, code and bare
 * addresses; links are their text, images nothing. Other services' names stay. Empty where the
 * draft is no service's, where nothing but the name would be left, and where a name would still
 * be read. In the arena.
 */
str reverse_render(struct renderer *renderer, const struct draft *draft,
                   const struct outline *outline, bool keep_breaks, struct arena *arena);

#endif
