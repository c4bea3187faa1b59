/* SPDX-License-Identifier: MIT */
/* A note made again from what the lock keeps of it. */
#ifndef DECK_RECALL_H
#define DECK_RECALL_H

#include "catalogue/catalogue.h"
#include "deck/render.h"
#include "ident/entry.h"

/*
 * Fills in what render_note() fills in, and service, tags, deck and file; guid, id, mod, key and
 * changes are the caller's. All fields are what they were when the entry was made of the note, but
 * Source, which is the file alone, and `line`, which is 0. Whatever the entry holds, its first
 * field is not empty. What the note is made of is in `kept`; `scratch` is emptied by the caller.
 */
void recall_note(struct renderer *renderer, struct awsml_note *ret, const struct ident_entry *entry,
                 const struct catalogue *catalogue, struct arena *scratch, struct arena *kept);

#endif
