/* SPDX-License-Identifier: MIT */
/* Completions and README's table, from the table of options; messages explained. */
#include "cli/generate.h"

#include <string.h>

#include <awsml/diag.h>
#include <awsml/version.h>

#include "cli/memory.h"
#include "cli/report.h"

/* The messages' names, each with text before and after it. */
static void put_slugs(FILE *out, const char *before, int silenceable_only, const char *after)
{
    const struct awsml_diag_info *info;
    for (size_t i = 0; (info = awsml_diag_info_at(i)) != NULL; i++)
        if (!silenceable_only || info->severity != AWSML_SEVERITY_ERROR)
            fprintf(out, "%s%s%s", before, info->slug, after);
}

static void put_choices(FILE *out, const char *choices, const char *between)
{
    const char *state = choices;
    size_t len;
    for (const char *choice, *first = choices; (choice = option_next_choice(&state, &len)) != NULL;)
        fprintf(out, "%s%.*s", choice == first ? "" : between, (int)len, choice);
}

/* -Werror and -Wno-SLUG are two rows of one option. */
static int is_slug_warning(const struct option_row *row)
{
    return row->kind == OPTION_WARNING && strcmp(row->argument, "error") != 0;
}

/* --- bash --- */

static void put_bash_values(FILE *out, const struct option_row *row)
{
    if (row->kind == OPTION_FILE) {
        fputs("_awsml_export_files \"$current\"", out);
        return;
    }
    fputs("_awsml_export_words \"$current\" '", out);
    if (row->choices)
        put_choices(out, row->choices, " ");
    if (row->kind == OPTION_SLUG)
        put_slugs(out, " ", 0, "");
    fputc('\'', out);
}

static void put_bash_case(FILE *out, const struct option_row *row)
{
    if (!row->argument || row->kind == OPTION_WARNING)
        return;
    fputs("        ", out);
    if (row->short_name)
        fprintf(out, "-%c|", row->short_name);
    fprintf(out, "--%s) ", row->name);
    put_bash_values(out, row);
    fputs("; return ;;\n", out);
}

static void generate_bash(FILE *out)
{
    const struct option_row *row;
    fputs("# bash completion for awsml-export; made by awsml-export --generate=bash\n"
          "_awsml_export_words() {\n"
          "    mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\")\n"
          "}\n"
          "_awsml_export_files() {\n"
          "    mapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n"
          "    compopt -o filenames 2>/dev/null\n"
          "}\n"
          "_awsml_export() {\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    # bash makes three words of --option=value\n"
          "    if [[ $current == '=' ]]; then\n"
          "        current=\n"
          "    elif [[ $previous == '=' && $COMP_CWORD -gt 1 ]]; then\n"
          "        previous=${COMP_WORDS[COMP_CWORD-2]}\n"
          "    fi\n"
          "    case $previous in\n",
          out);
    for (size_t i = 0; (row = option_at(i)) != NULL; i++)
        put_bash_case(out, row);
    fputs("    esac\n"
          "    if [[ $current == -* ]]; then\n"
          "        _awsml_export_words \"$current\" '",
          out);
    for (size_t i = 0; (row = option_at(i)) != NULL; i++) {
        if (is_slug_warning(row)) {
            put_slugs(out, "-Wno-", 1, " ");
            continue;
        }
        if (row->short_name)
            fprintf(out, "-%c%s ", row->short_name, row->name ? "" : row->argument);
        if (row->name)
            fprintf(out, "--%s ", row->name);
    }
    fputs("'\n"
          "    else\n"
          "        _awsml_export_files \"$current\"\n"
          "    fi\n"
          "}\n"
          "complete -F _awsml_export awsml-export\n",
          out);
}

/* --- zsh --- */

/* Inside '…[…]': the quote ends the word, brackets and colons the text. */
static void put_zsh_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", out);
        else if (strchr("[]:\\", *text))
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
}

static void put_zsh_row(FILE *out, const struct option_row *row)
{
    if (row->kind == OPTION_WARNING)
        return;
    const char *repeat = row->kind == OPTION_LIST ? "*" : "";
    const char *sign = row->argument ? "=" : "";
    if (row->short_name)
        fprintf(out, " \\\n    '(-%c --%s)'{-%c%s,--%s%s}'[", row->short_name, row->name,
                row->short_name, row->argument ? "+" : "", row->name, sign);
    else
        fprintf(out, " \\\n    '%s--%s%s[", repeat, row->name, sign);
    put_zsh_text(out, row->help);
    fputc(']', out);
    if (row->argument) {
        fprintf(out, ":%s:", row->argument);
        if (row->kind == OPTION_FILE)
            fputs("_files", out);
        if (row->choices) {
            fputc('(', out);
            put_choices(out, row->choices, " ");
            fputc(')', out);
        }
        if (row->kind == OPTION_SLUG) {
            fputc('(', out);
            put_slugs(out, "", 0, " ");
            fputc(')', out);
        }
    }
    fputc('\'', out);
}

