/* SPDX-License-Identifier: MIT */
/* Of all pairs that may be, those that are: one-to-one, the best sum, nothing that is in doubt. */
#ifndef IDENT_MATCH_ASSIGN_H
#define IDENT_MATCH_ASSIGN_H

#include "ident/match_score.h"

VEC_TYPE(match_tie_vec, struct match_tie);

/*
 * Gives partners to the set's notes, by `pairs` as match_find_pairs() orders them. What is in
 * doubt gets none and is added to `ties`, with indexes into the set's sides. Pairs that are not
 * allowed only tell what a text may be a copy of.
 */
void match_assign(struct match_set *set, const struct match_pair_vec *pairs,
                  struct match_tie_vec *ties);

#endif
