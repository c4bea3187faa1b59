/* SPDX-License-Identifier: MIT */
/* doc/html: fields, whole, clipped and masked; and that no field can break its card. */
#include "doc_fixture.h"

static void expect_html(const char *markdown, const struct html_options *options,
                        const char *wanted)
{
    struct fixture fixture;
    struct buf out = {0};
    fixture_parse(&fixture, str_from(markdown));
    fixture_html(&fixture, options, &out);
    if (strcmp(buf_cstr(&out), wanted) != 0)
        fail_msg("%s\ngot:    %s\nwanted: %s", markdown, buf_cstr(&out), wanted);
    buf_release(&out);
    fixture_release(&fixture);
}

struct html_case {
    const char *markdown, *html;
};

static void markdown_becomes_html(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL};
    static const struct html_case cases[] = {
        {"a *b* **c** ~~d~~ `e<f`\n",
         "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>"},
        {"- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"},
        {"- a\n\n- b\n", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
        {"3. a\n4. b\n", "<ol start=\"3\"><li>a</li><li>b</li></ol>"},
        {"- [x] a\n- [ ] b\n", "<ul><li><input type=\"checkbox\" checked disabled> a</li>"
                               "<li><input type=\"checkbox\" disabled> b</li></ul>"},
        {"> a\n", "<blockquote><p>a</p></blockquote>"},
        {"| a | b |\n|:--|--:|\n| 1 | 2 |\n",
         "<table><thead><tr><th align=\"left\">a</th><th align=\"right\">b</th></tr></thead>"
         "<tbody><tr><td align=\"left\">1</td><td align=\"right\">2</td></tr></tbody></table>"},
        {"```c x\na<b\n```\n", "<pre><code class=\"language-c\">a&lt;b\n</code></pre>"},
        {"[a](https://x.y \"t\")\n", "<p><a href=\"https://x.y\" title=\"t\">a</a></p>"},
        {"[a](other.md) [b](#c)  d\n", "<p>a b  d</p>"}, /* leads nowhere from a card */
        {"![alt *x*](y.png)\n", "<p>alt x</p>"},
        {"a\nb\n", "<p>a\nb</p>"},
        {"漢\n字\n", "<p>漢字</p>"}, /* no blank where the script has none */
        {"한\n글\n", "<p>한\n글</p>"},
        {"a<br>b<br/>c\n", "<p>a<br>b<br>c</p>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_html(cases[i].markdown, &options, cases[i].html);
}

static void line_ends_show_when_kept(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL, .keep_breaks = true};
    expect_html("a\nb  \nc\n", &options, "<p>a<br>b<br>c</p>");
    expect_html("- a\n  b\n", &options, "<ul><li>a<br>b</li></ul>");
    expect_html("`a\nb`\n", &options, "<p><code>a b</code></p>");
}

static void nothing_can_become_markup(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL};
    static const struct html_case cases[] = {
        {"<script>alert(1)</script>\n", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
        {"a <b onclick=\"x\">c</b>\n", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>"},
        {"[a](javascript:alert(1))\n", "<p>a</p>"},
        {"[a](JAVASCRIPT:x) [b](data:text/html,x) [c](vbscript:x)\n", "<p>a b c</p>"},
        {"[a](https://x.y/\"onclick=\"z)\n",
         "<p><a href=\"https://x.y/%22onclick=%22z\">a</a></p>"},
        {"[a](https://x.y '\"><script>')\n",
         "<p><a href=\"https://x.y\" title=\"&quot;&gt;&lt;script&gt;\">a</a></p>"},
        {"```\"><script>\nx\n```\n",
         "<pre><code class=\"language-&quot;&gt;&lt;script&gt;\">x\n</code></pre>"},
        {"&lt;script&gt; &#60;b&#62;\n", "<p>&lt;script&gt; &lt;b&gt;</p>"},
        {"a\x1F"
         "b\n",
         "<p>ab</p>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_html(cases[i].markdown, &options, cases[i].html);
}

/* The part of the text from `from` up to `to`. */
static void a_clip_keeps_only_what_is_inside(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *from, *to, *html;
    } cases[] = {
        {"What is it? It is X.\n", "It is", NULL, "<p>It is X.</p>"},
        {"**Q?** answer\n", "answer", NULL, "<p>answer</p>"},
        {"**Q? an**swer\n", "an**", NULL, "<p><strong>an</strong>swer</p>"},
        {"a\nb\nc\n", "b", "c", "<p>b</p>"}, /* a line end in the air is none */
        {"- a\n- b\n- c\n", "b", "- c", "<ul><li>b</li></ul>"},
        {"- a\n  - b\n", "b", NULL, "<ul><li><ul><li>b</li></ul></li></ul>"},
        {"a\n\n> b\n\nc\n", "> b", "c", "<blockquote><p>b</p></blockquote>"},
        {"가나다\n", "나", "다", "<p>나</p>"},
        {"| a |\n|---|\n| b |\n| c |\n| d |\n", "c |", "| d",
         "<table><tbody><tr><td>c</td></tr></tbody></table>"},
        {"| a |\n|---|\n| b |\n| c |\n\nd\n", "a", "| b",
         "<table><thead><tr><th>a</th></tr></thead></table>"},
        {"a `b c` d\n", "b", " c", "<p><code>b</code></p>"},
        /* empty cells and items, and what code begins with, have no place of their own */
        {"a\n\n|b|c|\n|-|-|\n| |d|\n", "|b", NULL,
         "<table><thead><tr><th>b</th><th>c</th></tr></thead>"
         "<tbody><tr><td></td><td>d</td></tr></tbody></table>"},
        {"a\n\n- b\n-\n- c\n", "- b", NULL, "<ul><li>b</li><li></li><li>c</li></ul>"},
        {"a\n\n- b\n\n  ***\n", "- b", NULL, "<ul><li><p>b</p><hr></li></ul>"},
        {"a\n\n- ```\n\n    b\n  ```\n", "b", NULL,
         "<ul><li><pre><code>\n  b\n</code></pre></li></ul>"},
        {"a\n\n>\t\tb\n", ">", NULL, "<blockquote><pre><code>  b\n</code></pre></blockquote>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text = str_from(cases[i].markdown);
        struct html_options options = {.clip = HTML_ALL};
        options.clip.begin = (uint32_t)str_find(text, str_from(cases[i].from));
        if (cases[i].to)
            options.clip.end = (uint32_t)str_find(text, str_from(cases[i].to));
        expect_html(cases[i].markdown, &options, cases[i].html);
    }
}

/* Each `name` in the text is masked. */
static void masked_parts_do_not_show(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *name, *html;
    } cases[] = {
        {"Polly는 말한다\n", "Polly", "<p>[…]는 말한다</p>"},
        {"the Polly and Polly\n", "Polly", "<p>the […] and […]</p>"},
        {"a `Polly x` **Polly**\n", "Polly", "<p>a <code>[…] x</code> <strong>[…]</strong></p>"},
        {"Amazon *Polly* x\n", "Amazon *Polly", "<p>[…] x</p>"}, /* once, over both texts */
        {"```\naws polly x\n```\n", "polly", "<pre><code>aws […] x\n</code></pre>"},
        {"| Polly |\n|---|\n| a |\n", "Polly",
         "<table><thead><tr><th>[…]</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>"},
        {"A&amp;B x\n", "A&amp;B", "<p>[…] x</p>"},
        {"Amazon\nPolly x\n", "Amazon\nPolly", "<p>[…] x</p>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str text = str_from(cases[i].markdown), name = str_from(cases[i].name);
        struct range masks[4];
        size_t count = 0, from = 0, at;
        while ((at = str_find(str_sub(text, from, text.len), name)) != SIZE_MAX) {
            masks[count++] =
                (struct range){(uint32_t)(from + at), (uint32_t)(from + at + name.len)};
            from += at + name.len;
        }
        struct html_options options = {
            .clip = HTML_ALL, .masks = masks, .mask_count = count, .plain_links = true};
        expect_html(cases[i].markdown, &options, cases[i].html);
    }
}

static void plain_links_tell_nothing(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL, .plain_links = true};
    expect_html("[a](https://polly.x \"Polly\") ![Polly](y)\n", &options, "<p>a</p>");
    expect_html("```polly\nx\n```\n", &options, "<pre><code>x\n</code></pre>");
}

static void fronts_are_one_line(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL, .keep_breaks = true};
    static const struct html_case cases[] = {
        {"# a *b* `c`\n", "a <em>b</em> <code>c</code>"},
        {"a\nb\n===\n", "a b"},
        {"# [a](https://x.y) \\#\n", "<a href=\"https://x.y\">a</a> #"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        struct buf out = {0};
        fixture_parse(&fixture, str_from(cases[i].markdown));
        const struct node *block = fixture.document.root->first;
        html_inlines(&out, &block, 1, &options);
        expect_same(buf_str(&out), str_from(cases[i].html));
        buf_release(&out);
        fixture_release(&fixture);
    }
}

/* A tight item's text, without the item. */
static void inlines_side_by_side_are_one_text(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL, .keep_breaks = true};
    struct fixture fixture;
    struct buf out = {0};
    const struct node *nodes[16];
    size_t count = 0;
    fixture_parse(&fixture, STR("- It is **a** b `c` &amp; d\n  e\n  - f\n"));
    const struct node *item = fixture.document.root->first->first;
    for (const struct node *node = item->first; node; node = node->next)
        nodes[count++] = node;
    assert_in_range(count, 5, ARRAY_LEN(nodes));
    html_blocks(&out, nodes, count, &options);
    expect_same(buf_str(&out), STR("<p>It is <strong>a</strong> b <code>c</code> &amp; d<br>e</p>"
                                   "<ul><li>f</li></ul>"));
    buf_clear(&out);
    html_inlines(&out, nodes, 4, &options);
    expect_same(buf_str(&out), STR("It is <strong>a</strong> b <code>c</code>"));
    buf_release(&out);
    fixture_release(&fixture);
}

/* Behind what does not show, a line's end parts nothing; a `<br>` may be meant to. */
static void nothing_begins_with_a_line_end(void **state)
{
    (void)state;
    static const struct html_options options = {.clip = HTML_ALL, .keep_breaks = true};
    expect_html("{{ site.x }}\na\n", &options, "<p>a</p>");
    expect_html("a {{ site.x }}\nb\n", &options, "<p>a <br>b</p>");
    expect_html("a\n[]()\n", &options, "<p>a</p>");
    expect_html("<br>a\n", &options, "<p><br>a</p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_becomes_html),
        cmocka_unit_test(line_ends_show_when_kept),
        cmocka_unit_test(nothing_can_become_markup),
        cmocka_unit_test(a_clip_keeps_only_what_is_inside),
        cmocka_unit_test(masked_parts_do_not_show),
        cmocka_unit_test(plain_links_tell_nothing),
        cmocka_unit_test(fronts_are_one_line),
        cmocka_unit_test(inlines_side_by_side_are_one_text),
        cmocka_unit_test(nothing_begins_with_a_line_end),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
