/* SPDX-License-Identifier: MIT */
/* Inlines as Markdown. */
#include "base/utf8.h"
#include "doc/markdown_write.h"

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_alnum(c);
}

static char last_char(const struct markdown_writer *writer)
{
    return writer->out->len ? writer->out->ptr[writer->out->len - 1] : '\n';
}

/* --- text --- */

static void put_number(struct markdown_writer *writer, int32_t c)
{
    buf_printf(writer->out, "&#%d;", (int)c);
}

/* The last character as a number, so that it is punctuation to what comes next. */
static void respell_last(struct markdown_writer *writer)
{
    size_t len;
    int32_t c = utf8_before(buf_str(writer->out), writer->out->len, &len);
    writer->out->len -= len;
    put_number(writer, c);
}

static bool ends_in(const struct markdown_writer *writer, str end)
{
    return str_ends_nocase(buf_str(writer->out), end);
}

/* Would the dot or bracket behind a line's first digits make an item of it? */
static bool is_numbered(const struct markdown_writer *writer)
{
    size_t at = writer->line;
    while (at < writer->out->len && ascii_is_digit(writer->out->ptr[at]))
        at++;
    return writer->line < writer->out->len && at == writer->out->len;
}

static bool begins_block(char c, char next)
{
    switch (c) {
    case '#':
    case '>':
    case '=':
    case '|':
    case '+':
    case '-':
        return true;
    case ':':
        return next == '-';
    default:
        return false;
    }
}

static bool ends_in_scheme(const struct markdown_writer *writer)
{
    return ends_in(writer, STR("http")) || ends_in(writer, STR("https")) ||
           ends_in(writer, STR("ftp")) || ends_in(writer, STR("mailto"));
}

/*
 * An escape is where the text is parted when it is read again. So nothing may depend on what comes
 * next but whether it is a letter: then the same is written again.
 */
static bool needs_escape(const struct markdown_writer *writer, str text, size_t at)
{
    char c = text.ptr[at], next = at + 1 < text.len ? text.ptr[at + 1] : '\0';
    if (writer->out->len == writer->line && begins_block(c, next))
        return true;
    switch (c) {
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
    case '{':
        return true;
    case '\\':
        return !next || next == '\n' || next == '\r' || is_punctuation(next);
    case '_':
        return !(at && ascii_is_alnum(text.ptr[at - 1]) && ascii_is_alnum(next));
    case '<':
        return !next || ascii_is_alpha(next) || is_punctuation(next);
    case '&':
        return !next || ascii_is_alnum(next) || is_punctuation(next);
    case '|':
        return writer->in_cell;
    case '%':
        return last_char(writer) == '%';
    case '@':
        return !next || ascii_is_alnum(next) || is_punctuation(next);
    case ':':
        return ends_in_scheme(writer);
    case '.':
    case ')':
        return is_numbered(writer) || (c == '.' && ends_in(writer, STR("www")));
    default:
        return false;
    }
}

void markdown_put_text(struct markdown_writer *writer, str text)
{
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        bool ascii = c < 0x80;
        bool closes = writer->out->len == writer->closed && (!ascii || ascii_is_alnum((char)c));
        bool opens = writer->out->len == writer->opened && utf8_is_space(c);
        bool begins = writer->out->len == writer->line && (c == ' ' || c == '\t');
        if (closes || opens || begins || c == '\n' || c == '\r') {
            put_number(writer, c);
            continue;
        }
        bool escape = ascii && needs_escape(writer, text, i);
        if (escape)
            buf_char(writer->out, '\\');
        buf_put(writer->out, str_sub(text, i, i + len));
        writer->plain_end = escape ? 0 : writer->out->len;
    }
}

bool markdown_in_clip(const struct markdown_writer *writer, const struct node *node)
{
    return html_in_clip(node, writer->options->clip);
}

bool markdown_is_cut(const struct markdown_writer *writer)
{
    return writer->options->clip.begin > 0 || writer->options->clip.end != UINT32_MAX;
}

static bool is_exact(const struct node *text)
{
    return text->text.len == text->end - text->begin;
}

str markdown_clipped(const struct markdown_writer *writer, const struct node *text)
{
    struct range clip = writer->options->clip;
    if (!is_exact(text))
        return text->text;
    uint32_t begin = MAX(text->begin, clip.begin), end = MIN(text->end, clip.end);
    return begin < end ? str_sub(text->text, begin - text->begin, end - text->begin) : (str){0};
}

