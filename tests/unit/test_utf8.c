/* SPDX-License-Identifier: MIT */
/* base/utf8: what is well-formed, what is NFC, what is a letter, how wide things are. */
#include "base/utf8.h"
#include "unit.h"

#include <stdlib.h>
#include <utf8proc.h>

static const struct {
    str bytes;
    size_t bad_at; /* SIZE_MAX: well-formed */
} forms[] = {
    /* the table of RFC 3629, section 4, at both ends of each row, and one step beyond them */
    {STR_INIT(""), SIZE_MAX},
    {STR_INIT("\x00\x7F"), SIZE_MAX},
    {STR_INIT("a\x80"), 1},
    {STR_INIT("\xC1\xBF"), 0},
    {STR_INIT("\xC2\x80\xDF\xBF"), SIZE_MAX},
    {STR_INIT("\xC2"), 0},
    {STR_INIT("\xC2\x7F"), 0},
    {STR_INIT("\xC2\xC0"), 0},
    {STR_INIT("\xE0\x9F\xBF"), 0},
    {STR_INIT("\xE0\xA0\x80\xEC\xBF\xBF"), SIZE_MAX},
    {STR_INIT("\xED\x9F\xBF"), SIZE_MAX},
    {STR_INIT("ab\xED\xA0\x80"), 2}, /* a surrogate */
    {STR_INIT("\xED\xBF\xBF"), 0},
    {STR_INIT("\xEE\x80\x80\xEF\xBF\xBF"), SIZE_MAX},
    {STR_INIT("\xE1\x80"), 0},
    {STR_INIT("\xF0\x8F\xBF\xBF"), 0},
    {STR_INIT("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), SIZE_MAX},
    {STR_INIT("\xF4\x90\x80\x80"), 0},
    {STR_INIT("\xF5\x80\x80\x80"), 0},
    {STR_INIT("\xF1\x80\x80"), 0},
    {STR_INIT("\xF1\x80\x80\x41"), 0},
    {STR_INIT("\xFE"), 0},
    {STR_INIT("\xFF"), 0},
};

static void the_first_bad_byte_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        if (utf8_check(forms[i].bytes).bad_at != forms[i].bad_at)
            fail_msg("case %zu: %zu", i, utf8_check(forms[i].bytes).bad_at);
}

/* Both checks agree, also where what is wrong stands behind other characters. */
static void whether_it_is_utf8_is_known_without_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        for (size_t k = 0; k < ARRAY_LEN(forms); k++) {
            char joined[16];
            memcpy(joined, forms[i].bytes.ptr, forms[i].bytes.len);
            memcpy(joined + forms[i].bytes.len, forms[k].bytes.ptr, forms[k].bytes.len);
            str text = {joined, forms[i].bytes.len + forms[k].bytes.len};
            bool wanted = forms[i].bad_at == SIZE_MAX && forms[k].bad_at == SIZE_MAX;
            if (utf8_is_valid(text) != wanted)
                fail_msg("cases %zu and %zu", i, k);
        }
    }
}

static void special_bytes_are_noticed(void **state)
{
    (void)state;
    assert_true(utf8_check(STR("a\rb")).has_cr);
    assert_false(utf8_check(STR("a\nb")).has_cr);
    assert_true(utf8_check(STR("a\0b")).has_nul);
    assert_false(utf8_check(STR("ab")).has_nul);
}

/*
 * The quick check may say "maybe" to anything, but "yes" to nothing that NFC changes: neither
 * alone, nor behind a letter that it could combine with. utf8proc is asked directly.
 */
static void the_quick_check_never_says_yes_wrongly(void **state)
{
    (void)state;
    static const char *const before[] = {"",
                                         "e",
                                         "\xE1\x84\x80" /* Hangul G */,
                                         "\xEA\xB0\x80" /* GA */,
                                         "\xE3\x81\x8B" /* KA */,
                                         "\xE0\xA7\x87"};
    unsigned sure = 0;
    for (int32_t c = 1; c <= 0x10FFFF; c++) {
        utf8proc_uint8_t bytes[5] = {0};
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        size_t len = (size_t)utf8proc_encode_char(c, bytes);
        if (utf8_check((str){(const char *)bytes, len}).maybe_not_nfc)
            continue;
        sure++;
        for (size_t b = 0; b < ARRAY_LEN(before); b++) {
            char text[16];
            snprintf(text, sizeof(text), "%s%s", before[b], (const char *)bytes);
            if (b && utf8_check(str_from(text)).maybe_not_nfc)
                continue; /* what stands before is not sure itself */
            utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);
            if (strcmp((const char *)nfc, text) != 0)
                fail_msg("U+%04X behind '%s' is changed by NFC", (unsigned)c, before[b]);
            free(nfc);
        }
    }
    assert_true(sure > 11172 + 20000); /* all Hangul syllables and the usual ideographs */
}

