/* SPDX-License-Identifier: MIT */
/* The ids that authors give to headings: where they stand, and which of them count. */
#include "note/explicit_id.h"

#include "base/map.h"
#include "base/utf8.h"
#include "doc/heading_line.h"

struct reader {
    const struct source *source;
    struct diag *diag;
    struct section *section;
    bool below; /* below the line: what it holds itself comes first */
};

static uint32_t offset_of(const struct reader *reader, str part)
{
    return (uint32_t)(part.ptr - reader->source->text.ptr);
}

static bool is_valid(str id)
{
    bool valid = id.len > 0 && id.len <= EXPLICIT_ID_MAX;
    for (size_t i = 0, len; i < id.len && valid; i += len) {
        int32_t c = utf8_at(id, i, &len);
        valid = c > 0x20 && (c < 0x7F || c > 0x9F) && !utf8_is_space(c);
    }
    return valid;
}

/* `construct`: what holds the id, for a message. */
static void take(struct reader *reader, str id, str construct, bool unique)
{
    struct section *section = reader->section;
    if (!is_valid(id)) {
        diag_at(reader->diag,
                (struct span){reader->source, offset_of(reader, construct),
                              (uint32_t)construct.len},
                DIAG_BAD_ID, "write one word, such as <!-- id: my-section -->",
                id.len > EXPLICIT_ID_MAX ? "this id is longer than %d bytes; ignoring it"
                                         : "this is no id: one to %d bytes without blanks are; "
                                           "ignoring it",
                EXPLICIT_ID_MAX);
        return;
    }
    bool stays = section->explicit_id.len && (reader->below || section->id_is_unique);
    if (stays && section->id_is_unique >= unique)
        return;
    section->explicit_id = id;
    section->id_is_unique = unique;
    section->id_at = offset_of(reader, id);
}

/* `<!-- id: x -->`, any other comment holds none. */
static void read_comment(struct reader *reader, str comment)
{
    str inner = str_trim(str_sub(comment, 4, comment.len - 3));
    if (!str_starts_nocase(inner, STR("id")))
        return;
    inner = str_trim_left(str_sub(inner, 2, inner.len));
    if (str_starts(inner, STR(":")))
        take(reader, str_trim(str_sub(inner, 1, inner.len)), comment, true);
}

/* The length of `.class` or `key="value"`; kramdown writes `.class#id` too. */
static size_t other_attribute(str list)
{
    size_t n = 1;
    char quote = '\0';
    bool is_class = list.ptr[0] == '.';
    for (; n < list.len; n++) {
        char c = list.ptr[n];
        if (!quote && (ascii_is_space(c) || (is_class && c == '#')))
            break;
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
    }
    return n;
}

/* `{#id}`, `{: .class #id}`: the first id of the list. */
static void read_list(struct reader *reader, str construct)
{
    str list = str_sub(construct, 1, construct.len - 1);
    bool kramdown = str_starts(list, STR(":"));
    list = str_trim_left(str_sub(list, kramdown, list.len));
    const char *ends = kramdown ? "=\"'#." : "=\"'#";
    while (list.len && list.ptr[0] != '#') {
        size_t n = other_attribute(list);
        list = str_trim_left(str_sub(list, n, list.len));
    }
    size_t n = 1;
    while (n < list.len && !ascii_is_space(list.ptr[n]) && !strchr(ends, list.ptr[n]))
        n++;
    if (n > 1 && list.len)
        take(reader, str_sub(list, 1, n), construct, false);
}

/* Where the last `needle` of the text is, or SIZE_MAX. */
static size_t find_last(str text, str needle)
{
    for (size_t at = text.len; at-- > 0;)
        if (str_starts(str_sub(text, at, text.len), needle))
            return at;
    return SIZE_MAX;
}

/* From the end of the line to its last text: what is hidden there, and marks that close. */
static void read_line_end(struct reader *reader, uint32_t from)
{
    str text = reader->source->text;
    str rest = str_sub(text, from, str_line_end(text, from));
    for (;;) {
        rest = str_trim_right(rest);
        bool comment = str_ends(rest, STR("-->")), list = str_ends(rest, STR("}"));
        bool closing = str_ends(rest, STR("#"));
        size_t begin = comment   ? find_last(rest, STR("<!--"))
                       : list    ? find_last(rest, STR("{"))
                       : closing ? rest.len - 1
                                 : find_last(rest, STR("^"));
        if (begin == SIZE_MAX)
            return;
        str construct = str_sub(rest, begin, rest.len);
        if (comment)
            read_comment(reader, construct);
        else if (list)
            read_list(reader, construct);
        else if (heading_is_block_id(construct))
            take(reader, str_sub(construct, 1, construct.len), construct, false);
        else if (!closing)
            return;
        rest = str_sub(rest, 0, begin);
    }
}

