/* SPDX-License-Identifier: MIT */
/* A bar on the terminal. */
#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_MS = 500, NEXT_MS = 100, BAR = 30 };

static volatile sig_atomic_t bar_stands; /* read by the signal handler */

static void write_terminal(const char *text, size_t len)
{
    ssize_t written = write(STDERR_FILENO, text, len);
    (void)written; /* a bar that cannot be drawn is no error */
}

void progress_erase(void)
{
    static const char erase[] = "\r\033[K";
    if (bar_stands)
        write_terminal(erase, sizeof(erase) - 1);
    bar_stands = 0;
}

static void draw(const struct progress *progress)
{
    char text[160], bar[BAR + 1];
    size_t filled = progress->total ? BAR * progress->done / progress->total : 0;
    memset(bar, '.', BAR);
    memset(bar, '#', filled < BAR ? filled : BAR);
    bar[BAR] = '\0';
    char count[64] = "";
    if (progress->total)
        snprintf(count, sizeof(count), " %zu/%zu", progress->done, progress->total);
    int len = snprintf(text, sizeof(text), "\r%s [%s]%s\033[K", progress->stage, bar, count);
    bar_stands = 1;
    write_terminal(text, (size_t)len);
}

static void add_ms(struct timespec *time, long ms)
{
    time->tv_nsec += ms * 1000000;
    time->tv_sec += time->tv_nsec / 1000000000;
    time->tv_nsec %= 1000000000;
}

static void *run(void *user)
{
    struct progress *progress = user;
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    add_ms(&next, FIRST_MS);
    pthread_mutex_lock(&progress->lock);
    while (!progress->stopping) {
        /* 0: woken, to end or for no reason */
        if (pthread_cond_timedwait(&progress->wake, &progress->lock, &next) == 0)
            continue;
        draw(progress);
        add_ms(&next, NEXT_MS);
    }
    progress_erase();
    pthread_mutex_unlock(&progress->lock);
    return NULL;
}

void progress_start(struct progress *progress, int enabled)
{
    *progress = (struct progress){.stage = "reading"};
    if (!enabled)
        return;
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&progress->wake, &clock);
    pthread_condattr_destroy(&clock);
    pthread_mutex_init(&progress->lock, NULL);

    sigset_t all, before; /* signals are for the main thread */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    progress->running = pthread_create(&progress->thread, NULL, run, progress) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void progress_update(void *user, size_t done, size_t total)
{
    struct progress *progress = user;
    if (!progress->running)
        return;
    pthread_mutex_lock(&progress->lock);
    progress->stage = "converting";
    progress->done = done;
    progress->total = total;
    pthread_mutex_unlock(&progress->lock);
}

void progress_stage(struct progress *progress, const char *stage)
{
    if (!progress->running)
        return;
    pthread_mutex_lock(&progress->lock);
    progress->stage = stage;
    pthread_mutex_unlock(&progress->lock);
}

void progress_hide(struct progress *progress)
{
    if (!progress->running)
        return;
    pthread_mutex_lock(&progress->lock);
    progress_erase();
}

void progress_show(struct progress *progress)
{
    if (progress->running)
        pthread_mutex_unlock(&progress->lock);
}

void progress_stop(struct progress *progress)
{
    if (!progress->running)
        return;
    pthread_mutex_lock(&progress->lock);
    progress->stopping = 1;
    pthread_cond_signal(&progress->wake);
    pthread_mutex_unlock(&progress->lock);
    pthread_join(progress->thread, NULL);
    pthread_mutex_destroy(&progress->lock);
    pthread_cond_destroy(&progress->wake);
    progress->running = 0;
}
