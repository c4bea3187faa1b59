/* SPDX-License-Identifier: MIT */
/* A catalogue's YAML into services. */
#ifndef CATALOGUE_LOAD_H
#define CATALOGUE_LOAD_H

#include "base/arena.h"
#include "base/yaml.h"
#include "catalogue/catalogue.h"

/*
 * The format is told at the top of data/services.yaml. Services keep the file's order; `names` is
 * `name`, then `also`, `short`, `ko`, `ja`, `everyday`.
 *
 * False after filling in `ret_error`: no YAML, an unknown key, a value of the wrong type, a missing
 * `id`, `name` or `category`, an id twice, a category that is not listed or that nothing is in, a
 * name that two services or two lists claim (whatever its case), or one that does not begin with
 * a letter or digit. All is in the arena.
 */
bool catalogue_load(struct arena *arena, str yaml, struct service **ret_services,
                    uint32_t *ret_count, struct yaml_error *ret_error);

#endif
