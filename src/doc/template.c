/* SPDX-License-Identifier: MIT */
/* Constructs in braces, recognised by their own signs. */
#include "doc/template.h"

#include "base/attr.h"
#include "doc/heading_line.h"

/* What `{{ … }}` begins with where a site generator would fill it in (Jekyll's variables). */
static const str roots[] = {
    STR_INIT("site"),    STR_INIT("page"),      STR_INIT("include"), STR_INIT("layout"),
    STR_INIT("content"), STR_INIT("paginator"), STR_INIT("post"),    STR_INIT("jekyll"),
    STR_INIT("theme"),   STR_INIT("forloop"),   STR_INIT("category"),
};

static bool is_name_char(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

static str take_name(str *rest)
{
    size_t n = 0;
    while (n < rest->len && is_name_char(rest->ptr[n]))
        n++;
    str name = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->len);
    return name;
}

/* No construct is longer: what is never closed must not be looked for to the end of a long line. */
enum { MAX_LENGTH = 2000 };

static uint32_t behind(str text, uint32_t from, size_t limit, str closer)
{
    size_t at = str_find(str_sub(text, from, from + limit), closer);
    return at == SIZE_MAX ? 0 : from + (uint32_t)(at + closer.len);
}

/* `{{ "x" | relative_url }}`: a literal is a template where a filter follows. */
static bool is_filtered_literal(str inner)
{
    bool quoted = inner.len && (inner.ptr[0] == '"' || inner.ptr[0] == '\'');
    return quoted && str_contains(inner, STR("|"));
}

static bool is_liquid_output(str inner)
{
    inner = str_trim(str_starts(inner, STR("-")) ? str_sub(inner, 1, inner.len) : inner);
    if (is_filtered_literal(inner))
        return true;
    str rest = inner, name = take_name(&rest);
    for (size_t i = 0; i < ARRAY_LEN(roots); i++)
        if (str_eq(name, roots[i]))
            return !rest.len || strchr(". |[-", rest.ptr[0]) != NULL;
    return false;
}

static bool liquid_output(str text, uint32_t at, struct template *ret)
{
    str rest = str_sub(text, at + 2, text.len);
    bool shortcode = str_starts(rest, STR("<")) || str_starts(rest, STR("%"));
    size_t limit = shortcode ? SIZE_MAX : str_find_char(str_sub(rest, 0, MAX_LENGTH), '\n');
    limit = MIN(limit, (size_t)MAX_LENGTH);
    str closer = !shortcode ? STR("}}") : rest.ptr[0] == '<' ? STR(">}}") : STR("%}}");
    uint32_t end = behind(text, at + 2, limit, closer);
    if (!end)
        return false;
    str inner = str_sub(text, at + 2, end - closer.len);
    bool after_dollar = at > 0 && text.ptr[at - 1] == '$'; /* ${{ … }}: a workflow's own */
    bool hidden = shortcode || (!after_dollar && is_liquid_output(inner));
    *ret = (struct template){.kind = hidden ? TEMPLATE_HIDDEN : TEMPLATE_KEPT, .end = end};
    return true;
}

static bool liquid_tag(str text, uint32_t at, struct template *ret)
{
    str rest = str_sub(text, at + 2, text.len);
    uint32_t end = behind(text, at + 2, MAX_LENGTH, STR("%}"));
    if (str_starts(rest, STR("-")))
        rest = str_sub(rest, 1, rest.len);
    rest = str_trim_left(rest);
    str name = take_name(&rest);
    if (!end || !name.len || !ascii_is_alpha(name.ptr[0]))
        return false;
    ret->kind = TEMPLATE_HIDDEN;
    ret->end = end;
    if (str_eq(name, STR("comment"))) {
        ret->kind = TEMPLATE_COMMENT;
    } else if (str_eq(name, STR("raw"))) {
        ret->kind = TEMPLATE_RAW;
    } else if (str_eq(name, STR("highlight"))) {
        ret->kind = TEMPLATE_HIGHLIGHT;
        rest = str_trim_left(rest);
        ret->language = take_name(&rest);
    }
    return true;
}

static bool begins_attribute(str text, char mark, bool numbers)
{
    char c = text.len ? text.ptr[0] : '\0';
    return (unsigned char)c >= 0x80 || ascii_is_alpha(c) || c == '_' || (mark && c == '-') ||
           (mark == '#' && numbers && ascii_is_digit(c));
}

/*
 * `.class`, `#id`, `key="value"`: how many of them stand in the list; 0 if anything else does.
 * `numbers`: an id may begin with a digit.
 */
