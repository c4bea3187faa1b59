/* SPDX-License-Identifier: MIT */
/*
 * Most notes have one partner that outweighs all others: such pairs are taken first, where that
 * provably is part of a best choice. What hangs together in the rest is solved exactly up to a
 * size; beyond it, best pairs first.
 */
#include "ident/match_graph.h"

#include <stdlib.h>

enum { EXACT_SIZE = 160 }; /* notes of one side that hang together */

/* --- both ways to the pairs --- */

static uint32_t *list_by(const struct match_pair *pairs, uint32_t count, bool by_today,
                         uint32_t nodes, uint32_t *begin)
{
    uint32_t *list = mem_alloc(mem_mul((size_t)count + 1, sizeof(*list)));
    for (uint32_t i = 0; i < count; i++)
        begin[(by_today ? pairs[i].today : pairs[i].old) + 2]++;
    for (uint32_t i = 2; i < nodes + 2; i++)
        begin[i] += begin[i - 1];
    for (uint32_t i = 0; i < count; i++)
        list[begin[(by_today ? pairs[i].today : pairs[i].old) + 1]++] = i;
    return list;
}

static uint32_t *none(uint32_t count)
{
    uint32_t *list = mem_alloc(mem_mul((size_t)count + 1, sizeof(*list)));
    for (uint32_t i = 0; i < count; i++)
        list[i] = MATCH_NONE;
    return list;
}

void match_graph_make(struct match_graph *ret, const struct match_pair *pairs, uint32_t count,
                      uint32_t old_count, uint32_t today_count)
{
    *ret = (struct match_graph){pairs, count, old_count, today_count,     NULL,
                                NULL,  NULL,  NULL,      none(old_count), none(today_count)};
    ret->old_begin = mem_zalloc((size_t)old_count + 3, sizeof(*ret->old_begin));
    ret->today_begin = mem_zalloc((size_t)today_count + 3, sizeof(*ret->today_begin));
    ret->by_old = list_by(pairs, count, false, old_count, ret->old_begin);
    ret->by_today = list_by(pairs, count, true, today_count, ret->today_begin);
}

void match_graph_release(struct match_graph *graph)
{
    free(graph->by_old);
    free(graph->old_begin);
    free(graph->by_today);
    free(graph->today_begin);
    free(graph->old_choice);
    free(graph->today_choice);
}

static bool is_free(const struct match_graph *graph, const struct match_pair *pair)
{
    return graph->old_choice[pair->old] == MATCH_NONE &&
           graph->today_choice[pair->today] == MATCH_NONE;
}

static void choose(struct match_graph *graph, uint32_t pair)
{
    graph->old_choice[graph->pairs[pair].old] = pair;
    graph->today_choice[graph->pairs[pair].today] = pair;
}

/* --- pairs that outweigh all that they exclude --- */

/* The best free pair in a list, and the score of the next best one. */
static uint32_t best_of(const struct match_graph *graph, const uint32_t *list, uint32_t count,
                        int64_t *ret_next)
{
    uint32_t best = MATCH_NONE;
    *ret_next = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct match_pair *pair = &graph->pairs[list[i]];
        if (!is_free(graph, pair))
            continue;
        if (best == MATCH_NONE || pair->score > graph->pairs[best].score) {
            if (best != MATCH_NONE)
                *ret_next = graph->pairs[best].score;
            best = list[i];
        } else {
            *ret_next = MAX(*ret_next, pair->score);
        }
    }
    return best;
}

static uint32_t best_of_today(const struct match_graph *graph, uint32_t today, int64_t *ret_next)
{
    uint32_t begin = graph->today_begin[today];
    return best_of(graph, graph->by_today + begin, graph->today_begin[today + 1] - begin, ret_next);
}

static uint32_t best_of_old(const struct match_graph *graph, uint32_t old, int64_t *ret_next)
{
    uint32_t begin = graph->old_begin[old];
    return best_of(graph, graph->by_old + begin, graph->old_begin[old + 1] - begin, ret_next);
}

