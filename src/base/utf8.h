/* SPDX-License-Identifier: MIT */
/* Unicode: checking, normalising, folding, measuring. The only user of utf8proc. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* What one pass over the bytes finds. */
struct utf8_check {
    size_t bad_at;   /* offset of the first byte that is no UTF-8, or SIZE_MAX */
    bool has_cr;     /* a carriage return occurs */
    bool has_nul;    /* U+0000 occurs */
    bool maybe_not_nfc; /* the quick check of NFC does not say yes (UAX #15, 9) */
};
struct utf8_check utf8_check(str text);
/* Only whether it is UTF-8: several times as fast for large texts. */
bool utf8_is_valid(str text);

/*
 * NFC; the text itself where it is NFC already. `text` is valid UTF-8. Linear: of more than 30
 * combining marks in a row (no text has them) only runs of 30 are put in order.
 */
str utf8_nfc(struct arena *arena, str text);

/*
 * The code point that begins at `at` (at < text.len) and, in *ret_len, its bytes (1 to 4).
 * U+FFFD with length 1 for what is no UTF-8.
 */
int32_t utf8_at(str text, size_t at, size_t *ret_len);
/* The code point that ends before `at` (at > 0). */
int32_t utf8_before(str text, size_t at, size_t *ret_len);
void utf8_put(struct buf *buf, int32_t code_point);

/* Columns on a terminal: 2 for wide characters, 0 for combining ones. */
size_t utf8_width(str text);
/* Code points, as editors count columns. */
size_t utf8_count(str text);

/* Letter, mark or digit of any script. */
bool utf8_is_word(int32_t code_point);
/* Does the text hold one? The mark that makes a pictograph of a sign (U+FE0F) does not count. */
bool utf8_has_word(str text);
bool utf8_is_letter(int32_t code_point);
bool utf8_is_upper(int32_t code_point);
bool utf8_is_lower(int32_t code_point);
bool utf8_is_space(int32_t code_point);
/* Pictographs and what belongs to them: joiners, variation selectors, skin tones. */
bool utf8_is_emoji(int32_t code_point);
bool utf8_is_hangul(int32_t code_point);
bool utf8_is_kana(int32_t code_point);
bool utf8_is_han(int32_t code_point);

/* Case folded (NFC kept), for comparing names. */
str utf8_fold(struct arena *arena, str text);

/*
 * The text on one line: runs of white space, line ends and control characters become one blank,
 * none at the ends. The text itself where nothing changes.
 */
str utf8_squeeze(struct arena *arena, str text);

#endif