void markdown_put_node(struct markdown_writer *writer, const struct node *text)
{
    str part = markdown_clipped(writer, text);
    if (!is_exact(text)) {
        str source = writer->options->source->text;
        str spelled = text->end > text->begin ? str_sub(source, text->begin, text->end) : (str){0};
        markdown_flush(writer);
        if (str_starts(spelled, STR("&")) && str_ends(spelled, STR(";")))
            buf_put(writer->out, spelled);
        else
            markdown_put_text(writer, part);
        return;
    }
    bool first = writer->pending || writer->out->len == vec_last(&writer->open)->inside;
    if (first)
        part = str_trim_left(part);
    if (part.len) {
        markdown_flush(writer);
        markdown_put_text(writer, part);
    }
}

/* --- breaks --- */

void markdown_new_line(struct markdown_writer *writer)
{
    buf_char(writer->out, '\n');
    buf_put(writer->out, buf_str(&writer->prefix));
    writer->line = writer->out->len;
}

void markdown_flush(struct markdown_writer *writer)
{
    const struct node *node = writer->pending;
    writer->pending = NULL;
    if (!node)
        return;
    bool hard = node->type != NODE_SOFT_BREAK, keep = writer->options->keep_breaks;
    if (writer->out->len == writer->block && node->type != NODE_TEXT) {
        return; /* as doc/html.c does */
    } else if (writer->one_line) {
        buf_char(writer->out, ' ');
    } else if (node->type == NODE_TEXT || writer->in_cell) {
        if (hard || keep)
            buf_lit(writer->out, "<br>");
    } else {
        if (last_char(writer) == ' ' || last_char(writer) == '\t')
            respell_last(writer);
        if (hard && !keep)
            buf_char(writer->out, '\\');
        markdown_new_line(writer);
    }
}

/* --- emphasis --- */

/* Is the first thing that shows inside no letter? */
static bool begins_with_mark(const struct markdown_writer *writer, const struct node *span)
{
    const struct node *node = span->first;
    while (node && (node->hidden || !markdown_in_clip(writer, node)))
        node = node->next;
    if (!node || node->type != NODE_TEXT)
        return true;
    str text = str_trim_left(markdown_clipped(writer, node));
    size_t len;
    return !text.len || !is_exact(node) || !utf8_is_word(utf8_at(text, 0, &len));
}

static char outer_mark(const struct markdown_writer *writer)
{
    for (size_t i = writer->open.len; i-- > 0;)
        if (writer->open.ptr[i].mark)
            return writer->open.ptr[i].mark;
    return '\0';
}

static void put_mark(struct markdown_writer *writer, const struct node *span, char mark)
{
    buf_char(writer->out, mark);
    if (span->type != NODE_EMPH)
        buf_char(writer->out, mark);
}

static void open_span(struct markdown_writer *writer, const struct node *span)
{
    struct markdown_frame frame = {.node = span, .before = writer->out->len};
    char outer = outer_mark(writer), mark = '~';
    frame.pending = writer->pending;
    markdown_flush(writer);
    if (span->type != NODE_STRIKE) {
        bool behind_star = writer->out->len && writer->star_end == writer->out->len;
        mark = outer == '*' || (!outer && behind_star) ? '_' : '*';
        bool letter = writer->plain_end == writer->out->len &&
                      (writer->line == SIZE_MAX || writer->out->len > writer->line) &&
                      last_char(writer) != ' ' && !is_punctuation(last_char(writer));
        if (letter && (mark == '_' || begins_with_mark(writer, span))) {
            respell_last(writer);
            frame.before = writer->out->len;
        }
    }
    frame.mark = span->type == NODE_STRIKE ? '\0' : mark;
    put_mark(writer, span, mark);
    frame.inside = writer->opened = writer->out->len;
    vec_push(&writer->open, frame);
}

static void close_span(struct markdown_writer *writer, const struct node *span, char mark)
{
    size_t len;
    int32_t last = utf8_before(buf_str(writer->out), writer->out->len, &len);
    if (utf8_is_space(last)) {
        respell_last(writer);
        last = ';';
    }
    put_mark(writer, span, mark ? mark : '~');
    if (mark == '*')
        writer->star_end = writer->out->len;
    if (mark && (mark == '_' || !utf8_is_word(last)))
        writer->closed = writer->out->len;
}

