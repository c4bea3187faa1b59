/* SPDX-License-Identifier: MIT */
/* "Did you mean …?" */
#include "cli/suggest.h"

#include <string.h>

enum { MAX_LEN = 63 };

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/*
 * Letters to insert, drop, change or swap with their neighbour (optimal string alignment). Neither
 * text is longer than MAX_LEN.
 */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][MAX_LEN + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = min3(last[j] + 1, row[j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        size_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[b_len];
}

void suggest(struct suggestion *suggestion, const char *candidate, size_t len)
{
    size_t typed_len = strlen(suggestion->typed);
    if (!typed_len || typed_len > MAX_LEN || len > MAX_LEN)
        return;
    size_t d = distance(suggestion->typed, typed_len, candidate, len);
    if (typed_len >= 2 && typed_len < len && !memcmp(suggestion->typed, candidate, typed_len))
        d = 1; /* a name that was cut short */
    size_t allowed = len < 3 ? 1 : 1 + len / 4;
    if (d > allowed || d >= len || (suggestion->best && d >= suggestion->distance))
        return;
    suggestion->best = candidate;
    suggestion->best_len = len;
    suggestion->distance = d;
}
