/*
 * Browsers write a file's name into filename="…" with %22 for a quotation mark
 * (WHATWG, not RFC 2183), programs also into filename*=UTF-8''…, which wins.
 */
#include "web/part_head.h"

#include "base/utf8.h"
#include "web/form.h"
#include "web/form_field.h"

#include <string.h>
#include <strings.h>

/* Behind the value at s, quoted or not. */
static const char *value_end(const char *s)
{
    if (*s != '"')
        return s + strcspn(s, "; \t");
    for (s++; *s && *s != '"'; s++)
        /* Old browsers send C:\path\name unescaped: only \" and \\ are escapes. */
        if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
            s++;
    return s + (*s == '"');
}

static char *value_copy(struct arena *a, const char *s, const char *end)
{
    char *out = arena_room(a, (size_t)(end - s) + 1);
    size_t n = 0;

    if (*s != '"') {
        n = (size_t)(end - s);
        memcpy(out, s, n);
    } else {
        for (s++; s < end && *s != '"'; s++) {
            if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
                s++;
            out[n++] = *s;
        }
    }
    out[n] = '\0';
    return out;
}

/* Only what is wanted is copied: a line may have hundreds of others. */
static char *parameter_find(struct arena *a, const char *value, const char *name)
{
    const char *s = value + strcspn(value, ";");

    while (*s == ';') {
        s += strspn(s, "; \t");
        size_t n = strcspn(s, "=; \t");
        bool wanted = n == strlen(name) && strncasecmp(s, name, n) == 0;
        s += n;
        if (*s == '=') {
            const char *end = value_end(s + 1);
            if (wanted)
                return value_copy(a, s + 1, end);
            s = end;
        }
        s += strcspn(s, ";");
    }
    return NULL;
}

const char *header_parameter(struct arena *a, const char *value, const char *name)
{
    return parameter_find(a, value, name);
}

/* Undoes what browsers do to names: %22, %0D and %0A, and nothing else. In its place. */
static const char *name_unescape(char *s)
{
    char *to = s;

    for (const char *from = s; *from; to++) {
        if (strncmp(from, "%22", 3) == 0) {
            *to = '"';
            from += 3;
        } else if (strncasecmp(from, "%0D", 3) == 0 || strncasecmp(from, "%0A", 3) == 0) {
            *to = ' ';
            from += 3;
        } else {
            *to = *from++;
        }
    }
    *to = '\0';
    return s;
}

/* RFC 8187: UTF-8''percent-encoded. NULL when it is anything else. */
static const char *extended_read(char *value)
{
    char *s = value && strncasecmp(value, "UTF-8'", 6) == 0 ? strchr(value + 6, '\'') : NULL;
    size_t n;

    if (!s)
        return NULL;
    n = strlen(++s);
    if (!percent_decode(s, &n, false) || memchr(s, '\0', n) || !utf8_valid(s, n))
        return NULL;
    return s;
}

static bool disposition_read(struct arena *a, struct part_head *h, const char *value)
{
    char *name, *plain;
    const char *extended, *file_name;

    if (h->name || strncasecmp(value, "form-data", 9) != 0)
        return false;
    name = parameter_find(a, value, "name");
    if (!name)
        return false;
    plain = parameter_find(a, value, "filename");
    extended = extended_read(parameter_find(a, value, "filename*"));
    file_name = extended ? extended : plain ? name_unescape(plain) : NULL;
    h->name = name_unescape(name);
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
