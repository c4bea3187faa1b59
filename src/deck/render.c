/* SPDX-License-Identifier: MIT */
/* A draft's fields. */
#include "deck/render.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/utf8.h"
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

/* Letters and digits alone, in lower case: how addresses spell names. */
static void squeeze_name(struct buf *out, str name)
{
    buf_clear(out);
    for (size_t i = 0; i < name.len; i++)
        if (ascii_is_alnum(name.ptr[i]) || (unsigned char)name.ptr[i] >= 0x80)
            buf_char(out, ascii_lower(name.ptr[i]));
}

/* Does an address hold a name of the service, as ".../AmazonS3/latest" does? */
static bool address_tells(str address, const struct service *service)
{
    struct buf squeezed = {0}, name = {0};
    bool tells = false;
    squeeze_name(&squeezed, address);
    for (uint32_t i = 0; i < service->name_count && !tells; i++) {
        squeeze_name(&name, catalogue_strip_maker(service->names[i].text));
        if (name.len == 1) /* Amazon Q */
            squeeze_name(&name, service->names[i].text);
        tells = name.len > 1 && str_contains(buf_str(&squeezed), buf_str(&name));
    }
    buf_release(&squeezed);
    buf_release(&name);
    return tells;
}

static void mask_addresses(struct renderer *renderer, const struct node *block,
                           const struct service *service)
{
    for (const struct node *node = block; node; node = node_next(node, block)) {
        const struct node *text = node->type == NODE_LINK ? node->first : NULL;
        bool bare = text && text->type == NODE_TEXT && text == node->last &&
                    (node->autolink || str_contains(text->text, STR("://")));
        if (bare && address_tells(text->text, service))
            vec_push(&renderer->masks, (struct range){text->begin, text->end});
    }
}

static int compare_ranges(const void *a, const void *b)
{
    const struct range *left = a, *right = b;
    return (left->begin > right->begin) - (left->begin < right->begin);
}

/* Masks are wanted in order and apart from each other. */
static void join_masks(struct renderer *renderer)
{
    size_t kept = 0;
    if (renderer->masks.len)
        qsort(renderer->masks.ptr, renderer->masks.len, sizeof(struct range), compare_ranges);
    vec_for (struct range, mask, &renderer->masks) {
        struct range *last = kept ? &renderer->masks.ptr[kept - 1] : NULL;
        if (last && mask->begin < last->end)
            last->end = MAX(last->end, mask->end);
        else
            renderer->masks.ptr[kept++] = *mask;
    }
    renderer->masks.len = kept;
}

/* In text[begin, end), which is of one block or cell: a name does not go on in the next. */
static void find_masks_between(struct renderer *renderer, uint32_t service,
                               const struct catalogue *catalogue, size_t begin, size_t end)
{
    vec_clear(&renderer->matches);
    catalogue_find(catalogue, str_sub(text_str(&renderer->text), begin, end), &renderer->matches);
    vec_for (struct service_match, match, &renderer->matches) {
        if (match->service != service)
            continue;
        uint32_t from = text_source(&renderer->text, begin + match->begin);
        uint32_t to = text_source(&renderer->text, begin + match->end - 1) + 1;
        vec_push(&renderer->masks, (struct range){from, to});
    }
}

/* The places of the service's names, as parts of the source. */
static void find_masks(struct renderer *renderer, const struct draft *draft,
                       const struct catalogue *catalogue)
{
    vec_clear(&renderer->masks);
    for (size_t i = 0; i < draft->back.count; i++) {
        size_t begin = 0;
        text_clear(&renderer->text);
        renderer->text.with_html = true;
        text_add(&renderer->text, draft->back.blocks[i]);
        vec_for (struct text_piece, piece, &renderer->text.pieces) {
            if (node_is_inline(piece->node))
                continue;
            find_masks_between(renderer, draft->service, catalogue, begin, piece->at);
            begin = piece->at + 1;
        }
        find_masks_between(renderer, draft->service, catalogue, begin, renderer->text.buf.len);
        mask_addresses(renderer, draft->back.blocks[i],
                       catalogue_service(catalogue, draft->service));
    }
    join_masks(renderer);
}