static void decomposed_text_is_composed(void **state)
{
    (void)state;
    struct arena arena = {0};
    /* UAX #15's examples, and names as macOS writes them */
    expect_str(utf8_nfc(&arena, STR("e\xCC\x81")), "\xC3\xA9");
    expect_str(utf8_nfc(&arena, STR("\xE2\x84\xAB")), "\xC3\x85"); /* ANGSTROM SIGN */
    expect_str(utf8_nfc(&arena, STR("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")), "한");
    expect_str(utf8_nfc(&arena, STR("\xE3\x81\x8B\xE3\x82\x99")), "が");
    expect_str(utf8_nfc(&arena, STR("s\xCC\xA3\xCC\x87")), "\xE1\xB9\xA9");
    expect_str(utf8_nfc(&arena, STR("s\xCC\x87\xCC\xA3")), "\xE1\xB9\xA9");
    expect_str(utf8_nfc(&arena, STR("\xEF\xAC\x81")),
               "\xEF\xAC\x81"); /* a ligature stays: not NFKC */
    expect_str(utf8_nfc(&arena, STR("a\0e\xCC\x81")), "a\0\xC3\xA9");
    str plain = STR("머신러닝 abc");
    assert_ptr_equal(utf8_nfc(&arena, plain).ptr, plain.ptr);
    arena_release(&arena);
}

/* In the square of its length this would not end while a test runs. */
static void a_long_run_of_marks_costs_its_length(void **state)
{
    (void)state;
    enum { PAIRS = 300000 };
    struct arena arena = {0};
    struct buf text = {0};
    buf_char(&text, 'e');
    for (int i = 0; i < PAIRS; i++)
        buf_lit(&text, "\xCC\x81\xCC\xA7"); /* an acute, then a cedilla, which sorts before it */
    str nfc = utf8_nfc(&arena, buf_str(&text));
    assert_true(str_starts(nfc, STR("\xC8\xA9\xCC\xA7"))); /* e with cedilla: those sort first */
    assert_int_equal(utf8_count(nfc), 2 * PAIRS);
    assert_int_equal(utf8_check(nfc).bad_at, SIZE_MAX);
    buf_release(&text);
    arena_release(&arena);
}

static void walking_both_ways_meets_the_same_characters(void **state)
{
    (void)state;
    str text = STR("a\xC3\xA9\xED\x95\x9C\xF0\x9F\x98\x80\xFFz");
    static const int32_t wanted[] = {'a', 0xE9, 0xD55C, 0x1F600, 0xFFFD, 'z'};
    size_t places[8], n = 0;
    for (size_t i = 0, len; i < text.len; i += len) {
        assert_int_equal(utf8_at(text, i, &len), wanted[n]);
        places[n++] = i;
    }
    assert_int_equal(n, ARRAY_LEN(wanted));
    for (size_t at = text.len, len; at > 0; at -= len) {
        assert_int_equal(utf8_before(text, at, &len), wanted[--n]);
        assert_int_equal(at - len, places[n]);
    }
    size_t len;
    assert_int_equal(utf8_at(STR("\xE1\x80"), 0, &len), 0xFFFD); /* cut off */
    assert_int_equal(len, 1);
    assert_int_equal(utf8_before(STR("\x80\x80"), 2, &len), 0xFFFD);
    assert_int_equal(len, 1);
}

static void putting_encodes(void **state)
{
    (void)state;
    struct buf buf = {0};
    utf8_put(&buf, 'a');
    utf8_put(&buf, 0xE9);
    utf8_put(&buf, 0xD55C);
    utf8_put(&buf, 0x1F600);
    expect_str(buf_str(&buf), "a\xC3\xA9\xED\x95\x9C\xF0\x9F\x98\x80");
    buf_release(&buf);
}

static void widths_are_those_of_terminals(void **state)
{
    (void)state;
    static const struct {
        str text;
        size_t width, count;
    } cases[] = {
        {STR_INIT(""), 0, 0},
        {STR_INIT("abc"), 3, 3},
        {STR_INIT("한글"), 4, 2},
        {STR_INIT("漢字かな"), 8, 4},
        {STR_INIT("\xC3\xA9"), 1, 1},
        {STR_INIT("e\xCC\x81"), 1, 2},
        {STR_INIT("\xF0\x9F\x98\x80"), 2, 1},
        {STR_INIT("\xE2\x80\x8B"), 0, 1}, /* zero width space */
        {STR_INIT("Ａ"), 2, 1},           /* full width */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(utf8_width(cases[i].text), cases[i].width);
        assert_int_equal(utf8_count(cases[i].text), cases[i].count);
    }
}

