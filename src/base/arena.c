/* SPDX-License-Identifier: MIT */
/* Bump allocation. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CHUNK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t size;
    _Alignas(16) char bytes[];
};

static void add_chunk(struct arena *arena, size_t need)
{
    /* Chunks double, so that their number grows with the logarithm of what they hold. */
    size_t size = arena->chunk ? MIN(arena->chunk->size * 2, (size_t)4 << 20) : CHUNK_SIZE;
    size = MAX(size, need);
    struct arena_chunk *chunk = mem_alloc(sizeof(*chunk) + size);
    chunk->older = arena->chunk;
    chunk->size = size;
    arena->chunk = chunk;
    arena->next = chunk->bytes;
    arena->end = chunk->bytes + size;
}

char *arena_bytes(struct arena *arena, size_t size)
{
    if (!arena->chunk || (size_t)(arena->end - arena->next) < size)
        add_chunk(arena, size);
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t skip = (size_t)(-(uintptr_t)arena->next) & (ALIGNMENT - 1);
    if (!arena->chunk || (size_t)(arena->end - arena->next) < size + skip) {
        add_chunk(arena, size);
        skip = 0;
    }
    void *ptr = arena->next + skip;
    arena->next += size + skip;
    return memset(ptr, 0, size);
}

char *arena_cstr(struct arena *arena, str text)
{
    char *copy = arena_bytes(arena, text.len + 1);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return copy;
}

str arena_str(struct arena *arena, str text)
{
    return (str){arena_cstr(arena, text), text.len};
}

str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        mem_fail();
    char *text = arena_bytes(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (str){text, (size_t)len};
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *keep = arena->chunk; /* the newest is the largest */
    if (!keep)
        return;
    while (keep->older) {
        struct arena_chunk *older = keep->older;
        keep->older = older->older;
        free(older);
    }
    arena->next = keep->bytes;
    arena->end = keep->bytes + keep->size;
}

void arena_release(struct arena *arena)
{
    while (arena->chunk) {
        struct arena_chunk *older = arena->chunk->older;
        free(arena->chunk);
        arena->chunk = older;
    }
    *arena = (struct arena){0};
}
