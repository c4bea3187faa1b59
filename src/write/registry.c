/* SPDX-License-Identifier: MIT */
/* The table of writers: a new format is one row here and one file. */
#include "write/writer.h"

#include "base/attr.h"

const struct writer *const writers[] = {
    &writer_apkg,
    &writer_csv,
    &writer_json,
};
const size_t writer_count = ARRAY_LEN(writers);
