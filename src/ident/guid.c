/* SPDX-License-Identifier: MIT */
/* GUIDs. */
#include "ident/guid.h"

#include "base/digest.h"

static void encode(str bytes, char ret[GUID_LENGTH])
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    unsigned char hash[SHA256_SIZE];
    digest_sha256(bytes, hash);
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | hash[i];
    for (int i = GUID_LENGTH - 1; i >= 0; i--, value /= 62)
        ret[i] = digits[value % 62];
}

str guid_make(struct guid_maker *maker, struct arena *arena, str key)
{
    uint32_t *count = map_put(&maker->keys, key, 0, NULL);
    char *guid = arena_bytes(arena, GUID_LENGTH);
    bool is_new = false;
    while (!is_new) {
        buf_clear(&maker->scratch);
        buf_lit(&maker->scratch, "awsml\t");
        buf_put(&maker->scratch, key);
        if (*count)
            buf_printf(&maker->scratch, "\t%u", *count + 1);
        ++*count;
        encode(buf_str(&maker->scratch), guid);
        map_put(&maker->guids, (str){guid, GUID_LENGTH}, 0, &is_new);
    }
    return (str){guid, GUID_LENGTH};
}

void guid_maker_release(struct guid_maker *maker)
{
    map_release(&maker->keys);
    map_release(&maker->guids);
    buf_release(&maker->scratch);
}
