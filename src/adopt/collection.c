/* SPDX-License-Identifier: MIT */
/* Rows out of a database that a stranger may have made. */
#include "adopt/collection.h"

#include "adopt/json.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <sqlite3.h>

enum {
    MAX_FIELD = 64 << 20, /* bytes of a value: Anki's own limit is far below */
    OPS_PER_CALL = 10000, /* of SQLite's machine, between two looks at the budget */
    BYTES_PER_CALL = 1000,
    CALLS_AT_LEAST = 200,
};

struct reader {
    sqlite3 *db;
    struct old_collection *collection;
    struct old_type_vec types;
    struct old_deck_vec decks;
    struct arena *arena;
    struct buf scratch;
    str path;
    struct diag *diag;
    size_t calls_left; /* no database of this size needs more work */
};

static bool fail(const struct reader *reader, const char *what)
{
    diag_file(reader->diag, reader->path, DIAG_BAD_PACKAGE,
              "export the deck from Anki again (File > Export, .apkg)", "%s; writing nothing",
              what);
    return false;
}

static bool fail_sqlite(const struct reader *reader)
{
    diag_file(reader->diag, reader->path, DIAG_BAD_PACKAGE,
              "export the deck from Anki again (File > Export, .apkg)",
              "the collection in it is damaged (%s); writing nothing", sqlite3_errmsg(reader->db));
    return false;
}

/* --- a database from elsewhere --- */

static int spend(void *user)
{
    struct reader *reader = user;
    if (reader->calls_left)
        reader->calls_left--;
    return !reader->calls_left;
}

/* Anki's tables are sorted without regard to case; nothing that is asked here depends on it. */
static int collate(void *user, int a_len, const void *a, int b_len, const void *b)
{
    (void)user;
    return str_cmp((str){a, (size_t)a_len}, (str){b, (size_t)b_len});
}

/* A database that another program had open says that its latest pages are in a second file. */
static void forget_journal(char *bytes, size_t len)
{
    enum { WRITE_VERSION = 18, READ_VERSION = 19, HEADER = 100 };
    if (len >= HEADER)
        bytes[WRITE_VERSION] = bytes[READ_VERSION] = 1;
}

