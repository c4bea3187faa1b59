/* SPDX-License-Identifier: MIT */
/* note/explicit_id, doc/heading_line: which ids headings have, and that none leaves a trace. */
#include "catalogue/catalogue.h"
#include "deck/render.h"
#include "doc/heading_line.h"
#include "doc_fixture.h"
#include "note/rule.h"

struct outlined {
    struct fixture fixture;
    struct outline outline;
};

static void outlined_make(struct outlined *outlined, str text)
{
    struct fixture *fixture = &outlined->fixture;
    fixture_parse(fixture, text);
    outline_make(&outlined->outline, &fixture->document, catalogue_builtin(&fixture->arena),
                 &fixture->arena, &fixture->diag);
}

static void outlined_release(struct outlined *outlined)
{
    outline_release(&outlined->outline);
    fixture_release(&outlined->fixture);
}

/* `title=id` of each section; a comment's id has a `!` before it, `-`: none. */
static void expect_ids(str text, str wanted, size_t messages)
{
    struct outlined outlined;
    struct buf seen = {0};
    outlined_make(&outlined, text);
    vec_for (struct section, section, &outlined.outline.sections) {
        str id = section->explicit_id.len ? section->explicit_id : STR("-");
        buf_printf(&seen, "%s%" STR_FMT "=%s%" STR_FMT, seen.len ? " " : "",
                   STR_ARG(section->title), section->id_is_unique ? "!" : "", STR_ARG(id));
        str at = str_sub(outlined.fixture.source.text, section->id_at, SIZE_MAX);
        assert_true(section->explicit_id.len ? str_starts(at, id) : section->id_at == 0);
    }
    if (!str_eq(buf_str(&seen), wanted) || outlined.fixture.diag.list.len != messages)
        print_error("in: %" STR_FMT "\n", STR_ARG(text));
    expect_same(buf_str(&seen), wanted);
    assert_int_equal(outlined.fixture.diag.list.len, messages);
    buf_release(&seen);
    outlined_release(&outlined);
}

struct id_case {
    str text, ids;
};
#define CASE(text, ids)               \
    {                                 \
        STR_INIT(text), STR_INIT(ids) \
    }

static void expect_cases(const struct id_case *cases, size_t count, size_t messages)
{
    for (size_t i = 0; i < count; i++)
        expect_ids(cases[i].text, cases[i].ids, messages);
}

static void lists_in_braces(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## T {#my-id}\na", "T=my-id"),
        CASE("## T{#my-id}\na", "T=my-id"),
        CASE("## T ## {#my-id}\na", "T=my-id"),
        CASE("## T {#my-id} ##\na", "T=my-id"),
        CASE("## T {#a .b key=val}\na", "T=a"),
        CASE("## T {.b #a}\na", "T=a"),
        CASE("## T {.b key=\"x #y\" #a}\na", "T=a"),
        CASE("## T {.b key='x#y'}\na", "T=-"),
        CASE("## T {#1.2}\na", "T=1.2"),
        CASE("## T {#한글}\na", "T=한글"),
        CASE("## T {: #a}\na", "T=a"),
        CASE("## T {:#a}\na", "T=a"),
        CASE("## T {: .b #a}\na", "T=a"),
        CASE("## T\n{: #a}\na", "T=a"),
        CASE("## T\n{:.b#a.c}\na", "T=a"),
        CASE("## T\n{: .b}\n{: #a}\na", "T=a"),
        CASE("## T {#a}\n{: #b}\na", "T=a"),
        CASE("T {#a}\n---\na", "T=a"),
        CASE("T{#a}\n===\na", "T=a"),
        CASE("T\n---\n{: #a}\na", "T=a"),
        CASE("# T {#a}\na\n\n## U\nb", "T=a U=-"),
        CASE("## **T** {#a}\na", "T=a"),
        CASE("## [T](https://x.y) {#a}\na", "T=a"),
        CASE("##\nT\n\na", "T=-"),
        CASE("## {#a}\nT\n\na", "T=a"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 0);
}

