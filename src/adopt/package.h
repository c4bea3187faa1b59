/* SPDX-License-Identifier: MIT */
/*
 * Opens a package of Anki's and takes its collection out. The only reader of ZIP, and the only user
 * of zstd. What packages look like: anki rslib/src/import_export/package/meta.rs.
 */
#ifndef ADOPT_PACKAGE_H
#define ADOPT_PACKAGE_H

#include "base/buf.h"
#include "base/str.h"
#include "source/diag.h"

#include <stdbool.h>

enum { PACKAGE_MAX_BYTES = 1 << 30 }; /* of a collection, unpacked; SQLite's own limit in memory */

/*
 * Appends the bytes of the SQLite file that an .apkg or .colpkg holds. Nothing is written to the
 * disk, media are not looked at, and no more than PACKAGE_MAX_BYTES are unpacked whatever the
 * package says. False: reported.
 */
bool package_read(struct buf *out, str path, struct diag *diag);

#endif
