/* SPDX-License-Identifier: MIT */
/* All that the program says on standard error: diagnostics, stages, the summary. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <stddef.h>

#include <awsml/diag.h>

#include "cli/options.h"
#include "cli/progress.h"

struct report {
    int colour, json, quiet, verbose, werror;
    const struct texts *silenced; /* slugs of warnings */
    size_t warnings, errors;      /* how many were reported; silent ones of -q too */
    struct progress progress;
};

/* What the environment says about the terminal. */
struct terminal {
    int is_terminal; /* standard error is one */
    int no_color;    /* NO_COLOR is set and not empty */
    int dumb;        /* TERM is missing or "dumb": it can neither colour nor erase */
};

void report_init(struct report *report, const struct options *options, struct terminal terminal);
/* Whether a progress bar is wanted. */
int report_wants_progress(const struct report *report, struct terminal terminal);

/* "note", "warning", "error". */
const char *report_severity(enum awsml_severity severity);

/* Fits awsml_diag_fn; `user` is a struct report. */
void report_diag(void *user, const struct awsml_diag *diag);
/*
 * What the program itself has to say: about a file (path) or, with a NULL path, about the run. The
 * hint may be NULL. Heeds -Wno-SLUG and -Werror, as the library does for its own.
 */
void report_problem(struct report *report, const char *slug, const char *path, const char *message,
                    const char *hint);
/* A line with -v: the stage, its time, and what it did. */
void report_stage(struct report *report, const char *stage, double seconds, const char *what);
/* The line at the end; warnings and errors are added to it. */
void report_summary(struct report *report, const char *text);

#endif
