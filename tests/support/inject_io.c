/* SPDX-License-Identifier: MIT */
/* A library to preload: lets the n-th call of a chosen function fail, or end the process there. */
/*
 * INJECT_CALL    write, fsync, close or rename
 * INJECT_AT      which call, from 1; only calls on regular files open for writing count (write,
 *                close), on anything (fsync), and all renames
 * INJECT_ERRNO   the call fails with this error; or
 * INJECT_SIGNAL  the process gets this signal before the call
 * INJECT_SHORT   every write to such a file takes at most this many bytes
 * INJECT_MARK    a file that is made when the chosen call came, so that a loop knows its end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

static int is_output(int fd)
{
    struct stat st;
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(fd, &st) == 0 &&
           S_ISREG(st.st_mode);
}

/* 1 if this is the call that is to fail. */
static int hit(const char *call)
{
    static atomic_long count;
    const char *chosen = getenv("INJECT_CALL"), *mark = getenv("INJECT_MARK");
    if (!chosen || strcmp(chosen, call) != 0 || ++count != number("INJECT_AT"))
        return 0;
    if (mark)
        syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0666));
    if (number("INJECT_SIGNAL")) {
        raise((int)number("INJECT_SIGNAL"));
        return 0;
    }
    errno = (int)number("INJECT_ERRNO");
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    if (!is_output(fd))
        return syscall(SYS_write, fd, bytes, len);
    if (hit("write"))
        return -1;
    size_t most = (size_t)number("INJECT_SHORT");
    return syscall(SYS_write, fd, bytes, most && most < len ? most : len);
}

int fsync(int fd)
{
    return hit("fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int close(int fd)
{
    int failed = is_output(fd) && hit("close"), code = errno;
    int result = (int)syscall(SYS_close, fd);
    if (failed)
        errno = code;
    return failed ? -1 : result;
}

int rename(const char *from, const char *to)
{
    return hit("rename") ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
