/* SPDX-License-Identifier: MIT */
/* base/str: views compared, trimmed, cut. */
#include "unit.h"

#define NBSP "\xC2\xA0"
#define WIDE "\xE3\x80\x80" /* U+3000 */

static void parts_are_cut_to_the_text(void **state)
{
    (void)state;
    expect_str(str_sub(STR("abcd"), 1, 3), "bc");
    expect_str(str_sub(STR("abcd"), 2, SIZE_MAX), "cd");
    expect_str(str_sub(STR("abcd"), 3, 1), "");
    expect_str(str_sub(STR("abcd"), 9, 12), "");
    expect_str(str_sub((str){0}, 0, 5), "");
    assert_null(str_sub((str){0}, 0, 5).ptr);
}

static void comparing(void **state)
{
    (void)state;
    assert_true(str_eq(STR(""), (str){0}));
    assert_false(str_eq(STR("a"), STR("a\0")));
    assert_true(str_starts(STR("abc"), STR("")));
    assert_true(str_starts(STR("abc"), STR("abc")));
    assert_false(str_starts(STR("ab"), STR("abc")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_false(str_ends(STR("c"), STR("bc")));
    assert_true(str_eq_nocase(STR("AbC-1"), STR("aBc-1")));
    assert_false(str_eq_nocase(STR("\xC3\x84"), STR("\xC3\xA4"))); /* ASCII alone */
    assert_true(str_starts_nocase(STR("BACKUP-x"), STR("backup-")));
    assert_true(str_ends_nocase(STR("notes.MD"), STR(".md")));
    assert_false(str_ends_nocase(STR("md"), STR(".md")));
    assert_false(str_eq_nocase(STR("@"), STR("`"))); /* 32 apart, but no letters */
}

static void the_order_is_that_of_bytes(void **state)
{
    (void)state;
    static const str sorted[] = {
        STR_INIT(""),   STR_INIT("\0"), STR_INIT("A"),    STR_INIT("a"),        STR_INIT("a\0"),
        STR_INIT("ab"), STR_INIT("b"),  STR_INIT("\x7F"), STR_INIT("\xC3\xA9"), STR_INIT("\xFF")};
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++)
        for (size_t j = 0; j < ARRAY_LEN(sorted); j++) {
            int order = str_cmp(sorted[i], sorted[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void trimming_takes_the_blanks_of_notes(void **state)
{
    (void)state;
    static const struct {
        str text, both, left, right;
    } cases[] = {
        {STR_INIT(""), STR_INIT(""), STR_INIT(""), STR_INIT("")},
        {STR_INIT("x"), STR_INIT("x"), STR_INIT("x"), STR_INIT("x")},
        {STR_INIT(" \t\r\n\v\fx y \n"), STR_INIT("x y"), STR_INIT("x y \n"),
         STR_INIT(" \t\r\n\v\fx y")},
        {STR_INIT(NBSP WIDE " x" WIDE NBSP), STR_INIT("x"), STR_INIT("x" WIDE NBSP),
         STR_INIT(NBSP WIDE " x")},
        {STR_INIT(NBSP WIDE), STR_INIT(""), STR_INIT(""), STR_INIT("")},
        /* other characters with a byte in common stay whole */
        {STR_INIT("\xC3\xA0"), STR_INIT("\xC3\xA0"), STR_INIT("\xC3\xA0"), STR_INIT("\xC3\xA0")},
        {STR_INIT("\xE3\x80\x81"), STR_INIT("\xE3\x80\x81"), STR_INIT("\xE3\x80\x81"),
         STR_INIT("\xE3\x80\x81")},
        {STR_INIT("\xA0"), STR_INIT("\xA0"), STR_INIT("\xA0"), STR_INIT("\xA0")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        expect_same(str_trim(cases[i].text), cases[i].both);
        expect_same(str_trim_left(cases[i].text), cases[i].left);
        expect_same(str_trim_right(cases[i].text), cases[i].right);
    }
    assert_int_equal(str_trim((str){0}).len, 0);
}

static void finding(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("ababc"), STR("abc")), 2);
    assert_int_equal(str_find(STR("abc"), STR("")), 0);
    assert_true(str_find(STR("ab"), STR("abc")) == SIZE_MAX);
    assert_true(str_find((str){0}, STR("a")) == SIZE_MAX);
    assert_int_equal(str_find(STR("a\0b"), STR("\0b")), 1);
    assert_int_equal(str_find_char(STR("abca"), 'a'), 0);
    assert_true(str_find_char(STR("abc"), 'x') == SIZE_MAX);
    assert_true(str_find_char((str){0}, '\0') == SIZE_MAX);
    assert_true(str_contains(STR("abc"), STR("bc")));
    assert_false(str_contains(STR("abc"), STR("cb")));
}

static void lines_and_file_names(void **state)
{
    (void)state;
    str text = STR("one\ntwo\n\nfour");
    for (size_t at = 4; at <= 7; at++) { /* the line feed belongs to the line that it ends */
        assert_int_equal(str_line_begin(text, at), 4);
        assert_int_equal(str_line_end(text, at), 7);
    }
    assert_int_equal(str_line_begin(text, 8), 8);
    assert_int_equal(str_line_end(text, 8), 8);
    assert_int_equal(str_line_end(text, 9), text.len);
    assert_int_equal(str_line_end(text, text.len), text.len);
    assert_int_equal(str_line_begin((str){0}, 0), 0);
    assert_int_equal(str_line_end((str){0}, 0), 0);
    expect_str(str_file_name(STR("a/b.c/d.md")), "d.md");
    expect_str(str_file_name(STR("d.md")), "d.md");
    expect_str(str_file_name(STR("a/")), "");
}

static void cutting_gives_every_piece_once(void **state)
{
    (void)state;
    static const struct {
        str text;
        const char *pieces; /* each with a bar behind it */
    } cases[] = {
        {STR_INIT(""), ""},         {STR_INIT("a"), "a|"}, {STR_INIT("a\nb"), "a|b|"},
        {STR_INIT("a\n"), "a|"},    {STR_INIT("\n"), "|"}, {STR_INIT("\n\nb"), "||b|"},
        {STR_INIT("a\n\n"), "a||"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char joined[64] = "";
        str rest = cases[i].text;
        for (str piece; str_cut(&rest, '\n', &piece);) {
            strncat(joined, piece.len ? piece.ptr : "", piece.len);
            strncat(joined, "|", 2);
        }
        assert_string_equal(joined, cases[i].pieces);
    }
    str absent = {0}, piece;
    assert_false(str_cut(&absent, '\n', &piece));
}

static void ascii_classes_know_no_locale(void **state)
{
    (void)state;
    size_t digits = 0, letters = 0, spaces = 0;
    for (int c = 0; c < 256; c++) {
        digits += ascii_is_digit((char)c);
        letters += ascii_is_alpha((char)c);
        spaces += ascii_is_space((char)c);
        assert_int_equal(ascii_is_alnum((char)c),
                         ascii_is_digit((char)c) || ascii_is_alpha((char)c));
        if (!ascii_is_alpha((char)c))
            assert_int_equal(ascii_lower((char)c), (char)c);
    }
    assert_int_equal(digits, 10);
    assert_int_equal(letters, 52);
    assert_int_equal(spaces, 6);
    assert_int_equal(ascii_lower('Z'), 'z');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_cut_to_the_text),
        cmocka_unit_test(comparing),
        cmocka_unit_test(the_order_is_that_of_bytes),
        cmocka_unit_test(trimming_takes_the_blanks_of_notes),
        cmocka_unit_test(finding),
        cmocka_unit_test(lines_and_file_names),
        cmocka_unit_test(cutting_gives_every_piece_once),
        cmocka_unit_test(ascii_classes_know_no_locale),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
