/* SPDX-License-Identifier: MIT */
/* Comparable texts. */
#include "ident/words.h"

#include "base/map.h"
#include "base/utf8.h"

/* Zero-width blanks and joiners, the byte order mark, the selector of how a sign is drawn. */
static bool is_invisible(int32_t c)
{
    return c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xAD ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

void words_plain(struct buf *out, str text)
{
    bool gap = false, begun = false;
    for (size_t at = 0, len; at < text.len; at += len) {
        int32_t c = utf8_at(text, at, &len);
        if (is_invisible(c))
            continue;
        if (utf8_is_space(c) || c < ' ') {
            gap = begun;
            continue;
        }
        if (gap)
            buf_char(out, ' ');
        gap = false;
        begun = true;
        buf_bytes(out, text.ptr + at, len);
    }
}

/* --- headings --- */

/* Copies `text` without marks; of `[text](address)` and `[text][label]` the text stays. */
static void put_unmarked(struct buf *out, str text)
{
    size_t links = 0;
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';
        if (c == '\\' && next && !ascii_is_alnum(next) && (unsigned char)next < 0x80) {
            buf_char(out, next);
            at++;
        } else if (c == '[') {
            links++;
        } else if (c == ']' && links) {
            links--;
            char close = next == '(' ? ')' : next == '[' ? ']' : '\0';
            size_t end = close ? str_find_char(str_sub(text, at + 1, text.len), close) : SIZE_MAX;
            at += end == SIZE_MAX ? 0 : end + 1;
        } else if (c != '*' && c != '_' && c != '`' && c != '~') {
            buf_char(out, c);
        }
    }
}

/* After digits: "3.2.2. ", "4) ", "7: ", "2 - "; in the text "3D" or "3 tiers" they are words. */
static size_t number_end(str text, size_t at)
{
    size_t digits = at;
    bool dotted = false;
    while (at < text.len &&
           (ascii_is_digit(text.ptr[at]) || (at > digits && text.ptr[at] == '.'))) {
        dotted |= text.ptr[at] == '.';
        at++;
    }
    if (at == digits)
        return 0;
    if (at < text.len && (text.ptr[at] == ')' || text.ptr[at] == ':'))
        at++;
    else if (!dotted)
        return 0;
    return at < text.len && text.ptr[at] == ' ' ? at + 1 : 0;
}

/* "chapter 3: ", "제3장 ", "第三章 " and the like. */
static size_t chapter_end(str text)
{
    static const str openers[] = {STR_INIT("chapter "),  STR_INIT("part "),   STR_INIT("section "),
                                  STR_INIT("제"),        STR_INIT("第"),      STR_INIT("chương "),
                                  STR_INIT("chapitre "), STR_INIT("kapitel ")};
    static const str closers[] = {STR_INIT("장"), STR_INIT("절"), STR_INIT("부"), STR_INIT("편"),
                                  STR_INIT("章"), STR_INIT("節"), STR_INIT("节"), STR_INIT("部"),
                                  STR_INIT(":"),  STR_INIT("."),  STR_INIT(" -")};
    size_t at = 0;
    for (size_t i = 0; i < ARRAY_LEN(openers) && !at; i++)
        at = str_starts(text, openers[i]) ? openers[i].len : 0;
    if (!at)
        return 0;
    size_t digits = at;
    while (at < text.len && (ascii_is_digit(text.ptr[at]) || text.ptr[at] == '.'))
        at++;
    if (at > digits && text.ptr[at - 1] == '.')
        at--;
    str rest = str_sub(text, at, text.len);
    for (size_t i = 0; i < ARRAY_LEN(closers) && at > digits; i++)
        if (str_starts(rest, closers[i])) {
            at += closers[i].len;
            for (; at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == ':'); at++)
                ;
            return at;
        }
    return 0;
}

static str without_pictographs(str text)
{
    while (text.len) {
        size_t len;
        int32_t c = utf8_at(text, 0, &len);
        if (!utf8_is_emoji(c) && c != ' ')
            break;
        text = str_sub(text, len, text.len);
    }
    while (text.len) {
        size_t len;
        int32_t c = utf8_before(text, text.len, &len);
        if (!utf8_is_emoji(c) && c != ' ')
            break;
        text.len -= len;
    }
    return text;
}

