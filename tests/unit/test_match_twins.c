/* SPDX-License-Identifier: MIT */
/* ident/match: what could be several: twins, copies, merges, what comes back, ids, rules. */
#include "match_scene.h"

/* --- twins --- */

static void a_twin_that_is_inserted_is_new(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    now(&s, NULL, "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    now(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    check(&s);
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    now(&s, NULL, "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    now(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two") " Billing stops with it.");
    check(&s);
}

static void one_of_two_twins_goes(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    old(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    old(&s, "c", "a.md", "T", "S3", S3);
    now(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    now(&s, "c", "a.md", "T", "S3", S3);
    check(&s);
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    old(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    now(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four") " Billing stops with it.");
    check(&s);
}

static void twins_that_are_edited_go_by_structure(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    old(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"));
    now(&s, "b", "a.md", "T", "m5.xlarge", TWIN("machine", "several") " Billing stops.");
    now(&s, "a", "a.md", "T", "m5.large", TWIN("machine", "several") " Billing goes on.");
    check(&s);
}

static void swapped_headings_go_by_content(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "One", S3);
    old(&s, "b", "a.md", "T", "Two", EC2);
    old(&s, "c", "a.md", "T", "Three", TWIN("m5.large", "two"));
    old(&s, "d", "a.md", "T", "Four", TWIN("c5.metal", "ninety"));
    now(&s, "b", "a.md", "T", "One", EC2);
    now(&s, "a", "a.md", "T", "Two", S3);
    now(&s, "d", "a.md", "T", "Three", TWIN("c5.metal", "ninety"));
    now(&s, "c", "a.md", "T", "Four", TWIN("m5.large", "two"));
    check(&s);
}

static void equal_headings_in_one_place_go_by_content(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Example", S3);
    old(&s, "b", "a.md", "T", "Example", EC2);
    old(&s, "c", "a.md", "T", "Example", KO_LAMBDA);
    now(&s, "c", "a.md", "T", "Example", KO_LAMBDA_EDITED);
    now(&s, NULL, "a.md", "T", "Example", RDS);
    now(&s, "b", "a.md", "T", "Example", EC2);
    now(&s, "a", "a.md", "T", "Example", S3_EDITED);
    check(&s);
}

static void exact_copies(void **state)
{
    (void)state;
    struct scene s = {0};
    /* in one file the first by position keeps it */
    old(&s, "a", "a.md", "T", "S3", S3);
    now(&s, "a", "a.md", "T", "S3", S3);
    now(&s, NULL, "a.md", "T", "S3", S3);
    check(&s);
    /* elsewhere the one that stayed */
    old(&s, "a", "b.md", "T", "S3", S3);
    now(&s, NULL, "a.md", "T", "S3", S3);
    now(&s, "a", "b.md", "T", "S3", S3);
    check(&s);
    /* the copy is new though the one that stayed was edited */
    old(&s, "a", "b.md", "T", "S3", S3);
    now(&s, NULL, "a.md", "U", "S3", S3);
    now(&s, "a", "b.md", "T", "S3", S3_EDITED);
    check(&s);
    /* as many as before, one by one */
    old(&s, "a", "a.md", "T", "Note", "TODO");
    old(&s, "b", "a.md", "T", "Note", "TODO");
    old(&s, "c", "a.md", "T", "Note", "TODO");
    now(&s, "a", "a.md", "T", "Note", "TODO");
    now(&s, "b", "a.md", "T", "Note", "TODO");
    now(&s, "c", "a.md", "T", "Note", "TODO");
    check(&s);
}

static void an_edited_copy_moves_no_other(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Note", "TODO");
    old(&s, "b", "a.md", "T", "Note", "TODO");
    old(&s, "c", "a.md", "T", "Note", "TODO");
    now(&s, NULL, "a.md", "T", "Note", S3);
    now(&s, "b", "a.md", "T", "Note", "TODO");
    now(&s, "c", "a.md", "T", "Note", "TODO");
    check(&s);
}

static void what_could_be_either_is_neither(void **state)
{
    (void)state;
    struct scene s = {0};
    /* two of today's were made of one: both changed as much, both have its heading and place */
    old(&s, "a", "a.md", "T", "Example", TWIN("m5.large", "two"));
    now(&s, NULL, "a.md", "T", "Example", TWIN("m5.xlarge", "two"));
    now(&s, NULL, "a.md", "T", "Example", TWIN("c5.large", "two"));
    check_ties(&s, 1);
    /* one of today's could be either of two */
    old(&s, "a", "a.md", "T", "First", TWIN("m5.large", "two"));
    old(&s, "b", "a.md", "T", "Second", TWIN("c5.large", "two"));
    now(&s, NULL, "a.md", "T", "Both", TWIN("r5.large", "two"));
    check_ties(&s, 1);
}

/* --- merges, splits, headings that vanish --- */

static void the_larger_part_of_a_merge_keeps_it(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "Keys", "A key names an object.");
    now(&s, "a", "a.md", "T", "S3", S3 "\n\nA key names an object.");
    check(&s);
}

static void the_larger_part_of_a_split_keeps_it(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Storage", S3 "\n\n" RDS "\n\nA key names an object.");
    now(&s, "a", "a.md", "T", "Storage", S3 "\n\n" RDS);
    now(&s, NULL, "a.md", "T", "Keys", "A key names an object.");
    check(&s);
}

#define VANISHED "##\u00A0S3\n\n" S3 "\n\n##\u00A0EC2\n\n" EC2 "\n\n##\u00A0람다\n\n" KO_LAMBDA

static void headings_vanish_and_come_back(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "a", "S3", S3);
    old(&s, "b", "a.md", "a", "EC2", EC2);
    old(&s, "c", "a.md", "a", "람다", KO_LAMBDA);
    now(&s, NULL, "a.md", "", "a", VANISHED);
    check(&s);
    /* also where its heading, file and parents are one's */
    old(&s, "a", "a.md", "", "S3", S3);
    old(&s, "b", "a.md", "", "EC2", EC2);
    old(&s, "c", "a.md", "", "람다", KO_LAMBDA);
    now(&s, NULL, "a.md", "", "S3", VANISHED);
    check(&s);
    old(&s, "a", "a.md", "a", "S3", S3)->retired = true;
    old(&s, "b", "a.md", "a", "EC2", EC2)->retired = true;
    old(&s, "c", "a.md", "a", "람다", KO_LAMBDA)->retired = true;
    old(&s, "x", "a.md", "", "a", VANISHED);
    now(&s, "a", "a.md", "a", "S3", S3);
    now(&s, "b", "a.md", "a", "EC2", EC2);
    now(&s, "c", "a.md", "a", "람다", KO_LAMBDA);
    check(&s);
}

/* --- retired --- */

static void what_comes_back_gets_its_guid(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3)->retired = true;
    old(&s, "b", "a.md", "T", "EC2", EC2)->retired = true;
    old(&s, "c", "a.md", "T", "RDS", RDS);
    now(&s, "a", "a.md", "T", "S3", S3_EDITED);
    now(&s, "b", "b.md", "U", "EC2", EC2);
    now(&s, "c", "a.md", "T", "RDS", RDS);
    check(&s);
}

static void a_living_one_goes_before_a_retired_one(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3)->retired = true;
    old(&s, "b", "a.md", "T", "S3", S3);
    now(&s, "b", "a.md", "T", "S3", S3);
    check(&s);
    old(&s, "a", "a.md", "T", "S3", S3)->retired = true;
    old(&s, "b", "a.md", "T", "S3", S3);
    now(&s, "b", "a.md", "T", "S3", S3_EDITED);
    check(&s);
}

