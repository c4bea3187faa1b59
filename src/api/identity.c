/* SPDX-License-Identifier: MIT */
/* The notes' identity: the lock, what was looked at, and what came of it. */
#include "api/identity.h"

#include <stdlib.h>

#include "api/identity_report.h"
#include "deck/identify.h"
#include "deck/recall.h"

/* --- from notes to entries and back --- */

struct today {
    struct ident_entry *entries;
    str *keys;
    size_t count;
};

static struct today make_today(struct identity *identity, const struct awsml_deck *deck)
{
    struct today today = {
        .entries = mem_zalloc(deck->notes.len, sizeof(*today.entries)),
        .keys = mem_zalloc(deck->notes.len, sizeof(*today.keys)),
        .count = deck->notes.len,
    };
    struct buf scratch = {0};
    for (size_t i = 0; i < today.count; i++) {
        today.keys[i] = deck->notes.ptr[i].key;
        if (identity->lock_path.len)
            today.entries[i] = identify_note(&deck->notes.ptr[i], identity->origins.ptr[i].file,
                                             &scratch, identity->arena);
    }
    buf_release(&scratch);
    return today;
}

static void release_today(struct today *today)
{
    free(today->entries);
    free(today->keys);
}

/*
 * A comment names one place in all notes. Where two have it, it names none; those of one section
 * share theirs.
 */
static void check_ids(struct identity *identity, const struct awsml_deck *deck,
                      struct today *today)
{
    struct map ids = {0};
    vec(bool) twice = {0};
    vec(uint32_t) first = {0};
    for (size_t i = 0; i < today->count; i++) {
        const struct ident_entry *entry = &today->entries[i];
        if (!entry->id_is_unique || !entry->explicit_id.len)
            continue;
        bool is_new;
        uint32_t at = *map_put(&ids, entry->explicit_id, (uint32_t)first.len, &is_new);
        if (is_new) {
            vec_push(&first, (uint32_t)i);
            vec_push(&twice, false);
        } else if (!identity_same_section(identity, deck, first.ptr[at], i)) {
            identity_report_double_id(identity, deck, first.ptr[at], i);
            twice.ptr[at] = true;
        }
    }
    for (size_t i = 0; i < today->count; i++) {
        struct ident_entry *entry = &today->entries[i];
        const uint32_t *at =
            entry->id_is_unique && ids.len ? map_get(&ids, entry->explicit_id) : NULL;
        if (at && twice.ptr[*at])
            entry->explicit_id = (str){0};
    }
    map_release(&ids);
    vec_release(&twice);
    vec_release(&first);
}

static void take_over(const struct identity *identity, struct awsml_deck *deck,
                      const struct today *today, const struct settled *settled)
{
    for (size_t i = 0; i < today->count; i++) {
        struct awsml_note *note = &deck->notes.ptr[i];
        const struct ident_entry *entry = &today->entries[i];
        note->guid = entry->guid;
        note->id = entry->id;
        note->mod = entry->mod;
        note->adopted = entry->adopted;
        note->changes = identity->lock_path.len ? settled->changes[i] : 0;
        if (settled->partner[i] == MATCH_NONE)
            continue;
        const struct ident_entry *old = &identity->lock.entries.ptr[settled->partner[i]];
        if (note->changes & AWSML_CHANGE_MOVED)
            note->old_file = old->file;
        if (note->changes & AWSML_CHANGE_REWORDED)
            note->old_front = old->front;
        if (note->changes & AWSML_CHANGE_DECK)
            note->old_deck = old->deck;
    }
}

static str retired_deck(struct identity *identity, str deck)
{
    size_t end = str_find(deck, STR("::"));
    str top = str_from(identity->options->deck);
    if (!top.len)
        top = str_sub(deck, 0, end == SIZE_MAX ? deck.len : end);
    return arena_printf(identity->arena, "%" STR_FMT "::Retired", STR_ARG(top));
}

