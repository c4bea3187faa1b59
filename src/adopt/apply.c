/* SPDX-License-Identifier: MIT */
/* What the lock keeps of other tools' notes, made ready for writers. */
#include "adopt/adopt.h"
#include "adopt/json.h"
#include "base/attr.h"

#include <inttypes.h>
#include <stdlib.h>

struct applier {
    struct awsml_deck *deck;
    const struct lock *lock;
    str lock_path;
    struct arena *arena;
    struct arena scratch;
    struct diag *diag;
};

static bool fail(const struct applier *applier, str what, const char *problem)
{
    diag_file(applier->diag, applier->lock_path, DIAG_BAD_LOCK,
              "take its last good copy, or run once with --adopt and a fresh export from Anki",
              "the %" STR_FMT " %s; writing nothing", STR_ARG(what), problem);
    return false;
}

/* The deck's note type of that id; read from the lock when it is first needed. */
static const struct deck_note_type *type_of(struct applier *applier, int64_t id)
{
    for (size_t i = 0; i < applier->deck->note_types.len; i++)
        if (applier->deck->note_types.ptr[i]->id == id)
            return applier->deck->note_types.ptr[i];
    str name = arena_printf(&applier->scratch, "note type %" PRId64, id);
    for (size_t i = 0; i < applier->lock->note_types.len; i++) {
        const struct lock_note_type *known = &applier->lock->note_types.ptr[i];
        if (known->id != id)
            continue;
        struct deck_note_type *type = arena_new(applier->arena, struct deck_note_type);
        if (!json_read_lock_type(type, known->json, applier->arena) || type->id != id) {
            fail(applier, name, "cannot be read");
            return NULL;
        }
        vec_push(&applier->deck->note_types, type);
        return type;
    }
    fail(applier, name, "is not in it, but notes that have it are");
    return NULL;
}

static const str *kept_fields(struct applier *applier, const struct deck_note_type *type,
                              const struct lock_note *kept)
{
    str *fields = arena_array(applier->arena, str, type->field_count);
    for (uint32_t i = 0; i < type->field_count; i++) {
        fields[i] = STR("");
        for (uint32_t j = 0; j < kept->field_count; j++)
            if (str_eq(kept->names[j], type->fields[i]))
                fields[i] = kept->values[j];
    }
    return fields;
}

static int order_tags(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

static void add_tags(struct applier *applier, struct awsml_note *note, const struct lock_note *kept)
{
    uint32_t all = note->tag_count + kept->tag_count, count = 0;
    if (!kept->tag_count)
        return;
    str *tags = arena_array(applier->arena, str, all);
    memcpy(tags, note->tags, note->tag_count * sizeof(*tags));
    memcpy(tags + note->tag_count, kept->tags, kept->tag_count * sizeof(*tags));
    qsort(tags, all, sizeof(*tags), order_tags);
    for (uint32_t i = 0; i < all; i++)
        if (!count || !str_eq(tags[count - 1], tags[i]))
            tags[count++] = tags[i];
    note->tags = tags;
    note->tag_count = count;
}

static uint32_t count_bits(uint32_t bits)
{
    uint32_t count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static void set_cards(struct applier *applier, struct awsml_note *note, uint32_t cards)
{
    struct deck_name *deck = &applier->deck->decks.ptr[note->deck_index];
    uint32_t before = count_bits(note->cards), after = count_bits(cards);
    note->cards = cards;
    deck->cards = deck->cards - before + after;
    applier->deck->cards = applier->deck->cards - before + after;
}

static bool apply_note(struct applier *applier, struct awsml_note *note)
{
    struct lock_note kept;
    if (!json_read_lock_note(&kept, note->adopted, applier->arena))
        return fail(applier, arena_printf(&applier->scratch, "note %" STR_FMT, STR_ARG(note->guid)),
                    "holds no note type that can be read");
    if (!kept.type)
        return true;
    const struct deck_note_type *type = type_of(applier, kept.type);
    if (!type)
        return false;
    struct awsml_foreign *foreign = arena_new(applier->arena, struct awsml_foreign);
    foreign->type = type;
    foreign->kept = kept_fields(applier, type, &kept);
    note->foreign = foreign;
    add_tags(applier, note, &kept);
    uint32_t possible =
        type->template_count >= 32 ? UINT32_MAX : (UINT32_C(1) << type->template_count) - 1;
    uint32_t cards = kept.cards & possible;
    set_cards(applier, note, cards ? cards : 1);
    return true;
}

static int order_types(const void *a, const void *b)
{
    int64_t x = (*(const struct deck_note_type *const *)a)->id;
    int64_t y = (*(const struct deck_note_type *const *)b)->id;
    return (x > y) - (x < y);
}

bool adopt_apply(struct awsml_deck *deck, const struct lock *lock, str lock_path,
                 struct arena *arena, struct diag *diag)
{
    struct applier applier = {
        .deck = deck, .lock = lock, .lock_path = lock_path, .arena = arena, .diag = diag};
    bool ok = true;
    vec_for (struct awsml_note, note, &deck->notes)
        if (note->adopted.len && ok)
            ok = apply_note(&applier, note);
    if (deck->note_types.len)
        qsort(deck->note_types.ptr, deck->note_types.len, sizeof(*deck->note_types.ptr),
              order_types);
    arena_release(&applier.scratch);
    return ok;
}
