/* SPDX-License-Identifier: MIT */
/* ident/match: what wins over what. */
#include "match_scene.h"

/* --- what stayed, against copies elsewhere --- */

static void what_stayed_wins_over_its_exact_copy(void **state)
{
    (void)state;
    static const char *const marked[] = {"S3\u00A0buckets", "4.1. S3 buckets", "S3 buckets 🔥",
                                         "**S3 buckets**"};
    for (size_t i = 0; i < ARRAY_LEN(marked); i++) {
        struct scene s = {0};
        old(&s, "a", "a.md", "T", "S3 buckets", S3);
        old(&s, "b", "b.md", "U", "S3 buckets", S3);
        now(&s, "a", "a.md", "T", marked[i], S3);
        now(&s, "b", "b.md", "U", "S3 buckets and keys", S3_EDITED);
        check(&s);
        old(&s, "a", "a.md", "T", "S3 buckets", KO_LAMBDA);
        old(&s, "b", "b.md", "U", "S3 buckets", KO_LAMBDA);
        now(&s, "a", "a.md", "T", marked[i], KO_LAMBDA);
        check(&s);
    }
}

static void a_twin_under_another_heading_takes_nothing_from_what_stayed(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Buckets", S3);
    now(&s, "a", "a.md", "T", "3.2. Buckets", S3_EDITED);
    now(&s, NULL, "b.md", "U", "Where files go", S3);
    check(&s);
    old(&s, "a", "a.md", "T", "仮想網", JA_VPC);
    now(&s, NULL, "a.md", "T", "別の網", JA_VPC);
    now(&s, "a", "a.md", "T", "2.1. 仮想網", JA_VPC_EDITED);
    check(&s);
}

static void what_stayed_with_half_of_it_wins_over_a_nearer_one_elsewhere(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Example", S3 " " EC2);
    old(&s, "b", "b.md", "U", "Example", S3 " " RDS);
    now(&s, "a", "a.md", "T", "Example", S3 " " RDS);
    now(&s, "b", "b.md", "U", "Example", S3_EDITED " " RDS);
    check(&s);
}

/* Cards have short answers: what they say is enough where nothing else says it. */
static void a_short_answer_that_stays_keeps_its_card(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *body;
    } rows[] = {{"Lambda timeout", "Lambda time-out", "15 minutes"},
                {"가격", "요금", "무료"},
                {"EBS", "Elastic volumes", "Blocks."},
                {"CLI list", "Listing", "`aws s3 ls`"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct scene s = {0};
        old(&s, "a", "a.md", "T", rows[i].before, rows[i].body);
        old(&s, "b", "a.md", "T", "Other", S3);
        now(&s, "a", "a.md", "T", rows[i].after, rows[i].body);
        now(&s, "b", "a.md", "T", "Other", S3);
        check(&s);
    }
}

/* "To do" stands below many headings: it tells nothing where another one has it. */
static void a_phrase_of_many_needs_its_heading(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Limits", "TODO");
    old(&s, "b", "b.md", "U", "Prices", "TODO");
    now(&s, NULL, "a.md", "T", "Regions of the world", "TODO");
    now(&s, "b", "b.md", "U", "Prices", "TODO");
    check(&s);
}

static void a_copy_takes_no_other_of_that_heading(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Notes", S3);
    old(&s, "b", "a.md", "T", "Notes", EC2);
    now(&s, "a", "a.md", "T", "Notes", S3);
    now(&s, NULL, "a.md", "T", "Notes", S3);
    check(&s);
}

static void swapped_headings_of_short_notes(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Buckets", "Stores objects.");
    old(&s, "b", "a.md", "T", "Queues", "Parts senders.");
    old(&s, "c", "a.md", "T", "통계", "이벤트는 자동이다.");
    now(&s, "b", "a.md", "T", "Buckets", "Parts senders.");
    now(&s, "c", "a.md", "T", "Queues", "이벤트는 자동이다.");
    now(&s, "a", "a.md", "T", "통계", "Stores objects.");
    check(&s);
}

/* --- phrases --- */

