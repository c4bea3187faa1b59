/* SPDX-License-Identifier: MIT */
/* The dependency file: what was read, in the syntax that GNU Make and Ninja share. */
#ifndef CLI_DEPFILE_H
#define CLI_DEPFILE_H

#include <stddef.h>

#include <awsml/deck.h>

/*
 * One rule, "targets: all files and folders that were read", then an empty rule for each of these,
 * so that a note that was removed does not stop Make (as cc -MP does). To be freed.
 *
 * Quoting as both tools read it (GNU Make 4.3's manual, 4.2 and 3.1; Ninja's
 * src/depfile_parser.in.cc): a backslash before a blank, # and :, which doubles the backslashes
 * before it; $$. What they read differently is written for Make: Ninja, which knows no quoting of
 * ' " & ; ( in names, then finds a prerequisite missing and builds again, which is safe. A name
 * that Make cannot read at all (see depfile_can_name) is left out: a semicolon would even make a
 * command of the rest.
 */
char *depfile_text(const char *const *targets, size_t count, const struct awsml_deck *deck);

/* 0 for a name that Make has no way to write. */
int depfile_can_name(struct awsml_str name);

#endif
