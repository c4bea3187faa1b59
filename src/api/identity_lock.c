/* SPDX-License-Identifier: MIT */
/* The lock file of a build: which one it is, and reading it. */
#include "api/identity.h"

#include <errno.h>

#include "base/file.h"
#include "source/source.h"

static str join(struct arena *arena, str folder, const char *name)
{
    const char *slash = str_ends(folder, STR("/")) ? "" : "/";
    return arena_printf(arena, "%" STR_FMT "%s%s", STR_ARG(folder), slash, name);
}

/* Anything but a plain no: what cannot be looked at is there, and reading it will say why not. */
static bool is_there(str path)
{
    enum file_type type;
    struct file_error error;
    return file_type_of(path.ptr, &type, &error) ||
           (error.code != ENOENT && error.code != ENOTDIR);
}

/* The nearest one upwards of the inputs, else the place beside them. */
static void find_lock(struct identity *identity)
{
    str common = identity->collected->common;
    identity->lock_path = join(identity->arena, identity->collected->common_path, COLLECT_LOCK_NAME);
    identity->folder = common;
    str folder = common;
    while (folder.len) {
        str path = join(identity->arena, folder, COLLECT_LOCK_NAME);
        if (is_there(path)) {
            if (!str_eq(folder, common))
                identity->lock_path = path;
            identity->folder = folder;
            return;
        }
        if (folder.len == 1)
            return;
        folder.len -= str_file_name(folder).len;
        folder.len -= folder.len > 1;
    }
}

static bool fail(struct identity *identity, enum diag_code code, const char *hint,
                 const char *what, int error)
{
    diag_file(identity->diag, identity->lock_path, code, hint, "cannot %s it: %s", what,
              strerror(error));
    return false;
}

static bool take_named_lock(struct identity *identity)
{
    struct file_error error;
    str path = arena_str(identity->arena, str_from(identity->options->lock));
    str parent = str_sub(path, 0, path.len - str_file_name(path).len);
    const char *folder = parent.len ? arena_cstr(identity->arena, parent) : ".";
    identity->lock_path = arena_printf(identity->arena, "%" STR_FMT, STR_ARG(path));
    return file_canonical(folder, identity->arena, &identity->folder, &error) ||
           fail(identity, DIAG_CANNOT_READ, "make its folder first", "find the folder of",
                error.code);
}

static bool read_lock(struct identity *identity)
{
    struct file_error error;
    enum file_type type;
    if (file_type_of(identity->lock_path.ptr, &type, &error) && type != FILE_REGULAR) {
        diag_file(identity->diag, identity->lock_path, DIAG_USAGE, "name another one",
                  "a lock can only be a regular file");
        return false;
    }
    identity->lock_exists = is_there(identity->lock_path);
    if (!identity->lock_exists && identity->options->locked) {
        diag_file(identity->diag, identity->lock_path, DIAG_NO_LOCK_FILE,
                  "run once without --locked, and keep the file with the notes",
                  "there is no lock file, and --locked makes none");
        return false;
    }
    if (!identity->lock_exists)
        return true;
    if (!file_read(identity->lock_path.ptr, SOURCE_MAX_BYTES, identity->arena,
                   &identity->lock_text, &error))
        return fail(identity, DIAG_CANNOT_READ, "--no-lock goes without", error.operation,
                    error.code);
    return lock_read(&identity->lock, identity->lock_text, identity->lock_path, identity->arena,
                     identity->diag);
}

/* A lock in a folder below knows its notes by other places; nobody may lose that unawares. */
static void report_other_locks(struct identity *identity)
{
    vec_for (const struct collect_folder, folder, &identity->collected->locks)
        if (!str_eq(folder->canonical, identity->folder))
            diag_file(identity->diag, join(identity->arena, folder->path, COLLECT_LOCK_NAME),
                      DIAG_OTHER_LOCK,
                      "convert its folder by itself, or merge it: --adopt the package made with it",
                      "a build of all notes does not use this lock, but %" STR_FMT,
                      STR_ARG(identity->lock_path));
}

static bool open_lock(struct identity *identity, const struct collected *collected)
{
    switch (identity->options->lock_use) {
    case AWSML_LOCK_NONE:
        return true;
    case AWSML_LOCK_NAMED:
        return take_named_lock(identity) && read_lock(identity);
    case AWSML_LOCK_FIND:
        if (!collected->common.len)
            return true;
        find_lock(identity);
        if (str_eq(identity->folder, STR("/")) && !is_there(identity->lock_path)) {
            diag_file(identity->diag, (str){0}, DIAG_USAGE, "--lock FILE, or --no-lock",
                      "the inputs have no folder in common, so where is their lock to be?");
            return false;
        }
        report_other_locks(identity);
        return read_lock(identity);
    }
    return true;
}

bool identity_open(struct identity *identity, const struct collected *collected)
{
    const struct awsml_build_options *options = identity->options;
    identity->collected = collected;
    if (!open_lock(identity, collected))
        return false;
    if (!options->adopt_count)
        return true;
    if (!identity->lock_path.len) {
        diag_file(identity->diag, (str){0}, DIAG_USAGE, "leave out --no-lock",
                  "what is adopted is kept in the lock, and none is used");
        return false;
    }
    return adopt_open(&identity->adoption, options->adopt, options->adopt_count, identity->diag);
}
