/* SPDX-License-Identifier: MIT */
/*
 * The floor that the exporter is measured against: the bare libraries doing the same work with no
 * meaning in it. It reads the notes, checks UTF-8 and NFC, parses them with md4c into nothing,
 * splits them at heading lines, hashes, inserts a note and a card for each section, makes the
 * indexes, serialises, deflates, and writes the package safely. A pass over everything for each
 * step, so that each can be timed. Its package has the tables of a real one but no note types: it
 * is weighed, never imported.
 *
 *     floor DIR --apkg FILE [--level 1..9] [--times]
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha1.h>
#include <sha2.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

#include "floor_text.h"

struct file {
    char *path, *text; /* owned; the text ends in NUL */
    size_t len;
    size_t start; /* where the front matter ends */
};

struct section {
    const struct file *file;
    const char *head, *body; /* views into the file's text */
    size_t head_len, body_len;
    unsigned line;
    size_t fields, fields_len; /* in the fields buffer */
    uint32_t csum;
    char guid[17];
};

struct buffer {
    char *data;
    size_t len, cap;
};

static struct file *files;
static size_t n_files;
static struct section *sections;
static size_t n_sections;
static struct buffer fields;

static size_t root_len; /* of the folder named, with its slash: paths are written without it */
static bool times;

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "floor: %s: %s\n", what, why);
    exit(1);
}

static void *grown(void *old, size_t count, size_t size)
{
    void *p = realloc(old, count * size);
    if (!p)
        die("memory", strerror(ENOMEM));
    return p;
}

/* The processor time since the mark before, under this name. */
static void mark(const char *name)
{
    static double last;
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    double now = (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
    if (times)
        printf("%s\"%s\": %.3f", last > 0 ? ", " : "{", name, now - last);
    last = now;
}

static void read_file(char *path, size_t size)
{
    if (n_files % 256 == 0)
        files = grown(files, n_files + 256, sizeof *files);
    struct file *f = &files[n_files++];
    *f = (struct file){.path = path, .text = grown(NULL, size + 1, 1)};
    int fd = open(path, O_RDONLY);
    ssize_t got = 0;
    while (fd >= 0 && (got = read(fd, f->text + f->len, size - f->len)) > 0)
        f->len += (size_t)got;
    if (fd < 0 || got < 0)
        die(path, strerror(errno));
    close(fd);
    f->text[f->len] = '\0';
}

static void walk(const char *dir)
{
    struct dirent **names;
    int n = scandir(dir, &names, NULL, alphasort);
    if (n < 0)
        die(dir, strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *name = names[i]->d_name;
        size_t len = strlen(name), size = strlen(dir) + len + 2;
        char *path = grown(NULL, size, 1);
        struct stat st;
        snprintf(path, size, "%s/%s", dir, name);
        if (name[0] == '.' || stat(path, &st) != 0)
            free(path);
        else if (S_ISDIR(st.st_mode)) {
            walk(path);
            free(path);
        } else if (len > 3 && strcmp(name + len - 3, ".md") == 0)
            read_file(path, (size_t)st.st_size);
        free(names[i]);
    }
    free(names);
}

static void check(struct file *f)
{
    if (!check_text(&f->text, &f->len))
        die(f->path, "not UTF-8");
}

static void parse(struct file *f)
{
    const char *close = strncmp(f->text, "---\n", 4) == 0 ? strstr(f->text + 3, "\n---\n") : NULL;
    f->start = close ? (size_t)(close - f->text) + 5 : 0;
    if (!parse_text(f->text + f->start, f->len - f->start))
        die(f->path, "md4c failed");
}

/* Ends the last section at end: without its blank edges and rules, and not at all if it is bare. */
static void end_section(const char *end)
{
    struct section *s = &sections[n_sections - 1];
    const char *p = s->body;
    for (bool more = true; more && p < end;) {
        size_t len = (size_t)(end - p);
        size_t front = isspace((unsigned char)*p) ? 1 : len >= 3 && !memcmp(p, "---", 3) ? 3 : 0;
        p += front;
        len -= front;
        size_t back = len && isspace((unsigned char)end[-1]) ? 1 : 0;
        back = len >= 3 && !memcmp(end - 3, "---", 3) ? 3 : back;
        end -= back;
        more = front + back > 0;
    }
    s->body = p;
    s->body_len = (size_t)(end - p);
    n_sections -= s->body_len == 0;
}

static void split(struct file *f)
{
    const char *end = f->text + f->len;
    bool open = false, fenced = false;
    unsigned line = 0;
    for (const char *p = f->text + f->start, *next; p < end; p = next) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        next = newline ? newline + 1 : end;
        line++;
        if (next - p >= 3 && memcmp(p, "```", 3) == 0)
            fenced = !fenced;
        if (*p != '#' || fenced)
            continue;
        if (open)
            end_section(p);
        if ((n_sections & (n_sections - 1)) == 0)
            sections = grown(sections, n_sections ? 2 * n_sections : 1, sizeof *sections);
        const char *head = p + strspn(p, "# ");
        size_t len = head < next ? (size_t)(next - head) - (newline != NULL) : 0;
        sections[n_sections++] = (struct section){
            .file = f, .head = head, .head_len = len, .body = next, .line = line};
        open = true;
    }
    if (open)
        end_section(end);
}

