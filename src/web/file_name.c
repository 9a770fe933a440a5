/* Names of files as other people's machines gave them: data only, never a path. [S31] */
#include "web/form.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { FILE_NAME = 200 };

/* Marks that turn the direction of text make "exe.pdf" of "fdp.exe". */
static bool changes_direction(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
           c == 0x200f || c == 0x061c || c == 0xfeff;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

const char *file_name_clean(struct arena *a, const char *s, size_t n)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < n;) {
        uint32_t c = '_';
        size_t len = utf8_next(s + i, n - i, &c);
        if (len == 0)
            buf_char(&b, '_');
        else if (c == '/' || c == '\\')
            b.n = 0;
        else if (!is_control(c) && !changes_direction(c))
            buf_add(&b, s + i, len);
        i += len > 0 ? len : 1;
    }
    b.n = utf8_cut(b.s, b.n, FILE_NAME);
    buf_text(&b);
    return strcmp(b.s, ".") == 0 || strcmp(b.s, "..") == 0 ? "" : b.s;
}
