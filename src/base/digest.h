/* SPDX-License-Identifier: MIT */
/* SHA-1 and SHA-256. The only user of the hash library (libmd). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdint.h>

#include "base/str.h"

enum { SHA1_SIZE = 20, SHA256_SIZE = 32 };

void digest_sha1(str bytes, unsigned char ret[SHA1_SIZE]);
void digest_sha256(str bytes, unsigned char ret[SHA256_SIZE]);

#endif
