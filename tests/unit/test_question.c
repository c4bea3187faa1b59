/* SPDX-License-Identifier: MIT */
/* Sentences and the form of questions: what asks, what only looks like it, where sentences end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/attr.h"
#include "note/question_form.h"
#include "note/sentence.h"

/* A sentence inside a line, and on a line of its own. */
static const char *const questions[] = {
    /* Korean: a question word and an interrogative ending */
    "어떻게 작동될까요?",
    "무엇을 추천할까요?",
    "그런데 여기서 콜 센터는 어떻게 만들어야 할까요?",
    "S3는 왜 11 나인의 내구성을 보장할까?",
    "프로세스와 스레드는 무엇이 다를까요?",
    "캐시는 언제 비워지나요?",
    "어떤 경우에 NAT 게이트웨이를 쓰는가?",
    "컨테이너란 무엇인가?",
    "가상 메모리가 왜 필요한가?",
    "인덱스를 걸면 어디가 느려지는가?",
    "로드 밸런서는 누가 관리합니까?",
    "리전은 몇 개의 가용 영역으로 이루어질까?",
    "얼마나 자주 백업해야 하나요?",
    "그래서 결국 어느 쪽이 더 빠를까?",
    "그럼 이 값은 어디에서 올까요 ?",
    "TCP는 왜 3-way handshake를 하는 걸까?",
    "왜 안전하지 않을까?",
    "`volatile`은 언제 쓰나?",
    "이게 의미하는 게 뭐죠?",
    "가비지 컬렉터는 어떻게 동작하는지?",
    "트랜잭션은 왜 필요?",
    "DNS 레코드의 TTL은 무엇?",
    "클러스터 인덱스가 뭔가요？",
    /* Korean: endings and nouns that ask by themselves */
    "IAM 역할이란?",
    "REST란?",
    "Docker 란?",
    "이벤트 루프라는 것은?",
    "GET과 POST의 차이?",
    "GET과 POST의 차이점은?",
    "정규화를 하는 이유는?",
    "큐를 쓰는 이유?",
    "방법은?",
    "B-Tree의 장점과 단점은?",
    "CloudFront의 역할은?",
    "교착 상태의 발생 조건은?",
    "그럼 POST 방식은?",
    "쓰기 잠금은?",
    "로컬에서 실행하려면?",
    "노드가 둘 다 실패하면?",
    "이 값이 왜 필요함?",
    /* Japanese */
    "コンテナとは？",
    "なぜ仮想メモリが必要なのか？",
    "クラスタとは何ですか?",
    "どのように動作しますか？",
    "どう違う？",
    "プロセスとスレッドの違いは？",
    "インデックスを張る理由は？",
    "いつ使うべきでしょうか？",
    "誰が管理する？",
    "なぜ必要なのでしょうか。",
    /* Chinese */
    "什么是死锁？",
    "为什么需要索引？",
    "进程和线程有什么区别？",
    "如何避免缓存穿透?",
    "TCP 和 UDP 的区别？",
    "垃圾回收是怎么工作的？",
    /* Vietnamese */
    "Kubernetes là gì?",
    "Tại sao cần chỉ mục?",
    "Khi nào nên dùng NoSQL?",
    "Bộ nhớ ảo hoạt động như thế nào?",
    "Sự khác nhau giữa TCP và UDP là gì?",
    /* English */
    "What is a container?",
    "What's the difference between a process and a thread?",
    "Why do we need an index?",
    "How does garbage collection work?",
    "When should you use a queue?",
    "Which storage class is the cheapest?",
    "So why does TCP need three packets?",
    "But how do clients find the pod?",
    "If a node fails, what happens to its pods?",
    "In which order are the rules read?",
    "Who owns the memory after the call?",
    "Where are the logs stored?",
    "How to roll back a deployment?",
    "What is the right size of a shard?",
    "How many replicas does a quorum need?",
    /* German, Dutch, French, Spanish, Portuguese, Italian, Russian, Ukrainian */
    "Was ist ein Container?",
    "Warum braucht man einen Index?",
    "Wie unterscheiden sich Prozess und Thread?",
    "Welche Vorteile hat eine Warteschlange?",
    "Wat is een container?",
    "Waarom hebben we een index nodig?",
    "Qu'est-ce qu'un conteneur ?",
    "Pourquoi faut-il un index ?",
    "Quelle est la différence entre un processus et un thread ?",
    "À quoi sert une file d'attente ?",
    "¿Qué es un contenedor?",
    "¿Por qué se necesita un índice?",
    "Entonces, ¿cuándo se usa una cola?",
    "¿Cuál es la diferencia entre TCP y UDP?",
    "O que é um contêiner?",
    "Por que precisamos de um índice?",
    "Qual é a diferença entre TCP e UDP?",
    "Che cos'è un container?",
    "Perché serve un indice?",
    "Qual è la differenza tra TCP e UDP?",
    "Что такое контейнер?",
    "Почему нужен индекс?",
    "Чем отличается процесс от потока?",
    "В чём разница между TCP и UDP?",
    "Що таке контейнер?",
    "Чому потрібен індекс?",
};

