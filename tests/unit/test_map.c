/* SPDX-License-Identifier: MIT */
/* base/map: finding what was put, and only that. */
#include "base/arena.h"
#include "base/map.h"
#include "unit.h"

static void an_empty_map_holds_nothing(void **state)
{
    (void)state;
    struct map map = {0};
    assert_null(map_get(&map, STR("x")));
    assert_null(map_get(&map, (str){0}));
    map_release(&map);
    map_release(&map);
}

static void the_first_value_stays(void **state)
{
    (void)state;
    struct map map = {0};
    bool is_new = false;
    assert_int_equal(*map_put(&map, STR("a"), 1, &is_new), 1);
    assert_true(is_new);
    uint32_t *value = map_put(&map, STR("a"), 2, &is_new);
    assert_false(is_new);
    assert_int_equal(*value, 1);
    *value = 7;
    assert_int_equal(*map_get(&map, STR("a")), 7);
    assert_int_equal(map.len, 1);
    map_release(&map);
}

static void keys_are_bytes(void **state)
{
    (void)state;
    static const str keys[] = {STR_INIT(""),          STR_INIT("a"),         STR_INIT("a\0"),
                               STR_INIT("a\0b"),      STR_INIT("\0a"),       STR_INIT("A"),
                               STR_INIT("\xFF"),      STR_INIT("가"),        STR_INIT("12345678"),
                               STR_INIT("123456780"), STR_INIT("12345678\0")};
    struct map map = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(keys); i++) {
        bool is_new;
        map_put(&map, keys[i], i, &is_new);
        assert_true(is_new);
    }
    for (uint32_t i = 0; i < ARRAY_LEN(keys); i++)
        assert_int_equal(*map_get(&map, keys[i]), i);
    assert_int_equal(*map_get(&map, (str){0}), 0); /* an absent text is the empty one */
    assert_null(map_get(&map, STR("b")));
    map_release(&map);
}

static void many_keys_are_all_found(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    struct arena arena = {0};
    struct map map = {0};
    for (uint32_t i = 0; i < COUNT; i++)
        map_put(&map, arena_printf(&arena, "key %u", i), i, NULL);
    assert_int_equal(map.len, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(*map_get(&map, arena_printf(&arena, "key %u", i)), i);
    assert_null(map_get(&map, STR("key 50000")));
    map_release(&map);
    arena_release(&arena);
}

static void hashes_spread(void **state)
{
    (void)state;
    /* every byte and every length counts: no two of these may meet in 64 bits */
    char zeros[64] = {0};
    for (size_t i = 0; i < sizeof(zeros); i++)
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(hash_bytes((str){zeros, i}), hash_bytes((str){zeros, j}));
    for (size_t i = 0; i < sizeof(zeros); i++) {
        uint64_t before = hash_bytes((str){zeros, sizeof(zeros)});
        zeros[i] = 1;
        assert_int_not_equal(hash_bytes((str){zeros, sizeof(zeros)}), before);
        zeros[i] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_holds_nothing),
        cmocka_unit_test(the_first_value_stays),
        cmocka_unit_test(keys_are_bytes),
        cmocka_unit_test(many_keys_are_all_found),
        cmocka_unit_test(hashes_spread),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
