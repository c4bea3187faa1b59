/* SPDX-License-Identifier: MIT */
/* The deck's public face. */
#include "deck/deck.h"

#include "base/mem.h"

void awsml_deck_free(struct awsml_deck *deck)
{
    if (!deck)
        return;
    vec_for (struct arena, arena, &deck->arenas)
        arena_release(arena);
    vec_release(&deck->arenas);
    vec_release(&deck->notes);
    vec_release(&deck->decks);
    vec_release(&deck->media);
    vec_release(&deck->read_paths);
    free(deck);
}

size_t awsml_deck_note_count(const struct awsml_deck *deck)
{
    return deck->notes.len;
}

const struct awsml_note *awsml_deck_note(const struct awsml_deck *deck, size_t index)
{
    return &deck->notes.ptr[index];
}

size_t awsml_deck_card_count(const struct awsml_deck *deck)
{
    return deck->cards;
}

size_t awsml_deck_name_count(const struct awsml_deck *deck)
{
    return deck->decks.len;
}

struct awsml_str awsml_deck_name(const struct awsml_deck *deck, size_t index)
{
    return deck->decks.ptr[index].name;
}

size_t awsml_deck_read_count(const struct awsml_deck *deck)
{
    return deck->read_paths.len;
}

struct awsml_str awsml_deck_read_path(const struct awsml_deck *deck, size_t index)
{
    return deck->read_paths.ptr[index];
}

size_t awsml_deck_document_count(const struct awsml_deck *deck)
{
    return deck->documents;
}
