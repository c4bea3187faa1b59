/* SPDX-License-Identifier: MIT */
/* The outputs of a run: which, whether they make sense, and their times. */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include <stddef.h>
#include <time.h>

#include <awsml/deck.h>
#include <awsml/output.h>

#include "cli/options.h"

/* In the order in which they are written: the dependency file first. */
enum { OUTPUT_DEPFILE, OUTPUT_APKG, OUTPUT_CSV, OUTPUT_JSON, OUTPUT_COUNT };

struct output {
    const char *format; /* of the library's table; NULL: the dependency file */
    const char *option; /* as it is typed */
    const char *path;   /* NULL: not wanted */
    void *bytes;
    size_t len;
};

/* Whether the output is standard output. */
int output_is_stdout(const struct output *output);

/* Whether notes are written anywhere. */
int outputs_any(const struct output outputs[OUTPUT_COUNT]);

/* What was asked for. */
void outputs_init(struct output outputs[OUTPUT_COUNT], const struct options *options);
/* 0, or -1 with *error filled in: nothing to do, two of one name, a name that must not be … */
int outputs_check(const struct output outputs[OUTPUT_COUNT], const struct options *options,
                  struct usage_error *error);

/*
 * Dates the outputs for Make: at the start of the run, so that a note saved meanwhile is newer,
 * but not before a folder that was read and that they stand in, for they changed it. After a run
 * with errors (failed not 0): before the newest prerequisite, so that Make tries again.
 * What cannot be dated keeps the time when it was written.
 */
void outputs_date(const struct output outputs[OUTPUT_COUNT], const struct awsml_deck *deck,
                  struct timespec start, int failed);

#endif
