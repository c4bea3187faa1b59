/* SPDX-License-Identifier: MIT */
/* Makes the copy that the parser sees, line by line. */
#include "doc/adapt.h"

#include "base/buf.h"
#include "base/vec.h"
#include "doc/autolink.h"

enum { COLUMNS_MAX = 128, MARKERS_MAX = 64, LINES_MAX = 2000, DELIMITER_MIN = 3 };

struct adapter {
    struct arena *arena;
    str text;
    bool without_definitions;
    size_t copied; /* so much of the text is in `out` */
    struct buf out;
    vec(struct adapt_insert) inserts;
    uint32_t inserted;
    char fence; /* the character of the fence that is open, or 0 */
    size_t fence_len;
};

struct row {
    size_t cells;
    bool narrow; /* a column has fewer than DELIMITER_MIN characters */
};

static void copy_to(struct adapter *adapter, size_t at)
{
    buf_put(&adapter->out, str_sub(adapter->text, adapter->copied, at));
    adapter->copied = at;
}

static void insert(struct adapter *adapter, size_t at, str bytes)
{
    copy_to(adapter, at);
    uint32_t begin = (uint32_t)adapter->out.len;
    uint32_t end = begin + (uint32_t)bytes.len;
    vec_push(&adapter->inserts, (struct adapt_insert){begin, end, adapter->inserted});
    adapter->inserted += (uint32_t)bytes.len;
    buf_put(&adapter->out, bytes);
}

/* A letter is no markup. */
static void neutralise(struct adapter *adapter, size_t at)
{
    copy_to(adapter, at);
    buf_char(&adapter->out, 'x');
    adapter->copied = at + 1;
}

static size_t offset_of(const struct adapter *adapter, str part)
{
    return (size_t)(part.ptr - adapter->text.ptr);
}

/* Without what continues quotes and list items. */
static str without_indent(str line)
{
    size_t at = 0;
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t' || line.ptr[at] == '>'))
        at++;
    return str_sub(line, at, line.len);
}

/* The length of the list or quote marker that the text begins with, or 0. */
static size_t marker_len(str text)
{
    size_t at = 0;
    if (text.len && text.ptr[0] == '>')
        return 1;
    while (at < text.len && at < 9 && ascii_is_digit(text.ptr[at]))
        at++;
    if (at >= text.len)
        return 0;
    char c = text.ptr[at];
    if (at ? c != '.' && c != ')' : c != '-' && c != '+' && c != '*')
        return 0;
    at++;
    return at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t') ? at : 0;
}

/* Without all markers at its start. */
static str content_of(str line)
{
    for (size_t len; line = without_indent(line), (len = marker_len(line)) > 0;)
        line = str_sub(line, len, line.len);
    return line;
}

static bool is_rule(str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] != line.ptr[0] && line.ptr[i] != ' ' && line.ptr[i] != '\t')
            return false;
    return true;
}

static void limit_markers(struct adapter *adapter, str line)
{
    size_t count = 0;
    for (str rest = line; count <= MARKERS_MAX; count++) {
        size_t indent = 0;
        while (indent < rest.len && (rest.ptr[indent] == ' ' || rest.ptr[indent] == '\t'))
            indent++;
        rest = str_sub(rest, indent, rest.len);
        size_t len = marker_len(rest);
        if (len == 0)
            return;
        if (count == MARKERS_MAX && !(rest.ptr[0] != '>' && is_rule(rest)))
            neutralise(adapter, offset_of(adapter, rest));
        rest = str_sub(rest, len, rest.len);
    }
}

/* The cells that bars make of a line, as GFM counts them: code hides no bar. */
static size_t count_cells(str line)
{
    line = str_trim(line);
    size_t bars = 0;
    bool at_end = false;
    for (size_t i = 0; i < line.len; i++) {
        at_end = line.ptr[i] == '|';
        bars += at_end;
        if (line.ptr[i] == '\\')
            i++;
    }
    bool at_start = line.len && line.ptr[0] == '|';
    return bars + 1 - at_start - (at_end && bars > at_start);
}

/* Takes `:--:` with the blanks around it off the row. */
static bool cut_delimiter(str *row, struct row *ret)
{
    *row = str_trim(*row);
    size_t at = 0, dashes = 0;
    at += at < row->len && row->ptr[at] == ':';
    for (; at < row->len && row->ptr[at] == '-'; at++)
        dashes++;
    at += at < row->len && row->ptr[at] == ':';
    if (dashes == 0)
        return false;
    ret->cells++;
    ret->narrow = ret->narrow || at < DELIMITER_MIN;
    *row = str_trim(str_sub(*row, at, row->len));
    return true;
}

