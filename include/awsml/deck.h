/* SPDX-License-Identifier: MIT */
/* From Markdown notes to a deck. */
#ifndef AWSML_DECK_H
#define AWSML_DECK_H

#include <stddef.h>
#include <stdint.h>

#include <awsml/diag.h>
#include <awsml/str.h>
#include <awsml/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 *     struct awsml_build_options options = AWSML_BUILD_OPTIONS_INIT;
 *     struct awsml_input input = {.path = "notes"};
 *     struct awsml_deck *deck;
 *     if (awsml_deck_build(&deck, &input, 1, &options) <= AWSML_PARTIAL)
 *         ... awsml_export_file(deck, "apkg", "notes.apkg", NULL) ...
 *     awsml_deck_free(deck);
 *
 * Calls with different decks may run in different threads at once. A deck never changes after it
 * was built, so several threads may read and export the same one. The library keeps no state, and
 * reads neither the clock, the locale nor the environment.
 */
enum awsml_status {
    AWSML_OK = 0,
    AWSML_PARTIAL = 1, /* a deck was made, but an error was reported: something is not in it */
    AWSML_FAILED = 2,  /* nothing was made; what and why was reported */
    AWSML_USAGE = 3    /* the arguments make no sense; reported too */
};

/* A file, a directory, or bytes in memory. */
struct awsml_input {
    const char *path;  /* what to read; with `bytes`, the name to report and to derive keys from */
    const void *bytes; /* NULL: read `path` from the disk */
    size_t len;
    /*
     * The folder that keys, decks and places count from, where the input lies inside it; NULL: the
     * folder that is named, or the one that the file is in. So a part of a collection gives its
     * notes the keys that the whole would give them.
     */
    const char *root;
};

enum awsml_breaks {
    AWSML_BREAKS_AUTO,   /* keep line ends, but for a document that is wrapped at a column */
    AWSML_BREAKS_ALWAYS, /* every line end in a paragraph shows */
    AWSML_BREAKS_NEVER   /* as CommonMark: a line end is a blank */
};

/* Which lock file knows the identity of the notes. */
enum awsml_lock_use {
    AWSML_LOCK_NONE,  /* none: GUIDs are made anew, from file and headings */
    AWSML_LOCK_FIND,  /* awsml.lock in the nearest folder upwards of the inputs, else beside them */
    AWSML_LOCK_NAMED  /* the one that `lock` names */
};

/* Called now and then while a deck is built; `done` of `total` inputs are converted. */
typedef void awsml_progress_fn(void *user, size_t done, size_t total);

struct awsml_build_options {
    awsml_diag_fn *on_diag;         /* NULL: diagnostics are dropped */
    awsml_progress_fn *on_progress; /* NULL: none */
    void *user;                     /* handed to both */
    const char *deck;               /* puts all decks below this name; NULL: as they are */
    const char *const *tags;        /* given to every note */
    size_t tag_count;
    const char *const *silenced; /* slugs of warnings that are not wanted */
    size_t silenced_count;
    int warnings_are_errors;
    enum awsml_breaks breaks;
    int64_t timestamp; /* seconds since 1970: what is new or changed was modified then */
    unsigned jobs;     /* threads; 0 and 1: the caller's alone */
    enum awsml_lock_use lock_use;
    const char *lock;            /* with AWSML_LOCK_NAMED: the file, which need not be there yet */
    int locked;                  /* a lock that would change is an error that lists the changes */
    int allow_retire;            /* more than half of the notes may go at once, or all */
    int refresh;                 /* every note counts as changed */
    const char *const *forget;   /* GUIDs of retired notes to drop for good, or "all" */
    size_t forget_count;
    const char *const *adopt;    /* packages of other tools whose notes give their GUIDs */
    size_t adopt_count;
};
#define AWSML_BUILD_OPTIONS_INIT                                                                   \
    {                                                                                              \
        NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 0, AWSML_BREAKS_AUTO, 0, 1, AWSML_LOCK_NONE,     \
            NULL, 0, 0, 0, NULL, 0, NULL, 0                                                        \
    }

enum awsml_note_type { AWSML_NOTE_TYPE_NOTE, AWSML_NOTE_TYPE_CLOZE };

/* Fields of AWSML_NOTE_TYPE_NOTE, in Anki's order. */
enum awsml_field {
    AWSML_FIELD_FRONT,
    AWSML_FIELD_BACK,
    AWSML_FIELD_REVERSE,
    AWSML_FIELD_TYPED,
    AWSML_FIELD_HINT,
    AWSML_FIELD_CONTEXT,
    AWSML_FIELD_EXTRA,
    AWSML_FIELD_SOURCE,
    AWSML_FIELD_COUNT
};

struct awsml_foreign; /* opaque */

