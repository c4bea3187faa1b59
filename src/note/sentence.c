/* SPDX-License-Identifier: MIT */
/* Where sentences end. */
#include "note/sentence.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "note/language.h"

#include <stdint.h>

enum {
    MAX_LINES = 3,
    MAX_GROUP = 400,    /* bytes between brackets or quotation marks */
    FULL_STOP = 0x3002, /* 。 */
    FULL_QUESTION = 0xFF1F,
    FULL_EXCLAMATION = 0xFF01,
    ARABIC_QUESTION = 0x061F,
    ELLIPSIS = 0x2026,
};

static bool is_mark(int32_t c)
{
    return c == '.' || c == '?' || c == '!' || c == FULL_STOP || c == FULL_QUESTION ||
           c == FULL_EXCLAMATION || c == ARABIC_QUESTION;
}

static bool is_question_mark(int32_t c)
{
    return c == '?' || c == FULL_QUESTION || c == ARABIC_QUESTION;
}

bool sentence_has_question_mark(str text)
{
    return str_find_char(text, '?') != SIZE_MAX || str_contains(text, STR("？")) ||
           str_contains(text, STR("؟"));
}

static bool is_full_width(int32_t c)
{
    return c == FULL_STOP || c == FULL_QUESTION || c == FULL_EXCLAMATION;
}

