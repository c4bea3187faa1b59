/* SPDX-License-Identifier: MIT */
/*
 * The note types, frozen: ids, fields and templates can never change, or Anki would take every
 * later package for a stranger's (anki rslib/src/notetype/merge.rs).
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

/* One for each enum awsml_note_type. */
extern const struct note_type note_types[2];

#endif
