/* SPDX-License-Identifier: MIT */
/* From the inputs that were named to the documents that are read. */
#include "source/collect.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "source/source.h"

/* --- order --- */

static str take_number(str *rest)
{
    size_t zeros = 0;
    while (zeros < rest->len && rest->ptr[zeros] == '0')
        zeros++;
    size_t end = zeros;
    while (end < rest->len && ascii_is_digit(rest->ptr[end]))
        end++;
    str digits = str_sub(*rest, zeros, end);
    *rest = str_sub(*rest, end, rest->len);
    return digits;
}

static int rank(char c)
{
    return c == '/' ? -1 : (unsigned char)c;
}

int collect_order(str a, str b)
{
    str x = a, y = b;
    while (x.len && y.len) {
        if (ascii_is_digit(x.ptr[0]) && ascii_is_digit(y.ptr[0])) {
            str m = take_number(&x), n = take_number(&y);
            int order = m.len != n.len ? (m.len < n.len ? -1 : 1) : str_cmp(m, n);
            if (order)
                return order;
            continue;
        }
        if (x.ptr[0] != y.ptr[0])
            return rank(x.ptr[0]) < rank(y.ptr[0]) ? -1 : 1;
        x = str_sub(x, 1, x.len);
        y = str_sub(y, 1, y.len);
    }
    if (x.len || y.len)
        return x.len ? 1 : -1;
    return str_cmp(a, b);
}

/* --- names --- */

static bool is_markdown(str name)
{
    return str_ends_nocase(name, STR(".md")) || str_ends_nocase(name, STR(".markdown"));
}

static bool is_drawing(str name)
{
    return str_ends_nocase(name, STR(".excalidraw.md")) ||
           str_ends_nocase(name, STR(".excalidraw.markdown"));
}

/* What a folder's walk takes for a note. */
static bool is_note(str name)
{
    return is_markdown(name) && !is_drawing(name);
}

/* NFC; bytes that are no UTF-8 become U+FFFD, for keys and fields hold text only. */
static str normal_name(struct arena *arena, str name)
{
    struct utf8_check check = utf8_check(name);
    if (check.bad_at == SIZE_MAX)
        return check.maybe_not_nfc ? utf8_nfc(arena, name) : name;
    struct buf buf = {0};
    for (size_t i = 0, len; i < name.len; i += len)
        utf8_put(&buf, utf8_at(name, i, &len));
    str mended = utf8_nfc(arena, buf_str(&buf));
    if (mended.ptr == buf.ptr)
        mended = arena_str(arena, mended);
    buf_release(&buf);
    return mended;
}

static str join(struct arena *arena, str folder, str name)
{
    const char *slash = folder.len && folder.ptr[folder.len - 1] != '/' ? "/" : "";
    return arena_printf(arena, "%" STR_FMT "%s%" STR_FMT, STR_ARG(folder), slash, STR_ARG(name));
}

/* The path of an argument without the slashes at its end. */
static str trim_slashes(str path)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    return path;
}

/* --- state --- */

/* What was named: a folder or a file on the disk. */
struct root {
    str path;      /* as named */
    str canonical; /* absolute, without links: decides the order and what is inside */
    str base;      /* the folder that relative paths count from, canonical; empty: its own */
    bool is_folder, is_regular;
};

/* A place in a walk. */
struct place {
    str path;      /* as named: root's path, then names */
    str canonical; /* absolute, without links */
    str relative;  /* to the root, NFC; empty for the root itself */
};

/* A document with what it is sorted by. */
struct found {
    struct collect_document document;
    uint32_t root; /* index of its root in their order */
};

struct walk {
    struct arena *arena;
    struct diag *diag;
    struct collected *out;
    vec(struct found) found;
    vec(struct place) links; /* seen and not yet followed; canonical: of the link itself */
    struct map seen;         /* canonical paths of the files and folders that were taken */
    struct map folders;      /* canonical path of a folder -> its number */
    const struct root *root;
    uint32_t root_index;
};

static void report_unreadable(struct diag *diag, str path, struct file_error error)
{
    diag_file(diag, path, DIAG_CANNOT_READ, NULL, "cannot %s it: %s", error.operation,
              strerror(error.code));
}

/* True for the first call with this path. */
static bool take(struct walk *walk, str canonical)
{
    bool is_new;
    map_put(&walk->seen, canonical, 0, &is_new);
    return is_new;
}

