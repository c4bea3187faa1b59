/* SPDX-License-Identifier: MIT */
/* Complaints: collected where the cause is known, handed over in order. */
#ifndef SOURCE_DIAG_H
#define SOURCE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include <awsml/diag.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/vec.h"

/* One code for each row of codes.def. */
enum diag_code {
#define DIAG(slug, name, severity, summary, explanation) DIAG_##name,
#include "source/codes.def"
#undef DIAG
    DIAG_CODE_COUNT
};

struct source; /* source/source.h */

/* A part of a source: `len` bytes from `begin`. A NULL source: about no file. */
struct span {
    const struct source *source;
    uint32_t begin, len;
};

/*
 * A list of complaints. Each worker has one of its own, and they are handed over in the order of
 * the sources; so a list is used by one thread at a time.
 */
struct diag {
    struct arena arena;
    vec(struct awsml_diag) list;
    size_t errors; /* how many of the list are errors */
    const char *located; /* the text of the last place: counting lines goes on from there */
    uint32_t located_at, located_line;
};

/* About a part of a source. The hint may be NULL. Severity comes from the code's row. */
void diag_at(struct diag *diag, struct span span, enum diag_code code, const char *hint,
             const char *format, ...) ATTR_PRINTF(5, 6);
/* About a file as a whole (path not empty) or about nothing in particular (path empty). */
void diag_file(struct diag *diag, str path, enum diag_code code, const char *hint,
               const char *format, ...) ATTR_PRINTF(5, 6);
/* About a place in a text that is not kept as a source (JSON input, front matter). */
void diag_line(struct diag *diag, str path, unsigned line, unsigned column, enum diag_code code,
               const char *hint, const char *format, ...) ATTR_PRINTF(7, 8);

void diag_release(struct diag *diag);

#endif
