/* SPDX-License-Identifier: MIT */
/*
 * Which of today's notes is which of the lock's. Notes of another type or rule are never the same,
 * so each of these is a set of its own. What wins over what:
 *
 *  1. An explicit id.
 *  2. What is as it was, but for what machines change, in its file, below its headings, under its
 *     heading; equals by their order; the living before the retired.
 *  3. What is as it was in its file, where headings were swapped; then what is as it was in one
 *     other place only. Where most of a file's notes, or of those below a heading, are in a new
 *     one, and the old one is gone, that was renamed, and 2 counts once more.
 *  4. The one note of a file that holds headings as lines is none of them (match_gathered).
 *  5. What stayed in its place under its heading with half of its content, or as a part of it: it
 *     is no copy, and no copy is it (match_prefer). But not where both sides have others that
 *     are nearer, nor against one that is nearer by far.
 *  6. Half of the old words remain, and heading, file or headings above support it (match_score):
 *     of all these the pairs whose sum is best (match_graph).
 *  7. The same heading in the same place with another content, where both have it once, and the
 *     contents are nowhere else.
 *
 * In 6 the living go before the retired, and a retired one only where no living one is as near.
 * What is nearer to another's text is a copy of that one, and what could as well be another is
 * a tie: neither gets a partner (match_assign).
 */
#include "ident/match.h"

#include "base/map.h"
#include "ident/match_assign.h"
#include "ident/match_candidates.h"
#include "ident/match_exact.h"
#include "ident/match_gathered.h"
#include "ident/match_renamed.h"
#include "ident/match_set.h"

#include <stdlib.h>

static bool some_left(const struct match_side *side)
{
    for (uint32_t i = 0; i < side->count; i++)
        if (side->notes[i].partner == MATCH_NONE && !side->notes[i].doubtful)
            return true;
    return false;
}

static bool is_open(const struct match_set *set)
{
    return some_left(&set->old) && some_left(&set->today);
}

/*
 * What moved shows what was renamed; but when that is known, it may turn out that what moved is
 * a copy, and that what stayed was only edited.
 */
static void find_first_renamed(struct match_set *set)
{
    bool *kept = mem_zalloc((size_t)set->old.count + 1, sizeof(*kept));
    for (uint32_t o = 0; o < set->old.count; o++)
        kept[o] = set->old.notes[o].partner != MATCH_NONE;
    match_moved(set);
    if (match_find_renamed(set)) {
        match_part(set, kept);
        match_stayed(set, false);
        match_stayed(set, true);
    }
    free(kept);
}

static void match_set_notes(struct match_set *set, struct match_tie_vec *ties)
{
    match_by_id(set);
    match_equal(set);
    if (!is_open(set))
        return;
    match_set_name(set);
    match_stayed(set, false);
    match_stayed(set, true);
    match_swapped(set);
    find_first_renamed(set);
    match_moved(set);
    match_bar_gathered(set);
    if (!is_open(set))
        return;
    match_set_compare(set);
    /* Once more where the first round shows that a file was renamed. */
    for (int round = 0; round < 2 && is_open(set); round++) {
        struct match_pair_vec pairs = {0};
        match_find_pairs(set, &pairs);
        match_assign(set, &pairs, ties);
        vec_release(&pairs);
        if (!match_find_renamed(set))
            break;
    }
}

/* --- sets --- */

static int order_old(const void *a, const void *b)
{
    const struct ident_entry *x = ((const struct match_note *)a)->entry;
    const struct ident_entry *y = ((const struct match_note *)b)->entry;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return str_cmp(x->guid, y->guid);
}

static uint32_t kind_of(struct map *kinds, const struct ident_entry *entry, struct arena *arena)
{
    str kind =
        arena_printf(arena, "%" STR_FMT "\t%" STR_FMT, STR_ARG(entry->type), STR_ARG(entry->rule));
    return *map_put(kinds, kind, kinds->len, NULL);
}

/* The notes of one kind, as a side. */
static struct match_side take_side(const struct ident_entry *entries, const uint32_t *kinds,
                                   size_t count, uint32_t kind)
{
    struct match_side side = {0};
    for (size_t i = 0; i < count; i++)
        side.count += kinds[i] == kind;
    side.notes = mem_zalloc((size_t)side.count + 1, sizeof(*side.notes));
    for (size_t i = 0, n = 0; i < count; i++)
        if (kinds[i] == kind)
            side.notes[n++] = (struct match_note){
                .entry = &entries[i], .index = (uint32_t)i, .partner = MATCH_NONE};
    return side;
}

static void match_kind(struct matches *ret, struct match_set *set)
{
    struct match_tie_vec ties = {0};
    if (set->old.count)
        qsort(set->old.notes, set->old.count, sizeof(*set->old.notes), order_old);
    match_set_notes(set, &ties);
    const struct match_note *old = set->old.notes, *today = set->today.notes;
    for (uint32_t t = 0; t < set->today.count; t++)
        if (today[t].partner != MATCH_NONE)
            ret->partner[today[t].index] = old[today[t].partner].index;
    vec_for (const struct match_tie, tie, &ties) {
        bool by_old = tie->other_old == MATCH_NONE;
        vec_push(&ret->ties,
                 (struct match_tie){today[tie->today].index,
                                    by_old ? today[tie->other_today].index : (uint32_t)MATCH_NONE,
                                    old[tie->old].index,
                                    by_old ? (uint32_t)MATCH_NONE : old[tie->other_old].index});
    }
    vec_release(&ties);
}

static int order_ties(const void *a, const void *b)
{
    const struct match_tie *x = a, *y = b;
    return x->today < y->today ? -1 : x->today > y->today;
}

static uint32_t *kinds_of(struct map *kinds, const struct ident_entry *entries, size_t count,
                          struct arena *arena)
{
    uint32_t *list = mem_zalloc(count + 1, sizeof(*list));
    for (size_t i = 0; i < count; i++)
        list[i] = i && str_eq(entries[i].rule, entries[i - 1].rule) &&
                          str_eq(entries[i].type, entries[i - 1].type)
                      ? list[i - 1]
                      : kind_of(kinds, &entries[i], arena);
    return list;
}

void match_notes(struct matches *ret, const struct ident_entry *old, size_t old_count,
                 const struct ident_entry *today, size_t today_count)
{
    *ret = (struct matches){.partner = mem_zalloc(today_count + 1, sizeof(*ret->partner))};
    for (size_t t = 0; t < today_count; t++)
        ret->partner[t] = MATCH_NONE;
    struct map kinds = {0};
    struct arena arena = {0};
    uint32_t *today_kinds = kinds_of(&kinds, today, today_count, &arena);
    uint32_t count = kinds.len; /* only these can have partners */
    uint32_t *old_kinds = kinds_of(&kinds, old, old_count, &arena);
    for (uint32_t kind = 0; kind < count; kind++) {
        struct match_set set = {.old = take_side(old, old_kinds, old_count, kind),
                                .today = take_side(today, today_kinds, today_count, kind)};
        match_kind(ret, &set);
        match_set_release(&set);
    }
    if (ret->ties.len)
        qsort(ret->ties.ptr, ret->ties.len, sizeof(*ret->ties.ptr), order_ties);
    free(old_kinds);
    free(today_kinds);
    map_release(&kinds);
    arena_release(&arena);
}

void matches_release(struct matches *matches)
{
    free(matches->partner);
    vec_release(&matches->ties);
}
