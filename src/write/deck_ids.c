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

/* The index of the deck of this name, which is added if it is new. */
static uint32_t add_deck(struct making *making, str name)
{
    struct deck_ids *ids = making->ids;
    bool is_new;
    uint32_t index = *map_put(&making->names, utf8_fold(&ids->arena, name),
                              (uint32_t)ids->all.len, &is_new);
    if (is_new)
        vec_push(&ids->all, (struct deck_id){name, free_id(making, name)});
    return index;
}

/* The id of a deck, after its parents have theirs. */
static int64_t deck_and_parents(struct making *making, str name)
{
    for (size_t from = 0, at; (at = str_find(str_sub(name, from, name.len), STR("::"))) != SIZE_MAX;
         from += at + 2)
        add_deck(making, str_sub(name, 0, from + at));
    return making->ids->all.ptr[add_deck(making, name)].id;
}

void deck_ids_make(struct deck_ids *ret, const struct awsml_deck *deck)
{
    *ret = (struct deck_ids){0};
    struct making making = {.ids = ret};
    ret->of = arena_array(&ret->arena, int64_t, deck->decks.len + 1);
    for (size_t i = 0; i < deck->decks.len; i++)
        ret->of[i] = deck_and_parents(&making, deck->decks.ptr[i].name);
    map_release(&making.names);
    map_release(&making.taken);
}

void deck_ids_release(struct deck_ids *ids)
{
    vec_release(&ids->all);
    arena_release(&ids->arena);
}
