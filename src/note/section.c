/* SPDX-License-Identifier: MIT */
/* A document's outline: headings, then rules inside their content, then what is no section. */
#include "note/section.h"

#include "base/utf8.h"
#include "doc/text.h"
#include "note/elsewhere.h"
#include "note/explicit_id.h"
#include "note/service.h"
#include "note/title.h"

/* A heading that is open above the current place. */
struct step {
    uint8_t level;
    str title;
    uint32_t service;
};

struct builder {
    struct outline *outline;
    const struct document *document;
    struct arena *arena;
    struct diag *diag;
    vec(struct step) steps;
    vec(uint32_t) last_of_service; /* by service: 1 + the index of its last section; 0: none */
    uint32_t mentions;             /* how many services are mentioned */
    int admonitions;               /* open ::: blocks */
};

static struct section *current(struct builder *builder)
{
    return vec_last(&builder->outline->sections);
}

static struct span span_of(const struct builder *builder, uint32_t begin, uint32_t end)
{
    while (end > begin + 1 && ascii_is_space(builder->document->source->text.ptr[end - 1]))
        end--;
    return (struct span){builder->document->source, begin, end - begin};
}

static str image_title(struct arena *arena, const struct node *heading)
{
    struct buf text = {0};
    for (const struct node *node = heading->first; node; node = node_next(node, heading))
        if (node->type == NODE_TEXT && !node->hidden && node->parent->type != NODE_HTML)
            buf_put(&text, node->text);
    str title = buf_take(&text, arena);
    buf_release(&text);
    return utf8_squeeze(arena, title);
}

/* Empty where the heading says nothing. */
static str heading_title(struct arena *arena, const struct node *heading)
{
    str title = text_line(arena, heading);
    if (!title_says_something(title))
        title = image_title(arena, heading);
    return title_says_something(title) ? title : (str){0};
}

/* --- which services the headings name --- */

static void mention(struct builder *builder, str title)
{
    struct service_matches matches = {0};
    catalogue_find(builder->outline->catalogue, title, &matches);
    vec_for (struct service_match, match, &matches) {
        if (match->kind == SERVICE_NAME_EVERYDAY && !match->maker)
            continue;
        bool *mentioned = &builder->outline->mentioned.ptr[match->service];
        builder->mentions += !*mentioned;
        *mentioned = true;
    }
    vec_release(&matches);
}

/* The service that a title is; a mere everyday word only where another service is mentioned. */
static uint32_t title_service(const struct builder *builder, str title)
{
    bool certain;
    uint32_t service = service_of_title(builder->outline->catalogue, title, &certain);
    if (service == NO_SERVICE || certain)
        return service;
    return builder->mentions > builder->outline->mentioned.ptr[service] ? service : NO_SERVICE;
}

/* --- paths: a service's section is never a step above another service's --- */

/* Is the section about services, but not about this one? */
static bool is_about_others(const struct builder *builder, const struct section *section,
                            uint32_t service)
{
    if (section->service != NO_SERVICE)
        return section->service != service;
    struct service_list list = {0};
    bool others = service_list_of_title(builder->outline->catalogue, section->title, &list);
    for (size_t i = 0; i < list.len; i++)
        others &= list.ptr[i] != service;
    vec_release(&list);
    return others;
}

static void make_path(struct builder *builder, struct section *section, size_t steps)
{
    str *path = arena_array(builder->arena, str, steps + 1);
    uint32_t count = 0;
    str title = builder->outline->title;
    bool under_h1 = steps && builder->steps.ptr[0].level == 1;
    bool is_title = section->level <= 1 && (str_eq(section->title, title) ||
                                            !builder->document->front.title.len);
    if (!under_h1 && section->level && !is_title)
        path[count++] = title;
    for (size_t i = 0; i < steps; i++) {
        const struct step *step = &builder->steps.ptr[i];
        if (step->service == NO_SERVICE || !is_about_others(builder, section, step->service))
            path[count++] = step->title;
    }
    section->path = path;
    section->path_count = count;
}

