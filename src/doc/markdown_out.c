/* SPDX-License-Identifier: MIT */
/* Content as Markdown: which blocks stay as they are written, and what comes between them. */
#include "doc/markdown_out.h"

#include "doc/mask.h"
#include "doc/markdown_write.h"

void markdown_source_make(struct markdown_source *ret, const struct document *document,
                          struct arena *arena)
{
    str text = document->source->text;
    uint32_t from = document->front.end;
    *ret = (struct markdown_source){.text = text, .masked = document->masked};
    str rest = str_sub(text, from, text.len);
    bool looked_at = document->masked.ptr != text.ptr;
    ret->is_masked = looked_at && (!str_eq(rest, str_sub(document->masked, from, text.len)) ||
                                   mask_has_signs(rest));
    definitions_find(&ret->definitions, document->root, document->masked, arena);
}

void markdown_source_release(struct markdown_source *source)
{
    definitions_release(&source->definitions);
}

/* --- which blocks stay --- */

/* Does nothing stand there but definitions? */
static bool is_gap(const struct markdown_source *source, uint32_t begin, uint32_t end)
{
    str text = source->masked;
    while (begin < end) {
        uint32_t behind = definitions_skip(&source->definitions, begin);
        if (behind == begin && !ascii_is_space(text.ptr[begin]))
            return false;
        begin = behind == begin ? begin + 1 : behind;
    }
    return true;
}

/* Does the line begin as one of the list or quote may? */
static bool is_marked(const struct node *container, str line)
{
    line = str_trim_left(line);
    if (container->type == NODE_QUOTE)
        return str_starts(line, STR(">"));
    return line.len && (strchr("-+*", line.ptr[0]) || ascii_is_digit(line.ptr[0]));
}

/* Can the line be a part of it? */
static bool may_go_on(const struct node *container, str line)
{
    bool indented = line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
    return is_marked(container, line) || (container->type == NODE_LIST && indented);
}

static bool is_container(const struct node *block)
{
    return block->type == NODE_LIST || block->type == NODE_QUOTE;
}

static bool is_empty_line(str text, uint32_t at)
{
    return !str_trim(str_sub(text, at, str_line_end(text, at))).len;
}

/*
 * What a list or a quote opens or closes with (a fence, an empty item) has no text, and so no place.
 * Where its lines begin: above those that stand over its first text. NODE_NOWHERE: these may be the
 * ones of the block before as well.
 */
static uint32_t begin_of(const struct markdown_source *source, const struct node *block)
{
    str text = source->masked;
    uint32_t begin = block->begin, limit = block->prev ? block->prev->end : 0;
    bool after_container = block->prev && is_container(block->prev);
    for (uint32_t at = begin; is_container(block) && at > limit;) {
        at = (uint32_t)str_line_begin(text, at - 1);
        str line = str_sub(text, at, str_line_end(text, at));
        bool empty = is_empty_line(text, at);
        if (empty ? after_container : !may_go_on(block, line))
            break;
        begin = is_marked(block, line) ? at : begin;
    }
    bool shared = after_container && begin < block->begin && begin == limit;
    return shared ? (uint32_t)NODE_NOWHERE : begin;
}

/* Where they end: behind all that may belong to it. */
static uint32_t end_of(const struct markdown_source *source, const struct node *block)
{
    str text = source->masked;
    uint32_t end = block->end;
    uint32_t limit = block->next ? begin_of(source, block->next) : (uint32_t)text.len;
    if (!is_container(block) || limit == NODE_NOWHERE)
        return end;
    for (uint32_t at = end, next; at < limit; at = next) {
        str line = str_sub(text, at, str_line_end(text, at));
        next = (uint32_t)MIN(at + line.len + 1, limit);
        if (is_empty_line(text, at))
            continue;
        if (!may_go_on(block, line))
            break;
        end = next;
    }
    return end;
}

/* Do the lines around a block belong to none? What the parser gave no place may be a part of it. */
static bool is_apart(const struct markdown_source *source, const struct node *block,
                     uint32_t begin, uint32_t end)
{
    const struct node *next = block->next, *prev = block->prev;
    uint32_t limit = next ? begin_of(source, next) : (uint32_t)source->masked.len;
    bool marked = !next || !is_container(next) || limit == NODE_NOWHERE ||
                  is_marked(next, str_sub(source->masked, limit, source->masked.len));
    return marked && begin != NODE_NOWHERE && limit != NODE_NOWHERE &&
           is_gap(source, prev ? end_of(source, prev) : 0, begin) && is_gap(source, end, limit);
}

static size_t indentation(str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return at < line.len && line.ptr[at] == '\t' ? 4 : at;
}

/* Is the last line the fence that closes the first? */
static bool is_closed(str lines)
{
    lines = str_trim_right(lines);
    str fence = str_sub(lines, str_line_begin(lines, lines.len), lines.len);
    str first = str_trim_left(lines);
    size_t length = 0;
    while (length < first.len && first.ptr[length] == first.ptr[0])
        length++;
    if (fence.ptr == lines.ptr || indentation(fence) > 3)
        return false;
    fence = str_trim_left(fence);
    for (size_t i = 0; i < fence.len; i++)
        if (fence.ptr[i] != first.ptr[0])
            return false;
    return fence.len >= length;
}