static const char *const yes_no[] = {
    "스레드는 항상 안전할까?",    "인덱스가 많으면 좋을까요?",      "UDP도 순서를 보장하나요?",
    "이 방식은 확장 가능한가?",   "正規化は必要ですか？",           "UDP 可靠吗？",
    "Is UDP reliable?",           "Can a pod hold two containers?", "Does S3 keep old versions?",
    "Có nên dùng chỉ mục không?", "Ist UDP zuverlässig?",           "Est-ce que UDP est fiable ?",
};

static const char *const doubts[] = {
    /* statements with a mark, guesses */
    "캐시에 저장한다?",
    "이 값은 그대로 쓰는 게 맞는 듯?",
    "여기서 멈추는 거 같은데?",
    "이미 설정돼 있음?",
    "요즘 누가 이걸 쓰겠는가?",
    "내가 왜 이걸 몰랐을까?",
    "왜 이렇게 어려울까?",
    "이게 더 빠름?",
    "기본값임?",
    "비동기로 처리해야 하는 건가 싶다?",
    "그래서 못 찾는 거야?",
    "나중에 다시 볼래?",
    "이게 왜 안 되지?",
    "뭐지?",
    "뭐였더라?",
    "캐시 때문?",
    "결국 같은 말이네?",
    /* to the reader, or wanting assent */
    "함께 만들어 볼까요?",
    "그럼 어떻게 쓰는지 알아볼까요?",
    "왜 그런지 살펴볼까?",
    "이 기능을 아시나요?",
    "여러분은 어떤 방법을 쓰나요?",
    "어떻게 생각하세요?",
    "이렇게 하면 더 낫지 않을까요?",
    "캐시를 두면 되지 않을까?",
    "이게 바로 다형성 아닐까?",
    "간단하죠?",
    "쉽죠, 그렇죠?",
    "이해되시나요?",
    "그럼 시작할까요?",
    /* bare, or with nothing to ask about */
    "왜?",
    "그런데 왜?",
    "어떻게?",
    "왜일까?",
    "하는?",
    "그럼?",
    /* words that begin like a question word */
    "언제나 최신 값을 돌려주는 함수?",
    "누구나 읽을 수 있는 버킷?",
    "어느 정도 느린 편?",
    /* marks that are no question's */
    "왜 느릴까??",
    "왜 느릴까?!",
    "왜 느릴까..?",
    "왜 느릴까…?",
    "What is this??",
    "What is a pod?!",
    /* Japanese, Chinese, Vietnamese */
    "保存される？",
    "もっと速いかも？",
    "一緒に見てみましょうか？",
    "便利ですよね？",
    "なぜ？",
    "いつでも使える？",
    "很简单吧？",
    "为什么？",
    "怎么办？",
    "Đơn giản đúng không?",
    "Tại sao?",
    /* English: rhetorical, to the reader, tags, no question word in front */
    "Who cares?",
    "What could possibly go wrong?",
    "Why not?",
    "How?",
    "So what?",
    "How hard can it be?",
    "How about a cache?",
    "What do you think?",
    "Why would anyone do this?",
    "Where would we be without caches?",
    "How many times have we seen this?",
    "That's simple, right?",
    "This is faster, isn't it?",
    "Sound familiar?",
    "Ready?",
    "The cache is stale?",
    "You know what a pointer is, don't you?",
    "What a mess?",
    "Whatever happens?",
    /* the others */
    "Warum nicht?",
    "Wer weiß?",
    "Das ist einfach, oder?",
    "Pourquoi pas ?",
    "C'est simple, non ?",
    "¿Y qué?",
    "¿Por qué no?",
    "E daí?",
    "Perché no?",
    "Кто знает?",
};

