/* SPDX-License-Identifier: MIT */
/* The form of questions, language by language (language.h). */
#include "note/question_form.h"

#include "base/attr.h"
#include "base/utf8.h"
#include "note/language.h"

enum {
    INVERTED_MARK = 0xBF,   /* ¿ */
    MAX_BYTES = 500,        /* what is longer is no question */
    MAX_UNMARKED = 120,     /* bytes: a line that begins as a question and has no mark */
    MAX_HEAD = 40,          /* bytes: a label before an answer */
    MAX_SPEAKER = 30,       /* bytes: a name before what is said */
    MIN_STEM = 6,           /* bytes: two Korean syllables */
    MAX_ANSWER_BEGIN = 400, /* bytes of an answer that are looked at */
};

/* Blanks and signs that stand around words but belong to none. */
static bool is_padding(int32_t c)
{
    return !utf8_is_word(c) && c != '+' && c != '#' && c != '%' && c != INVERTED_MARK;
}

static str trim_padding(str text)
{
    size_t len;
    while (text.len && is_padding(utf8_at(text, 0, &len)))
        text = str_sub(text, len, text.len);
    while (text.len && is_padding(utf8_before(text, text.len, &len)))
        text = str_sub(text, 0, text.len - len);
    return text;
}

/* Folded, on one line, without the signs at its ends: what the tables are held against. */
static str core_of(struct arena *arena, str sentence)
{
    return trim_padding(utf8_fold(arena, utf8_squeeze(arena, sentence)));
}

static str last_word(str core)
{
    size_t begin = core.len;
    while (begin > 0 && core.ptr[begin - 1] != ' ')
        begin--;
    return trim_padding(str_sub(core, begin, core.len));
}

/* Whether a question word begins at the text's beginning. */
static bool asks_here(const struct language *language, str text)
{
    size_t asks = words_begin(language->question_words, text);
    size_t none = words_begin(language->no_question, text);
    /* "何か" is something, but at the end of a sentence it asks what. */
    return asks && (!none || (language->unspaced && none == text.len && asks < none));
}

struct asking {
    size_t at;  /* where the last question word that counts begins; SIZE_MAX: none */
    bool why;   /* it asks for a reason */
    bool alone; /* nothing but question words and openers stands there */
};

/* Question words anywhere, as in Korean; a clause that is embedded takes those in it. */
static struct asking find_spaced(const struct language *language, str core)
{
    struct asking asking = {.at = SIZE_MAX, .alone = true};
    for (size_t at = 0; at < core.len;) {
        str rest = str_sub(core, at, core.len), word;
        size_t end = str_find_char(rest, ' ');
        end = end == SIZE_MAX ? core.len : at + end;
        word = trim_padding(str_sub(core, at, end));
        size_t word_at = word.len ? (size_t)(word.ptr - core.ptr) : at;
        if (asks_here(language, str_sub(core, word_at, core.len))) {
            asking.at = word_at;
            asking.why = words_begin(language->why, word) > 0;
            end = MAX(end, word_at + words_begin(language->question_words,
                                                 str_sub(core, word_at, core.len)));
        } else if (words_end(language->embedding, word) && end < core.len) {
            asking.at = SIZE_MAX;
            asking.alone = false;
        } else if (word.len && !words_have(language->openers, word) &&
                   !words_have(language->connectives, word)) {
            asking.alone = false;
        }
        at = end + 1;
    }
    return asking;
}

static struct asking find_unspaced(const struct language *language, str core)
{
    struct asking asking = {.at = SIZE_MAX};
    size_t skip = words_begin(language->openers, core), len;
    for (size_t at = 0; at < core.len; at += len) {
        str rest = str_sub(core, at, core.len);
        utf8_at(core, at, &len);
        size_t none = words_begin(language->no_question, rest);
        if (asks_here(language, rest)) {
            asking.at = at;
            asking.why = words_begin(language->why, rest) > 0;
            len = words_begin(language->question_words, rest);
            asking.alone = at <= skip + 3 && at + len >= core.len;
        } else if (none) {
            len = none;
        } else if (words_begin(language->embedding, rest) && at + 6 < core.len &&
                   asking.at != SIZE_MAX) {
            asking.at = SIZE_MAX;
        }
    }
    return asking;
}

