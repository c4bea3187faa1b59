/* SPDX-License-Identifier: MIT */
/* The ids that authors give to headings: where they stand, and which of them count. */
#ifndef NOTE_EXPLICIT_ID_H
#define NOTE_EXPLICIT_ID_H

#include "note/section.h"

enum { EXPLICIT_ID_MAX = 128 }; /* bytes */

/*
 * Ids at the end of a heading's line, behind all text, and below it:
 *
 *   {#id}  {#id .class key=value}   at the end: pandoc, Docusaurus, Hugo, MkDocs
 *   {: #id}  {: .class #id}         at the end, or on the line directly below: kramdown
 *   ^id                             at the end, or alone on the line directly below: Obsidian
 *   <!-- id: x -->                  at the end, or below, where only blank lines and other comments
 *                                   are between; case and blanks are free
 *
 * A comment's id names one place in all notes, the others' one in their file. A comment outranks
 * the others, an id at the end one below, and the first outranks those behind it. Nothing in code
 * or behind a backslash is an id. Each of these is hidden before the parser (doc/mask.h) or after
 * it (doc/hide.h), so they are what stands between the last text that shows and what follows.
 */
void explicit_id_of_heading(struct section *section, const struct node *heading,
                            const struct source *source, struct diag *diag);
/* The same for a line that is a title without being a heading; its text ends at `end`. No `^id`. */
void explicit_id_of_line(struct section *section, uint32_t end, const struct source *source,
                         struct diag *diag);

/* Those that name two sections of the file name none: says so, and takes them away. */
void explicit_ids_settle(struct outline *outline, struct diag *diag);

#endif
