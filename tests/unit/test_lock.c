/* SPDX-License-Identifier: MIT */
/* ident/lock: lines written by hand from the format that its header tells. */
#include "ident/lock.h"
#include "unit.h"

#define HEADER "awsml.lock 1\n"
/* All columns of a note that tests of doubles do not speak of. */
#define NOTE(guid, state, id, mod, markdown)                                                       \
    "note\t" guid "\t" state "\t" id "\t" mod                                                      \
    "\tnote\tsection\tAWS\ta.md\t\t0\tS3\t\t\tjoin\t\tff\t\t" markdown "\n"

struct opened {
    struct arena arena;
    struct diag diag;
    struct lock lock;
};

static bool open_lock(struct opened *opened, str text)
{
    *opened = (struct opened){0};
    return lock_read(&opened->lock, text, STR("awsml.lock"), &opened->arena, &opened->diag);
}

static void close_lock(struct opened *opened)
{
    lock_release(&opened->lock);
    diag_release(&opened->diag);
    arena_release(&opened->arena);
}

/* What is written, without line 1 and the comments below it. */
static str body(const struct buf *written)
{
    str text = buf_str(written);
    assert_true(str_starts(text, STR(HEADER "#")));
    for (str rest = text, line; str_cut(&rest, '\n', &line);) {
        if (!str_starts(line, STR("#")) && !str_starts(line, STR("awsml.lock")))
            return (str){line.ptr, (size_t)(text.ptr + text.len - line.ptr)};
    }
    return STR("");
}

/* `text` is read without a message and written again as `wanted`, below the comments. */
static void expect_written(str text, str wanted, const char *file, int line)
{
    struct opened opened;
    struct buf written = {0};
    if (!open_lock(&opened, text) || opened.diag.list.len)
        print_error("%s:%d: %" STR_FMT "\n", file, line,
                    STR_ARG(opened.diag.list.ptr[0].message));
    assert_int_equal(opened.diag.list.len, 0);
    lock_write(&written, &opened.lock);
    expect_view(body(&written), wanted, file, line);
    buf_release(&written);
    close_lock(&opened);
}
#define expect_healed(text, wanted) expect_written(STR(text), STR(wanted), __FILE__, __LINE__)

static const str path[] = {STR_INIT("저장소"), STR_INIT(""), STR_INIT("a/b\\/c")};
static const str tags[] = {STR_INIT("aws::s3")};
static const struct ident_entry full = {
    .guid = STR_INIT("k+\\{~"),
    .id = 1700000000001,
    .mod = 1700000002,
    .retired = true,
    .type = STR_INIT("cloze"),
    .rule = STR_INIT("cloze"),
    .deck = STR_INIT("AWS::저장소"),
    .file = STR_INIT("s3/한글 \\n.md"),
    .path = path,
    .path_count = 3,
    .order = 4294967295,
    .front = STR_INIT("What is **S3**?"),
    .explicit_id = STR_INIT("x:y"),
    .id_is_unique = true,
    .service = STR_INIT("s3"),
    .keeps_breaks = true,
    .tags = tags,
    .tag_count = 1,
    .hash = STR_INIT("00ff"),
    .adopted = STR_INIT("{\"fields\":[\"a\\nb\"]}"),
    .markdown = STR_INIT("one\n\n\t- two\r\n\\three\n"),
};
static const struct ident_entry bare = {
    .guid = STR_INIT("FC2y0CkYohM"),
    .id = 1,
    .type = STR_INIT("note"),
    .rule = STR_INIT("question"),
    .explicit_id = STR_INIT("z"),
};
static const char as_written[] =
    "type\t5\t{\"name\":\"Basic\"}\n"
    "type\t12\t{}\n"
    "note\tFC2y0CkYohM\tliving\t1\t0\tnote\tquestion\t\t\t\t0\t\tfile:z\t\tjoin\t\t\t\t\n"
    "note\tk+\\\\{~\tretired\t1700000000001\t1700000002\tcloze\tcloze\tAWS::저장소\ts3/한글 "
    "\\\\n.md\t저장소\\/\\/a/b\\\\/c\\/\t4294967295\tWhat is **S3**?\tvault:x:y\ts3\tkeep"
    "\taws::s3\\/\t00ff\t{\"fields\":[\"a\\\\nb\"]}\tone\\n\\n\\t- two\\r\\n\\\\three\\n\n";

