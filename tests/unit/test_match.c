/* SPDX-License-Identifier: MIT */
/* ident/match: each sentence of what the same card is, as a case or several. */
#include "base/arena.h"
#include "ident/match.h"
#include "ident/words.h"
#include "unit.h"

/* --- a lock and a build, a line a note --- */

struct scene {
    struct arena arena;
    struct ident_entry_vec old, today;
    vec(const char *) wanted; /* for each of today's: the GUID, or NULL for a new one */
};

static str *split_path(struct scene *scene, const char *path, uint32_t *ret_count)
{
    str *list = arena_array(&scene->arena, str, 8);
    str rest = str_from(path);
    *ret_count = 0;
    for (str piece; str_cut(&rest, '>', &piece);)
        list[(*ret_count)++] = str_trim(piece);
    return list;
}

static struct ident_entry make(struct scene *scene, const struct ident_entry_vec *side,
                               const char *file, const char *path, const char *front,
                               const char *body)
{
    struct ident_entry entry = {.type = STR("note"), .rule = STR("section"), .deck = STR("D")};
    entry.file = str_from(file);
    entry.path = split_path(scene, path, &entry.path_count);
    entry.front = str_from(front);
    entry.markdown = str_from(body);
    for (size_t i = 0; i < side->len; i++) {
        const struct ident_entry *other = &side->ptr[i];
        bool same = str_eq(other->file, entry.file) && str_eq(other->front, entry.front) &&
                    other->path_count == entry.path_count;
        for (uint32_t p = 0; p < entry.path_count && same; p++)
            same = str_eq(other->path[p], entry.path[p]);
        entry.order += same;
    }
    return entry;
}

/* A note of the lock. `path`: headings with ">" between; front and body are literals. */
static struct ident_entry *old(struct scene *scene, const char *guid, const char *file,
                               const char *path, const char *front, const char *body)
{
    struct ident_entry entry = make(scene, &scene->old, file, path, front, body);
    entry.guid = str_from(guid);
    entry.id = 1000 + (int64_t)scene->old.len;
    vec_push(&scene->old, entry);
    return vec_last(&scene->old);
}

/* One of today's, and whose GUID it must get; NULL: a new one. */
static struct ident_entry *now(struct scene *scene, const char *guid, const char *file,
                               const char *path, const char *front, const char *body)
{
    struct ident_entry entry = make(scene, &scene->today, file, path, front, body);
    vec_push(&scene->today, entry);
    vec_push(&scene->wanted, guid);
    return vec_last(&scene->today);
}

/* Notes of other files that nothing happens to, so that it is known which words are rare. */
static void add_others(struct scene *scene, unsigned count)
{
    static const char *const words[] = {
        "the",    "service", "stores", "and",  "a",     "region", "of",     "request", "is",
        "policy", "bucket",  "in",     "with", "each",  "queue",  "table",  "limit",   "to",
        "이",     "서비스는", "저장",  "및",   "요청을", "처리한다", "ます", "データ",  "は",
        "保存",   "نظام",    "في",     "من",   "بيانات"};
    unsigned seed = 7;
    for (unsigned n = 0; n < count; n++) {
        struct buf body = {0};
        for (int w = 0; w < 30; w++) {
            seed = seed * 1103515245u + 12345u;
            unsigned pick = seed >> 16 & 0x7FFF;
            if (pick % 3)
                buf_printf(&body, "%s ", words[pick % ARRAY_LEN(words)]);
            else
                buf_printf(&body, "w%u ", pick % 900);
        }
        const char *file = arena_cstr(&scene->arena, arena_printf(&scene->arena, "o/%u.md", n / 9));
        const char *front = arena_cstr(&scene->arena, arena_printf(&scene->arena, "Other %u", n));
        const char *guid = arena_cstr(&scene->arena, arena_printf(&scene->arena, "o%u", n));
        const char *text = arena_cstr(&scene->arena, buf_str(&body));
        old(scene, guid, file, "Others", front, text);
        now(scene, guid, file, "Others", front, text);
        buf_release(&body);
    }
}