static void a_phrase_needs_its_heading(void **state)
{
    (void)state;
    static const char *const phrases[] = {
        "TODO",   "See the docs", "추후 정리", "시험 전에 다시 보기",
        "待补充", "後で書く",     "稍后整理",  "(작성 중)"};
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
        struct scene s = {0};
        old(&s, "a", "a.md", "T > One", "Buckets", phrases[i]);
        old(&s, "b", "a.md", "T > Two", "Queues", phrases[i]);
        old(&s, "c", "a.md", "T", "S3", S3);
        now(&s, "a", "a.md", "T > One", "Buckets", EC2);
        now(&s, NULL, "b.md", "U", "Regions", phrases[i]);
        now(&s, "c", "a.md", "T", "S3", S3);
        check(&s);
    }
}

static void a_filled_in_stub_keeps_its_guid_below_a_reworded_heading(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T > Exam tips", "Failover", "TODO later");
    old(&s, "b", "a.md", "T > 권한 요금", "물리 토큰", "(작성 중)");
    now(&s, "a", "a.md", "T > AWS exam tips", "Failover", RDS);
    now(&s, "b", "a.md", "T > 권한 요금 이력", "물리 토큰", KO_SQS);
    check(&s);
}

/* --- grown and cut down --- */

static void a_short_note_that_grew_under_a_new_heading(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", "A bucket lives in one region of the world only.");
    old(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, "a", "a.md", "T", "Storage",
        "A bucket lives in one region of the world only. " RDS " " TWIN("m5.large", "two"));
    now(&s, "b", "a.md", "T", "EC2", EC2);
    check(&s);
}

static void the_part_with_the_heading_keeps_it_though_it_is_smaller(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Storage", S3 "\n\n" RDS "\n\nA key names an object.");
    now(&s, "a", "a.md", "T", "Storage", S3);
    now(&s, NULL, "a.md", "T", "Databases", RDS "\n\nA key names an object.");
    check(&s);
    old(&s, "a", "a.md", "T", "저장", KO_SQS "\n\n" KO_LAMBDA "\n\n대기열은 따로 만든다.");
    now(&s, "a", "a.md", "T", "저장", KO_SQS);
    now(&s, NULL, "a.md", "T", "실행", KO_LAMBDA "\n\n대기열은 따로 만든다.");
    check(&s);
}

static void half_of_a_short_text_under_another_heading_in_its_place(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Queues",
        "A queue keeps every message for fourteen days and hands it out once.");
    old(&s, "b", "a.md", "T", "S3", S3);
    now(&s, "a", "a.md", "T", "Queues and topics",
        "A queue keeps each letter for fourteen days but sends it twice.");
    now(&s, "b", "a.md", "T", "S3", S3);
    check(&s);
}

/* --- heading marks that vanish --- */

#define GATHERED "##\u00A0S3\n\n" S3 "\n\n##\u00A0EC2\n\n" EC2

static void every_section_is_back_though_the_file_moved_meanwhile(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "t", "a.md", "", "Cloud", RDS)->retired = true;
    old(&s, "a", "a.md", "Cloud", "S3", S3)->retired = true;
    old(&s, "b", "a.md", "Cloud", "EC2", EC2)->retired = true;
    old(&s, "x", "docs/a.md", "", "Cloud", RDS "\n\n" GATHERED);
    now(&s, "t", "docs/a.md", "", "Cloud", RDS);
    now(&s, "a", "docs/a.md", "Cloud", "S3", S3);
    now(&s, "b", "docs/a.md", "Cloud", "EC2", EC2);
    check(&s);
    /* and later, when the note in between is retired, it stays so */
    old(&s, "t", "a.md", "", "Cloud", RDS);
    old(&s, "a", "a.md", "Cloud", "S3", S3);
    old(&s, "b", "a.md", "Cloud", "EC2", EC2);
    old(&s, "x", "a.md", "", "Cloud", RDS "\n\n" GATHERED)->retired = true;
    now(&s, "t", "a.md", "", "Cloud", RDS " " S3_EDITED);
    now(&s, "a", "a.md", "Cloud", "S3", S3);
    now(&s, "b", "a.md", "Cloud", "EC2", EC2);
    check(&s);
}

static void sections_of_two_files_gathered_in_one(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "S3", S3);
    old(&s, "b", "b.md", "U", "EC2", EC2);
    now(&s, NULL, "a.md", "", "a", GATHERED);
    check(&s);
}

/* --- what comes back --- */