static bool open_database(struct reader *reader, char *bytes, size_t len)
{
    if (sqlite3_open_v2(":memory:", &reader->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return false;
    forget_journal(bytes, len);
    sqlite3_db_config(reader->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(reader->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(reader->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(reader->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_limit(reader->db, SQLITE_LIMIT_LENGTH, MAX_FIELD);
    sqlite3_progress_handler(reader->db, OPS_PER_CALL, spend, reader);
    reader->calls_left = CALLS_AT_LEAST + len / BYTES_PER_CALL;
    return sqlite3_create_collation(reader->db, "unicase", SQLITE_UTF8, NULL, collate) ==
               SQLITE_OK &&
           sqlite3_deserialize(reader->db, "main", (unsigned char *)bytes, (sqlite3_int64)len,
                               (sqlite3_int64)len, SQLITE_DESERIALIZE_READONLY) == SQLITE_OK &&
           sqlite3_exec(reader->db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL) ==
               SQLITE_OK;
}

static sqlite3_stmt *prepare(const struct reader *reader, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL);
    return statement; /* NULL: stepping it fails */
}

static str column(sqlite3_stmt *statement, int index)
{
    const void *bytes = sqlite3_column_blob(statement, index);
    return (str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(statement, index)};
}

/* Ends a query: `state` is what the last step returned. */
static bool finish(const struct reader *reader, sqlite3_stmt *statement, int state)
{
    bool ok = statement && (state == SQLITE_DONE || state == SQLITE_ROW);
    if (!ok)
        fail_sqlite(reader);
    sqlite3_finalize(statement);
    return ok;
}

/* The first number that a query gives; -1 if there is none. */
static int64_t ask(const struct reader *reader, const char *sql)
{
    sqlite3_stmt *statement = prepare(reader, sql);
    int64_t number =
        sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    return number;
}

/* Real tables only: no views, no virtual ones, no columns that are computed when they are read. */
static bool check_tables(const struct reader *reader, bool *ret_is_new)
{
#define REAL "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN "
#define COMPUTED                                                                                 \
    "SELECT count(*) FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' " \
    "AND c.hidden <> 0"
    enum { OLD_TABLES = 3, NEW_TABLES = 4 };
    if (ask(reader, REAL "('col', 'notes', 'cards')") != OLD_TABLES || ask(reader, COMPUTED) != 0)
        return false;
    *ret_is_new = ask(reader, REAL "('notetypes', 'fields', 'templates', 'decks')") == NEW_TABLES;
    return true;
#undef REAL
#undef COMPUTED
}

static bool check_pages(const struct reader *reader)
{
    sqlite3_stmt *statement = prepare(reader, "PRAGMA quick_check(1)");
    bool ok = sqlite3_step(statement) == SQLITE_ROW && str_eq(column(statement, 0), STR("ok"));
    sqlite3_finalize(statement);
    return ok;
}

/* --- note types and decks --- */

static bool read_old_types(struct reader *reader)
{
    sqlite3_stmt *statement = prepare(reader, "SELECT models, decks FROM col LIMIT 1");
    int state = sqlite3_step(statement);
    bool ok = state == SQLITE_ROW;
    if (ok) {
        ok = json_read_models(&reader->types, column(statement, 0), reader->arena);
        json_read_decks(&reader->decks, column(statement, 1), reader->arena);
    }
    sqlite3_finalize(statement);
    return ok || fail(reader, "the note types in it cannot be read");
}

static bool read_rows(struct reader *reader, const char *table, struct type_rows *rows,
                      bool are_fields)
{
    sqlite3_stmt *statement = prepare(reader, table);
    sqlite3_bind_int64(statement, 1, rows->id);
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
        struct type_row row = {arena_str(reader->arena, column(statement, 0)),
                               arena_str(reader->arena, column(statement, 1))};
        if (are_fields)
            vec_push(&rows->fields, row);
        else
            vec_push(&rows->templates, row);
    }
    return finish(reader, statement, state);
}

static bool read_new_types(struct reader *reader)
{
    sqlite3_stmt *statement =
        prepare(reader, "SELECT id, mtime_secs, name, config FROM notetypes ORDER BY id");
    int state;
    bool ok = true;
    while (ok && (state = sqlite3_step(statement)) == SQLITE_ROW) {
        struct type_rows rows = {.id = sqlite3_column_int64(statement, 0),
                                 .mod = sqlite3_column_int64(statement, 1),
                                 .name = arena_str(reader->arena, column(statement, 2)),
                                 .config = arena_str(reader->arena, column(statement, 3))};
        ok = read_rows(reader, "SELECT name, config FROM fields WHERE ntid = ? ORDER BY ord", &rows,
                       true) &&
             read_rows(reader, "SELECT name, config FROM templates WHERE ntid = ? ORDER BY ord",
                       &rows, false);
        struct old_type type;
        if (ok && json_make_type(&type, &rows, reader->arena))
            vec_push(&reader->types, type);
        vec_release(&rows.fields);
        vec_release(&rows.templates);
    }
    if (ok)
        return finish(reader, statement, state);
    sqlite3_finalize(statement);
    return false;
}

/* Levels are parted by U+001F. */
static str deck_name(struct reader *reader, str name)
{
    buf_clear(&reader->scratch);
    for (str level; str_cut(&name, '\x1f', &level);) {
        buf_put(&reader->scratch, reader->scratch.len ? STR("::") : STR(""));
        buf_put(&reader->scratch, level);
    }
    return buf_take(&reader->scratch, reader->arena);
}

static bool read_new_decks(struct reader *reader)
{
    sqlite3_stmt *statement = prepare(reader, "SELECT id, name FROM decks ORDER BY id");
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW)
        vec_push(&reader->decks, (struct old_deck){sqlite3_column_int64(statement, 0),
                                                   deck_name(reader, column(statement, 1))});
    return finish(reader, statement, state);
}

/* --- notes and cards --- */

static int order_types(const void *a, const void *b)
{
    int64_t x = ((const struct old_type *)a)->id, y = ((const struct old_type *)b)->id;
    return (x > y) - (x < y);
}

static int order_decks(const void *a, const void *b)
{
    int64_t x = ((const struct old_deck *)a)->id, y = ((const struct old_deck *)b)->id;
    return (x > y) - (x < y);
}

static int order_notes(const void *a, const void *b)
{
    int64_t x = ((const struct old_note *)a)->id, y = ((const struct old_note *)b)->id;
    return (x > y) - (x < y);
}

/* As Anki's importer does (anki rslib/src/notes/mod.rs): no control characters in a field. */
static str clean(struct reader *reader, str text)
{
    buf_clear(&reader->scratch);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if ((c >= ' ' && c != 0x7F) || c == '\n' || c == '\t')
            buf_char(&reader->scratch, (char)c);
    }
    return buf_take(&reader->scratch, reader->arena);
}

static const str *split_fields(struct reader *reader, str all, uint32_t count)
{
    str *fields = arena_array(reader->arena, str, count);
    for (uint32_t i = 0; i < count; i++) {
        str field;
        fields[i] = str_cut(&all, '\x1f', &field) ? clean(reader, field) : STR("");
    }
    return fields;
}

/* Parted by blanks and U+3000. */
static void split_tags(struct reader *reader, str all, struct old_note *note)
{
    size_t most = 1;
    for (size_t i = 0; i < all.len; i++)
        most += all.ptr[i] == ' ' || all.ptr[i] == '\xE3';
    str *tags = arena_array(reader->arena, str, most);
    for (str piece; str_cut(&all, ' ', &piece);) {
        while (piece.len) {
            size_t end = str_find(piece, STR("\xE3\x80\x80"));
            str tag = clean(reader, str_sub(piece, 0, end));
            if (tag.len)
                tags[note->tag_count++] = tag;
            piece = end == SIZE_MAX ? STR("") : str_sub(piece, end + 3, piece.len);
        }
    }
    note->tags = tags;
}

static bool is_text(str text)
{
    return utf8_check(text).bad_at == SIZE_MAX;
}

/* A note without a GUID, of an unknown type or in another encoding is passed over. */
static void take_note(struct reader *reader, sqlite3_stmt *row)
{
    struct old_type key = {.id = sqlite3_column_int64(row, 2)};
    const struct old_type *type =
        reader->types.len
            ? bsearch(&key, reader->types.ptr, reader->types.len, sizeof(key), order_types)
            : NULL;
    str guid = column(row, 1), tags = column(row, 4), fields = column(row, 5);
    if (!type || !guid.len || !is_text(guid) || !is_text(tags) || !is_text(fields))
        return;
    struct old_note note = {
        .guid = arena_str(reader->arena, guid),
        .id = sqlite3_column_int64(row, 0),
        .mod = sqlite3_column_int64(row, 3),
        .type = (uint32_t)(type - reader->types.ptr),
        .fields = split_fields(reader, fields, type->field_count),
        .deck = STR(""),
    };
    split_tags(reader, tags, &note);
    vec_push(&reader->collection->notes, note);
}

static bool read_notes(struct reader *reader)
{
    sqlite3_stmt *statement =
        prepare(reader, "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id");
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW)
        take_note(reader, statement);
    return finish(reader, statement, state);
}

/* The deck that a card is in, also while it is lent to a filtered one. */
static void take_card(struct reader *reader, sqlite3_stmt *row)
{
    struct old_note key = {.id = sqlite3_column_int64(row, 0)};
    struct old_deck deck_key = {sqlite3_column_int64(row, 2), {0}};
    int64_t ord = sqlite3_column_int64(row, 1), home = sqlite3_column_int64(row, 3);
    if (home)
        deck_key.id = home;
    struct old_note *note = bsearch(&key, reader->collection->notes.ptr,
                                    reader->collection->notes.len, sizeof(key), order_notes);
    if (!note || ord < 0 || ord >= 32)
        return;
    note->cards |= UINT32_C(1) << ord;
    const struct old_deck *deck = reader->decks.len && !note->deck.len
                                      ? bsearch(&deck_key, reader->decks.ptr, reader->decks.len,
                                                sizeof(deck_key), order_decks)
                                      : NULL;
    if (deck)
        note->deck = deck->name;
}

static bool read_cards(struct reader *reader)
{
    sqlite3_stmt *statement =
        prepare(reader, "SELECT nid, ord, did, odid FROM cards ORDER BY nid, ord");
    int state;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW)
        if (reader->collection->notes.len)
            take_card(reader, statement);
    return finish(reader, statement, state);
}

