/* SPDX-License-Identifier: MIT */
/* One input text. */
#include "source/source.h"

#include "base/buf.h"
#include "base/utf8.h"

/* What bytes that are no UTF-8 most likely are, as iconv calls it; NULL: no idea. */
static const char *guess_encoding(str bytes)
{
    if (str_starts(bytes, STR("\xFF\xFE")))
        return "UTF-16LE";
    if (str_starts(bytes, STR("\xFE\xFF")))
        return "UTF-16BE";
    size_t korean = 0, japanese = 0, pairs = 0;
    for (size_t i = 0; i + 1 < bytes.len && i < 65536; i++) {
        unsigned char lead = (unsigned char)bytes.ptr[i], trail = (unsigned char)bytes.ptr[i + 1];
        if (lead < 0x80)
            continue;
        pairs++;
        if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) /* KS X 1001's syllables */
            korean++;
        if (lead == 0x82 || lead == 0x83) /* Shift_JIS's kana */
            japanese++;
        i++;
    }
    if (pairs && korean * 2 > pairs)
        return "CP949";
    if (pairs && japanese * 3 > pairs)
        return "SHIFT_JIS";
    return pairs ? "WINDOWS-1252" : NULL;
}

static void report_not_utf8(const struct source *source, str bytes, size_t bad_at,
                            struct diag *diag)
{
    struct source raw = {.path = source->path, .text = bytes};
    unsigned line, column;
    source_locate(&raw, (uint32_t)bad_at, &line, &column);
    const char *guess = guess_encoding(bytes);
    str hint = guess ? arena_printf(&diag->arena,
                                    "convert it: iconv -f %s -t UTF-8 '%" STR_FMT "' > new.md",
                                    guess, STR_ARG(source->path))
                     : STR("save it as UTF-8");
    diag_line(diag, source->path, line, column, DIAG_NOT_UTF8, hint.ptr,
              "byte 0x%02X is not UTF-8; leaving the file out", (unsigned char)bytes.ptr[bad_at]);
}

static str normalise_line_ends(str text, struct arena *arena)
{
    char *out = arena_bytes(arena, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\r') {
            out[n++] = text.ptr[i];
            continue;
        }
        out[n++] = '\n';
        if (i + 1 < text.len && text.ptr[i + 1] == '\n')
            i++;
    }
    out[n] = '\0';
    return (str){out, n};
}

/* As CommonMark has it, 2.3; and no reader of an output has to cope with U+0000. */
static str replace_nul(str text, struct arena *arena)
{
    struct buf out = {0};
    for (str piece; str_cut(&text, '\0', &piece);) {
        buf_put(&out, piece);
        if (text.ptr)
            buf_lit(&out, "\xEF\xBF\xBD");
    }
    str clean = buf_take(&out, arena);
    buf_release(&out);
    return clean;
}

bool source_load(struct source *source, str bytes, struct arena *arena, struct diag *diag)
{
    if (bytes.len > SOURCE_MAX_BYTES) {
        diag_file(diag, source->path, DIAG_TOO_LARGE, "split it into several files",
                  "more than 1 GiB; leaving the file out");
        return false;
    }
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.len);
    struct utf8_check check = utf8_check(bytes);
    if (check.bad_at != SIZE_MAX) {
        report_not_utf8(source, bytes, check.bad_at, diag);
        return false;
    }
    if (check.has_nul)
        bytes = replace_nul(bytes, arena);
    if (check.has_cr)
        bytes = normalise_line_ends(bytes, arena);
    if (check.maybe_not_nfc)
        bytes = utf8_nfc(arena, bytes);
    source->text = bytes;
    return true;
}

str source_line_at(const struct source *source, uint32_t offset)
{
    str text = source->text;
    size_t at = MIN((size_t)offset, text.len);
    return str_sub(text, str_line_begin(text, at), str_line_end(text, at));
}

uint32_t source_line_from(const struct source *source, struct source_cursor *cursor,
                          uint32_t offset)
{
    str text = source->text;
    if (!cursor->line || offset < cursor->offset)
        *cursor = (struct source_cursor){0, 1};
    const char *at = text.ptr + cursor->offset, *end = text.ptr + MIN((size_t)offset, text.len);
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        cursor->line++;
        at++;
    }
    cursor->offset = (uint32_t)(end - text.ptr);
    return cursor->line;
}

void source_locate(const struct source *source, uint32_t offset, unsigned *ret_line,
                   unsigned *ret_column)
{
    struct source_cursor cursor = {0};
    *ret_line = source_line_from(source, &cursor, offset);
    str line = source_line_at(source, offset);
    size_t at = offset - (size_t)(line.ptr - source->text.ptr);
    *ret_column = (unsigned)utf8_count(str_sub(line, 0, at)) + 1;
}
