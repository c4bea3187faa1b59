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
        size_t begin = inside ? 0 : str_find(node->text, STR("<!--"));
        if (begin == SIZE_MAX)
            continue;
        if (begin > 0)
            node = split_text(arena, node, begin);
        size_t end = str_find(node->text, STR("-->"));
        if (end != SIZE_MAX && end + 3 < node->text.len)
            split_text(arena, node, end + 3);
        node->hidden = true;
        inside = end == SIZE_MAX;
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

/* What raw HTML has said so far. */
struct html_links {
    bool open;  /* inside a link into the same page */
    bool found; /* there is such a link */
};

/* False where a tag shows something itself or leads to another page. */
static bool follow_tag(struct html_links *links, str tag)
{
    if (str_starts(tag, STR("</a")))
        links->open = false;
    if (!str_starts(tag, STR("<a ")) || !str_contains(tag, STR("href")))
        return !str_starts(tag, STR("<img"));
    links->open = str_contains(tag, STR("href=\"#")) || str_contains(tag, STR("href='#"));
    links->found |= links->open;
    return links->open;
}

/* Nothing but tags, and words inside links into the same page? `html`: a block or an inline. */
static bool follow_html(struct html_links *links, const struct node *html)
{
    for (const struct node *node = html->first; node; node = node->next) {
        str text = node->hidden ? STR("") : node->text;
        for (size_t i = 0, len; i < text.len; i += len) {
            int32_t c = utf8_at(text, i, &len);
            if (c == '<') {
                str tag = str_sub(text, i, text.len);
                len = str_find_char(tag, '>');
                if (len == SIZE_MAX || !follow_tag(links, str_sub(tag, 0, ++len)))
                    return false;
            } else if (!links->open && utf8_is_word(c)) {
                return false;
            }
        }
    }
    return true;
}

/* Nothing but `<br>` and `</br>`: a distance, which says nothing. */
static bool only_breaks(const struct node *html)
{
    for (const struct node *node = html->first; node; node = node->next) {
        str rest = node->hidden ? STR("") : str_trim(node->text);
        while (rest.len) {
            size_t name = str_starts(rest, STR("</")) ? 2 : 1;
            bool tag = str_starts_nocase(str_sub(rest, name, rest.len), STR("br"));
            size_t end = str_find_char(rest, '>');
            if (!tag || end == SIZE_MAX || str_trim(str_sub(rest, name + 2, end)).len > 1)
                return false;
            rest = str_trim(str_sub(rest, end + 1, rest.len));
        }
    }
    return true;
}

static bool is_distance(const struct node *paragraph)
{
    for (const struct node *node = paragraph->first; node; node = node->next) {
        bool tags = node->type == NODE_HTML && only_breaks(node);
        if (!tags && node->type != NODE_SOFT_BREAK && !node->hidden)
            return false;
    }
    return true;
}

/* Nothing but links into the same page, and at least one of them. */
static bool only_leads_inside(const struct node *root)
{
    struct html_links links = {0};
    if (root->type == NODE_HTML_BLOCK)
        return follow_html(&links, root) && links.found;
    for (const struct node *node = root->first; node;) {
        bool html = node->type == NODE_HTML;
        if (html || is_same_page(node)) {
            links.found |= !html;
            if (html && !follow_html(&links, node))
                return false;
            node = node_skip(node, root);
            continue;
        }
        bool says = node->type == NODE_TEXT && !links.open && utf8_has_word(node->text);
        if (says || node->type == NODE_IMAGE || node->type == NODE_CODE_BLOCK ||
            node->type == NODE_HTML_BLOCK)
            return false;
        node = node_next(node, root);
    }
    return links.found;
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
    static const str begins[] = {STR_INIT("<!-- toc"),     STR_INIT("<!--toc"),
                                 STR_INIT("start doctoc"), STR_INIT("start toc"),
                                 STR_INIT("start_toc"),    STR_INIT("begin toc")};
    for (size_t i = 0; i < ARRAY_LEN(begins); i++)
        if (str_contains(text, begins[i]))
            return 1;
    return 0;
}

