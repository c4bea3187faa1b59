/* SPDX-License-Identifier: MIT */
/* Fills Anki's tables. */
#include "write/collection.h"

#include <sqlite3.h>

#include "base/attr.h"
#include "write/deck_ids.h"
#include "write/html_text.h"
#include "write/schema.h"

/* Indexes come after the rows: they are sorted once instead of being kept sorted. */
static const char *const setup[] = {
    "PRAGMA page_size = 4096",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA temp_store = MEMORY",
    "BEGIN",
    "CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,"
    " scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,"
    " ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,"
    " dconf text NOT NULL, tags text NOT NULL)",
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,"
    " mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,"
    " sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL)",
    "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,"
    " ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,"
    " queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,"
    " reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,"
    " odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL)",
    "CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,"
    " ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL,"
    " factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL)",
    "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL)",
};
static const char *const finish[] = {
    "CREATE INDEX ix_notes_usn ON notes (usn)",
    "CREATE INDEX ix_cards_usn ON cards (usn)",
    "CREATE INDEX ix_revlog_usn ON revlog (usn)",
    "CREATE INDEX ix_cards_nid ON cards (nid)",
    "CREATE INDEX ix_cards_sched ON cards (did, queue, due)",
    "CREATE INDEX ix_revlog_cid ON revlog (cid)",
    "CREATE INDEX ix_notes_csum ON notes (csum)",
    "COMMIT",
};

enum statement { INSERT_COL, INSERT_NOTE, INSERT_CARD, STATEMENT_COUNT };
static const char *const statements[STATEMENT_COUNT] = {
    [INSERT_COL] = "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, '{}')",
    [INSERT_NOTE] = "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, ?8, 0, '')",
    [INSERT_CARD] = "INSERT INTO cards VALUES (?1,?2,?3,?4,?5,-1,0,0,?6,0,0,0,0,0,0,0,0,'')",
};

/* Four in the morning of 2020-01-01: where a day begins for Anki. New cards do not depend on it. */
#define COLLECTION_CREATED 1577851200
/* Anki's database check renumbers new cards from a million on (anki rslib/src/dbcheck.rs). */
#define MAX_POSITION 999999

struct collection {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    int64_t last_card_id;
    struct buf fields, tags, first, sort; /* of the note that is being written */
    str bytes;
};

static void bind_str(sqlite3_stmt *statement, int index, str text)
{
    sqlite3_bind_text64(statement, index, text.len ? text.ptr : "", text.len, SQLITE_STATIC,
                        SQLITE_UTF8);
}

static bool run_all(struct collection *collection, const char *const *sql, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sqlite3_exec(collection->db, sql[i], NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return true;
}

static bool step(sqlite3_stmt *statement)
{
    sqlite3_step(statement);
    return sqlite3_reset(statement) == SQLITE_OK;
}

/*
 * The memdb VFS keeps the file in one block of memory, which serialising then hands out as it is;
 * `:memory:` would keep pages and copy them all.
 */
static bool open_database(struct collection *collection)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2("collection", &collection->db, flags, "memdb") != SQLITE_OK)
        return false;
    sqlite3_int64 limit = INT64_MAX >> 8;
    sqlite3_file_control(collection->db, "main", SQLITE_FCNTL_SIZE_LIMIT, &limit);
    if (!run_all(collection, setup, ARRAY_LEN(setup)))
        return false;
    for (int i = 0; i < STATEMENT_COUNT; i++)
        if (sqlite3_prepare_v2(collection->db, statements[i], -1, &collection->statements[i],
                               NULL) != SQLITE_OK)
            return false;
    return true;
}

static bool insert_col(struct collection *collection, const struct awsml_deck *deck,
                       const struct deck_ids *ids)
{
    sqlite3_stmt *statement = collection->statements[INSERT_COL];
    struct buf json[4] = {{0}};
    schema_conf(&json[0], MIN((int64_t)deck->notes.len, MAX_POSITION) + 1);
    schema_models(&json[1], deck);
    schema_decks(&json[2], ids);
    schema_deck_options(&json[3]);
    sqlite3_bind_int64(statement, 1, COLLECTION_CREATED);
    sqlite3_bind_int64(statement, 2, deck->timestamp * 1000);
    for (int i = 0; i < 4; i++)
        bind_str(statement, 3 + i, buf_str(&json[i]));
    bool ok = step(statement);
    for (int i = 0; i < 4; i++)
        buf_release(&json[i]);
    return ok;
}

