/* SPDX-License-Identifier: MIT */
/* One document from bytes to notes. */
#include "api/convert.h"

#include <math.h>

#include "deck/names.h"
#include "deck/tags.h"
#include "note/rule.h"

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
    *ret_count = tags_sort(tags, (uint32_t)count);
    return tags;
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
    render_begin(&converter->renderer, document, &converter->scratch);
    vec_for (struct draft, draft, &converter->drafts) {
        struct awsml_note note;
        render_note(&converter->renderer, &note, draft, outline, keep_breaks, &converter->kept);
        if (!note.fields[AWSML_FIELD_FRONT].len || !note.fields[AWSML_FIELD_BACK].len) {
            diag_at(&ret->diag, (struct span){document->source, draft->place, 1}, DIAG_EMPTY_NOTE,
                    NULL, "a side of this card would show nothing; making no note of it");
            continue;
        }
        note.deck = deck;
        bool about_service = draft->service != NO_SERVICE;
        tags_give(&note, tags, tag_count,
                  about_service ? catalogue_service(converter->catalogue, draft->service) : NULL,
                  &converter->kept);
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
        ret->read = json_read_notes(&ret->notes, &ret->files, bytes, document->path,
                                    &converter->kept, &ret->diag);
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