static void expect_entry(const struct ident_entry *got, const struct ident_entry *wanted)
{
    expect_same(got->guid, wanted->guid);
    assert_int_equal(got->id, wanted->id);
    assert_int_equal(got->mod, wanted->mod);
    assert_int_equal(got->retired, wanted->retired);
    expect_same(got->type, wanted->type);
    expect_same(got->rule, wanted->rule);
    expect_same(got->deck, wanted->deck);
    expect_same(got->file, wanted->file);
    assert_int_equal(got->path_count, wanted->path_count);
    for (uint32_t i = 0; i < got->path_count; i++)
        expect_same(got->path[i], wanted->path[i]);
    assert_int_equal(got->order, wanted->order);
    expect_same(got->front, wanted->front);
    expect_same(got->explicit_id, wanted->explicit_id);
    assert_int_equal(got->id_is_unique, wanted->id_is_unique);
    expect_same(got->service, wanted->service);
    assert_int_equal(got->keeps_breaks, wanted->keeps_breaks);
    assert_int_equal(got->tag_count, wanted->tag_count);
    for (uint32_t i = 0; i < got->tag_count; i++)
        expect_same(got->tags[i], wanted->tags[i]);
    expect_same(got->hash, wanted->hash);
    expect_same(got->adopted, wanted->adopted);
    expect_same(got->markdown, wanted->markdown);
    assert_int_equal(got->line, 0);
}

static void the_format_is_the_documented_one(void **state)
{
    (void)state;
    struct lock lock = {0};
    struct buf written = {0};
    vec_push(&lock.entries, full);
    vec_push(&lock.entries, bare);
    vec_push(&lock.note_types, (struct lock_note_type){12, STR("{}")});
    vec_push(&lock.note_types, (struct lock_note_type){5, STR("{\"name\":\"Basic\"}")});
    lock_write(&written, &lock);
    expect_same(body(&written), str_from(as_written));
    lock_release(&lock);
    buf_release(&written);
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct opened opened;
    struct buf text = {0};
    buf_lit(&text, HEADER);
    buf_put(&text, str_from(as_written));
    assert_true(open_lock(&opened, buf_str(&text)));
    assert_int_equal(opened.lock.entries.len, 2);
    expect_entry(&opened.lock.entries.ptr[0], &bare);
    expect_entry(&opened.lock.entries.ptr[1], &full);
    assert_int_equal(opened.lock.note_types.len, 2);
    assert_int_equal(opened.lock.note_types.ptr[0].id, 5);
    expect_str(opened.lock.note_types.ptr[0].json, "{\"name\":\"Basic\"}");
    close_lock(&opened);
    buf_release(&text);
}

/* Text that needs no copy is a view: it costs nothing, and lives as long as the file's. */
static void plain_text_is_a_view(void **state)
{
    (void)state;
    str text = STR(HEADER NOTE("a", "living", "1", "1", "plain"));
    struct opened opened;
    assert_true(open_lock(&opened, text));
    assert_ptr_equal(opened.lock.entries.ptr[0].markdown.ptr, text.ptr + text.len - 6);
    close_lock(&opened);
}

/* Escaped one byte after the other: slow and plain, to hold the fast way against. */
static void put_slowly(struct buf *out, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        char letter = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c;
        if (letter != c || c == '\\')
            buf_char(out, '\\');
        buf_char(out, letter);
    }
}

static void every_byte_at_every_place_is_escaped_right(void **state)
{
    (void)state;
    struct opened opened;
    for (unsigned byte = 1; byte < 0x80; byte++) {
        for (size_t len = 1; len <= 25; len++) {
            struct buf markdown = {0}, wanted = {0}, written = {0};
            for (size_t i = 0; i < len; i++)
                buf_char(&markdown, i + 1 == len || i % 11 == 3 ? (char)byte : 'm');
            buf_lit(&wanted, "\t");
            put_slowly(&wanted, buf_str(&markdown));
            buf_lit(&wanted, "\n");
            struct lock lock = {0};
            vec_push(&lock.entries, bare);
            lock.entries.ptr[0].markdown = buf_str(&markdown);
            lock_write(&written, &lock);
            assert_true(str_ends(buf_str(&written), buf_str(&wanted)));
            assert_true(open_lock(&opened, buf_str(&written)));
            expect_same(opened.lock.entries.ptr[0].markdown, buf_str(&markdown));
            close_lock(&opened);
            lock_release(&lock);
            buf_release(&markdown);
            buf_release(&wanted);
            buf_release(&written);
        }
    }
}

