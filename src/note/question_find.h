/* SPDX-License-Identifier: MIT */
/* The questions of a section that the section itself answers. */
#ifndef NOTE_QUESTION_FIND_H
#define NOTE_QUESTION_FIND_H

#include "base/arena.h"
#include "note/section.h"

struct found {
    str front_text;         /* the sentence, on one line, in the arena */
    struct block_vec front; /* the blocks that it stands in; none: the text alone is the front */
    struct range front_clip;
    uint32_t cut;              /* where it begins with its label: an answer before it ends here */
    const struct node *answer; /* where the answer begins; it goes on as answer_next() says … */
    struct range clip;         /* … as far as this */
};
VEC_TYPE(found_vec, struct found);

/* In the order of the text. Adds to `ret`. */
void questions_find(struct found_vec *ret, const struct section *section,
                    const struct document *document, struct arena *arena);
void found_release(struct found_vec *found);

#endif
