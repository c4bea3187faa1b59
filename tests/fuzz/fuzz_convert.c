/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as a Markdown document, to a deck and through all writers. */
#include "fuzz.h"

#include <awsml/deck.h>
#include <awsml/export.h>

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The first byte chooses the options, the rest is the document. What must hold whatever the bytes
 * are: no crash, no leak, the same deck twice, fields that cannot break their card, and outputs
 * that a reader takes back with as many notes as went in.
 */
struct seen {
    size_t count;
};

static void on_diag(void *user, const struct awsml_diag *diag)
{
    struct seen *seen = user;
    seen->count++;
    require(diag->slug && awsml_diag_info_find(diag->slug), "a slug without a row");
    require(diag->message.len > 0, "a message without words");
    require(!memchr(diag->message.ptr, '\n', diag->message.len), "a message of several lines");
    require(!diag->column || diag->width >= 1, "a column without a width");
    FILE *sink = fopen("/dev/null", "w");
    if (sink) {
        awsml_diag_print(sink, diag, 1);
        fclose(sink);
    }
}

static struct awsml_build_options build_options(unsigned char choice, struct seen *seen)
{
    static const char *const tags[] = {"exam", "  two words ", ""};
    struct awsml_build_options options = AWSML_BUILD_OPTIONS_INIT;
    options.on_diag = on_diag;
    options.user = seen;
    options.breaks = (enum awsml_breaks)(choice % 3);
    options.deck = choice & 4 ? "Top::\"\"::Level" : NULL;
    options.tags = tags;
    options.tag_count = choice & 8 ? 3 : 0;
    options.warnings_are_errors = (choice & 16) != 0;
    options.timestamp = 1700000000;
    return options;
}

/* --- fields --- */

/* A name of letters and digits behind `<` or `</`. */
static size_t tag_name(const char *at, const char *end)
{
    size_t n = 0;
    while (at + n < end && ((at[n] >= 'a' && at[n] <= 'z') || (at[n] >= '0' && at[n] <= '9')))
        n++;
    return n;
}

static bool is_void(const char *name, size_t len)
{
    return (len == 2 && (memcmp(name, "br", 2) == 0 || memcmp(name, "hr", 2) == 0)) ||
           (len == 5 && memcmp(name, "input", 5) == 0);
}

/* Every tag is one that the renderer writes, closed in the order in which it was opened. */
static void check_html(struct awsml_str html)
{
    const char *open[4096];
    size_t lens[4096], depth = 0;
    const char *at = html.ptr, *end = html.ptr + html.len;
    while (html.len && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        bool closes = at + 1 < end && at[1] == '/';
        const char *name = at + 1 + closes;
        size_t len = tag_name(name, end);
        const char *close = memchr(at, '>', (size_t)(end - at));
        require(len > 0, "a bare < in a field");
        require(close != NULL, "a tag without an end");
        if (closes) {
            require(depth > 0, "a closing tag too many");
            depth--;
            require(lens[depth] == len && memcmp(open[depth], name, len) == 0,
                    "tags closed in another order");
        } else if (!is_void(name, len)) {
            if (depth == sizeof(open) / sizeof(*open))
                return; /* deeper than is looked at */
            open[depth] = name;
            lens[depth++] = len;
        }
        at = close + 1;
    }
    require(depth == 0, "a tag is left open");
}

