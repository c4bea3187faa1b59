/* SPDX-License-Identifier: MIT */
/* Rule `question`: a question that the author asks and the section answers. */
#include "base/map.h"
#include "base/utf8.h"
#include "note/question_answer.h"
#include "note/rule.h"

static bool same_words(struct arena *arena, str a, str b)
{
    const str sides[] = {a, b};
    struct buf words[2] = {{0}, {0}};
    for (size_t s = 0; s < 2; s++) {
        str folded = utf8_fold(arena, sides[s]);
        for (size_t i = 0, len; i < folded.len; i += len)
            if (utf8_is_word(utf8_at(folded, i, &len)))
                buf_put(&words[s], str_sub(folded, i, i + len));
    }
    bool same = str_eq(buf_str(&words[0]), buf_str(&words[1]));
    buf_release(&words[0]);
    buf_release(&words[1]);
    return same;
}

/* The text of the leaves in the clip; images and raw HTML say nothing. */
static void add_visible(struct buf *out, const struct node *block, struct range clip)
{
    for (const struct node *node = block; node;) {
        bool shows = !node->hidden && node->type != NODE_HTML;
        if (shows && node->type == NODE_TEXT && node->begin != NODE_NOWHERE &&
            node->end > clip.begin && node->begin < clip.end) {
            bool exact = node->text.len == node->end - node->begin;
            size_t from = exact ? MAX(node->begin, clip.begin) - node->begin : 0;
            size_t to = exact ? MIN(node->end, clip.end) - node->begin : node->text.len;
            buf_put(out, str_sub(node->text, from, to));
        }
        node = shows ? node_next(node, block) : node_skip(node, block);
    }
}

/* The blocks of the answer, without rules at their ends. */
static void answer_blocks(const struct section *section, const struct found *found,
                          struct block_vec *ret)
{
    for (const struct node *node = found->answer; node; node = answer_next(section, node)) {
        if (node->begin != NODE_NOWHERE && node->begin >= found->clip.end)
            break;
        vec_push(ret, node);
    }
    while (ret->len && (*vec_last(ret))->type == NODE_RULE)
        ret->len--;
}

/* A card whose context is its answer teaches nothing, nor does one whose back is empty. */
static bool teaches(struct arena *arena, const struct section *section,
                    const struct block_vec *blocks, struct range clip)
{
    struct buf shown = {0};
    for (size_t i = 0; i < blocks->len; i++)
        add_visible(&shown, blocks->ptr[i], clip);
    str answer = str_trim(buf_str(&shown));
    bool teaches =
        !same_words(arena, answer, (str){0}) &&
        !same_words(arena, catalogue_strip_maker(answer), catalogue_strip_maker(section->title));
    buf_release(&shown);
    return teaches;
}

static struct content content_of(struct arena *arena, const struct block_vec *nodes,
                                 struct range clip)
{
    const struct node **copy = arena_array(arena, const struct node *, nodes->len + 1);
    for (size_t i = 0; i < nodes->len; i++)
        copy[i] = nodes->ptr[i];
    return (struct content){copy, nodes->len, clip};
}

static void emit(struct rule_run *run, const struct section *section, struct found *found,
                 uint32_t limit)
{
    struct block_vec blocks = {0};
    found->clip.end = MIN(found->clip.end, limit);
    answer_blocks(section, found, &blocks);
    if (teaches(run->arena, section, &blocks, found->clip)) {
        struct draft *draft = rule_emit(run, section, &rule_question);
        draft->front_text = found->front_text;
        draft->front = content_of(run->arena, &found->front, found->front_clip);
        draft->back = content_of(run->arena, &blocks, found->clip);
        draft->path_count = draft->heading_count;
        draft->place = found->front_clip.begin;
    }
    vec_release(&blocks);
}

static bool apply(struct rule_run *run, struct section *section)
{
    struct found_vec found = {0};
    struct map fronts = {0};
    questions_find(&found, section, run->outline->document, run->arena);
    for (size_t i = 0; i < found.len; i++) {
        uint32_t limit = i + 1 < found.len ? found.ptr[i + 1].cut : UINT32_MAX;
        bool is_new;
        map_put(&fronts, found.ptr[i].front_text, 0, &is_new);
        /* A text is a front once only; the heading is one already. */
        if (is_new && !same_words(run->arena, found.ptr[i].front_text, section->title))
            emit(run, section, &found.ptr[i], limit);
    }
    bool any = found.len > 0;
    map_release(&fronts);
    found_release(&found);
    return any;
}

const struct rule rule_question = {
    .name = "question",
    .pass = RULE_ADDING,
    .on = true,
    .summary = "a question that the text asks and answers becomes a front of its own",
    .apply = apply,
};
