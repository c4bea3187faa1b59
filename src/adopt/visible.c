/* SPDX-License-Identifier: MIT */
/* HTML to text, without a tree: for comparing words. */
#include "adopt/visible.h"

#include "base/attr.h"
#include "doc/entity.h"

static const str inline_tags[] = {
    STR_INIT("a"),   STR_INIT("abbr"), STR_INIT("b"),      STR_INIT("big"),  STR_INIT("code"),
    STR_INIT("em"),  STR_INIT("font"), STR_INIT("i"),      STR_INIT("kbd"),  STR_INIT("mark"),
    STR_INIT("s"),   STR_INIT("samp"), STR_INIT("small"),  STR_INIT("span"), STR_INIT("strong"),
    STR_INIT("sub"), STR_INIT("sup"),  STR_INIT("u"),      STR_INIT("var"),  STR_INIT("wbr"),
    STR_INIT("del"), STR_INIT("ins"),  STR_INIT("strike"),
};

/* The name in `<name …` or `</name …`, the `<` included in `html`. */
static str tag_name(str html)
{
    size_t begin = html.len > 1 && html.ptr[1] == '/' ? 2 : 1, end = begin;
    if (end < html.len && !ascii_is_alpha(html.ptr[end]))
        return STR("");
    while (end < html.len && ascii_is_alnum(html.ptr[end]))
        end++;
    return str_sub(html, begin, end);
}

static bool is_inline(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(inline_tags); i++)
        if (str_eq_nocase(name, inline_tags[i]))
            return true;
    return false;
}

/* What is left behind the next `end`; nothing where there is none. */
static str behind(str html, str end)
{
    size_t at = str_find(html, end);
    return at == SIZE_MAX ? STR("") : str_sub(html, at + end.len, html.len);
}

/* `html` begins with `<`. What is left behind the tag, comment, script or style. */
static str skip_tag(struct buf *out, str html)
{
    if (str_starts(html, STR("<!--")))
        return behind(html, STR("-->"));
    str name = tag_name(html);
    bool is_tag = name.len || (html.len > 1 && (html.ptr[1] == '!' || html.ptr[1] == '?'));
    if (!is_tag) {
        buf_char(out, '<');
        return str_sub(html, 1, html.len);
    }
    if (!is_inline(name))
        buf_char(out, '\n');
    bool opens = html.ptr[1] != '/';
    if (opens && str_eq_nocase(name, STR("style")))
        return behind(behind(html, STR("</style")), STR(">"));
    if (opens && str_eq_nocase(name, STR("script")))
        return behind(behind(html, STR("</script")), STR(">"));
    return behind(html, STR(">"));
}

/* `html` begins with `&`. */
static str take_entity(struct buf *out, str html)
{
    enum { LONGEST = 34 };
    size_t end = 1;
    while (end < html.len && end < LONGEST &&
           (ascii_is_alnum(html.ptr[end]) || html.ptr[end] == '#'))
        end++;
    if (end > 1 && end < html.len && html.ptr[end] == ';') {
        entity_decode(out, str_sub(html, 0, end + 1));
        return str_sub(html, end + 1, html.len);
    }
    buf_char(out, '&');
    return str_sub(html, 1, html.len);
}

/* `html` begins with `[`: a sound, or just a bracket. */
static str take_bracket(struct buf *out, str html)
{
    enum { LONGEST = 300 };
    if (str_starts(html, STR("[sound:"))) {
        size_t end = str_find_char(str_sub(html, 0, LONGEST), ']');
        if (end != SIZE_MAX)
            return str_sub(html, end + 1, html.len);
    }
    buf_char(out, '[');
    return str_sub(html, 1, html.len);
}

/* `html` begins with `{`: `{{c1::`, or just a brace. */
static str take_brace(struct buf *out, str html)
{
    size_t end = 3;
    while (end < html.len && ascii_is_digit(html.ptr[end]))
        end++;
    if (str_starts(html, STR("{{c")) && end > 3 &&
        str_starts(str_sub(html, end, html.len), STR("::")))
        return str_sub(html, end + 2, html.len);
    buf_char(out, '{');
    return str_sub(html, 1, html.len);
}

void visible_text(struct buf *out, str html)
{
    while (html.len) {
        size_t plain = 0;
        while (plain < html.len && !memchr("<&[{", html.ptr[plain], 4))
            plain++;
        buf_put(out, str_sub(html, 0, plain));
        html = str_sub(html, plain, html.len);
        if (!html.len)
            break;
        switch (html.ptr[0]) {
        case '<':
            html = skip_tag(out, html);
            break;
        case '&':
            html = take_entity(out, html);
            break;
        case '[':
            html = take_bracket(out, html);
            break;
        default:
            html = take_brace(out, html);
            break;
        }
    }
}
