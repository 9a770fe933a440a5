/*
 * Which files are taken: by their first bytes and their name together. Each type
 * is on the list because complainants send it and staff can open it safely. [S30]
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "complaint/files.h"

#include <string.h>
#include <strings.h>

const struct file_limits file_limits = {
    .file_bytes = 20 * 1024 * 1024,
    .complaint_bytes = 50 * 1024 * 1024,
    .files = 20,
};

struct known_type {
    const char *type;
    const char *endings; /* each between dots */
    size_t at;           /* where the mark stands */
    const char *mark;    /* NULL: text, which has no mark */
    size_t n;
};

#define MARK(s) (s), sizeof(s) - 1

static const struct known_type known[] = {
    { "image/jpeg", ".jpg.jpeg.jpe.", 0, MARK("\xff\xd8\xff") },
    { "image/png", ".png.", 0, MARK("\x89PNG\r\n\x1a\n") },
    { "image/gif", ".gif.", 0, MARK("GIF8") },
    { "image/webp", ".webp.", 8, MARK("WEBP") },
    { "image/heic", ".heic.heif.", 4, MARK("ftyphei") },
    { "image/heic", ".heic.heif.", 4, MARK("ftypmif1") },
    { "image/tiff", ".tif.tiff.", 0, MARK("II*\0") },
    { "image/tiff", ".tif.tiff.", 0, MARK("MM\0*") },
    { "application/pdf", ".pdf.", 0, MARK("%PDF-") },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx.", 0,
      MARK("PK\x03\x04") },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx.", 0,
      MARK("PK\x03\x04") },
    { "application/vnd.oasis.opendocument.text", ".odt.", 0, MARK("PK\x03\x04") },
    { "application/vnd.oasis.opendocument.spreadsheet", ".ods.", 0, MARK("PK\x03\x04") },
    { "application/msword", ".doc.", 0, MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
    { "application/vnd.ms-excel", ".xls.", 0, MARK("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
    { "audio/mpeg", ".mp3.", 0, MARK("ID3") },
    { "audio/mpeg", ".mp3.", 0, MARK("\xff\xfb") },
    { "audio/mp4", ".m4a.", 4, MARK("ftyp") },
    { "audio/wav", ".wav.", 0, MARK("RIFF") },
    { "audio/ogg", ".ogg.oga.opus.", 0, MARK("OggS") },
    { "audio/amr", ".amr.", 0, MARK("#!AMR") },
    { "video/mp4", ".mp4.m4v.", 4, MARK("ftyp") },
    { "video/quicktime", ".mov.", 4, MARK("ftyp") },
    { "video/webm", ".webm.", 0, MARK("\x1a\x45\xdf\xa3") },
    { "message/rfc822", ".eml.", 0, NULL, 0 },
    { "text/plain", ".txt.text.log.", 0, NULL, 0 },
    { "text/csv", ".csv.", 0, NULL, 0 },
};

static bool ending_fits(const struct known_type *t, const char *name)
{
    const char *dot = strrchr(name, '.');
    char ending[16];
    int n = dot ? snprintf(ending, sizeof ending, "%s.", dot) : -1;

    return n > 2 && n < (int)sizeof ending && strcasestr(t->endings, ending) != NULL;
}

/* Text has no controls but the usual ones; half a character at the end of the
 * piece we see is no fault. */
static bool is_text(struct bytes head)
{
    for (size_t i = 0; i < head.n; i++)
        if (head.s[i] < 0x20 && !strchr("\t\n\r\f", head.s[i]))
            return false;
    return true;
}

static bool mark_fits(const struct known_type *t, struct bytes head)
{
    if (!t->mark)
        return is_text(head);
    return head.n >= t->at + t->n && memcmp(head.s + t->at, t->mark, t->n) == 0;
}

const char *file_type(const char *name, struct bytes head)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (ending_fits(&known[i], name) && mark_fits(&known[i], head))
            return known[i].type;
    return NULL;
}

/* Controls, and marks that turn the direction of text and so disguise an ending. */
static bool hides(uint32_t c)
{
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x061c ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

const char *file_clean_name(struct arena *a, const char *name)
{
    struct buf b = buf_new(a);
    const char *last = name;
    size_t n;

    for (const char *s = name; *s; s++)
        if (*s == '/' || *s == '\\')
            last = s + 1;
    n = strlen(last);
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t len = utf8_next(last + i, n - i, &c);
        if (len > 0 && !hides(c) && !strchr("\"<>|:*?", (int)(c < 0x80 ? c : 'x')))
            buf_add(&b, last + i, len);
        i += len > 0 ? len : 1;
    }
    b.n = utf8_cut(b.s, b.n, 200);
    while (b.n > 0 && (b.s[0] == '.' || b.s[0] == ' ')) {
        b.s++;
        b.n--;
        b.size--;
    }
    return b.n > 0 ? buf_text(&b) : "file";
}
