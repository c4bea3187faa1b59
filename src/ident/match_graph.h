/* SPDX-License-Identifier: MIT */
/* Choosing pairs of two sides: each in one pair at most, the sum of the scores greatest. */
#ifndef IDENT_MATCH_GRAPH_H
#define IDENT_MATCH_GRAPH_H

#include "ident/match_score.h"

/* The pairs that may be chosen, found from both sides. */
struct match_graph {
    const struct match_pair *pairs;
    uint32_t pair_count, old_count, today_count;
    uint32_t *by_old, *old_begin; /* pairs of old i: by_old[old_begin[i] … old_begin[i + 1]] */
    uint32_t *by_today, *today_begin;
    uint32_t *old_choice, *today_choice; /* index of the pair, or MATCH_NONE */
};

/* `pairs`: those allowed; they must outlive the graph. */
void match_graph_make(struct match_graph *ret, const struct match_pair *pairs, uint32_t count,
                      uint32_t old_count, uint32_t today_count);
void match_graph_choose(struct match_graph *graph);
void match_graph_release(struct match_graph *graph);

#endif
