/* SPDX-License-Identifier: MIT */
/* Compression. The only user of libdeflate. */
#ifndef WRITE_DEFLATE_H
#define WRITE_DEFLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Raw DEFLATE data (RFC 1951), and what a ZIP entry says of what it was made from. */
struct deflated {
    void *bytes; /* owned */
    size_t len;
    size_t plain_len;
    uint32_t crc;
};

/* False: out of memory. */
bool deflate_bytes(struct deflated *ret, str bytes);
void deflated_release(struct deflated *deflated);

#endif
