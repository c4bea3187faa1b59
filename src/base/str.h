/* SPDX-License-Identifier: MIT */
/* Views of text: comparing, trimming, cutting. Nothing here allocates. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <awsml/str.h>

typedef struct awsml_str str;

/* STR("literal"), also as a static initialiser; printf("%" STR_FMT, STR_ARG(s)) */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal) {(literal), sizeof(literal) - 1}
#define STR_FMT    ".*s"
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline str str_from(const char *text)
{
    return (str){text, text ? strlen(text) : 0};
}

/* From `begin` up to, not including, `end`; both are cut to the text's length. */
static inline str str_sub(str s, size_t begin, size_t end)
{
    end = end < s.len ? end : s.len;
    begin = begin < end ? begin : end;
    return (str){s.ptr ? s.ptr + begin : NULL, end - begin};
}

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix);
}

static inline bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

/* ASCII classes that no locale changes. */
static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool ascii_is_alnum(char c)
{
    return ascii_is_digit(c) || ascii_is_alpha(c);
}
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Byte order, a prefix before what it begins: for sorting. */
int str_cmp(str a, str b);
/* Equal but for ASCII case. */
bool str_eq_nocase(str a, str b);
bool str_starts_nocase(str s, str prefix);
bool str_ends_nocase(str s, str suffix);

/* Without ASCII white space, U+00A0 and U+3000 at its ends. */
str str_trim(str s);
str str_trim_left(str s);
str str_trim_right(str s);

/* Where `needle` first stands, or SIZE_MAX. */
size_t str_find(str s, str needle);
size_t str_find_char(str s, char c);
bool str_contains(str s, str needle);

/* Where the line that holds the place `at` begins, and where it ends, before its line feed. */
size_t str_line_begin(str text, size_t at);
size_t str_line_end(str text, size_t at);

/* A path's last part: what is behind its last slash. */
str str_file_name(str path);

/*
 * Takes the next piece off `rest`: up to `separator`, which is dropped. False at the end.
 *     for (str line; str_cut(&rest, '\n', &line);) …
 */
bool str_cut(str *rest, char separator, str *ret_piece);

#endif
