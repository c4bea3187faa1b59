/* SPDX-License-Identifier: MIT */
/* Texts as sets of words, and how alike two of them are. */
#ifndef ADOPT_TERMS_H
#define ADOPT_TERMS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

/* The words of a text, each with how often it occurs; sorted by word. */
struct term {
    uint32_t word; /* its number */
    uint32_t count;
};
struct terms {
    const struct term *ptr;
    uint32_t len;
    uint32_t total; /* words, repeated ones counted */
};

/*
 * Numbers words, and counts the texts that hold them. A word is a run of letters and digits without
 * regard to case; Chinese, Japanese and Korean, where words have no bounds or many endings, count
 * by pairs of letters.
 */
struct vocabulary {
    struct arena *arena;
    struct map words;
    vec(uint32_t) texts; /* for each word: how many texts hold it */
    uint32_t text_count;
    vec(uint32_t) scratch;
    bool is_closed; /* no new words */
};

/* `text` is NFC. In the vocabulary's arena. `is_text`: it counts as one more text. */
struct terms terms_make(struct vocabulary *vocabulary, str text, bool is_text);
/* The same without new words: those that are unknown are left out. */
struct terms terms_known(struct vocabulary *vocabulary, str text);
void vocabulary_release(struct vocabulary *vocabulary);

/* What a word weighs: more, the rarer it is. From 1. */
uint32_t terms_weight(const struct vocabulary *vocabulary, uint32_t word);

/* Twice what they share of what both have, by weight: 0 to 1000. */
uint32_t terms_alike(const struct vocabulary *vocabulary, const struct terms *a,
                     const struct terms *b);

/*
 * A front by which two are the same in spite of case, blanks, marks, a number before it, or an
 * emoji behind it. Where nothing is left of it, the text on one line. In the arena.
 */
str terms_key(struct arena *arena, str text);

#endif
