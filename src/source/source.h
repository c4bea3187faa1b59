/* SPDX-License-Identifier: MIT */
/* One input text: where it came from, its bytes, its lines. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/diag.h"

/* Files over this many bytes are refused: offsets are 32 bits wide with room to spare. */
enum { SOURCE_MAX_BYTES = 1 << 30 };

/*
 * The text is UTF-8, NFC, without a byte order mark or U+0000 (it is U+FFFD), and every line ends
 * in a line feed alone: what CRLF, lone CR, NFD and BOM were is gone before anything is parsed.
 */
struct source {
    str path;     /* as the user named it, for messages and for build rules */
    str relative; /* to the input root, `/` between folders, NFC: for keys, decks, Source */
    str text;
};

/*
 * Makes the text of a source from raw bytes, in place where they need no change, else in the
 * arena. False, with a message: not UTF-8 (and what it looks like), too large.
 */
bool source_load(struct source *source, str bytes, struct arena *arena, struct diag *diag);

/* Line from 1, column from 1 in code points. */
void source_locate(const struct source *source, uint32_t offset, unsigned *ret_line,
                   unsigned *ret_column);
/* The line that holds the offset, without its end. */
str source_line_at(const struct source *source, uint32_t offset);
/* Only the line number: counts on from a known place, for many offsets in order. */
struct source_cursor {
    uint32_t offset, line;
};
uint32_t source_line_from(const struct source *source, struct source_cursor *cursor,
                          uint32_t offset);

#endif
