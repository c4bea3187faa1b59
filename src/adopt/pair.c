/* SPDX-License-Identifier: MIT */
/* Candidates by front and by rare words; then the best together, unless two ways are as good. */
#include "adopt/pair.h"

#include "base/attr.h"

#include <stdlib.h>

/* Likeness and scores are in thousandths. */
enum {
    NEAR_EQUAL = 600,      /* the content alone is enough */
    LIKE_WITH_FRONT = 400, /* the fronts are alike too … */
    LIKE_FRONT = 500,      /* … by as much */
    SAME_FRONT = 250,      /* several have that front */
    ALIEN = 200,           /* texts of one language share as much by chance */
    ENOUGH_WORDS = 8,      /* for that to be said */
    OWN_FRONT = 4,         /* words that no two notes have by chance */
    UNIQUE_BASE = 600,     /* what equal fronts are worth, the content apart */
    SHARED_BASE = 200,
    DECK_BONUS = 80, /* the decks have the same name: tells copies apart */
    MARGIN = 60,     /* a second way that is nearly as good */
    MIN_SHARED = 3,  /* words that both have, where the fronts differ */
};
enum {
    RARE_WORDS = 8,     /* of a text that are looked up */
    RARE_TEXTS = 128,   /* a word in more old texts is not rare */
    CANDIDATES = 5,     /* by content, for each of today's */
    GROUP_PAIRS = 4096, /* of equal fronts that are all compared */
};

struct candidate {
    uint32_t today, old;
    uint32_t score;
    uint32_t alike;
    bool unique; /* their front is nobody else's */
};

/* Notes with one front: chains through `next`. */
struct front {
    uint32_t today, old; /* the first ones, or PAIR_NONE */
    uint32_t today_count, old_count;
};

struct finder {
    const struct vocabulary *vocabulary;
    const struct pair_text *today, *old;
    uint32_t today_count, old_count;
    struct map keys; /* -> index into fronts */
    vec(struct front) fronts;
    uint32_t *next_today, *next_old;
    uint32_t *post_begin, *posts; /* for each word, its old notes: posts[post_begin[w] …] */
    uint64_t *shared;             /* for each old one: weight shared with the one looked at */
    vec(uint32_t) touched;
    vec(struct candidate) candidates;
    uint32_t *by_today, *by_old; /* where a note's candidates begin, in `lists` */
    uint32_t *today_lists, *old_lists;
    bool *today_done, *old_done;
};

/* --- equal fronts --- */

static struct front *front_of(struct finder *finder, str key)
{
    bool is_new;
    uint32_t index = *map_put(&finder->keys, key, (uint32_t)finder->fronts.len, &is_new);
    if (is_new)
        vec_push(&finder->fronts, (struct front){PAIR_NONE, PAIR_NONE, 0, 0});
    return &finder->fronts.ptr[index];
}

static void group_fronts(struct finder *finder)
{
    for (uint32_t i = finder->today_count; i-- > 0;) {
        if (!finder->today[i].key.len)
            continue;
        struct front *front = front_of(finder, finder->today[i].key);
        finder->next_today[i] = front->today;
        front->today = i;
        front->today_count++;
    }
    for (uint32_t i = finder->old_count; i-- > 0;) {
        if (!finder->old[i].key.len)
            continue;
        struct front *front = front_of(finder, finder->old[i].key);
        finder->next_old[i] = front->old;
        front->old = i;
        front->old_count++;
    }
}

static uint32_t shared_words(const struct terms *a, const struct terms *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; i < a->len && j < b->len;) {
        uint32_t x = a->ptr[i].word, y = b->ptr[j].word;
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return shared;
}

static bool may_be_same(const struct finder *finder, const struct pair_text *today,
                        const struct pair_text *old, uint32_t alike)
{
    if (alike < LIKE_WITH_FRONT || shared_words(&today->whole, &old->whole) < MIN_SHARED)
        return false;
    return alike >= NEAR_EQUAL ||
           terms_alike(finder->vocabulary, &today->front, &old->front) >= LIKE_FRONT;
}

