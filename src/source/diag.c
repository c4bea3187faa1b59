/* SPDX-License-Identifier: MIT */
/* Complaints: the list, the table of messages, and their text form. */
#include "source/diag.h"

#include <stdarg.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "source/source.h"

static const struct awsml_diag_info infos[] = {
#define NOTE    AWSML_SEVERITY_NOTE
#define WARNING AWSML_SEVERITY_WARNING
#define ERROR   AWSML_SEVERITY_ERROR
#define DIAG(slug, name, severity, summary, explanation) {slug, severity, summary, explanation},
#include "source/codes.def"
#undef DIAG
#undef NOTE
#undef WARNING
#undef ERROR
};

const struct awsml_diag_info *awsml_diag_info_at(size_t index)
{
    return index < ARRAY_LEN(infos) ? &infos[index] : NULL;
}

const struct awsml_diag_info *awsml_diag_info_find(const char *slug)
{
    for (size_t i = 0; i < ARRAY_LEN(infos); i++)
        if (strcmp(infos[i].slug, slug) == 0)
            return &infos[i];
    return NULL;
}

ATTR_PRINTF(5, 0)
static struct awsml_diag *add(struct diag *diag, enum diag_code code, str path, const char *hint,
                              const char *format, va_list args)
{
    struct buf message = {0};
    buf_vprintf(&message, format, args);
    vec_push(&diag->list, (struct awsml_diag){
                              .severity = infos[code].severity,
                              .slug = infos[code].slug,
                              .path = arena_str(&diag->arena, path),
                              .message = buf_take(&message, &diag->arena),
                              .hint = arena_str(&diag->arena, str_from(hint)),
                          });
    buf_release(&message);
    diag->errors += infos[code].severity == AWSML_SEVERITY_ERROR;
    return vec_last(&diag->list);
}

void diag_at(struct diag *diag, struct span span, enum diag_code code, const char *hint,
             const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct awsml_diag *row =
        add(diag, code, span.source ? span.source->path : (str){0}, hint, format, args);
    va_end(args);
    if (!span.source)
        return;
    struct source_cursor cursor = {0};
    if (diag->located == span.source->text.ptr)
        cursor = (struct source_cursor){diag->located_at, diag->located_line};
    row->line = source_line_from(span.source, &cursor, span.begin);
    diag->located = span.source->text.ptr;
    diag->located_at = cursor.offset;
    diag->located_line = cursor.line;
    str line = source_line_at(span.source, span.begin);
    row->source_line = arena_str(&diag->arena, line);
    size_t at = span.begin - (size_t)(line.ptr - span.source->text.ptr);
    row->column = (unsigned)utf8_count(str_sub(line, 0, at)) + 1;
    row->width = (unsigned)utf8_count(str_sub(line, at, at + span.len));
    row->width = MAX(row->width, 1u);
}

void diag_file(struct diag *diag, str path, enum diag_code code, const char *hint,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diag, code, path, hint, format, args);
    va_end(args);
}

void diag_line(struct diag *diag, str path, unsigned line, unsigned column, enum diag_code code,
               const char *hint, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct awsml_diag *row = add(diag, code, path, hint, format, args);
    va_end(args);
    row->line = line;
    row->column = column;
    row->width = 1;
}

void diag_release(struct diag *diag)
{
    vec_release(&diag->list);
    arena_release(&diag->arena);
    diag->errors = 0;
}

static const char *severity_name(enum awsml_severity severity)
{
    switch (severity) {
    case AWSML_SEVERITY_NOTE:
        return "note";
    case AWSML_SEVERITY_WARNING:
        return "warning";
    case AWSML_SEVERITY_ERROR:
        return "error";
    }
    return "error";
}

static const char *severity_colour(enum awsml_severity severity)
{
    switch (severity) {
    case AWSML_SEVERITY_NOTE:
        return "\033[1;36m";
    case AWSML_SEVERITY_WARNING:
        return "\033[1;35m";
    case AWSML_SEVERITY_ERROR:
        return "\033[1;31m";
    }
    return "";
}

enum { LINE_SHOWN = 160 }; /* columns of a source line, around the place */

static bool is_control(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* What a terminal may be shown: control characters, which could rewrite it, become blanks. */
static void put_printable(struct buf *out, str text)
{
    for (size_t i = 0, len; i < text.len; i += len) {
        if (is_control(utf8_at(text, i, &len)))
            buf_char(out, ' ');
        else
            buf_put(out, str_sub(text, i, i + len));
    }
}

/* Columns of what put_printable() writes. */
static size_t shown_width(str text)
{
    size_t width = utf8_width(text);
    for (size_t i = 0, len; i < text.len; i += len)
        width += is_control(utf8_at(text, i, &len));
    return width;
}

static void put_source_line(struct buf *out, const struct awsml_diag *diag, int colour)
{
    str line = diag->source_line;
    size_t at = 0;
    for (unsigned column = 1; column < diag->column && at < line.len; column++) {
        size_t len;
        utf8_at(line, at, &len);
        at += len;
    }
    size_t begin = at;
    while (begin > 0 && shown_width(str_sub(line, begin, at)) < LINE_SHOWN / 2) {
        size_t len;
        utf8_before(line, begin, &len);
        begin -= len;
    }
    size_t end = at, stop = at, count = 0;
    while (end < line.len && shown_width(str_sub(line, begin, end)) < LINE_SHOWN) {
        size_t len;
        utf8_at(line, end, &len);
        end += len;
        if (count++ < diag->width)
            stop = end;
    }
    buf_printf(out, "%5u | ", diag->line);
    put_printable(out, str_sub(line, begin, end));
    buf_lit(out, "\n      | ");
    for (size_t n = shown_width(str_sub(line, begin, at)); n > 0; n--)
        buf_char(out, ' ');
    buf_put(out, str_from(colour ? "\033[1;32m" : ""));
    size_t underline = shown_width(str_sub(line, at, stop));
    for (size_t n = MAX(underline, (size_t)1); n > 0; n--)
        buf_char(out, '^');
    buf_put(out, str_from(colour ? "\033[0m" : ""));
    buf_char(out, '\n');
}

void awsml_diag_print(FILE *stream, const struct awsml_diag *diag, int colour)
{
    struct buf out = {0};
    if (diag->path.len) {
        put_printable(&out, diag->path);
        if (diag->line)
            buf_printf(&out, ":%u", diag->line);
        if (diag->column)
            buf_printf(&out, ":%u", diag->column);
        buf_lit(&out, ": ");
    }
    const char *begin = colour ? severity_colour(diag->severity) : "";
    buf_printf(&out, "%s%s:%s ", begin, severity_name(diag->severity), colour ? "\033[0m" : "");
    put_printable(&out, diag->message);
    buf_printf(&out, " [%s]\n", diag->slug);
    if (diag->line && diag->column && diag->source_line.len)
        put_source_line(&out, diag, colour);
    if (diag->hint.len) {
        buf_lit(&out, "   hint: ");
        put_printable(&out, diag->hint);
        buf_char(&out, '\n');
    }
    fwrite(out.ptr, 1, out.len, stream);
    buf_release(&out);
}
