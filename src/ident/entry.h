/* SPDX-License-Identifier: MIT */
/* What identity knows of a note: of one of today's, or of one that the lock remembers. */
#ifndef IDENT_ENTRY_H
#define IDENT_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

/*
 * All text is UTF-8 and NFC, and belongs to an arena of whoever made the entry. Two entries can be
 * the same note only if `type` and `rule` are equal.
 */
struct ident_entry {
    str guid;              /* empty: one of today's that has none yet */
    int64_t id;            /* milliseconds; what Anki shows as "Created" */
    int64_t mod;           /* seconds */
    bool retired;
    str type;              /* "note" or "cloze" */
    str rule;              /* of the table of rules: "section", "services", "question" … */
    str deck;              /* full name */
    str file;              /* relative to the folder of the lock, `/` between folders */
    const str *path;       /* headings above the front, outermost first; plain text */
    uint32_t path_count;
    uint32_t order;        /* from 0: among those with this type, rule, file, path and front */
    str front;             /* Markdown, on one line: a section's heading, a question, a service */
    str markdown;          /* of the back, with the reference definitions that it uses */
    str explicit_id;       /* as the author wrote it; empty: none */
    bool id_is_unique;     /* written as a comment: names one place in all notes, not in its file */
    str service;           /* the catalogue's id of the service that the front is; or empty */
    bool keeps_breaks;     /* line ends show */
    const str *tags;       /* sorted by bytes, each once; without `awsml::retired` */
    uint32_t tag_count;
    str hash;              /* of all that makes `mod` rise; hexadecimal */
    str adopted;           /* JSON: note type, fields, tags of a note of another tool; or empty */
    uint32_t line;         /* of today's: for messages; never in a lock */
};
VEC_TYPE(ident_entry_vec, struct ident_entry);

#endif
