/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as a collection of Anki's, as JSON in the lock, and as a field. */
#include "adopt/collection.h"
#include "adopt/json.h"
#include "adopt/terms.h"
#include "adopt/visible.h"
#include "fuzz.h"

#include <string.h>

static void check_text(str text)
{
    require(is_utf8(text.ptr, text.len), "a text that is not UTF-8");
}

static void check_note(const struct old_note *note, const struct old_type *type,
                       struct arena *arena)
{
    struct lock_note kept;
    require(note->guid.len, "a note without a GUID");
    check_text(note->guid);
    for (uint32_t i = 0; i < note->tag_count; i++)
        check_text(note->tags[i]);
    for (uint32_t i = 0; i < type->field_count; i++) {
        check_text(note->fields[i]);
        require(!memchr(note->fields[i].ptr, 0x1F, note->fields[i].len), "a field with U+001F");
    }
    if (type->field_count < 2)
        return;
    str json = json_lock_note(note, type, type, 0, 1, arena);
    require(json_read_lock_note(&kept, json, arena), "a note of the lock that cannot be read");
    require(kept.type == type->id && kept.tag_count == note->tag_count && kept.cards == note->cards,
            "a note of the lock that reads back otherwise");
}

static void check_type(const struct old_type *type, struct arena *arena)
{
    struct deck_note_type kept;
    require(type->field_count, "a note type without fields");
    if (type->field_count < 2 || type->is_cloze)
        return;
    str json = json_lock_type(type, 1, 0, arena);
    require(json_read_lock_type(&kept, json, arena), "a type of the lock that cannot be read");
    require(kept.id == type->id && kept.field_count == type->field_count && kept.front == 1 &&
                kept.back == 0 && kept.sort_field < kept.field_count && kept.template_count,
            "a type of the lock that reads back otherwise");
}

static void read_collection(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag diag = {0};
    struct old_collection collection;
    char *bytes = malloc(size ? size : 1);
    memcpy(bytes, data, size);
    if (old_collection_read(&collection, bytes, size, STR("old.apkg"), &arena, &diag)) {
        require(!diag.list.len, "a collection that is read with a message");
        for (size_t i = 0; i < collection.types.len; i++)
            check_type(&collection.types.ptr[i], &arena);
        for (size_t i = 0; i < collection.notes.len; i++)
            check_note(&collection.notes.ptr[i],
                       &collection.types.ptr[collection.notes.ptr[i].type], &arena);
    } else {
        require(diag.list.len == 1 && diag.errors == 1, "not one reason for a refusal");
        require(!collection.notes.len && !collection.types.len, "a refused one that holds notes");
    }
    old_collection_release(&collection);
    free(bytes);
    diag_release(&diag);
    arena_release(&arena);
}

static void read_text(str text)
{
    struct arena arena = {0};
    struct buf visible = {0};
    struct deck_note_type type;
    struct lock_note note;
    json_read_lock_note(&note, text, &arena);
    if (json_read_lock_type(&type, text, &arena))
        require(type.front < type.field_count && type.back < type.field_count, "no such field");
    if (is_utf8(text.ptr, text.len)) {
        visible_text(&visible, text);
        check_text(buf_str(&visible));
        check_text(terms_key(&arena, buf_str(&visible)));
    }
    buf_release(&visible);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_collection(data, size);
    read_text((str){(const char *)data, size});
    return 0;
}
