/* SPDX-License-Identifier: MIT */
/* The two note types: names, ids, templates. */
#include "deck/note_type.h"

#include "base/attr.h"
#include "deck/card_css.inc"
#include "deck/deck.h"

/*
 * Every id below is arbitrary, and frozen. Texts of templates may change; then `mod` must rise, or
 * Anki keeps the ones it has.
 */
#define MOD 1764000000

#define CONTEXT "{{#Context}}<div class=\"context\" dir=\"auto\">{{Context}}</div>{{/Context}}\n"
#define FRONT   "<div class=\"front\" dir=\"auto\">{{Front}}</div>\n"
#define BACK    "<div class=\"back\" dir=\"auto\">{{Back}}</div>\n"
#define HINT    "{{#Hint}}<div class=\"prompt\" dir=\"auto\">{{hint:Hint}}</div>{{/Hint}}\n"
#define EXTRA   "{{#Extra}}<div class=\"extra\" dir=\"auto\">{{Extra}}</div>{{/Extra}}\n"
#define SOURCE  "{{#Source}}<div class=\"source\" dir=\"auto\">{{Source}}</div>{{/Source}}\n"
#define TYPED   "<div class=\"prompt\">{{type:Typed}}</div>\n"

#define BOX(content) "<div class=\"awsml\">\n" content "</div>"
#define LINE         "\n\n<hr id=answer>\n\n"

static const struct note_type_field note_fields[] = {
    {"Front", 5520022972136152}, {"Back", 6097183038703322},   {"Reverse", 2669763478332762},
    {"Typed", 3726636518472790}, {"Hint", 2531673723525370},   {"Context", 3418749848971401},
    {"Extra", 3324752574698745}, {"Source", 4380587139917973},
};

/*
 * In the order of enum note_template. Context and Source name the answer of a reverse question:
 * they show on its answer alone.
 */
static const struct note_type_template note_templates[] = {
    {"Forward", 5166077898029798, "{{#Front}}" BOX(CONTEXT FRONT HINT) "{{/Front}}",
     "{{FrontSide}}" LINE BOX(BACK EXTRA SOURCE), AWSML_FIELD_FRONT},
    {"Reverse", 3539175520785293,
     "{{#Reverse}}" BOX("<div class=\"back\" dir=\"auto\">{{Reverse}}</div>\n") "{{/Reverse}}",
     "{{FrontSide}}" LINE BOX(CONTEXT FRONT EXTRA SOURCE), AWSML_FIELD_REVERSE},
    {"Typed", 6886691501943289, "{{#Typed}}" BOX(CONTEXT FRONT HINT TYPED) "{{/Typed}}",
     BOX(CONTEXT FRONT) LINE BOX(TYPED BACK EXTRA SOURCE), AWSML_FIELD_TYPED},
};

static const struct note_type_field cloze_fields[] = {
    {"Text", 7063668833255806},
    {"Extra", 7326086485614415},
    {"Context", 7095322607800731},
    {"Source", 6339516829730011},
};

#define CLOZE_TEXT CONTEXT "<div class=\"back\" dir=\"auto\">{{cloze:Text}}</div>\n"
static const struct note_type_template cloze_templates[] = {
    {"Cloze", 1433270763219041, BOX(CLOZE_TEXT), BOX(CLOZE_TEXT EXTRA SOURCE), 0},
};

const struct note_type note_types[2] = {
    [AWSML_NOTE_TYPE_NOTE] = {"AWSML Note", 1731459283417, MOD, 0, note_fields,
                              ARRAY_LEN(note_fields), note_templates, ARRAY_LEN(note_templates),
                              card_css},
    [AWSML_NOTE_TYPE_CLOZE] = {"AWSML Cloze", 1731459283823, MOD, 1, cloze_fields,
                               ARRAY_LEN(cloze_fields), cloze_templates, ARRAY_LEN(cloze_templates),
                               card_css},
};

uint32_t note_type_cards(const struct note_type *type, const struct awsml_str *fields)
{
    uint32_t cards = 0;
    for (uint32_t i = 0; i < type->template_count; i++)
        if (str_trim(fields[type->templates[i].requires]).len)
            cards |= UINT32_C(1) << i;
    return cards;
}

uint32_t deck_field_count(enum awsml_note_type type)
{
    return note_types[type].field_count;
}
