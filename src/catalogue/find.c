/* SPDX-License-Identifier: MIT */
/* Names in a text. */
#include "catalogue/catalogue.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "catalogue/index.h"
#include "catalogue/maker.h"

/* Writing systems whose words run into each other when nothing stands between them. */
enum script {
    SCRIPT_NONE,  /* no letter */
    SCRIPT_LATIN, /* and its relatives: Greek, Cyrillic, Armenian */
    SCRIPT_HANGUL,
    SCRIPT_HIRAGANA,
    SCRIPT_KATAKANA,
    SCRIPT_HAN,
    SCRIPT_OTHER,
};

static enum script script_of(int32_t c)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c) ? SCRIPT_LATIN : SCRIPT_NONE;
    if (utf8_is_hangul(c))
        return SCRIPT_HANGUL;
    if (c >= 0x3041 && c <= 0x309F)
        return SCRIPT_HIRAGANA;
    if ((c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) ||
        (c >= 0xFF66 && c <= 0xFF9D)) /* U+30FB, the middle dot, separates */
        return SCRIPT_KATAKANA;
    if (utf8_is_han(c))
        return SCRIPT_HAN;
    if (!utf8_is_word(c))
        return SCRIPT_NONE;
    bool latin = c < 0x590 || (c >= 0x1E00 && c <= 0x1FFF) || (c >= 0xFF10 && c <= 0xFF5A);
    return latin ? SCRIPT_LATIN : SCRIPT_OTHER;
}

static bool joins(int32_t c)
{
    return c == '_' || (c >= '0' && c <= '9');
}

/* A digit is as Latin as the letters of the names it stands in: "S3", "EC2". */
static enum script edge_script(int32_t c)
{
    return joins(c) ? SCRIPT_LATIN : script_of(c);
}

static bool boundary_before(str text, size_t at)
{
    size_t len;
    if (at == 0)
        return true;
    int32_t before = utf8_before(text, at, &len);
    if (joins(before))
        return false;
    enum script script = edge_script(utf8_at(text, at, &len));
    if (script == SCRIPT_HIRAGANA || script == SCRIPT_HAN)
        return true;
    return script == SCRIPT_NONE || script_of(before) != script;
}

static bool boundary_behind(str text, size_t at)
{
    size_t len;
    if (at == text.len)
        return true;
    int32_t behind = utf8_at(text, at, &len);
    if (joins(behind))
        return false;
    enum script last = edge_script(utf8_before(text, at, &len)), next = script_of(behind);
    switch (last) {
    case SCRIPT_HANGUL:
        return next != SCRIPT_HANGUL || catalogue_is_particle(str_sub(text, at, text.len), &len);
    case SCRIPT_HIRAGANA:
    case SCRIPT_KATAKANA:
    case SCRIPT_HAN:
        if (next == SCRIPT_HIRAGANA)
            return catalogue_is_particle(str_sub(text, at, text.len), &len);
        return next != SCRIPT_KATAKANA && next != SCRIPT_HAN;
    case SCRIPT_NONE:
        return true;
    case SCRIPT_LATIN:
    case SCRIPT_OTHER:
        break;
    }
    return next != last;
}

/* Does a sentence begin before `at`? */
static bool sentence_before(str text, size_t at)
{
    static const char skipped[] = "\"'([{*_#>-+"; /* quotes, marks of emphasis, bullets */
    bool blank = false;
    int32_t c = '\n';
    for (size_t len; at > 0; at -= len) {
        c = utf8_before(text, at, &len);
        bool skip = c < 0x80 ? c && strchr(skipped, c)
                             : c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x2022 || c == 0xB7;
        if (c == '\n' || c == '\r')
            return true;
        if (utf8_is_space(c))
            blank = true;
        else if (!skip)
            break;
    }
    if (at == 0 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A)
        return true;
    if (c == ')') /* of "1) " */
        return blank && at > 1 && ascii_is_digit(text.ptr[at - 2]);
    return blank && (c == '.' || c == '?' || c == '!' || c == ':');
}

