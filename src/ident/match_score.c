/* SPDX-License-Identifier: MIT */
/*
 * What two notes share is measured in bits: a word in one note of a thousand says ten times what a
 * word of every second note says, and so do a heading, a file, headings above. So the sum weighs a
 * text of one line against its heading as well as a page.
 */
#include "ident/match_score.h"

enum {
    BIT = 256,
    HALF = 450,          /* per mille of the old words: half of them, above chance */
    HALF_IN_PLACE = 350, /* the same, under its heading in its place */
    OF_PAIRS = 100,      /* so much less of words and pairs: of pairs fewer remain */
    ALIKE_PATH = 500,    /* per mille of the words of the heading above, or of all */
    TELLING = 250,       /* per mille of the old words that few notes have */
    MOST = 700,
    ALL = 900,
    NEARLY = 600,
    NEARLY_UNDER_HEADING = 500,
    SOME = 200,
    SHORT = 32,          /* words and pairs: a sentence, of a form that others have too */
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
    bool same_path, reworded_path, telling_path, alike_front, same_body;
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
    pair->alike = (uint16_t)(2000 * sum / MAX(a->weight + b->weight, 1));
    if (evidence->same_body)
        pair->kept = pair->held = pair->alike = 1000;
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
    /* A file that is gone since long was renamed or moved, where its title still is. */
    bool is_gone = !in_file && !set->today.named[old->file];
    if (is_gone && old->top != MATCH_NONE && old->top == today->top)
        pair->same_file = true;
    /* That all headings stand under one title says nothing. */
    evidence->telling_path =
        evidence->same_path && old->entry->path_count && in_path * 3 <= set->old.count;
    if (pair->same_file)
        evidence->place += match_rarity(set, in_file);
    if (evidence->same_path)
        evidence->place += pair->same_file
                               ? match_bits(MAX(in_file, 1), MAX(MIN(in_path, in_file), 1))
                               : match_rarity(set, in_path) / 2;
    else {
        uint32_t alikeness = MAX(alike(&old->parent_words, &today->parent_words),
                                 alike(&old->path_words, &today->path_words));
        evidence->reworded_path =
            alikeness >= ALIKE_PATH && !set->today.named[old->path] && !set->old.named[today->path];
        evidence->place += (uint64_t)alikeness * match_rarity(set, in_path) / 4000;
    }
}

