/* SPDX-License-Identifier: MIT */
/* base/yaml: the tree, the places of errors, the limits, hostile bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/yaml.h"

/* The tree on one line: scalars as 'text' (plain ones without quotes), ~, [a b], {k: v}. */
static void dump(struct buf *buf, const struct yaml_node *node)
{
    const char *quote = node->plain ? "" : "'";
    bool mapping = node->type == YAML_MAPPING;
    uint32_t count = 0;
    switch (node->type) {
    case YAML_NULL:
        buf_lit(buf, "~");
        return;
    case YAML_SCALAR:
        buf_printf(buf, "%s%" STR_FMT "%s", quote, STR_ARG(node->text), quote);
        return;
    case YAML_SEQUENCE:
    case YAML_MAPPING:
        break;
    }
    buf_char(buf, mapping ? '{' : '[');
    for (const struct yaml_node *child = node->first; child; child = child->next, count++) {
        if (count)
            buf_char(buf, ' ');
        if (mapping) {
            dump(buf, child->key);
            buf_lit(buf, ": ");
        } else {
            assert_null(child->key);
        }
        dump(buf, child);
    }
    buf_char(buf, mapping ? '}' : ']');
    assert_int_equal(count, node->count);
}

static void expect_tree(str text, const char *tree)
{
    struct arena arena = {0};
    struct buf buf = {0};
    struct yaml_error error;
    const struct yaml_node *root = yaml_read(&arena, text, &error);
    if (!root)
        fail_msg("%u:%u: %" STR_FMT "\nin: %" STR_FMT, error.line, error.column,
                 STR_ARG(error.message), STR_ARG(text));
    dump(&buf, root);
    assert_string_equal(buf_cstr(&buf), tree);
    buf_release(&buf);
    arena_release(&arena);
}

static void reads_every_type(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"", "~"},
        {"# nothing but a comment\n", "~"},
        {"---\n", "~"},
        {"a", "a"},
        {"a b: c d", "{a b: c d}"},
        {"a:\nb: ~\nc: null\nd: NULL\ne: 'null'\nf: \"\"\ng: nULL",
         "{a: ~ b: ~ c: ~ d: ~ e: 'null' f: '' g: nULL}"},
        {"- 1\n- '2'\n- \"3\"\n- |\n  4\n- >\n  5\n  5\n- !!str 6\n",
         "[1 '2' '3' '4\n' '5 5\n' '6']"},
        {"a: [x, {y: z}, []]\nb: {}\n", "{a: [x {y: z} []] b: {}}"},
        {"? [a, b]\n: c\n? {d: e}\n: f\n", "{[a b]: c {d: e}: f}"},
        {"title: {{ page.title }}", "{title: {{page.title: ~}: ~}}"},
        {"parent: 17. 머신러닝\nt: '일본어 日本語 🎉'",
         "{parent: 17. 머신러닝 t: '일본어 日本語 🎉'}"},
        {"a: \"\\u00e9 \\x41\\t\"", "{a: '\xC3\xA9 A\t'}"},
        {"\xEF\xBB\xBF"
         "a: b",
         "{a: b}"},
        {"a: b\r\nc: d\r\n", "{a: b c: d}"},
        {"%YAML 1.2\n---\na: b\n", "{a: b}"},
        /* only the first document */
        {"a: b\n---\nc: d\n", "{a: b}"},
        {"a: b\n---\nc: [\n", "{a: b}"},
        {"a: b\n--- @\n", "{a: b}"},
        {"a: b\n...\n]]] nonsense", "{a: b}"},
        /* aliases are copies; a merge key is a key */
        {"a: &x [1, {k: v}]\nb: *x\nc: *x", "{a: [1 {k: v}] b: [1 {k: v}] c: [1 {k: v}]}"},
        {"a: &x 1\nb: &x 2\nc: *x", "{a: 1 b: 2 c: 2}"},
        {"a: &x k\n*x : v", "{a: k k: v}"},
        {"a: &x {k: v}\nb:\n  <<: *x", "{a: {k: v} b: {<<: {k: v}}}"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_tree(str_from(cases[i].text), cases[i].tree);
}

