/* SPDX-License-Identifier: MIT */
/* What the parser must not see: one pass over the lines, a second over those that changed. */
#include "doc/mask.h"

#include "base/vec.h"
#include "doc/heading_line.h"
#include "doc/template.h"

enum { RUN_LENGTHS = 32 }; /* backtick runs longer than this are no code span for us */

struct cover {
    uint32_t begin, end;
};

struct scan {
    const struct source *source;
    str text;
    char *copy;
    struct diag *diag;
    vec(struct cover) covers;
    uint32_t paragraph_end;          /* the next blank line; 0: not looked for yet */
    uint32_t no_run[RUN_LENGTHS];    /* no closing backtick run of this length before here */
    bool no_comment_end, no_percent_end, no_endcomment, no_kramdown_end, no_endraw;
    bool no_conflict_end;
    char fence;                      /* the open fence's character, or 0 */
    size_t fence_len, fence_quotes, fence_indent;
    bool in_item;     /* a list item may be open */
    bool after_blank; /* no paragraph is open: a blank, a code, heading or rule line is before */
    bool after_heading; /* the line before ends a heading */
    uint32_t conflict; /* where an open conflict began, or UINT32_MAX */
};

/* Filler: U+E000, of the private use area, is a letter to CommonMark's emphasis rules. */
static const char filler3[] = "\xEE\x80\x80", filler2[] = "\xC2\xAA";

static void fill(char *p, size_t len)
{
    if (len == 1) {
        *p = ' ';
        return;
    }
    size_t pairs = len % 3 == 0 ? 0 : len % 3 == 2 ? 1 : 2;
    for (size_t i = 0; i + 2 * pairs < len; i += 3)
        memcpy(p + i, filler3, 3);
    for (size_t i = 1; i <= pairs; i++)
        memcpy(p + len - 2 * i, filler2, 2);
}

uint32_t mask_len(const char *p)
{
    if (memcmp(p, filler2, 2) == 0)
        return 2;
    return (unsigned char)*p == 0xEE ? 3 : 1;
}

bool mask_is_at(str masked, str text, size_t at)
{
    if (masked.ptr[at] == text.ptr[at] && ((unsigned char)masked.ptr[at] < 0x80))
        return false;
    size_t len = at + 3 <= masked.len ? mask_len(masked.ptr + at) : 1;
    return memcmp(masked.ptr + at, text.ptr + at, len) != 0;
}

void mask_strip(struct buf *out, str text)
{
    bool after = false;
    for (size_t i = 0; i < text.len;) {
        str rest = str_sub(text, i, text.len);
        if (str_starts(rest, STR(filler3))) {
            after = true;
            i += 3;
        } else if (after && str_starts(rest, STR(filler2))) {
            i += 2;
        } else {
            after = false;
            buf_char(out, text.ptr[i++]);
        }
    }
}

static uint32_t line_end(str text, uint32_t at)
{
    return (uint32_t)str_line_end(text, at);
}

static void cover(struct scan *scan, size_t begin, size_t end)
{
    vec_push(&scan->covers, (struct cover){(uint32_t)begin, (uint32_t)end});
    while (begin < end) {
        size_t stop = line_end(str_sub(scan->text, 0, end), (uint32_t)begin);
        fill(scan->copy + begin, stop - begin);
        begin = stop + 1;
    }
}

static void blank(struct scan *scan, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (scan->text.ptr[i] != '\n')
            scan->copy[i] = ' ';
}

/* What stands before a line's content: blanks, quote marks, list marks. */
struct prefix {
    size_t len, quotes, indent;
};

static struct prefix line_prefix(str line)
{
    struct prefix prefix = {0};
    size_t i = 0;
    for (;;) {
        while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
            i++;
        size_t mark = i;
        if (i < line.len && line.ptr[i] == '>') {
            prefix.quotes++;
            i++;
            continue;
        }
        if (i < line.len && strchr("-+*", line.ptr[i])) {
            i++;
        } else {
            while (i < line.len && ascii_is_digit(line.ptr[i]) && i - mark < 9)
                i++;
            if (i > mark && i < line.len && (line.ptr[i] == '.' || line.ptr[i] == ')'))
                i++;
            else
                i = mark;
        }
        if (i == mark || i >= line.len || (line.ptr[i] != ' ' && line.ptr[i] != '\t')) {
            prefix.len = mark;
            return prefix;
        }
        prefix.indent = i + 1;
    }
}