/* Nothing but these two has this heading in this place, so it is the same one whatever it says. */
static bool same_spot(const struct match_set *set, const struct match_note *old,
                      const struct match_note *today, const struct match_pair *pair,
                      const struct evidence *evidence)
{
    if (old->entry->retired)
        return false;
    const uint32_t *before = set->old.named, *now = set->today.named;
    /* Below another heading, though it may be the old one reworded, something must be left. */
    bool is_left = old->is_phrase || pair->kept >= SOME || pair->held >= MOST;
    if (old->path != today->path && !is_left)
        return false;
    if (pair->same_file && pair->same_front && evidence->reworded_path)
        return before[old->shelf] == 1 && now[today->shelf] == 1;
    if (!pair->same_place)
        return false;
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

/* Half of the old words remain, by what they say: above what any text would have of them. */
static bool half_remains(const struct match_set *set, const struct match_note *old,
                         const struct match_note *today, const struct match_pair *pair,
                         bool in_place)
{
    uint32_t half = in_place ? HALF_IN_PLACE : HALF;
    if (pair->kept >= half - OF_PAIRS)
        return true;
    const struct word_set *a = &old->words;
    uint64_t chance = by_chance(set, a, &today->words) * a->single / MAX(a->weight, 1);
    return above_chance(shared(a, &today->words, set->single_weight), a->single, chance) >= half;
}

/* Sentences of one form share most of their words, but not those that say what they are about. */
static bool telling_remains(const struct match_set *set, const struct match_note *old,
                            const struct match_note *today, uint32_t share)
{
    const struct word_set *words = &old->words;
    return shared(words, &today->words, set->telling_weight) * 1000 >= words->telling * share;
}

/* Does no other note have this body, before or today? */
static bool is_only_body(const struct match_set *set, const struct match_note *old)
{
    uint32_t living = old->entry->retired ? 0 : 1;
    return set->old.named[old->body] == living && set->today.named[old->body] == 1;
}

/*
 * Of a phrase like "to do" many notes are: it is the same card only with its heading, or where it
 * stays under the headings above in its file and is the only one, or has a heading that is alike.
 */
static bool phrase_is_allowed(const struct match_set *set, const struct match_note *old,
                              const struct match_pair *pair, const struct evidence *evidence)
{
    uint64_t one_word = old->words.weight / MAX(old->words.len, 1);
    bool stays = evidence->same_body && pair->same_file && evidence->same_path;
    if (stays && (evidence->alike_front || is_only_body(set, old)))
        return true;
    if (!pair->same_front || pair->kept < MOST)
        return false;
    return pair->same_file ||
           (evidence->same_body && one_word + evidence->front >= match_rarity(set, 1) * 6 / 5);
}

static bool is_allowed(const struct match_set *set, const struct match_note *old,
                       const struct match_note *today, const struct match_pair *pair,
                       const struct evidence *evidence)
{
    if (other_ids(set, old, today))
        return false;
    if (pair->alone)
        return true;
    if (pair->same_place)
        return pair->stays;
    if (old->is_phrase)
        return phrase_is_allowed(set, old, pair, evidence);
    /* Any of so many notes could be it: what speaks for this one must outweigh their number. */
    uint64_t notes = match_rarity(set, 1);
    uint64_t content = evidence->words > evidence->chance ? evidence->words - evidence->chance : 0;
    uint64_t all = content + evidence->front + evidence->place;
    bool same_id = old->id != MATCH_NONE && old->id == today->id;
    bool supported = pair->same_front || pair->same_file || evidence->telling_path || same_id;
    bool held = pair->held >= HELD || (pair->same_front && pair->kept >= ALL) ||
                (pair->same_file && (pair->same_front || pair->kept >= ALL));
    if (!held || (!pair->same_front && content < notes * 2))
        return false;
    if (!telling_remains(set, old, today, evidence->alike_front ? TELLING / 2 : TELLING))
        return false;
    bool far = !pair->same_file && !evidence->telling_path;
    if (far && old->words.len < SHORT && pair->kept < MOST)
        return false;
    /* What comes back elsewhere or under another heading comes back as it was, or nearly. */
    int nearly = pair->same_front ? NEARLY_UNDER_HEADING : NEARLY;
    if (old->entry->retired && pair->alike < nearly && pair->kept < ALL)
        return false;
    /* What was cut down to a part, under its heading. */
    if (pair->same_front && pair->held >= ALL && content >= notes * 3)
        return true;
    if (supported)
        return all >= notes * 8 / 5 && half_remains(set, old, today, pair, false);
    return pair->kept >= MOST && pair->held >= MOST && content >= notes * 4;
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
    /* A part of it alone is enough, too. */
    pair.found = pair.held >= MOST || (half_remains(set, old, today, &pair, true) &&
                                       telling_remains(set, old, today, TELLING / 2));
    pair.stays = pair.same_place && pair.found;
    pair.alone = same_spot(set, old, today, &pair, &evidence);
    pair.allowed = is_allowed(set, old, today, &pair, &evidence);
    pair.alike_front = evidence.alike_front;
    pair.same_path = evidence.same_path;
    pair.structure = (int64_t)(evidence.front + evidence.place);
    pair.score = MAX(pair.nearness, 0) + pair.structure;
    if (old->id != MATCH_NONE && old->id == today->id)
        pair.score += match_rarity(set, 1) * 2;
    if (!old->entry->retired)
        pair.score += LIVING_BITS;
    if (pair.same_place && old->entry->order == today->entry->order)
        pair.score += set->old.named[old->spot] == set->today.named[today->spot] ? ORDER_BITS : BIT;
    return pair;
}
