/* SPDX-License-Identifier: MIT */
/* adopt/: what a person reads of a field, when fronts are the same, which notes are paired. */
#include "adopt/pair.h"
#include "adopt/proto.h"
#include "adopt/visible.h"
#include "unit.h"

static void tags_and_entities_become_text(void **state)
{
    (void)state;
    static const struct {
        const char *html, *text;
    } cases[] = {
        {"plain", "plain"},
        {"<b>a</b>b<i>c</i>", "abc"},
        {"a<br>b<div>c</div>d", "a\nb\nc\nd"},
        {"<ul><li>a</li><li>b</li></ul>", "\n\na\n\nb\n\n"},
        {"a &amp; b&nbsp;&#65;&#x42;&eacute;", "a & b\xC2\xA0"
                                               "AB\xC3\xA9"},
        {"AT&T &nonsense; &", "AT&T &nonsense; &"},
        {"a[sound:x.mp3]b [x] <img src=\"y.png\">c", "ab [x] \nc"},
        {"a<!-- b -->c<style>d</style>e<script>f</script>g", "ac\ne\ng"},
        {"a <!-- b", "a "},
        {"1 < 2 <3", "1 < 2 <3"},
        {"{{c1::a::hint}} {{x}} {", "a::hint}} {{x}} {"},
        {"<a href=\"x\">y</a", "y"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf text = {0};
        visible_text(&text, str_from(cases[i].html));
        expect_same(buf_str(&text), str_from(cases[i].text));
        buf_release(&text);
    }
}

static void fronts_that_look_alike_have_one_key(void **state)
{
    (void)state;
    static const char *const same[] = {
        "Amazon S3",       "amazon  s3",     "3.2. Amazon S3",
        "12) Amazon\nS3?", "Amazon S3 🪣", "*Amazon* S3:",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(same); i++)
        expect_str(terms_key(&arena, str_from(same[i])), "amazon s3");
    expect_str(terms_key(&arena, STR("2024")), "2024");
    expect_str(terms_key(&arena, STR("Route 53")), "route 53");
    expect_str(terms_key(&arena, STR(" → ")), "→");
    expect_str(terms_key(&arena, STR("")), "");
    arena_release(&arena);
}

static void protobuf_is_read_field_by_field(void **state)
{
    (void)state;
    /* Field 1: 150; field 2: "testing"; both from the examples of protobuf.dev. Field 3: 4 bytes.
     */
    str message = STR("\x08\x96\x01\x12\x07testing\x1d\x01\x00\x00\x00");
    struct proto_field field;
    assert_true(proto_next(&message, &field));
    assert_int_equal(field.number, 1);
    assert_int_equal(field.value, 150);
    assert_true(proto_next(&message, &field));
    assert_int_equal(field.number, 2);
    expect_str(field.bytes, "testing");
    assert_true(proto_next(&message, &field));
    assert_int_equal(field.value, 1);
    assert_false(proto_next(&message, &field));
    static const char *const broken[] = {"\x08", "\x12\x07test", "\x0B", "\x1d\x01",
                                         "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"};
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        str rest = str_from(broken[i]);
        assert_false(proto_next(&rest, &field));
    }
}

struct note {
    const char *front, *back;
    const char *deck;
};

