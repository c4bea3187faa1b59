/* SPDX-License-Identifier: MIT */
/* The choice, and what of it is in doubt. */
#include "ident/match_assign.h"

#include "ident/match_graph.h"

#include <stdlib.h>

enum {
    BIT = 256,
    MARGIN = 3 * BIT,     /* what is better by less is no better */
    CLEARLY = 300,        /* per mille: nearer by far */
    COPY_MARGIN = 6 * BIT /* a text nearer than this to another's is that one's copy */
};

struct choice {
    struct match_set *set;
    struct match_graph graph;
    bool *doubtful; /* by pair */
    struct match_tie_vec *ties;
};

/* --- copies --- */

/* How much nearer to another's text it may be; a retired note must be the nearest of all. */
static int64_t copy_margin(const struct match_set *set, const struct match_pair *pair)
{
    if (pair->same_place)
        return INT64_MAX / 4;
    if (pair->same_front && pair->same_file)
        return INT64_MAX / 4;
    if (set->old.notes[pair->old].entry->retired)
        return pair->same_front || !pair->distance ? 0 : -COPY_MARGIN;
    return pair->same_front ? COPY_MARGIN : 0;
}

/*
 * What was made from a copy of a section is new, however alike it is to a third that is gone. What
 * has heading and file of its partner is no copy.
 */
static void drop_copies(struct choice *choice, const struct match_pair_vec *all)
{
    struct match_graph *graph = &choice->graph;
    int64_t *nearest = mem_alloc(mem_mul((size_t)graph->today_count + 1, sizeof(*nearest)));
    uint16_t *alike = mem_zalloc((size_t)graph->today_count + 1, sizeof(*alike));
    for (uint32_t t = 0; t < graph->today_count; t++)
        nearest[t] = INT64_MIN / 2;
    vec_for (const struct match_pair, pair, all) {
        uint32_t chosen = graph->old_choice[pair->old];
        const struct match_note *old = &choice->set->old.notes[pair->old];
        bool taken = old->partner != MATCH_NONE || old->doubtful ||
                     (chosen != MATCH_NONE && graph->pairs[chosen].today != pair->today);
        if (!taken)
            continue;
        nearest[pair->today] = MAX(nearest[pair->today], pair->nearness);
        alike[pair->today] = MAX(alike[pair->today], pair->alike);
    }
    for (uint32_t t = 0; t < graph->today_count; t++) {
        uint32_t chosen = graph->today_choice[t];
        if (chosen == MATCH_NONE)
            continue;
        const struct match_pair *pair = &graph->pairs[chosen];
        if ((!pair->alone && alike[t] >= pair->alike + CLEARLY) ||
            nearest[t] > pair->nearness + copy_margin(choice->set, pair))
            choice->doubtful[chosen] = true;
    }
    free(nearest);
    free(alike);
}

/* --- ties --- */

/* Word for word the same. */
static bool copies(const struct match_side *side, uint32_t a, uint32_t b)
{
    return side->notes[a].body == side->notes[b].body && side->notes[a].body != MATCH_NONE;
}

/* Of exact copies a little tells which one stayed: in one place their order, else what is above. */
static bool copies_are_told(const struct match_side *side, uint32_t a, uint32_t b, int64_t loss)
{
    return copies(side, a, b) && (side->notes[a].spot == side->notes[b].spot || loss >= BIT / 2);
}

static int64_t score_of(const struct match_graph *graph, uint32_t old, uint32_t today)
{
    for (uint32_t p = graph->today_begin[today]; p < graph->today_begin[today + 1]; p++)
        if (graph->pairs[graph->by_today[p]].old == old)
            return graph->pairs[graph->by_today[p]].score;
    return 0;
}

/*
 * Two of today's notes, in one place under one heading, that both changed against the one note:
 * which of them it was, and which was made from it, no text tells.
 */
static bool are_twins(const struct match_pair *chosen, const struct match_pair *rival)
{
    return chosen->same_place && rival->same_place && chosen->distance && rival->kept > 500 &&
           rival->held > 500;
}

