/* SPDX-License-Identifier: MIT */
/* Note types as JSON: out of collections, into the lock, and out of it. */
#include "adopt/json.h"

#include "adopt/proto.h"
#include "base/attr.h"

#include <jansson.h>
#include <stdlib.h>

#define MARK "awsml" /* our own member of a note type in the lock */

static json_t *load(str text)
{
    json_error_t error;
    return json_loadb(text.ptr ? text.ptr : "", text.len, 0, &error);
}

static str dump(const json_t *value, struct arena *arena)
{
    char *text = json_dumps(value, JSON_COMPACT);
    if (!text)
        mem_fail();
    str ret = arena_str(arena, str_from(text));
    free(text);
    return ret;
}

/* What is no UTF-8, or would not be read again, is nothing. */
static json_t *text_of(str text)
{
    bool has_nul = text.len && memchr(text.ptr, '\0', text.len);
    json_t *value = has_nul ? NULL : json_stringn(text.ptr ? text.ptr : "", text.len);
    return value ? value : json_string("");
}

static str view(const json_t *text)
{
    return json_is_string(text) ? (str){json_string_value(text), json_string_length(text)}
                                : STR("");
}

static str copy(const json_t *text, struct arena *arena)
{
    return arena_str(arena, view(text));
}

/* Tools write ids as numbers or as texts. */
static int64_t number_of(const json_t *value)
{
    if (json_is_string(value))
        return strtoll(json_string_value(value), NULL, 10);
    if (json_is_real(value)) {
        double real = json_real_value(value);
        return real > -9e18 && real < 9e18 ? (int64_t)real : 0;
    }
    return json_is_integer(value) ? json_integer_value(value) : 0;
}

/* --- note types: out of schema 11 --- */

static void set_number(json_t *object, const char *key, int64_t value)
{
    json_object_set_new(object, key, json_integer(value));
}

/* Anki refuses the whole package for a member that is missing or of the wrong type. */
static void need_text(json_t *object, const char *key, const char *value)
{
    if (!json_is_string(json_object_get(object, key)))
        json_object_set_new(object, key, json_string(value));
}

static void need_number(json_t *object, const char *key, int64_t value)
{
    const json_t *known = json_object_get(object, key);
    if (!json_is_integer(known))
        set_number(object, key, json_is_real(known) ? number_of(known) : value);
}

static void need_bool(json_t *object, const char *key)
{
    if (!json_is_boolean(json_object_get(object, key)))
        json_object_set_new(object, key, json_false());
}

static bool mend_fields(json_t *fields)
{
    size_t index;
    json_t *field;
    json_array_foreach(fields, index, field)
    {
        if (!view(json_object_get(field, "name")).len)
            return false;
        set_number(field, "ord", (int64_t)index);
        need_bool(field, "sticky");
        need_bool(field, "rtl");
        need_text(field, "font", "Arial");
        need_number(field, "size", 20);
    }
    return json_array_size(fields) > 0;
}

static bool mend_templates(json_t *templates)
{
    size_t index;
    json_t *template;
    json_array_foreach(templates, index, template)
    {
        if (!view(json_object_get(template, "name")).len)
            return false;
        set_number(template, "ord", (int64_t)index);
        need_text(template, "qfmt", "");
        need_text(template, "afmt", "");
        json_object_set_new(template, "did", json_null());
    }
    return json_array_size(templates) > 0;
}

/* Makes of it what every Anki reads. False: there is too little of it. */
static bool mend(json_t *model, int64_t id)
{
    if (!view(json_object_get(model, "name")).len || !mend_fields(json_object_get(model, "flds")) ||
        !mend_templates(json_object_get(model, "tmpls")))
        return false;
    set_number(model, "id", id);
    set_number(model, "type", number_of(json_object_get(model, "type")) == 1);
    set_number(model, "usn", -1);
    need_number(model, "mod", 0);
    need_number(model, "sortf", 0);
    size_t sort_field = (size_t)number_of(json_object_get(model, "sortf"));
    if (sort_field >= json_array_size(json_object_get(model, "flds")))
        set_number(model, "sortf", 0);
    need_text(model, "css", "");
    json_object_set_new(model, "did", json_null());
    json_object_del(model, MARK);
    json_object_del(model, "originalId"); /* the importer sets it */
    return true;
}

