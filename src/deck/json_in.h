/* SPDX-License-Identifier: MIT */
/* Notes from JSON that `--json` wrote. The only user of jansson. */
#ifndef DECK_JSON_IN_H
#define DECK_JSON_IN_H

#include <stdbool.h>

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/vec.h"
#include "source/diag.h"

VEC_TYPE(note_vec, struct awsml_note);
VEC_TYPE(str_vec, str);

/*
 * Adds the notes of one JSON document (data/notes.schema.json), their text in the arena. Keys are
 * taken over, GUIDs, ids and times are not: identity is given once, when notes are packed; so retired notes
 * are passed over. `files`: the documents that were converted, also those that made no note. Fields
 * may hold the HTML that this program writes, and nothing else, so that a file from a stranger
 * puts no script on a card. False: reported, and nothing was added.
 */
bool json_read_notes(struct note_vec *notes, struct str_vec *files, str bytes, str path,
                     struct arena *arena, struct diag *diag);

#endif
