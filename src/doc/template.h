/* SPDX-License-Identifier: MIT */
/* Constructs in braces that site generators take out: Liquid, shortcodes, attribute lists. */
#ifndef DOC_TEMPLATE_H
#define DOC_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum template_kind {
    TEMPLATE_HIDDEN,           /* gone, whatever it was */
    TEMPLATE_KEPT,             /* only looks like one: `${{ runner.os }}`, `{{ name }}` */
    TEMPLATE_TOC,              /* kramdown's {:toc}: makes the list above a table of contents */
    TEMPLATE_HIGHLIGHT,        /* {% highlight LANGUAGE %}: code up to {% endhighlight %} */
    TEMPLATE_COMMENT,          /* {% comment %}: hidden up to {% endcomment %} */
    TEMPLATE_KRAMDOWN_COMMENT, /* {::comment}: hidden up to {:/comment} */
    TEMPLATE_RAW,              /* {% raw %}: nothing is a template up to {% endraw %} */
};

struct template {
    enum template_kind kind;
    uint32_t end; /* offset behind it */
    str language; /* of a highlight */
};

/*
 * Is there a construct at text.ptr[at], which is a `{`? `line` is the line that holds it and
 * begins at `line_at`. Only constructs that end on the same line, but for `{% … %}`.
 */
bool template_at(str text, uint32_t at, str line, uint32_t line_at, struct template *ret);

#endif
