/* SPDX-License-Identifier: MIT */
/* Doubles in a lock, as a union merge leaves them, made single. */
#ifndef IDENT_LOCK_HEAL_H
#define IDENT_LOCK_HEAL_H

#include "ident/lock.h"

/*
 * By the rules that lock.h tells for lock_read(); sorts both lists. `lines`: the line of each
 * entry. False where two notes have one id and no free id follows.
 */
bool lock_heal(struct lock *lock, const str *lines);

#endif