static void remember_service(struct builder *builder, const struct section *section)
{
    if (section->service != NO_SERVICE)
        builder->last_of_service.ptr[section->service] = (uint32_t)builder->outline->sections.len;
}

static void add_section(struct builder *builder, struct section section, size_t steps)
{
    section.clip = section.clip.end ? section.clip : (struct range)HTML_ALL;
    make_path(builder, &section, steps);
    vec_push(&builder->outline->sections, section);
    remember_service(builder, &section);
}

/* --- content divided by rules --- */

struct part {
    const struct node *const *blocks;
    size_t count;
};
VEC_TYPE(part_vec, struct part);

/* Moves the part below the section that is open: a rule stays between them. */
static void append_blocks(struct section *section, const struct part *part,
                          const struct node *rule)
{
    if (rule && section->blocks.len)
        vec_push(&section->blocks, rule);
    for (size_t i = 0; i < part->count; i++)
        vec_push(&section->blocks, part->blocks[i]);
}

/* The offset behind a title's line: marks that close and what is hidden may end it. */
static uint32_t line_below(const struct builder *builder, const struct title_line *line)
{
    return (uint32_t)str_line_end(builder->document->source->text, line->range.end) + 1;
}

/* A section of its own for a part that begins with a title line. */
static void add_titled_part(struct builder *builder, const struct part *part,
                            const struct title_line *line, uint8_t level)
{
    struct section section = {
        .title = line->text,
        .titled = part->blocks[0],
        .title_range = line->range,
        .begin = line->range.begin,
        .level = level,
        .is_part = true,
        .service = title_service(builder, line->text),
        .clip = {line_below(builder, line), UINT32_MAX},
    };
    explicit_id_of_line(&section, line->range.end, builder->document->source, builder->diag);
    struct part rest = *part;
    bool whole = line->range.end >= part->blocks[0]->last->end;
    rest.blocks += whole;
    rest.count -= whole;
    append_blocks(&section, &rest, NULL);
    add_section(builder, section, builder->steps.len);
}

static str part_text(struct builder *builder, const struct part *part)
{
    struct text text = {0};
    if (part->blocks[0]->type == NODE_PARAGRAPH)
        text_add(&text, part->blocks[0]);
    str copy = arena_str(builder->arena, text_str(&text));
    text_release(&text);
    return copy;
}

static bool names_topic(struct builder *builder, const struct part *part, struct title_line *line)
{
    bool titled = title_line(builder->arena, part->blocks[0], line) && line->titled;
    bool alone = titled && line->range.end >= part->blocks[0]->last->end;
    for (size_t i = 1; i < part->count && alone; i++)
        alone = !block_shows(part->blocks[i], 0) || block_is_markup(part->blocks[i]);
    return titled && !alone; /* a title with nothing below it names nothing */
}

static void add_part(struct builder *builder, const struct part *part, const struct node *rule,
                     uint8_t level)
{
    struct title_line line;
    if (names_topic(builder, part, &line)) {
        add_titled_part(builder, part, &line, level);
        return;
    }
    const struct catalogue *catalogue = builder->outline->catalogue;
    uint32_t service = service_of_first_sentence(catalogue, part_text(builder, part));
    if (service == NO_SERVICE) {
        append_blocks(current(builder), part, rule);
        return;
    }
    uint32_t known = builder->last_of_service.ptr[service];
    if (known) {
        append_blocks(&builder->outline->sections.ptr[known - 1], part, rule);
        return;
    }
    struct section section = {
        .title = catalogue_service(catalogue, service)->name,
        .begin = part->blocks[0]->begin,
        .level = level,
        .is_part = true,
        .service = service,
    };
    append_blocks(&section, part, NULL);
    add_section(builder, section, builder->steps.len);
}

