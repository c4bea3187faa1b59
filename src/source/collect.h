/* SPDX-License-Identifier: MIT */
/* From the inputs that were named to the documents that are read, in their order. */
#ifndef SOURCE_COLLECT_H
#define SOURCE_COLLECT_H

#include <stdbool.h>
#include <stdint.h>

#include <awsml/deck.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/diag.h"

enum collect_kind { COLLECT_MARKDOWN, COLLECT_JSON };

/* One text to read. The strings are in the arena that collect() was given. */
struct collect_document {
    str path;     /* as the user named it or its folder; NUL-terminated */
    str canonical; /* absolute, without links above it; empty: in no folder */
    str relative; /* to its root, NFC, valid UTF-8, `/` between folders */
    str bytes;    /* of an input in memory: the caller's */
    bool in_memory;
    enum collect_kind kind;
    /*
     * Documents that stand in one folder share this number. They need not follow each other, for
     * folders between them have their place too: an order of the documents of a folder (nav_order)
     * is applied by sorting them into the places that they hold together.
     */
    uint32_t folder;
};

/* The lock's name: beside the notes, unless another one is named. */
#define COLLECT_LOCK_NAME "awsml.lock"

/* A folder of the walk: a new file in it changes what is built. */
struct collect_folder {
    str path, canonical; /* as in collect_document */
    bool listed;         /* false: reported; what is in it is unknown */
};

struct collected {
    vec(struct collect_document) documents;
    vec(struct collect_folder) folders;
    vec(struct collect_folder) locks; /* folders of the walk that hold a lock file */
    vec(str) lost; /* canonical: links that lead nowhere; what stood behind them is unknown */
    /* The folder of all files and folders that were named; empty: there is none. */
    str common;      /* canonical */
    str common_path; /* as the user would name it, where one input was named; else the same */
};

/* The way from a folder to a place, both canonical: NFC, `/` between folders, `..` upwards. */
str collect_relative(struct arena *arena, str folder, str canonical);

/*
 * Finds the documents. Folders are walked with all below them: *.md and *.markdown in any case,
 * but not *.excalidraw.md (drawings), and nothing whose name begins with a dot. A symbolic link is
 * followed if it leads to a place inside the root, and if nothing was read from there before. A
 * file that is named itself is read whatever its name, once, and with its folder as its root,
 * unless a folder that is named too holds it.
 *
 * Order: the roots by their absolute paths, below them the relative paths, part by part, all by
 * collect_order(); inputs in memory come last. So the order of the arguments and the one in which
 * the system lists a folder do not matter.
 *
 * What cannot be found or listed is reported, and the rest is collected.
 */
void collect(struct collected *ret, const struct awsml_input *inputs, size_t count,
             struct arena *arena, struct diag *diag);
void collected_release(struct collected *collected);

/* The document's bytes, as they are. False: reported. */
bool collect_read(const struct collect_document *document, struct arena *arena, str *ret_bytes,
                  struct diag *diag);

/*
 * The natural order of two names or relative paths: runs of digits as numbers, all else by bytes,
 * `/` before everything; names that differ in leading zeros alone by bytes.
 */
int collect_order(str a, str b);

#endif
