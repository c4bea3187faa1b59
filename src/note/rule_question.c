/* SPDX-License-Identifier: MIT */
/* Rule `question`: a question that the author asks and the section answers. */
#include "base/utf8.h"
#include "note/question_find.h"
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
        if (shows && node->type == NODE_TEXT && node->begin != NODE_NOWHERE && node->end > clip.begin &&
            node->begin < clip.end) {
            bool exact = node->text.len == node->end - node->begin;
            size_t from = exact ? MAX(node->begin, clip.begin) - node->begin : 0;
            size_t to = exact ? MIN(node->end, clip.end) - node->begin : node->text.len;
            buf_put(out, str_sub(node->text, from, to));
        }
        node = shows ? node_next(node, block) : node_skip(node, block);
    }
}

/* The back, cut where the next question begins; false where nothing is left to learn. */
static bool fill_back(struct rule_run *run, const struct section *section, struct found *found,
                      uint32_t limit, struct content *ret)
{
    found->clip.end = MIN(found->clip.end, limit);
    size_t count = found->answer.len;
    while (count && (found->answer.ptr[count - 1]->type == NODE_RULE ||
                     (found->answer.ptr[count - 1]->begin != NODE_NOWHERE &&
                      found->answer.ptr[count - 1]->begin >= found->clip.end)))
        count--;
    struct buf shown = {0};
    for (size_t i = 0; i < count; i++)
        add_visible(&shown, found->answer.ptr[i], found->clip);
    bool says = !same_words(run->arena, buf_str(&shown), (str){0}) &&
                !same_words(run->arena, buf_str(&shown), section->title);
    buf_release(&shown);
    if (!says)
        return false;
    const struct node **blocks = arena_array(run->arena, const struct node *, count);
    for (size_t i = 0; i < count; i++)
        blocks[i] = found->answer.ptr[i];
    *ret = (struct content){blocks, count, found->clip};
    return true;
}

static void emit(struct rule_run *run, const struct section *section, struct found *found, uint32_t limit)
{
    struct content back;
    if (!fill_back(run, section, found, limit, &back))
        return;
    struct draft *draft = rule_emit(run, section, &rule_question);
    draft->front_text = found->front_text;
    const struct node **blocks = arena_array(run->arena, const struct node *, found->front.len + 1);
    for (size_t i = 0; i < found->front.len; i++)
        blocks[i] = found->front.ptr[i];
    draft->front = (struct content){blocks, found->front.len, found->front_clip};
    draft->back = back;
    draft->path_count = draft->heading_count;
    draft->place = found->front_clip.begin;
}

static bool is_double(const struct found *all, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (str_eq(all[j].front_text, all[i].front_text))
            return true;
    return false;
}

static bool apply(struct rule_run *run, struct section *section)
{
    struct found_vec found = {0};
    questions_find(&found, section, run->outline->document, run->arena);
    for (size_t i = 0; i < found.len; i++) {
        uint32_t limit = i + 1 < found.len ? found.ptr[i + 1].cut : UINT32_MAX;
        if (!is_double(found.ptr, i))
            emit(run, section, &found.ptr[i], limit);
    }
    bool any = found.len > 0;
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
