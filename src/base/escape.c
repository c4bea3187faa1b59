/* SPDX-License-Identifier: MIT */
/* Text into HTML: content and addresses. */
#include "base/escape.h"

/* 0: as it is; 1: has an entity; 2: dropped; 3: begins U+0080 to U+00BF, half of them dropped */
static const unsigned char html_class[256] = {
    [0] = 2,    [1] = 2,    [2] = 2,    [3] = 2,    [4] = 2,    [5] = 2,   [6] = 2,   [7] = 2,
    [8] = 2,    [0x0B] = 2, [0x0C] = 2, [0x0D] = 2, [0x0E] = 2, [0x0F] = 2, [0x10] = 2, [0x11] = 2,
    [0x12] = 2, [0x13] = 2, [0x14] = 2, [0x15] = 2, [0x16] = 2, [0x17] = 2, [0x18] = 2, [0x19] = 2,
    [0x1A] = 2, [0x1B] = 2, [0x1C] = 2, [0x1D] = 2, [0x1E] = 2, [0x1F] = 2, [0x7F] = 2, ['&'] = 1,
    ['<'] = 1,  ['>'] = 1,  ['"'] = 1,  [0xC2] = 3,
};

static void put_entity(struct buf *buf, char c)
{
    switch (c) {
    case '&':
        buf_lit(buf, "&amp;");
        break;
    case '<':
        buf_lit(buf, "&lt;");
        break;
    case '>':
        buf_lit(buf, "&gt;");
        break;
    case '"':
        buf_lit(buf, "&quot;");
        break;
    default: /* a control character: dropped */
        break;
    }
}

void escape_html(struct buf *buf, str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char kind = html_class[(unsigned char)text.ptr[i]];
        if (!kind)
            continue;
        bool pair = kind == 3 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] < 0xA0;
        if (kind == 3 && !pair)
            continue;
        buf_bytes(buf, text.ptr + from, i - from);
        put_entity(buf, text.ptr[i]);
        i += pair;
        from = i + 1;
    }
    if (from < text.len)
        buf_bytes(buf, text.ptr + from, text.len - from);
}

static bool url_byte_stays(char c)
{
    return ascii_is_alnum(c) || (c && strchr("-_.+!*'(),%#@?=;:/,+&$~", c));
}

void escape_url(struct buf *buf, str url)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c == '&')
            buf_lit(buf, "&amp;");
        else if (c == '\'')
            buf_lit(buf, "&#x27;");
        else if (url_byte_stays((char)c))
            buf_char(buf, (char)c);
        else {
            char encoded[3] = {'%', hex[c >> 4], hex[c & 15]};
            buf_bytes(buf, encoded, sizeof(encoded));
        }
    }
}
