/* Names of files as other people's machines gave them: data only, never a path. [S31] */
#include "web/form.h"

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
    char *name = arena_room(a, n + 1); /* no character becomes longer */
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        uint32_t c = '_';
        size_t len = utf8_next(s + i, n - i, &c);
        if (len == 0) {
            name[to++] = '_';
        } else if (c == '/' || c == '\\') {
            to = 0;
        } else if (!is_control(c) && !changes_direction(c)) {
            memcpy(name + to, s + i, len);
            to += len;
        }
        i += len > 0 ? len : 1;
    }
    name[utf8_cut(name, to, FILE_NAME)] = '\0';
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ? "" : name;
}
