/* SPDX-License-Identifier: MIT */
/* ident/match: what the same card is when it is edited, renamed or moved. */
#include "match_scene.h"

/* --- nothing or little happens --- */

static void what_is_unchanged_stays_in_any_order(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    old(&s, "c", "b.md", "T", "람다", KO_LAMBDA);
    old(&s, "d", "b.md", "T", "VPC", JA_VPC);
    now(&s, "d", "b.md", "T", "VPC", JA_VPC);
    now(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, "c", "b.md", "T", "람다", KO_LAMBDA);
    now(&s, "a", "a.md", "T", "S3", S3);
    check(&s);
}

static void nothing_to_nothing(void **state)
{
    (void)state;
    struct scene s = {0};
    check(&s);
    now(&s, NULL, "a.md", "T", "S3", S3);
    check(&s);
    old(&s, "a", "a.md", "T", "S3", S3);
    check(&s);
}

static void a_reworded_heading_keeps_the_card(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    old(&s, "c", "a.md", "T", "람다", KO_LAMBDA);
    old(&s, "d", "a.md", "T", "VPC", JA_VPC);
    old(&s, "e", "a.md", "T", "CDN", AR_CDN);
    now(&s, "a", "a.md", "T", "Where files go", S3);
    now(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, "c", "a.md", "T", "서버리스란", KO_LAMBDA);
    now(&s, "d", "a.md", "T", "ネットワーク", JA_VPC);
    now(&s, "e", "a.md", "T", "توصيل", AR_CDN);
    check(&s);
}

static void heading_and_body_both_reworded_a_little(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "람다", KO_LAMBDA);
    old(&s, "c", "a.md", "T", "VPC", JA_VPC);
    old(&s, "d", "a.md", "T", "CDN", AR_CDN);
    now(&s, "d", "a.md", "T", "توصيل", AR_CDN_EDITED);
    now(&s, "c", "a.md", "T", "ネットワーク", JA_VPC_EDITED);
    now(&s, "b", "a.md", "T", "서버리스란", KO_LAMBDA_EDITED);
    now(&s, "a", "a.md", "T", "Where files go", S3_EDITED);
    check(&s);
}

static void what_machines_change_is_no_change(void **state)
{
    (void)state;
    static const char *const fronts[][2] = {
        {"3.2.2. Buckets", "4.2.2. Buckets"},
        {"Buckets", "**Buckets**"},
        {"Buckets", "[Buckets](https://example.org/b)"},
        {"Buckets", "Buckets 🪣"},
        {"Buckets", "1) Buckets"},
        {"Buckets and keys", "Buckets\u00A0and\u00A0keys"},
        {"제3장 버킷", "제4장 버킷"},
        {"`Buckets`", "_buckets_"},
        {"第2章 バケット", "バケット"},
    };
    for (size_t i = 0; i < ARRAY_LEN(fronts); i++) {
        struct scene s = {0};
        old(&s, "a", "a.md", "T", fronts[i][0], "See above.");
        old(&s, "b", "a.md", "T", "Keys", "See above.");
        now(&s, "a", "a.md", "T", fronts[i][1], "See above.");
        now(&s, "b", "a.md", "T", "Keys", "See above.");
        check(&s);
    }
}

static void blanks_and_line_ends_are_no_change_of_the_body(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "One", "first line\nsecond line\n\nthird");
    old(&s, "b", "a.md", "T", "Two", "first line\nsecond line\n\nfourth");
    now(&s, "a", "b.md", "T", "One", "\uFEFFfirst\u00A0line  \r\nsecond line\r\n\r\nthird\r\n");
    now(&s, "b", "b.md", "T", "Two", "first line\r\nsecond\u00A0line\r\n\r\nfourth\r\n");
    check(&s);
}

/* --- the same card --- */