/* "캐시가 원인?": a noun that says what something is, where one that asks has no subject. */
static bool has_subject(const struct language *language, str core)
{
    str before = str_trim_right(str_sub(core, 0, core.len - last_word(core).len));
    return before.len < core.len && words_end(language->subjects, before) > 0 &&
           !words_have(language->closed, last_word(before));
}

/* "이유", "차이점은": a noun that asks by itself, alone or at the end of a compound. */
static bool ends_in_noun(const struct language *language, str core)
{
    str word = language->unspaced ? core : last_word(core);
    str stem = str_sub(word, 0, word.len - words_end(language->particles, word));
    if (stem.len == word.len && has_subject(language, core))
        return false;
    const str forms[] = {word, stem};
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        size_t noun = words_end(language->nouns, forms[i]);
        /* A noun of one syllable is often another's end: 예, 뜻. */
        if (noun && (noun == forms[i].len || noun >= MIN_STEM))
            return true;
    }
    return false;
}

/* "그럼 GET 방식은": any noun that is made the topic. */
static bool ends_in_topic(const struct language *language, str core)
{
    str word = language->unspaced ? core : last_word(core);
    size_t topic = words_end(language->topic, word);
    if (!topic || topic == core.len || words_end(language->no_topic, word))
        return false;
    return !words_have(language->openers, word) && !words_have(language->connectives, word);
}

static bool asks_nothing(const struct language *language, str core)
{
    return words_inside(language->never, core, !language_is_joined(language)) ||
           words_have(language->never_whole, core) || words_begin(language->never_begin, core) ||
           (language_is_joined(language) ? words_end(language->tags, core)
                                         : words_end_whole(language->tags, core)) > 0;
}

static bool asks_unmarked(const struct language *language, str core)
{
    size_t begin = words_begin_whole(language->unmarked, core);
    if (language->unspaced)
        begin = words_begin(language->unmarked, core);
    size_t end = words_end(language->unmarked, core);
    return (begin && begin < core.len) || (end && end < core.len);
}

static enum question_form without_question_word(const struct language *language, str core,
                                                const struct ending *ending)
{
    if (ends_in_noun(language, core) || ends_in_topic(language, core))
        return QUESTION;
    bool yes_no = (ending && ending->asks == ASKS) || words_begin_whole(language->yes_no, core) ||
                  words_end_whole(language->yes_no_end, core);
    return yes_no ? QUESTION_YES_NO : NOT_A_QUESTION;
}

/* "철수: 왜 안 돼?": said in a dialogue, or a field's name before its content. */
static bool is_spoken(str core)
{
    for (size_t i = 0, len; i < core.len && i < MAX_SPEAKER; i += len) {
        int32_t c = utf8_at(core, i, &len);
        if (c == ' ')
            return false;
        if ((c == ':' && i + 1 < core.len && core.ptr[i + 1] == ' ') || c == 0xFF1A)
            return true;
    }
    return false;
}

/* Korean, Japanese, Chinese, Vietnamese: the question word stands where the answer would. */
static enum question_form form_anywhere(const struct language *language, str core, bool marked)
{
    const struct ending *ending = language_ending(language, core);
    enum asks asks = ending ? (enum asks)ending->asks : ASKS_PLAIN;
    struct asking asking =
        language->unspaced ? find_unspaced(language, core) : find_spaced(language, core);
    bool word = asking.at != SIZE_MAX;
    if (asks_nothing(language, core) || asks == ASKS_NEVER || (word && asking.alone) ||
        is_spoken(core))
        return NOT_A_QUESTION;
    if (!marked)
        return (word && asks == ASKS) || asks_unmarked(language, core) ? QUESTION : NOT_A_QUESTION;
    if (asks == ASKS_SOFT)
        return word && asking.why ? QUESTION : NOT_A_QUESTION;
    if (asks == ASKS_NAME) {
        bool names =
            ending && core.len > ending->len && !words_have(language->closed, last_word(core));
        return names ? QUESTION : NOT_A_QUESTION;
    }
    return word ? QUESTION : without_question_word(language, core, ending);
}

