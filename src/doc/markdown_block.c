/* SPDX-License-Identifier: MIT */
/* Blocks as Markdown: a walk without recursion, so that no nesting can exhaust the stack. */
#include "doc/markdown_write.h"

static struct markdown_frame *top(struct markdown_writer *writer)
{
    return writer->open.len ? vec_last(&writer->open) : NULL;
}

/* --- between blocks --- */

static void empty_line(struct markdown_writer *writer)
{
    buf_char(writer->out, '\n');
    buf_put(writer->out, str_trim_right(buf_str(&writer->prefix)));
}

/* Where no empty line may stand between them: would the second go on what the first began? */
static bool runs_on(enum markdown_kind last, enum markdown_kind next, const struct node *node)
{
    if (next == MARKDOWN_RUN)
        return last == MARKDOWN_RUN || last == MARKDOWN_LIST || last == MARKDOWN_OPEN;
    bool underlined = node->type == NODE_HEADING && node->setext;
    bool numbered = node->type == NODE_LIST && node->ordered && node->start != 1;
    return last == MARKDOWN_RUN && (underlined || numbered);
}

/* An empty item, and then an empty line: the parser would close all lists around it. */
static bool ends_in_empty_item(const struct markdown_writer *writer)
{
    str out = buf_str(writer->out);
    size_t at = out.len ? out.len - 1 : 0;
    if (!out.len || !strchr("-*.)", out.ptr[at]))
        return false;
    while (at > 0 && ascii_is_digit(out.ptr[at - 1]))
        at--;
    return at > 0 && out.ptr[at - 1] == ' ';
}

/* Begins a block in what is open: behind its mark, or on a line of its own. */
static void begin_block(struct markdown_writer *writer, enum markdown_kind kind,
                        const struct node *node)
{
    struct markdown_frame *around = top(writer);
    writer->pending = NULL;
    if (around && around->count) {
        if (around->loose && around->last == MARKDOWN_LIST && ends_in_empty_item(writer)) {
            markdown_new_line(writer);
            buf_lit(writer->out, "<!-- -->");
        }
        if (around->loose || around->last == MARKDOWN_HTML) {
            empty_line(writer);
        } else if (runs_on(around->last, kind, node)) {
            markdown_new_line(writer);
            buf_lit(writer->out, "<!-- -->");
        }
        markdown_new_line(writer);
    }
    writer->line = writer->out->len;
}

/* A block was written: the container counts it. */
static void count_block(struct markdown_writer *writer, enum markdown_kind kind)
{
    struct markdown_frame *around = top(writer);
    if (!around)
        return;
    around->count++;
    around->last = kind;
}

static void trim_end(struct markdown_writer *writer, size_t begin)
{
    struct buf *out = writer->out;
    while (out->len > begin && ascii_is_space(out->ptr[out->len - 1]))
        out->len--;
}

static void end_run(struct markdown_writer *writer)
{
    struct markdown_frame *item = top(writer);
    if (!item || !item->run)
        return;
    writer->pending = NULL;
    trim_end(writer, item->run);
    if (writer->out->len == item->run) {
        writer->out->len = item->run_before;
    } else {
        item->count++;
        item->last = MARKDOWN_RUN;
    }
    item->run = 0;
}

static void begin_run(struct markdown_writer *writer, const struct node *node)
{
    struct markdown_frame *item = top(writer);
    if (item->run)
        return;
    size_t before = writer->out->len;
    begin_block(writer, MARKDOWN_RUN, node);
    item->run_before = before;
    item->run = writer->out->len;
}

/* --- whole blocks --- */

static void put_lines(struct markdown_writer *writer, str text)
{
    str line;
    bool first = true;
    while (str_cut(&text, '\n', &line)) {
        if (!first && !line.len)
            empty_line(writer);
        else if (!first)
            markdown_new_line(writer);
        buf_put(writer->out, line);
        first = false;
    }
}

/* The texts of a code or HTML block that show, one behind the other. */
static void collect(const struct markdown_writer *writer, const struct node *block,
                    struct buf *text)
{
    for (const struct node *node = block->first; node; node = node->next)
        if (!node->hidden && markdown_in_clip(writer, node))
            buf_put(text, markdown_clipped(writer, node));
}

static size_t fence_length(str text, char mark)
{
    size_t longest = 2, run = 0;
    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == mark ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest + 1;
}

static void put_info(struct buf *out, str info)
{
    if (str_starts(info, STR(" "))) /* the language was hidden: what is left names none */
        return;
    for (size_t i = 0; i < info.len; i++) {
        if (strchr("\\&{<%", info.ptr[i]))
            buf_char(out, '\\');
        buf_char(out, info.ptr[i] == '\n' ? ' ' : info.ptr[i]);
    }
}