static void heading_file_and_parents_stay_with_other_content(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T > Storage", "S3", "TODO");
    old(&s, "b", "a.md", "T > Compute", "람다", "나중에 쓴다");
    now(&s, "a", "a.md", "T > Storage", "S3", S3);
    now(&s, "b", "a.md", "T > Compute", "람다", KO_LAMBDA);
    check(&s);
}

static void but_not_where_a_twin_has_them_too(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Example", S3);
    old(&s, "b", "a.md", "T", "Example", EC2);
    now(&s, NULL, "a.md", "T", "Example", RDS);
    now(&s, "b", "a.md", "T", "Example", EC2);
    check(&s);
}

static void the_same_heading_in_another_file_is_new(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Basics", S3);
    old(&s, "b", "a.md", "T", "Queues", KO_SQS);
    now(&s, "b", "a.md", "T", "Queues", KO_SQS);
    now(&s, NULL, "b.md", "U", "Basics", EC2);
    check(&s);
    old(&s, "a", "a.md", "T", "기본", KO_LAMBDA);
    old(&s, "b", "a.md", "T", "Queues", KO_SQS);
    now(&s, "b", "a.md", "T", "Queues", KO_SQS);
    now(&s, NULL, "b.md", "U", "기본",
        "가상 서버를 초 단위로 빌린다. 인스턴스 유형에 따라 성능이 다르다.");
    check(&s);
}

static void an_unrelated_section_in_a_deleted_ones_place_is_new(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    old(&s, "c", "a.md", "T", "람다", KO_LAMBDA);
    old(&s, "d", "a.md", "T", "CDN", AR_CDN);
    now(&s, "a", "a.md", "T", "S3", S3);
    now(&s, NULL, "a.md", "T", "RDS", RDS);
    now(&s, NULL, "a.md", "T", "대기열", KO_SQS);
    now(&s, NULL, "a.md", "T", "DNS", AR_DNS);
    check(&s);
}

static void less_than_half_under_another_heading_is_new(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Buckets", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, NULL, "a.md", "T", "Versions",
        "Objects in buckets keep older versions when asked; a "
        "marker hides what was deleted, and rules expire it after days.");
    now(&s, "b", "a.md", "T", "EC2", EC2);
    check(&s);
}

/* --- moved --- */

static void content_found_elsewhere_beats_a_key(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Basics", S3);
    old(&s, "b", "a.md", "T", "More", EC2);
    now(&s, NULL, "a.md", "T", "Basics", RDS);
    now(&s, "b", "a.md", "T", "More", EC2);
    now(&s, "a", "b.md", "U", "Basics", S3);
    check(&s);
}

static void a_section_moves_to_another_file(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "람다", KO_LAMBDA);
    old(&s, "c", "b.md", "U", "VPC", JA_VPC);
    now(&s, "b", "a.md", "T", "람다", KO_LAMBDA);
    now(&s, "a", "b.md", "U", "S3", S3_EDITED);
    now(&s, "c", "a.md", "T", "VPC", JA_VPC_EDITED);
    check(&s);
}

static void long_content_supports_itself(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    old(&s, "c", "a.md", "T", "람다", KO_LAMBDA);
    now(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, "a", "b.md", "U", "Where files go", S3);
    now(&s, "c", "c.md", "V", "서버리스란", KO_LAMBDA);
    check(&s);
}

static void a_short_body_needs_its_heading(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Limits", "TODO");
    old(&s, "b", "a.md", "T", "Prices", "TODO");
    old(&s, "c", "a.md", "T", "EC2", EC2);
    now(&s, "a", "a.md", "T", "Limits", "TODO");
    now(&s, "c", "a.md", "T", "EC2", EC2);
    now(&s, NULL, "b.md", "U", "Regions", "TODO");
    check(&s);
}

