/* SPDX-License-Identifier: MIT */
/* Content that is none: navigation, footers, queries, lone images. */
#ifndef NOTE_ELSEWHERE_H
#define NOTE_ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/node.h"

/* Would a reader see anything of what stands at `from` or behind it? (An image counts.) */
bool block_shows(const struct node *block, uint32_t from);
/* Does it show nothing but images? */
bool block_is_image_alone(const struct node *block);
/* Is it HTML tags that hold neither text nor an image? */
bool block_is_markup(const struct node *block);
/*
 * Does it only lead elsewhere: are all its paragraphs and items a link alone, or a link, a
 * separator and a description, or a bare address, or a label and a link? (A link that begins a
 * sentence is text.) So does a Dataview query.
 */
bool block_leads_elsewhere(const struct node *block);
/* Is it a footer's: nothing but links and `label: value` lines? */
bool block_is_footer(const struct node *block);

#endif
