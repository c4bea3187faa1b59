/* SPDX-License-Identifier: MIT */
/* A lock and a build of a few notes, a line a note, and whose GUID each of today's must get. */
#ifndef UNIT_MATCH_SCENE_H
#define UNIT_MATCH_SCENE_H

#include "base/arena.h"
#include "base/buf.h"
#include "ident/match.h"
#include "unit.h"

struct scene {
    struct arena arena;
    struct ident_entry_vec old, today;
    vec(const char *) wanted; /* for each of today's: the GUID, or NULL for a new one */
};

static inline str *split_path(struct scene *scene, const char *path, uint32_t *ret_count)
{
    str *list = arena_array(&scene->arena, str, 8);
    str rest = str_from(path);
    *ret_count = 0;
    for (str piece; str_cut(&rest, '>', &piece);)
        list[(*ret_count)++] = str_trim(piece);
    return list;
}

static inline struct ident_entry make(struct scene *scene, const struct ident_entry_vec *side,
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
static inline struct ident_entry *old(struct scene *scene, const char *guid, const char *file,
                                      const char *path, const char *front, const char *body)
{
    struct ident_entry entry = make(scene, &scene->old, file, path, front, body);
    entry.guid = str_from(guid);
    entry.id = 1000 + (int64_t)scene->old.len;
    vec_push(&scene->old, entry);
    return vec_last(&scene->old);
}

/* One of today's, and whose GUID it must get; NULL: a new one. */
static inline struct ident_entry *now(struct scene *scene, const char *guid, const char *file,
                                      const char *path, const char *front, const char *body)
{
    struct ident_entry entry = make(scene, &scene->today, file, path, front, body);
    vec_push(&scene->today, entry);
    vec_push(&scene->wanted, guid);
    return vec_last(&scene->today);
}

/* Notes of other files that nothing happens to, so that it is known which words are rare. */
static inline void add_others(struct scene *scene, unsigned count)
{
    static const char *const words[] = {
        "the",   "service", "stores", "and",      "a",    "region", "of",     "request",
        "is",    "policy",  "bucket", "in",       "with", "each",   "queue",  "table",
        "limit", "to",      "이",     "서비스는", "저장", "및",     "요청을", "처리한다",
        "ます",  "データ",  "は",     "保存",     "نظام", "في",     "من",     "بيانات"};
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

static inline void reverse_old(struct scene *scene)
{
    for (size_t i = 0; i < scene->old.len / 2; i++) {
        struct ident_entry *a = &scene->old.ptr[i], *b = &scene->old.ptr[scene->old.len - 1 - i];
        struct ident_entry kept = *a;
        *a = *b;
        *b = kept;
    }
}

static inline void expect_matches(const struct scene *scene, size_t ties, const char *how, int line)
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
                    "\n",
                    line, how, STR_ARG(scene->today.ptr[t].front),
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
static inline void expect_scene(struct scene *scene, size_t ties, int line)
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

#define S3                                                                                       \
    "S3 stores objects in buckets. A bucket lives in one region, and its name is unique in the " \
    "whole world. Objects up to five terabytes are addressed by key."
#define S3_EDITED                                                                         \
    "S3 stores objects in buckets. A bucket lives in one region, and its name is unique " \
    "across all accounts. Objects up to fifty terabytes are addressed by key."
#define EC2                                                                                    \
    "EC2 rents virtual machines by the second. An instance type fixes processors, memory and " \
    "network. Spot instances are cheaper and may be taken away after a warning."
#define RDS                                                                                    \
    "RDS runs relational databases: backups, patches and failover are managed. Read replicas " \
    "take load off the primary; Multi-AZ keeps a standby for disasters."
#define KO_LAMBDA                                                                                                                        \
    "람다는 서버를 관리하지 않고 코드를 실행하는 서비스이다. 호출 횟수와 실행 시간만큼만 비용을 " \
    "낸다. "                                                                                                                           \
    "최대 실행 시간은 15분이며 메모리는 10GB까지 설정할 수 있다."
#define KO_LAMBDA_EDITED                                                                                                              \
    "람다는 서버를 관리하지 않고 코드를 실행하는 서비스이다. 요청 수와 실행 시간만큼만 비용을 " \
    "낸다. "                                                                                                                        \
    "최대 실행 시간은 15분이며 메모리는 6GB까지 설정할 수 있다."
#define KO_SQS                                                                                                                      \
    "메시지 대기열 서비스로, 생산자와 소비자를 분리한다. 표준 대기열은 순서를 보장하지 않고, " \
    "FIFO 대기열은 정확히 "                                                                                                  \
    "한 번 처리한다. 보존 기간은 최대 14일이다."
#define JA_VPC                                                                                                                                   \
    "仮想ネットワークを作成するサービスです。サブネットはひとつのアベイラビリティーゾーンに属しま" \
    "す。ルートテーブルが通信の行き先を決めます。"
#define JA_VPC_EDITED                                                                                                                            \
    "仮想ネットワークを構築するサービスです。サブネットはひとつのアベイラビリティーゾーンに属しま" \
    "す。ルート表が通信の行き先を決めます。"
#define JA_IAM                                                                                                                                 \
    "ユーザー、グループ、ロールに権限を与える仕組みです。ポリシーはJSONで書かれ、明示的な拒否がい" \
    "つも優先されます。"
#define AR_CDN                                                                                                                                                                 \
    "شبكة توصيل المحتوى تحفظ نسخا من الملفات في مواقع قريبة من المستخدمين فتقل مدة الانتظار ويخف " \
    "الحمل عن الخادم الأصلي"
#define AR_CDN_EDITED                                                                                                                                                  \
    "شبكة توصيل المحتوى تحفظ نسخا من الملفات في مواقع قريبة من الزوار فتقل مدة الانتظار ويخف " \
    "الضغط عن الخادم الأصلي"
#define AR_DNS \
    "نظام أسماء النطاقات يحول الأسماء إلى عناوين رقمية وتحفظ الإجابات لمدة محددة تسمى زمن البقاء"

#define TWIN(type, cpu)                                                             \
    "The " type " instance has " cpu " processors, a gigabit network and no local " \
    "disk. It is billed by the second with a minimum of one minute."

#endif
