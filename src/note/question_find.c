/* SPDX-License-Identifier: MIT */
/* Where a section asks. */
#include "note/question_find.h"

#include "base/utf8.h"
#include "note/question_answer.h"

enum { MAX_IN_ROW = 2 }; /* more questions one behind another are a list of questions */

static void fill_front(struct finder *finder, const struct asked *asked, struct found *found)
{
    const struct run *run = &finder->run;
    const struct node *last = run_node_at(run, asked->sentence.end - 1);
    for (const struct node *node = run_node_at(run, asked->begin); node;
         node = node == last ? NULL : answer_next(finder->section, node))
        vec_push(&found->front, node);
    found->front_clip =
        (struct range){run_source(run, asked->begin), run_source_end(run, asked->sentence.end)};
    found->cut = run_source(run, asked->sentence.begin);
    found->front_text = run_line(finder->arena, run, asked->begin, asked->sentence.end);
}

static void scan_run(struct finder *finder, const struct node *first)
{
    struct run *run = &finder->run;
    finder->first = first;
    finder->last = run_read(run, first, finder->section->clip);
    struct asked asked;
    bool told = false; /* this paragraph says something besides asking */
    for (size_t at = 0, in_row = 0;
         sentence_next(text_str(&run->text), finder->wrapped, at, &asked.sentence);
         at = asked.sentence.next) {
        str before = str_sub(text_str(&run->text), at, asked.sentence.begin);
        bool mark = asked_has_mark(run, &asked.sentence);
        if (told && str_contains(before, STR("\n\n"))) {
            in_row = 0;
            told = false;
        }
        in_row = mark ? in_row + 1 : 0;
        told |= !mark;
        if (asked_form(finder, run, &asked) == NOT_A_QUESTION || in_row > MAX_IN_ROW)
            continue;
        struct found found = {0};
        fill_front(finder, &asked, &found);
        if (answer_find(finder, &asked, &found))
            vec_push(finder->found, found);
        else
            vec_release(&found.front);
    }
}

/* Where the tag ("<summary", "</details") first stands at or behind `from`; SIZE_MAX: nowhere. */
static size_t find_tag(str text, size_t from, str tag)
{
    for (size_t i = from; i + tag.len <= text.len; i++)
        if (text.ptr[i] == '<' && str_starts_nocase(str_sub(text, i, text.len), tag))
            return i;
    return SIZE_MAX;
}

static size_t behind_tag(str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '>')
        at++;
    return MIN(at + 1, text.len);
}

/* The text between two places without its tags, on one line. */
static str without_tags(struct arena *arena, str text)
{
    struct buf plain = {0};
    bool tag = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<' || text.ptr[i] == '>')
            tag = text.ptr[i] == '<';
        else if (!tag)
            buf_char(&plain, text.ptr[i]);
    }
    str copy = arena_str(arena, buf_str(&plain));
    buf_release(&plain);
    return utf8_squeeze(arena, copy);
}

static bool says_something(str html)
{
    bool tag = false;
    for (size_t i = 0, len; i < html.len; i += len) {
        int32_t c = utf8_at(html, i, &len);
        if (c == '<' || c == '>')
            tag = c == '<';
        else if (!tag && utf8_is_word(c))
            return true;
    }
    return false;
}

/* Where what a summary opened is closed, or the next begins; SIZE_MAX: not in this text. */
static size_t end_of_details(str html, size_t from)
{
    for (size_t i = from; i < html.len; i++) {
        str rest = str_sub(html, i, html.len);
        if (rest.ptr[0] == '<' &&
            (str_starts_nocase(rest, STR("</details")) ||
             str_starts_nocase(rest, STR("<details")) || str_starts_nocase(rest, STR("<summary"))))
            return i;
    }
    return SIZE_MAX;
}

static bool bounds_details(struct finder *finder, const struct node *block)
{
    if (block->type != NODE_HTML_BLOCK)
        return false;
    run_read_raw(&finder->peek, block);
    return end_of_details(text_str(&finder->peek.text), 0) != SIZE_MAX;
}

/* What stands between `</summary>` at `at` and `</details>`. */
static bool summary_answered(struct finder *finder, const struct node *html, size_t at,
                             const struct asked *asked, struct found *found)
{
    const struct run *run = &finder->run;
    str text = text_str(&run->text);
    size_t begin = behind_tag(text, at), end = end_of_details(text, begin);
    found->clip = (struct range){run_source(run, begin), finder->section->clip.end};
    bool rest = says_something(str_sub(text, begin, end));
    found->answer = rest ? html : answer_following(finder->section, html);
    if (end != SIZE_MAX) {
        found->clip.end = run_source(run, end);
        return rest;
    }
    enum answer answer = rest ? ANSWER_HERE : ANSWER_PASSED_OVER;
    for (const struct node *node = answer_following(finder->section, html); node;
         node = answer_following(finder->section, node)) {
        if (bounds_details(finder, node)) {
            found->clip.end = node->begin;
            break;
        }
        if (answer == ANSWER_PASSED_OVER)
            answer = answer_judge(finder, node, asked, found->front_text);
    }
    return answer == ANSWER_HERE;
}

