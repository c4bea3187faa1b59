/* SPDX-License-Identifier: MIT */
/* The lock: reading it. */
#include "ident/lock.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "ident/lock_heal.h"

enum column {
    COLUMN_KIND,
    COLUMN_GUID,
    COLUMN_STATE,
    COLUMN_ID,
    COLUMN_MOD,
    COLUMN_TYPE,
    COLUMN_RULE,
    COLUMN_DECK,
    COLUMN_FILE,
    COLUMN_PATH,
    COLUMN_ORDER,
    COLUMN_FRONT,
    COLUMN_EXPLICIT_ID,
    COLUMN_SERVICE,
    COLUMN_BREAKS,
    COLUMN_TAGS,
    COLUMN_HASH,
    COLUMN_ADOPTED,
    COLUMN_MARKDOWN,
    COLUMN_COUNT
};
enum { TYPE_ID = 1, TYPE_JSON, TYPE_COLUMNS };

static const char *const note_columns[COLUMN_COUNT] = {
    "kind", "guid", "state", "id", "mod", "type", "rule", "deck", "file", "path",
    "order", "front", "explicit id", "service", "breaks", "tags", "hash", "adopted", "markdown",
};
static const char *const type_columns[TYPE_COLUMNS] = {"kind", "id", "json"};

struct reader {
    str path;
    struct arena *arena;
    struct diag *diag;
    struct lock *lock;
    vec(str) lines; /* of the entries */
    str line;       /* the one that is read, without its end */
    unsigned number;
    bool has_header;
    bool has_cr; /* somewhere in the file */
};

static const char damaged_hint[] =
    "take its last good copy, for example with `git checkout`; if there is none, delete it and "
    "--adopt the package that was imported last";
static const char conflict_hint[] =
    "delete the lines of the markers and keep all the others, or take either side whole; with "
    "`awsml.lock merge=union` in .gitattributes Git merges it by itself";

/* About the line, at the place `at` in it. */
static bool fail(struct reader *reader, const char *at, const char *what)
{
    size_t before = (size_t)(at - reader->line.ptr);
    unsigned column = (unsigned)utf8_count(str_sub(reader->line, 0, before)) + 1;
    diag_line(reader->diag, reader->path, reader->number, column, DIAG_BAD_LOCK, damaged_hint,
              "%s; nothing is written", what);
    return false;
}

/* About the column that the place `at` is in; `what` goes on from its name. */
static bool fail_column(struct reader *reader, const char *at, const char *what)
{
    size_t tabs = 0;
    for (const char *c = reader->line.ptr; c < at; c++)
        tabs += *c == '\t';
    const char *name = reader->line.ptr[0] == 'n' ? note_columns[tabs] : type_columns[tabs];
    return fail(reader, at, arena_printf(reader->arena, "the column '%s' %s", name, what).ptr);
}

static char escaped(char c)
{
    switch (c) {
    case '\\':
        return '\\';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    default:
        return 0;
    }
}

/* Text without a backslash, most of it, is a view. */
static bool read_text(struct reader *reader, str column, str *ret)
{
    size_t plain = str_find_char(column, '\\');
    *ret = column;
    if (plain == SIZE_MAX)
        return true;
    char *copy = arena_bytes(reader->arena, column.len), *to = copy;
    for (; plain != SIZE_MAX; plain = str_find_char(column, '\\')) {
        char c = plain + 1 < column.len ? escaped(column.ptr[plain + 1]) : '\0';
        if (!c)
            return fail_column(reader, column.ptr + plain, "has a backslash that means nothing");
        memcpy(to, column.ptr, plain);
        to += plain;
        *to++ = c;
        column = str_sub(column, plain + 2, column.len);
    }
    if (column.len)
        memcpy(to, column.ptr, column.len);
    *ret = (str){copy, (size_t)(to - copy) + column.len};
    return true;
}

/* Where the next `\/` of a list stands, or SIZE_MAX. */
static size_t item_end(str list)
{
    for (size_t at = 0; at < list.len; at += 2) {
        size_t next = str_find_char(str_sub(list, at, list.len), '\\');
        if (next == SIZE_MAX)
            break;
        at += next;
        if (at + 1 < list.len && list.ptr[at + 1] == '/')
            return at;
    }
    return SIZE_MAX;
}

static bool read_list(struct reader *reader, str column, const str **ret, uint32_t *ret_count)
{
    size_t count = 0, end;
    for (str rest = column; (end = item_end(rest)) != SIZE_MAX; count++)
        rest = str_sub(rest, end + 2, rest.len);
    str *items = count ? arena_array(reader->arena, str, count) : NULL;
    for (size_t i = 0; i < count; i++) {
        end = item_end(column);
        if (!read_text(reader, str_sub(column, 0, end), &items[i]))
            return false;
        column = str_sub(column, end + 2, column.len);
    }
    *ret = items;
    *ret_count = (uint32_t)count;
    return !column.len || fail_column(reader, column.ptr, "should end each item in '\\/'");
}

