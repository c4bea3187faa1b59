/* SPDX-License-Identifier: MIT */
/* The writers' bytes, from decks that are given as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <zip.h>

#include "base/attr.h"
#include "deck/note_type.h"
#include "deck_fixture.h"
#include "write/cloze.h"
#include "write/deck_ids.h"
#include "write/html_text.h"
#include "write/import_order.h"
#include "write/json_out.h"
#include "write/writer.h"

static void load(struct deck_fixture *fixture, const char *json)
{
    assert_true(deck_fixture_parse(fixture, json));
}

static void write_deck(struct buf *out, const struct awsml_deck *deck, const struct writer *writer,
                       enum awsml_csv_style style)
{
    struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;
    struct diag diag = {0};
    options.csv_style = style;
    assert_true(writer->write(out, deck, &options, &diag));
    assert_int_equal(diag.list.len, 0);
    diag_release(&diag);
}

static void expect_csv(const char *json, enum awsml_csv_style style, const char *expected)
{
    struct deck_fixture fixture;
    struct buf out = {0};
    load(&fixture, json);
    write_deck(&out, &fixture.deck, &writer_csv, style);
    assert_string_equal(buf_cstr(&out), expected);
    buf_release(&out);
    deck_fixture_release(&fixture);
}

struct conversion {
    const char *html, *text;
};

static void convert_all(void convert(struct buf *, str), const struct conversion *cases,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf out = {0};
        buf_lit(&out, "kept ");
        convert(&out, str_from(cases[i].html));
        assert_string_equal(buf_cstr(&out) + 5, cases[i].text);
        buf_release(&out);
    }
}

/* What Anki makes of the same fields is compared in tests/anki. */
static void stripping_is_ankis(void **state)
{
    (void)state;
    static const struct conversion cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"<p>a &amp; b</p>\n<p>c</p>", "a & b\nc"},
        {"AT&T", "AT&T"},
        {"AT&T &lt;b&gt;", "AT&T &lt;b&gt;"},
        {"a&nbsp;b", "a b"},
        {"a&#39;b&#x1F600;c", "a'b😀c"},
        {"x<img src=\"a b.png\" alt=\"c\">y", "x a b.png y"},
        {"<img alt='src=\"no\"' src='yes.png'>", " yes.png "},
        {"a<!-- <b> -->b<style>c</style>d<SCRIPT x>e</SCRIPT>f", "abdf"},
        {"a < b", "a < b"},
        {"a<!-- b <i>c</i> < d", "ac < d"},
        {"a<b title='>'>c", "a'>c"},
        {"<img alt=\"no name\">x</img><img", "x<img"},
        {"[sound:x.mp3]", "[sound:x.mp3]"},
    };
    convert_all(html_strip, cases, ARRAY_LEN(cases));
}

/* Both from Anki's own tests (rslib/src/notes/mod.rs). */
static void checksums_are_ankis(void **state)
{
    (void)state;
    assert_int_equal(html_checksum(STR("test")), 2840236005);
    assert_int_equal(html_checksum(STR("今日")), 1464653051);
}

static void html_becomes_readable_text(void **state)
{
    (void)state;
    static const struct conversion cases[] = {
        {"", ""},
        {"<p>a</p>\n\n<p>b  <em>c</em>\nd</p>\n", "a\nb c d"},
        {"a<br>\nb<br><br>c", "a\nb\n\nc"},
        {"<ul>\n<li>one</li>\n<li><p>two</p>\n<ul><li>three</li></ul></li>\n</ul>",
         "one\ntwo\nthree"},
        {"<pre><code>if (a &lt; b)\n\tgo();\n</code></pre>\n<p>x</p>", "if (a < b)\n\tgo();\nx"},
        {"<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td> <td>2</td></tr></table>",
         "a\tb\n1\t2"},
        {"<li><input type=\"checkbox\" checked disabled> done</li><li><input type='checkbox'> "
         "not</li>",
         "[x] done\n[ ] not"},
        {"&lt;b&gt; &amp;amp; &unknown; R&D", "<b> &amp; &unknown; R&D"},
        {"un<b>broken</b>", "unbroken"},
        {"a<img src=\"x.png\">b", "ab"},
        {"cut off <", "cut off"},
        {"<a title=\"1 > 0\" href=\"x\">y</a>", "y"},
    };
    convert_all(html_text, cases, ARRAY_LEN(cases));
}

