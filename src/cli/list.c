/* SPDX-License-Identifier: MIT */
/* --list and --stats. */
#include "cli/list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"

/* The entities that fields hold (base/escape.h), and the blank that people write. */
static const struct {
    const char *entity;
    char c;
} entities[] = {
    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&nbsp;", ' '},
};

static size_t put_entity(FILE *out, struct awsml_str html)
{
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
        size_t len = strlen(entities[i].entity);
        if (html.len >= len && memcmp(html.ptr, entities[i].entity, len) == 0) {
            fputc(entities[i].c, out);
            return len;
        }
    }
    fputc('&', out);
    return 1;
}

/* The length of a control character at the front, which could rewrite a terminal; or 0. */
static size_t control_length(struct awsml_str text)
{
    unsigned char c = (unsigned char)text.ptr[0];
    if (c == 0xC2 && text.len > 1 && (unsigned char)text.ptr[1] < 0xA0)
        return 2; /* U+0080 to U+009F */
    return c < ' ' || c == 0x7F;
}

/* The text on one line. */
static void put_text(FILE *out, struct awsml_str text)
{
    while (text.len) {
        size_t control = control_length(text), len = control ? control : 1;
        fputc(control ? ' ' : text.ptr[0], out);
        text.ptr += len;
        text.len -= len;
    }
}

/* What a field shows, on one line: without tags, runs of blanks as one. */
static void put_html(FILE *out, struct awsml_str html)
{
    int blank = 1; /* none at the front */
    while (html.len) {
        const char *end = html.ptr[0] == '<' ? memchr(html.ptr, '>', html.len) : NULL;
        size_t len = end ? (size_t)(end - html.ptr) + 1 : control_length(html);
        int is_break = end && len > 3 && memcmp(html.ptr, "<br", 3) == 0;
        if (html.ptr[0] == ' ' || is_break || (len && !end)) {
            if (!blank)
                fputc(' ', out);
            blank = 1;
            len += !len;
        } else if (!end) {
            len = 1;
            if (html.ptr[0] == '&')
                len = put_entity(out, html);
            else
                fputc(html.ptr[0], out);
            blank = 0;
        }
        html.ptr += len;
        html.len -= len;
    }
}

void list_notes(FILE *out, const struct awsml_deck *deck)
{
    for (size_t i = 0; i < awsml_deck_note_count(deck); i++) {
        const struct awsml_note *note = awsml_deck_note(deck, i);
        fprintf(out, "%s\t", note->rule);
        put_text(out, note->deck);
        fputc('\t', out);
        put_html(out, note->fields[AWSML_FIELD_FRONT]);
        fputc('\t', out);
        put_text(out, note->file);
        fprintf(out, ":%u\n", note->line);
    }
}

struct count {
    struct awsml_str name;
    size_t notes, cards;
};

struct counts {
    struct count *rows;
    size_t len;
};

static size_t card_count(const struct awsml_note *note)
{
    size_t cards = 0;
    for (uint32_t bits = note->cards; bits; bits &= bits - 1)
        cards++;
    return cards;
}

static void add_note(struct count *row, const struct awsml_note *note)
{
    row->notes++;
    row->cards += card_count(note);
}

static void count_rule(struct counts *counts, const struct awsml_note *note)
{
    size_t i = 0, len = strlen(note->rule);
    while (i < counts->len && (counts->rows[i].name.len != len ||
                               memcmp(counts->rows[i].name.ptr, note->rule, len) != 0))
        i++;
    if (i == counts->len) {
        counts->rows = memory_grow(counts->rows, (counts->len + 1) * sizeof(*counts->rows));
        counts->rows[counts->len++] = (struct count){.name = {note->rule, len}};
    }
    add_note(&counts->rows[i], note);
}

static void put_counts(FILE *out, const char *title, const struct counts *counts)
{
    fprintf(out, "\n%7s %7s  %s\n", "notes", "cards", title);
    for (size_t i = 0; i < counts->len; i++) {
        fprintf(out, "%7zu %7zu  ", counts->rows[i].notes, counts->rows[i].cards);
        put_text(out, counts->rows[i].name);
        fputc('\n', out);
    }
}

