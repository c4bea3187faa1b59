/* SPDX-License-Identifier: MIT */
/* Nodes to Markdown that stands alone: what the lock keeps of a note. */
#ifndef DOC_MARKDOWN_OUT_H
#define DOC_MARKDOWN_OUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "doc/definition.h"
#include "doc/document.h"
#include "doc/html.h"

/* What is the same for all parts of a document. */
struct markdown_source {
    str text, masked;
    bool is_masked; /* they differ behind the front matter, or parts of them might, read alone */
    struct definitions definitions;
    size_t defined; /* bytes of definitions that were written so far */
};
void markdown_source_make(struct markdown_source *ret, const struct document *document,
                          struct arena *arena);
void markdown_source_release(struct markdown_source *source);

struct markdown_options {
    struct markdown_source *source;
    bool keep_breaks;  /* line ends in paragraphs show */
    bool rewrite;      /* write what the tree says even where the source's lines would do */
    struct range clip; /* as for html_blocks() */
};

/*
 * Blocks that, read as a document of their own, make the HTML that html_blocks() makes of these.
 * Whole blocks of the document are the source's lines, without what shows nothing: blanks at line
 * ends, empty lines between blocks, hidden blocks. Others (cut, or from inside a list or a quote) are
 * written anew. The definitions that the lines use follow behind an empty line, sorted by label.
 * No empty line at either end.
 */
void markdown_blocks(struct buf *out, const struct node *const *blocks, size_t count,
                     const struct markdown_options *options);
/* The same for html_inlines(): on one line, to stand behind a heading's mark. */
void markdown_line(struct buf *out, const struct node *const *blocks, size_t count,
                   const struct markdown_options *options);
/* A plain text as such a line. */
void markdown_line_of_text(struct buf *out, str text);

#endif
