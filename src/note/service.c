/* SPDX-License-Identifier: MIT */
/* Titles that are services, lists of services, and texts that speak of one. */
#include "note/service.h"

#include "base/utf8.h"

enum { VARIATION_16 = 0xFE0F }; /* it makes a sign a pictograph */

/* Words that may stand beside a service's name and only ask what it is; folded. */
static const str asking[] = {
    STR_INIT("이란 무엇인가요"), STR_INIT("란 무엇인가요"), STR_INIT("이란 무엇인가"),
    STR_INIT("란 무엇인가"), STR_INIT("는 무엇인가"), STR_INIT("은 무엇인가"), STR_INIT("무엇인가"),
    STR_INIT("이란 무엇일까"), STR_INIT("란 무엇일까"), STR_INIT("이란 뭘까"), STR_INIT("란 뭘까"),
    STR_INIT("이란"), STR_INIT("란"), STR_INIT("의 개요"), STR_INIT("의 정의"), STR_INIT("의 개념"),
    STR_INIT("개요"), STR_INIT("소개"), STR_INIT("정의"), STR_INIT("개념"), STR_INIT("알아보기"),
    STR_INIT("알아보자"), STR_INIT("살펴보기"), STR_INIT("살펴보자"), STR_INIT("에 대해"),
    STR_INIT("에 대해서"), STR_INIT("에 대하여"), STR_INIT("정리"), STR_INIT("요약"), STR_INIT("기초"),
    STR_INIT("기본 개념"), STR_INIT("기초 개념"), STR_INIT("basics"), STR_INIT("summary"),
    STR_INIT("の基礎"), STR_INIT("基礎"), STR_INIT("まとめ"),
    STR_INIT("이해하기"), STR_INIT("とは何か"), STR_INIT("とは"), STR_INIT("の概要"), STR_INIT("概要"),
    STR_INIT("について"), STR_INIT("入門"), STR_INIT("what is"), STR_INIT("what's"),
    STR_INIT("what are"), STR_INIT("an introduction to"), STR_INIT("introduction to"),
    STR_INIT("intro to"), STR_INIT("overview of"), STR_INIT("introduction"), STR_INIT("overview"),
    STR_INIT("intro"), STR_INIT("là gì"), STR_INIT("was ist"), STR_INIT("qu'est-ce que"),
    STR_INIT("qué es"), STR_INIT("que es"), STR_INIT("o que é"), STR_INIT("что такое"),
    STR_INIT("是什么"), STR_INIT("什么是"), STR_INIT("简介"), STR_INIT("介绍"),
    /* "[AWS] EC2", "AWS - S3": a maker apart from the name */
    STR_INIT("aws"), STR_INIT("amazon"), STR_INIT("amazon web services"),
};

static const str joiners[] = {
    STR_INIT("와"), STR_INIT("과"), STR_INIT("및"), STR_INIT("·"),  STR_INIT("・"), STR_INIT("ㆍ"),
    STR_INIT(","),  STR_INIT("、"), STR_INIT("/"),  STR_INIT("&"),  STR_INIT("and"), STR_INIT("und"),
    STR_INIT("et"), STR_INIT("y"),  STR_INIT("と"), STR_INIT("и"),  STR_INIT(", and"),
    STR_INIT("그리고"), STR_INIT("，"),
};

/* Behind a word that only counts: "Chapter 3: VPC", "제3장 S3". */
static size_t skip_chapter_word(str title)
{
    static const str words[] = {STR_INIT("chapter "), STR_INIT("section "), STR_INIT("part "),
                                STR_INIT("제"), STR_INIT("第"), STR_INIT("ch."), STR_INIT("day ")};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_starts_nocase(title, words[i]) && title.len > words[i].len &&
            ascii_is_digit(title.ptr[words[i].len]))
            return words[i].len;
    return 0;
}

/* The length of what counts behind a chapter's number. */
static size_t skip_counter(str rest)
{
    static const str counters[] = {STR_INIT("장"), STR_INIT("강"), STR_INIT("章"), STR_INIT("일차"),
                                   STR_INIT("주차"), STR_INIT("課")};
    for (size_t i = 0; i < ARRAY_LEN(counters); i++)
        if (str_starts(rest, counters[i]))
            return counters[i].len;
    return 0;
}

/* Behind a chapter number: "3.2 VPC", "1) S3", "17. EC2", "#4 EFS", "① SQS", "3장 IAM". */
static size_t skip_number(str title)
{
    size_t i = skip_chapter_word(title), len;
    int32_t first = title.len ? utf8_at(title, 0, &len) : 0;
    if (first >= 0x2460 && first <= 0x24FF)
        return len;
    if (title.len && (title.ptr[0] == '#' || title.ptr[0] == '('))
        i++;
    size_t digits = i;
    while (i < title.len && (ascii_is_digit(title.ptr[i]) ||
                             (i > digits && strchr(".-", title.ptr[i]) && i + 1 < title.len &&
                              ascii_is_digit(title.ptr[i + 1]))))
        i++;
    if (i == digits)
        return 0;
    size_t marks = i;
    i += skip_counter(str_sub(title, i, title.len));
    while (i < title.len && strchr(".):", title.ptr[i]))
        i++;
    return i < title.len && (title.ptr[i] == ' ' || i > marks) ? i : 0;
}

