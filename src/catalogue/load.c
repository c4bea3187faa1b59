/* SPDX-License-Identifier: MIT */
/* A catalogue's YAML into services. */
#include "catalogue/load.h"

#include "base/attr.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

struct loader {
    struct arena *arena;
    struct yaml_error *error;
    struct map ids, categories, names; /* value of a category: services in it; of a name: whose */
    vec(struct service) services;
    vec(struct service_name) service_names; /* of the service that is being read */
};

static bool fail(struct loader *l, const struct yaml_node *at, str message)
{
    *l->error = (struct yaml_error){at->line, at->column, message};
    return false;
}

static bool fail_text(struct loader *l, const struct yaml_node *at, const char *problem, str text)
{
    str quoted = str_sub(text, 0, 200);
    return fail(l, at, arena_printf(l->arena, "'%" STR_FMT "' %s", STR_ARG(quoted), problem));
}

static bool is_slug(str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'z') && c != '-')
            return false;
    }
    return text.len > 0;
}

static bool read_text(struct loader *l, const struct yaml_node *node, str *ret)
{
    if (node->type != YAML_SCALAR || !node->text.len)
        return fail(l, node, STR("a text belongs here"));
    *ret = utf8_nfc(l->arena, node->text);
    return true;
}

static bool read_slug(struct loader *l, const struct yaml_node *node, str *ret)
{
    if (!read_text(l, node, ret))
        return false;
    return is_slug(*ret) || fail_text(l, node, "may hold nothing but a-z, 0-9 and hyphens", *ret);
}

static bool add_name(struct loader *l, const struct yaml_node *node, enum service_name_kind kind)
{
    str name;
    size_t len;
    bool is_new;
    if (!read_text(l, node, &name))
        return false;
    if (!str_eq(name, utf8_squeeze(l->arena, name)))
        return fail_text(l, node, "has blanks at an end or several together", name);
    if (!utf8_is_word(utf8_at(name, 0, &len)))
        return fail_text(l, node, "does not begin with a letter or digit", name);
    uint32_t service = (uint32_t)l->services.len;
    uint32_t owner = *map_put(&l->names, utf8_fold(l->arena, name), service, &is_new);
    if (!is_new)
        return fail_text(l, node,
                         owner == service ? "is a name of this service already"
                                          : "is a name of another service already",
                         name);
    vec_push(&l->service_names, (struct service_name){name, kind});
    return true;
}

static bool add_names(struct loader *l, const struct yaml_node *list, enum service_name_kind kind)
{
    if (!list)
        return true;
    if (list->type != YAML_SEQUENCE)
        return fail(l, list, STR("a list of names belongs here"));
    for (const struct yaml_node *item = list->first; item; item = item->next)
        if (!add_name(l, item, kind))
            return false;
    return true;
}

static bool check_fields(struct loader *l, const struct yaml_node *service)
{
    static const char *const known[] = {"id", "name", "short", "everyday", "also",
                                        "ko", "ja",   "docs",  "category", "retired"};
    if (service->type != YAML_MAPPING)
        return fail(l, service, STR("a service belongs here: id, name, category …"));
    for (const struct yaml_node *value = service->first; value; value = value->next) {
        bool found = false;
        for (size_t i = 0; i < ARRAY_LEN(known); i++)
            found |=
                value->key->type == YAML_SCALAR && str_eq(value->key->text, str_from(known[i]));
        if (!found)
            return fail_text(l, value->key, "is no key of a service", value->key->text);
    }
    return (yaml_get(service, STR("id")) || fail(l, service, STR("the service has no 'id'"))) &&
           (yaml_get(service, STR("name")) || fail(l, service, STR("the service has no 'name'"))) &&
           (yaml_get(service, STR("category")) ||
            fail(l, service, STR("the service has no 'category'")));
}