/* Could `rival` have been chosen in the place of `chosen` for about the same sum? */
static bool is_tie(const struct choice *choice, const struct match_pair *chosen,
                   const struct match_pair *rival)
{
    const struct match_graph *graph = &choice->graph;
    bool by_today = chosen->today == rival->today;
    uint32_t other = by_today ? graph->old_choice[rival->old] : graph->today_choice[rival->today];
    int64_t loss = chosen->score - rival->score;
    if (other != MATCH_NONE) {
        const struct match_pair *swapped = &graph->pairs[other];
        loss += swapped->score - (by_today ? score_of(graph, chosen->old, swapped->today)
                                           : score_of(graph, swapped->old, chosen->today));
    }
    bool rivals = other == MATCH_NONE && !by_today && are_twins(chosen, rival);
    if (loss >= MARGIN && !rivals)
        return false;
    if (by_today ? copies(&choice->set->old, chosen->old, rival->old)
                 : copies_are_told(&choice->set->today, chosen->today, rival->today, loss))
        return false;
    return true;
}

static void find_ties(struct choice *choice)
{
    const struct match_graph *graph = &choice->graph;
    for (uint32_t t = 0; t < graph->today_count; t++) {
        uint32_t index = graph->today_choice[t];
        if (index == MATCH_NONE || choice->doubtful[index])
            continue;
        const struct match_pair *chosen = &graph->pairs[index];
        struct match_tie tie = {t, MATCH_NONE, chosen->old, MATCH_NONE};
        for (uint32_t p = graph->today_begin[t]; p < graph->today_begin[t + 1]; p++) {
            const struct match_pair *rival = &graph->pairs[graph->by_today[p]];
            if (rival != chosen && tie.other_old == MATCH_NONE && is_tie(choice, chosen, rival))
                tie.other_old = rival->old;
        }
        uint32_t old = chosen->old, end = graph->old_begin[old + 1];
        for (uint32_t p = graph->old_begin[old]; p < end && tie.other_old == MATCH_NONE; p++) {
            const struct match_pair *rival = &graph->pairs[graph->by_old[p]];
            if (rival != chosen && tie.other_today == MATCH_NONE && is_tie(choice, chosen, rival))
                tie.other_today = rival->today;
        }
        if (tie.other_old == MATCH_NONE && tie.other_today == MATCH_NONE)
            continue;
        choice->doubtful[index] = true;
        /* The rival gets no second best either. */
        if (tie.other_today != MATCH_NONE && graph->today_choice[tie.other_today] == MATCH_NONE)
            choice->set->today.notes[tie.other_today].doubtful = true;
        if (tie.other_old != MATCH_NONE && graph->old_choice[tie.other_old] == MATCH_NONE)
            choice->set->old.notes[tie.other_old].doubtful = true;
        vec_push(choice->ties, tie);
    }
}

void match_assign(struct match_set *set, const struct match_pair_vec *pairs,
                  struct match_tie_vec *ties)
{
    struct match_pair_vec allowed = {0};
    vec_for (const struct match_pair, pair, pairs)
        if (pair->allowed)
            vec_push(&allowed, *pair);
    struct choice choice = {.set = set, .ties = ties};
    choice.doubtful = mem_zalloc(allowed.len + 1, sizeof(*choice.doubtful));
    match_graph_make(&choice.graph, allowed.ptr, (uint32_t)allowed.len, set->old.count,
                     set->today.count);
    match_graph_choose(&choice.graph);
    drop_copies(&choice, pairs);
    find_ties(&choice);
    for (size_t i = 0; i < allowed.len; i++) {
        const struct match_pair *pair = &allowed.ptr[i];
        if (choice.graph.today_choice[pair->today] != i)
            continue;
        if (choice.doubtful[i]) {
            set->today.notes[pair->today].doubtful = set->old.notes[pair->old].doubtful = true;
            continue;
        }
        set->today.notes[pair->today].partner = pair->old;
        set->old.notes[pair->old].partner = pair->today;
    }
    match_graph_release(&choice.graph);
    free(choice.doubtful);
    vec_release(&allowed);
}
