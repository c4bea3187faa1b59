/* SPDX-License-Identifier: MIT */
/* Character references: numbers and the usual names here, all of HTML5's by gumbo. */
#include "doc/entity.h"

#include <gumbo.h>

#include "base/attr.h"
#include "base/utf8.h"

static bool decode_number(struct buf *out, str digits)
{
    bool is_hex = digits.len && (digits.ptr[0] == 'x' || digits.ptr[0] == 'X');
    int32_t value = 0;
    size_t i = is_hex ? 1 : 0;
    if (i == digits.len)
        return false;
    for (; i < digits.len; i++) {
        char c = ascii_lower(digits.ptr[i]);
        int digit = ascii_is_digit(c) ? c - '0' : c - 'a' + 10;
        value = value > 0x10FFFF ? value : value * (is_hex ? 16 : 10) + digit;
    }
    bool valid = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    utf8_put(out, valid ? value : 0xFFFD);
    return true;
}

static bool decode_by_gumbo(struct buf *out, str reference)
{
    GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, reference.ptr,
                                                 reference.len);
    if (!tree)
        return false;
    bool known = false;
    const GumboNode *root = tree->root;
    for (unsigned i = 0; i < root->v.element.children.length; i++) {
        const GumboNode *body = root->v.element.children.data[i];
        if (body->type != GUMBO_NODE_ELEMENT || body->v.element.tag != GUMBO_TAG_BODY ||
            !body->v.element.children.length)
            continue;
        const GumboNode *text = body->v.element.children.data[0];
        if (text->type != GUMBO_NODE_TEXT && text->type != GUMBO_NODE_WHITESPACE)
            continue;
        str decoded = str_from(text->v.text.text);
        /* "&ampfoo;" would be read as "&" and "foo;": the whole name must have been used */
        known = decoded.len && !str_ends(decoded, STR(";"));
        if (known)
            buf_put(out, decoded);
    }
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
    return known;
}

void entity_decode(struct buf *out, str reference)
{
    static const struct {
        str name, text;
    } usual[] = {
        {STR_INIT("&amp;"), STR_INIT("&")},   {STR_INIT("&lt;"), STR_INIT("<")},
        {STR_INIT("&gt;"), STR_INIT(">")},    {STR_INIT("&quot;"), STR_INIT("\"")},
        {STR_INIT("&nbsp;"), STR_INIT("\xC2\xA0")},
    };
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        if (str_eq(reference, usual[i].name)) {
            buf_put(out, usual[i].text);
            return;
        }
    }
    bool known = str_starts(reference, STR("&#"))
                     ? decode_number(out, str_sub(reference, 2, reference.len - 1))
                     : decode_by_gumbo(out, reference);
    if (!known)
        buf_put(out, reference);
}
