/* SPDX-License-Identifier: MIT */
/* Looking behind a question. */
#include "note/question_answer.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "note/language.h"

static bool ends_in_mark(str text)
{
    while (str_ends(text, STR("!")) || str_ends(text, STR(".")))
        text = str_sub(text, 0, text.len - 1);
    return str_ends(text, STR("?")) || str_ends(text, STR("？")) || str_ends(text, STR("؟"));
}

bool asked_has_mark(const struct run *run, const struct sentence *sentence)
{
    return ends_in_mark(str_sub(text_str(&run->text), sentence->begin, sentence->end));
}

/* The length of "(2021년 2회) ", "[DB] ": what a bracket says before the question. */
static size_t remark(str text)
{
    enum { MAX_REMARK = 40 };
    char closer = str_starts(text, STR("(")) ? ')' : str_starts(text, STR("[")) ? ']' : '\0';
    size_t end = closer ? str_find_char(str_sub(text, 0, MAX_REMARK), closer) : SIZE_MAX;
    if (end == SIZE_MAX || end + 2 >= text.len || text.ptr[end + 1] != ' ' ||
        str_find_char(str_sub(text, 0, end), '\n') != SIZE_MAX)
        return 0;
    return end + 2 + sentence_label(str_sub(text, end + 2, text.len));
}

enum question_form asked_form(struct finder *finder, const struct run *run, struct asked *ret)
{
    str text = text_str(&run->text);
    const struct sentence *s = &ret->sentence;
    ret->begin = s->begin + sentence_label(str_sub(text, s->begin, s->end));
    ret->begin += remark(str_sub(text, ret->begin, s->end));
    ret->form = NOT_A_QUESTION;
    if (!run_only_shielded(run, ret->begin, s->end)) {
        arena_reset(&finder->scratch);
        ret->form = question_form(&finder->scratch, str_sub(text, ret->begin, s->end), s);
    }
    return ret->form;
}

/* The place of a top-level node in the section; the number of its blocks where it is none. */
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

const struct node *answer_following(const struct section *section, const struct node *node)
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

const struct node *answer_next(const struct section *section, const struct node *node)
{
    const struct node *next = answer_following(section, node);
    bool inside = node_is_inline(node) && node->parent->type != NODE_ITEM;
    return next || !inside ? next : answer_following(section, node->parent);
}

static bool is_first_in(const struct node *node)
{
    for (node = node->prev; node; node = node->prev)
        if (!node->hidden)
            return false;
    return true;
}

/* Raw HTML without its tags. */
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

/* "A. EC2", "b) IAM", "① IAM", "ㄱ. IAM": the nth of the answers to choose from. */
static bool is_choice(str line, size_t nth)
{
    static const str signs[][2] = {
        {STR_INIT("A"), STR_INIT("B")},   {STR_INIT("a"), STR_INIT("b")},
        {STR_INIT("ㄱ"), STR_INIT("ㄴ")}, {STR_INIT("가"), STR_INIT("나")},
        {STR_INIT("ア"), STR_INIT("イ")},
    };
    line = str_trim_left(line);
    if (str_starts(line, STR("(")))
        line = str_sub(line, 1, line.len);
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        str rest = str_sub(line, signs[i][nth].len, line.len);
        if (str_starts(line, signs[i][nth]) && rest.len > 1 && strchr(".)", rest.ptr[0]) &&
            rest.ptr[1] == ' ')
            return true;
    }
    return false;
}

static bool are_choices(str lines)
{
    str line;
    if (!str_cut(&lines, '\n', &line) || !is_choice(line, 0))
        return false;
    while (str_cut(&lines, '\n', &line))
        if (is_choice(line, 1))
            return true;
    return false;
}

/* "(면접 단골)": a remark on the question. */
static bool is_aside(str sentence)
{
    return str_starts(sentence, STR("(")) && str_ends(sentence, STR(")"));
}

/* What a sentence is to the question before it; `rest`: the text from it on. */
static enum answer judge_sentence(struct finder *finder, const struct run *run, struct asked *next,
                                  const struct asked *asked, str question, str rest)
{
    const struct sentence *s = &next->sentence;
    if (run_only_links(run, s->begin, s->end))
        return s->starts_line ? ANSWER_NONE : ANSWER_PASSED_OVER;
    if (asked_has_mark(run, s) || asked_form(finder, run, next) == QUESTION || are_choices(rest))
        return ANSWER_NONE;
    arena_reset(&finder->scratch);
    if (str_starts(rest, STR("①")) && question_chooses(&finder->scratch, question))
        return ANSWER_NONE;
    str said = str_sub(text_str(&run->text), s->begin, s->end);
    if (is_aside(said)) /* one with a mark is the question again, in another language */
        return str_find_char(said, '?') == SIZE_MAX ? ANSWER_PASSED_OVER : ANSWER_NONE;
    enum question_reply reply = question_reply(&finder->scratch, said);
    if (reply != REPLY_SAYS)
        return reply == REPLY_LEADS ? ANSWER_PASSED_OVER : ANSWER_NONE;
    bool answered =
        asked->form != QUESTION_YES_NO || question_answered(&finder->scratch, question, rest);
    return answered ? ANSWER_HERE : ANSWER_NONE;
}

