/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as YAML, and as the front matter of a document. */
#include "base/buf.h"
#include "base/yaml.h"
#include "doc/front.h"
#include "doc/mask.h"
#include "fuzz.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void check_node(const struct yaml_node *node, unsigned depth)
{
    uint32_t count = 0;
    require(depth <= YAML_MAX_DEPTH + 1, "a tree deeper than its limit");
    require(node->line >= 1 && node->column >= 1, "a node without a place");
    for (const struct yaml_node *child = node->first; child; child = child->next, count++)
        check_node(child, depth + 1);
    require(count == node->count, "a node that counts its children wrong");
}

static void read_yaml(str text)
{
    struct arena arena = {0};
    struct yaml_error error = {0};
    const struct yaml_node *node = yaml_read(&arena, text, &error);
    if (node)
        check_node(node, 0);
    else
        require(error.message.len && error.line >= 1 && error.column >= 1, "an empty error");
    arena_release(&arena);
}

static void check_text(str text)
{
    require(is_utf8(text.ptr, text.len), "a text that is not UTF-8");
}

static void read_front(str bytes)
{
    struct arena arena = {0};
    struct diag diag = {0};
    struct source source = {.path = STR("note.md"), .relative = STR("note.md")};
    if (source_load(&source, bytes, &arena, &diag)) {
        struct front front;
        front_read(&front, &source, &arena, &diag);
        require(front.end <= source.text.len, "front matter beyond the text");
        require(!front.end || source.text.ptr[front.end - 1] == '\n' ||
                    front.end == source.text.len,
                "front matter that ends inside a line");
        check_text(front.title);
        check_text(front.parent);
        check_text(front.grand_parent);
        check_text(front.deck);
        for (size_t i = 0; i < front.tag_count; i++) {
            require(front.tags[i].len > 0, "an empty tag");
            check_text(front.tags[i]);
        }
        str masked = mask_text(&source, front.end, &arena, &diag);
        require(masked.len == source.text.len, "a copy of another length");
        check_text(masked);
    } else {
        require(diag.errors > 0, "a refusal without a reason");
    }
    diag_release(&diag);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str bytes = {(const char *)data, size};
    read_yaml(bytes);
    read_front(bytes);
    static const char *const fences[][2] = {{"---\n", "\n---\n"}, {"+++\n", "\n+++\ntext\n"}};
    for (size_t i = 0; i < ARRAY_LEN(fences); i++) {
        struct buf text = {0};
        buf_put(&text, str_from(fences[i][0]));
        buf_put(&text, bytes);
        buf_put(&text, str_from(fences[i][1]));
        read_front(buf_str(&text));
        buf_release(&text);
    }
    return 0;
}
