/* SPDX-License-Identifier: MIT */
/* The outputs of a run. */
#include "cli/outputs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/memory.h"

int output_is_stdout(const struct output *output)
{
    return output->path && strcmp(output->path, "-") == 0;
}

int outputs_any(const struct output outputs[OUTPUT_COUNT])
{
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT; i++)
        if (outputs[i].path)
            return 1;
    return 0;
}

void outputs_init(struct output outputs[OUTPUT_COUNT], const struct options *options)
{
    outputs[OUTPUT_DEPFILE] = (struct output){NULL, "--depfile", options->depfile, NULL, 0};
    outputs[OUTPUT_APKG] = (struct output){"apkg", "--apkg", options->apkg, NULL, 0};
    outputs[OUTPUT_CSV] = (struct output){"csv", "--csv", options->csv, NULL, 0};
    outputs[OUTPUT_JSON] = (struct output){"json", "--json", options->json, NULL, 0};
}

static int fail(struct usage_error *error, const char *message, const char *hint)
{
    snprintf(error->message, sizeof(error->message), "%s", message);
    snprintf(error->hint, sizeof(error->hint), "%s", hint);
    return -1;
}

static int is_same_file(const char *a, const char *b)
{
    struct stat x, y;
    if (strcmp(a, b) == 0)
        return 1;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino;
}

static int ends_with(struct awsml_str path, const char *ending)
{
    size_t len = strlen(ending);
    return path.len >= len && strncasecmp(path.ptr + path.len - len, ending, len) == 0;
}

static int looks_like_notes(struct awsml_str path)
{
    return ends_with(path, ".md") || ends_with(path, ".markdown");
}

/* A lock, by its name or because it is the one that was named. */
static int is_lock(const char *path, const struct options *options)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, "awsml.lock") == 0 ||
           (options->lock && is_same_file(path, options->lock));
}

static int check_name(const struct output *output, const struct options *options,
                      struct usage_error *error)
{
    const char *hint = "choose another name";
    if (!output_is_stdout(output) && is_lock(output->path, options)) {
        snprintf(error->message, sizeof(error->message), "%s would replace a lock file: '%.200s'",
                 output->option, output->path);
        snprintf(error->hint, sizeof(error->hint), "%s", hint);
        return -1;
    }
    if (looks_like_notes((struct awsml_str){output->path, strlen(output->path)})) {
        snprintf(error->message, sizeof(error->message), "%s would write notes: '%.200s'",
                 output->option, output->path);
        snprintf(error->hint, sizeof(error->hint), "%s", hint);
        return -1;
    }
    for (size_t i = 0; i < options->inputs.count; i++)
        if (!output_is_stdout(output) && is_same_file(output->path, options->inputs.items[i])) {
            snprintf(error->message, sizeof(error->message), "%s would replace an input: '%.200s'",
                     output->option, output->path);
            snprintf(error->hint, sizeof(error->hint), "%s", hint);
            return -1;
        }
    return 0;
}

static int check_pairs(const struct output outputs[OUTPUT_COUNT], struct usage_error *error)
{
    for (int i = 0; i < OUTPUT_COUNT; i++)
        for (int k = 0; k < i; k++)
            if (outputs[i].path && outputs[k].path && !output_is_stdout(&outputs[i]) &&
                is_same_file(outputs[i].path, outputs[k].path)) {
                snprintf(error->message, sizeof(error->message),
                         "%s and %s would write the same file: '%.200s'", outputs[k].option,
                         outputs[i].option, outputs[i].path);
                return -1;
            }
    return 0;
}