static str parent_of(str canonical)
{
    return trim_slashes(str_sub(canonical, 0, canonical.len - str_file_name(canonical).len));
}

static void add_document(struct walk *walk, struct place place, enum collect_kind kind)
{
    str parent = parent_of(place.canonical);
    uint32_t folder = *map_put(&walk->folders, parent, walk->folders.len, NULL);
    struct collect_document document = {
        .path = place.path, .canonical = place.canonical, .relative = place.relative,
        .kind = kind, .folder = folder};
    vec_push(&walk->found, (struct found){document, walk->root_index});
}

/* --- folders --- */

static int order_entries(const void *a, const void *b)
{
    const struct file_entry *x = a, *y = b;
    return collect_order(x->name, y->name);
}

static void walk_folder(struct walk *walk, struct place folder)
{
    struct file_entries entries = {0};
    struct file_error error;
    bool listed = file_list(folder.path.ptr, walk->arena, &entries, &error);
    struct collect_folder self = {folder.path, folder.canonical, listed};
    vec_push(&walk->out->folders, self);
    if (!listed)
        report_unreadable(walk->diag, folder.path, error);
    if (entries.len) /* for the order of what is reported on the way */
        qsort(entries.ptr, entries.len, sizeof(*entries.ptr), order_entries);
    vec_for (struct file_entry, entry, &entries) {
        if (str_eq(entry->name, STR(COLLECT_LOCK_NAME)))
            vec_push(&walk->out->locks, self);
        if (entry->name.ptr[0] == '.' || entry->type == FILE_OTHER ||
            (entry->type == FILE_REGULAR && !is_note(entry->name)))
            continue;
        str name = normal_name(walk->arena, entry->name);
        struct place place = {
            .path = join(walk->arena, folder.path, entry->name),
            .canonical = join(walk->arena, folder.canonical, entry->name),
            .relative = folder.relative.len ? join(walk->arena, folder.relative, name) : name,
        };
        if (entry->type == FILE_LINK)
            vec_push(&walk->links, place);
        else if (!take(walk, place.canonical))
            continue;
        else if (entry->type == FILE_FOLDER)
            walk_folder(walk, place);
        else
            add_document(walk, place, COLLECT_MARKDOWN);
    }
    vec_release(&entries);
}

static bool is_inside(str canonical, str folder)
{
    return str_eq(canonical, folder) || str_eq(folder, STR("/")) ||
           (str_starts(canonical, folder) && canonical.ptr[folder.len] == '/');
}

static void follow_link(struct walk *walk, struct place link)
{
    struct file_error error;
    enum file_type type;
    str target;
    if (!file_canonical(link.path.ptr, walk->arena, &target, &error) ||
        !file_type_of(link.path.ptr, &type, &error)) {
        if (is_note(link.path))
            report_unreadable(walk->diag, link.path, error);
        vec_push(&walk->out->lost, link.canonical);
        return;
    }
    if (type != FILE_FOLDER && !(type == FILE_REGULAR && is_note(link.path)))
        return;
    if (!is_inside(target, walk->root->canonical)) {
        diag_file(walk->diag, link.path, DIAG_LINK_OUTSIDE, "name its target as an input too",
                  "the link leads out of '%" STR_FMT "'; passing it over",
                  STR_ARG(walk->root->path));
        return;
    }
    if (!take(walk, target))
        return;
    if (type == FILE_FOLDER) {
        link.canonical = target;
        walk_folder(walk, link);
    } else {
        add_document(walk, link, COLLECT_MARKDOWN);
    }
}

static int order_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = collect_order(x->relative, y->relative);
    return order ? order : str_cmp(x->path, y->path);
}

/* What relative paths begin with where they count from a folder above; empty if they do not. */
static str relative_to_base(struct arena *arena, const struct root *root)
{
    if (!root->base.len || !is_inside(root->canonical, root->base))
        return (str){0};
    str rest = str_sub(root->canonical, root->base.len, root->canonical.len);
    while (str_starts(rest, STR("/")))
        rest = str_sub(rest, 1, rest.len);
    return normal_name(arena, rest);
}

