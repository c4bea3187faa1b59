/* SPDX-License-Identifier: MIT */
/* Front matter. */
#include "doc/front.h"

#include <math.h>

#include "base/vec.h"
#include "base/yaml.h"

VEC_TYPE(str_vec, str);

struct reader {
    struct front *front;
    const struct source *source;
    struct arena *arena;
    struct diag *diag;
    struct str_vec tags;
};

/* The text between the fences, and the offset behind the closing one; 0 if there is none. */
static uint32_t find_end(str text, str fence, str other_fence, str *ret_inner)
{
    str rest = text, line;
    if (!str_cut(&rest, '\n', &line) || !str_eq(str_trim_right(line), fence))
        return 0;
    size_t begin = line.len + 1;
    while (str_cut(&rest, '\n', &line)) {
        size_t at = (size_t)(line.ptr - text.ptr);
        str mark = str_trim_right(line);
        if (str_eq(mark, fence) || (other_fence.len && str_eq(mark, other_fence))) {
            *ret_inner = str_sub(text, begin, at);
            return (uint32_t)MIN(at + line.len + 1, text.len);
        }
    }
    return 0;
}

/* `key:` at the start of a line, as YAML has it. */
static bool is_key_line(str line)
{
    size_t n = 0;
    while (n < line.len && (ascii_is_alnum(line.ptr[n]) || strchr("_-.\"' ", line.ptr[n]) ||
                            (unsigned char)line.ptr[n] >= 0x80))
        n++;
    return n > 0 && n < line.len && line.ptr[n] == ':' &&
           (n + 1 == line.len || line.ptr[n + 1] == ' ' || line.ptr[n + 1] == '\t');
}

/* Does text that YAML cannot read look like a mapping that was meant? */
static bool was_meant(str inner)
{
    str line;
    bool first = true;
    while (str_cut(&inner, '\n', &line)) {
        if (!str_trim(line).len) {
            if (first)
                continue;
            return false; /* prose has blank lines; front matter that cannot be read rarely */
        }
        bool key = is_key_line(line);
        if (first && !key)
            return false;
        first = false;
        if (!key && !ascii_is_space(line.ptr[0]) && !strchr("#-]}{[<\"'@`%", line.ptr[0]))
            return false;
    }
    return !first;
}

static void report_value(struct reader *reader, const struct yaml_node *node, str key,
                         const char *wanted)
{
    diag_line(reader->diag, reader->source->path, node->line + 1, node->column,
              DIAG_BAD_FRONT_VALUE, NULL, "'%" STR_FMT "' should be %s; ignoring it", STR_ARG(key),
              wanted);
}

static str get_text(struct reader *reader, const struct yaml_node *map, str key)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node || node->type == YAML_NULL)
        return (str){0};
    if (node->type != YAML_SCALAR) {
        report_value(reader, node, key, "a text");
        return (str){0};
    }
    return str_trim(node->text);
}

static void add_tag(struct reader *reader, str tag)
{
    tag = str_trim(tag);
    if (tag.len)
        vec_push(&reader->tags, tag);
}

/* A list, or one text with commas or blanks between the tags. */
static void get_tags(struct reader *reader, const struct yaml_node *map, str key)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node || node->type == YAML_NULL)
        return;
    if (node->type == YAML_MAPPING) {
        report_value(reader, node, key, "a list of tags");
        return;
    }
    if (node->type == YAML_SCALAR) {
        char separator = str_find_char(node->text, ',') == SIZE_MAX ? ' ' : ',';
        str rest = node->text, tag;
        while (str_cut(&rest, separator, &tag))
            add_tag(reader, tag);
        return;
    }
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->type == YAML_SCALAR)
            add_tag(reader, item->text);
        else if (item->type != YAML_NULL)
            report_value(reader, item, key, "a list of texts");
    }
}

/* A decimal number, without the locale: digits, a sign, a point. NAN for anything else. */
static double parse_number(str text)
{
    bool negative = str_starts(text, STR("-"));
    size_t i = negative ? 1 : 0;
    double value = 0, unit = 0;
    bool digits = false;
    for (; i < text.len; i++) {
        if (text.ptr[i] == '.' && unit == 0) {
            unit = 1;
        } else if (ascii_is_digit(text.ptr[i])) {
            digits = true;
            value = value * 10 + (text.ptr[i] - '0');
            unit *= 10;
        } else {
            return (double)NAN;
        }
    }
    value = unit > 1 ? value / unit : value;
    return digits ? (negative ? -value : value) : (double)NAN;
}

