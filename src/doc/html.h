/* SPDX-License-Identifier: MIT */
/* Nodes to HTML, as it goes into a field. */
#ifndef DOC_HTML_H
#define DOC_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "doc/node.h"

/* A part of the source, in offsets of the document's text. */
struct range {
    uint32_t begin, end;
};

struct html_options {
    bool keep_breaks; /* a line end in a paragraph is <br> */
    bool raw_html;    /* passed through (conformance tests alone) instead of shown as text */
    bool plain_links; /* links are their text, images nothing: for a question that must not tell */
    struct range clip;         /* only leaves inside; {0, UINT32_MAX}: all */
    const struct range *masks; /* these parts show as […]; sorted, apart from each other */
    size_t mask_count;
};
#define HTML_ALL {0, UINT32_MAX}
#define HTML_MASK "[…]" /* what stands for a masked part */

/*
 * Blocks one after the other; inlines next to each other among them are a paragraph. What the clip
 * leaves empty is left out, tags and all. The result is well-formed, and holds no markup that does
 * not come from Markdown.
 */
void html_blocks(struct buf *out, const struct node *const *blocks, size_t count,
                 const struct html_options *options);
/* The same on one line, inlines alone; blocks and breaks become blanks: for fronts. */
void html_inlines(struct buf *out, const struct node *const *blocks, size_t count,
                  const struct html_options *options);

/* Does the clip leave anything of the node? */
bool html_in_clip(const struct node *node, struct range clip);
/* Does it leave all of it? */
bool html_is_whole(const struct node *node, struct range clip);
/* Does a node stay that shows nothing? What Markdown itself may leave empty does. */
bool html_stays_empty(const struct node *node, struct range clip);
/* One or several `<br>`, or `</br>`, which browsers read so too: neighbours are one text. */
bool html_is_line_break(str tags);

/* Does an address lead somewhere from a card? The text of other links shows alone. */
bool html_is_outside_address(str url);

#endif
