/* SPDX-License-Identifier: MIT */
/* What stands before a sentence and only labels it: numbers, bullets, "Q1.", "질문:". */
#include "base/attr.h"
#include "base/utf8.h"
#include "note/language.h"
#include "note/sentence.h"

static bool is_bullet(int32_t c)
{
    static const int32_t bullets[] = {'-',    '*',    '+',    '>',    '#',    0x2022,
                                      0x25B6, 0x25BA, 0x25A0, 0x25A1, 0x25C6, 0x25C7,
                                      0x25CF, 0x25CB, 0x203B, 0x2192, 0x27A1, 0x2013,
                                      0x2014, 0xB7,   0x30FB, 0x25AA, 0x25B8, 0x21D2};
    for (size_t i = 0; i < ARRAY_LEN(bullets); i++)
        if (bullets[i] == c)
            return true;
    return false;
}

/* ①, ❶, ⓐ and their like */
static bool is_enclosed_number(int32_t c)
{
    return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793);
}

/* Digits with dots or hyphens inside; a dot or hyphen at the end is not taken. */
static size_t number(str text, size_t at)
{
    size_t end = at;
    for (size_t i = at; i < text.len; i++) {
        if (ascii_is_digit(text.ptr[i]))
            end = i + 1;
        else if ((text.ptr[i] != '.' && text.ptr[i] != '-') || end != i || i == at)
            break;
    }
    return end;
}

/* A colon, full stop or closing bracket with white space behind it; a colon without, too. */
static size_t punctuation(str text, size_t at)
{
    size_t len;
    if (at >= text.len)
        return at;
    int32_t c = utf8_at(text, at, &len);
    if (c == ':' || c == 0xFF1A || c == 0xFF0E || c == 0xFF09)
        return at + len;
    bool apart =
        at + 1 < text.len && (ascii_is_space(text.ptr[at + 1]) || (text.ptr[at + 1] & 0x80) != 0);
    return (c == '.' || c == ')') && apart ? at + 1 : at;
}

static int32_t lower(int32_t c)
{
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
                   (c >= 0x410 && c <= 0x42F);
    return capital ? c + 0x20 : c;
}

/* The length of the label's word at the text's beginning; 0 where there is none. */
static size_t label_word(str text)
{
    size_t longest = 0;
    char first = text.len ? ascii_lower(*text.ptr) : '\0';
    for (const struct language *const *l = languages; *l; l++) {
        for (words w = (*l)->labels; w && *w; w++) {
            if (**w != first) /* nearly always */
                continue;
            str word = str_from(*w);
            size_t i = 0, len, word_len;
            while (i < word.len && i < text.len &&
                   lower(utf8_at(text, i, &len)) == utf8_at(word, i, &word_len))
                i += len;
            bool whole = i == word.len && (i >= text.len || !ascii_is_alpha(text.ptr[i]));
            if (whole && i > longest)
                longest = i;
        }
    }
    return longest;
}

/* "오늘의 질문:", "Interview question:": a label's word closes the words before the colon. */
static size_t introduced(str text)
{
    enum { MAX_WORDS = 3 };
    size_t word = 0;
    for (size_t count = 0; count < MAX_WORDS; count++) {
        size_t end = word;
        while (end < text.len && !ascii_is_space(text.ptr[end]))
            end++;
        if (end >= text.len || text.ptr[end] != ' ')
            return 0;
        word = end + 1;
        size_t len = label_word(str_sub(text, word, text.len));
        if (len > 2 && word + len < text.len && text.ptr[word + len] == ':')
            return word + len + 1;
    }
    return 0;
}

/* "Q", "Q1", "질문 2" with what must follow it. */
static size_t named(str text)
{
    size_t word = label_word(text);
    if (!word)
        return introduced(text);
    size_t digits = sentence_skip_blanks(text, word), end = number(text, digits);
    bool numbered = end > digits;
    end = numbered ? end : word;
    size_t behind = sentence_skip_blanks(text, end), closed = punctuation(text, behind);
    if (closed > behind)
        return closed;
    return numbered && behind > end ? end : 0;
}

/* "[!question]", as notes of Obsidian and GitHub begin, with its sign for folding */
static size_t callout(str text)
{
    size_t end = 2;
    if (!str_starts(text, STR("[!")))
        return 0;
    while (end < text.len &&
           (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '-' || text.ptr[end] == '_'))
        end++;
    if (end == 2 || end >= text.len || text.ptr[end] != ']')
        return 0;
    end++;
    return end < text.len && (text.ptr[end] == '+' || text.ptr[end] == '-') ? end + 1 : end;
}

/* "[Q]", "(1)", "<질문 1>" */
static size_t enclosed(str text)
{
    size_t open, len;
    int32_t c = utf8_at(text, 0, &open);
    int32_t closer = c == '[' ? ']' : c == '(' ? ')' : c == '<' ? '>' : c == 0x3010 ? 0x3011 : 0;
    if (!closer)
        return 0;
    size_t inside = open + label_word(str_sub(text, open, text.len));
    size_t end = number(text, sentence_skip_blanks(text, inside));
    if (end == sentence_skip_blanks(text, inside))
        end = inside;
    if (end == open || end >= text.len || utf8_at(text, end, &len) != closer)
        return 0;
    return end + len;
}

/* "1.", "2-1.", "3)", "a)" */
static size_t counted(str text)
{
    size_t end = number(text, 0);
    if (!end && text.len > 1 && ascii_is_alpha(text.ptr[0]) && text.ptr[1] == ')')
        end = 1;
    size_t closed = end ? punctuation(text, end) : 0;
    return closed > end ? closed : 0;
}

static size_t one_label(str text)
{
    size_t len;
    int32_t c = utf8_at(text, 0, &len);
    if (utf8_is_emoji(c) || is_enclosed_number(c))
        return len;
    if (is_bullet(c) && sentence_skip_blanks(text, len) > len)
        return len;
    size_t end = counted(text);
    if (!end)
        end = callout(text);
    if (!end)
        end = enclosed(text);
    return end ? end : named(text);
}

size_t sentence_label(str text)
{
    size_t at = sentence_skip_blanks(text, 0), taken = 0;
    while (at < text.len && text.ptr[at] != '\n') {
        size_t len = one_label(str_sub(text, at, text.len));
        if (!len)
            return at;
        at = taken = sentence_skip_blanks(text, at + len);
    }
    return taken && at < text.len && text.ptr[at] != '\n' ? taken : 0;
}
