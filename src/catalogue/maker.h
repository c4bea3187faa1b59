/* SPDX-License-Identifier: MIT */
/* The makers' names before a service's, and the blanks between the words of a name. */
#ifndef CATALOGUE_MAKER_H
#define CATALOGUE_MAKER_H

#include <stddef.h>

#include "base/str.h"

/* How the ASCII letters of a piece of text are written; a piece without any fits all three. */
enum {
    CASE_OWN = 1,   /* as in the catalogue */
    CASE_LOWER = 2, /* no capital letter */
    CASE_UPPER = 4, /* no small letter */
};

/*
 * The bytes of the blanks at `at`: white space of any kind (NBSP and U+3000 too) with at most one
 * line end (LF, CR, CRLF). 0 where there are none.
 */
size_t blanks_at(str text, size_t at);

/*
 * The bytes of a maker's name at `at`: Amazon, AWS, also all in lower or upper case, 아마존,
 * アマゾン. 0 where there is none. `ret_cases` is the set of CASE_ bits that fit. Does not look at
 * what stands around it.
 */
size_t maker_at(str text, size_t at, unsigned *ret_cases);

/* The makers' names in all their spellings; an absent string past the end. */
str maker_name(size_t index);

#endif
