/* SPDX-License-Identifier: MIT */
/* Checked allocation. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void mem_fail(void)
{
    static const char message[] = "awsml: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, strlen(message));
    (void)written; /* nothing is left to try */
    abort();
}

size_t mem_mul(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        mem_fail();
    return count * size;
}

void *mem_alloc(size_t size)
{
    void *ptr = malloc(size ? size : 1);
    if (!ptr)
        mem_fail();
    return ptr;
}

void *mem_zalloc(size_t count, size_t size)
{
    void *ptr = calloc(count ? count : 1, size ? size : 1);
    if (!ptr)
        mem_fail();
    return ptr;
}

void *mem_realloc(void *ptr, size_t size)
{
    ptr = realloc(ptr, size ? size : 1);
    if (!ptr)
        mem_fail();
    return ptr;
}
