/* SPDX-License-Identifier: MIT */
/* Doubles in a lock made single. */
#include "ident/lock_heal.h"

#include <stdlib.h>

struct candidate {
    const struct ident_entry *entry;
    str line;
};

/* By GUID; of one GUID the one that stays comes first. */
static int by_guid(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    int order = str_cmp(a->entry->guid, b->entry->guid);
    if (order)
        return order;
    if (a->entry->retired != b->entry->retired)
        return a->entry->retired ? 1 : -1;
    if (a->entry->mod != b->entry->mod)
        return a->entry->mod > b->entry->mod ? -1 : 1;
    return str_cmp(b->line, a->line);
}

/* Each GUID once, in order: what lock_write() made has nothing to be done. */
static bool guids_are_in_order(const struct ident_entry_vec *entries)
{
    for (size_t i = 1; i < entries->len; i++)
        if (str_cmp(entries->ptr[i - 1].guid, entries->ptr[i].guid) >= 0)
            return false;
    return true;
}

static void heal_guids(struct ident_entry_vec *entries, const str *lines)
{
    if (guids_are_in_order(entries))
        return;
    struct candidate *candidates = mem_zalloc(entries->len, sizeof(*candidates));
    for (size_t i = 0; i < entries->len; i++)
        candidates[i] = (struct candidate){&entries->ptr[i], lines[i]};
    qsort(candidates, entries->len, sizeof(*candidates), by_guid);
    struct ident_entry_vec healed = {0};
    for (size_t i = 0; i < entries->len; i++)
        if (i == 0 || !str_eq(candidates[i].entry->guid, candidates[i - 1].entry->guid))
            vec_push(&healed, *candidates[i].entry);
    free(candidates);
    vec_release(entries);
    *entries = healed;
}

struct id_use {
    int64_t id;
    size_t entry;
};

/*
 * By id, and of one id by entry, as they stand at first. Byte by byte from the lowest, keeping the
 * order of equals: many times faster than comparing, and this is done at every reading.
 */
static void sort_uses(struct id_use *uses, struct id_use *spare, size_t count)
{
    struct id_use *from = uses, *to = spare;
    for (unsigned shift = 0; LOCK_MAX_ID >> shift; shift += 8) {
        size_t next[257] = {0};
        for (size_t i = 0; i < count; i++)
            next[(from[i].id >> shift & 0xFF) + 1]++;
        for (size_t byte = 1; byte < 256; byte++)
            next[byte] += next[byte - 1];
        for (size_t i = 0; i < count; i++)
            to[next[from[i].id >> shift & 0xFF]++] = from[i];
        struct id_use *swap = from;
        from = to;
        to = swap;
    }
    if (from != uses)
        memcpy(uses, from, count * sizeof(*uses));
}

/*
 * `uses` are sorted. Ids that are given rise from one to the next, so one walk through the ids
 * that are taken is enough.
 */
static bool give_free_ids(struct ident_entry *entries, const struct id_use *uses, size_t count)
{
    int64_t given = 0;
    size_t taken = 0; /* uses before it are lower than the id that is tried */
    for (size_t i = 1; i < count; i++) {
        if (uses[i].id != uses[i - 1].id)
            continue;
        int64_t id = (given > uses[i].id ? given : uses[i].id) + 1;
        for (; taken < count && uses[taken].id <= id; taken++)
            if (uses[taken].id == id)
                id++;
        if (id > LOCK_MAX_ID)
            return false;
        entries[uses[i].entry].id = given = id;
    }
    return true;
}

static bool heal_ids(struct ident_entry_vec *entries)
{
    if (!entries->len)
        return true;
    struct id_use *uses = mem_zalloc(mem_mul(entries->len, 2), sizeof(*uses));
    for (size_t i = 0; i < entries->len; i++)
        uses[i] = (struct id_use){entries->ptr[i].id, i};
    sort_uses(uses, uses + entries->len, entries->len);
    bool ok = give_free_ids(entries->ptr, uses, entries->len);
    free(uses);
    return ok;
}

/* By id; of one id the one that stays comes first. */
static int by_id(const void *left, const void *right)
{
    const struct lock_note_type *a = left, *b = right;
    if (a->id != b->id)
        return a->id > b->id ? 1 : -1;
    return str_cmp(b->json, a->json);
}

static void heal_note_types(struct lock *lock)
{
    struct lock_note_type *types = lock->note_types.ptr;
    size_t count = lock->note_types.len, kept = 0;
    if (!count)
        return;
    qsort(types, count, sizeof(*types), by_id);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || types[i].id != types[kept - 1].id)
            types[kept++] = types[i];
    lock->note_types.len = kept;
}

bool lock_heal(struct lock *lock, const str *lines)
{
    heal_note_types(lock);
    heal_guids(&lock->entries, lines);
    return heal_ids(&lock->entries);
}
