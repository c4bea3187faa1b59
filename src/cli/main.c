/* SPDX-License-Identifier: MIT */
/* awsml-export: parse, dispatch, exit status. The only file that reads the environment. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <awsml/diag.h>
#include <awsml/output.h>
#include <awsml/version.h>

#include "cli/generate.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/run.h"

/* Leaves no temporary file and no half bar, then ends as the signal would have ended it. */
static void on_signal(int number)
{
    awsml_remove_temporaries();
    progress_erase();
    raise(number); /* SA_RESETHAND gave it its default action back; it comes when this returns */
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        struct sigaction old;
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    action = (struct sigaction){.sa_handler = SIG_IGN};
    sigaction(SIGXFSZ, &action, NULL); /* a limit on file sizes becomes an error of write() */
}

/* Of SOURCE_DATE_EPOCH, or the clock's. 0, or -1: it is no time. */
static int read_time(int64_t *ret)
{
    static const int64_t end_of_9999 = 253402300799;
    const char *text = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = 0;
    if (!text) {
        *ret = (int64_t)time(NULL);
        return 0;
    }
    const char *p = text;
    for (; *p >= '0' && *p <= '9' && seconds <= end_of_9999; p++)
        seconds = seconds * 10 + (*p - '0');
    if (p == text || *p || seconds > end_of_9999)
        return -1;
    *ret = seconds;
    return 0;
}

static struct terminal read_terminal(void)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return (struct terminal){
        .is_terminal = isatty(STDERR_FILENO),
        .no_color = no_color && *no_color,
        .dumb = !term || !*term || strcmp(term, "dumb") == 0,
    };
}

/* Prints the text and frees it. */
static int print(struct report *report, char *text)
{
    int status = run_print(report, text, strlen(text));
    free(text);
    return status;
}

static int usage(struct report *report, const char *message, const char *hint)
{
    report_problem(report, "usage", NULL, message,
                   *hint ? hint : "awsml-export --help lists all options");
    return EXIT_USAGE;
}

static int dispatch(const struct options *options, struct report *report, struct terminal terminal)
{
    int64_t timestamp;
    if (options->help)
        return print(report, options_help());
    if (options->version)
        return print(report, version_text());
    if (options->explain)
        return print(report, explain_text(options->explain));
    if (options->generate != GENERATE_NONE)
        return print(report, generate(options->generate));
    if (read_time(&timestamp) < 0)
        return usage(report, "SOURCE_DATE_EPOCH is no number of seconds since 1970",
                     "unset it, or set it to digits alone");
    return run(options, report, terminal, timestamp);
}

int main(int argc, char **argv)
{
    struct options options;
    struct usage_error error;
    struct report report;
    struct terminal terminal = read_terminal();
    catch_signals();
    int failed = options_parse(&options, argc, argv, &error);
    report_init(&report, &options, terminal);
    int status = failed ? usage(&report, error.message, error.hint)
                        : dispatch(&options, &report, terminal);
    options_release(&options);
    return status;
}