/* What the text of a run from `at` on is to the question before it. */
static enum answer judge_text(struct finder *finder, const struct run *run, size_t at,
                              const struct asked *asked, str question)
{
    str text = text_str(&run->text);
    struct asked next = {.form = NOT_A_QUESTION};
    enum answer answer = ANSWER_PASSED_OVER;
    while (answer == ANSWER_PASSED_OVER &&
           sentence_next(text, finder->wrapped, at, &next.sentence)) {
        str rest = str_sub(text, next.sentence.begin, text.len);
        answer = judge_sentence(finder, run, &next, asked, question, rest);
        at = next.sentence.next;
    }
    return answer;
}

/* The first run in a block: what it opens with. */
static const struct node *first_run(const struct node *block)
{
    for (const struct node *node = block; node; node = node_next(node, block))
        if (run_begins(node))
            return node;
    return NULL;
}

static str peek_at(struct finder *finder, const struct node *block)
{
    const struct node *first = block ? first_run(block) : NULL;
    if (!first)
        return (str){0};
    run_read(&finder->peek, first, finder->section->clip);
    return text_str(&finder->peek.text);
}

/* A list to choose from, with boxes, letters, or the solution behind it. */
static bool is_quiz(struct finder *finder, const struct node *list, str question)
{
    if (list->first && list->first->task)
        return true;
    arena_reset(&finder->scratch);
    if (list->first && list->first->next && question_chooses(&finder->scratch, question))
        return true;
    if (is_choice(peek_at(finder, list), 0) && list->first->next &&
        is_choice(peek_at(finder, list->first->next), 1))
        return true;
    const struct node *behind = answer_following(finder->section, list);
    arena_reset(&finder->scratch);
    return behind && behind->type == NODE_PARAGRAPH &&
           question_solution(&finder->scratch, peek_at(finder, behind));
}

enum answer answer_judge(struct finder *finder, const struct node *block, const struct asked *asked,
                         str question)
{
    if (block->type == NODE_HEADING || block->type == NODE_RULE)
        return ANSWER_NONE;
    arena_reset(&finder->scratch);
    if (block->type == NODE_CODE_BLOCK && question_about_code(&finder->scratch, question))
        return ANSWER_NONE;
    if (block->type == NODE_CODE_BLOCK || block->type == NODE_TABLE)
        return asked->form == QUESTION ? ANSWER_HERE : ANSWER_NONE;
    if (block->type == NODE_HTML_BLOCK)
        return html_says_something(block) ? ANSWER_HERE : ANSWER_PASSED_OVER;
    if (block->type == NODE_LIST && is_quiz(finder, block, question))
        return ANSWER_NONE;
    if (node_is_inline(block))
        run_read(&finder->peek, block, finder->section->clip);
    else if (!peek_at(finder, block).len)
        return ANSWER_PASSED_OVER;
    return judge_text(finder, &finder->peek, 0, asked, question);
}

/* "왜 쓸까? → 빨라서", "X란?: …": what only leads to the answer. */
static size_t skip_lead(str text, size_t at)
{
    static const str leads[] = {STR_INIT("->"), STR_INIT("=>"), STR_INIT("→"),  STR_INIT("⇒"),
                                STR_INIT(":"),  STR_INIT("："), STR_INIT("- "), STR_INIT("– "),
                                STR_INIT("— "), STR_INIT("=")};
    for (bool again = true; again;) {
        again = false;
        at += sentence_filler(str_sub(text, at, text.len));
        while (at < text.len && text.ptr[at] == '\n')
            at++;
        for (size_t i = 0; i < ARRAY_LEN(leads) && !again; i++) {
            if (str_starts(str_sub(text, at, text.len), leads[i])) {
                at += leads[i].len;
                again = true;
            }
        }
    }
    return at;
}

/* The nodes from `from` on that follow in its container, as far as the first that decides. */
static bool answered_from(struct finder *finder, const struct node *from, const struct asked *asked,
                          struct found *found)
{
    enum answer answer = ANSWER_PASSED_OVER;
    for (const struct node *node = from; node && answer == ANSWER_PASSED_OVER;
         node = answer_following(finder->section, node))
        answer = answer_judge(finder, node, asked, found->front_text);
    return answer == ANSWER_HERE;
}

/* An item that is one question and no more. */
static bool item_asks(struct finder *finder, const struct node *item)
{
    str text = peek_at(finder, item);
    struct asked asked = {0};
    if (!sentence_next(text, finder->wrapped, 0, &asked.sentence) ||
        asked_form(finder, &finder->peek, &asked) == NOT_A_QUESTION)
        return false;
    return skip_lead(text, asked.sentence.next) >= text.len;
}

