/* SPDX-License-Identifier: MIT */
/* The index over the names of a catalogue. */
#include "catalogue/index.h"

#include <stdlib.h>

#include "catalogue/maker.h"

static str fold_key(struct arena *arena, str name)
{
    char *key = arena_bytes(arena, name.len + 1);
    size_t len = 0, blanks;
    for (size_t i = 0; i < name.len; i += blanks ? blanks : 1) {
        blanks = blanks_at(name, i);
        key[len++] = blanks ? ' ' : (char)key_byte(name.ptr[i]);
    }
    key[len] = '\0';
    return (str){key, len};
}

static bool has_maker(str name)
{
    for (size_t i = 0, len; i < name.len; i++) {
        unsigned cases;
        if ((i == 0 || name.ptr[i - 1] == ' ') && (len = maker_at(name, i, &cases)) != 0 &&
            (i + len == name.len || name.ptr[i + len] == ' '))
            return true;
    }
    return false;
}

/* qsort hands over no context: the kind is kept beside the key while it sorts. */
struct sort_item {
    struct catalogue_key key;
    enum service_name_kind kind;
};

static int compare_items(const void *left, const void *right)
{
    const struct sort_item *a = left, *b = right;
    int order = str_cmp(a->key.key, b->key.key);
    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (!order)
        order = (a->key.service > b->key.service) - (a->key.service < b->key.service);
    return order ? order : (a->key.name > b->key.name) - (a->key.name < b->key.name);
}

struct catalogue_key *catalogue_keys(struct arena *arena, const struct service *services,
                                     uint32_t service_count, uint32_t *ret_count)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < service_count; s++)
        count += services[s].name_count;
    struct sort_item *items = mem_zalloc(count ? count : 1, sizeof(*items));
    count = 0;
    for (uint32_t s = 0; s < service_count; s++) {
        for (uint32_t n = 0; n < services[s].name_count; n++) {
            const struct service_name *name = &services[s].names[n];
            struct catalogue_key key = {fold_key(arena, name->text), s, n, has_maker(name->text)};
            if (key.key.len)
                items[count++] = (struct sort_item){key, name->kind};
        }
    }
    qsort(items, count, sizeof(*items), compare_items);
    struct catalogue_key *keys = arena_array(arena, struct catalogue_key, count);
    for (uint32_t i = 0; i < count; i++)
        keys[i] = items[i].key;
    free(items);
    *ret_count = count;
    return keys;
}

static void add_filter(struct catalogue *catalogue, str key)
{
    size_t end = ascii_word_end(key, 0);
    uint32_t hash =
        end ? filter_word(key, 0, end)
            : filter_hash(filter_triple(key, 0), key.len > 3 ? filter_triple(key, 3) : 0);
    catalogue->filter[hash / 64] |= (uint64_t)1 << hash % 64;
}

const struct catalogue *catalogue_index(struct arena *arena, const struct service *services,
                                        uint32_t service_count, const struct catalogue_key *keys,
                                        uint32_t key_count)
{
    struct catalogue *catalogue = arena_new(arena, struct catalogue);
    catalogue->services = services;
    catalogue->service_count = service_count;
    catalogue->keys = keys;
    catalogue->key_count = key_count;
    for (uint32_t i = 0; i < key_count; i++) {
        catalogue->first[(unsigned char)keys[i].key.ptr[0] + 1] = i + 1;
        add_filter(catalogue, keys[i].key);
    }
    for (unsigned b = 1; b <= 256; b++)
        catalogue->first[b] = MAX(catalogue->first[b], catalogue->first[b - 1]);
    /* A maker's name before a name of any kind is where that match begins. */
    for (size_t i = 0; maker_name(i).len; i++)
        add_filter(catalogue, maker_name(i));
    return catalogue;
}
