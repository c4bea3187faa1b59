/* SPDX-License-Identifier: MIT */
/*
 * Comma-separated values (RFC 4180), in three styles: for any Anki, for an Anki that has our note
 * types, and for spreadsheets. Every cell is quoted: Anki drops lines that begin with a bare '#',
 * and guesses by unquoted signs.
 */
#include "write/writer.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/map.h"
#include "deck/note_type.h"
#include "write/cloze.h"
#include "write/deck_ids.h"
#include "write/html_text.h"
#include "write/import_order.h"

/* A cell; its row goes on until end_row(). */
static void put_cell(struct buf *out, str text)
{
    bool first = !out->len || out->ptr[out->len - 1] == '\n';
    buf_put(out, first ? STR("\"") : STR(",\""));
    for (size_t at; (at = str_find_char(text, '"')) != SIZE_MAX;) {
        buf_put(out, str_sub(text, 0, at));
        buf_lit(out, "\"\"");
        text = str_sub(text, at + 1, text.len);
    }
    buf_put(out, text);
    buf_char(out, '"');
}

static void end_row(struct buf *out)
{
    buf_lit(out, "\r\n");
}

static str join_tags(struct buf *scratch, const struct awsml_note *note)
{
    buf_clear(scratch);
    for (uint32_t i = 0; i < note->tag_count; i++) {
        buf_put(scratch, i ? STR(" ") : STR(""));
        buf_put(scratch, note->tags[i]);
    }
    return buf_str(scratch);
}

/*
 * The deck as Anki shall name it: text import finds a deck only by its exact name. A name of
 * nothing but digits it takes for an id; the blank before it is not kept.
 */
static void put_deck(struct buf *out, struct buf *scratch, const struct deck_ids *ids,
                     const struct awsml_note *note)
{
    str name = deck_ids_of(ids, note)->name;
    bool all_digits = name.len > 0;
    for (size_t i = 0; i < name.len; i++)
        all_digits = all_digits && ascii_is_digit(name.ptr[i]);
    buf_clear(scratch);
    buf_put(scratch, all_digits ? STR(" ") : STR(""));
    buf_put(scratch, name);
    put_cell(out, buf_str(scratch));
}

struct basic {
    struct buf *out;
    struct deck_ids ids;
    struct buf front, back, scratch;
    struct map fronts; /* stripped front → how often it was wanted */
    struct arena keys;
};

#define SMALL_BEGIN "<div><small>"
#define SMALL_END   "</small></div>"

static void put_block(struct buf *html, const char *begin, str content, const char *end)
{
    if (!content.len)
        return;
    buf_put(html, str_from(begin));
    buf_put(html, content);
    buf_put(html, str_from(end));
}

static void put_small(struct buf *html, str content)
{
    put_block(html, SMALL_BEGIN, content, SMALL_END);
}

/*
 * Without GUIDs Anki knows a row by its first field, as html_strip() makes it: rows with the same
 * one would become one note. So a front that was there already says from which file it is, and
 * failing that how many came before it. A reverse question does not name its file: that might
 * give the answer away.
 */
static void make_front_unique(struct basic *basic, const struct awsml_note *note, bool name_file)
{
    for (size_t base = basic->front.len;;) {
        bool is_new;
        buf_clear(&basic->scratch);
        html_strip(&basic->scratch, buf_str(&basic->front));
        str key = arena_str(&basic->keys, buf_str(&basic->scratch));
        uint32_t *count = map_put(&basic->fronts, key, 1, &is_new);
        if (is_new)
            return;
        basic->front.len = base;
        if (name_file) {
            name_file = false;
            buf_lit(&basic->front, SMALL_BEGIN "(");
            escape_html(&basic->front, note->file);
            buf_lit(&basic->front, ")" SMALL_END);
            base = basic->front.len;
        } else {
            buf_printf(&basic->front, SMALL_BEGIN "(%" PRIu32 ")" SMALL_END, ++*count);
        }
    }
}

static void put_front(struct basic *basic, const struct awsml_note *note)
{
    put_small(&basic->front, note->fields[AWSML_FIELD_CONTEXT]);
    put_block(&basic->front, "<div>", note->fields[AWSML_FIELD_FRONT], "</div>");
    put_block(&basic->front, "<details><summary>Hint</summary>", note->fields[AWSML_FIELD_HINT],
              "</details>");
}

static void put_ending(struct basic *basic, str extra, str source)
{
    put_block(&basic->back, "<div>", extra, "</div>");
    put_small(&basic->back, source);
}