static size_t fence_run(str content)
{
    size_t run = 0;
    while (run < content.len && content.ptr[run] == content.ptr[0])
        run++;
    return run;
}

/* True where the line is a fence or inside one: nothing in it is looked at. */
static bool scan_fence(struct scan *scan, str line, struct prefix prefix)
{
    str content = str_sub(line, prefix.len, line.len);
    size_t indent = prefix.len;
    if (scan->fence) {
        bool left_quote = prefix.quotes < scan->fence_quotes;
        bool left_item = content.len && scan->fence_indent && indent < scan->fence_indent &&
                         !scan->fence_quotes;
        if (!left_quote && !left_item) {
            size_t run = content.len && content.ptr[0] == scan->fence ? fence_run(content) : 0;
            if (run >= scan->fence_len && !str_trim(str_sub(content, run, content.len)).len)
                scan->fence = 0;
            return true;
        }
        scan->fence = 0;
    }
    if (!content.len || (content.ptr[0] != '`' && content.ptr[0] != '~'))
        return false;
    size_t run = fence_run(content);
    if (run < 3 || (content.ptr[0] == '`' &&
                    str_find_char(str_sub(content, run, content.len), '`') != SIZE_MAX))
        return false;
    scan->fence = content.ptr[0];
    scan->fence_len = run;
    scan->fence_quotes = prefix.quotes;
    scan->fence_indent = prefix.indent;
    return true;
}

/* Is it a heading or a rule (or underlines one), so that no paragraph goes on below it? */
static bool ends_paragraph(str content)
{
    size_t run = content.len ? fence_run(content) : 0;
    if (run && content.ptr[0] == '#')
        return run <= 6 && (run == content.len || ascii_is_space(content.ptr[run]));
    return run >= 3 && strchr("-*_", content.ptr[0]) &&
           !str_trim(str_sub(content, run, content.len)).len;
}

/*
 * True where the line is code because four blanks stand before it. Never in a list: there it
 * takes the item's own indent to tell.
 */
