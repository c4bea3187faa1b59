/* SPDX-License-Identifier: MIT */
/* Where a document's own blocks begin and end: one pass over the lines between their texts. */
#include "doc/locate.h"

static uint32_t line_begin(str text, uint32_t at)
{
    return (uint32_t)str_line_begin(text, at);
}

/* The start of the line after the one that holds `at`. */
static uint32_t line_next(str text, uint32_t at)
{
    return (uint32_t)MIN(str_line_end(text, at) + 1, text.len);
}

static str line_at(str text, uint32_t at)
{
    return str_trim_right(str_sub(text, at, line_next(text, at)));
}

/* Up to three blanks may stand before a block's mark (CommonMark, section 4). */
static str skip_indent(str line)
{
    for (int i = 0; i < 3 && line.len && line.ptr[0] == ' '; i++)
        line = str_sub(line, 1, line.len);
    return line;
}

static bool is_blank_line(str line)
{
    return str_trim(line).len == 0;
}

static bool is_atx(str line, unsigned level)
{
    line = skip_indent(line);
    unsigned marks = 0;
    while (marks < line.len && line.ptr[marks] == '#')
        marks++;
    return marks == level &&
           (marks == line.len || line.ptr[marks] == ' ' || line.ptr[marks] == '\t');
}

static bool is_underline(str line)
{
    line = skip_indent(line);
    if (!line.len || (line.ptr[0] != '-' && line.ptr[0] != '='))
        return false;
    for (size_t i = 1; i < line.len; i++)
        if (line.ptr[i] != line.ptr[0])
            return false;
    return true;
}

static bool is_rule(str line)
{
    line = skip_indent(line);
    size_t marks = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == ' ' || line.ptr[i] == '\t')
            continue;
        if (line.ptr[i] != line.ptr[0] || !strchr("-_*", line.ptr[0]))
            return false;
        marks++;
    }
    return marks >= 3;
}