/* Lines of their own that ask without a mark. */
static const char *const unmarked[] = {
    "컨테이너란 무엇인가",
    "가상 메모리는 왜 필요한가",
    "로그는 어디에 쌓일까요",
    "어떻게 해결하나요",
    "コンテナとは何か",
    "なぜ必要なのか",
    "什么是死锁",
    "死锁是什么",
    "Kubernetes là gì",
    "What is a closure",
    "How does it scale",
    "Was ist ein Container",
    "¿Qué es un pod",
    "Что такое поток",
};

/* Lines of their own that ask nothing without a mark. */
static const char *const statements[] = {
    "컨테이너란",
    "GET과 POST의 차이",
    "정규화를 하는 이유는",
    "스레드는 항상 안전할까",
    "왜냐하면 순서가 없으니까",
    "언제나 켜져 있는가",
    "함께 알아볼까요",
    "What is left is right.",
    "How it works",
    "Why Kubernetes",
    "When to use it",
    "コンテナとは",
    "インデックスの違い",
    "如何避免缓存穿透",
    "Warum nicht",
};

struct labelled {
    const char *text, *rest;
};
static const struct labelled labels[] = {
    {"Q1. 왜 느릴까?", "왜 느릴까?"},
    {"Q: What is a pod?", "What is a pod?"},
    {"Q. What is a pod?", "What is a pod?"},
    {"질문: 캐시란?", "캐시란?"},
    {"질문 2) 캐시란?", "캐시란?"},
    {"[질문] 캐시란?", "캐시란?"},
    {"[Q3] 캐시란?", "캐시란?"},
    {"1) 캐시란?", "캐시란?"},
    {"2-1. 캐시란?", "캐시란?"},
    {"(1) 캐시란?", "캐시란?"},
    {"① 캐시란?", "캐시란?"},
    {"❓ 캐시란?", "캐시란?"},
    {"📌 Q1. 캐시란?", "캐시란?"},
    {"- 캐시란?", "캐시란?"},
    {"▶ 캐시란?", "캐시란?"},
    {"Frage 3: Was ist das?", "Was ist das?"},
    {"Вопрос 2. Что такое поток?", "Что такое поток?"},
    {"問1：キャッシュとは？", "キャッシュとは？"},
    {"꼬리 질문: 왜?", "왜?"},
    {"[!question]- 캐시란?", "캐시란?"},
    {"오늘의 질문: 캐시란?", "캐시란?"},
    {"Interview question: What is a pod?", "What is a pod?"},
    /* no labels */
    {"What is a pod?", "What is a pod?"},
    {"3 nodes fail", "3 nodes fail"},
    {"3.2 VPC란?", "3.2 VPC란?"},
    {"Queue: what is it?", "Queue: what is it?"},
    {"문제가 뭘까?", "문제가 뭘까?"},
    {"질문이란 무엇인가?", "질문이란 무엇인가?"},
    {"Q", "Q"},
    {"1.", "1."},
};

