/* SPDX-License-Identifier: MIT */
/* Growable bytes. */
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

char *buf_reserve(struct buf *buf, size_t more)
{
    if (buf->cap - buf->len < more) {
        if (more > SIZE_MAX / 4 - buf->len)
            mem_fail();
        size_t cap = MAX(buf->len + more, buf->cap + buf->cap / 2);
        cap = MAX(cap, (size_t)64);
        buf->ptr = mem_realloc(buf->ptr, cap);
        buf->cap = cap;
    }
    return buf->ptr + buf->len;
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        mem_fail();
    vsnprintf(buf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format, again);
    buf->len += (size_t)len;
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

const char *buf_cstr(struct buf *buf)
{
    *buf_reserve(buf, 1) = '\0';
    return buf->ptr;
}

str buf_take(struct buf *buf, struct arena *arena)
{
    str copy = arena_str(arena, buf_str(buf));
    buf->len = 0;
    return copy;
}

void buf_release(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){0};
}
