/* SPDX-License-Identifier: MIT */
/* The lock: writing it, and what reading and writing agree on. */
#include "ident/lock.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/attr.h"
#include "base/utf8.h"

static const char about[] =
    "# Made by awsml-export: which note is which in Anki, one note a line. Do not edit it by hand.\n"
    "# Keep it beside the notes and under version control: without it, notes that were reworded or\n"
    "# moved would lose their reviews. Git merges it by itself with this line in .gitattributes:\n"
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

static int by_guid(const void *a, const void *b)
{
    return str_cmp(((const struct ident_entry *)a)->guid, ((const struct ident_entry *)b)->guid);
}

static int by_id(const void *a, const void *b)
{
    int64_t one = ((const struct lock_note_type *)a)->id;
    int64_t other = ((const struct lock_note_type *)b)->id;
    return (one > other) - (one < other);
}

/* Most locks come from lock_read() and are sorted: to see that costs less than to sort. */
static void sort_entries(struct ident_entry_vec *entries)
{
    for (size_t i = 1; i < entries->len; i++) {
        if (by_guid(&entries->ptr[i - 1], &entries->ptr[i]) > 0) {
            qsort(entries->ptr, entries->len, sizeof(*entries->ptr), by_guid);
            return;
        }
    }
}

void lock_write(struct buf *out, struct lock *lock)
{
    sort_entries(&lock->entries);
    if (lock->note_types.len)
        qsort(lock->note_types.ptr, lock->note_types.len, sizeof(*lock->note_types.ptr), by_id);
    buf_printf(out, "awsml.lock %d\n%s", LOCK_VERSION, about);
    vec_for (const struct lock_note_type, type, &lock->note_types) {
        buf_lit(out, "type");
        put_number(out, type->id);
        put_column(out, type->json);
        buf_char(out, '\n');
    }
    vec_for (const struct ident_entry, entry, &lock->entries)
        put_entry(out, entry);
}
