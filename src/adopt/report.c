/* SPDX-License-Identifier: MIT */
/* What became nobody's, and how that is said. */
#include "adopt/pool.h"
#include "base/attr.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdlib.h>

static int order_leftovers(const void *a, const void *b)
{
    const struct adopt_leftover *x = a, *y = b;
    if (x->reason != y->reason)
        return x->reason < y->reason ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static enum adopt_reason reason_of(const struct pool_note *note)
{
    if (note->blocked)
        return ADOPT_TYPE;
    if (note->taken)
        return ADOPT_TAKEN;
    return note->tied ? ADOPT_TIE : ADOPT_UNMATCHED;
}

static void list_package(struct adoption *adoption, uint32_t package)
{
    size_t begin = adoption->leftovers.len;
    vec_for (const struct pool_note, note, &adoption->notes) {
        if (note->package != package || note->matched)
            continue;
        const struct pool_type *type = &adoption->types.ptr[note->type];
        str text = pool_text(pool_field(adoption, note, type->front), &adoption->arena);
        struct adopt_leftover leftover = {.reason = reason_of(note),
                                          .package = adoption->packages.ptr[package].path,
                                          .front = utf8_squeeze(&adoption->arena, text),
                                          .deck = note->note->deck,
                                          .type = type->type->name,
                                          .id = note->note->id};
        vec_push(&adoption->leftovers, leftover);
    }
    size_t count = adoption->leftovers.len - begin;
    if (count)
        qsort(adoption->leftovers.ptr + begin, count, sizeof(*adoption->leftovers.ptr),
              order_leftovers);
}

void pool_list_leftovers(struct adoption *adoption)
{
    vec_clear(&adoption->leftovers);
    for (uint32_t i = 0; i < adoption->packages.len; i++)
        list_package(adoption, i);
}

const struct adopt_leftover *adopt_leftovers(const struct adoption *adoption, size_t *ret_count)
{
    *ret_count = adoption->leftovers.len;
    return adoption->leftovers.ptr;
}

/* --- messages --- */

/* Leftovers of one package for one reason. */
struct run {
    const struct adopt_leftover *first;
    size_t count;
    size_t all; /* the notes of the package */
};

/* The first few fronts, in quotes. */
static str some_fronts(const struct run *run, struct arena *arena)
{
    enum { FEW = 3, LONGEST = 60 };
    struct buf text = {0};
    for (size_t i = 0; i < MIN(run->count, FEW); i++) {
        str front = run->first[i].front;
        size_t end = 0, len;
        for (size_t count = 0; end < front.len && count < LONGEST; count++, end += len)
            utf8_at(front, end, &len);
        buf_printf(&text, "%s'%" STR_FMT "%s'", i ? ", " : "", STR_ARG(str_sub(front, 0, end)),
                   end < front.len ? "…" : "");
    }
    buf_put(&text, run->count > FEW ? STR(", …") : STR(""));
    str copy = buf_take(&text, arena);
    buf_release(&text);
    return copy;
}

/* A search for Anki's browser; it finds the first hundred. */
static str search_of(const struct run *run, struct arena *arena)
{
    enum { MANY = 100 };
    struct buf text = {0};
    buf_lit(&text, "nid:");
    for (size_t i = 0; i < MIN(run->count, MANY); i++)
        buf_printf(&text, "%s%" PRId64, i ? "," : "", run->first[i].id);
    str copy = buf_take(&text, arena);
    buf_release(&text);
    return copy;
}

static void report_types(const struct run *run, str fronts, str search, struct arena *arena,
                         struct diag *diag)
{
    str hint = arena_printf(
        arena,
        "to keep their reviews: in Anki, Browse, search %" STR_FMT ", select all, Notes > Change "
        "Note Type to one with a front and a back (Basic, or AWSML Note once a package of "
        "awsml-export was imported), export the deck again, and --adopt that; to have them as new "
        "cards: run once without --adopt",
        STR_ARG(search));
    diag_file(diag, run->first->package, DIAG_ADOPT_NOTE_TYPE, hint.ptr,
              "sections are like %zu of its %zu notes whose note type ('%" STR_FMT
              "') cannot hold a front and a back: %" STR_FMT "; leaving these sections out",
              run->count, run->all, STR_ARG(run->first->type), STR_ARG(fronts));
}

/* Each by itself: who moves here once wants to see what is left behind. */
static void list_all(const struct run *run, struct diag *diag)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct adopt_leftover *leftover = &run->first[i];
        diag_file(diag, leftover->package, DIAG_ADOPT_LEFTOVER, NULL,
                  "no section is like '%" STR_FMT "' of the deck '%" STR_FMT "' (nid:%" PRId64 ")",
                  STR_ARG(leftover->front), STR_ARG(leftover->deck), leftover->id);
    }
}

