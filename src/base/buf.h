/* SPDX-License-Identifier: MIT */
/* Growable bytes. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"

/*
 *     struct buf buf = {0};
 *     buf_lit(&buf, "<p>");
 *     buf_put(&buf, text);
 *     ... buf_str(&buf) ...
 *     buf_release(&buf);
 *
 * A zeroed buffer is an empty one. It grows by half; it is not terminated: buf_cstr() does that.
 */
struct buf {
    char *ptr;
    size_t len, cap;
};

/* Room for `more` bytes beyond the length. Returns where they go. */
char *buf_reserve(struct buf *buf, size_t more);

static inline void buf_bytes(struct buf *buf, const char *bytes, size_t len)
{
    if (buf->cap - buf->len < len)
        buf_reserve(buf, len);
    if (len)
        memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
}

static inline void buf_put(struct buf *buf, str text)
{
    buf_bytes(buf, text.ptr, text.len);
}

static inline void buf_char(struct buf *buf, char c)
{
    buf_bytes(buf, &c, 1);
}

#define buf_lit(buf, literal) buf_bytes((buf), (literal), sizeof(literal) - 1)

static inline str buf_str(const struct buf *buf)
{
    return (str){buf->ptr, buf->len};
}

/* What was added since the buffer had the length `from`; valid until it grows. */
static inline str buf_since(const struct buf *buf, size_t from)
{
    return (str){buf->ptr ? buf->ptr + from : NULL, buf->len - from};
}

void buf_printf(struct buf *buf, const char *format, ...) ATTR_PRINTF(2, 3);
void buf_vprintf(struct buf *buf, const char *format, va_list args) ATTR_PRINTF(2, 0);

/* The bytes with a NUL behind them; valid until the next change. */
const char *buf_cstr(struct buf *buf);

/* A copy in the arena; the buffer is emptied and keeps its memory. */
str buf_take(struct buf *buf, struct arena *arena);

static inline void buf_clear(struct buf *buf)
{
    buf->len = 0;
}
void buf_release(struct buf *buf);

#endif
