/* SPDX-License-Identifier: MIT */
/* The notes of one type and rule, the lock's and today's, as matching compares them. */
#ifndef IDENT_MATCH_SET_H
#define IDENT_MATCH_SET_H

#include "base/buf.h"
#include "ident/entry.h"
#include "ident/match.h"
#include "ident/words.h"

/* Numbers, from 0, for 64-bit hashes, in the order in which they first come. */
struct numbering {
    uint64_t *keys;
    uint32_t *values;
    uint32_t len, cap; /* cap: a power of two */
};
uint32_t numbering_put(struct numbering *numbering, uint64_t key);
void numbering_release(struct numbering *numbering);

/* Words of one text: numbers, ascending, each once. `weight`: their sum, in 1/256 bit. */
struct word_set {
    uint32_t *ids;
    uint32_t len;
    uint64_t weight;
    uint64_t single;  /* of the words alone, without their pairs */
    uint64_t telling; /* of those that few notes have */
    uint64_t chance;  /* how much of the weight a text of usual length shares by chance */
};

struct match_note {
    const struct ident_entry *entry;
    uint32_t index;   /* in the array of match_notes() */
    uint32_t partner; /* in the other side's notes, or MATCH_NONE */
    uint64_t whole;   /* a hash of file, path, front and body, as they are */
    /* Names: equal numbers are equal texts, but for what machines change. */
    uint32_t file, path, front;
    uint32_t spot;     /* file, path and front */
    uint32_t top;      /* the first heading above, or MATCH_NONE */
    uint32_t shelf;    /* file and front */
    uint32_t raw_spot; /* the same, with the front as it is */
    uint32_t body, id;
    bool compared;  /* its words are cut */
    bool is_phrase; /* like "to do": so short that equal texts say little */
    bool doubtful;  /* it was given no partner though there was one: it gets none any more */
    struct word_set words, front_words, parent_words, path_words;
};

struct match_side {
    struct match_note *notes;
    uint32_t count;
    uint32_t *named; /* by name: how many notes have it; of the lock's only the living */
};

struct match_set {
    struct match_side old, today; /* old: by GUID; today: in their order */
    struct numbering names, word_ids;
    uint32_t *word_weight;    /* by word: 1/256 bit */
    uint32_t *single_weight;  /* the same, 0 for a pair of words */
    uint32_t *telling_weight; /* the same, 0 for what is no rare one */
    vec(bool) is_pair;        /* by word */
    uint32_t *word_count;     /* by word: of how many notes, on the side that has more */
    uint32_t compared;        /* notes whose words are cut, on the side that has more */
    uint64_t usual_weight;    /* of one note's words */
    uint32_t *moved;          /* by name of a file or path that is gone: what it is now */
    struct buf scratch, heading;
    struct word_vec cut;
    struct arena arena, folding;
};

/* Names all notes; needed only where notes without partner are left. */
void match_set_name(struct match_set *set);
/* Cuts the words of those without partner, and of as many others as is cheap, and weighs them. */
void match_set_compare(struct match_set *set);
/* The name of a heading, as `front` holds it. */
uint32_t match_set_heading(struct match_set *set, str heading);
void match_set_release(struct match_set *set);

/* log2(1 + a / b) in 1/256 bit; b > 0. */
uint32_t match_bits(uint64_t a, uint64_t b);

/* How rare what `count` of the lock's notes share is. */
static inline uint32_t match_rarity(const struct match_set *set, uint32_t count)
{
    return match_bits(set->old.count, count ? count : 1);
}

/* What an old file or path is now: itself, or what it was renamed to. */
static inline uint32_t match_now(const struct match_set *set, uint32_t name)
{
    return set->moved && set->moved[name] != MATCH_NONE ? set->moved[name] : name;
}

#endif