/* What an HTML block says outside its tags. */
static str html_words(struct arena *arena, const struct node *html, bool summary)
{
    struct buf words = {0};
    bool tag = false, inside = false;
    for (const struct node *node = html->first; node; node = node->next) {
        for (size_t i = 0; i < node->text.len && !node->hidden; i++) {
            str rest = str_sub(node->text, i, node->text.len);
            inside = str_starts_nocase(rest, STR("<summary")) ||
                     (inside && !str_starts_nocase(rest, STR("</summary")));
            tag |= rest.ptr[0] == '<';
            if (!tag && inside == summary)
                buf_char(&words, rest.ptr[0]);
            tag &= rest.ptr[0] != '>';
        }
    }
    str copy = utf8_fold(arena, str_trim(buf_str(&words)));
    buf_release(&words);
    return copy;
}

static bool has_tag(const struct node *html, str tag)
{
    for (const struct node *node = html->first; node; node = node->next)
        for (size_t i = 0; i < node->text.len && !node->hidden; i++)
            if (str_starts_nocase(str_sub(node->text, i, node->text.len), tag))
                return true;
    return false;
}

/* A `<details>` that opens on nothing but a table of contents: {:toc}, or links that are hidden. */
static void hide_details(struct node *begin, struct arena *arena)
{
    static const str labels[] = {
        STR_INIT("table of contents"), STR_INIT("contents"), STR_INIT("toc"), STR_INIT("목차"),
        STR_INIT("目次"), STR_INIT("目录"), STR_INIT("目錄"), STR_INIT("mục lục"),
    };
    str label = html_words(arena, begin, true);
    bool contents = false, says = false;
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        contents |= str_eq(label, labels[i]);
    struct node *node = begin;
    for (; node && !says; node = node->next) {
        bool html = node->type == NODE_HTML_BLOCK;
        contents |= node->hidden && node->type == NODE_LIST;
        says = !node->hidden && (!html || has_tag(node, STR("<img")) ||
                                 (node != begin && has_tag(node, STR("<details"))) ||
                                 utf8_has_word(html_words(arena, node, false)));
        if (html && has_tag(node, STR("</details")))
            break;
    }
    if (!node || says || !contents)
        return;
    for (struct node *end = node->next; begin != end; begin = begin->next)
        begin->hidden = true;
}

static void hide_contents(struct node *root, struct arena *arena)
{
    struct node *begin = NULL;
    for (struct node *node = root->first; node; node = node->next) {
        if (node->type == NODE_HTML_BLOCK && !node->hidden && has_tag(node, STR("<details")))
            hide_details(node, arena);
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

/* `<hr>` alone divides as `---` does. */
static void make_rule(struct node *html)
{
    str text = html->first == html->last && html->first ? str_trim(html->first->text) : (str){0};
    str rest = str_sub(text, MIN(text.len, 3), text.len);
    if (!str_starts_nocase(text, STR("<hr")) || !rest.len || !strchr(" />\t", rest.ptr[0]) ||
        str_find_char(rest, '>') != rest.len - 1)
        return;
    html->type = NODE_RULE;
    html->first = html->last = NULL;
}

void hide_nodes(struct node *root, struct arena *arena)
{
    bool html = false;
    for (struct node *node = root->first; node;) {
        bool skip = false;
        if (node->type == NODE_HTML || node->type == NODE_HTML_BLOCK) {
            html = true;
            hide_comments(arena, node);
            bool block = node->type == NODE_HTML_BLOCK;
            node->hidden = is_all_hidden(node) ||
                           (block && (only_breaks(node) || only_leads_inside(node)));
            if (block)
                make_rule(node);
        } else if (node->type == NODE_LIST || node->type == NODE_PARAGRAPH) {
            /* A part of such a list is not looked at again: its items are of other types. */
            node->hidden = only_leads_inside(node) ||
                           (node->type == NODE_PARAGRAPH && is_distance(node));
            skip = node->hidden;
        }
        node = skip ? node_skip(node, root) : node_next(node, root);
    }
    if (html)
        hide_contents(root, arena);
}