static void find_parts(struct builder *builder, const struct block_vec *blocks,
                       struct part_vec *parts)
{
    const struct node **kept = arena_array(builder->arena, const struct node *, blocks->len);
    size_t count = 0, begin = 0;
    for (size_t i = 0; i <= blocks->len; i++) {
        bool ends = i == blocks->len || blocks->ptr[i]->type == NODE_RULE;
        if (!ends) {
            kept[count++] = blocks->ptr[i];
        } else if (count > begin) {
            vec_push(parts, (struct part){kept + begin, count - begin});
            begin = count;
        }
    }
}

/* Is the first part below the heading a topic of its own? */
static bool first_is_topic(struct builder *builder, const struct part_vec *parts, bool ruled)
{
    struct title_line line;
    const struct part *first = &parts->ptr[0];
    if (current(builder)->clip.begin) /* its first line is the heading's title already */
        return false;
    if (!title_line(builder->arena, first->blocks[0], &line))
        return false;
    bool named = names_topic(builder, first, &line);
    if (named && (line.bold || title_service(builder, line.text) != NO_SERVICE))
        return true;
    /* a rule directly below the heading, then only topics: nothing is the heading's own */
    for (size_t i = 1; i < parts->len && named && ruled; i++)
        named = names_topic(builder, &parts->ptr[i], &line) ||
                service_of_first_sentence(builder->outline->catalogue,
                                          part_text(builder, &parts->ptr[i])) != NO_SERVICE;
    return named && ruled;
}

/* The rule that parts it from the part before: there is one, and not far. */
static const struct node *rule_before(const struct part *part)
{
    const struct node *node = part->blocks[0]->prev;
    while (node && node->type != NODE_RULE)
        node = node->prev;
    return node;
}

static bool is_service_list(const struct builder *builder, str title)
{
    struct service_list list = {0};
    bool is_list = service_list_of_title(builder->outline->catalogue, title, &list);
    vec_release(&list);
    return is_list;
}

/* Shares the blocks of the heading's section out; they have been collected in it as they come. */
static void divide(struct builder *builder, bool is_last)
{
    struct block_vec blocks = current(builder)->blocks;
    bool ruled = blocks.len && blocks.ptr[0]->type == NODE_RULE;
    uint8_t level = current(builder)->level;
    struct part_vec parts = {0};
    find_parts(builder, &blocks, &parts);
    current(builder)->blocks = (struct block_vec){0};
    bool footer = is_last && parts.len && blocks.len > vec_last(&parts)->count &&
                  (parts.len > 1 || ruled);
    for (size_t i = 0; footer && i < vec_last(&parts)->count; i++)
        footer = block_is_footer(vec_last(&parts)->blocks[i]);
    parts.len -= footer;

    /* what a list of services holds is shared out among them, whatever parts it */
    if (!level || parts.len < 2 || is_service_list(builder, current(builder)->title)) {
        for (size_t i = 0; i < parts.len; i++)
            append_blocks(current(builder), &parts.ptr[i], i ? rule_before(&parts.ptr[i]) : NULL);
    } else {
        bool topic = first_is_topic(builder, &parts, ruled);
        if (!topic)
            append_blocks(current(builder), &parts.ptr[0], NULL);
        for (size_t i = topic ? 0 : 1; i < parts.len; i++)
            add_part(builder, &parts.ptr[i], i || ruled ? rule_before(&parts.ptr[i]) : NULL, level);
    }
    vec_release(&parts);
    vec_release(&blocks);
}

/* --- headings --- */

static void open_heading(struct builder *builder, const struct node *heading, str title)
{
    while (builder->steps.len && vec_last(&builder->steps)->level >= heading->level)
        builder->steps.len--;
    struct section section = {
        .title = title,
        .titled = heading,
        .title_range = HTML_ALL,
        .begin = heading->begin,
        .level = heading->level,
        .service = title_service(builder, title),
    };
    explicit_id_of_heading(&section, heading, builder->document->source, builder->diag);
    add_section(builder, section, builder->steps.len);
    vec_push(&builder->steps, (struct step){heading->level, title, section.service});
}

