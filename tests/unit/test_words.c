/* SPDX-License-Identifier: MIT */
/* ident/words: headings and texts made comparable. */
#include "base/arena.h"
#include "ident/words.h"
#include "unit.h"

/* --- words --- */

static void headings_are_made_comparable(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"3.2.2. Buckets", "buckets"},
        {"4) Buckets", "buckets"},
        {"2024", "2024"},
        {"3D models", "3d models"},
        {"2024 review", "2024 review"},
        {"**S3** `cp`", "s3 cp"},
        {"[S3](https://x.y/z)", "s3"},
        {"제3장 소개", "소개"},
        {"Chapter 2: Keys", "keys"},
        {"Buckets 🪣", "buckets"},
        {"🚀", "🚀"},
        {"1. Überblick", "überblick"},
        {"제목", "제목"},
        {"5.", "5."},
    };
    struct buf out = {0};
    struct arena scratch = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        buf_clear(&out);
        words_heading(&out, str_from(cases[i][0]), &scratch);
        expect_same(buf_str(&out), str_from(cases[i][1]));
    }
    buf_release(&out);
    arena_release(&scratch);
}

static size_t count_words(const char *text)
{
    struct word_vec words = {0};
    struct arena scratch = {0};
    words_cut(&words, NULL, str_from(text), &scratch);
    arena_release(&scratch);
    size_t count = words.len;
    vec_release(&words);
    return count;
}

static void words_are_cut_in_every_script(void **state)
{
    (void)state;
    assert_int_equal(count_words("One two, three."), 3);
    assert_int_equal(count_words("aws s3 cp --recursive"), 4);
    assert_int_equal(count_words("람다는 코드"), 3); /* 람다 다는 코드 */
    assert_int_equal(count_words("仮想"), 3);        /* two ideographs and the pair */
    assert_int_equal(count_words("です。ます"), 2);
    assert_int_equal(count_words("شبكة توصيل"), 2);
    assert_int_equal(count_words("→ 🚀"), 2);
    assert_int_equal(count_words(" \n--- **"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_made_comparable),
        cmocka_unit_test(words_are_cut_in_every_script),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