/* Between `least` and `most`, written in the one way that a number is written. */
static bool read_number(struct reader *reader, str column, int64_t least, int64_t most,
                        int64_t *ret)
{
    int64_t number = 0;
    bool ok = column.len > 0 && (column.ptr[0] != '0' || column.len == 1);
    for (size_t i = 0; ok && i < column.len; i++) {
        ok = ascii_is_digit(column.ptr[i]) && number <= most / 10;
        number = number * 10 + (column.ptr[i] - '0');
    }
    *ret = number;
    return (ok && number >= least && number <= most) ||
           fail_column(reader, column.ptr, "should be a whole number within its limits");
}

/* One of two words: the first is false. */
static bool read_choice(struct reader *reader, str column, str no, str yes, bool *ret)
{
    *ret = str_eq(column, yes);
    return *ret || str_eq(column, no) ||
           fail_column(reader, column.ptr,
                arena_printf(reader->arena, "should be '%" STR_FMT "' or '%" STR_FMT "'",
                             STR_ARG(no), STR_ARG(yes)).ptr);
}

static bool read_explicit_id(struct reader *reader, str column, struct ident_entry *entry)
{
    static const str kinds[] = {STR_INIT("file:"), STR_INIT("vault:")};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (str_starts(column, kinds[i]) && column.len > kinds[i].len) {
            entry->id_is_unique = i == 1;
            return read_text(reader, str_sub(column, kinds[i].len, column.len),
                             &entry->explicit_id);
        }
    }
    return !column.len || fail_column(reader, column.ptr,
                                       "should be empty, or 'file:' or 'vault:' and an id");
}

static bool read_guid(struct reader *reader, str column, str *ret)
{
    return read_text(reader, column, ret) &&
           (lock_guid_is_fit(*ret) ||
            fail_column(reader, column.ptr,
                        "should be 1 to 64 bytes without blanks and control characters"));
}

static bool read_json(struct reader *reader, str column, str *ret)
{
    return read_text(reader, column, ret) &&
           ((str_find_char(*ret, '\n') == SIZE_MAX && str_find_char(*ret, '\r') == SIZE_MAX) ||
            fail_column(reader, column.ptr, "should hold JSON on one line"));
}

/* Parts the line; false, and reported, if the number is another one. */
static bool read_columns(struct reader *reader, str *columns, size_t count)
{
    str rest = reader->line;
    for (size_t i = 0; i < count; i++) {
        size_t tab = str_find_char(rest, '\t');
        if ((tab == SIZE_MAX) != (i + 1 == count)) {
            const char *at = tab == SIZE_MAX ? rest.ptr + rest.len : rest.ptr + tab;
            const char *what = tab == SIZE_MAX ? "the line lacks columns"
                                               : "a column more than there should be";
            return fail(reader, at, what);
        }
        columns[i] = str_sub(rest, 0, tab);
        if (tab != SIZE_MAX)
            rest = str_sub(rest, tab + 1, rest.len);
    }
    return true;
}

static bool read_note(struct reader *reader)
{
    str c[COLUMN_COUNT];
    struct ident_entry entry = {0};
    int64_t order;
    bool is_cloze; /* either is fit */
    bool ok = read_columns(reader, c, COLUMN_COUNT) &&
              read_guid(reader, c[COLUMN_GUID], &entry.guid) &&
              read_choice(reader, c[COLUMN_STATE], STR("living"), STR("retired"),
                          &entry.retired) &&
              read_number(reader, c[COLUMN_ID], 1, LOCK_MAX_ID, &entry.id) &&
              read_number(reader, c[COLUMN_MOD], 0, LOCK_MAX_MOD, &entry.mod) &&
              read_choice(reader, c[COLUMN_TYPE], STR("note"), STR("cloze"), &is_cloze) &&
              read_text(reader, c[COLUMN_RULE], &entry.rule) &&
              read_text(reader, c[COLUMN_DECK], &entry.deck) &&
              read_text(reader, c[COLUMN_FILE], &entry.file) &&
              read_list(reader, c[COLUMN_PATH], &entry.path, &entry.path_count) &&
              read_number(reader, c[COLUMN_ORDER], 0, UINT32_MAX, &order) &&
              read_text(reader, c[COLUMN_FRONT], &entry.front) &&
              read_explicit_id(reader, c[COLUMN_EXPLICIT_ID], &entry) &&
              read_text(reader, c[COLUMN_SERVICE], &entry.service) &&
              read_choice(reader, c[COLUMN_BREAKS], STR("join"), STR("keep"),
                          &entry.keeps_breaks) &&
              read_list(reader, c[COLUMN_TAGS], &entry.tags, &entry.tag_count) &&
              read_text(reader, c[COLUMN_HASH], &entry.hash) &&
              read_json(reader, c[COLUMN_ADOPTED], &entry.adopted) &&
              read_text(reader, c[COLUMN_MARKDOWN], &entry.markdown);
    if (!ok)
        return false;
    entry.type = c[COLUMN_TYPE];
    entry.order = (uint32_t)order;
    vec_push(&reader->lock->entries, entry);
    vec_push(&reader->lines, reader->line);
    return true;
}

