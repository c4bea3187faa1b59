/* SPDX-License-Identifier: MIT */
/*
 * Korean and Japanese particles: the table, and how they chain.
 *
 * Korean writes a noun and its particle as one word: "람다는", "람다에서는". Whether Hangul behind
 * a name is a particle decides whether the name is a word there ("람다식", lambda expression, is
 * another). A particle may take another one behind it (에서 + 는); the copula 이다 is written in
 * the same way and so counts as one, in its frequent forms. Most are short and begin other words
 * too (가/가족, 의/의사), so they count only where the Hangul ends with them. A few hardly begin
 * any (는, 를, 에서, 입니다) and count whatever comes next, since notes leave blanks out:
 * "람다를사용".
 *
 * Japanese has no blanks that could tell, and what follows katakana in hiragana is nearly always
 * a particle or the copula: the beginning decides.
 */
#include "catalogue/catalogue.h"

#include "base/attr.h"
#include "base/utf8.h"

enum {
    TAKES = 1, /* another particle may follow */
    AFTER = 2, /* may stand behind another one */
    SURE = 4,  /* whatever Hangul follows */
    KANA = 8,  /* Japanese: SURE, and chains with any other */
};

struct particle {
    str text;
    unsigned flags;
};

/* clang-format off */
static const struct particle particles[] = {
    /* topic, subject, object, possession */
    {STR_INIT("은"), AFTER}, {STR_INIT("는"), AFTER | SURE}, {STR_INIT("이"), AFTER},
    {STR_INIT("가"), AFTER}, {STR_INIT("을"), AFTER | SURE}, {STR_INIT("를"), AFTER | SURE},
    {STR_INIT("의"), AFTER}, {STR_INIT("께서"), TAKES}, {STR_INIT("들"), TAKES},
    /* place, direction, means */
    {STR_INIT("에"), TAKES | AFTER}, {STR_INIT("에서"), TAKES | AFTER | SURE},
    {STR_INIT("에게"), TAKES | AFTER | SURE}, {STR_INIT("에게서"), TAKES | SURE},
    {STR_INIT("한테"), TAKES}, {STR_INIT("께"), TAKES}, {STR_INIT("로"), TAKES | AFTER},
    {STR_INIT("으로"), TAKES | AFTER | SURE}, {STR_INIT("로서"), TAKES}, {STR_INIT("로써"), TAKES},
    {STR_INIT("으로서"), TAKES | SURE}, {STR_INIT("으로써"), TAKES | SURE},
    {STR_INIT("로부터"), TAKES | SURE}, {STR_INIT("으로부터"), TAKES | SURE},
    {STR_INIT("부터"), TAKES | AFTER | SURE}, {STR_INIT("까지"), TAKES | AFTER | SURE},
    /* and, or, with */
    {STR_INIT("와"), TAKES | AFTER}, {STR_INIT("과"), TAKES | AFTER}, {STR_INIT("랑"), TAKES | AFTER},
    {STR_INIT("이랑"), TAKES | AFTER}, {STR_INIT("하고"), TAKES | AFTER}, {STR_INIT("나"), AFTER},
    {STR_INIT("이나"), AFTER}, {STR_INIT("든"), 0}, {STR_INIT("이든"), 0}, {STR_INIT("든지"), 0},
    {STR_INIT("이든지"), 0}, {STR_INIT("며"), 0},
    /* only, also, even, each, like, than */
    {STR_INIT("도"), AFTER}, {STR_INIT("만"), TAKES | AFTER}, {STR_INIT("뿐"), TAKES},
    {STR_INIT("밖에"), TAKES}, {STR_INIT("조차"), TAKES}, {STR_INIT("마저"), TAKES},
    {STR_INIT("마다"), TAKES}, {STR_INIT("라도"), AFTER}, {STR_INIT("이라도"), AFTER},
    {STR_INIT("야"), 0}, {STR_INIT("이야"), 0}, {STR_INIT("야말로"), SURE}, {STR_INIT("이야말로"), SURE},
    {STR_INIT("처럼"), TAKES | AFTER | SURE}, {STR_INIT("같이"), 0}, {STR_INIT("만큼"), TAKES},
    {STR_INIT("보다"), TAKES | AFTER}, {STR_INIT("대로"), TAKES}, {STR_INIT("따라"), 0},
    /* what is called */
    {STR_INIT("란"), 0}, {STR_INIT("이란"), 0}, {STR_INIT("라는"), TAKES | SURE},
    {STR_INIT("이라는"), TAKES | SURE}, {STR_INIT("라고"), TAKES | SURE},
    {STR_INIT("이라고"), TAKES | SURE}, {STR_INIT("라면"), 0}, {STR_INIT("이라면"), 0},
    {STR_INIT("라"), 0}, {STR_INIT("이라"), 0}, {STR_INIT("라서"), 0}, {STR_INIT("이라서"), 0},
    /* the copula */
    {STR_INIT("이다"), AFTER}, {STR_INIT("다"), 0}, {STR_INIT("입니다"), AFTER | SURE},
    {STR_INIT("입니까"), AFTER | SURE}, {STR_INIT("인"), AFTER}, {STR_INIT("일"), 0},
    {STR_INIT("이며"), AFTER}, {STR_INIT("이고"), AFTER}, {STR_INIT("고"), 0}, {STR_INIT("이지만"), 0},
    {STR_INIT("지만"), 0}, {STR_INIT("이므로"), 0}, {STR_INIT("인데"), 0}, {STR_INIT("인데요"), 0},
    {STR_INIT("인지"), TAKES}, {STR_INIT("인가"), 0}, {STR_INIT("인가요"), 0}, {STR_INIT("일까"), 0},
    {STR_INIT("일까요"), 0}, {STR_INIT("이었다"), 0}, {STR_INIT("였다"), 0}, {STR_INIT("이니"), 0},
    {STR_INIT("이니까"), 0}, {STR_INIT("이자"), 0}, {STR_INIT("임"), 0}, {STR_INIT("죠"), 0},
    {STR_INIT("이죠"), AFTER}, {STR_INIT("지요"), 0}, {STR_INIT("이지요"), 0}, {STR_INIT("요"), AFTER},
    {STR_INIT("이요"), 0}, {STR_INIT("예요"), 0}, {STR_INIT("에요"), 0}, {STR_INIT("이에요"), AFTER},
    {STR_INIT("이네요"), 0}, {STR_INIT("네요"), 0}, {STR_INIT("이군요"), 0},

    {STR_INIT("は"), KANA}, {STR_INIT("が"), KANA}, {STR_INIT("を"), KANA}, {STR_INIT("に"), KANA},
    {STR_INIT("で"), KANA}, {STR_INIT("と"), KANA}, {STR_INIT("の"), KANA}, {STR_INIT("へ"), KANA},
    {STR_INIT("も"), KANA}, {STR_INIT("や"), KANA}, {STR_INIT("か"), KANA}, {STR_INIT("ね"), KANA},
    {STR_INIT("よ"), KANA}, {STR_INIT("から"), KANA}, {STR_INIT("まで"), KANA}, {STR_INIT("より"), KANA},
    {STR_INIT("とは"), KANA}, {STR_INIT("って"), KANA}, {STR_INIT("など"), KANA}, {STR_INIT("なら"), KANA},
    {STR_INIT("だけ"), KANA}, {STR_INIT("しか"), KANA}, {STR_INIT("ほど"), KANA}, {STR_INIT("さえ"), KANA},
    {STR_INIT("こそ"), KANA}, {STR_INIT("ばかり"), KANA},
    {STR_INIT("くらい"), KANA}, {STR_INIT("ぐらい"), KANA},
    {STR_INIT("という"), KANA}, {STR_INIT("として"), KANA},
    {STR_INIT("による"), KANA}, {STR_INIT("によって"), KANA},
    {STR_INIT("において"), KANA}, {STR_INIT("における"), KANA}, {STR_INIT("について"), KANA},
    {STR_INIT("です"), KANA}, {STR_INIT("でした"), KANA}, {STR_INIT("だ"), KANA}, {STR_INIT("だった"), KANA},
    {STR_INIT("である"), KANA}, {STR_INIT("みたい"), KANA},
};
/* clang-format on */

