/* SPDX-License-Identifier: MIT */
/* Nodes to HTML: a walk without recursion, so that no nesting can exhaust the stack. */
#include "doc/html.h"

#include "base/escape.h"
#include "base/utf8.h"
#include "base/vec.h"

/* What has to be known where a node is left. */
struct open {
    size_t before; /* the output's length before its tag */
    size_t inside; /* and behind it */
    const struct node *pending; /* the break that was due then */
};

struct writer {
    struct buf *out;
    const struct html_options *options;
    vec(struct open) open;
    size_t mask;                      /* the first mask that may still touch what comes */
    size_t block;                     /* the output's length where the open block's content begins */
    size_t body;                      /* the output's length behind an open <tbody>; 0: none is */
    const struct node *pending_break; /* shows only if text follows in its block */
    bool inline_only;
};

bool html_is_whole(const struct node *node, struct range clip)
{
    return node->begin == NODE_NOWHERE || (node->begin >= clip.begin && node->end <= clip.end);
}

bool html_in_clip(const struct node *node, struct range clip)
{
    if (node->begin == NODE_NOWHERE)
        return clip.begin == 0 || !node->parent || html_is_whole(node->parent, clip);
    /* what code begins with, or all of it, may have no place but that of the text before */
    if (node->begin < clip.begin && node->begin == node->end) {
        if (node->type == NODE_TEXT && node->parent->type == NODE_CODE_BLOCK)
            return html_in_clip(node->parent, clip);
        if (node->type == NODE_CODE_BLOCK)
            return node->parent && html_is_whole(node->parent, clip);
    }
    if (node->begin == node->end)
        return node->begin >= clip.begin && node->begin < clip.end;
    return node->begin < clip.end && node->end > clip.begin;
}

static bool in_clip(const struct writer *writer, const struct node *node)
{
    return html_in_clip(node, writer->options->clip);
}

static bool is_masked(struct writer *writer, uint32_t at)
{
    const struct html_options *options = writer->options;
    while (writer->mask < options->mask_count && options->masks[writer->mask].end <= at)
        writer->mask++;
    return writer->mask < options->mask_count && options->masks[writer->mask].begin <= at;
}

/* Ideographs and kana are written without blanks: a folded line end between them is none. */
static bool joins_without_blank(const struct node *before, const struct node *after)
{
    if (!before || !after || before->type != NODE_TEXT || after->type != NODE_TEXT ||
        !before->text.len || !after->text.len)
        return false;
    size_t len;
    int32_t left = utf8_before(before->text, before->text.len, &len);
    int32_t right = utf8_at(after->text, 0, &len);
    return (utf8_is_han(left) || utf8_is_kana(left)) && (utf8_is_han(right) || utf8_is_kana(right));
}

static void put_break(struct writer *writer, const struct node *node)
{
    if (writer->inline_only)
        buf_char(writer->out, ' ');
    else if (node->type != NODE_SOFT_BREAK || writer->options->keep_breaks)
        buf_lit(writer->out, "<br>");
    else if (writer->options->raw_html || !joins_without_blank(node->prev, node->next))
        buf_char(writer->out, '\n');
}

/* The mask over a break may be done with when text behind it shows. */
static bool is_behind_mask(const struct writer *writer, uint32_t at)
{
    const struct range *masks = writer->options->masks;
    return writer->mask > 0 && masks[writer->mask - 1].begin <= at &&
           masks[writer->mask - 1].end > at;
}

static void put_pending(struct writer *writer)
{
    const struct node *node = writer->pending_break;
    writer->pending_break = NULL;
    if (writer->out->len == writer->block && node && node->type != NODE_TEXT)
        return; /* nothing that a line's end could part, as `<br>` may be meant to */
    if (node && !is_behind_mask(writer, node->begin) && !is_masked(writer, node->begin))
        put_break(writer, node);
}

static void put_text_part(struct writer *writer, str text)
{
    if (text.len) {
        put_pending(writer);
        escape_html(writer->out, text);
    }
}

