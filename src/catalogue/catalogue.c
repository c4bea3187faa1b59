/* SPDX-License-Identifier: MIT */
/* The compiled-in catalogue. */
#include "catalogue/catalogue.h"

#include "catalogue/index.h"

const struct catalogue *catalogue_builtin(struct arena *arena)
{
    return catalogue_index(arena, catalogue_builtin_services, catalogue_builtin_service_count,
                           catalogue_builtin_keys, catalogue_builtin_key_count);
}

const struct catalogue *catalogue_new(struct arena *arena, const struct service *services,
                                      uint32_t count)
{
    uint32_t key_count;
    const struct catalogue_key *keys = catalogue_keys(arena, services, count, &key_count);
    return catalogue_index(arena, services, count, keys, key_count);
}

const struct service *catalogue_service(const struct catalogue *catalogue, uint32_t service)
{
    return &catalogue->services[service];
}

uint32_t catalogue_count(const struct catalogue *catalogue)
{
    return catalogue->service_count;
}

uint32_t catalogue_find_id(const struct catalogue *catalogue, str id)
{
    for (uint32_t i = 0; i < catalogue->service_count; i++)
        if (str_eq(catalogue->services[i].id, id))
            return i;
    return UINT32_MAX;
}
