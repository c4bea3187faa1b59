/* SPDX-License-Identifier: MIT */
/* What is in the tree but never shows on a card. */
#include "doc/hide.h"

#include "base/utf8.h"

/* Cuts a TEXT in two at a byte inside it; returns the second one. */
static struct node *split_text(struct arena *arena, struct node *node, size_t at)
{
    struct node *rest = node_new(arena, NODE_TEXT);
    bool exact = node->text.len == node->end - node->begin;
    rest->text = str_sub(node->text, at, node->text.len);
    rest->begin = exact ? node->begin + (uint32_t)at : node->end;
    rest->end = node->end;
    node->text = str_sub(node->text, 0, at);
    node->end = exact ? rest->begin : node->end;
    node_insert_after(node, rest);
    return rest;
}

/*
 * Hides comments in raw HTML. A comment's marks never lie across two texts: md4c cuts at line
 * ends only.
 */
static void hide_comments(struct arena *arena, struct node *html)
{
    bool inside = false;
    for (struct node *node = html->first; node; node = node->next) {
        size_t at = str_find(node->text, inside ? STR("-->") : STR("<!--"));
        if (at == SIZE_MAX) {
            node->hidden |= inside;
            continue;
        }
        size_t cut = inside ? at + 3 : at;
        if (cut > 0 && cut < node->text.len)
            split_text(arena, node, cut)->hidden = false;
        if (inside) {
            node->hidden = true;
            inside = false;
        } else if (cut > 0) {
            inside = true; /* the text that was split off begins with it */
            struct node *comment = node->next;
            size_t end = str_find(comment->text, STR("-->"));
            if (end != SIZE_MAX && end + 3 < comment->text.len)
                split_text(arena, comment, end + 3);
            comment->hidden = true;
            inside = end == SIZE_MAX;
            node = comment;
        } else {
            size_t end = str_find(node->text, STR("-->"));
            if (end != SIZE_MAX && end + 3 < node->text.len)
                split_text(arena, node, end + 3);
            node->hidden = true;
            inside = end == SIZE_MAX;
        }
    }
}

static bool is_all_hidden(const struct node *parent)
{
    for (const struct node *node = parent->first; node; node = node->next)
        if (!node->hidden && str_trim(node->text).len)
            return false;
    return parent->first != NULL;
}

static bool is_same_page(const struct node *link)
{
    return link->type == NODE_LINK && str_starts(link->text, STR("#"));
}

static bool has_word(str text)
{
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        if (utf8_is_word(c))
            return true;
    }
    return false;
}

/* Nothing but links into the same page, and at least one of them. */
static bool only_leads_inside(const struct node *root)
{
    bool found = false;
    for (const struct node *node = root->first; node;) {
        if (is_same_page(node)) {
            found = true;
            node = node_skip(node, root);
            continue;
        }
        bool says = node->type == NODE_TEXT && has_word(node->text);
        if (says || node->type == NODE_IMAGE || node->type == NODE_HTML ||
            node->type == NODE_CODE_BLOCK || node->type == NODE_HTML_BLOCK)
            return false;
        node = node_next(node, root);
    }
    return found;
}

/* +1: a table of contents begins behind this comment, -1: it has ended. */
static int toc_comment(struct arena *arena, const struct node *html)
{
    if (html->type != NODE_HTML_BLOCK || !html->first || !html->first->hidden)
        return 0;
    str text = utf8_fold(arena, html->first->text);
    static const str ends[] = {STR_INIT("/toc"), STR_INIT("tocstop"), STR_INIT("end doctoc"),
                               STR_INIT("end toc"), STR_INIT("toc end"), STR_INIT("end_toc")};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_contains(text, ends[i]))
            return -1;
    static const str begins[] = {STR_INIT("<!-- toc"), STR_INIT("<!--toc"), STR_INIT("start doctoc"),
                                 STR_INIT("start toc"), STR_INIT("start_toc"),
                                 STR_INIT("begin toc")};
    for (size_t i = 0; i < ARRAY_LEN(begins); i++)
        if (str_contains(text, begins[i]))
            return 1;
    return 0;
}

static void hide_contents(struct node *root, struct arena *arena)
{
    struct node *begin = NULL;
    for (struct node *node = root->first; node; node = node->next) {
        int toc = toc_comment(arena, node);
        if (toc > 0) {
            begin = node;
        } else if (toc < 0 && begin) {
            for (; begin != node; begin = begin->next)
                begin->hidden = true;
            begin = NULL;
        }
    }
}

void hide_nodes(struct node *root, struct arena *arena)
{
    bool html = false;
    for (struct node *node = root->first; node;) {
        bool skip = false;
        if (node->type == NODE_HTML || node->type == NODE_HTML_BLOCK) {
            html = true;
            hide_comments(arena, node);
            node->hidden = is_all_hidden(node);
        } else if (node->type == NODE_LIST || node->type == NODE_PARAGRAPH) {
            /* A part of such a list is not looked at again: its items are of other types. */
            node->hidden = only_leads_inside(node);
            skip = node->hidden;
        }
        node = skip ? node_skip(node, root) : node_next(node, root);
    }
    if (html)
        hide_contents(root, arena);
}
