/* SPDX-License-Identifier: MIT */
/*
 * Writes JSON strings into a buffer. A tree of values, as JSON libraries want one, would cost
 * several times what writing a large deck costs.
 */
#include "write/json_out.h"

static void put_escape(struct buf *out, unsigned char c)
{
    switch (c) {
    case '"':
        buf_lit(out, "\\\"");
        break;
    case '\\':
        buf_lit(out, "\\\\");
        break;
    case '\n':
        buf_lit(out, "\\n");
        break;
    case '\t':
        buf_lit(out, "\\t");
        break;
    default:
        buf_printf(out, "\\u%04x", c);
        break;
    }
}

void json_out_string(struct buf *out, str text)
{
    size_t from = 0;
    buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        buf_bytes(out, text.ptr + from, i - from);
        put_escape(out, c);
        from = i + 1;
    }
    if (from < text.len)
        buf_bytes(out, text.ptr + from, text.len - from);
    buf_char(out, '"');
}

void json_out_member(struct buf *out, const char *key, str text)
{
    buf_char(out, '"');
    buf_put(out, str_from(key));
    buf_lit(out, "\":");
    json_out_string(out, text);
}
