/* SPDX-License-Identifier: MIT */
/* Character references (CommonMark, section 2.5). */
#ifndef DOC_ENTITY_H
#define DOC_ENTITY_H

#include "base/buf.h"

/* Appends what `&name;` or `&#number;` stands for; the reference itself where it is unknown. */
void entity_decode(struct buf *out, str reference);

#endif
