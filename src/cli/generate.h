/* SPDX-License-Identifier: MIT */
/* Texts about the program itself: man page, completions, README's table, --explain. */
#ifndef CLI_GENERATE_H
#define CLI_GENERATE_H

#include <stdio.h>

#include "cli/options.h"

/* `what`: GENERATE_MAN … GENERATE_README. To be freed. */
char *generate(int what);

/* For --explain, of a message that exists, and --version. To be freed. */
char *explain_text(const char *slug);
char *version_text(void);

/* The manual page, in the man macros. manual.c */
void generate_manual(FILE *out);

#endif
