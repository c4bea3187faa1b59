/* SPDX-License-Identifier: MIT */
/* Markdown on standard input to HTML on standard output: the parser and the renderer alone. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"
#include "doc/html.h"
#include "doc/markdown.h"

/* For the conformance tests: no front matter, no templates, raw HTML as it is. */
int main(void)
{
    enum { CHUNK = 1 << 16 };
    struct buf in = {0}, out = {0};
    for (size_t got = 1; got > 0; in.len += got)
        got = fread(buf_reserve(&in, CHUNK), 1, CHUNK, stdin);
    if (ferror(stdin))
        return EXIT_FAILURE;

    struct arena arena = {0};
    const struct node *root = markdown_parse(buf_str(&in), buf_str(&in), &arena);
    vec(const struct node *) blocks = {0};
    for (struct node *block = root->first; block; block = block->next)
        vec_push(&blocks, block);
    const struct html_options options = {.raw_html = true, .clip = HTML_ALL};
    html_blocks(&out, blocks.ptr, blocks.len, &options);

    size_t put = out.len ? fwrite(out.ptr, 1, out.len, stdout) : 0;
    bool ok = put == out.len && fflush(stdout) == 0;
    vec_release(&blocks);
    arena_release(&arena);
    buf_release(&in);
    buf_release(&out);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
