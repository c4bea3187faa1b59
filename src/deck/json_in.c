/* SPDX-License-Identifier: MIT */
/* Notes from JSON. */
#include "deck/json_in.h"

#include <jansson.h>

#include "base/utf8.h"
#include "deck/deck.h"
#include "deck/html_check.h"
#include "deck/names.h"
#include "deck/note_type.h"
#include "deck/tags.h"

struct reader {
    str path;
    struct arena *arena;
    struct diag *diag;
    size_t index; /* of the note that is read */
};

static bool fail(struct reader *reader, const char *what)
{
    diag_file(reader->diag, reader->path, DIAG_BAD_JSON, "write it with awsml-export --json",
              "note %zu: %s; leaving the file out", reader->index + 1, what);
    return false;
}

/* The member's text, NFC; false where it is missing or no text. */
static bool get_text(struct reader *reader, const json_t *object, const char *key, str *ret)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value))
        return fail(reader, arena_printf(reader->arena, "'%s' should be a text", key).ptr);
    str text = {json_string_value(value), json_string_length(value)};
    *ret = utf8_nfc(reader->arena, arena_str(reader->arena, text));
    return true;
}

static bool get_texts(struct reader *reader, const json_t *object, const char *key,
                      const str **ret, uint32_t *ret_count)
{
    const json_t *list = json_object_get(object, key);
    if (!json_is_array(list))
        return fail(reader, arena_printf(reader->arena, "'%s' should be a list", key).ptr);
    size_t count = json_array_size(list);
    str *texts = arena_array(reader->arena, str, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item))
            return fail(reader, arena_printf(reader->arena, "'%s' should hold texts", key).ptr);
        texts[i] = arena_str(reader->arena,
                             (str){json_string_value(item), json_string_length(item)});
    }
    *ret = texts;
    *ret_count = (uint32_t)count;
    return true;
}

/* The member's text, NFC; empty where it is missing or no text: a later version than the file's. */
static str optional_text(struct reader *reader, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    str text = {json_string_value(value), json_string_length(value)};
    return text.len ? utf8_nfc(reader->arena, arena_str(reader->arena, text)) : (str){0};
}

static bool get_type(struct reader *reader, const json_t *object, enum awsml_note_type *ret)
{
    str name;
    if (!get_text(reader, object, "note_type", &name))
        return false;
    for (int i = 0; i < (int)ARRAY_LEN(note_types); i++) {
        if (str_eq(name, str_from(note_types[i].name))) {
            *ret = (enum awsml_note_type)i;
            return true;
        }
    }
    return fail(reader, "the note type is unknown");
}

static bool get_fields(struct reader *reader, const json_t *object, struct awsml_note *note)
{
    const struct note_type *type = &note_types[note->type];
    const json_t *fields = json_object_get(object, "fields");
    for (int i = 0; i < AWSML_FIELD_COUNT; i++)
        note->fields[i] = STR("");
    for (uint32_t i = 0; i < type->field_count; i++) {
        const json_t *field = json_object_get(fields, type->fields[i].name);
        if (!json_is_object(field))
            return fail(reader, arena_printf(reader->arena, "the field '%s' is missing",
                                             type->fields[i].name).ptr);
        if (!get_text(reader, field, "html", &note->fields[i]))
            return false;
        if (!html_is_own(note->fields[i]) || str_find_char(note->fields[i], 0x1F) != SIZE_MAX)
            return fail(reader, "a field holds HTML that awsml-export does not write");
    }
    note->cards = note_type_cards(type, note->fields);
    return (note->cards & 1) || fail(reader, "the first field is empty");
}

static str clean_deck(struct arena *arena, str name)
{
    struct buf out = {0};
    name_put_deck(&out, name, true);
    str clean = buf_take(&out, arena);
    buf_release(&out);
    return clean;
}

static const str *clean_tags(struct reader *reader, const str *tags, uint32_t *count)
{
    str *clean = arena_array(reader->arena, str, *count);
    for (uint32_t i = 0; i < *count; i++)
        clean[i] = name_tag(reader->arena, tags[i]);
    *count = tags_sort(clean, *count);
    return clean;
}

