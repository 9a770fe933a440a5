/*
 * Browsers write a file's name into filename="…" with %22 for a quotation mark
 * (WHATWG, not RFC 2183), programs also into filename*=UTF-8''…, which wins.
 */
#include "web/part_head.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "web/form.h"
#include "web/form_field.h"

#include <string.h>
#include <strings.h>

/* The value at s, quoted or not; moves *s behind it. */
static const char *value_read(struct arena *a, const char **s)
{
    struct buf b = buf_new(a);

    if (**s != '"') {
        size_t n = strcspn(*s, "; \t");
        buf_add(&b, *s, n);
        *s += n;
        return buf_text(&b);
    }
    for ((*s)++; **s && **s != '"'; (*s)++) {
        /* Old browsers send C:\path\name unescaped: only \" and \\ are escapes. */
        if (**s == '\\' && ((*s)[1] == '"' || (*s)[1] == '\\'))
            (*s)++;
        buf_char(&b, **s);
    }
    *s += **s == '"';
    return buf_text(&b);
}

const char *header_parameter(struct arena *a, const char *value, const char *name)
{
    const char *s = value + strcspn(value, ";");

    while (*s == ';') {
        s += strspn(s, "; \t");
        size_t n = strcspn(s, "=; \t");
        bool wanted = n == strlen(name) && strncasecmp(s, name, n) == 0;
        s += n;
        if (*s == '=') {
            s++;
            const char *v = value_read(a, &s);
            if (wanted)
                return v;
        }
        s += strcspn(s, ";");
    }
    return NULL;
}

/* Undoes what browsers do to names: %22, %0D and %0A, and nothing else. */
static const char *name_unescape(struct arena *a, const char *s)
{
    struct buf b = buf_new(a);

    while (*s) {
        if (strncmp(s, "%22", 3) == 0) {
            buf_char(&b, '"');
            s += 3;
        } else if (strncasecmp(s, "%0D", 3) == 0 || strncasecmp(s, "%0A", 3) == 0) {
            buf_char(&b, ' ');
            s += 3;
        } else {
            buf_char(&b, *s++);
        }
    }
    return buf_text(&b);
}

/* RFC 8187: UTF-8''percent-encoded. NULL when it is anything else. */
static const char *extended_read(struct arena *a, const char *value)
{
    char *s;
    size_t n;

    if (!value || strncasecmp(value, "UTF-8'", 6) != 0)
        return NULL;
    value = strchr(value + 6, '\'');
    if (!value)
        return NULL;
    s = arena_str(a, value + 1);
    n = strlen(s);
    if (!percent_decode(s, &n, false) || memchr(s, '\0', n) || !utf8_valid(s, n))
        return NULL;
    return s;
}

static bool disposition_read(struct arena *a, struct part_head *h, const char *value)
{
    const char *name = header_parameter(a, value, "name");
    const char *plain = header_parameter(a, value, "filename");
    const char *extended = extended_read(a, header_parameter(a, value, "filename*"));
    const char *file_name = extended ? extended : plain ? name_unescape(a, plain) : NULL;

    if (h->name || !name || strncasecmp(value, "form-data", 9) != 0)
        return false;
    h->name = name_unescape(a, name);
    h->is_file = file_name != NULL;
    h->file_name = file_name ? file_name_clean(a, file_name, strlen(file_name)) : "";
    if (!h->type)
        h->type = "application/octet-stream";
    return utf8_valid(h->name, strlen(h->name));
}

bool part_head_line(struct arena *a, struct part_head *h, const char *line, size_t n)
{
    const char *colon = memchr(line, ':', n);

    if (!colon || colon == line)
        return false;
    size_t name_n = (size_t)(colon - line);
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    if (name_n == 19 && strncasecmp(line, "Content-Disposition", name_n) == 0)
        return disposition_read(a, h, value);
    if (name_n == 12 && strncasecmp(line, "Content-Type", name_n) == 0)
        h->type = arena_strn(a, value, strlen(value) < 100 ? strlen(value) : 100);
    return true;
}
