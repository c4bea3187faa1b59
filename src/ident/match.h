/* SPDX-License-Identifier: MIT */
/* Which of today's notes is which of the lock's. */
#ifndef IDENT_MATCH_H
#define IDENT_MATCH_H

#include "ident/entry.h"

enum { MATCH_NONE = UINT32_MAX };

/* One of today's notes that could be two of the lock's, or one of the lock's that could be two. */
struct match_tie {
    uint32_t today, other_today; /* other_today: MATCH_NONE if two of the lock's compete */
    uint32_t old, other_old;     /* other_old: MATCH_NONE if two of today's compete */
};

struct matches {
    uint32_t *partner; /* for each of today's the index of one of the lock's, or MATCH_NONE */
    vec(struct match_tie) ties; /* none of them was given a partner; in the order of today's */
};

/*
 * One-to-one over the whole set. `old` are the lock's notes whose place was looked at, living and
 * retired; `today` are in the order of the deck. The result does not depend on the order of `old`.
 */
void match_notes(struct matches *ret, const struct ident_entry *old, size_t old_count,
                 const struct ident_entry *today, size_t today_count);
void matches_release(struct matches *matches);

#endif
