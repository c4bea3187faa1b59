/* SPDX-License-Identifier: MIT */
/* One run: from what was typed to written outputs. */
#include "cli/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <awsml/export.h>

#include "cli/depfile.h"
#include "cli/list.h"
#include "cli/memory.h"
#include "cli/outputs.h"

/* What a run works on. */
struct job {
    const struct options *options;
    struct report *report;
    struct awsml_input *inputs;
    size_t input_count;
    char *standard_input; /* what was read of it */
    struct awsml_deck *deck;
    struct output outputs[OUTPUT_COUNT];
    char *text; /* of --list and --stats */
    size_t text_len;
    int had_errors;
};

static double seconds_since(const struct timespec *begin)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begin->tv_sec) + (double)(now.tv_nsec - begin->tv_nsec) / 1e9;
}

static struct timespec now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

/* errno, or 0 */
static int write_stdout(const char *text, size_t len)
{
    while (len) {
        ssize_t n = write(STDOUT_FILENO, text, len);
        if (n < 0 && errno != EINTR)
            return errno;
        text += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

int run_print(struct report *report, const char *text, size_t len)
{
    int code = write_stdout(text, len);
    if (!code)
        return EXIT_DONE;
    char message[128];
    snprintf(message, sizeof(message), "cannot write it: %s", strerror(code));
    report_problem(report, "cannot-write", "standard output", message, NULL);
    return EXIT_FAILED;
}

/* One byte more than the library takes, which then says so. */
static int read_stdin(struct job *job, size_t *ret_len)
{
    enum { LIMIT = (1 << 30) + 1, PIECE = 1 << 16 };
    size_t len = 0, cap = 0;
    for (;;) {
        if (cap - len < PIECE)
            job->standard_input = memory_grow(job->standard_input, cap = cap * 2 + PIECE);
        ssize_t n = read(STDIN_FILENO, job->standard_input + len, PIECE);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            char message[128];
            snprintf(message, sizeof(message), "cannot read it: %s", strerror(errno));
            report_problem(job->report, "cannot-read", "standard input", message, NULL);
            return EXIT_FAILED;
        }
        len += (size_t)n;
        if (n == 0 || len >= LIMIT)
            break;
    }
    *ret_len = len;
    return EXIT_DONE;
}

static int find_inputs(struct job *job)
{
    static const char *const fallback[] = {"input"};
    const char *const *names = job->options->inputs.items;
    size_t count = job->options->inputs.count;
    if (!count) {
        struct stat st;
        if (stat(fallback[0], &st) < 0 || !S_ISDIR(st.st_mode)) {
            report_problem(job->report, "no-input", NULL,
                           "no notes are named, and there is no folder 'input' here",
                           "name a file or folder: awsml-export notes/ --apkg deck.apkg");
            return EXIT_USAGE;
        }
        names = fallback;
        count = 1;
    }
    struct stat root;
    if (job->options->root && (stat(job->options->root, &root) < 0 || !S_ISDIR(root.st_mode))) {
        report_problem(job->report, "usage", job->options->root,
                       "--root should be a folder that is there", NULL);
        return EXIT_USAGE;
    }
    job->inputs = memory_grow(NULL, count * sizeof(*job->inputs));
    for (size_t i = 0; i < count; i++) {
        struct awsml_input input = {.path = names[i], .root = job->options->root};
        if (strcmp(names[i], "-") == 0) {
            if (job->standard_input)
                continue;
            int status = read_stdin(job, &input.len);
            if (status != EXIT_DONE)
                return status;
            input.path = "stdin";
            input.bytes = job->standard_input;
        }
        job->inputs[job->input_count++] = input;
    }
    return EXIT_DONE;
}

static void on_diag(void *user, const struct awsml_diag *diag)
{
    report_diag(((struct job *)user)->report, diag);
}

static void on_progress(void *user, size_t done, size_t total)
{
    progress_update(&((struct job *)user)->report->progress, done, total);
}

static int build(struct job *job, int64_t timestamp)
{
    const struct options *options = job->options;
    struct awsml_build_options build_options = AWSML_BUILD_OPTIONS_INIT;
    build_options.on_diag = on_diag;
    build_options.on_progress = on_progress;
    build_options.user = job;
    build_options.deck = options->deck;
    build_options.tags = options->tags.items;
    build_options.tag_count = options->tags.count;
    build_options.silenced = options->silenced.items;
    build_options.silenced_count = options->silenced.count;
    build_options.warnings_are_errors = options->werror;
    build_options.breaks = (enum awsml_breaks)options->breaks;
    build_options.timestamp = timestamp;
    build_options.jobs = (unsigned)options->jobs;
    build_options.lock_use = options->no_lock ? AWSML_LOCK_NONE
                             : options->lock  ? AWSML_LOCK_NAMED
                                              : AWSML_LOCK_FIND;
    build_options.lock = options->lock;
    build_options.locked = options->locked;
    build_options.allow_retire = options->allow_retire;
    build_options.refresh = options->refresh;
    build_options.forget = options->forget.items;
    build_options.forget_count = options->forget.count;
    build_options.adopt = options->adopt.items;
    build_options.adopt_count = options->adopt.count;

    struct timespec begin = now();
    enum awsml_status status =
        awsml_deck_build(&job->deck, job->inputs, job->input_count, &build_options);
    if (status > AWSML_PARTIAL)
        return status == AWSML_USAGE ? EXIT_USAGE : EXIT_FAILED;
    job->had_errors = status == AWSML_PARTIAL;
    size_t files = awsml_deck_document_count(job->deck), notes = awsml_deck_note_count(job->deck);
    char what[64];
    snprintf(what, sizeof(what), "%zu file%s, %zu note%s", files, files == 1 ? "" : "s", notes,
             notes == 1 ? "" : "s");
    report_stage(job->report, "notes", seconds_since(&begin), what);
    return EXIT_DONE;
}

static int render(struct job *job, struct output *output)
{
    struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;
    options.on_diag = on_diag;
    options.user = job;
    options.csv_style = (enum awsml_csv_style)job->options->csv_style;
    progress_stage(&job->report->progress, output->format);
    struct timespec begin = now();
    if (awsml_export_memory(job->deck, output->format, &output->bytes, &output->len, &options) !=
        AWSML_OK)
        return EXIT_FAILED;
    char what[64];
    snprintf(what, sizeof(what), "%zu bytes", output->len);
    report_stage(job->report, output->format, seconds_since(&begin), what);
    return EXIT_DONE;
}

/* Names that the dependency file cannot hold: changes to these files would go unnoticed. */
static void report_unnameable(struct job *job)
{
    for (size_t i = 0; i < awsml_deck_read_count(job->deck); i++) {
        struct awsml_str path = awsml_deck_read_path(job->deck, i);
        if (depfile_can_name(path))
            continue;
        char *name = memory_grow(NULL, path.len + 1);
        memcpy(name, path.ptr, path.len);
        name[path.len] = '\0';
        report_problem(job->report, "depfile-name", name,
                       "Make cannot read this name; leaving it out of the dependency file",
                       "rename it");
        free(name);
    }
}

static void render_depfile(struct job *job)
{
    report_unnameable(job);
    const char *targets[OUTPUT_COUNT];
    size_t count = 0;
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT; i++)
        if (job->outputs[i].path && !output_is_stdout(&job->outputs[i]))
            targets[count++] = job->outputs[i].path;
    struct output *depfile = &job->outputs[OUTPUT_DEPFILE];
    depfile->bytes = depfile_text(targets, count, job->deck);
    depfile->len = strlen(depfile->bytes);
}

