/* SPDX-License-Identifier: MIT */
/* The JSON columns of a collection's only `col` row, as schema 11 has them. */
#ifndef WRITE_SCHEMA_H
#define WRITE_SCHEMA_H

#include "base/buf.h"
#include "deck/deck.h"
#include "write/deck_ids.h"

/* Each appends a JSON object (anki rslib/src/{config,notetype,decks,deckconfig}/schema11.rs). */
void schema_conf(struct buf *out, int64_t next_position);
void schema_models(struct buf *out, const struct awsml_deck *deck);
void schema_decks(struct buf *out, const struct deck_ids *ids);
void schema_deck_options(struct buf *out);

#endif
