/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as a lock. */
#include "base/buf.h"
#include "fuzz.h"
#include "ident/lock.h"

#include <stdint.h>
#include <string.h>

static void check_text(str text)
{
    require(is_utf8(text.ptr, text.len), "a text that is not UTF-8");
    require(!text.len || !memchr(text.ptr, '\0', text.len), "a text with a NUL byte");
}

static void check_list(const str *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        check_text(items[i]);
}

/* What everybody behind it relies on. */
static void check_lock(const struct lock *lock)
{
    for (size_t i = 0; i < lock->entries.len; i++) {
        const struct ident_entry *entry = &lock->entries.ptr[i];
        require(lock_guid_is_fit(entry->guid), "a GUID that is not fit");
        require(!i || str_cmp(entry[-1].guid, entry->guid) < 0, "GUIDs out of order");
        require(entry->id >= 1 && entry->id <= LOCK_MAX_ID, "an id out of its limits");
        require(entry->mod >= 0 && entry->mod <= LOCK_MAX_MOD, "a mod out of its limits");
        for (size_t k = 0; k < i && i < 100; k++)
            require(lock->entries.ptr[k].id != entry->id, "an id twice");
        const str texts[] = {entry->guid,     entry->type,        entry->rule, entry->deck,
                             entry->file,     entry->front,       entry->hash, entry->adopted,
                             entry->markdown, entry->explicit_id, entry->service};
        check_list(texts, (uint32_t)ARRAY_LEN(texts));
        check_list(entry->path, entry->path_count);
        check_list(entry->tags, entry->tag_count);
    }
    for (size_t i = 1; i < lock->note_types.len; i++)
        require(lock->note_types.ptr[i - 1].id < lock->note_types.ptr[i].id,
                "note types out of order");
}

/* Reads `text` and writes what was read; false where it is refused. */
static bool rewrite(struct buf *out, str text)
{
    struct arena arena = {0};
    struct diag diag = {0};
    struct lock lock;
    bool ok = lock_read(&lock, text, STR("awsml.lock"), &arena, &diag);
    if (ok) {
        require(!diag.list.len, "a lock that is read with a message");
        check_lock(&lock);
        lock_write(out, &lock);
    } else {
        require(diag.list.len == 1 && diag.errors == 1, "not one reason for a refusal");
        require(diag.list.ptr[0].line && diag.list.ptr[0].column, "a reason without a place");
        require(!lock.entries.len && !lock.note_types.len, "a refused lock that holds something");
    }
    lock_release(&lock);
    diag_release(&diag);
    arena_release(&arena);
    return ok;
}

/* The lines behind a header of its own, last first. */
static void put_reversed(struct buf *out, str text)
{
    buf_lit(out, "awsml.lock 1\n");
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_sub(text, 3, text.len);
    while (text.len) {
        size_t begin = str_line_begin(text, text.len - 1);
        buf_put(out, str_sub(text, begin, text.len));
        text = str_sub(text, 0, begin);
    }
}

static void read_lock(str text)
{
    struct buf once = {0}, twice = {0}, reversed = {0}, turned = {0};
    if (rewrite(&once, text)) {
        require(rewrite(&twice, buf_str(&once)), "a lock of our own that is refused");
        require(str_eq(buf_str(&once), buf_str(&twice)), "a lock that reads back otherwise");
        put_reversed(&reversed, text);
        require(rewrite(&turned, buf_str(&reversed)), "lines whose order matters");
        require(str_eq(buf_str(&once), buf_str(&turned)), "a result of the lines' order");
    }
    buf_release(&once);
    buf_release(&twice);
    buf_release(&reversed);
    buf_release(&turned);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = {(const char *)data, size};
    struct buf text = {0};
    read_lock(bytes);
    buf_lit(&text, "awsml.lock 1\n");
    buf_put(&text, bytes);
    buf_char(&text, '\n');
    read_lock(buf_str(&text));
    buf_release(&text);
    return 0;
}
