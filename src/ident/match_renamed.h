/* SPDX-License-Identifier: MIT */
/* What files and headings above are called now, learned from the notes that have partners. */
#ifndef IDENT_MATCH_RENAMED_H
#define IDENT_MATCH_RENAMED_H

#include "ident/match_set.h"

/*
 * Finds renamed files and reworded headings above: gone, and most of what was in them has partners
 * in one that is new. True: some that were not known.
 */
bool match_find_renamed(struct match_set *set);

#endif