static void put(const char *text, size_t len)
{
    if (fields.cap - fields.len < len) {
        fields.cap = 2 * fields.cap + len + 4096;
        fields.data = grown(fields.data, fields.cap, 1);
    }
    memcpy(fields.data + fields.len, text, len);
    fields.len += len;
}

static void put_escaped(const char *text, size_t len)
{
    const char *end = text + len, *from = text;
    for (; text < end; text++) {
        const char c = *text;
        if ((unsigned char)c > '>' || (c != '&' && c != '<' && c != '>'))
            continue;
        put(from, (size_t)(text - from));
        put(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;", c == '&' ? 5 : 4);
        from = text + 1;
    }
    put(from, (size_t)(end - from));
}

/* The eight fields of the exporter's note: Front, Back, and the Source that it always writes. */
static void render(struct section *s)
{
    char line[16];
    int digits = snprintf(line, sizeof line, ":%u", s->line);
    s->fields = fields.len;
    put_escaped(s->head, s->head_len);
    put("\x1f", 1);
    put_escaped(s->body, s->body_len);
    put("\x1f\x1f\x1f\x1f\x1f\x1f", 6);
    const char *path = s->file->path + root_len;
    put_escaped(path, strlen(path));
    put(line, (size_t)digits);
    s->fields_len = fields.len - s->fields;
}

static void hash(struct section *s)
{
    uint8_t sum[SHA256_DIGEST_LENGTH];
    SHA1_CTX sha1;
    SHA1Init(&sha1);
    SHA1Update(&sha1, (const uint8_t *)s->head, s->head_len);
    SHA1Final(sum, &sha1);
    s->csum = (uint32_t)sum[0] << 24 | (uint32_t)sum[1] << 16 | (uint32_t)sum[2] << 8 | sum[3];
    SHA2_CTX sha2;
    SHA256Init(&sha2);
    const char *path = s->file->path + root_len;
    SHA256Update(&sha2, (const uint8_t *)path, strlen(path));
    SHA256Update(&sha2, (const uint8_t *)s->head, s->head_len);
    SHA256Final(sum, &sha2);
    for (size_t i = 0; i < 16; i++)
        s->guid[i] = "0123456789abcdef"[sum[i / 2] >> (i % 2 ? 0 : 4) & 15];
}

#define NN " integer NOT NULL"
static const char schema[] =
    "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY;"
    "CREATE TABLE col (id integer PRIMARY KEY, crt" NN ", mod" NN ", scm" NN ", ver" NN ", dty" NN
    ", usn" NN ", ls" NN ", conf text NOT NULL, models text NOT NULL, decks text NOT NULL,"
    " dconf text NOT NULL, tags text NOT NULL);"
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid" NN ", mod" NN ", usn" NN
    ", tags text NOT NULL, flds text NOT NULL, sfld" NN ", csum" NN ", flags" NN
    ", data text NOT NULL);"
    "CREATE TABLE cards (id integer PRIMARY KEY, nid" NN ", did" NN ", ord" NN ", mod" NN ", usn" NN
    ", type" NN ", queue" NN ", due" NN ", ivl" NN ", factor" NN ", reps" NN ", lapses" NN
    ", left" NN ", odue" NN ", odid" NN ", flags" NN ", data text NOT NULL);"
    "CREATE TABLE revlog (id integer PRIMARY KEY, cid" NN ", usn" NN ", ease" NN ", ivl" NN
    ", lastIvl" NN ", factor" NN ", time" NN ", type" NN ");"
    "CREATE TABLE graves (usn" NN ", oid" NN ", type" NN ");"
    "INSERT INTO col VALUES (1,1700000000,1700000000000,1700000000000,11,0,0,0,"
    " '{}','{}','{}','{}','{}'); BEGIN";
static const char indexes[] =
    "CREATE INDEX ix_notes_usn ON notes (usn); CREATE INDEX ix_cards_usn ON cards (usn);"
    "CREATE INDEX ix_revlog_usn ON revlog (usn); CREATE INDEX ix_cards_nid ON cards (nid);"
    "CREATE INDEX ix_cards_sched ON cards (did, queue, due);"
    "CREATE INDEX ix_revlog_cid ON revlog (cid); CREATE INDEX ix_notes_csum ON notes (csum);"
    "COMMIT";

static void must(sqlite3 *db, int status)
{
    if (status != SQLITE_OK && status != SQLITE_DONE)
        die("sqlite", sqlite3_errmsg(db));
}

static void insert(sqlite3 *db)
{
    sqlite3_stmt *note, *card;
    const int64_t first = 1600000000000;
    must(db, sqlite3_prepare_v2(db, "INSERT INTO notes VALUES (?1,?2,1577836800001,1700000000,-1,"
                                    "'',?3,?4,?5,0,'')", -1, &note, NULL));
    must(db, sqlite3_prepare_v2(db, "INSERT INTO cards VALUES (?1,?2,?3,0,1700000000,-1,0,0,?4,0,0,"
                                    "0,0,0,0,0,0,'')", -1, &card, NULL));
    for (size_t i = 0; i < n_sections; i++) {
        const struct section *s = &sections[i];
        int64_t id = first + (int64_t)i;
        sqlite3_bind_int64(note, 1, id);
        sqlite3_bind_text(note, 2, s->guid, 16, SQLITE_STATIC);
        sqlite3_bind_text(note, 3, fields.data + s->fields, (int)s->fields_len, SQLITE_STATIC);
        sqlite3_bind_text(note, 4, s->head, (int)s->head_len, SQLITE_STATIC);
        sqlite3_bind_int64(note, 5, s->csum);
        must(db, sqlite3_step(note));
        sqlite3_reset(note);
        sqlite3_bind_int64(card, 1, id);
        sqlite3_bind_int64(card, 2, id);
        sqlite3_bind_int64(card, 3, first + (s->file - files));
        sqlite3_bind_int64(card, 4, (int64_t)i + 1);
        must(db, sqlite3_step(card));
        sqlite3_reset(card);
    }
    sqlite3_finalize(note);
    sqlite3_finalize(card);
}

static void add(zip_t *zip, const char *name, const void *data, size_t len, zip_uint32_t level)
{
    zip_source_t *source = zip_source_buffer(zip, data, len, 0);
    zip_int64_t at = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, level) != 0)
        die(name, zip_strerror(zip));
}

