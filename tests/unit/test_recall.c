/* SPDX-License-Identifier: MIT */
/* deck/recall: what it takes from an entry, and entries that no run of the program wrote. */
#include "deck/recall.h"

#include "unit.h"

struct recalled {
    struct renderer renderer;
    struct arena catalogue, scratch, kept;
    struct awsml_note note;
};

static void recall(struct recalled *recalled, const struct ident_entry *entry)
{
    *recalled = (struct recalled){0};
    const struct catalogue *catalogue = catalogue_builtin(&recalled->catalogue);
    recall_note(&recalled->renderer, &recalled->note, entry, catalogue, &recalled->scratch,
                &recalled->kept);
    arena_reset(&recalled->scratch); /* nothing of the note is in it */
}

static void release(struct recalled *recalled)
{
    renderer_release(&recalled->renderer);
    arena_release(&recalled->catalogue);
    arena_release(&recalled->scratch);
    arena_release(&recalled->kept);
}

static void expect_field(const struct recalled *recalled, enum awsml_field field, const char *html)
{
    expect_same(recalled->note.fields[field], str_from(html));
}

static void everything_comes_from_the_entry(void **state)
{
    (void)state;
    static const str path[] = {STR_INIT("Storage"), STR_INIT("a & b")};
    static const str tags[] = {STR_INIT("aws"), STR_INIT("zoo")};
    const struct ident_entry entry = {
        .type = STR("note"),
        .rule = STR("section"),
        .deck = STR("aws::Storage"),
        .file = STR("a&b/c.md"),
        .path = path,
        .path_count = 2,
        .front = STR("Amazon *S3*"),
        .markdown = STR("S3 holds\n**objects** [x][a]\n\n- b\n\n[a]: http://c.d \"e\""),
        .explicit_id = STR("s3"),
        .id_is_unique = true,
        .service = STR("amazon-s3"),
        .tags = tags,
        .tag_count = 2,
    };
    struct recalled recalled;
    recall(&recalled, &entry);
    const struct awsml_note *note = &recalled.note;
    expect_field(&recalled, AWSML_FIELD_FRONT, "Amazon <em>S3</em>");
    expect_field(&recalled, AWSML_FIELD_BACK,
                 "<p>S3 holds\n<strong>objects</strong> <a href=\"http://c.d\" title=\"e\">x</a></p>"
                 "<ul><li>b</li></ul>");
    expect_field(&recalled, AWSML_FIELD_REVERSE,
                 "<p>[…] holds\n<strong>objects</strong> x</p><ul><li>b</li></ul>");
    expect_field(&recalled, AWSML_FIELD_CONTEXT, "Storage › a &amp; b");
    expect_field(&recalled, AWSML_FIELD_SOURCE, "a&amp;b/c.md");
    assert_non_null(strstr(note->fields[AWSML_FIELD_EXTRA].ptr, "https://"));
    expect_same(note->deck, entry.deck);
    expect_same(note->file, entry.file);
    expect_same(note->explicit_id, entry.explicit_id);
    expect_same(note->service, entry.service);
    expect_same(note->front_markdown, entry.front);
    expect_same(note->markdown, entry.markdown);
    assert_true(note->id_is_unique && !note->keeps_breaks && note->line == 0 && note->cards == 3);
    assert_int_equal(note->own_tag_count, 2);
    assert_int_equal(note->tag_count, 3);
    expect_same(note->tags[1], STR("aws::storage::amazon-s3"));
    release(&recalled);
}

static void no_entry_makes_an_empty_side(void **state)
{
    (void)state;
    static const struct {
        const char *type, *front, *markdown, *html, *back;
    } cases[] = {
        {"note", "", "", "g&lt;1", ""},
        {"note", "", "a", "a", "<p>a</p>"},
        {"note", "#", "a", "#", "<p>a</p>"},
        {"note", "{% x %}", "{% y %}", "{% x %}", "{% y %}"},
        {"note", "a", "<!-- b -->", "a", "&lt;!-- b --&gt;"},
        {"note", "a\n\n# b", "c", "a", "<h1>b</h1><p>c</p>"},
        {"note", "a", "```\nb", "a", "<pre><code>b\n</code></pre>"},
        {"note", "[a]: /b", "c", "[a]: /b", "<p>c</p>"},
        {"cloze", "a", "b", "a", "<p>b</p>"},
        {"", "a", "b", "a", "<p>b</p>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ident_entry entry = {
            .guid = STR("g<1"),
            .type = str_from(cases[i].type),
            .front = str_from(cases[i].front),
            .markdown = str_from(cases[i].markdown),
            .service = STR("no such service"),
        };
        struct recalled recalled;
        recall(&recalled, &entry);
        expect_field(&recalled, AWSML_FIELD_FRONT, cases[i].html);
        expect_field(&recalled, AWSML_FIELD_BACK, cases[i].back);
        assert_int_equal(recalled.note.cards, 1);
        release(&recalled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_comes_from_the_entry),
        cmocka_unit_test(no_entry_makes_an_empty_side),
    };
    return cmocka_run_group_tests_name("recall", tests, NULL, NULL);
}