static void put_code(struct markdown_writer *writer, const struct node *code)
{
    struct buf text = {0};
    collect(writer, code, &text);
    if (text.len || html_stays_empty(code, writer->options->clip)) {
        char mark = str_find_char(code->extra, '`') == SIZE_MAX ? '`' : '~';
        size_t length = fence_length(buf_str(&text), mark);
        begin_block(writer, MARKDOWN_OTHER, code);
        for (size_t i = 0; i < length; i++)
            buf_char(writer->out, mark);
        put_info(writer->out, code->extra);
        markdown_new_line(writer);
        size_t begin = writer->out->len;
        put_lines(writer, buf_str(&text));
        if (writer->out->len > begin || text.len)
            markdown_new_line(writer);
        for (size_t i = 0; i < length; i++)
            buf_char(writer->out, mark);
        count_block(writer, MARKDOWN_OTHER);
    }
    buf_release(&text);
}

static bool is_whole(const struct markdown_writer *writer, const struct node *block)
{
    struct range clip = writer->options->clip;
    for (const struct node *node = block->first; node; node = node->next)
        if (node->begin != NODE_NOWHERE && (node->begin < clip.begin || node->end > clip.end))
            return false;
    return true;
}

/* HTML shows as text, line by line (doc/html.c): so a part of it is a paragraph of such lines. */
static void put_html_text(struct markdown_writer *writer, const struct node *html)
{
    struct buf text = {0};
    collect(writer, html, &text);
    str rest = buf_str(&text), line;
    struct node hard = {.type = NODE_HARD_BREAK};
    size_t before = writer->out->len;
    begin_block(writer, MARKDOWN_OTHER, html);
    struct markdown_frame frame = {.node = html, .inside = writer->out->len};
    writer->block = frame.inside;
    vec_push(&writer->open, frame);
    while (str_cut(&rest, '\n', &line)) {
        struct node part = {.text = line, .end = (uint32_t)line.len};
        if (str_trim(line).len) {
            bool first = writer->pending || writer->out->len == frame.inside;
            line = first ? str_trim_left(part.text) : line;
            markdown_flush(writer);
            markdown_put_text(writer, line);
        }
        if (writer->out->len > frame.inside)
            writer->pending = &hard;
    }
    writer->pending = NULL;
    writer->open.len--;
    trim_end(writer, frame.inside);
    if (writer->out->len == frame.inside)
        writer->out->len = before;
    else
        count_block(writer, MARKDOWN_OTHER);
    buf_release(&text);
}

/* CommonMark, section 4.6: not those that begin with `<!`, `<?`, and a few names. */
static bool ends_at_empty_line(str html)
{
    static const str others[] = {STR_INIT("<!"), STR_INIT("<?"), STR_INIT("<pre"),
                                 STR_INIT("<script"), STR_INIT("<style"), STR_INIT("<textarea")};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (str_starts_nocase(html, others[i]))
            return false;
    return true;
}

static void put_html_block(struct markdown_writer *writer, const struct node *html)
{
    if (!is_whole(writer, html)) {
        put_html_text(writer, html);
        return;
    }
    struct buf text = {0};
    bool hidden = false;
    for (const struct node *node = html->first; node; node = node->next) {
        if (!node->hidden)
            buf_put(&text, node->text);
        else if (!hidden)
            buf_lit(&text, "<!-- -->"); /* what begins the block as it did */
        hidden = node->hidden;
    }
    str trimmed = buf_str(&text);
    while (trimmed.len && strchr(" \n", trimmed.ptr[0]))
        trimmed = str_sub(trimmed, 1, trimmed.len);
    while (str_ends(trimmed, STR("\n")))
        trimmed.len--;
    if (trimmed.len) {
        begin_block(writer, MARKDOWN_OTHER, html);
        put_lines(writer, trimmed);
        count_block(writer, ends_at_empty_line(trimmed) ? MARKDOWN_HTML : MARKDOWN_OTHER);
    }
    buf_release(&text);
}

/* --- containers --- */

static bool has_break(const struct node *heading)
{
    for (const struct node *node = heading->first; node; node = node_next(node, heading))
        if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK)
            return true;
    return false;
}

/* A list is loose where its items hold paragraphs. */
static bool is_loose(const struct node *list)
{
    for (const struct node *item = list->first; item; item = item->next)
        for (const struct node *node = item->first; node; node = node->next) {
            if (node->type == NODE_PARAGRAPH)
                return true;
            if (node_is_inline(node))
                return false;
        }
    return false;
}

