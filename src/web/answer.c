/*
 * Joins what a form's record holds, what was typed and what was wrong with it into
 * the answers that templates show.
 */
#include "web/answer.h"
#include <string.h>

static const struct field choice_fields[] = {
    FIELD(struct choice, value),      FIELD(struct choice, label), FIELD(struct choice, hint),
    FIELD(struct choice, chosen),     FIELD(struct choice, group), FIELD(struct choice, within),
    FIELD(struct choice, group_ends),
};
const struct record choice_record = RECORD(struct choice, choice_fields);

static const struct field answer_fields[] = {
    FIELD(struct answer, name),
    FIELD(struct answer, value),
    FIELD(struct answer, error),
    FIELD_ROWS(struct answer, choices, &choice_record),
};
const struct record answer_record = RECORD(struct answer, answer_fields);

static const struct field question_row_fields[] = {
    FIELD(struct question_row, number),
    FIELD_ROWS(struct question_row, cells, &question_record),
};
static const struct record question_row_record = RECORD(struct question_row, question_row_fields);

static const struct field question_fields[] = {
    FIELD(struct question, name),
    FIELD(struct question, value, .lines = true),
    FIELD(struct question, error),
    FIELD_ROWS(struct question, choices, &choice_record),
    FIELD(struct question, label),
    FIELD(struct question, hint),
    FIELD(struct question, line),
    FIELD(struct question, area),
    FIELD(struct question, day),
    FIELD(struct question, one_of),
    FIELD(struct question, required),
    FIELD(struct question, only_for),
    FIELD(struct question, answers),
    FIELD(struct question, file),
    FIELD(struct question, table),
    FIELD(struct question, more),
    FIELD_ROWS(struct question, rows, &question_row_record),
};
const struct record question_record = RECORD(struct question, question_fields);

const struct answer *answer_choices(struct arena *a, const struct choice *list, size_t n)
{
    struct answer *answer = ARENA_NEW(a, struct answer);

    answer->choices = (struct rows){ list, n };
    return answer;
}

static bool form_has(const struct form *form, const char *name, const char *value)
{
    for (size_t i = 0; i < form_count(form, name); i++)
        if (strcmp(form_nth(form, name, i), value) == 0)
            return true;
    return false;
}

/* A form that was sent decides alone: a tick that was taken away is not sent. */
static struct rows marked(struct arena *a, struct rows choices, const struct answer *answer,
                          const struct form *form)
{
    const struct choice *list = choices.row;
    struct choice *out = ARENA_ARRAY(a, struct choice, choices.n);

    for (size_t i = 0; i < choices.n; i++) {
        out[i] = list[i];
        if (form)
            out[i].chosen = form_has(form, answer->name, list[i].value);
        else if (answer->value)
            out[i].chosen = strcmp(answer->value, list[i].value) == 0;
    }
    return (struct rows){ out, choices.n };
}

static const char *value_of(struct arena *a, const char *name, const struct record *r,
                            const void *row, const struct form *form)
{
    const struct field *f = r && row ? record_field(r, name, strlen(name)) : NULL;
    const char *typed = form ? form_text(form, name) : NULL;

    if (typed)
        return typed;
    return f ? field_text(a, f, row) : NULL;
}

const char *field_error(const struct field_errors *errors, const char *name)
{
    for (size_t i = 0; errors && i < errors->n; i++)
        if (errors->e[i].field && strcmp(errors->e[i].field, name) == 0)
            return errors->e[i].text;
    return NULL;
}

void answers_fill(struct arena *a, const struct record *view, void *view_row,
                  const struct record *r, const void *row, const struct form *form,
                  const struct field_errors *errors)
{
    for (size_t i = 0; i < view->n; i++) {
        const struct field *f = &view->fields[i];

        if (f->kind != FIELD_ONE || f->sub != &answer_record)
            continue;
        const void **at = field_at(f, view_row);
        const struct answer *given = *at;
        const char *value = value_of(a, f->name, r, row, form);
        const char *error = field_error(errors, f->name);
        struct answer *answer = ARENA_NEW(a, struct answer);
        if (given)
            *answer = *given;
        answer->name = f->name;
        if (value || form)
            answer->value = value;
        if (error)
            answer->error = error;
        if (answer->choices.n > 0)
            answer->choices = marked(a, answer->choices, answer, form);
        *at = answer;
    }
}
