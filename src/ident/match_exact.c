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

/*
 * Pairs notes of equal keys in order; `unique`: only where there is one on each side. `barred`, or
 * NULL: those of the lock's that get no partner, though they count.
 */
static void pair_keys(struct match_set *set, struct keys *keys, bool unique, const bool *barred)
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
            if (old == MATCH_NONE || (unique && (wanted[number] > 1 || queues.size[old] > 1)) ||
                (barred && barred[old]))
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
        pair_keys(set, &keys, false, NULL);
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
    pair_keys(set, &keys, false, NULL);
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
    uint64_t key = join(note->body, note->front);
    if (kind <= KEY_FILE)
        key = join(key, file);
    if (kind <= KEY_UNORDERED || kind == KEY_PATH)
        key = join(key, path);
    return kind == KEY_STAYED ? join(key, note->entry->order) : key;
}

static uint64_t spot_key(uint32_t file, uint32_t path, uint32_t front)
{
    return join(join(file, path), front);
}

/* By old: something stands in its place today. It may be it, edited, and its equal a copy. */
static bool *find_occupied(const struct match_set *set)
{
    bool *occupied = mem_zalloc((size_t)set->old.count + 1, sizeof(*occupied));
    struct numbering spots = {0};
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *note = &set->today.notes[t];
        if (note->partner == MATCH_NONE)
            numbering_put(&spots, spot_key(note->file, note->path, note->front));
    }
    uint32_t known = spots.len;
    for (uint32_t o = 0; o < set->old.count; o++) {
        const struct match_note *note = &set->old.notes[o];
        uint32_t file = match_now(set, note->file), path = match_now(set, note->path);
        if (note->partner == MATCH_NONE)
            occupied[o] = numbering_put(&spots, spot_key(file, path, note->front)) < known;
    }
    numbering_release(&spots);
    return occupied;
}

/* Copies of one of today's that stayed, beside it: they are new, and did not move there. */
static void leave_out_copies(const struct match_set *set, uint64_t *keys)
{
    struct numbering wholes = {0};
    for (uint32_t t = 0; t < set->today.count; t++)
        if (set->today.notes[t].partner != MATCH_NONE)
            numbering_put(&wholes, set->today.notes[t].whole);
    uint32_t known = wholes.len;
    for (uint32_t t = 0; t < set->today.count; t++)
        if (keys[t] && numbering_put(&wholes, set->today.notes[t].whole) < known)
            keys[t] = 0;
    numbering_release(&wholes);
}

static void pair_named(struct match_set *set, enum key_kind kind, bool retired)
{
    struct keys keys = make_keys(set);
    bool moves = kind > KEY_UNORDERED;
    bool *occupied = moves ? find_occupied(set) : NULL;
    for (uint32_t o = 0; o < set->old.count; o++)
        if (set->old.notes[o].entry->retired == retired)
            keys.old[o] = name_key(set, &set->old.notes[o], true, kind);
    for (uint32_t t = 0; t < set->today.count; t++)
        keys.today[t] = name_key(set, &set->today.notes[t], false, kind);
    if (moves)
        leave_out_copies(set, keys.today);
    pair_keys(set, &keys, moves, occupied);
    free(occupied);
}

void match_stayed(struct match_set *set, bool retired)
{
    pair_named(set, KEY_STAYED, retired);
    pair_named(set, KEY_UNORDERED, retired);
}

void match_moved(struct match_set *set)
{
    pair_named(set, KEY_FILE, false);
    pair_named(set, KEY_PATH, false);
    pair_named(set, KEY_CONTENT, false);
}

void match_part(struct match_set *set, const bool *kept)
{
    for (uint32_t o = 0; o < set->old.count; o++) {
        struct match_note *note = &set->old.notes[o];
        if (note->partner == MATCH_NONE || kept[o])
            continue;
        set->today.notes[note->partner].partner = MATCH_NONE;
        note->partner = MATCH_NONE;
    }
}

/* --- swapped headings --- */

/* The notes without partner by file and body. */
struct bodies {
    struct numbering numbers;
    vec(uint32_t) old, olds, todays; /* by number: the last of the lock's; how many there are */
};

static uint32_t body_number(struct bodies *bodies, uint32_t file, uint32_t body)
{
    uint32_t number = numbering_put(&bodies->numbers, join(file, body));
    while (bodies->old.len <= number) {
        vec_push(&bodies->old, (uint32_t)MATCH_NONE);
        vec_push(&bodies->olds, 0);
        vec_push(&bodies->todays, 0);
    }
    return number;
}

/* Finds the bodies; and by spot which of the lock's living notes has it, of several the last. */
static void find_bodies(const struct match_set *set, struct bodies *bodies, uint32_t *owner)
{
    for (uint32_t i = 0; i <= set->names.len; i++)
        owner[i] = MATCH_NONE;
    for (uint32_t o = 0; o < set->old.count; o++) {
        const struct match_note *note = &set->old.notes[o];
        if (note->partner != MATCH_NONE || note->entry->retired)
            continue;
        uint32_t number = body_number(bodies, note->file, note->body);
        bodies->old.ptr[number] = o;
        bodies->olds.ptr[number]++;
        owner[note->spot] = o;
    }
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *note = &set->today.notes[t];
        if (note->partner != MATCH_NONE)
            continue;
        uint32_t number = body_number(bodies, note->file, note->body);
        bodies->todays.ptr[number]++;
    }
}

void match_swapped(struct match_set *set)
{
    struct bodies bodies = {0};
    uint32_t *owner = mem_alloc(mem_mul((size_t)set->names.len + 1, sizeof(*owner)));
    uint32_t *partner = mem_alloc(mem_mul((size_t)set->today.count + 1, sizeof(*partner)));
    find_bodies(set, &bodies, owner);
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *note = &set->today.notes[t];
        partner[t] = MATCH_NONE;
        if (note->partner != MATCH_NONE || owner[note->spot] == MATCH_NONE)
            continue;
        const struct match_note *before = &set->old.notes[owner[note->spot]];
        uint32_t number = body_number(&bodies, note->file, note->body);
        uint32_t other = body_number(&bodies, before->file, before->body);
        bool alone = bodies.olds.ptr[number] == 1 && bodies.todays.ptr[number] == 1;
        if (alone && other != number && bodies.todays.ptr[other])
            partner[t] = bodies.old.ptr[number];
    }
    for (uint32_t t = 0; t < set->today.count; t++)
        if (partner[t] != MATCH_NONE)
            pair_up(set, partner[t], t);
    numbering_release(&bodies.numbers);
    vec_release(&bodies.old);
    vec_release(&bodies.olds);
    vec_release(&bodies.todays);
    free(owner);
    free(partner);
}
