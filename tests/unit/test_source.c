/* SPDX-License-Identifier: MIT */
/* source/source: what bytes become a text, where things stand in it, and what is refused. */
#include "source/source.h"
#include "unit.h"

static struct source new_source(void)
{
    return (struct source){.path = STR("folder/note.md"), .relative = STR("note.md")};
}

static void texts_are_made_plain(void **state)
{
    (void)state;
    static const struct {
        str bytes, text;
    } cases[] = {
        {STR_INIT(""), STR_INIT("")},
        {STR_INIT("a\nb\n"), STR_INIT("a\nb\n")},
        {STR_INIT("a\r\nb\r\n"), STR_INIT("a\nb\n")},
        {STR_INIT("a\rb\r"), STR_INIT("a\nb\n")},
        {STR_INIT("a\r\r\nb"), STR_INIT("a\n\nb")},
        {STR_INIT("a\n\rb"), STR_INIT("a\n\nb")},
        {STR_INIT("\r"), STR_INIT("\n")},
        {STR_INIT("\xEF\xBB\xBF# a"), STR_INIT("# a")},
        {STR_INIT("\xEF\xBB\xBF"), STR_INIT("")},
        {STR_INIT("a\xEF\xBB\xBF"), STR_INIT("a\xEF\xBB\xBF")}, /* only at the start is it a mark */
        {STR_INIT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\r\n"), STR_INIT("한\n")},
        {STR_INIT("\0a\0"), STR_INIT("\xEF\xBF\xBD"
                                     "a\xEF\xBF\xBD")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = {0};
        struct diag diag = {0};
        struct source source = new_source();
        assert_true(source_load(&source, cases[i].bytes, &arena, &diag));
        expect_same(source.text, cases[i].text);
        assert_int_equal(diag.list.len, 0);
        diag_release(&diag);
        arena_release(&arena);
    }
}

static void a_plain_text_is_not_copied(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diag diag = {0};
    struct source source = new_source();
    str bytes = STR("한글 text\n");
    assert_true(source_load(&source, bytes, &arena, &diag));
    assert_ptr_equal(source.text.ptr, bytes.ptr);
    diag_release(&diag);
    arena_release(&arena);
}

/* The bytes come from iconv: `머신러닝은 기계 학습이다` and `機械学習とは何か`. */
#define CP949_TEXT \
    "\xB8\xD3\xBD\xC5\xB7\xAF\xB4\xD7\xC0\xBA \xB1\xE2\xB0\xE8 \xC7\xD0\xBD\xC0\xC0\xCC\xB4\xD9"
#define SHIFT_JIS_TEXT "\x82\xB1\x82\xEA\x82\xCD\x83\x65\x83\x58\x83\x67\x82\xC5\x82\xB7"

static void other_encodings_are_refused_with_a_guess(void **state)
{
    (void)state;
    static const struct {
        str bytes;
        unsigned line, column;
        const char *says, *hint;
    } cases[] = {
        {STR_INIT(CP949_TEXT "\n"), 1, 1, "byte 0xB8", "iconv -f CP949 "},
        {STR_INIT("# AWS\n\n" CP949_TEXT), 3, 1, "byte 0xB8", "iconv -f CP949 "},
        {STR_INIT("ab " SHIFT_JIS_TEXT), 1, 4, "byte 0x82", "iconv -f SHIFT_JIS "},
        {STR_INIT("\xFF\xFE#\0 \0"), 1, 1, "byte 0xFF", "iconv -f UTF-16LE "},
        {STR_INIT("\xFE\xFF\0#"), 1, 1, "byte 0xFE", "iconv -f UTF-16BE "},
        {STR_INIT("caf\xE9 au lait"), 1, 4, "byte 0xE9", "iconv -f WINDOWS-1252 "},
        {STR_INIT("한글 \xB8"), 1, 4, "byte 0xB8", NULL},
        {STR_INIT("a\r\nb\r\n \xFF"), 3, 2, "byte 0xFF", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = {0};
        struct diag diag = {0};
        struct source source = new_source();
        assert_false(source_load(&source, cases[i].bytes, &arena, &diag));
        assert_int_equal(diag.list.len, 1);
        assert_int_equal(diag.errors, 1);
        const struct awsml_diag *row = &diag.list.ptr[0];
        assert_string_equal(row->slug, "not-utf8");
        expect_str(row->path, "folder/note.md");
        assert_int_equal(row->line, cases[i].line);
        assert_int_equal(row->column, cases[i].column);
        assert_true(str_contains(row->message, str_from(cases[i].says)));
        if (cases[i].hint && !str_contains(row->hint, str_from(cases[i].hint)))
            fail_msg("case %zu: %" STR_FMT, i, STR_ARG(row->hint));
        diag_release(&diag);
        arena_release(&arena);
    }
}

static void a_text_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diag diag = {0};
    struct source source = new_source();
    str large = {"", (size_t)SOURCE_MAX_BYTES + 1}; /* refused before a byte is looked at */
    assert_false(source_load(&source, large, &arena, &diag));
    assert_string_equal(diag.list.ptr[0].slug, "too-large");
    diag_release(&diag);
    arena_release(&arena);
}

static void places_are_lines_and_columns_of_characters(void **state)
{
    (void)state;
    struct source source = new_source();
    source.text = STR("ab\n한글 x\n\n\xF0\x9F\x98\x80y");
    static const struct {
        uint32_t offset;
        unsigned line, column;
    } cases[] = {
        {0, 1, 1},  {1, 1, 2},  {2, 1, 3},  /* the line end belongs to its line */
        {3, 2, 1},  {6, 2, 2},  {10, 2, 4}, /* Hangul: three bytes, one column */
        {11, 2, 5}, {12, 3, 1}, {13, 4, 1}, {17, 4, 2}, {18, 4, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        unsigned line, column;
        source_locate(&source, cases[i].offset, &line, &column);
        assert_int_equal(line, cases[i].line);
        assert_int_equal(column, cases[i].column);
    }
    expect_str(source_line_at(&source, 0), "ab");
    expect_str(source_line_at(&source, 2), "ab");
    expect_str(source_line_at(&source, 6), "한글 x");
    expect_str(source_line_at(&source, 12), "");
    expect_str(source_line_at(&source, 18), "\xF0\x9F\x98\x80y");
    expect_str(source_line_at(&source, 9999), "\xF0\x9F\x98\x80y");
}

static void a_cursor_counts_on_and_back(void **state)
{
    (void)state;
    struct source source = new_source();
    source.text = STR("a\nb\nc\nd\n");
    struct source_cursor cursor = {0};
    static const uint32_t offsets[] = {0, 2, 2, 6, 7, 8, 3, 0, 4};
    static const uint32_t lines[] = {1, 2, 2, 4, 4, 5, 2, 1, 3};
    for (size_t i = 0; i < ARRAY_LEN(offsets); i++)
        assert_int_equal(source_line_from(&source, &cursor, offsets[i]), lines[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_made_plain),
        cmocka_unit_test(a_plain_text_is_not_copied),
        cmocka_unit_test(other_encodings_are_refused_with_a_guess),
        cmocka_unit_test(a_text_beyond_the_limit_is_refused),
        cmocka_unit_test(places_are_lines_and_columns_of_characters),
        cmocka_unit_test(a_cursor_counts_on_and_back),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
