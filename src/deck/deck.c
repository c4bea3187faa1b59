/* SPDX-License-Identifier: MIT */
/* The deck's public face. */
#include "deck/deck.h"

#include "base/mem.h"
#include "deck/note_type.h"

void awsml_deck_free(struct awsml_deck *deck)
{
    if (!deck)
        return;
    vec_for (struct arena, arena, &deck->arenas)
        arena_release(arena);
    vec_release(&deck->arenas);
    vec_release(&deck->notes);
    vec_release(&deck->decks);
    vec_release(&deck->media);
    vec_release(&deck->note_types);
    vec_release(&deck->read_paths);
    vec_release(&deck->document_files);
    buf_release(&deck->lock);
    free(deck);
}

size_t awsml_deck_note_count(const struct awsml_deck *deck)
{
    return deck->notes.len;
}

const struct awsml_note *awsml_deck_note(const struct awsml_deck *deck, size_t index)
{
    return &deck->notes.ptr[index];
}

size_t awsml_deck_card_count(const struct awsml_deck *deck)
{
    return deck->cards;
}

size_t awsml_deck_name_count(const struct awsml_deck *deck)
{
    return deck->decks.len;
}

struct awsml_str awsml_deck_name(const struct awsml_deck *deck, size_t index)
{
    return deck->decks.ptr[index].name;
}

size_t awsml_deck_read_count(const struct awsml_deck *deck)
{
    return deck->read_paths.len;
}

struct awsml_str awsml_deck_read_path(const struct awsml_deck *deck, size_t index)
{
    return deck->read_paths.ptr[index];
}

size_t awsml_deck_document_count(const struct awsml_deck *deck)
{
    return deck->documents;
}

int64_t deck_note_type_id(const struct awsml_note *note)
{
    return note->foreign ? note->foreign->type->id : note_types[note->type].id;
}

str deck_note_type_name(const struct awsml_note *note)
{
    return note->foreign ? note->foreign->type->name : str_from(note_types[note->type].name);
}

uint32_t deck_note_field_count(const struct awsml_note *note)
{
    return note->foreign ? note->foreign->type->field_count : deck_field_count(note->type);
}

str deck_note_field(const struct awsml_note *note, uint32_t index)
{
    if (!note->foreign)
        return note->fields[index];
    const struct deck_note_type *type = note->foreign->type;
    if (index == type->front)
        return note->fields[AWSML_FIELD_FRONT];
    return index == type->back ? note->fields[AWSML_FIELD_BACK] : note->foreign->kept[index];
}

uint32_t deck_note_sort_field(const struct awsml_note *note)
{
    return note->foreign ? note->foreign->type->sort_field : 0;
}

int awsml_deck_lock(const struct awsml_deck *deck, struct awsml_lock *ret)
{
    *ret = (struct awsml_lock){
        .path = deck->lock_path.len ? deck->lock_path.ptr : NULL,
        .bytes = deck->lock.ptr,
        .len = deck->lock.len,
        .old = deck->old_lock.ptr,
        .old_len = deck->old_lock.len,
    };
    return deck->lock.len != 0;
}