static void comments(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## T <!-- id: a -->\nb", "T=!a"),
        CASE("## T<!--id:a-->\nb", "T=!a"),
        CASE("## T\n<!-- id: a -->\nb", "T=!a"),
        CASE("## T\n\n\n<!-- id: a -->\n\nb", "T=!a"),
        CASE("## T\n   <!-- ID : a -->\nb", "T=!a"),
        CASE("## T\n<!--ID: 1483000000000-->\nb", "T=!1483000000000"),
        CASE("## T\n<!--\nid: a\n-->\nb", "T=!a"),
        CASE("## T\n<!-- id: a/b.c:d#e -->\nb", "T=!a/b.c:d#e"),
        CASE("## T\n<!-- id: e\xCC\x81 -->\nb", "T=!\xC3\xA9"),
        CASE("## T\n<!-- other -->\n\n<!-- x --> <!-- id: a -->\nb", "T=!a"),
        CASE("## T\n{: .c}\n<!-- id: a -->\nb", "T=!a"),
        CASE("T\n---\n<!-- id: a -->\nb", "T=!a"),
        CASE("# T\r\n<!-- id: a -->\r\nb", "T=!a"),
        /* a comment names more than a list does; the first of two stays */
        CASE("## T {#x} <!-- id: a -->\nb", "T=!a"),
        CASE("## T <!-- id: a --> {#x}\nb", "T=!a"),
        CASE("## T {#x}\n<!-- id: a -->\nb", "T=!a"),
        CASE("## T\n<!-- id: a -->\n<!-- id: c -->\nb", "T=!a"),
        CASE("## T <!-- id: a -->\n<!-- id: c -->\nb", "T=!a"),
        /* elsewhere it says nothing */
        CASE("<!-- id: a -->\n## T\nb", "T=-"),
        CASE("## T\nb\n<!-- id: a -->", "T=-"),
        CASE("## T\nb <!-- id: a -->", "T=-"),
        CASE("## <!-- id: a --> T\nb", "T=-"),
        CASE("## T\n    <!-- id: a -->\n\nb", "T=-"),
        CASE("## T\n- <!-- id: a -->\n- b", "T=-"),
        CASE("## T\n<!-- ident: a -->\nb", "T=-"),
        CASE("## T\n<!-- id a -->\nb", "T=-"),
        CASE("## T\n```\n<!-- id: a -->\n```", "T=-"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 0);
}

static void block_ids(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## T ^my-id\na", "T=my-id"),
        CASE("## T ^37066d\na", "T=37066d"),
        CASE("## Amazon S3 ^s3\na", "Amazon S3=s3"),
        CASE("## T\n^my-id\na", "T=my-id"),
        CASE("## T ## ^my-id\na", "T=my-id"),
        CASE("## T {#a} ^b-c\nd", "T=a"),
        CASE("## Tea ^b-c {#a}\nd", "Tea=b-c"),
        CASE("## Tea ^b-c <!-- id: a -->\nd", "Tea=!a"),
        CASE("T ^my-id\n---\na", "T=my-id"),
        CASE("T\n===\n^my-id\na", "T=my-id"),
        CASE("# T ^my-id\na\n\n## U\nb", "T=my-id U=-"),
        CASE("## T\n\n^my-id\n\na", "T=-"),
        CASE("## T^my-id\na", "T^my-id=-"),
        CASE("## T \\^my-id\na", "T ^my-id=-"),
        CASE("## `T ^my-id`\na", "T ^my-id=-"),
        CASE("## x ^2\na", "x ^2=-"),
        CASE("## 10 ^100\na", "10 ^100=-"),
        CASE("## 2 ^n-1\na", "2 ^n-1=-"),
        CASE("## (a + b) ^2n\na", "(a + b) ^2n=-"),
        CASE("## T ^a_b\na", "T ^a_b=-"),
        CASE("## T ^-a-\na", "T ^-a-=-"),
        CASE("## T\na ^my-id\nb", "T=-"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 0);
}

static void what_only_looks_like_one(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## `{#x}`\na", "{#x}=-"),
        CASE("## T `{#x}`\na", "T {#x}=-"),
        CASE("## T \\{#x}\na", "T {#x}=-"),
        CASE("## T \\<!-- id: x -->\na", "T <!-- id: x -->=-"),
        CASE("## $T {#x}$\na", "$T {#x}$=-"),
        CASE("## [T](https://x.y/{#z})\na", "T=-"),
        CASE("## **T {#x}**\na", "T {#x}=-"),
        CASE("## T {#}\na", "T {#}=-"),
        CASE("## {x} and {{y}}\na", "{x} and {{y}}=-"),
        CASE("## T\n\n{: #x}\na", "T=-"),
        CASE("## T\nb\n{: #x}", "T=-"),
        CASE("## T\n## U {#x}\nb", "U=x"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 0);
}

static void titles_of_parts(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## H {#h}\n\na\n\n---\n\nT <!-- id: x -->\nb", "H=h T=!x"),
        CASE("## H\n\na\n\n---\n\nT\n<!-- id: x -->\nb", "H=- T=!x"),
        CASE("## H\n\na\n\n---\n\n**T**\n\n<!-- id: x -->\n\n- b", "H=- T=!x"),
        CASE("## H\n\na\n\n---\n\n**T** {#x}\nb", "H=- T=x"),
        CASE("## H\n\na\n\n---\n\nT\n{: #x}\nb", "H=- T=x"),
        CASE("## H\n\na\n\n---\n\nT\nb <!-- id: x -->", "H=- T=-"),
        CASE("##\nT <!-- id: x -->\nb", "T=!x"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 0);
}