/* Does anything stand below a title line, in `block`, behind it or under deeper headings? */
static bool heads_something(const struct node *heading, const struct node *block,
                            const struct title_line *line)
{
    if (line->range.end < block->last->end)
        return true;
    const struct node *next = block->next;
    while (next && next->type != NODE_HEADING && !block_shows(next, 0))
        next = next->next;
    return next && (next->type != NODE_HEADING || next->level > heading->level);
}

/* A heading without text takes the next line as its title; NULL where that is none. */
static const struct node *find_title(struct builder *builder, const struct node *heading,
                                     struct title_line *line)
{
    const struct node *next = heading->next;
    while (next && !block_shows(next, 0) && next->type != NODE_RULE && next->type != NODE_HEADING)
        next = next->next;
    if (!next || next->type == NODE_HEADING || next->type == NODE_RULE)
        return NULL;
    if (title_line(builder->arena, next, line) && line->titled &&
        heads_something(heading, next, line))
        return next;
    diag_at(builder->diag, span_of(builder, heading->begin, heading->end), DIAG_EMPTY_HEADING,
            "give the heading a text",
            "a heading has no text; its content stays with the section before it");
    return NULL;
}

static size_t count_lines(const struct node *heading)
{
    size_t lines = 1;
    for (const struct node *node = heading->first; node; node = node_next(node, heading))
        lines += node->type == NODE_SOFT_BREAK || node->type == NODE_HARD_BREAK;
    return lines;
}

/* Docusaurus and VuePress: `:::note` … `:::`; what stands between is content. */
static int count_admonitions(const struct builder *builder, const struct node *block)
{
    if (block->type != NODE_PARAGRAPH || block->hidden)
        return 0;
    int open = 0;
    str rest = str_sub(builder->document->source->text, block->begin, block->end), line;
    while (str_cut(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!str_starts(line, STR(":::")))
            continue;
        while (str_starts(line, STR(":")))
            line = str_sub(line, 1, line.len);
        open += str_trim(line).len ? 1 : -1;
    }
    return open;
}

/* One that is never closed must not swallow the headings behind it: then none counts. */
static bool has_admonitions(const struct builder *builder)
{
    int open = 0;
    const struct document *document = builder->document;
    if (!str_contains(document->source->text, STR(":::")))
        return false;
    for (const struct node *node = document->root->first; node && open >= 0; node = node->next)
        open += count_admonitions(builder, node);
    return open == 0;
}

static void add_heading(struct builder *builder, const struct node *heading)
{
    str title = heading_title(builder->arena, heading);
    if (heading->setext && count_lines(heading) > 1)
        diag_at(builder->diag, span_of(builder, heading->begin, heading->begin + 1),
                DIAG_MULTILINE_HEADING, "put a blank line above the --- if a rule was meant",
                "a paragraph directly above its underline is a heading of several lines");
    struct title_line line;
    const struct node *titled = title.len ? heading : find_title(builder, heading, &line);
    if (!titled)
        return;
    divide(builder, false);
    open_heading(builder, heading, title.len ? title : line.text);
    if (!title.len) {
        current(builder)->titled = titled;
        current(builder)->title_range = line.range;
        current(builder)->clip.begin = line_below(builder, &line);
        explicit_id_of_line(current(builder), line.range.end, builder->document->source,
                            builder->diag);
    }
}

/* --- what is no section --- */

static bool is_underlined_by_mistake(const struct section *section)
{
    const struct node *titled = section->titled;
    return titled && titled->type == NODE_HEADING && titled->setext && titled->level == 2 &&
           !section->is_parent && count_lines(titled) == 1;
}

