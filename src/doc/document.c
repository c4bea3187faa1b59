/* SPDX-License-Identifier: MIT */
/* One document. */
#include "doc/document.h"

#include "doc/hide.h"
#include "doc/markdown.h"
#include "doc/mask.h"
#include "doc/wrap.h"

void document_parse(struct document *document, const struct source *source, struct arena *arena,
                    struct diag *diag)
{
    *document = (struct document){.source = source};
    front_read(&document->front, source, arena, diag);
    document->masked = mask_text(source, document->front.end, arena, diag);
    document->root = markdown_parse(source->text, document->masked, arena);
    hide_nodes(document->root, arena);
    document->wrapped = wrap_detect(document->root, source->text);
}
