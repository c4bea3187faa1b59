/* SPDX-License-Identifier: MIT */
/* From inputs to a deck: the stages in their order. */
#include <awsml/deck.h>

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "api/convert.h"
#include "api/identity.h"
#include "deck/build.h"

enum { MAX_JOBS = 64 };

struct build {
    const struct awsml_build_options *options;
    struct arena arena;         /* paths, the catalogue; becomes one of the deck's */
    struct collected collected;
    struct diag diag;           /* what is not about one document */
    const struct catalogue *catalogue;
    struct converted *converted; /* one for each document */
    uint32_t *order;             /* the documents, in the order of the deck */
    atomic_size_t next, done;    /* documents that were taken, that are finished */
    size_t errors;
};

/* --- diagnostics --- */

static bool is_silenced(const struct awsml_build_options *options, const struct awsml_diag *row)
{
    for (size_t i = 0; i < options->silenced_count; i++)
        if (row->severity != AWSML_SEVERITY_ERROR &&
            str_eq(str_from(options->silenced[i]), str_from(row->slug)))
            return true;
    return false;
}

static void hand_over(struct build *build, struct diag *diag)
{
    vec_for (struct awsml_diag, row, &diag->list) {
        if (is_silenced(build->options, row))
            continue;
        if (row->severity == AWSML_SEVERITY_WARNING && build->options->warnings_are_errors)
            row->severity = AWSML_SEVERITY_ERROR;
        build->errors += row->severity == AWSML_SEVERITY_ERROR;
        if (build->options->on_diag)
            build->options->on_diag(build->options->user, row);
    }
    diag_release(diag);
}

/* --- workers --- */

struct worker {
    struct build *build;
    struct converter converter;
    pthread_t thread;
    bool is_caller; /* only the caller's thread speaks to the caller */
};

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct build *build = worker->build;
    size_t total = build->collected.documents.len, at;
    while ((at = atomic_fetch_add(&build->next, 1)) < total) {
        convert_document(&worker->converter, &build->collected.documents.ptr[at],
                         &build->converted[at]);
        size_t done = atomic_fetch_add(&build->done, 1) + 1;
        if (worker->is_caller && build->options->on_progress)
            build->options->on_progress(build->options->user, done, total);
    }
    return NULL;
}

static struct worker *make_workers(struct build *build, size_t jobs)
{
    struct worker *workers = mem_zalloc(jobs, sizeof(*workers));
    for (size_t i = 0; i < jobs; i++) {
        workers[i].build = build;
        workers[i].is_caller = i == 0;
        workers[i].converter.catalogue = build->catalogue;
        workers[i].converter.options = build->options;
    }
    return workers;
}

static void convert_all(struct build *build, struct awsml_deck *deck)
{
    size_t total = build->collected.documents.len;
    size_t jobs = MAX(MIN(MIN((size_t)build->options->jobs, (size_t)MAX_JOBS), total), (size_t)1);
    struct worker *workers = make_workers(build, jobs);
    size_t started = 1;
    /* Where the system gives no thread the others do its work. */
    while (started < jobs &&
           pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < jobs; i++) {
        vec_push(&deck->arenas, workers[i].converter.kept);
        converter_release(&workers[i].converter);
    }
    free(workers);
}

/* --- order --- */

struct place {
    uint32_t document;
    double order;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    bool has_left = !isnan(left->order), has_right = !isnan(right->order);
    if (has_left != has_right)
        return has_left ? -1 : 1;
    if (has_left && (left->order < right->order || left->order > right->order))
        return left->order < right->order ? -1 : 1;
    return left->document < right->document ? -1 : 1;
}

struct folder {
    vec(struct place) places;
};

/* The documents of a folder trade places among themselves where nav_order says so. */
static void order_documents(struct build *build)
{
    size_t total = build->collected.documents.len;
    uint32_t folders = 0;
    bool any = false;
    build->order = mem_zalloc(total, sizeof(*build->order));
    for (size_t i = 0; i < total; i++) {
        build->order[i] = (uint32_t)i;
        folders = MAX(folders, build->collected.documents.ptr[i].folder + 1);
        any |= !isnan(build->converted[i].order);
    }
    if (!any)
        return;
    struct folder *list = mem_zalloc(folders, sizeof(*list));
    for (size_t i = 0; i < total; i++)
        vec_push(&list[build->collected.documents.ptr[i].folder].places,
                 (struct place){(uint32_t)i, build->converted[i].order});
    size_t *taken = mem_zalloc(folders, sizeof(*taken));
    for (uint32_t f = 0; f < folders; f++)
        if (list[f].places.len)
            qsort(list[f].places.ptr, list[f].places.len, sizeof(struct place), compare_places);
    for (size_t i = 0; i < total; i++) {
        uint32_t f = build->collected.documents.ptr[i].folder;
        build->order[i] = list[f].places.ptr[taken[f]++].document;
    }
    for (uint32_t f = 0; f < folders; f++)
        vec_release(&list[f].places);
    free(list);
    free(taken);
}

/* --- the deck --- */

