/* SPDX-License-Identifier: MIT */
/* Reading runs of text. */
#include "note/run.h"

#include "base/utf8.h"

static bool in_clip(const struct node *node, struct range clip)
{
    return node->begin == NODE_NOWHERE || (node->begin >= clip.begin && node->begin < clip.end);
}

static bool is_br(const struct node *html)
{
    const struct node *text = html->first;
    return text && (str_starts_nocase(text->text, STR("<br")) ||
                    str_starts_nocase(text->text, STR("</br")));
}

/* The kind of node around the text that keeps its marks from asking; NULL: none. */
static const struct node *shield(const struct node *text)
{
    for (const struct node *node = text->parent; node && node_is_inline(node); node = node->parent)
        if (node->type == NODE_CODE || node->type == NODE_LINK || node->type == NODE_STRIKE)
            return node;
    return NULL;
}

static void blank_marks(char *bytes, size_t len)
{
    static const str wide[] = {STR_INIT("？"), STR_INIT("。"), STR_INIT("！"), STR_INIT("؟")};
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '?' || bytes[i] == '.' || bytes[i] == '!')
            bytes[i] = '_';
        for (size_t w = 0; w < ARRAY_LEN(wide); w++)
            if (str_starts((str){bytes + i, len - i}, wide[w]))
                memset(bytes + i, '_', wide[w].len);
    }
}

static void add_inlines(struct run *run, const struct node *root, struct range clip)
{
    for (const struct node *node = root; node;) {
        bool hidden = node->hidden || node->type == NODE_IMAGE || node->type == NODE_HTML;
        if (node->type == NODE_TEXT && in_clip(node, clip)) {
            size_t from = run->text.buf.len;
            text_add_piece(&run->text, node, node->text);
            if (shield(node))
                blank_marks(run->text.buf.ptr + from, run->text.buf.len - from);
        } else if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK ||
                   (node->type == NODE_HTML && is_br(node))) {
            if (in_clip(node, clip) && run->text.buf.len)
                text_add_piece(&run->text, node, STR("\n"));
        }
        node = hidden ? node_skip(node, root) : node_next(node, root);
    }
}

bool run_begins(const struct node *node)
{
    if (node->hidden)
        return false;
    const struct node *before = node->prev;
    while (before && before->hidden && !node_is_inline(before))
        before = before->prev;
    if (node->type == NODE_PARAGRAPH)
        return !before || before->type != NODE_PARAGRAPH;
    if (node->type == NODE_HEADING)
        return node->parent->type != NODE_DOCUMENT;
    return node_is_inline(node) && node->parent->type == NODE_ITEM &&
           (!before || !node_is_inline(before));
}

static const struct node *next_paragraph(const struct node *node, struct range clip)
{
    do
        node = node->next;
    while (node && node->hidden);
    return node && node->type == NODE_PARAGRAPH && in_clip(node, clip) ? node : NULL;
}

const struct node *run_read(struct run *run, const struct node *first, struct range clip)
{
    text_clear(&run->text);
    vec_clear(&run->blocks);
    if (node_is_inline(first)) {
        vec_push(&run->blocks, (struct run_block){0, first->parent});
        const struct node *last = first;
        for (const struct node *node = first; node && node_is_inline(node); node = node->next) {
            add_inlines(run, node, clip);
            last = node;
        }
        return last;
    }
    const struct node *last = first;
    for (const struct node *node = first; node; node = next_paragraph(node, clip)) {
        if (run->text.buf.len)
            text_add_piece(&run->text, last, STR("\n\n"));
        vec_push(&run->blocks, (struct run_block){run->text.buf.len, node});
        add_inlines(run, node, clip);
        last = node;
        if (node->type == NODE_HEADING)
            break;
    }
    return last;
}

void run_read_raw(struct run *run, const struct node *html)
{
    text_clear(&run->text);
    vec_clear(&run->blocks);
    vec_push(&run->blocks, (struct run_block){0, html});
    for (const struct node *node = html->first; node; node = node->next)
        if (!node->hidden)
            text_add_piece(&run->text, node, node->text);
}

void run_release(struct run *run)
{
    text_release(&run->text);
    vec_release(&run->blocks);
}

str run_line(struct arena *arena, const struct run *run, size_t begin, size_t end)
{
    struct buf line = {0};
    for (const struct text_piece *piece = begin < end ? text_piece_at(&run->text, begin) : NULL;
         piece && piece < run->text.pieces.ptr + run->text.pieces.len && piece->at < end; piece++) {
        size_t from = MAX(begin, piece->at) - piece->at, to = end - piece->at;
        if (piece->node->type == NODE_TEXT)
            buf_put(&line, str_sub(piece->node->text, from, to));
        else
            buf_char(&line, ' ');
    }
    str copy = arena_str(arena, buf_str(&line));
    buf_release(&line);
    return utf8_squeeze(arena, copy);
}

uint32_t run_source(const struct run *run, size_t at)
{
    return text_source(&run->text, at);
}

uint32_t run_source_end(const struct run *run, size_t at)
{
    const struct text_piece *piece = at ? text_piece_at(&run->text, at - 1) : NULL;
    if (!piece)
        return run_source(run, at);
    const struct node *node = piece->node;
    if (node->type == NODE_TEXT && node->text.len == node->end - node->begin)
        return node->begin + (uint32_t)(at - piece->at);
    return node->end;
}

static const struct node *block_at(const struct run *run, size_t at)
{
    size_t low = 0, high = run->blocks.len;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (run->blocks.ptr[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return run->blocks.ptr[low].node;
}

static bool is_large(const struct node *block)
{
    enum { MANY = 64 };
    size_t count = 0;
    for (const struct node *node = block->first; node && count <= MANY; node = node->next)
        count++;
    return count > MANY;
}

const struct node *run_node_at(const struct run *run, size_t at)
{
    const struct node *block = block_at(run, at);
    if (block->type != NODE_ITEM && !is_large(block))
        return block;
    const struct node *node = text_piece_at(&run->text, at)->node;
    while (node->parent != block)
        node = node->parent;
    return node;
}

static bool only(const struct run *run, size_t begin, size_t end, bool links_alone)
{
    bool any = false;
    for (const struct text_piece *piece = begin < end ? text_piece_at(&run->text, begin) : NULL;
         piece && piece < run->text.pieces.ptr + run->text.pieces.len && piece->at < end; piece++) {
        if (piece->node->type != NODE_TEXT)
            continue;
        const struct node *around = shield(piece->node);
        bool counts = around && (!links_alone || around->type == NODE_LINK);
        size_t from = MAX(begin, piece->at) - piece->at, to = end - piece->at, len;
        str part = str_sub(piece->node->text, from, to);
        any |= counts;
        for (size_t i = 0; !counts && i < part.len; i += len)
            if (utf8_is_word(utf8_at(part, i, &len)))
                return false;
    }
    return any;
}

bool run_only_links(const struct run *run, size_t begin, size_t end)
{
    return only(run, begin, end, true);
}

bool run_only_shielded(const struct run *run, size_t begin, size_t end)
{
    return only(run, begin, end, false);
}