static void clozes_show_and_hide(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        unsigned number;
        bool is_question;
        const char *side;
    } cases[] = {
        {"a {{c1::b}} c", 1, true, "a <b>[…]</b> c"},
        {"a {{c1::b}} c", 1, false, "a b c"},
        {"{{c1::b::hint}} {{c2::d}}", 1, true, "<b>[hint]</b> d"},
        {"{{c1::b::hint}} {{c2::d}}", 2, true, "b <b>[…]</b>"},
        {"{{c1::b::hint}} {{c12::d}}", 0, true, "<b>[hint]</b> <b>[…]</b>"},
        {"{{c1::out {{c2::in}}}} x", 2, true, "out <b>[…]</b> x"},
        {"{{c1::out {{c2::in}}}} x", 1, true, "<b>[…]</b> x"},
        {"{{c1::never closed", 1, true, "{{c1::never closed"},
        {"{{c1::a {{c2::b}}", 2, true, "{{c1::a <b>[…]</b>"},
        {"{{ x }} {{cx::y}} }} ::", 1, true, "{{ x }} {{cx::y}} }} ::"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf out = {0};
        cloze_side(&out, str_from(cases[i].html), cases[i].number, cases[i].is_question);
        assert_string_equal(buf_cstr(&out), cases[i].side);
        buf_release(&out);
    }
}

#define BASIC_HEAD "#separator:Comma\r\n#html:true\r\n#deck column:1\r\n#tags column:4\r\n"

static void basic_csv_has_a_row_a_card(void **state)
{
    (void)state;
    expect_csv(
        "{\"notes\": [{\"fields\": [\"F, \\\"q\\\"\", \"B\\nB\", \"R\", \"T\", \"H\", \"C\","
        " \"E\", \"S\"], \"deck\": \"a::b\", \"tags\": [\"x\", \"y::z\"], \"cards\": 7},"
        " {\"type\": 1, \"fields\": [\"{{c1::x}} {{c3::y}}\", \"E\", \"C\", \"S\"],"
        " \"cards\": 5}]}",
        AWSML_CSV_BASIC,
        BASIC_HEAD
        "\"a::b\",\"<div><small>C</small></div><div>F, \"\"q\"\"</div><details><summary>Hint"
        "</summary>H</details>\",\"B\nB<div>E</div><div><small>S</small></div>\",\"x y::z\""
        "\r\n"
        "\"a::b\",\"R\",\"<div><small>C</small></div><div>F, \"\"q\"\"</div><div>E</div><div>"
        "<small>S</small></div>\",\"x y::z\"\r\n"
        "\"a::b\",\"<div><small>C</small></div><div>F, \"\"q\"\"</div><details><summary>Hint"
        "</summary>H</details><div>________</div>\",\"<div>T</div>B\nB<div>E</div><div>"
        "<small>S</small></div>\",\"x y::z\"\r\n"
        "\"fixture\",\"<div><small>C</small></div><b>[…]</b> y\",\"x y<div>E</div><div>"
        "<small>S</small></div>\",\"\"\r\n"
        "\"fixture\",\"<div><small>C</small></div>x <b>[…]</b>\",\"x y<div>E</div><div>"
        "<small>S</small></div>\",\"\"\r\n");
}

/* Rows with one first field are one note for Anki; markup makes no difference to it. */
static void basic_csv_tells_equal_fronts_apart(void **state)
{
    (void)state;
    expect_csv("{\"notes\": [{\"fields\": [\"Intro\", \"1\"], \"file\": \"a.md\"},"
               " {\"fields\": [\"<b>Intro</b>\", \"2\"], \"file\": \"b&c.md\"},"
               " {\"fields\": [\"Intro\", \"3\"], \"file\": \"b&c.md\"},"
               " {\"fields\": [\"X\", \"4\", \"same\"], \"file\": \"X.md\", \"cards\": 2},"
               " {\"fields\": [\"Y\", \"5\", \"same\"], \"file\": \"Y.md\", \"cards\": 2}]}",
               AWSML_CSV_BASIC,
               BASIC_HEAD
               "\"fixture\",\"<div>Intro</div>\",\"1\",\"\"\r\n"
               "\"fixture\",\"<div><b>Intro</b></div><div><small>(b&amp;c.md)</small></div>\",\"2\""
               ",\"\"\r\n"
               "\"fixture\",\"<div>Intro</div><div><small>(b&amp;c.md)</small></div><div><small>(2)"
               "</small></div>\",\"3\",\"\"\r\n"
               "\"fixture\",\"same\",\"<div>X</div>\",\"\"\r\n"
               "\"fixture\",\"same<div><small>(2)</small></div>\",\"<div>Y</div>\",\"\"\r\n");
}

