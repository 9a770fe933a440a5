/* Answers to the questions of a pack's survey, within the event of whoever writes them. [8.3-a] */
#include "operation/tracking/survey_flow.h"

#include "complaint/own_row.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static const char *typed_of(const struct own_value *typed, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(typed[i].name, name) == 0)
            return typed[i].value;
    return NULL;
}

static bool question_known(struct step *s, const char *name, struct err *err)
{
    const struct pack_field *f = pack_field(s->d.pack, name);

    return (f && f->about != SURVEY_NONE && pack_concerns(s->d.pack, &f->classes, s->d.c.class)) ||
           err_field(err, arena_printf(s->act->a, OWN_PREFIX "%s", name),
                     N_("This question is not asked of this complaint."));
}

static bool question_save(struct step *s, const struct pack_field *f, const char *typed, bool all,
                          struct err *err)
{
    const char *name = own_form_name(s->act->a, f), *before = dossier_own(&s->d, f->name);
    const char *value;

    if (!all && !step_given(typed) && (!typed || !before))
        return true;
    if (f->required && !step_given(typed))
        return err_field(err, name, N_("Please answer this question."));
    return own_read(s->act->a, f, name, typed, &value, err) &&
           (same(value, before) || own_row_write(&s->h, &s->d, f, value, err));
}

/* A value that no field takes differs from any that is on record. */
static bool differs(const struct step *s, const struct own_value *typed)
{
    const struct pack_field *f = pack_field(s->d.pack, typed->name);
    const char *before = dossier_own(&s->d, typed->name), *value = NULL;
    struct err none = { 0 };

    return !f || !own_read(s->act->a, f, typed->name, typed->value, &value, &none) ||
           !same(value, before);
}

bool survey_differs(const struct step *s, const struct own_value *typed, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (differs(s, &typed[i]))
            return true;
    return false;
}

bool survey_answer(struct step *s, const struct own_value *typed, size_t n, bool all,
                   struct err *err)
{
    const struct pack_version *v = s->d.pack;

    for (size_t i = 0; i < n; i++)
        if (!question_known(s, typed[i].name, err))
            return false;
    for (size_t i = 0; v && i < v->n_questions; i++)
        if (pack_concerns(v, &v->question[i].classes, s->d.c.class) &&
            !question_save(s, &v->question[i], typed_of(typed, n, v->question[i].name), all, err))
            return false;
    return true;
}
