/* SPDX-License-Identifier: MIT */
/* Replacing files whole: a temporary file beside the target, synced, then renamed. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

/*
 * Temporaries that a signal handler has to remove. A path is published after its file was made and
 * withdrawn before its memory goes. Who finds no free slot goes without.
 */
enum { SLOT_COUNT = 32 };
static _Atomic(const char *) live_temps[SLOT_COUNT];

static int publish(const char *temp)
{
    for (int i = 0; i < SLOT_COUNT; i++) {
        const char *none = NULL;
        if (atomic_compare_exchange_strong(&live_temps[i], &none, temp))
            return i;
    }
    return -1;
}

static void withdraw(int slot)
{
    if (slot >= 0)
        atomic_store(&live_temps[slot], NULL);
}

void file_remove_temporaries(void)
{
    for (int i = 0; i < SLOT_COUNT; i++) {
        const char *temp = atomic_load(&live_temps[i]);
        if (temp)
            unlink(temp);
    }
}

static bool fail(struct file_error *error, const char *operation, int code)
{
    *error = (struct file_error){operation, code};
    return false;
}

/* `folder` of the path, with its slash, then `name`. */
static char *beside(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    size_t len = strlen(name);
    char *joined = mem_alloc(folder + len + 1);
    memcpy(joined, path, folder);
    memcpy(joined + folder, name, len + 1);
    return joined;
}

/*
 * The path that its last component leads to when that is a link; it need not exist. Links of the
 * folders before it need no care, for the temporary goes the same way.
 */
static char *resolve(const char *path, struct file_error *error)
{
    enum { MAX_LINKS = 40 }; /* as Linux has it */
    char *current = beside("", path);
    for (int i = 0; i < MAX_LINKS; i++) {
        char link[PATH_MAX];
        ssize_t len = readlink(current, link, sizeof(link) - 1);
        if (len < 0)
            return current; /* no link, or nothing at all: opening it will tell */
        link[len] = '\0';
        char *next = link[0] == '/' ? beside("", link) : beside(current, link);
        free(current);
        current = next;
    }
    free(current);
    fail(error, "open", ELOOP);
    return NULL;
}

/* The descriptor that the path is a name of, or -1: /dev/stdout and /dev/fd/3. */
static int named_descriptor(const char *path)
{
    if (!strcmp(path, "/dev/stdout"))
        return STDOUT_FILENO;
    if (!strcmp(path, "/dev/stderr"))
        return STDERR_FILENO;
    static const char *const prefixes[] = {"/dev/fd/", "/proc/self/fd/"};
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
        size_t len = strlen(prefixes[i]);
        if (strncmp(path, prefixes[i], len) != 0)
            continue;
        int fd = 0;
        const char *p = path + len;
        for (; *p >= '0' && *p <= '9' && fd < 100000; p++)
            fd = fd * 10 + (*p - '0');
        return *p || p == path + len ? -1 : fd;
    }
    return -1;
}