int outputs_check(const struct output outputs[OUTPUT_COUNT], const struct options *options,
                  struct usage_error *error)
{
    if (options->lock && (!*options->lock || strcmp(options->lock, "-") == 0))
        return fail(error, "--lock needs the name of a file", "--no-lock goes without one");
    int needs_lock = options->lock || options->locked || options->allow_retire ||
                     options->refresh || options->forget.count || options->adopt.count;
    if (options->no_lock && needs_lock)
        return fail(error,
                    "--no-lock contradicts --lock, --locked, --allow-retire, --refresh, --forget "
                    "and --adopt",
                    "leave one of them out");
    int text = options->list || options->stats || options->dry_run;
    int files = 0, streams = text, others = 0;
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        if (!outputs[i].path)
            continue;
        if (check_name(&outputs[i], options, error) < 0)
            return -1;
        streams += output_is_stdout(&outputs[i]);
        files += i != OUTPUT_DEPFILE && !output_is_stdout(&outputs[i]);
        others += i != OUTPUT_DEPFILE;
    }
    if (!others && !text)
        return fail(error, "nothing to write: no output is named",
                    "awsml-export --apkg deck.apkg makes an Anki package of the notes in input/; "
                    "--list shows them");
    if (streams > 1 && !options->dry_run)
        return fail(error, "standard output can take one output only",
                    "name a file for the others");
    if (outputs[OUTPUT_DEPFILE].path && !files)
        return fail(error, "--depfile needs an output that is a file", "name one: --apkg FILE");
    return check_pairs(outputs, error);
}

static int is_later(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

static void raise_to(struct timespec *time, const struct stat *st)
{
    if (is_later(st->st_mtim, *time))
        *time = st->st_mtim;
}

static int stat_read(const struct awsml_deck *deck, size_t index, struct stat *ret)
{
    struct awsml_str path = awsml_deck_read_path(deck, index);
    char *name = memory_grow(NULL, path.len + 1);
    memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
    int result = stat(name, ret);
    free(name);
    return result;
}

/* The folder that the output stands in. */
static int stat_folder(const char *path, struct stat *ret)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) + 1 : 0;
    char *folder = memory_grow(NULL, len + 2);
    memcpy(folder, path, len);
    memcpy(folder + len, ".", 2);
    int result = stat(folder, ret);
    free(folder);
    return result;
}

/* Folders that were read and that the outputs changed by being put there. */
static void raise_to_own_folders(struct timespec *time, const struct output *outputs,
                                 const struct awsml_deck *deck)
{
    struct stat folders[OUTPUT_COUNT + 1], st;
    struct awsml_lock lock;
    size_t count = 0;
    if (awsml_deck_lock(deck, &lock) && stat_folder(lock.path, &folders[count]) == 0)
        count++;
    for (int i = 0; i < OUTPUT_COUNT; i++)
        if (outputs[i].path && !output_is_stdout(&outputs[i]) &&
            stat_folder(outputs[i].path, &folders[count]) == 0)
            count++;
    for (size_t i = 0; i < awsml_deck_read_count(deck); i++) {
        if (looks_like_notes(awsml_deck_read_path(deck, i)) || stat_read(deck, i, &st) < 0)
            continue;
        for (size_t k = 0; k < count; k++)
            if (st.st_dev == folders[k].st_dev && st.st_ino == folders[k].st_ino)
                raise_to(time, &st);
    }
}

/* Was a note saved after the run began? Then the outputs must be older than it, whatever else. */
static int any_saved_since(const struct awsml_deck *deck, struct timespec start)
{
    struct stat st;
    for (size_t i = 0; i < awsml_deck_read_count(deck); i++)
        if (looks_like_notes(awsml_deck_read_path(deck, i)) && stat_read(deck, i, &st) == 0 &&
            is_later(st.st_mtim, start))
            return 1;
    return 0;
}

void outputs_date(const struct output outputs[OUTPUT_COUNT], const struct awsml_deck *deck,
                  struct timespec start, int failed)
{
    struct timespec time = start;
    struct stat st;
    if (failed) {
        time = (struct timespec){0};
        for (size_t i = 0; i < awsml_deck_read_count(deck); i++)
            if (stat_read(deck, i, &st) == 0)
                raise_to(&time, &st);
        time.tv_sec -= time.tv_sec > 0;
    } else if (!any_saved_since(deck, start)) {
        raise_to_own_folders(&time, outputs, deck);
    }
    const struct timespec times[2] = {time, time};
    struct awsml_lock lock;
    if (awsml_deck_lock(deck, &lock) && outputs_any(outputs) && stat(lock.path, &st) == 0 &&
        S_ISREG(st.st_mode))
        utimensat(AT_FDCWD, lock.path, times, 0);
    for (int i = OUTPUT_DEPFILE + 1; i < OUTPUT_COUNT; i++)
        if (outputs[i].path && !output_is_stdout(&outputs[i]) &&
            stat(outputs[i].path, &st) == 0 && S_ISREG(st.st_mode))
            utimensat(AT_FDCWD, outputs[i].path, times, 0);
}
