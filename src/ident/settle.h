/* SPDX-License-Identifier: MIT */
/* From matches to identities: GUIDs, ids and times for today's notes, and what becomes of the rest. */
#ifndef IDENT_SETTLE_H
#define IDENT_SETTLE_H

#include <awsml/deck.h>

#include "base/arena.h"
#include "ident/entry.h"
#include "ident/lock.h"
#include "ident/match.h"

/* Whether this build looked at the place where a note of the lock was. */
enum ident_place {
    IDENT_OUTSIDE,  /* no: its file is none of the inputs */
    IDENT_ABSENT,   /* no, but its file is not there any more: its notes may have moved here */
    IDENT_LOOKED_AT, /* yes: it is there, or it is gone */
    IDENT_BROKEN    /* it tried: the file, or its folder, has an error */
};

/* A note of the lock that none of today's is, and that is exported all the same. */
struct settled_rest {
    struct ident_entry entry; /* as it is now */
    unsigned changes;         /* of enum awsml_change */
};

struct settled {
    uint32_t *partner;               /* for each of today's: the lock's, or MATCH_NONE */
    unsigned *changes;               /* for each of today's */
    vec(struct match_tie) ties;      /* `old` and `other_old` are the lock's */
    vec(struct settled_rest) rest;   /* in the order of files and ids */
    struct lock lock;                /* the new one */
    size_t known;                    /* living notes of the lock whose place was looked at … */
    size_t retired;                  /* … and how many of them are gone */
};

struct settle_options {
    int64_t now;  /* seconds */
    bool refresh; /* everything counts as changed */
};

/*
 *     settle_match(&settled, &lock, places, today, count);
 *     ... a package of another tool may give today's notes without partner guid, id, mod ...
 *     settle_finish(&settled, &lock, places, today, keys, count, &options, arena);
 *
 * `places`: for each of the lock's entries. `keys`: for each of today's, what its first GUID is a
 * hash of. `today` gets order, guid, id, mod, adopted. The new lock shares the texts of both.
 */
void settle_match(struct settled *ret, const struct lock *lock, const enum ident_place *places,
                  struct ident_entry *today, size_t count);
void settle_finish(struct settled *settled, const struct lock *lock,
                   const enum ident_place *places, struct ident_entry *today, const str *keys,
                   size_t count, const struct settle_options *options, struct arena *arena);
/* Without a lock: every note is new. Nothing but guid, id and mod of `today` is used. */
void settle_new(struct settled *ret, struct ident_entry *today, const str *keys, size_t count,
                int64_t now, struct arena *arena);
void settled_release(struct settled *settled);

/*
 * Takes a retired note off the new lock and the rest; `guid` may be `all`. False: there is no
 * retired one of this GUID.
 */
bool settle_forget(struct settled *settled, str guid);

#endif