static bool write_full(int fd, str bytes)
{
    size_t done = 0;
    while (done < bytes.len) {
        ssize_t n = write(fd, bytes.ptr + done, MIN(bytes.len - done, (size_t)1 << 30));
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool sync_fd(int fd)
{
    int result;
    do {
        result = fsync(fd);
    } while (result < 0 && errno == EINTR);
    return result == 0;
}

/* Makes a new file beside the target and publishes it, with no signal in between. */
static int create_temp(struct file_pending *pending)
{
    enum { ATTEMPTS = 1000 };
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int fd = -1;
    for (unsigned i = 0; i < ATTEMPTS; i++) {
        char name[64]; /* a dot: folder walks and file lists pass it over */
        snprintf(name, sizeof(name), ".awsml-%ld-%u.tmp", (long)getpid(), i);
        pending->temp = beside(pending->target, name);
        fd = open(pending->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0)
            break;
        free(pending->temp);
        pending->temp = NULL;
        if (errno != EEXIST)
            break;
    }
    if (fd >= 0)
        pending->slot = publish(pending->temp);
    int code = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = code;
    return fd;
}

/* The new file's mode and owner are those of the old one. */
static bool take_over(int fd, const struct stat *old)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return false;
    if ((st.st_uid != old->st_uid || st.st_gid != old->st_gid) &&
        fchown(fd, old->st_uid, old->st_gid) < 0)
        errno = 0; /* only root may; who cannot keeps what they make */
    return fchmod(fd, old->st_mode & 0777) == 0;
}

/* `old` is NULL for a target that does not exist yet. */
static bool prepare_temp(struct file_pending *pending, str bytes, const struct stat *old,
                         struct file_error *error)
{
    int fd = create_temp(pending);
    if (fd < 0)
        return fail(error, "create a temporary file for", errno);
    const char *operation = !write_full(fd, bytes)         ? "write"
                            : old && !take_over(fd, old)   ? "set the mode of"
                            : !sync_fd(fd)                 ? "sync"
                                                           : NULL;
    int code = errno;
    if (close(fd) < 0 && errno != EINTR && !operation) {
        operation = "close";
        code = errno;
    }
    return !operation || fail(error, operation, code);
}

static bool prepare(struct file_pending *pending, const char *path, struct file_error *error)
{
    pending->direct_fd = named_descriptor(path);
    if (pending->direct_fd >= 0)
        return true;
    size_t len = strlen(path);
    if (!len)
        return fail(error, "open", ENOENT);
    pending->target = resolve(path, error);
    if (!pending->target)
        return false;

    struct stat st;
    bool exists = stat(pending->target, &st) == 0;
    if (!exists && errno != ENOENT)
        return fail(error, "open", errno);
    if (exists ? S_ISDIR(st.st_mode) : path[len - 1] == '/')
        return fail(error, "write", EISDIR);
    if (exists && !S_ISREG(st.st_mode))
        return true;
    /* rename() would replace a file that its owner made read-only */
    if (exists && faccessat(AT_FDCWD, pending->target, W_OK, AT_EACCESS) < 0)
        return fail(error, "open", errno);
    return prepare_temp(pending, pending->bytes, exists ? &st : NULL, error);
}

bool file_prepare(struct file_pending *ret_pending, const char *path, str bytes,
                  struct file_error *error)
{
    struct file_pending pending = {.bytes = bytes, .direct_fd = -1, .slot = -1};
    if (!prepare(&pending, path, error)) {
        file_discard(&pending);
        return false;
    }
    *ret_pending = pending;
    return true;
}

static bool write_direct(const struct file_pending *pending, struct file_error *error)
{
    if (pending->direct_fd >= 0)
        return write_full(pending->direct_fd, pending->bytes) || fail(error, "write", errno);
    int fd = open(pending->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(error, "open", errno);
    bool ok = write_full(fd, pending->bytes) || fail(error, "write", errno);
    if (close(fd) < 0 && errno != EINTR && ok)
        ok = fail(error, "close", errno);
    return ok;
}

/* Makes the rename last. Systems that cannot sync a folder, or not for us, are left alone. */
static bool sync_folder(const char *target, struct file_error *error)
{
    char *folder = beside(target, ".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return true;
    bool ok = sync_fd(fd) || errno == EINVAL || errno == ENOTSUP ||
              fail(error, "sync the folder of", errno);
    close(fd);
    return ok;
}

bool file_commit(struct file_pending *pending, struct file_error *error)
{
    bool ok;
    if (!pending->temp) {
        ok = write_direct(pending, error);
    } else if (rename(pending->temp, pending->target) < 0) {
        ok = fail(error, "replace", errno);
    } else {
        withdraw(pending->slot);
        pending->slot = -1;
        free(pending->temp);
        pending->temp = NULL;
        ok = sync_folder(pending->target, error);
    }
    file_discard(pending);
    return ok;
}

void file_discard(struct file_pending *pending)
{
    if (pending->temp)
        unlink(pending->temp);
    withdraw(pending->slot);
    free(pending->temp);
    free(pending->target);
    *pending = (struct file_pending){.direct_fd = -1, .slot = -1};
}

bool file_write(const char *path, str bytes, struct file_error *error)
{
    struct file_pending pending;
    return file_prepare(&pending, path, bytes, error) && file_commit(&pending, error);
}