void list_stats(FILE *out, const struct awsml_deck *deck)
{
    struct counts rules = {0}, decks = {.len = awsml_deck_name_count(deck)};
    decks.rows = memory_grow(NULL, decks.len * sizeof(*decks.rows));
    for (size_t i = 0; i < decks.len; i++)
        decks.rows[i] = (struct count){.name = awsml_deck_name(deck, i)};
    for (size_t i = 0; i < awsml_deck_note_count(deck); i++) {
        const struct awsml_note *note = awsml_deck_note(deck, i);
        count_rule(&rules, note);
        add_note(&decks.rows[note->deck_index], note);
    }
    fprintf(out, "%7zu documents\n%7zu notes\n%7zu cards\n", awsml_deck_document_count(deck),
            awsml_deck_note_count(deck), awsml_deck_card_count(deck));
    put_counts(out, "rule", &rules);
    put_counts(out, "deck", &decks);
    free(rules.rows);
    free(decks.rows);
}

/* In the order in which a note is counted: under the first that holds. */
static const struct {
    unsigned bit;
    const char *name;
} change_names[] = {
    {AWSML_CHANGE_NEW, "new"},           {AWSML_CHANGE_ADOPTED, "adopted"},
    {AWSML_CHANGE_RETIRED, "retired"},   {AWSML_CHANGE_RETURNED, "back"},
    {AWSML_CHANGE_REWORDED, "reworded"}, {AWSML_CHANGE_MOVED, "moved"},
    {AWSML_CHANGE_CONTENT, "changed"},   {AWSML_CHANGE_DECK, "deck"},
    {AWSML_IS_RETIRED, "gone"},          {AWSML_IS_LAST_KNOWN, "unreadable"},
};
enum { CHANGE_NAMES = sizeof(change_names) / sizeof(change_names[0]) };

static int change_index(unsigned changes)
{
    for (int i = 0; i < CHANGE_NAMES; i++)
        if (changes & change_names[i].bit)
            return i;
    return CHANGE_NAMES;
}

static void put_change(FILE *out, const struct awsml_note *note)
{
    const char *before = "";
    for (int i = 0; i < CHANGE_NAMES; i++) {
        int told = note->changes & AWSML_CHANGE_RETIRED && change_names[i].bit == AWSML_IS_RETIRED;
        if (!(note->changes & change_names[i].bit) || told)
            continue;
        fprintf(out, "%s%s", before, change_names[i].name);
        before = "+";
    }
    fprintf(out, "%s\t", note->changes ? "" : "unchanged");
    put_text(out, note->file);
    fprintf(out, note->line ? ":%u\t" : "\t", note->line);
    put_text(out, note->front_markdown);
    if (note->old_front.len) {
        fputs("\twas: ", out);
        put_text(out, note->old_front);
    }
    if (note->old_file.len) {
        fputs("\tfrom: ", out);
        put_text(out, note->old_file);
    }
    if (note->old_deck.len) {
        fputs("\tdeck: ", out);
        put_text(out, note->old_deck);
        fputs(" -> ", out);
        put_text(out, note->deck);
    }
    if (note->changes & (AWSML_IS_RETIRED | AWSML_CHANGE_DECK)) {
        fputs("\tguid: ", out);
        put_text(out, note->guid);
        fprintf(out, "\tnid:%" PRId64, note->id);
    }
    fputc('\n', out);
}

void list_changes(FILE *out, const struct awsml_deck *deck, int all)
{
    size_t counts[CHANGE_NAMES + 1] = {0};
    for (size_t i = 0; i < awsml_deck_note_count(deck); i++) {
        const struct awsml_note *note = awsml_deck_note(deck, i);
        counts[change_index(note->changes)]++;
        if (note->changes || all)
            put_change(out, note);
    }
    for (int i = 0; i < CHANGE_NAMES; i++)
        if (counts[i] || change_names[i].bit < AWSML_CHANGE_DECK)
            fprintf(out, "%7zu %s\n", counts[i], change_names[i].name);
    fprintf(out, "%7zu unchanged\n", counts[CHANGE_NAMES]);
}
