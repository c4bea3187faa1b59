/* SPDX-License-Identifier: MIT */
/* --list and --stats: what a deck holds, as text. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include <stdio.h>

#include <awsml/deck.h>

/* A line a note: rule, deck, front as text, file:line, separated by tabs. */
void list_notes(FILE *out, const struct awsml_deck *deck);
/* How many documents, notes and cards; by rule and by deck. */
void list_stats(FILE *out, const struct awsml_deck *deck);

/*
 * How the notes stand to the lock: a line for each that is not as it was, or for all, with its
 * place; then the counts.
 */
void list_changes(FILE *out, const struct awsml_deck *deck, int all);

#endif