/* The bracket or quotation mark that closes what `c` opens; 0 where it opens nothing. */
static int32_t closer_of(int32_t c)
{
    static const int32_t pairs[][2] = {
        {'(', ')'},       {0xFF08, 0xFF09}, {'[', ']'},       {0x300C, 0x300D},
        {0x300E, 0x300F}, {0x201C, 0x201D}, {0x201E, 0x201C}, {0x2018, 0x2019},
        {0xAB, 0xBB},     {'"', '"'},       {0x3010, 0x3011}, {0x300A, 0x300B},
    };
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

static bool is_closer(int32_t c)
{
    switch (c) {
    case ')':
    case ']':
    case '"':
    case '\'':
    case 0xFF09:
    case 0x300D:
    case 0x300F:
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x3011:
    case 0x300B:
        return true;
    default:
        return false;
    }
}

static bool is_cjk(int32_t c)
{
    return utf8_is_hangul(c) || utf8_is_kana(c) || utf8_is_han(c);
}

size_t sentence_skip_blanks(str text, size_t at)
{
    for (size_t len; at < text.len && text.ptr[at] != '\n'; at += len)
        if (!utf8_is_space(utf8_at(text, at, &len)))
            break;
    return at;
}

size_t sentence_filler(str text)
{
    size_t at = 0;
    for (size_t len; at < text.len && text.ptr[at] != '\n'; at += len) {
        int32_t c = utf8_at(text, at, &len);
        bool laughter = c >= 0x3131 && c <= 0x318E;
        bool comma = c == ',' || c == ';' || c == '/';
        if (!utf8_is_space(c) && !utf8_is_emoji(c) && !laughter && !comma)
            break;
    }
    return at;
}

/* The word that ends before `at`, not reaching before `from`. */
static str word_to(str text, size_t from, size_t at)
{
    size_t begin = at;
    while (begin > from && !ascii_is_space(text.ptr[begin - 1]))
        begin--;
    return str_sub(text, begin, at);
}

static bool is_abbreviation(str word)
{
    while (word.len && (word.ptr[0] == '(' || word.ptr[0] == '"'))
        word = str_sub(word, 1, word.len);
    if (word.len == 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z')
        return true; /* an initial */
    for (const struct language *const *l = languages; *l; l++)
        if (words_have_nocase((*l)->abbreviations, word))
            return true;
    return false;
}

static bool is_upper_at(str text, size_t at)
{
    size_t len;
    return at < text.len && utf8_is_upper(utf8_at(text, at, &len));
}

/* A full stop at `at`, alone, with `after` behind it and what closes there. */
static bool stop_ends(str text, size_t begin, size_t at, size_t after)
{
    size_t len, next = sentence_skip_blanks(text, after);
    bool before_text = at > begin && is_cjk(utf8_before(text, at, &len));
    if (after < text.len && !ascii_is_space(text.ptr[after]) && next == after) {
        int32_t c = utf8_at(text, after, &len);
        return before_text && (utf8_is_hangul(c) || utf8_is_upper(c) || utf8_is_emoji(c));
    }
    if (next >= text.len || text.ptr[next] == '\n')
        return true;
    str word = word_to(text, begin, at);
    if (!is_abbreviation(word))
        return true;
    return (str_eq_nocase(word, STR("etc")) || str_eq_nocase(word, STR("usw"))) &&
           is_upper_at(text, next);
}

/* "왜 쓰는가?"라는 질문: a sentence that is spoken of, not said. */
static bool is_quoted_on(str text, size_t after, bool closed)
{
    size_t next = sentence_skip_blanks(text, after);
    str rest = str_sub(text, next, text.len);
    for (const struct language *const *l = languages; *l; l++)
        if (words_begin((*l)->quotatives, rest))
            return true;
    return closed && next < text.len && rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z';
}

/* A question or exclamation mark at `at`; `after` is behind it and what closes there. */
static bool strong_mark_ends(str text, size_t at, int32_t mark, size_t after, bool closed)
{
    size_t len;
    if (is_quoted_on(text, after, closed))
        return false;
    if (after >= text.len || is_full_width(mark))
        return true;
    int32_t c = utf8_at(text, after, &len);
    if (at > 0 && is_cjk(utf8_before(text, at, &len))) /* few put a blank there */
        return c < 'a' || c > 'z';
    return c == '\n' || utf8_is_space(c) || is_cjk(c) || utf8_is_emoji(c) || c == ':' ||
           c == 0xFF1A;
}

/* Marks that stand together, from `at`; true if the sentence ends with them. */
static bool marks_end(str text, size_t begin, size_t at, struct sentence *ret, size_t *ret_after)
{
    size_t len, count = 0, after = at;
    bool question = false, dots = true;
    int32_t mark = 0;
    for (; after < text.len; after += len) {
        int32_t c = utf8_at(text, after, &len);
        if (!is_mark(c) && c != ELLIPSIS)
            break;
        mark = c;
        count += c == ELLIPSIS ? 2 : 1;
        dots &= c == '.' || c == ELLIPSIS;
        question |= is_question_mark(c);
    }
    *ret_after = after;
    if (at > begin && utf8_before(text, at, &len) == ELLIPSIS)
        count++;
    if (dots && count > 1)
        return false;
    size_t closed = after;
    for (; closed < text.len; closed += len)
        if (!is_closer(utf8_at(text, closed, &len)))
            break;
    bool ends = mark == '.' && count == 1
                    ? stop_ends(text, begin, at, closed)
                    : strong_mark_ends(text, at, mark, closed, closed > after);
    ret->question = question && count == 1 && closed == after;
    ret->end = closed;
    return ends;
}

/* A closing sign that was looked for and does not stand before this place. */
struct unclosed {
    int32_t closer;
    size_t until;
};

/* The place of the closing sign in the line; 0: it does not close. *ret_last: what is before. */
static size_t find_closer(str text, size_t from, int32_t closer, struct unclosed *unclosed,
                          int32_t *ret_last)
{
    size_t limit = MIN(text.len, from + MAX_GROUP), i = from, len;
    if (unclosed->closer == closer && from < unclosed->until)
        return 0;
    for (; i < limit && text.ptr[i] != '\n'; i += len) {
        int32_t c = utf8_at(text, i, &len);
        if (c == closer)
            return i;
        *ret_last = c;
    }
    *unclosed = (struct unclosed){closer, i};
    return 0;
}

/*
 * Behind the bracket or quotation that opens at `at`; where it does not close, behind the opening
 * sign. *ret_end: the sentence ends with it.
 */
static size_t skip_group(str text, size_t begin, size_t at, struct unclosed *unclosed,
                         bool *ret_end)
{
    size_t open_len, close_len;
    int32_t closer = closer_of(utf8_at(text, at, &open_len)), last = 0;
    size_t i = find_closer(text, at + open_len, closer, unclosed, &last);
    *ret_end = false;
    if (!i)
        return at + open_len;
    utf8_at(text, i, &close_len);
    i += close_len;
    size_t next = sentence_skip_blanks(text, i);
    bool apart = next > i || next >= text.len || text.ptr[next] == '\n';
    *ret_end = is_mark(last) && apart && !is_quoted_on(text, i, true) &&
               (at == begin || is_upper_at(text, next));
    return i;
}

/* Korean: "…를 줍니다 그런데 …" at the white space `at`. */
static bool connective_follows(str text, size_t begin, size_t at)
{
    const struct language *ko = &language_ko;
    str before = str_sub(text, begin, at);
    if (!words_end(ko->polite, before) || words_have(ko->not_polite, word_to(text, begin, at)))
        return false;
    size_t next = at;
    while (next < text.len && ascii_is_space(text.ptr[next]))
        next++;
    return words_begin_whole(ko->connectives, str_sub(text, next, text.len)) > 0;
}

static bool asks_first(str line)
{
    for (const struct language *const *l = languages; *l; l++)
        if ((*l)->opening && words_begin_whole((*l)->question_words, line))
            return true;
    return false;
}

/* Whether a Latin or Cyrillic line goes on: by its last word, or the next line's first letter. */
static bool words_go_on(str line, str next_line, bool blank)
{
    str word = word_to(line, 0, line.len);
    for (const struct language *const *l = languages; *l; l++)
        if (words_have_nocase((*l)->open, word))
            return true;
    size_t len;
    return !blank && next_line.len && utf8_is_lower(utf8_at(next_line, 0, &len)) &&
           !asks_first(next_line);
}

static bool ending_goes_on(const struct language *language, str line)
{
    str word = word_to(line, 0, line.len);
    if (language->unspaced ? words_end(language->closed, line) > 0
                           : words_have(language->closed, word))
        return false;
    if (words_have(language->open, word))
        return true;
    const struct ending *ending = language_ending(language, line);
    return ending && ending->open;
}

/* Whether the line [from, at) goes on in what follows the line end at `at`. */
static bool line_goes_on(str text, size_t from, size_t at, str next_line, bool blank)
{
    size_t len;
    str line = str_trim_right(str_sub(text, from, at));
    while (line.len && utf8_is_emoji(utf8_before(line, line.len, &len)))
        line = str_trim_right(str_sub(line, 0, line.len - len));
    if (!line.len)
        return false;
    int32_t c = utf8_before(line, line.len, &len);
    if (c == ',' || c == 0x3001 || c == 0xFF0C)
        return true;
    if (utf8_is_hangul(c))
        return ending_goes_on(&language_ko, line);
    if (utf8_is_kana(c))
        return ending_goes_on(&language_ja, line);
    if (utf8_is_han(c))
        return ending_goes_on(&language_zh, line);
    return utf8_is_letter(c) && words_go_on(line, next_line, blank);
}

/* Where the sentence goes on behind the line end at `at`; 0 where it ends there. */
static size_t next_line(str text, size_t line_begin, size_t at, int lines, bool wrapped)
{
    size_t next = sentence_skip_blanks(text, at + 1);
    bool blank = next < text.len && text.ptr[next] == '\n';
    while (next < text.len && text.ptr[next] == '\n')
        next = sentence_skip_blanks(text, next + 1);
    if (next >= text.len)
        return 0;
    if (wrapped && !blank)
        return next;
    str rest = str_sub(text, next, text.len), line;
    str_cut(&rest, '\n', &line);
    if (lines >= MAX_LINES || sentence_label(line))
        return 0;
    size_t behind = sentence_skip_blanks(rest, 0);
    if (blank && behind < rest.len && rest.ptr[behind] != '\n')
        return 0;
    return line_goes_on(text, line_begin, at, line, blank) ? next : 0;
}

static void finish(str text, size_t begin, size_t end, struct sentence *ret)
{
    while (end > begin && ascii_is_space(text.ptr[end - 1]))
        end--;
    size_t line = begin, len;
    while (line > 0 && text.ptr[line - 1] != '\n') {
        if (!utf8_is_space(utf8_before(text, line, &len)))
            break;
        line -= len;
    }
    ret->begin = begin;
    ret->end = end;
    ret->next = end + sentence_filler(str_sub(text, end, text.len));
    ret->starts_line = line == 0 || text.ptr[line - 1] == '\n';
    ret->own_line = ret->starts_line && (ret->next >= text.len || text.ptr[ret->next] == '\n');
}

static size_t skip_space(str text, size_t at)
{
    for (size_t len; at < text.len; at += len)
        if (!utf8_is_space(utf8_at(text, at, &len)))
            break;
    return at;
}

bool sentence_next(str text, bool wrapped, size_t from, struct sentence *ret)
{
    size_t begin = skip_space(text, from), line_begin = begin;
    if (begin >= text.len)
        return false;
    int lines = 1;
    struct unclosed unclosed = {0};
    *ret = (struct sentence){0};
    size_t len, i = begin + sentence_label(str_sub(text, begin, text.len));
    for (; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        bool ends = false;
        if (c == '\n') {
            size_t next = next_line(text, line_begin, i, lines++, wrapped);
            if (!next || (wrapped && connective_follows(text, begin, i)))
                break;
            len = next - i;
            line_begin = next;
        } else if (is_mark(c)) {
            size_t after;
            if (marks_end(text, begin, i, ret, &after)) {
                finish(text, begin, ret->end, ret);
                return true;
            }
            len = after - i;
        } else if (closer_of(c)) {
            len = skip_group(text, begin, i, &unclosed, &ends) - i;
        } else if (c == ' ') {
            ends = connective_follows(text, begin, i);
        }
        if (ends) {
            i += c == ' ' ? 0 : len;
            break;
        }
    }
    ret->question = false;
    finish(text, begin, i, ret);
    return true;
}
