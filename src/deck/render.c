/* SPDX-License-Identifier: MIT */
/* A draft's fields. */
#include "deck/render.h"

#include "base/escape.h"
#include "deck/note_type.h"
#include "deck/reverse.h"
#include "doc/html.h"
#include "doc/mask.h"
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
    html_inlines(&renderer->buf, draft->front.blocks, draft->front.count, &options);
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

/* --- what the lock keeps --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* No-break and ideographic blanks are text to Markdown. */
static str trim_end(str text)
{
    while (text.len && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

static str trim_blanks(str text)
{
    while (text.len && is_blank(text.ptr[0]))
        text = str_sub(text, 1, text.len);
    return trim_end(text);
}

/* A heading that is one line of the document and is read so again: what stands behind its mark. */
static bool put_heading(struct buf *out, const struct draft *draft,
                        const struct markdown_source *source)
{
    const struct node *heading = draft->front.count == 1 ? draft->front.blocks[0] : NULL;
    if (!heading || heading->type != NODE_HEADING || heading->setext ||
        heading->parent->type != NODE_DOCUMENT || draft->front.clip.end != UINT32_MAX)
        return false;
    str line = str_sub(source->text, heading->begin, heading->end);
    if (source->is_masked) { /* what is hidden at its end, an id, is blank there */
        str seen = trim_end(str_sub(source->masked, heading->begin, heading->end));
        if (!str_eq(seen, str_sub(line, 0, seen.len)))
            return false;
        line = seen;
    }
    if (source->definitions.list.len && str_find_char(line, '[') != SIZE_MAX)
        return false;
    line = trim_blanks(line);
    line = trim_blanks(str_sub(line, heading->level, line.len));
    str rest = line;
    while (str_ends(rest, STR("#")))
        rest.len--;
    if (!rest.len || is_blank(rest.ptr[rest.len - 1]))
        line = trim_blanks(rest); /* a closing sequence */
    if (!line.len || str_ends(line, STR("#")))
        return false;
    buf_put(out, line);
    return true;
}

static str front_markdown(struct renderer *renderer, const struct draft *draft, bool rewrite,
                          struct arena *arena)
{
    const struct content *front = &draft->front;
    const struct markdown_options options = {
        .source = &renderer->source, .rewrite = rewrite, .clip = front->clip};
    bool done = !rewrite && put_heading(&renderer->buf, draft, &renderer->source);
    if (!done)
        markdown_line(&renderer->buf, front->blocks, front->count, &options);
    if (!renderer->buf.len)
        markdown_line_of_text(&renderer->buf, draft->front_text);
    return field(renderer, arena);
}

static str back_markdown(struct renderer *renderer, const struct draft *draft, bool keep_breaks,
                         bool rewrite, struct arena *arena)
{
    const struct content *back = &draft->back;
    const struct markdown_options options = {
        .source = &renderer->source,
        .keep_breaks = keep_breaks,
        .rewrite = rewrite,
        .clip = back->clip,
    };
    markdown_blocks(&renderer->buf, back->blocks, back->count, &options);
    return field(renderer, arena);
}

/* Would something in it be taken for a template, a comment or a conflict, outside its document? */
static bool hides_more(struct renderer *renderer, const struct awsml_note *note)
{
    if (!mask_has_signs(note->front_markdown) && !mask_has_signs(note->markdown))
        return false;
    struct diag silent = {0};
    struct source source = {
        .text = arena_printf(&renderer->scratch, "# %" STR_FMT "\n\n%" STR_FMT "\n",
                             STR_ARG(note->front_markdown), STR_ARG(note->markdown))};
    str masked = mask_text(&source, 0, &renderer->scratch, &silent);
    bool differs = !str_eq(masked, source.text);
    arena_reset(&renderer->scratch);
    diag_release(&silent);
    return differs;
}

static void render_markdown(struct renderer *renderer, struct awsml_note *note,
                            const struct draft *draft, struct arena *arena)
{
    bool rewrite = false;
    do {
        note->front_markdown = front_markdown(renderer, draft, rewrite, arena);
        note->markdown = back_markdown(renderer, draft, note->keeps_breaks, rewrite, arena);
        rewrite = !rewrite && renderer->source.is_masked && hides_more(renderer, note);
    } while (rewrite);
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
    if (draft->id_at)
        ret->id_line = source_line_from(source, &renderer->id_cursor, draft->id_at);
    ret->keeps_breaks = keep_breaks;
    ret->key = make_key(renderer, draft, outline, arena);
    ret->fields[AWSML_FIELD_FRONT] = render_front(renderer, draft, arena);
    ret->fields[AWSML_FIELD_BACK] = render_back(renderer, draft, keep_breaks, arena);
    ret->fields[AWSML_FIELD_REVERSE] =
        reverse_render(renderer, draft, outline, keep_breaks, arena);
    ret->fields[AWSML_FIELD_CONTEXT] = render_context(renderer, draft, arena);
    ret->fields[AWSML_FIELD_EXTRA] = render_extra(renderer, draft, outline, arena);
    render_markdown(renderer, ret, draft, arena);
    buf_printf(&renderer->buf, "%" STR_FMT ":%u", STR_ARG(source->relative), ret->line);
    str place = buf_take(&renderer->buf, arena);
    ret->file = str_sub(place, 0, source->relative.len);
    ret->fields[AWSML_FIELD_SOURCE] = render_text(renderer, place, arena);
    ret->cards = note_type_cards(&note_types[ret->type], ret->fields);
}

void render_begin(struct renderer *renderer, const struct document *document, struct arena *arena)
{
    renderer->cursor = renderer->id_cursor = (struct source_cursor){0};
    markdown_source_release(&renderer->source);
    markdown_source_make(&renderer->source, document, arena);
}

void renderer_release(struct renderer *renderer)
{
    markdown_source_release(&renderer->source);
    arena_release(&renderer->scratch);
    buf_release(&renderer->buf);
    text_release(&renderer->text);
    vec_release(&renderer->matches);
    vec_release(&renderer->masks);
}