static void what_comes_back_edited(void **state)
{
    (void)state;
    struct scene s = {0};
    /* under a new heading in its file */
    old(&s, "a", "a.md", "T", "Buckets", S3)->retired = true;
    old(&s, "b", "a.md", "T", "EC2", EC2);
    now(&s, "a", "a.md", "T", "Where files go", S3_EDITED);
    now(&s, "b", "a.md", "T", "EC2", EC2);
    check(&s);
    /* where the file was renamed since */
    old(&s, "a", "a.md", "T > Storage", "Buckets", "To do")->retired = true;
    old(&s, "b", "docs/a.md", "T > Storage", "EC2", EC2);
    now(&s, "a", "docs/a.md", "T > Storage", "Buckets", "quickly To do");
    now(&s, "b", "docs/a.md", "T > Storage", "EC2", EC2);
    check(&s);
    /* elsewhere under its heading, beside its living twin */
    old(&s, "a", "a.md", "T", "Large", TWIN("m5.large", "two"))->retired = true;
    old(&s, "b", "a.md", "T", "Huge", TWIN("m5.huge", "ninety"));
    now(&s, "b", "a.md", "T", "Huge", TWIN("m5.huge", "ninety"));
    now(&s, "a", "b.md", "U", "Large", TWIN("m5.large", "two"));
    check(&s);
}

static void its_heading_tells_what_comes_back_from_a_copy(void **state)
{
    (void)state;
    struct scene s = {0};
    old(&s, "a", "a.md", "T", "Buckets", S3)->retired = true;
    old(&s, "b", "b.md", "U", "Objects", S3);
    now(&s, "b", "b.md", "U", "Objects", S3);
    now(&s, "a", "c.md", "V", "Buckets", S3);
    check(&s);
    /* the heading is another: as likely a copy of the living one */
    old(&s, "a", "a.md", "T", "Buckets", S3)->retired = true;
    old(&s, "b", "b.md", "U", "Objects", S3);
    now(&s, "b", "b.md", "U", "Objects", S3);
    now(&s, NULL, "c.md", "V", "Where files go", S3);
    check(&s);
}

static void sentences_of_one_form_are_not_one_note(void **state)
{
    (void)state;
    struct scene s = {0};
    static const char *const nouns[] = {"table", "queue", "bucket", "lambda", "subnet", "cluster"};
    for (size_t i = 0; i < ARRAY_LEN(nouns); i++) {
        char *body = arena_cstr(&s.arena, arena_printf(&s.arena,
                                                       "In the exam, the latency of a %s is often "
                                                       "asked. Watch out: deleting the %s removes "
                                                       "its history too.",
                                                       nouns[i], nouns[i]));
        const char *guid = arena_cstr(&s.arena, arena_printf(&s.arena, "g%zu", i));
        old(&s, guid, "a.md", "T", nouns[i], body);
        now(&s, guid, "a.md", "T", nouns[i], body);
    }
    old(&s, "x", "a.md", "T", "Tunnels",
        "In the exam, the latency of a tunnel is often asked. Watch out: deleting the tunnel "
        "removes its history too.");
    now(&s, NULL, "a.md", "T", "Keys",
        "In the exam, the latency of a key is often asked. Watch out: deleting the key removes "
        "its history too.");
    check(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stayed_wins_over_its_exact_copy),
        cmocka_unit_test(a_twin_under_another_heading_takes_nothing_from_what_stayed),
        cmocka_unit_test(what_stayed_with_half_of_it_wins_over_a_nearer_one_elsewhere),
        cmocka_unit_test(a_short_answer_that_stays_keeps_its_card),
        cmocka_unit_test(a_phrase_of_many_needs_its_heading),
        cmocka_unit_test(a_copy_takes_no_other_of_that_heading),
        cmocka_unit_test(swapped_headings_of_short_notes),
        cmocka_unit_test(a_phrase_needs_its_heading),
        cmocka_unit_test(a_filled_in_stub_keeps_its_guid_below_a_reworded_heading),
        cmocka_unit_test(a_short_note_that_grew_under_a_new_heading),
        cmocka_unit_test(the_part_with_the_heading_keeps_it_though_it_is_smaller),
        cmocka_unit_test(half_of_a_short_text_under_another_heading_in_its_place),
        cmocka_unit_test(every_section_is_back_though_the_file_moved_meanwhile),
        cmocka_unit_test(sections_of_two_files_gathered_in_one),
        cmocka_unit_test(what_comes_back_edited),
        cmocka_unit_test(its_heading_tells_what_comes_back_from_a_copy),
        cmocka_unit_test(sentences_of_one_form_are_not_one_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