/* Without "so", "pero" and the like, and without what stands before an inverted question mark. */
static str without_openers(const struct language *language, str core)
{
    size_t inverted = str_find(core, STR("¿"));
    if (inverted != SIZE_MAX)
        core = str_sub(core, inverted + strlen("¿"), core.len);
    for (size_t opener; (opener = words_begin_whole(language->openers, core)) != 0;) {
        str rest = trim_padding(str_sub(core, opener, core.len));
        if (!rest.len)
            break;
        core = rest;
    }
    return trim_padding(core);
}

/* "If a node fails, what happens to its pods": the main clause, where a clause leads it. */
static str main_clause(const struct language *language, str core)
{
    size_t comma = str_find(core, STR(", "));
    if (comma == SIZE_MAX || !words_begin_whole(language->leads, core))
        return core;
    return trim_padding(str_sub(core, comma + 2, core.len));
}

/* "How does that even work": nobody knows what it speaks of who does not read what is before. */
static bool says_nothing_alone(const struct language *language, str clause)
{
    for (str word; language->empty && str_cut(&clause, ' ', &word);) {
        word = trim_padding(word);
        if (word.len && !words_have(language->empty, word) &&
            !words_have(language->question_words, word))
            return false;
    }
    return language->empty != NULL;
}

/* English and its relatives: the question word comes first. */
static enum question_form form_opening(const struct language *language, str core,
                                       const struct sentence *sentence)
{
    str clause = without_openers(language, core);
    if (asks_nothing(language, clause) || words_begin(language->no_question, clause))
        return NOT_A_QUESTION;
    if (!sentence->question) {
        size_t asks = words_begin_whole(language->unmarked, clause);
        return asks && asks < clause.len ? QUESTION : NOT_A_QUESTION;
    }
    size_t word = words_begin_whole(language->question_words, clause);
    if (!word) {
        str main = main_clause(language, clause);
        word = main.len < clause.len ? words_begin_whole(language->question_words, main) : 0;
        clause = word ? main : clause;
    }
    str rest = trim_padding(str_sub(clause, word, clause.len));
    if (word)
        return rest.len && (sentence->starts_line || (!words_have(language->vague, clause) &&
                                                      !says_nothing_alone(language, clause)))
                   ? QUESTION
                   : NOT_A_QUESTION;
    bool yes_no = words_begin_whole(language->yes_no, clause) ||
                  words_end_whole(language->yes_no_end, clause);
    return yes_no ? QUESTION_YES_NO : NOT_A_QUESTION;
}

/* "왜일까...", "왜일까?!", "(왜일까?)": marks that leave it open whether anything is asked. */
static bool trails_off(str sentence)
{
    size_t len, stops = 0;
    for (; sentence.len; sentence = str_sub(sentence, 0, sentence.len - len)) {
        int32_t c = utf8_before(sentence, sentence.len, &len);
        if (c == '?' || c == '!' || c == 0xFF1F || c == 0x061F || c == 0xFF01 || c == 0x2026 || c == '~')
            return true;
        if (utf8_is_word(c))
            break;
        stops += c == '.';
    }
    return stops > 1;
}

static bool begins_unmarked(str line)
{
    for (const struct language *const *l = languages; *l; l++)
        for (words w = (*l)->unmarked; w && *w; w++)
            if (**w == ascii_lower(*line.ptr) && str_starts_nocase(line, str_from(*w)))
                return true;
    return false;
}