static int order_tags(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

static void add_retired_tag(struct identity *identity, struct awsml_note *note)
{
    str *tags = arena_array(identity->arena, str, note->tag_count + 1);
    for (uint32_t i = 0; i < note->tag_count; i++)
        tags[i] = note->tags[i];
    tags[note->tag_count] = STR("awsml::retired");
    note->tags = tags;
    note->tag_count++;
    qsort(tags, note->tag_count, sizeof(*tags), order_tags);
}

/* Notes that only the lock knows go to the end of the deck. */
static void add_rest(struct identity *identity, struct deck_builder *builder,
                     const struct settled *settled)
{
    struct renderer renderer = {0};
    struct arena scratch = {0};
    vec_for (const struct settled_rest, rest, &settled->rest) {
        const struct ident_entry *entry = &rest->entry;
        struct awsml_note note;
        recall_note(&renderer, &note, entry, identity->catalogue, &scratch, identity->arena);
        arena_reset(&scratch);
        note.guid = entry->guid;
        note.id = entry->id;
        note.mod = entry->mod;
        note.adopted = entry->adopted;
        note.key = identify_key(entry, identity->arena);
        note.changes = rest->changes;
        if (entry->retired) {
            note.deck = retired_deck(identity, entry->deck);
            add_retired_tag(identity, &note);
        }
        deck_add(builder, &note, 1);
    }
    arena_release(&scratch);
    renderer_release(&renderer);
}

/* --- whether it may be --- */

static bool may_retire(struct identity *identity, const struct settled *settled, size_t found)
{
    enum { FEW = 20 };
    if (identity->options->allow_retire || !settled->retired)
        return true;
    if (found && (settled->retired <= FEW || settled->retired * 2 <= settled->known))
        return true;
    diag_file(identity->diag, identity->lock_path, DIAG_MANY_RETIRED,
              "are these the right folders? if the notes are gone on purpose: --allow-retire",
              "%zu of %zu notes would be retired; writing nothing", settled->retired,
              settled->known);
    return false;
}

static bool forget(struct identity *identity, struct settled *settled)
{
    bool ok = true;
    for (size_t i = 0; i < identity->options->forget_count; i++) {
        str guid = str_from(identity->options->forget[i]);
        if (settle_forget(settled, guid))
            continue;
        diag_file(identity->diag, identity->lock_path, DIAG_FORGET,
                  "--dry-run lists retired notes with their GUIDs",
                  "no retired note has the GUID '%" STR_FMT "'", STR_ARG(guid));
        ok = false;
    }
    return ok;
}

/* The new lock goes into the deck if it differs. False: it must not differ. */
static bool write_lock(struct identity *identity, struct awsml_deck *deck,
                       struct settled *settled)
{
    lock_write(&deck->lock, &settled->lock);
    deck->lock_path = identity->lock_path;
    if (identity->lock_exists)
        deck->old_lock = identity->lock_text.ptr ? identity->lock_text : STR("");
    if (identity->lock_exists && str_eq(buf_str(&deck->lock), identity->lock_text))
        buf_release(&deck->lock);
    if (!deck->lock.len || !identity->options->locked)
        return true;
    identity_report_locked(identity, deck);
    return false;
}

/* The name below the one that --deck puts above all. */
static str below_top(const struct identity *identity, str deck)
{
    str top = str_from(identity->options->deck);
    bool below = top.len && str_starts(deck, top) &&
                 str_starts(str_sub(deck, top.len, deck.len), STR("::"));
    return below ? str_sub(deck, top.len + 2, deck.len) : deck;
}

/*
 * Where a part of the notes is converted, its decks lack the folders above it; its notes stay in
 * the decks that the whole gave them.
 */
static void keep_decks(struct identity *identity, struct deck_builder *builder,
                       struct today *today, const struct settled *settled)
{
    for (size_t i = 0; i < today->count; i++) {
        if (settled->partner[i] == MATCH_NONE)
            continue;
        const struct awsml_note *note = &builder->deck->notes.ptr[i];
        const struct ident_entry *old = &identity->lock.entries.ptr[settled->partner[i]];
        struct ident_entry *entry = &today->entries[i];
        bool is_part = str_eq(old->file, entry->file) && !str_eq(note->file, entry->file);
        str whole = below_top(identity, old->deck), part = below_top(identity, entry->deck);
        if (!is_part || !str_ends(whole, part) || whole.len < part.len + 2 ||
            !str_ends(str_sub(whole, 0, whole.len - part.len), STR("::")))
            continue;
        deck_move(builder, i, old->deck);
        entry->deck = note->deck;
    }
}

/* Notes without partner may have one in the packages of other tools. */
static void adopt(struct identity *identity, struct deck_builder *builder, struct today *today,
                  struct settled *settled)
{
    struct adopt_match *found = mem_zalloc(today->count, sizeof(*found));
    str *guids = mem_zalloc(today->count, sizeof(*guids));
    bool *drop = mem_zalloc(today->count, sizeof(*drop));
    for (size_t i = 0; i < today->count; i++)
        if (settled->partner[i] != MATCH_NONE)
            guids[i] = identity->lock.entries.ptr[settled->partner[i]].guid;
    adopt_match(identity->adoption, builder->deck->notes.ptr, guids, today->count, &identity->lock,
                found);
    size_t kept = 0;
    for (size_t i = 0; i < today->count; i++) {
        struct ident_entry *entry = &today->entries[i];
        drop[i] = found[i].blocked;
        if (drop[i])
            continue;
        if (found[i].guid.len) {
            entry->mod = found[i].mod;
            entry->adopted = arena_str(identity->arena, found[i].adopted);
            entry->guid = arena_str(identity->arena, found[i].guid);
            entry->id = found[i].id;
        }
        today->entries[kept] = *entry;
        today->keys[kept] = today->keys[i];
        settled->partner[kept] = settled->partner[i];
        identity->origins.ptr[kept++] = identity->origins.ptr[i];
    }
    deck_drop(builder, drop);
    today->count = identity->origins.len = kept;
    free(drop);
    free(guids);
    free(found);
}

static bool apply_lock(struct identity *identity, struct deck_builder *builder,
                       struct today *today)
{
    struct awsml_deck *deck = builder->deck;
    struct settled settled;
    struct settle_options options = {identity->options->timestamp, identity->options->refresh};
    enum ident_place *places = identity_look(identity);
    check_ids(identity, deck, today);
    settle_match(&settled, &identity->lock, places, today->entries, today->count);
    identity_report_ties(identity, deck, &settled);
    keep_decks(identity, builder, today, &settled);
    if (identity->adoption)
        adopt(identity, builder, today, &settled);
    settle_finish(&settled, &identity->lock, places, today->entries, today->keys, today->count,
                  &options, identity->arena);
    bool ok = may_retire(identity, &settled, today->count) && forget(identity, &settled);
    if (ok) {
        take_over(identity, deck, today, &settled);
        add_rest(identity, builder, &settled);
        if (identity->adoption) {
            adopt_add_types(identity->adoption, &settled.lock, identity->arena);
            adopt_report(identity->adoption, identity->diag);
        }
        ok = adopt_apply(deck, &settled.lock, identity->lock_path, identity->arena,
                         identity->diag) &&
             write_lock(identity, deck, &settled);
        if (ok)
            identity_report_changes(identity, deck);
    }
    settled_release(&settled);
    free(places);
    return ok;
}

bool identity_apply(struct identity *identity, struct deck_builder *builder)
{
    bool ok = true;
    struct today today = make_today(identity, builder->deck);
    if (identity->lock_path.len) {
        ok = apply_lock(identity, builder, &today);
    } else {
        struct settled settled;
        settle_new(&settled, today.entries, today.keys, today.count, identity->options->timestamp,
                   identity->arena);
        take_over(identity, builder->deck, &today, &settled);
        settled_release(&settled);
    }
    release_today(&today);
    return ok;
}

void identity_release(struct identity *identity)
{
    lock_release(&identity->lock);
    adopt_free(identity->adoption);
    map_release(&identity->files);
    vec_release(&identity->origins);
}