static void consider(struct finder *finder, uint32_t today_index, uint32_t old_index)
{
    const struct pair_text *today = &finder->today[today_index], *old = &finder->old[old_index];
    if (today->is_cloze != old->is_cloze && (today->is_cloze || !old->is_rest))
        return;
    struct candidate pair = {.today = today_index, .old = old_index};
    pair.alike = terms_alike(finder->vocabulary, &today->whole, &old->whole);
    pair.score = pair.alike;
    if (today->key.len && str_eq(today->key, old->key)) {
        const struct front *front = front_of(finder, today->key);
        pair.unique = front->today_count == 1 && front->old_count == 1;
        uint32_t base = pair.unique ? UNIQUE_BASE : SHARED_BASE;
        pair.score = base + pair.alike * (1000 - base) / 1000;
        if (!pair.unique && pair.alike < SAME_FRONT)
            return;
    } else if (!may_be_same(finder, today, old, pair.alike)) {
        return;
    }
    pair.score += terms_alike(finder->vocabulary, &today->deck, &old->deck) * DECK_BONUS / 1000;
    vec_push(&finder->candidates, pair);
}

static bool is_compared(const struct front *front)
{
    return (uint64_t)front->today_count * front->old_count <= GROUP_PAIRS;
}

static void consider_fronts(struct finder *finder)
{
    for (size_t i = 0; i < finder->fronts.len; i++) {
        struct front front = finder->fronts.ptr[i];
        if (!is_compared(&front))
            continue;
        for (uint32_t t = front.today; t != PAIR_NONE; t = finder->next_today[t])
            for (uint32_t o = front.old; o != PAIR_NONE; o = finder->next_old[o])
                consider(finder, t, o);
    }
}

/* --- alike content --- */

static void post_words(struct finder *finder)
{
    size_t words = finder->vocabulary->texts.len;
    finder->post_begin = mem_zalloc(words + 1, sizeof(*finder->post_begin));
    for (uint32_t i = 0; i < finder->old_count; i++)
        for (uint32_t j = 0; j < finder->old[i].whole.len; j++)
            finder->post_begin[finder->old[i].whole.ptr[j].word + 1]++;
    for (size_t word = 0; word < words; word++)
        finder->post_begin[word + 1] += finder->post_begin[word];
    finder->posts = mem_zalloc(finder->post_begin[words], sizeof(*finder->posts));
    uint32_t *next = mem_zalloc(words + 1, sizeof(*next));
    memcpy(next, finder->post_begin, (words + 1) * sizeof(*next));
    for (uint32_t i = 0; i < finder->old_count; i++)
        for (uint32_t j = 0; j < finder->old[i].whole.len; j++)
            finder->posts[next[finder->old[i].whole.ptr[j].word]++] = i;
    free(next);
}

static uint32_t post_count(const struct finder *finder, uint32_t word)
{
    return finder->post_begin[word + 1] - finder->post_begin[word];
}

/* The rarest words of a text that old notes hold; of equally rare ones those that come first. */
static uint32_t rarest(const struct finder *finder, const struct terms *terms,
                       uint32_t ret[RARE_WORDS])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < terms->len; i++) {
        uint32_t word = terms->ptr[i].word, texts = post_count(finder, word), at = count;
        if (!texts || texts > RARE_TEXTS)
            continue;
        while (at > 0 && post_count(finder, ret[at - 1]) > texts)
            at--;
        if (at == RARE_WORDS)
            continue;
        count = MIN(count + 1, RARE_WORDS);
        memmove(ret + at + 1, ret + at, (count - at - 1) * sizeof(*ret));
        ret[at] = word;
    }
    return count;
}

static void touch(struct finder *finder, uint32_t word)
{
    for (uint32_t i = finder->post_begin[word]; i < finder->post_begin[word + 1]; i++) {
        uint32_t old = finder->posts[i];
        if (!finder->shared[old])
            vec_push(&finder->touched, old);
        finder->shared[old] += terms_weight(finder->vocabulary, word);
    }
}

/* Those that share most; of equal ones the first. */
static void consider_touched(struct finder *finder, uint32_t today)
{
    for (int i = 0; i < CANDIDATES; i++) {
        uint32_t best = PAIR_NONE;
        vec_for (uint32_t, old, &finder->touched)
            if (finder->shared[*old] &&
                (best == PAIR_NONE || finder->shared[*old] > finder->shared[best] ||
                 (finder->shared[*old] == finder->shared[best] && *old < best)))
                best = *old;
        if (best == PAIR_NONE)
            break;
        finder->shared[best] = 0;
        str key = finder->today[today].key;
        bool was_considered =
            key.len && str_eq(key, finder->old[best].key) && is_compared(front_of(finder, key));
        if (!was_considered)
            consider(finder, today, best);
    }
    vec_for (uint32_t, old, &finder->touched)
        finder->shared[*old] = 0;
    vec_clear(&finder->touched);
}

