/* SPDX-License-Identifier: MIT */
/* Protobuf's wire format. */
#include "adopt/proto.h"

enum wire { WIRE_VARINT = 0, WIRE_EIGHT = 1, WIRE_BYTES = 2, WIRE_FOUR = 5 };

bool proto_varint(str *rest, uint64_t *ret)
{
    *ret = 0;
    for (unsigned i = 0; i < 10 && i < rest->len; i++) {
        uint64_t byte = (unsigned char)rest->ptr[i];
        *ret |= (byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            *rest = str_sub(*rest, i + 1, rest->len);
            return true;
        }
    }
    return false;
}

static bool fixed(str *rest, unsigned size, uint64_t *ret)
{
    if (rest->len < size)
        return false;
    *ret = 0;
    for (unsigned i = 0; i < size; i++)
        *ret |= (uint64_t)(unsigned char)rest->ptr[i] << (8 * i);
    *rest = str_sub(*rest, size, rest->len);
    return true;
}

bool proto_next(str *rest, struct proto_field *ret)
{
    uint64_t tag, len;
    *ret = (struct proto_field){.bytes = STR("")};
    if (!proto_varint(rest, &tag) || tag >> 3 > UINT32_MAX)
        return false;
    ret->number = (uint32_t)(tag >> 3);
    switch (tag & 7) {
    case WIRE_VARINT:
        return proto_varint(rest, &ret->value);
    case WIRE_EIGHT:
        return fixed(rest, 8, &ret->value);
    case WIRE_FOUR:
        return fixed(rest, 4, &ret->value);
    case WIRE_BYTES:
        if (!proto_varint(rest, &len) || len > rest->len)
            return false;
        ret->bytes = str_sub(*rest, 0, (size_t)len);
        *rest = str_sub(*rest, (size_t)len, rest->len);
        return true;
    default:
        return false;
    }
}
