/* SPDX-License-Identifier: MIT */
/* Notes of all documents to one deck: deck names, order. */
#ifndef DECK_BUILD_H
#define DECK_BUILD_H

#include <stdint.h>

#include "deck/deck.h"
#include "base/map.h"

/*
 *     struct deck_builder builder = {.deck = deck};
 *     for each document, in order: deck_add(&builder, notes, count);
 *     ... the notes get their identity ...
 *     deck_finish(&builder);
 */
struct deck_builder {
    struct awsml_deck *deck;
    struct arena arena;      /* becomes one of the deck's */
    struct map names;        /* folded prefix of a deck name -> index into spellings */
    vec(str) spellings;      /* the first spelling of each prefix: Anki ignores case */
    struct map decks;        /* name -> index into deck->decks */
};

/* Takes over notes whose text lives in an arena of the deck's. */
void deck_add(struct deck_builder *builder, const struct awsml_note *notes, size_t count);
/* Puts a note into another deck. */
void deck_move(struct deck_builder *builder, size_t index, str deck);
/* Takes notes off again: those for which `drop` says so. */
void deck_drop(struct deck_builder *builder, const bool *drop);
/* Sorts the decks, dates the whole as its latest note. The builder is released. */
void deck_finish(struct deck_builder *builder);

#endif