static void consider_contents(struct finder *finder)
{
    post_words(finder);
    finder->shared = mem_zalloc(finder->old_count, sizeof(*finder->shared));
    for (uint32_t i = 0; i < finder->today_count; i++) {
        uint32_t words[RARE_WORDS];
        uint32_t count = rarest(finder, &finder->today[i].whole, words);
        for (uint32_t j = 0; j < count; j++)
            touch(finder, words[j]);
        consider_touched(finder, i);
    }
}

/* --- fronts that are equal by chance --- */

static bool is_alien(const struct finder *finder, const struct candidate *pair)
{
    const struct pair_text *today = &finder->today[pair->today], *old = &finder->old[pair->old];
    return pair->unique && pair->alike < ALIEN && today->whole.total >= ENOUGH_WORDS &&
           old->whole.total >= ENOUGH_WORDS && today->front.total < OWN_FRONT;
}

/* Another subject's "Overview" is no section of these notes: what else the package holds tells. */
static void drop_aliens(struct finder *finder)
{
    uint32_t groups = 0;
    for (uint32_t i = 0; i < finder->old_count; i++)
        groups = MAX(groups, finder->old[i].group + 1);
    uint32_t *alike = mem_zalloc(groups, sizeof(*alike)),
             *alien = mem_zalloc(groups, sizeof(*alien));
    vec_for (const struct candidate, pair, &finder->candidates) {
        uint32_t *count = is_alien(finder, pair) ? alien : alike;
        count[finder->old[pair->old].group]++;
    }
    size_t kept = 0;
    vec_for (const struct candidate, pair, &finder->candidates) {
        uint32_t group = finder->old[pair->old].group;
        if (!is_alien(finder, pair) || alike[group] >= alien[group])
            finder->candidates.ptr[kept++] = *pair;
    }
    finder->candidates.len = kept;
    free(alike);
    free(alien);
}

/* --- the best together --- */

static int order_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->today != y->today)
        return x->today < y->today ? -1 : 1;
    return (x->old > y->old) - (x->old < y->old);
}

static uint32_t *list(const struct finder *finder, bool by_old, uint32_t count,
                      uint32_t **ret_begin)
{
    uint32_t *begin = mem_zalloc(count + 2, sizeof(*begin));
    uint32_t *lists = mem_zalloc(finder->candidates.len, sizeof(*lists));
    vec_for (const struct candidate, pair, &finder->candidates)
        begin[(by_old ? pair->old : pair->today) + 2]++;
    for (uint32_t i = 2; i < count + 2; i++)
        begin[i] += begin[i - 1];
    for (uint32_t i = 0; i < finder->candidates.len; i++) {
        const struct candidate *pair = &finder->candidates.ptr[i];
        lists[begin[(by_old ? pair->old : pair->today) + 1]++] = i;
    }
    *ret_begin = begin;
    return lists;
}

static bool is_free(const struct finder *finder, const struct candidate *pair)
{
    return !finder->today_done[pair->today] && !finder->old_done[pair->old];
}

/* The best score that a note could still get, but not with `other`; 0: none. */
static uint32_t best_of_today(const struct finder *finder, uint32_t today, uint32_t other)
{
    for (uint32_t i = finder->by_today[today]; i < finder->by_today[today + 1]; i++) {
        const struct candidate *pair = &finder->candidates.ptr[finder->today_lists[i]];
        if (pair->old != other && is_free(finder, pair))
            return pair->score;
    }
    return 0;
}

static uint32_t best_of_old(const struct finder *finder, uint32_t old, uint32_t other)
{
    for (uint32_t i = finder->by_old[old]; i < finder->by_old[old + 1]; i++) {
        const struct candidate *pair = &finder->candidates.ptr[finder->old_lists[i]];
        if (pair->today != other && is_free(finder, pair))
            return pair->score;
    }
    return 0;
}

