#include "people/settings.h"

#include "people/team.h"

#include <stdlib.h>
#include <string.h>

static const char *say(const struct req *rq, const char *id)
{
    return id ? lang_text(rq->lang, id) : NULL;
}

struct settings settings_form(struct req *rq, const char *title, const char *submit)
{
    return (struct settings){ .rq = rq, .title = say(rq, title), .submit = say(rq, submit) };
}

const char *settings_sent(const struct req *rq, const char *name)
{
    const char *value = form_text(rq->form, name);

    return value ? value : "";
}

bool settings_ticked(const struct req *rq, const char *name, const char *value)
{
    for (size_t i = 0; i < form_count(rq->form, name); i++)
        if (strcmp(form_nth(rq->form, name, i), value) == 0)
            return true;
    return false;
}

static struct setting_input *input_add(struct settings *s, const char *name, const char *label,
                                       const char *hint, const char *value)
{
    struct setting_input *in = &s->input[s->n < SETTING_INPUTS ? s->n++ : SETTING_INPUTS - 1];

    *in = (struct setting_input){
        .name = name, .label = say(s->rq, label), .hint = say(s->rq, hint), .value = value
    };
    if (s->rq->method == POST)
        in->value = settings_sent(s->rq, name);
    return in;
}

void settings_text(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *value)
{
    input_add(s, name, label, hint, value)->line = true;
}

void settings_date(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *value)
{
    input_add(s, name, label, hint, value)->date = true;
}

static void one_of(struct setting_input *in, struct choice *choices, size_t n)
{
    for (size_t i = 0; i < n; i++)
        choices[i].chosen = in->value && strcmp(choices[i].value, in->value) == 0;
    in->choices = (struct rows){ choices, n };
}

void settings_select(struct settings *s, const char *name, const char *label, const char *hint,
                     struct choice *choices, size_t n, const char *value)
{
    struct setting_input *in = input_add(s, name, label, hint, value);

    in->select = true;
    one_of(in, choices, n);
}

void settings_radios(struct settings *s, const char *name, const char *label, const char *hint,
                     struct choice *choices, size_t n, const char *value)
{
    struct setting_input *in = input_add(s, name, label, hint, value);

    in->radios = true;
    one_of(in, choices, n);
}

void settings_ticks(struct settings *s, const char *name, const char *label, const char *hint,
                    struct choice *choices, size_t n)
{
    struct setting_input *in = input_add(s, name, label, hint, NULL);

    in->ticks = true;
    for (size_t i = 0; i < n && s->rq->method == POST; i++)
        choices[i].chosen = settings_ticked(s->rq, name, choices[i].value);
    in->choices = (struct rows){ choices, n };
}

void settings_tick(struct settings *s, const char *name, const char *label, const char *hint,
                   const char *words, bool ticked)
{
    struct choice *one = ARENA_NEW(s->rq->a, struct choice);

    *one = (struct choice){ .value = "yes", .label = say(s->rq, words), .chosen = ticked };
    settings_ticks(s, name, label, hint, one, 1);
}

void settings_text_file(struct settings *s, const char *name, const char *label, const char *hint,
                        const char *accept)
{
    struct setting_input *in = input_add(s, name, label, hint, NULL);

    in->file = true;
    in->value = accept;
}

void settings_note(struct settings *s, const char *label, const char *text)
{
    if (s->n_notes < SETTING_NOTES)
        s->note[s->n_notes++] = (struct setting_note){ say(s->rq, label), text };
}

/* What the person can do something about; the rest is the error page's. */
static bool shown_in_form(enum err_kind kind)
{
    return kind == ERR_INVALID || kind == ERR_REFUSED || kind == ERR_CONFLICT;
}

static void errors_place(struct settings *s, const struct field_errors *errors)
{
    for (size_t i = 0; i < errors->n; i++)
        for (size_t j = 0; errors->e[i].field && j < s->n; j++)
            if (strcmp(s->input[j].name, errors->e[i].field) == 0)
                s->input[j].error = errors->e[i].text;
}

bool settings_show(struct settings *s)
{
    struct req *rq = s->rq;
    struct field_errors errors = { .n = 0 };
    struct setting_page page = { .title = s->title,
                                 .intro = s->intro,
                                 .action = s->action,
                                 .back = s->back,
                                 .submit = s->submit,
                                 .inputs = { s->input, s->n },
                                 .notes = { s->note, s->n_notes },
                                 .seen = s->seen };

    for (size_t i = 0; i < s->n; i++)
        page.files |= s->input[i].file;
    if (rq->err->kind != ERR_NONE) {
        if (!shown_in_form(rq->err->kind))
            return false;
        field_errors_add(rq, &errors, rq->err);
        errors_place(s, &errors);
        page.errors = (struct rows){ errors.e, errors.n };
    }
    return req_render_status(rq, errors.n > 0 ? 422 : 200, "desk/settings/form.html",
                             &setting_page_record, &page);
}

bool settings_number(struct req *rq, const char *name, int64_t least, int64_t most, int64_t *out)
{
    const char *text = settings_sent(rq, name);
    char *end;
    long long n = strtoll(text, &end, 10);

    if (*text && !*end && n >= least && n <= most) {
        *out = n;
        return true;
    }
    if (most == INT32_MAX) { /* as many as there are */
        err_field(rq->err, name, N_("Please give a whole number, {least} or more."));
        err_arg_int(rq->err, "least", least);
        return false;
    }
    err_field(rq->err, name, N_("Please give a whole number from {least} to {most}."));
    err_arg_int(rq->err, "least", least);
    err_arg_int(rq->err, "most", most);
    return false;
}

bool settings_day(struct req *rq, const char *name, struct date *out)
{
    const char *text = settings_sent(rq, name);

    *out = (struct date){ 0 };
    return !*text || date_parse(text, strlen(text), out) ||
           err_field(rq->err, name, N_("Please give a day as year-month-day, such as 2026-11-30."));
}

bool settings_id(struct req *rq, const char *param, int64_t *out)
{
    const char *text = req_param(rq, param);
    char *end;

    *out = strtoll(text, &end, 10);
    return (*text && !*end && *out > 0) ||
           err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

bool settings_saved(struct req *rq, const char *path)
{
    return req_redirect(rq, "%s?saved=1", path);
}

const char *settings_above(const struct req *rq)
{
    return may(rq->user, MAY_ADMINISTER, NULL) ? "/desk/settings" : NULL;
}

const char *settings_done(struct req *rq)
{
    return form_text(rq->query, "saved") ? lang_text(rq->lang, N_("Saved.")) : NULL;
}

bool settings_teams(struct req *rq, const char *none, struct choice **out, size_t *n)
{
    struct rows rows = { 0 };
    const struct team_row *team;

    if (!team_list(edge_act(rq), &rows, rq->err))
        return false;
    team = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = 0;
    if (none)
        (*out)[(*n)++] = (struct choice){ .value = "0", .label = say(rq, none) };
    for (size_t i = 0; i < rows.n; i++)
        if (!instant_is_set(team[i].ended_at))
            (*out)[(*n)++] = (struct choice){
                .value = arena_printf(rq->a, "%" PRId64, team[i].id),
                .label = team[i].name,
            };
    return true;
}

const char *settings_instant(struct req *rq, struct instant t)
{
    if (!instant_is_set(t))
        return NULL;
    return lang_instant(rq->a, rq->lang, t, rq->app->zone, DATE_SHORT, rq->today);
}
