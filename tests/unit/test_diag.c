/* SPDX-License-Identifier: MIT */
/* source/diag: the place of a complaint, and how it looks to a person. */
#include "source/diag.h"
#include "source/source.h"
#include "unit.h"

enum { ROOM = 4096 };

/* What awsml_diag_print() writes, with a NUL behind it. */
static void print(char text[ROOM], const struct awsml_diag *diag, int colour)
{
    FILE *stream = fmemopen(text, ROOM, "w");
    assert_non_null(stream);
    awsml_diag_print(stream, diag, colour);
    assert_int_equal(fclose(stream), 0);
}

static void expect_printed(const struct awsml_diag *diag, const char *wanted)
{
    char text[ROOM];
    print(text, diag, 0);
    assert_string_equal(text, wanted);
}

/* The part of the text that each case is about, and what is printed. */
static void a_caret_stands_under_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *about, *wanted;
    } cases[] = {
        {"one\ntwo three\n", "three",
         "note.md:2:5: warning: look here [empty-note]\n"
         "    2 | two three\n"
         "      |     ^^^^^\n"
         "   hint: do that\n"},
        {"# 한글 제목\n", "제목", /* wide characters: a column each, two cells each */
         "note.md:1:6: warning: look here [empty-note]\n"
         "    1 | # 한글 제목\n"
         "      |        ^^^^\n"
         "   hint: do that\n"},
        {"e\xCC\x81x\n", "x", /* a combining mark has a column but no cell */
         "note.md:1:3: warning: look here [empty-note]\n"
         "    1 | e\xCC\x81x\n"
         "      |  ^\n"
         "   hint: do that\n"},
        {"\xF0\x9F\x98\x80 x\n", "x",
         "note.md:1:3: warning: look here [empty-note]\n"
         "    1 | \xF0\x9F\x98\x80 x\n"
         "      |    ^\n"
         "   hint: do that\n"},
        {"a\tb\n", "b", /* a tab is shown as one blank, so the caret is right */
         "note.md:1:3: warning: look here [empty-note]\n"
         "    1 | a b\n"
         "      |   ^\n"
         "   hint: do that\n"},
        {"a\x1B[2Jb\n", "b", /* nothing in a note can rewrite the terminal */
         "note.md:1:6: warning: look here [empty-note]\n"
         "    1 | a [2Jb\n"
         "      |      ^\n"
         "   hint: do that\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct source source = {.path = STR("note.md"), .text = str_from(cases[i].text)};
        struct diag diag = {0};
        size_t at = str_find(source.text, str_from(cases[i].about));
        struct span span = {&source, (uint32_t)at, (uint32_t)strlen(cases[i].about)};
        diag_at(&diag, span, DIAG_EMPTY_NOTE, "do that", "look %s", "here");
        expect_printed(&diag.list.ptr[0], cases[i].wanted);
        diag_release(&diag);
    }
}

static void a_control_character_has_the_width_of_its_blank(void **state)
{
    (void)state;
    struct source source = {.path = STR("n.md"), .text = STR("\x01\x02x\n")};
    struct diag diag = {0};
    diag_at(&diag, (struct span){&source, 2, 1}, DIAG_EMPTY_NOTE, NULL, "m");
    expect_printed(&diag.list.ptr[0], "n.md:1:3: warning: m [empty-note]\n"
                                      "    1 |   x\n"
                                      "      |   ^\n");
    diag_release(&diag);
}

static void a_span_is_cut_to_its_line(void **state)
{
    (void)state;
    struct source source = {.path = STR("n.md"), .text = STR("abc\ndef\n")};
    struct diag diag = {0};
    diag_at(&diag, (struct span){&source, 1, 6}, DIAG_EMPTY_NOTE, NULL, "m");
    assert_int_equal(diag.list.ptr[0].width, 2);
    diag_at(&diag, (struct span){&source, 3, 0}, DIAG_EMPTY_NOTE, NULL, "m");
    assert_int_equal(diag.list.ptr[1].column, 4);
    assert_int_equal(diag.list.ptr[1].width, 1); /* always something to point at */
    diag_at(&diag, (struct span){&source, 8, 1}, DIAG_EMPTY_NOTE, NULL, "m");
    assert_int_equal(diag.list.ptr[2].line, 3); /* behind the last line end */
    assert_int_equal(diag.list.ptr[2].column, 1);
    diag_release(&diag);
}

