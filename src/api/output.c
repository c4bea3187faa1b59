/* SPDX-License-Identifier: MIT */
/* Putting finished bytes in place of files. */
#include <awsml/output.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "source/diag.h"
#include "source/source.h"

static void report(const struct awsml_export_options *options, const char *path,
                   struct file_error error)
{
    if (!options || !options->on_diag)
        return;
    const char *hint = error.code == ENOENT ? "make its folder first" : NULL;
    struct diag diag = {0};
    diag_file(&diag, str_from(path), DIAG_CANNOT_WRITE, hint, "cannot %s it: %s", error.operation,
              strerror(error.code));
    options->on_diag(options->user, &diag.list.ptr[0]);
    diag_release(&diag);
}

/* Does the file still hold what it held when it was read? */
static bool is_as_it_was(const struct awsml_output *output)
{
    struct arena arena = {0};
    struct file_error error;
    str bytes = {0}, old = {output->old, output->old_len};
    bool there = file_read(output->path, SOURCE_MAX_BYTES, &arena, &bytes, &error);
    bool same = output->old ? there && str_eq(bytes, old) : !there && error.code == ENOENT;
    arena_release(&arena);
    return same;
}

/* True: none of the files was changed by somebody else since it was read. */
static bool check_updates(const struct awsml_output *outputs, size_t count,
                          const struct awsml_export_options *options)
{
    for (size_t i = 0; i < count; i++) {
        if (!outputs[i].is_update || is_as_it_was(&outputs[i]))
            continue;
        struct diag diag = {0};
        diag_file(&diag, str_from(outputs[i].path), DIAG_CHANGED_MEANWHILE, "run again",
                  "another run has changed it meanwhile; writing nothing");
        if (options && options->on_diag)
            options->on_diag(options->user, &diag.list.ptr[0]);
        diag_release(&diag);
        return false;
    }
    return true;
}

enum awsml_status awsml_write_files(const struct awsml_output *outputs, size_t count,
                                    const struct awsml_export_options *options)
{
    struct file_pending *pending = mem_zalloc(count, sizeof(*pending));
    struct file_error error;
    size_t prepared = 0, committed = 0;
    for (; prepared < count; prepared++) {
        str bytes = {outputs[prepared].bytes, outputs[prepared].len};
        if (!file_prepare(&pending[prepared], outputs[prepared].path, bytes, &error))
            break;
    }
    if (prepared == count && !check_updates(outputs, count, options)) {
        for (size_t i = 0; i < prepared; i++)
            file_discard(&pending[i]);
        free(pending);
        return AWSML_FAILED;
    }
    size_t failed = prepared;
    if (prepared == count) {
        while (committed < count && file_commit(&pending[committed], &error))
            committed++;
        failed = committed;
        committed += committed < count; /* the one that failed is released too */
    }
    if (failed < count)
        report(options, outputs[failed].path, error);
    for (size_t i = committed; i < prepared; i++)
        file_discard(&pending[i]);
    free(pending);
    return failed < count ? AWSML_FAILED : AWSML_OK;
}

void awsml_remove_temporaries(void)
{
    file_remove_temporaries();
}

int awsml_is_collection_name(const char *path)
{
    str name = str_file_name(str_from(path));
    return str_ends_nocase(name, STR(".colpkg")) || str_eq_nocase(name, STR("collection.apkg")) ||
           (str_starts_nocase(name, STR("backup-")) && str_ends_nocase(name, STR(".apkg")));
}