static bool is_verbatim(const struct node *node)
{
    const struct node *parent = node->parent;
    return parent && (parent->type == NODE_CODE_BLOCK || parent->type == NODE_CODE);
}

/* A text whose bytes are the source's: cut by the clip and by the masks. */
static void put_exact(struct writer *writer, const struct node *node)
{
    struct range clip = writer->options->clip;
    uint32_t at = MAX(node->begin, clip.begin), end = MIN(node->end, clip.end);
    const struct html_options *options = writer->options;
    const struct node *line_end = writer->pending_break;
    bool first = (line_end && !is_masked(writer, line_end->begin)) || !writer->open.len ||
                 writer->out->len == vec_last(&writer->open)->inside;
    while (at < end) {
        uint32_t stop = end;
        if (is_masked(writer, at)) {
            const struct range *mask = &options->masks[writer->mask];
            if (at == mask->begin) {
                put_pending(writer);
                buf_put(writer->out, STR(HTML_MASK));
                first = false;
            }
            at = MIN(mask->end, end);
            continue;
        }
        if (writer->mask < options->mask_count)
            stop = MIN(end, options->masks[writer->mask].begin);
        str part = str_sub(node->text, at - node->begin, stop - node->begin);
        if (first && !options->raw_html && !is_verbatim(node))
            part = str_trim_left(part);
        first = first && !part.len;
        put_text_part(writer, part);
        at = stop;
    }
}

static void put_text(struct writer *writer, const struct node *node)
{
    if (node->text.len == node->end - node->begin) {
        put_exact(writer, node);
    } else if (is_masked(writer, node->begin)) {
        if (node->begin == writer->options->masks[writer->mask].begin && node->end > node->begin) {
            put_pending(writer);
            buf_put(writer->out, STR(HTML_MASK));
        }
    } else {
        put_text_part(writer, node->text);
    }
}

bool html_is_outside_address(str url)
{
    static const str schemes[] = {
        STR_INIT("http://"), STR_INIT("https://"), STR_INIT("mailto:"),
        STR_INIT("ftp://"),  STR_INIT("tel:"),
    };
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
        if (str_starts_nocase(url, schemes[i]))
            return true;
    return false;
}

static bool link_shows(const struct writer *writer, const struct node *link)
{
    return writer->options->raw_html ||
           (!writer->options->plain_links && html_is_outside_address(link->text));
}

static void put_title(struct writer *writer, str title)
{
    if (!title.len)
        return;
    buf_lit(writer->out, " title=\"");
    escape_html(writer->out, title);
    buf_char(writer->out, '"');
}

static void put_link(struct writer *writer, const struct node *link)
{
    if (!link_shows(writer, link))
        return;
    buf_lit(writer->out, "<a href=\"");
    escape_url(writer->out, link->text);
    buf_char(writer->out, '"');
    put_title(writer, link->extra);
    buf_char(writer->out, '>');
}

static void put_alt(struct writer *writer, const struct node *image)
{
    for (const struct node *node = image->first; node; node = node_next(node, image)) {
        if (node->type == NODE_TEXT)
            escape_html(writer->out, node->text);
        else if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK)
            buf_char(writer->out, writer->options->raw_html ? '\n' : ' ');
    }
}

/* Media are not in packages yet: an image is its alternative text. */
static void put_image(struct writer *writer, const struct node *image)
{
    if (writer->options->plain_links)
        return;
    if (writer->options->raw_html) {
        put_pending(writer);
        buf_lit(writer->out, "<img src=\"");
        escape_url(writer->out, image->text);
        buf_lit(writer->out, "\" alt=\"");
        put_alt(writer, image);
        buf_char(writer->out, '"');
        put_title(writer, image->extra);
        buf_char(writer->out, '>');
    } else if (image->first) {
        put_pending(writer);
        put_alt(writer, image);
    }
}