static void escapes_may_write_nul(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct yaml_error error;
    const struct yaml_node *root = yaml_read(&arena, STR("\"a\\0b\""), &error);
    assert_non_null(root);
    assert_int_equal(root->text.len, 3);
    assert_memory_equal(root->text.ptr, "a\0b", 3);
    arena_release(&arena);
}

static void reports_errors_with_their_place(void **state)
{
    (void)state;
    static const struct {
        str text;
        uint32_t line, column;
        const char *message; /* a part of it */
    } cases[] = {
        {STR_INIT("a: b\na: c\n"), 2, 1, "the key 'a' is here twice"},
        {STR_INIT("x:\n  가: 1\n  나: 2\n  'A': 3\n  \"A\": 4\n"), 5, 3,
         "the key 'A' is here twice"},
        {STR_INIT("~: 1\n~: 2\n"), 2, 1, "twice"},
        {STR_INIT("가나: {b: 1, b: 2}"), 1, 12, "the key 'b' is here twice"},
        {STR_INIT("a: *nope"), 1, 4, "'&nope'"},
        {STR_INIT("a: &x [1, *x]"), 1, 11, "an alias stands in what it names"},
        {STR_INIT("a: [1, 2\nb: 3\n"), 2, 2, "flow sequence"},
        {STR_INIT("a: b: c"), 1, 5, "mapping values are not allowed"},
        {STR_INIT("a: 'open\n"), 2, 1, "end of stream"},
        {STR_INIT("가: ["), 1, 5, "flow node"},
        {STR_INIT("[a]\nb: c"), 2, 1, "document start"},
        {STR_INIT("'a' b"), 1, 5, "document start"},
        {STR_INIT("a: \"open"), 1, 9, "end of stream"},
        {STR_INIT("a:\n\t- b\n"), 2, 1, "cannot start any token"},
        {STR_INIT("a: @b"), 1, 4, "cannot start any token"},
        {STR_INIT("a: b\n가: \xFFz\n"), 2, 4, "UTF-8"},
        {STR_INIT("a: b\nc: \0\n"), 2, 4, "control characters are not allowed"},
        {STR_INIT("\0"), 1, 1, "control characters are not allowed"},
        {STR_INIT("a: \x1F"), 1, 4, "control characters are not allowed"},
        {STR_INIT("\xFF\xFE"
                  "a\0"),
         1, 1, "UTF-8"}, /* UTF-16 is not guessed */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = {0};
        struct yaml_error error;
        assert_null(yaml_read(&arena, cases[i].text, &error));
        if (!str_contains(error.message, str_from(cases[i].message)))
            fail_msg("case %zu: %" STR_FMT, i, STR_ARG(error.message));
        if (error.line != cases[i].line || error.column != cases[i].column)
            fail_msg("case %zu: at %u:%u: %" STR_FMT, i, error.line, error.column,
                     STR_ARG(error.message));
        arena_release(&arena);
    }
}

static void nodes_know_their_place(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct yaml_error error;
    const struct yaml_node *root =
        yaml_read(&arena, STR("# 주석\n제목: 값\nlist:\n  - 'x'\n  - y: z\n"), &error);
    assert_non_null(root);
    const struct yaml_node *title = yaml_get(root, STR("제목"));
    assert_int_equal(title->line, 2);
    assert_int_equal(title->column, 5); /* code points, not bytes */
    assert_int_equal(title->key->line, 2);
    assert_int_equal(title->key->column, 1);
    const struct yaml_node *item = yaml_get(root, STR("list"))->first->next;
    assert_int_equal(item->line, 5);
    assert_int_equal(item->column, 5);
    assert_int_equal(yaml_get(item, STR("y"))->column, 8);
    arena_release(&arena);
}