static bool is_delimiter_row(str line, struct row *ret)
{
    *ret = (struct row){0};
    str row = without_indent(line);
    if (!row.len || (row.ptr[0] != '|' && row.ptr[0] != ':' && row.ptr[0] != '-'))
        return false;
    if (marker_len(row) || str_find_char(row, '|') == SIZE_MAX)
        return false;
    row = str_trim(row);
    if (row.ptr[0] == '|')
        row = str_sub(row, 1, row.len);
    while (cut_delimiter(&row, ret)) {
        if (!row.len)
            return true;
        if (row.ptr[0] != '|')
            return false;
        row = str_sub(row, 1, row.len);
        if (!row.len)
            return true;
    }
    return false;
}

/* Every column of the row gets the characters that the parser asks for. */
static void widen(struct adapter *adapter, str line)
{
    size_t base = offset_of(adapter, line), run = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        run = c == '-' || c == ':' ? run + 1 : 0;
        bool last = i + 1 == line.len || (line.ptr[i + 1] != '-' && line.ptr[i + 1] != ':');
        if (!run || !last || run >= DELIMITER_MIN)
            continue;
        /* Behind a dash: a colon must stay the last. */
        size_t at = base + i + (c == '-');
        insert(adapter, at, str_sub(STR("--"), 0, DELIMITER_MIN - run));
    }
}

static void neutralise_all(struct adapter *adapter, str line, char c)
{
    size_t base = offset_of(adapter, line);
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] == c)
            neutralise(adapter, base + i);
}

/* The address of a link has its escapes resolved by the parser: it must not be touched. */
static bool is_address_of_link(str line, size_t at)
{
    str before = str_trim_right(str_sub(line, 0, at));
    return str_ends(before, STR("](")) || str_ends(before, STR("]:")) ||
           str_ends(before, STR("<")) || str_ends(before, STR("\""));
}

static bool has_underscored_addresses(str text)
{
    return str_find_char(text, '_') != SIZE_MAX &&
           (str_contains(text, STR("://")) || str_contains(text, STR("www.")));
}

static void hide_underscores(struct adapter *adapter, str line)
{
    if (str_find_char(line, '_') == SIZE_MAX)
        return;
    struct autolink link;
    for (size_t from = 0; autolink_find(line, from, &link); from = link.end)
        if (link.kind != AUTOLINK_MAIL && !is_address_of_link(line, link.begin))
            neutralise_all(adapter, str_sub(line, link.begin, link.end), '_');
}

static void hide_definitions(struct adapter *adapter, str line)
{
    size_t base = offset_of(adapter, line);
    for (size_t i = 0; i + 1 < line.len; i++)
        if (line.ptr[i] == ']' && line.ptr[i + 1] == ':')
            neutralise(adapter, base + i);
}

/* Follows code fences: nothing may be inserted into code. True where the line is part of one. */
static bool in_fence(struct adapter *adapter, str line)
{
    str content = adapter->fence ? without_indent(line) : content_of(line);
    char c = content.len ? content.ptr[0] : 0;
    size_t len = 0;
    if (c == '`' || c == '~')
        while (len < content.len && content.ptr[len] == c)
            len++;
    str rest = str_sub(content, len, content.len);
    if (adapter->fence) {
        if (c == adapter->fence && len >= adapter->fence_len && !str_trim(rest).len)
            adapter->fence = 0;
        return true;
    }
    if (len < 3 || (c == '`' && str_find_char(rest, '`') != SIZE_MAX))
        return false;
    adapter->fence = c;
    adapter->fence_len = len;
    return true;
}

/* Whether a line may go on a paragraph; far to the right it may be code. */
static bool is_continuation(str line)
{
    return !str_starts(line, STR("    ")) && !str_starts(line, STR("\t")) &&
           !marker_len(without_indent(line));
}

/* An empty line in the containers of the line that it comes before. */
static void insert_empty_line(struct adapter *adapter, str line)
{
    str rest = without_indent(line);
    str indent = str_sub(line, 0, line.len - rest.len);
    insert(adapter, offset_of(adapter, rest),
           arena_printf(adapter->arena, "\n%" STR_FMT, STR_ARG(indent)));
}

/* A tag and nothing else, or a comment: what opens an HTML block anywhere but in a paragraph. */
static bool is_html_line(str content)
{
    content = str_trim(content);
    size_t name = str_starts(content, STR("</")) ? 2 : 1;
    bool tag = name < content.len && ascii_is_alpha(content.ptr[name]);
    return str_starts(content, STR("<!--")) ||
           (tag && content.ptr[0] == '<' && str_find_char(content, '>') == content.len - 1);
}

static bool is_atx_heading(str content)
{
    size_t level = 0;
    while (level < content.len && content.ptr[level] == '#')
        level++;
    return level > 0 && level <= 6 &&
           (level == content.len || content.ptr[level] == ' ' || content.ptr[level] == '\t');
}

