/* SPDX-License-Identifier: MIT */
/* Which of several pairs of a note rules the others out. */
#ifndef IDENT_MATCH_PREFER_H
#define IDENT_MATCH_PREFER_H

#include "ident/match_score.h"

/* Disallows those pairs that no sum of scores may make up for. */
void match_prefer(const struct match_set *set, struct match_pair_vec *pairs);

#endif
