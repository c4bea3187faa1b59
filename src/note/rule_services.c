/* SPDX-License-Identifier: MIT */
/* Rule `services`: a heading that lists services becomes one note a service. */
#include "doc/text.h"
#include "note/rule.h"
#include "note/service.h"

/*
 * The index in the list of the service that the block names first, or SIZE_MAX. `at_start`: only
 * where nothing stands before the name.
 */
static size_t first_named(const struct catalogue *catalogue, const struct node *block,
                          const struct service_list *list, bool at_start)
{
    struct text text = {0};
    struct service_matches matches = {0};
    text_add(&text, block);
    catalogue_find(catalogue, text_str(&text), &matches);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < matches.len && found == SIZE_MAX; i++)
        for (size_t k = 0; k < list->len; k++)
            if (matches.ptr[i].service == list->ptr[k] && !(at_start && matches.ptr[i].begin))
                found = k;
    vec_release(&matches);
    text_release(&text);
    return found;
}

/*
 * The service that the section's block is about. A list below a paragraph that begins with a
 * service is that one's, whatever its items mention.
 */
static size_t names_owner(const struct catalogue *catalogue, const struct section *section,
                          size_t index, const struct service_list *list)
{
    const struct node *const *block = &section->blocks.ptr[index];
    bool labelled = index > 0 && block[0]->type == NODE_LIST &&
                    block[-1]->type == NODE_PARAGRAPH &&
                    first_named(catalogue, block[-1], list, true) != SIZE_MAX;
    if (labelled)
        return first_named(catalogue, block[0]->first, list, true);
    return first_named(catalogue, block[0], list, false);
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
        size_t named = names_owner(catalogue, section, i, list);
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

static uint32_t line_begin(const struct rule_run *run, uint32_t at)
{
    return (uint32_t)str_line_begin(run->outline->document->source->text, at);
}

/* A list whose items begin with services becomes several, one for each run of a service's items. */
static void divide_list(struct rule_run *run, const struct node *list,
                        const struct service_list *services, struct block_vec *blocks)
{
    struct node *part = NULL;
    size_t owner = SIZE_MAX;
    uint32_t number = list->start;
    for (const struct node *item = list->first; item; item = item->next, number++) {
        size_t named = first_named(run->outline->catalogue, item, services, true);
        if (!part || (named != SIZE_MAX && named != owner)) {
            uint32_t begin = part ? line_begin(run, item->begin) : list->begin;
            if (part)
                part->end = begin;
            part = node_new(run->arena, NODE_LIST);
            *part = *list;
            part->parent = part->prev = part->next = part->first = part->last = NULL;
            part->begin = begin;
            part->start = number;
            vec_push(blocks, part);
        }
        owner = named == SIZE_MAX ? owner : named;
        node_append(part, node_copy(run->arena, item));
    }
}

static void divide_lists(struct rule_run *run, const struct section *section,
                         const struct service_list *services, struct block_vec *blocks)
{
    for (size_t i = 0; i < section->blocks.len; i++) {
        const struct node *block = section->blocks.ptr[i];
        if (block->type == NODE_LIST &&
            first_named(run->outline->catalogue, block->first, services, true) != SIZE_MAX)
            divide_list(run, block, services, blocks);
        else
            vec_push(blocks, block);
    }
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

static bool emit_shares(struct rule_run *run, const struct section *section,
                        const struct service_list *list)
{
    size_t *owners = arena_array(run->arena, size_t, section->blocks.len);
    size_t *counts = arena_array(run->arena, size_t, list->len);
    bool split = share_out(run->outline->catalogue, section, list, owners, counts);
    for (size_t k = 0; k < list->len && split; k++)
        emit(run, section, list->ptr[k], owners, k);
    return split;
}

static bool apply(struct rule_run *run, struct section *section)
{
    struct service_list list = {0};
    bool split = !section->is_parent && section->blocks.len &&
                 service_list_of_title(run->outline->catalogue, section->title, &list);
    if (split && !emit_shares(run, section, &list)) {
        struct section divided = *section;
        divided.blocks = (struct block_vec){0};
        divide_lists(run, section, &list, &divided.blocks);
        split = emit_shares(run, &divided, &list);
        vec_release(&divided.blocks);
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
