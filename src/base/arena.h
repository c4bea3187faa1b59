/* SPDX-License-Identifier: MIT */
/* Bump allocation: one owner for many small things that die together. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"

/*
 *     struct arena arena = {0};
 *     struct node *node = arena_new(&arena, struct node);   // zeroed
 *     str copy = arena_str(&arena, text);
 *     arena_release(&arena);                                // everything at once
 *
 * Not for two threads at once.
 */
struct arena_chunk;
struct arena {
    struct arena_chunk *chunk; /* the one that is being filled */
    char *next, *end;
};

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count)                                                            \
    ((type *)arena_alloc((arena), mem_mul((count), sizeof(type))))

/* A copy; always followed by a NUL byte that its length does not count. */
str arena_str(struct arena *arena, str text);
char *arena_cstr(struct arena *arena, str text);
str arena_printf(struct arena *arena, const char *format, ...) ATTR_PRINTF(2, 3);

/* Unaligned, not zeroed bytes. */
char *arena_bytes(struct arena *arena, size_t size);

/* Forgets everything but keeps one chunk for what comes next. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
