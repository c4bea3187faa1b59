/* SPDX-License-Identifier: MIT */
/* Merges, and headings whose marks vanished. */
#include "ident/match_merged.h"

#include <stdlib.h>

enum { CONTAINED = 700, HALF = 500 }; /* per mille */

/* The names of those lines that would be headings if their marks were marks. */
static void read_lines(struct match_set *set, str markdown, struct word_vec *ret)
{
    vec_clear(ret);
    for (str line, rest = markdown; str_cut(&rest, '\n', &line);) {
        line = str_trim(line);
        size_t marks = 0;
        while (marks < line.len && line.ptr[marks] == '#')
            marks++;
        line = str_trim(str_sub(line, marks, line.len));
        if (marks && marks <= 6 && line.len)
            vec_push(ret, match_set_heading(set, line));
    }
}

static bool stands_in(const struct word_vec *lines, uint32_t name)
{
    for (size_t i = 0; i < lines->len; i++)
        if (lines->ptr[i] == name)
            return true;
    return false;
}

/* One of today's: its pairs are pairs[0 … count - 1]. */
static void judge(struct match_set *set, struct match_pair *pairs, size_t count,
                  const uint16_t *best_kept, struct word_vec *lines)
{
    uint32_t contained = 0, marked = 0;
    uint64_t largest = 0;
    for (size_t i = 0; i < count; i++) {
        const struct match_note *old = &set->old.notes[pairs[i].old];
        if (old->partner != MATCH_NONE || pairs[i].kept < CONTAINED ||
            pairs[i].kept < best_kept[pairs[i].old])
            continue;
        if (!contained++)
            read_lines(set, set->today.notes[pairs[0].today].entry->markdown, lines);
        marked += stands_in(lines, old->front);
        largest = MAX(largest, old->words.weight);
    }
    if (contained < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        struct match_pair *pair = &pairs[i];
        const struct match_note *old = &set->old.notes[pair->old];
        bool under_half = pair->held < HALF;
        bool is_largest = old->words.weight >= largest && pair->same_front && pair->same_file;
        if (stands_in(lines, old->front) || (under_half && marked) ||
            (under_half && contained > 2 && !is_largest))
            pair->allowed = false;
    }
}

void match_judge_merged(struct match_set *set, struct match_pair_vec *pairs)
{
    uint16_t *best_kept = mem_zalloc((size_t)set->old.count + 1, sizeof(*best_kept));
    struct word_vec lines = {0};
    vec_for (const struct match_pair, pair, pairs)
        best_kept[pair->old] = MAX(best_kept[pair->old], pair->kept);
    for (size_t begin = 0, end; begin < pairs->len; begin = end) {
        for (end = begin; end < pairs->len && pairs->ptr[end].today == pairs->ptr[begin].today;)
            end++;
        judge(set, pairs->ptr + begin, end - begin, best_kept, &lines);
    }
    vec_release(&lines);
    free(best_kept);
}
