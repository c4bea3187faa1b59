/* SPDX-License-Identifier: MIT */
/* Definitions: found by their look, proved by the tree. */
#include "doc/definition.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "doc/mask.h"

enum { LABEL_MAX = 999 };

struct found {
    struct definition definition;
    bool is_text;
};
VEC_TYPE(found_list, struct found);

/* Without marks of quotes and items, and without what indents them. */
static size_t skip_containers(str text, size_t at, size_t end)
{
    for (;;) {
        while (at < end && strchr(" \t>", text.ptr[at]))
            at++;
        size_t mark = at;
        while (at < end && ascii_is_digit(text.ptr[at]))
            at++;
        bool bullet = at == mark && at < end && strchr("-+*", text.ptr[at]);
        bool number = at > mark && at < end && strchr(".)", text.ptr[at]);
        if ((!bullet && !number) || at + 1 >= end || !strchr(" \t", text.ptr[at + 1]))
            return mark;
        at++;
    }
}

/* Behind blanks and at most one line end, with what continues the containers behind that. */
static size_t skip_blanks(str text, size_t at)
{
    while (at < text.len && strchr(" \t", text.ptr[at]))
        at++;
    if (at >= text.len || text.ptr[at] != '\n')
        return at;
    at++;
    while (at < text.len && strchr(" \t>", text.ptr[at]))
        at++;
    return at;
}

/* Behind the address that begins at `at`; `at` where there is none. */
static size_t skip_address(str text, size_t at)
{
    size_t from = at, depth = 0;
    if (at < text.len && text.ptr[at] == '<') {
        for (at++; at < text.len && !strchr("<>\n", text.ptr[at]); at++)
            at += text.ptr[at] == '\\' && at + 1 < text.len && text.ptr[at + 1] != '\n';
        return at < text.len && text.ptr[at] == '>' ? at + 1 : from;
    }
    for (; at < text.len && (unsigned char)text.ptr[at] > ' ' && text.ptr[at] != 0x7F; at++) {
        if (text.ptr[at] == '\\' && at + 1 < text.len && (unsigned char)text.ptr[at + 1] > ' ')
            at++;
        else if (text.ptr[at] == '(')
            depth++;
        else if (text.ptr[at] == ')' && depth-- == 0)
            return from;
    }
    return depth ? from : at;
}

/* A title that opened at `from` is not closed before `until`: nor is one that opens between. */
struct unclosed {
    size_t from, until;
};

/* Behind the title; `at` where there is none. */
static size_t skip_title(str text, size_t at, struct unclosed *unclosed)
{
    char open = at < text.len ? text.ptr[at] : '\0';
    char close = open == '(' ? ')' : open;
    if (open != '"' && open != '\'' && open != '(')
        return at;
    struct unclosed *known = &unclosed[open == '"' ? 0 : open == '(' ? 1 : 2];
    if (at >= known->from && at < known->until)
        return at;
    size_t i = at + 1;
    for (; i < text.len; i++) {
        if (text.ptr[i] == '\\')
            i++;
        else if (text.ptr[i] == close)
            return i + 1;
        else if (text.ptr[i] == '\n' &&
                 !str_trim(str_sub(text, i + 1, str_line_end(text, i + 1))).len)
            break;
    }
    *known = (struct unclosed){at, i};
    return at;
}

static bool ends_line(str text, size_t at)
{
    return !str_trim(str_sub(text, at, str_line_end(text, at))).len;
}

/* How many bytes behind a line end at `at` continue the containers. */
static size_t continuation(str text, size_t at)
{
    size_t end = at + 1;
    while (text.ptr[at] == '\n' && end < text.len && strchr(" \t>", text.ptr[end]))
        end++;
    return end - at - 1;
}

/* Compared without case; white space, and what continues quotes in it, is one blank. */
static str fold_label(struct arena *arena, str label)
{
    struct buf joined = {0};
    for (size_t i = 0; i < label.len; i++) {
        buf_char(&joined, label.ptr[i]);
        i += continuation(label, i);
    }
    str folded = utf8_fold(arena, utf8_squeeze(arena, arena_str(arena, buf_str(&joined))));
    buf_release(&joined);
    return folded;
}

