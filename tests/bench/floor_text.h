/* SPDX-License-Identifier: MIT */
/* The two steps of the floor that look at text, each as fast as its bare library allows. */
#ifndef FLOOR_TEXT_H
#define FLOOR_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Checks UTF-8 and puts the text, NUL-terminated and from malloc, into NFC if it is not: it is then
 * freed and replaced. False if it is not UTF-8. */
bool check_text(char **text, size_t *len);

/* Parses Markdown with md4c (tables, strikethrough, task lists) into callbacks that do nothing. */
bool parse_text(const char *text, size_t len);

#endif
