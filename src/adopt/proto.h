/* SPDX-License-Identifier: MIT */
/* Reads protobuf messages field by field (protobuf.dev, "Encoding"). */
#ifndef ADOPT_PROTO_H
#define ADOPT_PROTO_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct proto_field {
    uint32_t number;
    uint64_t value; /* of a varint, or of four or eight bytes */
    str bytes;      /* of a length-delimited field: text, bytes, a message, packed numbers */
};

/*
 * Takes the next field off `rest`. False at the end and where the message is broken.
 *     for (struct proto_field field; proto_next(&rest, &field);) …
 */
bool proto_next(str *rest, struct proto_field *ret);

/* Takes a number off packed ones. */
bool proto_varint(str *rest, uint64_t *ret);

#endif
