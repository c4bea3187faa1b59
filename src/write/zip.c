/* SPDX-License-Identifier: MIT */
/* Packs finished data: libzip writes the structure, and copies what is deflated already. */
#include "write/zip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/attr.h"
#include "base/mem.h"

/* 1980-01-01, the first day that a ZIP file knows. */
enum { DOS_DATE = 1 << 5 | 1, DOS_TIME = 0 };

/* What a source reads from; released with the source. */
struct reader {
    const struct deflated *data;
    size_t at;
};

static zip_int64_t read_some(struct reader *reader, void *data, zip_uint64_t len)
{
    size_t count = MIN(reader->data->len - reader->at, (size_t)len);
    memcpy(data, (const char *)reader->data->bytes + reader->at, count);
    reader->at += count;
    return (zip_int64_t)count;
}

/* A size, a checksum and a method in the answer make libzip copy the data as it is. */
static zip_int64_t describe(const struct deflated *data, zip_stat_t *ret_stat)
{
    zip_stat_init(ret_stat);
    ret_stat->comp_method = ZIP_CM_DEFLATE;
    ret_stat->crc = data->crc;
    ret_stat->size = data->plain_len;
    ret_stat->comp_size = data->len;
    ret_stat->valid = ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    return (zip_int64_t)sizeof(*ret_stat);
}

static zip_int64_t source_command(void *user, void *data, zip_uint64_t len, zip_source_cmd_t cmd)
{
    struct reader *reader = user;
    switch ((int)cmd) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    case ZIP_SOURCE_OPEN:
        reader->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_some(reader, data, len);
    case ZIP_SOURCE_CLOSE:
        return 0;
    case ZIP_SOURCE_STAT:
        return describe(reader->data, data);
    case ZIP_SOURCE_ERROR: /* two ints: there never is one */
        memset(data, 0, 2 * sizeof(int));
        return 2 * sizeof(int);
    case ZIP_SOURCE_FREE:
        free(reader);
        return 0;
    default:
        return -1;
    }
}

static zip_source_t *deflated_source(zip_t *archive, const struct deflated *data)
{
    struct reader *reader = mem_zalloc(1, sizeof(*reader));
    reader->data = data;
    zip_source_t *source = zip_source_function(archive, source_command, reader);
    if (!source)
        free(reader);
    return source;
}

static bool add_entry(zip_t *archive, const struct zip_entry *entry)
{
    zip_source_t *source = entry->deflated
                               ? deflated_source(archive, entry->deflated)
                               : zip_source_buffer(archive, entry->plain.ptr, entry->plain.len, 0);
    if (!source)
        return false;
    zip_int64_t index = zip_file_add(archive, entry->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t at = (zip_uint64_t)index;
    zip_int32_t method = entry->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return zip_set_file_compression(archive, at, method, 0) == 0 &&
           zip_file_set_dostime(archive, at, DOS_TIME, DOS_DATE, 0) == 0;
}

/* Appends what the closed archive left in its source. */
static bool take_image(struct buf *out, zip_source_t *image)
{
    zip_stat_t stat;
    if (zip_source_open(image) < 0)
        return false;
    bool ok = zip_source_stat(image, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE);
    if (ok) {
        char *to = buf_reserve(out, (size_t)stat.size);
        zip_int64_t got = zip_source_read(image, to, stat.size);
        ok = got >= 0 && (zip_uint64_t)got == stat.size;
        out->len += ok ? (size_t)got : 0;
    }
    zip_source_close(image);
    return ok;
}

bool zip_pack(struct buf *out, const struct zip_entry *entries, size_t count, struct diag *diag)
{
    bool ok = false;
    zip_error_t error;
    zip_error_init(&error);
    zip_t *archive = NULL;
    zip_source_t *image = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!image || !(archive = zip_open_from_source(image, ZIP_TRUNCATE, &error)))
        goto out;
    zip_source_keep(image); /* or closing the archive would take it away */
    for (size_t i = 0; i < count; i++)
        if (!add_entry(archive, &entries[i])) {
            zip_error_set(&error, zip_error_code_zip(zip_get_error(archive)), 0);
            goto out;
        }
    if (zip_close(archive) < 0) {
        zip_error_set(&error, zip_error_code_zip(zip_get_error(archive)), 0);
        goto out;
    }
    archive = NULL;
    ok = take_image(out, image);
out:
    if (!ok)
        diag_file(diag, STR(""), DIAG_INTERNAL, NULL, "libzip cannot make the package: %s",
                  zip_error_strerror(&error));
    if (archive)
        zip_discard(archive);
    zip_source_free(image);
    zip_error_fini(&error);
    return ok;
}