static void reverse_old(struct scene *scene)
{
    for (size_t i = 0; i < scene->old.len / 2; i++) {
        struct ident_entry *a = &scene->old.ptr[i], *b = &scene->old.ptr[scene->old.len - 1 - i];
        struct ident_entry kept = *a;
        *a = *b;
        *b = kept;
    }
}

static void expect_matches(const struct scene *scene, size_t ties, const char *how, int line)
{
    struct matches matches = {0};
    bool good = true;
    match_notes(&matches, scene->old.ptr, scene->old.len, scene->today.ptr, scene->today.len);
    for (size_t t = 0; t < scene->today.len; t++) {
        uint32_t partner = matches.partner[t];
        str got = partner == MATCH_NONE ? STR("a new one") : scene->old.ptr[partner].guid;
        str wanted = str_from(scene->wanted.ptr[t] ? scene->wanted.ptr[t] : "a new one");
        if (str_eq(got, wanted))
            continue;
        print_error("line %d, %s: '%" STR_FMT "' (%" STR_FMT ") got %" STR_FMT ", not %" STR_FMT
                    "\n", line, how, STR_ARG(scene->today.ptr[t].front),
                    STR_ARG(scene->today.ptr[t].file), STR_ARG(got), STR_ARG(wanted));
        good = false;
    }
    if (matches.ties.len != ties) {
        print_error("line %d, %s: %zu ties, not %zu\n", line, how, matches.ties.len, ties);
        good = false;
    }
    matches_release(&matches);
    assert_true(good);
}

/* As it is, with the lock the other way round, and among many other notes. */
static void expect_scene(struct scene *scene, size_t ties, int line)
{
    expect_matches(scene, ties, "alone", line);
    reverse_old(scene);
    expect_matches(scene, ties, "lock reversed", line);
    add_others(scene, 300);
    expect_matches(scene, ties, "among others", line);
    vec_release(&scene->old);
    vec_release(&scene->today);
    vec_release(&scene->wanted);
    arena_release(&scene->arena);
    *scene = (struct scene){0};
}
#define check(scene)            expect_scene((scene), 0, __LINE__)
#define check_ties(scene, ties) expect_scene((scene), (ties), __LINE__)

/* --- texts --- */

#define S3 "S3 stores objects in buckets. A bucket lives in one region, and its name is unique in the " \
           "whole world. Objects up to five terabytes are addressed by key."
#define S3_EDITED "S3 stores objects in buckets. A bucket lives in one region, and its name is unique " \
                  "across all accounts. Objects up to fifty terabytes are addressed by key."
#define EC2 "EC2 rents virtual machines by the second. An instance type fixes processors, memory and " \
            "network. Spot instances are cheaper and may be taken away after a warning."
#define RDS "RDS runs relational databases: backups, patches and failover are managed. Read replicas " \
            "take load off the primary; Multi-AZ keeps a standby for disasters."
#define KO_LAMBDA "람다는 서버를 관리하지 않고 코드를 실행하는 서비스이다. 호출 횟수와 실행 시간만큼만 비용을 낸다. " \
                  "최대 실행 시간은 15분이며 메모리는 10GB까지 설정할 수 있다."
#define KO_LAMBDA_EDITED "람다는 서버를 관리하지 않고 코드를 실행하는 서비스이다. 요청 수와 실행 시간만큼만 비용을 낸다. " \
                         "최대 실행 시간은 15분이며 메모리는 6GB까지 설정할 수 있다."
#define KO_SQS "메시지 대기열 서비스로, 생산자와 소비자를 분리한다. 표준 대기열은 순서를 보장하지 않고, FIFO 대기열은 정확히 " \
               "한 번 처리한다. 보존 기간은 최대 14일이다."