/* The notes' numbers, as one text. */
static void expect_order(const char *json, const char *expected)
{
    struct deck_fixture fixture;
    struct deck_ids ids;
    struct note_order order = {0};
    struct buf out = {0};
    load(&fixture, json);
    deck_ids_make(&ids, &fixture.deck);
    import_order(&order, &fixture.deck, &ids);
    vec_for (uint32_t, index, &order)
        buf_printf(&out, "%u ", (unsigned)*index);
    assert_string_equal(buf_cstr(&out), expected);
    buf_release(&out);
    vec_release(&order);
    deck_ids_release(&ids);
    deck_fixture_release(&fixture);
}

static void decks_are_met_before_those_below_them(void **state)
{
    (void)state;
    expect_order("{\"notes\": []}", "");
    expect_order("{\"notes\": [{\"fields\": [\"0\"], \"deck\": \"a\"},"
                 " {\"fields\": [\"1\"], \"deck\": \"a::b\"},"
                 " {\"fields\": [\"2\"], \"deck\": \"a\"}]}",
                 "0 1 2 ");
    expect_order("{\"notes\": [{\"fields\": [\"0\"], \"deck\": \"a::b::c\"},"
                 " {\"fields\": [\"1\"], \"deck\": \"z\"}, {\"fields\": [\"2\"], \"deck\": \"A\"},"
                 " {\"fields\": [\"3\"], \"deck\": \"a::b\"}, {\"fields\": [\"4\"],"
                 " \"deck\": \"a\"}]}",
                 "2 3 0 1 4 ");
}

static void anki_csv_has_a_row_a_note(void **state)
{
    (void)state;
    expect_csv(
        "{\"notes\": [{\"guid\": \"g1\", \"fields\": [\"#1\", \"\\\"\\\"\", \"\", \"\", \"\","
        " \"\", \"\", \"s\\t\"], \"deck\": \"2024\", \"tags\": [\"x\"], \"cards\": 3},"
        " {\"guid\": \"g2\", \"type\": 1, \"fields\": [\"{{c1::x}}\"]}]}",
        AWSML_CSV_ANKI,
        "#separator:Comma\r\n#html:true\r\n#guid column:1\r\n#notetype column:2\r\n"
        "#deck column:3\r\n#tags column:4\r\n"
        "\"g1\",\"AWSML Note\",\" 2024\",\"x\",\"#1\",\"\"\"\"\"\",\"\",\"\",\"\",\"\",\"\","
        "\"s\t\"\r\n"
        "\"g2\",\"AWSML Cloze\",\"fixture\",\"\",\"{{c1::x}}\",\"\",\"\",\"\",\"\",\"\",\"\","
        "\"\"\r\n");
}

#define PLAIN_HEAD                                                                               \
    "\"deck\",\"front\",\"back\",\"reverse\",\"typed\",\"hint\",\"context\",\"extra\",\"tags\"," \
    "\"note type\",\"rule\",\"file\",\"line\",\"guid\"\r\n"

static void plain_csv_is_text(void **state)
{
    (void)state;
    expect_csv("{\"notes\": [{\"guid\": \"g1\", \"fields\": [\"a &amp; b\", \"<p>1</p><p>2</p>\","
               " \"\", \"\", \"\", \"c\"], \"tags\": [\"x\", \"y\"], \"file\": \"f.md\","
               " \"line\": 12},"
               " {\"guid\": \"g2\", \"type\": 1, \"fields\": [\"{{c1::x}} y {{c2::z}}\", \"E\","
               " \"C\", \"S\"], \"rule\": \"cloze\", \"cards\": 3}]}",
               AWSML_CSV_PLAIN,
               PLAIN_HEAD
               "\"fixture\",\"a & b\",\"1\n2\",\"\",\"\",\"\",\"c\",\"\",\"x y\",\"AWSML Note\","
               "\"section\",\"f.md\",\"12\",\"g1\"\r\n"
               "\"fixture\",\"[…] y […]\",\"x y z\",\"\",\"\",\"\",\"C\",\"E\",\"\","
               "\"AWSML Cloze\",\"cloze\",\"notes.md\",\"2\",\"g2\"\r\n");
}

