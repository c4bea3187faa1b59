/* SPDX-License-Identifier: MIT */
/* ident/settle.h: GUIDs, ids and times of today's notes, and what becomes of the rest. */
#include "ident/settle.h"

#include "unit.h"

enum { MANY = 8 };

/* Notes of one file, told apart by their front; what is not named is the same for all. */
struct fixture {
    struct arena arena;
    struct lock lock;
    enum ident_place places[MANY];
    struct ident_entry today[MANY];
    str keys[MANY];
    size_t count;
    struct settled settled;
};

static struct ident_entry entry(const char *front, const char *hash)
{
    return (struct ident_entry){
        .type = STR("note"),
        .rule = STR("section"),
        .deck = STR("D"),
        .file = STR("a.md"),
        .front = str_from(front),
        .markdown = str_from(front), /* no two are alike */
        .hash = str_from(hash),
    };
}

static void known(struct fixture *f, const char *guid, const char *front, int64_t mod, bool retired)
{
    struct ident_entry old = entry(front, "h");
    old.guid = str_from(guid);
    old.id = 1400000000000 + (int64_t)f->lock.entries.len;
    old.mod = mod;
    old.retired = retired;
    f->places[f->lock.entries.len] = IDENT_LOOKED_AT;
    vec_push(&f->lock.entries, old);
}

static void now(struct fixture *f, const char *front, const char *hash)
{
    f->keys[f->count] = str_from(front);
    f->today[f->count++] = entry(front, hash);
}

static void run(struct fixture *f, int64_t time)
{
    struct settle_options options = {time, false};
    settle_match(&f->settled, &f->lock, f->places, f->today, f->count);
    settle_finish(&f->settled, &f->lock, f->places, f->today, f->keys, f->count, &options,
                  &f->arena);
}

static void end(struct fixture *f)
{
    settled_release(&f->settled);
    lock_release(&f->lock);
    arena_release(&f->arena);
}

static void unchanged_keeps_everything(void **state)
{
    (void)state;
    struct fixture f = {0};
    known(&f, "G1", "one", 100, false);
    now(&f, "one", "h");
    run(&f, 500);
    expect_str(f.today[0].guid, "G1");
    assert_int_equal(f.today[0].mod, 100);
    assert_int_equal(f.today[0].id, 1400000000000);
    assert_int_equal(f.settled.changes[0], 0);
    end(&f);
}

static void mod_is_the_time_or_one_more(void **state)
{
    (void)state;
    static const struct {
        int64_t now, expected;
    } rows[] = {{500, 500}, {100, 101}, {50, 101}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f = {0};
        known(&f, "G1", "one", 100, false);
        now(&f, "one", "other");
        run(&f, rows[i].now);
        assert_int_equal(f.today[0].mod, rows[i].expected);
        assert_int_equal(f.settled.changes[0], AWSML_CHANGE_CONTENT);
        end(&f);
    }
}

static void a_guid_of_the_lock_is_never_given_again(void **state)
{
    (void)state;
    struct fixture first = {0};
    now(&first, "one", "h");
    run(&first, 100);
    char guid[16];
    snprintf(guid, sizeof(guid), "%" STR_FMT, STR_ARG(first.today[0].guid));
    end(&first);

    /* another note, retired, has the GUID that the key would give */
    struct fixture f = {0};
    known(&f, guid, "something wholly different from all else", 100, true);
    now(&f, "one", "h");
    run(&f, 200);
    assert_int_equal(f.settled.partner[0], MATCH_NONE);
    assert_false(str_eq(f.today[0].guid, str_from(guid)));
    assert_int_equal(f.settled.changes[0], AWSML_CHANGE_NEW);
    end(&f);
}

static void ids_go_on_behind_the_highest(void **state)
{
    (void)state;
    struct fixture f = {0};
    known(&f, "G1", "one", 100, false);
    known(&f, "G2", "two", 100, false);
    f.lock.entries.ptr[0].id = 1400000000777;
    now(&f, "one", "h");
    now(&f, "quite another text", "h");
    now(&f, "two", "h");
    run(&f, 200);
    assert_int_equal(f.today[1].id, 1400000000778);
    end(&f);
}

