/* SPDX-License-Identifier: MIT */
/* Finds addresses that stand bare in a text. */
#include "doc/autolink.h"

#include "base/attr.h"
#include "base/utf8.h"

/*
 * One pass over the text stops at the three bytes that every address holds: the first period of
 * www., the colon of a scheme, the @ of an e-mail address. What keeps it linear: a host name is
 * read once however many addresses seem to begin in it (struct host), the name before an @ reaches
 * back to the @ before it at most, and nothing that a link leaves out at its end can begin another.
 */

/* A run of segments that periods divide; it is never empty where `end` > 0. */
struct host {
    size_t end;
    size_t bad_end; /* behind the last underscore in the last two segments; 0: none */
};

/* The length of what may stand in a segment at `at`, or 0. */
static size_t segment_char(str text, size_t at)
{
    if (at >= text.len)
        return 0;
    char c = text.ptr[at];
    if ((unsigned char)c < 0x80)
        return ascii_is_alnum(c) || c == '-' || c == '_';
    size_t len;
    int32_t code_point = utf8_at(text, at, &len);
    return utf8_is_word(code_point) || utf8_is_emoji(code_point) ? len : 0;
}

static struct host host_read(str text, size_t at)
{
    struct host host = {.end = at};
    size_t bad_before = 0, bad = 0; /* as bad_end, in the segment before and in this one */
    for (size_t len; (len = segment_char(text, at)) > 0;) {
        if (text.ptr[at] == '_')
            bad = at + 1;
        at += len;
        host.end = at;
        if (at < text.len && text.ptr[at] == '.' && segment_char(text, at + 1)) {
            bad_before = bad;
            bad = 0;
            at++;
        }
    }
    host.bad_end = MAX(bad_before, bad);
    return host;
}

/* Whether a domain begins at `at`; none begins with '-'. `host` is the last one that was read. */
static bool is_domain(str text, size_t at, struct host *host)
{
    if (at >= host->end)
        *host = host_read(text, at);
    return at < host->end && host->bad_end <= at && text.ptr[at] != '-';
}

/* Where the white space or the `<` is that ends a link, whatever comes before. */
static size_t link_stop(str text, size_t at)
{
    while (at < text.len) {
        char c = text.ptr[at];
        size_t len = 1;
        if (c == '<' || ascii_is_space(c))
            break;
        if ((unsigned char)c >= 0x80 && utf8_is_space(utf8_at(text, at, &len)))
            break;
        at += len;
    }
    return at;
}

/* The start of the entity that ends in the semicolon before `end`, or `end`. */
static size_t entity_start(str text, size_t end)
{
    size_t at = end - 1;
    while (at > 0 && ascii_is_alnum(text.ptr[at - 1]))
        at--;
    return at > 0 && at < end - 1 && text.ptr[at - 1] == '&' ? at - 1 : end;
}

/* "Extended autolink path validation": the end without what belongs to the sentence. */
static size_t link_end(str text, size_t begin, size_t end)
{
    size_t opened = 0, closed = 0;
    for (size_t i = begin; i < end; i++) {
        opened += text.ptr[i] == '(';
        closed += text.ptr[i] == ')';
    }
    while (end > begin) {
        char c = text.ptr[end - 1];
        if (c == ')' && closed > opened) {
            closed--;
            end--;
        } else if (c == ';') {
            size_t start = entity_start(text, end);
            end = start < end ? start : end - 1;
        } else if (c && strchr("?!.,:*_~'\"", c)) {
            end--;
        } else {
            break;
        }
    }
    return end;
}

static bool found(struct autolink *ret, enum autolink_kind kind, size_t begin, size_t end)
{
    *ret = (struct autolink){begin, end, kind};
    return true;
}

/* Latin and its like run words together; Hangul, Han and kana do not join with Latin letters. */
static bool may_precede_www(str text, size_t at)
{
    if (at == 0)
        return true;
    char c = text.ptr[at - 1];
    if ((unsigned char)c < 0x80)
        return ascii_is_space(c) || c == '*' || c == '_' || c == '~' || c == '(';
    size_t len;
    int32_t code_point = utf8_before(text, at, &len);
    return !utf8_is_word(code_point) || utf8_is_hangul(code_point) || utf8_is_han(code_point) ||
           utf8_is_kana(code_point);
}

static bool find_www(str text, size_t from, size_t period, struct host *host, struct autolink *ret)
{
    if (period < from + 3 || memcmp(text.ptr + period - 3, "www", 3) != 0)
        return false;
    size_t begin = period - 3;
    if (!may_precede_www(text, begin) || !is_domain(text, period + 1, host))
        return false;
    return found(ret, AUTOLINK_WWW, begin, link_end(text, begin, link_stop(text, host->end)));
}

static bool find_url(str text, size_t from, size_t colon, struct host *host, struct autolink *ret)
{
    static const str schemes[] = {STR_INIT("https"), STR_INIT("http"), STR_INIT("ftp")};
    str rest = str_sub(text, colon + 1, text.len);
    if (!str_starts(rest, STR("//")))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
        size_t len = schemes[i].len;
        if (colon < from + len || !str_eq_nocase(str_sub(text, colon - len, colon), schemes[i]))
            continue;
        size_t begin = colon - len;
        if (begin > 0 && ascii_is_alpha(text.ptr[begin - 1]))
            continue;
        if (!is_domain(text, colon + 3, host))
            return false;
        return found(ret, AUTOLINK_URL, begin, link_end(text, begin, link_stop(text, host->end)));
    }
    return false;
}

/* The end of the domain of an e-mail address, or 0. */
static size_t mail_end(str text, size_t at)
{
    bool period = false;
    for (size_t begin = at; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '.' && at > begin && at + 1 < text.len && ascii_is_alnum(text.ptr[at + 1]))
            period = true;
        else if (!ascii_is_alnum(c) && c != '-' && c != '_')
            break;
    }
    /* A letter ends it, not just no '-' or '_': react@18.2.0 is a version. */
    bool second = at < text.len && text.ptr[at] == '@';
    return period && !second && ascii_is_alpha(text.ptr[at - 1]) ? at : 0;
}

static bool find_mail(str text, size_t from, size_t sign, struct autolink *ret)
{
    size_t begin = sign;
    bool named = false; /* a name is more than punctuation */
    for (; begin > from; begin--) {
        char c = text.ptr[begin - 1];
        if (ascii_is_alnum(c))
            named = true;
        else if (!memchr(".-_+", c, 4))
            break;
    }
    size_t end = named ? mail_end(text, sign + 1) : 0;
    if (!end)
        return false;

    str scheme = STR("mailto:");
    size_t len = scheme.len;
    if (begin >= from + len && str_eq_nocase(str_sub(text, begin - len, begin), scheme) &&
        (begin == len || !ascii_is_alnum(text.ptr[begin - len - 1])))
        return found(ret, AUTOLINK_URL, begin - len, end);
    return found(ret, AUTOLINK_MAIL, begin, end);
}

bool autolink_find(str text, size_t from, struct autolink *ret)
{
    static const bool stops[256] = {['.'] = true, [':'] = true, ['@'] = true};
    struct host host = {0};
    for (size_t i = from; i < text.len; i++) {
        if (!stops[(unsigned char)text.ptr[i]])
            continue;
        char c = text.ptr[i];
        if (c == '.' ? find_www(text, from, i, &host, ret)
            : c == ':' ? find_url(text, from, i, &host, ret)
                       : find_mail(text, from, i, ret))
            return true;
    }
    return false;
}
