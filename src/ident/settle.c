/* SPDX-License-Identifier: MIT */
/* From matches to identities. */
#include "ident/settle.h"

#include <stdlib.h>

#include "base/digest.h"
#include "ident/guid.h"
#include "source/collect.h"

/* --- matching --- */

static void put_key(struct buf *out, const struct ident_entry *entry)
{
    const str columns[] = {entry->type, entry->rule, entry->file, entry->front};
    buf_clear(out);
    for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
        buf_put(out, columns[i]);
        buf_char(out, '\t');
    }
    for (uint32_t i = 0; i < entry->path_count; i++) {
        buf_put(out, entry->path[i]);
        buf_char(out, '\t');
    }
}

/* Numbers those that nothing but their place in the file tells apart. */
static void number_equals(struct ident_entry *today, size_t count)
{
    struct map seen = {0};
    struct arena keys = {0};
    struct buf key = {0};
    for (size_t i = 0; i < count; i++) {
        put_key(&key, &today[i]);
        bool is_new;
        uint32_t *next = map_put(&seen, arena_str(&keys, buf_str(&key)), 0, &is_new);
        today[i].order = (*next)++;
    }
    buf_release(&key);
    arena_release(&keys);
    map_release(&seen);
}

/* An id that is a GUID of the lock's means the note of that GUID: so a tie is settled by hand. */
static void name_by_guid(struct ident_entry *old, size_t old_count,
                         const struct ident_entry *today, size_t count)
{
    struct map ids = {0};
    for (size_t i = 0; i < count; i++)
        if (today[i].id_is_unique && today[i].explicit_id.len)
            map_put(&ids, today[i].explicit_id, 0, NULL);
    for (size_t i = 0; i < old_count && ids.len; i++)
        if (map_get(&ids, old[i].guid)) {
            old[i].explicit_id = old[i].guid;
            old[i].id_is_unique = true;
        }
    map_release(&ids);
}

void settle_match(struct settled *ret, const struct lock *lock, const enum ident_place *places,
                  struct ident_entry *today, size_t count)
{
    *ret = (struct settled){0};
    size_t all = lock->entries.len, looked_at = 0;
    struct ident_entry *old = mem_zalloc(all, sizeof(*old));
    uint32_t *index = mem_zalloc(all, sizeof(*index));
    for (size_t i = 0; i < all; i++)
        if (places[i] == IDENT_LOOKED_AT || places[i] == IDENT_ABSENT) {
            index[looked_at] = (uint32_t)i;
            old[looked_at++] = lock->entries.ptr[i];
        }
    number_equals(today, count);
    name_by_guid(old, looked_at, today, count);
    struct matches matches = {0};
    match_notes(&matches, old, looked_at, today, count);
    ret->partner = mem_zalloc(count, sizeof(*ret->partner));
    for (size_t i = 0; i < count; i++)
        ret->partner[i] = matches.partner[i] == MATCH_NONE ? (uint32_t)MATCH_NONE
                                                           : index[matches.partner[i]];
    vec_for (struct match_tie, tie, &matches.ties) {
        struct match_tie mapped = *tie;
        mapped.old = index[tie->old];
        mapped.other_old = tie->other_old == MATCH_NONE ? (uint32_t)MATCH_NONE
                                                        : index[tie->other_old];
        vec_push(&ret->ties, mapped);
    }
    matches_release(&matches);
    free(index);
    free(old);
}

/* --- today's notes --- */

static bool same_list(const str *a, uint32_t a_count, const str *b, uint32_t b_count)
{
    bool same = a_count == b_count;
    for (uint32_t i = 0; i < a_count && same; i++)
        same = str_eq(a[i], b[i]);
    return same;
}

