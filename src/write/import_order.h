/* SPDX-License-Identifier: MIT */
/* The order in which Anki's text import must meet notes. */
#ifndef WRITE_IMPORT_ORDER_H
#define WRITE_IMPORT_ORDER_H

#include <stdint.h>

#include "base/vec.h"
#include "deck/deck.h"
#include "write/deck_ids.h"

VEC_TYPE(note_order, uint32_t);

/*
 * Appends the index of every note once: the order of the sources, but that a deck's first note
 * comes before any note of the decks below it. Met the other way round, the deck is made as a
 * parent, not known when its own first row comes, and made again as `name+`
 * (seen with anki 26.09.3).
 */
void import_order(struct note_order *ret, const struct awsml_deck *deck,
                  const struct deck_ids *ids);

#endif
