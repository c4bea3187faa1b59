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
 * By front and body, wherever they are, where no other has them and the body is no mere phrase.
 * The set must be named.
 */
void match_moved(struct match_set *set);
/*
 * Finds renamed files and reworded headings above: gone, and most of what was in them has partners
 * in one that is new. True: some that were not known.
 */
bool match_find_renamed(struct match_set *set);

#endif