static bool read_names(struct loader *l, const struct yaml_node *node, struct service *service)
{
    vec_clear(&l->service_names);
    bool ok = add_name(l, yaml_get(node, STR("name")), SERVICE_NAME_FULL) &&
              add_names(l, yaml_get(node, STR("also")), SERVICE_NAME_FULL) &&
              add_names(l, yaml_get(node, STR("short")), SERVICE_NAME_SHORT) &&
              add_names(l, yaml_get(node, STR("ko")), SERVICE_NAME_SHORT) &&
              add_names(l, yaml_get(node, STR("ja")), SERVICE_NAME_SHORT) &&
              add_names(l, yaml_get(node, STR("everyday")), SERVICE_NAME_EVERYDAY);
    if (!ok)
        return false;
    size_t count = l->service_names.len;
    struct service_name *names = arena_array(l->arena, struct service_name, count);
    memcpy(names, l->service_names.ptr, count * sizeof(*names));
    service->names = names;
    service->name_count = (uint32_t)count;
    service->name = names[0].text;
    return true;
}

static bool read_service(struct loader *l, const struct yaml_node *node)
{
    struct service service = {.docs = STR("")};
    if (!check_fields(l, node))
        return false;
    const struct yaml_node *id = yaml_get(node, STR("id"));
    const struct yaml_node *category = yaml_get(node, STR("category"));
    const struct yaml_node *docs = yaml_get(node, STR("docs"));
    const struct yaml_node *retired = yaml_get(node, STR("retired"));
    bool is_new;
    if (!read_slug(l, id, &service.id) || !read_slug(l, category, &service.category))
        return false;
    map_put(&l->ids, service.id, 0, &is_new);
    if (!is_new)
        return fail_text(l, id, "is the id of another service already", service.id);
    if (!map_get(&l->categories, service.category))
        return fail_text(l, category, "is none of the categories", service.category);
    ++*map_put(&l->categories, service.category, 0, NULL);
    if (docs && !read_text(l, docs, &service.docs))
        return false;
    if (docs && !str_starts(service.docs, STR("https://")))
        return fail_text(l, docs, "does not begin with https://", service.docs);
    if (retired && !yaml_is_true(retired) && !yaml_is_false(retired))
        return fail(l, retired, STR("true or false belongs here"));
    service.retired = yaml_is_true(retired);
    if (!read_names(l, node, &service))
        return false;
    vec_push(&l->services, service);
    return true;
}

static bool read_categories(struct loader *l, const struct yaml_node *root)
{
    const struct yaml_node *categories = yaml_get(root, STR("categories"));
    if (!categories || categories->type != YAML_MAPPING)
        return fail(l, categories ? categories : root, STR("there are no 'categories'"));
    for (const struct yaml_node *title = categories->first; title; title = title->next) {
        str slug, text;
        if (!read_slug(l, title->key, &slug) || !read_text(l, title, &text))
            return false;
        map_put(&l->categories, slug, 0, NULL);
    }
    return true;
}

static bool read_services(struct loader *l, const struct yaml_node *root)
{
    const struct yaml_node *services = yaml_get(root, STR("services"));
    if (!services || services->type != YAML_SEQUENCE)
        return fail(l, services ? services : root, STR("there are no 'services'"));
    for (const struct yaml_node *node = services->first; node; node = node->next)
        if (!read_service(l, node))
            return false;
    const struct yaml_node *categories = yaml_get(root, STR("categories"));
    for (const struct yaml_node *title = categories->first; title; title = title->next)
        if (!*map_get(&l->categories, title->key->text))
            return fail_text(l, title->key, "is a category without a service", title->key->text);
    return true;
}

bool catalogue_load(struct arena *arena, str yaml, struct service **ret_services,
                    uint32_t *ret_count, struct yaml_error *ret_error)
{
    const struct yaml_node *root = yaml_read(arena, yaml, ret_error);
    if (!root)
        return false;
    struct loader l = {.arena = arena, .error = ret_error};
    bool ok = read_categories(&l, root) && read_services(&l, root);
    if (ok) {
        *ret_count = (uint32_t)l.services.len;
        *ret_services = arena_array(arena, struct service, l.services.len);
        if (l.services.len)
            memcpy(*ret_services, l.services.ptr, l.services.len * sizeof(struct service));
    }
    map_release(&l.ids);
    map_release(&l.categories);
    map_release(&l.names);
    vec_release(&l.services);
    vec_release(&l.service_names);
    return ok;
}
