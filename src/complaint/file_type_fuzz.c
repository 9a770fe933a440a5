/*
 * The kind of a file, by its name (the first line) and its first bytes: what is taken is on the
 * list, and the name that is kept has no folder, no control and nothing that turns its direction.
 */
#include "base/fuzz.h"
#include "base/utf8.h"
#include "complaint/files.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO_ARENA a = arena_new();
    const uint8_t *line = memchr(data, '\n', n);
    size_t name_n = line ? (size_t)(line - data) : n;
    struct bytes head = { data + name_n + (line != NULL), n - name_n - (line != NULL) };
    const char *name = arena_strn(a, (const char *)data, name_n);
    const char *clean = file_clean_name(a, name), *type = file_type(name, head);

    if (*clean == '\0' || *clean == '.' || strpbrk(clean, "/\\\"\r\n\t") || strlen(clean) > 200 ||
        !utf8_valid(clean, strlen(clean)) || strcmp(file_clean_name(a, clean), clean) != 0)
        abort();
    if (type &&
        (!strchr(type, '/') || strstr(type, "html") || strstr(type, "svg") || !strchr(name, '.')))
        abort();
    return 0;
}