/* Is the text behind a name the rest of an English sentence that begins with a verb? */
static bool english_behind(str text, size_t at)
{
    static const str noun_before[] = {
        STR_INIT("is"),   STR_INIT("isn"),    STR_INIT("was"),    STR_INIT("has"),
        STR_INIT("can"),  STR_INIT("could"),  STR_INIT("will"),   STR_INIT("would"),
        STR_INIT("does"), STR_INIT("doesn"),  STR_INIT("may"),    STR_INIT("might"),
        STR_INIT("must"), STR_INIT("should"), STR_INIT("cannot"), STR_INIT("overview"),
        STR_INIT("intro"), STR_INIT("introduction"),
        STR_INIT("ist"),  STR_INIT("est"),    STR_INIT("es"),
    };
    size_t len, blanks = blanks_at(text, at), end = at + blanks;
    if (!blanks || end == text.len || !utf8_is_lower(utf8_at(text, end, &len)))
        return false;
    while (end < text.len && ascii_is_alpha(text.ptr[end]))
        end++;
    if (end < text.len && utf8_is_word(utf8_at(text, end, &len)))
        return false; /* "là" is none of English */
    for (size_t i = 0; i < ARRAY_LEN(noun_before); i++)
        if (str_eq(str_sub(text, at + blanks, end), noun_before[i]))
            return false;
    return true;
}

/* The CASE_ bits of a name as it stands in a text; 0 if it differs by more than case and blanks. */
static unsigned spelled_case(str name, str text)
{
    bool own = true, small = false, capital = false, hyphen = false;
    size_t t = 0, blanks;
    for (size_t n = 0; n < name.len; n += blanks ? blanks : 1) {
        blanks = blanks_at(name, n);
        if (t >= text.len)
            return 0;
        if (blanks) {
            size_t written = blanks_at(text, t);
            if (!written && text.ptr[t] != '-')
                return 0;
            hyphen |= !written;
            t += written ? written : 1;
            continue;
        }
        char c = text.ptr[t++];
        if (ascii_lower(c) != ascii_lower(name.ptr[n]))
            return 0;
        own &= c == name.ptr[n];
        small |= c >= 'a' && c <= 'z';
        capital |= c >= 'A' && c <= 'Z';
    }
    if (hyphen)
        return capital ? 0 : CASE_LOWER;
    return (own ? CASE_OWN : 0u) | (capital ? 0u : CASE_LOWER) | (small ? 0u : CASE_UPPER);
}

/* What stands before a name. */
struct lead {
    bool maker;
    unsigned cases; /* of the maker's name; with a hyphen behind it only CASE_LOWER */
    bool hyphen;
};

static const struct service_name *name_of(const struct catalogue *catalogue,
                                          const struct catalogue_key *key)
{
    return &catalogue->services[key->service].names[key->name];
}

/* Is text[begin, end), whose key is that of the name, the name? */
static bool accept(const struct service_name *name, str text, size_t begin, size_t end,
                   const struct lead *lead)
{
    unsigned cases = spelled_case(name->text, str_sub(text, begin, end));
    if (lead->hyphen)
        cases &= CASE_LOWER;
    if (name->kind != SERVICE_NAME_EVERYDAY)
        return cases != 0;
    if (lead->maker)
        return (cases & (lead->cases | CASE_OWN)) != 0;
    return (cases & CASE_OWN) && !(english_behind(text, end) && sentence_before(text, begin));
}

/* Keys [lo, hi), which share what was read so far. */
struct range {
    uint32_t lo, hi;
};

/* The first key in the range whose byte at `depth` is not below `byte`. */
static uint32_t lower_bound(const struct catalogue_key *keys, struct range range, size_t depth,
                            unsigned byte)
{
    while (range.lo < range.hi) {
        uint32_t middle = range.lo + (range.hi - range.lo) / 2;
        if ((unsigned char)keys[middle].key.ptr[depth] < byte)
            range.lo = middle + 1;
        else
            range.hi = middle;
    }
    return range.lo;
}

/* Those of the range that have the byte at `depth`; all of them are longer than `depth`. */
static struct range narrow(const struct catalogue_key *keys, struct range range, size_t depth,
                           unsigned byte)
{
    unsigned first = (unsigned char)keys[range.lo].key.ptr[depth];
    unsigned last = (unsigned char)keys[range.hi - 1].key.ptr[depth];
    if (byte < first || byte > last)
        return (struct range){0, 0};
    if (first == last) /* the usual case, some letters into a name */
        return range;
    range.lo = lower_bound(keys, range, depth, byte);
    range.hi = lower_bound(keys, range, depth, byte + 1);
    return range;
}

static size_t symbol_at(str text, size_t at, unsigned *ret)
{
    unsigned char c = (unsigned char)text.ptr[at];
    bool maybe =
        c < 0x80 ? ascii_is_space((char)c) : c == 0xC2 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF;
    size_t blanks = maybe ? blanks_at(text, at) : 0;
    *ret = blanks ? ' ' : key_byte((char)c);
    return blanks ? blanks : 1;
}