static void places_may_come_in_any_order(void **state)
{
    (void)state;
    struct source one = {.path = STR("1.md"), .text = STR("a\nb\nc\n")};
    struct source two = {.path = STR("2.md"), .text = STR("\n\n\nx")};
    static const struct {
        int source;
        uint32_t at;
        unsigned line;
    } cases[] = {{1, 4, 3}, {1, 0, 1}, {2, 3, 4}, {1, 2, 2}, {1, 4, 3}, {2, 0, 1}};
    struct diag diag = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct span span = {cases[i].source == 1 ? &one : &two, cases[i].at, 1};
        diag_at(&diag, span, DIAG_EMPTY_NOTE, NULL, "m");
        assert_int_equal(diag.list.ptr[i].line, cases[i].line);
        assert_int_equal(diag.list.ptr[i].column, 1);
    }
    diag_release(&diag);
}

static void a_long_line_is_shown_around_the_place(void **state)
{
    (void)state;
    char line[5001];
    memset(line, 'a', 5000);
    line[5000] = '\0';
    memcpy(line + 4000, "HERE", 4);
    struct source source = {.path = STR("n.md"), .text = str_from(line)};
    struct diag diag = {0};
    diag_at(&diag, (struct span){&source, 4000, 4}, DIAG_EMPTY_NOTE, NULL, "m");
    char text[ROOM];
    print(text, &diag.list.ptr[0], 0);
    char *shown = strstr(text, " | "), *carets = strstr(shown + 3, " | ");
    assert_non_null(carets);
    assert_true(carets - shown < 200);
    assert_int_equal(strstr(shown, "HERE") - shown, strchr(carets, '^') - carets);
    diag_release(&diag);
}

static void messages_about_files_and_about_nothing(void **state)
{
    (void)state;
    struct diag diag = {0};
    diag_file(&diag, STR("out.apkg"), DIAG_CANNOT_WRITE, NULL, "cannot %s it", "write");
    diag_file(&diag, (str){0}, DIAG_NO_NOTES, "write one", "nothing here");
    diag_line(&diag, STR("x.json"), 7, 3, DIAG_BAD_JSON, NULL, "a comma is missing");
    expect_printed(&diag.list.ptr[0], "out.apkg: error: cannot write it [cannot-write]\n");
    expect_printed(&diag.list.ptr[1], "warning: nothing here [no-notes]\n   hint: write one\n");
    expect_printed(&diag.list.ptr[2], "x.json:7:3: error: a comma is missing [bad-json]\n");
    assert_int_equal(diag.errors, 2);
    diag_release(&diag);
    assert_int_equal(diag.errors, 0);
}

static void colours_surround_but_do_not_change(void **state)
{
    (void)state;
    struct source source = {.path = STR("n.md"), .text = STR("abc")};
    struct diag diag = {0};
    diag_at(&diag, (struct span){&source, 1, 1}, DIAG_EMPTY_NOTE, NULL, "m");
    char coloured[ROOM], plain[ROOM], stripped[ROOM];
    print(coloured, &diag.list.ptr[0], 1);
    print(plain, &diag.list.ptr[0], 0);
    size_t n = 0;
    for (const char *p = coloured; *p; p++) {
        if (*p == '\033')
            p = strchr(p, 'm');
        else
            stripped[n++] = *p;
    }
    stripped[n] = '\0';
    assert_string_equal(stripped, plain);
    assert_non_null(strchr(coloured, '\033'));
    diag_release(&diag);
}

static void the_table_is_complete(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct awsml_diag_info *info; (info = awsml_diag_info_at(count)) != NULL; count++) {
        assert_ptr_equal(awsml_diag_info_find(info->slug), info); /* no slug twice */
        assert_true(info->summary[0] && info->explanation[0]);
    }
    assert_int_equal(count, DIAG_CODE_COUNT);
    assert_null(awsml_diag_info_at(SIZE_MAX));
    assert_null(awsml_diag_info_find("no-such-slug"));
    assert_null(awsml_diag_info_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_caret_stands_under_the_place),
        cmocka_unit_test(a_control_character_has_the_width_of_its_blank),
        cmocka_unit_test(a_span_is_cut_to_its_line),
        cmocka_unit_test(places_may_come_in_any_order),
        cmocka_unit_test(a_long_line_is_shown_around_the_place),
        cmocka_unit_test(messages_about_files_and_about_nothing),
        cmocka_unit_test(colours_surround_but_do_not_change),
        cmocka_unit_test(the_table_is_complete),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
