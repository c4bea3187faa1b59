/* SPDX-License-Identifier: MIT */
/* Build time: data/services.yaml into a C file of constant tables (catalogue/index.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "catalogue/index.h"
#include "catalogue/load.h"

static void put_str(FILE *out, str text)
{
    fputs("{\"", out);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\' || c == '?') /* "??" begins a trigraph */
            fprintf(out, "\\%c", c);
        else
            putc(c, out);
    }
    fprintf(out, "\", %zu}", text.len);
}

static const char *kind_name(enum service_name_kind kind)
{
    switch (kind) {
    case SERVICE_NAME_FULL:
        return "SERVICE_NAME_FULL";
    case SERVICE_NAME_SHORT:
        return "SERVICE_NAME_SHORT";
    case SERVICE_NAME_EVERYDAY:
        break;
    }
    return "SERVICE_NAME_EVERYDAY";
}

static void put_services(FILE *out, const struct service *services, uint32_t count)
{
    fputs("static const struct service_name names[] = {\n", out);
    for (uint32_t s = 0; s < count; s++) {
        for (uint32_t n = 0; n < services[s].name_count; n++) {
            fputs("    {", out);
            put_str(out, services[s].names[n].text);
            fprintf(out, ", %s},\n", kind_name(services[s].names[n].kind));
        }
    }
    fputs("};\n\nconst struct service catalogue_builtin_services[] = {\n", out);
    for (uint32_t s = 0, first = 0; s < count; first += services[s++].name_count) {
        const str *const texts[] = {&services[s].id, &services[s].name, &services[s].category,
                                    &services[s].docs};
        fputs("    {", out);
        for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
            put_str(out, *texts[i]);
            fputs(", ", out);
        }
        fprintf(out, "&names[%u], %u, %d},\n", first, services[s].name_count, services[s].retired);
    }
    fprintf(out, "};\nconst uint32_t catalogue_builtin_service_count = %u;\n\n", count);
}

static void put_keys(FILE *out, const struct catalogue_key *keys, uint32_t count)
{
    fputs("const struct catalogue_key catalogue_builtin_keys[] = {\n", out);
    for (uint32_t i = 0; i < count; i++) {
        fputs("    {", out);
        put_str(out, keys[i].key);
        fprintf(out, ", %u, %u, %d},\n", keys[i].service, keys[i].name, keys[i].maker);
    }
    fprintf(out, "};\nconst uint32_t catalogue_builtin_key_count = %u;\n", count);
}

static bool read_file(const char *path, struct buf *buf)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    for (size_t got = 1; got > 0; buf->len += got)
        got = fread(buf_reserve(buf, 1 << 16), 1, 1 << 16, in);
    bool ok = !ferror(in);
    fclose(in);
    return ok;
}

static bool write_file(const char *path, struct arena *arena, const struct service *services,
                       uint32_t count)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    uint32_t key_count;
    const struct catalogue_key *keys = catalogue_keys(arena, services, count, &key_count);
    fputs("/* SPDX-License-Identifier: MIT */\n"
          "/* Made by src/catalogue/generate.c from data/services.yaml. */\n"
          "#include \"catalogue/index.h\"\n\n",
          out);
    put_services(out, services, count);
    put_keys(out, keys, key_count);
    bool ok = !ferror(out);
    return fclose(out) == 0 && ok;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s services.yaml builtin.c\n", argv[0]);
        return 2;
    }
    struct buf yaml = {0};
    struct arena arena = {0};
    struct service *services;
    uint32_t count;
    struct yaml_error error;
    int status = 1;
    if (!read_file(argv[1], &yaml))
        fprintf(stderr, "%s: error: cannot be read: %s\n", argv[1], strerror(errno));
    else if (!catalogue_load(&arena, buf_str(&yaml), &services, &count, &error))
        fprintf(stderr, "%s:%u:%u: error: %" STR_FMT "\n", argv[1], error.line, error.column,
                STR_ARG(error.message));
    else if (!write_file(argv[2], &arena, services, count))
        fprintf(stderr, "%s: error: cannot be written: %s\n", argv[2], strerror(errno));
    else
        status = 0;
    buf_release(&yaml);
    arena_release(&arena);
    return status;
}