static void plain_csv_starts_no_formula(void **state)
{
    (void)state;
    static const struct conversion cases[] = {
        {"=1+1", "'=1+1"},
        {"+1", "'+1"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"&quot;=1+1&quot;", "'\"\"=1+1\"\""},
        {"<pre>\t=1</pre>", "'\t=1"},
        {"＝1+1", "'＝1+1"},
        {"1=1", "1=1"},
        {"a - b", "a - b"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf expected = {0};
        buf_printf(&expected,
                   PLAIN_HEAD "\"fixture\",\"%s\",\"%s\",\"\",\"\",\"\",\"\",\"\",\"\","
                              "\"AWSML Note\",\"section\",\"notes.md\",\"1\",\"g\"\r\n",
                   cases[i].text, cases[i].text);
        json_t *json = json_pack("{s:[{s:s,s:[s,s]}]}", "notes", "guid", "g", "fields",
                                 cases[i].html, cases[i].html);
        char *text = json_dumps(json, 0);
        expect_csv(text, AWSML_CSV_PLAIN, buf_cstr(&expected));
        free(text);
        json_decref(json);
        buf_release(&expected);
    }
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    struct buf out = {0};
    json_out_string(&out, STR("a\"b\\c\n\t\r\x01\x7f/é😀"));
    assert_string_equal(buf_cstr(&out), "\"a\\\"b\\\\c\\n\\t\\u000d\\u0001\\u007f/é😀\"");
    json_t *read = json_loadb(out.ptr, out.len, JSON_DECODE_ANY, NULL);
    assert_string_equal(json_string_value(read), "a\"b\\c\n\t\r\x01\x7f/é😀");
    json_decref(read);
    buf_release(&out);
}

static void json_has_every_part_of_a_note(void **state)
{
    (void)state;
    struct deck_fixture fixture;
    struct buf out = {0};
    load(&fixture, "{\"notes\": [{\"guid\": \"g\", \"key\": \"k\", \"id\": 5, \"mod\": 6,"
                   " \"rule\": \"question\", \"deck\": \"d\", \"tags\": [\"t\"], \"fields\":"
                   " [\"<b>F</b>\", \"B\"], \"markdown\": \"**F**\\n\", \"path\": [\"p\", \"q\"],"
                   " \"file\": \"f.md\", \"line\": 7, \"cards\": 3}],"
                   " \"media\": [{\"name\": \"m.txt\", \"text\": \"abcd\"}]}");
    fixture.deck.notes.ptr[0].front_markdown = STR("*F*");
    vec_push(&fixture.deck.document_files, STR("f.md"));
    vec_push(&fixture.deck.document_files, STR("g \"h\".md"));
    write_deck(&out, &fixture.deck, &writer_json, AWSML_CSV_BASIC);
    json_t *read = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
    json_t *expected = json_loads(
        "{\"guid\": \"g\", \"key\": \"k\", \"id\": 5, \"mod\": 6, \"note_type\": \"AWSML Note\","
        " \"rule\": \"question\", \"deck\": \"d\", \"tags\": [\"t\"], \"fields\": {"
        "\"Front\": {\"html\": \"<b>F</b>\", \"text\": \"F\"},"
        "\"Back\": {\"html\": \"B\", \"text\": \"B\"}, \"Reverse\": {\"html\": \"\","
        " \"text\": \"\"}, \"Typed\": {\"html\": \"\", \"text\": \"\"}, \"Hint\": {\"html\": \"\","
        " \"text\": \"\"}, \"Context\": {\"html\": \"\", \"text\": \"\"}, \"Extra\":"
        " {\"html\": \"\", \"text\": \"\"}, \"Source\": {\"html\": \"\", \"text\": \"\"}},"
        " \"front_markdown\": \"*F*\", \"markdown\": \"**F**\\n\", \"path\": [\"p\", \"q\"],"
        " \"file\": \"f.md\", \"line\": 7, \"cards\": [0, 1], \"breaks\": \"join\","
        " \"own_tags\": []}",
        0, NULL);
    assert_non_null(expected);
    assert_true(json_equal(json_array_get(json_object_get(read, "notes"), 0), expected));
    json_decref(expected);
    expected = json_pack("[{s:s,s:s}]", "name", "m.txt", "base64", "YWJjZA==");
    assert_true(json_equal(json_object_get(read, "media"), expected));
    json_decref(expected);
    expected = json_pack("[s,s]", "f.md", "g \"h\".md");
    assert_true(json_equal(json_object_get(read, "documents"), expected));
    json_decref(expected);
    json_decref(read);
    buf_release(&out);
    deck_fixture_release(&fixture);
}

static void json_has_what_identity_needs(void **state)
{
    (void)state;
    struct deck_fixture fixture;
    struct buf out = {0};
    load(&fixture, "{\"notes\": [{\"fields\": [\"F\", \"B\"]}, {\"fields\": [\"F\", \"B\"]}]}");
    static const str own[] = {STR_INIT("a"), STR_INIT("b")};
    struct awsml_note *note = &fixture.deck.notes.ptr[0];
    note->explicit_id = STR("x y");
    note->id_is_unique = 1;
    note->service = STR("amazon-s3");
    note->keeps_breaks = 1;
    note->own_tags = own;
    note->own_tag_count = 2;
    note->changes = AWSML_IS_RETIRED;
    note->line = 0;
    write_deck(&out, &fixture.deck, &writer_json, AWSML_CSV_BASIC);
    json_t *read = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *first = json_array_get(json_object_get(read, "notes"), 0);
    const json_t *second = json_array_get(json_object_get(read, "notes"), 1);
    json_t *tags = json_pack("[s,s]", "a", "b");
    assert_string_equal(json_string_value(json_object_get(first, "explicit_id")), "x y");
    assert_true(json_is_true(json_object_get(first, "id_is_unique")));
    assert_string_equal(json_string_value(json_object_get(first, "service")), "amazon-s3");
    assert_string_equal(json_string_value(json_object_get(first, "breaks")), "keep");
    assert_true(json_equal(json_object_get(first, "own_tags"), tags));
    assert_true(json_is_true(json_object_get(first, "retired")));
    assert_null(json_object_get(first, "line"));
    assert_null(json_object_get(second, "explicit_id"));
    assert_null(json_object_get(second, "service"));
    assert_null(json_object_get(second, "retired"));
    json_decref(tags);
    json_decref(read);
    buf_release(&out);
    deck_fixture_release(&fixture);
}

static void decks_have_ids_and_parents(void **state)
{
    (void)state;
    struct deck_fixture fixture;
    struct deck_ids ids;
    load(&fixture, "{\"notes\": [{\"fields\": [\"1\"], \"deck\": \"a::b::c\"},"
                   " {\"fields\": [\"2\"], \"deck\": \"A::B\"}, {\"fields\": [\"3\"],"
                   " \"deck\": \"a::b::d\"}]}");
    deck_ids_make(&ids, &fixture.deck);
    assert_int_equal(ids.all.len, 4); /* A, A::B, and below it c and d */
    for (size_t i = 0; i < ids.all.len; i++) {
        assert_true(ids.all.ptr[i].id >= 1000000000000 && ids.all.ptr[i].id < 1600000000000);
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(ids.all.ptr[i].id, ids.all.ptr[j].id);
    }
    assert_int_equal(ids.of[0], 1);
    assert_true(str_eq(ids.all.ptr[3].name, STR("A::B::d")));
    assert_int_not_equal(ids.of[1], ids.of[2]);
    deck_ids_release(&ids);
    deck_fixture_release(&fixture);
}

/* A file of the archive, read and checked by libzip; released with free(). */
static void *unpack(const struct buf *archive, const char *name, zip_stat_t *ret_stat)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(archive->ptr, archive->len, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, ret_stat), 0);
    void *bytes = malloc(ret_stat->size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, bytes, ret_stat->size + 1), ret_stat->size);
    assert_int_equal(zip_fclose(file), 0);
    zip_discard(zip);
    zip_error_fini(&error);
    return bytes;
}

