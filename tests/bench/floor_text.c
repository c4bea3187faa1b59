/* SPDX-License-Identifier: MIT */
/* The two steps of the floor that look at text: the check of UTF-8 and NFC, and the bare parse. */
#include "floor_text.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* True if the character is its own NFC and can combine with none before it; remembered. Marks and
 * Hangul vowels and finals are the only ones that may combine: for these the answer is no. */
static bool stays_in_nfc(utf8proc_int32_t c)
{
    static uint8_t known[0x110000];
    if (known[c] == 0) {
        const utf8proc_category_t kind = utf8proc_category(c);
        bool mark = kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
        bool jamo = c >= 0x1161 && c < 0x1200;
        utf8proc_uint8_t in[5] = {0};
        utf8proc_encode_char(c, in);
        utf8proc_uint8_t *out = mark || jamo ? NULL : utf8proc_NFC(in);
        known[c] = out && strcmp((char *)out, (char *)in) == 0 ? 1 : 2;
        free(out);
    }
    return known[c] == 1;
}

enum form { NFC, OTHER, NOT_UTF8 };

/* UTF-8 and NFC in one go; ASCII and the ranges of most ideographs and Hangul need no table. OTHER
 * is the first doubt, and the text behind it is not looked at. */
static enum form form_of(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + len;
    while (p < end) {
        uint64_t word;
        if (end - p >= 8 && (memcpy(&word, p, 8), (word & 0x8080808080808080u) == 0))
            p += 8;
        else if (*p < 0x80)
            p++;
        else if (end - p >= 3 && (((p[1] ^ 0x80) | (p[2] ^ 0x80)) & 0xC0) == 0 &&
                 ((*p >= 0xE4 && *p <= 0xEC && *p != 0xEA) || (*p == 0xEA && p[1] >= 0xB0)))
            p += 3;
        else {
            utf8proc_int32_t c;
            utf8proc_ssize_t n = utf8proc_iterate(p, end - p, &c);
            if (n < 0)
                return NOT_UTF8;
            if (c >= 0x300 && !stays_in_nfc(c))
                return OTHER;
            p += n;
        }
    }
    return NFC;
}

bool check_text(char **text, size_t *len)
{
    enum form form = form_of(*text, *len);
    if (form != OTHER)
        return form == NFC;
    char *nfc = (char *)utf8proc_NFC((const utf8proc_uint8_t *)*text);
    if (!nfc)
        return false;
    free(*text);
    *text = nfc;
    *len = strlen(nfc);
    return true;
}

static int no_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

static int no_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type, (void)detail, (void)user;
    return 0;
}

static int no_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type, (void)text, (void)size, (void)user;
    return 0;
}

bool parse_text(const char *text, size_t len)
{
    const MD_PARSER parser = {0, MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
                              no_block, no_block, no_span, no_span, no_text, NULL, NULL};
    return md_parse(text, (MD_SIZE)len, &parser, NULL) == 0;
}
