/* SPDX-License-Identifier: MIT */
/* The collection in a package: which entry it is, unpacked within bounds. */
#include "adopt/package.h"

#include "base/attr.h"
#include "base/file.h"

#include <string.h>
#include <zip.h>
#include <zstd.h>

enum { PIECE = 1 << 16, SQLITE_HEADER = 100 };

#define EXPORT_AGAIN "export the deck from Anki again (File > Export, .apkg)"

struct package {
    zip_t *archive;
    str path;
    struct diag *diag;
};

static bool fail(const struct package *package, const char *hint, const char *what)
{
    diag_file(package->diag, package->path, DIAG_BAD_PACKAGE, hint, "%s; writing nothing", what);
    return false;
}

/* --- unpacking --- */

/* What comes out of the ZIP, through zstd if there is a `stream`. */
struct unpacking {
    const struct package *package;
    struct buf *out;
    size_t begin; /* where the collection begins in `out` */
    ZSTD_DStream *stream;
    bool in_frame; /* zstd wants more */
};

/* Anything else than a database ends here (sqlite.org/fileformat2.html, 1.3). */
static bool check_size(const struct unpacking *unpacking)
{
    const unsigned char *bytes = (const unsigned char *)unpacking->out->ptr + unpacking->begin;
    size_t len = unpacking->out->len - unpacking->begin;
    if (len > PACKAGE_MAX_BYTES)
        return fail(unpacking->package, NULL, "the collection in it is too large");
    if (len >= SQLITE_HEADER && memcmp(bytes, "SQLite format 3", 16) != 0)
        return fail(unpacking->package, EXPORT_AGAIN, "what is in it is no collection");
    return true;
}

static bool take_zstd(struct unpacking *unpacking, str packed)
{
    ZSTD_inBuffer in = {packed.ptr, packed.len, 0};
    while (in.pos < in.size) {
        char *to = buf_reserve(unpacking->out, PIECE);
        ZSTD_outBuffer out = {to, PIECE, 0};
        size_t left = ZSTD_decompressStream(unpacking->stream, &out, &in);
        if (ZSTD_isError(left))
            return fail(unpacking->package, EXPORT_AGAIN, "the collection in it is damaged");
        unpacking->in_frame = left != 0;
        unpacking->out->len += out.pos;
        if (!check_size(unpacking))
            return false;
    }
    return true;
}

/* zstd may hold back what did not fit before: it is asked until it has nothing more. */
static bool end_zstd(struct unpacking *unpacking)
{
    while (unpacking->in_frame) {
        ZSTD_inBuffer in = {"", 0, 0};
        char *to = buf_reserve(unpacking->out, PIECE);
        ZSTD_outBuffer out = {to, PIECE, 0};
        size_t left = ZSTD_decompressStream(unpacking->stream, &out, &in);
        if (ZSTD_isError(left) || (left && !out.pos))
            return fail(unpacking->package, EXPORT_AGAIN, "the collection in it is damaged");
        unpacking->in_frame = left != 0;
        unpacking->out->len += out.pos;
        if (!check_size(unpacking))
            return false;
    }
    return true;
}

static bool take(struct unpacking *unpacking, str bytes)
{
    if (unpacking->stream)
        return take_zstd(unpacking, bytes);
    buf_put(unpacking->out, bytes);
    return check_size(unpacking);
}

static bool unpack_file(struct unpacking *unpacking, zip_file_t *file)
{
    char piece[PIECE];
    for (;;) {
        zip_int64_t got = zip_fread(file, piece, sizeof(piece));
        if (got < 0)
            return fail(unpacking->package, EXPORT_AGAIN, "the collection in it is damaged");
        if (!got)
            break;
        if (!take(unpacking, (str){piece, (size_t)got}))
            return false;
    }
    if (unpacking->stream && !end_zstd(unpacking))
        return false;
    if (unpacking->out->len - unpacking->begin < SQLITE_HEADER)
        return fail(unpacking->package, EXPORT_AGAIN, "what is in it is no collection");
    return true;
}

static bool unpack(const struct package *package, const char *name, bool is_zstd, struct buf *out)
{
    zip_file_t *file = zip_fopen(package->archive, name, 0);
    if (!file)
        return fail(package, EXPORT_AGAIN, "the collection in it cannot be opened");
    struct unpacking unpacking = {.package = package, .out = out, .begin = out->len};
    if (is_zstd)
        unpacking.stream = ZSTD_createDStream();
    bool ok = !is_zstd || unpacking.stream ? unpack_file(&unpacking, file)
                                           : fail(package, NULL, "zstd has no memory");
    ZSTD_freeDStream(unpacking.stream);
    zip_fclose(file);
    return ok;
}

/* --- which entry --- */

static bool has(const struct package *package, const char *name)
{
    return zip_name_locate(package->archive, name, 0) >= 0;
}

/* The message PackageMetadata: field 1, a number below 128 in all that exist. */
static int version(const struct package *package)
{
    unsigned char bytes[8];
    zip_file_t *file = zip_fopen(package->archive, "meta", 0);
    zip_int64_t got = file ? zip_fread(file, bytes, sizeof(bytes)) : -1;
    if (file)
        zip_fclose(file);
    return got >= 2 && bytes[0] == 0x08 ? bytes[1] : -1;
}

/* Newer packages hold a collection.anki2 too, which tells old versions of Anki that they are old.
 */
static bool read_collection(const struct package *package, struct buf *out)
{
    enum { NEWEST = 3 };
    if (has(package, "meta")) {
        int its = version(package);
        if (its < 0 || its > NEWEST)
            return fail(package,
                        "a newer awsml-export may read it; or tick \"Support older Anki "
                        "versions\" when you export",
                        "this kind of package is unknown");
    }
    if (has(package, "collection.anki21b"))
        return unpack(package, "collection.anki21b", true, out);
    if (has(package, "collection.anki21"))
        return unpack(package, "collection.anki21", false, out);
    if (has(package, "collection.anki2"))
        return unpack(package, "collection.anki2", false, out);
    return fail(package, EXPORT_AGAIN, "there is no collection in it");
}

bool package_read(struct buf *out, str path, struct diag *diag)
{
    struct arena arena = {0};
    struct package package = {.path = path, .diag = diag};
    const char *name = arena_cstr(&arena, path);
    enum file_type type;
    struct file_error error;
    bool ok = false;
    if (!file_type_of(name, &type, &error)) {
        diag_file(diag, path, DIAG_CANNOT_READ, NULL, "cannot %s it: %s", error.operation,
                  strerror(error.code));
    } else if (type != FILE_REGULAR) { /* libzip would wait for a pipe */
        fail(&package, "name an .apkg or .colpkg file", "this is no file");
    } else {
        int code;
        package.archive = zip_open(name, ZIP_RDONLY, &code);
        ok = package.archive ? read_collection(&package, out)
                             : fail(&package, EXPORT_AGAIN, "this is no package that can be read");
    }
    if (package.archive)
        zip_discard(package.archive);
    arena_release(&arena);
    return ok;
}