static void what_editors_and_checkouts_do_to_a_file_does_no_harm(void **state)
{
    (void)state;
    expect_healed("", "");
    expect_healed("\xEF\xBB\xBF", "");
    expect_healed(HEADER, "");
    expect_healed("\xEF\xBB\xBF" HEADER NOTE("a", "living", "1", "1", "x"),
                  NOTE("a", "living", "1", "1", "x"));
    expect_healed("awsml.lock 1\r\n# about\r\n"
                  "note\ta\tliving\t1\t1\tnote\tr\t\t\t\t0\t\t\t\tjoin\t\t\t\tx\\r\r\n"
                  "type\t1\t{}\r\n",
                  "type\t1\t{}\n"
                  "note\ta\tliving\t1\t1\tnote\tr\t\t\t\t0\t\t\t\tjoin\t\t\t\tx\\r\n");
    expect_healed("\n# sorted by somebody\n" HEADER "\n" NOTE("b", "living", "2", "1", "x")
                      NOTE("a", "living", "1", "1", "x") "type\t9\t[]\ntype\t8\t[]\n",
                  "type\t8\t[]\ntype\t9\t[]\n" NOTE("a", "living", "1", "1", "x")
                      NOTE("b", "living", "2", "1", "x"));
}

static void text_is_kept_as_it_is(void **state)
{
    (void)state; /* not NFC; control characters; what looks like an end of a line elsewhere */
    expect_healed(HEADER NOTE("a", "living", "1", "1", "e\xCC\x81 \x01\x0B\x1F \xE2\x80\xA8"),
                  NOTE("a", "living", "1", "1", "e\xCC\x81 \x01\x0B\x1F \xE2\x80\xA8"));
}

