/* SPDX-License-Identifier: MIT */
/* Build tool: makes a C array of a file's bytes, so that data can be compiled in. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

/*
 *     embed NAME INPUT OUTPUT
 *
 * OUTPUT defines `static const char NAME[]`: the bytes of INPUT and a NUL behind them.
 */
static int copy(const char *name, FILE *in, FILE *out)
{
    fprintf(out, "static const char %s[] = {", name);
    unsigned long count = 0;
    for (int c; (c = getc(in)) != EOF; count++) {
        /* Character constants, not numbers: right whether char is signed or not. */
        fprintf(out, "%s'\\%o',", count % 16 ? "" : "\n", (unsigned)c);
    }
    fprintf(out, "\n0};\n");
    return ferror(in) || ferror(out) ? -1 : 0;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: embed NAME INPUT OUTPUT\n");
        return 2;
    }
    FILE *in = fopen(argv[2], "rb");
    FILE *out = in ? fopen(argv[3], "wb") : NULL;
    int failed = !out || copy(argv[1], in, out) != 0;
    if (out && fclose(out) != 0)
        failed = 1;
    if (in)
        fclose(in);
    if (failed)
        fprintf(stderr, "embed: %s: %s\n", in ? argv[3] : argv[2], strerror(errno));
    return failed;
}