static size_t count_attributes(str list, bool numbers)
{
    size_t count = 0;
    for (list = str_trim(list); list.len; list = str_trim_left(list), count++) {
        char mark = list.ptr[0] == '.' || list.ptr[0] == '#' ? list.ptr[0] : '\0';
        bool marked = mark != '\0';
        if (marked)
            list = str_sub(list, 1, list.len);
        if (!begins_attribute(list, mark, numbers))
            return 0;
        const char *ends = mark == '#' ? "=\"'#{}" : "=\"'.#{}"; /* {#1.2} is an id */
        size_t n = 0;
        while (n < list.len && !ascii_is_space(list.ptr[n]) && !strchr(ends, list.ptr[n]))
            n++;
        list = str_sub(list, n, list.len);
        if (marked)
            continue;
        if (!list.len || list.ptr[0] != '=')
            return 0;
        char quote = list.len > 1 ? list.ptr[1] : '\0';
        bool quoted = quote == '"' || quote == '\'';
        n = quoted ? 2 : 1;
        while (n < list.len && (quoted ? list.ptr[n] != quote : !ascii_is_space(list.ptr[n])))
            n++;
        list = str_sub(list, n + quoted, list.len);
    }
    return count;
}

static bool is_alone(str line, size_t begin, size_t end)
{
    if (begin > MAX_LENGTH)
        return false;
    str before = str_trim(str_sub(line, 0, begin));
    while (before.len && strchr("> -*+", before.ptr[0]))
        before = str_sub(before, 1, before.len);
    return !before.len && !str_trim_left(str_sub(line, end, line.len)).len;
}

/* kramdown: {: .class #id}, {:toc}, {:.x}, {:/}, {::options /}, {::comment} */
static bool kramdown_list(uint32_t at, str line, uint32_t line_at, struct template *ret)
{
    size_t begin = at - line_at;
    size_t close = str_find_char(str_sub(line, begin, begin + MAX_LENGTH), '}');
    if (close == SIZE_MAX)
        return false;
    size_t end = begin + close + 1;
    str list = str_trim(str_sub(line, begin + 2, end - 1));
    bool alone = is_alone(line, begin, end);
    ret->end = line_at + (uint32_t)end;
    ret->kind = TEMPLATE_HIDDEN;
    if (str_starts(list, STR(":comment"))) {
        ret->kind = TEMPLATE_KRAMDOWN_COMMENT;
        return true;
    }
    if (str_starts(list, STR(":")) || str_starts(list, STR("/")))
        return true;
    str rest = list, name = take_name(&rest);
    if (str_eq(name, STR("toc")) || str_contains(list, STR(" toc"))) {
        ret->kind = TEMPLATE_TOC;
        return true;
    }
    return count_attributes(list, true) > 0 || (alone && list.len);
}

/* Is `rest` of a line, behind a list, nothing that shows? In a heading more may follow a list. */
static bool ends_line(str rest, bool heading)
{
    rest = str_trim_left(rest);
    if (!rest.len || str_starts(rest, STR("<!--")))
        return true;
    size_t marks = 0;
    while (marks < rest.len && rest.ptr[marks] == '#')
        marks++;
    return heading && (strchr("{^", rest.ptr[0]) || marks == str_trim_right(rest).len);
}

/* pandoc, Docusaurus, Hugo: {#id}, {.class}: behind a heading, a link or code. */
static bool attribute_list(str text, uint32_t at, str line, uint32_t line_at, struct template *ret)
{
    size_t begin = at - line_at;
    size_t close = str_find_char(str_sub(line, begin, begin + MAX_LENGTH), '}');
    if (close == SIZE_MAX || begin == 0)
        return false;
    size_t end = begin + close + 1;
    str list = str_sub(line, begin + 1, end - 1);
    if (!count_attributes(list, true))
        return false;
    bool heading = str_starts(str_trim_left(str_sub(line, 0, MAX_LENGTH)), STR("#")) ||
                   heading_is_underlined(text, line_at + line.len);
    if (!heading && !count_attributes(list, false))
        return false;
    bool last = ends_line(str_sub(line, end, line.len), heading);
    bool is_id = str_starts(str_trim_left(list), STR("#"));
    bool behind_inline = strchr("])`*_", text.ptr[at - 1]) != NULL;
    *ret = (struct template){.kind = TEMPLATE_HIDDEN, .end = line_at + (uint32_t)end};
    return behind_inline || (last && (heading || is_id) && text.ptr[at - 1] == ' ') ||
           (last && heading && is_id);
}

bool template_at(str text, uint32_t at, str line, uint32_t line_at, struct template *ret)
{
    *ret = (struct template){0};
    if (at + 2 >= text.len)
        return false;
    switch (text.ptr[at + 1]) {
    case '{':
        return liquid_output(text, at, ret);
    case '%':
        return liquid_tag(text, at, ret);
    case ':':
        return kramdown_list(at, line, line_at, ret);
    default:
        return attribute_list(text, at, line, line_at, ret);
    }
}
