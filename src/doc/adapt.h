/* SPDX-License-Identifier: MIT */
/* What md4c reads otherwise than GitHub does, mended in a copy that the parser alone sees. */
#ifndef DOC_ADAPT_H
#define DOC_ADAPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * md4c 0.4.8 implements CommonMark 0.30 and GFM's tables, but for these points:
 *
 *  - a delimiter row needs three characters a column there, one in GFM (`|-|-|`);
 *  - it takes any number of columns, GFM that of the header alone, or there is no table;
 *  - a table has to begin its paragraph; GitHub takes the last line before the delimiter row as
 *    its header, whatever stands before it;
 *  - an underscore in a bare URL can begin emphasis (…/__init__.py); GFM finds the URL first;
 *  - things that Markdown leaves open cost the square of the input: tables of thousands of
 *    columns, thousands of list markers on one line, paragraphs of many thousand lines with
 *    brackets in them. Here 128 columns and 64 markers are the limits, and what is beyond them is
 *    text; a paragraph of more than 2,000 lines becomes several.
 *
 * Text is never taken from the copy: its bytes lead back to the source's.
 */
struct adapted {
    str text;
    const struct adapt_insert {
        uint32_t begin, end; /* bytes of the copy that the source has not */
        uint32_t before;     /* and how many of them stand before `begin` */
    } *inserts;
    size_t insert_count;
};

/*
 * In the arena; the text itself where nothing differs. Linear in its length. Without definitions
 * no `[name]: address` defines anything: for a text that uses long ones so often that the links
 * are the square of it.
 */
struct adapted adapt_text(str text, bool without_definitions, struct arena *arena);

/* The offset in the source for one in the copy. */
uint32_t adapted_source(const struct adapted *adapted, size_t at);

#endif