static void of_one_guid_one_line_stays(void **state)
{
    (void)state;
    static const struct {
        const char *stays, *goes;
    } cases[] = {
        {NOTE("a", "living", "1", "5", "x"), NOTE("a", "living", "1", "5", "x")},
        {NOTE("a", "living", "1", "5", "x"), NOTE("a", "retired", "1", "9", "y")},
        {NOTE("a", "living", "1", "10", "x"), NOTE("a", "living", "1", "9", "y")},
        {NOTE("a", "retired", "1", "10", "x"), NOTE("a", "retired", "1", "9", "y")},
        {NOTE("a", "living", "1", "5", "y"), NOTE("a", "living", "1", "5", "x")},
        {NOTE("a", "living", "1", "5", "xx"), NOTE("a", "living", "1", "5", "x")},
        {NOTE("a", "living", "2", "5", "x"), NOTE("a", "living", "10", "5", "x")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        for (int swapped = 0; swapped < 2; swapped++) {
            struct buf text = {0};
            buf_printf(&text, "%s%s%s%s", HEADER, swapped ? cases[i].goes : cases[i].stays,
                       NOTE("b", "living", "7", "1", ""),
                       swapped ? cases[i].stays : cases[i].goes);
            struct buf wanted = {0};
            buf_printf(&wanted, "%s%s", cases[i].stays, NOTE("b", "living", "7", "1", ""));
            expect_written(buf_str(&text), buf_str(&wanted), __FILE__, __LINE__);
            buf_release(&text);
            buf_release(&wanted);
        }
    }
}

static void of_one_note_type_one_line_stays(void **state)
{
    (void)state;
    expect_healed(HEADER "type\t7\tb\ntype\t7\ta\ntype\t3\tx\ntype\t7\tb\n",
                  "type\t3\tx\ntype\t7\tb\n");
    expect_healed(HEADER "type\t7\ta\ntype\t7\tb\ntype\t7\tb\ntype\t3\tx\n",
                  "type\t3\tx\ntype\t7\tb\n");
}

/* In the order of GUIDs a keeps 5; of b, c and e each gets the next that nobody has. */
static void of_one_id_the_first_guid_keeps_it(void **state)
{
    (void)state;
    expect_healed(HEADER NOTE("c", "living", "5", "1", "") NOTE("b", "retired", "5", "1", "")
                      NOTE("d", "living", "6", "1", "") NOTE("a", "living", "5", "1", "")
                          NOTE("f", "living", "8", "1", "") NOTE("e", "living", "6", "1", ""),
                  NOTE("a", "living", "5", "1", "") NOTE("b", "retired", "7", "1", "")
                      NOTE("c", "living", "9", "1", "") NOTE("d", "living", "6", "1", "")
                          NOTE("e", "living", "10", "1", "") NOTE("f", "living", "8", "1", ""));
}

/* A line that loses to its double does not hold its id. */
static void ids_are_healed_after_guids(void **state)
{
    (void)state;
    expect_healed(HEADER NOTE("a", "living", "5", "9", "") NOTE("a", "living", "6", "1", "")
                      NOTE("b", "living", "6", "1", ""),
                  NOTE("a", "living", "5", "9", "") NOTE("b", "living", "6", "1", ""));
}

/* Ids that differ in one of their bytes only, and the one that stands twice has another between. */
static void ids_are_compared_whole(void **state)
{
    (void)state;
    for (int64_t id = 1; id * 2 <= LOCK_MAX_ID; id *= 256) {
        struct opened opened;
        struct buf text = {0};
        buf_lit(&text, HEADER);
        for (int i = 0; i < 3; i++)
            buf_printf(&text, "note\t%c\tliving\t%lld\t1\tnote\tr\t\t\t\t0\t\t\t\tjoin\t\t\t\t\n",
                       'a' + i, (long long)(i == 1 ? id * 2 : id));
        assert_true(open_lock(&opened, buf_str(&text)));
        assert_int_equal(opened.lock.entries.ptr[0].id, id);
        assert_int_equal(opened.lock.entries.ptr[1].id, id * 2);
        assert_int_equal(opened.lock.entries.ptr[2].id, id == 1 ? 3 : id + 1);
        close_lock(&opened);
        buf_release(&text);
    }
}

/* Sorted by bytes, a prefix before what it begins, however long what they share is. */
static void guids_are_compared_whole(void **state)
{
    (void)state;
    static const char *const sorted[] = {"A", "a", "a!", "aaaaaaa", "aaaaaaaa", "aaaaaaaaX",
                                         "aaaaaaaab", "aaaaaaaabb", "b", "\xED\x95\x9C"};
    struct lock lock = {0};
    struct buf written = {0};
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
        vec_push(&lock.entries, bare);
        vec_last(&lock.entries)->guid = str_from(sorted[i * 7 % ARRAY_LEN(sorted)]);
        vec_last(&lock.entries)->id = (int64_t)i + 1;
    }
    lock_write(&written, &lock);
    str rest = body(&written), line;
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
        assert_true(str_cut(&rest, '\n', &line));
        line = str_sub(line, 5, line.len);
        expect_same(str_sub(line, 0, str_find_char(line, '\t')), str_from(sorted[i]));
    }
    lock_release(&lock);
    buf_release(&written);
}

struct refusal {
    str text;
    unsigned line, column;
    const char *slug;
};

static void expect_refused(const struct refusal *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct opened opened;
        bool ok = open_lock(&opened, cases[i].text);
        const struct awsml_diag *row = opened.diag.list.ptr;
        if (ok || strcmp(row->slug, cases[i].slug) != 0 || row->line != cases[i].line ||
            row->column != cases[i].column)
            print_error("case %zu: '%" STR_FMT "'\n", i, STR_ARG(cases[i].text));
        assert_false(ok);
        assert_int_equal(opened.diag.list.len, 1);
        assert_string_equal(row->slug, cases[i].slug);
        assert_int_equal(row->line, cases[i].line);
        assert_int_equal(row->column, cases[i].column);
        assert_int_equal(row->severity, AWSML_SEVERITY_ERROR);
        expect_str(row->path, "awsml.lock");
        assert_true(row->hint.len > 0);
        assert_int_equal(opened.lock.entries.len, 0);
        assert_int_equal(opened.lock.note_types.len, 0);
        close_lock(&opened);
    }
}

#define GOOD NOTE("a", "living", "1", "1", "x")

