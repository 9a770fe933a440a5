#include "base/record.h"

#include "base/utf8.h"

#include <string.h>

const struct field *record_field(const struct record *r, const char *name, size_t n)
{
    for (size_t i = 0; i < r->n; i++)
        if (strlen(r->fields[i].name) == n && memcmp(r->fields[i].name, name, n) == 0)
            return &r->fields[i];
    return NULL;
}

bool field_is_set(const struct field *f, const void *row)
{
    const void *p = field_in(f, row);

    switch (f->kind) {
    case FIELD_BOOL:
        return *(const bool *)p;
    case FIELD_INT:
        return *(const int *)p != 0;
    case FIELD_INT64:
        return *(const int64_t *)p != 0;
    case FIELD_TEXT: {
        const char *s = *(const char *const *)p;
        return s && *s;
    }
    case FIELD_BYTES:
        return ((const struct bytes *)p)->n > 0;
    case FIELD_DATE:
        return date_is_set(*(const struct date *)p);
    case FIELD_INSTANT:
        return instant_is_set(*(const struct instant *)p);
    case FIELD_SECRET: {
        const char *s = ((const struct secret *)p)->text;
        return s && *s;
    }
    case FIELD_HTML: {
        const char *s = ((const struct html *)p)->s;
        return s && *s;
    }
    case FIELD_ROWS:
        return ((const struct rows *)p)->n > 0;
    case FIELD_ONE:
        return *(const void *const *)p != NULL;
    }
    return false;
}

const char *field_text(struct arena *a, const struct field *f, const void *row)
{
    const void *p = field_in(f, row);
    char text[INSTANT_TEXT];

    if (f->kind != FIELD_BOOL && f->kind != FIELD_INT && f->kind != FIELD_INT64 &&
        !field_is_set(f, row))
        return NULL;
    switch (f->kind) {
    case FIELD_BOOL:
        return *(const bool *)p ? "true" : "false";
    case FIELD_INT:
        return arena_printf(a, "%d", *(const int *)p);
    case FIELD_INT64:
        return arena_printf(a, "%" PRId64, *(const int64_t *)p);
    case FIELD_TEXT:
        return *(const char *const *)p;
    case FIELD_SECRET:
        return ((const struct secret *)p)->text;
    case FIELD_DATE:
        date_text(*(const struct date *)p, text);
        return arena_str(a, text);
    case FIELD_INSTANT:
        instant_text(*(const struct instant *)p, text);
        return arena_str(a, text);
    case FIELD_BYTES:
    case FIELD_HTML:
    case FIELD_ROWS:
    case FIELD_ONE:
        break;
    }
    return NULL;
}

static bool blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\r' && s[i] != '\n')
            return false;
    return true;
}

/* Control characters have no place in what people write; line breaks and tabs
 * do where the field has lines. */
static bool characters_allowed(const struct field *f, const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t c;
        size_t len = utf8_next(s + i, n - i, &c);
        if (len == 0)
            return false;
        if ((c < 0x20 && !(f->lines && (c == '\n' || c == '\r' || c == '\t'))) || c == 0x7f)
            return false;
        i += len;
    }
    return true;
}

static bool choice_allowed(const struct field *f, const char *s)
{
    if (!f->choices)
        return true;
    for (const char *const *choice = f->choices; *choice; choice++)
        if (strcmp(*choice, s) == 0)
            return true;
    return false;
}

bool record_text_fits(const char *field, const char *text, size_t n, int most, struct err *err)
{
    if (!text || utf8_count(text, n) <= (size_t)most)
        return true;
    err_field(err, field, N_("This is longer than {max} characters. Please shorten it."));
    err_arg_int(err, "max", most);
    return false;
}

static bool text_read(struct arena *a, const struct field *f, const char **out, const char *s,
                      size_t n, struct err *err)
{
    int max = f->max > 0 ? f->max : FIELD_MAX;

    if (!characters_allowed(f, s, n))
        return err_field(err, f->name,
                         N_("This has characters that cannot be kept. Please type it again."));
    if (!record_text_fits(f->name, s, n, max, err))
        return false;
    *out = arena_strn(a, s, n);
    if (!choice_allowed(f, *out))
        return err_field(err, f->name,
                         N_("This is not one of the possible answers. Please choose one."));
    return true;
}

static bool integer_read(const struct field *f, int64_t *out, const char *s, size_t n,
                         struct err *err)
{
    bool minus = n > 0 && s[0] == '-';
    int64_t v = 0;