static void report_same_names(struct build *build)
{
    struct map names = {0};
    for (size_t i = 0; i < build->collected.documents.len; i++) {
        const struct collect_document *document = &build->collected.documents.ptr[i];
        if (document->kind == COLLECT_JSON) /* its notes bring their keys */
            continue;
        bool is_new;
        uint32_t first = *map_put(&names, document->relative, (uint32_t)i, &is_new);
        if (!is_new)
            diag_file(&build->diag, document->path, DIAG_SAME_NAME,
                      "name the folder that holds both",
                      "has the same name below its root as '%" STR_FMT "'",
                      STR_ARG(build->collected.documents.ptr[first].path));
    }
    map_release(&names);
}

/* JSON that holds notes which another input brings too gives each of them twice. */
static void report_overlaps(struct build *build)
{
    const struct collect_document *documents = build->collected.documents.ptr;
    struct map files = {0};
    for (size_t i = 0; i < build->collected.documents.len; i++) {
        str file = {0};
        bool said = false;
        vec_for (struct awsml_note, note, &build->converted[i].notes) {
            if (said || str_eq(note->file, file))
                continue;
            file = note->file;
            uint32_t first = *map_put(&files, file, (uint32_t)i, NULL);
            said = first != i && (documents[first].kind == COLLECT_JSON ||
                                  documents[i].kind == COLLECT_JSON);
            if (said)
                diag_file(&build->diag, documents[i].path, DIAG_SAME_NAME,
                          "name one of the two, or convert the parts with --root",
                          "holds notes of '%" STR_FMT "', as '%" STR_FMT "' does", STR_ARG(file),
                          STR_ARG(documents[first].path));
        }
    }
    map_release(&files);
}

/* The documents whose notes the deck has, also those without any. */
static void add_files(struct awsml_deck *deck, const struct collect_document *document,
                      struct converted *converted)
{
    if (converted->read && document->kind == COLLECT_MARKDOWN)
        vec_push(&deck->document_files, document->relative);
    vec_for (str, file, &converted->files)
        vec_push(&deck->document_files, *file);
    vec_release(&converted->files);
}

/* False: the identity of the notes cannot be told, which is reported. */
static bool assemble(struct build *build, struct awsml_deck *deck, struct identity *identity)
{
    struct deck_builder builder = {.deck = deck};
    for (size_t i = 0; i < build->collected.documents.len; i++) {
        struct converted *converted = &build->converted[build->order[i]];
        hand_over(build, &converted->diag);
        deck_add(&builder, converted->notes.ptr, converted->notes.len);
        identity_add(identity, &build->collected.documents.ptr[build->order[i]], converted);
        deck->documents += converted->read;
        add_files(deck, &build->collected.documents.ptr[build->order[i]], converted);
        vec_release(&converted->notes);
    }
    bool ok = identity_apply(identity, &builder);
    deck_finish(&builder);
    for (size_t i = 0; i < build->collected.documents.len; i++)
        if (!build->collected.documents.ptr[i].in_memory)
            vec_push(&deck->read_paths, build->collected.documents.ptr[i].path);
    vec_for (struct collect_folder, folder, &build->collected.folders)
        vec_push(&deck->read_paths, folder->path);
    if (identity->lock_path.len)
        vec_push(&deck->read_paths, identity->lock_path);
    return ok;
}

static bool check_arguments(struct build *build, size_t count)
{
    if (count)
        return true;
    diag_file(&build->diag, (str){0}, DIAG_NO_INPUT, "name a folder or a file",
              "no input was named");
    return false;
}

static bool build_notes(struct build *build, struct awsml_deck *deck, struct identity *identity)
{
    build->converted = mem_zalloc(build->collected.documents.len, sizeof(*build->converted));
    convert_all(build, deck);
    order_documents(build);
    report_overlaps(build);
    hand_over(build, &build->diag);
    bool ok = assemble(build, deck, identity);
    if (ok && !deck->notes.len && !build->errors)
        diag_file(&build->diag, (str){0}, DIAG_NO_NOTES, "write a heading with text below it",
                  "nothing in the inputs became a card");
    return ok;
}

enum awsml_status awsml_deck_build(struct awsml_deck **ret_deck, const struct awsml_input *inputs,
                                   size_t count, const struct awsml_build_options *options)
{
    static const struct awsml_build_options defaults = AWSML_BUILD_OPTIONS_INIT;
    struct build build = {.options = options ? options : &defaults};
    if (!check_arguments(&build, count)) {
        hand_over(&build, &build.diag);
        return AWSML_USAGE;
    }
    struct awsml_deck *deck = mem_zalloc(1, sizeof(*deck));
    struct identity identity = {
        .options = build.options,
        .arena = &build.arena,
        .diag = &build.diag,
        .catalogue = build.catalogue = catalogue_builtin(&build.arena),
    };
    collect(&build.collected, inputs, count, &build.arena, &build.diag);
    report_same_names(&build);
    bool ok = identity_open(&identity, &build.collected);
    if (ok)
        ok = build_notes(&build, deck, &identity);
    hand_over(&build, &build.diag);
    identity_release(&identity);
    vec_push(&deck->arenas, build.arena);
    collected_release(&build.collected);
    free(build.converted);
    free(build.order);
    if (!ok || (!deck->documents && build.errors)) {
        awsml_deck_free(deck);
        return AWSML_FAILED;
    }
    *ret_deck = deck;
    return build.errors ? AWSML_PARTIAL : AWSML_OK;
}
