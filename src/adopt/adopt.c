/* SPDX-License-Identifier: MIT */
/* From packages to GUIDs: reading them, finding partners, filling the lock. */
#include "adopt/adopt.h"

#include "adopt/json.h"
#include "adopt/package.h"
#include "adopt/pair.h"
#include "adopt/pool.h"
#include "adopt/visible.h"
#include "base/attr.h"
#include "base/utf8.h"
#include "deck/note_type.h"

#include <stdlib.h>

/* --- opening --- */

static bool read_package(struct adoption *adoption, str path, struct diag *diag)
{
    struct buf bytes = {0};
    struct pool_package package = {.path = path};
    bool ok = package_read(&bytes, path, diag) &&
              old_collection_read(&package.collection, bytes.ptr, bytes.len, path, &adoption->arena,
                                  diag);
    if (ok)
        vec_push(&adoption->packages, package);
    buf_release(&bytes);
    return ok;
}

static enum pool_kind kind_of(const struct old_type *type)
{
    if (type->id == note_types[AWSML_NOTE_TYPE_NOTE].id)
        return POOL_OWN;
    if (type->id == note_types[AWSML_NOTE_TYPE_CLOZE].id)
        return POOL_CLOZE;
    return type->is_cloze || type->field_count < 2 ? POOL_BLOCKED : POOL_FOREIGN;
}

static int order_types(const void *a, const void *b)
{
    const struct old_type *x = ((const struct pool_type *)a)->type;
    const struct old_type *y = ((const struct pool_type *)b)->type;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->mod != y->mod ? (x->mod < y->mod ? 1 : -1) : str_cmp(x->json, y->json);
}

static void collect_types(struct adoption *adoption)
{
    vec_for (const struct pool_package, package, &adoption->packages)
        vec_for (const struct old_type, type, &package->collection.types)
            vec_push(&adoption->types, (struct pool_type){.type = type});
    if (adoption->types.len)
        qsort(adoption->types.ptr, adoption->types.len, sizeof(*adoption->types.ptr), order_types);
    size_t kept = 0;
    vec_for (const struct pool_type, type, &adoption->types)
        if (!kept || adoption->types.ptr[kept - 1].type->id != type->type->id)
            adoption->types.ptr[kept++] = *type;
    adoption->types.len = kept;
    vec_for (struct pool_type, type, &adoption->types) {
        type->kind = kind_of(type->type);
        pool_guess_fields(type);
    }
}

