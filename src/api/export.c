/* SPDX-License-Identifier: MIT */
/* From a deck to files: the table of writers, and finished bytes put in place. */
#include <awsml/export.h>
#include <awsml/output.h>

#include <stdlib.h>

#include "write/writer.h"

#ifndef AWSML_VERSION
#error "the build defines AWSML_VERSION"
#endif

const char *awsml_version(void)
{
    return AWSML_VERSION;
}

const struct awsml_format *awsml_format_at(size_t index)
{
    return index < writer_count ? &writers[index]->format : NULL;
}

static const struct writer *find_writer(const char *name)
{
    for (size_t i = 0; i < writer_count; i++)
        if (strcmp(writers[i]->format.name, name) == 0)
            return writers[i];
    return NULL;
}

const struct awsml_format *awsml_format_find(const char *name)
{
    const struct writer *writer = find_writer(name);
    return writer ? &writer->format : NULL;
}

static void hand_over(struct diag *diag, const struct awsml_export_options *options)
{
    vec_for (struct awsml_diag, row, &diag->list)
        if (options->on_diag)
            options->on_diag(options->user, row);
    diag_release(diag);
}

enum awsml_status awsml_export_memory(const struct awsml_deck *deck, const char *format,
                                      void **ret_bytes, size_t *ret_len,
                                      const struct awsml_export_options *options)
{
    static const struct awsml_export_options defaults = AWSML_EXPORT_OPTIONS_INIT;
    options = options ? options : &defaults;
    struct diag diag = {0};
    struct buf out = {0};
    const struct writer *writer = find_writer(format);
    enum awsml_status status = AWSML_OK;
    if (!writer) {
        diag_file(&diag, (str){0}, DIAG_USAGE, NULL, "there is no format '%s'", format);
        status = AWSML_USAGE;
    } else if (!writer->write(&out, deck, options, &diag)) {
        status = AWSML_FAILED;
    }
    hand_over(&diag, options);
    if (status != AWSML_OK) {
        buf_release(&out);
        return status;
    }
    *ret_len = out.len;
    *ret_bytes = out.ptr ? out.ptr : mem_alloc(1);
    return AWSML_OK;
}

enum awsml_status awsml_export_file(const struct awsml_deck *deck, const char *format,
                                    const char *path, const struct awsml_export_options *options)
{
    static const struct awsml_export_options defaults = AWSML_EXPORT_OPTIONS_INIT;
    options = options ? options : &defaults;
    if (awsml_is_collection_name(path)) {
        struct diag diag = {0};
        diag_file(&diag, str_from(path), DIAG_COLLECTION_NAME, "choose another name",
                  "Anki would take this file for a whole collection");
        hand_over(&diag, options);
        return AWSML_USAGE;
    }
    struct awsml_output output = {.path = path};
    void *bytes = NULL;
    enum awsml_status status = awsml_export_memory(deck, format, &bytes, &output.len, options);
    if (status != AWSML_OK)
        return status;
    output.bytes = bytes;
    status = awsml_write_files(&output, 1, options);
    awsml_free(bytes);
    return status;
}

void awsml_free(void *bytes)
{
    free(bytes);
}
