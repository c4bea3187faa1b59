/* SPDX-License-Identifier: MIT */
/* Gives ids to decks. */
#include "write/deck_ids.h"

#include <inttypes.h>

#include "base/digest.h"
#include "base/map.h"
#include "base/utf8.h"

/* 2001-09-09 and about 19 years from there. */
#define FIRST_ID INT64_C(1000000000000)
#define ID_RANGE UINT64_C(600000000000)

struct making {
    struct deck_ids *ids;
    struct map names; /* folded full name → index into ids->all */
    struct map taken; /* id as text */
};

static int64_t free_id(struct making *making, str name)
{
    unsigned char sum[SHA256_SIZE];
    uint64_t number = 0;
    digest_sha256(name, sum);
    for (int i = 0; i < 8; i++)
        number = number << 8 | sum[i];
    for (;; number++) {
        int64_t id = FIRST_ID + (int64_t)(number % ID_RANGE);
        bool is_new;
        map_put(&making->taken, arena_printf(&making->ids->arena, "%" PRId64, id), 0, &is_new);
        if (is_new)
            return id;
    }
}

/* The index of the deck `own` below `parent`, which is added if it is new. */
static uint32_t add_deck(struct making *making, uint32_t parent, str own)
{
    struct deck_ids *ids = making->ids;
    str name = own;
    if (parent != NO_DECK)
        name = arena_printf(&ids->arena, "%" STR_FMT "::%" STR_FMT,
                            STR_ARG(ids->all.ptr[parent].name), STR_ARG(own));
    bool is_new;
    uint32_t index =
        *map_put(&making->names, utf8_fold(&ids->arena, name), (uint32_t)ids->all.len, &is_new);
    if (is_new)
        vec_push(&ids->all, (struct deck_id){name, free_id(making, name), parent});
    return index;
}

/* The index of a deck, after its parents have theirs. */
static uint32_t deck_and_parents(struct making *making, str name)
{
    uint32_t parent = NO_DECK;
    for (size_t at; (at = str_find(name, STR("::"))) != SIZE_MAX;) {
        parent = add_deck(making, parent, str_sub(name, 0, at));
        name = str_sub(name, at + 2, name.len);
    }
    return add_deck(making, parent, name);
}

void deck_ids_make(struct deck_ids *ret, const struct awsml_deck *deck)
{
    *ret = (struct deck_ids){0};
    struct making making = {.ids = ret};
    ret->of = arena_array(&ret->arena, uint32_t, deck->decks.len + 1);
    for (size_t i = 0; i < deck->decks.len; i++)
        ret->of[i] = deck_and_parents(&making, deck->decks.ptr[i].name);
    map_release(&making.names);
    map_release(&making.taken);
}

const struct deck_id *deck_ids_of(const struct deck_ids *ids, const struct awsml_note *note)
{
    return &ids->all.ptr[ids->of[note->deck_index]];
}

void deck_ids_release(struct deck_ids *ids)
{
    vec_release(&ids->all);
    arena_release(&ids->arena);
}