bool html_is_line_break(str tags)
{
    tags = str_trim(tags);
    bool found = false;
    while (tags.len) {
        size_t end = str_find_char(tags, '>');
        bool closing = str_starts(tags, STR("</"));
        if (end == SIZE_MAX || !str_starts_nocase(tags, closing ? STR("</br") : STR("<br")))
            return false;
        str rest = str_trim(str_sub(tags, closing ? 4 : 3, end));
        if (rest.len && !str_eq(rest, STR("/")))
            return false;
        tags = str_trim(str_sub(tags, end + 1, tags.len));
        found = true;
    }
    return found;
}

static void put_raw_html(struct writer *writer, const struct node *html)
{
    for (const struct node *node = html->first; node; node = node->next) {
        if (node->hidden || !in_clip(writer, node))
            continue;
        if (writer->options->raw_html) {
            put_pending(writer);
            buf_put(writer->out, node->text);
        } else if (html_is_line_break(node->text)) {
            writer->pending_break = node;
        } else {
            put_text(writer, node);
        }
    }
}

/* Until HTML is sanitised it shows as what was written, line by line. */
static void put_html_lines(struct writer *writer, const struct node *text)
{
    str rest = text->text, line;
    while (str_cut(&rest, '\n', &line)) {
        struct node part = *text;
        part.text = line;
        if (text->text.len == text->end - text->begin) {
            part.begin = text->begin + (uint32_t)(line.ptr - text->text.ptr);
            part.end = part.begin + (uint32_t)line.len;
        }
        if (str_trim(line).len && !html_is_line_break(line))
            put_text(writer, &part);
        bool ended = line.ptr + line.len < text->text.ptr + text->text.len;
        if (ended && writer->out->len > vec_last(&writer->open)->inside)
            writer->pending_break = text;
    }
}

static str first_word(str text)
{
    size_t end = 0;
    while (end < text.len && !ascii_is_space(text.ptr[end]))
        end++;
    return str_sub(text, 0, end);
}

static void open_code_block(struct writer *writer, const struct node *code)
{
    str language = first_word(code->extra);
    buf_lit(writer->out, "<pre><code");
    if (language.len && !writer->options->plain_links) {
        buf_lit(writer->out, " class=\"language-");
        escape_html(writer->out, language);
        buf_char(writer->out, '"');
    }
    buf_char(writer->out, '>');
}

static void put_align(struct writer *writer, const struct node *cell)
{
    static const str aligns[] = {
        [ALIGN_NONE] = STR_INIT(""),
        [ALIGN_LEFT] = STR_INIT(" align=\"left\""),
        [ALIGN_CENTER] = STR_INIT(" align=\"center\""),
        [ALIGN_RIGHT] = STR_INIT(" align=\"right\""),
    };
    buf_put(writer->out, aligns[cell->align]);
}

static void put_checkbox(struct writer *writer, const struct node *item)
{
    buf_put(writer->out, item->checked ? STR("<input type=\"checkbox\" checked disabled> ")
                                       : STR("<input type=\"checkbox\" disabled> "));
}

static void open_row(struct writer *writer, const struct node *row)
{
    if (row->header)
        buf_lit(writer->out, "<thead>");
    /* before the first row that shows, which need not be the table's first */
    if (!row->header && !writer->body) {
        buf_lit(writer->out, "<tbody>");
        writer->body = writer->out->len;
    }
    buf_lit(writer->out, "<tr>");
}

static void close_row(struct writer *writer, const struct node *row)
{
    buf_lit(writer->out, "</tr>");
    if (row->header)
        buf_lit(writer->out, "</thead>");
}

static void close_table(struct writer *writer)
{
    buf_put(writer->out, writer->body ? STR("</tbody></table>") : STR("</table>"));
    writer->body = 0;
}