void words_heading(struct buf *out, str heading, struct arena *scratch)
{
    struct buf plain = {0};
    put_unmarked(&plain, heading);
    str folded = utf8_fold(scratch, buf_str(&plain));
    buf_clear(&plain);
    words_plain(&plain, folded);
    str text = without_pictographs(buf_str(&plain));
    size_t chapter = chapter_end(text);
    size_t number = chapter ? chapter : number_end(text, 0);
    str named = without_pictographs(str_sub(text, number, text.len));
    if (utf8_has_word(named))
        text = named;
    buf_put(out, text.len ? text : buf_str(&plain));
    buf_release(&plain);
    arena_reset(scratch);
}

/* --- words --- */

enum script { SCRIPT_NONE, SCRIPT_SPACED, SCRIPT_HANGUL, SCRIPT_LETTERS, SCRIPT_SIGN };

static enum script script_of(int32_t c)
{
    if (c < 0x80)
        return ascii_is_alnum((char)c) ? SCRIPT_SPACED : SCRIPT_NONE;
    if (utf8_is_hangul(c))
        return SCRIPT_HANGUL;
    /* Thai, Lao, Tibetan; Myanmar; Khmer */
    if (utf8_is_han(c) || utf8_is_kana(c) || (c >= 0xE00 && c <= 0xFFF) ||
        (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) || c == 0x30FC)
        return utf8_is_word(c) ? SCRIPT_LETTERS : SCRIPT_NONE;
    if (utf8_is_word(c))
        return SCRIPT_SPACED;
    /* arrows, operators, pictographs: all that some bodies have */
    bool punctuation = (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
                       (c >= 0xFF00 && c <= 0xFF65) || utf8_is_space(c) || is_invisible(c);
    return c >= 0x2000 && !punctuation ? SCRIPT_SIGN : SCRIPT_NONE;
}

struct cutter {
    struct word_vec *words, *pairs;
    uint64_t last; /* the word before; 0: none */
};

static void put_word(struct cutter *cutter, str word)
{
    uint64_t hash = hash_bytes(word) | 1;
    vec_push(cutter->words, hash);
    if (cutter->pairs && cutter->last) {
        uint64_t both[2] = {cutter->last, hash};
        char bytes[16];
        for (unsigned i = 0; i < 16; i++)
            bytes[i] = (char)(both[i / 8] >> (8 * (i % 8)));
        vec_push(cutter->pairs, hash_bytes((str){bytes, 16}) & ~UINT64_C(1));
    }
    cutter->last = hash;
}

/* Each two neighbouring letters of a run are a word; so is a run of one, and each ideograph. */
static void put_letters(struct cutter *cutter, str run)
{
    size_t len, before = 0;
    utf8_at(run, 0, &len);
    if (len == run.len)
        put_word(cutter, run);
    for (size_t at = 0; at < run.len; at += len) {
        int32_t c = utf8_at(run, at, &len);
        if (utf8_is_han(c) && len < run.len)
            vec_push(cutter->words, hash_bytes(str_sub(run, at, at + len)) | 1);
        if (at)
            put_word(cutter, str_sub(run, before, at + len));
        before = at;
    }
}

void words_cut(struct word_vec *words, struct word_vec *pairs, str text, struct arena *scratch)
{
    struct cutter cutter = {words, pairs, 0};
    text = utf8_fold(scratch, text);
    for (size_t at = 0, len; at < text.len;) {
        enum script script = script_of(utf8_at(text, at, &len));
        size_t begin = at;
        at += len;
        if (script == SCRIPT_NONE)
            continue;
        while (at < text.len && script != SCRIPT_SIGN &&
               script_of(utf8_at(text, at, &len)) == script)
            at += len;
        str run = str_sub(text, begin, at);
        if (script == SCRIPT_HANGUL || script == SCRIPT_LETTERS)
            put_letters(&cutter, run);
        else
            put_word(&cutter, run);
    }
    arena_reset(scratch);
}

uint32_t words_count(str text)
{
    uint32_t count = 0, letters = 0;
    enum script before = SCRIPT_NONE;
    for (size_t at = 0, len; at < text.len; at += len) {
        enum script script = script_of(utf8_at(text, at, &len));
        if (script != before || script == SCRIPT_SIGN)
            letters = 0;
        letters += script != SCRIPT_NONE;
        count += letters == 1 || (script == SCRIPT_LETTERS && letters % 2 == 1);
        before = script;
    }
    return count;
}
