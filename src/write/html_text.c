/* SPDX-License-Identifier: MIT */
/* HTML into text, twice: as Anki does it, and for reading. */
#include "write/html_text.h"

#include <string.h>

#include "base/attr.h"
#include "base/digest.h"
#include "base/utf8.h"

/* Where the tag that begins at `at` ends: behind its '>', quotes respected; or the text's end. */
static size_t tag_end(str html, size_t at)
{
    char quote = 0;
    for (size_t i = at + 1; i < html.len; i++) {
        char c = html.ptr[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return i + 1;
        else if (c == '"' || c == '\'')
            quote = c;
    }
    return html.len;
}

/* The name in `<name …>` or `</name>`. */
static str tag_name(str tag)
{
    size_t begin = tag.len > 1 && tag.ptr[1] == '/' ? 2 : 1;
    size_t end = begin;
    while (end < tag.len && ascii_is_alnum(tag.ptr[end]))
        end++;
    return str_sub(tag, begin, end);
}

static bool is_one_of(str name, const str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(name, names[i]))
            return true;
    return false;
}
#define IS_ONE_OF(name, names) is_one_of((name), (names), ARRAY_LEN(names))

/* What stands behind an attribute's `=`, without its quotes. */
static str attribute_value(str rest)
{
    char quote = rest.len ? rest.ptr[0] : 0;
    size_t end = 0;
    if (quote == '"' || quote == '\'') {
        rest = str_sub(rest, 1, rest.len);
        while (end < rest.len && rest.ptr[end] != quote)
            end++;
    } else {
        while (end < rest.len && !ascii_is_space(rest.ptr[end]) && rest.ptr[end] != '>')
            end++;
    }
    return str_sub(rest, 0, end);
}

/* The value of an attribute; false if the tag has none of that name. */
static bool tag_attribute(str tag, str name, str *ret_value)
{
    for (size_t i = 1 + tag_name(tag).len; i + name.len < tag.len; i++) {
        char c = tag.ptr[i];
        if (c == '"' || c == '\'') {
            size_t close = str_find_char(str_sub(tag, i + 1, tag.len), c);
            if (close == SIZE_MAX)
                return false;
            i += close + 1;
            continue;
        }
        if (!ascii_is_space(tag.ptr[i - 1]) || !str_starts_nocase(str_sub(tag, i, tag.len), name))
            continue;
        str rest = str_sub(tag, i + name.len, tag.len);
        if (!str_starts(rest, STR("="))) {
            *ret_value = (str){rest.ptr, 0};
            if (rest.len && (ascii_is_space(rest.ptr[0]) || strchr("/>", rest.ptr[0])))
                return true;
            continue;
        }
        *ret_value = attribute_value(str_sub(rest, 1, rest.len));
        return true;
    }
    return false;
}

static const struct {
    str open, close;
} hidden[] = {
    {STR_INIT("<!--"), STR_INIT("-->")},
    {STR_INIT("<style"), STR_INIT("</style>")},
    {STR_INIT("<script"), STR_INIT("</script>")},
};
/* Which of the hidden parts have no end in the rest of the text: it is searched for only once. */
struct endless {
    bool parts[ARRAY_LEN(hidden)];
};

/* Behind the comment, style sheet or script that begins at `at`; `at` if none does. */
static size_t skip_hidden(str html, size_t at, struct endless *endless)
{
    str rest = str_sub(html, at, html.len);
    for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
        if (endless->parts[i] || !str_starts_nocase(rest, hidden[i].open))
            continue;
        for (size_t end = hidden[i].open.len; end < rest.len; end++)
            if (rest.ptr[end] == hidden[i].close.ptr[0] &&
                str_starts_nocase(str_sub(rest, end, rest.len), hidden[i].close))
                return at + end + hidden[i].close.len;
        endless->parts[i] = true;
    }
    return at;
}

