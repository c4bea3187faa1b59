/* SPDX-License-Identifier: MIT */
/* Names as Anki wants them: decks and tags (anki rslib/src/decks/name.rs, tags/register.rs). */
#ifndef DECK_NAMES_H
#define DECK_NAMES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "doc/document.h"

/*
 * Appends a deck name's levels: no control characters, quotes, or blanks and colons at a level's
 * ends; empty levels are left out. `::` parts levels only if `levels`, else it is part of a name.
 */
void name_put_deck(struct buf *out, str name, bool levels);

/* A tag without blanks, any script; empty where nothing is left of it. In the arena. */
str name_tag(struct arena *arena, str tag);

/*
 * The deck of a document: what its front matter says, else its parents and title
 * (Just-the-Docs), else its folders and title; a document that `is_single` (no headings below its
 * title) goes into its folder's deck. All of it below `top`, which may be empty.
 */
str name_deck(struct arena *arena, const struct document *document, str title, bool is_single,
              str top);

#endif