static void what_is_no_lock_is_refused(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {STR_INIT("# Notes\n"), 1, 8, "bad-lock"},
        {STR_INIT("\n"), 1, 1, "bad-lock"},
        {STR_INIT("PK\x03\x04\n"), 1, 1, "bad-lock"},
        {STR_INIT(GOOD HEADER), 1, 1, "bad-lock"},
        {STR_INIT("awsml.lock 1"), 1, 13, "bad-lock"},
        {STR_INIT("awsml.lock 0\n"), 1, 12, "bad-lock"},
        {STR_INIT("awsml.lock 1 \n"), 1, 12, "bad-lock"},
        {STR_INIT("awsml.lock 01\n"), 1, 12, "bad-lock"},
        {STR_INIT("awsml.lock \n"), 1, 12, "bad-lock"},
        {STR_INIT("awsml.lock 2\nanything\n"), 1, 1, "lock-version"},
        {STR_INIT("awsml.lock 99999999999999999999\r\n"), 1, 1, "lock-version"},
        {STR_INIT(HEADER GOOD "awsml.lock 2\n"), 3, 1, "lock-version"},
    };
    expect_refused(cases, ARRAY_LEN(cases));
}

static void conflict_markers_are_refused(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {STR_INIT("<<<<<<< HEAD\n" HEADER), 1, 1, "lock-conflict"},
        {STR_INIT(HEADER GOOD "<<<<<<< HEAD\r\n" GOOD), 3, 1, "lock-conflict"},
        {STR_INIT(HEADER "||||||| 1234567\n"), 2, 1, "lock-conflict"},
        {STR_INIT(HEADER "=======\n"), 2, 1, "lock-conflict"},
        {STR_INIT(HEADER ">>>>>>> theirs\n"), 2, 1, "lock-conflict"},
        {STR_INIT(HEADER "========\n"), 2, 1, "bad-lock"},
    };
    expect_refused(cases, ARRAY_LEN(cases));
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {STR_INIT(HEADER GOOD "note\t한\xFF\n"), 3, 7, "bad-lock"},
        {STR_INIT(HEADER "# \xED\xA0\x80\n"), 2, 3, "bad-lock"},
        {STR_INIT(HEADER "# a\0b\n"), 2, 4, "bad-lock"},
        {STR_INIT("\xFF\xFE" "a\0"), 1, 1, "bad-lock"},
        {STR_INIT("\0"), 1, 1, "bad-lock"},
        {STR_INIT(HEADER "# a\rb\n"), 2, 4, "bad-lock"},
        {STR_INIT(HEADER "# a\r\r\n"), 2, 4, "bad-lock"},
        {STR_INIT("awsml.lock 1\r# old Macintosh\r"), 1, 30, "bad-lock"},
        {STR_INIT(HEADER GOOD "note\tb\tliv"), 3, 11, "bad-lock"},
        {STR_INIT(HEADER "# cut"), 2, 6, "bad-lock"},
    };
    expect_refused(cases, ARRAY_LEN(cases));
}

/* Lines with one column broken; the place is the column's, or in it. */
#define HEAD "note\ta\tliving\t1\t1\t"
#define TAIL "\t0\tS3\t\t\tjoin\t\tff\t\tx\n"

static void broken_columns_are_refused(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {STR_INIT(HEADER "Note\ta\n"), 2, 1, "bad-lock"},
        {STR_INIT(HEADER "note\n"), 2, 1, "bad-lock"},
        {STR_INIT(HEADER " \n"), 2, 1, "bad-lock"},
        {STR_INIT(HEADER "note\ta\n"), 2, 7, "bad-lock"},
        {STR_INIT(HEADER "type\t1\n"), 2, 7, "bad-lock"},
        {STR_INIT(HEADER "type\t1\t{}\t\n"), 2, 10, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1", "1", "x\ty")), 2, 60, "bad-lock"},
        {STR_INIT(HEADER NOTE("", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a b", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a\xE3\x80\x80", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a\x01", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a\xC2\x85", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a\\t", "living", "1", "1", "x")), 2, 6, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "dead", "1", "1", "x")), 2, 8, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "", "1", "1", "x")), 2, 8, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "0", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "-1", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "01", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1.5", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1000000000000000", "1", "x")), 2, 15, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "18446744073709551617", "1", "x")), 2, 15,
         "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1", "253402300800", "x")), 2, 17, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1", "1", "a\\q")), 2, 60, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1", "1", "\\/")), 2, 59, "bad-lock"},
        {STR_INIT(HEADER NOTE("a", "living", "1", "1", "\\\\\\")), 2, 61, "bad-lock"},
        {STR_INIT(HEADER HEAD "basic\tr\td\tf\t" TAIL), 2, 19, "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\tno end" TAIL), 2, 30, "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\tone\\/two\\\\/" TAIL), 2, 35, "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\t\t4294967296\tS3\t\t\tjoin\t\t\t\t\n"), 2, 31,
         "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\t\t0\tS3\tid\t\tjoin\t\t\t\t\n"), 2, 36, "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\t\t0\tS3\tvault:\t\tjoin\t\t\t\t\n"), 2, 36,
         "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\t\t0\tS3\t\t\tyes\t\t\t\t\n"), 2, 38, "bad-lock"},
        {STR_INIT(HEADER HEAD "note\tr\td\tf\t\t0\tS3\t\t\tjoin\t\t\t{\\n}\t\n"), 2, 45,
         "bad-lock"},
        {STR_INIT(HEADER "type\tx\t{}\n"), 2, 6, "bad-lock"},
        {STR_INIT(HEADER "type\t1\t{\\n}\n"), 2, 8, "bad-lock"},
    };
    expect_refused(cases, ARRAY_LEN(cases));
}

