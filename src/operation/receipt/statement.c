/*
 * Writing and reading canonical statements. A line break in a value is followed by two blanks,
 * so a line of ours never begins like the continuation of another; carriage returns, which mail
 * and editors add and drop as they like, are written as two visible characters.
 */
#include "operation/receipt/statement.h"

#include "base/utf8.h"

#include <string.h>

static const char first_line[] = "Redress statement 1\n";

static void value_write(struct buf *b, const char *value)
{
    for (const char *s = value; *s; s++) {
        if (*s == '\n')
            buf_str(b, "\n  ");
        else if (*s == '\r')
            buf_str(b, "\\r");
        else if (*s == '\\')
            buf_str(b, "\\\\");
        else
            buf_char(b, *s);
    }
}

struct bytes statement_write(struct arena *a, const struct statement_line *lines, size_t n)
{
    struct buf b = buf_new(a);

    buf_str(&b, first_line);
    for (size_t i = 0; i < n; i++) {
        if (!lines[i].value || !*lines[i].value)
            continue;
        buf_str(&b, lines[i].name);
        buf_str(&b, ": ");
        value_write(&b, lines[i].value);
        buf_char(&b, '\n');
    }
    buf_text(&b);
    return (struct bytes){ (const unsigned char *)b.s, b.n };
}

/* Where the value ends that begins at `s`: at the line break that no continuation follows. */
static const char *value_end(const char *s, const char *end)
{
    while (s < end) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        if (!stop)
            return NULL;
        if (end - stop < 3 || stop[1] != ' ' || stop[2] != ' ')
            return stop;
        s = stop + 3;
    }
    return NULL;
}

static bool value_read(struct arena *a, const char *s, const char *end, const char **out)
{
    struct buf b = buf_new(a);

    while (s < end) {
        char c = *s++;
        if (c == '\n')
            s += 2;
        if (c == '\\') {
            if (s == end || (*s != 'r' && *s != '\\'))
                return false;
            c = *s++ == 'r' ? '\r' : '\\';
        }
        buf_char(&b, c);
    }
    *out = buf_text(&b);
    return true;
}

static size_t name_length(const char *s, const char *end)
{
    size_t n = 0;

    while (s + n < end && ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= '0' && s[n] <= '9') ||
                           s[n] == '_' || s[n] == '.'))
        n++;
    return n;
}

static bool line_read(struct arena *a, const char **at, const char *end, struct statement_line *out)
{
    const char *s = *at, *stop;
    size_t n = name_length(s, end);

    if (n == 0 || end - s < (ptrdiff_t)n + 2 || s[n] != ':' || s[n + 1] != ' ')
        return false;
    stop = value_end(s + n + 2, end);
    if (!stop || !value_read(a, s + n + 2, stop, &out->value))
        return false;
    out->name = arena_strn(a, s, n);
    *at = stop + 1;
    return true;
}

bool statement_read(struct arena *a, struct bytes text, struct rows *out)
{
    const size_t head = sizeof first_line - 1;
    const char *s = (const char *)text.s, *end;
    struct statement_line *lines;
    struct bytes again;
    size_t n = 0;

    if (text.n > STATEMENT_MOST || text.n < head || memcmp(s, first_line, head) != 0 ||
        memchr(s, '\0', text.n) || !utf8_valid(s, text.n))
        return false;
    end = s + text.n;
    s += head;
    lines = ARENA_ARRAY(a, struct statement_line, STATEMENT_LINES);
    while (s < end)
        if (n == STATEMENT_LINES || !line_read(a, &s, end, &lines[n++]))
            return false;
    again = statement_write(a, lines, n);
    if (again.n != text.n || memcmp(again.s, text.s, text.n) != 0)
        return false;
    *out = (struct rows){ lines, n };
    return true;
}

const char *statement_value(const struct rows *lines, const char *name)
{
    const struct statement_line *line = lines->row;

    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(line[i].name, name) == 0)
            return line[i].value;
    return NULL;
}
