/* SPDX-License-Identifier: MIT */
/* The deck as JSON, one note a line; data/notes.schema.json describes it. */
#include "write/writer.h"

#include <inttypes.h>

#include "deck/note_type.h"
#include "write/html_text.h"
#include "write/json_out.h"

static void comma(struct buf *out, size_t index)
{
    if (index)
        buf_char(out, ',');
}

static void put_next(struct buf *out, const char *key, str text)
{
    buf_char(out, ',');
    json_out_member(out, key, text);
}

static void put_strings(struct buf *out, const char *key, const str *strings, size_t count)
{
    buf_printf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < count; i++) {
        comma(out, i);
        json_out_string(out, strings[i]);
    }
    buf_char(out, ']');
}

static void put_note_type(struct buf *out, const struct note_type *type)
{
    buf_char(out, '{');
    json_out_member(out, "name", str_from(type->name));
    buf_printf(out, ",\"id\":%" PRId64 ",\"cloze\":%s,\"fields\":[", type->id,
               type->is_cloze ? "true" : "false");
    for (uint32_t i = 0; i < type->field_count; i++) {
        comma(out, i);
        json_out_string(out, str_from(type->fields[i].name));
    }
    buf_lit(out, "],\"templates\":[");
    for (uint32_t i = 0; i < type->template_count; i++) {
        comma(out, i);
        buf_char(out, '{');
        json_out_member(out, "name", str_from(type->templates[i].name));
        put_next(out, "question", str_from(type->templates[i].question));
        put_next(out, "answer", str_from(type->templates[i].answer));
        buf_char(out, '}');
    }
    buf_char(out, ']');
    put_next(out, "css", str_from(type->css));
    buf_char(out, '}');
}

static void put_fields(struct buf *out, const struct awsml_note *note, struct buf *text)
{
    const struct note_type *type = &note_types[note->type];
    buf_lit(out, ",\"fields\":{");
    for (uint32_t i = 0; i < type->field_count; i++) {
        comma(out, i);
        json_out_string(out, str_from(type->fields[i].name));
        buf_lit(out, ":{");
        json_out_member(out, "html", note->fields[i]);
        buf_clear(text);
        html_text(text, note->fields[i]);
        put_next(out, "text", buf_str(text));
        buf_char(out, '}');
    }
    buf_char(out, '}');
}

static void put_cards(struct buf *out, uint32_t cards)
{
    buf_lit(out, ",\"cards\":[");
    for (unsigned ord = 0, count = 0; ord < 32; ord++)
        if (cards >> ord & 1)
            buf_printf(out, "%s%u", count++ ? "," : "", ord);
    buf_char(out, ']');
}

/* What identity needs when the notes are packed from this JSON. */
static void put_identity(struct buf *out, const struct awsml_note *note)
{
    if (note->explicit_id.len) {
        put_next(out, "explicit_id", note->explicit_id);
        buf_printf(out, ",\"id_is_unique\":%s", note->id_is_unique ? "true" : "false");
    }
    if (note->service.len)
        put_next(out, "service", note->service);
    put_next(out, "breaks", note->keeps_breaks ? STR("keep") : STR("join"));
    put_strings(out, "own_tags", note->own_tags, note->own_tag_count);
    if (note->changes & AWSML_IS_RETIRED)
        buf_lit(out, ",\"retired\":true");
}

static void put_note(struct buf *out, const struct awsml_note *note, struct buf *text)
{
    buf_char(out, '{');
    json_out_member(out, "guid", note->guid);
    put_next(out, "key", note->key);
    buf_printf(out, ",\"id\":%" PRId64 ",\"mod\":%" PRId64, note->id, note->mod);
    put_next(out, "note_type", str_from(note_types[note->type].name));
    put_next(out, "rule", str_from(note->rule));
    put_next(out, "deck", note->deck);
    put_strings(out, "tags", note->tags, note->tag_count);
    put_fields(out, note, text);
    put_next(out, "front_markdown", note->front_markdown);
    put_next(out, "markdown", note->markdown);
    put_strings(out, "path", note->path, note->path_count);
    put_next(out, "file", note->file);
    if (note->line)
        buf_printf(out, ",\"line\":%" PRIu32, note->line);
    put_cards(out, note->cards);
    put_identity(out, note);
    buf_char(out, '}');
}

static void put_base64(struct buf *out, str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t b0 = (unsigned char)bytes.ptr[i];
        uint32_t b1 = left > 1 ? (unsigned char)bytes.ptr[i + 1] : 0;
        uint32_t b2 = left > 2 ? (unsigned char)bytes.ptr[i + 2] : 0;
        uint32_t group = b0 << 16 | b1 << 8 | b2;
        char four[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        buf_bytes(out, four, sizeof(four));
    }
}

static void put_lists(struct buf *out, const struct awsml_deck *deck)
{
    buf_lit(out, "\"decks\":[");
    for (size_t i = 0; i < deck->decks.len; i++) {
        buf_put(out, i ? STR(",\n{") : STR("\n{"));
        json_out_member(out, "name", deck->decks.ptr[i].name);
        buf_printf(out, ",\"cards\":%" PRIu32 "}", deck->decks.ptr[i].cards);
    }
    buf_lit(out, "],\n\"documents\":[");
    for (size_t i = 0; i < deck->document_files.len; i++) {
        buf_put(out, i ? STR(",\n") : STR("\n"));
        json_out_string(out, deck->document_files.ptr[i]);
    }
    buf_lit(out, "],\n\"media\":[");
    for (size_t i = 0; i < deck->media.len; i++) {
        buf_put(out, i ? STR(",\n{") : STR("\n{"));
        json_out_member(out, "name", deck->media.ptr[i].name);
        buf_lit(out, ",\"base64\":\"");
        put_base64(out, deck->media.ptr[i].bytes);
        buf_lit(out, "\"}");
    }
    buf_lit(out, "],\n");
}

static bool write_json(struct buf *out, const struct awsml_deck *deck,
                       const struct awsml_export_options *options, struct diag *diag)
{
    (void)options, (void)diag;
    struct buf text = {0};
    buf_printf(out, "{\"format\":\"%s\",\"version\":%d,\n\"note_types\":[\n", DECK_JSON_FORMAT,
               DECK_JSON_VERSION);
    put_note_type(out, &note_types[AWSML_NOTE_TYPE_NOTE]);
    buf_lit(out, ",\n");
    put_note_type(out, &note_types[AWSML_NOTE_TYPE_CLOZE]);
    buf_lit(out, "],\n");
    put_lists(out, deck);
    buf_lit(out, "\"notes\":[");
    for (size_t i = 0; i < deck->notes.len; i++) {
        buf_put(out, i ? STR(",\n") : STR("\n"));
        put_note(out, &deck->notes.ptr[i], &text);
    }
    buf_lit(out, "]}\n");
    buf_release(&text);
    return true;
}

const struct writer writer_json = {
    .format = {"json", ".json", "everything about every note, for other programs"},
    .write = write_json,
};
