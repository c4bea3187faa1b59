/* SPDX-License-Identifier: MIT */
/* Views of text. */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

#include "base/attr.h"

int str_cmp(str a, str b)
{
    size_t common = MIN(a.len, b.len);
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_eq_nocase(str a, str b)
{
    return a.len == b.len && str_starts_nocase(a, b);
}

bool str_ends_nocase(str s, str suffix)
{
    return s.len >= suffix.len && str_eq_nocase(str_sub(s, s.len - suffix.len, s.len), suffix);
}

bool str_starts_nocase(str s, str prefix)
{
    if (s.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (ascii_lower(s.ptr[i]) != ascii_lower(prefix.ptr[i]))
            return false;
    return true;
}

/* The length of the white space that begins at p: 0 where there is none. */
static size_t space_at(const char *p, size_t left)
{
    if (ascii_is_space(p[0]))
        return 1;
    if (left >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
        return 2;
    if (left >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0)
        return 3;
    return 0;
}

str str_trim_left(str s)
{
    for (size_t n; s.len && (n = space_at(s.ptr, s.len)) != 0;) {
        s.ptr += n;
        s.len -= n;
    }
    return s;
}

str str_trim_right(str s)
{
    while (s.len) {
        if (space_at(s.ptr + s.len - 1, 1) == 1)
            s.len -= 1;
        else if (s.len >= 2 && space_at(s.ptr + s.len - 2, 2) == 2)
            s.len -= 2;
        else if (s.len >= 3 && space_at(s.ptr + s.len - 3, 3) == 3)
            s.len -= 3;
        else
            break;
    }
    return s;
}

str str_trim(str s)
{
    return str_trim_right(str_trim_left(s));
}

size_t str_find(str s, str needle)
{
    if (!needle.len)
        return 0;
    if (s.len < needle.len)
        return SIZE_MAX;
    const char *at = memmem(s.ptr, s.len, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

size_t str_find_char(str s, char c)
{
    const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

bool str_contains(str s, str needle)
{
    return str_find(s, needle) != SIZE_MAX;
}

size_t str_line_begin(str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

size_t str_line_end(str text, size_t at)
{
    const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
    return end ? (size_t)(end - text.ptr) : text.len;
}

str str_file_name(str path)
{
    size_t begin = path.len;
    while (begin > 0 && path.ptr[begin - 1] != '/')
        begin--;
    return str_sub(path, begin, path.len);
}

bool str_cut(str *rest, char separator, str *ret_piece)
{
    if (!rest->ptr || !rest->len)
        return false;
    size_t at = str_find_char(*rest, separator);
    *ret_piece = str_sub(*rest, 0, at);
    *rest = at == SIZE_MAX ? (str){NULL, 0} : str_sub(*rest, at + 1, rest->len);
    return true;
}