/* Whether the line closes or begins as questions without a mark do. */
static bool line_possible(str line)
{
    static const str ends[] = {STR_INIT("까"),   STR_INIT("가"), STR_INIT("나요"), STR_INIT("까요"),
                               STR_INIT("가요"), STR_INIT("か"), STR_INIT("么"),   STR_INIT("麼"),
                               STR_INIT("些"),   STR_INIT("别"), STR_INIT("別"),   STR_INIT("gì")};
    size_t len;
    while (line.len && is_padding(utf8_before(line, line.len, &len)))
        line = str_sub(line, 0, line.len - len);
    if (!line.len)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends(line, ends[i]))
            return true;
    if (line.len > MAX_UNMARKED)
        return false;
    while (line.len &&
           (is_padding(utf8_at(line, 0, &len)) || utf8_at(line, 0, &len) == INVERTED_MARK))
        line = str_sub(line, len, line.len);
    int32_t c = line.len ? utf8_at(line, 0, &len) : 0;
    return (c >= 0x400 && c < 0x500) || (c && begins_unmarked(line));
}

/* "왜 이럴까ㅠㅠ" */
static bool is_sighed(str core)
{
    size_t len;
    int32_t c = utf8_before(core, core.len, &len);
    return c >= 0x3131 && c <= 0x318E;
}

enum question_form question_form(struct arena *arena, str text, const struct sentence *sentence)
{
    /* In Japanese "…か。" needs no other mark. */
    bool marked = sentence->question || str_ends(text, STR("か。"));
    if (!marked && (!sentence->own_line || !line_possible(text) || trails_off(text)))
        return NOT_A_QUESTION;
    if (text.len > MAX_BYTES || str_contains(text, STR("..")) || str_contains(text, STR("…")))
        return NOT_A_QUESTION;
    str core = core_of(arena, text);
    const struct language *language = core.len && !is_sighed(core) ? language_of(core) : NULL;
    if (!language)
        return NOT_A_QUESTION;
    if (language->opening)
        return !marked && str_ends(text, STR(".")) ? NOT_A_QUESTION
                                                   : form_opening(language, core, sentence);
    return form_anywhere(language, core, marked);
}

/* "가능할까" is taken up by "가능하다": the word without what its ending fused with. */
static bool takes_up(str question, str answer)
{
    str word = last_word(question);
    const struct ending *ending = language_ending(&language_ko, word);
    if (!ending || ending->asks != ASKS)
        return false;
    size_t len, stem = word.len - ending->len;
    while (stem > 0) {
        utf8_before(word, stem, &len);
        stem -= len;
        if (stem <= MIN_STEM)
            break;
    }
    return stem >= MIN_STEM && str_contains(answer, str_sub(word, 0, stem));
}

/* "なりますか" is taken up by "なりません": the verb's end and the syllable that both share. */
static bool takes_up_ja(str question, str answer)
{
    enum { KANA = 3 }; /* bytes */
    size_t end = question.len - 2 * KANA, begin = end > 3 * KANA ? end - 3 * KANA : 0;
    return str_starts(answer, str_sub(question, begin, end));
}

bool question_possible(str markdown)
{
    if (sentence_has_question_mark(markdown))
        return true;
    for (str line; str_cut(&markdown, '\n', &line);)
        if (line_possible(line))
            return true;
    return false;
}

/* Without "A:", "정답:". */
static str without_solution(struct arena *arena, str text)
{
    str head = utf8_fold(arena, str_sub(text, 0, MAX_HEAD));
    for (const struct language *const *l = languages; *l; l++) {
        size_t word = words_begin_whole((*l)->solutions, head);
        size_t end = word;
        while (end < text.len && text.ptr[end] == ' ')
            end++;
        if (word && end < text.len &&
            (text.ptr[end] == ':' || text.ptr[end] == '.' || text.ptr[end] == ')'))
            return str_trim_left(str_sub(text, end + 1, text.len));
    }
    return text;
}

