/* SPDX-License-Identifier: MIT */
/* One run: from what was typed to written outputs. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdint.h>

#include "cli/options.h"
#include "cli/report.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/*
 * Checks what was typed as a whole, builds the deck, renders all outputs, and only then writes
 * them, all or none. `timestamp`: the notes' modification time. Returns the exit status; what went
 * wrong is reported.
 */
int run(const struct options *options, struct report *report, struct terminal terminal,
        int64_t timestamp);

/* To standard output. EXIT_DONE or EXIT_FAILED (reported). */
int run_print(struct report *report, const char *text, size_t len);

#endif