static void open_item(struct markdown_writer *writer, const struct node *item,
                      struct markdown_frame *frame)
{
    struct markdown_frame *list = top(writer);
    const bool ordered = list->node->ordered;
    size_t begin = writer->out->len;
    if (ordered)
        buf_printf(writer->out, "%u%c ", (unsigned)list->number, list->starred ? ')' : '.');
    else
        buf_put(writer->out, list->starred ? STR("* ") : STR("- "));
    list->width = (uint32_t)(writer->out->len - begin);
    for (uint32_t i = 0; i < list->width; i++)
        buf_char(&writer->prefix, ' ');
    frame->loose = list->loose;
    if (item->task)
        buf_put(writer->out, item->checked ? STR("[x] ") : STR("[ ] "));
    writer->line = writer->out->len;
}

static enum markdown_kind kind_of(const struct node *node)
{
    if (node->type == NODE_LIST)
        return MARKDOWN_LIST;
    bool open = node->type == NODE_QUOTE || node->type == NODE_TABLE;
    return open ? MARKDOWN_OPEN : MARKDOWN_OTHER;
}

static void open_mark(struct markdown_writer *writer, const struct node *node,
                      struct markdown_frame *frame)
{
    struct markdown_frame *around = top(writer);
    if (node->type == NODE_LIST) {
        bool again = around && around->count && around->last == MARKDOWN_LIST;
        frame->starred = again && !around->starred;
        if (around)
            around->starred = frame->starred;
        frame->loose = is_loose(node);
        frame->number = node->start;
    } else if (node->type == NODE_ITEM) {
        open_item(writer, node, frame);
    } else if (node->type == NODE_QUOTE) {
        buf_lit(writer->out, "> ");
        buf_lit(&writer->prefix, "> ");
        writer->line = writer->out->len;
        frame->loose = true;
    } else if (node->type == NODE_HEADING && !has_break(node)) {
        for (unsigned i = 0; i < node->level; i++)
            buf_char(writer->out, '#');
        buf_char(writer->out, ' ');
        writer->line = SIZE_MAX;
    } else if (node->type == NODE_ROW) {
        buf_char(writer->out, '|');
    } else if (node->type == NODE_CELL) {
        buf_char(writer->out, ' ');
        writer->in_cell = true;
        writer->line = SIZE_MAX;
    }
}

static void open_block(struct markdown_writer *writer, const struct node *node)
{
    struct markdown_frame frame = {.node = node, .before = writer->out->len};
    frame.prefix = writer->prefix.len;
    if (!writer->one_line && node->type != NODE_CELL && node->type != NODE_DOCUMENT)
        begin_block(writer, kind_of(node), node);
    if (!writer->one_line)
        open_mark(writer, node, &frame);
    frame.inside = writer->block = writer->out->len;
    vec_push(&writer->open, frame);
}

static void put_delimiter_row(struct markdown_writer *writer, const struct node *row)
{
    static const str marks[] = {
        [ALIGN_NONE] = STR_INIT(" --- |"),
        [ALIGN_LEFT] = STR_INIT(" :-- |"),
        [ALIGN_CENTER] = STR_INIT(" :-: |"),
        [ALIGN_RIGHT] = STR_INIT(" --: |"),
    };
    markdown_new_line(writer);
    buf_char(writer->out, '|');
    for (const struct node *cell = row->first; cell; cell = cell->next)
        buf_put(writer->out, marks[cell->align]);
}

/* One item with one paragraph shows no empty line: a comment makes the list loose. */
static void loosen(struct markdown_writer *writer, const struct markdown_frame *list,
                   uint32_t blocks)
{
    if (!list->loose || list->count != 1 || blocks != 1)
        return;
    empty_line(writer);
    markdown_new_line(writer);
    for (uint32_t i = 0; i < list->width; i++)
        buf_char(writer->out, ' ');
    buf_lit(writer->out, "<!-- -->");
}

static void close_mark(struct markdown_writer *writer, const struct markdown_frame *frame)
{
    const struct node *node = frame->node;
    if (node->type == NODE_HEADING && !has_break(node)) {
        markdown_end_heading(writer, frame->inside);
    } else if (node->type == NODE_HEADING) {
        markdown_new_line(writer);
        buf_put(writer->out, node->level == 1 ? STR("===") : STR("---"));
    } else if (node->type == NODE_CELL) {
        buf_put(writer->out, writer->out->len > frame->inside ? STR(" |") : STR("|"));
    } else if (node->type == NODE_ROW && node->header) {
        put_delimiter_row(writer, node);
    } else if (node->type == NODE_ITEM) {
        struct markdown_frame *list = top(writer);
        list->number += list->number < 999999999;
        list->width = (uint32_t)(frame->count == 1 ? list->width : 0); /* only for loosen() */
    } else if (node->type == NODE_LIST) {
        loosen(writer, frame, frame->width ? 1 : 2);
    }
}

