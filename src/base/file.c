/* SPDX-License-Identifier: MIT */
/* Reading files and listing folders. Replacing them is in file_write.c. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

static bool fail(struct file_error *error, const char *operation, int code)
{
    *error = (struct file_error){operation, code};
    return false;
}

/* Up to `len` bytes; fewer only at the end. -1: errno says why. */
static ssize_t read_full(int fd, char *bytes, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = read(fd, bytes + done, len - done);
        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return -1;
        done += n > 0 ? (size_t)n : 0;
    }
    return (ssize_t)done;
}

/* For what has no size, and for files that grow while they are read. */
static bool read_stream(int fd, size_t limit, struct buf *buf, struct file_error *error)
{
    enum { PIECE = 1 << 16 };
    for (;;) {
        ssize_t n = read_full(fd, buf_reserve(buf, PIECE), PIECE);
        if (n < 0)
            return fail(error, "read", errno);
        buf->len += (size_t)n;
        if (buf->len > limit)
            return fail(error, "read", EFBIG);
        if (n < PIECE)
            return true;
    }
}

static bool read_open(int fd, size_t limit, struct arena *arena, str *ret_bytes,
                      struct file_error *error)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return fail(error, "read", errno);
    if (S_ISDIR(st.st_mode))
        return fail(error, "read", EISDIR);
    size_t size = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
    if (size > limit)
        return fail(error, "read", EFBIG);

    char *bytes = arena_bytes(arena, size + 1); /* one more shows whether the end was reached */
    ssize_t n = read_full(fd, bytes, size + 1);
    if (n < 0)
        return fail(error, "read", errno);
    if ((size_t)n <= size) {
        bytes[n] = '\0';
        *ret_bytes = (str){bytes, (size_t)n};
        return true;
    }
    struct buf buf = {0};
    buf_bytes(&buf, bytes, (size_t)n);
    bool ok = read_stream(fd, limit, &buf, error);
    if (ok)
        *ret_bytes = buf_take(&buf, arena);
    buf_release(&buf);
    return ok;
}

bool file_read(const char *path, size_t limit, struct arena *arena, str *ret_bytes,
               struct file_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(error, "open", errno);
    bool ok = read_open(fd, limit, arena, ret_bytes, error);
    close(fd);
    return ok;
}

static enum file_type type_of(mode_t mode)
{
    return S_ISREG(mode)   ? FILE_REGULAR
           : S_ISDIR(mode) ? FILE_FOLDER
           : S_ISLNK(mode) ? FILE_LINK
                           : FILE_OTHER;
}

bool file_list(const char *path, struct arena *arena, struct file_entries *entries,
               struct file_error *error)
{
    DIR *dir = opendir(path);
    if (!dir)
        return fail(error, "list", errno);
    bool ok = true;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(dir);
        if (!entry) {
            ok = errno == 0 || fail(error, "list", errno);
            break;
        }
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        struct stat st;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
            if (errno == ENOENT)
                continue;
            ok = fail(error, "list", errno);
            break;
        }
        str name = arena_str(arena, str_from(entry->d_name));
        vec_push(entries, (struct file_entry){name, type_of(st.st_mode)});
    }
    closedir(dir);
    return ok;
}

bool file_type_of(const char *path, enum file_type *ret_type, struct file_error *error)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return fail(error, "open", errno);
    *ret_type = type_of(st.st_mode);
    return true;
}

bool file_canonical(const char *path, struct arena *arena, str *ret_path, struct file_error *error)
{
    char *resolved = realpath(path, NULL);
    if (!resolved)
        return fail(error, "open", errno);
    *ret_path = arena_str(arena, str_from(resolved));
    free(resolved);
    return true;
}
