/* SPDX-License-Identifier: MIT */
/*
 * What two notes share is measured in bits: a word in one note of a thousand says ten times what a
 * word of every second note says, and so do a heading, a file, headings above. So the sum weighs a
 * text of one line against its heading as well as a page.
 */
#include "ident/match_score.h"

enum {
    BIT = 256,
    /* Per mille of the old content, above chance; of pairs of words fewer remain than of words. */
    KEPT_UNDER_HEADING = 200, /* with heading and file */
    KEPT_SUPPORTED = 300,     /* with one of heading, file, parents */
    KEPT_OF_FEW = 450,        /* where chance does more */
    FEW_WORDS = 16,           /* words and pairs */
    KEPT_HALF = 400,
    KEPT_ALONE = 700,
    HELD = 300,          /* per mille of today's content, where the heading is another */
    ALIKE_HEADING = 600, /* per mille of the words of the longer one */
    LIVING_BITS = 8 * BIT,
    ORDER_BITS = 4 * BIT
};

/* Where the number is or would be, from `from` on, in steps that double. */
static uint32_t seek(const struct word_set *words, uint32_t from, uint32_t id)
{
    uint32_t step = 1, low = from;
    while (from + step < words->len && words->ids[from + step] < id) {
        low = from + step;
        step *= 2;
    }
    uint32_t high = MIN(from + step, words->len);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The weight of the words in both; `weights` NULL: each counts as 1. */
static uint64_t shared(const struct word_set *a, const struct word_set *b, const uint32_t *weights)
{
    if (a->len > b->len)
        return shared(b, a, weights);
    uint64_t sum = 0;
    bool far = b->len / 8 > a->len;
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->len && at < b->len; i++) {
        uint32_t id = a->ids[i];
        if (far)
            at = seek(b, at, id);
        else
            while (at < b->len && b->ids[at] < id)
                at++;
        if (at < b->len && b->ids[at] == id)
            sum += weights ? weights[id] : 1;
    }
    return sum;
}

/* Per mille of the words of the longer one. */
static uint32_t alike(const struct word_set *a, const struct word_set *b)
{
    uint32_t longer = MAX(a->len, b->len);
    return longer ? (uint32_t)(shared(a, b, NULL) * 1000 / longer) : 0;
}

/* What of `words` a text as heavy as `other` would share by chance. */
static uint64_t by_chance(const struct match_set *set, const struct word_set *words,
                          const struct word_set *other)
{
    uint64_t texts = MIN(other->weight * 16 / MAX(set->usual_weight, 1), 160);
    return MIN(words->chance * texts / 16, words->weight * 6 / 10);
}

static uint16_t above_chance(uint64_t sum, uint64_t whole, uint64_t chance)
{
    if (sum <= chance || whole <= chance)
        return 0;
    return (uint16_t)((sum - chance) * 1000 / (whole - chance));
}

struct evidence {
    uint64_t words, chance; /* of the old's content */
    uint64_t front, place;
    bool same_path, telling_path, alike_front, same_body;
};

static void weigh_content(const struct match_set *set, const struct match_note *old,
                          const struct match_note *today, struct match_pair *pair,
                          struct evidence *evidence)
{
    const struct word_set *a = &old->words, *b = &today->words;
    uint64_t sum = shared(a, b, set->word_weight);
    evidence->words = sum;
    evidence->same_body = old->body == today->body && old->body != MATCH_NONE;
    evidence->chance = by_chance(set, a, b);
    pair->kept = above_chance(sum, a->weight, evidence->chance);
    pair->held = above_chance(sum, b->weight, by_chance(set, b, a));
    pair->distance = (int64_t)(a->weight - sum + b->weight - sum);
    pair->nearness = (int64_t)sum - pair->distance / 4;
    if (evidence->same_body)
        pair->kept = pair->held = 1000;
}

static void weigh_front(const struct match_set *set, const struct match_note *old,
                        const struct match_note *today, struct match_pair *pair,
                        struct evidence *evidence)
{
    uint32_t rarity = match_rarity(set, set->old.named[old->front]);
    uint32_t alikeness = alike(&old->front_words, &today->front_words);
    pair->same_front = old->front == today->front;
    evidence->alike_front = pair->same_front || alikeness >= ALIKE_HEADING;
    if (pair->same_front)
        evidence->front = rarity + (str_eq(old->entry->front, today->entry->front) ? BIT : 0);
    else
        evidence->front = (uint64_t)rarity * alikeness / 2000;
}

