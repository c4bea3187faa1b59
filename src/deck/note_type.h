/* SPDX-License-Identifier: MIT */
/*
 * The note types. Their ids, their fields, and which templates there are can never change, or Anki
 * would take every later package for a stranger's (anki rslib/src/notetype/merge.rs). The texts of
 * the templates and the stylesheet may, if `mod` rises with them.
 */
#ifndef DECK_NOTE_TYPE_H
#define DECK_NOTE_TYPE_H

#include <stdint.h>

#include <awsml/deck.h>

struct note_type_field {
    const char *name;
    int64_t id;
};
struct note_type_template {
    const char *name;
    int64_t id;
    const char *question, *answer; /* Anki's template language */
    int requires;                  /* the field that must not be empty: a card there is, or not */
};
struct note_type {
    const char *name;
    int64_t id;  /* looks like milliseconds, never changes */
    int64_t mod; /* seconds; raised with each change of a template or of the stylesheet */
    int is_cloze;
    const struct note_type_field *fields;
    uint32_t field_count;
    const struct note_type_template *templates;
    uint32_t template_count;
    const char *css;
};

/* Fields of AWSML_NOTE_TYPE_CLOZE, in Anki's order; a note holds them in its `fields` likewise. */
enum cloze_field { CLOZE_FIELD_TEXT, CLOZE_FIELD_EXTRA, CLOZE_FIELD_CONTEXT, CLOZE_FIELD_SOURCE };

/* The templates of AWSML_NOTE_TYPE_NOTE, in Anki's order: the bits of a note's `cards`. */
enum note_template { NOTE_TEMPLATE_FORWARD, NOTE_TEMPLATE_REVERSE, NOTE_TEMPLATE_TYPED };

/* One for each enum awsml_note_type. */
extern const struct note_type note_types[2];

/* The cards that a note with these fields has: bit n is set where template n shows something. */
uint32_t note_type_cards(const struct note_type *type, const struct awsml_str *fields);

#endif
