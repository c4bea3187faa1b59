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

enum { PHRASE = 60 }; /* bytes */

static uint64_t content_key(const struct match_note *note)
{
    bool phrase = note->entry->markdown.len < PHRASE;
    return phrase || note->entry->retired || note->body == MATCH_NONE
               ? 0
               : join(note->body, note->front);
}

void match_moved(struct match_set *set)
{
    struct keys keys = make_keys(set);
    /* Where something stands in its place, that may be it, edited, and the other one a copy. */
    for (uint32_t o = 0; o < set->old.count; o++)
        if (!set->today.named[set->old.notes[o].spot])
            keys.old[o] = content_key(&set->old.notes[o]);
    for (uint32_t t = 0; t < set->today.count; t++)
        keys.today[t] = content_key(&set->today.notes[t]);
    pair_keys(set, &keys, true);
}

/* --- renamed files and headings --- */

struct move {
    uint32_t from, to;
};

static int order_moves(const void *a, const void *b)
{
    const struct move *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static bool settle_moves(struct match_set *set, const struct move *moves, size_t count)
{
    bool found = false;
    for (size_t begin = 0, end; begin < count; begin = end) {
        size_t best = 0;
        uint32_t to = MATCH_NONE;
        for (end = begin; end < count && moves[end].from == moves[begin].from;) {
            size_t run = end;
            while (run < count && moves[run].from == moves[end].from &&
                   moves[run].to == moves[end].to)
                run++;
            if (run - end > best) {
                best = run - end;
                to = moves[end].to;
            }
            end = run;
        }
        if (best * 2 <= end - begin || set->moved[moves[begin].from] == to)
            continue;
        set->moved[moves[begin].from] = to;
        found = true;
    }
    return found;
}

/* Files, or paths, of notes that have partners, where the old one is gone and the other is new. */
static bool find_renamed(struct match_set *set, bool files)
{
    vec(struct move) moves = {0};
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *today = &set->today.notes[t];
        if (today->partner == MATCH_NONE)
            continue;
        const struct match_note *old = &set->old.notes[today->partner];
        struct move move = {files ? old->file : old->path, files ? today->file : today->path};
        if (!set->today.named[move.from] && !set->old.named[move.to])
            vec_push(&moves, move);
    }
    if (moves.len)
        qsort(moves.ptr, moves.len, sizeof(*moves.ptr), order_moves);
    bool found = settle_moves(set, moves.ptr, moves.len);
    vec_release(&moves);
    return found;
}

bool match_find_renamed(struct match_set *set)
{
    if (!set->moved) {
        set->moved = mem_alloc(mem_mul((size_t)set->names.len + 1, sizeof(*set->moved)));
        for (uint32_t i = 0; i <= set->names.len; i++)
            set->moved[i] = MATCH_NONE;
    }
    bool files = find_renamed(set, true);
    return find_renamed(set, false) || files;
}