/* The element that a node becomes; empty where it is none, or is no matter of its type alone. */
static str element(const struct node *node)
{
    static const str headings[] = {STR_INIT("h1"), STR_INIT("h2"), STR_INIT("h3"),
                                   STR_INIT("h4"), STR_INIT("h5"), STR_INIT("h6")};
    switch ((enum node_type)node->type) {
    case NODE_QUOTE:
        return STR("blockquote");
    case NODE_LIST:
        return node->ordered ? STR("ol") : STR("ul");
    case NODE_ITEM:
        return STR("li");
    case NODE_HEADING:
        return headings[node->level - 1];
    case NODE_HTML_BLOCK:
    case NODE_PARAGRAPH:
        return STR("p");
    case NODE_TABLE:
        return STR("table");
    case NODE_CELL:
        return node->header ? STR("th") : STR("td");
    case NODE_CODE:
        return STR("code");
    case NODE_EMPH:
        return STR("em");
    case NODE_STRONG:
        return STR("strong");
    case NODE_STRIKE:
        return STR("del");
    case NODE_RULE: /* open_tag() and close_tag() know these */
    case NODE_CODE_BLOCK:
    case NODE_ROW:
    case NODE_LINK:
    case NODE_DOCUMENT:
    case NODE_TEXT:
    case NODE_SOFT_BREAK:
    case NODE_HARD_BREAK:
    case NODE_HTML:
    case NODE_IMAGE:
        break;
    }
    return (str){0};
}

static void open_element(struct writer *writer, const struct node *node)
{
    str name = element(node);
    if (!name.len)
        return;
    buf_char(writer->out, '<');
    buf_put(writer->out, name);
    if (node->type == NODE_LIST && node->ordered && node->start != 1)
        buf_printf(writer->out, " start=\"%u\"", node->start);
    if (node->type == NODE_CELL)
        put_align(writer, node);
    buf_char(writer->out, '>');
    if (node->type == NODE_ITEM && node->task)
        put_checkbox(writer, node);
}

static void open_tag(struct writer *writer, const struct node *node)
{
    if (node->type == NODE_RULE)
        buf_lit(writer->out, "<hr>");
    else if (node->type == NODE_CODE_BLOCK)
        open_code_block(writer, node);
    else if (node->type == NODE_ROW)
        open_row(writer, node);
    else if (node->type == NODE_LINK)
        put_link(writer, node);
    else
        open_element(writer, node);
}

static void close_element(struct writer *writer, str name)
{
    buf_lit(writer->out, "</");
    buf_put(writer->out, name);
    buf_char(writer->out, '>');
}

static void close_tag(struct writer *writer, const struct node *node)
{
    str name = element(node);
    if (node->type == NODE_CODE_BLOCK)
        buf_lit(writer->out, "</code></pre>");
    else if (node->type == NODE_ROW)
        close_row(writer, node);
    else if (node->type == NODE_TABLE)
        close_table(writer);
    else if (node->type == NODE_LINK && link_shows(writer, node))
        buf_lit(writer->out, "</a>");
    else if (name.len)
        close_element(writer, name);
}

static bool is_inline_tag(const struct node *node)
{
    return node_is_inline(node) || node->type == NODE_DOCUMENT;
}

static void open_node(struct writer *writer, const struct node *node)
{
    struct open open = {.before = writer->out->len, .pending = writer->pending_break};
    if (!writer->inline_only || node_is_inline(node)) {
        if (is_inline_tag(node))
            put_pending(writer);
        else
            writer->pending_break = open.pending = NULL;
        open_tag(writer, node);
    }
    open.inside = writer->out->len;
    if (!node_is_inline(node))
        writer->block = open.inside;
    vec_push(&writer->open, open);
}

/* True where the walk goes on with the node's children. */
static bool enter(struct writer *writer, const struct node *node)
{
    if (node->hidden || !in_clip(writer, node))
        return false;
    switch ((enum node_type)node->type) {
    case NODE_TEXT:
        if (node->parent->type == NODE_HTML_BLOCK)
            put_html_lines(writer, node);
        else
            put_text(writer, node);
        return false;
    case NODE_SOFT_BREAK:
    case NODE_HARD_BREAK:
        writer->pending_break = node;
        return false;
    case NODE_HTML:
        put_raw_html(writer, node);
        return false;
    case NODE_IMAGE:
        put_image(writer, node);
        return false;
    case NODE_HTML_BLOCK:
        if (writer->options->raw_html) {
            put_raw_html(writer, node);
            return false;
        }
        break;
    case NODE_DOCUMENT:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_RULE:
    case NODE_HEADING:
    case NODE_CODE_BLOCK:
    case NODE_PARAGRAPH:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CODE:
    case NODE_EMPH:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_LINK:
        break;
    }
    open_node(writer, node);
    return true;
}

