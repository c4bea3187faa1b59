/* SPDX-License-Identifier: MIT */
/* A field's HTML as text: the one that Anki compares, and the one that people read. */
#ifndef WRITE_HTML_TEXT_H
#define WRITE_HTML_TEXT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends what Anki sorts and compares by: without tags, the file names of media kept, entities
 * decoded unless one of them is unknown (anki rslib/src/text.rs,
 * strip_html_preserving_media_filenames). Meant for HTML that this program made: of the named
 * entities it knows those that HTML needs (amp lt gt quot nbsp).
 */
void html_strip(struct buf *out, str html);
/* Anki's checksum of a stripped first field (anki rslib/src/notes/mod.rs, field_checksum). */
uint32_t html_checksum(str stripped);

/*
 * Appends what a person reads: the ends of blocks and <br> are line feeds, cells of a table are
 * separated by tabs, white space is one blank but in <pre>, entities are decoded.
 */
void html_text(struct buf *out, str html);

#endif