static int has_lock(const struct job *job)
{
    struct awsml_lock lock;
    awsml_deck_lock(job->deck, &lock);
    return lock.path != NULL;
}

static void render_text(struct job *job)
{
    FILE *out = memory_open(&job->text, &job->text_len);
    if (job->options->list)
        list_notes(out, job->deck);
    if (job->options->list && (job->options->stats || job->options->dry_run))
        fputc('\n', out);
    if (job->options->stats)
        list_stats(out, job->deck);
    if (job->options->stats && has_lock(job))
        fputc('\n', out);
    if (job->options->dry_run || (job->options->stats && has_lock(job)))
        list_changes(out, job->deck, job->options->verbose);
    memory_close(out);
}

/* What goes to standard output; after the files, for what reads it may have gone away. */
static int write_stream(struct job *job)
{
    progress_stop(&job->report->progress); /* gone before text that may go to the terminal too */
    if (job->text)
        return run_print(job->report, job->text, job->text_len);
    for (int i = 0; i < OUTPUT_COUNT; i++)
        if (job->outputs[i].path && output_is_stdout(&job->outputs[i]))
            return run_print(job->report, job->outputs[i].bytes, job->outputs[i].len);
    return EXIT_DONE;
}

static int write_files(struct job *job, const struct awsml_output *files, size_t count)
{
    struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;
    options.on_diag = on_diag;
    options.user = job;
    return !count || awsml_write_files(files, count, &options) == AWSML_OK ? EXIT_DONE
                                                                         : EXIT_FAILED;
}

/*
 * The lock comes last, so that no output ever holds an identity that the lock does not know of
 * from this run or could not give again in the next.
 */