static void weigh_place(const struct match_set *set, const struct match_note *old,
                        const struct match_note *today, struct match_pair *pair,
                        struct evidence *evidence)
{
    uint32_t in_file = set->old.named[old->file], in_path = set->old.named[old->path];
    pair->same_file = match_now(set, old->file) == today->file;
    evidence->same_path = match_now(set, old->path) == today->path;
    /* That all headings stand under one title says nothing. */
    evidence->telling_path =
        evidence->same_path && old->entry->path_count && in_path * 3 <= set->old.count;
    if (pair->same_file)
        evidence->place += match_rarity(set, in_file);
    if (evidence->same_path)
        evidence->place += pair->same_file
                               ? match_bits(MAX(in_file, 1), MAX(MIN(in_path, in_file), 1))
                               : match_rarity(set, in_path) / 2;
    else
        evidence->place += (uint64_t)alike(&old->parent_words, &today->parent_words) *
                           match_rarity(set, in_path) / 4000;
}

/* Nothing but these two has this heading in this place, so it is the same one whatever it says. */
static bool same_spot(const struct match_set *set, const struct match_note *old,
                      const struct match_note *today, const struct match_pair *pair)
{
    if (old->entry->retired || !pair->same_place)
        return false;
    const uint32_t *before = set->old.named, *now = set->today.named;
    if (before[old->spot] == 1 && now[today->spot] == 1)
        return true;
    return str_eq(old->entry->front, today->entry->front) && before[old->raw_spot] == 1 &&
           now[today->raw_spot] == 1;
}

/* Two ids of which one is still, or was already, another note's. */
static bool other_ids(const struct match_set *set, const struct match_note *old,
                      const struct match_note *today)
{
    return old->id != MATCH_NONE && today->id != MATCH_NONE && old->id != today->id &&
           (set->today.named[old->id] || set->old.named[today->id]);
}

static bool is_allowed(const struct match_set *set, const struct match_note *old,
                       const struct match_note *today, const struct match_pair *pair,
                       const struct evidence *evidence)
{
    if (other_ids(set, old, today))
        return false;
    if (same_spot(set, old, today, pair))
        return true;
    bool same_id = old->id != MATCH_NONE && old->id == today->id;
    if (pair->same_place)
        return pair->kept >= KEPT_UNDER_HEADING;
    /* Any of so many notes could be it: what speaks for this one must outweigh their number. */
    uint64_t notes = match_rarity(set, 1);
    uint64_t content = evidence->words > evidence->chance ? evidence->words - evidence->chance : 0;
    uint64_t all = content + evidence->front + evidence->place;
    if (!(pair->same_front && pair->same_file) && pair->held < HELD)
        return false;
    if (old->entry->retired && !evidence->alike_front)
        return pair->kept >= KEPT_ALONE && pair->held >= KEPT_ALONE && content >= notes * 4;
    /* A phrase counts as one word: of its words and pairs each comes with the others. */
    uint64_t phrase = old->words.weight / MAX(old->words.len, 1);
    if (evidence->same_body && pair->same_front && phrase + evidence->front >= notes * 6 / 5)
        return true;
    if (!evidence->alike_front && content < notes * 2)
        return false;
    bool supported = evidence->alike_front || pair->same_file || evidence->telling_path || same_id;
    bool few = old->words.len < FEW_WORDS && !pair->same_front;
    if (supported && pair->kept >= (few ? KEPT_OF_FEW : KEPT_SUPPORTED) && all >= notes * 8 / 5)
        return true;
    if (evidence->same_body)
        return content >= notes * 4;
    return pair->kept >= KEPT_ALONE && pair->held >= KEPT_ALONE && content >= notes * 5;
}

struct match_pair match_judge(const struct match_set *set, uint32_t old_index, uint32_t today_index)
{
    const struct match_note *old = &set->old.notes[old_index];
    const struct match_note *today = &set->today.notes[today_index];
    struct match_pair pair = {.old = old_index, .today = today_index};
    struct evidence evidence = {0};
    weigh_content(set, old, today, &pair, &evidence);
    weigh_front(set, old, today, &pair, &evidence);
    weigh_place(set, old, today, &pair, &evidence);
    pair.same_place = pair.same_file && pair.same_front && evidence.same_path;
    pair.allowed = is_allowed(set, old, today, &pair, &evidence);
    pair.structure = (int64_t)(evidence.front + evidence.place);
    pair.stays = pair.same_place && pair.kept >= KEPT_HALF;
    pair.score = MAX(pair.nearness, 0) + pair.structure;
    if (old->id != MATCH_NONE && old->id == today->id)
        pair.score += match_rarity(set, 1) * 2;
    if (!old->entry->retired)
        pair.score += LIVING_BITS;
    if (pair.same_place && old->entry->order == today->entry->order)
        pair.score += set->old.named[old->spot] == set->today.named[today->spot] ? ORDER_BITS : BIT;
    return pair;
}