static uint32_t find_type(const struct adoption *adoption, int64_t id)
{
    size_t low = 0, high = adoption->types.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (adoption->types.ptr[middle].type->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static int order_notes(const void *a, const void *b)
{
    const struct pool_note *x = a, *y = b;
    int order = str_cmp(x->note->guid, y->note->guid);
    if (order)
        return order;
    if (x->note->mod != y->note->mod)
        return x->note->mod < y->note->mod ? 1 : -1;
    return x->package != y->package ? (x->package < y->package ? 1 : -1)
                                    : (x->note->id > y->note->id) - (x->note->id < y->note->id);
}

/* A GUID that no lock can hold is nobody's: such a note stays among the leftovers. */
static void collect_notes(struct adoption *adoption)
{
    for (uint32_t i = 0; i < adoption->packages.len; i++) {
        const struct old_collection *collection = &adoption->packages.ptr[i].collection;
        vec_for (const struct old_note, note, &collection->notes) {
            const struct old_type *type = &collection->types.ptr[note->type];
            vec_push(&adoption->notes, (struct pool_note){.note = note,
                                                          .its_type = type,
                                                          .type = find_type(adoption, type->id),
                                                          .package = i});
        }
    }
    if (adoption->notes.len)
        qsort(adoption->notes.ptr, adoption->notes.len, sizeof(*adoption->notes.ptr), order_notes);
    size_t kept = 0;
    vec_for (const struct pool_note, note, &adoption->notes)
        if (!kept || !str_eq(adoption->notes.ptr[kept - 1].note->guid, note->note->guid))
            adoption->notes.ptr[kept++] = *note;
    adoption->notes.len = kept;
}

bool adopt_open(struct adoption **ret, const char *const *paths, size_t count, struct diag *diag)
{
    struct adoption *adoption = mem_zalloc(1, sizeof(*adoption));
    bool ok = true;
    for (size_t i = 0; i < count; i++) /* all that is wrong is said at once */
        ok &= read_package(adoption, arena_str(&adoption->arena, str_from(paths[i])), diag);
    if (ok) {
        collect_types(adoption);
        collect_notes(adoption);
        *ret = adoption;
    } else {
        adopt_free(adoption);
    }
    return ok;
}

void adopt_free(struct adoption *adoption)
{
    if (!adoption)
        return;
    vec_for (struct pool_package, package, &adoption->packages)
        old_collection_release(&package->collection);
    vec_release(&adoption->packages);
    vec_release(&adoption->types);
    vec_release(&adoption->notes);
    vec_release(&adoption->leftovers);
    arena_release(&adoption->arena);
    free(adoption);
}

/* --- matching --- */

struct matcher {
    struct adoption *adoption;
    const struct awsml_note *notes;
    const str *guids;
    size_t count;
    const struct lock *lock;
    struct vocabulary vocabulary;
    struct arena words;   /* of the vocabulary, and of keys */
    struct arena scratch; /* of one note */
    vec(struct pair_text) today, old;
    vec(uint32_t) today_index; /* into notes */
    vec(uint32_t) old_index;   /* into adoption->notes */
    uint32_t *partner;         /* for each of `notes`: index into adoption->notes, or PAIR_NONE */
};

static const struct pool_note *find_note(const struct adoption *adoption, str guid)
{
    size_t low = 0, high = adoption->notes.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(adoption->notes.ptr[middle].note->guid, guid) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < adoption->notes.len && str_eq(adoption->notes.ptr[low].note->guid, guid);
    return found ? &adoption->notes.ptr[low] : NULL;
}

static void mark(struct matcher *matcher, str guid, size_t today)
{
    const struct pool_note *found = find_note(matcher->adoption, guid);
    if (!found)
        return;
    size_t index = (size_t)(found - matcher->adoption->notes.ptr);
    struct pool_note *note = &matcher->adoption->notes.ptr[index];
    note->taken = true;
    if (today < matcher->count) {
        note->known = true;
        matcher->partner[today] = (uint32_t)index;
    }
}

static void mark_known(struct matcher *matcher)
{
    if (!matcher->adoption->notes.len)
        return;
    for (size_t i = 0; i < matcher->lock->entries.len; i++)
        mark(matcher, matcher->lock->entries.ptr[i].guid, SIZE_MAX);
    for (size_t i = 0; i < matcher->count; i++)
        if (matcher->guids[i].len)
            mark(matcher, matcher->guids[i], i);
}

/* Deck names are compared by their last level. */
static struct terms deck_terms(struct matcher *matcher, str deck)
{
    for (size_t at; (at = str_find(deck, STR("::"))) != SIZE_MAX;)
        deck = str_sub(deck, at + 2, deck.len);
    return terms_make(&matcher->vocabulary, deck, false);
}

static struct pair_text make_text(struct matcher *matcher, str front, str whole, str deck)
{
    return (struct pair_text){
        .key = terms_key(&matcher->words, front),
        .whole = terms_make(&matcher->vocabulary, whole, true),
        .front = terms_make(&matcher->vocabulary, front, false),
        .deck = deck_terms(matcher, deck),
    };
}

static void add_today(struct matcher *matcher, uint32_t index)
{
    const struct awsml_note *note = &matcher->notes[index];
    struct buf whole = {0};
    str front = pool_text(note->fields[AWSML_FIELD_FRONT], &matcher->scratch);
    buf_printf(&whole, "%" STR_FMT "\n", STR_ARG(front));
    visible_text(&whole, note->fields[AWSML_FIELD_BACK]);
    struct pair_text text = make_text(matcher, front, buf_str(&whole), note->deck);
    text.is_cloze = note->type == AWSML_NOTE_TYPE_CLOZE;
    vec_push(&matcher->today, text);
    vec_push(&matcher->today_index, index);
    buf_release(&whole);
    arena_reset(&matcher->scratch);
}

static void add_old(struct matcher *matcher, uint32_t index)
{
    const struct pool_note *note = &matcher->adoption->notes.ptr[index];
    const struct pool_type *type = &matcher->adoption->types.ptr[note->type];
    bool has_front = type->kind == POOL_OWN || type->kind == POOL_FOREIGN;
    struct buf whole = {0};
    str front = STR("");
    if (has_front)
        front = pool_text(pool_field(matcher->adoption, note, type->front), &matcher->scratch);
    for (uint32_t i = 0; i < type->type->field_count; i++) {
        if (type->kind == POOL_OWN && i > AWSML_FIELD_BACK)
            break; /* what follows was made of these two */
        visible_text(&whole, pool_field(matcher->adoption, note, i));
        buf_char(&whole, '\n');
    }
    str nfc = utf8_nfc(&matcher->scratch, buf_str(&whole));
    struct pair_text text = make_text(matcher, front, nfc, note->note->deck);
    text.group = note->package;
    text.is_cloze = type->kind == POOL_CLOZE;
    text.is_rest = type->kind == POOL_CLOZE || type->kind == POOL_BLOCKED;
    vec_push(&matcher->old, text);
    vec_push(&matcher->old_index, index);
    buf_release(&whole);
    arena_reset(&matcher->scratch);
}

/* How many of today's fronts stand in a field of the notes of a type. */
static uint32_t count_fronts(struct matcher *matcher, const struct map *fronts, uint32_t *met,
                             uint32_t round, uint32_t type, uint32_t field)
{
    uint32_t count = 0;
    vec_for (const struct pool_note, note, &matcher->adoption->notes) {
        if (note->type != type)
            continue;
        str text = pool_text(pool_field(matcher->adoption, note, field), &matcher->scratch);
        str key = terms_key(&matcher->scratch, text);
        const uint32_t *front = key.len ? map_get(fronts, key) : NULL;
        count += front && met[*front] != round;
        if (front)
            met[*front] = round;
        arena_reset(&matcher->scratch);
    }
    return count;
}

/* The front of a note type is the field that holds the most of today's fronts. */
static void find_fronts(struct matcher *matcher)
{
    struct map fronts = {0};
    uint32_t *met = mem_zalloc(matcher->today.len, sizeof(*met)), round = 0;
    for (uint32_t i = 0; i < matcher->today.len; i++)
        if (matcher->today.ptr[i].key.len)
            map_put(&fronts, matcher->today.ptr[i].key, i, NULL);
    for (uint32_t t = 0; t < matcher->adoption->types.len && fronts.len; t++) {
        struct pool_type *type = &matcher->adoption->types.ptr[t];
        if (type->kind != POOL_FOREIGN || pool_known_fields(type, matcher->lock, &matcher->scratch))
            continue;
        uint32_t best = type->front;
        uint32_t most = count_fronts(matcher, &fronts, met, ++round, t, best);
        for (uint32_t i = 0; i < type->type->field_count; i++) {
            uint32_t count = count_fronts(matcher, &fronts, met, ++round, t, i);
            best = count > most ? i : best;
            most = MAX(most, count);
        }
        pool_set_front(type, best);
    }
    map_release(&fronts);
    free(met);
}

static void find_partners(struct matcher *matcher)
{
    struct pairs pairs;
    pairs_find(&pairs, &matcher->vocabulary, matcher->today.ptr, (uint32_t)matcher->today.len,
               matcher->old.ptr, (uint32_t)matcher->old.len);
    for (size_t i = 0; i < matcher->today.len; i++)
        if (pairs.old[i] != PAIR_NONE)
            matcher->partner[matcher->today_index.ptr[i]] = matcher->old_index.ptr[pairs.old[i]];
    for (size_t i = 0; i < matcher->old.len; i++)
        matcher->adoption->notes.ptr[matcher->old_index.ptr[i]].tied = pairs.tied[i];
    pairs_release(&pairs);
}

/* Those that have partners tell which field is what. */
static void elect_fields(struct matcher *matcher)
{
    for (size_t i = 0; i < matcher->count; i++) {
        if (matcher->partner[i] == PAIR_NONE)
            continue;
        const struct pool_note *note = &matcher->adoption->notes.ptr[matcher->partner[i]];
        if (matcher->adoption->types.ptr[note->type].kind != POOL_FOREIGN)
            continue;
        const str *fields = matcher->notes[i].fields;
        str front = pool_text(fields[AWSML_FIELD_FRONT], &matcher->scratch);
        str back = pool_text(fields[AWSML_FIELD_BACK], &matcher->scratch);
        struct terms front_terms = terms_make(&matcher->vocabulary, front, false);
        struct terms back_terms = terms_make(&matcher->vocabulary, back, false);
        pool_vote(matcher->adoption, note, &matcher->vocabulary, &front_terms, &back_terms);
        arena_reset(&matcher->scratch);
    }
    vec_for (struct pool_type, type, &matcher->adoption->types)
        if (type->kind == POOL_FOREIGN &&
            !pool_known_fields(type, matcher->lock, &matcher->scratch))
            pool_elect_fields(type);
}

static const struct ident_entry *find_entry(const struct lock *lock, str guid)
{
    size_t low = 0, high = lock->entries.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(lock->entries.ptr[middle].guid, guid) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < lock->entries.len && str_eq(lock->entries.ptr[low].guid, guid);
    return found ? &lock->entries.ptr[low] : NULL;
}

/* For a note that the lock knows by this GUID: nothing, unless the package tells something new. */
static struct adopt_match news_of(struct matcher *matcher, struct adopt_match match)
{
    struct lock_note old = {0}, new = {0};
    const struct ident_entry *entry = find_entry(matcher->lock, match.guid);
    str was = entry ? entry->adopted : STR("");
    if (was.len && !match.adopted.len)
        match.adopted = STR("{}"); /* it has become a note of ours */
    if (str_eq(was, match.adopted))
        return (struct adopt_match){.guid = STR("")};
    if (was.len)
        json_read_lock_note(&old, was, &matcher->scratch);
    if (match.adopted.len)
        json_read_lock_note(&new, match.adopted, &matcher->scratch);
    if (old.type == new.type)
        match.mod = 0; /* tags and other fields: the collection has them already */
    return match;
}

/* Ids are milliseconds; some tools count from one, which Anki takes as well. */
static struct adopt_match match_of(struct matcher *matcher, struct pool_note *note, bool is_cloze)
{
    struct adoption *adoption = matcher->adoption;
    struct pool_type *type = &adoption->types.ptr[note->type];
    enum pool_kind own = is_cloze ? POOL_CLOZE : POOL_OWN;
    note->blocked = type->kind != own && (is_cloze || type->kind != POOL_FOREIGN);
    if (note->blocked)
        return (struct adopt_match){.blocked = !note->known};
    int64_t mod = note->note->mod > LOCK_MAX_MOD ? note->note->mod / 1000 : note->note->mod;
    struct adopt_match match = {
        .guid = note->note->guid,
        .id = note->note->id > 0 && note->note->id <= LOCK_MAX_ID ? note->note->id : 0,
        .mod = MIN(MAX(mod, 0), LOCK_MAX_MOD),
        .adopted = STR(""),
        .known = note->known,
    };
    note->matched = true;
    if (type->kind == POOL_FOREIGN) {
        type->used = true;
        match.adopted = json_lock_note(note->note, note->its_type, type->type, type->front,
                                       type->back, &adoption->arena);
    }
    return note->known ? news_of(matcher, match) : match;
}

void adopt_match(struct adoption *adoption, const struct awsml_note *notes, const str *guids,
                 size_t count, const struct lock *lock, struct adopt_match *ret)
{
    struct matcher matcher = {.adoption = adoption,
                              .notes = notes,
                              .guids = guids,
                              .count = count,
                              .lock = lock,
                              .partner = mem_zalloc(count, sizeof(uint32_t))};
    matcher.vocabulary.arena = &matcher.words;
    for (size_t i = 0; i < count; i++)
        matcher.partner[i] = PAIR_NONE;
    mark_known(&matcher);
    for (uint32_t i = 0; i < count; i++)
        if (!guids[i].len)
            add_today(&matcher, i);
    find_fronts(&matcher);
    for (uint32_t i = 0; i < adoption->notes.len; i++)
        if (!adoption->notes.ptr[i].taken && lock_guid_is_fit(adoption->notes.ptr[i].note->guid))
            add_old(&matcher, i);
    find_partners(&matcher);
    elect_fields(&matcher);
    for (size_t i = 0; i < count; i++)
        ret[i] = matcher.partner[i] == PAIR_NONE
                     ? (struct adopt_match){.guid = STR("")}
                     : match_of(&matcher, &adoption->notes.ptr[matcher.partner[i]],
                                notes[i].type == AWSML_NOTE_TYPE_CLOZE);
    pool_list_leftovers(adoption);
    vocabulary_release(&matcher.vocabulary);
    vec_release(&matcher.today);
    vec_release(&matcher.old);
    vec_release(&matcher.today_index);
    vec_release(&matcher.old_index);
    free(matcher.partner);
    arena_release(&matcher.scratch);
    arena_release(&matcher.words);
}

void adopt_add_types(const struct adoption *adoption, struct lock *lock, struct arena *arena)
{
    vec_for (const struct pool_type, type, &adoption->types) {
        if (!type->used)
            continue;
        struct lock_note_type new = {type->type->id,
                                     json_lock_type(type->type, type->front, type->back, arena)};
        struct lock_note_type *known = NULL;
        for (size_t i = 0; i < lock->note_types.len && !known; i++)
            if (lock->note_types.ptr[i].id == new.id)
                known = &lock->note_types.ptr[i];
        if (!known)
            vec_push(&lock->note_types, new);
        else if (json_lock_type_mod(known->json) <= type->type->mod)
            *known = new;
    }
}
