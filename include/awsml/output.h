/* SPDX-License-Identifier: MIT */
/* Putting finished bytes in place of files, whole or not at all. */
#ifndef AWSML_OUTPUT_H
#define AWSML_OUTPUT_H

#include <stddef.h>

#include <awsml/deck.h>
#include <awsml/export.h>
#include <awsml/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes, for example from awsml_export_memory(), and the file that they are to become. */
struct awsml_output {
    const char *path;
    const void *bytes;
    size_t len;
    /*
     * Not 0: the file was read before, and must still hold what it held then (`old`; NULL: it was
     * not there). If another run has changed it meanwhile, nothing is written.
     */
    int is_update;
    const void *old;
    size_t old_len;
};

/*
 * Writes several files that belong together. All are written beside their targets and synced
 * before the first one is put in place, in the order given; so a full disk or a folder that cannot
 * be written to leaves every target as it was. Targets that are no regular files (/dev/stdout, a
 * pipe) are written directly. AWSML_OK or AWSML_FAILED (reported); `options` may be NULL.
 */
AWSML_API enum awsml_status awsml_write_files(const struct awsml_output *outputs, size_t count,
                                              const struct awsml_export_options *options);

/*
 * Removes the temporary files of all calls that are writing just now, in any thread. For a process
 * that is about to end: a signal handler may call it (it is async-signal-safe).
 */
AWSML_API void awsml_remove_temporaries(void);

/*
 * Not 0 for a file name that Anki would take for a whole collection, and offer to replace all that
 * the user has: `collection.apkg`, `backup-….apkg`, `….colpkg`, in any case (Anki,
 * qt/aqt/import_export/importing.py). Folders in the path do not matter.
 */
AWSML_API int awsml_is_collection_name(const char *path);

#ifdef __cplusplus
}
#endif
#endif
