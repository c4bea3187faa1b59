/* SPDX-License-Identifier: MIT */
/* Takes over identities from packages of other tools, and of Anki itself. */
#ifndef ADOPT_ADOPT_H
#define ADOPT_ADOPT_H

#include "base/arena.h"
#include "base/str.h"
#include "deck/deck.h"
#include "ident/lock.h"
#include "source/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 *     struct adoption *adoption;
 *     if (adopt_open(&adoption, paths, path_count, &diag)) {
 *         adopt_match(adoption, notes, guids, count, &lock, matches);
 *         ... who has a `guid` in matches gets it, with id, mod and adopted ...
 *         adopt_add_types(adoption, &new_lock, arena);
 *         adopt_report(adoption, &diag);
 *         adopt_free(adoption);
 *     }
 *     ... the notes have their `adopted`, from here or from the lock, with --adopt or without ...
 *     adopt_apply(deck, &new_lock, lock_path, arena, &diag);
 */
struct adoption;

/*
 * Reads the packages; of a GUID that several hold the copy that was modified last counts. False:
 * one of them cannot be read, which is reported, and nothing is adopted.
 */
bool adopt_open(struct adoption **ret, const char *const *paths, size_t count, struct diag *diag);
/* NULL is allowed. */
void adopt_free(struct adoption *adoption);

/* What a note of today's gets. All text belongs to the adoption. */
struct adopt_match {
    str guid;    /* empty: nothing */
    int64_t id;  /* milliseconds, as in the package; 0 if that has none that Anki could keep */
    int64_t mod; /* seconds; an update needs a greater one; 0: there is nothing to update */
    str adopted; /* JSON for struct awsml_note; empty: the note is of a type of ours */
    bool known;  /* the note has this GUID from the lock, where `adopted` is another one */
    /*
     * It has a partner whose note type cannot hold a front and a back. adopt_report() says what to
     * do about it, and that the note is left out: or else it would come to have another GUID.
     */
    bool blocked;
};

/*
 * Finds the partners of `count` notes. `guids`: those that the lock gives them, empty for a note
 * that wants one. A note that has one is told where the packages know that one otherwise than the
 * lock, so that a fresh export of the user's collection brings it up to date. GUIDs of `lock` that
 * belong to none of these notes go to nobody. One-to-one, whatever the order of the packages'
 * notes; who could be two is none, which is reported. `ret`: one for each note.
 */
void adopt_match(struct adoption *adoption, const struct awsml_note *notes, const str *guids,
                 size_t count, const struct lock *lock, struct adopt_match *ret);

enum adopt_reason {
    ADOPT_UNMATCHED, /* no section is like it */
    ADOPT_TIE,       /* several could be it, or it could be several */
    ADOPT_TYPE,      /* its note type cannot hold front and back: struct adopt_match, `blocked` */
    ADOPT_TAKEN      /* the lock has its GUID for a note that is not among these */
};
/* A note of a package that became nobody's. All text belongs to the adoption. */
struct adopt_leftover {
    enum adopt_reason reason;
    str package; /* its path */
    str front, deck, type;
    int64_t id; /* `nid:` finds it in Anki */
};
/* Sorted by package, reason, and then as in the package. After adopt_match(). */
const struct adopt_leftover *adopt_leftovers(const struct adoption *adoption, size_t *ret_count);
/* Reports them: a message for each package and reason, with the first few. */
void adopt_report(const struct adoption *adoption, struct diag *diag);

/*
 * Puts the note types of those that were adopted into the lock, replacing older versions. Text is
 * copied to the arena.
 */
void adopt_add_types(const struct adoption *adoption, struct lock *lock, struct arena *arena);

/*
 * Gives each note of the deck that has `adopted` what writers need (`foreign`, the tags that were
 * kept, its cards), and the deck their note types, from the lock. Counts of cards are corrected.
 * What it makes is in the arena, which must live as long as the deck. False: what the lock holds
 * of a type or note cannot be used, which is reported at `lock_path`; then no output may be made.
 */
bool adopt_apply(struct awsml_deck *deck, const struct lock *lock, str lock_path,
                 struct arena *arena, struct diag *diag);

#endif