static void choose_clear(struct match_graph *graph)
{
    enum { PASSES = 12 };
    bool more = true;
    for (int pass = 0; pass < PASSES && more; pass++) {
        more = false;
        for (uint32_t t = 0; t < graph->today_count; t++) {
            int64_t next_old, next_today;
            if (graph->today_choice[t] != MATCH_NONE)
                continue;
            uint32_t pair = best_of_today(graph, t, &next_old);
            if (pair == MATCH_NONE ||
                best_of_old(graph, graph->pairs[pair].old, &next_today) != pair)
                continue;
            if (graph->pairs[pair].score < next_old + next_today)
                continue;
            choose(graph, pair);
            more = true;
        }
    }
}

/* --- what hangs together --- */

struct component {
    vec(uint32_t) todays, olds, pairs;
    uint32_t *old_row, *today_row; /* their number in `olds` and `todays`, from 1 */
};

static void collect(const struct match_graph *graph, struct component *part, uint32_t start)
{
    vec_clear(&part->todays);
    vec_clear(&part->olds);
    vec_clear(&part->pairs);
    vec_push(&part->todays, start);
    part->today_row[start] = 1;
    for (size_t i = 0; i < part->todays.len; i++) {
        uint32_t t = part->todays.ptr[i];
        for (uint32_t p = graph->today_begin[t]; p < graph->today_begin[t + 1]; p++) {
            uint32_t index = graph->by_today[p], old = graph->pairs[index].old;
            if (!is_free(graph, &graph->pairs[index]))
                continue;
            vec_push(&part->pairs, index);
            if (part->old_row[old])
                continue;
            vec_push(&part->olds, old);
            part->old_row[old] = (uint32_t)part->olds.len;
            for (uint32_t q = graph->old_begin[old]; q < graph->old_begin[old + 1]; q++) {
                uint32_t other = graph->pairs[graph->by_old[q]].today;
                if (graph->today_choice[other] == MATCH_NONE && !part->today_row[other]) {
                    vec_push(&part->todays, other);
                    part->today_row[other] = (uint32_t)part->todays.len;
                }
            }
        }
    }
}

/*
 * The Hungarian method, row by row, with potentials (Kuhn, Munkres; this form by shortest
 * augmenting paths). `cost` has n + 1 rows and columns; those numbered 0 are not used. What is not
 * worth a pair costs 0, so that every row finds a column.
 */
static void solve(uint32_t n, const int64_t *cost, uint32_t *row_of)
{
    size_t width = (size_t)n + 1;
    int64_t *u = mem_zalloc(width, sizeof(*u)), *v = mem_zalloc(width, sizeof(*v));
    int64_t *slack = mem_zalloc(width, sizeof(*slack));
    uint32_t *way = mem_zalloc(width, sizeof(*way));
    bool *used = mem_zalloc(width, sizeof(*used));
    for (uint32_t row = 1; row <= n; row++) {
        for (uint32_t j = 0; j <= n; j++) {
            slack[j] = INT64_MAX;
            used[j] = false;
        }
        row_of[0] = row;
        uint32_t column = 0;
        do {
            used[column] = true;
            uint32_t i = row_of[column], next = 0;
            int64_t least = INT64_MAX;
            for (uint32_t j = 1; j <= n; j++) {
                if (used[j])
                    continue;
                int64_t reduced = cost[i * width + j] - u[i] - v[j];
                if (reduced < slack[j]) {
                    slack[j] = reduced;
                    way[j] = column;
                }
                if (slack[j] < least) {
                    least = slack[j];
                    next = j;
                }
            }
            for (uint32_t j = 0; j <= n; j++)
                if (used[j]) {
                    u[row_of[j]] += least;
                    v[j] -= least;
                } else if (slack[j] != INT64_MAX) {
                    slack[j] -= least;
                }
            column = next;
        } while (row_of[column]);
        for (; column; column = way[column])
            row_of[column] = row_of[way[column]];
    }
    free(u);
    free(v);
    free(slack);
    free(way);
    free(used);
}

