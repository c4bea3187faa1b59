/* SPDX-License-Identifier: MIT */
/* base/digest: FIPS 180-4's examples (checked with Python's hashlib). */
#include "base/digest.h"
#include "unit.h"

#include <stdlib.h>

static void expect_hex(const unsigned char *hash, size_t len, const char *wanted)
{
    char hex[2 * SHA256_SIZE + 1];
    for (size_t i = 0; i < len; i++)
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(hex, wanted);
}

static void expect_hashes(str text, const char *sha1, const char *sha256)
{
    unsigned char hash[SHA256_SIZE];
    digest_sha1(text, hash);
    expect_hex(hash, SHA1_SIZE, sha1);
    digest_sha256(text, hash);
    expect_hex(hash, SHA256_SIZE, sha256);
}

static void known_hashes(void **state)
{
    (void)state;
    expect_hashes((str){0}, "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect_hashes(STR("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d",
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    size_t million = 1000000;
    char *text = malloc(million);
    assert_non_null(text);
    memset(text, 'a', million);
    expect_hashes((str){text, million}, "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_hashes)};
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
