/* SPDX-License-Identifier: MIT */
/* The dependency file. */
#include "cli/depfile.h"

#include <stdio.h>
#include <string.h>

#include "cli/memory.h"

int depfile_can_name(struct awsml_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == ';' || (unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7F)
            return 0;
    return name.len > 0 && name.ptr[name.len - 1] != '\\';
}

static int holds(struct awsml_str name, char c)
{
    return name.len && memchr(name.ptr, c, name.len) != NULL;
}

static void put_backslashes(FILE *out, size_t count)
{
    while (count--)
        fputc('\\', out);
}

/* `special`: the characters that a backslash quotes here. */
static void put_name(FILE *out, struct awsml_str name, const char *special)
{
    /* ~ is somebody's home; a dot may begin a suffix rule or a special target */
    if (name.ptr[0] == '~' ||
        (name.ptr[0] == '.' && name.len > 1 && name.ptr[1] != '/' && name.ptr[1] != '.'))
        fputs("./", out);
    size_t backslashes = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (strchr(special, c))
            put_backslashes(out, backslashes + 1);
        backslashes = c == '\\' ? backslashes + 1 : 0;
        if (c == '$')
            fputc('$', out);
        fputc(c, out);
    }
    /* a(b) is the member b of an archive; this is the same folder */
    if (name.ptr[name.len - 1] == ')' && holds(name, '('))
        fputs("/.", out);
}

static void put_prerequisite(FILE *out, struct awsml_str name)
{
    put_name(out, name, " #:*?|");
}

/*
 * "target: a=b c" would set a variable, unless a name without = comes first; the root of all
 * folders is one that never hurts.
 */
static void put_prerequisites(FILE *out, const struct awsml_deck *deck)
{
    int begun = 0;
    for (int with_equals = 0; with_equals < 2; with_equals++)
        for (size_t i = 0; i < awsml_deck_read_count(deck); i++) {
            struct awsml_str name = awsml_deck_read_path(deck, i);
            if (!depfile_can_name(name) || holds(name, '=') != with_equals)
                continue;
            fputs(with_equals && !begun ? " / \\\n  " : " \\\n  ", out);
            put_prerequisite(out, name);
            begun = 1;
        }
    fputc('\n', out);
}

/*
 * With a % the rule is a pattern's, which only an (empty) recipe completes. Names with = or | have
 * no spelling as a target.
 */
static void put_empty_rules(FILE *out, const struct awsml_deck *deck)
{
    for (size_t i = 0; i < awsml_deck_read_count(deck); i++) {
        struct awsml_str name = awsml_deck_read_path(deck, i);
        if (!depfile_can_name(name) || holds(name, '=') || holds(name, '|'))
            continue;
        fputc('\n', out);
        put_prerequisite(out, name);
        fputs(holds(name, '%') ? ": ;\n" : ":\n", out);
    }
}

char *depfile_text(const char *const *targets, size_t count, const struct awsml_deck *deck)
{
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    for (size_t i = 0; i < count; i++) {
        if (i)
            fputc(' ', out);
        put_name(out, (struct awsml_str){targets[i], strlen(targets[i])}, " #:*?|%");
    }
    fputc(':', out);
    put_prerequisites(out, deck);
    put_empty_rules(out, deck);
    memory_close(out);
    return text;
}