/* "참고: …", "Sources": what begins another matter. */
static bool is_place_label(const struct language *language, str said)
{
    size_t len = words_begin_whole(language->no_places, said);
    str rest = str_sub(said, len, said.len);
    return len && (!rest.len || str_starts(rest, STR(":")) || str_starts(rest, STR("：")));
}

enum question_reply question_reply(struct arena *arena, str sentence)
{
    if (str_starts(sentence, STR("…")) || str_starts(sentence, STR("..")))
        return REPLY_OPEN;
    str said = core_of(arena, without_solution(arena, sentence));
    enum question_reply reply = REPLY_SAYS;
    for (const struct language *const *l = languages; *l; l++) {
        if (language_frames(*l, (*l)->no_answers, said) ||
            language_begins(*l, (*l)->contrasts, said) || is_place_label(*l, said))
            return REPLY_OPEN;
        if (language_frames(*l, (*l)->announces, said))
            reply = REPLY_LEADS;
    }
    return reply;
}

bool question_leads_over(struct arena *arena, str question)
{
    str core = core_of(arena, question);
    for (const struct language *const *l = languages; *l; l++)
        if (language_begins(*l, (*l)->bridges ? (*l)->bridges : (*l)->openers, core))
            return true;
    return false;
}

static bool has_phrase(struct arena *arena, str question, bool runs)
{
    str core = core_of(arena, question);
    const struct language *language = core.len ? language_of(core) : NULL;
    return language && words_inside(runs ? language->runs : language->chooses, core, false);
}

bool question_about_code(struct arena *arena, str question)
{
    return has_phrase(arena, question, true);
}

bool question_chooses(struct arena *arena, str question)
{
    return has_phrase(arena, question, false);
}

/* "Does it return? It does not.": the verb that a yes/no question begins with, behind a pronoun. */
static bool echoes(str core, str said)
{
    str verb, subject, echo;
    str_cut(&core, ' ', &verb);
    return str_cut(&said, ' ', &subject) && words_have(language_en.pronouns, subject) &&
           str_cut(&said, ' ', &echo) && str_starts(echo, verb);
}

bool question_answered(struct arena *arena, str question, str answer)
{
    str core = core_of(arena, question);
    const struct language *language = core.len ? language_of(core) : NULL;
    answer = without_solution(arena, str_sub(answer, sentence_label(answer), answer.len));
    struct sentence first;
    if (!language || !sentence_next(str_sub(answer, 0, MAX_ANSWER_BEGIN), false, 0, &first))
        return false;
    str said = core_of(arena, str_sub(answer, first.begin, first.end));
    size_t begin = language->unspaced ? words_begin(language->answers, said)
                                      : words_begin_whole(language->answers, said);
    if (language == &language_ja && str_ends(core, STR("ますか")))
        return begin || takes_up_ja(core, said);
    return begin || (language == &language_ko && !first.question && takes_up(core, said)) ||
           (language == &language_en && echoes(core, said));
}

bool question_solution(struct arena *arena, str line)
{
    line = trim_padding(utf8_fold(arena, str_sub(line, 0, MAX_ANSWER_BEGIN)));
    for (const struct language *const *l = languages; *l; l++) {
        size_t len = words_begin_whole((*l)->solutions, line);
        str rest = str_trim_left(str_sub(line, len, line.len));
        if (len && (str_starts(rest, STR(":")) || str_starts(rest, STR("："))))
            return true;
    }
    return false;
}

bool question_no_place(struct arena *arena, str heading)
{
    str core = core_of(arena, str_sub(heading, sentence_label(heading), heading.len));
    for (const struct language *const *l = languages; *l; l++)
        if (words_have((*l)->no_places, core) ||
            words_inside((*l)->no_place_parts, core, !language_is_joined(*l)))
            return true;
    return false;
}
