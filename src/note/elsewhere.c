/* SPDX-License-Identifier: MIT */
/* Content that is none: navigation, footers, queries, lone images. */
#include "note/elsewhere.h"

#include "base/utf8.h"
#include "doc/text.h"

enum { LABEL_COLUMNS = 24 };

static bool shows(const struct node *node)
{
    if (node->hidden)
        return false;
    if (node->type == NODE_TEXT)
        return str_trim(node->text).len > 0;
    return node->type == NODE_IMAGE;
}

bool block_shows(const struct node *block, uint32_t from)
{
    for (const struct node *node = block; node;) {
        bool cut = node->begin != NODE_NOWHERE && node->end <= from && from > 0;
        if (!cut && shows(node))
            return true;
        node = node->hidden || cut ? node_skip(node, block) : node_next(node, block);
    }
    return false;
}

static bool is_media_tag(str tag)
{
    static const str names[] = {STR_INIT("<img"), STR_INIT("<video"), STR_INIT("<audio"),
                                STR_INIT("<iframe"), STR_INIT("<svg"), STR_INIT("<object"),
                                STR_INIT("<embed")};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_starts_nocase(tag, names[i]))
            return true;
    return false;
}

/* Is raw HTML, a block or an inline, nothing but tags? `ret_media`: one of them is an image. */
static bool html_is_tags(const struct node *html, bool *ret_media)
{
    bool tag = false;
    char quote = 0;
    for (const struct node *node = html->first; node; node = node->next) {
        str text = node->hidden ? STR("") : node->text;
        for (size_t i = 0, len; i < text.len; i += len) {
            int32_t c = utf8_at(text, i, &len);
            if (!tag && (utf8_is_word(c) || c == '&'))
                return false;
            if (!tag && c == '<')
                *ret_media |= is_media_tag(str_sub(text, i, text.len));
            if (tag && (c == '"' || c == '\'') && (!quote || quote == c))
                quote = quote ? 0 : (char)c;
            tag = tag ? quote || c != '>' : c == '<';
        }
    }
    return html->first && !tag;
}

bool block_is_markup(const struct node *block)
{
    bool media = false;
    if (block->type == NODE_HTML_BLOCK)
        return html_is_tags(block, &media) && !media;
    if (block->type != NODE_PARAGRAPH)
        return false;
    for (const struct node *node = block->first; node; node = node->next)
        if (!node->hidden && node->type != NODE_SOFT_BREAK &&
            (node->type != NODE_HTML || !html_is_tags(node, &media) || media))
            return false;
    return true;
}

bool block_is_image_alone(const struct node *block)
{
    bool image = false;
    for (const struct node *node = block; node;) {
        bool html = node->type == NODE_HTML || node->type == NODE_HTML_BLOCK;
        if (node->type == NODE_IMAGE || (html && html_is_tags(node, &image))) {
            image |= !html;
            node = node_skip(node, block);
            continue;
        }
        if (shows(node))
            return false;
        node = node_next(node, block);
    }
    return image;
}

/* What may stand between a link and its description. */
static bool begins_with_separator(str text)
{
    static const str separators[] = {STR_INIT("-"), STR_INIT("–"), STR_INIT("—"), STR_INIT(":"),
                                     STR_INIT("|"), STR_INIT("→"), STR_INIT("："), STR_INIT("·")};
    text = str_trim_left(text);
    for (size_t i = 0; i < ARRAY_LEN(separators); i++)
        if (str_starts(text, separators[i]))
            return true;
    return false;
}

static bool is_label(str text)
{
    text = str_trim(text);
    bool colon = str_ends(text, STR(":")) || str_ends(text, STR("："));
    bool sentence = str_contains(text, STR("?")) || str_contains(text, STR(". ")) ||
                    str_contains(text, STR("("));
    return colon && !sentence && utf8_width(text) <= LABEL_COLUMNS;
}

/* The text of a line's leaves, apart for what stands before its first link and behind it. */
struct link_line {
    struct buf before, after;
    bool link, code, image;
};

/* Obsidian's [[page]] is text to the parser. */
static void take_wiki_link(struct link_line *line)
{
    str before = str_trim(buf_str(&line->before));
    size_t open = str_find(before, STR("[[")), close = str_find(before, STR("]]"));
    if (line->link || open == SIZE_MAX || close == SIZE_MAX || close < open)
        return;
    line->link = true;
    buf_clear(&line->after);
    buf_put(&line->after, str_sub(before, close + 2, before.len));
    line->before.len = (size_t)(before.ptr - line->before.ptr) + open;
}

static bool line_leads(struct link_line *line)
{
    take_wiki_link(line);
    str before = buf_str(&line->before), after = buf_str(&line->after);
    if (!line->link || line->code || line->image)
        return false;
    if (utf8_has_word(before) && !is_label(before))
        return false;
    return !utf8_has_word(after) || begins_with_separator(after);
}

/* Further links of the line are not text: "[← back](a) | [next →](b)". */
static const struct node *read_leaf(struct link_line *line, const struct node *node,
                                    const struct node *root)
{
    if (node->type == NODE_LINK) {
        line->link = true;
        return node_skip(node, root);
    }
    if (node->type == NODE_TEXT && !node->hidden)
        buf_put(line->link ? &line->after : &line->before, node->text);
    line->code |= node->type == NODE_CODE;
    line->image |= node->type == NODE_IMAGE;
    return node_next(node, root);
}

