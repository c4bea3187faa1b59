/* SPDX-License-Identifier: MIT */
/* Memory and text for the command line; a process that runs out of it ends with a message. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* As realloc(); never NULL. */
void *memory_grow(void *ptr, size_t size);

/* A stream into memory: *ret_text and *ret_len hold after memory_close(); to be freed. */
FILE *memory_open(char **ret_text, size_t *ret_len);
void memory_close(FILE *stream);

#endif
