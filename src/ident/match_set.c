/* SPDX-License-Identifier: MIT */
/* The notes of one type and rule: their names and their words. */
#include "ident/match_set.h"

#include "base/map.h"

#include <stdlib.h>

/* --- numbers --- */

static uint32_t slot_of(const struct numbering *numbering, uint64_t key)
{
    uint32_t mask = numbering->cap - 1;
    uint32_t i = (uint32_t)(key >> 32 ^ key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & mask;
    while (numbering->values[i] != MATCH_NONE && numbering->keys[i] != key)
        i = (i + 1) & mask;
    return i;
}

static void widen(struct numbering *numbering)
{
    struct numbering old = *numbering;
    if (old.cap > UINT32_MAX / 4)
        mem_fail();
    numbering->cap = old.cap ? old.cap * 2 : 64;
    numbering->keys = mem_alloc(mem_mul(numbering->cap, sizeof(*numbering->keys)));
    numbering->values = mem_alloc(mem_mul(numbering->cap, sizeof(*numbering->values)));
    for (uint32_t i = 0; i < numbering->cap; i++)
        numbering->values[i] = MATCH_NONE;
    for (uint32_t i = 0; i < old.cap; i++)
        if (old.values[i] != MATCH_NONE) {
            uint32_t slot = slot_of(numbering, old.keys[i]);
            numbering->keys[slot] = old.keys[i];
            numbering->values[slot] = old.values[i];
        }
    free(old.keys);
    free(old.values);
}

uint32_t numbering_put(struct numbering *numbering, uint64_t key)
{
    if (numbering->len >= numbering->cap / 2)
        widen(numbering);
    uint32_t slot = slot_of(numbering, key);
    if (numbering->values[slot] == MATCH_NONE) {
        numbering->keys[slot] = key;
        numbering->values[slot] = numbering->len++;
    }
    return numbering->values[slot];
}

void numbering_release(struct numbering *numbering)
{
    free(numbering->keys);
    free(numbering->values);
    *numbering = (struct numbering){0};
}

uint32_t match_bits(uint64_t a, uint64_t b)
{
    uint64_t x = ((a + b) << 16) / b; /* 16 binary places, at least 1 */
    uint32_t bits = 0;
    for (; x >= UINT64_C(2) << 16; x >>= 1)
        bits += 256;
    for (uint32_t place = 128; place; place /= 2) {
        x = x * x >> 16;
        if (x >= UINT64_C(2) << 16) {
            x >>= 1;
            bits += place;
        }
    }
    return bits;
}

/* --- names --- */

enum name_kind { NAME_FILE = 1, NAME_PATH, NAME_FRONT, NAME_SPOT, NAME_BODY, NAME_ID, NAME_SHELF };

static uint32_t put_name(struct match_set *set, enum name_kind kind, str text)
{
    return numbering_put(&set->names, (hash_bytes(text) << 3 | (uint64_t)kind));
}

/* Appends a heading, made comparable. */
static void put_heading(struct match_set *set, str heading)
{
    words_heading(&set->heading, heading, &set->folding);
    buf_char(&set->heading, '\t');
}

uint32_t match_set_heading(struct match_set *set, str heading)
{
    buf_clear(&set->heading);
    put_heading(set, heading);
    return put_name(set, NAME_FRONT, buf_str(&set->heading));
}

static void name_id(struct match_set *set, struct match_note *note)
{
    const struct ident_entry *entry = note->entry;
    note->id = MATCH_NONE;
    if (!entry->explicit_id.len)
        return;
    buf_clear(&set->scratch);
    buf_char(&set->scratch, entry->id_is_unique ? 'u' : 'f');
    buf_put(&set->scratch, entry->explicit_id);
    note->id = put_name(set, NAME_ID, buf_str(&set->scratch));
}

/* A text of fewer words, in fewer bytes, says little. */
enum { PHRASE = 5, PHRASE_BYTES = 160 };

static void name_note(struct match_set *set, struct match_note *note)
{
    const struct ident_entry *entry = note->entry;
    note->file = put_name(set, NAME_FILE, entry->file);
    buf_clear(&set->heading);
    note->top = MATCH_NONE;
    for (uint32_t i = 0; i < entry->path_count; i++) {
        put_heading(set, entry->path[i]);
        if (!i)
            note->top = put_name(set, NAME_FRONT, buf_str(&set->heading));
    }
    note->path = put_name(set, NAME_PATH, buf_str(&set->heading));
    size_t front = set->heading.len;
    put_heading(set, entry->front);
    note->front = put_name(set, NAME_FRONT, buf_since(&set->heading, front));
    buf_put(&set->heading, entry->file);
    note->shelf = put_name(set, NAME_SHELF, buf_since(&set->heading, front));
    note->spot = put_name(set, NAME_SPOT, buf_str(&set->heading));
    buf_char(&set->heading, '\t');
    buf_put(&set->heading, entry->front);
    note->raw_spot = put_name(set, NAME_SPOT, buf_str(&set->heading));
    name_id(set, note);
    note->body = MATCH_NONE;
    /* of what has its partner only short ones are counted: is a phrase the only one? */
    if (note->partner != MATCH_NONE && entry->markdown.len >= PHRASE_BYTES)
        return;
    buf_clear(&set->scratch);
    words_plain(&set->scratch, entry->markdown);
    note->body = put_name(set, NAME_BODY, buf_str(&set->scratch));
}

/* From one whose file, path and front are the same. */
static void take_names(struct match_set *set, struct match_note *note,
                       const struct match_note *from)
{
    note->file = from->file;
    note->path = from->path;
    note->top = from->top;
    note->front = from->front;
    note->spot = from->spot;
    note->shelf = from->shelf;
    note->raw_spot = from->raw_spot;
    note->body = from->body;
    name_id(set, note);
}

static void count_names(struct match_side *side, uint32_t names)
{
    side->named = mem_zalloc((size_t)names + 1, sizeof(*side->named));
    for (uint32_t i = 0; i < side->count; i++) {
        const struct match_note *note = &side->notes[i];
        if (note->entry->retired)
            continue;
        side->named[note->file]++;
        side->named[note->path]++;
        side->named[note->front]++;
        side->named[note->spot]++;
        side->named[note->raw_spot]++;
        side->named[note->shelf]++;
        if (note->id != MATCH_NONE)
            side->named[note->id]++;
        if (note->body != MATCH_NONE)
            side->named[note->body]++;
    }
}

void match_set_name(struct match_set *set)
{
    for (uint32_t i = 0; i < set->today.count; i++)
        name_note(set, &set->today.notes[i]);
    for (uint32_t i = 0; i < set->old.count; i++) {
        struct match_note *note = &set->old.notes[i];
        const struct match_note *partner =
            note->partner != MATCH_NONE ? &set->today.notes[note->partner] : NULL;
        if (partner && note->whole && note->whole == partner->whole)
            take_names(set, note, partner);
        else
            name_note(set, note);
    }
    count_names(&set->old, set->names.len);
    count_names(&set->today, set->names.len);
}

/* --- words --- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* What set->cut holds, as a set. */
static struct word_set take_words(struct match_set *set)
{
    struct word_set words = {0};
    size_t len = set->cut.len;
    words.ids = arena_array(&set->arena, uint32_t, len);
    for (size_t i = 0; i < len; i++) {
        words.ids[i] = numbering_put(&set->word_ids, set->cut.ptr[i]);
        if (words.ids[i] == set->is_pair.len)
            vec_push(&set->is_pair, !(set->cut.ptr[i] & 1));
    }
    if (len)
        qsort(words.ids, len, sizeof(*words.ids), by_number);
    for (size_t i = 0; i < len; i++)
        if (!words.len || words.ids[words.len - 1] != words.ids[i])
            words.ids[words.len++] = words.ids[i];
    vec_clear(&set->cut);
    return words;
}

static void cut_note(struct match_set *set, struct match_note *note)
{
    const struct ident_entry *entry = note->entry;
    struct word_vec pairs = {0};
    note->compared = true;
    note->is_phrase = entry->markdown.len < PHRASE_BYTES && words_count(entry->markdown) < PHRASE;
    words_cut(&set->cut, &pairs, entry->markdown, &set->folding);
    for (size_t i = 0; i < pairs.len; i++)
        vec_push(&set->cut, pairs.ptr[i]);
    vec_release(&pairs);
    note->words = take_words(set);
    words_cut(&set->cut, NULL, entry->front, &set->folding);
    note->front_words = take_words(set);
    if (entry->path_count)
        words_cut(&set->cut, NULL, entry->path[entry->path_count - 1], &set->folding);
    note->parent_words = take_words(set);
    for (uint32_t i = 0; i < entry->path_count; i++)
        words_cut(&set->cut, NULL, entry->path[i], &set->folding);
    note->path_words = take_words(set);
}

/*
 * Notes that have partners tell which words are rare, and that a text is a copy of one of them.
 * Those of files that something happened to go first, then every n-th; in all as many as the notes
 * without partner are worth.
 */
enum { AT_LEAST = 256 << 10, AT_MOST = 6 << 20, TIMES = 64 }; /* bytes */

static void cut_settled(struct match_set *set, const bool *touched, size_t open_bytes)
{
    size_t bytes = 0, rest = 0, enough = AT_MOST;
    if (open_bytes < AT_MOST / TIMES)
        enough = MAX(open_bytes * TIMES, (size_t)AT_LEAST);
    struct match_side *old = &set->old;
    for (uint32_t i = 0; i < old->count; i++) {
        struct match_note *note = &old->notes[i];
        if (note->compared || note->partner == MATCH_NONE)
            continue;
        if (!touched[note->file] || bytes > enough) {
            rest += note->entry->markdown.len + 1;
            continue;
        }
        bytes += note->entry->markdown.len;
        cut_note(set, note);
    }
    size_t left = bytes < enough ? enough - bytes : 0;
    size_t step = left ? rest / left + 1 : 0;
    for (size_t i = 0, n = 0; i < old->count && step; i++)
        if (!old->notes[i].compared && old->notes[i].partner != MATCH_NONE && n++ % step == 0)
            cut_note(set, &old->notes[i]);
}

/* In how many notes of a side each word is; a note with a partner stands for both. */
static uint32_t count_words(struct match_set *set, bool today, uint32_t *counts)
{
    const struct match_side *side = today ? &set->today : &set->old;
    uint32_t compared = 0;
    for (uint32_t i = 0; i < side->count; i++) {
        const struct match_note *note = &side->notes[i];
        compared += note->compared;
        for (uint32_t w = 0; w < note->words.len; w++)
            counts[note->words.ids[w]]++;
    }
    for (uint32_t i = 0; i < set->old.count && today; i++) {
        const struct match_note *note = &set->old.notes[i];
        if (note->partner == MATCH_NONE || !note->compared)
            continue;
        compared++;
        for (uint32_t w = 0; w < note->words.len; w++)
            counts[note->words.ids[w]]++;
    }
    return compared;
}

/* Where there are few notes, that some share a word says little of chance. */
enum { FEW = 8 };

static void weigh_side(struct match_set *set, struct match_side *side, uint64_t *total,
                       uint64_t *texts)
{
    for (uint32_t i = 0; i < side->count; i++) {
        struct word_set *words = &side->notes[i].words;
        for (uint32_t w = 0; w < words->len; w++) {
            uint64_t weight = set->word_weight[words->ids[w]];
            words->weight += weight;
            words->single += set->single_weight[words->ids[w]];
            words->telling += set->telling_weight[words->ids[w]];
            words->chance += weight * (set->word_count[words->ids[w]] - 1) / (set->compared + FEW);
        }
        *total += words->weight;
        *texts += side->notes[i].compared;
    }
}

/* A word is telling if one note of so many has it. */
enum { RARE = 128, RARE_AT_LEAST = 4 };

static void weigh(struct match_set *set)
{
    uint32_t words = set->word_ids.len;
    uint32_t *counts = mem_zalloc((size_t)words + 1, sizeof(*counts));
    set->word_count = mem_zalloc((size_t)words + 1, sizeof(*set->word_count));
    set->word_weight = mem_zalloc((size_t)words + 1, sizeof(*set->word_weight));
    set->single_weight = mem_zalloc((size_t)words + 1, sizeof(*set->single_weight));
    set->telling_weight = mem_zalloc((size_t)words + 1, sizeof(*set->telling_weight));
    set->compared = count_words(set, false, set->word_count);
    uint32_t compared_today = count_words(set, true, counts);
    set->compared = MAX(set->compared, compared_today);
    for (uint32_t w = 0; w < words; w++) {
        set->word_count[w] = MAX(MAX(set->word_count[w], counts[w]), 1);
        set->word_weight[w] = match_bits(set->compared, set->word_count[w]);
        set->single_weight[w] = set->is_pair.ptr[w] ? 0 : set->word_weight[w];
        if (set->word_count[w] <= MAX(set->compared / RARE, RARE_AT_LEAST))
            set->telling_weight[w] = set->word_weight[w];
    }
    free(counts);
    uint64_t total = 0, texts = 0;
    weigh_side(set, &set->old, &total, &texts);
    weigh_side(set, &set->today, &total, &texts);
    set->usual_weight = texts ? MAX(total / texts, 1) : 1;
}

/* The files, bodies, headings and first headings above of today's notes without partner. */
static bool *find_wanted(const struct match_set *set)
{
    bool *wanted = mem_zalloc((size_t)set->names.len + 1, sizeof(*wanted));
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *note = &set->today.notes[t];
        if (note->partner != MATCH_NONE)
            continue;
        wanted[note->file] = wanted[note->front] = wanted[note->body] = true;
        if (note->top != MATCH_NONE)
            wanted[note->top] = true;
    }
    return wanted;
}

