/* SPDX-License-Identifier: MIT */
/* Is HTML what this program's own renderer writes? */
#include "deck/html_check.h"

#include "base/attr.h"
#include "doc/html.h"

enum { MAX_OPEN = 1000 };

struct tag {
    str name;
    str attributes; /* the names it may have, each followed by a blank */
    bool is_void;
};

static const struct tag tags[] = {
    {STR_INIT("p"), STR_INIT(""), false},
    {STR_INIT("br"), STR_INIT(""), true},
    {STR_INIT("hr"), STR_INIT(""), true},
    {STR_INIT("strong"), STR_INIT(""), false},
    {STR_INIT("em"), STR_INIT(""), false},
    {STR_INIT("del"), STR_INIT(""), false},
    {STR_INIT("code"), STR_INIT("class "), false},
    {STR_INIT("pre"), STR_INIT(""), false},
    {STR_INIT("a"), STR_INIT("href title "), false},
    {STR_INIT("ul"), STR_INIT(""), false},
    {STR_INIT("ol"), STR_INIT("start "), false},
    {STR_INIT("li"), STR_INIT(""), false},
    {STR_INIT("input"), STR_INIT("type checked disabled "), true},
    {STR_INIT("blockquote"), STR_INIT(""), false},
    {STR_INIT("table"), STR_INIT(""), false},
    {STR_INIT("thead"), STR_INIT(""), false},
    {STR_INIT("tbody"), STR_INIT(""), false},
    {STR_INIT("tr"), STR_INIT(""), false},
    {STR_INIT("th"), STR_INIT("align "), false},
    {STR_INIT("td"), STR_INIT("align "), false},
    {STR_INIT("h1"), STR_INIT(""), false},
    {STR_INIT("h2"), STR_INIT(""), false},
    {STR_INIT("h3"), STR_INIT(""), false},
    {STR_INIT("h4"), STR_INIT(""), false},
    {STR_INIT("h5"), STR_INIT(""), false},
    {STR_INIT("h6"), STR_INIT(""), false},
};

static str take_name(str *rest)
{
    size_t n = 0;
    while (n < rest->len && ascii_is_alnum(rest->ptr[n]))
        n++;
    str name = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n, rest->len);
    return name;
}

static const struct tag *find_tag(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        if (str_eq(tags[i].name, name))
            return &tags[i];
    return NULL;
}

static bool is_allowed(const struct tag *tag, str name)
{
    size_t at = str_find(tag->attributes, name);
    return name.len && at != SIZE_MAX && (at == 0 || tag->attributes.ptr[at - 1] == ' ') &&
           tag->attributes.ptr[at + name.len] == ' ';
}

static bool is_good_value(str name, str value)
{
    if (str_eq(name, STR("type")))
        return str_eq(value, STR("checkbox"));
    return !str_eq(name, STR("href")) || html_is_outside_address(value);
}

/* The attributes up to `>`, which is taken too. */
static bool check_attributes(const struct tag *tag, str *rest)
{
    while (rest->len && rest->ptr[0] == ' ') {
        *rest = str_sub(*rest, 1, rest->len);
        str name = take_name(rest);
        if (!is_allowed(tag, name))
            return false;
        if (!str_starts(*rest, STR("=\"")))
            continue;
        *rest = str_sub(*rest, 2, rest->len);
        size_t close = str_find_char(*rest, '"');
        if (close == SIZE_MAX || !is_good_value(name, str_sub(*rest, 0, close)))
            return false;
        *rest = str_sub(*rest, close + 1, rest->len);
    }
    bool closed = str_starts(*rest, STR(">"));
    *rest = str_sub(*rest, 1, rest->len);
    return closed;
}

bool html_is_own(str html)
{
    const struct tag *open[MAX_OPEN];
    size_t depth = 0;
    for (size_t at; (at = str_find_char(html, '<')) != SIZE_MAX;) {
        html = str_sub(html, at + 1, html.len);
        bool closing = str_starts(html, STR("/"));
        html = str_sub(html, closing, html.len);
        const struct tag *tag = find_tag(take_name(&html));
        if (!tag || depth == MAX_OPEN)
            return false;
        if (closing) {
            if (!depth || open[--depth] != tag || !str_starts(html, STR(">")))
                return false;
        } else if (!check_attributes(tag, &html)) {
            return false;
        } else if (!tag->is_void) {
            open[depth++] = tag;
        }
    }
    return depth == 0;
}