static bool is_fence(str line)
{
    line = skip_indent(line);
    return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

/* The first line from `from` on that is wanted; `limit` if there is none before it. */
static uint32_t find_line(str text, uint32_t from, uint32_t limit, bool (*wanted)(str line))
{
    for (uint32_t at = from; at < limit; at = line_next(text, at))
        if (wanted(line_at(text, at)))
            return at;
    return limit;
}

static void locate_heading(struct node *heading, str text, uint32_t from, uint32_t limit)
{
    bool placed = heading->begin != NODE_NOWHERE;
    uint32_t at = placed ? line_begin(text, heading->begin) : from;
    uint32_t stop = placed ? line_next(text, at) : limit;
    for (; at < stop; at = line_next(text, at)) {
        if (is_atx(line_at(text, at), heading->level)) {
            heading->begin = at;
            heading->end = line_next(text, at);
            return;
        }
    }
    heading->setext = true;
    uint32_t first = from, below = from;
    if (placed) {
        first = line_begin(text, heading->begin);
        below = line_next(text, heading->end - (heading->end > heading->begin));
    }
    uint32_t underline = find_line(text, below, limit, is_underline);
    if (!placed) {
        first = underline;
        while (first > from && !is_blank_line(line_at(text, line_begin(text, first - 1))))
            first = line_begin(text, first - 1);
    }
    heading->begin = first;
    heading->end = line_next(text, underline);
}

static void locate_code(struct node *code, str text, uint32_t from, uint32_t limit, bool placed)
{
    bool ends = code->begin != NODE_NOWHERE;
    uint32_t first = ends ? line_begin(text, code->begin) : from;
    if (code->fenced) {
        uint32_t above = first > from ? line_begin(text, first - 1) : from;
        if (!placed || !is_fence(line_at(text, above)))
            above = find_line(text, from, limit, is_fence);
        if (above < limit && is_fence(line_at(text, above)))
            first = above;
    }
    code->end = ends ? (code->end > 0 && text.ptr[code->end - 1] == '\n'
                            ? code->end
                            : line_next(text, code->end))
                     : line_next(text, first);
    if (code->fenced && code->end <= first) /* nothing but empty lines, whose place is unknown */
        code->end = find_line(text, line_next(text, first), (uint32_t)text.len, is_fence);
    code->begin = first;
    if (code->fenced && code->end < text.len && is_fence(line_at(text, code->end)))
        code->end = line_next(text, code->end);
}

/*
 * The place of the first leaf of what follows: nothing of `node` lies beyond it. A leaf of the
 * parser's own has the place of the text before it, which ends at `from` or earlier.
 */
static uint32_t limit_of(const struct node *node, str text, uint32_t from)
{
    for (const struct node *next = node->next; next; next = next->next)
        if (next->begin != NODE_NOWHERE && next->begin > from)
            return line_begin(text, next->begin);
    return (uint32_t)text.len;
}

static uint32_t skip_blank_lines(str text, uint32_t from, uint32_t limit)
{
    while (from < limit && is_blank_line(line_at(text, from)))
        from = line_next(text, from);
    return from;
}

/* May the block begin with this line? A list's or quote's last lines may be before its first. */
static bool may_begin(const struct node *block, str line)
{
    str rest = str_trim_left(line);
    if (!rest.len)
        return false;
    if (block->type == NODE_QUOTE || block->type == NODE_HTML_BLOCK)
        return rest.ptr[0] == (block->type == NODE_QUOTE ? '>' : '<');
    if (block->type == NODE_LIST)
        return strchr("-+*", rest.ptr[0]) || ascii_is_digit(rest.ptr[0]);
    bool indented = str_starts(line, STR("    ")) || line.ptr[0] == '\t' || rest.ptr > line.ptr + 3;
    return block->type != NODE_CODE_BLOCK || block->fenced || indented;
}

static uint32_t find_begin(const struct node *block, str text, uint32_t from, uint32_t limit)
{
    for (uint32_t at = from; at < limit; at = line_next(text, at))
        if (may_begin(block, line_at(text, at)))
            return at;
    return skip_blank_lines(text, from, limit);
}

void locate_blocks(struct node *root, str text)
{
    uint32_t from = 0, limit = 0;
    for (struct node *node = root->first; node; node = node->next) {
        /* Blocks without a place come in runs: the limit is looked for once a run. */
        if (limit <= from || (node->begin != NODE_NOWHERE && node->begin >= limit))
            limit = limit_of(node, text, node->begin == NODE_NOWHERE ? from : MAX(from, node->end));
        limit = limit < from ? from : limit;
        /* An indentation of the parser's own comes first: it has the place of the text before. */
        bool placed = node->begin != NODE_NOWHERE && node->begin >= from;
        if (node->begin != NODE_NOWHERE && node->begin < text.len &&
            (!placed || !may_begin(node, line_at(text, line_begin(text, node->begin)))))
            node->begin = find_begin(node, text, MAX(from, line_begin(text, node->begin)),
                                     MAX(from, node->end));
        if (node->type == NODE_HEADING) {
            locate_heading(node, text, from, limit);
        } else if (node->type == NODE_CODE_BLOCK) {
            locate_code(node, text, from, limit, placed);
        } else if (node->begin != NODE_NOWHERE) {
            bool at_line_start = node->end > node->begin && text.ptr[node->end - 1] == '\n';
            node->begin = line_begin(text, node->begin);
            node->end = at_line_start ? node->end : line_next(text, node->end);
        } else if (node->type == NODE_RULE) {
            node->begin = find_line(text, from, limit, is_rule);
            node->end = line_next(text, node->begin);
        } else { /* an empty list, a quote of nothing */
            node->begin = skip_blank_lines(text, from, limit);
            node->end = line_next(text, node->begin);
        }
        from = node->end = node->end < node->begin ? node->begin : node->end;
    }
}
