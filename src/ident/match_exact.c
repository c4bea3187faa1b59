/* SPDX-License-Identifier: MIT */
/* Partners by equal keys. */
#include "ident/match_exact.h"

#include "base/map.h"

#include <stdlib.h>

/* --- pairs of equal keys --- */

struct keys {
    uint64_t *old, *today; /* 0: takes no part */
};

static struct keys make_keys(const struct match_set *set)
{
    return (struct keys){mem_zalloc((size_t)set->old.count + 1, sizeof(uint64_t)),
                         mem_zalloc((size_t)set->today.count + 1, sizeof(uint64_t))};
}

static void pair_up(struct match_set *set, uint32_t old, uint32_t today)
{
    set->old.notes[old].partner = today;
    set->today.notes[today].partner = old;
}

/* The lock's notes by key, the living before the retired, else in their order. */
struct queues {
    struct numbering numbers;
    vec(uint32_t) head, tail; /* by number */
    uint32_t *next;           /* by old */
    uint32_t *size;           /* by old: of the queue that it is the head of */
};

static void enqueue(struct queues *queues, uint64_t key, uint32_t old)
{
    uint32_t number = numbering_put(&queues->numbers, key);
    queues->next[old] = MATCH_NONE;
    if (number == queues->head.len) {
        vec_push(&queues->head, old);
        vec_push(&queues->tail, old);
        queues->size[old] = 1;
        return;
    }
    queues->next[queues->tail.ptr[number]] = old;
    queues->tail.ptr[number] = old;
    queues->size[queues->head.ptr[number]]++;
}

static void build_queues(const struct match_set *set, const uint64_t *keys, struct queues *queues)
{
    queues->next = mem_zalloc((size_t)set->old.count + 1, sizeof(*queues->next));
    queues->size = mem_zalloc((size_t)set->old.count + 1, sizeof(*queues->size));
    for (int retired = 0; retired < 2; retired++)
        for (uint32_t o = 0; o < set->old.count; o++) {
            const struct match_note *note = &set->old.notes[o];
            if (note->partner == MATCH_NONE && note->entry->retired == retired && keys[o])
                enqueue(queues, keys[o], o);
        }
}

/* Pairs notes of equal keys in order; `unique`: only where there is one on each side. */
static void pair_keys(struct match_set *set, struct keys *keys, bool unique)
{
    struct queues queues = {0};
    build_queues(set, keys->old, &queues);
    uint32_t known = queues.numbers.len;
    uint32_t *wanted = mem_zalloc((size_t)known + 1, sizeof(*wanted));
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t t = 0; t < set->today.count && known; t++) {
            if (!keys->today[t] || set->today.notes[t].partner != MATCH_NONE)
                continue;
            uint32_t number = numbering_put(&queues.numbers, keys->today[t]);
            if (number >= known)
                continue;
            if (!pass) {
                wanted[number]++;
                continue;
            }
            uint32_t old = queues.head.ptr[number];
            if (old == MATCH_NONE || (unique && (wanted[number] > 1 || queues.size[old] > 1)))
                continue;
            queues.head.ptr[number] = queues.next[old];
            pair_up(set, old, t);
        }
    numbering_release(&queues.numbers);
    vec_release(&queues.head);
    vec_release(&queues.tail);
    free(queues.next);
    free(queues.size);
    free(wanted);
    free(keys->old);
    free(keys->today);
}

static uint64_t join(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b << 31 | b >> 33)) * UINT64_C(0x9E3779B97F4A7C15) + b;
    return (h ^ h >> 29) * UINT64_C(0xD6E8FEB86659FD93) | 1;
}

/* --- ids --- */

static uint64_t id_key(struct match_set *set, const struct match_note *note, bool with_front)
{
    const struct ident_entry *entry = note->entry;
    if (!entry->explicit_id.len)
        return 0;
    uint64_t key = join(hash_bytes(entry->explicit_id), entry->id_is_unique);
    if (!entry->id_is_unique)
        key = join(key, hash_bytes(entry->file));
    if (!with_front)
        return str_eq(entry->rule, STR("section")) ? key : 0;
    buf_clear(&set->heading);
    words_heading(&set->heading, entry->front, &set->folding);
    return join(key, hash_bytes(buf_str(&set->heading)));
}

