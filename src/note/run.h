/* SPDX-License-Identifier: MIT */
/* A run of text: paragraphs in a row, or the inlines of a list item, read as one text. */
#ifndef NOTE_RUN_H
#define NOTE_RUN_H

#include "base/arena.h"
#include "base/vec.h"
#include "doc/html.h"
#include "doc/node.h"
#include "doc/text.h"

struct run_block {
    size_t at; /* where it begins in the text */
    const struct node *node;
};

/*
 * Lines are parted by '\n', paragraphs by an empty line, as sentence_next() wants them. Marks that
 * could end a sentence are blanked out in code, links and what is struck out: nothing is asked
 * there.
 */
struct run {
    struct text text;
    vec(struct run_block) blocks; /* paragraphs; or the one item or heading */
};

/*
 * Reads the run that begins with `first`: a paragraph, a heading, or an inline of an item. Only
 * what lies in the clip. Returns the last of its siblings that belongs to it.
 */
const struct node *run_read(struct run *run, const struct node *first, struct range clip);
/* Reads the characters of a block of raw HTML, tags and all. */
void run_read_raw(struct run *run, const struct node *html);
void run_release(struct run *run);

/* Whether a run begins with the node. */
bool run_begins(const struct node *node);

/* A part of the run as it was written, on one line, in the arena. */
str run_line(struct arena *arena, const struct run *run, size_t begin, size_t end);

/* The places in the source where the character at `at` begins, and where the one before ends. */
uint32_t run_source(const struct run *run, size_t at);
uint32_t run_source_end(const struct run *run, size_t at);

/*
 * The node to show for what begins at the place: its paragraph, or where that is an item or has
 * many inlines, so that showing it again and again would be slow, the inline of it.
 */
const struct node *run_node_at(const struct run *run, size_t at);

/* Whether the part shows nothing but links; nothing but links, code and what is struck out. */
bool run_only_links(const struct run *run, size_t begin, size_t end);
bool run_only_shielded(const struct run *run, size_t begin, size_t end);

#endif
