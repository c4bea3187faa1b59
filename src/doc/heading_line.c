/* SPDX-License-Identifier: MIT */
/* Lines that are headings, told before the parser has seen them; and Obsidian's ids behind them. */
#include "doc/heading_line.h"

enum { LONG_UNDERLINE = 200 };

/* Up to three blanks may stand before a block's mark (CommonMark, section 4). */
static str skip_indent(str line)
{
    for (int i = 0; i < 3 && line.len && line.ptr[0] == ' '; i++)
        line = str_sub(line, 1, line.len);
    return line;
}

static size_t run_of(str line, char mark)
{
    size_t run = 0;
    while (run < line.len && line.ptr[run] == mark)
        run++;
    return run;
}

bool heading_is_atx(str line)
{
    line = skip_indent(line);
    size_t marks = run_of(line, '#');
    return marks >= 1 && marks <= 6 && (marks == line.len || ascii_is_space(line.ptr[marks]));
}

bool heading_is_underline(str line)
{
    line = skip_indent(line);
    if (!line.len || (line.ptr[0] != '=' && line.ptr[0] != '-'))
        return false;
    size_t marks = run_of(line, line.ptr[0]);
    return !str_trim_left(str_sub(line, marks, line.len)).len;
}

bool heading_is_underlined(str text, size_t end)
{
    if (end >= text.len)
        return false;
    text = str_sub(text, 0, end + 1 + LONG_UNDERLINE); /* a line may hold many that ask this */
    return heading_is_underline(str_sub(text, end + 1, str_line_end(text, end + 1)));
}

/* --- block ids --- */

static bool is_id_char(char c)
{
    return ascii_is_alnum(c) || c == '-';
}

/* How many characters of an id end the text. */
static size_t id_length(str text)
{
    size_t len = 0;
    while (len < text.len && is_id_char(text.ptr[text.len - 1 - len]))
        len++;
    return len;
}

static bool is_number(str text)
{
    bool number = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        number &= ascii_is_digit(text.ptr[i]);
    return number;
}

static bool is_id(str id)
{
    return id.len >= 2 && ascii_is_alnum(id.ptr[0]) && ascii_is_alnum(id.ptr[id.len - 1]) &&
           !(id.len < 3 && is_number(id));
}

static bool may_be_exponent(str id)
{
    for (size_t i = 1; i < id.len; i++)
        if (ascii_is_alpha(id.ptr[i - 1]) && ascii_is_alpha(id.ptr[i]))
            return false;
    return id.len < 6;
}

/* Does the text end in what mathematics raises to a power? */
static bool ends_as_base(str text)
{
    size_t begin = text.len;
    while (begin > 0 && !ascii_is_space(text.ptr[begin - 1]))
        begin--;
    str word = str_sub(text, begin, text.len);
    if (!word.len || str_contains(word, STR("]("))) /* a link's address */
        return false;
    return (word.len == 1 && ascii_is_alpha(word.ptr[0])) || is_number(word) ||
           strchr(")]}", word.ptr[word.len - 1]);
}

/* Nothing but the marks of a heading, or nothing at all? */
static bool is_empty(str text)
{
    text = skip_indent(text);
    return text.len <= 6 && run_of(text, '#') == text.len;
}

size_t heading_block_id(str line)
{
    line = str_trim_right(line);
    size_t len = id_length(line);
    if (len + 2 > line.len || line.ptr[line.len - len - 1] != '^' ||
        line.ptr[line.len - len - 2] != ' ')
        return SIZE_MAX;
    size_t caret = line.len - len - 1;
    str before = str_trim_right(str_sub(line, 0, caret)), id = str_sub(line, caret + 1, line.len);
    if (!is_id(id) || is_empty(before) || (may_be_exponent(id) && ends_as_base(before)))
        return SIZE_MAX;
    return caret;
}

bool heading_is_block_id(str line)
{
    line = str_trim(line);
    return line.len && line.ptr[0] == '^' && id_length(line) == line.len - 1 &&
           is_id(str_sub(line, 1, line.len));
}
