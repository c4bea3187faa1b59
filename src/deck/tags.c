/* SPDX-License-Identifier: MIT */
/* Sorted lists of tags. */
#include "deck/tags.h"

#include <stdlib.h>

static int compare_tags(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

uint32_t tags_sort(str *tags, uint32_t count)
{
    uint32_t kept = 0;
    if (count)
        qsort(tags, count, sizeof(*tags), compare_tags);
    for (uint32_t i = 0; i < count; i++)
        if (tags[i].len && (!kept || !str_eq(tags[kept - 1], tags[i])))
            tags[kept++] = tags[i];
    return kept;
}

void tags_give(struct awsml_note *note, const str *own, uint32_t count,
               const struct service *service, struct arena *arena)
{
    note->tags = note->own_tags = own;
    note->tag_count = note->own_tag_count = count;
    if (!service)
        return;
    str *tags = arena_array(arena, str, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        tags[i] = own[i];
    tags[count] = arena_printf(arena, "aws::%" STR_FMT "::%" STR_FMT, STR_ARG(service->category),
                               STR_ARG(service->id));
    note->tags = tags;
    note->tag_count = tags_sort(tags, count + 1);
    note->service = service->id;
}