/* --- links, images, code, HTML --- */

/* Inside an address or a title nothing may be taken for markup, nor end it. */
static void put_attribute(struct buf *out, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n' || text.ptr[i] == '\r') {
            buf_printf(out, "&#%d;", text.ptr[i]);
            continue;
        }
        if (strchr("\\&<>[]`{\"|%", text.ptr[i]))
            buf_char(out, '\\');
        buf_char(out, text.ptr[i]);
    }
}

static bool needs_brackets(str address)
{
    for (size_t i = 0; i < address.len; i++)
        if ((unsigned char)address.ptr[i] <= ' ' || strchr("()<>\x7F", address.ptr[i]))
            return true;
    return !address.len;
}

static bool holds_blank_or_bracket(str address)
{
    for (size_t i = 0; i < address.len; i++)
        if ((unsigned char)address.ptr[i] <= ' ' || strchr("<>\x7F", address.ptr[i]))
            return true;
    return false;
}

static void put_target(struct markdown_writer *writer, const struct node *link)
{
    bool brackets = needs_brackets(link->text);
    buf_put(writer->out, brackets ? STR("](<") : STR("]("));
    put_attribute(writer->out, link->text);
    if (brackets)
        buf_char(writer->out, '>');
    if (link->extra.len) {
        buf_lit(writer->out, " \"");
        put_attribute(writer->out, link->extra);
        buf_char(writer->out, '"');
    }
    buf_char(writer->out, ')');
}

/* "!" before a link would make an image of it. */
static void guard_link(struct markdown_writer *writer, struct markdown_frame *frame)
{
    if (last_char(writer) != '!')
        return;
    writer->out->len--;
    buf_lit(writer->out, "\\!");
    frame->before = writer->out->len;
}

/* A link that shows its address. */
static bool put_bare(struct markdown_writer *writer, const struct node *link)
{
    const struct node *text = link->first;
    if (!text || text->type != NODE_TEXT || text != link->last || link->extra.len ||
        markdown_clipped(writer, text).len != text->text.len)
        return false;
    bool brackets = str_eq(text->text, link->text);
    if (brackets ? !html_is_outside_address(link->text) || holds_blank_or_bracket(link->text)
                 : !link->autolink)
        return false;
    markdown_flush(writer);
    if (brackets)
        buf_char(writer->out, '<');
    buf_put(writer->out, text->text);
    if (brackets)
        buf_char(writer->out, '>');
    return true;
}

/* Such a link alone in what a cut leaves would hide the paragraph; on a card it is its text. */
static bool is_dropped(const struct markdown_writer *writer, const struct node *link)
{
    return markdown_is_cut(writer) && str_starts(link->text, STR("#"));
}

static void put_image(struct markdown_writer *writer, const struct node *image)
{
    markdown_flush(writer);
    buf_lit(writer->out, "![");
    for (const struct node *node = image->first; node; node = node_next(node, image)) {
        if (node->type == NODE_TEXT)
            markdown_put_text(writer, node->text);
        else if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK)
            buf_char(writer->out, ' ');
    }
    put_target(writer, image);
}

static size_t longest_ticks(str text)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static void put_code(struct markdown_writer *writer, const struct node *code)
{
    struct buf text = {0};
    for (const struct node *node = code->first; node; node = node->next) {
        str part = !node->hidden && markdown_in_clip(writer, node) ? markdown_clipped(writer, node)
                                                                   : (str){0};
        for (size_t i = 0; i < part.len; i++) {
            if (part.ptr[i] == '|' && writer->in_cell)
                buf_char(&text, '\\');
            buf_char(&text, part.ptr[i] == '\n' ? ' ' : part.ptr[i]);
        }
    }
    str inner = buf_str(&text);
    if (inner.len) {
        markdown_flush(writer);
        size_t ticks = longest_ticks(inner) + 1;
        bool blanks = str_starts(inner, STR(" ")) && str_ends(inner, STR(" ")) &&
                      str_trim(inner).len;
        bool pad = blanks || inner.ptr[0] == '`' || inner.ptr[inner.len - 1] == '`';
        for (size_t i = 0; i < ticks; i++)
            buf_char(writer->out, '`');
        buf_put(writer->out, pad ? STR(" ") : STR(""));
        buf_put(writer->out, inner);
        buf_put(writer->out, pad ? STR(" ") : STR(""));
        for (size_t i = 0; i < ticks; i++)
            buf_char(writer->out, '`');
    }
    buf_release(&text);
}