static void characters_have_classes(void **state)
{
    (void)state;
    assert_true(utf8_is_letter(0xD55C) && utf8_is_letter('a') && utf8_is_letter(0x3042));
    assert_false(utf8_is_letter('1') || utf8_is_letter(0x0301) || utf8_is_letter(0x3001));
    assert_true(utf8_is_word('1') && utf8_is_word(0x0301) && utf8_is_word(0x0663));
    assert_false(utf8_is_word('_') || utf8_is_word(' ') || utf8_is_word(0x2026));
    assert_true(utf8_has_word(STR("→ 1")) && utf8_has_word(STR("「람다」")));
    assert_false(utf8_has_word(STR("→ … ▶\xEF\xB8\x8F")) || utf8_has_word(STR("")));
    assert_true(utf8_is_upper('A') && utf8_is_upper(0xC4) && utf8_is_lower('a') &&
                utf8_is_lower(0xE4));
    assert_false(utf8_is_upper(0xD55C) || utf8_is_lower(0xD55C));
    assert_true(utf8_is_space(' ') && utf8_is_space(0xA0) && utf8_is_space(0x3000) &&
                utf8_is_space('\t'));
    assert_false(utf8_is_space('a') || utf8_is_space(0x3001));
    assert_true(utf8_is_hangul(0xAC00) && utf8_is_hangul(0xD7A3) && !utf8_is_hangul(0xD7A4));
    assert_true(utf8_is_kana(0x3042) && utf8_is_kana(0x30A2) && !utf8_is_kana(0x6F22));
    assert_true(utf8_is_han(0x6F22) && utf8_is_han(0x20000) && !utf8_is_han(0xAC00));
    assert_true(utf8_is_emoji(0x1F600) && utf8_is_emoji(0xFE0F) && utf8_is_emoji(0x200D));
    assert_false(utf8_is_emoji('#') || utf8_is_emoji(0xD55C));
}

static void folding_ignores_case_and_keeps_nfc(void **state)
{
    (void)state;
    struct arena arena = {0};
    expect_str(utf8_fold(&arena, STR("AbC")), "abc");
    expect_str(utf8_fold(&arena, STR("STRASSE")), "strasse");
    expect_str(utf8_fold(&arena, STR("Straße")), "strasse");
    expect_str(utf8_fold(&arena, STR("ÄΣ")), "äσ");
    expect_str(utf8_fold(&arena, STR("한글")), "한글");
    expect_str(utf8_fold(&arena, STR("")), "");
    arena_release(&arena);
}

static void squeezing_leaves_one_line(void **state)
{
    (void)state;
    static const struct {
        str text, line;
    } cases[] = {
        {STR_INIT(""), STR_INIT("")},
        {STR_INIT("a b"), STR_INIT("a b")},
        {STR_INIT("  a \n\t b  "), STR_INIT("a b")},
        {STR_INIT("\xC2\xA0"
                  "a\xE3\x80\x80"
                  "b\xC2\xA0"),
         STR_INIT("a b")},
        {STR_INIT("a\x1F"
                  "b\0c\x7F"),
         STR_INIT("a b c")},
        {STR_INIT(" \n "), STR_INIT("")},
        {STR_INIT("a "), STR_INIT("a")},
        {STR_INIT(" a"), STR_INIT("a")},
        {STR_INIT("a  b"), STR_INIT("a b")},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_same(utf8_squeeze(&arena, cases[i].text), cases[i].line);
    str clean = STR("already clean");
    assert_ptr_equal(utf8_squeeze(&arena, clean).ptr, clean.ptr);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_bad_byte_is_found),
        cmocka_unit_test(whether_it_is_utf8_is_known_without_the_place),
        cmocka_unit_test(special_bytes_are_noticed),
        cmocka_unit_test(the_quick_check_never_says_yes_wrongly),
        cmocka_unit_test(decomposed_text_is_composed),
        cmocka_unit_test(a_long_run_of_marks_costs_its_length),
        cmocka_unit_test(walking_both_ways_meets_the_same_characters),
        cmocka_unit_test(putting_encodes),
        cmocka_unit_test(widths_are_those_of_terminals),
        cmocka_unit_test(characters_have_classes),
        cmocka_unit_test(folding_ignores_case_and_keeps_nfc),
        cmocka_unit_test(squeezing_leaves_one_line),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
