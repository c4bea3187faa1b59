/* SPDX-License-Identifier: MIT */
/* The visible text of nodes. */
#include "doc/text.h"

#include "base/utf8.h"

void text_add_piece(struct text *text, const struct node *node, str bytes)
{
    vec_push(&text->pieces, (struct text_piece){(uint32_t)text->buf.len, node});
    buf_put(&text->buf, bytes);
}

static bool is_left_out(const struct text *text, const struct node *node)
{
    bool html = node->type == NODE_HTML || node->type == NODE_HTML_BLOCK;
    return node->hidden || node->type == NODE_IMAGE || (html && !text->with_html);
}

/* What stands in the text where a node ends. */
static str end_mark(const struct node *node)
{
    if (node->type == NODE_CELL)
        return STR("\t");
    return node_is_inline(node) ? (str){0} : STR("\n");
}

/* A block ends the line that it is on; nested ones end it together. */
static void leave(struct text *text, const struct node *node)
{
    str mark = end_mark(node);
    if (mark.len && text->buf.len && text->buf.ptr[text->buf.len - 1] != '\n')
        text_add_piece(text, node, mark);
}

void text_add(struct text *text, const struct node *root)
{
    const struct node *node = root;
    for (;;) {
        bool enter = !is_left_out(text, node);
        if (enter && node->type == NODE_TEXT)
            text_add_piece(text, node, node->text);
        else if (enter && (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK))
            text_add_piece(text, node, STR("\n"));
        /* a block inside an item begins a line of its own */
        else if (enter && !node_is_inline(node) && node->prev && node_is_inline(node->prev))
            leave(text, node);
        if (enter && node->first) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next) {
            leave(text, node);
            node = node->parent;
        }
        leave(text, node);
        if (node == root)
            return;
        node = node->next;
    }
}

void text_clear(struct text *text)
{
    buf_clear(&text->buf);
    vec_clear(&text->pieces);
}

void text_release(struct text *text)
{
    buf_release(&text->buf);
    vec_release(&text->pieces);
}

const struct text_piece *text_piece_at(const struct text *text, size_t at)
{
    size_t low = 0, high = text->pieces.len;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (text->pieces.ptr[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return text->pieces.len ? &text->pieces.ptr[low] : NULL;
}

uint32_t text_source(const struct text *text, size_t at)
{
    const struct text_piece *piece = text_piece_at(text, at);
    if (!piece || piece->node->begin == NODE_NOWHERE)
        return NODE_NOWHERE;
    const struct node *node = piece->node;
    if (node->type != NODE_TEXT) /* a break stands behind the text before it */
        return node_is_inline(node) ? node->begin : node->end;
    size_t into = at - piece->at;
    if (node->text.len == node->end - node->begin)
        return node->begin + (uint32_t)MIN(into, node->text.len);
    return into ? node->end : node->begin;
}

str text_line(struct arena *arena, const struct node *node)
{
    struct text text = {0};
    text_add(&text, node);
    str line = utf8_squeeze(arena, text_str(&text));
    if (line.ptr == text.buf.ptr)
        line = arena_str(arena, line);
    text_release(&text);
    return line;
}
