/* SPDX-License-Identifier: MIT */
/* A draft's fields: Markdown to HTML, and the question that hides its service. */
#ifndef DECK_RENDER_H
#define DECK_RENDER_H

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/markdown_out.h"
#include "doc/text.h"
#include "note/draft.h"

/* Scratch memory of one worker, kept from note to note. */
struct renderer {
    struct buf buf;
    struct text text;
    struct service_matches matches;
    vec(struct range) masks;
    struct arena scratch;
    struct source_cursor cursor;   /* of the document … */
    struct source_cursor id_cursor; /* (where its ids stand) */
    struct markdown_source source; /* … that render_begin() named */
};

/* Before the drafts of a document. The arena must be there as long as they are rendered. */
void render_begin(struct renderer *renderer, const struct document *document, struct arena *arena);

/*
 * Fills in what follows from the draft alone: rule, type, key, fields, path, front_markdown,
 * markdown, explicit_id, keeps_breaks, file, line, cards. All of it in the arena. `keep_breaks`: line ends in paragraphs show.
 */
void render_note(struct renderer *renderer, struct awsml_note *ret, const struct draft *draft,
                 const struct outline *outline, bool keep_breaks, struct arena *arena);
void renderer_release(struct renderer *renderer);

#endif