static unsigned compare(const struct ident_entry *old, const struct ident_entry *now)
{
    unsigned changes = 0;
    bool same_path = same_list(old->path, old->path_count, now->path, now->path_count);
    if (!str_eq(old->front, now->front))
        changes |= AWSML_CHANGE_REWORDED;
    if (!str_eq(old->file, now->file) || !same_path)
        changes |= AWSML_CHANGE_MOVED;
    if (!str_eq(old->deck, now->deck))
        changes |= AWSML_CHANGE_DECK;
    if (old->retired)
        changes |= AWSML_CHANGE_RETURNED;
    bool content = !str_eq(old->markdown, now->markdown) ||
                   old->keeps_breaks != now->keeps_breaks ||
                   !same_list(old->tags, old->tag_count, now->tags, now->tag_count);
    bool explained = !same_path || (changes & AWSML_CHANGE_REWORDED);
    if (content || (!str_eq(old->hash, now->hash) && !explained))
        changes |= AWSML_CHANGE_CONTENT;
    return changes;
}

static int64_t later(int64_t now, int64_t mod)
{
    return MIN(MAX(now, mod + 1), LOCK_MAX_MOD);
}

static unsigned take_over(struct ident_entry *now, const struct ident_entry *old,
                          const struct settle_options *options)
{
    int64_t known = MAX(old->mod, now->mod); /* a package that is adopted may know it better */
    bool rises = !str_eq(old->hash, now->hash) || old->retired || options->refresh || now->mod;
    now->guid = old->guid;
    now->id = old->id;
    now->mod = rises ? later(options->now, known) : old->mod;
    if (!now->adopted.len)
        now->adopted = old->adopted;
    return compare(old, now) | (options->refresh ? (unsigned)AWSML_CHANGE_CONTENT : 0);
}

/*
 * Ids look like milliseconds of the years 2014 to 2018, always in the past, and go up with the
 * notes. Where they begin depends on the first note, so that two decks rarely share ids: Anki
 * would find free ones, but one step at a time.
 */