static void read_mapping(struct reader *reader, const struct yaml_node *map)
{
    struct front *front = reader->front;
    front->title = get_text(reader, map, STR("title"));
    front->parent = get_text(reader, map, STR("parent"));
    front->grand_parent = get_text(reader, map, STR("grand_parent"));
    static const str orders[] = {STR_INIT("nav_order"), STR_INIT("sidebar_position"),
                                 STR_INIT("weight")};
    for (size_t i = 0; i < ARRAY_LEN(orders) && isnan(front->order); i++)
        front->order = parse_number(get_text(reader, map, orders[i]));
    get_tags(reader, map, STR("tags"));
    get_tags(reader, map, STR("categories"));
    const struct yaml_node *anki = yaml_get(map, STR("anki"));
    if (anki && anki->type == YAML_MAPPING) {
        front->deck = get_text(reader, anki, STR("deck"));
        front->skip = yaml_is_true(yaml_get(anki, STR("skip")));
        get_tags(reader, anki, STR("tags"));
    }
}

static void read_yaml(struct reader *reader)
{
    str text = reader->source->text, inner;
    uint32_t end = find_end(text, STR("---"), STR("..."), &inner);
    if (!end)
        return;
    struct yaml_error error;
    const struct yaml_node *map = yaml_read(reader->arena, inner, &error);
    if (map && map->type != YAML_MAPPING && str_trim(inner).len)
        return;
    if (!map) {
        if (!was_meant(inner))
            return;
        diag_line(reader->diag, reader->source->path, error.line + 1, error.column,
                  DIAG_BAD_FRONT_MATTER,
                  "quote values that hold ': ', '#', '@' or begin with a bracket",
                  "front matter is no valid YAML (%" STR_FMT "); ignoring what it says",
                  STR_ARG(error.message));
    } else if (map->type == YAML_MAPPING) {
        read_mapping(reader, map);
    }
    reader->front->end = end;
}

static str toml_string(str value)
{
    value = str_trim(value);
    if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'')) {
        size_t close = str_find_char(str_sub(value, 1, value.len), value.ptr[0]);
        return close == SIZE_MAX ? (str){0} : str_sub(value, 1, close + 1);
    }
    return value;
}

static void read_toml_line(struct reader *reader, str key, str value)
{
    if (str_eq(key, STR("title"))) {
        reader->front->title = toml_string(value);
    } else if (str_eq(key, STR("weight"))) {
        reader->front->order = parse_number(str_trim(value));
    } else if (str_eq(key, STR("tags")) || str_eq(key, STR("categories"))) {
        value = str_trim(value);
        str rest = str_starts(value, STR("[")) ? str_sub(value, 1, value.len) : value, item;
        rest = str_ends(rest, STR("]")) ? str_sub(rest, 0, rest.len - 1) : rest;
        while (str_cut(&rest, ',', &item))
            if (toml_string(item).len) /* as it is in its quotes, blanks and all */
                vec_push(&reader->tags, toml_string(item));
    }
}

static void read_toml(struct reader *reader)
{
    str inner, line;
    uint32_t end = find_end(reader->source->text, STR("+++"), (str){0}, &inner);
    if (!end)
        return;
    while (str_cut(&inner, '\n', &line)) {
        size_t equals = str_find_char(line, '=');
        if (equals != SIZE_MAX)
            read_toml_line(reader, str_trim(str_sub(line, 0, equals)),
                           str_sub(line, equals + 1, line.len));
    }
    reader->front->end = end;
}

void front_read(struct front *front, const struct source *source, struct arena *arena,
                struct diag *diag)
{
    *front = (struct front){.order = (double)NAN};
    struct reader reader = {front, source, arena, diag, {0}};
    if (str_starts(source->text, STR("---")))
        read_yaml(&reader);
    else if (str_starts(source->text, STR("+++")))
        read_toml(&reader);
    front->tag_count = reader.tags.len;
    front->tags = arena_array(arena, str, reader.tags.len);
    for (size_t i = 0; i < reader.tags.len; i++)
        front->tags[i] = reader.tags.ptr[i];
    vec_release(&reader.tags);
}
