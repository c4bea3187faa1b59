/* SPDX-License-Identifier: MIT */
/* The parser's copy of a text: what is changed in it, and that every byte leads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/adapt.h"

/* Every byte that both have stands where the copy says; offsets never go back. */
static void check_offsets(str text, const struct adapted *adapted)
{
    uint32_t last = 0;
    size_t inserted = 0;
    for (size_t i = 0; i < adapted->insert_count; i++)
        inserted += adapted->inserts[i].end - adapted->inserts[i].begin;
    assert_int_equal(adapted->text.len, text.len + inserted);
    for (size_t at = 0, insert = 0; at <= adapted->text.len; at++) {
        uint32_t source = adapted_source(adapted, at);
        assert_true(source >= last && source <= text.len);
        last = source;
        if (insert < adapted->insert_count && at >= adapted->inserts[insert].end)
            insert++;
        if (at == adapted->text.len ||
            (insert < adapted->insert_count && at >= adapted->inserts[insert].begin))
            continue;
        char c = adapted->text.ptr[at];
        assert_true(c == text.ptr[source] || c == 'x');
    }
    assert_int_equal(last, text.len);
}

static void expect_with(const char *source, const char *copy, bool without_definitions)
{
    struct arena arena = {0};
    str text = str_from(source);
    struct adapted adapted = adapt_text(text, without_definitions, &arena);
    assert_string_equal(arena_cstr(&arena, adapted.text), copy);
    check_offsets(text, &adapted);
    if (strcmp(source, copy) == 0)
        assert_ptr_equal(adapted.text.ptr, text.ptr);
    arena_release(&arena);
}

static void expect(const char *source, const char *copy)
{
    expect_with(source, copy, false);
}

static void delimiter_rows_are_widened(void **state)
{
    (void)state;
    expect("|a|b|\n|-|-|\n|-|-|\n", "|a|b|\n|---|---|\n|-|-|\n");
    expect("a|b|c\n:-|--|-:\n", "a|b|c\n:--|---|--:\n");
    expect("|a|b|\n|---|:-:|\n|c|", "|a|b|\n|---|:-:|\n|c|");
    expect("> |a|\n> |-|", "> |a|\n> |---|");
}

static void rows_that_do_not_fit_are_no_markup(void **state)
{
    (void)state;
    expect("|a|b|\n|---|\n", "|a|b|\n|xxx|\n");
    expect("a \\| b\n---|---", "a \\| b\nxxx|xxx");
}

static void a_table_begins_a_paragraph(void **state)
{
    (void)state;
    expect("t\n|a|\n|---|\n", "t\n\n|a|\n|---|\n");
    expect("> t\n> |a|\n> |---|\n", "> t\n> \n> |a|\n> |---|\n");
    /* no row for the line above it, but the head of the next table */
    expect("a||\n|-\n|-\nb", "a||\n\n|x\n|---\nb");
    expect("\n|a|\n|---|\n|---|\n", "\n|a|\n|---|\n|---|\n");
}

static void code_and_other_text_stay(void **state)
{
    (void)state;
    expect("```\nt\n|a|\n|-|\n```\nt", "```\nt\n|a|\n|-|\n```\nt");
    expect("````\n```\n|a|\n|-|\n````", "````\n```\n|a|\n|-|\n````");
    expect("---\na\n---\n* * *\n- b\n\n1. c_d_\n", "---\na\n---\n* * *\n- b\n\n1. c_d_\n");
    expect("", "");
    expect("|-|", "|-|");
    expect("\n\n|-|\n", "\n\n|-|\n");
}

static void addresses_hold_no_emphasis(void **state)
{
    (void)state;
    expect("_a_ http://a.kr/_b_c _d_", "_a_ http://a.kr/xbxc _d_");
    expect("[a](http://a.kr/_b_) <http://a.kr/_b_>", "[a](http://a.kr/_b_) <http://a.kr/_b_>");
    expect("[a]: http://a.kr/_b_", "[a]: http://a.kr/_b_");
}

static void definitions_can_be_hidden(void **state)
{
    (void)state;
    expect_with("[a]: b\n- [c]: d\n[e] f", "[ax: b\n- [cx: d\n[e] f", true);
    expect("[a]: b", "[a]: b");
}

static void markers_and_columns_have_limits(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf source = {0}, copy = {0};
    for (int i = 0; i < 100; i++) {
        buf_lit(&source, "- ");
        buf_put(&copy, i == 64 ? STR("x ") : STR("- "));
    }
    buf_lit(&source, "a");
    buf_lit(&copy, "a");
    expect(buf_cstr(&source), buf_cstr(&copy));

    /* A thematic break of any length is one. */
    source.len -= 1;
    expect(buf_cstr(&source), buf_cstr(&source));

    buf_clear(&source);
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < 200; i++)
            buf_put(&source, i < 199 ? row ? STR("---|") : STR("aaa|") : STR("\n"));
    struct adapted adapted = adapt_text(buf_str(&source), false, &arena);
    assert_false(str_contains(adapted.text, STR("-")));
    buf_release(&source);
    buf_release(&copy);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delimiter_rows_are_widened),
        cmocka_unit_test(rows_that_do_not_fit_are_no_markup),
        cmocka_unit_test(a_table_begins_a_paragraph),
        cmocka_unit_test(code_and_other_text_stay),
        cmocka_unit_test(addresses_hold_no_emphasis),
        cmocka_unit_test(definitions_can_be_hidden),
        cmocka_unit_test(markers_and_columns_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
