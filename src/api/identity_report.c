/* SPDX-License-Identifier: MIT */
/* What people are told about the identity of their notes. */
#include "api/identity_report.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/utf8.h"

/* So many are told one by one; --dry-run lists them all. */
enum { TOLD = 20 };

static str origin(const struct identity *identity, size_t index)
{
    return index < identity->origins.len ? identity->origins.ptr[index].path : (str){0};
}

static str shorten(str text)
{
    enum { LONG = 60 };
    size_t at = 0, len;
    for (size_t count = 0; at < text.len && count < LONG; at += len, count++)
        utf8_at(text, at, &len);
    return str_sub(text, 0, at);
}

bool identity_same_section(const struct identity *identity, const struct awsml_deck *deck,
                           size_t a, size_t b)
{
    const struct awsml_note *x = &deck->notes.ptr[a], *y = &deck->notes.ptr[b];
    return str_eq(origin(identity, a), origin(identity, b)) && x->id_line == y->id_line;
}

void identity_report_double_id(const struct identity *identity, const struct awsml_deck *deck,
                               size_t first, size_t second)
{
    const struct awsml_note *note = &deck->notes.ptr[second];
    str path = origin(identity, first);
    diag_line(identity->diag, origin(identity, second), note->id_line, 1, DIAG_DOUBLE_ID,
              "give one of them another id, or none",
              "the id '%" STR_FMT "' stands at %" STR_FMT ":%u too; it counts for neither",
              STR_ARG(note->explicit_id), STR_ARG(path), deck->notes.ptr[first].id_line);
}

/* --- ambiguity --- */

static void report_tie(const struct identity *identity, const struct awsml_deck *deck,
                       const struct match_tie *tie)
{
    const struct awsml_note *note = &deck->notes.ptr[tie->today];
    const struct ident_entry *old = &identity->lock.entries.ptr[tie->old];
    str hint = arena_printf(identity->arena,
                            "write <!-- id: %" STR_FMT " --> below the heading that has its cards",
                            STR_ARG(old->guid));
    str front = shorten(old->front);
    if (tie->other_old != MATCH_NONE) {
        const struct ident_entry *other = &identity->lock.entries.ptr[tie->other_old];
        str other_front = shorten(other->front);
        hint = arena_printf(identity->arena, "write <!-- id: %" STR_FMT " --> for the first, or "
                            "<!-- id: %" STR_FMT " --> for the second, below its heading",
                            STR_ARG(old->guid), STR_ARG(other->guid));
        diag_line(identity->diag, origin(identity, tie->today), note->line, 1, DIAG_AMBIGUOUS,
                  hint.ptr,
                  "this could be '%" STR_FMT "' (%" STR_FMT ") or '%" STR_FMT "' (%" STR_FMT
                  ") of before; making a new note",
                  STR_ARG(front), STR_ARG(old->file), STR_ARG(other_front), STR_ARG(other->file));
        return;
    }
    str other = origin(identity, tie->other_today);
    diag_line(identity->diag, origin(identity, tie->today), note->line, 1, DIAG_AMBIGUOUS,
              hint.ptr,
              "this and %" STR_FMT ":%u could both be '%" STR_FMT "' (%" STR_FMT
              ") of before; making new notes",
              STR_ARG(other), deck->notes.ptr[tie->other_today].line, STR_ARG(front),
              STR_ARG(old->file));
}

void identity_report_ties(const struct identity *identity, const struct awsml_deck *deck,
                          const struct settled *settled)
{
    vec_for (const struct match_tie, tie, &settled->ties)
        report_tie(identity, deck, tie);
}

/* --- what is gone --- */

static void report_retired(const struct identity *identity, const struct awsml_deck *deck)
{
    size_t count = 0;
    for (size_t i = identity->origins.len; i < deck->notes.len; i++) {
        const struct awsml_note *note = &deck->notes.ptr[i];
        if (!(note->changes & AWSML_CHANGE_RETIRED) || ++count > TOLD)
            continue;
        str front = shorten(note->front_markdown);
        str hint = arena_printf(identity->arena,
                                "in Anki's browser: nid:%" PRId64 " finds it, tag:awsml::retired "
                                "all of them; --forget %" STR_FMT " drops it from the package",
                                note->id, STR_ARG(note->guid));
        diag_file(identity->diag, note->file, DIAG_RETIRED, hint.ptr,
                  "'%" STR_FMT "' is gone from the notes; its note is kept as retired",
                  STR_ARG(front));
    }
    if (count > TOLD)
        diag_file(identity->diag, identity->lock_path, DIAG_RETIRED,
                  "in Anki's browser: tag:awsml::retired finds them; --dry-run lists them",
                  "%zu more notes are gone; they are kept as retired", count - TOLD);
}

/* --- decks: an import never moves cards --- */

struct deck_move {
    str from, to;
    size_t first; /* index of the note */
    size_t count;
    struct buf search;
};