static bool scan_indented(struct scan *scan, str line, struct prefix prefix)
{
    size_t columns = 0, i = 0;
    for (; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
        columns = line.ptr[i] == '\t' ? columns / 4 * 4 + 4 : columns + 1;
    bool empty = i == line.len;
    bool code = !empty && columns >= 4 && scan->after_blank && !scan->in_item;
    if (prefix.indent && !code)
        scan->in_item = true;
    else if (!empty && columns == 0 && scan->after_blank)
        scan->in_item = false;
    scan->after_blank = empty || code ||
                        (columns < 4 && ends_paragraph(str_sub(line, prefix.len, line.len)));
    return code;
}

static uint32_t paragraph_end(struct scan *scan, uint32_t at)
{
    if (scan->paragraph_end > at)
        return scan->paragraph_end;
    uint32_t end = line_end(scan->text, at);
    while (end < scan->text.len) {
        uint32_t next = line_end(scan->text, end + 1);
        if (!str_trim(str_sub(scan->text, end + 1, next)).len)
            break;
        end = next;
    }
    memset(scan->no_run, 0, sizeof(scan->no_run));
    return scan->paragraph_end = end;
}

/* Behind the code span that begins at `at`; behind its backticks alone where there is none. */
static uint32_t skip_code_span(struct scan *scan, uint32_t at)
{
    uint32_t end = paragraph_end(scan, at), run = 0;
    while (at + run < end && scan->text.ptr[at + run] == '`')
        run++;
    uint32_t from = at + run;
    if (run >= RUN_LENGTHS || scan->no_run[run] > from)
        return from;
    for (uint32_t i = from; i < end;) {
        const char *tick = memchr(scan->text.ptr + i, '`', end - i);
        if (!tick)
            break;
        i = (uint32_t)(tick - scan->text.ptr);
        uint32_t other = 0;
        while (i + other < end && scan->text.ptr[i + other] == '`')
            other++;
        i += other;
        if (other == run)
            return i;
    }
    scan->no_run[run] = end;
    return from;
}

/* Behind `$…$` or `$$…$$`, with the rules that keep prices apart; else behind the first `$`. */
static uint32_t skip_math(struct scan *scan, uint32_t at)
{
    str text = scan->text;
    uint32_t end = paragraph_end(scan, at);
    uint32_t marks = at + 1 < end && text.ptr[at + 1] == '$' ? 2 : 1;
    uint32_t from = at + marks;
    if (from >= end || (marks == 1 && ascii_is_space(text.ptr[from])))
        return from;
    uint32_t stop = marks == 1 ? MIN(end, from + 1000) : end;
    for (uint32_t i = from; i < stop; i++) {
        if (text.ptr[i] == '\\') {
            i++;
        } else if (text.ptr[i] == '`') {
            return at + marks;
        } else if (text.ptr[i] == '$') {
            bool closes = marks == 2 ? i + 1 < end && text.ptr[i + 1] == '$'
                                     : i > from && !ascii_is_space(text.ptr[i - 1]) &&
                                           !(i + 1 < end && ascii_is_digit(text.ptr[i + 1]));
            if (closes)
                return i + marks;
            if (marks == 1)
                return from;
        }
    }
    return from;
}

/* The offset behind the next `closer`, or 0; remembers that there is none. */
static uint32_t find_closer(struct scan *scan, uint32_t from, str closer, bool *none)
{
    if (*none)
        return 0;
    size_t at = str_find(str_sub(scan->text, from, scan->text.len), closer);
    *none = at == SIZE_MAX;
    return *none ? 0 : from + (uint32_t)(at + closer.len);
}

static bool spans_blank_line(str text, uint32_t begin, uint32_t end)
{
    str rest = str_sub(text, begin, end), line;
    bool first = true;
    while (str_cut(&rest, '\n', &line)) {
        if (!first && rest.len && !str_trim(line).len)
            return true;
        first = false;
    }
    return false;
}

/*
 * A comment that begins its line is an HTML block to CommonMark and stays. Any other one is
 * covered, also where CommonMark would not take it for one (a blank line in it).
 */
static uint32_t scan_comment(struct scan *scan, uint32_t at, bool begins_line)
{
    bool reported = scan->no_comment_end; /* where the first one opens, all later ones are in it */
    uint32_t end = find_closer(scan, at + 4, STR("-->"), &scan->no_comment_end);
    if (!end) {
        if (!reported)
            diag_at(scan->diag, (struct span){scan->source, at, 4}, DIAG_UNCLOSED_COMMENT,
                    "close it with -->", "this comment is never closed");
        return begins_line ? (uint32_t)scan->text.len : at + 4;
    }
    if (begins_line)
        return MAX(end, line_end(scan->text, end)); /* the rest of that line is HTML too */
    if (spans_blank_line(scan->text, at, end))
        scan->paragraph_end = 0;
    cover(scan, at, end);
    return end;
}

/* The offset behind the next `%%` of the line that is not in code, or 0. */
static uint32_t percent_end_in_line(struct scan *scan, uint32_t from)
{
    uint32_t i = from;
    while (i + 1 < scan->text.len && scan->text.ptr[i] != '\n') {
        if (scan->text.ptr[i] == '`')
            i = skip_code_span(scan, i);
        else if (scan->text.ptr[i] == '%' && scan->text.ptr[i + 1] == '%')
            return i + 2;
        else
            i++;
    }
    return 0;
}

static uint32_t scan_percent(struct scan *scan, uint32_t at, bool begins_line)
{
    str text = scan->text;
    if (at > 0 && !begins_line && ascii_is_alnum(text.ptr[at - 1]))
        return at + 2;
    uint32_t end = begins_line ? find_closer(scan, at + 2, STR("%%"), &scan->no_percent_end)
                               : percent_end_in_line(scan, at + 2);
    if (!end)
        return at + 2;
    cover(scan, at, end);
    return end;
}

/* `{% comment %}` and kramdown's `{::comment}`: all up to their end; `{% raw %}`: kept as it is. */
static uint32_t scan_region(struct scan *scan, uint32_t at, uint32_t end, enum template_kind kind)
{
    uint32_t stop = 0;
    if (kind == TEMPLATE_COMMENT)
        stop = find_closer(scan, end, STR("endcomment"), &scan->no_endcomment);
    else if (kind == TEMPLATE_KRAMDOWN_COMMENT)
        stop = find_closer(scan, end, STR("{:/"), &scan->no_kramdown_end);
    else if (kind == TEMPLATE_RAW)
        stop = find_closer(scan, end, STR("endraw"), &scan->no_endraw);
    if (!stop) {
        cover(scan, at, end);
        return end;
    }
    uint32_t close = line_end(str_sub(scan->text, 0, stop + 200), stop); /* ` -%}` is near */
    size_t brace = str_find_char(str_sub(scan->text, stop, close), '}');
    stop = brace == SIZE_MAX ? stop : stop + (uint32_t)brace + 1;
    if (kind == TEMPLATE_RAW) {
        cover(scan, at, end);
        size_t open = stop;
        while (open > end && scan->text.ptr[open - 1] != '{')
            open--;
        cover(scan, open > end ? open - 1 : end, stop);
    } else {
        cover(scan, at, stop);
    }
    return stop;
}

/* Jekyll's `{% highlight java %}` becomes a fence of equal length. */
static void write_fence(struct scan *scan, uint32_t at, uint32_t end, str language)
{
    blank(scan, at, end);
    memcpy(scan->copy + at, "```", 3);
    if (language.len && at + 3 + language.len <= end)
        memcpy(scan->copy + at + 3, language.ptr, language.len);
}

static uint32_t scan_brace(struct scan *scan, uint32_t at, str line, uint32_t line_at)
{
    struct template found;
    if (!template_at(scan->text, at, line, line_at, &found))
        return at + 1;
    switch (found.kind) {
    case TEMPLATE_HIGHLIGHT:
        write_fence(scan, at, found.end, found.language);
        scan->fence = '`';
        scan->fence_len = SIZE_MAX; /* only its own end closes it */
        scan->fence_quotes = scan->fence_indent = 0;
        return line_end(scan->text, found.end);
    case TEMPLATE_COMMENT:
    case TEMPLATE_KRAMDOWN_COMMENT:
    case TEMPLATE_RAW:
        return scan_region(scan, at, found.end, found.kind);
    case TEMPLATE_TOC: { /* and the line above, which it turns into the table of contents */
        uint32_t above = line_at > 0 ? line_at - 1 : 0;
        size_t begin = str_line_begin(scan->text, above);
        if (line_prefix(str_sub(scan->text, begin, above)).indent)
            blank(scan, begin, above);
        cover(scan, at, found.end);
        return found.end;
    }
    case TEMPLATE_HIDDEN:
        cover(scan, at, found.end);
        return found.end;
    case TEMPLATE_KEPT:
        return found.end;
    }
    return at + 1;
}

static void scan_inline(struct scan *scan, uint32_t *at, uint32_t line_begin, size_t prefix)
{
    str text = scan->text;
    uint32_t i = *at, end = line_end(text, i);
    str line = str_sub(text, line_begin, end);
    while (i < end) {
        char c = text.ptr[i];
        str rest = str_sub(text, i, text.len);
        bool begins_line = i == line_begin + prefix;
        if (c == '\\')
            i += 2;
        else if (c == '`')
            i = skip_code_span(scan, i);
        else if (c == '$')
            i = skip_math(scan, i);
        else if (c == '<' && str_starts(rest, STR("<!--")))
            i = scan_comment(scan, i, begins_line);
        else if (c == '%' && str_starts(rest, STR("%%")))
            i = scan_percent(scan, i, begins_line);
        else if (c == '{')
            i = scan_brace(scan, i, line, line_begin);
        else
            i++;
        if (i > end) { /* a construct of several lines: go on behind it */
            line_begin = i;
            end = line_end(text, i);
            line = str_sub(text, line_begin, end);
        }
    }
    *at = i;
}

/* Git's marks, in a conflict that has begun; never in a fence. */
static bool scan_conflict(struct scan *scan, str line, uint32_t at)
{
    bool begins = str_starts(line, STR("<<<<<<< "));
    bool open = scan->conflict != UINT32_MAX;
    bool goes_on = open && (str_starts(line, STR("=======")) || str_starts(line, STR("|||||||")) ||
                            str_starts(line, STR(">>>>>>> ")));
    if (!begins && !goes_on)
        return false;
    if (begins) {
        if (!open && !find_closer(scan, at, STR("\n>>>>>>> "), &scan->no_conflict_end))
            return false;
        diag_at(scan->diag, (struct span){scan->source, at, (uint32_t)line.len},
                DIAG_CONFLICT_MARKER, "settle the merge conflict in the notes",
                "a merge conflict was left here; both versions are on the card");
        scan->conflict = at;
    } else if (line.ptr[0] == '>') {
        scan->conflict = UINT32_MAX;
    }
    blank(scan, at, at + line.len);
    return true;
}

static bool is_toc_line(str line)
{
    static const str names[] = {
        STR_INIT("[toc]"), STR_INIT("[[toc]]"), STR_INIT("[[_toc_]]"), STR_INIT("{{toc}}"),
        STR_INIT("@[toc]"), STR_INIT("${toc}"), STR_INIT("[[table of contents]]"),
    };
    line = str_trim(line);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_nocase(line, names[i]))
            return true;
    return false;
}

