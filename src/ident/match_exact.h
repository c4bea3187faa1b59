/* SPDX-License-Identifier: MIT */
/* What needs no comparing of words: explicit ids, notes that nothing happened to, moved ones. */
#ifndef IDENT_MATCH_EXACT_H
#define IDENT_MATCH_EXACT_H

#include "ident/match_set.h"

/* By explicit id: a section whatever it says; of several notes of a section those of equal front.
 */
void match_by_id(struct match_set *set);
/* By file, path, front and body, byte for byte. */
void match_equal(struct match_set *set);
/*
 * By file, path, front and body, but for what machines change; in the order of equals. Either the
 * living or the retired. The set must be named.
 */
void match_stayed(struct match_set *set, bool retired);
/*
 * By front and body, in the file, below the path or anywhere, where no other has them, the body is
 * no mere phrase and nothing stands in the old place. Only the living.
 */
void match_moved(struct match_set *set);
/* Takes their partners from all but the lock's `kept` ones. */
void match_part(struct match_set *set, const bool *kept);
/*
 * By body in one file, where another's stood before, which is elsewhere in the file: headings were
 * swapped.
 */
void match_swapped(struct match_set *set);

#endif
