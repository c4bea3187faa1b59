/* SPDX-License-Identifier: MIT */
/* Whether what stands behind a question answers it. */
#ifndef NOTE_QUESTION_ANSWER_H
#define NOTE_QUESTION_ANSWER_H

#include "note/question_find.h"
#include "note/question_form.h"
#include "note/run.h"
#include "note/sentence.h"

struct finder {
    struct found_vec *found;
    const struct section *section;
    struct arena *arena;  /* the document's */
    struct arena scratch; /* for one question at a time */
    bool wrapped;
    struct run run;                  /* what is scanned */
    struct run peek;                 /* what stands behind it */
    const struct node *first, *last; /* the nodes of `run` */
    const struct node *list;         /* the list that was last looked at … */
    bool takes_turns;                /* … and whether its items ask and answer in turn */
};

/* A sentence of the run that has the form of a question. */
struct asked {
    struct sentence sentence;
    size_t begin; /* behind its label */
    enum question_form form;
};

/* The form of a sentence of the run; `ret->begin` and `ret->form` are filled in. */
enum question_form asked_form(struct finder *finder, const struct run *run, struct asked *ret);
bool asked_has_mark(const struct run *run, const struct sentence *sentence);

/* What stands behind the node in the same section, quote, list or item; NULL: nothing. */
const struct node *answer_following(const struct section *section, const struct node *node);
/* The same, and behind the last inline of a paragraph what stands behind that. */
const struct node *answer_next(const struct section *section, const struct node *node);

enum answer {
    ANSWER_NONE,        /* the question is not answered */
    ANSWER_PASSED_OVER, /* it says nothing: what comes next decides */
    ANSWER_HERE,
};
/* What a block is to the question before it. */
enum answer answer_judge(struct finder *finder, const struct node *block, const struct asked *asked,
                         str question);

/*
 * Looks for the answer to a sentence of the run: in what is left of the run, then in what stands
 * behind it. Fills in `answer` and `clip`.
 */
bool answer_find(struct finder *finder, const struct asked *asked, struct found *found);

#endif
