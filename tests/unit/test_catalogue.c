/* SPDX-License-Identifier: MIT */
/* catalogue: loading, names in texts, particles, and the catalogue that is compiled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "catalogue/catalogue.h"
#include "catalogue/load.h"

static const char small_yaml[] =
    "categories: {c: C}\n"
    "services:\n"
    "- {id: s3, name: Amazon S3, short: [S3], also: [Simple Storage Service], ko: [에스쓰리], "
    "category: c}\n"
    "- {id: lex, name: Amazon Lex, short: [Lex], ko: [렉스], category: c}\n"
    "- {id: polly, name: Amazon Polly, short: [Polly], category: c}\n"
    "- {id: connect, name: Amazon Connect, everyday: [Connect], category: c}\n"
    "- {id: config, name: AWS Config, everyday: [Config], category: c}\n"
    "- {id: comprehend, name: Amazon Comprehend, short: [Comprehend], category: c}\n"
    "- {id: medical, name: Amazon Comprehend Medical, short: [Comprehend Medical], category: c}\n"
    "- {id: lambda, name: AWS Lambda, short: [Lambda], ko: [람다], ja: [ラムダ], category: c}\n"
    "- {id: edge, name: 'Lambda@Edge', category: c}\n"
    "- {id: ec2, name: Amazon EC2, short: [EC2], category: c}\n"
    "- {id: sns, name: Amazon SNS, short: [SNS], category: c}\n"
    "- {id: sqs, name: Amazon SQS, short: [SQS], also: [Simple Queue Service (SQS)], category: c}\n"
    "- {id: ddb, name: Amazon DynamoDB, short: [DynamoDB], category: c}\n"
    "- {id: sage, name: Amazon SageMaker, short: [SageMaker], ko: [세이지메이커], category: c}\n"
    "- {id: steps, name: AWS Step Functions, short: [Step Functions], ko: [스텝 함수], category: "
    "c}\n"
    "- {id: xray, name: AWS X-Ray, short: [X-Ray], category: c}\n"
    "- {id: r53, name: Amazon Route 53, short: [Route 53, Route53], category: c}\n"
    "- {id: q, name: Amazon Q, category: c}\n"
    "- {id: vmc, name: VMware Cloud on AWS, category: c}\n"
    "- {id: account, name: AWS Account, ko: [AWS 조직], category: c}\n";

static const struct catalogue *small;
static struct arena group_arena;

static int load_small(void **state)
{
    (void)state;
    struct service *services;
    uint32_t count;
    struct yaml_error error;
    if (!catalogue_load(&group_arena, str_from(small_yaml), &services, &count, &error)) {
        printf("# %u:%u: %" STR_FMT "\n", error.line, error.column, STR_ARG(error.message));
        return -1;
    }
    small = catalogue_new(&group_arena, services, count);
    return 0;
}

static int release_small(void **state)
{
    (void)state;
    arena_release(&group_arena);
    return 0;
}

/* "text=id" of all matches, joined by "; "; ! for a maker, ~ for an everyday name. */
static str found(struct arena *arena, const struct catalogue *catalogue, str text)
{
    struct service_matches matches = {0};
    struct buf buf = {0};
    uint32_t end = 0;
    catalogue_find(catalogue, text, &matches);
    vec_for (struct service_match, m, &matches) {
        assert_true(m->begin >= end && m->end > m->begin && m->end <= text.len);
        assert_true(m->service < catalogue_count(catalogue));
        end = m->end;
        buf_printf(&buf, "%s%" STR_FMT "=%" STR_FMT "%s%s", buf.len ? "; " : "",
                   STR_ARG(str_sub(text, m->begin, m->end)),
                   STR_ARG(catalogue_service(catalogue, m->service)->id), m->maker ? "!" : "",
                   m->kind == SERVICE_NAME_EVERYDAY ? "~" : "");
    }
    str result = buf_take(&buf, arena);
    buf_release(&buf);
    vec_release(&matches);
    return result;
}

struct find_case {
    const char *text, *found;
};

static void check_cases(const struct find_case *cases, size_t count)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        str got = found(&arena, small, str_from(cases[i].text));
        if (!str_eq(got, str_from(cases[i].found)))
            fail_msg("\"%s\"\n  found:    %" STR_FMT "\n  expected: %s", cases[i].text,
                     STR_ARG(got), cases[i].found);
    }
    arena_release(&arena);
}

