/* SPDX-License-Identifier: MIT */
/* md4c's events to a tree. */
#include "doc/markdown.h"

#include <md4c.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/adapt.h"
#include "doc/autolink.h"
#include "doc/entity.h"
#include "doc/locate.h"
#include "doc/mask.h"

struct builder {
    struct arena *arena;
    str text, masked;
    struct adapted adapted; /* what the parser sees of `masked` */
    struct node *at;        /* the node that is open */
    uint32_t last;          /* the end of the last text that has a place */
    bool header;            /* in a table's head */
    size_t addresses;       /* bytes of addresses and titles so far */
    bool overflows;         /* they are too many: the parser is stopped */
    size_t empty_cells;     /* cells without content so far */
    struct node *spare;     /* a cell that was left out */
};

/*
 * A definition can be used, and a short row filled up, so often that the tree is the square of the
 * text. What the text itself can hold is never cut. Beyond that empty cells are left out, and the
 * text is parsed anew with its definitions taken for text.
 */
enum { EXPANSION_MIN = 1000000 };

static bool expands_too_much(const struct builder *builder, size_t size)
{
    return size > builder->text.len + EXPANSION_MIN;
}

static struct node *open_node(struct builder *builder, enum node_type type)
{
    struct node *node = node_new(builder->arena, type);
    node_append(builder->at, node);
    builder->at = node;
    return node;
}

static struct node *open_cell(struct builder *builder)
{
    if (!builder->spare)
        return open_node(builder, NODE_CELL);
    node_append(builder->at, builder->spare);
    builder->at = builder->spare;
    builder->spare = NULL;
    return builder->at;
}

static void close_cell(struct builder *builder)
{
    struct node *cell = builder->at;
    builder->at = cell->parent;
    if (!expands_too_much(builder, ++builder->empty_cells))
        return;
    node_unlink(cell);
    builder->spare = cell;
}

/* Spans grow from the leaves: a parent begins where its first child does. */
static void close_node(struct builder *builder)
{
    struct node *node = builder->at;
    struct node *parent = node->parent;
    builder->at = parent;
    if (node->begin == NODE_NOWHERE)
        return;
    if (parent->begin == NODE_NOWHERE)
        parent->begin = node->begin;
    parent->end = node->end;
}

static bool is_in_source(const struct builder *builder, const char *ptr)
{
    str seen = builder->adapted.text;
    return ptr >= seen.ptr && ptr <= seen.ptr + seen.len;
}

/* Where in the source a byte is that the parser points to. */
static uint32_t source_of(const struct builder *builder, const char *ptr)
{
    return adapted_source(&builder->adapted, (size_t)(ptr - builder->adapted.text.ptr));
}

/* An address or a title: entities decoded, masked parts dropped. */
static str attribute(struct builder *builder, const MD_ATTRIBUTE *attr)
{
    struct buf out = {0};
    builder->addresses += attr->size;
    builder->overflows = expands_too_much(builder, builder->addresses);
    if (!attr->size || builder->overflows)
        return (str){0};
    for (unsigned i = 0; attr->substr_offsets[i] < attr->size; i++) {
        str part = str_sub((str){attr->text, attr->size}, attr->substr_offsets[i],
                           attr->substr_offsets[i + 1]);
        if (attr->substr_types[i] == MD_TEXT_ENTITY)
            entity_decode(&out, part);
        else if (attr->substr_types[i] == MD_TEXT_NULLCHAR)
            buf_lit(&out, "\xEF\xBF\xBD");
        else
            mask_strip(&out, part);
    }
    str copy = buf_take(&out, builder->arena);
    buf_release(&out);
    return copy;
}

/* Where an inline link's address stands, for a link or image that has no text. */
static void place_by_address(struct builder *builder, struct node *node, const MD_ATTRIBUTE *attr)
{
    if (!attr->size || !is_in_source(builder, attr->text))
        return;
    uint32_t at = source_of(builder, attr->text);
    uint32_t before = at;
    while (before > 0 && strchr(" \n<", builder->masked.ptr[before - 1]))
        before--;
    if (before < 2 || memcmp(builder->masked.ptr + before - 2, "](", 2) != 0 || at < builder->last)
        return;
    node->begin = node->end = at;
}