/* What only identity needs. */
static bool read_identity(struct reader *reader, const json_t *object, struct awsml_note *note)
{
    str front = optional_text(reader, object, "front_markdown");
    bool one_line = str_find_char(front, '\n') == SIZE_MAX && str_find_char(front, '\r') == SIZE_MAX;
    note->front_markdown = one_line ? front : utf8_squeeze(reader->arena, front);
    note->explicit_id = optional_text(reader, object, "explicit_id");
    note->id_is_unique = json_is_true(json_object_get(object, "id_is_unique"));
    note->service = optional_text(reader, object, "service");
    note->keeps_breaks = str_eq(optional_text(reader, object, "breaks"), STR("keep"));
    const str *tags;
    if (!json_object_get(object, "own_tags"))
        return true;
    if (!get_texts(reader, object, "own_tags", &tags, &note->own_tag_count))
        return false;
    note->own_tags = clean_tags(reader, tags, &note->own_tag_count);
    return true;
}

static bool read_note(struct reader *reader, const json_t *object, struct awsml_note *note)
{
    const json_t *line = json_object_get(object, "line");
    str rule, deck;
    const str *tags;
    *note = (struct awsml_note){0};
    if (!json_is_object(object))
        return fail(reader, "a note should be an object");
    if (!get_type(reader, object, &note->type) || !get_text(reader, object, "key", &note->key) ||
        !get_text(reader, object, "rule", &rule) || !get_text(reader, object, "deck", &deck) ||
        !get_text(reader, object, "markdown", &note->markdown) ||
        !get_text(reader, object, "file", &note->file) ||
        !get_texts(reader, object, "tags", &tags, &note->tag_count) ||
        !get_texts(reader, object, "path", &note->path, &note->path_count) ||
        !get_fields(reader, object, note) || !read_identity(reader, object, note))
        return false;
    note->rule = arena_cstr(reader->arena, rule);
    note->deck = clean_deck(reader->arena, deck);
    if (!note->deck.len || !note->key.len)
        return fail(reader, "its deck and its key must not be empty");
    note->tags = clean_tags(reader, tags, &note->tag_count);
    note->line = json_is_integer(line) ? (uint32_t)json_integer_value(line) : 0;
    return true;
}

static bool is_retired(const json_t *note)
{
    return json_is_true(json_object_get(note, "retired"));
}

/* Absent in what earlier versions wrote. */
static void read_files(struct reader *reader, const json_t *root, struct str_vec *files)
{
    const json_t *list = json_object_get(root, "documents");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        str file = {json_string_value(item), json_string_length(item)};
        if (file.len)
            vec_push(files, utf8_nfc(reader->arena, arena_str(reader->arena, file)));
    }
}

static bool read_notes(struct reader *reader, const json_t *root, struct note_vec *notes)
{
    const json_t *list = json_object_get(root, "notes");
    const char *format = json_string_value(json_object_get(root, "format"));
    json_int_t version = json_integer_value(json_object_get(root, "version"));
    if (!format || strcmp(format, DECK_JSON_FORMAT) != 0 || !json_is_array(list)) {
        diag_file(reader->diag, reader->path, DIAG_BAD_JSON, "write it with awsml-export --json",
                  "this is no file of notes; leaving it out");
        return false;
    }
    if (version != DECK_JSON_VERSION) {
        diag_file(reader->diag, reader->path, DIAG_BAD_JSON, "use a newer awsml-export",
                  "version %lld of the format is unknown; leaving the file out",
                  (long long)version);
        return false;
    }
    if (json_array_size(json_object_get(root, "media"))) {
        diag_file(reader->diag, reader->path, DIAG_BAD_JSON, NULL,
                  "media in JSON are not read; leaving the file out");
        return false;
    }
    size_t before = notes->len;
    for (reader->index = 0; reader->index < json_array_size(list); reader->index++) {
        struct awsml_note note;
        if (is_retired(json_array_get(list, reader->index)))
            continue;
        if (!read_note(reader, json_array_get(list, reader->index), &note)) {
            notes->len = before;
            return false;
        }
        vec_push(notes, note);
    }
    return true;
}

bool json_read_notes(struct note_vec *notes, struct str_vec *files, str bytes, str path,
                     struct arena *arena, struct diag *diag)
{
    json_error_t error;
    struct reader reader = {path, arena, diag, 0};
    json_t *root = json_loadb(bytes.ptr ? bytes.ptr : "", bytes.len, JSON_REJECT_DUPLICATES,
                              &error);
    if (!root) {
        diag_line(diag, path, (unsigned)MAX(error.line, 1), (unsigned)MAX(error.column, 1),
                  DIAG_BAD_JSON, "write it with awsml-export --json",
                  "no valid JSON: %s; leaving the file out", error.text);
        return false;
    }
    bool ok = read_notes(&reader, root, notes);
    if (ok)
        read_files(&reader, root, files);
    json_decref(root);
    return ok;
}