static void finds_names_at_word_boundaries(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"", ""},
        {"S3", "S3=s3"},
        {"S", ""},
        {"Amazon의 Alexa 장치", ""},
        {"Alexa, complex", ""},
        {"S3FullAccess", ""},
        {"AmazonS3FullAccess", ""},
        {"s3_bucket my_s3 _s3 s3_", ""},
        {"S30 3S3 S3a aS3", ""},
        {"s3://bucket", "s3=s3"},
        {"arn:aws:s3:::b", "s3=s3"},
        {"EC2-Classic, S3-compatible", "EC2=ec2; S3=s3"},
        {"S3버킷 S3에서 S3는", "S3=s3; S3=s3; S3=s3"},
        {"나의S3", "S3=s3"},
        {"Lambdaが Lambda関数 使用S3。", "Lambda=lambda; Lambda=lambda; S3=s3"},
        {"S3\xC3\xA9 \xC3\xA9S3 S3\xD0\xB1", ""}, /* é, б */
        {"SNS/SQS", "SNS=sns; SQS=sqs"},
        {"S3's EC2s EC2\xE2\x80\x99s", "S3=s3; EC2=ec2"},
        {"DynamoDBMapper", ""},
        {"(S3)[EC2]{SNS}\"SQS\",Lex.", "S3=s3; EC2=ec2; SNS=sns; SQS=sqs; Lex=lex"},
        {"Route 53, Route53, Route 534", "Route 53=r53; Route53=r53"},
        {"Simple Queue Service (SQS)는", "Simple Queue Service (SQS)=sqs"},
        {"Lex와 EC2·S3", "Lex=lex; EC2=ec2; S3=s3"},
        {"S3\n\nEC2", "S3=s3; EC2=ec2"},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void the_longest_name_wins(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Amazon Comprehend Medical", "Amazon Comprehend Medical=medical!"},
        {"Comprehend Medical과 Comprehend", "Comprehend Medical=medical; Comprehend=comprehend"},
        {"Amazon Comprehend\nMedical", "Amazon Comprehend\nMedical=medical!"},
        {"Comprehend Medicals", "Comprehend=comprehend"},
        {"AWS Lambda@Edge", "AWS Lambda@Edge=edge!"},
        {"Lambda@Edges", "Lambda=lambda"},
        {"Step Lex Functions", "Lex=lex"},
        {"Step Step Functions", "Step Functions=steps"},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void the_maker_belongs_to_the_match(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Amazon Polly", "Amazon Polly=polly!"},
        {"AWS Polly", "AWS Polly=polly!"},
        {"Polly", "Polly=polly"},
        {"아마존 S3", "아마존 S3=s3!"},
        {"アマゾン S3, アマゾン　S3", "アマゾン S3=s3!; アマゾン　S3=s3!"},
        {"아마존 렉스는", "아마존 렉스=lex!"},
        {"AWS 람다를", "AWS 람다=lambda!"},
        {"Amazon Simple Storage Service", "Amazon Simple Storage Service=s3!"},
        {"Simple Storage Service", "Simple Storage Service=s3"},
        {"Amazon의 Lex, Amazon's Lex, Amazon, Lex", "Lex=lex; Lex=lex; Lex=lex"},
        {"아마존S3", "S3=s3"},
        {"AWS  lambda", "AWS  lambda=lambda!"},
        {"xAmazon Polly, 나아마존 S3", "Polly=polly; S3=s3"},
        {"Amazon AWS Lambda", "Amazon AWS Lambda=lambda!"},
        {"VMware Cloud on AWS", "VMware Cloud on AWS=vmc!"},
        {"Amazon Q, Q&A, Q", "Amazon Q=q!"},
        /* a name that is listed with its maker only is meant with that one */
        {"AWS Account, AWS account, Amazon Account, aws account",
         "AWS Account=account!; aws account=account!"},
        {"AWS 조직을, 조직을", "AWS 조직=account!"},
        {"AWS", ""},
        {"Amazon ", ""},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void spelling_is_own_lower_or_upper(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"SageMaker sagemaker SAGEMAKER", "SageMaker=sage; sagemaker=sage; SAGEMAKER=sage"},
        {"Sagemaker sageMaker SaGeMaKeR", ""},
        {"AMAZON SAGEMAKER, amazon sagemaker", "AMAZON SAGEMAKER=sage!; amazon sagemaker=sage!"},
        {"Step functions, step functions", "step functions=steps"},
        {"ec2 Ec2 eC2", "ec2=ec2"},
        /* blanks */
        {"Amazon\nS3", "Amazon\nS3=s3!"},
        {"Amazon\r\nS3", "Amazon\r\nS3=s3!"},
        {"Amazon  Lex", "Amazon  Lex=lex!"},
        {"Amazon\xC2\xA0S3", "Amazon\xC2\xA0S3=s3!"},
        {"Step \t Functions", "Step \t Functions=steps"},
        {"Amazon\n\nS3", "S3=s3"},
        {"Step\n \nFunctions", ""},
        {"스텝 함수를, 스텝\n함수", "스텝 함수=steps; 스텝\n함수=steps"},
        {"StepFunctions", ""},
        /* hyphens, in lower case only */
        {"amazon-polly aws-lambda step-functions",
         "amazon-polly=polly!; aws-lambda=lambda!; step-functions=steps"},
        {"aws-step-functions", "aws-step-functions=steps!"},
        {"amazon-comprehend-medical", "amazon-comprehend-medical=medical!"},
        {"Amazon-Polly AWS-Lambda Step-Functions amazon-Polly",
         "Polly=polly; Lambda=lambda; Polly=polly"},
        {"amazon--polly", "polly=polly"},
        {"X-Ray x-ray X-RAY X Ray", "X-Ray=xray; x-ray=xray; X-RAY=xray"},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void korean_and_japanese_names_take_particles_only(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"람다", "람다=lambda"},
        {"람다는 람다를 람다에서 람다로 람다와",
         "람다=lambda; 람다=lambda; 람다=lambda; 람다=lambda; 람다=lambda"},
        {"람다에서는 람다만으로도 람다까지의 람다입니다.",
         "람다=lambda; 람다=lambda; 람다=lambda; 람다=lambda"},
        {"람다식 람다가족 람다의사 람다도구 람다함수", ""},
        {"람다를사용", "람다=lambda"},
        {"무람다는 그람다", ""},
        {"람다(Lambda), 람다.", "람다=lambda; Lambda=lambda; 람다=lambda"},
        {"람다1 1람다 람다_ _람다", ""},
        {"AWS람다는 람다API", "람다=lambda; 람다=lambda"},
        {"ラムダは ラムダを ラムダでの ラムダ",
         "ラムダ=lambda; ラムダ=lambda; ラムダ=lambda; ラムダ=lambda"},
        {"ラムダです。ラムダとは", "ラムダ=lambda; ラムダ=lambda"},
        {"ラムダス アラムダ ラムダー ラムダ式", ""},
        {"とラムダ・ラムダ、", "ラムダ=lambda; ラムダ=lambda"},
        {"アマゾン ラムダは", "アマゾン ラムダ=lambda!"},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void everyday_names_need_evidence(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Connect", "Connect=connect~"},
        {"connect CONNECT", ""},
        {"Connect는, Connect: a, Connect\n",
         "Connect=connect~; Connect=connect~; Connect=connect~"},
        {"Amazon Lex와 Connect", "Amazon Lex=lex!; Connect=connect~"},
        {"Amazon Connect, AWS Connect, 아마존 Connect",
         "Amazon Connect=connect!; AWS Connect=connect!~; 아마존 Connect=connect!~"},
        {"aws config, AWS CONFIG, aws-config",
         "aws config=config!; AWS CONFIG=config!; aws-config=config!"},
        {"AWS config, aws Config, amazon Config", "aws Config=config!~; amazon Config=config!~"},
        {"we use Connect for calls", "Connect=connect~"},
        {"Connect the cable", ""},
        {"First line\nConnect the cable", ""},
        {"- Connect the cable\n* Connect it\n1. Connect it\n2) Connect it\n> Connect it", ""},
        {"Wait. Connect the cable! Connect it? Connect it: Connect it", ""},
        {"\"Connect the cable\"\n**Connect the", ""},
        {"다음. Connect를 설정", "Connect=connect~"},
        {"Connect 서비스", "Connect=connect~"},
        {"Connect Lex", "Connect=connect~; Lex=lex"},
        {"Connect\nthe cable", ""},
        {"Connect\n\nthe cable", "Connect=connect~"},
        {"Config is a service. Config can record.", "Config=config~; Config=config~"},
        {"e.g.Connect the", "Connect=connect~"},
        {"Amazon Connect is here", "Amazon Connect=connect!"},
    };
    check_cases(cases, ARRAY_LEN(cases));
}

static void survives_any_bytes(void **state)
{
    (void)state;
    static const char seed[] =
        "AWS 람다식 Amazon\xC2\xA0S3 ラムダは Connect the\nstep-functions S3";
    static const char bytes[] = "\0\n -_\"aA3\x80\xBF\xC2\xE3\xEC\xF0\xFF";
    struct arena arena = {0};
    for (size_t at = 0; at < sizeof(seed); at++) {
        for (size_t b = 0; b < sizeof(bytes); b++) {
            /* on the heap and of the exact length, so that reading behind it is seen */
            size_t len = b ? sizeof(seed) - 1 : at;
            char *text = mem_alloc(len + 1);
            memcpy(text, seed, len);
            if (at < len)
                text[at] = bytes[b];
            char *exact = mem_realloc(text, len ? len : 1);
            found(&arena, small, (str){exact, len});
            free(exact);
        }
        arena_reset(&arena);
    }
    assert_int_equal(found(&arena, small, (str){NULL, 0}).len, 0);
    arena_release(&arena);
}

static void strips_makers(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"Amazon Polly", "Polly"},
        {"AWS Lambda", "Lambda"},
        {"amazon-polly", "polly"},
        {"AWS-Lambda", "AWS-Lambda"},
        {"아마존 S3", "S3"},
        {"アマゾン コネクト", "コネクト"},
        {"AMAZON  EC2", "EC2"},
        {"Amazonia", "Amazonia"},
        {"AWS", "AWS"},
        {"AWS ", "AWS "},
        {"Elastic Beanstalk", "Elastic Beanstalk"},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str rest = catalogue_strip_maker(str_from(cases[i].text));
        if (!str_eq(rest, str_from(cases[i].found)))
            fail_msg("%s: %" STR_FMT, cases[i].text, STR_ARG(rest));
    }
}