/* "가 뭐야", "란 무엇일까요": a particle and what asks. */
static bool asks_in_korean(str words)
{
    static const str particles[] = {STR_INIT("이란"), STR_INIT("란"), STR_INIT("은"), STR_INIT("는"),
                                    STR_INIT("이"), STR_INIT("가")};
    static const str what[] = {STR_INIT("무엇인가"), STR_INIT("무엇인가요"), STR_INIT("무엇일까"),
                               STR_INIT("무엇일까요"), STR_INIT("무엇"), STR_INIT("뭘까"),
                               STR_INIT("뭘까요"), STR_INIT("뭔가"), STR_INIT("뭔가요"), STR_INIT("뭐야"),
                               STR_INIT("뭐지"), STR_INIT("뭐죠"), STR_INIT("뭐예요"), STR_INIT("뭔데")};
    for (size_t i = 0; i < ARRAY_LEN(particles); i++)
        if (str_starts(words, particles[i]))
            for (size_t k = 0; k < ARRAY_LEN(what); k++)
                if (str_eq(str_trim_left(str_sub(words, particles[i].len, words.len)), what[k]))
                    return true;
    return false;
}

static bool is_asking(str words)
{
    for (size_t i = 0; i < ARRAY_LEN(asking); i++)
        if (str_eq_nocase(words, asking[i]))
            return true;
    return asks_in_korean(words);
}

static bool says(int32_t c)
{
    return (utf8_is_word(c) && c != VARIATION_16) || c == '+';
}

/* What stands beside the names: blanks, brackets, emoji, and words that only ask. */
static bool is_nothing_more(str rest)
{
    size_t begin = 0, end = rest.len, len;
    while (begin < end) {
        int32_t c = utf8_at(rest, begin, &len);
        if (says(c))
            break;
        begin += len;
    }
    while (end > begin) {
        int32_t c = utf8_before(rest, end, &len);
        if (says(c))
            break;
        end -= len;
    }
    rest = str_sub(rest, begin, end);
    return !rest.len || is_asking(rest);
}

uint32_t service_of_title(const struct catalogue *catalogue, str title, bool *ret_certain)
{
    struct service_matches matches = {0};
    title = str_sub(title, skip_number(title), title.len);
    catalogue_find(catalogue, title, &matches);
    uint32_t service = matches.len ? matches.ptr[0].service : NO_SERVICE;
    bool certain = false;
    size_t at = 0;
    vec_for (struct service_match, match, &matches) {
        certain |= match->kind != SERVICE_NAME_EVERYDAY || match->maker;
        if (match->service != service || !is_nothing_more(str_sub(title, at, match->begin)))
            service = NO_SERVICE;
        at = match->end;
    }
    if (!is_nothing_more(str_sub(title, at, title.len)))
        service = NO_SERVICE;
    vec_release(&matches);
    *ret_certain = certain;
    return service;
}

static bool is_joiner(str between)
{
    between = str_trim(between);
    for (size_t i = 0; i < ARRAY_LEN(joiners); i++)
        if (str_eq_nocase(between, joiners[i]))
            return true;
    return false;
}

static bool has_service(const struct service_list *list, uint32_t service)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->ptr[i] == service)
            return true;
    return false;
}

bool service_list_of_title(const struct catalogue *catalogue, str title, struct service_list *ret)
{
    struct service_matches matches = {0};
    title = str_trim(str_sub(title, skip_number(title), title.len));
    catalogue_find(catalogue, title, &matches);
    bool is_list = matches.len >= 2 && matches.ptr[0].begin == 0 &&
                   vec_last(&matches)->end == title.len;
    for (size_t i = 0; i < matches.len && is_list; i++) {
        const struct service_match *match = &matches.ptr[i];
        is_list = !has_service(ret, match->service) &&
                  (i == 0 || is_joiner(str_sub(title, match[-1].end, match->begin)));
        vec_push(ret, match->service);
    }
    vec_release(&matches);
    if (!is_list)
        vec_clear(ret);
    return is_list;
}

/* Behind the name: what makes it the topic of its sentence. */
static bool is_topic_mark(str after)
{
    static const str marks[] = {
        STR_INIT("은 "), STR_INIT("는 "), STR_INIT("이란"), STR_INIT("란 "), STR_INIT("란,"),
        STR_INIT("とは"), STR_INIT("は"), STR_INIT(" is "), STR_INIT(" are "), STR_INIT(" ist "),
        STR_INIT(" est "), STR_INIT(" es "), STR_INIT(" là "), STR_INIT("란\n"), STR_INIT("은\n"),
        STR_INIT("는\n"), STR_INIT(" — это"), STR_INIT("是"),
    };
    if (str_starts(after, STR("(")) || str_starts(after, STR(" ("))) { /* its other name */
        size_t close = str_find_char(after, ')');
        after = close == SIZE_MAX ? after : str_sub(after, close + 1, after.len);
    }
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (str_starts(after, marks[i]))
            return true;
    return false;
}

