/* SPDX-License-Identifier: MIT */
/* Bare addresses: where they begin, where they end, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/autolink.h"

/* The text with each link in brackets: [u …] a URL, [w …] www, [m …] mail. */
static void mark(struct buf *out, str text)
{
    struct autolink link;
    size_t from = 0;
    for (; autolink_find(text, from, &link); from = link.end) {
        assert_true(from <= link.begin && link.begin < link.end && link.end <= text.len);
        buf_put(out, str_sub(text, from, link.begin));
        buf_char(out, '[');
        buf_char(out, "uwm"[link.kind]);
        buf_char(out, ' ');
        buf_put(out, str_sub(text, link.begin, link.end));
        buf_char(out, ']');
    }
    buf_put(out, str_sub(text, from, text.len));
}

static void expect(const char *text, const char *marked)
{
    struct buf out = {0};
    mark(&out, str_from(text));
    assert_string_equal(buf_cstr(&out), marked);
    buf_release(&out);
}

/* The expected values of the next three tests are the GFM specification's examples, 6.9. */
static void www_addresses_of_the_specification(void **state)
{
    (void)state;
    expect("www.commonmark.org", "[w www.commonmark.org]");
    expect("Visit www.commonmark.org/help for more.", "Visit [w www.commonmark.org/help] for more.");
    expect("Visit www.commonmark.org.", "Visit [w www.commonmark.org].");
    expect("Visit www.commonmark.org/a.b.", "Visit [w www.commonmark.org/a.b].");
    expect("www.google.com/search?q=Markup+(business)",
           "[w www.google.com/search?q=Markup+(business)]");
    expect("www.google.com/search?q=Markup+(business)))",
           "[w www.google.com/search?q=Markup+(business)]))");
    expect("(www.google.com/search?q=Markup+(business))",
           "([w www.google.com/search?q=Markup+(business)])");
    expect("(www.google.com/search?q=Markup+(business)",
           "([w www.google.com/search?q=Markup+(business)]");
    expect("www.google.com/search?q=(business))+ok", "[w www.google.com/search?q=(business))+ok]");
    expect("www.google.com/search?q=commonmark&hl=en",
           "[w www.google.com/search?q=commonmark&hl=en]");
    expect("www.google.com/search?q=commonmark&hl;", "[w www.google.com/search?q=commonmark]&hl;");
    expect("www.commonmark.org/he<lp", "[w www.commonmark.org/he]<lp");
}

static void urls_of_the_specification(void **state)
{
    (void)state;
    expect("http://commonmark.org", "[u http://commonmark.org]");
    expect("(Visit https://encrypted.google.com/search?q=Markup+(business))",
           "(Visit [u https://encrypted.google.com/search?q=Markup+(business)])");
    expect("Anonymous FTP is available at ftp://foo.bar.baz.",
           "Anonymous FTP is available at [u ftp://foo.bar.baz].");
}

static void mail_addresses_of_the_specification(void **state)
{
    (void)state;
    expect("foo@bar.baz", "[m foo@bar.baz]");
    expect("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
           "hello@mail+xyz.example isn't valid, but [m hello+xyz@mail.example] is.");
    expect("a.b-c_d@a.b", "[m a.b-c_d@a.b]");
    expect("a.b-c_d@a.b.", "[m a.b-c_d@a.b].");
    expect("a.b-c_d@a.b-", "a.b-c_d@a.b-");
    expect("a.b-c_d@a.b_", "a.b-c_d@a.b_");
}

static void only_some_characters_may_precede(void **state)
{
    (void)state;
    expect("*www.a.kr _www.a.kr ~www.a.kr (www.a.kr", "*[w www.a.kr] _[w www.a.kr] ~[w www.a.kr] "
                                                      "([w www.a.kr]");
    expect("a\twww.a.kr\nwww.a.kr", "a\t[w www.a.kr]\n[w www.a.kr]");
    expect("xwww.a.kr 1www.a.kr /www.a.kr .www.a.kr éwww.a.kr",
           "xwww.a.kr 1www.a.kr /www.a.kr .www.a.kr éwww.a.kr");
    expect("xhttp://a.kr ahttps://a.kr", "xhttp://a.kr ahttps://a.kr");
    expect("\"https://a.kr\" url=https://a.kr", "\"[u https://a.kr]\" url=[u https://a.kr]");
    expect("xmailto:a@b.kr", "xmailto:[m a@b.kr]");
}

static void domains_have_rules(void **state)
{
    (void)state;
    expect("http://a_b.c.kr www.a_b.c.kr", "[u http://a_b.c.kr] [w www.a_b.c.kr]");
    expect("http://a.b_c.kr www.b_c.kr", "http://a.b_c.kr www.b_c.kr");
    expect("http://a.c.k_r http://a_b", "http://a.c.k_r http://a_b");
    expect("http://a.kr/x_y www.a.kr:80/_", "[u http://a.kr/x_y] [w www.a.kr:80/]_");
    expect("http://localhost:8080/a", "[u http://localhost:8080/a]");
    expect("http:// https://* ftp://< www. www.. www./ http://.", "http:// https://* ftp://< www. "
                                                                  "www.. www./ http://.");
    expect("http://-a.kr www.-a.kr", "http://-a.kr www.-a.kr");
    expect("HTTPS://A.KR file:///a.kr s3://bucket http:/a.kr", "[u HTTPS://A.KR] file:///a.kr "
                                                               "s3://bucket http:/a.kr");
    expect("http://한국.kr/길 http://。", "[u http://한국.kr/길] http://。");
}

