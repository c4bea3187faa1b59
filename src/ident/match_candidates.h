/* SPDX-License-Identifier: MIT */
/* Which of the lock's notes each of today's could be: a bounded number for each. */
#ifndef IDENT_MATCH_CANDIDATES_H
#define IDENT_MATCH_CANDIDATES_H

#include "ident/match_score.h"

/*
 * Adds to `pairs`, for each of today's notes without partner, those that share its rare words, its
 * heading, its place or its id and could be it, or whose content is near enough to have been
 * copied. Of those that have a partner already it adds the nearest, which are not allowed.
 */
void match_find_pairs(const struct match_set *set, struct match_pair_vec *pairs);

#endif
