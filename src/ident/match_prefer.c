/* SPDX-License-Identifier: MIT */
/* Which of several pairs of a note rules the others out. */
#include "ident/match_prefer.h"

#include <stdlib.h>

enum { SLIGHTLY = 30, CLEARLY = 300 }; /* per mille by which contents are nearer */

/* A heading in its place with another content is the same card only if no content says more. */
static bool is_key_only(const struct match_pair *pair)
{
    return pair->alone && !pair->found;
}

static bool says_more(const struct match_pair *pair)
{
    bool is_equal = pair->alike == 1000 && pair->same_file && pair->same_path;
    return is_equal || (pair->allowed && !is_key_only(pair));
}

static void prefer_content(const struct match_set *set, struct match_pair_vec *pairs)
{
    bool *old_found = mem_zalloc((size_t)set->old.count + 1, sizeof(*old_found));
    bool *today_found = mem_zalloc((size_t)set->today.count + 1, sizeof(*today_found));
    vec_for (const struct match_pair, pair, pairs)
        if (says_more(pair))
            old_found[pair->old] = today_found[pair->today] = true;
    vec_for (struct match_pair, pair, pairs)
        if (is_key_only(pair) && (old_found[pair->old] || today_found[pair->today]))
            pair->allowed = false;
    free(old_found);
    free(today_found);
}

/* What is best among the pairs of each of a side's notes, per mille. */
struct nearest {
    uint16_t *by_old, *by_today;
};

static struct nearest make_nearest(const struct match_set *set)
{
    return (struct nearest){mem_zalloc((size_t)set->old.count + 1, sizeof(uint16_t)),
                            mem_zalloc((size_t)set->today.count + 1, sizeof(uint16_t))};
}

static void take_nearest(struct nearest *nearest, const struct match_pair *pair)
{
    nearest->by_old[pair->old] = MAX(nearest->by_old[pair->old], pair->alike);
    nearest->by_today[pair->today] = MAX(nearest->by_today[pair->today], pair->alike);
}

static void release_nearest(struct nearest *nearest)
{
    free(nearest->by_old);
    free(nearest->by_today);
}

static struct nearest find_nearest(const struct match_set *set, const struct match_pair_vec *pairs)
{
    struct nearest ret = make_nearest(set);
    vec_for (const struct match_pair, pair, pairs)
        if (pair->allowed)
            take_nearest(&ret, pair);
    return ret;
}

/* The next best after the nearest; equal to it if there are two. */
static struct nearest find_second(const struct match_set *set, const struct match_pair_vec *pairs,
                                  const struct nearest *nearest)
{
    struct nearest ret = make_nearest(set), firsts = make_nearest(set);
    vec_for (const struct match_pair, pair, pairs) {
        if (!pair->allowed)
            continue;
        uint32_t o = pair->old, t = pair->today;
        if (pair->alike < nearest->by_old[o] || firsts.by_old[o]++)
            ret.by_old[o] = MAX(ret.by_old[o], pair->alike);
        if (pair->alike < nearest->by_today[t] || firsts.by_today[t]++)
            ret.by_today[t] = MAX(ret.by_today[t], pair->alike);
    }
    release_nearest(&firsts);
    return ret;
}

/*
 * What competes for a note: pairs by which the other note is nearer to it than to any; what could
 * be another as well does not need this one.
 */
static struct nearest find_rivals(const struct match_set *set, const struct match_pair_vec *pairs,
                                  bool elsewhere)
{
    struct nearest first = find_nearest(set, pairs), second = find_second(set, pairs, &first);
    struct nearest ret = make_nearest(set);
    vec_for (const struct match_pair, pair, pairs) {
        uint32_t o = pair->old, t = pair->today;
        if (!pair->allowed || (elsewhere && pair->same_place))
            continue;
        if (pair->alike == first.by_today[t] && pair->alike >= second.by_today[t] + SLIGHTLY)
            ret.by_old[o] = MAX(ret.by_old[o], pair->alike);
        if (pair->alike == first.by_old[o] && pair->alike >= second.by_old[o] + SLIGHTLY)
            ret.by_today[t] = MAX(ret.by_today[t], pair->alike);
    }
    release_nearest(&first);
    release_nearest(&second);
    return ret;
}

/*
 * What stayed under its heading in its place, only edited, is it rather than a copy elsewhere is,
 * though that be nearer; unless another is so much nearer that this one cannot be it, or both have
 * others that are nearer, as where two headings are swapped.
 */
