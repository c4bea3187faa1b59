/* SPDX-License-Identifier: MIT */
/* What unit tests share: cmocka with the headers that it needs, and comparing of views. */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

/* clang-format off: cmocka.h needs what stands before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
/* clang-format on */

#include "base/attr.h"
#include "base/str.h"

/* A literal that may hold NUL bytes. */
#define expect_str(actual, literal) expect_view((actual), STR(literal), __FILE__, __LINE__)
#define expect_same(actual, wanted) expect_view((actual), (wanted), __FILE__, __LINE__)

static inline void expect_view(str actual, str wanted, const char *file, int line)
{
    if (str_eq(actual, wanted))
        return;
    print_error("%s:%d: got    '%" STR_FMT "'\n", file, line, STR_ARG(actual));
    print_error("%s:%d: wanted '%" STR_FMT "'\n", file, line, STR_ARG(wanted));
    _fail(file, line);
}

#endif