/* The longest name that begins at `begin`; NULL if none does. */
static const struct catalogue_key *longest_name(const struct catalogue *catalogue, str text,
                                                size_t begin, const struct lead *lead,
                                                size_t *ret_end)
{
    const struct catalogue_key *keys = catalogue->keys, *best = NULL;
    struct range range = {0, catalogue->key_count};
    for (size_t at = begin, depth = 0; at < text.len && range.lo < range.hi; depth++) {
        unsigned symbol;
        at += symbol_at(text, at, &symbol);
        if (depth == 0)
            range = (struct range){catalogue->first[symbol], catalogue->first[symbol + 1]};
        else
            range = narrow(keys, range, depth, symbol);
        bool found = false;
        for (; range.lo < range.hi && keys[range.lo].key.len == depth + 1; range.lo++) {
            if (!found && boundary_behind(text, at) &&
                accept(name_of(catalogue, &keys[range.lo]), text, begin, at, lead)) {
                found = true;
                best = &keys[range.lo];
                *ret_end = at;
            }
        }
    }
    return best;
}

static bool match_at(const struct catalogue *catalogue, str text, size_t at,
                     struct service_match *ret)
{
    static const struct lead bare = {0};
    if (!boundary_before(text, at))
        return false;
    size_t end = 0, maker_end = 0;
    const struct catalogue_key *key = longest_name(catalogue, text, at, &bare, &end);
    struct lead lead = {.maker = true};
    size_t begin = at + maker_at(text, at, &lead.cases);
    if (begin > at) {
        size_t blanks = blanks_at(text, begin);
        lead.hyphen =
            !blanks && (lead.cases & CASE_LOWER) && begin < text.len && text.ptr[begin] == '-';
        begin += lead.hyphen ? 1 : blanks;
        const struct catalogue_key *behind =
            blanks || lead.hyphen ? longest_name(catalogue, text, begin, &lead, &maker_end) : NULL;
        if (behind && (!key || maker_end > end))
            key = behind;
        else
            maker_end = 0;
    }
    if (!key)
        return false;
    *ret = (struct service_match){
        .begin = (uint32_t)at,
        .end = (uint32_t)(maker_end ? maker_end : end),
        .service = key->service,
        .kind = name_of(catalogue, key)->kind,
        .maker = maker_end || key->maker,
    };
    return true;
}

static inline bool may_begin(const struct catalogue *catalogue, uint32_t hash)
{
    return catalogue->filter[hash / 64] >> hash % 64 & 1;
}

/* A character that is not ASCII: its first bytes, with the next character's and alone. */
static bool other_may_begin(const struct catalogue *catalogue, str text, size_t at)
{
    uint32_t bytes = filter_triple(text, at);
    if (may_begin(catalogue, filter_hash(bytes, 0)))
        return true;
    uint32_t next = bytes && at + 3 < text.len ? filter_triple(text, at + 3) : 0;
    return next && may_begin(catalogue, filter_hash(bytes, next));
}

/* The end of the Hangul syllables (but the last few of Unicode's) from `at` on. */
static size_t hangul_end(str text, size_t at)
{
    for (; text.len - at >= 3; at += 3) {
        unsigned char lead = (unsigned char)text.ptr[at], next = (unsigned char)text.ptr[at + 1];
        if (!(lead == 0xEB || lead == 0xEC || (lead == 0xEA && next >= 0xB0) ||
              (lead == 0xED && next < 0x9E)))
            break;
    }
    return at;
}

void catalogue_find(const struct catalogue *catalogue, str text, struct service_matches *matches)
{
    text = str_sub(text, 0, UINT32_MAX);
    for (size_t i = 0; i < text.len;) {
        struct service_match match;
        size_t end = ascii_word_end(text, i);
        bool maybe = false;
        if (end > i) {
            maybe = may_begin(catalogue, filter_word(text, i, end));
        } else if ((unsigned char)text.ptr[i] < 0xC0) {
            end++;
        } else {
            maybe = other_may_begin(catalogue, text, i);
            end = hangul_end(text, i); /* nothing begins inside a word of Hangul */
            end += end == i;
        }
        if (maybe && match_at(catalogue, text, i, &match)) {
            vec_push(matches, match);
            end = match.end;
        }
        i = end;
    }
}