static void a_copy_of_a_living_one_is_no_retired_one(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    old(&s, "b", "a.md", "T", "m5.xlarge", TWIN("m5.xlarge", "four"))->retired = true;
    now(&s, "a", "a.md", "T", "m5.large", TWIN("m5.large", "two"));
    now(&s, NULL, "a.md", "T", "m5.huge", TWIN("m5.large", "many"));
    check(&s);
}

/* --- ids --- */

static struct ident_entry *with_id(struct ident_entry *entry, const char *id, bool is_unique)
{
    entry->explicit_id = str_from(id);
    entry->id_is_unique = is_unique;
    return entry;
}

static void an_id_outranks_everything(void **state)
{
    (void)state;
    struct scene s = {0};
    /* a comment's over all files, whatever else there is */
    with_id(old(&s, "a", "a.md", "T", "S3", S3), "one", true);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    with_id(now(&s, "a", "b.md", "U", "Queues", KO_SQS), "one", true);
    now(&s, NULL, "a.md", "T", "S3", S3);
    now(&s, "b", "a.md", "T", "EC2", EC2);
    check(&s);
    /* another's within its file */
    with_id(old(&s, "a", "a.md", "T", "S3", S3), "x", false);
    with_id(old(&s, "b", "b.md", "U", "EC2", EC2), "x", false);
    with_id(now(&s, "a", "a.md", "T", "Compute", EC2), "x", false);
    with_id(now(&s, "b", "b.md", "U", "Storage", S3), "x", false);
    check(&s);
}

