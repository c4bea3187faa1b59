/* SPDX-License-Identifier: MIT */
/* doc/locate: each block of a document has its own lines, whatever stands in them. */
#include "doc_fixture.h"

/*
 * The blocks' letters, and the first and last line of each: "H1-1 P3-4" for a heading on the first
 * line and a paragraph on the third and fourth.
 */
static void outline(struct buf *out, struct fixture *fixture)
{
    static const char letters[] = {
        [NODE_QUOTE] = 'Q',     [NODE_LIST] = 'L',       [NODE_RULE] = 'R',
        [NODE_HEADING] = 'H',   [NODE_CODE_BLOCK] = 'C', [NODE_HTML_BLOCK] = 'X',
        [NODE_PARAGRAPH] = 'P', [NODE_TABLE] = 'T',
    };
    str text = fixture->source.text;
    for (const struct node *node = fixture->document.root->first; node; node = node->next) {
        unsigned first, last, column;
        assert_true(node->begin < node->end && node->end <= text.len);
        assert_true(node->begin == 0 || text.ptr[node->begin - 1] == '\n');
        assert_true(node->end == text.len || text.ptr[node->end - 1] == '\n');
        assert_true(!node->prev || node->prev->end <= node->begin);
        source_locate(&fixture->source, node->begin, &first, &column);
        source_locate(&fixture->source, node->end - 1, &last, &column);
        buf_printf(out, "%s%c%u-%u", out->len ? " " : "", letters[node->type], first, last);
    }
}

static void blocks_have_their_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *blocks;
    } cases[] = {
        {"# a\n\nb\nc\n", "H1-1 P3-4"},
        {"a\n===\nb\n", "H1-2 P3-3"},
        {"a\nb\n---\n", "H1-3"},
        {"# a #\n## b\n", "H1-1 H2-2"},
        {"#\n\na\n", "H1-1 P3-3"},
        {"a\n\n##\n\nb\n", "P1-1 H3-3 P5-5"},
        {"a\n\n---\n\nb\n\n***\n___\n", "P1-1 R3-3 P5-5 R7-7 R8-8"},
        {"***\n---\n- - -\n", "R1-1 R2-2 R3-3"},
        {"```\n# no\n```\n", "C1-3"},
        {"```\n```\n\na\n", "C1-2 P4-4"},
        {"~~~ x\na\n\nb\n~~~~\nc\n", "C1-5 P6-6"},
        {"````\n```\n````\n", "C1-3"},
        {"```\nno end\n", "C1-2"},
        {"    code\n\n    more\n\na\n", "C1-3 P5-5"},
        {"- a\n- b\n\n  c\n\nd\n", "L1-4 P6-6"},
        {"1. a\n   - b\n2. c\n", "L1-3"},
        {"> a\nlazy\n\nb\n", "Q1-2 P4-4"},
        {"> # a\n>\n> b\n", "Q1-3"},
        {"| a | b |\n|---|---|\n| 1 | 2 |\n\nc\n", "T1-3 P5-5"},
        {"<div>\n# no\n</div>\n\na\n", "X1-3 P5-5"},
        {"<!-- a\n\n# b\n-->\n\nc\n", "X1-4 P6-6"},
        {"a <!-- b\n\nc --> d\n\ne\n", "P1-1 P3-3 P5-5"},
        {"\n\n\na\n", "P4-4"},
        {"a", "P1-1"},
        {"# a\n---\nb\n", "H1-1 R2-2 P3-3"},
        {"# 한글\n\n가나다\n\n---\n\n라\n", "H1-1 P3-3 R5-5 P7-7"},
        {"---\ntitle: x\n---\n\n# a\n\nb\n", "H5-5 P7-7"},
        {"* * *\na\n", "R1-1 P2-2"},
        {"- ***\n\na\n", "L1-1 P3-3"},
        {"- ---\n\na\n", "R1-1 P3-3"},
        {"*a*\n\n**b**\n", "P1-1 P3-3"},
        {"![x](y)\n---\n", "H1-2"},
        {"&amp;\n\n\\*\n", "P1-1 P3-3"},
        /* what begins with an indentation that is no text */
        {"a\n\n>\t\tb\n", "P1-1 Q3-3"},
        {"a\n\n  <div>\n\nb\n", "P1-1 X3-3 P5-5"},
        {"a\n\n\n        b\n", "P1-1 C4-4"},
        {"a\n\n---\n\n-\t\tb\n", "P1-1 R3-3 L5-5"},
        {"a\n---\n___\n\n        b\n", "H1-2 R3-3 C5-5"},
        {"- a\n  ```\n  b\n  ```\n\n>\t\tc\n", "L1-3 Q6-6"},
        /* code of empty lines */
        {"a\n\n```\n\n\n```\n\nb\n", "P1-1 C3-6 P8-8"},
        {"```\na\n\n```\n\n```\n\nb\n```\n", "C1-4 C6-9"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct fixture fixture;
        struct buf out = {0};
        fixture_parse(&fixture, str_from(cases[i].text));
        outline(&out, &fixture);
        if (strcmp(buf_cstr(&out), cases[i].blocks) != 0)
            fail_msg("%s\ngot:    %s\nwanted: %s", cases[i].text, buf_cstr(&out), cases[i].blocks);
        buf_release(&out);
        fixture_release(&fixture);
    }
}

static void only_an_underlined_heading_is_setext(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_parse(&fixture, STR("# a\n\nb\n===\n\n## c ##\n\nd\n---\n"));
    static const bool setext[] = {false, true, false, true};
    static const unsigned levels[] = {1, 1, 2, 2};
    size_t n = 0;
    for (const struct node *node = fixture.document.root->first; node; node = node->next, n++) {
        assert_int_equal(node->type, NODE_HEADING);
        assert_int_equal(node->setext, setext[n]);
        assert_int_equal(node->level, levels[n]);
    }
    assert_int_equal(n, ARRAY_LEN(setext));
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_have_their_lines),
        cmocka_unit_test(only_an_underlined_heading_is_setext),
    };
    return cmocka_run_group_tests_name("locate", tests, NULL, NULL);
}
