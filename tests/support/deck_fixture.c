/* SPDX-License-Identifier: MIT */
/* JSON into the writers' model, as the builder of decks would leave it. */
#include "deck_fixture.h"

#include <stdlib.h>

static str text_of(const json_t *json, const char *fallback)
{
    if (!json_is_string(json))
        return str_from(fallback);
    return (str){json_string_value(json), json_string_length(json)};
}

static str *texts_of(struct awsml_deck *deck, const json_t *array, uint32_t *ret_count)
{
    size_t count = json_array_size(array);
    str *texts = arena_array(deck->arenas.ptr, str, count + 1);
    for (size_t i = 0; i < count; i++)
        texts[i] = text_of(json_array_get(array, i), "");
    *ret_count = (uint32_t)count;
    return texts;
}

static int64_t number_of(const json_t *json, int64_t fallback)
{
    return json_is_integer(json) ? json_integer_value(json) : fallback;
}

static bool add_note(struct awsml_deck *deck, const json_t *json)
{
    struct arena *arena = deck->arenas.ptr;
    unsigned number = (unsigned)deck->notes.len + 1;
    struct awsml_note note = {
        .guid = text_of(json_object_get(json, "guid"), NULL),
        .key = text_of(json_object_get(json, "key"), ""),
        .id = number_of(json_object_get(json, "id"), INT64_C(1600000000000) + number),
        .mod = number_of(json_object_get(json, "mod"), 1700000000),
        .type = (enum awsml_note_type)number_of(json_object_get(json, "type"), 0),
        .rule = text_of(json_object_get(json, "rule"), "section").ptr,
        .deck = text_of(json_object_get(json, "deck"), "fixture"),
        .markdown = text_of(json_object_get(json, "markdown"), ""),
        .file = text_of(json_object_get(json, "file"), "notes.md"),
        .line = (uint32_t)number_of(json_object_get(json, "line"), number),
        .cards = (uint32_t)number_of(json_object_get(json, "cards"), 1),
    };
    if (!note.guid.ptr)
        note.guid = arena_printf(arena, "guid%08u", number);
    const json_t *fields = json_object_get(json, "fields");
    if (!json_array_size(fields) || json_array_size(fields) > AWSML_FIELD_COUNT)
        return false;
    for (size_t i = 0; i < AWSML_FIELD_COUNT; i++)
        note.fields[i] = text_of(json_array_get(fields, i), "");
    note.tags = texts_of(deck, json_object_get(json, "tags"), &note.tag_count);
    note.path = texts_of(deck, json_object_get(json, "path"), &note.path_count);
    for (uint32_t bits = note.cards; bits; bits &= bits - 1)
        deck->cards++;
    vec_push(&deck->notes, note);
    return true;
}

static int compare_decks(const void *a, const void *b)
{
    return str_cmp(((const struct deck_name *)a)->name, ((const struct deck_name *)b)->name);
}

static struct deck_name *find_deck(struct awsml_deck *deck, str name)
{
    vec_for (struct deck_name, known, &deck->decks)
        if (str_eq(known->name, name))
            return known;
    return NULL;
}

static void list_decks(struct awsml_deck *deck)
{
    vec_for (struct awsml_note, note, &deck->notes)
        if (!find_deck(deck, note->deck))
            vec_push(&deck->decks, (struct deck_name){note->deck, 0});
    if (deck->decks.len)
        qsort(deck->decks.ptr, deck->decks.len, sizeof(*deck->decks.ptr), compare_decks);
    vec_for (struct awsml_note, note, &deck->notes) {
        struct deck_name *name = find_deck(deck, note->deck);
        note->deck_index = (uint32_t)(name - deck->decks.ptr);
        for (uint32_t bits = note->cards; bits; bits &= bits - 1)
            name->cards++;
    }
}

bool deck_fixture_init(struct deck_fixture *fixture, json_t *json)
{
    *fixture = (struct deck_fixture){.json = json};
    struct awsml_deck *deck = &fixture->deck;
    vec_push(&deck->arenas, (struct arena){0});
    deck->timestamp = number_of(json_object_get(json, "timestamp"), 1700000000);
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(json, "notes"), i,
                       item) if (!add_note(deck, item)) return false;
    json_array_foreach(json_object_get(json, "media"), i, item)
        vec_push(&deck->media, (struct deck_media){text_of(json_object_get(item, "name"), ""),
                                                   text_of(json_object_get(item, "text"), "")});
    list_decks(deck);
    return json_is_object(json);
}

bool deck_fixture_parse(struct deck_fixture *fixture, const char *text)
{
    return deck_fixture_init(fixture, json_loads(text, JSON_REJECT_DUPLICATES, NULL));
}

void deck_fixture_release(struct deck_fixture *fixture)
{
    struct awsml_deck *deck = &fixture->deck;
    vec_for (struct arena, arena, &deck->arenas)
        arena_release(arena);
    vec_release(&deck->arenas);
    vec_release(&deck->notes);
    vec_release(&deck->decks);
    vec_release(&deck->media);
    vec_release(&deck->document_files);
    json_decref(fixture->json);
}
