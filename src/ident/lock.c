/* SPDX-License-Identifier: MIT */
/* The lock: writing it, and what reading and writing agree on. */
#include "ident/lock.h"

#include <stdlib.h>

#include "base/utf8.h"

static const char about[] =
    "# Made by awsml-export: which note is which in Anki, one line a note.\n"
    "# Keep it beside the notes and under version control, and do not edit it by hand: without it\n"
    "# notes that were reworded or moved lose their reviews. Git merges it by itself if the file\n"
    "# .gitattributes has this line:\n"
    "#     awsml.lock merge=union linguist-generated\n";

static bool is_blank_or_control(int32_t c)
{
    return c <= ' ' || (c >= 0x7F && (c <= 0xA0 || utf8_is_space(c)));
}

bool lock_guid_is_fit(str guid)
{
    for (size_t i = 0, len; i < guid.len; i += len)
        if (is_blank_or_control(utf8_at(guid, i, &len)))
            return false;
    return guid.len > 0 && guid.len <= LOCK_MAX_GUID;
}

void lock_release(struct lock *lock)
{
    vec_release(&lock->entries);
    vec_release(&lock->note_types);
}

/* Are there, among eight bytes, none below 0x10 and no backslash? */
static bool word_is_plain(const char *bytes)
{
    const uint64_t each = 0x0101010101010101u, tops = each * 0x80;
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
    uint64_t backslash = word ^ each * '\\'; /* its byte becomes zero */
    return !(((word - each * 0x10) & ~word & tops) | ((backslash - each) & ~backslash & tops));
}

/* What stands behind the backslash, or 0: the byte stands for itself. */
static char escape_of(char c)
{
    switch (c) {
    case '\\':
        return '\\';
    case '\n':
        return 'n';
    case '\t':
        return 't';
    case '\r':
        return 'r';
    default:
        return 0;
    }
}

static void put_text(struct buf *out, str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len;) {
        if (text.len - i >= sizeof(uint64_t) && word_is_plain(text.ptr + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        char escape = escape_of(text.ptr[i]);
        if (escape) {
            buf_bytes(out, text.ptr + from, i - from);
            buf_char(out, '\\');
            buf_char(out, escape);
            from = i + 1;
        }
        i++;
    }
    if (from < text.len)
        buf_bytes(out, text.ptr + from, text.len - from);
}

static void put_column(struct buf *out, str text)
{
    buf_char(out, '\t');
    put_text(out, text);
}

static void put_number(struct buf *out, int64_t number)
{
    char digits[24], *at = digits + sizeof(digits);
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    buf_char(out, '\t');
    buf_bytes(out, at, (size_t)(digits + sizeof(digits) - at));
}

static void put_list(struct buf *out, const str *items, uint32_t count)
{
    buf_char(out, '\t');
    for (uint32_t i = 0; i < count; i++) {
        put_text(out, items[i]);
        buf_lit(out, "\\/");
    }
}

static void put_entry(struct buf *out, const struct ident_entry *entry)
{
    buf_lit(out, "note");
    put_column(out, entry->guid);
    put_column(out, entry->retired ? STR("retired") : STR("living"));
    put_number(out, entry->id);
    put_number(out, entry->mod);
    put_column(out, entry->type);
    put_column(out, entry->rule);
    put_column(out, entry->deck);
    put_column(out, entry->file);
    put_list(out, entry->path, entry->path_count);
    put_number(out, entry->order);
    put_column(out, entry->front);
    buf_char(out, '\t');
    if (entry->explicit_id.len) {
        buf_put(out, entry->id_is_unique ? STR("vault:") : STR("file:"));
        put_text(out, entry->explicit_id);
    }
    put_column(out, entry->service);
    put_column(out, entry->keeps_breaks ? STR("keep") : STR("join"));
    put_list(out, entry->tags, entry->tag_count);
    put_column(out, entry->hash);
    put_column(out, entry->adopted);
    put_column(out, entry->markdown);
    buf_char(out, '\n');
}

/* A note in the order of GUIDs. */
struct place {
    uint64_t begin; /* of the GUID, eight bytes as a number: most comparisons need no more */
    const struct ident_entry *entry;
};

static uint64_t begin_of(str guid)
{
    uint64_t begin = 0;
    for (size_t i = 0; i < sizeof(begin); i++)
        begin = begin << 8 | (i < guid.len ? (unsigned char)guid.ptr[i] : 0);
    return begin;
}

static int by_guid(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin > b->begin ? 1 : -1;
    return str_cmp(a->entry->guid, b->entry->guid);
}

static void put_entries(struct buf *out, const struct ident_entry *entries, size_t count)
{
    struct place *places = mem_zalloc(count, sizeof(*places));
    bool sorted = true;
    for (size_t i = 0; i < count; i++) {
        places[i] = (struct place){begin_of(entries[i].guid), &entries[i]};
        sorted = sorted && (i == 0 || by_guid(&places[i - 1], &places[i]) < 0);
    }
    if (!sorted)
        qsort(places, count, sizeof(*places), by_guid);
    for (size_t i = 0; i < count; i++)
        put_entry(out, places[i].entry);
    free(places);
}

static int by_id(const void *left, const void *right)
{
    const struct lock_note_type *const *a = left, *const *b = right;
    return ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

static void put_note_types(struct buf *out, const struct lock_note_type *types, size_t count)
{
    const struct lock_note_type **order = mem_zalloc(count, sizeof(*order));
    for (size_t i = 0; i < count; i++)
        order[i] = &types[i];
    qsort(order, count, sizeof(*order), by_id);
    for (size_t i = 0; i < count; i++) {
        buf_lit(out, "type");
        put_number(out, order[i]->id);
        put_column(out, order[i]->json);
        buf_char(out, '\n');
    }
    free(order);
}

/* About what the entries will take, so that the buffer need not grow again and again. */
static size_t guess_size(const struct lock *lock)
{
    enum { COLUMNS = 256, ESCAPES = 16 };
    size_t size = COLUMNS;
    vec_for (const struct ident_entry, entry, &lock->entries)
        size += COLUMNS + entry->markdown.len + entry->markdown.len / ESCAPES;
    return size;
}

void lock_write(struct buf *out, const struct lock *lock)
{
    buf_reserve(out, guess_size(lock));
    buf_printf(out, "awsml.lock %d\n%s", LOCK_VERSION, about);
    if (lock->note_types.len)
        put_note_types(out, lock->note_types.ptr, lock->note_types.len);
    if (lock->entries.len)
        put_entries(out, lock->entries.ptr, lock->entries.len);
}