bool html_stays_empty(const struct node *node, struct range clip)
{
    bool markup = node->type == NODE_RULE || node->type == NODE_CELL;
    bool empty = (node->type == NODE_ITEM || node->type == NODE_CODE_BLOCK) && !node->first;
    return markup || (empty && (!node->parent || html_is_whole(node->parent, clip)));
}

static bool stays_empty(const struct writer *writer, const struct node *node)
{
    return writer->options->raw_html || html_stays_empty(node, writer->options->clip);
}

/* What was hidden or cut off leaves a blank behind. */
static void trim_end(struct writer *writer, size_t begin)
{
    while (writer->out->len > begin && ascii_is_space(writer->out->ptr[writer->out->len - 1]))
        writer->out->len--;
}

static void leave(struct writer *writer, const struct node *node)
{
    struct open open = *vec_last(&writer->open);
    writer->open.len--;
    if (writer->inline_only && !node_is_inline(node)) {
        if (writer->out->len > open.inside)
            buf_char(writer->out, ' ');
        writer->pending_break = NULL;
        return;
    }
    if (!is_inline_tag(node))
        writer->pending_break = NULL;
    if (!is_inline_tag(node) && !writer->options->raw_html && node->type != NODE_CODE_BLOCK)
        trim_end(writer, open.inside);
    if (writer->out->len == open.inside && !stays_empty(writer, node)) {
        writer->out->len = open.before;
        if (!writer->pending_break)
            writer->pending_break = open.pending;
        if (writer->body > open.before)
            writer->body = 0;
    } else {
        close_tag(writer, node);
    }
}

static void walk(struct writer *writer, const struct node *root)
{
    const struct node *node = root;
    for (;;) {
        if (enter(writer, node)) {
            if (node->first) {
                node = node->first;
                continue;
            }
            leave(writer, node);
        }
        while (node != root && !node->next) {
            node = node->parent;
            leave(writer, node);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

/* Inlines without their block are a text of their own; returns how many stand side by side. */
static size_t walk_run(struct writer *writer, const struct node *const *nodes, size_t count)
{
    size_t n = 0;
    struct open open = {.before = writer->out->len};
    if (!writer->inline_only)
        buf_lit(writer->out, "<p>");
    open.inside = writer->block = writer->out->len;
    vec_push(&writer->open, open);
    while (n < count && node_is_inline(nodes[n]))
        walk(writer, nodes[n++]);
    writer->open.len--;
    writer->pending_break = NULL;
    trim_end(writer, open.inside);
    if (writer->out->len == open.inside)
        writer->out->len = open.before;
    else if (!writer->inline_only)
        buf_lit(writer->out, "</p>");
    return n;
}

void html_blocks(struct buf *out, const struct node *const *blocks, size_t count,
                 const struct html_options *options)
{
    struct writer writer = {.out = out, .options = options};
    for (size_t i = 0; i < count;) {
        if (node_is_inline(blocks[i]))
            i += walk_run(&writer, blocks + i, count - i);
        else
            walk(&writer, blocks[i++]);
    }
    vec_release(&writer.open);
}

void html_inlines(struct buf *out, const struct node *const *blocks, size_t count,
                  const struct html_options *options)
{
    struct writer writer = {.out = out, .options = options, .inline_only = true};
    size_t begin = out->len;
    for (size_t i = 0; i < count;) {
        if (out->len > begin)
            buf_char(out, ' ');
        if (node_is_inline(blocks[i]))
            i += walk_run(&writer, blocks + i, count - i);
        else
            walk(&writer, blocks[i++]);
        trim_end(&writer, begin);
    }
    vec_release(&writer.open);
}