/* Code at the end of a list would take the empty line behind it if no fence closes it. */
static bool ends_in_open_code(const struct node *block, str lines)
{
    const struct node *last = block;
    while (last->last && !node_is_inline(last->last))
        last = last->last;
    if (!is_container(block) || last->type != NODE_CODE_BLOCK || !last->fenced)
        return false;
    lines = str_trim_right(lines);
    str line = str_sub(lines, str_line_begin(lines, lines.len), lines.len);
    while (line.len && strchr(" \t>", line.ptr[0]))
        line = str_sub(line, 1, line.len);
    size_t length = 0;
    while (length < line.len && strchr("`~", line.ptr[length]))
        length++;
    return !last->first || length < 3 || length < line.len;
}

/* The lines of a block that reads the same alone; empty where it has to be written anew. */
static str own_lines(const struct markdown_options *options, const struct node *block)
{
    const struct markdown_source *source = options->source;
    struct range clip = options->clip;
    if (options->rewrite || !block->parent || block->parent->type != NODE_DOCUMENT ||
        block->begin < clip.begin || block->end > clip.end)
        return (str){0};
    uint32_t begin = begin_of(source, block), end = end_of(source, block);
    if (!is_apart(source, block, begin, end))
        return (str){0};
    str lines = str_sub(source->text, begin, end);
    bool code = block->type == NODE_CODE_BLOCK;
    bool same = !source->is_masked || str_eq(lines, str_sub(source->masked, begin, end));
    if (!same || (code && block->fenced && !is_closed(lines)) ||
        (!(code && !block->fenced) && indentation(lines) > 3) ||
        definitions_between(&source->definitions, begin, end) || ends_in_open_code(block, lines))
        return (str){0};
    return lines;
}

/* --- their lines --- */

/* Goes over a block's leaves along with its lines. */
struct leaves {
    const struct node *block, *last, *next;
};

static const struct node *leaf_from(const struct node *node, const struct node *block)
{
    while (node && node->type != NODE_TEXT && node->type != NODE_SOFT_BREAK &&
           node->type != NODE_HARD_BREAK)
        node = node_next(node, block);
    return node;
}

static void go_to(struct leaves *leaves, uint32_t at)
{
    while (leaves->next && leaves->next->begin <= at) {
        leaves->last = leaves->next;
        leaves->next = leaf_from(node_next(leaves->next, leaves->block), leaves->block);
    }
}

static const struct node *block_of(const struct node *leaf)
{
    while (node_is_inline(leaf))
        leaf = leaf->parent;
    return leaf;
}

/* How many of the blanks at `at` stay at the end of their line. */
static size_t blanks_kept(struct leaves *leaves, uint32_t at, size_t blanks, bool keep_breaks)
{
    go_to(leaves, at);
    const struct node *last = leaves->last, *next = leaves->next;
    if (!last)
        return 0;
    if (last->type != NODE_TEXT)
        return last->type == NODE_HARD_BREAK && !keep_breaks ? MIN(blanks, 2) : 0;
    const struct node *block = block_of(last);
    bool verbatim = block->type == NODE_CODE_BLOCK || block->type == NODE_HTML_BLOCK;
    bool inside = next && block_of(next) == block; /* code or a title that goes on */
    inside |= last->end > at + (last->parent->type == NODE_CODE ? 0 : blanks);
    return verbatim || inside ? blanks : 0;
}

/* Without blanks at line ends that show nothing, and without an empty line behind another. */
static void put_changed(struct buf *out, const struct node *block, str text, struct range range,
                        bool keep_breaks)
{
    struct leaves leaves = {block, NULL, leaf_from(block, block)};
    bool empty = false;
    for (uint32_t at = range.begin, end = range.end, stop; at < end; at = stop + 1) {
        stop = MIN((uint32_t)str_line_end(text, at), end);
        uint32_t trimmed = stop;
        while (trimmed > at && strchr(" \t", text.ptr[trimmed - 1]))
            trimmed--;
        bool again = empty && trimmed == at;
        size_t blanks = stop - trimmed;
        if (blanks || again)
            blanks = blanks_kept(&leaves, trimmed, blanks, keep_breaks);
        if (!blanks && trimmed < stop && trimmed > at && text.ptr[trimmed - 1] == '\\')
            blanks = 1; /* at the very end it would be a break */
        bool code = again && leaves.last && (block_of(leaves.last)->type == NODE_CODE_BLOCK ||
                                             block_of(leaves.last)->type == NODE_HTML_BLOCK);
        empty = trimmed == at && !blanks;
        if (again && empty && !code)
            continue;
        if (at > range.begin)
            buf_char(out, '\n');
        buf_put(out, str_sub(text, at, trimmed + blanks));
    }
}

