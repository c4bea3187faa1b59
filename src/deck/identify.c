/* SPDX-License-Identifier: MIT */
/* A note as identity sees it. */
#include "deck/identify.h"

#include <inttypes.h>

#include "base/map.h"

str identify_type(enum awsml_note_type type)
{
    return type == AWSML_NOTE_TYPE_NOTE ? STR("note") : STR("cloze");
}

/* Lengths tell where a text ends, so that no two lists of texts look alike. */
static void put(struct buf *out, str text)
{
    char length[4];
    for (unsigned i = 0; i < sizeof(length); i++)
        length[i] = (char)(text.len >> (8 * i) & 0xFF);
    buf_bytes(out, length, sizeof(length));
    buf_put(out, text);
}

static str make_hash(const struct ident_entry *entry, struct buf *scratch, struct arena *arena)
{
    buf_clear(scratch);
    put(scratch, entry->type);
    put(scratch, entry->front);
    put(scratch, entry->markdown);
    for (uint32_t i = 0; i < entry->path_count; i++)
        put(scratch, entry->path[i]);
    buf_char(scratch, '#');
    for (uint32_t i = 0; i < entry->tag_count; i++)
        put(scratch, entry->tags[i]);
    buf_char(scratch, entry->keeps_breaks ? 'k' : 'j');
    return arena_printf(arena, "%016" PRIx64, hash_bytes(buf_str(scratch)));
}

struct ident_entry identify_note(const struct awsml_note *note, str file, struct buf *scratch,
                                 struct arena *arena)
{
    struct ident_entry entry = {
        .type = identify_type(note->type),
        .rule = str_from(note->rule),
        .deck = note->deck,
        .file = file,
        .path = note->path,
        .path_count = note->path_count,
        .front = note->front_markdown,
        .markdown = note->markdown,
        .explicit_id = note->explicit_id,
        .id_is_unique = note->id_is_unique,
        .service = note->service,
        .keeps_breaks = note->keeps_breaks,
        .tags = note->own_tags,
        .tag_count = note->own_tag_count,
        .line = note->line,
    };
    entry.hash = make_hash(&entry, scratch, arena);
    return entry;
}

str identify_key(const struct ident_entry *entry, struct arena *arena)
{
    struct buf key = {0};
    buf_printf(&key, "%" STR_FMT "\t%" STR_FMT "\t%" STR_FMT, STR_ARG(entry->type),
               STR_ARG(entry->rule), STR_ARG(entry->file));
    for (uint32_t i = 0; i < entry->path_count; i++)
        buf_printf(&key, "\t%" STR_FMT, STR_ARG(entry->path[i]));
    buf_printf(&key, "\t%" STR_FMT, STR_ARG(entry->front));
    str made = buf_take(&key, arena);
    buf_release(&key);
    return made;
}