    if (n == (size_t)minus)
        return err_field(err, f->name, N_("Write a whole number, in digits."));
    for (size_t i = minus; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return err_field(err, f->name, N_("Write a whole number, in digits."));
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, s[i] - '0', &v))
            return err_field(err, f->name, N_("This number is too large."));
    }
    if (!minus && __builtin_sub_overflow(0, v, &v))
        return err_field(err, f->name, N_("This number is too large."));
    if (f->kind == FIELD_INT && (v < INT32_MIN || v > INT32_MAX))
        return err_field(err, f->name, N_("This number is too large."));
    *out = v;
    return true;
}

static bool bool_read(const struct field *f, bool *out, const char *s, size_t n, struct err *err)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = { { "true", true },   { "yes", true }, { "on", true }, { "1", true },
                  { "false", false }, { "no", false }, { "0", false } };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strlen(words[i].word) == n && memcmp(words[i].word, s, n) == 0) {
            *out = words[i].value;
            return true;
        }
    }
    return err_field(err, f->name, N_("Answer yes or no."));
}

bool field_read(struct arena *a, const struct field *f, void *row, const char *s, size_t n,
                struct err *err)
{
    void *p = field_at(f, row);
    int64_t v;

    if (f->kind != FIELD_TEXT && f->kind != FIELD_SECRET) {
        while (n > 0 && blank(s, 1)) {
            s++;
            n--;
        }
        while (n > 0 && blank(s + n - 1, 1))
            n--;
    }
    if (n == 0)
        return true;
    switch (f->kind) {
    case FIELD_BOOL:
        return bool_read(f, p, s, n, err);
    case FIELD_INT:
        if (!integer_read(f, &v, s, n, err))
            return false;
        *(int *)p = (int)v;
        return true;
    case FIELD_INT64:
        return integer_read(f, p, s, n, err);
    case FIELD_TEXT:
        return text_read(a, f, p, s, n, err);
    case FIELD_SECRET:
        return text_read(a, f, &((struct secret *)p)->text, s, n, err);
    case FIELD_DATE:
        return date_parse(s, n, p) ||
               err_field(err, f->name,
                         N_("Write the day as year-month-day, for example 2026-03-31."));
    case FIELD_INSTANT:
        return instant_parse(s, n, p) ||
               err_field(err, f->name,
                         N_("Write the time with its offset, for example 2026-03-31T09:30:00Z."));
    case FIELD_BYTES:
    case FIELD_HTML:
    case FIELD_ROWS:
    case FIELD_ONE:
        break;
    }
    return err_internal(err, "field %s cannot be read from text", f->name);
}

/* The bytes of a value whose kind says all there is to know of it. */
static size_t field_size(enum field_kind kind)
{
    switch (kind) {
    case FIELD_BOOL:
        return sizeof(bool);
    case FIELD_INT:
        return sizeof(int);
    case FIELD_INT64:
        return sizeof(int64_t);
    case FIELD_TEXT:
        return sizeof(const char *);
    case FIELD_BYTES:
        return sizeof(struct bytes);
    case FIELD_DATE:
        return sizeof(struct date);
    case FIELD_INSTANT:
        return sizeof(struct instant);
    case FIELD_SECRET:
    case FIELD_HTML:
    case FIELD_ROWS:
    case FIELD_ONE:
        break;
    }
    return 0;
}

void record_take(const struct record *to, void *out, const struct record *from, const void *row)
{
    for (size_t i = 0; i < to->n; i++) {
        const struct field *f = &to->fields[i];
        const struct field *g = record_field(from, f->name, strlen(f->name));
        if (!g)
            continue;
        if (f->kind == g->kind)
            memcpy(field_at(f, out), field_in(g, row), field_size(f->kind));
        else if (f->kind == FIELD_TEXT && g->kind == FIELD_SECRET)
            *(const char **)field_at(f, out) = ((const struct secret *)field_in(g, row))->text;
    }
}

bool record_complete(const struct record *r, const void *row, struct err *err)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        const char *text;
        if (!f->required)
            continue;
        if (!field_is_set(f, row))
            return err_field(err, f->name, N_("Please fill this in."));
        text = f->kind == FIELD_TEXT     ? *(const char *const *)field_in(f, row)
               : f->kind == FIELD_SECRET ? ((const struct secret *)field_in(f, row))->text
                                         : NULL;
        if (text && blank(text, strlen(text)))
            return err_field(err, f->name, N_("Please fill this in."));
    }
    return true;
}