static void helpers_take_any_node(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct yaml_error error;
    const struct yaml_node *root = yaml_read(
        &arena, STR("a: true\nb: Yes\nc: 'true'\nd: no\ne: OFF\nf: 1\ng: [true]\n~: x\n"), &error);
    assert_non_null(root);
    assert_true(yaml_is_true(yaml_get(root, STR("a"))));
    assert_true(yaml_is_true(yaml_get(root, STR("b"))));
    assert_false(yaml_is_true(yaml_get(root, STR("c"))));
    assert_true(yaml_is_false(yaml_get(root, STR("d"))));
    assert_true(yaml_is_false(yaml_get(root, STR("e"))));
    assert_false(yaml_is_true(yaml_get(root, STR("f"))));
    assert_false(yaml_is_false(yaml_get(root, STR("f"))));
    assert_false(yaml_is_true(yaml_get(root, STR("g"))));
    assert_null(yaml_get(root, STR("z")));
    assert_null(yaml_get(root, STR("~")));
    assert_null(yaml_get(NULL, STR("a")));
    assert_null(yaml_get(yaml_get(root, STR("g")), STR("a")));
    assert_false(yaml_is_true(NULL));
    assert_false(yaml_is_false(NULL));
    arena_release(&arena);
}

static void expect_refused(struct buf *text, const char *message)
{
    struct arena arena = {0};
    struct yaml_error error;
    assert_null(yaml_read(&arena, buf_str(text), &error));
    if (!str_contains(error.message, str_from(message)))
        fail_msg("%" STR_FMT, STR_ARG(error.message));
    arena_release(&arena);
    buf_clear(text);
}

static void limits_hold(void **state)
{
    (void)state;
    struct buf text = {0};
    /* nine levels of nine aliases each: 387 million nodes if expanded */
    buf_lit(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
        buf_printf(&text, "a%d: &a%d [*a%d", i, i, i - 1);
        for (int k = 1; k < 9; k++)
            buf_printf(&text, ",*a%d", i - 1);
        buf_lit(&text, "]\n");
    }
    expect_refused(&text, "too many values");
    for (int i = 0; i <= YAML_MAX_NODES; i++)
        buf_lit(&text, "- x\n");
    expect_refused(&text, "too many values");
    for (int i = 0; i < 100000; i++)
        buf_char(&text, '[');
    expect_refused(&text, "nested too deeply");
    for (int i = 0; i < 2000; i++)
        buf_lit(&text, "- ");
    expect_refused(&text, "nested too deeply");
    /* deep by its aliases only: 8 levels, each the copy of the last inside 10 brackets */
    buf_lit(&text, "a0: &a0 x\n");
    for (int i = 1; i < 8; i++)
        buf_printf(&text, "a%d: &a%d [[[[[[[[[[*a%d]]]]]]]]]]\n", i, i, i - 1);
    expect_refused(&text, "nested too deeply");
    buf_release(&text);
}

static void depth_limit_is_exact(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    struct yaml_error error;
    for (int i = 0; i < YAML_MAX_DEPTH; i++)
        buf_char(&text, '[');
    for (int i = 0; i < YAML_MAX_DEPTH; i++)
        buf_char(&text, ']');
    assert_non_null(yaml_read(&arena, buf_str(&text), &error));
    arena_release(&arena);
    buf_release(&text);
}

/* Every cut and every change of one byte: a tree or an error with a place, and no more than that.
 */
static void survives_any_bytes(void **state)
{
    (void)state;
    static const char seed[] = "---\ntitle: \"17. 머신\\u00e9\" # c\nl: &a [1, {k: 'v', *b : c}]\n"
                               "? |-\n  x\n: !!t >\n  y\nb: *a\n...\n%YAML 1.1\n";
    static const char bytes[] = "\0\t\n\r \"#%&'*,-:?@[]{|}~\x80\xC2\xE2\xFE\xFF";
    char text[sizeof(seed)];
    for (size_t at = 0; at < sizeof(seed); at++) {
        for (size_t b = 0; b < sizeof(bytes); b++) {
            struct arena arena = {0};
            struct yaml_error error;
            memcpy(text, seed, sizeof(seed));
            text[at] = bytes[b];
            str changed = {text, b ? sizeof(seed) - 1 : at};
            if (!yaml_read(&arena, changed, &error)) {
                assert_true(error.line >= 1 && error.column >= 1);
                assert_true(error.message.len > 0);
            }
            arena_release(&arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_type),
        cmocka_unit_test(escapes_may_write_nul),
        cmocka_unit_test(reports_errors_with_their_place),
        cmocka_unit_test(nodes_know_their_place),
        cmocka_unit_test(helpers_take_any_node),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(depth_limit_is_exact),
        cmocka_unit_test(survives_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