static void the_malformed_are_reported(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        CASE("## T\n<!-- id: -->\na", "T=-"),
        CASE("## T <!-- id: a b -->\na", "T=-"),
        CASE("## T\n<!-- id: a\xE2\x80\x83"
             "b -->\na",
             "T=-"),
    };
    expect_cases(cases, ARRAY_LEN(cases), 1);

    struct buf text = {0};
    buf_lit(&text, "## T\n<!-- id: ");
    for (int i = 0; i < 128; i++)
        buf_char(&text, 'x');
    size_t len = text.len;
    buf_lit(&text, " -->\na");
    struct outlined outlined;
    outlined_make(&outlined, buf_str(&text));
    assert_int_equal(outlined.outline.sections.ptr[0].explicit_id.len, 128);
    outlined_release(&outlined);
    text.len = len;
    buf_lit(&text, "x -->\na");
    expect_ids(buf_str(&text), STR("T=-"), 1);
    buf_release(&text);
}

static void doubles_name_none(void **state)
{
    (void)state;
    expect_ids(STR("## T {#a}\nx\n\n## Us ^a1b\ny\n\n## V {: #a}\nz"), STR("T=- Us=a1b V=-"), 1);
    expect_ids(STR("## T {#a}\nx\n\n## U {#a}\ny\n\n## V {#a}\nz"), STR("T=- U=- V=-"), 2);
    /* a section without content makes no note; comments are settled over all files */
    expect_ids(STR("## T {#a}\n\n## U {#a}\ny"), STR("U=a"), 0);
    expect_ids(STR("## T <!-- id: a -->\nx\n\n## U {#a}\ny\n\n## V <!-- id: a -->\nz"),
               STR("T=!a U=a V=!a"), 0);

    struct outlined outlined;
    outlined_make(&outlined, STR("## T {#a}\nx\n\n## U\n{: #a}\ny"));
    struct awsml_diag *said = &outlined.fixture.diag.list.ptr[0];
    expect_same(str_from(said->slug), STR("double-id-in-file"));
    assert_int_equal(said->line, 5);
    assert_int_equal(said->column, 5);
    assert_true(str_contains(said->message, STR("line 1")));
    outlined_release(&outlined);
}

/* --- no trace --- */

/* All that a note is made of. */
static void put_notes(struct buf *out, str text, size_t *ret_ids)
{
    struct outlined outlined;
    struct draft_vec drafts = {0};
    struct renderer renderer = {0};
    outlined_make(&outlined, text);
    struct arena *arena = &outlined.fixture.arena;
    struct rule_run run = {&outlined.outline, arena, &drafts};
    rules_run(&run, &outlined.outline);
    render_begin(&renderer, &outlined.fixture.document, arena);
    buf_printf(out, "%" STR_FMT "\n", STR_ARG(outlined.outline.title));
    vec_for (struct draft, draft, &drafts) {
        struct awsml_note note;
        render_note(&renderer, &note, draft, &outlined.outline, true, arena);
        *ret_ids += note.explicit_id.len > 0 && note.id_line > 0;
        buf_printf(out, "%" STR_FMT "\n%" STR_FMT "\n%" STR_FMT "\n", STR_ARG(note.key),
                   STR_ARG(note.front_markdown), STR_ARG(note.markdown));
        for (int i = 0; i < AWSML_FIELD_SOURCE; i++)
            buf_printf(out, "%" STR_FMT "\n", STR_ARG(note.fields[i]));
    }
    vec_release(&drafts);
    renderer_release(&renderer);
    outlined_release(&outlined);
}

/* `\1` in the text is where an id may end the line, `\2` where it may stand below. */
static str fill_in(struct buf *out, const char *text, const char *end, const char *below,
                   bool crlf)
{
    buf_clear(out);
    for (; *text; text++) {
        str part = *text == '\1'   ? str_from(end)
                   : *text == '\2' ? str_from(below)
                                   : (str){text, 1};
        for (size_t i = 0; i < part.len; i++) {
            if (crlf && part.ptr[i] == '\n')
                buf_char(out, '\r');
            buf_char(out, part.ptr[i]);
        }
    }
    return buf_str(out);
}

static void expect_no_trace(const char *text, const char *end, const char *below)
{
    for (int crlf = 0; crlf <= 1; crlf++) {
        struct buf source = {0}, with = {0}, without = {0};
        size_t ids = 0, none = 0;
        put_notes(&without, fill_in(&source, text, "", "", crlf), &none);
        put_notes(&with, fill_in(&source, text, end, below, crlf), &ids);
        expect_same(buf_str(&with), buf_str(&without));
        if (ids != 1)
            print_error("in: %" STR_FMT "\n", STR_ARG(buf_str(&source)));
        assert_int_equal(ids, 1);
        assert_int_equal(none, 0);
        buf_release(&source);
        buf_release(&with);
        buf_release(&without);
    }
}

