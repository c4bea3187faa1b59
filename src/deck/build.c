/* SPDX-License-Identifier: MIT */
/* Notes of all documents to one deck. */
#include "deck/build.h"

#include <stdlib.h>

#include "base/utf8.h"

/* The name with each level as it was first spelled. */
static str first_spelling(struct deck_builder *builder, str name)
{
    size_t at = 0;
    str spelled = {0};
    while (at < name.len) {
        size_t next = str_find(str_sub(name, at, name.len), STR("::"));
        size_t end = next == SIZE_MAX ? name.len : at + next;
        str level = str_sub(name, at, end);
        str prefix = !spelled.len ? level
                                  : arena_printf(&builder->arena, "%" STR_FMT "::%" STR_FMT,
                                                 STR_ARG(spelled), STR_ARG(level));
        bool is_new;
        str folded = utf8_fold(&builder->arena, prefix);
        uint32_t index = (uint32_t)builder->spellings.len;
        uint32_t *known = map_put(&builder->names, folded, index, &is_new);
        if (is_new)
            vec_push(&builder->spellings, prefix);
        spelled = builder->spellings.ptr[*known];
        at = end + 2;
    }
    return spelled;
}

static uint32_t deck_index(struct deck_builder *builder, str name)
{
    const uint32_t *known = map_get(&builder->decks, name);
    if (known)
        return *known;
    str spelled = first_spelling(builder, name);
    bool is_new;
    uint32_t count = (uint32_t)builder->deck->decks.len;
    uint32_t index = *map_put(&builder->decks, spelled, count, &is_new);
    if (is_new)
        vec_push(&builder->deck->decks, (struct deck_name){spelled, 0});
    return *map_put(&builder->decks, name, index, NULL);
}

static uint32_t count_bits(uint32_t bits)
{
    uint32_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

void deck_add(struct deck_builder *builder, const struct awsml_note *notes, size_t count)
{
    struct awsml_deck *deck = builder->deck;
    for (size_t i = 0; i < count; i++) {
        struct awsml_note note = notes[i];
        note.deck_index = deck_index(builder, note.deck);
        note.deck = deck->decks.ptr[note.deck_index].name;
        uint32_t cards = count_bits(note.cards);
        deck->decks.ptr[note.deck_index].cards += cards;
        deck->cards += cards;
        vec_push(&deck->notes, note);
    }
}

void deck_move(struct deck_builder *builder, size_t index, str name)
{
    struct awsml_deck *deck = builder->deck;
    struct awsml_note *note = &deck->notes.ptr[index];
    uint32_t cards = count_bits(note->cards);
    deck->decks.ptr[note->deck_index].cards -= cards;
    note->deck_index = deck_index(builder, name);
    note->deck = deck->decks.ptr[note->deck_index].name;
    deck->decks.ptr[note->deck_index].cards += cards;
}

void deck_drop(struct deck_builder *builder, const bool *drop)
{
    struct awsml_deck *deck = builder->deck;
    size_t kept = 0;
    for (size_t i = 0; i < deck->notes.len; i++) {
        struct awsml_note note = deck->notes.ptr[i];
        if (!drop[i]) {
            deck->notes.ptr[kept++] = note;
            continue;
        }
        deck->decks.ptr[note.deck_index].cards -= count_bits(note.cards);
        deck->cards -= count_bits(note.cards);
    }
    deck->notes.len = kept;
}

struct ranked {
    struct deck_name deck;
    uint32_t index;
};

static int compare_decks(const void *a, const void *b)
{
    return str_cmp(((const struct ranked *)a)->deck.name, ((const struct ranked *)b)->deck.name);
}

/* Those that lost all their notes are left out. */
static void sort_decks(struct awsml_deck *deck)
{
    size_t count = 0;
    struct ranked *ranked = mem_zalloc(deck->decks.len, sizeof(*ranked));
    uint32_t *place = mem_zalloc(deck->decks.len, sizeof(*place));
    for (size_t i = 0; i < deck->decks.len; i++)
        if (deck->decks.ptr[i].cards)
            ranked[count++] = (struct ranked){deck->decks.ptr[i], (uint32_t)i};
    qsort(ranked, count, sizeof(*ranked), compare_decks);
    for (size_t i = 0; i < count; i++) {
        deck->decks.ptr[i] = ranked[i].deck;
        place[ranked[i].index] = (uint32_t)i;
    }
    deck->decks.len = count;
    vec_for (struct awsml_note, note, &deck->notes) {
        note->deck_index = place[note->deck_index];
        note->deck = deck->decks.ptr[note->deck_index].name;
    }
    free(ranked);
    free(place);
}

void deck_finish(struct deck_builder *builder)
{
    struct awsml_deck *deck = builder->deck;
    sort_decks(deck);
    vec_for (struct awsml_note, note, &deck->notes)
        deck->timestamp = MAX(deck->timestamp, note->mod);
    vec_push(&deck->arenas, builder->arena);
    map_release(&builder->names);
    map_release(&builder->decks);
    vec_release(&builder->spellings);
}
