/* SPDX-License-Identifier: MIT */
/* Which fields of a note type are front and back. */
#include "adopt/pool.h"

#include "adopt/json.h"
#include "adopt/visible.h"
#include "base/attr.h"
#include "base/utf8.h"

static uint32_t field_index(const struct old_type *type, str name)
{
    for (uint32_t i = 0; i < type->field_count; i++)
        if (str_eq(type->fields[i], name))
            return i;
    return UINT32_MAX;
}

str pool_field(const struct adoption *adoption, const struct pool_note *note, uint32_t index)
{
    const struct old_type *type = adoption->types.ptr[note->type].type;
    if (type != note->its_type)
        index = field_index(note->its_type, type->fields[index]);
    return index < note->its_type->field_count ? note->note->fields[index] : STR("");
}

str pool_text(str html, struct arena *arena)
{
    struct buf text = {0};
    visible_text(&text, html);
    str copy = buf_take(&text, arena);
    buf_release(&text);
    return utf8_nfc(arena, copy);
}

/* The first field that a template names, but for `other`: {{Field}}, {{#Field}}, {{hint:Field}}. */
static uint32_t named_field(const struct old_type *type, str template, uint32_t other)
{
    for (size_t at; (at = str_find(template, STR("{{"))) != SIZE_MAX;) {
        template = str_sub(template, at + 2, template.len);
        str name = str_sub(template, 0, str_find(template, STR("}}")));
        while (name.len && memchr("#^/ {", name.ptr[0], 5))
            name = str_sub(name, 1, name.len);
        for (size_t colon; (colon = str_find_char(name, ':')) != SIZE_MAX;)
            name = str_sub(name, colon + 1, name.len);
        uint32_t index = field_index(type, str_trim(name));
        if (index < type->field_count && index != other)
            return index;
    }
    return UINT32_MAX;
}

void pool_guess_fields(struct pool_type *type)
{
    uint32_t front = named_field(type->type, type->type->question, UINT32_MAX);
    pool_set_front(type, front == UINT32_MAX ? 0 : front);
}

void pool_set_front(struct pool_type *type, uint32_t front)
{
    type->front = front;
    type->back = named_field(type->type, type->type->answer, type->front);
    if (type->back == UINT32_MAX)
        type->back = type->front ? 0 : 1;
}

bool pool_known_fields(struct pool_type *type, const struct lock *lock, struct arena *arena)
{
    struct deck_note_type known;
    for (size_t i = 0; i < lock->note_types.len; i++) {
        if (lock->note_types.ptr[i].id != type->type->id)
            continue;
        if (!json_read_lock_type(&known, lock->note_types.ptr[i].json, arena))
            return false;
        uint32_t front = field_index(type->type, known.fields[known.front]);
        uint32_t back = field_index(type->type, known.fields[known.back]);
        if (front == UINT32_MAX || back == UINT32_MAX)
            return false;
        type->front = front;
        type->back = back;
        return true;
    }
    return false;
}

void pool_vote(struct adoption *adoption, const struct pool_note *note,
               struct vocabulary *vocabulary, const struct terms *front, const struct terms *back)
{
    struct pool_type *type = &adoption->types.ptr[note->type];
    struct arena arena = {0}, *kept = vocabulary->arena;
    if (!type->likeness)
        type->likeness =
            arena_array(&adoption->arena, uint64_t, mem_mul(2, type->type->field_count));
    vocabulary->arena = &arena;
    for (uint32_t i = 0; i < type->type->field_count; i++) {
        str text = pool_text(pool_field(adoption, note, i), &arena);
        struct terms terms = terms_known(vocabulary, text);
        type->likeness[2 * i] += terms_alike(vocabulary, &terms, front);
        type->likeness[2 * i + 1] += terms_alike(vocabulary, &terms, back);
    }
    vocabulary->arena = kept;
    arena_release(&arena);
}

/* The field that is most like a front (0) or a back (1), but for `other`; the guess where equal. */
static uint32_t most_like(const struct pool_type *type, unsigned side, uint32_t guess,
                          uint32_t other)
{
    uint32_t best = guess != other ? guess : UINT32_MAX;
    for (uint32_t i = 0; i < type->type->field_count; i++)
        if (i != other &&
            (best == UINT32_MAX || type->likeness[2 * i + side] > type->likeness[2 * best + side]))
            best = i;
    return best;
}

void pool_elect_fields(struct pool_type *type)
{
    if (!type->likeness)
        return;
    uint32_t front = most_like(type, 0, type->front, UINT32_MAX);
    uint32_t its_back = most_like(type, 1, type->back, front);
    uint32_t back = most_like(type, 1, type->back, UINT32_MAX);
    uint32_t its_front = most_like(type, 0, type->front, back);
    uint64_t by_front = type->likeness[2 * front] + type->likeness[2 * its_back + 1];
    uint64_t by_back = type->likeness[2 * its_front] + type->likeness[2 * back + 1];
    type->front = by_front >= by_back ? front : its_front;
    type->back = by_front >= by_back ? its_back : back;
}
