/* The facts beside the statement, and the problem codes: what is new begins, what went ends. */
#include "operation/receipt/matter_flow.h"

#include "base/buf.h"
#include "complaint/search.h"
#include "complaint/words.h"
#include "operation/receipt/filed.h"
#include "operation/receipt/filing_check.h"
#include "operation/receipt/statement.h"
#include "operation/step.h"

#include <string.h>

/* A code that stands; its place among the rows of the case. */
static bool code_stands(const struct dossier *d, size_t i)
{
    return strcmp(d->complaint_code.row[i].list, "problem") == 0 &&
           !instant_is_set(d->complaint_code.row[i].ended_at);
}

const char *matter_problems(struct arena *a, const struct dossier *d)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < d->complaint_code.n; i++)
        if (code_stands(d, i))
            buf_printf(&b, "%s%s", b.n > 0 ? " " : "", d->complaint_code.row[i].code);
    return b.n > 0 ? buf_text(&b) : NULL;
}

const char *matter_detail(const struct dossier *d)
{
    const char *detail = NULL;

    for (size_t i = 0; i < d->complaint_code.n; i++)
        if (code_stands(d, i) && d->complaint_code.row[i].detail.text)
            detail = d->complaint_code.row[i].detail.text;
    return detail;
}

static bool codes_known(const struct procedure *p, const struct matter *m, struct err *err)
{
    for (size_t i = 0; i < m->n_problems; i++)
        if (!procedure_code(p, "problem", m->problems[i]))
            return err_field(err, "problem", N_("Choose one of the list."));
    return m->n_problems > 0 || !step_given(m->problem_detail) ||
           err_field(err, "problem_detail", N_("Choose the code that it belongs to."));
}

bool matter_told(const struct act *act, const struct complaint_row *c, struct rows *told,
                 struct err *err)
{
    struct err none = { 0 };
    struct filed filed;

    *told = (struct rows){ 0 };
    if (c->entered_by != 0 || c->source_system)
        return true;
    if (filed_load(act, c->id, &filed, &none)) {
        *told = filed.lines;
        return true;
    }
    /* Nothing that was erased is kept by staying. */
    return none.kind == ERR_REFUSED || (*err = none, false);
}

bool matter_stays(const struct rows *told, const char *field)
{
    return told->n > 0 && statement_value(told, field) != NULL;
}

static bool fill_allowed(const struct rows *told, const struct matter *m, struct err *err)
{
    const struct {
        const char *field;
        bool given;
    } list[] = {
        { "product", m->product != NULL },
        { "product_reference", m->product_reference != NULL },
        { "happened_on", date_is_set(m->happened_on) || m->no_day },
        { "happened_until", date_is_set(m->happened_until) || m->no_last_day },
        { "happened_text", m->happened_text != NULL },
        { "place", m->place != NULL },
        { "recurrent", m->recurrent != NULL },
    };

    for (size_t i = 0; i < COUNT(list); i++)
        if (list[i].given && matter_stays(told, list[i].field))
            return err_field(err, list[i].field,
                             N_("The complainant wrote this, so it stays. Write a note beside "
                                "it."));
    return true;
}

static void text_lay(struct secret *s, const char *text)
{
    if (text)
        step_text(s, text);
}

static void word_lay(const char **word, const char *text)
{
    if (text)
        *word = step_given(text) ? text : NULL;
}

static void day_lay(struct date *day, struct date to, bool none)
{
    if (date_is_set(to))
        *day = to;
    else if (none)
        *day = (struct date){ 0 };
}

static void facts_lay(struct complaint_row *c, const struct matter *m)
{
    text_lay(&c->product, m->product);
    text_lay(&c->product_reference, m->product_reference);
    day_lay(&c->happened_on, m->happened_on, m->no_day);
    day_lay(&c->happened_until, m->happened_until, m->no_last_day);
    text_lay(&c->happened_text, m->happened_text);
    text_lay(&c->place, m->place);
    word_lay(&c->recurrent, m->recurrent);
    word_lay(&c->segment, m->segment);
    text_lay(&c->referred_by, m->referred_by);
    text_lay(&c->immediate_action, m->immediate_action);
}

