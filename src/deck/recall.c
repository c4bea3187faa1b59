/* SPDX-License-Identifier: MIT */
/* Markdown of the lock to a draft, and that to a note, as a document of its own. */
#include "deck/recall.h"

#include "base/escape.h"
#include "deck/note_type.h"
#include "deck/tags.h"
#include "doc/document.h"

/* The document that an entry stands for. Nobody hears what it complains about. */
static void parse(struct document *document, struct source *source, const struct ident_entry *entry,
                  struct arena *scratch)
{
    struct diag silent = {0};
    str text = arena_printf(scratch, "# %" STR_FMT "\n\n%" STR_FMT "\n", STR_ARG(entry->front),
                            STR_ARG(entry->markdown));
    *source = (struct source){.path = entry->file, .relative = entry->file};
    if (!source_load(source, text, scratch, &silent))
        source->text = STR("");
    document_parse(document, source, scratch, &silent);
    diag_release(&silent);
}

static void add_content(struct block_vec *blocks, const struct node *first)
{
    for (const struct node *node = first; node; node = node->next)
        if (!node->hidden)
            vec_push(blocks, node);
}

static const struct service *find_service(const struct catalogue *catalogue, str id, uint32_t *ret)
{
    *ret = id.len ? catalogue_find_id(catalogue, id) : NO_SERVICE;
    return *ret == NO_SERVICE ? NULL : catalogue_service(catalogue, *ret);
}

static str *copy_strings(const str *strings, uint32_t count, struct arena *arena)
{
    str *copy = arena_array(arena, str, count);
    for (uint32_t i = 0; i < count; i++)
        copy[i] = arena_str(arena, strings[i]);
    return copy;
}

static str escaped(struct renderer *renderer, str text, struct arena *arena)
{
    escape_html(&renderer->buf, text);
    return renderer->buf.len ? buf_take(&renderer->buf, arena) : STR("");
}

/* What the lock holds that no run of this program wrote. */
static void fill_empty_sides(struct renderer *renderer, struct awsml_note *note,
                             const struct ident_entry *entry, struct arena *kept)
{
    const str fallbacks[] = {entry->front, entry->markdown, entry->guid, STR("?")};
    str *front = &note->fields[AWSML_FIELD_FRONT], *back = &note->fields[AWSML_FIELD_BACK];
    for (size_t i = 0; i < ARRAY_LEN(fallbacks) && !front->len; i++)
        *front = escaped(renderer, str_trim(fallbacks[i]), kept);
    if (!back->len)
        *back = escaped(renderer, str_trim(entry->markdown), kept);
    note->cards = note_type_cards(&note_types[note->type], note->fields);
}

void recall_note(struct renderer *renderer, struct awsml_note *ret, const struct ident_entry *entry,
                 const struct catalogue *catalogue, struct arena *scratch, struct arena *kept)
{
    struct source source;
    struct document document;
    struct block_vec blocks = {0};
    struct draft draft = {
        .rule = arena_cstr(kept, entry->rule),
        .type = str_eq(entry->type, STR("cloze")) ? AWSML_NOTE_TYPE_CLOZE : AWSML_NOTE_TYPE_NOTE,
        .front_text = entry->front,
        .path = entry->path,
        .path_count = entry->path_count,
        .explicit_id = entry->explicit_id,
        .id_is_unique = entry->id_is_unique,
    };
    const struct service *service = find_service(catalogue, entry->service, &draft.service);

    parse(&document, &source, entry, scratch);
    const struct node *first = document.root->first, *titled = NULL;
    if (first && first->type == NODE_HEADING) {
        titled = first;
        draft.front = (struct content){&titled, 1, HTML_ALL};
        first = first->next;
    }
    add_content(&blocks, first);
    draft.back = (struct content){blocks.ptr, blocks.len, HTML_ALL};

    struct outline outline = {.document = &document, .catalogue = catalogue};
    render_begin(renderer, &document, scratch);
    render_note(renderer, ret, &draft, &outline, entry->keeps_breaks, kept);
    vec_release(&blocks);

    ret->key = (str){0};
    ret->line = 0;
    ret->deck = arena_str(kept, entry->deck);
    ret->file = arena_str(kept, entry->file);
    ret->fields[AWSML_FIELD_SOURCE] = escaped(renderer, entry->file, kept);
    tags_give(ret, copy_strings(entry->tags, entry->tag_count, kept), entry->tag_count, service,
              kept);
    fill_empty_sides(renderer, ret, entry, kept);
}
