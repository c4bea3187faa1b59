/* SPDX-License-Identifier: MIT */
/* Deflates a whole file in one call. */
#include "write/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* Smaller than zlib at its best in a tenth of the time; each level more costs a fifth. */
enum { LEVEL = 5 };

bool deflate_bytes(struct deflated *ret, str bytes)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        return false;
    size_t bound = libdeflate_deflate_compress_bound(compressor, bytes.len);
    void *out = malloc(bound);
    size_t len =
        out ? libdeflate_deflate_compress(compressor, bytes.ptr, bytes.len, out, bound) : 0;
    libdeflate_free_compressor(compressor);
    if (!len) {
        free(out);
        return false;
    }
    *ret = (struct deflated){
        .bytes = out,
        .len = len,
        .plain_len = bytes.len,
        .crc = libdeflate_crc32(0, bytes.ptr, bytes.len),
    };
    return true;
}

void deflated_release(struct deflated *deflated)
{
    free(deflated->bytes);
    *deflated = (struct deflated){0};
}