static void knows_particles(void **state)
{
    (void)state;
    static const struct find_case cases[] = {
        {"는 이해하는", "는"},
        {"가 자연어", "가"},
        {"의 기술은", "의"},
        {"와 Connect", "와"},
        {"란?", "란"},
        {"이란 무엇", "이란"},
        {"입니다.", "입니다"},
        {"에서는", "에서는"},
        {"로서의", "로서의"},
        {"로부터", "로부터"},
        {"만으로도", "만으로도"},
        {"까지요", "까지요"},
        {"라는 이름", "라는"},
        {"이며,", "이며"},
        {"든지", "든지"},
        {"랑", "랑"},
        {"하고", "하고"},
        {"께서", "께서"},
        {"를사용", "를"},
        {"은", "은"},
        {"식", ""},
        {"가족", ""},
        {"의사", ""},
        {"버킷", ""},
        {"로그", ""},
        {"도구", ""},
        {"나라", ""},
        {"은행", ""},
        {"과정", ""},
        {"이름", ""},
        {"가도", ""},
        {"만들기", ""},
        {"일반", ""},
        {"", ""},
        {" 는", ""},
        {"S3", ""},
        {".", ""},
        {"はすごい", "は"},
        {"から", "から"},
        {"までの", "までの"},
        {"には", "には"},
        {"とは何", "とは"},
        {"って", "って"},
        {"です。", "です"},
        {"関数", ""},
        {"っぽい", ""},
        {"する", ""},
        {"ス", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t len = 99;
        bool is = catalogue_is_particle(str_from(cases[i].text), &len);
        if (is != (*cases[i].found != '\0') || len != strlen(cases[i].found))
            fail_msg("\"%s\": %zu bytes, expected \"%s\"", cases[i].text, len, cases[i].found);
    }
}

static void load_reports_errors_with_their_place(void **state)
{
    (void)state;
#define HEAD "categories: {c: C}\nservices:\n"
    static const struct {
        const char *yaml;
        uint32_t line, column;
        const char *message;
    } cases[] = {
        {"a: [", 1, 5, "parsing"},
        {"services: []", 1, 1, "no 'categories'"},
        {"categories: {c: C}", 1, 1, "no 'services'"},
        {"categories: {c: C}\nservices: x", 2, 11, "no 'services'"},
        {"categories: {c: C, d: D}\nservices:\n- {id: a, name: A, category: c}", 1, 20,
         "'d' is a category without"},
        {"categories: {C C: C}\nservices: []", 1, 14, "'C C' may hold"},
        {HEAD "- x", 3, 3, "a service belongs here"},
        {HEAD "- {id: a, name: A, category: c, shrot: [B]}", 3, 33, "'shrot' is no key"},
        {HEAD "- {id: a, category: c}", 3, 3, "no 'name'"},
        {HEAD "- {name: A, category: c}", 3, 3, "no 'id'"},
        {HEAD "- {id: a, name: A}", 3, 3, "no 'category'"},
        {HEAD "- {id: a, name: A, category: d}", 3, 30, "none of the categories"},
        {HEAD "- {id: A, name: A, category: c}", 3, 8, "'A' may hold"},
        {HEAD "- {id: a, name: A, category: c}\n- {id: a, name: B, category: c}", 4, 8,
         "id of another"},
        {HEAD "- {id: a, name: ~, category: c}", 3, 17, "a text belongs"},
        {HEAD "- {id: a, name: [A], category: c}", 3, 17, "a text belongs"},
        {HEAD "- {id: a, name: A, short: B, category: c}", 3, 27, "a list of names"},
        {HEAD "- {id: a, name: A, short: [B, a], category: c}", 3, 31, "of this service already"},
        {HEAD "- {id: a, name: A, category: c}\n- {id: b, name: B, ko: [A], category: c}", 4, 25,
         "of another service already"},
        {HEAD "- {id: a, name: 'A  B', category: c}", 3, 17, "blanks"},
        {HEAD "- {id: a, name: .A, category: c}", 3, 17, "letter or digit"},
        {HEAD "- {id: a, name: A, category: c, docs: x}", 3, 39, "https://"},
        {HEAD "- {id: a, name: A, category: c, retired: maybe}", 3, 42, "true or false"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena arena = {0};
        struct service *services;
        uint32_t count;
        struct yaml_error error;
        assert_false(catalogue_load(&arena, str_from(cases[i].yaml), &services, &count, &error));
        if (error.line != cases[i].line || error.column != cases[i].column ||
            !str_contains(error.message, str_from(cases[i].message)))
            fail_msg("%s\n%u:%u: %" STR_FMT, cases[i].yaml, error.line, error.column,
                     STR_ARG(error.message));
        arena_release(&arena);
    }
}

static void load_keeps_order_and_kinds(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct service *services;
    uint32_t count;
    struct yaml_error error;
    assert_true(catalogue_load(
        &arena,
        STR(HEAD "- id: b\n  everyday: [E]\n  name: Amazon B\n  ja: [\"か\xE3\x82\x99\"]\n"
                 "  short: [S, T]\n  also: [A]\n  category: c\n"
                 "  docs: https://x.example/\n  retired: true\n"
                 "- {id: a, name: Z, category: c}\n"),
        &services, &count, &error));
    assert_int_equal(count, 2);
    static const struct service_name expected[] = {
        {STR_INIT("Amazon B"), SERVICE_NAME_FULL}, {STR_INIT("A"), SERVICE_NAME_FULL},
        {STR_INIT("S"), SERVICE_NAME_SHORT},       {STR_INIT("T"), SERVICE_NAME_SHORT},
        {STR_INIT("が"), SERVICE_NAME_SHORT}, /* NFC */
        {STR_INIT("E"), SERVICE_NAME_EVERYDAY},
    };
    assert_int_equal(services[0].name_count, ARRAY_LEN(expected));
    for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
        assert_true(str_eq(services[0].names[i].text, expected[i].text));
        assert_int_equal(services[0].names[i].kind, expected[i].kind);
    }
    assert_true(str_eq(services[0].id, STR("b")));
    assert_true(str_eq(services[0].docs, STR("https://x.example/")));
    assert_true(services[0].retired);
    assert_false(services[1].retired);
    assert_int_equal(services[1].docs.len, 0);
    assert_int_equal(services[1].name_count, 1);
    arena_release(&arena);
}

/* Every name of the compiled-in catalogue is found as a whole, as its own service's. */
static void builtin_names_find_their_service(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct catalogue *catalogue = catalogue_builtin(&arena);
    assert_true(catalogue_count(catalogue) > 200);
    for (uint32_t s = 0; s < catalogue_count(catalogue); s++) {
        const struct service *service = catalogue_service(catalogue, s);
        assert_true(str_eq(service->name, service->names[0].text));
        for (uint32_t n = 0; n < service->name_count; n++) {
            str name = service->names[n].text;
            struct service_matches matches = {0};
            catalogue_find(catalogue, name, &matches);
            if (matches.len != 1 || matches.ptr[0].begin != 0 || matches.ptr[0].end != name.len ||
                matches.ptr[0].service != s || matches.ptr[0].kind != service->names[n].kind)
                fail_msg("%" STR_FMT " of %" STR_FMT ": %" STR_FMT, STR_ARG(name),
                         STR_ARG(service->id), STR_ARG(found(&arena, catalogue, name)));
            vec_release(&matches);
        }
    }
    arena_release(&arena);
}

/* In Korean, English and Japanese sentences, with the maker that the full name has or another. */
static void builtin_names_are_found_in_sentences(void **state)
{
    (void)state;
    static const char *const sentences[] = {"오늘은 %s 이야기", "we saw %s, too", "(%s)",
                                            "AWS %s",           "아마존 %s",      "これは %s",
                                            "a\n%s\nB"};
    struct arena arena = {0};
    const struct catalogue *catalogue = catalogue_builtin(&arena);
    for (uint32_t s = 0; s < catalogue_count(catalogue); s++) {
        const struct service *service = catalogue_service(catalogue, s);
        for (size_t i = 0; i < ARRAY_LEN(sentences) * service->name_count; i++) {
            str name = service->names[i / ARRAY_LEN(sentences)].text;
            const char *format = sentences[i % ARRAY_LEN(sentences)];
            str hole = str_from(format);
            size_t at = str_find(hole, STR("%s"));
            str text = arena_printf(&arena, "%" STR_FMT "%" STR_FMT "%" STR_FMT,
                                    STR_ARG(str_sub(hole, 0, at)), STR_ARG(name),
                                    STR_ARG(str_sub(hole, at + 2, hole.len)));
            struct service_matches matches = {0};
            catalogue_find(catalogue, text, &matches);
            /* "AWS " before it may make a longer name of it, its own or another's */
            if (matches.len != 1 || matches.ptr[0].begin > at ||
                matches.ptr[0].end != at + name.len ||
                (matches.ptr[0].service != s && matches.ptr[0].begin == at))
                fail_msg("%" STR_FMT ": %" STR_FMT, STR_ARG(text),
                         STR_ARG(found(&arena, catalogue, text)));
            vec_release(&matches);
        }
    }
    arena_release(&arena);
}

/* All in lower case, all in upper case, and in lower case with hyphens for blanks. */
static void builtin_names_are_found_in_other_case(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct catalogue *catalogue = catalogue_builtin(&arena);
    for (uint32_t s = 0; s < catalogue_count(catalogue); s++) {
        const struct service *service = catalogue_service(catalogue, s);
        for (uint32_t n = 0; n < service->name_count * 3; n++) {
            str name = service->names[n / 3].text;
            char *text = arena_cstr(&arena, name);
            for (size_t i = 0; i < name.len; i++) {
                bool is_small = text[i] >= 'a' && text[i] <= 'z';
                text[i] = n % 3 == 1 && is_small ? (char)(text[i] - 32) : text[i];
                text[i] = n % 3 != 1 ? ascii_lower(text[i]) : text[i];
                text[i] = n % 3 == 2 && text[i] == ' ' ? '-' : text[i];
            }
            struct service_matches matches = {0};
            catalogue_find(catalogue, (str){text, name.len}, &matches);
            bool as_listed = memcmp(text, name.ptr, name.len) == 0;
            if (service->names[n / 3].kind == SERVICE_NAME_EVERYDAY && !as_listed) {
                for (size_t i = 0; i < matches.len; i++)
                    assert_true(matches.ptr[i].service != s ||
                                matches.ptr[i].end - matches.ptr[i].begin < name.len);
            } else if (matches.len != 1 || matches.ptr[0].service != s ||
                       matches.ptr[0].end - matches.ptr[0].begin != name.len) {
                fail_msg("%s: %" STR_FMT, text,
                         STR_ARG(found(&arena, catalogue, (str){text, name.len})));
            }
            vec_release(&matches);
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_names_at_word_boundaries),
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(the_maker_belongs_to_the_match),
        cmocka_unit_test(spelling_is_own_lower_or_upper),
        cmocka_unit_test(korean_and_japanese_names_take_particles_only),
        cmocka_unit_test(everyday_names_need_evidence),
        cmocka_unit_test(survives_any_bytes),
        cmocka_unit_test(strips_makers),
        cmocka_unit_test(knows_particles),
        cmocka_unit_test(load_reports_errors_with_their_place),
        cmocka_unit_test(load_keeps_order_and_kinds),
        cmocka_unit_test(builtin_names_find_their_service),
        cmocka_unit_test(builtin_names_are_found_in_sentences),
        cmocka_unit_test(builtin_names_are_found_in_other_case),
    };
    return cmocka_run_group_tests(tests, load_small, release_small);
}