static const struct particle *longest(str text)
{
    const struct particle *best = NULL;
    for (size_t i = 0; i < ARRAY_LEN(particles); i++)
        if (str_starts(text, particles[i].text) &&
            (!best || particles[i].text.len > best->text.len))
            best = &particles[i];
    return best;
}

static size_t kana_chain(str text)
{
    size_t len = 0;
    for (const struct particle *p; (p = longest(str_sub(text, len, text.len))) != NULL;) {
        if (!(p->flags & KANA))
            break;
        len += p->text.len;
    }
    return len;
}

/*
 * The length of a chain whose links go together and that ends where it must; 0 if there is none.
 * All ways are tried, since "로서" may be 로 or all of it; more than three are never chained.
 */
static size_t hangul_chain(str text, const struct particle *before, unsigned depth)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(particles); i++) {
        const struct particle *p = &particles[i];
        if ((p->flags & KANA) || !str_starts(text, p->text))
            continue;
        if (before && !((before->flags & TAKES) && (p->flags & AFTER)))
            continue;
        str rest = str_sub(text, p->text.len, text.len);
        size_t len, more = depth < 3 ? hangul_chain(rest, p, depth + 1) : 0;
        bool ends = !rest.len || !utf8_is_hangul(utf8_at(rest, 0, &len));
        if (more || ends || (p->flags & SURE))
            best = MAX(best, p->text.len + more);
    }
    return best;
}

bool catalogue_is_particle(str text, size_t *ret_len)
{
    size_t len;
    *ret_len = 0;
    if (!text.len)
        return false;
    *ret_len =
        utf8_is_hangul(utf8_at(text, 0, &len)) ? hangul_chain(text, NULL, 1) : kana_chain(text);
    return *ret_len > 0;
}
