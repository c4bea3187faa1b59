/* SPDX-License-Identifier: MIT */
/* Lines that name a topic without being headings. */
#include "note/title.h"

#include "base/utf8.h"
#include "doc/text.h"

enum { MAX_COLUMNS = 50 };

static bool ends_sentence(str line)
{
    static const str ends[] = {
        STR_INIT("."),    STR_INIT("!"),    STR_INIT("?"),    STR_INIT("。"), STR_INIT("！"),
        STR_INIT("？"),   STR_INIT(","),    STR_INIT(";"),    STR_INIT("…"),  STR_INIT("、"),
        STR_INIT("니다"), STR_INIT("한다"), STR_INIT("된다"), STR_INIT("있다"), STR_INIT("없다"),
        STR_INIT("이다"), STR_INIT("했다"), STR_INIT("요"),   STR_INIT("죠"), STR_INIT("까"),
        /* particles: the sentence goes on in the next line */
        STR_INIT("는"),   STR_INIT("를"),   STR_INIT("は"),   STR_INIT("を"),
    };
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends(line, ends[i]))
            return true;
    /* any other verb in -다: behind a blank, not a noun of two syllables such as 바다 */
    size_t blank = line.len;
    while (blank > 0 && line.ptr[blank - 1] != ' ')
        blank--;
    return str_ends(line, STR("다")) && blank > 0 && line.len - blank > 6;
}

/* "1.", "2)", "①", "3.1": what numbers a title. */
static bool is_numbered(str line)
{
    size_t n = 0, len;
    while (n < line.len && (ascii_is_digit(line.ptr[n]) || line.ptr[n] == '.'))
        n++;
    if (n && n < line.len && (line.ptr[n - 1] == '.' || strchr(") ", line.ptr[n])))
        return true;
    int32_t c = line.len ? utf8_at(line, 0, &len) : 0;
    return c >= 0x2460 && c <= 0x24FF;
}

static bool has_separator(str line)
{
    static const str separators[] = {
        STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "), STR_INIT(" = "), STR_INIT(": "),
        STR_INIT(" : "), STR_INIT("："),  STR_INIT(" -> "), STR_INIT("=>"), STR_INIT(" → "),
        STR_INIT(" :"),
    };
    for (size_t i = 0; i < ARRAY_LEN(separators); i++)
        if (str_contains(line, separators[i]))
            return true;
    return false;
}

static bool is_listed(str line)
{
    static const str marks[] = {
        STR_INIT("- "), STR_INIT("* "), STR_INIT("• "), STR_INIT("· "), STR_INIT("→"),
        STR_INIT("->"), STR_INIT("=>"), STR_INIT("※"),  STR_INIT("|"),  STR_INIT("> "),
        STR_INIT("ㄴ"), STR_INIT("└"),  STR_INIT(":::"), STR_INIT("!!!"), STR_INIT("[!"),
    };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (str_starts(line, marks[i]))
            return true;
    return false;
}

static bool reads_as_title(str line)
{
    size_t colon = str_ends(line, STR(":")) ? 1 : str_ends(line, STR("：")) ? 3 : 0;
    if (colon && !is_numbered(line))
        return false;
    str inner = str_sub(line, 0, line.len - colon);
    return utf8_width(line) <= MAX_COLUMNS && title_says_something(line) &&
           !ends_sentence(inner) && !has_separator(inner) && !is_listed(line) &&
           !str_contains(line, STR("://"));
}

bool title_says_something(str title)
{
    for (size_t i = 0, len; i < title.len; i += len) {
        int32_t c = utf8_at(title, i, &len);
        if (utf8_is_word(c) || (utf8_is_emoji(c) && c > 0xFF))
            return true;
    }
    return false;
}

struct line_marks {
    bool plain, bold, italic, other;
};

/* Goes over the leaves of the first line. */
static void read_line(const struct node *block, struct line_marks *marks, struct range *range)
{
    const struct node *node = block->first;
    range->begin = NODE_NOWHERE;
    for (; node; node = node_next(node, block)) {
        if (node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK)
            return;
        if (node->type == NODE_LINK || node->type == NODE_IMAGE)
            marks->other = true;
        if (node->type != NODE_TEXT || node->hidden)
            continue;
        if (!str_trim(node->text).len) { /* a blank that parts the text from something hidden */
            range->end = range->begin == NODE_NOWHERE ? 0 : node->end;
            continue;
        }
        bool bold = false, italic = false;
        for (const struct node *up = node->parent; up != block; up = up->parent) {
            bold |= up->type == NODE_STRONG;
            italic |= up->type == NODE_EMPH;
            marks->other |= up->type == NODE_HTML;
        }
        marks->bold |= bold;
        marks->italic |= italic && !bold;
        marks->plain |= !bold && !italic;
        if (range->begin == NODE_NOWHERE)
            range->begin = node->begin;
        range->end = node->end;
    }
}

bool title_line(struct arena *arena, const struct node *block, struct title_line *ret)
{
    *ret = (struct title_line){0};
    if (block->type != NODE_PARAGRAPH)
        return false;
    struct line_marks marks = {0};
    read_line(block, &marks, &ret->range);
    if (ret->range.begin == NODE_NOWHERE)
        return false;
    struct text text = {0};
    text_add(&text, block);
    str rest = str_trim(text_str(&text)), line;
    if (str_cut(&rest, '\n', &line))
        ret->text = arena_str(arena, utf8_squeeze(arena, line));
    text_release(&text);
    ret->bold = marks.bold && !marks.plain && !marks.italic &&
                str_find_char(ret->text, ':') == SIZE_MAX && !str_contains(ret->text, STR("："));
    ret->titled = !marks.other && (marks.plain || marks.bold) && reads_as_title(ret->text);
    return true;
}