/* Sentences parted by '|'. */
static const char *const splits[] = {
    "하나다.| 둘이다.| 셋은?| 넷.",
    "콜 센터에 도움을 줍니다|\n그런데 여기서 콜 센터는\n\n어떻게 만들까요?|\n\n답입니다",
    "도움을 줍니다| 그런데 왜 쓸까?| 빠르니까",
    "이것은 중요 그리고 저것은 필요",
    "빠르죠| 즉 캐시입니다",
    "캐시를 쓴다|\n왜 쓸까?",
    "저장소의\n역할은?",
    "성능 평가|\n왜 필요할까?",
    "권한|\n누가 주는가?",
    "메모리를\n아끼려고\n줄이는\n|방법은?",
    "이 값은|\n\n두 줄이다|\n그리고 끝",
    "See e.g. the manual.| Then why?",
    "A vs. B is old.| C etc. are not.| D etc.| Why?",
    "Is it fast?| No.| Why?",
    "Use Node.js 2.5 here.| Why is v1.2 slow?| Because.",
    "See https://a.b/c?d=e in v2.0 now.| Why?",
    "He said \"Why is it so?\" and left.",
    "그는 \"왜 그럴까?\"라는 질문을 했다.| 끝",
    "왜 쓰는가? 라는 질문에 답한다.",
    "값(왜?)은 다르다.| 왜?",
    "기다린다... 그리고 간다.",
    "이렇다.|그런데 저렇다.",
    "何か？|はい。|次。",
    "保存する。|なぜ？|速いから",
    "this is a line\nthat goes on.| So why?",
    "one thought|\nWhat is it?",
    "the end of\nThe World.",
    "1. First.| 2. Second.",
    "Q1. 왜?| 빨라서.",
    "진짜?| 😀 네.",
    "U.S. rules differ.| Why?",
    "(괄호 문장이다.)| 다음 문장이다.",
    "콤마로,\n이어진다.",
    "왜일까?|그건 싸다.",
    "REST란?|HTTP를 쓰는 방식",
    "왜 쓸까?|(면접 질문) 빨라서.",
    "왜 쓸까?|, 언제 쓸까?| 지금.",
    "https://a.b/검색?q=c 로 간다.",
    "콜론:|\n다음 줄",
};

static void put(char *out, size_t size, str text)
{
    snprintf(out, size, "%" STR_FMT, (int)text.len, text.len ? text.ptr : "");
}

static const char *const form_names[] = {"no question", "a question", "yes or no"};

static void check_forms(const char *const *texts, size_t count, bool own_line,
                        enum question_form expected)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        str text = str_from(texts[i]);
        struct sentence s;
        assert_true(sentence_next(text, false, 0, &s));
        s.starts_line = s.own_line = own_line;
        enum question_form form = question_form(&arena, str_sub(text, s.begin, s.end), &s);
        if (form != expected)
            fail_msg("'%s' is %s, not %s", texts[i], form_names[form], form_names[expected]);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void test_questions(void **state)
{
    (void)state;
    check_forms(questions, ARRAY_LEN(questions), false, QUESTION);
    check_forms(questions, ARRAY_LEN(questions), true, QUESTION);
}

static void test_yes_no(void **state)
{
    (void)state;
    check_forms(yes_no, ARRAY_LEN(yes_no), false, QUESTION_YES_NO);
}

static void test_doubts(void **state)
{
    (void)state;
    check_forms(doubts, ARRAY_LEN(doubts), false, NOT_A_QUESTION);
    check_forms(doubts, ARRAY_LEN(doubts), true, NOT_A_QUESTION);
}

static void test_unmarked(void **state)
{
    (void)state;
    check_forms(unmarked, ARRAY_LEN(unmarked), true, QUESTION);
    check_forms(unmarked, ARRAY_LEN(unmarked), false, NOT_A_QUESTION);
    check_forms(statements, ARRAY_LEN(statements), true, NOT_A_QUESTION);
}

