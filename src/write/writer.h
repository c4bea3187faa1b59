/* SPDX-License-Identifier: MIT */
/* What a writer is: one row of the table in registry.c, one file of its own. */
#ifndef WRITE_WRITER_H
#define WRITE_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include <awsml/export.h>

#include "base/buf.h"
#include "deck/deck.h"
#include "source/diag.h"

struct writer {
    struct awsml_format format;
    /*
     * Appends the whole file to `out`. False: reported. `options` is never NULL.
     */
    bool (*write)(struct buf *out, const struct awsml_deck *deck,
                  const struct awsml_export_options *options, struct diag *diag);
};

extern const struct writer writer_apkg, writer_csv, writer_json;

/* The table. */
extern const struct writer *const writers[];
extern const size_t writer_count;

#endif
