/* SPDX-License-Identifier: MIT */
/* Today's notes that hold several of the lock's: which of these they may be. */
#ifndef IDENT_MATCH_MERGED_H
#define IDENT_MATCH_MERGED_H

#include "ident/match_score.h"

/*
 * Disallows pairs where today's text has swallowed several others. A merge keeps the larger part's
 * identity. But where the headings stand in the text as lines, because their marks no longer are
 * marks (`##` and a no-break space), the sections are all still there and will be back.
 */
void match_judge_merged(struct match_set *set, struct match_pair_vec *pairs);

#endif