#define JA_VPC "仮想ネットワークを作成するサービスです。サブネットはひとつのアベイラビリティーゾーンに属します。ルートテーブルが通信の行き先を決めます。"
#define JA_VPC_EDITED "仮想ネットワークを構築するサービスです。サブネットはひとつのアベイラビリティーゾーンに属します。ルート表が通信の行き先を決めます。"
#define JA_IAM "ユーザー、グループ、ロールに権限を与える仕組みです。ポリシーはJSONで書かれ、明示的な拒否がいつも優先されます。"
#define AR_CDN "شبكة توصيل المحتوى تحفظ نسخا من الملفات في مواقع قريبة من المستخدمين فتقل مدة الانتظار ويخف الحمل عن الخادم الأصلي"
#define AR_CDN_EDITED "شبكة توصيل المحتوى تحفظ نسخا من الملفات في مواقع قريبة من الزوار فتقل مدة الانتظار ويخف الضغط عن الخادم الأصلي"
#define AR_DNS "نظام أسماء النطاقات يحول الأسماء إلى عناوين رقمية وتحفظ الإجابات لمدة محددة تسمى زمن البقاء"

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
        {"3.2.2. Buckets", "4.2.2. Buckets"}, {"Buckets", "**Buckets**"},
        {"Buckets", "[Buckets](https://example.org/b)"}, {"Buckets", "Buckets 🪣"},
        {"Buckets", "1) Buckets"}, {"Buckets and keys", "Buckets\u00A0and\u00A0keys"},
        {"제3장 버킷", "제4장 버킷"}, {"`Buckets`", "_buckets_"}, {"第2章 バケット", "バケット"},
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
    now(&s, NULL, "b.md", "U", "기본", "가상 서버를 초 단위로 빌린다. 인스턴스 유형에 따라 성능이 다르다.");
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
    now(&s, NULL, "a.md", "T", "Versions", "Objects in buckets keep older versions when asked; a "
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

/* --- twins --- */

#define TWIN(type, cpu) "The " type " instance has " cpu " processors, a gigabit network and no local " \
                        "disk. It is billed by the second with a minimum of one minute."

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
    with_id(old(&s, "a", "a.md", "T > AI", "Amazon Lex", "Lex makes chat bots."), "ai", true)->rule =
        STR("services");
    with_id(old(&s, "b", "a.md", "T > AI", "Amazon Polly", "Polly speaks."), "ai", true)->rule =
        STR("services");
    with_id(now(&s, "b", "b.md", "U > Voice", "Amazon Polly", "It reads texts aloud."), "ai",
            true)->rule = STR("services");
    with_id(now(&s, "a", "b.md", "U > Voice", "Amazon Lex", "It understands speech."), "ai",
            true)->rule = STR("services");
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

/* --- words --- */

static void headings_are_made_comparable(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"3.2.2. Buckets", "buckets"}, {"4) Buckets", "buckets"}, {"2024", "2024"},
        {"3D models", "3d models"}, {"2024 review", "2024 review"}, {"**S3** `cp`", "s3 cp"},
        {"[S3](https://x.y/z)", "s3"}, {"제3장 소개", "소개"}, {"Chapter 2: Keys", "keys"},
        {"Buckets 🪣", "buckets"}, {"🚀", "🚀"}, {"1. Überblick", "überblick"}, {"제목", "제목"},
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
    assert_int_equal(count_words("람다는 코드"), 3);   /* 람다 다는 코드 */
    assert_int_equal(count_words("仮想"), 3);           /* two ideographs and the pair */
    assert_int_equal(count_words("です。ます"), 2);
    assert_int_equal(count_words("شبكة توصيل"), 2);
    assert_int_equal(count_words("→ 🚀"), 2);
    assert_int_equal(count_words(" \n--- **"), 0);
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
        cmocka_unit_test(a_twin_that_is_inserted_is_new),
        cmocka_unit_test(one_of_two_twins_goes),
        cmocka_unit_test(twins_that_are_edited_go_by_structure),
        cmocka_unit_test(swapped_headings_go_by_content),
        cmocka_unit_test(equal_headings_in_one_place_go_by_content),
        cmocka_unit_test(exact_copies),
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
        cmocka_unit_test(headings_are_made_comparable),
        cmocka_unit_test(words_are_cut_in_every_script),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