static bool line_is_labelled(struct link_line *line)
{
    static const str labels[] = {
        STR_INIT("author"), STR_INIT("date"), STR_INIT("updated"), STR_INIT("last updated"),
        STR_INIT("last modified"), STR_INIT("source"), STR_INIT("license"), STR_INIT("tags"),
        STR_INIT("written by"), STR_INIT("created"), STR_INIT("reference"), STR_INIT("ref"),
        STR_INIT("작성자"), STR_INIT("작성일"), STR_INIT("수정일"), STR_INIT("출처"), STR_INIT("참고"),
        STR_INIT("태그"), STR_INIT("날짜"), STR_INIT("최종 수정"), STR_INIT("작성"), STR_INIT("저자"),
        STR_INIT("更新日"), STR_INIT("作成日"), STR_INIT("著者"), STR_INIT("参考"), STR_INIT("contact"),
        STR_INIT("email"), STR_INIT("version"), STR_INIT("버전"), STR_INIT("이메일"), STR_INIT("문의"),
        STR_INIT("글쓴이"), STR_INIT("업데이트"), STR_INIT("작성일자"), STR_INIT("autor"),
        STR_INIT("stand"), STR_INIT("datum"), STR_INIT("quelle"), STR_INIT("tác giả"),
        STR_INIT("nguồn"), STR_INIT("ngày"),
    };
    str text = str_trim(buf_str(&line->before));
    size_t colon = MIN(str_find_char(text, ':'), str_find(text, STR("：")));
    if (colon == SIZE_MAX)
        return false;
    str label = str_trim(str_sub(text, 0, colon));
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (str_eq_nocase(label, labels[i]))
            return true;
    return false;
}

/* Goes over the lines of a run of inlines; true where all are as wanted. */
static bool lines_are(const struct node *first, const struct node *root, bool footer)
{
    struct link_line line = {0};
    bool all = true;
    const struct node *node = first;
    while (node && all) {
        bool ends = node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK ||
                    !node_is_inline(node);
        if (!ends) {
            node = read_leaf(&line, node, root);
            if (node)
                continue;
        }
        bool empty = !line.link && !line.image && !utf8_has_word(buf_str(&line.before));
        all = empty || line_leads(&line) || (footer && line_is_labelled(&line));
        buf_clear(&line.before);
        buf_clear(&line.after);
        line.link = line.code = line.image = false;
        if (!node || !node_is_inline(node))
            break;
        node = node_next(node, root);
    }
    buf_release(&line.before);
    buf_release(&line.after);
    return all;
}

static bool is_query(const struct node *block)
{
    static const str names[] = {STR_INIT("dataview"), STR_INIT("dataviewjs"), STR_INIT("query"),
                                STR_INIT("tasks")};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (block->type == NODE_CODE_BLOCK && str_eq_nocase(str_trim(block->extra), names[i]))
            return true;
    return false;
}

/* Is the table a list of links: does every row hold one, and beside it no letter? */
static bool is_table_of_links(const struct node *table)
{
    size_t rows = 0, links = 0;
    for (const struct node *node = table; node;) {
        size_t at = 0, len = 1;
        for (; node->type == NODE_TEXT && !node->hidden && at < node->text.len; at += len)
            if (utf8_is_letter(utf8_at(node->text, at, &len)))
                return false;
        if (node->type == NODE_IMAGE || node->type == NODE_CODE || node->type == NODE_HTML)
            return false;
        bool row = node->type == NODE_ROW;
        if (row && !node->header && links < rows++)
            return false;
        links += node->type == NODE_LINK && links < rows;
        bool skip = node->type == NODE_LINK || (row && node->header);
        node = skip ? node_skip(node, table) : node_next(node, table);
    }
    return rows > 0 && links == rows;
}

static bool only_has(const struct node *root, bool footer)
{
    if (is_query(root))
        return !footer;
    if (root->type == NODE_TABLE)
        return is_table_of_links(root);
    if (root->type != NODE_PARAGRAPH && root->type != NODE_LIST && root->type != NODE_QUOTE)
        return false;
    for (const struct node *node = root; node; node = node_next(node, root)) {
        if (node->type == NODE_CODE_BLOCK || node->type == NODE_TABLE ||
            node->type == NODE_HTML_BLOCK || (node->type == NODE_QUOTE && node != root))
            return false;
        bool holds_lines = node->type == NODE_PARAGRAPH ||
                           (node->type == NODE_ITEM && node->first && node_is_inline(node->first));
        if (holds_lines && !lines_are(node->first, node, footer))
            return false;
    }
    return true;
}

/* A line of signs alone may stand among links, but leads nowhere itself. */
static bool leads_or_says(const struct node *block)
{
    for (const struct node *node = block; node; node = node_next(node, block))
        if (node->type == NODE_LINK || (node->type == NODE_TEXT && utf8_has_word(node->text)))
            return true;
    return false;
}

bool block_leads_elsewhere(const struct node *block)
{
    return leads_or_says(block) && only_has(block, false);
}

bool block_is_footer(const struct node *block)
{
    return only_has(block, true);
}