static const str *field_names(const json_t *model, uint32_t *ret_count, struct arena *arena)
{
    const json_t *fields = json_object_get(model, "flds");
    size_t count = json_array_size(fields);
    str *names = arena_array(arena, str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = copy(json_object_get(json_array_get(fields, i), "name"), arena);
    *ret_count = (uint32_t)count;
    return names;
}

static struct old_type make_type(const json_t *model, struct arena *arena)
{
    const json_t *first = json_array_get(json_object_get(model, "tmpls"), 0);
    struct old_type type = {
        .id = number_of(json_object_get(model, "id")),
        .mod = number_of(json_object_get(model, "mod")),
        .name = copy(json_object_get(model, "name"), arena),
        .is_cloze = number_of(json_object_get(model, "type")) == 1,
        .question = copy(json_object_get(first, "qfmt"), arena),
        .answer = copy(json_object_get(first, "afmt"), arena),
        .json = dump(model, arena),
    };
    type.fields = field_names(model, &type.field_count, arena);
    return type;
}

bool json_read_models(struct old_type_vec *types, str models, struct arena *arena)
{
    json_t *all = load(models);
    const char *key;
    json_t *model;
    bool ok = json_is_object(all);
    if (ok) {
        json_object_foreach(all, key, model)
        {
            int64_t id = strtoll(key, NULL, 10);
            if (id && mend(model, id))
                vec_push(types, make_type(model, arena));
        }
    }
    json_decref(all);
    return ok;
}

void json_read_decks(struct old_deck_vec *decks, str text, struct arena *arena)
{
    json_t *all = load(text);
    const char *key;
    const json_t *deck;
    if (json_is_object(all))
        json_object_foreach(all, key, deck)
        {
            str name = copy(json_object_get(deck, "name"), arena);
            if (name.len)
                vec_push(decks, (struct old_deck){strtoll(key, NULL, 10), name});
        }
    json_decref(all);
}

/* --- note types: out of schema 18 --- */

/* A field of a protobuf message that is a member of the JSON object. */
struct member {
    uint32_t number;
    enum { TEXT, NUMBER, BOOL } kind;
    const char *key;
};

static const struct member field_members[] = {
    {1, BOOL, "sticky"},
    {2, BOOL, "rtl"},
    {3, TEXT, "font"},
    {4, NUMBER, "size"},
    {5, TEXT, "description"},
    {6, BOOL, "plainText"},
    {7, BOOL, "collapsed"},
    {8, BOOL, "excludeFromSearch"},
    {9, NUMBER, "id"},
    {10, NUMBER, "tag"},
    {11, BOOL, "preventDeletion"},
};
static const struct member template_members[] = {
    {1, TEXT, "qfmt"},  {2, TEXT, "afmt"},    {3, TEXT, "bqfmt"}, {4, TEXT, "bafmt"},
    {6, TEXT, "bfont"}, {7, NUMBER, "bsize"}, {8, NUMBER, "id"},
};
static const struct member type_members[] = {
    {1, NUMBER, "type"},
    {2, NUMBER, "sortf"},
    {3, TEXT, "css"},
    {5, TEXT, "latexPre"},
    {6, TEXT, "latexPost"},
    {7, BOOL, "latexsvg"},
    {9, NUMBER, "originalStockKind"},
};

static void put_members(json_t *object, str message, const struct member *members, size_t count)
{
    for (struct proto_field part; proto_next(&message, &part);) {
        for (size_t i = 0; i < count; i++) {
            if (members[i].number != part.number)
                continue;
            if (members[i].kind == TEXT)
                json_object_set_new(object, members[i].key, text_of(part.bytes));
            else if (members[i].kind == BOOL)
                json_object_set_new(object, members[i].key, json_boolean(part.value != 0));
            else
                set_number(object, members[i].key, (int64_t)part.value);
        }
    }
}

/* Notetype.Field.Config, Notetype.Template.Config */
static json_t *make_rows(const struct type_row *rows, size_t count, const struct member *members,
                         size_t member_count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *object = json_object();
        json_object_set_new(object, "name", text_of(rows[i].name));
        put_members(object, rows[i].config, members, member_count);
        json_array_append_new(list, object);
    }
    return list;
}

/* Notetype.Config.CardRequirement: [template, "any", [fields]] */
static json_t *make_requirement(str message)
{
    static const char *const kinds[] = {"none", "any", "all"};
    uint64_t ord = 0, kind = 0;
    json_t *fields = json_array();
    for (struct proto_field part; proto_next(&message, &part);) {
        if (part.number == 1)
            ord = part.value;
        else if (part.number == 2)
            kind = part.value;
        else if (part.number == 3 && !part.bytes.len)
            json_array_append_new(fields, json_integer((json_int_t)part.value));
        for (uint64_t packed; part.number == 3 && proto_varint(&part.bytes, &packed);)
            json_array_append_new(fields, json_integer((json_int_t)packed));
    }
    json_t *requirement = json_array();
    json_array_append_new(requirement, json_integer((json_int_t)ord));
    json_array_append_new(requirement, json_string(kinds[kind < ARRAY_LEN(kinds) ? kind : 0]));
    json_array_append_new(requirement, fields);
    return requirement;
}

/* Notetype.Config */
static void put_config(json_t *model, str config)
{
    enum { REQUIREMENT = 8 };
    json_t *requirements = json_array();
    put_members(model, config, type_members, ARRAY_LEN(type_members));
    for (struct proto_field part; proto_next(&config, &part);)
        if (part.number == REQUIREMENT)
            json_array_append_new(requirements, make_requirement(part.bytes));
    json_object_set_new(model, "req", requirements);
}