/* Would the question ask with nothing but its own mask? */
static bool says_more(str html, str mask)
{
    bool tag = false;
    for (size_t i = 0, len; i < html.len; i += len) {
        if (!tag && str_starts(str_sub(html, i, html.len), mask)) {
            len = mask.len;
            size_t particle;
            if (catalogue_is_particle(str_sub(html, i + len, html.len), &particle))
                len += particle;
            continue;
        }
        int32_t c = utf8_at(html, i, &len);
        if (c == '<')
            tag = true;
        else if (c == '>')
            tag = false;
        else if (!tag && utf8_is_word(c))
            return true;
    }
    return false;
}

static bool names_service(struct renderer *renderer, const struct catalogue *catalogue, str text,
                          uint32_t service)
{
    vec_clear(&renderer->matches);
    catalogue_find(catalogue, text, &renderer->matches);
    vec_for (struct service_match, match, &renderer->matches)
        if (match->service == service)
            return true;
    return false;
}

static bool is_inline_tag(str tag)
{
    static const str names[] = {
        STR_INIT("a"), STR_INIT("strong"), STR_INIT("em"), STR_INIT("del"), STR_INIT("code"),
    };
    size_t begin = str_starts(tag, STR("/")), end = begin;
    while (end < tag.len && ascii_is_alnum(tag.ptr[end]))
        end++;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq(str_sub(tag, begin, end), names[i]))
            return true;
    return false;
}

/* As far as the matcher needs it: tags dropped, those of blocks are ends of lines. */
static str plain_text(struct buf *out, str html)
{
    buf_clear(out);
    for (size_t i = 0; i < html.len; i++) {
        if (html.ptr[i] != '<') {
            buf_char(out, html.ptr[i]);
            if (str_starts(str_sub(html, i, html.len), STR("&amp;")))
                i += 4;
            continue;
        }
        size_t end = i + 1;
        while (end < html.len && html.ptr[end] != '>')
            end++;
        str tag = str_sub(html, i + 1, end);
        if (str_starts(tag, STR("br")))
            buf_char(out, '\n');
        else if (!is_inline_tag(tag))
            buf_lit(out, "\n\n");
        i = end;
    }
    return buf_str(out);
}

static str render_reverse(struct renderer *renderer, const struct draft *draft,
                          const struct outline *outline, bool keep_breaks, struct arena *arena)
{
    if (draft->service == NO_SERVICE)
        return STR("");
    find_masks(renderer, draft, outline->catalogue);
    struct html_options options = {
        .keep_breaks = keep_breaks,
        .plain_links = true,
        .clip = draft->back.clip,
        .masks = renderer->masks.ptr,
        .mask_count = renderer->masks.len,
    };
    html_blocks(&renderer->buf, draft->back.blocks, draft->back.count, &options);
    str html = field(renderer, arena);
    if (!says_more(html, STR(HTML_MASK)))
        return STR("");
    /* A name that only markup holds together ("Le<b>x</b>") is beyond the masks: no card then. */
    str plain = plain_text(&renderer->buf, html);
    bool tells = names_service(renderer, outline->catalogue, plain, draft->service);
    buf_clear(&renderer->buf);
    return tells ? STR("") : html;
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
    ret->key = make_key(renderer, draft, outline, arena);
    ret->fields[AWSML_FIELD_FRONT] = render_front(renderer, draft, arena);
    ret->fields[AWSML_FIELD_BACK] = render_back(renderer, draft, keep_breaks, arena);
    ret->fields[AWSML_FIELD_REVERSE] =
        render_reverse(renderer, draft, outline, keep_breaks, arena);
    ret->fields[AWSML_FIELD_CONTEXT] = render_context(renderer, draft, arena);
    ret->fields[AWSML_FIELD_EXTRA] = render_extra(renderer, draft, outline, arena);
    ret->markdown = render_markdown(renderer, draft, source->text, arena);
    buf_printf(&renderer->buf, "%" STR_FMT ":%u", STR_ARG(source->relative), ret->line);
    str place = buf_take(&renderer->buf, arena);
    ret->file = str_sub(place, 0, source->relative.len);
    ret->fields[AWSML_FIELD_SOURCE] = render_text(renderer, place, arena);
    ret->cards = 1u | (ret->fields[AWSML_FIELD_REVERSE].len ? 2u : 0u) |
                 (ret->fields[AWSML_FIELD_TYPED].len ? 4u : 0u);
}

void renderer_release(struct renderer *renderer)
{
    buf_release(&renderer->buf);
    text_release(&renderer->text);
    vec_release(&renderer->matches);
    vec_release(&renderer->masks);
}
