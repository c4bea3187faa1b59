/* SPDX-License-Identifier: MIT */
/* ZIP archives, made in memory. The only user of libzip. */
#ifndef WRITE_ZIP_H
#define WRITE_ZIP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "source/diag.h"
#include "write/deflate.h"

/* One file of the archive: `deflated` if that is not NULL, else `plain`, which is stored. */
struct zip_entry {
    const char *name; /* ASCII */
    const struct deflated *deflated;
    str plain;
};

/*
 * Appends an archive of the entries, in their order, to `out`. Its bytes depend on them alone:
 * every time in it is the first of 1980. False: reported.
 */
bool zip_pack(struct buf *out, const struct zip_entry *entries, size_t count, struct diag *diag);

#endif