static bool is_block_name(str name)
{
    static const char names[] =
        " address article aside base basefont blockquote body caption center col colgroup dd details"
        " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6"
        " head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option"
        " p param pre script section source style summary table tbody td textarea tfoot th thead title"
        " tr track ul ";
    char padded[32];
    if (!name.len || name.len + 3 > sizeof(padded))
        return false;
    padded[0] = ' ';
    for (size_t i = 0; i < name.len; i++)
        padded[i + 1] = ascii_lower(name.ptr[i]);
    padded[name.len + 1] = ' ';
    padded[name.len + 2] = '\0';
    return strstr(names, padded) != NULL;
}

/* At the start of a line a tag may begin an HTML block (CommonMark, section 4.6). */
static bool begins_html_block(const struct markdown_writer *writer, const struct node *html)
{
    if (writer->out->len != writer->line || writer->one_line || writer->in_cell)
        return false;
    str tag = html->first ? html->first->text : (str){0};
    size_t begin = str_starts(tag, STR("</")) ? 2 : 1, end = begin;
    while (end < tag.len && ascii_is_alnum(tag.ptr[end]))
        end++;
    bool alone = !html->next || html->next->type == NODE_SOFT_BREAK ||
                 html->next->type == NODE_HARD_BREAK;
    return alone || end == begin || is_block_name(str_sub(tag, begin, end));
}

static void put_html(struct markdown_writer *writer, const struct node *html)
{
    bool as_text = false;
    for (const struct node *node = html->first; node; node = node->next) {
        if (node->hidden || !markdown_in_clip(writer, node))
            continue;
        if (html_is_line_break(node->text)) {
            writer->pending = node;
            continue;
        }
        str part = markdown_clipped(writer, node), line;
        bool starts = writer->pending != NULL;
        markdown_flush(writer);
        if (node == html->first || starts)
            as_text = begins_html_block(writer, html);
        bool one_line = writer->one_line || writer->in_cell;
        if (as_text || part.len < node->text.len || (one_line && str_contains(part, STR("\n")))) {
            markdown_put_text(writer, part);
            continue;
        }
        for (bool first = true; str_cut(&part, '\n', &line); first = false) {
            if (!first)
                markdown_new_line(writer);
            buf_put(writer->out, line);
        }
        if (str_ends(node->text, STR("\n")))
            markdown_new_line(writer);
    }
}

bool markdown_enter_inline(struct markdown_writer *writer, const struct node *node)
{
    if (node->type == NODE_TEXT) {
        markdown_put_node(writer, node);
    } else if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK) {
        writer->pending = node;
    } else if (node->type == NODE_CODE) {
        put_code(writer, node);
    } else if (node->type == NODE_HTML) {
        put_html(writer, node);
    } else if (node->type == NODE_IMAGE) {
        put_image(writer, node);
    } else if (node->type == NODE_LINK) {
        if (put_bare(writer, node))
            return false;
        struct markdown_frame frame = {.node = node, .pending = writer->pending};
        frame.before = writer->out->len;
        markdown_flush(writer);
        if (!is_dropped(writer, node))
            guard_link(writer, &frame);
        if (!is_dropped(writer, node))
            buf_char(writer->out, '[');
        frame.inside = writer->out->len;
        vec_push(&writer->open, frame);
        return true;
    } else {
        open_span(writer, node);
        return true;
    }
    return false;
}

void markdown_leave_inline(struct markdown_writer *writer, const struct node *node)
{
    struct markdown_frame frame = *vec_last(&writer->open);
    writer->open.len--;
    if (writer->out->len == frame.inside) {
        writer->out->len = frame.before;
        if (!writer->pending)
            writer->pending = frame.pending;
        return;
    }
    if (node->type != NODE_LINK)
        close_span(writer, node, frame.mark);
    else if (!is_dropped(writer, node))
        put_target(writer, node);
}

void markdown_end_heading(struct markdown_writer *writer, size_t begin)
{
    struct buf *out = writer->out;
    size_t at = out->len;
    while (at > begin && out->ptr[at - 1] == '#')
        at--;
    if (at == out->len || (at > begin && out->ptr[at - 1] != ' ' && out->ptr[at - 1] != '\t'))
        return;
    out->len--;
    buf_lit(out, "\\#");
}