/* The comments that begin at `at`; returns the offset of the line behind them, or 0. */
static uint32_t read_comments(struct reader *reader, uint32_t at)
{
    str text = reader->source->text;
    while (str_starts(str_sub(text, at, text.len), STR("<!--"))) {
        size_t len = str_find(str_sub(text, at + 4, text.len), STR("-->"));
        if (len == SIZE_MAX)
            return 0;
        str comment = str_sub(text, at, at + 4 + len + 3);
        at += (uint32_t)comment.len;
        while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
            at++;
        str behind = str_sub(text, at, text.len);
        if (behind.len && behind.ptr[0] != '\n' && !str_starts(behind, STR("<!--")))
            return 0; /* the rest of the line is HTML that shows */
        read_comment(reader, comment);
    }
    return at + 1;
}

static void read_below(struct reader *reader, uint32_t at, bool is_heading)
{
    str text = reader->source->text;
    reader->below = true;
    for (bool touches = true; at < text.len;) {
        uint32_t end = (uint32_t)str_line_end(text, at);
        str line = str_sub(text, at, end), content = str_trim(line);
        size_t indent = 0;
        while (indent < line.len && line.ptr[indent] == ' ')
            indent++;
        if (!content.len) {
            touches = false;
            at = end + 1;
        } else if (indent <= 3 && str_starts(str_sub(line, indent, line.len), STR("<!--"))) {
            touches = false;
            at = read_comments(reader, at + (uint32_t)indent);
            if (!at)
                return;
        } else if (touches && str_starts(content, STR("{:")) && str_ends(content, STR("}"))) {
            read_list(reader, content);
            at = end + 1;
        } else if (touches && is_heading && heading_is_block_id(content)) {
            take(reader, str_sub(content, 1, content.len), content, false);
            touches = false;
            at = end + 1;
        } else {
            return;
        }
    }
}

static uint32_t text_end(const struct node *heading)
{
    uint32_t end = heading->begin;
    for (const struct node *node = heading->first; node; node = node_next(node, heading))
        if (!node->first && node->end != NODE_NOWHERE && node->end > end)
            end = node->end;
    return end;
}

void explicit_id_of_heading(struct section *section, const struct node *heading,
                            const struct source *source, struct diag *diag)
{
    struct reader reader = {.source = source, .diag = diag, .section = section};
    read_line_end(&reader, text_end(heading));
    read_below(&reader, heading->end, true);
}

void explicit_id_of_line(struct section *section, uint32_t end, const struct source *source,
                         struct diag *diag)
{
    struct reader reader = {.source = source, .diag = diag, .section = section};
    read_line_end(&reader, end);
    read_below(&reader, (uint32_t)str_line_end(source->text, end) + 1, false);
}

void explicit_ids_settle(struct outline *outline, struct diag *diag)
{
    struct map seen = {0};
    const struct source *source = outline->document->source;
    for (uint32_t i = 0; i < outline->sections.len; i++) {
        struct section *section = &outline->sections.ptr[i];
        if (!section->explicit_id.len || section->id_is_unique)
            continue;
        bool is_new;
        str id = section->explicit_id;
        struct section *first = &outline->sections.ptr[*map_put(&seen, id, i, &is_new)];
        if (is_new)
            continue;
        unsigned line, column;
        source_locate(source, first->id_at, &line, &column);
        diag_at(diag, (struct span){source, section->id_at, (uint32_t)id.len},
                DIAG_DOUBLE_ID_IN_FILE, "give each heading an id of its own",
                "the heading of line %u has the id '%" STR_FMT "' too; ignoring both", line,
                STR_ARG(id));
        first->explicit_id = section->explicit_id = (str){0};
    }
    map_release(&seen);
    vec_for (struct section, section, &outline->sections)
        if (!section->explicit_id.len)
            section->id_at = 0;
}
