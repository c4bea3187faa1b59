/* SPDX-License-Identifier: MIT */
/* doc/mask, doc/template, doc/hide: what never shows on a card, and what only looks like it. */
#include "doc/mask.h"
#include "doc_fixture.h"

static void expect_card(str text, str wanted)
{
    static const struct html_options options = {.clip = HTML_ALL};
    struct fixture fixture;
    struct buf out = {0};
    fixture_parse(&fixture, text);
    fixture_html(&fixture, &options, &out);
    if (!str_eq(buf_str(&out), wanted))
        print_error("in: %" STR_FMT "\n", STR_ARG(text));
    expect_same(buf_str(&out), wanted);
    buf_release(&out);
    fixture_release(&fixture);
}

struct card_case {
    str text, html;
};
#define CASE(text, html)               \
    {                                  \
        STR_INIT(text), STR_INIT(html) \
    }

static void expect_cards(const struct card_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_card(cases[i].text, cases[i].html);
}

static void liquid_and_shortcodes_go(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("a {{ site.title }} b", "<p>a  b</p>"),
        CASE("a {{site.title}} b", "<p>a  b</p>"),
        CASE("a {{- page.x -}} b", "<p>a  b</p>"),
        CASE("see {{ \"/a\" | relative_url }}.", "<p>see .</p>"),
        CASE("a {% include x.html a=\"b\" %} b", "<p>a  b</p>"),
        CASE("a {%- assign x = 1 -%} b", "<p>a  b</p>"),
        CASE("{% include\n  x.html %}\n\ntext", "<p>text</p>"),
        CASE("a {{< figure src=\"x\" >}} b", "<p>a  b</p>"),
        CASE("{{< note >}}kept{{< /note >}}", "<p>kept</p>"),
        CASE("{{% note %}}kept{{% /note %}}", "<p>kept</p>"),
        CASE("a{% comment %} gone {% endcomment %}b", "<p>ab</p>"),
        CASE("{% comment %}\ngone\n\ngone\n{% endcomment %}\n\nb", "<p>b</p>"),
        CASE("{% raw %}{{ site.x }}{% endraw %}", "<p>{{ site.x }}</p>"),
        CASE("{% highlight java %}\nint x;\n{% endhighlight %}",
             "<pre><code class=\"language-java\">int x;\n</code></pre>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void other_braces_stay(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("${{ runner.os }}", "<p>${{ runner.os }}</p>"),
        CASE("${{ page.x }}", "<p>${{ page.x }}</p>"),
        CASE("{{ name }} and {{ user.id }}", "<p>{{ name }} and {{ user.id }}</p>"),
        CASE("{{ sitemap }}", "<p>{{ sitemap }}</p>"),
        CASE("{ site.x }", "<p>{ site.x }</p>"),
        CASE("{\"a\": 1}", "<p>{&quot;a&quot;: 1}</p>"),
        CASE("{{ site.x", "<p>{{ site.x</p>"),
        CASE("a {% b", "<p>a {% b</p>"),
        CASE("`{{ site.x }}`", "<p><code>{{ site.x }}</code></p>"),
        CASE("``a ` {{ site.x }}``", "<p><code>a ` {{ site.x }}</code></p>"),
        CASE("```\n{% include x %}\n{: .a }\n<!-- c -->\n```",
             "<pre><code>{% include x %}\n{: .a }\n&lt;!-- c --&gt;\n</code></pre>"),
        CASE("> ~~~\n> {{ site.x }}\n> ~~~",
             "<blockquote><pre><code>{{ site.x }}\n</code></pre></blockquote>"),
        CASE("f(x) = {x}", "<p>f(x) = {x}</p>"),
        CASE("set {a, b}", "<p>set {a, b}</p>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void attribute_lists_go(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("a\n{: .class}", "<p>a</p>"),
        CASE("a\n{: .class #id key=\"v w\"}\n\nb", "<p>a</p><p>b</p>"),
        CASE("{: .no_toc }\n\na", "<p>a</p>"),
        CASE("# Title {#the-id}", "<h1>Title</h1>"),
        CASE("# Title {: #the-id}", "<h1>Title</h1>"),
        CASE("# Title {#id .c}\n\na", "<h1>Title</h1><p>a</p>"),
        CASE("[a](https://x.y){: target=\"_blank\"} b", "<p><a href=\"https://x.y\">a</a> b</p>"),
        CASE("`a`{: .x} b", "<p><code>a</code> b</p>"),
        CASE("`a`{.python} b", "<p><code>a</code> b</p>"),
        CASE("`{: .class}`", "<p><code>{: .class}</code></p>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void comments_go(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("a <!-- c --> b", "<p>a  b</p>"),
        CASE("<!-- c -->\n\na", "<p>a</p>"),
        CASE("<!-- c\n\n# d\n-->\n\na", "<p>a</p>"),
        CASE("a <!-- c\n\nd --> b", "<p>a</p><p>b</p>"), /* its blank line parts paragraphs */
        CASE("- a <!-- c -->\n- b", "<ul><li>a</li><li>b</li></ul>"),
        CASE("# T <!-- c -->\n\na", "<h1>T</h1><p>a</p>"),
        CASE("a %%c%%", "<p>a</p>"),
        CASE("a %%c%% b", "<p>a  b</p>"),
        CASE("%%\nc\n%%\n\na", "<p>a</p>"),
        CASE("100%% or 50%%", "<p>100%% or 50%%</p>"),
        CASE("{::comment}\ngone\n{:/comment}\n\na", "<p>a</p>"),
        CASE("a {::comment}gone{:/ 한글", "<p>a  한글</p>"),
        CASE("`<!-- c -->`", "<p><code>&lt;!-- c --&gt;</code></p>"),
        CASE("\\<!-- c -->", "<p>&lt;!-- c --&gt;</p>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void contents_go(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("[TOC]\n\na", "<p>a</p>"),
        CASE("[[toc]]\n\na", "<p>a</p>"),
        CASE("1. TOC\n{:toc}\n\na", "<p>a</p>"),
        CASE("- [One](#one)\n- [Two](#two)\n\na", "<p>a</p>"),
        CASE("- [One](#one)\n  - [Two](#two)\n\na", "<p>a</p>"),
        CASE("[Back to top](#top)\n\na", "<p>a</p>"),
        CASE("<!-- toc -->\n- [a](x.md)\n<!-- tocstop -->\n\nb", "<p>b</p>"),
        CASE("[One](#one) says more", "<p>One says more</p>"),
        CASE("- [One](#one)\n- text", "<ul><li>One</li><li>text</li></ul>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void conflicts_and_invisible_lines_go(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", "<p>a</p><p>b</p>"),
        CASE("<<<<<<< HEAD\na\n||||||| base\nc\n=======\nb\n>>>>>>> x\n",
             "<p>a</p><p>c</p><p>b</p>"),
        CASE("a\n=======\nb", "<h1>a</h1><p>b</p>"), /* no conflict: a heading */
        CASE("a\n\xC2\xA0\nb", "<p>a</p><p>b</p>"),
        CASE("a\n\xE3\x80\x80\xE2\x80\x8B\nb", "<p>a</p><p>b</p>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

static void math_keeps_its_braces(void **state)
{
    (void)state;
    static const struct card_case cases[] = {
        CASE("$\\text{.x}$", "<p>$\\text{.x}$</p>"),
        CASE("$a_{: .x}$", "<p>$a_{: .x}$</p>"),
        CASE("$$\n{{ site.x }}\n$$", "<p>$$\n{{ site.x }}\n$$</p>"),
        CASE("US$5 and {{ site.x }} $6", "<p>US$5 and  $6</p>"),
    };
    expect_cards(cases, ARRAY_LEN(cases));
}

/* Whatever is in it, the copy has the text's length and lines. */
static void the_copy_keeps_every_offset(void **state)
{
    (void)state;
    static const str texts[] = {
        STR_INIT("a {{ site.x }} b\nc"),
        STR_INIT("a <!-- x\n\ny --> b\n{: .x}\n"),
        STR_INIT("{% highlight c %}\nx\n{% endhighlight %}\n"),
        STR_INIT("%%\n한글\n%%\n"),
        STR_INIT("1. x\n{:toc}\n"),
        STR_INIT("{{<x>}}"),
        STR_INIT("a{{%x%}}"),
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct arena arena = {0};
        struct diag diag = {0};
        struct source source = {.path = STR("n.md"), .text = texts[i]};
        str masked = mask_text(&source, 0, &arena, &diag);
        assert_int_equal(masked.len, texts[i].len);
        for (size_t b = 0; b < masked.len; b++)
            assert_int_equal(masked.ptr[b] == '\n', texts[i].ptr[b] == '\n');
        diag_release(&diag);
        arena_release(&arena);
    }
}

static void nothing_to_mask_is_no_copy(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diag diag = {0};
    struct source source = {.path = STR("n.md"), .text = STR("# a\n\nb `c` $d$\n")};
    assert_ptr_equal(mask_text(&source, 0, &arena, &diag).ptr, source.text.ptr);
    str behind = mask_text(&source, 4, &arena, &diag);
    expect_str(behind, "   \n\nb `c` $d$\n");
    diag_release(&diag);
    arena_release(&arena);
}

static void problems_are_reported_once_at_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *slug;
        unsigned line, column;
    } cases[] = {
        {"a\n\nb <!-- c\n\nd <!-- e\n", "unclosed-comment", 3, 3},
        {"a\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", "conflict-marker", 3, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        fixture_parse(&fixture, str_from(cases[i].text));
        assert_int_equal(fixture.diag.list.len, 1);
        const struct awsml_diag *row = &fixture.diag.list.ptr[0];
        assert_string_equal(row->slug, cases[i].slug);
        assert_int_equal(row->line, cases[i].line);
        assert_int_equal(row->column, cases[i].column);
        fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(liquid_and_shortcodes_go),
        cmocka_unit_test(other_braces_stay),
        cmocka_unit_test(attribute_lists_go),
        cmocka_unit_test(comments_go),
        cmocka_unit_test(contents_go),
        cmocka_unit_test(conflicts_and_invisible_lines_go),
        cmocka_unit_test(math_keeps_its_braces),
        cmocka_unit_test(the_copy_keeps_every_offset),
        cmocka_unit_test(nothing_to_mask_is_no_copy),
        cmocka_unit_test(problems_are_reported_once_at_their_place),
    };
    return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
