/* SPDX-License-Identifier: MIT */
/* Text into JSON strings (RFC 8259, section 7). */
#ifndef WRITE_JSON_OUT_H
#define WRITE_JSON_OUT_H

#include "base/buf.h"
#include "base/str.h"

/* Appends the text in quotes; it is valid UTF-8. */
void json_out_string(struct buf *out, str text);
/* Appends `"key":"text"`; the key needs no escapes. */
void json_out_member(struct buf *out, const char *key, str text);

#endif
