/* SPDX-License-Identifier: MIT */
/* A Markdown document to its notes, and each of them made again from what the lock keeps of it. */
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "deck/identify.h"
#include "deck/recall.h"
#include "deck/tags.h"
#include "note/rule.h"
#include "write/json_out.h"

/*
 * recall-notes keep|join < DOCUMENTS > JSON. A document ends at a NUL byte or with the input, and
 * becomes a list of pairs: a note and the note made again, each a list of texts: rule,
 * front_markdown, markdown, then tags, the headings above, the fields but Source, the cards.
 */
static void put_texts(struct buf *out, const str *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_char(out, ',');
        json_out_string(out, texts[i]);
    }
}

static void put_note(struct buf *out, const struct awsml_note *note)
{
    buf_char(out, '[');
    json_out_string(out, str_from(note->rule));
    buf_char(out, ',');
    json_out_string(out, note->front_markdown);
    buf_char(out, ',');
    json_out_string(out, note->markdown);
    put_texts(out, note->tags, note->tag_count);
    put_texts(out, note->path, note->path_count);
    put_texts(out, note->fields, AWSML_FIELD_SOURCE);
    buf_printf(out, ",\"%u %d %d\"]", (unsigned)note->cards, note->keeps_breaks,
               note->service.len > 0);
}

struct job {
    const struct catalogue *catalogue;
    struct renderer renderer, again;
    struct arena kept, scratch;
    struct buf out, hash;
    size_t pairs; /* of this document */
};

static void put_pair(struct job *job, const struct awsml_note *note)
{
    struct awsml_note again;
    struct ident_entry entry = identify_note(note, STR("notes/a.md"), &job->hash, &job->kept);
    recall_note(&job->again, &again, &entry, job->catalogue, &job->scratch, &job->kept);
    arena_reset(&job->scratch);
    buf_put(&job->out, job->pairs++ ? STR(",\n[") : STR("["));
    put_note(&job->out, note);
    buf_char(&job->out, ',');
    put_note(&job->out, &again);
    buf_char(&job->out, ']');
}

static void put_notes(struct job *job, const struct outline *outline, struct draft_vec *drafts,
                      bool keep_breaks, struct arena *arena)
{
    render_begin(&job->renderer, outline->document, arena);
    vec_for (struct draft, draft, drafts) {
        struct awsml_note note;
        render_note(&job->renderer, &note, draft, outline, keep_breaks, &job->kept);
        if (!note.fields[AWSML_FIELD_FRONT].len || !note.fields[AWSML_FIELD_BACK].len)
            continue; /* api/convert.c leaves them out */
        static const str own[] = {STR_INIT("aws"), STR_INIT("zoo")};
        bool about_service = draft->service != NO_SERVICE;
        tags_give(&note, own, ARRAY_LEN(own),
                  about_service ? catalogue_service(job->catalogue, draft->service) : NULL,
                  &job->kept);
        put_pair(job, &note);
    }
}

static void convert(struct job *job, str bytes, bool keep_breaks)
{
    struct diag diag = {0};
    struct arena arena = {0};
    struct source source = {.path = STR("notes/a.md"), .relative = STR("a.md")};
    struct document document;
    struct outline outline;
    struct draft_vec drafts = {0};
    if (source_load(&source, bytes, &arena, &diag)) {
        document_parse(&document, &source, &arena, &diag);
        outline_make(&outline, &document, job->catalogue, &arena, &diag);
        struct rule_run run = {&outline, &arena, &drafts};
        rules_run(&run, &outline);
        put_notes(job, &outline, &drafts, keep_breaks, &arena);
        outline_release(&outline);
    }
    vec_release(&drafts);
    arena_release(&arena);
    diag_release(&diag);
}

int main(int argc, char **argv)
{
    enum { CHUNK = 1 << 16 };
    struct buf in = {0};
    for (size_t got = 1; got > 0; in.len += got)
        got = fread(buf_reserve(&in, CHUNK), 1, CHUNK, stdin);
    if (ferror(stdin) || argc != 2)
        return EXIT_FAILURE;

    struct job job = {0};
    struct arena arena = {0};
    job.catalogue = catalogue_builtin(&arena);
    str rest = buf_str(&in), document;
    for (bool first = true; str_cut(&rest, '\0', &document); first = false) {
        buf_put(&job.out, first ? STR("[[") : STR("],\n["));
        job.pairs = 0;
        convert(&job, document, strcmp(argv[1], "keep") == 0);
    }
    buf_lit(&job.out, "]]\n");

    bool ok = fwrite(job.out.ptr, 1, job.out.len, stdout) == job.out.len && fflush(stdout) == 0;
    renderer_release(&job.renderer);
    renderer_release(&job.again);
    arena_release(&job.kept);
    arena_release(&job.scratch);
    arena_release(&arena);
    buf_release(&job.out);
    buf_release(&job.hash);
    buf_release(&in);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