static bool wanted(const struct matter *m, const char *code)
{
    for (size_t i = 0; i < m->n_problems; i++)
        if (strcmp(m->problems[i], code) == 0)
            return true;
    return false;
}

/* Whether one before it is the same. */
static bool twice(const struct matter *m, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(m->problems[k], m->problems[i]) == 0)
            return true;
    return false;
}

static bool stands(const struct dossier *d, const char *code)
{
    for (size_t i = 0; i < d->complaint_code.n; i++)
        if (code_stands(d, i) && strcmp(d->complaint_code.row[i].code, code) == 0)
            return true;
    return false;
}

/* The row in which the detail stands: of the last code that is wanted. */
static const char *detail_code(const struct matter *m)
{
    return m->n_problems > 0 ? m->problems[m->n_problems - 1] : NULL;
}

/* What is to stand with the last code: what was written, or what stood with one that goes; NULL =
 * each keeps what it has. */
static const char *detail_of(const struct dossier *d, const struct matter *m)
{
    const char *left = NULL;

    for (size_t i = 0; i < d->complaint_code.n; i++)
        if (code_stands(d, i) && !wanted(m, d->complaint_code.row[i].code))
            left = d->complaint_code.row[i].detail.text;
    return m->problem_detail ? m->problem_detail : left;
}

static bool codes_end(struct step *s, const struct matter *m, struct err *err)
{
    const char *last = detail_code(m), *detail = detail_of(&s->d, m);

    for (size_t i = 0; i < s->d.complaint_code.n; i++) {
        const struct complaint_code_row *before = &s->d.complaint_code.row[i];
        struct complaint_code_row row = *before;
        if (!code_stands(&s->d, i))
            continue;
        if (!wanted(m, row.code))
            row.ended_at = s->act->now;
        else if (detail)
            step_text(&row.detail, strcmp(row.code, last) == 0 ? detail : "");
        if (!history_update(&s->h, &complaint_code_table, before, &row, err))
            return false;
    }
    return true;
}

static bool codes_begin(struct step *s, const struct matter *m, struct err *err)
{
    const char *last = detail_code(m), *detail = detail_of(&s->d, m);

    for (size_t i = 0; i < m->n_problems; i++) {
        struct complaint_code_row row = { .complaint_id = s->d.c.id,
                                          .list = "problem",
                                          .code = m->problems[i] };
        if (twice(m, i) || stands(&s->d, row.code))
            continue;
        if (strcmp(row.code, last) == 0 && step_given(detail))
            row.detail = secret_text(detail);
        if (!history_insert(&s->h, &complaint_code_table, &row, err))
            return false;
    }
    return true;
}

/* The case is found by what stands now. */
static bool words_change(struct step *s, struct err *err)
{
    struct arena *a = s->act->a;

    return search_change(s->act, s->d.c.id, s->d.c.id, SEARCH_CONTENT, filing_words(a, &s->d.c),
                         filing_words(a, &s->c), err);
}

bool matter_change(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct matter *m, struct err *err)
{
    struct rows told;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !matter_told(act, &s.d.c, &told, err) ||
        !fill_allowed(&told, m, err) || !codes_known(p, m, err))
        return false;
    if (m->recurrent && *m->recurrent && word_value(&yes_no_words, m->recurrent) == 0)
        return err_field(err, "recurrent", N_("Choose one of the list."));
    facts_lay(&s.c, m);
    return filing_days_allowed(s.c.happened_on, s.c.happened_until,
                               zone_date(p->zone, act->now, NULL), err) &&
           step_event(&s, "matter_changed", NULL, err) &&
           (!m->codes || (codes_end(&s, m, err) && codes_begin(&s, m, err))) &&
           words_change(&s, err) && step_done(&s, err);
}
