/* SPDX-License-Identifier: MIT */
/* A draft's fields. */
#include "deck/render.h"

#include "base/escape.h"
#include "deck/note_type.h"
#include "deck/reverse.h"
#include "doc/html.h"
#include "doc/text.h"

static str field(struct renderer *renderer, struct arena *arena)
{
    return renderer->buf.len ? buf_take(&renderer->buf, arena) : STR("");
}

static str render_text(struct renderer *renderer, str text, struct arena *arena)
{
    escape_html(&renderer->buf, text);
    return field(renderer, arena);
}

static str render_front(struct renderer *renderer, const struct draft *draft, struct arena *arena)
{
    struct html_options options = {.clip = draft->front.clip};
    for (size_t i = 0; i < draft->front.count; i++) {
        if (renderer->buf.len)
            buf_char(&renderer->buf, ' ');
        html_inlines(&renderer->buf, draft->front.blocks[i], &options);
    }
    if (!renderer->buf.len)
        escape_html(&renderer->buf, draft->front_text);
    return field(renderer, arena);
}

static str render_back(struct renderer *renderer, const struct draft *draft, bool keep_breaks,
                       struct arena *arena)
{
    struct html_options options = {.keep_breaks = keep_breaks, .clip = draft->back.clip};
    html_blocks(&renderer->buf, draft->back.blocks, draft->back.count, &options);
    return field(renderer, arena);
}

static str render_context(struct renderer *renderer, const struct draft *draft,
                          struct arena *arena)
{
    for (uint32_t i = 0; i < draft->path_count; i++) {
        if (i)
            buf_put(&renderer->buf, STR(" › "));
        escape_html(&renderer->buf, draft->path[i]);
    }
    return field(renderer, arena);
}

static str render_extra(struct renderer *renderer, const struct draft *draft,
                        const struct outline *outline, struct arena *arena)
{
    if (draft->service == NO_SERVICE)
        return STR("");
    const struct service *service = catalogue_service(outline->catalogue, draft->service);
    if (!service->docs.len)
        return STR("");
    buf_lit(&renderer->buf, "<a href=\"");
    escape_url(&renderer->buf, service->docs);
    buf_lit(&renderer->buf, "\">");
    escape_html(&renderer->buf, service->name);
    buf_lit(&renderer->buf, "</a>");
    return field(renderer, arena);
}

/* The parts of the source that the content was made from; runs of blocks apart by an empty line. */
static str render_markdown(struct renderer *renderer, const struct draft *draft, str source,
                           struct arena *arena)
{
    const struct content *content = &draft->back;
    for (size_t i = 0; i < content->count; i++) {
        uint32_t begin = MAX(content->blocks[i]->begin, content->clip.begin);
        while (i + 1 < content->count && content->blocks[i + 1] == content->blocks[i]->next)
            i++;
        uint32_t end = MIN(content->blocks[i]->end, content->clip.end);
        str part = begin < end ? str_trim_right(str_sub(source, begin, end)) : (str){0};
        while (part.len && part.ptr[0] == '\n')
            part = str_sub(part, 1, part.len);
        if (!part.len)
            continue;
        if (renderer->buf.len)
            buf_lit(&renderer->buf, "\n\n");
        buf_put(&renderer->buf, part);
    }
    return field(renderer, arena);
}

static str heading_markdown(const struct node *heading, str source)
{
    str line = str_trim(str_sub(source, heading->begin, heading->end));
    while (str_starts(line, STR("#")))
        line = str_sub(line, 1, line.len);
    str rest = line;
    while (str_ends(rest, STR("#")))
        rest.len--;
    if (rest.len < line.len && (!rest.len || str_ends(rest, STR(" "))))
        line = rest;
    return str_trim(line);
}

static str front_markdown(const struct draft *draft, str source, struct arena *arena)
{
    const struct node *titled = draft->front.count == 1 ? draft->front.blocks[0] : NULL;
    bool line = titled && titled->type == NODE_HEADING && !titled->setext &&
                titled->parent->type == NODE_DOCUMENT;
    return arena_str(arena, line ? heading_markdown(titled, source) : draft->front_text);
}

static str make_key(struct renderer *renderer, const struct draft *draft,
                    const struct outline *outline, struct arena *arena)
{
    struct buf *key = &renderer->buf;
    buf_put(key, draft->type == AWSML_NOTE_TYPE_NOTE ? STR("note") : STR("cloze"));
    buf_char(key, '\t');
    buf_put(key, str_from(draft->rule));
    buf_char(key, '\t');
    buf_put(key, outline->document->source->relative);
    for (uint32_t i = 0; i < draft->heading_count; i++) {
        buf_char(key, '\t');
        buf_put(key, draft->headings[i]);
    }
    if (draft->path == draft->headings && draft->path_count == draft->heading_count) {
        /* one of several notes of its section: its own text tells them apart */
        buf_char(key, '\t');
        buf_put(key, draft->front_text);
    }
    return field(renderer, arena);
}

static const str *copy_path(const struct draft *draft, struct arena *arena)
{
    str *path = arena_array(arena, str, draft->path_count);
    for (uint32_t i = 0; i < draft->path_count; i++)
        path[i] = arena_str(arena, draft->path[i]);
    return path;
}

void render_note(struct renderer *renderer, struct awsml_note *ret, const struct draft *draft,
                 const struct outline *outline, bool keep_breaks, struct arena *arena)
{
    const struct source *source = outline->document->source;
    *ret = (struct awsml_note){
        .rule = draft->rule,
        .type = draft->type,
        .path_count = draft->path_count,
        .line = source_line_from(source, &renderer->cursor, draft->place),
    };
    for (int i = 0; i < AWSML_FIELD_COUNT; i++)
        ret->fields[i] = STR("");
    ret->path = copy_path(draft, arena);
    ret->explicit_id = arena_str(arena, draft->explicit_id);
    ret->id_is_unique = draft->id_is_unique;
    ret->keeps_breaks = keep_breaks;
    ret->key = make_key(renderer, draft, outline, arena);
    ret->fields[AWSML_FIELD_FRONT] = render_front(renderer, draft, arena);
    ret->fields[AWSML_FIELD_BACK] = render_back(renderer, draft, keep_breaks, arena);
    ret->fields[AWSML_FIELD_REVERSE] =
        reverse_render(renderer, draft, outline, keep_breaks, arena);
    ret->fields[AWSML_FIELD_CONTEXT] = render_context(renderer, draft, arena);
    ret->fields[AWSML_FIELD_EXTRA] = render_extra(renderer, draft, outline, arena);
    ret->front_markdown = front_markdown(draft, source->text, arena);
    ret->markdown = render_markdown(renderer, draft, source->text, arena);
    buf_printf(&renderer->buf, "%" STR_FMT ":%u", STR_ARG(source->relative), ret->line);
    str place = buf_take(&renderer->buf, arena);
    ret->file = str_sub(place, 0, source->relative.len);
    ret->fields[AWSML_FIELD_SOURCE] = render_text(renderer, place, arena);
    ret->cards = note_type_cards(&note_types[ret->type], ret->fields);
}

void renderer_release(struct renderer *renderer)
{
    buf_release(&renderer->buf);
    text_release(&renderer->text);
    vec_release(&renderer->matches);
    vec_release(&renderer->masks);
}
