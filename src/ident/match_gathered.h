/* SPDX-License-Identifier: MIT */
/* Files whose heading marks vanished, so that one note holds all that were notes. */
#ifndef IDENT_MATCH_GATHERED_H
#define IDENT_MATCH_GATHERED_H

#include "ident/match_set.h"

/*
 * The single note of a file in which headings of the other side's notes stand as lines (`##` and a
 * no-break space) is none of them: they are all still there, and will be back or are. It gets no
 * partner any more.
 */
void match_bar_gathered(struct match_set *set);

#endif