/* Without what is masked, and without the containers' marks behind line ends. */
static void put_part(struct buf *out, str part)
{
    struct buf clean = {0};
    mask_strip(&clean, part);
    for (size_t i = 0; i < clean.len; i++) {
        buf_char(out, clean.ptr[i]);
        i += continuation(buf_str(&clean), i);
    }
    buf_release(&clean);
}

static str spell(struct arena *arena, str label, str address, str title)
{
    struct buf out = {0};
    buf_char(&out, '[');
    put_part(&out, label);
    buf_lit(&out, "]: ");
    size_t before = out.len;
    put_part(&out, address);
    if (out.len == before)
        buf_lit(&out, "<>");
    if (title.len) {
        buf_char(&out, ' ');
        put_part(&out, title);
    }
    str text = buf_take(&out, arena);
    buf_release(&out);
    return text;
}

/* Where the label that ends at `close` is opened; SIZE_MAX: nowhere. */
static size_t label_begin(str text, size_t close)
{
    size_t limit = close > LABEL_MAX ? close - LABEL_MAX : 0;
    for (size_t at = close; at-- > limit;) {
        bool escaped = at > 0 && text.ptr[at - 1] == '\\';
        if (text.ptr[at] == ']' && !escaped)
            return SIZE_MAX;
        if (text.ptr[at] == '[' && !escaped)
            return at;
    }
    return SIZE_MAX;
}

/* Stands nothing but containers' marks before it on its line? */
static bool begins_content(str text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && text.ptr[begin - 1] && strchr(" \t>-+*.)0123456789", text.ptr[begin - 1]))
        begin--;
    return (begin == 0 || text.ptr[begin - 1] == '\n') && skip_containers(text, begin, at) == at;
}

/* What looks like a definition whose label ends at `close`. */
static bool read_one(str text, size_t close, struct arena *arena, struct unclosed *unclosed,
                     struct definition *ret)
{
    size_t open = label_begin(text, close);
    if (open == SIZE_MAX || !begins_content(text, open))
        return false;
    str label = str_sub(text, open + 1, close);
    size_t address = skip_blanks(text, close + 2), end = skip_address(text, address);
    size_t title = skip_blanks(text, end), title_end = skip_title(text, title, unclosed);
    if (end == address || !str_trim(label).len)
        return false;
    if (title == end || title_end == title || !ends_line(text, title_end)) {
        title = title_end = end;
        if (!ends_line(text, end))
            return false;
    }
    str folded = fold_label(arena, label);
    *ret = (struct definition){(uint32_t)open, (uint32_t)title_end, folded, (str){0}};
    ret->text = spell(arena, label, str_sub(text, address, end), str_sub(text, title, title_end));
    return true;
}

static void find_candidates(struct found_list *list, str text, struct arena *arena)
{
    struct unclosed unclosed[3] = {{0, 0}, {0, 0}, {0, 0}};
    for (size_t at = 0; at + 1 < text.len; at++) {
        const char *close = memchr(text.ptr + at, ']', text.len - at - 1);
        struct found found = {0};
        if (!close)
            return;
        at = (size_t)(close - text.ptr);
        if (close[1] != ':' || !read_one(text, at, arena, unclosed, &found.definition))
            continue;
        vec_push(list, found);
        at = found.definition.end - 1;
    }
}

/* What is part of a text is no definition. Neither leaves nor candidates overlap their like. */
static void reject_texts(struct found_list *list, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(node, root)) {
        if (node->type != NODE_TEXT || node->begin == NODE_NOWHERE)
            continue;
        size_t low = 0, high = list->len;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (list->ptr[middle].definition.end <= node->begin)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < list->len && list->ptr[low].definition.begin < node->end; low++)
            list->ptr[low].is_text = true;
    }
}

