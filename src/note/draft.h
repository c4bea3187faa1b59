/* SPDX-License-Identifier: MIT */
/* A note before it is rendered: what its sides are made of. */
#ifndef NOTE_DRAFT_H
#define NOTE_DRAFT_H

#include <awsml/deck.h>

#include "base/vec.h"
#include "note/section.h"

/* Blocks, cut at both ends. */
struct content {
    const struct node *const *blocks;
    size_t count;
    struct range clip;
};

struct draft {
    const char *rule;
    enum awsml_note_type type;
    str front_text;               /* plain text on one line: for keys; the front itself where … */
    struct content front;         /* … this has no blocks; else the inlines of these */
    struct content back;
    const str *path;              /* headings above the front, outermost first */
    uint32_t path_count;
    const str *headings;          /* for the key: the path and the section's own heading */
    uint32_t heading_count;
    uint32_t service;             /* the one that the front is: reverse, tag, link; or NO_SERVICE */
    str explicit_id;              /* of its section; empty: none */
    bool id_is_unique;            /* written as a comment: names one place in all notes */
    uint32_t id_at;               /* the offset of the id; 0: none */
    uint32_t place;               /* offset of the line to name as the source */
};
VEC_TYPE(draft_vec, struct draft);

#endif
