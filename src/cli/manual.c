/* SPDX-License-Identifier: MIT */
/* The manual page, in the man macros that mandoc and groff read (man(7)). */
#include <string.h>

#include <awsml/diag.h>
#include <awsml/version.h>

#include "cli/generate.h"
#include "cli/report.h"

/* Running text: no character of it is a request, and a hyphen is a hyphen-minus. */
static void put_text(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else if (strncmp(text, "…", strlen("…")) == 0) {
            fputs("...", out);
            text += strlen("…") - 1;
        } else
            fputc(*text, out);
    }
}

static void put_option(FILE *out, const struct option_row *row)
{
    char names[64];
    fputs(".TP\n.B ", out);
    put_text(out, option_names(row, names, sizeof(names)));
    fputc('\n', out);
    /* a capital for the phrase that is a sentence here */
    char first[] = {row->help[0], '\0'};
    if (first[0] >= 'a' && first[0] <= 'z')
        first[0] = (char)(first[0] - 'a' + 'A');
    put_text(out, first);
    put_text(out, row->help + 1);
    fputs(".\n", out);
    put_text(out, row->more);
    fputc('\n', out);
}

static void put_options(FILE *out)
{
    fputs(".SH OPTIONS\n", out);
    for (int group = 0; group < OPTION_GROUP_COUNT; group++) {
        fprintf(out, ".SS %s\n", option_group_title((enum option_group)group));
        const struct option_row *row;
        for (size_t i = 0; (row = option_at(i)) != NULL; i++)
            if ((int)row->group == group)
                put_option(out, row);
    }
}

static void put_messages(FILE *out)
{
    fputs(".SH DIAGNOSTICS\n"
          "Messages have the form\n"
          ".PP\n"
          ".RS\n"
          "file:line:column: warning: message [slug]\n"
          ".RE\n"
          ".PP\n"
          "followed by the line with a mark below the place, and a hint.\n",
          out);
    const struct awsml_diag_info *info;
    for (size_t i = 0; (info = awsml_diag_info_at(i)) != NULL; i++) {
        fputs(".TP\n.B ", out);
        put_text(out, info->slug);
        fprintf(out, "\n(%s) ", report_severity(info->severity));
        put_text(out, info->summary);
        fputs(".\n", out);
    }
}

static const char before_options[] =
    ".SH NAME\n"
    "awsml\\-export \\- turn Markdown study notes into Anki cards\n"
    ".SH SYNOPSIS\n"
    ".B awsml\\-export\n"
    ".RI [ OPTION ]...\n"
    ".RI [ FILE | FOLDER |\\-]...\n"
    ".SH DESCRIPTION\n"
    "Reads notes in Markdown and makes a card of each heading with text below it, and of\n"
    "questions that the notes ask and answer.\n"
    "Folders are read with all *.md and *.markdown files below them, but for what begins with\n"
    "a dot; a symbolic link is followed inside its folder.\n"
    "The name \\- is standard input, or as an output standard output.\n"
    "Without a name the folder\n"
    ".I input\n"
    "is read.\n"
    "The order of the names does not matter.\n"
    ".PP\n"
    "Each output is written whole or not at all: a failed run leaves the old file as it was.\n";

static const char after_options[] =
    ".SH ENVIRONMENT\n"
    ".TP\n"
    ".B NO_COLOR\n"
    "If set and not empty, messages have no colours.\n"
    ".TP\n"
    ".B SOURCE_DATE_EPOCH\n"
    "Seconds since 1970, used instead of the time of the run, so that the same notes give the\n"
    "same bytes.\n"
    "Anything but digits is an error.\n"
    ".TP\n"
    ".B TERM\n"
    "Without it, or if it is dumb, there are no colours and no progress bar.\n"
    ".SH IDENTITY\n"
    "The file\n"
    ".I awsml.lock\n"
    "beside the notes gives every note its GUID for life. A note keeps it, and people keep its\n"
    "reviews, when its heading is reworded, its text edited, its section or file moved or\n"
    "renamed. Half of its text, with its heading, file or headings above, is enough; or all of\n"
    "these three with another text. A section that is neither is a new note.\n"
    ".PP\n"
    "A note is updated in Anki only if its text, its headings or its tags changed; a moved file\n"
    "or line does not count, nor does a newer version of this program, unless\n"
    ".B \\-\\-refresh\n"
    "is given. An import replaces all fields and tags of a note that it updates, leaves all\n"
    "others as they are, and never moves cards to another deck.\n"
    ".PP\n"
    "A note that is gone from the notes stays in the package with its last content and the tag\n"
    "awsml::retired.\n"
    ".PP\n"
    "A comment <!\\-\\- id: name \\-\\-> below a heading, or {#name} in it, names the note whatever\n"
    "else changes. The comment's name is one of all notes, the other one of its file. A GUID in\n"
    "such a comment means the note that has it.\n"
    ".PP\n"
    "Import packages, or the CSV of one style, but not both: a text import knows no dates, and\n"
    "overwrites edits made in Anki.\n"
    ".SH FILES\n"
    ".TP\n"
    ".I awsml.lock\n"
    "Which note is which, a line each; see above. It is text, belongs under version control, and\n"
    "can be merged by Git with the attribute merge=union.\n"
    ".PP\n"
    "After a run the outputs are dated at its start, so that a note that is saved meanwhile is\n"
    "newer, and Make builds again.\n"
    "After a run with errors they are dated before the newest note.\n"
    "Outputs belong outside the folders of notes: there, each run would change the folder, and\n"
    "Ninja would see that as a change of the notes.\n"
    ".SH EXIT STATUS\n"
    ".TP\n"
    ".B 0\n"
    "Done.\n"
    ".TP\n"
    ".B 1\n"
    "An error was reported: something is missing in the outputs, or they were not written.\n"
    ".TP\n"
    ".B 2\n"
    "The command line or the environment makes no sense; nothing was done.\n";

static const char examples[] =
    ".SH EXAMPLES\n"
    "The notes in the folder input as a package:\n"
    ".PP\n"
    ".RS\n"
    "awsml\\-export \\-\\-apkg deck.apkg\n"
    ".RE\n"
    ".PP\n"
    "Several folders, two outputs, all decks below one:\n"
    ".PP\n"
    ".RS\n"
    "awsml\\-export aws/ linux/ \\-\\-deck Study \\-\\-apkg study.apkg \\-\\-csv study.csv\n"
    ".RE\n"
    ".PP\n"
    "A rule for GNU Make:\n"
    ".PP\n"
    ".RS\n"
    ".nf\n"
    "deck.apkg:\n"
    "\tawsml\\-export notes/ \\-\\-apkg $@ \\-\\-depfile deck.d\n"
    "\\-include deck.d\n"
    ".fi\n"
    ".RE\n"
    ".PP\n"
    "A rule for Ninja:\n"
    ".PP\n"
    ".RS\n"
    ".nf\n"
    "rule deck\n"
    "  command = awsml\\-export notes/ \\-\\-apkg $out \\-\\-depfile $out.d\n"
    "  depfile = $out.d\n"
    "  deps = gcc\n"
    "build deck.apkg: deck\n"
    ".fi\n"
    ".RE\n";

void generate_manual(FILE *out)
{
    /* no date: a page is made of the program, whenever it is built */
    fprintf(out, ".TH AWSML\\-EXPORT 1 \"\" \"awsml\\-export %s\"\n", awsml_version());
    fputs(before_options, out);
    put_options(out);
    fputs(after_options, out);
    put_messages(out);
    fputs(examples, out);
}
