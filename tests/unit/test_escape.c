/* SPDX-License-Identifier: MIT */
/* base/escape: no text can become markup or leave its attribute. */
#include "base/escape.h"
#include "unit.h"

static void expect_html(str text, str wanted)
{
    struct buf out = {0};
    escape_html(&out, text);
    expect_same(buf_str(&out), wanted);
    buf_release(&out);
}

static void text_becomes_html(void **state)
{
    (void)state;
    expect_html((str){0}, STR(""));
    expect_html(STR("plain 한글"), STR("plain 한글"));
    expect_html(STR("<a href=\"x\">&amp;'"), STR("&lt;a href=&quot;x&quot;&gt;&amp;amp;'"));
    expect_html(STR("<"), STR("&lt;"));
    expect_html(STR("a<"), STR("a&lt;"));
}

static void control_characters_go(void **state)
{
    (void)state;
    for (int c = 1; c < 0x80; c++) {
        char text[3] = {'a', (char)c, 'b'};
        struct buf out = {0};
        escape_html(&out, (str){text, 3});
        bool stays = c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7F);
        assert_int_equal(buf_str(&out).len > 2, stays);
        buf_release(&out);
    }
    expect_html(STR("a\0b"), STR("ab"));
}

static void expect_url(str url, str wanted)
{
    struct buf out = {0};
    escape_url(&out, url);
    expect_same(buf_str(&out), wanted);
    buf_release(&out);
}

static void addresses_stay_inside_their_attribute(void **state)
{
    (void)state;
    expect_url(STR("https://example.com/a-b_c.d~e?x=1#y"),
               STR("https://example.com/a-b_c.d~e?x=1#y"));
    expect_url(STR("a&b"), STR("a&amp;b"));
    expect_url(STR("a'b\"c<d>e"), STR("a&#x27;b%22c%3Cd%3Ee"));
    expect_url(STR("a b"), STR("a%20b"));
    expect_url(STR("\xED\x95\x9C"), STR("%ED%95%9C"));
    expect_url(STR("%ED%95"), STR("%ED%95")); /* what is encoded already stays */
    expect_url(STR("a\0\n\\b"), STR("a%00%0A%5Cb"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_becomes_html),
        cmocka_unit_test(control_characters_go),
        cmocka_unit_test(addresses_stay_inside_their_attribute),
    };
    return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