static void make_texts(struct collection *collection, const struct awsml_note *note)
{
    buf_clear(&collection->fields);
    for (uint32_t i = 0; i < deck_note_field_count(note); i++) {
        if (i)
            buf_char(&collection->fields, '\x1f');
        buf_put(&collection->fields, deck_note_field(note, i));
    }
    buf_clear(&collection->tags);
    for (uint32_t i = 0; i < note->tag_count; i++) {
        buf_char(&collection->tags, ' ');
        buf_put(&collection->tags, note->tags[i]);
    }
    if (note->tag_count)
        buf_char(&collection->tags, ' ');
    buf_clear(&collection->first);
    html_strip(&collection->first, deck_note_field(note, 0));
    uint32_t sort_field = deck_note_sort_field(note);
    buf_clear(&collection->sort);
    if (sort_field)
        html_strip(&collection->sort, deck_note_field(note, sort_field));
    else
        buf_put(&collection->sort, buf_str(&collection->first));
}

static bool insert_note(struct collection *collection, const struct awsml_note *note)
{
    sqlite3_stmt *statement = collection->statements[INSERT_NOTE];
    make_texts(collection, note);
    sqlite3_bind_int64(statement, 1, note->id);
    bind_str(statement, 2, note->guid);
    sqlite3_bind_int64(statement, 3, deck_note_type_id(note));
    sqlite3_bind_int64(statement, 4, note->mod);
    bind_str(statement, 5, buf_str(&collection->tags));
    bind_str(statement, 6, buf_str(&collection->fields));
    bind_str(statement, 7, buf_str(&collection->sort));
    sqlite3_bind_int64(statement, 8, html_checksum(buf_str(&collection->first)));
    return step(statement);
}

static bool insert_cards(struct collection *collection, const struct awsml_note *note,
                         int64_t deck_id, int64_t position)
{
    sqlite3_stmt *statement = collection->statements[INSERT_CARD];
    for (int ord = 0; ord < 32; ord++) {
        if (!(note->cards >> ord & 1))
            continue;
        collection->last_card_id = MAX(collection->last_card_id + 1, note->id);
        sqlite3_bind_int64(statement, 1, collection->last_card_id);
        sqlite3_bind_int64(statement, 2, note->id);
        sqlite3_bind_int64(statement, 3, deck_id);
        sqlite3_bind_int(statement, 4, ord);
        sqlite3_bind_int64(statement, 5, note->mod);
        sqlite3_bind_int64(statement, 6, MIN(position, MAX_POSITION));
        if (!step(statement))
            return false;
    }
    return true;
}

static bool fill(struct collection *collection, const struct awsml_deck *deck,
                 const struct deck_ids *ids)
{
    if (!open_database(collection) || !insert_col(collection, deck, ids))
        return false;
    int64_t position = 0;
    vec_for (const struct awsml_note, note, &deck->notes)
        if (!insert_note(collection, note) ||
            !insert_cards(collection, note, deck_ids_of(ids, note)->id, ++position))
            return false;
    if (!run_all(collection, finish, ARRAY_LEN(finish)))
        return false;
    sqlite3_int64 size;
    unsigned char *bytes =
        sqlite3_serialize(collection->db, "main", &size, SQLITE_SERIALIZE_NOCOPY);
    collection->bytes = (str){(const char *)bytes, (size_t)size};
    return bytes != NULL;
}

struct collection *collection_build(const struct awsml_deck *deck, struct diag *diag)
{
    struct collection *collection = mem_zalloc(1, sizeof(*collection));
    struct deck_ids ids;
    deck_ids_make(&ids, deck);
    bool ok = fill(collection, deck, &ids);
    deck_ids_release(&ids);
    if (ok)
        return collection;
    diag_file(diag, STR(""), DIAG_INTERNAL, NULL, "SQLite cannot make the collection: %s",
              collection->db ? sqlite3_errmsg(collection->db) : "out of memory");
    collection_free(collection);
    return NULL;
}

str collection_bytes(const struct collection *collection)
{
    return collection->bytes;
}

void collection_free(struct collection *collection)
{
    if (!collection)
        return;
    for (int i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(collection->statements[i]);
    sqlite3_close(collection->db);
    buf_release(&collection->fields);
    buf_release(&collection->tags);
    buf_release(&collection->sort);
    buf_release(&collection->first);
    free(collection);
}
