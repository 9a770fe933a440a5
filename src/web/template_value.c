/*
 * Writing a value into a page: escaped, in the reader's language, in the way
 * that the template asks for.
 */
#include "web/template_program.h"

#include <string.h>

const void *value_row(const struct value *v, const void *const *slots)
{
    const void *row = v->n > 0 ? slots[v->slot] : NULL;

    for (int i = 0; row && i + 1 < v->n; i++)
        row = *(const void *const *)field_in(v->path[i], row);
    return row;
}

bool value_is_set(const struct value *v, const void *const *slots)
{
    const void *row = value_row(v, slots);
    const struct field *f;

    if (!row)
        return false;
    f = v->path[v->n - 1];
    if (v->format == FORMAT_SEALED) {
        const struct secret *secret = field_in(f, row);
        return !secret->text && secret->sealed.n > 0;
    }
    return field_is_set(f, row);
}

int64_t value_number(const struct value *v, const void *const *slots)
{
    const void *row = value_row(v, slots);
    const struct field *f = row ? v->path[v->n - 1] : NULL;

    if (!f)
        return 0;
    if (f->kind == FIELD_INT)
        return *(const int *)field_in(f, row);
    if (f->kind == FIELD_INT64)
        return *(const int64_t *)field_in(f, row);
    if (f->kind == FIELD_ROWS)
        return (int64_t)((const struct rows *)field_in(f, row))->n;
    return 0;
}

static void text_write(struct buf *out, const char *s)
{
    if (s)
        buf_html(out, s, strlen(s));
}

static void number_write(struct buf *out, const struct template_env *env, int64_t n,
                         enum format format)
{
    if (format == FORMAT_PLAIN)
        buf_int(out, n);
    else if (format == FORMAT_SIZE)
        text_write(out, lang_size(out->a, env->lang, n));
    else
        text_write(out, lang_number(out->a, env->lang, n));
}

static enum date_style style_of(enum format format)
{
    return format == FORMAT_LONG ? DATE_LONG : format == FORMAT_SHORT ? DATE_SHORT : DATE_DAY;
}

static void date_write(struct buf *out, const struct template_env *env, struct date d,
                       enum format format)
{
    char iso[DATE_TEXT];

    if (!date_is_set(d))
        return;
    if (format == FORMAT_ISO) {
        date_text(d, iso);
        buf_str(out, iso);
        return;
    }
    text_write(out, lang_date(out->a, env->lang, d, style_of(format), env->today));
}

static void instant_write(struct buf *out, const struct template_env *env, struct instant t,
                          enum format format)
{
    char iso[INSTANT_TEXT + 8];

    if (!instant_is_set(t))
        return;
    if (format == FORMAT_ISO) {
        zone_text(env->zone, t, iso);
        buf_str(out, iso);
    } else if (format == FORMAT_TIME) {
        text_write(out, lang_time(out->a, env->lang, t, env->zone));
    } else {
        text_write(out,
                   lang_instant(out->a, env->lang, t, env->zone, style_of(format), env->today));
    }
}

void value_write(struct buf *out, const struct template_env *env, const struct value *v,
                 const void *const *slots)
{
    const void *row = value_row(v, slots);
    const void *p;

    if (!row)
        return;
    p = field_in(v->path[v->n - 1], row);
    switch (v->path[v->n - 1]->kind) {
    case FIELD_TEXT:
        text_write(out, *(const char *const *)p);
        break;
    case FIELD_SECRET:
        text_write(out, ((const struct secret *)p)->text);
        break;
    case FIELD_HTML:
        buf_str(out, ((const struct html *)p)->s);
        break;
    case FIELD_BOOL:
        buf_str(out, *(const bool *)p ? "true" : "false");
        break;
    case FIELD_INT:
    case FIELD_INT64:
    case FIELD_ROWS:
        number_write(out, env, value_number(v, slots), v->format);
        break;
    case FIELD_DATE:
        date_write(out, env, *(const struct date *)p, v->format);
        break;
    case FIELD_INSTANT:
        instant_write(out, env, *(const struct instant *)p, v->format);
        break;
    case FIELD_BYTES:
    case FIELD_ONE:
        break;
    }
}
