/* SPDX-License-Identifier: MIT */
/* YAML text into a small tree. The only user of libyaml. */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* More than any hand-written file needs; what exceeds them is reported as an error. */
enum {
    YAML_MAX_DEPTH = 64,      /* sequences and mappings inside each other */
    YAML_MAX_NODES = 1 << 18, /* copies that aliases make included */
};

enum yaml_type {
    YAML_NULL, /* a plain nothing, `~` or `null`; `text` holds what was written */
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING,
};

/*
 * A tree: no node is shared, aliases are copies of what they name. The children of a sequence or
 * mapping are a list in the file's order; a mapping's are its values, each with its key.
 *
 *     for (const struct yaml_node *item = list->first; item; item = item->next) …
 */
struct yaml_node {
    enum yaml_type type;
    bool plain; /* a scalar without quotes, block mark or tag: may be a number, a date … */
    uint32_t line, column; /* where it begins: from 1, columns in code points; for the copy that an
                              alias makes, where the original stands */
    uint32_t count;        /* of children */
    str text;              /* a scalar's value; may hold any byte that an escape can write */
    struct yaml_node *first, *next;
    struct yaml_node *key; /* of any type; NULL but for the values of a mapping */
};

struct yaml_error {
    uint32_t line, column; /* as above; 1 and 1 where libyaml names no place */
    str message;           /* in the arena; one line without a full stop */
};

/*
 * The first document of the text, as a tree in the arena; YAML_NULL for an empty one. NULL after
 * filling in `ret_error`: text that is no YAML 1.1/1.2, that has a mapping with the same scalar
 * key twice, an alias to nothing or to what it stands in, or that exceeds a limit. Any bytes may
 * come in. A second document is not looked at. `<<` is a key like others.
 *
 * libyaml ends lines at LF, CR, CRLF, and at U+0085, U+2028 and U+2029 too: a text with one of
 * the last three has more lines here than an editor shows.
 */
const struct yaml_node *yaml_read(struct arena *arena, str text, struct yaml_error *ret_error);

/* The value of a scalar key; NULL if the node is no mapping (or NULL), or has no such key. */
const struct yaml_node *yaml_get(const struct yaml_node *map, str key);

/* Plain true, yes, on (or false, no, off), in lower or upper case or capitalised: YAML 1.1. */
bool yaml_is_true(const struct yaml_node *node);
bool yaml_is_false(const struct yaml_node *node);

#endif
