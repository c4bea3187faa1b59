/* SPDX-License-Identifier: MIT */
/* Candidates: an inverted index of the rarer words, and lists by name. */
#include "ident/match_candidates.h"

#include "ident/match_prefer.h"

#include <stdlib.h>

enum {
    COMMON_WORD = 48,     /* words of more of the lock's notes find nothing */
    WORD_LOOKUPS = 1000,  /* notes that are looked at for the words of one */
    BY_WORDS = 10,        /* candidates that words give one note … */
    SETTLED_BY_WORDS = 3, /* … and how many more that have a partner already */
    BY_NAME = 24,         /* candidates that one name gives it */
    KEPT_COPY = 300       /* per mille: it may be a copy */
};

/* For each number (of a word, of a name) the lock's notes that have it. */
struct lists {
    uint32_t *begin; /* one more than there are numbers */
    uint32_t *items;
};

struct search {
    const struct match_set *set;
    struct match_pair_vec *pairs;
    struct lists words, names;
    uint32_t *rank;   /* by name: how many of today's with it came before */
    uint32_t *stamp;  /* by old: the last of today's, from 1, that has it as a candidate */
    uint64_t *weight; /* by old: of the words that it shares with this one of today's */
    vec(uint32_t) found;
    uint32_t today;
    bool stays; /* it has a candidate in its own place with much of its content */
};

enum { NAME_SPOT, NAME_ID, NAME_BODY, NAME_FRONT, NAME_FILE, NAME_PATH, NAMES };

static void names_of(const struct match_set *set, const struct match_note *note, bool is_old,
                     uint32_t ret[NAMES])
{
    ret[NAME_SPOT] = note->spot;
    ret[NAME_ID] = note->id;
    ret[NAME_BODY] = note->body;
    ret[NAME_FRONT] = note->front;
    ret[NAME_FILE] = is_old ? match_now(set, note->file) : note->file;
    ret[NAME_PATH] = is_old ? match_now(set, note->path) : note->path;
}

/* From counts to beginnings; filling then moves each to its end, and one step back is right again.
 */
static void lay_out(struct lists *lists, uint32_t numbers)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i <= numbers; i++) {
        uint32_t count = lists->begin[i];
        lists->begin[i] = sum;
        sum += count;
    }
    lists->items = mem_alloc(mem_mul((size_t)sum + 1, sizeof(*lists->items)));
}

static void close_lists(struct lists *lists, uint32_t numbers)
{
    memmove(lists->begin + 1, lists->begin, (size_t)numbers * sizeof(*lists->begin));
    lists->begin[0] = 0;
}

static void list_names(struct search *search)
{
    const struct match_set *set = search->set;
    struct lists *lists = &search->names;
    uint32_t names[NAMES], numbers = set->names.len;
    lists->begin = mem_zalloc((size_t)numbers + 2, sizeof(*lists->begin));
    for (int fill = 0; fill < 2; fill++) {
        for (uint32_t i = 0; i < set->old.count; i++) {
            const struct match_note *note = &set->old.notes[i];
            if (note->partner != MATCH_NONE || note->doubtful)
                continue;
            names_of(set, note, true, names);
            for (size_t n = 0; n < NAMES; n++)
                if (names[n] != MATCH_NONE) {
                    uint32_t *at = &lists->begin[names[n]];
                    if (fill)
                        lists->items[*at] = i;
                    ++*at;
                }
        }
        if (!fill)
            lay_out(lists, numbers);
    }
    close_lists(lists, numbers);
}

static void list_words(struct search *search)
{
    const struct match_set *set = search->set;
    struct lists *lists = &search->words;
    uint32_t numbers = set->word_ids.len;
    lists->begin = mem_zalloc((size_t)numbers + 2, sizeof(*lists->begin));
    for (int fill = 0; fill < 2; fill++) {
        for (uint32_t i = 0; i < set->old.count; i++) {
            const struct word_set *words = &set->old.notes[i].words;
            for (uint32_t w = 0; w < words->len; w++) {
                uint32_t id = words->ids[w];
                if (set->word_count[id] > COMMON_WORD)
                    continue;
                if (fill)
                    lists->items[lists->begin[id]] = i;
                lists->begin[id]++;
            }
        }
        if (!fill)
            lay_out(lists, numbers);
    }
    close_lists(lists, numbers);
}

static void consider(struct search *search, uint32_t old)
{
    if (search->stamp[old] == search->today + 1)
        return;
    search->stamp[old] = search->today + 1;
    struct match_pair pair = match_judge(search->set, old, search->today);
    const struct match_note *note = &search->set->old.notes[old];
    if (note->partner != MATCH_NONE || note->doubtful)
        pair.allowed = false;
    if (pair.allowed || pair.kept >= KEPT_COPY)
        vec_push(search->pairs, pair);
    search->stays |= pair.allowed && pair.stays;
}

