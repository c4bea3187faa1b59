/* SPDX-License-Identifier: MIT */
/* The makers' names before a service's. */
#include "catalogue/maker.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"

size_t blanks_at(str text, size_t at)
{
    size_t end = at, len;
    for (int line_ends = 0; end < text.len; end += len) {
        if (!utf8_is_space(utf8_at(text, end, &len)))
            break;
        if (text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n')
            len = 2;
        if ((text.ptr[end] == '\n' || text.ptr[end] == '\r') && line_ends++)
            return 0;
    }
    return end - at;
}

static const struct {
    str text;
    unsigned cases;
} makers[] = {
    {STR_INIT("AWS"), CASE_OWN | CASE_UPPER},
    {STR_INIT("Amazon"), CASE_OWN},
    {STR_INIT("aws"), CASE_LOWER},
    {STR_INIT("amazon"), CASE_LOWER},
    {STR_INIT("AMAZON"), CASE_UPPER},
    {STR_INIT("아마존"), CASE_OWN | CASE_LOWER | CASE_UPPER},
    {STR_INIT("アマゾン"), CASE_OWN | CASE_LOWER | CASE_UPPER},
};
static const char first_bytes[] = "Aa\xEC\xE3"; /* of all of them: most texts are none */

str maker_name(size_t index)
{
    return index < ARRAY_LEN(makers) ? makers[index].text : (str){0};
}

size_t maker_at(str text, size_t at, unsigned *ret_cases)
{
    str rest = str_sub(text, at, text.len);
    if (!rest.len || !strchr(first_bytes, rest.ptr[0]))
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(makers); i++) {
        if (str_starts(rest, makers[i].text)) {
            *ret_cases = makers[i].cases;
            return makers[i].text.len;
        }
    }
    return 0;
}

str catalogue_strip_maker(str name)
{
    unsigned cases;
    size_t maker = maker_at(name, 0, &cases);
    size_t blanks = maker ? blanks_at(name, maker) : 0;
    if (maker && !blanks && maker < name.len && name.ptr[maker] == '-' && (cases & CASE_LOWER))
        blanks = 1;
    return blanks && maker + blanks < name.len ? str_sub(name, maker + blanks, name.len) : name;
}