static void a_renamed_file_keeps_all_even_what_was_edited(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "a.md", "T", "EC2", EC2);
    old(&s, "c", "a.md", "T", "Limits", "TODO");
    old(&s, "d", "a.md", "T", "SQS", KO_SQS);
    now(&s, "a", "sub/b.md", "T", "S3", S3);
    now(&s, "b", "sub/b.md", "T", "EC2", EC2);
    now(&s, "c", "sub/b.md", "T", "Limits", "A hundred buckets.");
    now(&s, "d", "sub/b.md", "T", "Queues", KO_SQS);
    check(&s);
}

static void a_reworded_title_keeps_all_below(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "Storage", "S3", S3);
    old(&s, "b", "a.md", "Storage > Old", "Limits", "TODO");
    old(&s, "c", "a.md", "Storage > New", "Limits", "TODO");
    old(&s, "d", "a.md", "Storage", "EC2", EC2);
    now(&s, "a", "a.md", "Where things are kept", "S3", S3_EDITED);
    now(&s, "b", "a.md", "Where things are kept > Old", "Limits", "TODO");
    now(&s, "c", "a.md", "Where things are kept > New", "Limits", "TODO");
    now(&s, "d", "a.md", "Where things are kept", "EC2", EC2);
    check(&s);
}

static void equal_headings_renamed_at_once(void **state)
{
    (void)state;
    static const char *const services[] = {"S3", "EC2", "RDS", "SQS", "Lambda", "VPC"};
    static const char *const bodies[] = {S3, EC2, RDS, KO_SQS, KO_LAMBDA, JA_VPC};
    struct scene s = {0};
    for (size_t i = 0; i < ARRAY_LEN(services); i++)
        old(&s, services[i], "a.md", str_from(services[i]).ptr, "Basics", bodies[i]);
    for (size_t i = 0; i < ARRAY_LEN(services); i++) {
        str front = arena_printf(&s.arena, "%s Basics", services[i]);
        now(&s, services[i], "a.md", services[i], arena_cstr(&s.arena, front), bodies[i]);
    }
    check(&s);
}

static void a_split_and_a_merged_file(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "all.md", "T", "S3", S3);
    old(&s, "b", "all.md", "T", "EC2", EC2);
    old(&s, "c", "all.md", "T", "람다", KO_LAMBDA);
    old(&s, "d", "x.md", "X", "VPC", JA_VPC);
    old(&s, "e", "y.md", "Y", "CDN", AR_CDN);
    now(&s, "a", "s3.md", "S3", "S3", S3);
    now(&s, "b", "ec2.md", "EC2", "EC2", EC2);
    now(&s, "c", "lambda.md", "Lambda", "람다", KO_LAMBDA);
    now(&s, "d", "xy.md", "X", "VPC", JA_VPC);
    now(&s, "e", "xy.md", "X", "CDN", AR_CDN);
    check(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_unchanged_stays_in_any_order),
        cmocka_unit_test(nothing_to_nothing),
        cmocka_unit_test(a_reworded_heading_keeps_the_card),
        cmocka_unit_test(heading_and_body_both_reworded_a_little),
        cmocka_unit_test(what_machines_change_is_no_change),
        cmocka_unit_test(blanks_and_line_ends_are_no_change_of_the_body),
        cmocka_unit_test(heading_file_and_parents_stay_with_other_content),
        cmocka_unit_test(but_not_where_a_twin_has_them_too),
        cmocka_unit_test(the_same_heading_in_another_file_is_new),
        cmocka_unit_test(an_unrelated_section_in_a_deleted_ones_place_is_new),
        cmocka_unit_test(less_than_half_under_another_heading_is_new),
        cmocka_unit_test(content_found_elsewhere_beats_a_key),
        cmocka_unit_test(a_section_moves_to_another_file),
        cmocka_unit_test(long_content_supports_itself),
        cmocka_unit_test(a_short_body_needs_its_heading),
        cmocka_unit_test(a_renamed_file_keeps_all_even_what_was_edited),
        cmocka_unit_test(a_reworded_title_keeps_all_below),
        cmocka_unit_test(equal_headings_renamed_at_once),
        cmocka_unit_test(a_split_and_a_merged_file),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
