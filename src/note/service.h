/* SPDX-License-Identifier: MIT */
/* Titles that are services, lists of services, and texts that speak of one. */
#ifndef NOTE_SERVICE_H
#define NOTE_SERVICE_H

#include <stdbool.h>

#include "base/vec.h"
#include "catalogue/catalogue.h"
#include "note/section.h"

/*
 * The service that a title is, or NO_SERVICE: its name, with at most a chapter number, its other
 * name in brackets, and words that only ask what it is ("이란", "とは", "overview", "What is").
 * *ret_certain is false where only an everyday word says so ("Config").
 */
uint32_t service_of_title(const struct catalogue *catalogue, str title, bool *ret_certain);

VEC_TYPE(service_list, uint32_t);
/*
 * The services of a title that is a list of them and nothing more ("Lex와 Connect", "SNS/SQS"),
 * in its order; at least two, each once. Not for `+`, "vs", "with". False: no such list.
 */
bool service_list_of_title(const struct catalogue *catalogue, str title, struct service_list *ret);

/*
 * The service that the first sentence of a text has as its topic ("Lambda는 …", "S3 is …") or
 * announces ("이번에는 EFS를 살펴보겠습니다", "next: Kinesis"); or NO_SERVICE.
 */
uint32_t service_of_first_sentence(const struct catalogue *catalogue, str text);

#endif
