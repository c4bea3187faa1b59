/* SPDX-License-Identifier: MIT */
/* What a catalogue is made of, and the index over its names. */
#ifndef CATALOGUE_INDEX_H
#define CATALOGUE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalogue/catalogue.h"

/*
 * A name as a key to look for: ASCII letters in lower case; each run of blanks is one blank, and
 * so is each hyphen ("amazon-polly" must be found by "Amazon Polly").
 */
struct catalogue_key {
    str key;
    uint32_t service, name; /* index into its names */
    bool maker;             /* a maker's name is one of the words */
};

enum { FILTER_BITS = 16 };

/*
 * `keys` is sorted by key, then kind. Everything below it answers one question fast, at the
 * start of every word: may a name begin here?
 */
struct catalogue {
    const struct service *services;
    const struct catalogue_key *keys;
    uint32_t service_count, key_count;
    uint32_t first[257]; /* keys that begin with the byte b: first[b] up to first[b + 1] */
    uint64_t filter[(1 << FILTER_BITS) / 64]; /* a bit for each first word or syllables of a key */
};

/* A symbol of a key for a byte of text. */
static inline unsigned char key_byte(char c)
{
    return (unsigned char)(c == '-' ? ' ' : ascii_lower(c));
}

/* The end of the ASCII letters, digits and '_' from `at` on. */
static inline size_t ascii_word_end(str text, size_t at)
{
    while (at < text.len && (ascii_is_alnum(text.ptr[at]) || text.ptr[at] == '_'))
        at++;
    return at;
}

/*
 * Hashes for the filter. A name that begins with an ASCII word has that very word in the text,
 * but for case: its length, first three and last byte tell most words apart. Another one is
 * known by its first two characters, or the first alone if no second of three bytes (Hangul,
 * kana, Han) comes next.
 */
static inline uint32_t filter_hash(uint32_t four_bytes, uint32_t more)
{
    return (four_bytes ^ more * 0x85EBCA6Bu) * 0x9E3779B1u >> (32 - FILTER_BITS);
}

static inline uint32_t filter_word(str text, size_t begin, size_t end)
{
    const char *word = text.ptr + begin;
    size_t len = end - begin;
    uint32_t bytes = key_byte(word[0]);
    bytes |= len > 1 ? (uint32_t)key_byte(word[1]) << 8 : 0;
    bytes |= len > 2 ? (uint32_t)key_byte(word[2]) << 16 : 0;
    bytes |= (uint32_t)key_byte(word[len - 1]) << 24;
    return filter_hash(bytes, (uint32_t)len);
}

/* The three bytes at `at`; 0 if they are no character of three. */
static inline uint32_t filter_triple(str text, size_t at)
{
    if (text.len - at < 3 || ((unsigned char)text.ptr[at] & 0xF0) != 0xE0)
        return 0;
    return (uint32_t)(unsigned char)text.ptr[at] | (uint32_t)(unsigned char)text.ptr[at + 1] << 8 |
           (uint32_t)(unsigned char)text.ptr[at + 2] << 16;
}

/* The keys of all names, sorted, in the arena. */
struct catalogue_key *catalogue_keys(struct arena *arena, const struct service *services,
                                     uint32_t service_count, uint32_t *ret_count);

/* A catalogue of these services and their keys, which must outlive it. */
const struct catalogue *catalogue_index(struct arena *arena, const struct service *services,
                                        uint32_t service_count, const struct catalogue_key *keys,
                                        uint32_t key_count);

/* What the build made of data/services.yaml (generate.c). */
extern const struct service catalogue_builtin_services[];
extern const struct catalogue_key catalogue_builtin_keys[];
extern const uint32_t catalogue_builtin_service_count, catalogue_builtin_key_count;

#endif
