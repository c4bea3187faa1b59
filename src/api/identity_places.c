/* SPDX-License-Identifier: MIT */
/* Which places of the lock's notes this build has looked at. */
#include "api/identity.h"

void identity_add(struct identity *identity, const struct collect_document *document,
                  const struct converted *converted)
{
    str file = document->canonical.len && identity->folder.len
                   ? collect_relative(identity->arena, identity->folder, document->canonical)
                   : document->relative;
    bool is_json = document->kind == COLLECT_JSON;
    enum ident_place place = converted->read ? IDENT_LOOKED_AT : IDENT_BROKEN;
    if (!is_json)
        map_put(&identity->files, file, place, NULL);
    vec_for (str, known, &converted->files)
        map_put(&identity->files, *known, IDENT_LOOKED_AT, NULL);
    vec_for (struct awsml_note, note, &converted->notes)
        vec_push(&identity->origins,
                 (struct identity_origin){is_json ? note->file : file, document->path});
}

/* The folder that holds a relative path; `..` above the lock's own is as far as it goes. */
static str parent_of(str file)
{
    str parent = str_sub(file, 0, file.len - str_file_name(file).len);
    while (str_ends(parent, STR("/")))
        parent.len--;
    return parent;
}

struct places {
    struct map folders; /* relative to the lock's folder -> enum ident_place */
    struct map lost;
};

static void find_places(struct identity *identity, struct places *ret)
{
    const struct collected *collected = identity->collected;
    *ret = (struct places){0};
    vec_for (struct collect_folder, folder, &collected->folders) {
        str relative = collect_relative(identity->arena, identity->folder, folder->canonical);
        map_put(&ret->folders, relative, folder->listed ? IDENT_LOOKED_AT : IDENT_BROKEN, NULL);
    }
    vec_for (str, lost, &collected->lost)
        map_put(&ret->lost, collect_relative(identity->arena, identity->folder, *lost), 0, NULL);
}

static enum ident_place place_of(const struct identity *identity, const struct places *places,
                                 str file)
{
    const uint32_t *known = map_get(&identity->files, file);
    if (known)
        return (enum ident_place)*known;
    if (map_get(&places->lost, file))
        return IDENT_BROKEN;
    for (str folder = parent_of(file);; folder = parent_of(folder)) {
        if (map_get(&places->lost, folder))
            return IDENT_BROKEN;
        const uint32_t *walked = map_get(&places->folders, folder);
        if (walked)
            return (enum ident_place)*walked;
        if (!folder.len || str_eq(folder, STR("..")))
            return IDENT_OUTSIDE;
    }
}

enum ident_place *identity_look(struct identity *identity)
{
    struct places places;
    find_places(identity, &places);
    enum ident_place *ret = mem_zalloc(identity->lock.entries.len, sizeof(*ret));
    for (size_t i = 0; i < identity->lock.entries.len; i++)
        ret[i] = place_of(identity, &places, identity->lock.entries.ptr[i].file);
    map_release(&places.folders);
    map_release(&places.lost);
    return ret;
}