static int64_t first_id(str guid)
{
    unsigned char hash[SHA256_SIZE];
    digest_sha256(guid, hash);
    uint32_t spread = (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 |
                      hash[3];
    return INT64_C(1400000000000) + (int64_t)(spread % 128000) * 1000000;
}

/* Ids that are given; an adopted note that would double one gets another. */
struct ids {
    struct map taken; /* the bytes of an id -> nothing */
    struct arena arena;
};

/* True: nobody had it. */
static bool take_id(struct ids *ids, int64_t id)
{
    bool is_new;
    map_put(&ids->taken, arena_str(&ids->arena, (str){(const char *)&id, sizeof(id)}), 0, &is_new);
    return is_new;
}

/* The highest id that is one of ours; 0: there is none. Adopted notes have ids of their own. */
static int64_t last_id(const struct lock *lock)
{
    int64_t last = 0;
    vec_for (const struct ident_entry, entry, &lock->entries)
        if (entry->id < INT64_C(1600000000000))
            last = MAX(last, entry->id);
    return last;
}

static void make_new(struct settled *settled, const struct lock *lock, struct ident_entry *today,
                     const str *keys, size_t count, const struct settle_options *options,
                     struct arena *arena)
{
    struct guid_maker maker = {0};
    int64_t id = last_id(lock);
    struct ids ids = {0};
    vec_for (const struct ident_entry, entry, &lock->entries) {
        map_put(&maker.guids, entry->guid, 0, NULL);
        take_id(&ids, entry->id);
    }
    for (size_t i = 0; i < count; i++)
        if (settled->partner[i] == MATCH_NONE && today[i].guid.len)
            map_put(&maker.guids, today[i].guid, 0, NULL);
    for (size_t i = 0; i < count; i++) {
        if (settled->partner[i] != MATCH_NONE)
            continue;
        bool adopted = today[i].guid.len > 0;
        settled->changes[i] = adopted ? AWSML_CHANGE_ADOPTED : AWSML_CHANGE_NEW;
        today[i].mod = adopted ? later(options->now, today[i].mod) : options->now;
        if (!adopted)
            today[i].guid = guid_make(&maker, arena, keys[i]);
        if (today[i].id && take_id(&ids, today[i].id))
            continue;
        do
            id = id ? id + 1 : first_id(today[i].guid);
        while (!take_id(&ids, id));
        today[i].id = id;
    }
    guid_maker_release(&maker);
    map_release(&ids.taken);
    arena_release(&ids.arena);
}

void settle_new(struct settled *ret, struct ident_entry *today, const str *keys, size_t count,
                int64_t now, struct arena *arena)
{
    static const struct lock none;
    struct settle_options options = {now, false};
    *ret = (struct settled){
        .partner = mem_zalloc(count, sizeof(*ret->partner)),
        .changes = mem_zalloc(count, sizeof(*ret->changes)),
    };
    for (size_t i = 0; i < count; i++)
        ret->partner[i] = MATCH_NONE;
    make_new(ret, &none, today, keys, count, &options, arena);
}

/* --- the rest --- */

static int order_rest(const void *a, const void *b)
{
    const struct settled_rest *x = a, *y = b;
    int order = collect_order(x->entry.file, y->entry.file);
    if (!order && x->entry.id != y->entry.id)
        return x->entry.id < y->entry.id ? -1 : 1;
    return order ? order : str_cmp(x->entry.guid, y->entry.guid);
}

static void settle_rest(struct settled *settled, const struct lock *lock,
                        const enum ident_place *places, const bool *taken,
                        const struct settle_options *options)
{
    for (size_t i = 0; i < lock->entries.len; i++) {
        struct ident_entry entry = lock->entries.ptr[i];
        bool looked_at = places[i] == IDENT_LOOKED_AT;
        bool exported = looked_at || places[i] == IDENT_BROKEN;
        settled->known += looked_at && !entry.retired;
        if (taken[i])
            continue;
        unsigned changes = 0;
        if (looked_at && !entry.retired) {
            entry.retired = true;
            entry.mod = later(options->now, entry.mod);
            changes = AWSML_CHANGE_RETIRED;
            settled->retired++;
        } else if (options->refresh && exported) {
            entry.mod = later(options->now, entry.mod);
        }
        if (entry.retired)
            changes |= AWSML_IS_RETIRED;
        else
            changes |= AWSML_IS_LAST_KNOWN;
        vec_push(&settled->lock.entries, entry);
        if (exported)
            vec_push(&settled->rest, (struct settled_rest){entry, changes});
    }
    if (settled->rest.len)
        qsort(settled->rest.ptr, settled->rest.len, sizeof(*settled->rest.ptr), order_rest);
}

void settle_finish(struct settled *settled, const struct lock *lock,
                   const enum ident_place *places, struct ident_entry *today, const str *keys,
                   size_t count, const struct settle_options *options, struct arena *arena)
{
    bool *taken = mem_zalloc(lock->entries.len, sizeof(*taken));
    settled->changes = mem_zalloc(count, sizeof(*settled->changes));
    for (size_t i = 0; i < count; i++) {
        uint32_t partner = settled->partner[i];
        if (partner == MATCH_NONE)
            continue;
        taken[partner] = true;
        settled->changes[i] = take_over(&today[i], &lock->entries.ptr[partner], options);
    }
    make_new(settled, lock, today, keys, count, options, arena);
    for (size_t i = 0; i < count; i++)
        vec_push(&settled->lock.entries, today[i]);
    settle_rest(settled, lock, places, taken, options);
    vec_for (const struct lock_note_type, type, &lock->note_types)
        vec_push(&settled->lock.note_types, *type);
    free(taken);
}

bool settle_forget(struct settled *settled, str guid)
{
    bool all = str_eq(guid, STR("all"));
    size_t kept = 0, dropped;
    vec_for (struct ident_entry, entry, &settled->lock.entries)
        if (!entry->retired || !(all || str_eq(entry->guid, guid)))
            settled->lock.entries.ptr[kept++] = *entry;
    dropped = settled->lock.entries.len - kept;
    settled->lock.entries.len = kept;
    kept = 0;
    vec_for (struct settled_rest, rest, &settled->rest)
        if (!rest->entry.retired || !(all || str_eq(rest->entry.guid, guid)))
            settled->rest.ptr[kept++] = *rest;
    settled->rest.len = kept;
    return dropped || all;
}

void settled_release(struct settled *settled)
{
    free(settled->partner);
    free(settled->changes);
    vec_release(&settled->ties);
    vec_release(&settled->rest);
    lock_release(&settled->lock);
}
