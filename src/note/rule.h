/* SPDX-License-Identifier: MIT */
/* What a card rule is: one row of the table in rules.c, one file of its own. */
#ifndef NOTE_RULE_H
#define NOTE_RULE_H

#include <stdbool.h>

#include "base/arena.h"
#include "note/draft.h"
#include "note/section.h"

/* What the rules of one document share. */
struct rule_run {
    const struct outline *outline;
    struct arena *arena;  /* of the document: drafts live as long as it */
    struct draft_vec *drafts;
};

enum rule_pass {
    RULE_TAKING, /* removes its blocks from the section */
    RULE_WHOLE,  /* the first that returns true makes the section's note */
    RULE_ADDING, /* copies: the section stays as it is */
};

struct rule {
    const char *name;
    enum rule_pass pass;
    bool on; /* without being asked for */
    const char *summary;
    /* Adds drafts. True: it made something of the section. */
    bool (*apply)(struct rule_run *run, struct section *section);
};

extern const struct rule rule_services, rule_section, rule_question;

/* Every rule, in the order of the passes. */
extern const struct rule *const rules[];
extern const size_t rule_count;

/* A draft with what all rules fill in alike from the section: path, headings, place. */
struct draft *rule_emit(struct rule_run *run, const struct section *section,
                        const struct rule *rule);

/* Applies the rules to all sections. */
void rules_run(struct rule_run *run, struct outline *outline);

#endif
