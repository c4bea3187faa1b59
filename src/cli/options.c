/* SPDX-License-Identifier: MIT */
/* The command line: the table of options and its parser. */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <awsml/deck.h>
#include <awsml/diag.h>
#include <awsml/export.h>

#include "cli/memory.h"
#include "cli/suggest.h"

static const struct option_row rows[] = {
#define OPTION(group, short_name, name, argument, kind, field, choices, help, more)                \
    {OPTION_GROUP_##group, short_name, name, argument, OPTION_##kind,                              \
     offsetof(struct options, field), choices, help, more},
#include "cli/options.def"
#undef OPTION
};
enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

/* The table's choices are written in the order of these values. */
_Static_assert(AWSML_CSV_BASIC == 0 && AWSML_CSV_ANKI == 1 && AWSML_CSV_PLAIN == 2, "--csv-style");
_Static_assert(AWSML_BREAKS_AUTO == 0 && AWSML_BREAKS_ALWAYS == 1 && AWSML_BREAKS_NEVER == 2,
               "--breaks");

enum { MAX_JOBS = 1024 };

const struct option_row *option_at(size_t index)
{
    return index < ROW_COUNT ? &rows[index] : NULL;
}

const char *option_group_title(enum option_group group)
{
    switch (group) {
    case OPTION_GROUP_OUTPUT:
        return "Outputs";
    case OPTION_GROUP_NOTES:
        return "Notes";
    case OPTION_GROUP_MESSAGES:
        return "Messages";
    case OPTION_GROUP_OTHER:
    case OPTION_GROUP_COUNT:
        break;
    }
    return "Other";
}