static void a_new_id_is_attached(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    with_id(old(&s, "b", "a.md", "T", "EC2", EC2), "ec2", true);
    with_id(now(&s, "a", "a.md", "T", "S3", S3_EDITED), "s3", true);
    with_id(now(&s, "b", "a.md", "T", "EC2", EC2), "machines", true);
    check(&s);
}

static void an_id_settles_a_tie(void **state)
{
    (void)state;
    struct scene s = {0};
    with_id(old(&s, "a", "a.md", "T", "Example", TWIN("m5.large", "two")), "a", true);
    now(&s, NULL, "a.md", "T", "Example", TWIN("m5.xlarge", "two"));
    with_id(now(&s, "a", "a.md", "T", "Example", TWIN("c5.large", "two")), "a", true);
    check(&s);
}

static void several_notes_of_one_section_with_an_id_go_by_their_own_text(void **state)
{
    (void)state;
    struct scene s = {0};
    with_id(old(&s, "a", "a.md", "T > AI", "Amazon Lex", "Lex makes chat bots."), "ai", true)
        ->rule = STR("services");
    with_id(old(&s, "b", "a.md", "T > AI", "Amazon Polly", "Polly speaks."), "ai", true)->rule =
        STR("services");
    with_id(now(&s, "b", "b.md", "U > Voice", "Amazon Polly", "It reads texts aloud."), "ai", true)
        ->rule = STR("services");
    with_id(now(&s, "a", "b.md", "U > Voice", "Amazon Lex", "It understands speech."), "ai", true)
        ->rule = STR("services");
    check(&s);
}

/* --- rules --- */

static void notes_of_another_rule_or_type_are_never_the_same(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, NULL, "a.md", "T", "S3", S3)->rule = STR("services");
    now(&s, NULL, "a.md", "T", "EC2", EC2)->type = STR("cloze");
    check(&s);
}

static void questions_go_by_their_text(void **state)
{
    (void)state;
    static const char *const rules[][4] = {
        {"What is a bucket?", "A container for objects, in one region.", "What is a key?",
         "The name of an object in its bucket."},
        {"버킷이란 무엇인가?", "객체를 담는 그릇으로, 한 리전에 있다.", "키란 무엇인가?",
         "버킷 안에서 객체를 부르는 이름이다."},
    };
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        struct scene s = {0};
        old(&s, "a", "a.md", "T > S3", rules[i][0], rules[i][1])->rule = STR("question");
        old(&s, "b", "a.md", "T > S3", rules[i][2], rules[i][3])->rule = STR("question");
        now(&s, NULL, "a.md", "T > S3", "How many?", "A hundred in an account, more on request.")
            ->rule = STR("question");
        now(&s, "b", "a.md", "T > S3", rules[i][2], rules[i][3])->rule = STR("question");
        now(&s, "a", "a.md", "T > S3", "And the container?", rules[i][1])->rule = STR("question");
        check(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_twin_that_is_inserted_is_new),
        cmocka_unit_test(one_of_two_twins_goes),
        cmocka_unit_test(twins_that_are_edited_go_by_structure),
        cmocka_unit_test(swapped_headings_go_by_content),
        cmocka_unit_test(equal_headings_in_one_place_go_by_content),
        cmocka_unit_test(exact_copies),
        cmocka_unit_test(an_edited_copy_moves_no_other),
        cmocka_unit_test(what_could_be_either_is_neither),
        cmocka_unit_test(the_larger_part_of_a_merge_keeps_it),
        cmocka_unit_test(the_larger_part_of_a_split_keeps_it),
        cmocka_unit_test(headings_vanish_and_come_back),
        cmocka_unit_test(what_comes_back_gets_its_guid),
        cmocka_unit_test(a_living_one_goes_before_a_retired_one),
        cmocka_unit_test(a_copy_of_a_living_one_is_no_retired_one),
        cmocka_unit_test(an_id_outranks_everything),
        cmocka_unit_test(a_new_id_is_attached),
        cmocka_unit_test(an_id_settles_a_tie),
        cmocka_unit_test(several_notes_of_one_section_with_an_id_go_by_their_own_text),
        cmocka_unit_test(notes_of_another_rule_or_type_are_never_the_same),
        cmocka_unit_test(questions_go_by_their_text),
    };
    return cmocka_run_group_tests_name("match_twins", tests, NULL, NULL);
}