/* What is retired comes back only where something of its place, heading or body is. */
static bool is_wanted(const struct match_set *set, const struct match_note *note,
                      const bool *wanted)
{
    return !note->entry->retired || wanted[match_now(set, note->file)] || wanted[note->front] ||
           wanted[note->body] || (note->top != MATCH_NONE && wanted[note->top]);
}

void match_set_compare(struct match_set *set)
{
    bool *wanted = find_wanted(set);
    bool *touched = mem_zalloc((size_t)set->names.len + 1, sizeof(*touched));
    size_t bytes = 0;
    for (uint32_t t = 0; t < set->today.count; t++) {
        struct match_note *note = &set->today.notes[t];
        if (note->partner != MATCH_NONE)
            continue;
        touched[note->file] = true;
        bytes += note->entry->markdown.len;
        cut_note(set, note);
    }
    for (uint32_t o = 0; o < set->old.count; o++) {
        struct match_note *note = &set->old.notes[o];
        if (note->partner != MATCH_NONE || !is_wanted(set, note, wanted))
            continue;
        touched[note->file] = true;
        bytes += note->entry->retired ? 0 : note->entry->markdown.len;
        cut_note(set, note);
    }
    cut_settled(set, touched, bytes);
    free(touched);
    free(wanted);
    weigh(set);
}

void match_set_release(struct match_set *set)
{
    free(set->old.notes);
    free(set->today.notes);
    free(set->old.named);
    free(set->today.named);
    free(set->word_weight);
    free(set->single_weight);
    free(set->telling_weight);
    vec_release(&set->is_pair);
    free(set->word_count);
    free(set->moved);
    numbering_release(&set->names);
    numbering_release(&set->word_ids);
    buf_release(&set->scratch);
    buf_release(&set->heading);
    vec_release(&set->cut);
    arena_release(&set->arena);
    arena_release(&set->folding);
}