/* Files and folders first, then the links: what is there itself is read under its own name. */
static void walk_root(struct walk *walk, const struct root *root)
{
    size_t before = walk->found.len;
    take(walk, root->canonical);
    walk_folder(walk, (struct place){.path = root->path,
                                     .canonical = root->canonical,
                                     .relative = relative_to_base(walk->arena, root)});
    while (walk->links.len) { /* a link to a folder may bring further ones */
        qsort(walk->links.ptr, walk->links.len, sizeof(*walk->links.ptr), order_places);
        size_t count = walk->links.len;
        for (size_t i = 0; i < count; i++)
            follow_link(walk, walk->links.ptr[i]);
        size_t more = walk->links.len - count;
        memmove(walk->links.ptr, walk->links.ptr + count, more * sizeof(*walk->links.ptr));
        walk->links.len = more;
    }
    if (walk->found.len == before)
        diag_file(walk->diag, root->path, DIAG_EMPTY_FOLDER, NULL,
                  "no *.md or *.markdown file in it or below it");
}

/* --- arguments --- */

static void take_file(struct walk *walk, const struct root *root)
{
    str name = str_file_name(root->path);
    bool is_json = str_ends_nocase(name, STR(".json"));
    if (!take(walk, root->canonical))
        return;
    if (root->is_regular && !is_json && !is_note(name))
        diag_file(walk->diag, root->path, DIAG_NOT_NOTES, NULL,
                  "not a .md or .markdown file; reading it as Markdown");
    str relative = relative_to_base(walk->arena, root);
    struct place place = {root->path, root->canonical,
                          relative.len ? relative : normal_name(walk->arena, name)};
    add_document(walk, place, is_json ? COLLECT_JSON : COLLECT_MARKDOWN);
    if (!root->is_regular)
        vec_last(&walk->found)->document.canonical = (str){0};
}

static int order_roots(const void *a, const void *b)
{
    const struct root *x = a, *y = b;
    int order = collect_order(x->canonical, y->canonical);
    return order ? order : collect_order(x->path, y->path);
}

VEC_TYPE(root_vec, struct root);

static void find_roots(struct root_vec *roots, const struct awsml_input *inputs, size_t count,
                       struct arena *arena, struct diag *diag)
{
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].bytes)
            continue;
        struct root root = {.path = arena_str(arena, str_from(inputs[i].path))};
        struct file_error error;
        enum file_type type;
        bool found = file_type_of(root.path.ptr, &type, &error);
        if (found && type == FILE_OTHER)
            root.canonical = root.path; /* a shell's pipe, /dev/fd/63, is in no folder */
        else if (!found || !file_canonical(root.path.ptr, arena, &root.canonical, &error)) {
            report_unreadable(diag, root.path, error);
            continue;
        }
        if (inputs[i].root && !file_canonical(inputs[i].root, arena, &root.base, &error))
            report_unreadable(diag, str_from(inputs[i].root), error);
        root.is_folder = type == FILE_FOLDER;
        root.is_regular = type == FILE_REGULAR;
        root.path = arena_str(arena, trim_slashes(root.path));
        vec_push(roots, root);
    }
    if (roots->len)
        qsort(roots->ptr, roots->len, sizeof(*roots->ptr), order_roots);
}

/* A folder below another one that is named too is a part of that one. */
static bool is_covered(const struct root_vec *roots, size_t index)
{
    const struct root *root = &roots->ptr[index];
    for (size_t i = 0; i < roots->len; i++)
        if (i != index && roots->ptr[i].is_folder &&
            is_inside(root->canonical, roots->ptr[i].canonical) &&
            (i < index || !str_eq(root->canonical, roots->ptr[i].canonical)))
            return true;
    return false;
}

static void take_memory(struct walk *walk, const struct awsml_input *input)
{
    str name = arena_str(walk->arena, str_from(input->path));
    struct collect_document document = {
        .path = name,
        .relative = normal_name(walk->arena, name),
        .bytes = {input->bytes, input->len},
        .in_memory = true,
        .kind = str_ends_nocase(name, STR(".json")) ? COLLECT_JSON : COLLECT_MARKDOWN,
        .folder = *map_put(&walk->folders, STR(""), walk->folders.len, NULL), /* one of their own */
    };
    vec_push(&walk->found, (struct found){document, UINT32_MAX});
}

static int order_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->root != y->root)
        return x->root < y->root ? -1 : 1;
    int order = collect_order(x->document.relative, y->document.relative);
    if (!order)
        order = str_cmp(x->document.path, y->document.path);
    return order ? order : str_cmp(x->document.bytes, y->document.bytes);
}

static int order_folders(const void *a, const void *b)
{
    const struct collect_folder *x = a, *y = b;
    return collect_order(x->path, y->path);
}

