/* SPDX-License-Identifier: MIT */
/* doc/front: what front matter says, where it ends, and what is none. */
#include "doc_fixture.h"

#include <math.h>

struct front_case {
    const char *text;
    const char *behind; /* what follows the front matter; NULL: there is none */
    const char *title;
    const char *slug; /* what is complained about, or NULL */
};

static void expect_fronts(const struct front_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct fixture fixture;
        fixture_parse(&fixture, str_from(cases[i].text));
        const struct front *front = &fixture.document.front;
        str text = fixture.source.text;
        if (front->end == 0 && cases[i].behind)
            fail_msg("no front matter in: %s", cases[i].text);
        if (cases[i].behind)
            expect_same(str_sub(text, front->end, text.len), str_from(cases[i].behind));
        else
            assert_int_equal(front->end, 0);
        expect_same(front->title, str_from(cases[i].title));
        if (!cases[i].slug && fixture.diag.list.len)
            fail_msg("%" STR_FMT, STR_ARG(fixture.diag.list.ptr[0].message));
        if (cases[i].slug)
            assert_string_equal(fixture.diag.list.ptr[0].slug, cases[i].slug);
        fixture_release(&fixture);
    }
}

static void front_matter_ends_where_it_says(void **state)
{
    (void)state;
    static const struct front_case cases[] = {
        {"---\ntitle: A\n---\nb\n", "b\n", "A", NULL},
        {"---\ntitle: A\n...\nb\n", "b\n", "A", NULL},
        {"---  \ntitle: A\n--- \nb\n", "b\n", "A", NULL},
        {"---\ntitle: A\n---", "", "A", NULL},
        {"---\r\ntitle: A\r\n---\r\nb", "b", "A", NULL},
        {"\xEF\xBB\xBF---\ntitle: A\n---\nb", "b", "A", NULL},
        {"---\n---\nb", "b", "", NULL},
        {"---\ntitle: |\n  x\n  y\n---\nb", "b", "x\ny", NULL},
        {"---\ntitle: \"--- no\"\n---\nb", "b", "--- no", NULL},
        {"+++\ntitle = \"A\"\n+++\nb", "b", "A", NULL},
    };
    expect_fronts(cases, ARRAY_LEN(cases));
}

static void a_rule_at_the_top_is_none(void **state)
{
    (void)state;
    static const struct front_case cases[] = {
        {"---\n\n# A\n\nb\n\n---\n\nc\n", NULL, "", NULL},
        {"---\nAmazon Polly turns text into speech.\n---\nb", NULL, "", NULL},
        {"---\n- a\n- b\n---\nc", NULL, "", NULL},
        {"---\n# a heading, and to YAML a comment\n---\nb", NULL, "", NULL},
        {"---\ntitle: A\nno end", NULL, "", NULL},
        {"# A\n\n---\ntitle: B\n---\n", NULL, "", NULL},
        {" ---\ntitle: A\n---\n", NULL, "", NULL},
        {"\n---\ntitle: A\n---\n", NULL, "", NULL},
        {"----\ntitle: A\n----\n", NULL, "", NULL},
        {"+++\nno end", NULL, "", NULL},
        {"", NULL, "", NULL},
    };
    expect_fronts(cases, ARRAY_LEN(cases));
}

static void what_yaml_cannot_read_is_front_matter_all_the_same(void **state)
{
    (void)state;
    static const struct front_case cases[] = {
        {"---\ntitle: A: B\n---\nc", "c", "", "bad-front-matter"},
        {"---\ntitle: [a\nparent: b\n---\nc", "c", "", "bad-front-matter"},
        {"---\ntitle: @x\n---\nc", "c", "", "bad-front-matter"},
        {"---\ntitle: a\ntitle: b\n---\nc", "c", "", "bad-front-matter"},
        {"---\ntitle:\n  - a\n---\nc", "c", "", "bad-front-value"},
    };
    expect_fronts(cases, ARRAY_LEN(cases));
}

