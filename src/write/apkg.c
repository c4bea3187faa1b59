/* SPDX-License-Identifier: MIT */
/* Anki's package: a ZIP of the database, a list of media, and the media under their numbers. */
#include "write/writer.h"

#include "write/collection.h"
#include "write/deflate.h"
#include "write/json_out.h"
#include "write/zip.h"

/* {"0":"name", …} (anki rslib/src/import_export/package/media.rs) */
static void put_media_list(struct buf *out, const struct awsml_deck *deck)
{
    buf_char(out, '{');
    for (size_t i = 0; i < deck->media.len; i++) {
        buf_printf(out, "%s\"%zu\":", i ? "," : "", i);
        json_out_string(out, deck->media.ptr[i].name);
    }
    buf_char(out, '}');
}

static bool deflate_collection(struct deflated *ret, const struct awsml_deck *deck,
                               struct diag *diag)
{
    struct collection *collection = collection_build(deck, diag);
    if (!collection)
        return false;
    bool ok = deflate_bytes(ret, collection_bytes(collection));
    if (!ok)
        diag_file(diag, STR(""), DIAG_INTERNAL, NULL, "the collection cannot be compressed");
    collection_free(collection);
    return ok;
}

static bool write_apkg(struct buf *out, const struct awsml_deck *deck,
                       const struct awsml_export_options *options, struct diag *diag)
{
    (void)options;
    struct deflated database = {0};
    if (!deflate_collection(&database, deck, diag))
        return false;
    struct arena arena = {0};
    struct buf media = {0};
    put_media_list(&media, deck);
    size_t count = 2 + deck->media.len;
    struct zip_entry *entries = arena_array(&arena, struct zip_entry, count);
    entries[0] = (struct zip_entry){"collection.anki2", &database, STR("")};
    entries[1] = (struct zip_entry){"media", NULL, buf_str(&media)};
    for (size_t i = 0; i < deck->media.len; i++)
        entries[2 + i] =
            (struct zip_entry){arena_printf(&arena, "%zu", i).ptr, NULL, deck->media.ptr[i].bytes};
    bool ok = zip_pack(out, entries, count, diag);
    buf_release(&media);
    arena_release(&arena);
    deflated_release(&database);
    return ok;
}

const struct writer writer_apkg = {
    .format = {"apkg", ".apkg", "Anki's package: notes, cards and media"},
    .write = write_apkg,
};