/* No-break, ideographic and zero-width blanks alone make no paragraph. */
static bool is_invisible_line(str line)
{
    bool other = false;
    for (size_t i = 0; i < line.len;) {
        str rest = str_sub(line, i, line.len);
        if (line.ptr[i] == ' ' || line.ptr[i] == '\t') {
            i++;
        } else if (str_starts(rest, STR("\xC2\xA0"))) {
            other = true;
            i += 2;
        } else if (str_starts(rest, STR("\xE3\x80\x80")) || str_starts(rest, STR("\xE2\x80\x8B")) ||
                   str_starts(rest, STR("\xEF\xBB\xBF"))) {
            other = true;
            i += 3;
        } else {
            return false;
        }
    }
    return other;
}

/*
 * What is hidden at the end of a heading's line becomes blanks: a closing `##` before it closes,
 * and a block id before it ends the line.
 */
static void blank_heading_end(struct scan *scan, uint32_t begin, size_t end)
{
    for (size_t covers = scan->covers.len;;) {
        str left = str_trim_right((str){scan->copy + begin, end - begin});
        const struct cover *cover = covers ? &scan->covers.ptr[covers - 1] : NULL;
        end = begin + left.len;
        if (cover && cover->begin >= begin && cover->end == end) {
            blank(scan, cover->begin, end);
            covers--;
            end = cover->begin;
            continue;
        }
        size_t id = heading_block_id(left);
        if (id == SIZE_MAX)
            return;
        blank(scan, begin + id, end);
        end = begin + id;
    }
}

