/* SPDX-License-Identifier: MIT */
/* doc/text: what a reader sees, and the way back from each of its bytes to the source. */
#include "doc/text.h"
#include "doc_fixture.h"

static void visible_text(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *text;
    } cases[] = {
        {"a *b* **c** ~~d~~\n", "a b c d\n"},
        {"a `b c` d\n", "a b c d\n"},
        {"a\nb\n", "a\nb\n"},
        {"a  \nb\n", "a\nb\n"},
        {"# a\n\nb\n", "a\nb\n"},
        {"[a](https://x.y) <https://z.w>\n", "a https://z.w\n"},
        {"a ![alt](x.png) b\n", "a  b\n"},
        {"- a\n- b\n  - c\n", "a\nb\nc\n"},
        {"> a\n\nb\n", "a\nb\n"},
        {"```\na\n  b\n```\n", "a\n  b\n"},
        {"| a | b |\n|---|---|\n| 1 | 2 |\n", "a\tb\t\n1\t2\t\n"},
        {"a &amp; &lt;b&gt; \\*c\\*\n", "a & <b> *c*\n"},
        {"a <b>c</b> <!-- d --> e\n", "a c  e\n"},
        {"a {{ site.x }} b\n", "a  b\n"},
        {"---\n", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        struct text text = {0};
        fixture_parse(&fixture, str_from(cases[i].markdown));
        text_add(&text, fixture.document.root);
        expect_same(text_str(&text), str_from(cases[i].text));
        text_release(&text);
        fixture_release(&fixture);
    }
}

/* Every letter of these documents occurs once, so its place in the source is known. */
static void each_letter_leads_back_to_itself(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "a *b* **c `d` e** [f](x) g\n",
        "# a\n\n- b\n  c\n\n  > d e\n\n1. f\n",
        "```x\na\n b\n```\n\n    c\n     d\n",
        "| a | b |\n|---|---|\n| c | `d` |\n",
        "a {{ site.x }} b <!-- y --> c\n",
        "a\\\nb &amp; c \\* d\n",
        "가 **나** 다 `라`\n마\n",
        "a\n===\n\n> b\nc\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        struct text text = {0};
        fixture_parse(&fixture, str_from(cases[i]));
        text_add(&text, fixture.document.root);
        str seen = text_str(&text);
        for (size_t at = 0; at < seen.len; at++) {
            bool marks = strchr(" \n\t&*", seen.ptr[at]) != NULL;
            if (marks) /* these stand more than once */
                continue;
            uint32_t back = text_source(&text, at);
            if (back == NODE_NOWHERE || back >= fixture.source.text.len ||
                fixture.source.text.ptr[back] != seen.ptr[at])
                fail_msg("byte %zu of '%" STR_FMT "' in: %s", at, STR_ARG(seen), cases[i]);
        }
        text_release(&text);
        fixture_release(&fixture);
    }
}

static void an_entity_stands_for_all_its_bytes(void **state)
{
    (void)state;
    struct fixture fixture;
    struct text text = {0};
    fixture_parse(&fixture, STR("a &copy; b\n"));
    text_add(&text, fixture.document.root);
    expect_str(text_str(&text), "a \xC2\xA9 b\n");
    assert_int_equal(text_source(&text, 2), 2); /* its first byte: where the entity begins */
    assert_int_equal(text_source(&text, 3), 8); /* inside it: behind the entity */
    assert_int_equal(text_source(&text, 5), 9);
    text_release(&text);
    fixture_release(&fixture);
}

static void a_line_is_squeezed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_parse(&fixture, STR("#  a   *b*\t`c`  #\n"));
    expect_str(text_line(&fixture.arena, fixture.document.root->first), "a b c");
    fixture_release(&fixture);
}

static void a_cleared_text_begins_anew(void **state)
{
    (void)state;
    struct fixture fixture;
    struct text text = {0};
    fixture_parse(&fixture, STR("a\n\nb\n"));
    assert_null(text_piece_at(&text, 0));
    assert_int_equal(text_source(&text, 0), NODE_NOWHERE);
    text_add(&text, fixture.document.root->first);
    expect_str(text_str(&text), "a\n");
    text_clear(&text);
    text_add(&text, fixture.document.root->last);
    expect_str(text_str(&text), "b\n");
    assert_int_equal(text_source(&text, 0), 3);
    text_release(&text);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visible_text),
        cmocka_unit_test(each_letter_leads_back_to_itself),
        cmocka_unit_test(an_entity_stands_for_all_its_bytes),
        cmocka_unit_test(a_line_is_squeezed),
        cmocka_unit_test(a_cleared_text_begins_anew),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
