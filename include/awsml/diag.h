/* SPDX-License-Identifier: MIT */
/* Diagnostics: what the library has to say about the notes, and where. */
#ifndef AWSML_DIAG_H
#define AWSML_DIAG_H

#include <stddef.h>
#include <stdio.h>

#include <awsml/str.h>
#include <awsml/version.h>

#ifdef __cplusplus
extern "C" {
#endif

enum awsml_severity {
    AWSML_SEVERITY_NOTE,    /* good to know */
    AWSML_SEVERITY_WARNING, /* the output is whole, but may not be what was meant */
    AWSML_SEVERITY_ERROR    /* something was left out, or nothing was written */
};

/* One complaint. All texts are UTF-8 and hold only while the callback runs. */
struct awsml_diag {
    enum awsml_severity severity;
    const char *slug;             /* the message's name for ever: --explain, -Wno-SLUG */
    struct awsml_str path;        /* as the user named it; empty: about no file */
    unsigned line;                /* from 1; 0: about the file as a whole */
    unsigned column;              /* from 1, in code points; 0: about the line as a whole */
    unsigned width;               /* code points to underline, at least 1 where a column is given */
    struct awsml_str message;     /* one line, lower case, no full stop */
    struct awsml_str hint;        /* how to mend it; may be empty */
    struct awsml_str source_line; /* the line it speaks of, without its end; may be empty */
};

/*
 * Receives the diagnostics in the order of the sources, whatever the number of threads; always
 * called from the thread that called the library.
 */
typedef void awsml_diag_fn(void *user, const struct awsml_diag *diag);

/*
 * Writes the text form: `path:line:column: severity: message [slug]`, the source line with a
 * caret below it, the hint. `colour`: with terminal colours if not 0.
 */
AWSML_API void awsml_diag_print(FILE *stream, const struct awsml_diag *diag, int colour);

/* What a message means; a row of the table of all messages. */
struct awsml_diag_info {
    const char *slug;
    enum awsml_severity severity;
    const char *summary;     /* one line */
    const char *explanation; /* paragraphs, with how to mend it */
};

/* The rows in order; NULL past the end. */
AWSML_API const struct awsml_diag_info *awsml_diag_info_at(size_t index);
/* NULL where no message has this slug. */
AWSML_API const struct awsml_diag_info *awsml_diag_info_find(const char *slug);

#ifdef __cplusplus
}
#endif
#endif