static void expect_row(sqlite3 *db, const char *sql, const char *expected)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), expected);
    sqlite3_finalize(statement);
}

static void package_holds_a_sound_database(void **state)
{
    (void)state;
    struct deck_fixture fixture;
    struct buf out = {0};
    zip_stat_t stat;
    sqlite3 *db;
    load(&fixture, "{\"notes\": [{\"fields\": [\"F\", \"B\", \"R\"], \"cards\": 3},"
                   " {\"fields\": [\"{{c1::a}}\"], \"type\": 1, \"cards\": 5}],"
                   " \"media\": [{\"name\": \"m.txt\", \"text\": \"abcd\"}]}");
    write_deck(&out, &fixture.deck, &writer_apkg, AWSML_CSV_BASIC);

    char *media = unpack(&out, "media", &stat);
    assert_memory_equal(media, "{\"0\":\"m.txt\"}", 13);
    free(media);
    media = unpack(&out, "0", &stat);
    assert_memory_equal(media, "abcd", 4);
    free(media);

    unsigned char *image = unpack(&out, "collection.anki2", &stat);
    assert_int_equal(stat.comp_method, ZIP_CM_DEFLATE);
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_deserialize(db, "main", image, (sqlite3_int64)stat.size,
                                         (sqlite3_int64)stat.size, SQLITE_DESERIALIZE_READONLY),
                     SQLITE_OK);
    expect_row(db, "PRAGMA integrity_check", "ok");
    expect_row(db, "SELECT group_concat(id || '/' || ord || '/' || due) FROM cards",
               "1600000000001/0/1,1600000000002/1/1,1600000000003/0/2,1600000000004/2/2");
    expect_row(db, "SELECT group_concat(quote(flds)) FROM notes",
               "'F\x1f"
               "B\x1f"
               "R\x1f\x1f\x1f\x1f\x1f','{{c1::a}}\x1f\x1f\x1f'");
    sqlite3_close(db);
    free(image);
    buf_release(&out);
    deck_fixture_release(&fixture);
}

