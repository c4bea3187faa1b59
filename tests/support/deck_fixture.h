/* SPDX-License-Identifier: MIT */
/* Decks for tests, without any Markdown: read from JSON that a test wrote. */
#ifndef TESTS_DECK_FIXTURE_H
#define TESTS_DECK_FIXTURE_H

#include <jansson.h>
#include <stdbool.h>

#include "deck/deck.h"

/*
 * An object with "timestamp", "notes" and perhaps "media". A note has "fields" (a list, the first
 * ones; the others are empty) and may have "type" (0 or 1), "guid", "key", "id", "mod", "rule",
 * "deck", "tags", "markdown", "path", "file", "line" and "cards" (a bit a template).
 */
struct deck_fixture {
    struct awsml_deck deck;
    json_t *json; /* owns the texts */
};

/* Takes over `json` in any case. False: a note makes no sense. */
bool deck_fixture_init(struct deck_fixture *fixture, json_t *json);
bool deck_fixture_parse(struct deck_fixture *fixture, const char *text);
void deck_fixture_release(struct deck_fixture *fixture);

#endif