static int32_t numeric_entity(str digits)
{
    int32_t base = 10, value = 0;
    if (digits.len && (digits.ptr[0] == 'x' || digits.ptr[0] == 'X')) {
        base = 16;
        digits = str_sub(digits, 1, digits.len);
    }
    for (size_t i = 0; i < digits.len; i++) {
        char c = ascii_lower(digits.ptr[i]);
        int32_t digit = ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if (digit >= base)
            return -1;
        value = value * base + digit;
        if (value > 0x10FFFF)
            return -1;
    }
    return digits.len && value && (value < 0xD800 || value > 0xDFFF) ? value : -1;
}

/*
 * The character of the entity that begins with the text's '&', or -1; *ret_len: its bytes.
 * Anki's table is HTML 4's, which lacks &apos;.
 */
static int32_t entity(str text, size_t *ret_len)
{
    static const struct {
        str name;
        int32_t code_point;
    } named[] = {
        {STR_INIT("amp"), '&'},  {STR_INIT("lt"), '<'},    {STR_INIT("gt"), '>'},
        {STR_INIT("quot"), '"'}, {STR_INIT("nbsp"), 0xA0},
    };
    size_t end = str_find_char(str_sub(text, 0, 12), ';');
    if (end == SIZE_MAX)
        return -1;
    *ret_len = end + 1;
    str name = str_sub(text, 1, end);
    if (name.len && name.ptr[0] == '#')
        return numeric_entity(str_sub(name, 1, name.len));
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (str_eq(name, named[i].name))
            return named[i].code_point;
    return -1;
}

/* Decodes what stands in `out` behind `from`, if all of it can be decoded. */
static void decode_since(struct buf *out, size_t from)
{
    if (!str_contains(buf_since(out, from), STR("&")))
        return;
    struct buf decoded = {0};
    str text = buf_since(out, from);
    bool known = true;
    for (size_t i = 0, len; known && i < text.len; i += len) {
        int32_t c =
            text.ptr[i] == '&' ? entity(str_sub(text, i, text.len), &len) : utf8_at(text, i, &len);
        known = c >= 0;
        if (known)
            utf8_put(&decoded, c == 0xA0 ? ' ' : c);
    }
    if (known) {
        out->len = from;
        buf_put(out, buf_str(&decoded));
    }
    buf_release(&decoded);
}

/* If a medium's tag is at `at`: appends the file's name and returns the tag's end. Else `at`. */
static size_t strip_media(struct buf *out, str html, size_t at)
{
    static const str media[] = {STR_INIT("img"), STR_INIT("audio"), STR_INIT("video"),
                                STR_INIT("object"), STR_INIT("source")};
    str name;
    if (!IS_ONE_OF(tag_name(str_sub(html, at, at + 8)), media) || html.ptr[at + 1] == '/')
        return at;
    size_t end = tag_end(html, at);
    str tag = str_sub(html, at, end);
    if (!tag_attribute(tag, STR("src"), &name) && !tag_attribute(tag, STR("data"), &name))
        return at;
    buf_char(out, ' ');
    buf_put(out, name);
    buf_char(out, ' ');
    return end;
}

void html_strip(struct buf *out, str html)
{
    size_t begin = out->len, i = 0;
    struct endless endless = {{false}};
    for (const char *next; i < html.len && (next = memchr(html.ptr + i, '<', html.len - i));) {
        size_t open = (size_t)(next - html.ptr);
        buf_bytes(out, html.ptr + i, open - i);
        i = skip_hidden(html, open, &endless);
        if (i == open)
            i = strip_media(out, html, open);
        if (i != open)
            continue;
        const char *close = memchr(next, '>', html.len - open); /* in quotes too, for Anki */
        if (!close)
            break;
        i = (size_t)(close - html.ptr) + 1;
    }
    buf_put(out, str_sub(html, i, html.len));
    decode_since(out, begin);
}

uint32_t html_checksum(str stripped)
{
    unsigned char sum[SHA1_SIZE];
    digest_sha1(stripped, sum);
    return (uint32_t)sum[0] << 24 | (uint32_t)sum[1] << 16 | (uint32_t)sum[2] << 8 | sum[3];
}