/* The rarest words first, so that what is left out of a long text is its common words. */
static void gather_by_words(struct search *search, const struct word_set *words)
{
    static const uint32_t steps[] = {0, 3, 12, COMMON_WORD};
    const struct match_set *set = search->set;
    uint32_t lookups = 0;
    for (size_t step = 1; step < ARRAY_LEN(steps); step++)
        for (uint32_t w = 0; w < words->len && lookups < WORD_LOOKUPS; w++) {
            uint32_t id = words->ids[w], count = set->word_count[id];
            if (count <= steps[step - 1] || count > steps[step])
                continue;
            for (uint32_t i = search->words.begin[id]; i < search->words.begin[id + 1]; i++) {
                uint32_t old = search->words.items[i];
                if (!search->weight[old])
                    vec_push(&search->found, old);
                search->weight[old] += set->word_weight[id];
                lookups++;
            }
        }
}

/* Those that share most; what shares a fraction of what the best one shares is none. */
static void consider_heaviest(struct search *search, bool settled, uint32_t limit)
{
    enum { FRACTION = 6 };
    uint64_t most = 0;
    for (uint32_t n = 0; n < limit; n++) {
        uint32_t best = MATCH_NONE;
        vec_for (const uint32_t, old, &search->found) {
            uint64_t weight = search->weight[*old];
            if ((best != MATCH_NONE && weight < search->weight[best]) ||
                (search->set->old.notes[*old].partner != MATCH_NONE) != settled ||
                search->stamp[*old] == search->today + 1)
                continue;
            if (best == MATCH_NONE || weight > search->weight[best] || *old < best)
                best = *old;
        }
        if (best == MATCH_NONE || search->weight[best] * FRACTION < most)
            return;
        most = MAX(most, search->weight[best]);
        consider(search, best);
    }
}

/* Of a long list those in about the same position. */
static void consider_list(struct search *search, uint32_t name)
{
    uint32_t begin = search->names.begin[name], end = search->names.begin[name + 1];
    uint32_t rank = search->rank[name];
    if (end - begin > BY_NAME) {
        uint32_t last = end - begin - BY_NAME;
        begin += MIN(rank > BY_NAME / 2 ? rank - BY_NAME / 2 : 0, last);
        end = begin + BY_NAME;
    }
    for (uint32_t i = begin; i < end; i++)
        consider(search, search->names.items[i]);
}

static void consider_all(struct search *search, const struct match_note *note)
{
    uint32_t names[NAMES];
    names_of(search->set, note, false, names);
    consider_list(search, names[NAME_SPOT]);
    gather_by_words(search, &note->words);
    consider_heaviest(search, false, BY_WORDS);
    consider_heaviest(search, true, SETTLED_BY_WORDS);
    for (size_t n = 0; n < NAMES; n++) {
        if (names[n] == MATCH_NONE)
            continue;
        bool is_long = search->names.begin[names[n] + 1] - search->names.begin[names[n]] > BY_NAME;
        if (n != NAME_SPOT && !(n == NAME_PATH && is_long) && !(n > NAME_BODY && search->stays))
            consider_list(search, names[n]);
        search->rank[names[n]]++;
    }
}

/*
 * What comes back elsewhere or under another heading is nearer to the retired note than to any
 * living one, or as near and has its heading, which the living one has not; and is no part of one.
 */
static void doubt_retired(const struct match_set *set, struct match_pair *pairs, size_t count)
{
    enum { MARGIN = 2 * 256, PART = 700 }; /* 1/256 bit; per mille */
    int64_t nearest = INT64_MIN / 2, with_heading = INT64_MIN / 2;
    bool is_part = false;
    for (size_t i = 0; i < count; i++) {
        const struct match_pair *pair = &pairs[i];
        if (set->old.notes[pair->old].entry->retired)
            continue;
        nearest = MAX(nearest, pair->nearness);
        if (pair->same_front)
            with_heading = MAX(with_heading, pair->nearness);
        is_part |= pair->same_file && pair->held >= PART;
    }
    for (size_t i = 0; i < count; i++) {
        struct match_pair *pair = &pairs[i];
        if (!set->old.notes[pair->old].entry->retired || (pair->same_front && pair->same_file))
            continue;
        int64_t least = nearest + (pair->distance ? MARGIN : 1);
        if (pair->same_front)
            least = MAX(nearest, with_heading + 1);
        if (pair->nearness < least || (is_part && pair->distance))
            pair->allowed = false;
    }
}

void match_find_pairs(const struct match_set *set, struct match_pair_vec *pairs)
{
    struct search search = {.set = set, .pairs = pairs};
    list_names(&search);
    list_words(&search);
    search.rank = mem_zalloc((size_t)set->names.len + 1, sizeof(*search.rank));
    search.stamp = mem_zalloc((size_t)set->old.count + 1, sizeof(*search.stamp));
    search.weight = mem_zalloc((size_t)set->old.count + 1, sizeof(*search.weight));
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *note = &set->today.notes[t];
        if (note->partner != MATCH_NONE || note->doubtful)
            continue;
        search.today = t;
        size_t begin = pairs->len;
        search.stays = false;
        consider_all(&search, note);
        if (pairs->len > begin)
            doubt_retired(set, &pairs->ptr[begin], pairs->len - begin);
        vec_for (const uint32_t, old, &search.found)
            search.weight[*old] = 0;
        vec_clear(&search.found);
    }
    match_prefer(set, pairs);
    free(search.words.begin);
    free(search.words.items);
    free(search.names.begin);
    free(search.names.items);
    free(search.rank);
    free(search.stamp);
    free(search.weight);
    vec_release(&search.found);
}