static void write_package(const char *path, const void *db, size_t len, zip_uint32_t level)
{
    size_t size = strlen(path) + sizeof ".part";
    char *part = grown(NULL, size, 1);
    snprintf(part, size, "%s.part", path);
    zip_t *zip = zip_open(part, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!zip)
        die(part, "cannot be written");
    add(zip, "collection.anki2", db, len, level);
    add(zip, "media", "{}", 2, level);
    if (zip_close(zip) != 0)
        die(part, zip_strerror(zip));
    mark("deflate");
    int fd = open(part, O_RDONLY);
    if (fd < 0 || fsync(fd) != 0 || close(fd) != 0 || rename(part, path) != 0)
        die(path, strerror(errno));
    free(part);
    mark("fsync");
}

/* One pass over all files, and then its mark. */
static void each_file(void (*step)(struct file *), const char *name)
{
    for (size_t i = 0; i < n_files; i++)
        step(&files[i]);
    mark(name);
}

static void each_section(void (*step)(struct section *), const char *name)
{
    for (size_t i = 0; i < n_sections; i++)
        step(&sections[i]);
    mark(name);
}

int main(int argc, char **argv)
{
    const char *dir = NULL, *apkg = NULL;
    zip_uint32_t level = 6;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--apkg") == 0 && i + 1 < argc)
            apkg = argv[++i];
        else if (strcmp(argv[i], "--level") == 0 && i + 1 < argc)
            level = (zip_uint32_t)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--times") == 0)
            times = true;
        else
            dir = argv[i];
    }
    if (!dir || !apkg || level < 1 || level > 9)
        die("usage", "floor DIR --apkg FILE [--level 1..9] [--times]");
    mark("start");
    root_len = strlen(dir) + 1;
    walk(dir);
    mark("read");
    each_file(check, "check");
    each_file(parse, "md4c");
    each_file(split, "split");
    each_section(hash, "hash");
    each_section(render, "escape");
    sqlite3 *db;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    must(NULL, sqlite3_open_v2(":memory:", &db, flags, NULL));
    must(db, sqlite3_exec(db, schema, NULL, NULL, NULL));
    insert(db);
    mark("insert");
    must(db, sqlite3_exec(db, indexes, NULL, NULL, NULL));
    mark("index");
    sqlite3_int64 size;
    unsigned char *image = sqlite3_serialize(db, "main", &size, 0);
    sqlite3_close(db);
    if (!image)
        die("sqlite", "cannot serialise");
    mark("serialise");
    write_package(apkg, image, (size_t)size, level);
    if (times)
        printf("}\n");
    return 0;
}