/* What is being made, and what of it is still pending. */
struct reading {
    struct buf *out;
    size_t begin; /* where our text begins in `out` */
    int preformatted;
    bool blank; /* a blank comes before the next visible character */
};

static bool at_line_start(const struct reading *reading)
{
    const struct buf *out = reading->out;
    return out->len == reading->begin || out->ptr[out->len - 1] == '\n';
}

static void flush_blank(struct reading *reading)
{
    if (reading->blank && !at_line_start(reading) &&
        reading->out->ptr[reading->out->len - 1] != '\t')
        buf_char(reading->out, ' ');
    reading->blank = false;
}

static void end_line(struct reading *reading, bool always)
{
    reading->blank = false;
    if (!at_line_start(reading) || (always && reading->out->len > reading->begin))
        buf_char(reading->out, '\n');
}

static void read_tag(struct reading *reading, str tag)
{
    static const str blocks[] = {
        STR_INIT("p"),       STR_INIT("div"),     STR_INIT("li"),      STR_INIT("ul"),
        STR_INIT("ol"),      STR_INIT("dl"),      STR_INIT("dt"),      STR_INIT("dd"),
        STR_INIT("h1"),      STR_INIT("h2"),      STR_INIT("h3"),      STR_INIT("h4"),
        STR_INIT("h5"),      STR_INIT("h6"),      STR_INIT("pre"),     STR_INIT("table"),
        STR_INIT("tr"),      STR_INIT("hr"),      STR_INIT("details"), STR_INIT("summary"),
        STR_INIT("section"), STR_INIT("article"), STR_INIT("figure"),  STR_INIT("blockquote"),
    };
    static const str cells[] = {STR_INIT("td"), STR_INIT("th")};
    str name = tag_name(tag), value;
    bool closes = str_starts(tag, STR("</"));
    if (str_eq_nocase(name, STR("br")))
        end_line(reading, true);
    else if (IS_ONE_OF(name, blocks))
        end_line(reading, false);
    else if (IS_ONE_OF(name, cells) && !closes && !at_line_start(reading)) {
        reading->blank = false;
        buf_char(reading->out, '\t');
    } else if (str_eq_nocase(name, STR("input")) && tag_attribute(tag, STR("type"), &value) &&
               str_eq_nocase(value, STR("checkbox"))) {
        bool ticked = tag_attribute(tag, STR("checked"), &value);
        flush_blank(reading);
        buf_put(reading->out, ticked ? STR("[x]") : STR("[ ]"));
        reading->blank = true;
    }
    if (str_eq_nocase(name, STR("pre")))
        reading->preformatted = MAX(0, reading->preformatted + (closes ? -1 : 1));
}

static void read_text(struct reading *reading, str text)
{
    for (size_t i = 0, len; i < text.len; i += len) {
        char c = text.ptr[i];
        len = 1;
        if (ascii_is_space(c) && !reading->preformatted) {
            reading->blank = true;
            continue;
        }
        flush_blank(reading);
        int32_t decoded = c == '&' ? entity(str_sub(text, i, text.len), &len) : -1;
        if (decoded >= 0) {
            utf8_put(reading->out, decoded);
            continue;
        }
        for (len = 1;
             i + len < text.len && text.ptr[i + len] != '&' && !ascii_is_space(text.ptr[i + len]);)
            len++;
        buf_bytes(reading->out, text.ptr + i, len);
    }
}

void html_text(struct buf *out, str html)
{
    struct reading reading = {.out = out, .begin = out->len};
    struct endless endless = {{false}};
    for (size_t i = 0; i < html.len;) {
        const char *next = memchr(html.ptr + i, '<', html.len - i);
        size_t open = next ? (size_t)(next - html.ptr) : html.len;
        read_text(&reading, str_sub(html, i, open));
        if (open == html.len)
            break;
        i = skip_hidden(html, open, &endless);
        if (i != open)
            continue;
        i = tag_end(html, open);
        read_tag(&reading, str_sub(html, open, i));
    }
    while (out->len > reading.begin && ascii_is_space(out->ptr[out->len - 1]))
        out->len--;
}
