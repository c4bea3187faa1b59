/* SPDX-License-Identifier: MIT */
/* Pulls the first note of a deck before the notes of the decks below it. */
#include "write/import_order.h"

#include "base/attr.h"

#define NO_NOTE UINT32_MAX

struct ordering {
    struct note_order *order;
    const struct deck_ids *ids;
    uint32_t *first;         /* of each Anki deck: its first note, or NO_NOTE */
    bool *met;               /* of each Anki deck: it has had its turn */
    struct note_order above; /* scratch: decks that have their turn now, lowest first */
};

static void meet_deck(struct ordering *ordering, uint32_t deck)
{
    vec_clear(&ordering->above);
    for (; deck != NO_DECK && !ordering->met[deck]; deck = ordering->ids->all.ptr[deck].parent)
        vec_push(&ordering->above, deck);
    while (ordering->above.len) {
        uint32_t next = ordering->above.ptr[--ordering->above.len];
        ordering->met[next] = true;
        if (ordering->first[next] != NO_NOTE)
            vec_push(ordering->order, ordering->first[next]);
    }
}

void import_order(struct note_order *ret, const struct awsml_deck *deck, const struct deck_ids *ids)
{
    struct arena arena = {0};
    struct ordering ordering = {
        .order = ret,
        .ids = ids,
        .first = arena_array(&arena, uint32_t, ids->all.len + 1),
        .met = arena_array(&arena, bool, ids->all.len + 1),
    };
    for (size_t i = 0; i < ids->all.len; i++)
        ordering.first[i] = NO_NOTE;
    for (size_t i = deck->notes.len; i-- > 0;)
        ordering.first[ids->of[deck->notes.ptr[i].deck_index]] = (uint32_t)i;
    for (uint32_t i = 0; i < deck->notes.len; i++) {
        uint32_t its_deck = ids->of[deck->notes.ptr[i].deck_index];
        meet_deck(&ordering, its_deck);
        if (ordering.first[its_deck] != i)
            vec_push(ret, i);
    }
    vec_release(&ordering.above);
    arena_release(&arena);
}