/* The length of what both paths begin with, in whole parts. */
static size_t common_length(str a, str b)
{
    size_t at = 0, common = 0;
    for (; at < a.len && at < b.len && a.ptr[at] == b.ptr[at]; at++)
        if (a.ptr[at] == '/')
            common = at;
    bool a_ends = at == a.len, b_ends = at == b.len;
    if ((a_ends && b_ends) || (a_ends && b.ptr[at] == '/') || (b_ends && a.ptr[at] == '/'))
        common = at;
    return common;
}

/* A file's folder is the one that it counts from, if it lies in that. */
static str folder_of(const struct root *root)
{
    if (root->base.len && is_inside(root->canonical, root->base))
        return root->base;
    return root->is_folder ? root->canonical : parent_of(root->canonical);
}

static void find_common_folder(struct collected *ret, const struct root_vec *roots)
{
    const struct root *only = NULL;
    size_t count = 0;
    vec_for (struct root, root, roots) {
        if (!root->is_folder && !root->is_regular)
            continue;
        str folder = folder_of(root);
        size_t len = count++ ? common_length(ret->common, folder) : folder.len;
        ret->common = (str){folder.ptr, MAX(len, (size_t)1)};
        only = root;
    }
    ret->common_path = ret->common;
    if (count != 1 || only->base.len)
        return;
    str name = str_file_name(only->path);
    str parent = trim_slashes(str_sub(only->path, 0, only->path.len - name.len));
    ret->common_path = only->is_folder ? only->path : parent.len ? parent : STR(".");
}

str collect_relative(struct arena *arena, str folder, str canonical)
{
    size_t common = common_length(folder, canonical);
    str up = str_sub(folder, common, folder.len), down = str_sub(canonical, common, canonical.len);
    struct buf out = {0};
    for (str part; str_cut(&up, '/', &part);)
        if (part.len)
            buf_lit(&out, "../");
    while (str_starts(down, STR("/")))
        down = str_sub(down, 1, down.len);
    buf_put(&out, down);
    str relative = normal_name(arena, buf_take(&out, arena));
    buf_release(&out);
    return relative;
}

void collect(struct collected *ret, const struct awsml_input *inputs, size_t count,
             struct arena *arena, struct diag *diag)
{
    *ret = (struct collected){0};
    struct walk walk = {.arena = arena, .diag = diag, .out = ret};
    struct root_vec roots = {0};
    find_roots(&roots, inputs, count, arena, diag);

    for (int files = 0; files < 2; files++) /* folders first: a file of theirs is theirs */
        for (uint32_t i = 0; i < roots.len; i++) {
            walk.root = &roots.ptr[i];
            walk.root_index = i;
            if (walk.root->is_folder != !files)
                continue;
            if (files)
                take_file(&walk, walk.root);
            else if (!is_covered(&roots, i))
                walk_root(&walk, walk.root);
        }
    for (size_t i = 0; i < count; i++)
        if (inputs[i].bytes)
            take_memory(&walk, &inputs[i]);

    if (walk.found.len)
        qsort(walk.found.ptr, walk.found.len, sizeof(*walk.found.ptr), order_found);
    if (ret->folders.len)
        qsort(ret->folders.ptr, ret->folders.len, sizeof(*ret->folders.ptr), order_folders);
    find_common_folder(ret, &roots);
    vec_for (struct found, found, &walk.found)
        vec_push(&ret->documents, found->document);

    vec_release(&roots);
    vec_release(&walk.found);
    vec_release(&walk.links);
    map_release(&walk.seen);
    map_release(&walk.folders);
}

void collected_release(struct collected *collected)
{
    vec_release(&collected->documents);
    vec_release(&collected->folders);
    vec_release(&collected->locks);
    vec_release(&collected->lost);
}

bool collect_read(const struct collect_document *document, struct arena *arena, str *ret_bytes,
                  struct diag *diag)
{
    if (document->in_memory) {
        *ret_bytes = document->bytes;
        return true;
    }
    struct file_error error;
    if (file_read(document->path.ptr, SOURCE_MAX_BYTES, arena, ret_bytes, &error))
        return true;
    if (error.code == EFBIG)
        diag_file(diag, document->path, DIAG_TOO_LARGE, "split it",
                  "more than %d MiB; leaving the file out", SOURCE_MAX_BYTES >> 20);
    else
        report_unreadable(diag, document->path, error);
    return false;
}
