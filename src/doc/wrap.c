/* SPDX-License-Identifier: MIT */
/* Are a document's lines thoughts, or was it wrapped at a column? */
#include "doc/wrap.h"

#include <stdlib.h>

#include "base/utf8.h"

enum {
    ENOUGH = 6,          /* line ends that make strong evidence */
    SAMPLE = 400,        /* more are not looked at */
    MIN_COLUMN = 40,
    MAX_COLUMN = 160,
    HAND_COLUMN = 60, /* lines that were wrapped by hand are ragged: narrower ones may be thoughts */
    HAND_ENOUGH = 10,
};

struct line_end {
    uint32_t width;     /* of the line before, its indentation included */
    uint32_t next_word; /* of the first word of the next line */
    bool sentence;      /* the line ends a sentence */
};

/* Columns, by the lengths of UTF-8: exact enough here, and quick. */
static uint32_t rough_width(str text)
{
    uint32_t width = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        width += c < 0x80 || (c >= 0xC0 && c < 0xE1) ? 1 : c >= 0xE1 ? 2 : 0;
    }
    return width;
}

static str line_around(str text, uint32_t at)
{
    return str_trim_right(str_sub(text, str_line_begin(text, at), str_line_end(text, at)));
}

static str first_word(str line)
{
    size_t len, end = 0;
    line = str_trim_left(line);
    while (end < line.len && !ascii_is_space(line.ptr[end])) {
        int32_t c = utf8_at(line, end, &len);
        end += len;
        if (utf8_is_han(c) || utf8_is_kana(c)) /* a line may end behind each of them */
            break;
    }
    return str_sub(line, 0, end);
}

static bool ends_sentence(str line)
{
    static const str ends[] = {
        STR_INIT("."),  STR_INIT("!"),  STR_INIT("?"),  STR_INIT("。"), STR_INIT("！"),
        STR_INIT("？"), STR_INIT("다"), STR_INIT("요"), STR_INIT("죠"), STR_INIT("음"),
        STR_INIT("함"), STR_INIT("됨"), STR_INIT("임"), STR_INIT(":"),  STR_INIT(";"),
    };
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends(line, ends[i]))
            return true;
    return false;
}

static int compare_widths(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* The width that nine lines of ten keep to: an address or a table may be wider. */
static uint32_t find_column(const struct line_end *ends, size_t count)
{
    uint32_t widths[SAMPLE];
    for (size_t i = 0; i < count; i++)
        widths[i] = ends[i].width;
    qsort(widths, count, sizeof(*widths), compare_widths);
    return widths[count * 9 / 10];
}

bool wrap_detect(const struct node *root, str text)
{
    struct line_end ends[SAMPLE];
    size_t count = 0;
    for (const struct node *node = root->first; node && count < SAMPLE;
         node = node_next(node, root)) {
        if (node->type != NODE_SOFT_BREAK || node->begin == NODE_NOWHERE || node->begin == 0)
            continue;
        str before = line_around(text, node->begin);
        size_t next = str_line_end(text, (size_t)(before.ptr - text.ptr) + before.len);
        str after = next < text.len ? line_around(text, (uint32_t)next + 1) : (str){0};
        ends[count++] = (struct line_end){rough_width(before), rough_width(first_word(after)),
                                          ends_sentence(before)};
    }
    if (count < ENOUGH)
        return false;
    uint32_t column = find_column(ends, count);
    size_t full = 0, long_enough = 0, sentences = 0;
    for (size_t i = 0; i < count; i++) {
        full += ends[i].width + 1 + ends[i].next_word > column;
        long_enough += ends[i].width * 5 >= column * 3;
        sentences += ends[i].sentence;
    }
    if (column < MIN_COLUMN || column > MAX_COLUMN)
        return false;
    bool by_program = full * 100 >= count * 85 && sentences * 2 <= count;
    bool by_hand = column >= HAND_COLUMN && count >= HAND_ENOUGH && full * 100 >= count * 45 &&
                   long_enough * 100 >= count * 90 && sentences * 4 <= count;
    return by_program || by_hand;
}
