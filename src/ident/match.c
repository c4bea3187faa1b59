/* SPDX-License-Identifier: MIT */
/* Which of today's notes is which of the lock's. */
#include "ident/match.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"

/* First version: what is equal, then what has the same body, then what has the same place. */
static void put_key(struct buf *key, const struct ident_entry *entry, int step)
{
    buf_clear(key);
    buf_printf(key, "%" STR_FMT "\t%" STR_FMT, STR_ARG(entry->type), STR_ARG(entry->rule));
    if (step != 1) {
        buf_printf(key, "\t%" STR_FMT "\t%" STR_FMT "\t%u", STR_ARG(entry->file),
                   STR_ARG(entry->front), entry->order);
        for (uint32_t i = 0; i < entry->path_count; i++)
            buf_printf(key, "\t%" STR_FMT, STR_ARG(entry->path[i]));
    }
    if (step != 2)
        buf_printf(key, "\n%" STR_FMT, STR_ARG(entry->markdown));
}

void match_notes(struct matches *ret, const struct ident_entry *old, size_t old_count,
                 const struct ident_entry *today, size_t today_count)
{
    *ret = (struct matches){.partner = mem_zalloc(today_count + 1, sizeof(*ret->partner))};
    bool *taken = mem_zalloc(old_count + 1, sizeof(*taken));
    for (size_t t = 0; t < today_count; t++)
        ret->partner[t] = MATCH_NONE;
    for (int step = 0; step < 3; step++) {
        struct map keys = {0};
        struct arena arena = {0};
        struct buf key = {0};
        for (size_t o = 0; o < old_count; o++) {
            put_key(&key, &old[o], step);
            if (!taken[o])
                map_put(&keys, arena_str(&arena, buf_str(&key)), (uint32_t)o, NULL);
        }
        for (size_t t = 0; t < today_count; t++) {
            if (ret->partner[t] != MATCH_NONE)
                continue;
            put_key(&key, &today[t], step);
            const uint32_t *o = map_get(&keys, buf_str(&key));
            if (o && !taken[*o]) {
                ret->partner[t] = *o;
                taken[*o] = true;
            }
        }
        buf_release(&key);
        arena_release(&arena);
        map_release(&keys);
    }
    free(taken);
}

void matches_release(struct matches *matches)
{
    free(matches->partner);
    vec_release(&matches->ties);
}
