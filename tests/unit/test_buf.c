/* SPDX-License-Identifier: MIT */
/* base/buf and base/vec: growing, handing over, being empty. */
#include "base/buf.h"
#include "base/vec.h"
#include "unit.h"

static void an_empty_buffer_is_usable(void **state)
{
    (void)state;
    struct buf buf = {0};
    expect_str(buf_str(&buf), "");
    expect_str(buf_since(&buf, 0), "");
    buf_put(&buf, (str){0});
    buf_bytes(&buf, NULL, 0);
    assert_int_equal(buf.len, 0);
    assert_string_equal(buf_cstr(&buf), "");
    buf_release(&buf);
    buf_release(&buf);
}

static void pieces_join_in_order(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_lit(&buf, "a\0b");
    size_t from = buf.len;
    buf_char(&buf, 'c');
    buf_put(&buf, STR("de"));
    buf_printf(&buf, "%05d%s", 42, "f");
    expect_str(buf_str(&buf), "a\0bcde00042f");
    expect_str(buf_since(&buf, from), "cde00042f");
    buf_clear(&buf);
    expect_str(buf_str(&buf), "");
    buf_release(&buf);
}

static void it_grows_without_losing_a_byte(void **state)
{
    (void)state;
    struct buf buf = {0};
    for (int i = 0; i < 100000; i++)
        buf_char(&buf, (char)('a' + i % 26));
    assert_int_equal(buf.len, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buf.ptr[i], 'a' + i % 26);
    buf_release(&buf);
}

static void formatted_text_may_be_longer_than_the_room(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_lit(&buf, "<");
    buf_printf(&buf, "%*s", 5000, "x");
    buf_lit(&buf, ">");
    assert_int_equal(buf.len, 5002);
    assert_int_equal(buf.ptr[5000], 'x');
    buf_release(&buf);
}

static void taking_copies_and_empties(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf buf = {0};
    buf_lit(&buf, "first");
    str first = buf_take(&buf, &arena);
    buf_lit(&buf, "other");
    expect_str(first, "first");
    expect_str(buf_str(&buf), "other");
    buf_release(&buf);
    expect_str(first, "first");
    arena_release(&arena);
}

static void a_vector_keeps_what_was_pushed(void **state)
{
    (void)state;
    vec(int) numbers = {0};
    int seen = 0;
    vec_for (int, n, &numbers)
        seen += *n;
    assert_int_equal(seen, 0);
    for (int i = 0; i < 1000; i++)
        vec_push(&numbers, i);
    assert_int_equal(numbers.len, 1000);
    assert_int_equal(*vec_last(&numbers), 999);
    vec_for (int, n, &numbers)
        assert_int_equal(*n, seen++);
    vec_clear(&numbers);
    assert_int_equal(numbers.len, 0);
    vec_release(&numbers);
    assert_null(numbers.ptr);
    vec_release(&numbers);
}

static void a_pushed_value_may_hold_commas(void **state)
{
    (void)state;
    struct pair {
        int a, b;
    };
    vec(struct pair) pairs = {0};
    vec_push(&pairs, (struct pair){1, 2});
    assert_int_equal(pairs.ptr[0].b, 2);
    vec_release(&pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_usable),
        cmocka_unit_test(pieces_join_in_order),
        cmocka_unit_test(it_grows_without_losing_a_byte),
        cmocka_unit_test(formatted_text_may_be_longer_than_the_room),
        cmocka_unit_test(taking_copies_and_empties),
        cmocka_unit_test(a_vector_keeps_what_was_pushed),
        cmocka_unit_test(a_pushed_value_may_hold_commas),
    };
    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
