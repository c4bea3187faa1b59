/* SPDX-License-Identifier: MIT */
/* Where a section asks, and whether it answers. */
#include "note/question_find.h"

#include "base/utf8.h"
#include "note/language.h"
#include "note/question_form.h"
#include "note/run.h"
#include "note/sentence.h"

enum { MAX_IN_ROW = 2 }; /* more questions one behind another are a list of questions */

struct finder {
    struct found_vec *found;
    const struct section *section;
    struct arena *arena;  /* the document's */
    struct arena scratch;
    bool wrapped;
    struct run run, peek; /* `peek`: what follows */
    const struct node *last; /* of the run */
};

/* A sentence of the run that has the form of a question. */
struct asked {
    struct sentence sentence;
    size_t begin; /* behind its label */
    enum question_form form;
};

static bool is_question_mark_before(str text, size_t at)
{
    return str_ends(str_sub(text, 0, at), STR("?")) || str_ends(str_sub(text, 0, at), STR("？"));
}

/* The form of a sentence; a sentence that is all link or code asks nothing. */
static enum question_form form_of(struct finder *finder, const struct run *run, const struct sentence *s,
                                  size_t *ret_begin)
{
    str text = text_str(&run->text);
    size_t begin = s->begin + sentence_label(str_sub(text, s->begin, s->end));
    *ret_begin = begin;
    if (run_only_links(run, begin, s->end))
        return NOT_A_QUESTION;
    arena_reset(&finder->scratch);
    return question_form(&finder->scratch, str_sub(text, begin, s->end), s);
}

/* The section's block that the top-level node is; the length of `blocks` where it is none. */
static size_t block_index(const struct section *section, const struct node *node)
{
    size_t low = 0, high = section->blocks.len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (section->blocks.ptr[middle]->begin < node->begin)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < section->blocks.len && section->blocks.ptr[low] != node &&
           section->blocks.ptr[low]->begin == node->begin)
        low++;
    bool here = low < section->blocks.len && section->blocks.ptr[low] == node;
    return here ? low : section->blocks.len;
}

/* What stands behind the node in the same section, quote or item. */
static const struct node *following(const struct section *section, const struct node *node)
{
    if (node->parent->type == NODE_DOCUMENT) {
        size_t i = block_index(section, node) + 1;
        return i < section->blocks.len ? section->blocks.ptr[i] : NULL;
    }
    do
        node = node->next;
    while (node && node->hidden);
    return node;
}

static bool is_first_in(const struct node *node)
{
    for (node = node->prev; node; node = node->prev)
        if (!node->hidden)
            return false;
    return true;
}

/*
 * A question that has a quote, or a list of one item, for itself is answered behind it: the node
 * out of which to look, from the run's first and last nodes.
 */
static const struct node *climb(const struct section *section, const struct node *first, const struct node *last)
{
    while (is_first_in(first) && !following(section, last)) {
        const struct node *around = last->parent;
        if (around->type != NODE_QUOTE && around->type != NODE_ITEM && around->type != NODE_LIST)
            break;
        first = last = around;
    }
    return last->type == NODE_ITEM ? NULL : last;
}

/* Raw HTML without its tags, on the text of `node`'s children. */
static bool html_says_something(const struct node *html)
{
    bool tag = false;
    for (const struct node *node = html->first; node; node = node->next) {
        for (size_t i = 0, len; i < node->text.len; i += len) {
            int32_t c = utf8_at(node->text, i, &len);
            if (c == '<' || c == '>')
                tag = c == '<';
            else if (!tag && utf8_is_word(c))
                return true;
        }
    }
    return false;
}

enum answer { ANSWER_NONE, ANSWER_PASSED_OVER, ANSWER_HERE };

/* What the text of a run from `at` on is to the question before it. */
static enum answer judge_text(struct finder *finder, const struct run *run, size_t at, const struct asked *asked,
                              str question)
{
    str text = text_str(&run->text);
    struct sentence s;
    if (!sentence_next(text, finder->wrapped, at, &s))
        return ANSWER_PASSED_OVER;
    if (run_only_links(run, s.begin, s.end))
        return ANSWER_PASSED_OVER;
    size_t begin;
    if (is_question_mark_before(text, s.end) || form_of(finder, run, &s, &begin) == QUESTION)
        return ANSWER_NONE;
    if (asked->form != QUESTION_YES_NO)
        return ANSWER_HERE;
    arena_reset(&finder->scratch);
    return question_answered(&finder->scratch, question, str_sub(text, s.begin, text.len)) ? ANSWER_HERE
                                                                                          : ANSWER_NONE;
}

/* The first run in a block: what it opens with. */
static const struct node *first_run(const struct node *block)
{
    for (const struct node *node = block; node; node = node_next(node, block))
        if (run_begins(node))
            return node;
    return NULL;
}

static enum answer judge_block(struct finder *finder, const struct node *block, const struct asked *asked,
                               str question)
{
    if (block->type == NODE_HEADING || block->type == NODE_RULE)
        return ANSWER_NONE;
    if (block->type == NODE_CODE_BLOCK || block->type == NODE_TABLE)
        return asked->form == QUESTION ? ANSWER_HERE : ANSWER_NONE;
    if (block->type == NODE_HTML_BLOCK)
        return html_says_something(block) ? ANSWER_HERE : ANSWER_PASSED_OVER;
    const struct node *first = node_is_inline(block) ? block : first_run(block);
    if (!first)
        return ANSWER_PASSED_OVER;
    run_read(&finder->peek, first, finder->section->clip);
    return judge_text(finder, &finder->peek, 0, asked, question);
}