char *option_names(const struct option_row *row, char *text, size_t size)
{
    if (!row->name)
        snprintf(text, size, "-%c%s", row->short_name, row->argument);
    else
        snprintf(text, size, "%s%.1s%s--%s%s%s", row->short_name ? "-" : "", &row->short_name,
                 row->short_name ? ", " : "", row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
    return text;
}

const char *option_next_choice(const char **state, size_t *ret_len)
{
    const char *choice = *state;
    if (!choice || !*choice)
        return NULL;
    *ret_len = strcspn(choice, "|");
    *state = choice + *ret_len + (choice[*ret_len] == '|');
    return choice;
}

static void add_text(struct texts *texts, const char *text)
{
    texts->items = memory_grow(texts->items, (texts->count + 1) * sizeof(*texts->items));
    texts->items[texts->count++] = text;
}

static void set_hint(struct usage_error *error, const char *dashes, struct suggestion near)
{
    if (near.best)
        snprintf(error->hint, sizeof(error->hint), "did you mean '%s%.*s'?", dashes,
                 (int)near.best_len, near.best);
}

/* What the user typed may be of any length; the rest of a message has room behind it. */
enum { SHOWN = 200 };

static int set_choice(int *field, const struct option_row *row, const char *value,
                      struct usage_error *error)
{
    struct suggestion near = {.typed = value};
    const char *state = row->choices;
    size_t len;
    int index = 0;
    for (const char *choice; (choice = option_next_choice(&state, &len)) != NULL; index++) {
        if (strlen(value) == len && !memcmp(value, choice, len)) {
            *field = index;
            return 0;
        }
        suggest(&near, choice, len);
    }
    snprintf(error->message, sizeof(error->message), "--%s knows no '%.*s', only %s", row->name,
             SHOWN, value, row->choices);
    set_hint(error, "", near);
    return -1;
}

static int set_number(int *field, const struct option_row *row, const char *value,
                      struct usage_error *error)
{
    int number = 0;
    const char *p = value;
    for (; *p >= '0' && *p <= '9' && number <= MAX_JOBS; p++)
        number = number * 10 + (*p - '0');
    if (*p || number < 1 || number > MAX_JOBS) {
        snprintf(error->message, sizeof(error->message),
                 "--%s takes a number from 1 to %d, not '%.*s'", row->name, MAX_JOBS, SHOWN, value);
        return -1;
    }
    *field = number;
    return 0;
}

/* Whether a message has this name; if not, *error gets what is near. */
static const struct awsml_diag_info *find_slug(const char *slug, const char *dashes,
                                               int warnings_only, struct usage_error *error)
{
    struct suggestion near = {.typed = slug};
    const struct awsml_diag_info *info;
    for (size_t i = 0; (info = awsml_diag_info_at(i)) != NULL; i++) {
        if (strcmp(info->slug, slug) == 0)
            return info;
        if (!warnings_only || info->severity != AWSML_SEVERITY_ERROR)
            suggest(&near, info->slug, strlen(info->slug));
    }
    snprintf(error->message, sizeof(error->message), "no message is called '%.*s'", SHOWN, slug);
    set_hint(error, dashes, near);
    return NULL;
}

static int set_warning(struct options *options, const char *value, struct usage_error *error)
{
    if (strcmp(value, "error") == 0 || strcmp(value, "no-error") == 0) {
        options->werror = value[0] == 'e';
        return 0;
    }
    if (strncmp(value, "no-", 3) != 0) {
        snprintf(error->message, sizeof(error->message),
                 "-W takes 'error' or 'no-SLUG', not '%.*s'", SHOWN, value);
        struct suggestion near = {.typed = value};
        suggest(&near, "error", strlen("error"));
        set_hint(error, "-W", near);
        return -1;
    }
    const struct awsml_diag_info *info = find_slug(value + 3, "-Wno-", 1, error);
    if (!info)
        return -1;
    if (info->severity == AWSML_SEVERITY_ERROR) {
        snprintf(error->message, sizeof(error->message),
                 "'%s' is an error, and errors cannot be silenced", info->slug);
        return -1;
    }
    add_text(&options->silenced, info->slug);
    return 0;
}

static int set_file(const char **field, const struct option_row *row, const char *value,
                    struct usage_error *error)
{
    if (!*value || *field) {
        snprintf(error->message, sizeof(error->message), "--%s %s", row->name,
                 *value ? "is given twice" : "needs the name of a file");
        return -1;
    }
    *field = value;
    return 0;
}

/* The value is NULL for flags. */
static int set(struct options *options, const struct option_row *row, const char *value,
               struct usage_error *error)
{
    void *field = (char *)options + row->field;
    switch (row->kind) {
    case OPTION_FLAG:
        *(int *)field = 1;
        return 0;
    case OPTION_STRING:
        *(const char **)field = value;
        return 0;
    case OPTION_FILE:
        return set_file(field, row, value, error);
    case OPTION_LIST:
        add_text(field, value);
        return 0;
    case OPTION_CHOICE:
        return set_choice(field, row, value, error);
    case OPTION_NUMBER:
        return set_number(field, row, value, error);
    case OPTION_SLUG:
        *(const char **)field = value;
        return find_slug(value, "", 0, error) ? 0 : -1;
    case OPTION_WARNING:
        return set_warning(options, value, error);
    }
    return 0;
}

/* The arguments that are left. */
struct cursor {
    char **argv;
    int argc, next;
};

/* The value of an option: behind it in the same argument, or the next argument. */
static const char *take_value(struct cursor *cursor, const char *attached, const char *option,
                              const struct option_row *row, struct usage_error *error)
{
    if (attached)
        return attached;
    const char *value = cursor->next < cursor->argc ? cursor->argv[cursor->next] : NULL;
    if (value && (value[0] != '-' || !value[1])) {
        cursor->next++;
        return value;
    }
    snprintf(error->message, sizeof(error->message), "%s needs a value: %s", option, row->argument);
    if (value && row->name)
        snprintf(error->hint, sizeof(error->hint), "write --%s=%.*s if it begins with a dash",
                 row->name, SHOWN, value);
    return NULL;
}

static int parse_long(struct options *options, struct cursor *cursor, const char *argument,
                      struct usage_error *error)
{
    size_t len = strcspn(argument, "=");
    char name[SHOWN + 1], option[SHOWN + 3];
    snprintf(name, sizeof(name), "%.*s", (int)(len < SHOWN ? len : SHOWN), argument);
    snprintf(option, sizeof(option), "--%s", name);
    const char *attached = argument[len] == '=' ? argument + len + 1 : NULL;
    struct suggestion near = {.typed = name};
    for (const struct option_row *row = rows; row < rows + ROW_COUNT; row++) {
        if (!row->name)
            continue;
        suggest(&near, row->name, strlen(row->name));
        if (strcmp(row->name, name) != 0)
            continue;
        if (row->argument) {
            attached = take_value(cursor, attached, option, row, error);
            return attached ? set(options, row, attached, error) : -1;
        }
        if (!attached)
            return set(options, row, NULL, error);
        snprintf(error->message, sizeof(error->message), "%s takes no value", option);
        return -1;
    }
    snprintf(error->message, sizeof(error->message), "there is no option %s", option);
    set_hint(error, "--", near);
    return -1;
}

static const struct option_row *find_short(char name)
{
    for (const struct option_row *row = rows; row < rows + ROW_COUNT; row++)
        if (row->short_name == name)
            return row;
    return NULL;
}

/* A cluster: flags, then at most one option with a value, which may be attached. */
static int parse_short(struct options *options, struct cursor *cursor, const char *argument,
                       struct usage_error *error)
{
    for (const char *p = argument; *p; p++) {
        const struct option_row *row = find_short(*p);
        char option[] = {'-', *p, '\0'};
        if (!row) {
            snprintf(error->message, sizeof(error->message), "there is no option -%.*s", SHOWN,
                     argument);
            struct suggestion near = {.typed = argument};
            for (row = rows; row < rows + ROW_COUNT; row++)
                if (row->name)
                    suggest(&near, row->name, strlen(row->name));
            set_hint(error, "--", near);
            return -1;
        }
        if (row->argument) {
            const char *value = take_value(cursor, p[1] ? p + 1 : NULL, option, row, error);
            return value ? set(options, row, value, error) : -1;
        }
        if (set(options, row, NULL, error) < 0)
            return -1;
    }
    return 0;
}

int options_parse(struct options *options, int argc, char **argv, struct usage_error *error)
{
    *options = (struct options){.generate = GENERATE_NONE, .jobs = 1};
    *error = (struct usage_error){.message = ""};
    struct cursor cursor = {argv, argc, 1};
    int only_inputs = 0;
    while (cursor.next < argc) {
        const char *argument = argv[cursor.next++];
        int failed = 0;
        if (only_inputs || argument[0] != '-' || !argument[1])
            add_text(&options->inputs, argument);
        else if (strcmp(argument, "--") == 0)
            only_inputs = 1;
        else if (argument[1] == '-')
            failed = parse_long(options, &cursor, argument + 2, error);
        else
            failed = parse_short(options, &cursor, argument + 1, error);
        if (failed)
            return -1;
    }
    return 0;
}

void options_release(struct options *options)
{
    free(options->inputs.items);
    free(options->tags.items);
    free(options->silenced.items);
    free(options->forget.items);
    free(options->adopt.items);
}

char *options_help(void)
{
    enum { COLUMN = 24 };
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    fputs("Usage: awsml-export [OPTION]... [FILE|FOLDER|-]...\n"
          "Turns Markdown study notes into Anki cards. Folders are read with all below\n"
          "them; - is standard input or output; without a name, the folder input is read.\n",
          out);
    for (int group = 0; group < OPTION_GROUP_COUNT; group++) {
        fprintf(out, "\n%s:\n", option_group_title((enum option_group)group));
        for (const struct option_row *row = rows; row < rows + ROW_COUNT; row++) {
            char names[64];
            if ((int)row->group == group)
                fprintf(out, "  %s%-*s %s\n", row->short_name ? "" : "    ",
                        row->short_name ? COLUMN : COLUMN - 4,
                        option_names(row, names, sizeof(names)), row->help);
        }
    }
    fputs("\nFirst steps:\n"
          "  awsml-export --apkg deck.apkg                 the notes in input/ as a package\n"
          "  awsml-export notes/ --list                    which notes they become\n"
          "  awsml-export --generate=man | man -l -        the manual\n",
          out);
    memory_close(out);
    return text;
}
