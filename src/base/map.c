/* SPDX-License-Identifier: MIT */
/* A hash map from text to a number: open addressing, linear probing. */
#include "base/map.h"

#include <stdlib.h>

#include "base/mem.h"

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

uint64_t hash_bytes(str bytes)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ bytes.len;
    size_t i = 0;
    for (; i + 8 <= bytes.len; i += 8) {
        uint64_t word = 0;
        for (unsigned b = 0; b < 8; b++) /* compilers make one load of this */
            word |= (uint64_t)(unsigned char)bytes.ptr[i + b] << (8 * b);
        h = mix(h ^ word);
    }
    uint64_t tail = 0;
    for (unsigned b = 0; i < bytes.len; i++, b++)
        tail |= (uint64_t)(unsigned char)bytes.ptr[i] << (8 * b);
    return mix(h ^ tail);
}

static struct map_slot *probe(const struct map *map, str key, uint64_t hash)
{
    uint32_t mask = map->cap - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        struct map_slot *slot = &map->slots[i];
        if (!slot->key.ptr || (slot->hash == hash && str_eq(slot->key, key)))
            return slot;
    }
}

static void grow(struct map *map)
{
    struct map old = *map;
    if (old.cap > UINT32_MAX / 4)
        mem_fail();
    map->cap = old.cap ? old.cap * 2 : 16;
    map->slots = mem_zalloc(map->cap, sizeof(*map->slots));
    for (uint32_t i = 0; i < old.cap; i++)
        if (old.slots[i].key.ptr)
            *probe(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    free(old.slots);
}

uint32_t *map_put(struct map *map, str key, uint32_t initial, bool *ret_new)
{
    if (map->len >= map->cap / 2)
        grow(map);
    if (!key.ptr)
        key = STR("");
    uint64_t hash = hash_bytes(key);
    struct map_slot *slot = probe(map, key, hash);
    bool is_new = !slot->key.ptr;
    if (is_new) {
        *slot = (struct map_slot){key, hash, initial};
        map->len++;
    }
    if (ret_new)
        *ret_new = is_new;
    return &slot->value;
}

const uint32_t *map_get(const struct map *map, str key)
{
    if (!map->len)
        return NULL;
    const struct map_slot *slot = probe(map, key.ptr ? key : STR(""), hash_bytes(key));
    return slot->key.ptr ? &slot->value : NULL;
}

void map_release(struct map *map)
{
    free(map->slots);
    *map = (struct map){0};
}