static void generate_zsh(FILE *out)
{
    const struct option_row *row;
    fputs("#compdef awsml-export\n"
          "# zsh completion for awsml-export; made by awsml-export --generate=zsh\n"
          "_arguments -s -S",
          out);
    for (size_t i = 0; (row = option_at(i)) != NULL; i++)
        put_zsh_row(out, row);
    fputs(" \\\n    '*-W+[which warnings are given or are errors]:warning:(error", out);
    put_slugs(out, " no-", 1, "");
    fputs(")' \\\n    '*:notes:_files'\n", out);
}

/* --- fish --- */

static void put_fish_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("'\\", *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void put_fish_description(FILE *out, const struct option_row *row)
{
    fputs(" -d '", out);
    put_fish_text(out, row->help);
    fputs("'\n", out);
}

static void put_fish_row(FILE *out, const struct option_row *row)
{
    if (is_slug_warning(row)) {
        const struct awsml_diag_info *info;
        for (size_t i = 0; (info = awsml_diag_info_at(i)) != NULL; i++)
            if (info->severity != AWSML_SEVERITY_ERROR) {
                fprintf(out, "complete -c awsml-export -o Wno-%s", info->slug);
                put_fish_description(out, row);
            }
        return;
    }
    fputs("complete -c awsml-export", out);
    if (row->kind == OPTION_WARNING) {
        fprintf(out, " -o W%s", row->argument);
    } else {
        if (row->short_name)
            fprintf(out, " -s %c", row->short_name);
        fprintf(out, " -l %s", row->name);
        if (row->kind == OPTION_FILE)
            fputs(" -r -F", out);
        else if (row->argument)
            fputs(" -x", out);
    }
    if (row->choices || row->kind == OPTION_SLUG) {
        fputs(" -a '", out);
        if (row->choices)
            put_choices(out, row->choices, " ");
        else
            put_slugs(out, "", 0, " ");
        fputc('\'', out);
    }
    put_fish_description(out, row);
}

static void generate_fish(FILE *out)
{
    const struct option_row *row;
    fputs("# fish completion for awsml-export; made by awsml-export --generate=fish\n", out);
    for (size_t i = 0; (row = option_at(i)) != NULL; i++)
        put_fish_row(out, row);
}

/* --- README --- */

static void generate_readme(FILE *out)
{
    const struct option_row *row;
    int group = -1;
    fputs("| Option | What it does |\n| --- | --- |\n", out);
    for (size_t i = 0; (row = option_at(i)) != NULL; i++) {
        char names[64];
        if ((int)row->group != group)
            fprintf(out, "| **%s** | |\n", option_group_title(row->group));
        group = (int)row->group;
        fprintf(out, "| `%s` | %s", option_names(row, names, sizeof(names)), row->help);
        if (row->choices) {
            fputs(": `", out);
            put_choices(out, row->choices, "`, `");
            fputc('`', out);
        }
        fputs(" |\n", out);
    }
}

char *generate(int what)
{
    static void (*const makers[])(FILE * out) = {
        [GENERATE_MAN] = generate_manual, [GENERATE_BASH] = generate_bash,
        [GENERATE_ZSH] = generate_zsh,    [GENERATE_FISH] = generate_fish,
        [GENERATE_README] = generate_readme,
    };
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    makers[what](out);
    memory_close(out);
    return text;
}

/* Paragraphs in lines of at most 80 columns, as far as letters are one column wide. */
static void put_wrapped(FILE *out, const char *text)
{
    enum { WIDTH = 80 };
    size_t column = 0;
    while (*text) {
        size_t len = strcspn(text, " \n"), letters = 0;
        for (size_t i = 0; i < len; i++)
            letters += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (column && column + 1 + letters > WIDTH) {
            fputc('\n', out);
            column = 0;
        }
        if (column && len)
            fputc(' ', out);
        fwrite(text, 1, len, out);
        column += letters + (column && len);
        text += len;
        for (; *text == ' ' || *text == '\n'; text++)
            if (*text == '\n') {
                fputc('\n', out);
                column = 0;
            }
    }
    fputc('\n', out);
}

char *explain_text(const char *slug)
{
    const struct awsml_diag_info *info = awsml_diag_info_find(slug);
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    fprintf(out, "%s (%s): %s\n\n", info->slug, report_severity(info->severity),
            info->summary);
    put_wrapped(out, info->explanation);
    if (info->severity != AWSML_SEVERITY_ERROR)
        fprintf(out, "\n-Wno-%s silences it.\n", info->slug);
    memory_close(out);
    return text;
}

char *version_text(void)
{
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    fprintf(out, "awsml-export %s\n", awsml_version());
    memory_close(out);
    return text;
}