void match_by_id(struct match_set *set)
{
    bool any = false;
    for (uint32_t t = 0; t < set->today.count && !any; t++)
        any = set->today.notes[t].entry->explicit_id.len > 0;
    for (int with_front = 1; with_front >= 0 && any; with_front--) {
        struct keys keys = make_keys(set);
        for (uint32_t o = 0; o < set->old.count; o++)
            keys.old[o] = id_key(set, &set->old.notes[o], with_front);
        for (uint32_t t = 0; t < set->today.count; t++)
            keys.today[t] = id_key(set, &set->today.notes[t], with_front);
        pair_keys(set, &keys, false);
    }
}

/* --- equal and moved ones --- */

static uint64_t whole_key(const struct ident_entry *entry)
{
    uint64_t key = join(hash_bytes(entry->file), hash_bytes(entry->front));
    for (uint32_t i = 0; i < entry->path_count; i++)
        key = join(key, hash_bytes(entry->path[i]));
    return join(key, hash_bytes(entry->markdown));
}

static bool pair_equal(struct match_set *set, bool with_order)
{
    struct keys keys = make_keys(set);
    struct match_side *sides[] = {&set->old, &set->today};
    uint32_t left = 0;
    for (size_t s = 0; s < 2; s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            struct match_note *note = &sides[s]->notes[i];
            if (!note->whole)
                note->whole = whole_key(note->entry);
            if (with_order && note->entry->retired)
                continue;
            uint64_t order = with_order ? note->entry->order : 0;
            (s ? keys.today : keys.old)[i] = join(note->whole, order);
        }
    pair_keys(set, &keys, false);
    for (uint32_t t = 0; t < set->today.count; t++)
        left += set->today.notes[t].partner == MATCH_NONE;
    return left > 0;
}

void match_equal(struct match_set *set)
{
    /* Exact copies in one file by their order, so that one that is edited moves no other. */
    if (pair_equal(set, true))
        pair_equal(set, false);
}

/* --- names, and bodies but for what machines change --- */

enum key_kind {
    KEY_STAYED,    /* file, path, front, order */
    KEY_UNORDERED, /* file, path, front */
    KEY_FILE,      /* file, front */
    KEY_PATH,      /* path, front */
    KEY_CONTENT    /* front */
};

enum { PHRASE = 60 }; /* bytes */

static uint64_t name_key(const struct match_set *set, const struct match_note *note, bool is_old,
                         enum key_kind kind)
{
    if (note->partner != MATCH_NONE)
        return 0;
    uint32_t file = is_old ? match_now(set, note->file) : note->file;
    uint32_t path = is_old ? match_now(set, note->path) : note->path;
    bool moves = kind > KEY_UNORDERED;
    if (moves && note->entry->markdown.len < PHRASE)
        return 0;
    /* What stands in its place may be it, edited, and the other one a copy. */
    if (moves && is_old && !note->entry->retired && set->today.named[note->spot])
        return 0;
    uint64_t key = join(note->body, note->front);
    if (kind <= KEY_FILE)
        key = join(key, file);
    if (kind <= KEY_UNORDERED || kind == KEY_PATH)
        key = join(key, path);
    return kind == KEY_STAYED ? join(key, note->entry->order) : key;
}

static void pair_named(struct match_set *set, enum key_kind kind, bool retired)
{
    struct keys keys = make_keys(set);
    for (uint32_t o = 0; o < set->old.count; o++)
        if (set->old.notes[o].entry->retired == retired)
            keys.old[o] = name_key(set, &set->old.notes[o], true, kind);
    for (uint32_t t = 0; t < set->today.count; t++)
        keys.today[t] = name_key(set, &set->today.notes[t], false, kind);
    pair_keys(set, &keys, kind > KEY_UNORDERED);
}

void match_stayed(struct match_set *set)
{
    for (int retired = 0; retired < 2; retired++) {
        pair_named(set, KEY_STAYED, retired);
        pair_named(set, KEY_UNORDERED, retired);
    }
}

void match_moved(struct match_set *set, bool retired)
{
    pair_named(set, KEY_FILE, retired);
    pair_named(set, KEY_PATH, retired);
    pair_named(set, KEY_CONTENT, retired);
}
