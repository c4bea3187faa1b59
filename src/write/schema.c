/* SPDX-License-Identifier: MIT */
/*
 * Writes configuration, note types, decks and deck options. Keys that no Anki of today reads are
 * there for those of 2.1.0 to 2.1.49, which fail without them.
 */
#include "write/schema.h"

#include <inttypes.h>

#include "deck/note_type.h"
#include "write/json_out.h"

/* Anki's own frame for [latex] fields: without it such a field of the user's cannot compile. */
static const char latex_pre[] = "\\documentclass[12pt]{article}\n"
                                "\\special{papersize=3in,5in}\n"
                                "\\usepackage[utf8]{inputenc}\n"
                                "\\usepackage{amssymb,amsmath}\n"
                                "\\pagestyle{empty}\n"
                                "\\setlength{\\parindent}{0in}\n"
                                "\\begin{document}\n";
static const char latex_post[] = "\\end{document}";

void schema_conf(struct buf *out, int64_t next_position)
{
    buf_printf(out,
               "{\"activeDecks\":[1],\"curDeck\":1,\"newSpread\":0,\"collapseTime\":1200,"
               "\"timeLim\":0,\"estTimes\":true,\"dueCounts\":true,\"curModel\":%" PRId64
               ",\"nextPos\":%" PRId64 ",\"sortType\":\"noteFld\",\"sortBackwards\":false,"
               "\"addToCur\":true,\"dayLearnFirst\":false}",
               note_types[0].id, next_position);
}

static void put_field(struct buf *out, const struct note_type_field *field, uint32_t index)
{
    buf_char(out, '{');
    json_out_member(out, "name", str_from(field->name));
    buf_printf(out,
               ",\"ord\":%" PRIu32 ",\"id\":%" PRId64 ",\"sticky\":false,\"rtl\":false,"
               "\"font\":\"Arial\",\"size\":20,\"media\":[]}",
               index, field->id);
}

static void put_template(struct buf *out, const struct note_type_template *template, uint32_t index)
{
    buf_char(out, '{');
    json_out_member(out, "name", str_from(template->name));
    buf_printf(out, ",\"ord\":%" PRIu32 ",\"id\":%" PRId64 ",", index, template->id);
    json_out_member(out, "qfmt", str_from(template->question));
    buf_char(out, ',');
    json_out_member(out, "afmt", str_from(template->answer));
    buf_lit(out, ",\"bqfmt\":\"\",\"bafmt\":\"\",\"did\":null,\"bfont\":\"\",\"bsize\":0}");
}

static void put_note_type(struct buf *out, const struct note_type *type)
{
    buf_printf(out, "\"%" PRId64 "\":{\"id\":%" PRId64 ",", type->id, type->id);
    json_out_member(out, "name", str_from(type->name));
    buf_printf(out,
               ",\"type\":%d,\"mod\":%" PRId64 ",\"usn\":-1,\"sortf\":0,\"did\":null,\"vers\":[],"
               "\"tags\":[],\"latexsvg\":false,",
               type->is_cloze, type->mod);
    json_out_member(out, "latexPre", str_from(latex_pre));
    buf_char(out, ',');
    json_out_member(out, "latexPost", str_from(latex_post));
    buf_lit(out, ",\"flds\":[");
    for (uint32_t i = 0; i < type->field_count; i++) {
        buf_put(out, i ? STR(",") : STR(""));
        put_field(out, &type->fields[i], i);
    }
    buf_lit(out, "],\"tmpls\":[");
    for (uint32_t i = 0; i < type->template_count; i++) {
        buf_put(out, i ? STR(",") : STR(""));
        put_template(out, &type->templates[i], i);
    }
    buf_lit(out, "],\"req\":[");
    for (uint32_t i = 0; i < type->template_count; i++)
        buf_printf(out, "%s[%" PRIu32 ",\"any\",[%d]]", i ? "," : "", i,
                   type->templates[i].requires);
    buf_lit(out, "],");
    json_out_member(out, "css", str_from(type->css));
    buf_char(out, '}');
}

void schema_models(struct buf *out, const struct awsml_deck *deck)
{
    buf_char(out, '{');
    put_note_type(out, &note_types[AWSML_NOTE_TYPE_NOTE]);
    buf_char(out, ',');
    put_note_type(out, &note_types[AWSML_NOTE_TYPE_CLOZE]);
    for (size_t i = 0; i < deck->note_types.len; i++) {
        buf_printf(out, ",\"%" PRId64 "\":", deck->note_types.ptr[i]->id);
        buf_put(out, deck->note_types.ptr[i]->json);
    }
    buf_char(out, '}');
}

/* No description: one in a package overwrites what the user wrote. */
static void put_deck(struct buf *out, str name, int64_t id)
{
    buf_printf(out, "\"%" PRId64 "\":{\"id\":%" PRId64 ",", id, id);
    json_out_member(out, "name", name);
    buf_lit(out, ",\"mod\":0,\"usn\":0,\"collapsed\":false,\"browserCollapsed\":false,\"dyn\":0,"
                 "\"conf\":1,\"desc\":\"\",\"extendNew\":0,\"extendRev\":0,\"newToday\":[0,0],"
                 "\"revToday\":[0,0],\"lrnToday\":[0,0],\"timeToday\":[0,0]}");
}

void schema_decks(struct buf *out, const struct deck_ids *ids)
{
    buf_char(out, '{');
    put_deck(out, STR("Default"), 1);
    vec_for (struct deck_id, deck, &ids->all) {
        buf_char(out, ',');
        put_deck(out, deck->name, deck->id);
    }
    buf_char(out, '}');
}

void schema_deck_options(struct buf *out)
{
    buf_lit(out, "{\"1\":{\"id\":1,\"name\":\"Default\",\"mod\":0,\"usn\":0,\"maxTaken\":60,"
                 "\"autoplay\":true,\"timer\":0,\"replayq\":true,\"dyn\":false,"
                 "\"new\":{\"bury\":false,\"delays\":[1,10],\"initialFactor\":2500,"
                 "\"ints\":[1,4,0],\"order\":1,\"perDay\":20,\"separate\":true},"
                 "\"rev\":{\"bury\":false,\"ease4\":1.3,\"ivlFct\":1,\"maxIvl\":36500,"
                 "\"perDay\":200,\"hardFactor\":1.2,\"fuzz\":0.05,\"minSpace\":1},"
                 "\"lapse\":{\"delays\":[10],\"leechAction\":1,\"leechFails\":8,\"minInt\":1,"
                 "\"mult\":0}}}");
}