/* Is there anything at the end of a line that might go? */
static bool may_change(str lines)
{
    for (size_t at = 0; at < lines.len;) {
        size_t end = str_line_end(lines, at);
        if (end > at && (lines.ptr[end - 1] == ' ' || lines.ptr[end - 1] == '\t'))
            return true;
        if (end == at && at > 1 && lines.ptr[at - 2] == '\n')
            return true;
        at = end + 1;
    }
    return false;
}

static void put_whole(struct buf *out, const struct node *block, str lines,
                      const struct markdown_options *options)
{
    bool verbatim = block->type == NODE_CODE_BLOCK || block->type == NODE_HTML_BLOCK;
    str text = options->source->text;
    uint32_t begin = (uint32_t)(lines.ptr - text.ptr);
    while (str_ends(lines, STR("\n")))
        lines.len--;
    if (block->type == NODE_RULE)
        buf_lit(out, "---");
    else if (!verbatim && may_change(lines))
        put_changed(out, block, text, (struct range){begin, begin + (uint32_t)lines.len},
                    options->keep_breaks);
    else
        buf_put(out, lines);
}

/* --- what comes between --- */

struct piece {
    const struct node *block; /* NULL: nothing was written yet */
    bool whole;               /* by its lines */
};

static bool is_blank(str text, uint32_t begin, uint32_t end)
{
    return !str_trim(str_sub(text, begin, end)).len;
}

/* Would the second be taken for a part of the first, if an empty line is all that parts them? */
static bool needs_wall(const struct markdown_source *source, struct piece last, struct piece next,
                       str lines)
{
    bool neighbours = last.whole && next.whole && last.block->next == next.block &&
                      is_blank(source->text, end_of(source, last.block),
                               begin_of(source, next.block));
    if (neighbours)
        return false;
    if (last.block->type == NODE_LIST)
        return next.block->type == NODE_LIST || str_starts(lines, STR(" ")) ||
               str_starts(lines, STR("\t"));
    return last.block->type == NODE_CODE_BLOCK && next.block->type == NODE_CODE_BLOCK &&
           !last.block->fenced && !next.block->fenced && last.whole && next.whole;
}

static const char wall[] = "<!-- -->\n\n", gap[] = "\n\n";

/* Writes from `nodes` on one block or one run of inlines; returns how many of them it was. */
static size_t put_piece(struct buf *out, const struct node *const *nodes, size_t count,
                        const struct markdown_options *options, struct piece *last, size_t begin,
                        struct definition_uses *uses)
{
    str lines = own_lines(options, nodes[0]);
    struct piece next = {nodes[0], lines.len > 0};
    size_t before = out->len, taken = 1;
    if (last->block && out->len > begin)
        buf_lit(out, gap);
    size_t from = out->len;
    if (next.whole)
        put_whole(out, nodes[0], lines, options);
    else
        taken = markdown_write(out, nodes, count, options);
    if (out->len == from) {
        out->len = before;
        return taken;
    }
    if (next.whole && options->source->definitions.list.len)
        definitions_used(&options->source->definitions, buf_since(out, from), uses);
    if (last->block && needs_wall(options->source, *last, next, buf_since(out, from))) {
        buf_reserve(out, sizeof(wall) - 1);
        memmove(out->ptr + from + sizeof(wall) - 1, out->ptr + from, out->len - from);
        memcpy(out->ptr + from, wall, sizeof(wall) - 1);
        out->len += sizeof(wall) - 1;
    }
    *last = next;
    return taken;
}

/* Behind the content; before it where that may end in HTML that nothing closes. */
static void put_definitions(struct buf *out, size_t begin, const struct piece *last,
                            const struct markdown_options *options, struct definition_uses *uses)
{
    enum { EXPANSION_MIN = 1000000 }; /* as in doc/markdown.c: no text comes near it */
    struct markdown_source *source = options->source;
    struct buf text = {0};
    definitions_put(&text, &source->definitions, uses);
    source->defined += text.len;
    if (source->defined > source->text.len + EXPANSION_MIN)
        buf_clear(&text);
    bool first = last->block->type == NODE_HTML_BLOCK;
    if (!text.len) {
        /* a long definition that thousands of notes use */
    } else if (first) {
        buf_lit(&text, gap);
        buf_put(&text, buf_since(out, begin));
        out->len = begin;
    } else {
        buf_lit(out, gap);
    }
    buf_put(out, buf_str(&text));
    buf_release(&text);
}

void markdown_blocks(struct buf *out, const struct node *const *blocks, size_t count,
                     const struct markdown_options *options)
{
    struct piece last = {0};
    struct definition_uses uses = {0};
    size_t begin = out->len;
    for (size_t i = 0; i < count;)
        i += blocks[i]->hidden ? 1 : put_piece(out, blocks + i, count - i, options, &last, begin,
                                               &uses);
    if (uses.len)
        put_definitions(out, begin, &last, options, &uses);
    vec_release(&uses);
}
