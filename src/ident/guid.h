/* SPDX-License-Identifier: MIT */
/* GUIDs: what Anki knows a note by, for life. */
#ifndef IDENT_GUID_H
#define IDENT_GUID_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

/*
 * The first GUID of a note is a hash of its key: note type, rule, path of the file, headings, and
 * what tells notes of one section apart, one line with tabs between. Notes with equal keys are
 * counted, in order. The same notes give the same GUIDs on every machine.
 */
struct guid_maker {
    struct map keys;  /* key -> how many notes had it */
    struct map guids; /* every GUID given */
    struct buf scratch;
};

enum { GUID_LENGTH = 11 }; /* letters and digits: 64 bits in base 62 */

/* A GUID that was not given before. `key` must outlive the maker. */
str guid_make(struct guid_maker *maker, struct arena *arena, str key);
void guid_maker_release(struct guid_maker *maker);

#endif
