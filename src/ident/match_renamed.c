/* SPDX-License-Identifier: MIT */
/* Renamed files and reworded headings above. */
#include "ident/match_renamed.h"

#include <stdlib.h>

struct move {
    uint32_t from, to;
};

static int order_moves(const void *a, const void *b)
{
    const struct move *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/* One note that is below another heading now was moved there; of several the heading was reworded.
 */
enum { ENOUGH = 2 };

static bool settle_moves(struct match_set *set, const struct move *moves, size_t count,
                         size_t enough)
{
    bool found = false;
    for (size_t begin = 0, end; begin < count; begin = end) {
        size_t best = 0;
        uint32_t to = MATCH_NONE;
        for (end = begin; end < count && moves[end].from == moves[begin].from;) {
            size_t run = end;
            while (run < count && moves[run].from == moves[end].from &&
                   moves[run].to == moves[end].to)
                run++;
            if (run - end > best) {
                best = run - end;
                to = moves[end].to;
            }
            end = run;
        }
        if (best < enough || best * 2 <= end - begin || set->moved[moves[begin].from] == to)
            continue;
        set->moved[moves[begin].from] = to;
        found = true;
    }
    return found;
}

/* Files, or paths, of notes that have partners, where the old one is gone and the other is new. */
static bool find_renamed(struct match_set *set, bool files)
{
    vec(struct move) moves = {0};
    for (uint32_t t = 0; t < set->today.count; t++) {
        const struct match_note *today = &set->today.notes[t];
        if (today->partner == MATCH_NONE)
            continue;
        const struct match_note *old = &set->old.notes[today->partner];
        struct move move = {files ? old->file : old->path, files ? today->file : today->path};
        if (!set->today.named[move.from] && !set->old.named[move.to])
            vec_push(&moves, move);
    }
    if (moves.len)
        qsort(moves.ptr, moves.len, sizeof(*moves.ptr), order_moves);
    bool found = settle_moves(set, moves.ptr, moves.len, files ? 1 : ENOUGH);
    vec_release(&moves);
    return found;
}

bool match_find_renamed(struct match_set *set)
{
    if (!set->moved) {
        set->moved = mem_alloc(mem_mul((size_t)set->names.len + 1, sizeof(*set->moved)));
        for (uint32_t i = 0; i <= set->names.len; i++)
            set->moved[i] = MATCH_NONE;
    }
    bool files = find_renamed(set, true);
    return find_renamed(set, false) || files;
}
