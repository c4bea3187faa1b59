/* SPDX-License-Identifier: MIT */
/* Looking things up in the languages' tables. */
#include "note/language.h"

#include "base/utf8.h"

const struct language *const languages[] = {
    &language_ko, &language_ja, &language_zh, &language_vi, &language_en,
    &language_de, &language_nl, &language_fr, &language_es, &language_pt,
    &language_it, &language_ru, &language_uk, &language_ar, NULL,
};

bool words_have(words list, str word)
{
    for (; word.len && list && *list; list++)
        if (**list == *word.ptr && str_eq(str_from(*list), word))
            return true;
    return false;
}

bool words_have_nocase(words list, str word)
{
    for (; word.len && list && *list; list++)
        if (**list == ascii_lower(*word.ptr) && str_eq_nocase(str_from(*list), word))
            return true;
    return false;
}

static bool word_at(str text, size_t at)
{
    size_t len;
    return at < text.len && utf8_is_word(utf8_at(text, at, &len));
}

static bool word_before(str text, size_t at)
{
    size_t len;
    return at > 0 && utf8_is_word(utf8_before(text, at, &len));
}

/* An entry that ends in an apostrophe ("qu'") is whole whatever follows. */
static bool ends_whole(str text, size_t at)
{
    return !word_at(text, at) || !word_before(text, at);
}

static size_t begin_with(words list, str text, bool whole)
{
    size_t longest = 0;
    for (; text.len && list && *list; list++) {
        if (**list != *text.ptr) /* nearly always */
            continue;
        str entry = str_from(*list);
        if (entry.len > longest && str_starts(text, entry) &&
            (!whole || ends_whole(text, entry.len)))
            longest = entry.len;
    }
    return longest;
}

static size_t end_with(words list, str text, bool whole)
{
    size_t longest = 0;
    for (; list && *list; list++) {
        str entry = str_from(*list);
        if (entry.len > longest && str_ends(text, entry) &&
            (!whole || !word_before(text, text.len - entry.len)))
            longest = entry.len;
    }
    return longest;
}

size_t words_begin(words list, str text)
{
    return begin_with(list, text, false);
}

size_t words_end(words list, str text)
{
    return end_with(list, text, false);
}

size_t words_begin_whole(words list, str text)
{
    return begin_with(list, text, true);
}

size_t words_end_whole(words list, str text)
{
    return end_with(list, text, true);
}

bool words_inside(words list, str text, bool whole)
{
    if (!list)
        return false;
    bool within = false; /* a word */
    for (size_t i = 0, len; i < text.len; i += len) {
        bool inside = within;
        within = utf8_is_word(utf8_at(text, i, &len));
        if (whole && inside)
            continue;
        if (begin_with(list, str_sub(text, i, text.len), whole))
            return true;
    }
    return false;
}

/* Hangul syllables are ordered so that the last sound repeats every 28 (Unicode 15, 3.12). */
static bool sounds(str text, size_t at, enum before before)
{
    if (before == BEFORE_ANY)
        return true;
    if (at == 0)
        return false;
    size_t len;
    int32_t c = utf8_before(text, at, &len);
    if (c < 0xAC00 || c > 0xD7A3) /* "S3는", "API가": read aloud in many ways */
        return before == BEFORE_VOWEL || before == BEFORE_CONSONANT;
    int last = (c - 0xAC00) % 28;
    switch (before) {
    case BEFORE_VOWEL:
        return last == 0 || last == 8; /* "로" goes with a final L too */
    case BEFORE_CONSONANT:
        return last != 0;
    case BEFORE_N:
        return last == 4;
    case BEFORE_L:
        return last == 8;
    case BEFORE_B:
        return last == 17 || last == 18;
    case BEFORE_ANY:
        break;
    }
    return true;
}

const struct ending *language_ending(const struct language *language, str text)
{
    const struct ending *longest = NULL;
    size_t len = 0;
    char last = text.len ? text.ptr[text.len - 1] : '\0';
    for (size_t i = 0; i < language->ending_count; i++) {
        const struct ending *ending = &language->endings[i];
        if (ending->len <= len || ending->len > text.len || ending->text[ending->len - 1] != last ||
            memcmp(text.ptr + text.len - ending->len, ending->text, ending->len) != 0 ||
            !sounds(text, text.len - ending->len, ending->before))
            continue;
        longest = ending;
        len = ending->len;
    }
    return longest;
}

bool language_is_joined(const struct language *language)
{
    return language->unspaced || language->joined;
}

bool language_begins(const struct language *language, words list, str text)
{
    return begin_with(list, text, !language_is_joined(language)) > 0;
}

bool language_frames(const struct language *language, words list, str text)
{
    bool whole = !language_is_joined(language);
    return begin_with(list, text, whole) || end_with(list, text, whole);
}

struct scripts {
    size_t latin, cyrillic, hangul, kana, han, arabic;
};

static struct scripts count_scripts(str text)
{
    struct scripts n = {0};
    for (size_t i = 0, len; i < text.len; i += len) {
        int32_t c = utf8_at(text, i, &len);
        if (c < 0x80)
            n.latin += ascii_is_alpha((char)c);
        else if (utf8_is_hangul(c))
            n.hangul++;
        else if (utf8_is_kana(c))
            n.kana++;
        else if (utf8_is_han(c))
            n.han++;
        else if (c >= 0x400 && c <= 0x52F)
            n.cyrillic++;
        else if (c >= 0x620 && c <= 0x6FF)
            n.arabic += utf8_is_letter(c);
        else if (c <= 0x24F || (c >= 0x1E00 && c <= 0x1EFF))
            n.latin += utf8_is_letter(c);
    }
    return n;
}

static size_t score(const struct language *language, str folded)
{
    size_t points = 0;
    bool within = false; /* a word */
    for (size_t i = 0, len; i < folded.len; i += len) {
        int32_t c = utf8_at(folded, i, &len);
        str rest = str_sub(folded, i, folded.len);
        if (c >= 0x80)
            points += words_begin(language->letters, rest) ? 3 : 0;
        bool inside = within;
        within = utf8_is_word(c);
        if (inside || !within)
            continue;
        points += words_begin_whole(language->frequent, rest) ? 2 : 0;
        points += words_begin_whole(language->question_words, rest) > 0;
    }
    return points;
}

/* Where words do not tell, English and Russian are the likeliest. */
static const struct language *by_words(str folded, enum script script)
{
    const struct language *best = script == SCRIPT_CYRILLIC ? &language_ru : &language_en;
    size_t most = score(best, folded);
    for (const struct language *const *l = languages; *l; l++) {
        if ((*l)->script != script)
            continue;
        size_t points = score(*l, folded);
        if (points > most) {
            most = points;
            best = *l;
        }
    }
    return best;
}

/* "What is 오브젝트 storage?": foreign words do not make the sentence foreign. */
static bool english_with_terms(str folded)
{
    return words_begin_whole(language_en.question_words, folded) &&
           (ascii_is_alpha(folded.ptr[folded.len - 1]));
}

const struct language *language_of(str folded)
{
    struct scripts n = count_scripts(folded);
    if (folded.len && n.latin && english_with_terms(folded))
        return by_words(folded, SCRIPT_LATIN);
    if (n.hangul)
        return &language_ko;
    if (n.kana)
        return &language_ja;
    if (n.han)
        return &language_zh;
    if (n.arabic > n.latin)
        return &language_ar;
    if (n.cyrillic > n.latin)
        return by_words(folded, SCRIPT_CYRILLIC);
    return n.latin ? by_words(folded, SCRIPT_LATIN) : NULL;
}
