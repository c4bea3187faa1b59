/* SPDX-License-Identifier: MIT */
/* From a deck to files. */
#ifndef AWSML_EXPORT_H
#define AWSML_EXPORT_H

#include <stddef.h>

#include <awsml/deck.h>
#include <awsml/diag.h>
#include <awsml/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A format that can be written; a row of the table of writers. */
struct awsml_format {
    const char *name;      /* "apkg" */
    const char *extension; /* ".apkg" */
    const char *summary;   /* one line */
};

/* The formats in order; NULL past the end. */
AWSML_API const struct awsml_format *awsml_format_at(size_t index);
/* NULL where no format has this name. */
AWSML_API const struct awsml_format *awsml_format_find(const char *name);

enum awsml_csv_style {
    AWSML_CSV_BASIC, /* a row a card, for any Anki */
    AWSML_CSV_ANKI,  /* a row a note with guid and note type, for notes that a package brought */
    AWSML_CSV_PLAIN  /* a title row, for spreadsheets; no formula comes alive */
};

struct awsml_export_options {
    awsml_diag_fn *on_diag; /* NULL: diagnostics are dropped */
    void *user;
    enum awsml_csv_style csv_style;
};
#define AWSML_EXPORT_OPTIONS_INIT                                                                  \
    {                                                                                              \
        NULL, NULL, AWSML_CSV_BASIC                                                                \
    }

/*
 * Writes the deck to `path`: a temporary file beside it, synced, then renamed, so that the path
 * holds either what it held or the whole new file. AWSML_OK or AWSML_FAILED (reported);
 * AWSML_USAGE for an unknown format or a name that Anki would take for a whole collection.
 * `options` may be NULL.
 */
AWSML_API enum awsml_status awsml_export_file(const struct awsml_deck *deck, const char *format,
                                              const char *path,
                                              const struct awsml_export_options *options);
/* The same into memory, to be released with awsml_free(). */
AWSML_API enum awsml_status awsml_export_memory(const struct awsml_deck *deck, const char *format,
                                                void **ret_bytes, size_t *ret_len,
                                                const struct awsml_export_options *options);
/* Releases what awsml_export_memory() returned; NULL is allowed. */
AWSML_API void awsml_free(void *bytes);

#ifdef __cplusplus
}
#endif
#endif