static void close_block(struct markdown_writer *writer, const struct node *node)
{
    end_run(writer);
    struct markdown_frame frame = *top(writer);
    writer->open.len--;
    writer->pending = NULL;
    writer->prefix.len = frame.prefix;
    if (writer->one_line) {
        if (writer->out->len > frame.inside)
            buf_char(writer->out, ' ');
        return;
    }
    trim_end(writer, frame.inside);
    if (writer->out->len == frame.inside && !html_stays_empty(node, writer->options->clip)) {
        writer->out->len = frame.before;
    } else {
        if (node->type == NODE_ITEM && writer->out->len == frame.inside)
            writer->out->len--; /* the blank behind its mark */
        close_mark(writer, &frame);
        if (node->type != NODE_CELL)
            count_block(writer, kind_of(node));
    }
    writer->in_cell = writer->in_cell && node->type != NODE_CELL;
}

/* --- the walk --- */

static bool enter(struct markdown_writer *writer, const struct node *node)
{
    if (node->hidden || !markdown_in_clip(writer, node))
        return false;
    if (node_is_inline(node)) {
        struct markdown_frame *around = top(writer);
        if (!writer->one_line && around && around->node && around->node->type == NODE_ITEM)
            begin_run(writer, node);
        return markdown_enter_inline(writer, node);
    }
    end_run(writer);
    if (!writer->one_line && node->type == NODE_CODE_BLOCK) {
        put_code(writer, node);
    } else if (!writer->one_line && node->type == NODE_HTML_BLOCK) {
        put_html_block(writer, node);
    } else if (node->type == NODE_RULE) {
        if (!writer->one_line) {
            begin_block(writer, MARKDOWN_OTHER, node);
            /* in an item `---` could underline what is above it, and `***` could be items */
            buf_put(writer->out, writer->open.len ? STR("___") : STR("---"));
            count_block(writer, MARKDOWN_OTHER);
        }
    } else {
        open_block(writer, node);
        return true;
    }
    return false;
}

static void leave(struct markdown_writer *writer, const struct node *node)
{
    if (node_is_inline(node))
        markdown_leave_inline(writer, node);
    else
        close_block(writer, node);
}

static void walk(struct markdown_writer *writer, const struct node *root)
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

/* --- what it is for --- */

static struct markdown_writer make_writer(struct buf *out, const struct markdown_options *options)
{
    struct markdown_writer writer = {.out = out, .options = options};
    writer.line = writer.plain_end = writer.opened = writer.closed = writer.star_end = SIZE_MAX;
    return writer;
}

static void release(struct markdown_writer *writer)
{
    buf_release(&writer->prefix);
    vec_release(&writer->open);
}

size_t markdown_write(struct buf *out, const struct node *const *nodes, size_t count,
                      const struct markdown_options *options)
{
    struct markdown_writer writer = make_writer(out, options);
    size_t begin = out->len, n = 1;
    writer.line = begin;
    if (node_is_inline(nodes[0])) {
        struct markdown_frame run = {.inside = begin};
        writer.block = begin;
        vec_push(&writer.open, run);
        for (n = 0; n < count && node_is_inline(nodes[n]); n++)
            walk(&writer, nodes[n]);
        trim_end(&writer, begin);
    } else {
        walk(&writer, nodes[0]);
    }
    release(&writer);
    return n;
}

void markdown_line(struct buf *out, const struct node *const *blocks, size_t count,
                   const struct markdown_options *options)
{
    struct markdown_writer writer = make_writer(out, options);
    size_t begin = out->len;
    writer.one_line = true;
    for (size_t i = 0; i < count;) {
        if (out->len > begin)
            buf_char(out, ' ');
        struct markdown_frame run = {.inside = out->len};
        writer.block = out->len;
        vec_clear(&writer.open);
        vec_push(&writer.open, run);
        bool is_run = node_is_inline(blocks[i]);
        do
            walk(&writer, blocks[i++]);
        while (i < count && is_run && node_is_inline(blocks[i]));
        writer.pending = NULL;
        trim_end(&writer, begin);
    }
    markdown_end_heading(&writer, begin);
    release(&writer);
}

void markdown_line_of_text(struct buf *out, str text)
{
    const struct markdown_options options = {.clip = HTML_ALL};
    struct markdown_writer writer = make_writer(out, &options);
    size_t begin = out->len;
    markdown_put_text(&writer, str_trim(text));
    markdown_end_heading(&writer, begin);
}