/* Pairs the notes and compares: for each of today's the expected old one, or -1. */
static void expect_pairs(const struct note *today, const struct note *old, size_t old_count,
                         const int *wanted, size_t count, const char *tied)
{
    struct arena arena = {0};
    struct vocabulary vocabulary = {.arena = &arena};
    struct pair_text texts[2][8];
    for (int side = 0; side < 2; side++) {
        const struct note *notes = side ? old : today;
        for (size_t i = 0; i < (side ? old_count : count); i++) {
            str whole = arena_printf(&arena, "%s\n%s", notes[i].front, notes[i].back);
            texts[side][i] = (struct pair_text){
                .key = terms_key(&arena, str_from(notes[i].front)),
                .whole = terms_make(&vocabulary, whole, true),
                .front = terms_make(&vocabulary, str_from(notes[i].front), false),
                .deck = terms_make(&vocabulary, str_from(notes[i].deck), false),
            };
        }
    }
    struct pairs pairs;
    pairs_find(&pairs, &vocabulary, texts[0], (uint32_t)count, texts[1], (uint32_t)old_count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal((int)pairs.old[i], wanted[i]);
    for (size_t i = 0; i < old_count; i++)
        assert_int_equal(pairs.tied[i], tied[i] == 't');
    pairs_release(&pairs);
    vocabulary_release(&vocabulary);
    arena_release(&arena);
}

#define S3  "objects in buckets, each with a key, encrypted at rest with keys of one's own"
#define EBS "volumes for one instance, with snapshots that are incremental and cross regions"
#define EFS "a network file system that many instances share, and that grows by itself"

static void equal_fronts_are_paired(void **state)
{
    (void)state;
    const struct note today[] = {{"S3", S3, ""}, {"EBS", EBS, ""}, {"New", "x", ""}};
    const struct note old[] = {{"1. ebs", "short", ""}, {"s3!", "", ""}};
    expect_pairs(today, old, 2, (int[]){1, 0, -1}, 3, "--");
}

static void equal_contents_are_paired(void **state)
{
    (void)state;
    const struct note today[] = {{"Buckets", S3, ""}, {"Files", EFS, ""}};
    const struct note old[] = {{"Shared", EFS " now", ""}, {"Storage", "Once " S3, ""}};
    expect_pairs(today, old, 2, (int[]){1, 0}, 2, "--");
}

static void content_decides_between_equal_fronts(void **state)
{
    (void)state;
    const struct note today[] = {{"Basics", S3, ""}, {"Basics", EBS, ""}, {"Basics", EFS, ""}};
    const struct note old[] = {{"Basics", EFS, ""}, {"Basics", S3 " too", ""}};
    expect_pairs(today, old, 2, (int[]){1, -1, 0}, 3, "--");
}

static void twins_are_a_tie_unless_their_decks_differ(void **state)
{
    (void)state;
    const struct note today[] = {{"Basics", S3, "One"}, {"Basics", S3, "Two"}};
    const struct note old[] = {{"Basics", S3, "Two"}, {"Basics", S3, "One"}};
    const struct note same[] = {{"Basics", S3, "Old"}, {"Basics", S3, "Old"}};
    expect_pairs(today, old, 2, (int[]){1, 0}, 2, "--");
    expect_pairs(today, same, 2, (int[]){-1, -1}, 2, "tt");
    expect_pairs(today, same, 1, (int[]){-1, -1}, 2, "t");
    expect_pairs(today, same, 2, (int[]){-1}, 1, "tt");
}

static void a_front_alone_is_no_proof(void **state)
{
    (void)state;
    const struct note today[] = {{"Overview", S3, ""}, {"EBS", EBS, ""}};
    const struct note alien[] = {{"Overview",
                                  "Docker builds layers out of files that "
                                  "containers then start from quickly",
                                  ""}};
    const struct note ours[] = {{"Overview",
                                 "Docker builds layers out of files that "
                                 "containers then start from quickly",
                                 ""},
                                {"EBS", EBS, ""}};
    expect_pairs(today, alien, 1, (int[]){-1, -1}, 2, "-");
    expect_pairs(today, ours, 2, (int[]){0, 1}, 2, "--");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_and_entities_become_text),
        cmocka_unit_test(fronts_that_look_alike_have_one_key),
        cmocka_unit_test(protobuf_is_read_field_by_field),
        cmocka_unit_test(equal_fronts_are_paired),
        cmocka_unit_test(equal_contents_are_paired),
        cmocka_unit_test(content_decides_between_equal_fronts),
        cmocka_unit_test(twins_are_a_tie_unless_their_decks_differ),
        cmocka_unit_test(a_front_alone_is_no_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
