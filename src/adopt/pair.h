/* SPDX-License-Identifier: MIT */
/* Which old note is which of today's: by front and content, one-to-one. */
#ifndef ADOPT_PAIR_H
#define ADOPT_PAIR_H

#include "adopt/terms.h"

#include <stdbool.h>
#include <stdint.h>

enum { PAIR_NONE = UINT32_MAX };

/* A note of either side. */
struct pair_text {
    str key;            /* terms_key() of the front; empty: it has no front to go by */
    struct terms whole; /* of front and back */
    struct terms front, deck;
    uint32_t group; /* of an old one: its package */
    bool is_cloze;  /* only notes of one kind can be the same … */
    bool is_rest;   /* … and an old one with no front can be today's of the other kind too */
};

struct pairs {
    uint32_t *old; /* for each of today's: its partner, or PAIR_NONE */
    bool *tied;    /* for each of the old ones: it could have been several, or another's */
};

/*
 * Equal fronts that are unique on both sides are the same note, unless its text is another one and
 * the package shows no other sign that it was made from these notes. Of several equal fronts the
 * content decides. Other fronts must have nearly the same content. Where two assignments are about
 * as good, there is none. The result does not depend on the order of either side.
 */
void pairs_find(struct pairs *ret, const struct vocabulary *vocabulary,
                const struct pair_text *today, uint32_t today_count, const struct pair_text *old,
                uint32_t old_count);
void pairs_release(struct pairs *pairs);

#endif
