/* SPDX-License-Identifier: MIT */
/* "Did you mean …?" */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

/*
 * The candidates are offered one by one; the nearest one that is near enough to be a slip of the
 * finger is kept. Start with { .typed = … }.
 */
struct suggestion {
    const char *typed;
    const char *best; /* NULL: none was near */
    size_t best_len;
    size_t distance;
};
void suggest(struct suggestion *suggestion, const char *candidate, size_t len);

#endif