/* A line in which inlines have been looked for. `goes_on`: a paragraph was open before it. */
static void scan_heading(struct scan *scan, uint32_t begin, struct prefix prefix, bool goes_on)
{
    uint32_t end = line_end(scan->text, begin);
    str line = str_sub(scan->text, begin, end);
    bool atx = heading_is_atx(line), in_block = prefix.quotes || prefix.indent;
    bool hides = (scan->covers.len && vec_last(&scan->covers)->end > begin) ||
                 heading_block_id(line) != SIZE_MAX;
    if (hides && (atx || (!in_block && heading_is_underlined(scan->text, end))))
        blank_heading_end(scan, begin, end);
    scan->after_heading = atx || (goes_on && heading_is_underline(line));
}

static void scan_line(struct scan *scan, uint32_t *at)
{
    uint32_t begin = *at, end = line_end(scan->text, begin);
    str line = str_sub(scan->text, begin, end);
    struct prefix prefix = line_prefix(line);
    bool goes_on = !scan->after_blank, below = scan->after_heading;
    scan->after_heading = false;
    *at = end;
    if (scan->fence && scan->fence_len == SIZE_MAX) {
        size_t tag = str_find(line, STR("endhighlight"));
        if (tag != SIZE_MAX) {
            write_fence(scan, begin, end, (str){0});
            scan->fence = 0;
        }
    } else if (!scan->fence && scan_indented(scan, line, prefix)) {
        return;
    } else if (scan_fence(scan, line, prefix)) {
        scan->paragraph_end = 0;
        scan->after_blank = true;
    } else if (is_invisible_line(line) || is_toc_line(line) ||
               (below && heading_is_block_id(line))) {
        blank(scan, begin, end);
        scan->after_blank = true;
    } else if (!scan_conflict(scan, line, begin)) {
        *at = begin + (uint32_t)prefix.len;
        scan_inline(scan, at, begin, prefix.len);
        scan_heading(scan, begin, prefix, goes_on);
    }
}

