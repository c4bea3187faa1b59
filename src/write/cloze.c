/* SPDX-License-Identifier: MIT */
/* Resolves cloze deletions, nested ones too, in one pass with a small stack. */
#include "write/cloze.h"

#include "base/attr.h"

enum { MAX_DEPTH = 10 }; /* as Anki's */

struct deletion {
    str opener;   /* `{{cN::` */
    size_t begin; /* in the output */
    size_t hint;  /* where its hint begins in the output, or SIZE_MAX */
    unsigned number;
};

/* Reads `{{cN::`; an empty string if the text does not begin so. */
static str read_opener(str text, unsigned *ret_number)
{
    size_t at = 3;
    unsigned number = 0;
    if (!str_starts(text, STR("{{c")))
        return STR("");
    while (at < text.len && at < 9 && ascii_is_digit(text.ptr[at]))
        number = number * 10 + (unsigned)(text.ptr[at++] - '0');
    if (at == 3 || !str_starts(str_sub(text, at, text.len), STR("::")))
        return STR("");
    *ret_number = number;
    return str_sub(text, 0, at + 2);
}

/* The deletion ends here: hide it, or leave its text without the hint. */
static void close_deletion(struct buf *out, const struct deletion *deletion, bool hide)
{
    if (!hide) {
        if (deletion->hint != SIZE_MAX)
            out->len = deletion->hint;
        return;
    }
    struct buf hint = {0};
    if (deletion->hint != SIZE_MAX)
        buf_put(&hint, buf_since(out, deletion->hint));
    out->len = deletion->begin;
    buf_lit(out, "<b>[");
    buf_put(out, hint.len ? buf_str(&hint) : STR("…"));
    buf_lit(out, "]</b>");
    buf_release(&hint);
}

/* What was opened and never closed is text. */
static void restore_opener(struct buf *out, const struct deletion *deletion)
{
    str opener = deletion->opener;
    buf_reserve(out, opener.len);
    memmove(out->ptr + deletion->begin + opener.len, out->ptr + deletion->begin,
            out->len - deletion->begin);
    memcpy(out->ptr + deletion->begin, opener.ptr, opener.len);
    out->len += opener.len;
}

void cloze_side(struct buf *out, str html, unsigned number, bool is_question)
{
    struct deletion stack[MAX_DEPTH];
    unsigned depth = 0, opened;
    for (size_t i = 0; i < html.len;) {
        str rest = str_sub(html, i, html.len);
        str opener = rest.ptr[0] == '{' ? read_opener(rest, &opened) : STR("");
        if (opener.len && depth < MAX_DEPTH) {
            stack[depth++] = (struct deletion){opener, out->len, SIZE_MAX, opened};
            i += opener.len;
        } else if (depth && str_starts(rest, STR("}}"))) {
            const struct deletion *deletion = &stack[--depth];
            close_deletion(out, deletion,
                           is_question && (number == 0 || number == deletion->number));
            i += 2;
        } else if (depth && stack[depth - 1].hint == SIZE_MAX && str_starts(rest, STR("::"))) {
            stack[depth - 1].hint = out->len;
            i += 2;
        } else {
            buf_char(out, rest.ptr[0]);
            i++;
        }
    }
    while (depth)
        restore_opener(out, &stack[--depth]);
}
