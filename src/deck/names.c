/* SPDX-License-Identifier: MIT */
/* Names as Anki wants them. */
#include "deck/names.h"

#include "base/utf8.h"

static str trim_level(str level)
{
    for (size_t before = level.len + 1; before != level.len;) {
        before = level.len;
        level = str_trim(level);
        if (str_starts(level, STR(":")))
            level = str_sub(level, 1, level.len);
        if (str_ends(level, STR(":")))
            level = str_sub(level, 0, level.len - 1);
    }
    return level;
}

/* One level; a `::` inside it, which would part it, becomes a single colon. */
static void put_level(struct buf *out, str level)
{
    struct buf clean = {0};
    for (size_t i = 0; i < level.len; i++) {
        char c = level.ptr[i];
        bool again = c == ':' && clean.len && clean.ptr[clean.len - 1] == ':';
        if (c != '"' && !again && (unsigned char)c >= 0x20 && c != 0x7F)
            buf_char(&clean, c);
    }
    level = trim_level(buf_str(&clean));
    if (level.len && out->len)
        buf_lit(out, "::");
    buf_put(out, level);
    buf_release(&clean);
}

void name_put_deck(struct buf *out, str name, bool levels)
{
    while (levels) {
        size_t at = str_find(name, STR("::"));
        if (at == SIZE_MAX)
            break;
        put_level(out, str_sub(name, 0, at));
        name = str_sub(name, at + 2, name.len);
    }
    put_level(out, name);
}

str name_tag(struct arena *arena, str tag)
{
    struct buf out = {0};
    tag = str_trim(tag);
    while (str_starts(tag, STR("#")))
        tag = str_sub(tag, 1, tag.len);
    for (size_t i = 0, len; i < tag.len; i += len) {
        int32_t c = utf8_at(tag, i, &len);
        bool blank = utf8_is_space(c);
        if (blank && out.len && out.ptr[out.len - 1] != '-')
            buf_char(&out, '-');
        else if (!blank && c >= 0x20 && c != 0x7F && c != '"')
            buf_put(&out, str_sub(tag, i, i + len));
    }
    str clean = buf_str(&out);
    while (clean.len && strchr("-:", clean.ptr[clean.len - 1]))
        clean.len--;
    while (clean.len && clean.ptr[0] == ':')
        clean = str_sub(clean, 1, clean.len);
    clean = arena_str(arena, clean);
    buf_release(&out);
    return clean;
}

/* The name of the folder that is the root: the path without what is relative to it. */
static str root_name(const struct source *source)
{
    str path = source->path;
    if (path.len <= source->relative.len || !str_ends(path, source->relative))
        return STR("Notes");
    path = str_sub(path, 0, path.len - source->relative.len);
    while (str_ends(path, STR("/")))
        path.len--;
    str name = str_file_name(path);
    return str_starts(name, STR(".")) || !name.len ? STR("Notes") : name;
}

static void put_folders(struct buf *out, str relative)
{
    str rest = relative, folder;
    while (str_cut(&rest, '/', &folder) && rest.ptr)
        put_level(out, folder);
}

str name_deck(struct arena *arena, const struct document *document, str title, bool is_single,
              str top)
{
    const struct front *front = &document->front;
    struct buf out = {0};
    name_put_deck(&out, top, true);
    size_t above = out.len;
    if (front->deck.len) {
        name_put_deck(&out, front->deck, true);
    } else if (front->parent.len) {
        put_level(&out, front->grand_parent);
        put_level(&out, front->parent);
        put_level(&out, title);
    } else {
        put_folders(&out, document->source->relative);
        if (!is_single)
            put_level(&out, title);
    }
    if (out.len == above && !above)
        put_level(&out, root_name(document->source));
    if (!out.len)
        put_level(&out, STR("Notes"));
    str name = buf_take(&out, arena);
    buf_release(&out);
    return utf8_nfc(arena, name);
}
