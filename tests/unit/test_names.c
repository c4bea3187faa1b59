/* SPDX-License-Identifier: MIT */
/* deck/names: decks and tags as Anki would have written them itself. */
#include "deck/names.h"
#include "unit.h"

static void expect_deck(str name, bool levels, str wanted)
{
    struct buf out = {0};
    name_put_deck(&out, name, levels);
    expect_same(buf_str(&out), wanted);
    buf_release(&out);
}

static void levels_are_clean(void **state)
{
    (void)state;
    static const struct {
        str name, levels, one;
    } cases[] = {
        {STR_INIT("aws"), STR_INIT("aws"), STR_INIT("aws")},
        {STR_INIT("a::b"), STR_INIT("a::b"), STR_INIT("a:b")},
        {STR_INIT(" a :: b "), STR_INIT("a::b"), STR_INIT("a : b")},
        {STR_INIT("a::::b"), STR_INIT("a::b"), STR_INIT("a:b")},
        {STR_INIT("::a::"), STR_INIT("a"), STR_INIT("a")},
        {STR_INIT("a:::b"), STR_INIT("a::b"), STR_INIT("a:b")},
        {STR_INIT("1: one"), STR_INIT("1: one"), STR_INIT("1: one")},
        {STR_INIT("say \"hi\""), STR_INIT("say hi"), STR_INIT("say hi")},
        {STR_INIT("a::\"\"::b"), STR_INIT("a::b"), STR_INIT("a:b")},
        {STR_INIT("\": x"), STR_INIT("x"), STR_INIT("x")},
        {STR_INIT("a\":\":b"), STR_INIT("a:b"), STR_INIT("a:b")},
        {STR_INIT("a\x1F"
                  "b\tc\x7F"),
         STR_INIT("abc"), STR_INIT("abc")},
        {STR_INIT("한글::17. 머신러닝"), STR_INIT("한글::17. 머신러닝"),
         STR_INIT("한글:17. 머신러닝")},
        {STR_INIT(""), STR_INIT(""), STR_INIT("")},
        {STR_INIT(" :: "), STR_INIT(""), STR_INIT("")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        expect_deck(cases[i].name, true, cases[i].levels);
        expect_deck(cases[i].name, false, cases[i].one);
    }
}

static void tags_hold_no_blanks(void **state)
{
    (void)state;
    static const struct {
        str tag, wanted;
    } cases[] = {
        {STR_INIT("exam"), STR_INIT("exam")},
        {STR_INIT("two words"), STR_INIT("two-words")},
        {STR_INIT("  a \t b  "), STR_INIT("a-b")},
        {STR_INIT("#tag"), STR_INIT("tag")},
        {STR_INIT("##a"), STR_INIT("a")},
        {STR_INIT("aws::s3"), STR_INIT("aws::s3")},
        {STR_INIT("a\xE3\x80\x80"
                  "b"),
         STR_INIT("a-b")}, /* Anki parts tags at U+3000 too */
        {STR_INIT("a\xC2\xA0"
                  "b"),
         STR_INIT("a-b")},
        {STR_INIT("시험 준비"), STR_INIT("시험-준비")},
        {STR_INIT("C++"), STR_INIT("C++")},
        {STR_INIT("a\"b\x1F"), STR_INIT("ab")},
        {STR_INIT(""), STR_INIT("")},
        {STR_INIT("# "), STR_INIT("")},
        {STR_INIT("::"), STR_INIT("")},
        {STR_INIT("a::"), STR_INIT("a")},
        {STR_INIT("# a"), STR_INIT("a")},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_same(name_tag(&arena, cases[i].tag), cases[i].wanted);
    arena_release(&arena);
}

static void a_document_has_one_deck(void **state)
{
    (void)state;
    static const struct {
        const char *relative;
        struct front front;
        const char *title;
        bool is_single;
        const char *top, *wanted;
    } cases[] = {
        {"ml.md", {.title = {0}}, "Machine Learning", false, "", "Machine Learning"},
        {"aws/ml/a.md", {.title = {0}}, "A", false, "", "aws::ml::A"},
        {"aws/ml/a.md", {.title = {0}}, "A", true, "", "aws::ml"},
        {"aws/a.md", {.parent = STR_INIT("P")}, "A", false, "", "P::A"},
        {"aws/a.md",
         {.parent = STR_INIT("P"), .grand_parent = STR_INIT("G")},
         "A",
         true,
         "",
         "G::P::A"},
        {"aws/a.md", {.parent = STR_INIT("P"), .deck = STR_INIT("X :: Y")}, "A", false, "", "X::Y"},
        {"aws/a.md", {.title = {0}}, "A", false, "Top::Sub", "Top::Sub::aws::A"},
        {"a.md", {.title = {0}}, "A", true, "Top", "Top"},
        {"a.md", {.title = {0}}, "1. A::B", false, "", "1. A:B"},
        {"a::b/c.md", {.title = {0}}, "C", false, "", "a:b::C"},
        {"a.md", {.title = {0}}, "e\xCC\x81", false, "", "\xC3\xA9"},
        {"a.md", {.title = {0}}, "\"", false, "", "notes"},
        {"a.md", {.title = {0}}, "A", true, "", "notes"}, /* the folder that was named */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = {0};
        str relative = str_from(cases[i].relative);
        struct source source = {
            .relative = relative,
            .path = arena_printf(&arena, "home/notes/%" STR_FMT, STR_ARG(relative))};
        struct document document = {.source = &source, .front = cases[i].front};
        expect_same(name_deck(&arena, &document, str_from(cases[i].title), cases[i].is_single,
                              str_from(cases[i].top)),
                    str_from(cases[i].wanted));
        arena_release(&arena);
    }
}

static void a_name_is_never_empty(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.md", "./a.md", "../a.md", "/a.md"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct arena arena = {0};
        struct source source = {.path = str_from(paths[i]), .relative = STR("a.md")};
        struct document document = {.source = &source};
        expect_str(name_deck(&arena, &document, STR("A"), true, (str){0}), "Notes");
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_clean),
        cmocka_unit_test(tags_hold_no_blanks),
        cmocka_unit_test(a_document_has_one_deck),
        cmocka_unit_test(a_name_is_never_empty),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
