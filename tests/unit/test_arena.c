/* SPDX-License-Identifier: MIT */
/* base/arena: alignment, zeroes, lifetimes across chunks. */
#include "base/arena.h"
#include "base/mem.h"
#include "unit.h"

static void memory_is_zeroed_and_aligned_at_every_size(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = arena_alloc(&arena, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
        memset(arena_bytes(&arena, 1), 0xBB, 1); /* what comes next must be aligned again */
    }
    arena_release(&arena);
}

static void nothing_overlaps_across_chunks(void **state)
{
    (void)state;
    enum { COUNT = 2000, SIZE = 777 };
    struct arena arena = {0};
    unsigned char *blocks[COUNT];
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = arena_alloc(&arena, SIZE);
        memset(blocks[i], i % 251, SIZE);
    }
    for (int i = 0; i < COUNT; i++)
        for (int b = 0; b < SIZE; b++)
            assert_int_equal(blocks[i][b], i % 251);
    arena_release(&arena);
}

static void a_block_larger_than_a_chunk_fits(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *small = arena_cstr(&arena, STR("small"));
    size_t large = (size_t)10 << 20;
    char *block = arena_alloc(&arena, large);
    block[0] = block[large - 1] = 'x';
    assert_string_equal(small, "small");
    arena_release(&arena);
}

static void copies_are_terminated_and_keep_nul_bytes(void **state)
{
    (void)state;
    struct arena arena = {0};
    str copy = arena_str(&arena, STR("a\0b"));
    expect_str(copy, "a\0b");
    assert_int_equal(copy.ptr[3], '\0');
    expect_str(arena_str(&arena, (str){0}), "");
    assert_string_equal(arena_cstr(&arena, (str){0}), "");
    expect_str(arena_printf(&arena, "%d-%" STR_FMT, 7, STR_ARG(copy)), "7-a");
    arena_release(&arena);
}

static void a_reset_arena_begins_anew(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_reset(&arena); /* of nothing: nothing */
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 100; i++) {
            unsigned char *p = arena_alloc(&arena, 5000);
            assert_int_equal(p[0] | p[4999], 0); /* zeroed although it was used before */
            memset(p, 0xFF, 5000);
        }
        arena_reset(&arena);
    }
    arena_release(&arena);
    arena_release(&arena); /* twice is allowed: it is an empty one again */
    assert_null(arena.chunk);
}

static void products_are_checked(void **state)
{
    (void)state;
    assert_int_equal(mem_mul(3, 7), 21);
    assert_int_equal(mem_mul(0, SIZE_MAX), 0);
    assert_int_equal(mem_mul(SIZE_MAX, 1), SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_at_every_size),
        cmocka_unit_test(nothing_overlaps_across_chunks),
        cmocka_unit_test(a_block_larger_than_a_chunk_fits),
        cmocka_unit_test(copies_are_terminated_and_keep_nul_bytes),
        cmocka_unit_test(a_reset_arena_begins_anew),
        cmocka_unit_test(products_are_checked),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
