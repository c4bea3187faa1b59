/* SPDX-License-Identifier: MIT */
/* Writing a tree as Markdown: what its two halves share, blocks and inlines. */
#ifndef DOC_MARKDOWN_WRITE_H
#define DOC_MARKDOWN_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"
#include "doc/markdown_out.h"

/* What stands last in a container: decides what must come between it and the next. */
enum markdown_kind {
    MARKDOWN_NOTHING,
    MARKDOWN_RUN, /* inlines that a tight item holds directly */
    MARKDOWN_LIST,
    MARKDOWN_HTML, /* goes on up to an empty line; the parser keeps the item tight all the same */
    MARKDOWN_OTHER,
    MARKDOWN_OPEN, /* goes on in a line that looks like text: quotes, tables */
};

/* A node that is open, or a run. */
struct markdown_frame {
    const struct node *node;
    size_t before, inside;   /* the output's length before it and behind its mark */
    const struct node *pending; /* the break that was due before it */
    size_t prefix;           /* the prefix's length outside */
    size_t run_before, run;  /* the same for the run of inlines in it; 0: none is open */
    enum markdown_kind last; /* what was written last in it */
    uint32_t count;          /* how many blocks are in it */
    bool loose;              /* LIST, ITEM: empty lines between what is in it */
    bool starred;            /* LIST: the other of the two marks; others: the last list has it */
    char mark;               /* EMPH, STRONG: '*' or '_' */
    uint32_t number, width;  /* LIST: of the next item; of the last item's mark */
};

struct markdown_writer {
    struct buf *out;
    const struct markdown_options *options;
    struct buf prefix;           /* what a new line begins with */
    vec(struct markdown_frame) open;
    size_t line;                 /* where the line's own text begins in the output */
    size_t block;                /* where the open block's content begins in it */
    size_t plain_end;            /* behind a letter that may be spelled as a number */
    size_t opened, closed;       /* behind a mark that opens; that closes if no letter follows */
    size_t star_end;             /* behind a closing '*' */
    const struct node *pending;  /* a break that shows only if text follows in its block */
    bool one_line, in_cell;
};

bool markdown_in_clip(const struct markdown_writer *writer, const struct node *node);
bool markdown_is_cut(const struct markdown_writer *writer);
/* The part of an exact TEXT that is in the clip. */
str markdown_clipped(const struct markdown_writer *writer, const struct node *text);

/* A text that is no markup, spelled so that it is read as that. */
void markdown_put_text(struct markdown_writer *writer, str text);
void markdown_new_line(struct markdown_writer *writer);
/* The break that is due. */
void markdown_flush(struct markdown_writer *writer);

/* True where the walk goes on with the inline's children. */
bool markdown_enter_inline(struct markdown_writer *writer, const struct node *node);
void markdown_leave_inline(struct markdown_writer *writer, const struct node *node);
/* A TEXT, wherever it stands. */
void markdown_put_node(struct markdown_writer *writer, const struct node *text);
/* Writes one block, or the inlines that come first in `nodes`; returns how many of them it was. */
size_t markdown_write(struct buf *out, const struct node *const *nodes, size_t count,
                      const struct markdown_options *options);
/* A line that ends in '#' would lose it. */
void markdown_end_heading(struct markdown_writer *writer, size_t begin);

#endif
