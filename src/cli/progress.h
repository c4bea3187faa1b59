/* SPDX-License-Identifier: MIT */
/* A bar on the terminal for runs that take longer than half a second. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <pthread.h>
#include <stddef.h>

/*
 * A thread of its own draws the bar on standard error, so that it moves also while one long file
 * is converted or written. Who prints there meanwhile does so between progress_hide() and
 * progress_show().
 */
struct progress {
    int running;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    int stopping;      /* this and what follows: under the lock */
    const char *stage; /* a constant: "converting" */
    size_t done, total;
};

/* With enabled 0 nothing is ever drawn, and the other calls do nothing. */
void progress_start(struct progress *progress, int enabled);
/* Fits awsml_progress_fn; `user` is a struct progress. */
void progress_update(void *user, size_t done, size_t total);
void progress_stage(struct progress *progress, const char *stage);
void progress_hide(struct progress *progress);
void progress_show(struct progress *progress);
/* Erases the bar for good; may be called again. */
void progress_stop(struct progress *progress);

/* Erases a bar that stands; async-signal-safe. */
void progress_erase(void);

#endif
