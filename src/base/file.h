/* SPDX-License-Identifier: MIT */
/* Files: read whole, folders listed, targets replaced whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * What went wrong. Functions that return false fill it in; nothing is printed.
 *     "cannot %s '%s': %s", error.operation, path, strerror(error.code)
 */
struct file_error {
    const char *operation; /* a constant: "open", "read", "list", "write", "replace" … */
    int code;              /* an errno value */
};

/*
 * The whole file into the arena, with a NUL behind it that the length does not count. Works for
 * pipes too. More than `limit` bytes: EFBIG, and no more than that was read.
 */
bool file_read(const char *path, size_t limit, struct arena *arena, str *ret_bytes,
               struct file_error *error);

enum file_type { FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_OTHER };

struct file_entry {
    str name; /* raw bytes of the system, with a NUL behind them */
    enum file_type type;
};
VEC_TYPE(file_entries, struct file_entry);

/*
 * Adds what the folder holds, without `.` and `..`, in no order; the names are in the arena, the
 * vector is the caller's also on failure. An entry that vanishes meanwhile is left out.
 */
bool file_list(const char *path, struct arena *arena, struct file_entries *entries,
               struct file_error *error);

/* What the path leads to, links followed (never FILE_LINK). */
bool file_type_of(const char *path, enum file_type *ret_type, struct file_error *error);
/* The absolute path without links and dots. */
bool file_canonical(const char *path, struct arena *arena, str *ret_path,
                    struct file_error *error);

/*
 * A target that is about to be replaced.
 *
 *     struct file_pending pending;
 *     if (file_prepare(&pending, "deck.apkg", bytes, &error) && file_commit(&pending, &error))
 *         … the target holds the bytes, on the disk …
 *
 * file_prepare() writes and syncs a temporary file beside the target; file_commit() puts it in
 * place. Until then the target is untouched, and after a failure of either no temporary is left.
 * So several targets are first all prepared, then all committed. Symbolic links are written
 * through; a new file gets the mode that the umask gives, an old one keeps its mode (and its
 * owner, where the system allows it). A target that is no regular file (a pipe, a device,
 * /dev/stdout) is written directly, by file_commit(); then `bytes` must live until that.
 */
struct file_pending {
    char *target;  /* what will be replaced; the caller's path with its last links resolved */
    char *temp;    /* NULL: the target is written directly */
    str bytes;     /* what to write directly */
    int direct_fd; /* an open descriptor that the target names, or -1 */
    int slot;      /* in the list of live temporaries, or -1 */
};

bool file_prepare(struct file_pending *ret_pending, const char *path, str bytes,
                  struct file_error *error);
/* Releases `pending` whatever it returns. */
bool file_commit(struct file_pending *pending, struct file_error *error);
/* Gives up a prepared target. */
void file_discard(struct file_pending *pending);

/* Both steps for one file. */
bool file_write(const char *path, str bytes, struct file_error *error);

/*
 * Removes the temporary files of all targets that are prepared and not yet committed. Only for a
 * process that is about to end: async-signal-safe, so that a signal handler may call it.
 */
void file_remove_temporaries(void);

#endif
