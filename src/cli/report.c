/* SPDX-License-Identifier: MIT */
/* All that the program says on standard error. */
#include "cli/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"

void report_init(struct report *report, const struct options *options, struct terminal terminal)
{
    int colour = options->color == COLOR_ALWAYS ||
                 (options->color == COLOR_AUTO && terminal.is_terminal && !terminal.no_color &&
                  !terminal.dumb);
    *report = (struct report){
        .colour = colour,
        .json = options->diagnostics == DIAGNOSTICS_JSON,
        .quiet = options->quiet,
        .verbose = options->verbose,
        .werror = options->werror,
        .silenced = &options->silenced,
    };
}

int report_wants_progress(const struct report *report, struct terminal terminal)
{
    return terminal.is_terminal && !terminal.dumb && !report->quiet && !report->json;
}

const char *report_severity(enum awsml_severity severity)
{
    static const char *const names[] = {
        [AWSML_SEVERITY_NOTE] = "note",
        [AWSML_SEVERITY_WARNING] = "warning",
        [AWSML_SEVERITY_ERROR] = "error",
    };
    return names[severity];
}

/* The length of the well-formed character at the front of the text (RFC 3629); 0: there is none. */
static size_t utf8_length(struct awsml_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (p[0] > 0xF4 || len > text.len)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return len;
}

/* A JSON string (RFC 8259, section 7), or null where there is no text. */
static void put_json(FILE *out, const char *key, struct awsml_str text)
{
    fprintf(out, ", \"%s\": ", key);
    if (!text.len) {
        fputs("null", out);
        return;
    }
    fputc('"', out);
    while (text.len) {
        unsigned char c = (unsigned char)text.ptr[0];
        size_t len = utf8_length(text);
        if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (len)
            fwrite(text.ptr, 1, len, out);
        else
            fputs("\\ufffd", out); /* file names may hold anything */
        len += !len;
        text.ptr += len;
        text.len -= len;
    }
    fputc('"', out);
}

static void put_number(FILE *out, const char *key, unsigned number)
{
    if (number)
        fprintf(out, ", \"%s\": %u", key, number);
    else
        fprintf(out, ", \"%s\": null", key);
}

static void print_json(const struct awsml_diag *diag)
{
    char *text;
    size_t len;
    FILE *out = memory_open(&text, &len);
    fprintf(out, "{\"severity\": \"%s\", \"slug\": \"%s\"", report_severity(diag->severity),
            diag->slug);
    put_json(out, "path", diag->path);
    put_number(out, "line", diag->line);
    put_number(out, "column", diag->column);
    put_number(out, "width", diag->column ? diag->width : 0);
    put_json(out, "message", diag->message);
    put_json(out, "hint", diag->hint);
    put_json(out, "source_line", diag->source_line);
    fputs("}\n", out);
    memory_close(out);
    fwrite(text, 1, len, stderr); /* in one piece, for who reads along */
    free(text);
}

void report_diag(void *user, const struct awsml_diag *diag)
{
    struct report *report = user;
    report->errors += diag->severity == AWSML_SEVERITY_ERROR;
    report->warnings += diag->severity == AWSML_SEVERITY_WARNING;
    if (report->quiet && diag->severity != AWSML_SEVERITY_ERROR)
        return;
    progress_hide(&report->progress);
    if (report->json)
        print_json(diag);
    else
        awsml_diag_print(stderr, diag, report->colour);
    progress_show(&report->progress);
}

static struct awsml_str view(const char *text)
{
    return (struct awsml_str){text, text ? strlen(text) : 0};
}

void report_problem(struct report *report, const char *slug, const char *path, const char *message,
                    const char *hint)
{
    const struct awsml_diag_info *info = awsml_diag_info_find(slug);
    enum awsml_severity severity = info ? info->severity : AWSML_SEVERITY_ERROR;
    for (size_t i = 0; i < report->silenced->count; i++)
        if (severity != AWSML_SEVERITY_ERROR && strcmp(report->silenced->items[i], slug) == 0)
            return;
    if (severity == AWSML_SEVERITY_WARNING && report->werror)
        severity = AWSML_SEVERITY_ERROR;
    struct awsml_diag diag = {
        .severity = severity,
        .slug = slug,
        .path = view(path ? path : report->json ? NULL : "awsml-export"),
        .message = view(message),
        .hint = view(hint),
    };
    report_diag(report, &diag);
}

void report_stage(struct report *report, const char *stage, double seconds, const char *what)
{
    if (!report->verbose || report->quiet || report->json)
        return;
    progress_hide(&report->progress);
    fprintf(stderr, "  %-8s %8.1f ms  %s\n", stage, seconds * 1000, what);
    progress_show(&report->progress);
}

static void put_count(FILE *out, size_t count, const char *noun)
{
    if (count)
        fprintf(out, ", %zu %s%s", count, noun, count == 1 ? "" : "s");
}

void report_summary(struct report *report, const char *text)
{
    if (report->quiet || report->json)
        return;
    char *line;
    size_t len;
    FILE *out = memory_open(&line, &len);
    fputs(text, out);
    put_count(out, report->errors, "error");
    put_count(out, report->warnings, "warning");
    fputc('\n', out);
    memory_close(out);
    progress_hide(&report->progress);
    fwrite(line, 1, len, stderr);
    progress_show(&report->progress);
    free(line);
}