/* "왜 쓸까? → 빨라서", "X란?: …": what only leads to the answer. */
static size_t skip_lead(str text, size_t at)
{
    static const str leads[] = {STR_INIT("->"), STR_INIT("=>"), STR_INIT("→"), STR_INIT("⇒"), STR_INIT("➡"),
                                STR_INIT(":"), STR_INIT("："), STR_INIT("- "), STR_INIT("– "), STR_INIT("— "),
                                STR_INIT("="), STR_INIT("️")};
    for (bool again = true; again;) {
        again = false;
        at += sentence_filler(str_sub(text, at, text.len));
        for (size_t i = 0; i < ARRAY_LEN(leads) && !again; i++) {
            if (str_starts(str_sub(text, at, text.len), leads[i])) {
                at += leads[i].len;
                again = true;
            }
        }
    }
    return at;
}

static void take_answer(struct finder *finder, struct found *found, const struct node *from)
{
    for (const struct node *node = from; node; node = following(finder->section, node))
        vec_push(&found->answer, node);
}

/*
 * Looks for the answer behind the sentence: first in what is left of the run, then in what stands
 * behind it.
 */
static bool find_answer(struct finder *finder, const struct node *first, const struct asked *asked,
                        struct found *found)
{
    const struct run *run = &finder->run;
    str text = text_str(&run->text);
    size_t at = skip_lead(text, asked->sentence.next);
    found->clip = (struct range){run_source_end(run, asked->sentence.end), finder->section->clip.end};
    bool rest = str_trim(str_sub(text, at, text.len)).len > 0;
    if (rest) {
        enum answer answer = judge_text(finder, run, at, asked, found->front_text);
        if (answer == ANSWER_NONE)
            return false;
        struct run_block block = run->blocks.ptr[run_block_at(run, at)];
        const struct node *from = block.node->type == NODE_ITEM ? first : block.node;
        take_answer(finder, found, from);
        found->clip.begin = run_source(run, at);
        if (answer == ANSWER_HERE)
            return true;
    }
    const struct node *out = rest ? finder->last : climb(finder->section, first, finder->last);
    enum answer answer = ANSWER_PASSED_OVER;
    for (const struct node *node = out ? following(finder->section, out) : NULL;
         node && answer == ANSWER_PASSED_OVER; node = following(finder->section, node)) {
        answer = judge_block(finder, node, asked, found->front_text);
        if (answer == ANSWER_HERE && !rest)
            take_answer(finder, found, following(finder->section, out));
    }
    return answer == ANSWER_HERE;
}

static void fill_front(struct finder *finder, const struct asked *asked, struct found *found)
{
    const struct run *run = &finder->run;
    size_t from = run_block_at(run, asked->begin), to = run_block_at(run, asked->sentence.end - 1);
    for (size_t i = from; i <= to; i++)
        vec_push(&found->front, run->blocks.ptr[i].node);
    found->front_clip = (struct range){run_source(run, asked->begin), run_source_end(run, asked->sentence.end)};
    found->cut = run_source(run, asked->sentence.begin);
    found->front_text = run_line(finder->arena, run, asked->begin, asked->sentence.end);
}

static void found_free(struct found *found)
{
    vec_release(&found->front);
    vec_release(&found->answer);
}

static void scan_run(struct finder *finder, const struct node *first)
{
    struct run *run = &finder->run;
    finder->last = run_read(run, first, finder->section->clip);
    struct sentence s = {0};
    for (size_t at = 0, in_row = 0; sentence_next(text_str(&run->text), finder->wrapped, at, &s); at = s.next) {
        in_row = is_question_mark_before(text_str(&run->text), s.end) ? in_row + 1 : 0;
        struct asked asked = {.sentence = s};
        asked.form = form_of(finder, run, &s, &asked.begin);
        if (asked.form == NOT_A_QUESTION || in_row > MAX_IN_ROW)
            continue;
        struct found found = {0};
        fill_front(finder, &asked, &found);
        if (find_answer(finder, first, &asked, &found))
            vec_push(finder->found, found);
        else
            found_free(&found);
    }
}

/* A ticked or open box asks no one; a table's cells are no sentences. */
static bool is_no_place(const struct node *node)
{
    return node->hidden || node->type == NODE_TABLE || (node->type == NODE_ITEM && node->task);
}

static void scan_block(struct finder *finder, const struct node *block)
{
    for (const struct node *node = block; node;) {
        if (is_no_place(node)) {
            node = node_skip(node, block);
            continue;
        }
        /* A run of paragraphs of the section is read once, from its first. */
        if (run_begins(node))
            scan_run(finder, node);
        node = node_next(node, block);
    }
}

static bool section_is_no_place(struct finder *finder)
{
    const struct section *section = finder->section;
    bool no = question_no_place(&finder->scratch, section->title);
    for (uint32_t i = 0; i < section->path_count && !no; i++)
        no = question_no_place(&finder->scratch, section->path[i]);
    return no;
}

void questions_find(struct found_vec *ret, const struct section *section,
                    const struct document *document, struct arena *arena)
{
    struct finder finder = {.found = ret, .section = section, .arena = arena, .wrapped = document->wrapped};
    if (!section_is_no_place(&finder))
        for (size_t i = 0; i < section->blocks.len; i++)
            scan_block(&finder, section->blocks.ptr[i]);
    run_release(&finder.run);
    run_release(&finder.peek);
    arena_release(&finder.scratch);
}

void found_release(struct found_vec *found)
{
    vec_for (struct found, f, found)
        found_free(f);
    vec_release(found);
}
