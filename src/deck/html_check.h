/* SPDX-License-Identifier: MIT */
/* Is HTML what this program's own renderer writes? */
#ifndef DECK_HTML_CHECK_H
#define DECK_HTML_CHECK_H

#include <stdbool.h>

#include "base/str.h"

/*
 * True where every tag is one that doc/html.c writes, with its attributes and no others, tags are
 * closed in their order, and every address is a html_is_outside_address().
 */
bool html_is_own(str html);

#endif
