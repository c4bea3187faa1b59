/* SPDX-License-Identifier: MIT */
/* The reverse question: the content without the service's own names. */
#include "deck/reverse.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "doc/html.h"
#include "doc/text.h"

/* Letters and digits alone, in lower case: how addresses spell names. */
static void squeeze_name(struct buf *out, str name)
{
    buf_clear(out);
    for (size_t i = 0; i < name.len; i++)
        if (ascii_is_alnum(name.ptr[i]) || (unsigned char)name.ptr[i] >= 0x80)
            buf_char(out, ascii_lower(name.ptr[i]));
}

/* Is one of the address's words the name, or the name behind a maker's ("AmazonS3")? */
static bool has_part(str address, str name)
{
    for (size_t begin = 0, end; begin < address.len; begin = end + 1) {
        end = begin;
        while (end < address.len && ascii_is_alnum(address.ptr[end]))
            end++;
        str part = str_sub(address, begin, end);
        if (str_eq_nocase(part, name))
            return true;
        static const str makers[] = {STR_INIT("amazon"), STR_INIT("aws")};
        for (size_t i = 0; i < ARRAY_LEN(makers); i++)
            if (str_starts_nocase(part, makers[i]) &&
                str_eq_nocase(str_sub(part, makers[i].len, part.len), name))
                return true;
    }
    return false;
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
        bool short_name = name.len <= 3; /* "es", "mq": parts of many words */
        tells = short_name ? has_part(address, buf_str(&name))
                           : str_contains(buf_str(&squeezed), buf_str(&name));
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

str reverse_render(struct renderer *renderer, const struct draft *draft,
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
    str html = buf_take(&renderer->buf, arena);
    if (!says_more(html, STR(HTML_MASK)))
        return STR("");
    /* A name that only markup holds together ("Le<b>x</b>") is beyond the masks: no card then. */
    str plain = plain_text(&renderer->buf, html);
    bool tells = names_service(renderer, outline->catalogue, plain, draft->service);
    buf_clear(&renderer->buf);
    return tells ? STR("") : html;
}
