/* SPDX-License-Identifier: MIT */
/* Text into sentences, as people write notes: also without full stops, a thought a line. */
#ifndef NOTE_SENTENCE_H
#define NOTE_SENTENCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A sentence ends at .?! and their full-width forms; at a line's end, unless the line closes with
 * a particle, a connective ending or the like: then it goes on in the next line, across a blank
 * one too if a single line follows; at most three lines are joined. In Korean it ends, too, after
 * "-다, -요, -죠" before a connective ("…입니다 그런데 …").
 *
 *     struct sentence s = {0};
 *     while (sentence_next(text, wrapped, s.next, &s)) …
 */
struct sentence {
    size_t begin, end; /* with its label, its mark and what closes behind the mark */
    size_t next;       /* behind it and behind emoji that follow */
    bool question;     /* it ends in one question mark, which no bracket or quotation encloses */
    bool starts_line;  /* nothing stands before it on its line */
    bool own_line;     /* nor behind it */
};

/*
 * The first sentence at or behind `from`. Lines are parted by '\n', blocks by an empty line.
 * `wrapped`: a line's end within a block means nothing. False where nothing is left.
 */
bool sentence_next(str text, bool wrapped, size_t from, struct sentence *ret);

/* The place behind the blanks that stand at `at`, on the same line. */
size_t sentence_skip_blanks(str text, size_t at);

/*
 * The length of what only labels the text's beginning: "Q1.", "질문:", "3)", "①", "❓", bullets;
 * with the white space behind it. Nothing is taken where nothing would be left.
 */
size_t sentence_label(str text);

/* The length of the blanks, commas, emoji and letters of laughter (ㅋㅋ) at the text's beginning. */
size_t sentence_filler(str text);

/* Whether a question mark of any script stands in the text. */
bool sentence_has_question_mark(str text);

#endif
