/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and writes to FILE, as JSON, what it took: seconds, MiB, exit status. A program of
 * its own because a child's peak memory counts from its parent's size on: measured from Python,
 * nothing could be smaller than Python.
 *
 *     measure FILE COMMAND [ARGUMENT...]
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    int status;
    struct rusage used;
    if (argc < 3) {
        fputs("usage: measure FILE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    double start = now();
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[2], argv + 2);
        fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(errno));
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || getrusage(RUSAGE_CHILDREN, &used) != 0) {
        perror("measure");
        return 1;
    }
    double wall = now() - start;
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        perror(argv[1]);
        return 1;
    }
    /* ru_maxrss is in KiB on Linux. */
    fprintf(out, "{\"user\": %.6f, \"system\": %.6f, \"wall\": %.6f, ", seconds(used.ru_utime),
            seconds(used.ru_stime), wall);
    fprintf(out, "\"peak_mib\": %.1f, \"exit\": %d}\n", (double)used.ru_maxrss / 1024,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return fclose(out) == 0 ? 0 : 1;
}
