/* SPDX-License-Identifier: MIT */
/* Which places of the lock's notes this build has looked at. */
#include <errno.h>

#include "api/identity.h"
#include "base/file.h"

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

/* Notes of a part that was converted elsewhere have no files here. */
static bool has_json(const struct identity *identity)
{
    vec_for (const struct collect_document, document, &identity->collected->documents)
        if (document->kind == COLLECT_JSON)
            return true;
    return false;
}

static bool is_absent(struct identity *identity, str file)
{
    enum file_type type;
    struct file_error error;
    str path = arena_printf(identity->arena, "%" STR_FMT "/%" STR_FMT, STR_ARG(identity->folder),
                            STR_ARG(file));
    return !file_type_of(path.ptr, &type, &error) && error.code == ENOENT;
}

/* The place of a file that is none of the documents. */
static enum ident_place place_of(const struct places *places, str file)
{
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
    bool json = has_json(identity);
    for (size_t i = 0; i < identity->lock.entries.len; i++) {
        str file = identity->lock.entries.ptr[i].file;
        const uint32_t *place = map_get(&identity->files, file);
        if (!place) {
            enum ident_place found = place_of(&places, file);
            if (found == IDENT_OUTSIDE && !json && is_absent(identity, file))
                found = IDENT_ABSENT;
            place = map_put(&identity->files, file, found, NULL);
        }
        ret[i] = (enum ident_place)*place;
    }
    map_release(&places.folders);
    map_release(&places.lost);
    return ret;
}
