/* SPDX-License-Identifier: MIT */
/* The command line: the table of options, and what was typed. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>

enum option_kind {
    OPTION_FLAG,   /* int field: 1 */
    OPTION_STRING, /* const char * */
    OPTION_FILE,   /* const char *: an output, `-` for standard output; only once */
    OPTION_LIST,   /* struct texts: one more */
    OPTION_CHOICE, /* int: which of the choices */
    OPTION_NUMBER, /* int, from 1 */
    OPTION_SLUG,   /* const char *: a message's name */
    OPTION_WARNING /* -Werror, -Wno-error, -Wno-SLUG */
};

enum option_group {
    OPTION_GROUP_OUTPUT,
    OPTION_GROUP_NOTES,
    OPTION_GROUP_MESSAGES,
    OPTION_GROUP_OTHER,
    OPTION_GROUP_COUNT
};

struct option_row {
    enum option_group group;
    char short_name;      /* 0: none */
    const char *name;     /* the long one; NULL: none */
    const char *argument; /* NULL: takes none */
    enum option_kind kind;
    size_t field; /* offset in struct options */
    const char *choices;
    const char *help, *more;
};

/* The table in its order; NULL past the end. */
const struct option_row *option_at(size_t index);
const char *option_group_title(enum option_group group);
/* The row's names: "-q, --quiet", "--apkg FILE", "-Wno-SLUG". Returns `text`. */
char *option_names(const struct option_row *row, char *text, size_t size);
/* Steps through "a|b|c": the next choice and its length, or NULL; *state begins as the list. */
const char *option_next_choice(const char **state, size_t *ret_len);

/* Texts of argv, which outlives them. */
struct texts {
    const char **items;
    size_t count;
};

enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum { DIAGNOSTICS_TEXT, DIAGNOSTICS_JSON };
enum {
    GENERATE_NONE = -1,
    GENERATE_MAN,
    GENERATE_BASH,
    GENERATE_ZSH,
    GENERATE_FISH,
    GENERATE_README
};

/* What was typed; nothing is looked up or opened yet. */
struct options {
    struct texts inputs, tags, silenced, forget, adopt;
    const char *apkg, *csv, *json, *depfile;
    const char *deck, *root, *lock, *explain;
    int csv_style, breaks; /* values of enum awsml_csv_style, enum awsml_breaks */
    int color, diagnostics, generate;
    int jobs;
    int list, stats, dry_run, no_lock, locked, allow_retire, refresh;
    int quiet, verbose, werror, help, version;
};

/* What is wrong with the command line: a message, and a hint that may be empty. */
struct usage_error {
    char message[512];
    char hint[512];
};

/* 0, or -1 with *error filled in. What was understood until then is in *options either way. */
int options_parse(struct options *options, int argc, char **argv, struct usage_error *error);
void options_release(struct options *options);

/* The options by group, for --help; to be freed. */
char *options_help(void);

#endif
