/* SPDX-License-Identifier: MIT */
/* Memory and text for the command line. */
#include "cli/memory.h"

#include <stdlib.h>

static void ran_out(void)
{
    fputs("awsml-export: out of memory\n", stderr);
    exit(1);
}

void *memory_grow(void *ptr, size_t size)
{
    ptr = realloc(ptr, size ? size : 1);
    if (!ptr)
        ran_out();
    return ptr;
}

FILE *memory_open(char **ret_text, size_t *ret_len)
{
    FILE *stream = open_memstream(ret_text, ret_len);
    if (!stream)
        ran_out();
    return stream;
}

void memory_close(FILE *stream)
{
    int failed = ferror(stream);
    if (fclose(stream) != 0 || failed)
        ran_out();
}