/* A note as Anki will have it, and where it came from. Everything belongs to the deck. */
struct awsml_note {
    struct awsml_str guid;
    struct awsml_str key; /* what the first GUID is a hash of; human-readable, one line */
    int64_t id;           /* milliseconds, increasing within the deck */
    int64_t mod;          /* seconds */
    enum awsml_note_type type;
    const char *rule;              /* the rule that made it */
    struct awsml_str deck;         /* full name, levels separated by :: */
    const struct awsml_str *tags;  /* sorted by bytes, each once */
    uint32_t tag_count;
    uint32_t deck_index;           /* into awsml_deck_name() */
    struct awsml_str fields[AWSML_FIELD_COUNT]; /* HTML; a cloze note uses the first four */
    struct awsml_str markdown;     /* what the answer side was made from */
    const struct awsml_str *path;  /* headings above the front, outermost first */
    uint32_t path_count;
    struct awsml_str file; /* relative to the input root, `/` between folders */
    uint32_t line;         /* of the heading or question, from 1 */
    uint32_t cards;        /* bit n: a card of template n */

    /* What the lock keeps, and how the note stands to it. */
    struct awsml_str front_markdown; /* on one line */
    struct awsml_str explicit_id;    /* as the author wrote it; empty: none */
    int id_is_unique;                /* a comment: names one place in all notes, not in its file */
    unsigned id_line;                /* where it stands; 0: there is none */
    struct awsml_str service;        /* the catalogue's id of the service that the front is */
    int keeps_breaks;                /* line ends show */
    const struct awsml_str *own_tags; /* `tags` without the catalogue's and without ours */
    uint32_t own_tag_count;
    struct awsml_str adopted;        /* JSON about the note type of another tool; or empty */
    unsigned changes;                /* of enum awsml_change; 0: unchanged, or no lock is used */
    struct awsml_str old_file, old_front, old_deck; /* where `changes` says that they differ */
    const struct awsml_foreign *foreign; /* the note type of another tool; NULL: it is ours */
};

/* How a note stands to what the lock knew; bits. */
enum awsml_change {
    AWSML_CHANGE_NEW = 1,
    AWSML_CHANGE_CONTENT = 2,  /* the content or the tags */
    AWSML_CHANGE_MOVED = 4,    /* the file, or the headings above */
    AWSML_CHANGE_REWORDED = 8, /* the front */
    AWSML_CHANGE_DECK = 16,    /* the deck: cards that people have stay where they are */
    AWSML_CHANGE_RETIRED = 32, /* gone from the notes with this build */
    AWSML_CHANGE_RETURNED = 64, /* was retired, is back */
    AWSML_CHANGE_ADOPTED = 128, /* has its GUID from another package */
    AWSML_IS_RETIRED = 256,     /* no change: a retired note, exported with its last content */
    AWSML_IS_LAST_KNOWN = 512   /* no change: its file has an error, so it is as it was */
};

struct awsml_deck;

/*
 * Reads the inputs, in their natural order whatever the order of the arguments, and makes notes
 * of them. *ret_deck is set on AWSML_OK and AWSML_PARTIAL only. The inputs are needed during the
 * call alone.
 */
AWSML_API enum awsml_status awsml_deck_build(struct awsml_deck **ret_deck,
                                             const struct awsml_input *inputs, size_t count,
                                             const struct awsml_build_options *options);
/* Releases the deck and all that came from it; NULL is allowed. */
AWSML_API void awsml_deck_free(struct awsml_deck *deck);

/* The notes, in the order of the inputs and within a file from its top to its end. */
AWSML_API size_t awsml_deck_note_count(const struct awsml_deck *deck);
/* index < awsml_deck_note_count() */
AWSML_API const struct awsml_note *awsml_deck_note(const struct awsml_deck *deck, size_t index);
/* The cards of all notes: a note has one, or one more for its reverse. */
AWSML_API size_t awsml_deck_card_count(const struct awsml_deck *deck);

/* The names of all decks that hold notes, sorted by bytes. */
AWSML_API size_t awsml_deck_name_count(const struct awsml_deck *deck);
AWSML_API struct awsml_str awsml_deck_name(const struct awsml_deck *deck, size_t index);

/* The lock file of the build. */
struct awsml_lock {
    const char *path;  /* NULL: none is used */
    const void *bytes; /* what it is to hold; they belong to the deck */
    size_t len;
    const void *old;   /* what it held when it was read; NULL: there is no such file yet */
    size_t old_len;
};
/*
 * Not 0 if the lock is to be written: after all outputs of the deck are in place, or an identity
 * could be lost that they hold (awsml_write_files() keeps to its order, and refuses if another run
 * has written the lock meanwhile).
 */
AWSML_API int awsml_deck_lock(const struct awsml_deck *deck, struct awsml_lock *ret);

/* The files and folders that were read, in order: what a build rule depends on. */
AWSML_API size_t awsml_deck_read_count(const struct awsml_deck *deck);
AWSML_API struct awsml_str awsml_deck_read_path(const struct awsml_deck *deck, size_t index);
/* The Markdown documents among them. */
AWSML_API size_t awsml_deck_document_count(const struct awsml_deck *deck);

#ifdef __cplusplus
}
#endif
#endif