/* Makes front and back of one card; true if its question may name the file it is from. */
static bool make_sides(struct basic *basic, const struct awsml_note *note, unsigned ord)
{
    const str *fields = note->fields;
    if (note->type == AWSML_NOTE_TYPE_CLOZE) {
        put_small(&basic->front, fields[CLOZE_FIELD_CONTEXT]);
        cloze_side(&basic->front, fields[CLOZE_FIELD_TEXT], ord + 1, true);
        cloze_side(&basic->back, fields[CLOZE_FIELD_TEXT], ord + 1, false);
        put_ending(basic, fields[CLOZE_FIELD_EXTRA], fields[CLOZE_FIELD_SOURCE]);
        return true;
    }
    if (ord == NOTE_TEMPLATE_REVERSE) {
        buf_put(&basic->front, fields[AWSML_FIELD_REVERSE]);
        put_small(&basic->back, fields[AWSML_FIELD_CONTEXT]);
        put_block(&basic->back, "<div>", fields[AWSML_FIELD_FRONT], "</div>");
    } else {
        put_front(basic, note);
        if (ord == NOTE_TEMPLATE_TYPED) { /* a line to fill stands for the box to type in */
            buf_lit(&basic->front, "<div>________</div>");
            put_block(&basic->back, "<div>", fields[AWSML_FIELD_TYPED], "</div>");
        }
        buf_put(&basic->back, fields[AWSML_FIELD_BACK]);
    }
    put_ending(basic, fields[AWSML_FIELD_EXTRA], fields[AWSML_FIELD_SOURCE]);
    return ord != NOTE_TEMPLATE_REVERSE;
}

static void put_basic_card(struct basic *basic, const struct awsml_note *note, unsigned ord)
{
    buf_clear(&basic->front);
    buf_clear(&basic->back);
    make_front_unique(basic, note, make_sides(basic, note, ord));
    put_deck(basic->out, &basic->scratch, &basic->ids, note);
    put_cell(basic->out, buf_str(&basic->front));
    put_cell(basic->out, buf_str(&basic->back));
    put_cell(basic->out, join_tags(&basic->scratch, note));
    end_row(basic->out);
}

/* The cards of another tool's note type are not ours to tell apart: one from front to back. */
static void put_basic_note(struct basic *basic, const struct awsml_note *note)
{
    uint32_t cards = note->foreign ? 1 : note->cards;
    for (unsigned ord = 0; ord < 32; ord++)
        if (cards >> ord & 1)
            put_basic_card(basic, note, ord);
}

static void write_basic(struct buf *out, const struct awsml_deck *deck)
{
    struct basic basic = {.out = out};
    deck_ids_make(&basic.ids, deck);
    buf_lit(out, "#separator:Comma\r\n#html:true\r\n#deck column:1\r\n#tags column:4\r\n");
    struct note_order order = {0};
    import_order(&order, deck, &basic.ids);
    vec_for (uint32_t, index, &order)
        put_basic_note(&basic, &deck->notes.ptr[*index]);
    vec_release(&order);
    buf_release(&basic.front);
    buf_release(&basic.back);
    buf_release(&basic.scratch);
    map_release(&basic.fronts);
    arena_release(&basic.keys);
    deck_ids_release(&basic.ids);
}

/* All rows are equally wide: some Anki count the columns of the first one. */
static void write_anki(struct buf *out, const struct awsml_deck *deck)
{
    struct buf scratch = {0};
    struct deck_ids ids;
    struct note_order order = {0};
    deck_ids_make(&ids, deck);
    import_order(&order, deck, &ids);
    buf_lit(out, "#separator:Comma\r\n#html:true\r\n#guid column:1\r\n#notetype column:2\r\n"
                 "#deck column:3\r\n#tags column:4\r\n");
    uint32_t width = AWSML_FIELD_COUNT;
    for (size_t i = 0; i < deck->note_types.len; i++)
        width = MAX(width, deck->note_types.ptr[i]->field_count);
    vec_for (uint32_t, index, &order) {
        const struct awsml_note *note = &deck->notes.ptr[*index];
        put_cell(out, note->guid);
        put_cell(out, deck_note_type_name(note));
        put_deck(out, &scratch, &ids, note);
        put_cell(out, join_tags(&scratch, note));
        for (uint32_t i = 0; i < width; i++)
            put_cell(out, i < deck_note_field_count(note) ? deck_note_field(note, i) : STR(""));
        end_row(out);
    }
    buf_release(&scratch);
    vec_release(&order);
    deck_ids_release(&ids);
}

