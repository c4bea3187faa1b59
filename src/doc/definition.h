/* SPDX-License-Identifier: MIT */
/* Link reference definitions: where they stand, which of them a text uses. */
#ifndef DOC_DEFINITION_H
#define DOC_DEFINITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/node.h"

/*
 * `[label]: address "title"` (CommonMark 0.30, section 4.7). The parser makes no nodes of them: what
 * looks like one and is no part of any text is one.
 */
struct definition {
    uint32_t begin, end; /* in the document's text */
    str label;           /* as it is compared: case folded, white space squeezed */
    str text;            /* the definition on one line, but for line ends in its title */
};

struct definition_place {
    uint32_t begin, end;
};

struct definitions {
    vec(struct definition) list; /* in the order of the document; of equal labels the first alone */
    struct map labels;           /* label -> index */
    vec(struct definition_place) places; /* all of them, those that lost too */
    struct arena *arena;
};
VEC_TYPE(definition_uses, uint32_t);

/*
 * All definitions of a document. `masked` is its text as the parser saw it. Texts are in the arena,
 * which must be there as long as they are used. Costs a glance where there are none.
 */
void definitions_find(struct definitions *ret, const struct node *root, str masked,
                      struct arena *arena);
void definitions_release(struct definitions *definitions);

/* Does one stand in [begin, end)? */
bool definitions_between(const struct definitions *definitions, uint32_t begin, uint32_t end);
/* Behind the one that begins at `at`; `at` where none does. */
uint32_t definitions_skip(const struct definitions *definitions, uint32_t at);
/* Adds those whose labels stand in brackets in the text. */
void definitions_used(struct definitions *definitions, str text, struct definition_uses *uses);
/* Each once, sorted by label, a line each. */
void definitions_put(struct buf *out, const struct definitions *definitions,
                     struct definition_uses *uses);

#endif
