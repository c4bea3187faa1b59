/* SPDX-License-Identifier: MIT */
/* SHA-1 and SHA-256, on libmd. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha1.h>
#include <sha2.h>

void digest_sha1(str bytes, unsigned char ret[SHA1_SIZE])
{
    SHA1_CTX context;
    SHA1Init(&context);
    SHA1Update(&context, (const uint8_t *)bytes.ptr, bytes.len);
    SHA1Final(ret, &context);
}

void digest_sha256(str bytes, unsigned char ret[SHA256_SIZE])
{
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)bytes.ptr, bytes.len);
    SHA256Final(ret, &context);
}