static void no_id_leaves_a_trace(void **state)
{
    (void)state;
    static const char *const headings[] = {
        "# D\n\n## Amazon S3\1\n\2It stores *objects*.\n\n### Below\n\nText.\n",
        "# D\n\n## Amazon S3 ##\1\n\2It stores objects.\n",
        "# D\n\nAmazon S3\1\n---\n\2It stores objects.\n",
        "# Amazon S3\1\n\2It stores objects.\n\n## Other\n\nText.\n",
        "Amazon S3\1\n===\n\2It stores objects.\n\n## Other\n\nText.\n",
        "# D\n\n## **Amazon S3**\1\n\2- It stores objects.\n",
        "# D\n\n## `s3`\1\n\2It stores objects.\n",
        "# D\n\n## 1. S3_x &amp; [y] *z ##\1\n\2It stores objects.\n",
        "# D\n\n## [Amazon S3](https://x.y)\1\n\2\n    code\n",
    };
    static const char *const titles[] = {
        "# D\n\n## H\n\na\n\n---\n\nAmazon S3\1\n\2It stores objects.\n\n---\n\nT\nb\n",
        "# D\n\n## H\n\na\n\n---\n\n**Amazon S3**\1\n\2It stores objects.\n",
        "# D\n\n## H\n\na\n\n---\n\n**Amazon S3**\1\n\2\n- It stores objects.\n",
        "# D\n\n##\nAmazon S3\1\n\2It stores objects.\n",
    };
    static const struct {
        const char *end, *below;
        bool titles; /* also behind a title that is no heading */
    } forms[] = {
        {" {#my-id}", "", true},          {"{#my-id}", "", false},
        {" {#my-id .c k=v}", "", true},   {" {.c #my-id}", "", false},
        {" {: #my-id}", "", true},        {" {:#my-id}", "", true},
        {" {: .c #my-id}", "", true},     {"", "{: #my-id}\n", true},
        {"", "{:#my-id .c}\n", true},     {" <!-- id: my-id -->", "", true},
        {"<!--ID:my-id-->", "", true},    {"", "<!-- id: my-id -->\n", true},
        {"", "\n<!-- id: x -->\n\n", true}, {" ^my-id", "", false},
        {"", "^my-id\n", false},          {" {#a} <!-- id: b -->", "", true},
        {" <!-- id: b --> {#a}", "", true}, {" {#a} ^b-c", "", false},
        {" ^b-c {#a}", "", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        for (size_t k = 0; k < ARRAY_LEN(headings); k++)
            expect_no_trace(headings[k], forms[i].end, forms[i].below);
        for (size_t k = 0; k < ARRAY_LEN(titles) && forms[i].titles; k++)
            expect_no_trace(titles[k], forms[i].end, forms[i].below);
    }
}

static void all_notes_of_a_section_have_its_id(void **state)
{
    (void)state;
    struct buf out = {0};
    size_t ids = 0;
    put_notes(&out, STR("# D\n\n## S3, EC2\n<!-- id: a -->\n\nS3 stores objects.\n\nEC2 runs "
                        "machines.\n"),
              &ids);
    assert_int_equal(ids, 2);
    ids = 0;
    put_notes(&out, STR("# D\n\n## Storage {#a}\n\nWhat is S3? S3 is an object store.\n"), &ids);
    assert_int_equal(ids, 2);
    buf_release(&out);
}

static void lines_that_are_headings(void **state)
{
    (void)state;
    assert_true(heading_is_atx(STR("   ###### a")));
    assert_true(heading_is_atx(STR("#")));
    assert_false(heading_is_atx(STR("    # a")));
    assert_false(heading_is_atx(STR("####### a")));
    assert_false(heading_is_atx(STR("#a")));
    assert_true(heading_is_underline(STR("-  ")));
    assert_true(heading_is_underline(STR("   ====")));
    assert_false(heading_is_underline(STR("-- -")));
    assert_false(heading_is_underline(STR("=-=")));
    assert_true(heading_is_underlined(STR("a\n---\nb"), 1));
    assert_false(heading_is_underlined(STR("a\nb\n---"), 1));
    assert_false(heading_is_underlined(STR("a"), 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_in_braces),
        cmocka_unit_test(comments),
        cmocka_unit_test(block_ids),
        cmocka_unit_test(what_only_looks_like_one),
        cmocka_unit_test(titles_of_parts),
        cmocka_unit_test(the_malformed_are_reported),
        cmocka_unit_test(doubles_name_none),
        cmocka_unit_test(no_id_leaves_a_trace),
        cmocka_unit_test(all_notes_of_a_section_have_its_id),
        cmocka_unit_test(lines_that_are_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