static void choose_exactly(struct match_graph *graph, const struct component *part)
{
    uint32_t n = (uint32_t)MAX(part->todays.len, part->olds.len);
    size_t width = (size_t)n + 1;
    int64_t *cost = mem_zalloc(width * width, sizeof(*cost));
    uint32_t *pair_at = mem_zalloc(width * width, sizeof(*pair_at)); /* from 1 */
    uint32_t *row_of = mem_zalloc(width, sizeof(*row_of));
    vec_for (const uint32_t, index, &part->pairs) {
        const struct match_pair *pair = &graph->pairs[*index];
        size_t cell = part->today_row[pair->today] * width + part->old_row[pair->old];
        cost[cell] = -pair->score;
        pair_at[cell] = *index + 1;
    }
    solve(n, cost, row_of);
    for (uint32_t column = 1; column <= n; column++) {
        uint32_t pair = pair_at[row_of[column] * width + column];
        if (pair)
            choose(graph, pair - 1);
    }
    free(cost);
    free(pair_at);
    free(row_of);
}

struct ranked {
    int64_t score;
    uint32_t pair;
};

static int best_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static void choose_greedily(struct match_graph *graph, const struct component *part)
{
    struct ranked *ranked = mem_alloc(mem_mul(part->pairs.len + 1, sizeof(*ranked)));
    for (size_t i = 0; i < part->pairs.len; i++) {
        uint32_t pair = part->pairs.ptr[i];
        ranked[i] = (struct ranked){graph->pairs[pair].score, pair};
    }
    qsort(ranked, part->pairs.len, sizeof(*ranked), best_first);
    for (size_t i = 0; i < part->pairs.len; i++)
        if (is_free(graph, &graph->pairs[ranked[i].pair]))
            choose(graph, ranked[i].pair);
    free(ranked);
}

/* The pair of two notes, or MATCH_NONE. */
static uint32_t find_pair(const struct match_graph *graph, uint32_t old, uint32_t today)
{
    for (uint32_t p = graph->today_begin[today]; p < graph->today_begin[today + 1]; p++)
        if (graph->pairs[graph->by_today[p]].old == old)
            return graph->by_today[p];
    return MATCH_NONE;
}

/* Lets two pairs of a greedy choice change partners where that is better. */
static bool exchange(struct match_graph *graph, uint32_t today)
{
    for (uint32_t p = graph->today_begin[today]; p < graph->today_begin[today + 1]; p++) {
        uint32_t mine = graph->today_choice[today], wanted = graph->by_today[p];
        uint32_t theirs = graph->old_choice[graph->pairs[wanted].old];
        if (mine == MATCH_NONE || theirs == MATCH_NONE || theirs == mine)
            continue;
        uint32_t other = find_pair(graph, graph->pairs[mine].old, graph->pairs[theirs].today);
        if (other == MATCH_NONE || graph->pairs[wanted].score + graph->pairs[other].score <=
                                       graph->pairs[mine].score + graph->pairs[theirs].score)
            continue;
        choose(graph, wanted);
        choose(graph, other);
        return true;
    }
    return false;
}

static void improve(struct match_graph *graph, const struct component *part)
{
    enum { PASSES = 4 };
    bool more = true;
    for (int pass = 0; pass < PASSES && more; pass++) {
        more = false;
        vec_for (const uint32_t, today, &part->todays)
            more |= exchange(graph, *today);
    }
}

void match_graph_choose(struct match_graph *graph)
{
    choose_clear(graph);
    struct component part = {0};
    part.old_row = mem_zalloc((size_t)graph->old_count + 1, sizeof(*part.old_row));
    part.today_row = mem_zalloc((size_t)graph->today_count + 1, sizeof(*part.today_row));
    for (uint32_t t = 0; t < graph->today_count; t++) {
        if (graph->today_choice[t] != MATCH_NONE || part.today_row[t])
            continue;
        collect(graph, &part, t);
        if (!part.pairs.len)
            continue;
        if (MAX(part.todays.len, part.olds.len) <= EXACT_SIZE)
            choose_exactly(graph, &part);
        else {
            choose_greedily(graph, &part);
            improve(graph, &part);
        }
    }
    vec_release(&part.todays);
    vec_release(&part.olds);
    vec_release(&part.pairs);
    free(part.old_row);
    free(part.today_row);
}