static void prefer_those_that_stay(const struct match_set *set, struct match_pair_vec *pairs)
{
    enum { STAYS = 1, LIVING = 2 };
    struct nearest all = find_rivals(set, pairs, false), other = find_rivals(set, pairs, true);
    uint8_t *old_stays = mem_zalloc((size_t)set->old.count + 1, 1);
    uint8_t *today_stays = mem_zalloc((size_t)set->today.count + 1, 1);
    vec_for (struct match_pair, pair, pairs) {
        uint32_t o = pair->old, t = pair->today;
        bool swapped = MIN(other.by_old[o], other.by_today[t]) > pair->alike + SLIGHTLY;
        pair->stays = pair->stays && pair->allowed && !swapped &&
                      pair->alike + CLEARLY > MAX(all.by_old[o], all.by_today[t]);
        if (pair->stays) {
            old_stays[o] = STAYS;
            today_stays[t] |= set->old.notes[o].entry->retired ? STAYS : STAYS | LIVING;
        }
    }
    vec_for (struct match_pair, pair, pairs) {
        bool retired = set->old.notes[pair->old].entry->retired;
        if (!pair->same_place && (old_stays[pair->old] || today_stays[pair->today]))
            pair->allowed = false;
        if (retired && today_stays[pair->today] & LIVING)
            pair->allowed = false;
    }
    release_nearest(&all);
    release_nearest(&other);
    free(old_stays);
    free(today_stays);
}

/* How much of heading, file and headings above there is. */
static unsigned support(const struct match_pair *pair)
{
    return 2u * pair->same_front + pair->alike_front + 2u * pair->same_file + pair->same_path;
}

static bool supports_less(const struct match_pair *pair, const struct match_pair *other)
{
    return support(pair) < support(other) && pair->same_front <= other->same_front &&
           pair->same_file <= other->same_file && pair->same_path <= other->same_path;
}

static void take_better(uint32_t *best, const struct match_pair_vec *pairs, uint32_t index)
{
    const struct match_pair *pair = &pairs->ptr[index];
    const struct match_pair *other = *best != MATCH_NONE ? &pairs->ptr[*best] : NULL;
    if (!other || support(pair) > support(other) ||
        (support(pair) == support(other) && pair->alike > other->alike))
        *best = index;
}

/*
 * Where contents are about as near, headings and places tell: a pair that has less of them than
 * another of the same note is none, unless it is nearer by far. The other must be the nearest of
 * both of its notes, or it says nothing.
 */
static void prefer_supported(const struct match_set *set, struct match_pair_vec *pairs)
{
    struct nearest all = find_nearest(set, pairs);
    uint32_t *by_old = mem_alloc(mem_mul((size_t)set->old.count + 1, sizeof(*by_old)));
    uint32_t *by_today = mem_alloc(mem_mul((size_t)set->today.count + 1, sizeof(*by_today)));
    for (uint32_t o = 0; o < set->old.count; o++)
        by_old[o] = MATCH_NONE;
    for (uint32_t t = 0; t < set->today.count; t++)
        by_today[t] = MATCH_NONE;
    for (uint32_t i = 0; i < pairs->len; i++) {
        const struct match_pair *pair = &pairs->ptr[i];
        if (!pair->allowed)
            continue;
        if (pair->alike + SLIGHTLY >= all.by_today[pair->today])
            take_better(&by_old[pair->old], pairs, i);
        if (pair->alike + SLIGHTLY >= all.by_old[pair->old])
            take_better(&by_today[pair->today], pairs, i);
    }
    vec_for (struct match_pair, pair, pairs) {
        const uint32_t better[] = {by_old[pair->old], by_today[pair->today]};
        for (size_t b = 0; b < ARRAY_LEN(better); b++) {
            if (better[b] == MATCH_NONE)
                continue;
            const struct match_pair *other = &pairs->ptr[better[b]];
            bool later = set->old.notes[other->old].entry->retired &&
                         !set->old.notes[pair->old].entry->retired;
            if (!later && supports_less(pair, other) && other->alike + CLEARLY > pair->alike)
                pair->allowed = false;
        }
    }
    release_nearest(&all);
    free(by_old);
    free(by_today);
}

void match_prefer(const struct match_set *set, struct match_pair_vec *pairs)
{
    prefer_content(set, pairs);
    prefer_those_that_stay(set, pairs);
    prefer_supported(set, pairs);
}