static void report_run(const struct run *run, struct arena *arena, struct diag *diag)
{
    str package = run->first->package;
    str fronts = some_fronts(run, arena), search = search_of(run, arena);
    switch (run->first->reason) {
    case ADOPT_UNMATCHED:
        list_all(run, diag);
        diag_file(diag, package, DIAG_ADOPT_UNMATCHED,
                  arena_printf(arena,
                               "they stay in Anki as they are; to see them: Browse, search "
                               "%" STR_FMT,
                               STR_ARG(search))
                      .ptr,
                  "no section is like %zu of its %zu notes: %" STR_FMT, run->count, run->all,
                  STR_ARG(fronts));
        break;
    case ADOPT_TIE:
        diag_file(diag, package, DIAG_ADOPT_AMBIGUOUS,
                  "give sections that are alike different headings, and begin again with the lock "
                  "as it was before this run",
                  "no telling which section is which of %zu of its %zu notes: %" STR_FMT
                  "; adopting none of these",
                  run->count, run->all, STR_ARG(fronts));
        break;
    case ADOPT_TYPE:
        report_types(run, fronts, search, arena, diag);
        break;
    case ADOPT_TAKEN:
        diag_file(diag, package, DIAG_ADOPT_TAKEN, NULL,
                  "the lock has %zu of its %zu notes already, retired or outside of this run: "
                  "%" STR_FMT,
                  run->count, run->all, STR_ARG(fronts));
        break;
    }
}

/* Some tools write milliseconds: Anki takes such a note for newer than any that is imported. */
static void report_future(const struct adoption *adoption, uint32_t package, struct diag *diag)
{
    size_t count = 0;
    vec_for (const struct pool_note, note, &adoption->notes)
        count += note->package == package && note->matched && note->note->mod > LOCK_MAX_MOD;
    if (!count)
        return;
    diag_file(diag, adoption->packages.ptr[package].path, DIAG_ADOPT_FUTURE,
              "in Anki: Tools > Check Database, which mends it; then build with --refresh, and "
              "import that",
              "%zu of its %zu notes, all adopted, were modified thousands of years from now: Anki "
              "will not update them",
              count, adoption->packages.ptr[package].collection.notes.len);
}

static size_t notes_of(const struct adoption *adoption, str path)
{
    vec_for (const struct pool_package, package, &adoption->packages)
        if (str_eq(package->path, path))
            return package->collection.notes.len;
    return 0;
}

void adopt_report(const struct adoption *adoption, struct diag *diag)
{
    struct arena arena = {0};
    const struct adopt_leftover *all = adoption->leftovers.ptr;
    for (size_t i = 0, end; i < adoption->leftovers.len; i = end) {
        for (end = i; end < adoption->leftovers.len && all[end].reason == all[i].reason &&
                      str_eq(all[end].package, all[i].package);
             end++)
            ;
        struct run run = {&all[i], end - i, notes_of(adoption, all[i].package)};
        report_run(&run, &arena, diag);
    }
    for (uint32_t i = 0; i < adoption->packages.len; i++)
        report_future(adoption, i, diag);
    arena_release(&arena);
}