static void every_writer_gives_the_same_bytes_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < writer_count; i++) {
        struct buf out[2] = {{0}, {0}};
        for (int run = 0; run < 2; run++) {
            struct deck_fixture fixture;
            load(&fixture, "{\"notes\": [{\"fields\": [\"F\", \"B\"], \"deck\": \"a::b\"},"
                           " {\"fields\": [\"G\", \"B\"], \"deck\": \"c\"}]}");
            write_deck(&out[run], &fixture.deck, writers[i], AWSML_CSV_BASIC);
            deck_fixture_release(&fixture);
        }
        assert_int_equal(out[0].len, out[1].len);
        assert_memory_equal(out[0].ptr, out[1].ptr, out[0].len);
        buf_release(&out[0]);
        buf_release(&out[1]);
    }
}

/* A deck without notes is written too; whether that makes sense is not the writers' to say. */
static void an_empty_deck_can_be_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < writer_count; i++) {
        struct deck_fixture fixture;
        struct buf out = {0};
        load(&fixture, "{\"notes\": []}");
        write_deck(&out, &fixture.deck, writers[i], AWSML_CSV_PLAIN);
        assert_true(out.len > 0);
        buf_release(&out);
        deck_fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stripping_is_ankis),
        cmocka_unit_test(checksums_are_ankis),
        cmocka_unit_test(html_becomes_readable_text),
        cmocka_unit_test(clozes_show_and_hide),
        cmocka_unit_test(basic_csv_has_a_row_a_card),
        cmocka_unit_test(basic_csv_tells_equal_fronts_apart),
        cmocka_unit_test(decks_are_met_before_those_below_them),
        cmocka_unit_test(anki_csv_has_a_row_a_note),
        cmocka_unit_test(plain_csv_is_text),
        cmocka_unit_test(plain_csv_starts_no_formula),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(json_has_every_part_of_a_note),
        cmocka_unit_test(json_has_what_identity_needs),
        cmocka_unit_test(decks_have_ids_and_parents),
        cmocka_unit_test(package_holds_a_sound_database),
        cmocka_unit_test(every_writer_gives_the_same_bytes_twice),
        cmocka_unit_test(an_empty_deck_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