/* A table ends where another block begins (GFM, 4.10); the parser waits for an empty line. */
static bool ends_table(str line, bool fence)
{
    str content = without_indent(line);
    return fence ? !marker_len(content) : is_atx_heading(content) || is_html_line(content);
}

/* What was seen on the lines above. */
struct above {
    bool text;     /* the last line may be in a paragraph */
    bool html;     /* it is in an HTML block */
    bool table;    /* it is in a table */
    struct row row;
    bool head;     /* it is a table's head, and `row` the delimiter row that comes now */
    bool no_table; /* it would be, but the cells do not fit */
    size_t lines;  /* of text since the last empty line */
};

static void adapt_delimiter_row(struct adapter *adapter, const struct above *above, str line)
{
    if (above->head && above->row.narrow)
        widen(adapter, line);
    else if (above->no_table)
        neutralise_all(adapter, line, '-');
}

/* Looks one line ahead: a table begins above its delimiter row. */
static void look_ahead(struct adapter *adapter, struct above *above, str line, str next)
{
    above->head = above->no_table = false;
    if (above->table || !is_delimiter_row(next, &above->row))
        return;
    size_t cells = count_cells(content_of(line));
    above->head = cells == above->row.cells && cells <= COLUMNS_MAX;
    above->no_table = !above->head;
    if (above->head && above->text && is_continuation(line))
        insert_empty_line(adapter, line);
    above->table = above->head;
}

/* Parts what would be a paragraph of thousands of lines. */
static void limit_paragraph(struct adapter *adapter, struct above *above, str line, str content)
{
    bool begins = !above->text || marker_len(content) > 0;
    bool underline = content.ptr[0] == '-' || content.ptr[0] == '=';
    above->lines = begins ? 0 : above->lines + 1;
    if (above->lines < LINES_MAX || above->table || underline)
        return;
    insert_empty_line(adapter, line);
    above->text = false;
    above->lines = 0;
}

static void adapt_lines(struct adapter *adapter)
{
    bool addresses = has_underscored_addresses(adapter->text);
    struct above above = {0};
    str rest = adapter->text, line, next = {0};
    for (bool more = str_cut(&rest, '\n', &next); more;) {
        line = next;
        more = str_cut(&rest, '\n', &next);
        str content = without_indent(line);
        /* Most lines begin with a letter: they are neither blank nor markup. */
        bool plain = content.len && content.ptr == line.ptr &&
                     (ascii_is_alpha(content.ptr[0]) || (unsigned char)content.ptr[0] >= 0x80);
        bool blank = !plain && (!content.len || !str_trim(content).len);
        bool code = plain ? adapter->fence != 0 : in_fence(adapter, line);
        if (above.table && !plain && !blank && ends_table(line, code)) {
            insert_empty_line(adapter, line);
            above = (struct above){0};
        }
        above.table = above.table && !blank && !code;
        const struct above over_line = above;
        above.head = above.no_table = false;
        if (blank || code) {
            above.text = above.html = false;
            continue;
        }
        limit_paragraph(adapter, &above, line, content);
        if (more) /* may insert before this line, so nothing in it has been touched yet */
            look_ahead(adapter, &above, line, next);
        adapt_delimiter_row(adapter, &over_line, line);
        if (!plain)
            limit_markers(adapter, line);
        if (adapter->without_definitions)
            hide_definitions(adapter, line);
        else if (addresses)
            hide_underscores(adapter, line);
        if (!plain && !above.text)
            above.html = above.html || str_starts(content_of(line), STR("<"));
        above.text = !above.html;
    }
}

struct adapted adapt_text(str text, bool without_definitions, struct arena *arena)
{
    struct adapter adapter = {
        .arena = arena,
        .text = text,
        .without_definitions = without_definitions,
    };
    adapt_lines(&adapter);
    struct adapted adapted = {.text = text, .insert_count = adapter.inserts.len};
    if (adapter.copied > 0) {
        copy_to(&adapter, text.len);
        adapted.text = buf_take(&adapter.out, arena);
    }
    if (adapter.inserts.len) {
        struct adapt_insert *inserts = arena_array(arena, struct adapt_insert, adapter.inserts.len);
        memcpy(inserts, adapter.inserts.ptr, adapter.inserts.len * sizeof(*inserts));
        adapted.inserts = inserts;
    }
    buf_release(&adapter.out);
    vec_release(&adapter.inserts);
    return adapted;
}

uint32_t adapted_source(const struct adapted *adapted, size_t at)
{
    size_t low = 0, high = adapted->insert_count; /* the last one that begins before `at` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (adapted->inserts[middle].begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return (uint32_t)at;
    const struct adapt_insert *insert = &adapted->inserts[low - 1];
    if (at < insert->end)
        return insert->begin - insert->before;
    return (uint32_t)at - insert->before - (insert->end - insert->begin);
}