static void what_becomes_of_the_rest(void **state)
{
    (void)state;
    struct fixture f = {0};
    known(&f, "gone", "one", 100, false);
    known(&f, "was-gone", "two", 100, true);
    known(&f, "broken", "three", 100, false);
    known(&f, "outside", "four", 100, false);
    f.places[2] = IDENT_BROKEN;
    f.places[3] = IDENT_OUTSIDE;
    run(&f, 500);
    static const struct {
        const char *guid;
        int64_t mod;
        unsigned changes;
    } rows[] = {
        {"gone", 500, AWSML_CHANGE_RETIRED | AWSML_IS_RETIRED},
        {"was-gone", 100, AWSML_IS_RETIRED},
        {"broken", 100, AWSML_IS_LAST_KNOWN},
    };
    assert_int_equal(f.settled.rest.len, ARRAY_LEN(rows)); /* what is outside is not exported … */
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect_same(f.settled.rest.ptr[i].entry.guid, str_from(rows[i].guid));
        assert_int_equal(f.settled.rest.ptr[i].entry.mod, rows[i].mod);
        assert_int_equal(f.settled.rest.ptr[i].changes, rows[i].changes);
    }
    assert_int_equal(f.settled.lock.entries.len, 4); /* … but the lock keeps it as it was */
    expect_same(f.settled.lock.entries.ptr[3].guid, STR("outside"));
    assert_int_equal(f.settled.lock.entries.ptr[3].mod, 100);
    assert_int_equal(f.settled.known, 1);
    assert_int_equal(f.settled.retired, 1);
    end(&f);
}

static void who_comes_back_is_the_same(void **state)
{
    (void)state;
    struct fixture f = {0};
    known(&f, "G1", "one", 100, true);
    now(&f, "one", "h");
    run(&f, 500);
    expect_str(f.today[0].guid, "G1");
    assert_int_equal(f.today[0].mod, 500);
    assert_int_equal(f.settled.changes[0], AWSML_CHANGE_RETURNED);
    assert_int_equal(f.settled.rest.len, 0);
    end(&f);
}

static void forgetting(void **state)
{
    (void)state;
    static const struct {
        const char *guid;
        bool found;
        size_t left;
    } rows[] = {{"gone", true, 2}, {"living", false, 3}, {"unknown", false, 3}, {"all", true, 1}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct fixture f = {0};
        known(&f, "living", "one", 100, false);
        known(&f, "gone", "two", 100, false);
        known(&f, "was-gone", "three", 100, true);
        now(&f, "one", "h");
        run(&f, 500);
        assert_int_equal(settle_forget(&f.settled, str_from(rows[i].guid)), rows[i].found);
        assert_int_equal(f.settled.lock.entries.len, rows[i].left);
        end(&f);
    }
}

static void an_id_that_is_a_guid_names_that_note(void **state)
{
    (void)state;
    struct fixture f = {0};
    known(&f, "G1", "one", 100, false);
    now(&f, "nothing that it had before", "x");
    f.today[0].explicit_id = STR("G1");
    f.today[0].id_is_unique = true;
    run(&f, 500);
    expect_str(f.today[0].guid, "G1");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchanged_keeps_everything),
        cmocka_unit_test(mod_is_the_time_or_one_more),
        cmocka_unit_test(a_guid_of_the_lock_is_never_given_again),
        cmocka_unit_test(ids_go_on_behind_the_highest),
        cmocka_unit_test(what_becomes_of_the_rest),
        cmocka_unit_test(who_comes_back_is_the_same),
        cmocka_unit_test(forgetting),
        cmocka_unit_test(an_id_that_is_a_guid_names_that_note),
    };
    return cmocka_run_group_tests_name("settle", tests, NULL, NULL);
}
