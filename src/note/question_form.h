/* SPDX-License-Identifier: MIT */
/* Does a sentence ask? From its words alone, not from where it stands. */
#ifndef NOTE_QUESTION_FORM_H
#define NOTE_QUESTION_FORM_H

#include "base/arena.h"
#include "base/str.h"
#include "note/sentence.h"

#include <stdbool.h>

enum question_form {
    NOT_A_QUESTION, /* a statement, a doubt, words to the reader, no question at all */
    QUESTION,
    QUESTION_YES_NO, /* worth a card only where question_answered() */
};

/*
 * The text is the sentence's, without its label (sentence_label). On a line of its own it may ask
 * without a mark ("X란 무엇인가"). The arena holds what is needed meanwhile.
 */
enum question_form question_form(struct arena *arena, str text, const struct sentence *sentence);

/*
 * Whether a question may stand in the text, its Markdown included: a quick look, for most texts
 * hold none.
 */
bool question_possible(str markdown);

enum question_reply {
    REPLY_SAYS,  /* something that may answer */
    REPLY_LEADS, /* only that the answer comes: "하나씩 알아보자", "let's see" */
    REPLY_OPEN, /* that it is open, or something else: "나중에 찾아보자", "no idea", "but …" */
};

/* What a sentence behind a question is to it. */
enum question_reply question_reply(struct arena *arena, str sentence);

/* Whether the question leads over from what stands before it: "그렇다면 …", "So how …". */
bool question_leads_over(struct arena *arena, str question);

/* Whether it asks what the code behind it does; whether it lets choose from what is behind it. */
bool question_about_code(struct arena *arena, str question);
bool question_chooses(struct arena *arena, str question);

/* Whether the text behind a yes/no question takes it up: "Yes, …", "네, …", or in its own words. */
bool question_answered(struct arena *arena, str question, str answer);

/* Whether a line gives a quiz's solution: "정답: A", "Answer: B". */
bool question_solution(struct arena *arena, str line);

/* Whether a heading says that what is below asks nothing: references, contents, to do. */
bool question_no_place(struct arena *arena, str heading);

#endif