static void complaints_have_the_files_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
    } cases[] = {
        {"---\na: b\ntitle:\n  - x\n---\n", 4, 3},
        {"---\ntags: {a: b}\n---\n", 2, 7},
        {"---\na: b\nb: @x\n---\n", 3, 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        fixture_parse(&fixture, str_from(cases[i].text));
        assert_int_equal(fixture.diag.list.len, 1);
        assert_int_equal(fixture.diag.list.ptr[0].line, cases[i].line);
        assert_int_equal(fixture.diag.list.ptr[0].column, cases[i].column);
        fixture_release(&fixture);
    }
}

static void every_key_is_read(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_parse(&fixture, STR("---\n"
                                "title:  \"Machine: Learning\" \n"
                                "parent: P\n"
                                "grand_parent: G\n"
                                "nav_order: 17\n"
                                "tags: [a, \"b c\"]\n"
                                "categories: x y\n"
                                "anki:\n"
                                "  deck: D::E\n"
                                "  tags: z, w v\n"
                                "  skip: yes\n"
                                "unknown: {a: [b]}\n"
                                "---\n"));
    const struct front *front = &fixture.document.front;
    expect_str(front->title, "Machine: Learning");
    expect_str(front->parent, "P");
    expect_str(front->grand_parent, "G");
    expect_str(front->deck, "D::E");
    assert_true(front->skip);
    assert_true(front->order > 16.99 && front->order < 17.01);
    static const char *const tags[] = {"a", "b c", "x", "y", "z", "w v"};
    assert_int_equal(front->tag_count, ARRAY_LEN(tags));
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        expect_same(front->tags[i], str_from(tags[i]));
    assert_int_equal(fixture.diag.list.len, 0);
    fixture_release(&fixture);
}

static void orders_are_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double order; /* NAN: none */
    } cases[] = {
        {"nav_order: 3", 3},
        {"nav_order: -2", -2},
        {"nav_order: 1.5", 1.5},
        {"nav_order: \"4\"", 4},
        {"sidebar_position: 7", 7},
        {"weight: 10", 10},
        {"nav_order: first", (double)NAN},
        {"nav_order: 1.2.3", (double)NAN},
        {"nav_order:", (double)NAN},
        {"nav_order: 1e3", (double)NAN},
        {"nav_order: .", (double)NAN},
        {"title: x", (double)NAN},
        {"nav_order: 1\nweight: 2", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        char text[100];
        snprintf(text, sizeof(text), "---\n%s\n---\n", cases[i].text);
        fixture_parse(&fixture, str_from(text));
        double order = fixture.document.front.order;
        if (isnan(cases[i].order) != isnan(order) ||
            (!isnan(order) && (order > cases[i].order || order < cases[i].order)))
            fail_msg("%s: %f", cases[i].text, order);
        fixture_release(&fixture);
    }
}

static void toml_gives_its_few_keys(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_parse(&fixture, STR("+++\ntitle = 'A = B' # x\nweight = 3\ndraft = true\n"
                                "tags = [\"a\", 'b c']\n[params]\nx = 1\n+++\nb"));
    const struct front *front = &fixture.document.front;
    expect_str(front->title, "A = B");
    assert_true(front->order > 2.99 && front->order < 3.01);
    assert_int_equal(front->tag_count, 2);
    expect_str(front->tags[0], "a");
    expect_str(front->tags[1], "b c");
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_ends_where_it_says),
        cmocka_unit_test(a_rule_at_the_top_is_none),
        cmocka_unit_test(what_yaml_cannot_read_is_front_matter_all_the_same),
        cmocka_unit_test(complaints_have_the_files_lines),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(orders_are_numbers),
        cmocka_unit_test(toml_gives_its_few_keys),
    };
    return cmocka_run_group_tests_name("front", tests, NULL, NULL);
}
