/* SPDX-License-Identifier: MIT */
/* Checked allocation: these functions return memory or do not return. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/attr.h"

/*
 * Memory that ran out ends the process through mem_fail(), which writes one line and aborts:
 * sizes are bounded by named limits on the input, so no input leads there.
 */
ATTR_NORETURN void mem_fail(void);

/* The product, or mem_fail() where it overflows. */
size_t mem_mul(size_t count, size_t size);

/* As malloc, calloc, realloc; never NULL. Released with free(). */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t count, size_t size);
void *mem_realloc(void *ptr, size_t size);

#endif
