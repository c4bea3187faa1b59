/* SPDX-License-Identifier: MIT */
/* Words, counted and compared. */
#include "adopt/terms.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <stdlib.h>

static bool has_no_bounds(int32_t c)
{
    return utf8_is_hangul(c) || utf8_is_kana(c) || utf8_is_han(c);
}

static void add_word(struct vocabulary *vocabulary, str word)
{
    const uint32_t *known = map_get(&vocabulary->words, word);
    if (!known && vocabulary->is_closed)
        return;
    if (!known) {
        known = map_put(&vocabulary->words, arena_str(vocabulary->arena, word),
                        (uint32_t)vocabulary->texts.len, NULL);
        vec_push(&vocabulary->texts, 0);
    }
    vec_push(&vocabulary->scratch, *known);
}

/* A run without bounds: its pairs, or its only letter. */
static size_t add_pairs(struct vocabulary *vocabulary, str text, size_t at)
{
    size_t begin = at, before = SIZE_MAX, len;
    int32_t c;
    while (at < text.len && has_no_bounds(c = utf8_at(text, at, &len))) {
        if (before != SIZE_MAX)
            add_word(vocabulary, str_sub(text, before, at + len));
        before = at;
        at += len;
    }
    if (before == begin)
        add_word(vocabulary, str_sub(text, begin, at));
    return at;
}

static size_t add_run(struct vocabulary *vocabulary, str text, size_t at)
{
    size_t begin = at, len;
    while (at < text.len) {
        int32_t c = utf8_at(text, at, &len);
        if (!utf8_is_word(c) || has_no_bounds(c))
            break;
        at += len;
    }
    add_word(vocabulary, str_sub(text, begin, at));
    return at;
}

static int order_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static struct terms count(struct vocabulary *vocabulary, bool is_text)
{
    const uint32_t *words = vocabulary->scratch.ptr;
    size_t total = vocabulary->scratch.len;
    struct term *terms = arena_array(vocabulary->arena, struct term, total);
    struct terms ret = {terms, 0, (uint32_t)total};
    if (total)
        qsort(vocabulary->scratch.ptr, total, sizeof(*words), order_numbers);
    for (size_t i = 0; i < total; i++) {
        if (ret.len && terms[ret.len - 1].word == words[i]) {
            terms[ret.len - 1].count++;
            continue;
        }
        terms[ret.len++] = (struct term){words[i], 1};
        vocabulary->texts.ptr[words[i]] += is_text;
    }
    vocabulary->text_count += is_text;
    return ret;
}

struct terms terms_make(struct vocabulary *vocabulary, str text, bool is_text)
{
    struct arena arena = {0};
    str folded = utf8_fold(&arena, text);
    vec_clear(&vocabulary->scratch);
    for (size_t at = 0, len; at < folded.len;) {
        int32_t c = utf8_at(folded, at, &len);
        if (has_no_bounds(c))
            at = add_pairs(vocabulary, folded, at);
        else if (utf8_is_word(c))
            at = add_run(vocabulary, folded, at);
        else
            at += len;
    }
    arena_release(&arena);
    return count(vocabulary, is_text);
}

struct terms terms_known(struct vocabulary *vocabulary, str text)
{
    vocabulary->is_closed = true;
    struct terms terms = terms_make(vocabulary, text, false);
    vocabulary->is_closed = false;
    return terms;
}

void vocabulary_release(struct vocabulary *vocabulary)
{
    map_release(&vocabulary->words);
    vec_release(&vocabulary->texts);
    vec_release(&vocabulary->scratch);
}

/* Whole numbers: the same on every machine. */
uint32_t terms_weight(const struct vocabulary *vocabulary, uint32_t word)
{
    uint32_t rarity = vocabulary->text_count / MAX(vocabulary->texts.ptr[word], 1);
    uint32_t weight = 1;
    for (; rarity; rarity >>= 1)
        weight++;
    return weight;
}

static uint64_t weigh(const struct vocabulary *vocabulary, const struct terms *terms)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < terms->len; i++)
        sum += (uint64_t)terms_weight(vocabulary, terms->ptr[i].word) * terms->ptr[i].count;
    return sum;
}

uint32_t terms_alike(const struct vocabulary *vocabulary, const struct terms *a,
                     const struct terms *b)
{
    uint64_t shared = 0, all = weigh(vocabulary, a) + weigh(vocabulary, b);
    for (uint32_t i = 0, j = 0; i < a->len && j < b->len;) {
        const struct term *x = &a->ptr[i], *y = &b->ptr[j];
        if (x->word == y->word)
            shared += (uint64_t)terms_weight(vocabulary, x->word) * MIN(x->count, y->count);
        i += x->word <= y->word;
        j += y->word <= x->word;
    }
    return all ? (uint32_t)(shared * 2000 / all) : 0;
}

/* ASCII digits alone: the number before a name, "3.2 VPC", "12) VPC". */
static bool is_number(str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!ascii_is_digit(word.ptr[i]))
            return false;
    return true;
}

str terms_key(struct arena *arena, str text)
{
    struct buf key = {0};
    str folded = utf8_fold(arena, text);
    size_t name = SIZE_MAX; /* where it goes on behind the number */
    for (size_t at = 0, len; at < folded.len;) {
        size_t begin = at;
        while (at < folded.len && utf8_is_word(utf8_at(folded, at, &len)))
            at += len;
        str word = str_sub(folded, begin, at);
        if (!word.len) {
            at += len;
            continue;
        }
        buf_put(&key, key.len ? STR(" ") : STR(""));
        if (name == SIZE_MAX && !is_number(word))
            name = key.len;
        buf_put(&key, word);
    }
    str whole = buf_since(&key, name == SIZE_MAX ? 0 : name);
    str ret = whole.len ? arena_str(arena, whole) : utf8_squeeze(arena, text);
    buf_release(&key);
    return ret;
}
