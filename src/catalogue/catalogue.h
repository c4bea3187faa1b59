/* SPDX-License-Identifier: MIT */
/* The services that notes speak of, and their names in a text. */
#ifndef CATALOGUE_CATALOGUE_H
#define CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum service_name_kind {
    SERVICE_NAME_FULL,     /* `name` and `also`: with the maker's name in it, or written out */
    SERVICE_NAME_SHORT,    /* `short`, `ko`, `ja` */
    SERVICE_NAME_EVERYDAY, /* `everyday`: an everyday word too, so it needs more evidence */
};
struct service_name {
    str text;
    enum service_name_kind kind;
};
struct service {
    str id;       /* tag slug */
    str name;     /* full name, the front of its card */
    str category; /* tag slug */
    str docs;     /* address; may be empty */
    const struct service_name *names; /* `name` first */
    uint32_t name_count;
    bool retired;
};

/* Immutable once made; any number of threads may use it. */
struct catalogue;

/*
 * data/services.yaml, compiled in: nothing is parsed, only a small index is filled in. Lives in
 * the arena.
 */
const struct catalogue *catalogue_builtin(struct arena *arena);

/* A catalogue of other services (catalogue/load.h reads them). They must outlive it. */
const struct catalogue *catalogue_new(struct arena *arena, const struct service *services,
                                      uint32_t count);

const struct service *catalogue_service(const struct catalogue *catalogue, uint32_t service);
uint32_t catalogue_count(const struct catalogue *catalogue);
/* The service with this id; UINT32_MAX if there is none. */
uint32_t catalogue_find_id(const struct catalogue *catalogue, str id);

/* A name in a text: bytes [begin, end), the maker's name before it included. */
struct service_match {
    uint32_t begin, end;
    uint32_t service;
    enum service_name_kind kind;
    bool maker; /* a maker's name stands before it, or is part of it */
};
VEC_TYPE(service_matches, struct service_match);

/*
 * All names in the text, left to right, apart from each other; where several begin at one place
 * the longest wins. Added to the vector. `text` may be any bytes, of less than 4 GiB; Korean and
 * Japanese names are found in NFC only.
 *
 * A maker's name ("Amazon", "AWS", both also all in lower or upper case, "아마존", "アマゾン") and
 * blanks before a name belong to the match.
 *
 * Spelling: a name matches in the catalogue's own, or with all its ASCII letters in lower or all
 * in upper case. A blank in a name, or behind a maker, matches any run of white space (NBSP and
 * one line end included); in lower case a hyphen too ("amazon-polly", "step-functions").
 *
 * An everyday name matches without a maker only as the catalogue capitalises it, and not as the
 * first word of an English sentence: at the start of the text or of a line or item, or behind
 * one of .?!:, if a word in small letters comes next ("Connect the cable"), unless that word is
 * an auxiliary verb or "overview", which makes a noun of the name ("Config is …"). Behind a maker
 * it matches also in lower or upper case if the maker is written so: "aws config", "AWS CONFIG",
 * but not "AWS config".
 *
 * Boundaries: no digit or '_' may touch a match, and no letter of its own script ("Alexa" holds
 * no "Lex", "S3FullAccess" no "S3", "EC2s" no "EC2"; Latin, Greek and Cyrillic count as one).
 * Others may: "S3버킷", "Lambdaが", "使用S3". Directly behind a name that ends in Hangul, Hangul may
 * stand only as a particle ("람다는", not "람다식"); behind one that ends in kana or Han, kana or
 * Han only so.
 */
void catalogue_find(const struct catalogue *catalogue, str text, struct service_matches *matches);

/*
 * The name without a maker's before it ("Amazon Polly", "aws-lambda"), a view; the name itself
 * where there is none, or nothing behind it.
 */
str catalogue_strip_maker(str name);

/*
 * Does a Korean or Japanese particle (or a form of "to be" that is written like one) begin the
 * text, which is what stands directly behind a noun? `ret_len` is its length in bytes, with all
 * that are chained to it ("에서는", "には"); 0 if not. A Korean particle that could begin another
 * word as well must be the end of the Hangul: "가" is one, "가족" holds none.
 */
bool catalogue_is_particle(str text, size_t *ret_len);

#endif