/* "Next: Kinesis", "Now let's look at EFS": all that stands before the name. */
static bool is_announced_before(str before, str after)
{
    static const str openers[] = {STR_INIT("next"), STR_INIT("now"), STR_INIT("then"),
                                  STR_INIT("so"), STR_INIT("다음")};
    static const str behind_opener[] = {STR_INIT(":"), STR_INIT("up"), STR_INIT("up:"),
                                        STR_INIT("up is"), STR_INIT("is"), STR_INIT("comes")};
    static const str phrases[] = {
        STR_INIT("let's look at"), STR_INIT("let’s look at"), STR_INIT("let us look at"),
        STR_INIT("let's see"), STR_INIT("let's talk about"), STR_INIT("let’s talk about"),
        STR_INIT("let's discuss"), STR_INIT("let's move on to"), STR_INIT("let's turn to"),
        STR_INIT("moving on to"), STR_INIT("on to"), STR_INIT("we look at"), STR_INIT("we turn to"),
        STR_INIT("we will look at"), STR_INIT("we'll look at"),
    };
    bool opened = false;
    for (size_t i = 0; i < ARRAY_LEN(openers) && !opened; i++) {
        opened = str_starts_nocase(before, openers[i]);
        if (opened)
            before = str_trim(str_sub(before, openers[i].len, before.len));
    }
    if (opened && str_starts(before, STR(",")))
        before = str_trim(str_sub(before, 1, before.len));
    for (size_t i = 0; i < ARRAY_LEN(behind_opener) && opened; i++)
        if (str_eq_nocase(before, behind_opener[i]))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        if (str_eq_nocase(before, phrases[i]))
            return true;
    after = str_trim(after);
    return opened && !before.len && (!after.len || str_eq(after, STR(".")));
}

/* "이번에는 EFS에 대해 살펴보겠습니다": what opens the sentence, marks the name and ends it. */
static bool is_announced_in_korean(str before, str after)
{
    static const str openers[] = {
        STR_INIT("이번"), STR_INIT("다음"), STR_INIT("이제"), STR_INIT("마지막"), STR_INIT("그럼"),
        STR_INIT("그리고"), STR_INIT("먼저"), STR_INIT("지금부터"), STR_INIT("이어서"), STR_INIT("오늘"),
    };
    static const str marks[] = {
        STR_INIT("을"), STR_INIT("를"), STR_INIT("에 대"), STR_INIT("에 관"), STR_INIT("입니다"),
        STR_INIT("이다"), STR_INIT("라는"), STR_INIT("이라는"), STR_INIT("란"), STR_INIT("이란"),
        STR_INIT("로 넘"), STR_INIT("도 "), STR_INIT(" 서비스"), STR_INIT("부터"), STR_INIT("("),
    };
    static const str closers[] = {
        STR_INIT("살펴보"), STR_INIT("알아보"), STR_INIT("입니다"), STR_INIT("이야기"), STR_INIT("배워"),
        STR_INIT("보겠습니다"), STR_INIT("다뤄"), STR_INIT("소개"), STR_INIT("보도록"), STR_INIT("설명"),
        STR_INIT("볼게요"), STR_INIT("보죠"), STR_INIT("넘어가"),
    };
    bool opened = false, marked = false;
    for (size_t i = 0; i < ARRAY_LEN(openers); i++)
        opened |= str_starts(before, openers[i]);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        marked |= str_starts(after, marks[i]);
    for (size_t i = 0; i < ARRAY_LEN(closers) && opened && marked; i++)
        if (str_contains(after, closers[i]))
            return true;
    return false;
}

/* The first sentence: up to its mark, or to the end of a line that closes one. */
static str first_sentence(str text)
{
    static const str ends[] = {STR_INIT(". "), STR_INIT(".\n"), STR_INIT("。"), STR_INIT("다\n"),
                               STR_INIT("요\n"), STR_INIT("죠\n"), STR_INIT("?"), STR_INIT("!")};
    size_t end = text.len;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        size_t at = str_find(text, ends[i]);
        end = at == SIZE_MAX ? end : MIN(end, at + ends[i].len);
    }
    return str_sub(text, 0, end);
}

uint32_t service_of_first_sentence(const struct catalogue *catalogue, str text)
{
    str sentence = first_sentence(str_trim(text));
    struct service_matches matches = {0};
    catalogue_find(catalogue, sentence, &matches);
    uint32_t service = NO_SERVICE;
    if (matches.len) {
        struct service_match match = matches.ptr[0];
        str before = str_trim(str_sub(sentence, 0, match.begin));
        str after = str_sub(sentence, match.end, sentence.len);
        bool topic = !before.len && is_topic_mark(after);
        bool announced =
            is_announced_before(before, after) || is_announced_in_korean(before, after);
        if (topic || (announced && matches.len == 1))
            service = match.service;
    }
    vec_release(&matches);
    return service;
}