static void no_id_is_made_up_beyond_the_limit(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {STR_INIT(HEADER NOTE("a", "living", "999999999999999", "1", "")
                      NOTE("b", "living", "999999999999999", "1", "")),
         3, 1, "bad-lock"},
    };
    expect_refused(cases, ARRAY_LEN(cases));
}

static void a_message_names_the_column(void **state)
{
    (void)state;
    struct opened opened;
    assert_false(open_lock(&opened, STR(HEADER NOTE("a", "living", "1", "x", ""))));
    expect_str(opened.diag.list.ptr[0].message,
               "the column 'mod' should be a whole number within its limits; nothing is written");
    close_lock(&opened);
}

static void guids_of_anki_and_of_others_are_fit(void **state)
{
    (void)state; /* the characters that Anki makes its GUIDs of (anki rslib/src/notes/mod.rs) */
    assert_true(lock_guid_is_fit(STR("!#$%&()*+,-./:;<=>?@[]^_`{|}~")));
    assert_true(lock_guid_is_fit(STR("d1e8c9c2-0b7b-4d3a-9d3e-5f1f7a1b2c3d")));
    assert_true(lock_guid_is_fit(STR("한글")));
    char longest[LOCK_MAX_GUID + 1];
    memset(longest, 'g', sizeof(longest));
    assert_true(lock_guid_is_fit((str){longest, LOCK_MAX_GUID}));
    assert_false(lock_guid_is_fit((str){longest, LOCK_MAX_GUID + 1}));
    assert_false(lock_guid_is_fit(STR("")));
    assert_false(lock_guid_is_fit(STR("a b")));
    assert_false(lock_guid_is_fit(STR("a\x7F")));
    assert_false(lock_guid_is_fit(STR("a\xC2\xA0")));
}

/* The file as git leaves it where two branches added and edited, each line once from each side. */
static void a_union_merge_heals(void **state)
{
    (void)state;
    expect_healed(HEADER "# about\n# about, of another version\n" HEADER
                      "type\t4\t{}\ntype\t4\t{}\n" NOTE("a", "living", "10", "20", "ours")
                          NOTE("b", "living", "11", "20", "ours")
                              NOTE("a", "living", "10", "30", "theirs")
                                  NOTE("c", "living", "11", "30", "")
                                      NOTE("b", "retired", "11", "10", "base"),
                  "type\t4\t{}\n" NOTE("a", "living", "10", "30", "theirs")
                      NOTE("b", "living", "11", "20", "ours") NOTE("c", "living", "12", "30", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_is_the_documented_one),
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(plain_text_is_a_view),
        cmocka_unit_test(every_byte_at_every_place_is_escaped_right),
        cmocka_unit_test(what_editors_and_checkouts_do_to_a_file_does_no_harm),
        cmocka_unit_test(text_is_kept_as_it_is),
        cmocka_unit_test(of_one_guid_one_line_stays),
        cmocka_unit_test(of_one_note_type_one_line_stays),
        cmocka_unit_test(of_one_id_the_first_guid_keeps_it),
        cmocka_unit_test(ids_are_healed_after_guids),
        cmocka_unit_test(ids_are_compared_whole),
        cmocka_unit_test(guids_are_compared_whole),
        cmocka_unit_test(what_is_no_lock_is_refused),
        cmocka_unit_test(conflict_markers_are_refused),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(broken_columns_are_refused),
        cmocka_unit_test(no_id_is_made_up_beyond_the_limit),
        cmocka_unit_test(a_message_names_the_column),
        cmocka_unit_test(guids_of_anki_and_of_others_are_fit),
        cmocka_unit_test(a_union_merge_heals),
    };
    return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