static bool read_all(struct reader *reader)
{
    bool is_new;
    if (!check_tables(reader, &is_new))
        return fail(reader, "what is in it is no collection of Anki's");
    if (!check_pages(reader))
        return fail(reader, "the collection in it is damaged");
    if (!(is_new ? read_new_types(reader) && read_new_decks(reader) : read_old_types(reader)))
        return false;
    if (reader->types.len)
        qsort(reader->types.ptr, reader->types.len, sizeof(*reader->types.ptr), order_types);
    if (reader->decks.len)
        qsort(reader->decks.ptr, reader->decks.len, sizeof(*reader->decks.ptr), order_decks);
    return read_notes(reader) && read_cards(reader);
}

bool old_collection_read(struct old_collection *ret, char *bytes, size_t len, str path,
                         struct arena *arena, struct diag *diag)
{
    struct reader reader = {.collection = ret, .arena = arena, .path = path, .diag = diag};
    *ret = (struct old_collection){0};
    bool ok = open_database(&reader, bytes, len) ? read_all(&reader) : fail_sqlite(&reader);
    vec_for (const struct old_type, type, &reader.types)
        vec_push(&ret->types, *type);
    if (!ok)
        old_collection_release(ret);
    sqlite3_close(reader.db);
    vec_release(&reader.types);
    vec_release(&reader.decks);
    buf_release(&reader.scratch);
    return ok;
}

void old_collection_release(struct old_collection *collection)
{
    vec_release(&collection->types);
    vec_release(&collection->notes);
}