static int write_outputs(struct job *job)
{
    struct awsml_output files[OUTPUT_COUNT + 1];
    struct awsml_lock lock;
    size_t count = 0;
    /* who only looks at the notes leaves no file behind */
    int changed = awsml_deck_lock(job->deck, &lock) && outputs_any(job->outputs);
    int streams = job->text != NULL;
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        const struct output *output = &job->outputs[i];
        if (!output->path)
            continue;
        if (output_is_stdout(output))
            streams = 1;
        else
            files[count++] = (struct awsml_output){
                .path = output->path, .bytes = output->bytes, .len = output->len};
    }
    const struct awsml_output lock_file = {lock.path, lock.bytes, lock.len,
                                           1,         lock.old,   lock.old_len};
    if (changed && !streams)
        files[count++] = lock_file;
    progress_stage(&job->report->progress, "writing");
    struct timespec begin = now();
    int status = write_files(job, files, count);
    if (status == EXIT_DONE && count)
        report_stage(job->report, "write", seconds_since(&begin), "");
    if (status == EXIT_DONE && streams)
        status = write_stream(job);
    if (status == EXIT_DONE && streams && changed)
        status = write_files(job, &lock_file, 1);
    if (status == EXIT_DONE && changed && !lock.old)
        report_problem(job->report, "lock-made", lock.path,
                       "made this file: it knows the notes, so that they can be edited and moved",
                       "keep it with the notes, under version control");
    return status;
}

static void summarise(struct job *job)
{
    size_t notes = awsml_deck_note_count(job->deck), cards = awsml_deck_card_count(job->deck);
    size_t documents = awsml_deck_document_count(job->deck), len;
    char *text;
    FILE *out = memory_open(&text, &len);
    fprintf(out, "%zu note%s (%zu card%s) from %zu file%s", notes, notes == 1 ? "" : "s", cards,
            cards == 1 ? "" : "s", documents, documents == 1 ? "" : "s");
    const char *before = " -> ";
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT; i++) {
        const struct output *output = &job->outputs[i];
        if (!output->path)
            continue;
        fprintf(out, "%s%s", before, output_is_stdout(output) ? "standard output" : output->path);
        before = ", ";
    }
    memory_close(out);
    report_summary(job->report, text);
    free(text);
}

/* Everything after the command line was found to make sense. */
static int work(struct job *job, int64_t timestamp, struct timespec start)
{
    int status = find_inputs(job);
    if (status == EXIT_DONE)
        status = build(job, timestamp);
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT && status == EXIT_DONE; i++)
        if (job->outputs[i].path && !job->options->dry_run)
            status = render(job, &job->outputs[i]);
    if (status != EXIT_DONE)
        return status;
    if (job->outputs[OUTPUT_DEPFILE].path && !job->options->dry_run)
        render_depfile(job);
    if (job->options->list || job->options->stats || job->options->dry_run)
        render_text(job);
    status = job->options->dry_run ? write_stream(job) : write_outputs(job);
    if (status != EXIT_DONE)
        return status;
    int failed = job->had_errors || job->report->errors;
    if (job->options->dry_run)
        return failed ? EXIT_FAILED : EXIT_DONE;
    outputs_date(job->outputs, job->deck, start, failed);
    summarise(job);
    return failed ? EXIT_FAILED : EXIT_DONE;
}

static void release(struct job *job)
{
    awsml_deck_free(job->deck);
    free(job->outputs[OUTPUT_DEPFILE].bytes);
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT; i++)
        awsml_free(job->outputs[i].bytes);
    free(job->inputs);
    free(job->standard_input);
    free(job->text);
}

int run(const struct options *options, struct report *report, struct terminal terminal,
        int64_t timestamp)
{
    struct timespec start;
    clock_gettime(CLOCK_REALTIME, &start);
    struct job job = {.options = options, .report = report};
    struct usage_error error = {.message = ""};
    outputs_init(job.outputs, options);
    for (int i = 0; i < OUTPUT_COUNT; i++)
        if (job.outputs[i].path && awsml_is_collection_name(job.outputs[i].path)) {
            report_problem(report, "collection-name", job.outputs[i].path,
                           "Anki would take a file of this name for a whole collection",
                           "choose another name");
            return EXIT_USAGE;
        }
    if (outputs_check(job.outputs, options, &error) < 0) {
        report_problem(report, "usage", NULL, error.message, error.hint);
        return EXIT_USAGE;
    }
    progress_start(&report->progress, report_wants_progress(report, terminal));
    int status = work(&job, timestamp, start);
    progress_stop(&report->progress);
    release(&job);
    return status;
}