static void find_moves(const struct identity *identity, const struct awsml_deck *deck,
                       struct map *known, struct deck_move **ret, size_t *ret_count)
{
    vec(struct deck_move) moves = {0};
    for (size_t i = 0; i < deck->notes.len && i < identity->origins.len; i++) {
        const struct awsml_note *note = &deck->notes.ptr[i];
        if (!(note->changes & AWSML_CHANGE_DECK))
            continue;
        str pair = arena_printf(identity->arena, "%" STR_FMT "\t%" STR_FMT,
                                STR_ARG(note->old_deck), STR_ARG(note->deck));
        bool is_new;
        uint32_t at = *map_put(known, pair, (uint32_t)moves.len, &is_new);
        if (is_new)
            vec_push(&moves, (struct deck_move){note->old_deck, note->deck, i, 0, {0}});
        struct deck_move *move = &moves.ptr[at];
        buf_printf(&move->search, "%s%" PRId64, move->count++ ? "," : "nid:", note->id);
    }
    *ret = moves.ptr;
    *ret_count = moves.len;
}

static void report_moves(const struct identity *identity, const struct awsml_deck *deck)
{
    struct map known = {0};
    struct deck_move *moves;
    size_t count;
    find_moves(identity, deck, &known, &moves, &count);
    for (size_t i = 0; i < count; i++) {
        if (i >= TOLD) {
            buf_release(&moves[i].search);
            continue;
        }
        const struct awsml_note *note = &deck->notes.ptr[moves[i].first];
        str front = shorten(note->front_markdown);
        str search = buf_str(&moves[i].search);
        str more = moves[i].count == 1
                       ? (str){0}
                       : arena_printf(identity->arena, " and of %zu more note%s", moves[i].count - 1,
                                      moves[i].count == 2 ? "" : "s");
        str hint = arena_printf(identity->arena,
                                "in Anki's browser: search %" STR_FMT
                                ", then Cards > Change Deck > %" STR_FMT,
                                STR_ARG(search), STR_ARG(moves[i].to));
        diag_line(identity->diag, origin(identity, moves[i].first), note->line, 1,
                  DIAG_DECK_CHANGED, hint.ptr,
                  "the cards of '%" STR_FMT "'%" STR_FMT " stay in the deck '%" STR_FMT
                  "' for who has them",
                  STR_ARG(front), STR_ARG(more), STR_ARG(moves[i].from));
        buf_release(&moves[i].search);
    }
    if (count > TOLD)
        diag_file(identity->diag, identity->lock_path, DIAG_DECK_CHANGED,
                  "--dry-run lists all of them, before the lock is written",
                  "the notes of %zu more decks have moved", count - TOLD);
    free(moves);
    map_release(&known);
}

void identity_report_changes(const struct identity *identity, const struct awsml_deck *deck)
{
    report_retired(identity, deck);
    report_moves(identity, deck);
}

/* --- --locked --- */

static const char *change_name(unsigned changes)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {
        {AWSML_CHANGE_NEW, "new"},           {AWSML_CHANGE_ADOPTED, "adopted"},
        {AWSML_CHANGE_RETIRED, "retired"},   {AWSML_CHANGE_RETURNED, "back"},
        {AWSML_CHANGE_REWORDED, "reworded"}, {AWSML_CHANGE_MOVED, "moved"},
        {AWSML_CHANGE_CONTENT, "changed"},   {AWSML_CHANGE_DECK, "in another deck"},
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (changes & names[i].bit)
            return names[i].name;
    return NULL;
}

void identity_report_locked(const struct identity *identity, const struct awsml_deck *deck)
{
    size_t count = 0;
    for (size_t i = 0; i < deck->notes.len; i++) {
        const struct awsml_note *note = &deck->notes.ptr[i];
        const char *change = change_name(note->changes);
        if (!change)
            continue;
        count++;
        bool is_today = i < identity->origins.len;
        str front = shorten(note->front_markdown);
        diag_line(identity->diag, is_today ? origin(identity, i) : note->file,
                  is_today ? note->line : 0, 0, DIAG_LOCK_CHANGE, NULL, "%s: '%" STR_FMT "'",
                  change, STR_ARG(front));
    }
    if (!count) {
        diag_file(identity->diag, identity->lock_path, DIAG_LOCKED,
                  "run without --locked, and see what Git says of the file; against CRLF: "
                  "`awsml.lock -text` in .gitattributes",
                  "no note changed, but the lock would be written otherwise (an id, the order of "
                  "equal headings, a forgotten note, line ends); writing nothing");
        return;
    }
    diag_file(identity->diag, identity->lock_path, DIAG_LOCKED,
              "run without --locked, and keep the changed lock with the notes",
              "the lock would change (%zu note%s); writing nothing", count,
              count == 1 ? "" : "s");
}