static void open_ordered_list(struct builder *builder, const MD_BLOCK_OL_DETAIL *detail)
{
    struct node *list = open_node(builder, NODE_LIST);
    list->ordered = true;
    list->start = detail->start;
}

static void open_item(struct builder *builder, const MD_BLOCK_LI_DETAIL *detail)
{
    struct node *item = open_node(builder, NODE_ITEM);
    item->task = detail->is_task != 0;
    item->checked = item->task && detail->task_mark != ' ';
}

static void open_code(struct builder *builder, const MD_BLOCK_CODE_DETAIL *detail)
{
    struct node *code = open_node(builder, NODE_CODE_BLOCK);
    code->fenced = detail->fence_char != 0;
    code->extra = attribute(builder, &detail->info);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    struct node *node;
    switch (type) {
    case MD_BLOCK_DOC:
        break;
    case MD_BLOCK_QUOTE:
        open_node(builder, NODE_QUOTE);
        break;
    case MD_BLOCK_UL:
        open_node(builder, NODE_LIST);
        break;
    case MD_BLOCK_OL:
        open_ordered_list(builder, detail);
        break;
    case MD_BLOCK_LI:
        open_item(builder, detail);
        break;
    case MD_BLOCK_HR:
        open_node(builder, NODE_RULE);
        break;
    case MD_BLOCK_H:
        node = open_node(builder, NODE_HEADING);
        node->level = (uint8_t)((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_CODE:
        open_code(builder, detail);
        break;
    case MD_BLOCK_HTML:
        open_node(builder, NODE_HTML_BLOCK);
        break;
    case MD_BLOCK_P:
        open_node(builder, NODE_PARAGRAPH);
        break;
    case MD_BLOCK_TABLE:
        open_node(builder, NODE_TABLE);
        break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        builder->header = type == MD_BLOCK_THEAD;
        break;
    case MD_BLOCK_TR:
        open_node(builder, NODE_ROW)->header = builder->header;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        node = open_cell(builder);
        node->header = builder->header;
        node->align = (uint8_t)((MD_BLOCK_TD_DETAIL *)detail)->align;
        break;
    }
    return 0;
}

/* The parser takes blanks off a heading's ends, but no tabs. */
static void trim_heading(struct node *heading)
{
    struct node *first = heading->first, *last = heading->last;
    if (first && first->type == NODE_TEXT && first->text.len && first->text.ptr[0] == '\t') {
        str text = str_trim_left(first->text);
        first->begin += (uint32_t)(first->text.len - text.len);
        first->text = text;
    }
    if (last && last->type == NODE_TEXT && str_ends(last->text, STR("\t"))) {
        str text = str_trim_right(last->text);
        last->end -= (uint32_t)(last->text.len - text.len);
        last->text = text;
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)detail;
    struct builder *builder = user;
    if (type == MD_BLOCK_H)
        trim_heading(builder->at);
    if ((type == MD_BLOCK_TH || type == MD_BLOCK_TD) && !builder->at->first)
        close_cell(builder);
    else if (type != MD_BLOCK_DOC && type != MD_BLOCK_THEAD && type != MD_BLOCK_TBODY)
        close_node(builder);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    struct node *node;
    switch (type) {
    case MD_SPAN_EM:
        open_node(builder, NODE_EMPH);
        break;
    case MD_SPAN_STRONG:
        open_node(builder, NODE_STRONG);
        break;
    case MD_SPAN_DEL:
        open_node(builder, NODE_STRIKE);
        break;
    case MD_SPAN_CODE:
        open_node(builder, NODE_CODE);
        break;
    case MD_SPAN_A:
        node = open_node(builder, NODE_LINK);
        node->text = attribute(builder, &((MD_SPAN_A_DETAIL *)detail)->href);
        node->extra = attribute(builder, &((MD_SPAN_A_DETAIL *)detail)->title);
        place_by_address(builder, node, &((MD_SPAN_A_DETAIL *)detail)->href);
        break;
    case MD_SPAN_IMG:
        node = open_node(builder, NODE_IMAGE);
        node->text = attribute(builder, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        node->extra = attribute(builder, &((MD_SPAN_IMG_DETAIL *)detail)->title);
        place_by_address(builder, node, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        break;
    case MD_SPAN_LATEXMATH: /* the flags that make these are off */
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
        open_node(builder, NODE_EMPH);
        break;
    }
    return builder->overflows ? -1 : 0; /* the parser overlooks positive values here */
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    close_node(user);
    return 0;
}

static void add_leaf(struct builder *builder, enum node_type type, str text, uint32_t begin,
                     uint32_t end)
{
    struct node *last = builder->at->last;
    if (type == NODE_TEXT && last && last->type == NODE_TEXT && last->end == begin &&
        last->text.ptr + last->text.len == text.ptr) {
        last->text.len += text.len;
        last->end = end;
    } else {
        struct node *node = node_new(builder->arena, type);
        node->text = text;
        node->begin = begin;
        node->end = end;
        node_append(builder->at, node);
    }
    if (builder->at->begin == NODE_NOWHERE)
        builder->at->begin = begin;
    builder->at->end = builder->last = end;
}

/* Text that the parser took from the source; what is masked there makes no node. */
static void add_visible(struct builder *builder, uint32_t begin, uint32_t end)
{
    const char *text = builder->text.ptr, *masked = builder->masked.ptr;
    if (text == masked || memcmp(text + begin, masked + begin, end - begin) == 0) {
        add_leaf(builder, NODE_TEXT, str_sub(builder->text, begin, end), begin, end);
        return;
    }
    for (uint32_t from = begin; from < end;) {
        uint32_t to = from;
        if (mask_is_at(builder->masked, builder->text, from)) {
            while (to < end && mask_is_at(builder->masked, builder->text, to))
                to += mask_len(masked + to);
        } else {
            while (to < end && !mask_is_at(builder->masked, builder->text, to))
                to++;
            add_leaf(builder, NODE_TEXT, str_sub(builder->text, from, to), from, to);
        }
        from = to;
    }
}

static void add_raw_html(struct builder *builder)
{
    struct node *last = builder->at->last;
    if (last && last->type == NODE_HTML)
        builder->at = last;
    else
        open_node(builder, NODE_HTML);
}

/* In a table's cell a bar is escaped, in code too (GFM, section 4.10). */
static void add_code(struct builder *builder, uint32_t begin, uint32_t end)
{
    bool cell = builder->at->type == NODE_CODE && builder->at->parent->type == NODE_CELL;
    for (uint32_t at = begin; cell && at + 1 < end; at++) {
        if (memcmp(builder->text.ptr + at, "\\|", 2) != 0)
            continue;
        if (at > begin)
            add_leaf(builder, NODE_TEXT, str_sub(builder->text, begin, at), begin, at);
        begin = at + 1;
    }
    add_leaf(builder, NODE_TEXT, str_sub(builder->text, begin, end), begin, end);
}

/* Nothing in the code block has told its place yet: it is not where the last text was. */
static bool begins_code(const struct node *node)
{
    return node->type == NODE_CODE_BLOCK && (!node->last || node->last->begin == node->last->end);
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *ptr, MD_SIZE size, void *user)
{
    struct builder *builder = user;
    uint32_t begin = builder->last, end = builder->last;
    bool placed = is_in_source(builder, ptr);
    if (placed) {
        begin = source_of(builder, ptr);
        end = source_of(builder, ptr + size);
    }
    bool inline_html = type == MD_TEXT_HTML && builder->at->type != NODE_HTML_BLOCK;
    if (inline_html)
        add_raw_html(builder);

    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        add_leaf(builder, type == MD_TEXT_BR ? NODE_HARD_BREAK : NODE_SOFT_BREAK, (str){0}, begin,
                 begin);
    } else if (type == MD_TEXT_NULLCHAR) {
        uint32_t at = MIN(builder->last + 1, (uint32_t)builder->text.len);
        add_leaf(builder, NODE_TEXT, STR("\xEF\xBF\xBD"), builder->last, at);
    } else if (type == MD_TEXT_ENTITY) {
        struct buf out = {0};
        entity_decode(&out, str_sub(builder->text, begin, end));
        add_leaf(builder, NODE_TEXT, buf_take(&out, builder->arena), begin, end);
        buf_release(&out);
    } else if (placed && type == MD_TEXT_CODE) {
        add_code(builder, begin, end);
    } else if (placed) {
        add_visible(builder, begin, end);
    } else if (*ptr == '\n' && begin < builder->text.len && builder->text.ptr[begin] == '\n' &&
               !begins_code(builder->at)) {
        add_leaf(builder, NODE_TEXT, str_sub(builder->text, begin, begin + 1), begin, begin + 1);
    } else { /* an indentation, a line end in a code span: md4c's own bytes */
        add_leaf(builder, NODE_TEXT, arena_str(builder->arena, (str){ptr, size}), begin, begin);
    }
    if (inline_html)
        close_node(builder);
    return 0;
}

/* Makes links of the addresses that stand bare in a TEXT; returns the last node made of it. */
static struct node *link_addresses(struct arena *arena, struct node *node)
{
    struct autolink found;
    if (node->text.len != node->end - node->begin || !autolink_find(node->text, 0, &found))
        return node;
    static const str prefixes[] = {
        [AUTOLINK_URL] = STR_INIT(""),
        [AUTOLINK_WWW] = STR_INIT("http://"),
        [AUTOLINK_MAIL] = STR_INIT("mailto:"),
    };
    str text = node->text;
    uint32_t base = node->begin;
    size_t from = 0;
    struct node *last = node;
    do {
        str address = str_sub(text, found.begin, found.end);
        struct node *link = node_new(arena, NODE_LINK), *inner = node_new(arena, NODE_TEXT);
        struct node *rest = node_new(arena, NODE_TEXT);
        str prefix = prefixes[found.kind];
        link->text = prefix.len ? arena_printf(arena, "%" STR_FMT "%" STR_FMT, STR_ARG(prefix),
                                               STR_ARG(address))
                                : address;
        link->autolink = true;
        inner->text = address;
        link->begin = inner->begin = base + (uint32_t)found.begin;
        link->end = inner->end = base + (uint32_t)found.end;
        node_append(link, inner);
        last->text = str_sub(text, from, found.begin);
        last->end = link->begin;
        node_insert_after(last, link);
        from = found.end;
        rest->text = str_sub(text, from, text.len);
        rest->begin = link->end;
        rest->end = base + (uint32_t)text.len;
        node_insert_after(link, rest);
        if (!last->text.len)
            node_unlink(last);
        last = rest;
    } while (autolink_find(text, from, &found));
    if (last->text.len)
        return last;
    struct node *link = last->prev;
    node_unlink(last);
    return link;
}

static void link_all_addresses(struct node *root, struct arena *arena)
{
    for (struct node *node = root->first; node;) {
        bool opaque = node->type == NODE_LINK || node->type == NODE_CODE ||
                      node->type == NODE_CODE_BLOCK || node->type == NODE_HTML ||
                      node->type == NODE_HTML_BLOCK;
        if (node->type == NODE_TEXT)
            node = link_addresses(arena, node);
        node = opaque || node->type == NODE_LINK ? node_skip(node, root) : node_next(node, root);
    }
}

static bool may_hold_address(str text)
{
    return str_contains(text, STR("://")) || str_contains(text, STR("www.")) ||
           str_find_char(text, '@') != SIZE_MAX;
}

/* NULL where addresses expand too much. */
static struct node *parse(struct builder *builder, bool without_definitions)
{
    static const MD_PARSER callbacks = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    struct node *root = node_new(builder->arena, NODE_DOCUMENT);
    builder->at = root;
    builder->adapted = adapt_text(builder->masked, without_definitions, builder->arena);
    str seen = builder->adapted.text;
    /* md4c fails only when it has no memory, or a callback says so. */
    if (md_parse(seen.ptr ? seen.ptr : "", (MD_SIZE)seen.len, &callbacks, builder) == 0)
        return root;
    if (!builder->overflows || without_definitions)
        mem_fail();
    return NULL;
}

struct node *markdown_parse(str text, str masked, struct arena *arena)
{
    struct builder builder = {.arena = arena, .text = text, .masked = masked};
    struct node *root = parse(&builder, false);
    if (!root) {
        builder = (struct builder){.arena = arena, .text = text, .masked = masked};
        root = parse(&builder, true);
    }
    root->begin = 0;
    root->end = (uint32_t)text.len;
    locate_blocks(root, masked);
    if (may_hold_address(text))
        link_all_addresses(root, arena);
    return root;
}
