/* SPDX-License-Identifier: MIT */
/* Is it UTF-8? Without a branch for a byte: as fast for Korean as for English. */
#include <stdint.h>

#include "base/utf8.h"

/*
 * What may come next (RFC 3629, section 4). A byte's row is a number of 64 bits that holds, six
 * bits each, the state that the byte leads to from every state; a state is the place of its six
 * bits in all rows. So one shift is one step.
 */
enum state {
    START = 0,
    BAD = 6,      /* leads nowhere else */
    ONE_MORE = 12,
    TWO_MORE = 18,
    THREE_MORE = 24,
    AFTER_E0 = 30, /* the shortest form only */
    AFTER_ED = 36, /* no surrogates */
    AFTER_F0 = 42, /* the shortest form only */
    AFTER_F4 = 48, /* up to U+10FFFF */
    STATE_BITS = 6
};

static void lead(uint64_t rows[256], unsigned first, unsigned last, enum state from, enum state to)
{
    for (unsigned byte = first; byte <= last; byte++)
        rows[byte] = (rows[byte] & ~((uint64_t)0x3F << from)) | (uint64_t)to << from;
}

static void make_rows(uint64_t rows[256])
{
    for (unsigned from = START; from <= AFTER_F4; from += STATE_BITS)
        lead(rows, 0x00, 0xFF, from, BAD);
    lead(rows, 0x00, 0x7F, START, START);
    lead(rows, 0xC2, 0xDF, START, ONE_MORE);
    lead(rows, 0xE0, 0xE0, START, AFTER_E0);
    lead(rows, 0xE1, 0xEC, START, TWO_MORE);
    lead(rows, 0xED, 0xED, START, AFTER_ED);
    lead(rows, 0xEE, 0xEF, START, TWO_MORE);
    lead(rows, 0xF0, 0xF0, START, AFTER_F0);
    lead(rows, 0xF1, 0xF3, START, THREE_MORE);
    lead(rows, 0xF4, 0xF4, START, AFTER_F4);
    lead(rows, 0x80, 0xBF, ONE_MORE, START);
    lead(rows, 0x80, 0xBF, TWO_MORE, ONE_MORE);
    lead(rows, 0x80, 0xBF, THREE_MORE, TWO_MORE);
    lead(rows, 0xA0, 0xBF, AFTER_E0, ONE_MORE);
    lead(rows, 0x80, 0x9F, AFTER_ED, ONE_MORE);
    lead(rows, 0x90, 0xBF, AFTER_F0, TWO_MORE);
    lead(rows, 0x80, 0x8F, AFTER_F4, TWO_MORE);
}

bool utf8_is_valid(str text)
{
    uint64_t rows[256] = {0}, state = START;
    make_rows(rows);
    for (size_t i = 0; i < text.len; i++)
        state = rows[(unsigned char)text.ptr[i]] >> (state & 0x3F);
    return (state & 0x3F) == START;
}