void definitions_find(struct definitions *ret, const struct node *root, str masked,
                      struct arena *arena)
{
    struct found_list list = {0};
    *ret = (struct definitions){.arena = arena};
    find_candidates(&list, masked, arena);
    if (list.len)
        reject_texts(&list, root);
    vec_for (struct found, found, &list) {
        bool is_new;
        if (found->is_text)
            continue;
        vec_push(&ret->places, (struct definition_place){found->definition.begin,
                                                          found->definition.end});
        map_put(&ret->labels, found->definition.label, (uint32_t)ret->list.len, &is_new);
        if (is_new)
            vec_push(&ret->list, found->definition);
    }
    vec_release(&list);
}

void definitions_release(struct definitions *definitions)
{
    vec_release(&definitions->list);
    vec_release(&definitions->places);
    map_release(&definitions->labels);
}

/* The first that begins at `at` or later; the number of all where none does. */
static size_t first_from(const struct definitions *definitions, uint32_t at)
{
    size_t low = 0, high = definitions->places.len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (definitions->places.ptr[middle].begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool definitions_between(const struct definitions *definitions, uint32_t begin, uint32_t end)
{
    size_t first = first_from(definitions, begin);
    return first < definitions->places.len && definitions->places.ptr[first].begin < end;
}

uint32_t definitions_skip(const struct definitions *definitions, uint32_t at)
{
    size_t first = first_from(definitions, at);
    bool here = first < definitions->places.len && definitions->places.ptr[first].begin == at;
    return here ? definitions->places.ptr[first].end : at;
}

/* Where the brackets that open before `from` close; SIZE_MAX: they hold no label. */
static size_t label_end(str text, size_t from)
{
    size_t end = from;
    while (end < text.len && end - from <= LABEL_MAX && text.ptr[end] != '[' &&
           text.ptr[end] != ']')
        end += text.ptr[end] == '\\' ? 2 : 1;
    return end < text.len && text.ptr[end] == ']' ? end : SIZE_MAX;
}

void definitions_used(struct definitions *definitions, str text, struct definition_uses *uses)
{
    size_t behind = SIZE_MAX; /* brackets that are the text of a link if its label comes next */
    bool added = false;       /* and they are a label themselves */
    for (size_t at = 0; at < text.len; at++) {
        const char *open = memchr(text.ptr + at, '[', text.len - at);
        if (!open)
            return;
        at = (size_t)(open - text.ptr);
        size_t end = label_end(text, at + 1);
        if (end == SIZE_MAX)
            continue;
        str label = fold_label(definitions->arena, str_sub(text, at + 1, end));
        const uint32_t *index = map_get(&definitions->labels, label);
        bool is_label = index && behind == at;
        if (is_label && added)
            uses->len--;
        if (index)
            vec_push(uses, *index);
        added = index != NULL;
        behind = is_label ? SIZE_MAX : end + 1;
        at = end;
    }
}

static int compare_indexes(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

static int compare_labels(const void *a, const void *b)
{
    return str_cmp((*(const struct definition *const *)a)->label,
                   (*(const struct definition *const *)b)->label);
}

void definitions_put(struct buf *out, const struct definitions *definitions,
                     struct definition_uses *uses)
{
    vec(const struct definition *) sorted = {0};
    if (uses->len)
        qsort(uses->ptr, uses->len, sizeof(*uses->ptr), compare_indexes);
    for (size_t i = 0; i < uses->len; i++)
        if (!i || uses->ptr[i] != uses->ptr[i - 1])
            vec_push(&sorted, &definitions->list.ptr[uses->ptr[i]]);
    if (sorted.len)
        qsort(sorted.ptr, sorted.len, sizeof(*sorted.ptr), compare_labels);
    for (size_t i = 0; i < sorted.len; i++) {
        if (i)
            buf_char(out, '\n');
        buf_put(out, sorted.ptr[i]->text);
    }
    vec_release(&sorted);
}
