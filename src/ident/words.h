/* SPDX-License-Identifier: MIT */
/* Texts made comparable: what a machine may change in them is dropped, and words are cut out. */
#ifndef IDENT_WORDS_H
#define IDENT_WORDS_H

#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

VEC_TYPE(word_vec, uint64_t);

/*
 * A heading without what may change though it says the same: marks (`**`, `_`, backticks, a link
 * around it), case, blanks, a number before it ("3.2.2. ", "4) ", "제3장 "), pictographs at its
 * ends. What is nothing but these stays as it is. `scratch` is emptied.
 */
void words_heading(struct buf *out, str heading, struct arena *scratch);

/* The text with every run of blanks and line ends as one blank, and without invisible characters.
 */
void words_plain(struct buf *out, str text);

/*
 * Adds a hash of each word to `words` and, unless it is NULL, one of each two neighbours to
 * `pairs`. In scripts that put no blanks between words, and in Hangul, whose endings change, two
 * letters are a word. Case does not count. Both come in the order of the text, doubles included.
 * `scratch` is emptied.
 */
void words_cut(struct word_vec *words, struct word_vec *pairs, str text, struct arena *scratch);

/* How many words a reader would count; where no blanks part them, two letters are one. */
uint32_t words_count(str text);

#endif