/* An item that says something in a whole sentence, as a text does that is written in items. */
static bool item_tells(struct finder *finder, const struct node *item)
{
    str text = peek_at(finder, item);
    struct sentence s;
    if (!sentence_next(text, finder->wrapped, 0, &s))
        return false;
    str said = str_sub(text, s.begin, s.end);
    return str_ends(said, STR(".")) || str_ends(said, STR("。")) ||
           words_end(language_ko.polite, said);
}

/* An item that asks something and says more, or doubts in brackets. */
static bool item_has_mark(struct finder *finder, const struct node *item)
{
    str text = peek_at(finder, item);
    return sentence_has_question_mark(text);
}

/*
 * "- 왜?", "- 빨라서", "- 언제?", …: a list whose items ask and answer in turn. One that asks twice
 * without an answer between, that asks last or that answers within an item, is none.
 */
static bool items_take_turns(struct finder *finder, const struct node *list)
{
    enum { MANY = 500 }; /* each card shows a cut of the whole list */
    size_t count = 0;
    bool asked = false;
    for (const struct node *item = list->first; item; item = item->next) {
        bool asks = item_asks(finder, item);
        if (++count > MANY || (asks && asked) || (!asks && item_has_mark(finder, item)))
            return false;
        asked = asks;
    }
    return !asked;
}

static bool goes_on_in_items(struct finder *finder, const struct node *item,
                             const struct node *next)
{
    if (finder->list != item->parent) {
        finder->list = item->parent;
        finder->takes_turns = items_take_turns(finder, item->parent);
    }
    return finder->takes_turns &&
           (item_asks(finder, item->parent->first) || item_tells(finder, next));
}

/* The run is all of an item: the next items may answer. */
static bool answered_by_items(struct finder *finder, const struct asked *asked, struct found *found)
{
    const struct node *item = finder->first->parent;
    /* Among lines without a mark anything may be a topic. */
    if (!asked->sentence.question || !asked->sentence.starts_line)
        return false;
    if (item->type != NODE_ITEM || !is_first_in(finder->first) ||
        answer_following(finder->section, finder->last))
        return false;
    const struct node *next = answer_following(finder->section, item);
    if (!next || !goes_on_in_items(finder, item, next) ||
        answer_judge(finder, next, asked, found->front_text) != ANSWER_HERE)
        return false;
    found->answer = item->parent;
    found->clip.end = MIN(found->clip.end, item->parent->end);
    return true;
}

/*
 * A question that has a quote, or a list of one item, for itself is answered behind it: the node
 * behind which to look.
 */
static const struct node *climb(const struct finder *finder)
{
    const struct node *first = finder->first, *last = finder->last;
    while (is_first_in(first) && !answer_following(finder->section, last)) {
        const struct node *around = last->parent;
        if (around->type != NODE_QUOTE && around->type != NODE_ITEM && around->type != NODE_LIST)
            break;
        first = last = around;
    }
    return last;
}

/*
 * A paragraph that says something and closes with a question: where no "so" or "then" leads over
 * to it, the writer sighs. What is asked to be answered has a line of its own.
 */
static bool sighs(struct finder *finder, const struct asked *asked, const struct found *found)
{
    str before = str_trim(str_sub(text_str(&finder->run.text), 0, asked->sentence.begin));
    arena_reset(&finder->scratch);
    return !asked->sentence.starts_line && !ends_in_mark(before) &&
           !question_leads_over(&finder->scratch, found->front_text);
}

bool answer_find(struct finder *finder, const struct asked *asked, struct found *found)
{
    const struct run *run = &finder->run;
    str text = text_str(&run->text);
    size_t at = skip_lead(text, asked->sentence.next);
    found->clip =
        (struct range){run_source_end(run, asked->sentence.end), finder->section->clip.end};
    if (at < text.len) {
        str between = str_sub(text, asked->sentence.end, at);
        if (str_contains(between, STR("\n\n")) && sighs(finder, asked, found))
            return false;
        enum answer answer = judge_text(finder, run, at, asked, found->front_text);
        found->answer = run_node_at(run, at);
        found->clip.begin = run_source(run, at);
        return answer == ANSWER_HERE ||
               (answer == ANSWER_PASSED_OVER &&
                answered_from(finder, answer_following(finder->section, finder->last), asked,
                              found));
    }
    if (answered_by_items(finder, asked, found))
        return true;
    const struct node *out = climb(finder);
    found->answer = out->type == NODE_ITEM ? NULL : answer_following(finder->section, out);
    if (found->answer && found->answer->type != NODE_LIST && sighs(finder, asked, found))
        return false;
    return answered_from(finder, found->answer, asked, found);
}
