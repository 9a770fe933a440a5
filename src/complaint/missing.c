/* A bounded list: what does not fit is still counted, so the number is true. */
#include "complaint/missing.h"

#include <stdio.h>

void missing_add(struct missing *m, const char *field, const char *text)
{
    if (m->n < MISSING_MAX)
        m->item[m->n] = (struct missing_item){ .field = field, .text = text };
    m->n++;
}

void missing_say(struct missing *m, const char *field, const char *text)
{
    size_t at = m->n;

    missing_add(m, field, text);
    if (at < MISSING_MAX)
        m->item[at].sentence = true;
}

void missing_add_arg(struct missing *m, const char *field, const char *text, const char *name,
                     const char *value)
{
    size_t at = m->n;

    missing_say(m, field, text);
    if (at >= MISSING_MAX)
        return;
    m->item[at].arg.name = name;
    snprintf(m->item[at].arg.value, sizeof m->item[at].arg.value, "%s", value);
}

void missing_add_int(struct missing *m, const char *field, const char *text, const char *name,
                     int64_t value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" PRId64, value);
    missing_add_arg(m, field, text, name, digits);
}

void missing_add_said(struct missing *m, const char *field, const char *const *said)
{
    size_t at = m->n;

    missing_add(m, field, said[0]);
    if (at < MISSING_MAX)
        m->item[at].said = said;
}

/* Whoever fills in the fields of a procedure has to know of all of them at once. */
static void others_say(const struct missing *m, struct err *err)
{
    for (size_t i = 1; err->said && i < m->n && i < MISSING_MAX && err->n_also < ERR_ALSO; i++)
        if (m->item[i].said)
            err->also[err->n_also++] = m->item[i].said;
}

bool missing_none(const struct missing *m, struct err *err)
{
    if (m->n == 0)
        return true;
    if (err->kind != ERR_NONE)
        return false;
    err_set(err, ERR_REFUSED, m->item[0].text);
    err->field = m->item[0].field;
    err->said = m->item[0].said;
    err->lacks = !m->item[0].sentence;
    others_say(m, err);
    if (m->item[0].arg.name)
        err_arg(err, m->item[0].arg.name, m->item[0].arg.value);
    return false;
}
