/* SPDX-License-Identifier: MIT */
/* Writes a deck fixture in every format and style: the writers alone, without any notes. */
#include <stdio.h>

#include "base/attr.h"
#include "deck_fixture.h"
#include "write/writer.h"

static const struct {
    const char *extension;
    enum awsml_csv_style style;
    const struct writer *writer;
} outputs[] = {
    {"apkg", AWSML_CSV_BASIC, &writer_apkg},     {"json", AWSML_CSV_BASIC, &writer_json},
    {"basic.csv", AWSML_CSV_BASIC, &writer_csv}, {"anki.csv", AWSML_CSV_ANKI, &writer_csv},
    {"plain.csv", AWSML_CSV_PLAIN, &writer_csv},
};

static bool save(const char *prefix, const char *extension, const struct buf *bytes)
{
    struct buf path = {0};
    buf_printf(&path, "%s.%s", prefix, extension);
    FILE *file = fopen(buf_cstr(&path), "wb");
    bool ok = file && fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len;
    if (file)
        ok = fclose(file) == 0 && ok;
    if (!ok)
        perror(path.ptr);
    buf_release(&path);
    return ok;
}

static bool export_all(const struct awsml_deck *deck, const char *prefix)
{
    struct diag diag = {0};
    struct buf bytes = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(outputs); i++) {
        struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;
        options.csv_style = outputs[i].style;
        buf_clear(&bytes);
        ok = outputs[i].writer->write(&bytes, deck, &options, &diag) &&
             save(prefix, outputs[i].extension, &bytes);
    }
    vec_for (struct awsml_diag, complaint, &diag.list)
        awsml_diag_print(stderr, complaint, 0);
    buf_release(&bytes);
    diag_release(&diag);
    return ok;
}

/* fixture-export DECK.json PREFIX: makes PREFIX.apkg, PREFIX.json, PREFIX.basic.csv … */
int main(int argc, char **argv)
{
    json_error_t error = {0};
    if (argc != 3) {
        fprintf(stderr, "usage: fixture-export DECK.json PREFIX\n");
        return 2;
    }
    struct deck_fixture fixture;
    bool ok = deck_fixture_init(&fixture, json_load_file(argv[1], 0, &error));
    if (!ok)
        fprintf(stderr, "%s:%d: not a deck: %s\n", argv[1], error.line, error.text);
    ok = ok && export_all(&fixture.deck, argv[2]);
    deck_fixture_release(&fixture);
    return ok ? 0 : 1;
}