/* A `<summary>` that asks; the rest of its `<details>` answers. */
static void scan_summaries(struct finder *finder, const struct node *html)
{
    run_read_raw(&finder->run, html);
    for (size_t at = 0;;) {
        str text = text_str(&finder->run.text);
        size_t tag = find_tag(text, at, STR("<summary"));
        size_t begin = tag == SIZE_MAX ? text.len : behind_tag(text, tag);
        size_t end = find_tag(text, begin, STR("</summary"));
        if (end == SIZE_MAX)
            return;
        at = end;
        str line = without_tags(finder->arena, str_sub(text, begin, end));
        struct asked asked = {0};
        if (!sentence_next(line, false, 0, &asked.sentence) || asked.sentence.next < line.len)
            continue;
        line = str_sub(line, sentence_label(line), asked.sentence.end);
        arena_reset(&finder->scratch);
        asked.form = question_form(&finder->scratch, line, &asked.sentence);
        struct found found = {.front_text = line, .cut = run_source(&finder->run, tag)};
        found.front_clip =
            (struct range){run_source(&finder->run, begin), run_source_end(&finder->run, end)};
        if (asked.form != NOT_A_QUESTION && summary_answered(finder, html, end, &asked, &found))
            vec_push(finder->found, found);
    }
}

/* "Sources:" before a list: a heading in all but its sign. */
static bool has_no_place_label(struct finder *finder, const struct node *list)
{
    enum { MAX_LABEL = 60 };
    const struct node *before = list->prev;
    if (!before || before->type != NODE_PARAGRAPH || before->end - before->begin > MAX_LABEL)
        return false;
    run_read(&finder->peek, before, finder->section->clip);
    str line = str_trim(text_str(&finder->peek.text)), first = {0};
    str_cut(&line, '\n', &first);
    arena_reset(&finder->scratch);
    return question_no_place(&finder->scratch, line.len ? line : first);
}

/* A box to tick asks no one; a table's cells are no sentences. */
static bool is_no_place(struct finder *finder, const struct node *node)
{
    return node->hidden || node->type == NODE_TABLE || (node->type == NODE_ITEM && node->task) ||
           (node->type == NODE_LIST && has_no_place_label(finder, node));
}

static void scan_block(struct finder *finder, const struct node *block, bool parted)
{
    for (const struct node *node = block; node;) {
        if (is_no_place(finder, node)) {
            node = node_skip(node, block);
            continue;
        }
        if (node->type == NODE_HTML_BLOCK)
            scan_summaries(finder, node);
        else if (run_begins(node) || (parted && node == block && node->type == NODE_PARAGRAPH))
            scan_run(finder, node);
        node = node_next(node, block);
    }
}

/* Whether what the source has before a block belongs to another section. */
static bool is_parted(const struct section *section, size_t i)
{
    const struct node *before = section->blocks.ptr[i]->prev;
    while (before && before->hidden)
        before = before->prev;
    return before && (i == 0 || section->blocks.ptr[i - 1]->begin < before->begin);
}

/* The source of the section, title line and all; the document's text where its place is unknown. */
static str section_markdown(const struct section *section, const struct document *document)
{
    uint32_t begin = section->blocks.len ? section->blocks.ptr[0]->begin : 0, end = begin;
    for (size_t i = 0; i < section->blocks.len; i++)
        if (section->blocks.ptr[i]->end != NODE_NOWHERE)
            end = MAX(end, section->blocks.ptr[i]->end);
    return str_sub(document->source->text, begin == NODE_NOWHERE ? 0 : begin, end);
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
    if (!question_possible(section_markdown(section, document)))
        return;
    struct finder finder = {
        .found = ret, .section = section, .arena = arena, .wrapped = document->wrapped};
    size_t before = ret->len;
    for (size_t i = 0; i < section->blocks.len; i++)
        scan_block(&finder, section->blocks.ptr[i], is_parted(section, i));
    bool none = ret->len > before && section_is_no_place(&finder);
    for (; none && ret->len > before; ret->len--)
        vec_release(&ret->ptr[ret->len - 1].front);
    run_release(&finder.run);
    run_release(&finder.peek);
    arena_release(&finder.scratch);
}

void found_release(struct found_vec *found)
{
    vec_for (struct found, f, found)
        vec_release(&f->front);
    vec_release(found);
}
