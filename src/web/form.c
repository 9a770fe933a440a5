/*
 * application/x-www-form-urlencoded, for bodies and query strings. Browsers send
 * line breaks as CR LF; they become \n here, for both kinds of form.
 */
#include "web/form.h"

#include "base/utf8.h"
#include "web/form_field.h"

#include <string.h>

const char *form_nth(const struct form *f, const char *name, size_t i)
{
    for (size_t k = 0; k < f->n; k++)
        if (strcmp(f->fields[k].name, name) == 0 && i-- == 0)
            return f->fields[k].value;
    return NULL;
}

const char *form_text(const struct form *f, const char *name)
{
    return form_nth(f, name, 0);
}

size_t form_count(const struct form *f, const char *name)
{
    size_t n = 0;

    for (size_t k = 0; k < f->n; k++)
        n += strcmp(f->fields[k].name, name) == 0;
    return n;
}

size_t form_lines(char *s, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\r') {
            s[to++] = '\n';
            if (i + 1 < n && s[i + 1] == '\n')
                i++;
        } else {
            s[to++] = s[i];
        }
    }
    s[to] = '\0';
    return to;
}

bool form_text_allowed(const char *s, size_t n, struct err *err)
{
    if (memchr(s, '\0', n) || !utf8_valid(s, n))
        return err_set(err, ERR_INVALID, N_("The form has characters that cannot be read."));
    return true;
}

bool form_too_large(struct err *err)
{
    return err_set(err, ERR_TOO_LARGE, N_("What was sent is larger than can be accepted."));
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool percent_decode(char *s, size_t *n, bool plus)
{
    size_t to = 0;

    for (size_t i = 0; i < *n; i++) {
        char c = s[i];
        if (c == '+' && plus) {
            c = ' ';
        } else if (c == '%') {
            int high = i + 2 < *n ? hex_digit(s[i + 1]) : -1;
            int low = i + 2 < *n ? hex_digit(s[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high << 4 | low);
            i += 2;
        }
        s[to++] = c;
    }
    s[to] = '\0';
    *n = to;
    return true;
}

/* One "name=value". */
static bool pair_read(struct arena *a, const char *s, size_t n, struct form_field *out,
                      struct err *err)
{
    const char *equals = memchr(s, '=', n);
    size_t name_n = equals ? (size_t)(equals - s) : n;
    size_t value_n = equals ? n - name_n - 1 : 0;
    char *name = arena_strn(a, s, name_n);
    char *value = arena_strn(a, equals ? equals + 1 : "", value_n);

    if (!percent_decode(name, &name_n, true) || !percent_decode(value, &value_n, true))
        return err_set(err, ERR_INVALID, N_("The form has characters that cannot be read."));
    if (!form_text_allowed(name, name_n, err) || !form_text_allowed(value, value_n, err))
        return false;
    if (name_n > FORM_NAME)
        return form_too_large(err);
    *out = (struct form_field){ name, value, form_lines(value, value_n) };
    return true;
}

static size_t pairs_count(const char *s, size_t n)
{
    size_t count = n > 0;

    for (size_t i = 0; i < n; i++)
        count += s[i] == '&';
    return count;
}

size_t form_whole(const char *s, size_t n)
{
    unsigned char byte = 0x80;

    if (n > 0 && s[n - 1] == '%')
        n--;
    else if (n > 1 && s[n - 2] == '%')
        n -= 2;
    /* A character of several bytes is some escapes in a row, the first of them 0xC0 or more. */
    while (n > 2 && s[n - 3] == '%' && byte >= 0x80 && byte < 0xC0) {
        byte = (unsigned char)((unsigned)hex_digit(s[n - 2]) << 4 | (unsigned)hex_digit(s[n - 1]));
        n -= byte >= 0x80 ? 3 : 0;
    }
    return n;
}

bool form_urlencoded(struct arena *a, const char *s, size_t n, struct form *out, struct err *err)
{
    struct form form = { 0 };
    size_t count = pairs_count(s, n);

    if (count > FORM_FIELDS)
        return form_too_large(err);
    form.fields = ARENA_ARRAY(a, struct form_field, count + 1);
    while (n > 0) {
        const char *end = memchr(s, '&', n);
        size_t pair = end ? (size_t)(end - s) : n;
        if (pair > 0 && !pair_read(a, s, pair, &form.fields[form.n], err))
            return false;
        form.n += pair > 0;
        s += pair + (end != NULL);
        n -= pair + (end != NULL);
    }
    *out = form;
    return true;
}
