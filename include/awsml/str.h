/* SPDX-License-Identifier: MIT */
/* Borrowed bytes: how the library hands out text. */
#ifndef AWSML_STR_H
#define AWSML_STR_H

#include <stddef.h>

/*
 * UTF-8 text that belongs to somebody else: `len` bytes from `ptr`, not terminated. It lives as
 * long as the object that it came from. An absent string is { NULL, 0 }.
 */
struct awsml_str {
    const char *ptr;
    size_t len;
};

#endif