static void the_end_of_a_sentence_is_not_in_the_link(void **state)
{
    (void)state;
    expect("http://a.kr?!.,:*_~'\"", "[u http://a.kr]?!.,:*_~'\"");
    expect("http://a.kr/?!.,:*_~x", "[u http://a.kr/?!.,:*_~x]");
    expect("(http://a.kr).", "([u http://a.kr]).");
    expect("http://a.kr/(x).)", "[u http://a.kr/(x)].)");
    expect("http://a.kr/()", "[u http://a.kr/()]");
    expect("http://a.kr&amp;&lt;", "[u http://a.kr]&amp;&lt;");
    expect("http://a.kr/;; then", "[u http://a.kr/];; then");
    expect("http://a.kr/&; x", "[u http://a.kr/&]; x");
    expect("http://a.kr<b", "[u http://a.kr]<b");
}

static void mail_addresses_are_exact(void **state)
{
    (void)state;
    expect("react@18.2.0 a@b @b.kr a@ a@.kr", "react@18.2.0 a@b @b.kr a@ a@.kr");
    expect("+@b.kr _.@b.kr +a@b.kr", "+@b.kr _.@b.kr [m +a@b.kr]");
    expect("a@b@c.kr", "a@[m b@c.kr]");
    expect("a@b.kr@", "a@b.kr@");
    expect("mailto:a@b.kr, MAILTO:a@b.kr", "[u mailto:a@b.kr], [u MAILTO:a@b.kr]");
    expect("<a@b.kr>;c@d.kr", "<[m a@b.kr]>;[m c@d.kr]");
    expect("git@github.com:a/b.git", "[m git@github.com]:a/b.git");
}

static void cjk_needs_no_spaces(void **state)
{
    (void)state;
    expect("주소:https://x.com 이다", "주소:[u https://x.com] 이다");
    expect("주소는https://x.com 이다", "주소는[u https://x.com] 이다");
    expect("주소는 https://x.com입니다", "주소는 [u https://x.com입니다]");
    expect("홈페이지www.x.com 「www.x.com", "홈페이지[w www.x.com] 「[w www.x.com]");
    expect("https://x.com\xE3\x80\x80次 https://x.com\xC2\xA0n", "[u https://x.com]\xE3\x80\x80次 "
                                                                 "[u https://x.com]\xC2\xA0n");
    expect("메일은a@b.kr입니다", "메일은[m a@b.kr]입니다");
}

static void the_search_begins_where_it_is_told(void **state)
{
    (void)state;
    str text = STR("www.a.kr www.b.kr");
    struct autolink link;
    assert_true(autolink_find(text, 1, &link));
    assert_int_equal(link.begin, 9);
    assert_int_equal(link.end, text.len);
    assert_false(autolink_find(text, 10, &link));
    assert_false(autolink_find(text, text.len, &link));
    assert_false(autolink_find((str){0}, 0, &link));
    assert_true(autolink_find(STR("ab@c.kr"), 1, &link));
    assert_int_equal(link.begin, 1);
}

/* How many links there are in `count` copies of the piece. */
static size_t count_links(const char *piece, size_t count)
{
    struct buf buf = {0};
    for (size_t i = 0; i < count; i++)
        buf_put(&buf, str_from(piece));
    size_t links = 0;
    struct autolink link;
    for (size_t from = 0; autolink_find(buf_str(&buf), from, &link); from = link.end)
        links++;
    buf_release(&buf);
    return links;
}

/* Each of these takes hours where a search goes back over what a search before it has read. */
static void hostile_texts_end(void **state)
{
    (void)state;
    enum { MANY = 1000000 };
    assert_int_equal(count_links("https://example.com/a?b=c ", MANY), MANY);
    assert_int_equal(count_links("www.", MANY), 1);
    assert_int_equal(count_links("_www.a_b", MANY), 0);
    assert_int_equal(count_links("www.a_b.", MANY), 0);
    assert_int_equal(count_links("http://", MANY), 1);
    assert_int_equal(count_links("http://_", MANY), 0);
    assert_int_equal(count_links("http://a_b.www.", MANY), 1);
    assert_int_equal(count_links("@", MANY), 0);
    assert_int_equal(count_links("a@", MANY), 0);
    assert_int_equal(count_links("a.a", MANY), 0);
    assert_int_equal(count_links("a@b.", MANY), 0);
    assert_int_equal(count_links("(", MANY), 0);
    assert_int_equal(count_links("www.a(", MANY), 1);
    assert_int_equal(count_links("www.a)", MANY), 1);
    assert_int_equal(count_links("(www.a.kr) ", MANY), MANY);
    assert_int_equal(count_links("www.a&b; ", MANY), MANY);
    assert_int_equal(count_links("www.a;", MANY), 1);
    assert_int_equal(count_links("www.&a;", MANY), 0);
    assert_int_equal(count_links(":", MANY), 0);
    assert_int_equal(count_links("www.a.kr!!!!!!!!!!!!!!! ", MANY), MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(www_addresses_of_the_specification),
        cmocka_unit_test(urls_of_the_specification),
        cmocka_unit_test(mail_addresses_of_the_specification),
        cmocka_unit_test(only_some_characters_may_precede),
        cmocka_unit_test(domains_have_rules),
        cmocka_unit_test(the_end_of_a_sentence_is_not_in_the_link),
        cmocka_unit_test(mail_addresses_are_exact),
        cmocka_unit_test(cjk_needs_no_spaces),
        cmocka_unit_test(the_search_begins_where_it_is_told),
        cmocka_unit_test(hostile_texts_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
