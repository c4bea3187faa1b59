/* SPDX-License-Identifier: MIT */
/* ident/guid: the values were computed with Python's hashlib; they must never change. */
#include "ident/guid.h"
#include "unit.h"

static void the_values_are_for_ever(void **state)
{
    (void)state;
    static const struct {
        str key;
        const char *guids[3]; /* of the first, second and third note with this key */
    } cases[] = {
        {STR_INIT("note\tsection\ta.md\tTitle"), {"FC2y0CkYohM", "9twzPJyHmFg", "AfOcHPyQvMr"}},
        {STR_INIT(""), {"CDsX0YWnqwU", "4u2QmtKjDbL", "GaOCjokS99u"}},
        {STR_INIT("한글\t머신러닝"), {"6RnjIUIHARW", "JdW3pv5IEeV", "JbTswyQrcu4"}},
    };
    struct arena arena = {0};
    struct guid_maker maker = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (size_t n = 0; n < 3; n++)
            expect_same(guid_make(&maker, &arena, cases[i].key), str_from(cases[i].guids[n]));
    guid_maker_release(&maker);
    arena_release(&arena);
}

/* A key that reads like another's second note: the GUID is taken, so the counter goes up. */
static void a_guid_is_never_given_twice(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guid_maker maker = {0};
    expect_str(guid_make(&maker, &arena, STR("note\tsection\ta.md\tTitle\t2")), "9twzPJyHmFg");
    expect_str(guid_make(&maker, &arena, STR("note\tsection\ta.md\tTitle")), "FC2y0CkYohM");
    expect_str(guid_make(&maker, &arena, STR("note\tsection\ta.md\tTitle")), "AfOcHPyQvMr");
    guid_maker_release(&maker);
    arena_release(&arena);
}

static void many_guids_are_all_different_and_plain(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct guid_maker maker = {0};
    struct map seen = {0};
    for (unsigned i = 0; i < 20000; i++) {
        str guid = guid_make(&maker, &arena, arena_printf(&arena, "key\t%u", i % 5000));
        bool is_new;
        map_put(&seen, guid, 0, &is_new);
        assert_true(is_new);
        assert_int_equal(guid.len, GUID_LENGTH);
        for (size_t c = 0; c < guid.len; c++)
            assert_true(ascii_is_alnum(guid.ptr[c]));
    }
    map_release(&seen);
    guid_maker_release(&maker);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_values_are_for_ever),
        cmocka_unit_test(a_guid_is_never_given_twice),
        cmocka_unit_test(many_guids_are_all_different_and_plain),
    };
    return cmocka_run_group_tests_name("guid", tests, NULL, NULL);
}