static void test_answered(void **state)
{
    (void)state;
    static const struct {
        const char *question, *answer;
        bool answered;
    } rows[] = {
        {"스레드는 안전할까?", "아니요, 공유 자원이 있다.", true},
        {"스레드는 안전할까?", "그렇지 않다. 자원을 공유한다.", true},
        {"확장이 가능한가?", "두 대까지 가능하다.", true},
        {"확장이 가능한가?", "로드 밸런서를 둔다.", false},
        {"예외가 필요할까?", "예를 들어 파일이 없을 때", false},
        {"Is UDP reliable?", "No, it drops packets.", true},
        {"Is UDP reliable?", "Not always.", true},
        {"Is UDP reliable?", "UDP has a small header.", false},
        {"Is UDP reliable?", "Nobody knows.", false},
        {"正規化は必要ですか？", "はい、必要です。", true},
        {"UDP 可靠吗？", "不可靠。", true},
        {"Ist UDP zuverlässig?", "Nein.", true},
        {"¿Es UDP fiable?", "Sí, pero…", true},
        {"Có nên dùng chỉ mục không?", "Có, khi bảng lớn.", true},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (question_answered(&arena, str_from(rows[i].question), str_from(rows[i].answer)) !=
            rows[i].answered)
            fail_msg("'%s' / '%s'", rows[i].question, rows[i].answer);
    arena_release(&arena);
}

static void test_labels(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        str text = str_from(labels[i].text);
        char rest[256];
        put(rest, sizeof(rest), str_sub(text, sentence_label(text), text.len));
        assert_string_equal(rest, labels[i].rest);
    }
}

static void test_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(splits); i++) {
        char text[512], found[512] = "", expected[512] = "";
        size_t n = 0;
        for (const char *c = splits[i]; *c; c++)
            if (*c != '|')
                text[n++] = *c;
        str whole = {text, n};
        struct sentence s = {0};
        for (size_t at = 0; sentence_next(whole, false, at, &s); at = s.next)
            snprintf(found + strlen(found), sizeof(found) - strlen(found), "<%" STR_FMT ">",
                     STR_ARG(str_sub(whole, s.begin, s.end)));
        str rest = str_from(splits[i]);
        for (str piece; str_cut(&rest, '|', &piece);) {
            piece = str_trim(piece);
            piece = str_sub(piece, sentence_filler(piece), piece.len);
            snprintf(expected + strlen(expected), sizeof(expected) - strlen(expected),
                     "<%" STR_FMT ">", STR_ARG(piece));
        }
        assert_string_equal(found, expected);
    }
}

static void test_wrapped_lines(void **state)
{
    (void)state;
    str text = STR(
        "A queue keeps work\nuntil Someone\nhas time. Why\ndo we\nneed\nit? It evens out.\n\nNext");
    struct sentence s;
    assert_true(sentence_next(text, true, 0, &s));
    assert_true(sentence_next(text, true, s.next, &s));
    assert_true(s.question);
    assert_true(str_eq(str_sub(text, s.begin, s.end), STR("Why\ndo we\nneed\nit?")));
}

static void test_places(void **state)
{
    (void)state;
    static const char *const no[] = {"References", "참고 자료", "📚 참고",       "목차",
                                     "TODO",       "参考文献",  "5. References"};
    static const char *const yes[] = {"Amazon S3", "질문", "참고로 알 것", "Reference counting"};
    struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(no); i++)
        assert_true(question_no_place(&arena, str_from(no[i])));
    for (size_t i = 0; i < ARRAY_LEN(yes); i++)
        assert_false(question_no_place(&arena, str_from(yes[i])));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions), cmocka_unit_test(test_yes_no),
        cmocka_unit_test(test_doubts),    cmocka_unit_test(test_unmarked),
        cmocka_unit_test(test_answered),  cmocka_unit_test(test_labels),
        cmocka_unit_test(test_sentences), cmocka_unit_test(test_wrapped_lines),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