bool json_make_type(struct old_type *ret, const struct type_rows *rows, struct arena *arena)
{
    json_t *model = json_object();
    json_object_set_new(model, "name", text_of(rows->name));
    set_number(model, "mod", rows->mod);
    json_object_set_new(
        model, "flds",
        make_rows(rows->fields.ptr, rows->fields.len, field_members, ARRAY_LEN(field_members)));
    json_object_set_new(model, "tmpls",
                        make_rows(rows->templates.ptr, rows->templates.len, template_members,
                                  ARRAY_LEN(template_members)));
    put_config(model, rows->config);
    bool ok = mend(model, rows->id);
    if (ok)
        *ret = make_type(model, arena);
    json_decref(model);
    return ok;
}

/* --- into the lock and out of it --- */

str json_lock_type(const struct old_type *type, uint32_t front, uint32_t back, struct arena *arena)
{
    json_t *model = load(type->json);
    json_t *mark = json_object();
    set_number(mark, "front", front);
    set_number(mark, "back", back);
    json_object_set_new(model, MARK, mark);
    str text = dump(model, arena);
    json_decref(model);
    return text;
}

bool json_read_lock_type(struct deck_note_type *ret, str json, struct arena *arena)
{
    json_t *model = load(json);
    const json_t *mark = json_object_get(model, MARK);
    const json_t *front = json_object_get(mark, "front"), *back = json_object_get(mark, "back");
    int64_t id = number_of(json_object_get(model, "id"));
    *ret = (struct deck_note_type){.id = id};
    bool ok = json_is_integer(front) && json_is_integer(back);
    if (ok) {
        ret->front = (uint32_t)json_integer_value(front);
        ret->back = (uint32_t)json_integer_value(back);
        ok = id && mend(model, id) && !number_of(json_object_get(model, "type"));
    }
    if (ok) {
        ret->fields = field_names(model, &ret->field_count, arena);
        ret->name = copy(json_object_get(model, "name"), arena);
        ret->sort_field = (uint32_t)number_of(json_object_get(model, "sortf"));
        ret->template_count = (uint32_t)json_array_size(json_object_get(model, "tmpls"));
        ret->json = dump(model, arena);
        ok = ret->front < ret->field_count && ret->back < ret->field_count &&
             ret->front != ret->back;
    }
    json_decref(model);
    return ok;
}

int64_t json_lock_type_mod(str json)
{
    json_t *model = load(json);
    int64_t mod = number_of(json_object_get(model, "mod"));
    json_decref(model);
    return mod;
}

str json_lock_note(const struct old_note *note, const struct old_type *its_type,
                   const struct old_type *type, uint32_t front, uint32_t back, struct arena *arena)
{
    json_t *kept = json_object(), *fields = json_object(), *tags = json_array();
    json_t *cards = json_array();
    for (uint32_t i = 0; i < its_type->field_count; i++) {
        str name = its_type->fields[i];
        bool is_ours = str_eq(name, type->fields[front]) || str_eq(name, type->fields[back]);
        if (!is_ours && note->fields[i].len)
            json_object_set_new(fields, arena_cstr(arena, name), text_of(note->fields[i]));
    }
    for (uint32_t i = 0; i < note->tag_count; i++)
        json_array_append_new(tags, text_of(note->tags[i]));
    for (unsigned ord = 0; ord < 32; ord++)
        if (note->cards >> ord & 1)
            json_array_append_new(cards, json_integer((json_int_t)ord));
    set_number(kept, "type", type->id);
    if (json_object_size(fields))
        json_object_set(kept, "fields", fields);
    if (json_array_size(tags))
        json_object_set(kept, "tags", tags);
    json_object_set(kept, "cards", cards);
    str text = dump(kept, arena);
    json_decref(fields);
    json_decref(tags);
    json_decref(cards);
    json_decref(kept);
    return text;
}

static void read_fields(struct lock_note *ret, json_t *fields, struct arena *arena)
{
    size_t count = json_object_size(fields);
    str *names = arena_array(arena, str, count), *values = arena_array(arena, str, count);
    const char *name;
    const json_t *value;
    json_object_foreach(fields, name, value)
    {
        names[ret->field_count] = arena_str(arena, str_from(name));
        values[ret->field_count++] = copy(value, arena);
    }
    ret->names = names;
    ret->values = values;
}

bool json_read_lock_note(struct lock_note *ret, str json, struct arena *arena)
{
    json_t *kept = load(json);
    *ret = (struct lock_note){.type = number_of(json_object_get(kept, "type"))};
    const json_t *tags = json_object_get(kept, "tags"), *cards = json_object_get(kept, "cards");
    str *own = arena_array(arena, str, json_array_size(tags));
    for (size_t i = 0; i < json_array_size(tags); i++) {
        str tag = copy(json_array_get(tags, i), arena);
        if (tag.len)
            own[ret->tag_count++] = tag;
    }
    ret->tags = own;
    for (size_t i = 0; i < json_array_size(cards); i++) {
        json_int_t ord = json_integer_value(json_array_get(cards, i));
        if (ord >= 0 && ord < 32)
            ret->cards |= UINT32_C(1) << ord;
    }
    read_fields(ret, json_object_get(kept, "fields"), arena);
    bool ok = json_is_object(kept);
    json_decref(kept);
    return ok;
}