static bool is_worth_a_note(struct builder *builder, struct section *section)
{
    bool elsewhere = true, images = true, image = false;
    size_t kept = 0;
    for (size_t i = 0; i < section->blocks.len; i++) {
        const struct node *block = section->blocks.ptr[i];
        bool is_rule = block->type == NODE_RULE;
        if (!is_rule && !block_shows(block, section->clip.begin))
            continue;
        section->blocks.ptr[kept++] = block;
        bool alone = block_is_image_alone(block), nothing = is_rule || block_is_markup(block);
        image |= alone;
        images &= nothing || alone;
        elsewhere &= nothing || block_leads_elsewhere(block);
    }
    while (kept && section->blocks.ptr[kept - 1]->type == NODE_RULE)
        kept--;
    section->blocks.len = kept;
    if (images && image) {
        diag_at(builder->diag, span_of(builder, section->begin, section->begin + 1),
                DIAG_EMPTY_NOTE, "write a sentence about the image",
                "nothing but an image stands below '%" STR_FMT "'; making no note of it",
                STR_ARG(section->title));
        return false;
    }
    if (!kept && is_underlined_by_mistake(section))
        diag_at(builder->diag, span_of(builder, section->begin, section->titled->end),
                DIAG_LONE_HEADING, "put a blank line above the --- if a rule was meant",
                "the --- makes a heading of the line above it, and nothing stands below that");
    return kept && !elsewhere;
}

static bool is_parent(const struct outline *outline, size_t index)
{
    const struct section *section = &outline->sections.ptr[index];
    size_t next = index + 1;
    if (!section->level || section->is_part)
        return false;
    while (next < outline->sections.len && outline->sections.ptr[next].is_part)
        next++;
    return next < outline->sections.len && outline->sections.ptr[next].level > section->level;
}

static void drop_empty_sections(struct builder *builder)
{
    struct outline *outline = builder->outline;
    size_t kept = 0;
    for (size_t i = 0; i < outline->sections.len; i++) {
        struct section *section = &outline->sections.ptr[i];
        section->is_parent = is_parent(outline, i);
        if (is_worth_a_note(builder, section))
            outline->sections.ptr[kept++] = *section;
        else
            vec_release(&section->blocks);
    }
    outline->sections.len = kept;
}

/* The file's name without its extension. */
static str file_title(str relative)
{
    str name = str_file_name(relative);
    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 1] == '.')
            return str_sub(name, 0, i - 1);
    return name;
}

static str document_title(const struct document *document, struct arena *arena)
{
    str title = utf8_squeeze(arena, document->front.title);
    if (title.len)
        return title;
    for (const struct node *node = document->root->first; node; node = node->next)
        if (node->type == NODE_HEADING && node->level == 1 && heading_title(arena, node).len)
            return heading_title(arena, node);
    return file_title(document->source->relative);
}

static void mention_all(struct builder *builder)
{
    const struct node *root = builder->document->root;
    mention(builder, builder->outline->title);
    for (const struct node *node = root->first; node; node = node->next)
        if (node->type == NODE_HEADING && !node->hidden)
            mention(builder, heading_title(builder->arena, node));
}

void outline_make(struct outline *outline, const struct document *document,
                  const struct catalogue *catalogue, struct arena *arena, struct diag *diag)
{
    *outline = (struct outline){.document = document, .catalogue = catalogue};
    outline->title = document_title(document, arena);
    struct builder builder = {
        .outline = outline, .document = document, .arena = arena, .diag = diag};
    for (uint32_t i = 0; i < catalogue_count(catalogue); i++) {
        vec_push(&outline->mentioned, false);
        vec_push(&builder.last_of_service, 0);
    }
    mention_all(&builder);
    struct section top = {
        .title = outline->title,
        .service = title_service(&builder, outline->title),
    };
    add_section(&builder, top, 0);
    bool admonitions = has_admonitions(&builder);
    for (const struct node *node = document->root->first; node; node = node->next) {
        if (node->hidden)
            continue;
        if (admonitions)
            builder.admonitions += count_admonitions(&builder, node);
        if (node->type == NODE_HEADING && !builder.admonitions)
            add_heading(&builder, node);
        else
            vec_push(&current(&builder)->blocks, node);
    }
    divide(&builder, true);
    drop_empty_sections(&builder);
    explicit_ids_settle(outline, diag);
    vec_release(&builder.steps);
    vec_release(&builder.last_of_service);
}

void outline_release(struct outline *outline)
{
    vec_for (struct section, section, &outline->sections)
        vec_release(&section->blocks);
    vec_release(&outline->sections);
    vec_release(&outline->mentioned);
}
