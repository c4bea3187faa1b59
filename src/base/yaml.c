/* SPDX-License-Identifier: MIT */
/* YAML text into a small tree, from libyaml's events. */
#include "base/yaml.h"

#include <yaml.h>

#include "base/attr.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

/* A sequence or mapping that is not closed yet. */
struct open_node {
    struct yaml_node *node;
    struct yaml_node *last; /* child */
    struct yaml_node *key;  /* the one whose value comes next */
};

struct reader {
    yaml_parser_t parser;
    struct arena *arena;
    str text;
    struct yaml_error *error;
    struct yaml_node *root;
    struct open_node open[YAML_MAX_DEPTH];
    uint32_t depth, nodes;
    struct map anchors; /* name: index into `anchored` */
    vec(struct yaml_node *) anchored;
};

static bool fail_at(struct reader *r, uint32_t line, uint32_t column, str message)
{
    *r->error = (struct yaml_error){line, column, message};
    return false;
}

static bool fail_mark(struct reader *r, yaml_mark_t mark, str message)
{
    return fail_at(r, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1, message);
}

/* For a bad byte libyaml tells the offset alone. */
static bool fail_offset(struct reader *r, size_t offset, const char *problem)
{
    str before = str_sub(r->text, 0, offset);
    uint32_t line = 1;
    for (str rest = before; str_find_char(rest, '\n') != SIZE_MAX; line++)
        before = rest = str_sub(rest, str_find_char(rest, '\n') + 1, rest.len);
    return fail_at(r, line, (uint32_t)utf8_count(before) + 1,
                   arena_str(r->arena, str_from(problem)));
}

static bool fail_parser(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "cannot be read";
    if (p->error == YAML_MEMORY_ERROR)
        mem_fail();
    if (p->error == YAML_READER_ERROR)
        return fail_offset(r, p->problem_offset, problem);
    if (p->context)
        problem = arena_printf(r->arena, "%s: %s", p->context, problem).ptr;
    /* At the end libyaml counts a line more than there is. */
    if (p->problem_mark.index >= utf8_count(r->text))
        return fail_offset(r, r->text.len, problem);
    return fail_mark(r, p->problem_mark, arena_str(r->arena, str_from(problem)));
}

static bool equals_any(str text, const char *const *words)
{
    for (; *words; words++)
        if (str_eq(text, str_from(*words)))
            return true;
    return false;
}

static struct yaml_node *new_node(struct reader *r, enum yaml_type type, yaml_mark_t mark)
{
    if (r->nodes >= YAML_MAX_NODES) {
        fail_mark(r, mark, STR("there are too many values"));
        return NULL;
    }
    r->nodes++;
    struct yaml_node *node = arena_new(r->arena, struct yaml_node);
    node->type = type;
    node->line = (uint32_t)mark.line + 1;
    node->column = (uint32_t)mark.column + 1;
    return node;
}

/* Hangs a finished scalar, or a collection that begins, into the tree. */
static void attach(struct reader *r, struct yaml_node *node)
{
    if (!r->depth) {
        r->root = node;
        return;
    }
    struct open_node *parent = &r->open[r->depth - 1];
    if (parent->node->type == YAML_MAPPING && !parent->key) {
        parent->key = node;
        return;
    }
    node->key = parent->key;
    parent->key = NULL;
    if (parent->last)
        parent->last->next = node;
    else
        parent->node->first = node;
    parent->last = node;
    parent->node->count++;
}

static bool push(struct reader *r, struct yaml_node *node, yaml_mark_t mark)
{
    if (r->depth == YAML_MAX_DEPTH)
        return fail_mark(r, mark, STR("values are nested too deeply"));
    attach(r, node);
    r->open[r->depth++] = (struct open_node){.node = node};
    return true;
}

static bool check_keys(struct reader *r, const struct yaml_node *mapping)
{
    const struct yaml_node *twice = NULL;
    struct map seen = {0};
    for (const struct yaml_node *value = mapping->first; value && !twice; value = value->next) {
        bool is_new = true;
        if (value->key->type == YAML_SCALAR || value->key->type == YAML_NULL)
            map_put(&seen, value->key->text, 0, &is_new);
        if (!is_new)
            twice = value->key;
    }
    map_release(&seen);
    if (!twice)
        return true;
    return fail_at(r, twice->line, twice->column,
                   arena_printf(r->arena, "the key '%" STR_FMT "' is here twice",
                                STR_ARG(str_sub(twice->text, 0, 200))));
}

static bool pop(struct reader *r)
{
    const struct yaml_node *node = r->open[--r->depth].node;
    return node->type != YAML_MAPPING || check_keys(r, node);
}

static void anchor(struct reader *r, const yaml_char_t *name, struct yaml_node *node)
{
    if (!name)
        return;
    str key = arena_str(r->arena, str_from((const char *)name));
    *map_put(&r->anchors, key, 0, NULL) = (uint32_t)r->anchored.len;
    vec_push(&r->anchored, node);
}

