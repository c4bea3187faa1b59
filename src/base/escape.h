/* SPDX-License-Identifier: MIT */
/* Text into HTML: content and addresses. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Text into HTML: & < > " become entities; control characters other than tab and line feed are
 * dropped, the ASCII ones as Anki's importer drops them (anki rslib/src/notes/mod.rs), U+001F
 * above all, which separates fields.
 */
void escape_html(struct buf *buf, str text);

/* A URL into an attribute: as escape_html, and bytes that no URL holds are percent-encoded. */
void escape_url(struct buf *buf, str url);

#endif
