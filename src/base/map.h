/* SPDX-License-Identifier: MIT */
/* A hash map from text to a number; the keys are borrowed. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * A zeroed map is an empty one. Its own order is never seen by anyone: who needs an order keeps
 * the keys in a vector and lets the map hold indexes into it.
 */
struct map_slot {
    str key;
    uint64_t hash;
    uint32_t value;
};
struct map {
    struct map_slot *slots;
    uint32_t len, cap; /* cap: a power of two */
};

/* The value's place, made with `initial` if the key is new. Valid until the next map_put. */
uint32_t *map_put(struct map *map, str key, uint32_t initial, bool *ret_new);
/* NULL if the key is not there. */
const uint32_t *map_get(const struct map *map, str key);
void map_release(struct map *map);

/* A fast hash of bytes that is the same on every machine; not for identity. */
uint64_t hash_bytes(str bytes);

#endif
