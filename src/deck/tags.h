/* SPDX-License-Identifier: MIT */
/* A note's tags: the author's own, and the one of the service that it is about. */
#ifndef DECK_TAGS_H
#define DECK_TAGS_H

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/* Sorts the tags by bytes, each once, without empty ones; returns how many are left. */
uint32_t tags_sort(str *tags, uint32_t count);

/*
 * Fills in own_tags, tags and service. `own` is sorted and outlives the note; `service`: the one
 * that the front is, or NULL. The rest is in the arena.
 */
void tags_give(struct awsml_note *note, const str *own, uint32_t count,
               const struct service *service, struct arena *arena);

#endif