/* The recursion ends with the depth limit, the copying with that on nodes. */
static struct yaml_node *copy_tree(struct reader *r, const struct yaml_node *from, uint32_t depth,
                                   yaml_mark_t mark)
{
    if (depth > YAML_MAX_DEPTH) {
        fail_mark(r, mark, STR("values are nested too deeply"));
        return NULL;
    }
    struct yaml_node *node = new_node(r, from->type, mark);
    if (!node)
        return NULL;
    *node = *from;
    node->next = node->key = NULL;
    struct yaml_node **tail = &node->first;
    for (const struct yaml_node *child = from->first; child; child = child->next) {
        struct yaml_node *copy = copy_tree(r, child, depth + 1, mark);
        if (!copy)
            return NULL;
        if (child->key && !(copy->key = copy_tree(r, child->key, depth + 1, mark)))
            return NULL;
        *tail = copy;
        tail = &copy->next;
    }
    *tail = NULL;
    return node;
}

static bool read_alias(struct reader *r, const yaml_event_t *event)
{
    str name = str_from((const char *)event->data.alias.anchor);
    const uint32_t *index = map_get(&r->anchors, name);
    if (!index)
        return fail_mark(r, event->start_mark,
                         arena_printf(r->arena, "nothing above has the anchor '&%" STR_FMT "'",
                                      STR_ARG(str_sub(name, 0, 200))));
    const struct yaml_node *target = r->anchored.ptr[*index];
    for (uint32_t i = 0; i < r->depth; i++)
        if (r->open[i].node == target)
            return fail_mark(r, event->start_mark, STR("an alias stands in what it names"));
    struct yaml_node *copy = copy_tree(r, target, r->depth, event->start_mark);
    if (copy)
        attach(r, copy);
    return copy;
}

static bool read_scalar(struct reader *r, const yaml_event_t *event)
{
    static const char *const nothing[] = {"", "~", "null", "Null", "NULL", NULL};
    struct yaml_node *node = new_node(r, YAML_SCALAR, event->start_mark);
    if (!node)
        return false;
    node->text = arena_str(
        r->arena, (str){(const char *)event->data.scalar.value, event->data.scalar.length});
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !event->data.scalar.tag;
    if (node->plain && equals_any(node->text, nothing))
        node->type = YAML_NULL;
    anchor(r, event->data.scalar.anchor, node);
    attach(r, node);
    return true;
}

static bool read_start(struct reader *r, const yaml_event_t *event)
{
    bool mapping = event->type == YAML_MAPPING_START_EVENT;
    struct yaml_node *node = new_node(r, mapping ? YAML_MAPPING : YAML_SEQUENCE, event->start_mark);
    if (!node)
        return false;
    anchor(r, mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor, node);
    return push(r, node, event->start_mark);
}

static bool read_event(struct reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return read_alias(r, event);
    case YAML_SCALAR_EVENT:
        return read_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return read_start(r, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return pop(r);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return true;
}

static bool read_document(struct reader *r)
{
    bool end = false, look_behind = false;
    while (!end || look_behind) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event))
            return fail_parser(r);
        /* Where no `...` ends the document, only another one, or nothing, may follow. */
        look_behind =
            !end && event.type == YAML_DOCUMENT_END_EVENT && event.data.document_end.implicit;
        bool ok = end || read_event(r, &event);
        end |= event.type == YAML_DOCUMENT_END_EVENT || event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (!ok)
            return false;
    }
    if (!r->root)
        r->root = new_node(r, YAML_NULL, (yaml_mark_t){0});
    return true;
}

const struct yaml_node *yaml_read(struct arena *arena, str text, struct yaml_error *ret_error)
{
    *ret_error = (struct yaml_error){1, 1, STR("")};
    struct reader r = {.arena = arena, .text = text, .error = ret_error};
    if (!yaml_parser_initialize(&r.parser))
        mem_fail();
    /* Never guessed: a text that begins with the bytes FF FE is broken, not UTF-16. */
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.len ? text.ptr : ""),
                                 text.len);
    bool ok = read_document(&r);
    yaml_parser_delete(&r.parser);
    map_release(&r.anchors);
    vec_release(&r.anchored);
    return ok ? r.root : NULL;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, str key)
{
    if (!map || map->type != YAML_MAPPING)
        return NULL;
    for (const struct yaml_node *value = map->first; value; value = value->next)
        if (value->key->type == YAML_SCALAR && str_eq(value->key->text, key))
            return value;
    return NULL;
}

bool yaml_is_true(const struct yaml_node *node)
{
    static const char *const words[] = {"true", "True", "TRUE", "yes", "Yes",
                                        "YES",  "on",   "On",   "ON",  NULL};
    return node && node->type == YAML_SCALAR && node->plain && equals_any(node->text, words);
}

bool yaml_is_false(const struct yaml_node *node)
{
    static const char *const words[] = {"false", "False", "FALSE", "no",  "No",
                                        "NO",    "off",   "Off",   "OFF", NULL};
    return node && node->type == YAML_SCALAR && node->plain && equals_any(node->text, words);
}
