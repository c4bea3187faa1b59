/* SPDX-License-Identifier: MIT */
/* How sure it is that two notes are one, and whether it may be at all. */
#ifndef IDENT_MATCH_SCORE_H
#define IDENT_MATCH_SCORE_H

#include "ident/match_set.h"

struct match_pair {
    uint32_t old, today; /* in the set's sides */
    bool allowed;        /* the same card, if neither has a better partner */
    bool same_front, alike_front, same_file, same_path;
    bool same_place;   /* heading, file and headings above are equal */
    bool stays;        /* and enough of the content */
    bool found;        /* enough of the content, wherever it is */
    bool alone;        /* nothing else has this heading in this place, today or before */
    uint16_t alike;    /* per mille of both contents that is in both */
    uint16_t kept;     /* per mille of the old content that remains, above chance */
    uint16_t held;     /* per mille of today's content that was there, above chance */
    int64_t nearness;  /* of the contents alone, in 1/256 bit */
    int64_t distance;  /* what only one of the contents has, in 1/256 bit */
    int64_t structure; /* heading, file, headings above, in 1/256 bit */
    int64_t score;     /* the sum of all that speaks for it, in 1/256 bit */
};
VEC_TYPE(match_pair_vec, struct match_pair);

struct match_pair match_judge(const struct match_set *set, uint32_t old, uint32_t today);

#endif