/* A rival of `pair`: is giving it the way nearly as good, others' second choices included? */
static bool is_rival(const struct finder *finder, const struct candidate *pair,
                     const struct candidate *rival)
{
    uint32_t chosen = pair->score, instead = rival->score;
    if (rival->today == pair->today) {
        chosen += best_of_old(finder, rival->old, pair->today);
        instead += best_of_old(finder, pair->old, pair->today);
    } else {
        chosen += best_of_today(finder, rival->today, pair->old);
        instead += best_of_today(finder, pair->today, pair->old);
    }
    return instead + MARGIN > chosen;
}

static void tie(struct finder *finder, struct pairs *ret, const struct candidate *pair)
{
    finder->today_done[pair->today] = finder->old_done[pair->old] = true;
    ret->tied[pair->old] = true;
}

/* Takes a pair that has rivals out of the game, and them with it; false: it has none. */
static bool settle_rivals(struct finder *finder, struct pairs *ret, const struct candidate *pair)
{
    vec(uint32_t) rivals = {0};
    for (uint32_t i = finder->by_today[pair->today]; i < finder->by_today[pair->today + 1]; i++)
        vec_push(&rivals, finder->today_lists[i]);
    for (uint32_t i = finder->by_old[pair->old]; i < finder->by_old[pair->old + 1]; i++)
        vec_push(&rivals, finder->old_lists[i]);
    size_t count = 0;
    vec_for (const uint32_t, index, &rivals) {
        const struct candidate *rival = &finder->candidates.ptr[*index];
        if (rival != pair && is_free(finder, rival) && is_rival(finder, pair, rival))
            rivals.ptr[count++] = *index;
    }
    for (size_t i = 0; i < count; i++)
        tie(finder, ret, &finder->candidates.ptr[rivals.ptr[i]]);
    if (count)
        tie(finder, ret, pair);
    vec_release(&rivals);
    return count > 0;
}

static void choose(struct finder *finder, struct pairs *ret)
{
    if (finder->candidates.len)
        qsort(finder->candidates.ptr, finder->candidates.len, sizeof(*finder->candidates.ptr),
              order_candidates);
    finder->today_lists = list(finder, false, finder->today_count, &finder->by_today);
    finder->old_lists = list(finder, true, finder->old_count, &finder->by_old);
    finder->today_done = mem_zalloc(finder->today_count, sizeof(bool));
    finder->old_done = mem_zalloc(finder->old_count, sizeof(bool));
    vec_for (const struct candidate, pair, &finder->candidates) {
        if (!is_free(finder, pair))
            continue;
        if (!settle_rivals(finder, ret, pair))
            ret->old[pair->today] = pair->old;
        finder->today_done[pair->today] = finder->old_done[pair->old] = true;
    }
}

void pairs_find(struct pairs *ret, const struct vocabulary *vocabulary,
                const struct pair_text *today, uint32_t today_count, const struct pair_text *old,
                uint32_t old_count)
{
    struct finder finder = {.vocabulary = vocabulary,
                            .today = today,
                            .old = old,
                            .today_count = today_count,
                            .old_count = old_count,
                            .next_today = mem_zalloc(today_count, sizeof(uint32_t)),
                            .next_old = mem_zalloc(old_count, sizeof(uint32_t))};
    ret->old = mem_zalloc(today_count, sizeof(*ret->old));
    ret->tied = mem_zalloc(old_count, sizeof(*ret->tied));
    for (uint32_t i = 0; i < today_count; i++)
        ret->old[i] = PAIR_NONE;
    group_fronts(&finder);
    consider_fronts(&finder);
    consider_contents(&finder);
    drop_aliens(&finder);
    choose(&finder, ret);
    map_release(&finder.keys);
    vec_release(&finder.fronts);
    vec_release(&finder.touched);
    vec_release(&finder.candidates);
    free(finder.next_today);
    free(finder.next_old);
    free(finder.post_begin);
    free(finder.posts);
    free(finder.shared);
    free(finder.by_today);
    free(finder.by_old);
    free(finder.today_lists);
    free(finder.old_lists);
    free(finder.today_done);
    free(finder.old_done);
}

void pairs_release(struct pairs *pairs)
{
    free(pairs->old);
    free(pairs->tied);
}
