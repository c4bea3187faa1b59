/* SPDX-License-Identifier: MIT */
/* Files whose heading marks vanished. */
#include "ident/match_gathered.h"

#include <stdlib.h>

enum { ENOUGH = 2 }; /* lines that were or are headings */

static uint64_t key_of(uint32_t file, uint32_t front)
{
    return (uint64_t)file << 32 | front;
}

/* The fronts of a side by file; those whose place only this side has also by no file. */
static void list_fronts(const struct match_set *set, bool today, struct numbering *fronts)
{
    const struct match_side *side = today ? &set->today : &set->old;
    const struct match_side *other = today ? &set->old : &set->today;
    for (uint32_t i = 0; i < side->count; i++) {
        const struct match_note *note = &side->notes[i];
        uint32_t file = today ? note->file : match_now(set, note->file);
        if (note->entry->retired)
            continue;
        numbering_put(fronts, key_of(file, note->front));
        if (note->partner == MATCH_NONE && !other->named[note->spot])
            numbering_put(fronts, key_of(MATCH_NONE, note->front));
    }
}

/* The line without the marks that would make it a heading; or empty. */
static str heading_of(str line)
{
    line = str_trim(line);
    if (line.len && line.ptr[0] == '\\')
        line = str_sub(line, 1, line.len);
    size_t marks = 0;
    while (marks < line.len && line.ptr[marks] == '#')
        marks++;
    return marks && marks <= 6 ? str_trim(str_sub(line, marks, line.len)) : (str){0};
}

static bool is_gathered(struct match_set *set, const struct match_note *note, uint32_t file,
                        struct numbering *fronts, uint32_t known)
{
    uint32_t found = 0;
    for (str line, rest = note->entry->markdown; str_cut(&rest, '\n', &line);) {
        str heading = heading_of(line);
        if (!heading.len)
            continue;
        uint32_t name = match_set_heading(set, heading);
        if (numbering_put(fronts, key_of(file, name)) < known ||
            numbering_put(fronts, key_of(MATCH_NONE, name)) < known)
            found++;
    }
    return found >= ENOUGH;
}

static void bar(struct match_set *set, bool today)
{
    struct match_side *side = today ? &set->today : &set->old;
    struct numbering fronts = {0};
    uint32_t known = 0;
    for (uint32_t i = 0; i < side->count; i++) {
        struct match_note *note = &side->notes[i];
        if (note->partner != MATCH_NONE || (!note->entry->retired && side->named[note->file] != 1))
            continue;
        if (!known) {
            list_fronts(set, !today, &fronts);
            known = fronts.len;
        }
        uint32_t file = today ? note->file : match_now(set, note->file);
        note->doubtful = is_gathered(set, note, file, &fronts, known);
    }
    numbering_release(&fronts);
}

void match_bar_gathered(struct match_set *set)
{
    bar(set, true);
    bar(set, false);
}
