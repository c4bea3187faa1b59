/* SPDX-License-Identifier: MIT */
/* Unicode, on utf8proc. */
#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"

enum { REPLACEMENT = 0xFFFD };

/* One well-formed character (RFC 3629, section 4); 0 where there is none. */
static size_t decode(const unsigned char *p, size_t left, int32_t *ret)
{
    if (p[0] < 0x80) {
        *ret = p[0];
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && (p[1] & 0xC0) == 0x80) {
        *ret = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        int32_t c = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        *ret = c;
        return c >= 0x800 && (c < 0xD800 || c > 0xDFFF) ? 3 : 0;
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5 && left >= 4 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80) {
        int32_t c = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
        *ret = c;
        return c >= 0x10000 && c <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

/*
 * Blocks that are NFC_Quick_Check=Yes and begin with no combining mark as a whole: what nearly
 * all notes are made of. Anything else counts as "maybe" and is normalised.
 */
static bool surely_nfc(int32_t c)
{
    return c < 0x300 || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
           (c >= 0x2190 && c <= 0x2328) || (c >= 0x232B && c <= 0x2ADB) ||
           (c >= 0x3000 && c <= 0x3029) || (c >= 0x3030 && c <= 0x3098) ||
           (c >= 0x309B && c <= 0x318F) || (c >= 0x1E00 && c <= 0x1EF9) ||
           (c >= 0x400 && c <= 0x482) || (c >= 0xFF01 && c <= 0xFFDC) ||
           (c >= 0x620 && c <= 0x64A) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || c == 0xFE0F || c == 0x200B || c == 0x200D ||
           (c >= 0x370 && c <= 0x3FF && c != 0x374 && c != 0x37E && c != 0x387) ||
           (c >= 0xE01 && c <= 0xE37) || (c >= 0xE3F && c <= 0xE47) || (c >= 0xE000 && c <= 0xF8FF);
}

/* Are eight bytes ASCII, none below U+000E, so neither NUL nor a carriage return? */
static bool word_is_plain(const unsigned char *bytes)
{
    const uint64_t each = 0x0101010101010101u, tops = each * 0x80;
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
    return !((word | (word - each * 0x0E)) & tops);
}

struct utf8_check utf8_check(str text)
{
    struct utf8_check check = {.bad_at = SIZE_MAX};
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    size_t i = 0;
    while (i < text.len) {
        if (text.len - i >= sizeof(uint64_t) && word_is_plain(bytes + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        if (bytes[i] < 0x80) {
            check.has_cr |= bytes[i] == '\r';
            check.has_nul |= bytes[i] == '\0';
            i++;
            continue;
        }
        int32_t c;
        size_t len = decode(bytes + i, text.len - i, &c);
        if (!len) {
            check.bad_at = i;
            return check;
        }
        if (!surely_nfc(c))
            check.maybe_not_nfc = true;
        i += len;
    }
    return check;
}

/* utf8proc with the given options. */
static str map_piece(struct arena *arena, str text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.ptr,
                                        (utf8proc_ssize_t)text.len, &mapped, options);
    if (len == UTF8PROC_ERROR_NOMEM)
        mem_fail();
    if (len < 0)
        return text;
    str copy = arena_str(arena, (str){(const char *)mapped, (size_t)len});
    free(mapped);
    return copy;
}

/* What one letter may carry at most (UAX #15, 13, Stream-Safe Text Format). */
enum { MAX_MARKS = 30 };

/* The end of the text, or the place where a longer run of combining marks is to be cut. */
static size_t piece_end(str text, size_t from)
{
    size_t marks = 0;
    for (size_t i = from, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        marks = c >= 0x300 && utf8proc_get_property(c)->combining_class ? marks + 1 : 0;
        if (marks > MAX_MARKS)
            return i;
    }
    return text.len;
}

/* utf8proc sorts the marks of a letter in the square of their number: no language has so many. */
static str map_text(struct arena *arena, str text, utf8proc_option_t options)
{
    size_t end = piece_end(text, 0);
    if (end == text.len)
        return map_piece(arena, text, options);
    struct buf out = {0};
    for (size_t at = 0; at < text.len; at = end) {
        end = piece_end(text, at);
        buf_put(&out, map_piece(arena, str_sub(text, at, end), options));
    }
    str mapped = buf_take(&out, arena);
    buf_release(&out);
    return mapped;
}

str utf8_nfc(struct arena *arena, str text)
{
    if (!text.len || !utf8_check(text).maybe_not_nfc)
        return text;
    return map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* Scripts without case, NFC as they are: folding leaves them alone. */
static bool is_caseless(int32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x3000 && c <= 0x3098) || (c >= 0x309B && c <= 0x318F) ||
           (c >= 0x2010 && c <= 0x2027) || (c >= 0x2190 && c <= 0x2328) ||
           (c >= 0x620 && c <= 0x64A) || (c >= 0xFF01 && c <= 0xFF20);
}

/* ASCII and caseless scripts alone: nearly all notes, a dozen times faster. */
static bool fold_simple(struct arena *arena, str text, str *ret)
{
    char *out = arena_bytes(arena, text.len + 1);
    for (size_t i = 0, len; i < text.len; i += len) {
        if ((unsigned char)text.ptr[i] < 0x80) {
            out[i] = ascii_lower(text.ptr[i]);
            len = 1;
            continue;
        }
        if (!is_caseless(utf8_at(text, i, &len)))
            return false;
        memcpy(out + i, text.ptr + i, len);
    }
    out[text.len] = '\0';
    *ret = (str){out, text.len};
    return true;
}

str utf8_fold(struct arena *arena, str text)
{
    str folded;
    if (!text.len)
        return text;
    if (fold_simple(arena, text, &folded))
        return folded;
    return map_text(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

int32_t utf8_at(str text, size_t at, size_t *ret_len)
{
    int32_t c;
    size_t len = decode((const unsigned char *)text.ptr + at, text.len - at, &c);
    *ret_len = len ? len : 1;
    return len ? c : REPLACEMENT;
}

int32_t utf8_before(str text, size_t at, size_t *ret_len)
{
    size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80)
        begin--;
    size_t len;
    int32_t c = utf8_at(str_sub(text, 0, at), begin, &len);
    if (begin + len != at) {
        *ret_len = 1;
        return REPLACEMENT;
    }
    *ret_len = len;
    return c;
}

void utf8_put(struct buf *buf, int32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char(code_point, bytes);
    buf_bytes(buf, (const char *)bytes, len > 0 ? (size_t)len : 0);
}

size_t utf8_width(str text)
{
    size_t width = 0;
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        width += c < 0x80 ? (c >= 0x20 && c != 0x7F) : (size_t)utf8proc_charwidth(c);
    }
    return width;
}

size_t utf8_count(str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

bool utf8_is_word(int32_t c)
{
    if (c < 0x80)
        return ascii_is_alnum((char)c);
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool utf8_has_word(str text)
{
    enum { VARIATION_16 = 0xFE0F };
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        if (utf8_is_word(c) && c != VARIATION_16)
            return true;
    }
    return false;
}

bool utf8_is_letter(int32_t c)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c);
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(int32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_space(int32_t c)
{
    if (c < 0x80)
        return ascii_is_space((char)c);
    return c == 0x85 || c == 0xFEFF || c == 0x200B || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

bool utf8_is_emoji(int32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F ||
           c == 0x200D || c == 0x20E3 || c == 0x2B50 || c == 0x2B55 || c == 0x2705 ||
           (c >= 0x2B05 && c <= 0x2B1C) || (c >= 0x231A && c <= 0x231B) ||
           (c >= 0x23E9 && c <= 0x23FA) || (c >= 0xE0020 && c <= 0xE007F);
}

bool utf8_is_hangul(int32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3131 && c <= 0x318E) ||
           (c >= 0x1100 && c <= 0x11FF);
}

bool utf8_is_kana(int32_t c)
{
    return c >= 0x3041 && c <= 0x30FF;
}

bool utf8_is_han(int32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005;
}

static bool is_blank(int32_t c)
{
    return c < 0x20 || c == 0x7F || utf8_is_space(c);
}

str utf8_squeeze(struct arena *arena, str text)
{
    size_t begin = 0;
    bool clean = true, blank = true; /* a leading blank is one too many */
    for (size_t i = begin, len; i < text.len && clean; i += len) {
        int32_t c = utf8_at(text, i, &len);
        clean = !is_blank(c) || (c == ' ' && !blank);
        blank = is_blank(c);
    }
    if (clean && !(blank && text.len))
        return text;
    char *out = arena_bytes(arena, text.len + 1);
    size_t n = 0;
    blank = true;
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        if (!is_blank(c)) {
            memcpy(out + n, text.ptr + i, len);
            n += len;
            blank = false;
        } else if (!blank) {
            out[n++] = ' ';
            blank = true;
        }
    }
    if (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return (str){out, n};
}
