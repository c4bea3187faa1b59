/* SPDX-License-Identifier: MIT */
/* Front matter: what stands before a document's Markdown. */
#ifndef DOC_FRONT_H
#define DOC_FRONT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/diag.h"
#include "source/source.h"

/* What it says; absent texts are empty. */
struct front {
    uint32_t end;             /* offset behind the closing line; 0: there is no front matter */
    str title;
    str parent, grand_parent; /* Just-the-Docs */
    str deck;                 /* anki.deck */
    str *tags;                /* tags, categories, anki.tags, in this order, as written */
    size_t tag_count;
    double order;             /* nav_order, sidebar_position, weight; NAN: none */
    bool skip;                /* anki.skip */
};

/*
 * YAML between `---` lines, or TOML between `+++` lines (of that, title, weight, tags and
 * categories alone), at the very start. A file that merely opens with a rule has none: between
 * the lines there must be a mapping, or what was meant as one. What cannot be read is reported,
 * and is front matter all the same.
 */
void front_read(struct front *front, const struct source *source, struct arena *arena,
                struct diag *diag);

#endif
