/*
 * Forms into rows by their field tables: all errors are collected, so that a
 * person corrects everything at once. A day may come in one field or in three
 * (`happened_on-day`, `-month`, `-year`), as people type it.
 */
#include "web/req.h"

#include <string.h>

static const struct field field_error_fields[] = {
    FIELD(struct field_error, field),
    FIELD(struct field_error, text),
    FIELD(struct field_error, href),
};
const struct record field_error_record = RECORD(struct field_error, field_error_fields);

void field_errors_add(struct req *rq, struct field_errors *errors, struct err *err)
{
    if (errors->n < COUNT(errors->e))
        errors->e[errors->n++] = (struct field_error){
            .field = err->field ? arena_str(rq->a, err->field) : NULL,
            .text = lang_err(rq->a, rq->lang, err),
        };
    err_clear(err);
}

static bool errors_have(const struct field_errors *errors, const char *field)
{
    for (size_t i = 0; i < errors->n; i++)
        if (errors->e[i].field && strcmp(errors->e[i].field, field) == 0)
            return true;
    return false;
}

/* The three parts of a day as one text, or NULL when none of them was sent. */
static const char *date_parts(struct req *rq, const char *name)
{
    const char *day = form_text(rq->form, arena_printf(rq->a, "%s-day", name));
    const char *month = form_text(rq->form, arena_printf(rq->a, "%s-month", name));
    const char *year = form_text(rq->form, arena_printf(rq->a, "%s-year", name));

    if (!day || !month || !year)
        return NULL;
    if (!*day && !*month && !*year)
        return "";
    return arena_printf(rq->a, "%s-%s%s-%s%s", year, strlen(month) == 1 ? "0" : "", month,
                        strlen(day) == 1 ? "0" : "", day);
}

static bool rows_read(struct req *rq, const struct field *f, void *row, struct err *err)
{
    size_t n = form_count(rq->form, f->name);
    char *rows = arena_array(rq->a, n, f->sub->size);
    struct rows *out = field_at(f, row);

    *out = (struct rows){ rows, n };
    for (size_t i = 0; i < n; i++) {
        const char *value = form_nth(rq->form, f->name, i);
        if (!field_read(rq->a, &f->sub->fields[0], rows + i * f->sub->size, value, strlen(value),
                        err)) {
            err->field = f->name;
            return false;
        }
    }
    return true;
}

/* What nobody typed and nobody sees comes along when a text is copied from elsewhere, and who is
 * told of it cannot find it: it is dropped. In a field of one line a tab, from a table for
 * example, is a blank. */
static const char *as_seen(struct arena *a, const struct field *f, const char *value)
{
    char *seen = arena_str(a, value), *to = seen;

    for (const char *s = value; *s; s++) {
        if (*s == '\t' && !f->lines)
            *to++ = ' ';
        else if ((unsigned char)*s >= ' ' ? *s != 0x7f : *s == '\t' || *s == '\n')
            *to++ = *s;
    }
    *to = '\0';
    return seen;
}

static bool value_read(struct req *rq, const struct field *f, void *row, struct err *err)
{
    const char *value = form_text(rq->form, f->name);

    if (f->kind == FIELD_ROWS)
        return rows_read(rq, f, row, err);
    if (f->kind == FIELD_ONE || f->kind == FIELD_HTML || f->kind == FIELD_BYTES)
        return true;
    if (form_count(rq->form, f->name) > 1)
        return err_field(err, f->name, N_("This was sent twice. Please load the page again."));
    if (f->kind == FIELD_DATE && !value)
        value = date_parts(rq, f->name);
    if (value)
        value = as_seen(rq->a, f, value);
    return !value || field_read(rq->a, f, row, value, strlen(value), err);
}

/* The first error is also the request's own. */
static void error_note(struct req *rq, struct field_errors *errors, struct err *err)
{
    if (rq->err->kind == ERR_NONE)
        *rq->err = *err;
    field_errors_add(rq, errors, err);
}

/* Each required field that is missing, unless it was said to be wrong already. */
static void missing_add(struct req *rq, const struct record *r, const void *row,
                        struct field_errors *errors)
{
    for (size_t i = 0; i < r->n; i++) {
        struct record one = { .name = r->name, .size = r->size, .fields = &r->fields[i], .n = 1 };
        struct err err = { 0 };
        if (!record_complete(&one, row, &err) && !errors_have(errors, r->fields[i].name))
            error_note(rq, errors, &err);
    }
}

bool form_record(struct req *rq, const struct record *r, void *row, struct field_errors *errors)
{
    for (size_t i = 0; i < r->n; i++) {
        struct err err = { 0 };
        if (!value_read(rq, &r->fields[i], row, &err))
            error_note(rq, errors, &err);
    }
    missing_add(rq, r, row, errors);
    return errors->n == 0;
}