static void check_field(struct awsml_str field)
{
    require(is_utf8(field.ptr, field.len), "a field is not UTF-8");
    for (size_t i = 0; i < field.len; i++) {
        unsigned char c = (unsigned char)field.ptr[i];
        require(c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n', "a control character in a field");
    }
    check_html(field);
}

static void check_note(const struct awsml_note *note)
{
    require(note->guid.len == 11, "a GUID of another length");
    require(note->fields[AWSML_FIELD_FRONT].len > 0, "a note without a front");
    require(note->fields[AWSML_FIELD_BACK].len > 0, "a note without a back");
    require(note->deck.len > 0, "a note without a deck");
    require(note->line > 0, "a note without a line");
    require(note->cards != 0, "a note without cards");
    for (size_t i = 0; i < AWSML_FIELD_COUNT; i++)
        check_field(note->fields[i]);
    require(is_utf8(note->deck.ptr, note->deck.len), "a deck's name is not UTF-8");
    require(is_utf8(note->markdown.ptr, note->markdown.len), "Markdown is not UTF-8");
    for (uint32_t i = 0; i < note->tag_count; i++) {
        require(note->tags[i].len > 0, "an empty tag");
        require(!memchr(note->tags[i].ptr, ' ', note->tags[i].len), "a blank in a tag");
    }
}

static void check_deck(const struct awsml_deck *deck)
{
    for (size_t i = 0; i < awsml_deck_note_count(deck); i++) {
        const struct awsml_note *note = awsml_deck_note(deck, i);
        check_note(note);
        for (size_t j = 0; j < i && i < 200; j++) {
            struct awsml_str other = awsml_deck_note(deck, j)->guid;
            require(memcmp(other.ptr, note->guid.ptr, note->guid.len) != 0, "a GUID twice");
        }
    }
}

/* --- outputs --- */

static void check_json(const struct awsml_deck *deck, const char *bytes, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    require(root != NULL, "JSON that cannot be read back");
    require(json_array_size(json_object_get(root, "notes")) == awsml_deck_note_count(deck),
            "JSON with another number of notes");
    json_decref(root);
}

/* RFC 4180: rows of equally many fields; quotes stand around a field or doubled in it. */
static void check_csv(const char *bytes, size_t len)
{
    size_t fields = 0, in_row = 1;
    bool quoted = false, at_start = true, comment = true;
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        bool row_begins = i == 0 || (!quoted && bytes[i - 1] == '\n');
        if (comment && row_begins && c == '#') { /* Anki's headers, before the first row */
            while (i < len && bytes[i] != '\n')
                i++;
            continue;
        }
        comment = false;
        if (quoted) {
            if (c == '"' && i + 1 < len && bytes[i + 1] == '"')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            require(at_start, "a quote inside a CSV field");
            quoted = true;
        } else if (c == ',') {
            in_row++;
        } else if (c == '\n') {
            require(!fields || fields == in_row, "CSV rows of different lengths");
            fields = in_row;
            in_row = 1;
        }
        at_start = !quoted && (c == ',' || c == '\n');
    }
    require(!quoted, "a CSV field is left open");
}

static void export_all(const struct awsml_deck *deck, unsigned char choice, struct seen *seen)
{
    struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;
    options.on_diag = on_diag;
    options.user = seen;
    options.csv_style = (enum awsml_csv_style)((choice >> 5) % 3);
    const struct awsml_format *format;
    for (size_t i = 0; (format = awsml_format_at(i)) != NULL; i++) {
        void *bytes = NULL;
        size_t len = 0;
        if ((choice & 64) && strcmp(format->name, "apkg") == 0)
            continue; /* SQLite takes most of the time: not always */
        enum awsml_status status = awsml_export_memory(deck, format->name, &bytes, &len, &options);
        require(status == AWSML_OK, "a deck that cannot be written");
        if (strcmp(format->name, "json") == 0)
            check_json(deck, bytes, len);
        else if (strcmp(format->name, "csv") == 0)
            check_csv(bytes, len);
        else
            require(len > 4 && memcmp(bytes, "PK\3\4", 4) == 0, "a package that is no zip");
        awsml_free(bytes);
    }
}

static bool same(struct awsml_str a, struct awsml_str b)
{
    return a.len == b.len && (!a.len || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static void check_same(const struct awsml_deck *a, const struct awsml_deck *b)
{
    require(awsml_deck_note_count(a) == awsml_deck_note_count(b), "another number of notes");
    for (size_t i = 0; i < awsml_deck_note_count(a); i++) {
        const struct awsml_note *x = awsml_deck_note(a, i), *y = awsml_deck_note(b, i);
        require(same(x->guid, y->guid) && same(x->deck, y->deck), "another note at this place");
        for (size_t f = 0; f < AWSML_FIELD_COUNT; f++)
            require(same(x->fields[f], y->fields[f]), "another text in a field");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct seen seen = {0};
    struct awsml_build_options options = build_options(data[0], &seen);
    struct awsml_input input = {.path = "folder/note.md", .bytes = data + 1, .len = size - 1};
    struct awsml_deck *deck = NULL, *again = NULL;
    enum awsml_status status = awsml_deck_build(&deck, &input, 1, &options);
    require((status <= AWSML_PARTIAL) == (deck != NULL), "a status that does not fit the deck");
    require(status == AWSML_OK || seen.count > 0, "a failure without a message");
    require(awsml_deck_build(&again, &input, 1, &options) == status, "another status");
    if (deck) {
        check_deck(deck);
        check_same(deck, again);
        export_all(deck, data[0], &seen);
    }
    awsml_deck_free(deck);
    awsml_deck_free(again);
    return 0;
}
