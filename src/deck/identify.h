/* SPDX-License-Identifier: MIT */
/* A note as identity sees it. */
#ifndef DECK_IDENTIFY_H
#define DECK_IDENTIFY_H

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/buf.h"
#include "ident/entry.h"

/* The name of a note type in keys and in the lock. */
str identify_type(enum awsml_note_type type);

/*
 * What the lock will hold of the note, with the hash of all that makes `mod` rise: what is shown,
 * the headings above, the author's tags, whether line ends show. What comes from this program and
 * its catalogue is not in it, nor is the place in the file. How it is made never changes.
 * `file`: relative to the lock's folder. `scratch` is emptied.
 */
struct ident_entry identify_note(const struct awsml_note *note, str file, struct buf *scratch,
                                 struct arena *arena);

/*
 * Stands in for the key of notes of which only the lock knows. Where the front holds marks it is
 * another one than the note had; no GUID is made of it.
 */
str identify_key(const struct ident_entry *entry, struct arena *arena);

#endif
