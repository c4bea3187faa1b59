/* SPDX-License-Identifier: MIT */
/* Rule `services`: a heading that lists services becomes one note a service. */
#include "doc/text.h"
#include "note/rule.h"
#include "note/service.h"

/* The index in the list of the service that the block names first, or SIZE_MAX. */
static size_t first_named(const struct catalogue *catalogue, const struct node *block,
                          const struct service_list *list)
{
    struct text text = {0};
    struct service_matches matches = {0};
    text_add(&text, block);
    catalogue_find(catalogue, text_str(&text), &matches);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < matches.len && found == SIZE_MAX; i++)
        for (size_t k = 0; k < list->len; k++)
            if (matches.ptr[i].service == list->ptr[k])
                found = k;
    vec_release(&matches);
    text_release(&text);
    return found;
}

/*
 * For each block the service that takes it. False where text stands before the first named one,
 * or where a service would get nothing.
 */
static bool share_out(const struct catalogue *catalogue, const struct section *section,
                      const struct service_list *list, size_t *owners, size_t *counts)
{
    size_t owner = SIZE_MAX;
    for (size_t i = 0; i < section->blocks.len; i++) {
        size_t named = first_named(catalogue, section->blocks.ptr[i], list);
        owner = named == SIZE_MAX ? owner : named;
        if (owner == SIZE_MAX)
            return false;
        owners[i] = owner;
        counts[owner] += section->blocks.ptr[i]->type != NODE_RULE;
    }
    for (size_t k = 0; k < list->len; k++)
        if (!counts[k])
            return false;
    return true;
}

static void emit(struct rule_run *run, const struct section *section, uint32_t service,
                 const size_t *owners, size_t index)
{
    const struct node **blocks = arena_array(run->arena, const struct node *, section->blocks.len);
    size_t count = 0;
    for (size_t i = 0; i < section->blocks.len; i++)
        if (owners[i] == index && (section->blocks.ptr[i]->type != NODE_RULE || count))
            blocks[count++] = section->blocks.ptr[i];
    while (count && blocks[count - 1]->type == NODE_RULE)
        count--;
    struct draft *draft = rule_emit(run, section, &rule_services);
    draft->front_text = catalogue_service(run->outline->catalogue, service)->name;
    draft->back = (struct content){blocks, count, section->clip};
    draft->path = draft->headings;
    draft->path_count = draft->heading_count;
    draft->service = service;
}

static bool apply(struct rule_run *run, struct section *section)
{
    const struct catalogue *catalogue = run->outline->catalogue;
    struct service_list list = {0};
    bool split = !section->is_parent && section->blocks.len &&
                 service_list_of_title(catalogue, section->title, &list);
    if (split) {
        size_t *owners = arena_array(run->arena, size_t, section->blocks.len);
        size_t *counts = arena_array(run->arena, size_t, list.len);
        split = share_out(catalogue, section, &list, owners, counts);
        for (size_t k = 0; k < list.len && split; k++)
            emit(run, section, list.ptr[k], owners, k);
    }
    vec_release(&list);
    return split;
}

const struct rule rule_services = {
    .name = "services",
    .pass = RULE_WHOLE,
    .on = true,
    .summary = "a heading that lists services becomes one note a service",
    .apply = apply,
};