static bool read_note_type(struct reader *reader)
{
    str c[TYPE_COLUMNS];
    struct lock_note_type type = {0};
    if (!read_columns(reader, c, TYPE_COLUMNS) ||
        !read_number(reader, c[TYPE_ID], 1, LOCK_MAX_ID, &type.id) ||
        !read_json(reader, c[TYPE_JSON], &type.json))
        return false;
    vec_push(&reader->lock->note_types, type);
    return true;
}

#define HEADER "awsml.lock "

static bool read_header(struct reader *reader)
{
    str rest = str_sub(reader->line, sizeof(HEADER) - 1, reader->line.len);
    int64_t version = 0;
    size_t i = 0;
    for (; i < rest.len && ascii_is_digit(rest.ptr[i]); i++)
        version = MIN(version * 10 + (rest.ptr[i] - '0'), INT64_C(1000000));
    if (version > LOCK_VERSION) {
        diag_line(reader->diag, reader->path, reader->number, 1, DIAG_LOCK_VERSION,
                  "install a newer awsml-export",
                  "the lock was made by a newer awsml-export; nothing is written");
        return false;
    }
    reader->has_header = true;
    return (version == LOCK_VERSION && i == 1 && rest.len == 1) ||
           fail(reader, rest.ptr, "a version that never was");
}

static bool is_conflict_marker(str line)
{
    static const str marks[] = {STR_INIT("<<<<<<<"), STR_INIT("|||||||"), STR_INIT("======="),
                                STR_INIT(">>>>>>>")};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (str_starts(line, marks[i]) &&
            (line.len == marks[i].len || line.ptr[marks[i].len] == ' '))
            return true;
    return false;
}

static bool read_line(struct reader *reader)
{
    str line = reader->line;
    if (!line.len || line.ptr[0] == '#')
        return true;
    if (is_conflict_marker(line)) {
        diag_line(reader->diag, reader->path, reader->number, 1, DIAG_LOCK_CONFLICT,
                  conflict_hint, "a merge conflict was left here; nothing is written");
        return false;
    }
    if (str_starts(line, STR(HEADER)))
        return read_header(reader);
    if (!reader->has_header)
        return fail(reader, line.ptr, "this is no awsml.lock, whose first line tells its version");
    if (str_starts(line, STR("note\t")))
        return read_note(reader);
    if (str_starts(line, STR("type\t")))
        return read_note_type(reader);
    return fail(reader, line.ptr, "a line that is neither a note nor a note type");
}

static bool read_lines(struct reader *reader, str text)
{
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        reader->line = str_sub(text, 0, end);
        reader->number++;
        if (end == SIZE_MAX)
            return fail(reader, text.ptr + text.len, "the file ends in the middle of a line");
        if (end > 0 && text.ptr[end - 1] == '\r')
            reader->line.len--;
        size_t cr = reader->has_cr ? str_find_char(reader->line, '\r') : SIZE_MAX;
        if (cr != SIZE_MAX)
            return fail(reader, text.ptr + cr, "a carriage return inside a line");
        if (!read_line(reader))
            return false;
        text = str_sub(text, end + 1, text.len);
    }
    return reader->has_header ||
           fail(reader, text.ptr, "this is no awsml.lock, whose first line tells its version");
}

/* About a byte that no lock holds: the lines before it are text. */
static bool fail_byte(struct reader *reader, str text, size_t at, const char *what)
{
    size_t begin = str_line_begin(text, at);
    for (size_t i = 0; i < begin; i++)
        reader->number += text.ptr[i] == '\n';
    reader->number++;
    reader->line = str_sub(text, begin, at);
    return fail(reader, text.ptr + at, what);
}

static bool read_file(struct reader *reader, str text)
{
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_sub(text, 3, text.len);
    if (!text.len)
        return true;
    if (!utf8_is_valid(text))
        return fail_byte(reader, text, utf8_check(text).bad_at, "a byte that is no UTF-8");
    size_t nul = str_find_char(text, '\0');
    if (nul != SIZE_MAX)
        return fail_byte(reader, text, nul, "a NUL byte");
    reader->has_cr = str_find_char(text, '\r') != SIZE_MAX;
    if (!read_lines(reader, text))
        return false;
    return lock_heal(reader->lock, reader->lines.ptr) ||
           fail(reader, reader->line.ptr, "two notes have one id, and no other id is free");
}

bool lock_read(struct lock *ret, str text, str path, struct arena *arena, struct diag *diag)
{
    *ret = (struct lock){0};
    struct reader reader = {.path = path, .arena = arena, .diag = diag, .lock = ret};
    bool ok = read_file(&reader, text);
    if (!ok)
        lock_release(ret);
    vec_release(&reader.lines);
    return ok;
}
