/* SPDX-License-Identifier: MIT */
/* One document from bytes to notes. */
#include "api/convert.h"

#include <math.h>
#include <stdlib.h>

#include "deck/names.h"
#include "note/rule.h"

static int compare_tags(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* Sorted, each once. */
static uint32_t sort_tags(str *tags, uint32_t count)
{
    uint32_t kept = 0;
    qsort(tags, count, sizeof(*tags), compare_tags);
    for (uint32_t i = 0; i < count; i++)
        if (tags[i].len && (!kept || !str_eq(tags[kept - 1], tags[i])))
            tags[kept++] = tags[i];
    return kept;
}

static str service_tag(struct converter *converter, uint32_t service)
{
    const struct service *row = catalogue_service(converter->catalogue, service);
    return arena_printf(&converter->kept, "aws::%" STR_FMT "::%" STR_FMT, STR_ARG(row->category),
                        STR_ARG(row->id));
}

/* The tags that all notes of the document have. */
static str *document_tags(struct converter *converter, const struct front *front,
                          uint32_t *ret_count)
{
    const struct awsml_build_options *options = converter->options;
    size_t count = 0;
    str *tags = arena_array(&converter->kept, str, front->tag_count + options->tag_count);
    for (size_t i = 0; i < front->tag_count; i++)
        tags[count++] = name_tag(&converter->kept, front->tags[i]);
    for (size_t i = 0; i < options->tag_count; i++)
        tags[count++] = name_tag(&converter->kept, str_from(options->tags[i]));
    *ret_count = sort_tags(tags, (uint32_t)count);
    return tags;
}

static void add_tags(struct converter *converter, struct awsml_note *note, uint32_t service,
                     const str *common, uint32_t count)
{
    note->tags = note->own_tags = common;
    note->tag_count = note->own_tag_count = count;
    if (service == NO_SERVICE)
        return;
    str *tags = arena_array(&converter->kept, str, count + 1);
    for (uint32_t i = 0; i < count; i++)
        tags[i] = common[i];
    tags[count] = service_tag(converter, service);
    note->tags = tags;
    note->tag_count = sort_tags(tags, count + 1);
    note->service = catalogue_service(converter->catalogue, service)->id;
}

static bool has_headings(const struct outline *outline)
{
    vec_for (struct section, section, &outline->sections)
        if (section->level > 1 || section->is_part)
            return true;
    return outline->sections.len > 1;
}

static bool keeps_breaks(enum awsml_breaks breaks, const struct document *document)
{
    switch (breaks) {
    case AWSML_BREAKS_ALWAYS:
        return true;
    case AWSML_BREAKS_NEVER:
        return false;
    case AWSML_BREAKS_AUTO:
        return !document->wrapped;
    }
    return true;
}

static void render_drafts(struct converter *converter, const struct outline *outline,
                          struct converted *ret)
{
    const struct document *document = outline->document;
    uint32_t tag_count;
    str *tags = document_tags(converter, &document->front, &tag_count);
    str deck = name_deck(&converter->kept, document, outline->title, !has_headings(outline),
                         str_from(converter->options->deck));
    bool keep_breaks = keeps_breaks(converter->options->breaks, document);
    converter->renderer.cursor = (struct source_cursor){0};
    vec_for (struct draft, draft, &converter->drafts) {
        struct awsml_note note;
        render_note(&converter->renderer, &note, draft, outline, keep_breaks, &converter->kept);
        if (!note.fields[AWSML_FIELD_FRONT].len || !note.fields[AWSML_FIELD_BACK].len) {
            diag_at(&ret->diag, (struct span){document->source, draft->place, 1}, DIAG_EMPTY_NOTE,
                    NULL, "a side of this card would show nothing; making no note of it");
            continue;
        }
        note.deck = deck;
        add_tags(converter, &note, draft->service, tags, tag_count);
        vec_push(&ret->notes, note);
    }
}

static void convert_markdown(struct converter *converter, const struct source *source,
                             struct converted *ret)
{
    struct document document;
    document_parse(&document, source, &converter->scratch, &ret->diag);
    ret->order = document.front.order;
    if (document.front.skip)
        return;
    struct outline outline;
    outline_make(&outline, &document, converter->catalogue, &converter->scratch, &ret->diag);
    vec_clear(&converter->drafts);
    struct rule_run run = {&outline, &converter->scratch, &converter->drafts};
    rules_run(&run, &outline);
    render_drafts(converter, &outline, ret);
    outline_release(&outline);
}

void convert_document(struct converter *converter, const struct collect_document *document,
                      struct converted *ret)
{
    *ret = (struct converted){.order = (double)NAN};
    struct source source = {.path = document->path, .relative = document->relative};
    str bytes = document->bytes;
    ret->read = document->in_memory ||
                collect_read(document, &converter->scratch, &bytes, &ret->diag);
    if (ret->read && document->kind == COLLECT_JSON) {
        ret->read = json_read_notes(&ret->notes, bytes, document->path, &converter->kept,
                                    &ret->diag);
    } else if (ret->read) {
        ret->read = source_load(&source, bytes, &converter->scratch, &ret->diag);
        if (ret->read)
            convert_markdown(converter, &source, ret);
    }
    arena_reset(&converter->scratch);
}

void converter_release(struct converter *converter)
{
    arena_release(&converter->scratch);
    renderer_release(&converter->renderer);
    vec_release(&converter->drafts);
}