/* Is nothing left of a line but fillers? It begins at `at`, and its prefix is not looked at. */
static bool is_filled(const struct scan *scan, size_t at, str line, size_t prefix)
{
    const str masked = {scan->copy, scan->text.len};
    for (size_t i = prefix; i < line.len;) {
        bool space = ascii_is_space(line.ptr[i]);
        if (!space && !mask_is_at(masked, scan->text, at + i))
            return false;
        i += space ? 1 : mask_len(line.ptr + i);
    }
    return true;
}

/* A line of which nothing is left but fillers is blank. The covers are in order. */
static void blank_filled_lines(struct scan *scan)
{
    uint32_t done = 0; /* the lines before here have been looked at */
    vec_for (struct cover, item, &scan->covers) {
        uint32_t begin = MAX(item->begin, done);
        while (begin > done && scan->text.ptr[begin - 1] != '\n')
            begin--;
        for (uint32_t at = begin; at < item->end;) {
            uint32_t end = line_end(scan->text, at);
            str line = {scan->copy + at, end - at};
            size_t prefix = line_prefix(line).len;
            if (is_filled(scan, at, line, prefix))
                blank(scan, at + prefix, end);
            at = done = end + 1;
        }
    }
}

bool mask_has_signs(str text)
{
    static const str signs[] = {
        STR_INIT("{"),          STR_INIT("<!--"),         STR_INIT("%%"),
        STR_INIT("<<<<<<< "),   STR_INIT("\xC2\xA0"),     STR_INIT("\xE3\x80\x80"),
        STR_INIT("\xE2\x80\x8B"), STR_INIT("\xEF\xBB\xBF"), STR_INIT("[T"),
        STR_INIT("[t"),         STR_INIT("[[_"),          STR_INIT("^"),
    };
    static const bool begins[256] = {
        ['{'] = true,  ['<'] = true,  ['%'] = true,  ['['] = true,  ['^'] = true,
        [0xC2] = true, [0xE3] = true, [0xE2] = true, [0xEF] = true,
    };
    for (size_t i = 0; i < text.len; i++) {
        if (!begins[(unsigned char)text.ptr[i]])
            continue;
        for (size_t k = 0; k < ARRAY_LEN(signs); k++)
            if (signs[k].ptr[0] == text.ptr[i] && str_starts(str_sub(text, i, text.len), signs[k]))
                return true;
    }
    return false;
}

str mask_text(const struct source *source, uint32_t from, struct arena *arena, struct diag *diag)
{
    str text = source->text;
    if (!from && !mask_has_signs(text))
        return text;
    struct scan scan = {
        .source = source,
        .text = text,
        .copy = arena_cstr(arena, text),
        .diag = diag,
        .conflict = UINT32_MAX,
        .after_blank = true,
    };
    blank(&scan, 0, from);
    if (mask_has_signs(str_sub(text, from, text.len)))
        for (uint32_t at = from; at < text.len; at++)
            scan_line(&scan, &at);
    blank_filled_lines(&scan);
    vec_release(&scan.covers);
    return (str){scan.copy, text.len};
}