/*
 * Whether a spreadsheet might take the text for a formula: it begins, blanks and quotes apart,
 * with one of = + - @ or their full-width forms, or with a tab or a line end.
 */
static bool looks_like_formula(str text)
{
    static const str signs[] = {
        STR_INIT("="),  STR_INIT("+"),  STR_INIT("-"),  STR_INIT("@"),
        STR_INIT("＝"), STR_INIT("＋"), STR_INIT("－"), STR_INIT("＠"),
    };
    if (text.len && ascii_is_space(text.ptr[0]) && text.ptr[0] != ' ')
        return true;
    text = str_trim_left(text);
    while (text.len && (text.ptr[0] == '"' || text.ptr[0] == '\''))
        text = str_trim_left(str_sub(text, 1, text.len));
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(text, signs[i]))
            return true;
    return false;
}

/* The apostrophe is the spreadsheets' own sign for "this is text". */
static void put_plain(struct buf *out, struct buf *scratch, str text)
{
    if (!looks_like_formula(text)) {
        put_cell(out, text);
        return;
    }
    buf_clear(scratch);
    buf_char(scratch, '\'');
    buf_put(scratch, text);
    put_cell(out, buf_str(scratch));
}

struct plain {
    struct buf *out;
    struct buf html, text, scratch;
};

static void put_html(struct plain *plain, str html)
{
    buf_clear(&plain->text);
    html_text(&plain->text, html);
    put_plain(plain->out, &plain->scratch, buf_str(&plain->text));
}

static void put_cloze(struct plain *plain, str html, bool is_question)
{
    buf_clear(&plain->html);
    cloze_side(&plain->html, html, 0, is_question);
    put_html(plain, buf_str(&plain->html));
}

static const char plain_titles[] = "\"deck\",\"front\",\"back\",\"reverse\",\"typed\",\"hint\","
                                   "\"context\",\"extra\",\"tags\",\"note type\",\"rule\","
                                   "\"file\",\"line\",\"guid\"\r\n";

static void put_plain_fields(struct plain *plain, const struct awsml_note *note)
{
    if (note->type == AWSML_NOTE_TYPE_NOTE) {
        for (uint32_t i = AWSML_FIELD_FRONT; i <= AWSML_FIELD_EXTRA; i++)
            put_html(plain, note->fields[i]);
        return;
    }
    put_cloze(plain, note->fields[CLOZE_FIELD_TEXT], true);
    put_cloze(plain, note->fields[CLOZE_FIELD_TEXT], false);
    for (int i = 0; i < 3; i++) /* reverse, typed, hint */
        put_cell(plain->out, STR(""));
    put_html(plain, note->fields[CLOZE_FIELD_CONTEXT]);
    put_html(plain, note->fields[CLOZE_FIELD_EXTRA]);
}

static void write_plain(struct buf *out, const struct awsml_deck *deck)
{
    struct plain plain = {.out = out};
    buf_lit(out, plain_titles);
    vec_for (const struct awsml_note, note, &deck->notes) {
        char line[16];
        int digits = snprintf(line, sizeof(line), "%" PRIu32, note->line);
        put_plain(out, &plain.scratch, note->deck);
        put_plain_fields(&plain, note);
        put_plain(out, &plain.scratch, join_tags(&plain.text, note));
        put_plain(out, &plain.scratch, deck_note_type_name(note));
        put_plain(out, &plain.scratch, str_from(note->rule));
        put_plain(out, &plain.scratch, note->file);
        put_cell(out, (str){line, (size_t)digits});
        put_cell(out, note->guid);
        end_row(out);
    }
    buf_release(&plain.html);
    buf_release(&plain.text);
    buf_release(&plain.scratch);
}

static bool write_csv(struct buf *out, const struct awsml_deck *deck,
                      const struct awsml_export_options *options, struct diag *diag)
{
    (void)diag;
    switch (options->csv_style) {
    case AWSML_CSV_BASIC:
        write_basic(out, deck);
        break;
    case AWSML_CSV_ANKI:
        write_anki(out, deck);
        break;
    case AWSML_CSV_PLAIN:
        write_plain(out, deck);
        break;
    }
    return true;
}

const struct writer writer_csv = {
    .format = {"csv", ".csv", "comma-separated values, for Anki's text import or a spreadsheet"},
    .write = write_csv,
};
