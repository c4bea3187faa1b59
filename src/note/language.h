/* SPDX-License-Identifier: MIT */
/* What the languages' grammars say about sentences and questions: tables, one a language. */
#ifndef NOTE_LANGUAGE_H
#define NOTE_LANGUAGE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A list ends with NULL; a NULL list is empty. Words are NFC and case folded ("ss" for a sharp s),
 * and so must be the text that they are held against; a blank stands for one blank.
 */
typedef const char *const *words;
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What an ending makes of the sentence that it closes. */
enum asks {
    ASKS_PLAIN,  /* nothing by itself */
    ASKS,        /* it asks, with a mark or without */
    ASKS_MARKED, /* it asks where there is a mark and a question word */
    ASKS_NAME,   /* with a mark it asks what the thing before it is: "X란?", "Xとは？" */
    ASKS_SOFT,   /* it wants assent ("…지 않을까?"), but asks after a "why" */
    ASKS_NEVER,  /* a statement, so that a mark is a doubt; or said to the reader */
};

/* Korean endings depend on the last sound of the syllable before them. */
enum before { BEFORE_ANY, BEFORE_VOWEL, BEFORE_CONSONANT, BEFORE_N, BEFORE_L, BEFORE_B };

struct ending {
    const char *text;
    uint8_t len;    /* of the text, in bytes */
    uint8_t before; /* enum before */
    uint8_t asks;   /* enum asks */
    bool open;      /* a line that ends so goes on in the next */
};

#define ENDING(text, before, asks, open)                   \
    {                                                      \
        (text), sizeof(text) - 1, (before), (asks), (open) \
    }

/* The letters that tell it from others, before its words do. */
enum script { SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_OWN };

struct language {
    const char *name; /* ISO 639-1 */
    enum script script;
    bool unspaced; /* written without blanks between words */
    bool joined;   /* with blanks, but endings stand on the words */
    bool opening;  /* a question word counts where it opens the sentence, else anywhere */

    /* Recognising it among those of its script. */
    words frequent;
    words letters; /* letters that few other languages use */

    /* Sentences. */
    const struct ending *endings; /* the longest that fits counts */
    size_t ending_count;
    words closed;        /* words (ends of words where unspaced) with an open ending's look alone */
    words open;          /* whole words after which a line goes on */
    words polite;        /* ends of words that close a sentence before a connective */
    words not_polite;    /* ends of words that look like it */
    words connectives;   /* words that begin a sentence */
    words abbreviations; /* without their last full stop, which closes no sentence */
    words quotatives;    /* what goes on behind a question that is quoted, not asked */

    /* Questions. */
    words question_words; /* whole words where `opening`, else their beginnings */
    words no_question;    /* begin like a question word but are none: "언제나", "何か" */
    words why;            /* the question words that ask for a reason */
    words openers;        /* words that may stand before the question word: "so", "pero" */
    words bridges;        /* those of them that lead over from what was said; none: all */
    words leads;          /* what begins a clause before it: "if …, what …?" */
    words embedding;      /* ends of a clause that takes the question words in it */
    words nouns;          /* nouns that ask by themselves before a mark: reason, difference */
    words particles;      /* what may stand behind such a noun */
    words subjects;       /* ends of a word that such a noun only says something about */
    words topic;          /* an ending of any noun that asks: "X는?" */
    words no_topic;       /* ends of words that look like it: "하는", "또는" */
    words unmarked;       /* begins or closes a line that asks without a mark: "là gì" */
    words yes_no;         /* what a yes/no question begins with */
    words yes_no_end;     /* what it closes with */
    words never;          /* phrases to the reader or to no one, anywhere in the sentence */
    words never_begin;    /* the same at its beginning */
    words never_whole;    /* the same as the whole sentence */
    words vague;          /* whole sentences that ask only on a line of their own */
    words tags;           /* at the end: "right?" */
    words answers;        /* what the answer to a yes/no question begins with */
    words pronouns;       /* subjects of a sentence that only repeats the question's verb */
    words no_answers;     /* what a sentence begins or closes with that leaves the question open */
    words announces;      /* the same, where it only leads to the answer: "알아보자" */
    words contrasts;      /* what a sentence begins with that turns away from the question: "but" */
    words empty;          /* words that say nothing out of context: "it", "does", "that" */
    words runs;           /* in a question about the code that follows it: "the output" */
    words chooses;        /* in one that is followed by what to choose from: "옳은 것은" */

    /* Around questions. */
    words labels;         /* may stand before a question with a number or a colon: "Q", "질문" */
    words solutions;      /* what a line begins with that solves a quiz, before a colon: "정답" */
    words no_places;      /* headings below which nothing is asked: references, contents, to do */
    words no_place_parts; /* the same, anywhere in the heading: "poll", "homework" */
};

extern const struct language language_ko, language_ja, language_zh, language_vi, language_en,
    language_de, language_nl, language_fr, language_es, language_pt, language_it, language_ru,
    language_uk, language_ar;

/* Every table, NULL behind the last. */
extern const struct language *const languages[];

/* The language of a folded sentence, by its script and its words; NULL: none that has a table. */
const struct language *language_of(str folded);

/* The longest ending that the text closes with, or NULL. */
const struct ending *language_ending(const struct language *language, str text);

/* Written without blanks between words, or with endings on them: a word's beginning is enough. */
bool language_is_joined(const struct language *language);
/* Whether the text begins with an entry; begins or closes with one. */
bool language_begins(const struct language *language, words list, str text);
bool language_frames(const struct language *language, words list, str text);

/* Whether the list holds the word; whatever the case of its ASCII letters. */
bool words_have(words list, str word);
bool words_have_nocase(words list, str word);
/* The length of the longest entry that the text begins or ends with; 0: none. */
size_t words_begin(words list, str text);
size_t words_end(words list, str text);
/* The same, where no letter or digit touches the entry. */
size_t words_begin_whole(words list, str text);
size_t words_end_whole(words list, str text);
/* Whether an entry stands anywhere; `whole`: with no letter or digit touching it. */
bool words_inside(words list, str text, bool whole);

#endif
