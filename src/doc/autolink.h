/* SPDX-License-Identifier: MIT */
/* Addresses that stand bare in a text: GFM's extended autolinks. */
#ifndef DOC_AUTOLINK_H
#define DOC_AUTOLINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum autolink_kind {
    AUTOLINK_URL,  /* http://, https://, ftp:// or mailto: the text is the address */
    AUTOLINK_WWW,  /* the address is "http://" and the text */
    AUTOLINK_MAIL, /* the address is "mailto:" and the text */
};

/* The bytes begin <= i < end of the text. */
struct autolink {
    size_t begin, end;
    enum autolink_kind kind;
};

/*
 * The first address that begins at `from` or later. `text` is valid UTF-8, with its entities and
 * backslashes resolved, and stands neither in a link nor in code; its start counts as the start of
 * a line. Walking through a text is linear in its length, whatever it holds:
 *
 *     for (size_t from = 0; autolink_find(text, from, &link); from = link.end)
 *
 * The rules are those of the GFM specification, 6.9 "Autolinks (extension)". Where GitHub's parser
 * is more generous than that text, so is this function: a URL may follow anything but an ASCII
 * letter ("주소:https://…"), its host needs no period (http://localhost), and the period of "www."
 * counts as the one that a domain needs. It is stricter with e-mail: the name before the @ holds a
 * letter or digit, and the domain ends in a letter (react@18.2.0 is none). Letters and digits of a
 * host are those of any script. Two things are for notes in CJK, which knows no spaces: www. may
 * follow any character that is not written together with Latin letters, and any Unicode space ends
 * a URL. xmpp: is not known.
 */
bool autolink_find(str text, size_t from, struct autolink *ret);

#endif
