/* Records of reportability: whether they are settled, and opening what becomes due. */
#include "complaint/report.h"

#include <string.h>

const struct reportability_row *report_row(const struct dossier *d, const char *regime)
{
    for (size_t i = 0; i < d->reportability.n; i++)
        if (strcmp(d->reportability.row[i].regime, regime) == 0)
            return &d->reportability.row[i];
    return NULL;
}

static const struct word decision[] = {
    [REPORT_NEEDED] = { "reportable", N_("It must be reported") },
    [REPORT_NOT_NEEDED] = { "not_reportable", N_("It need not be reported") },
};
const struct words report_decision_words = { "report_decision", decision, COUNT(decision) };

enum report_decision report_decision(const struct reportability_row *r)
{
    return r->decision ? word_value(&report_decision_words, r->decision) : REPORT_UNDECIDED;
}

bool report_awaits_second(const struct reportability_row *r)
{
    return report_decision(r) == REPORT_NOT_NEEDED && !instant_is_set(r->confirmed_at);
}

bool report_settled(const struct reportability_row *r)
{
    return instant_is_set(r->filed_at) || instant_is_set(r->confirmed_at);
}

bool report_unsettled(const struct dossier *d)
{
    for (size_t i = 0; i < d->reportability.n; i++)
        if (!report_settled(&d->reportability.row[i]))
            return true;
    return false;
}

const char *report_event(struct arena *a, const struct pack_regime *g, bool done)
{
    return arena_printf(a, "%s_%s", g->code, done ? "done" : "open");
}

/* Awareness is the first receipt anywhere in the organisation. */
static bool opened(struct history *h, const struct procedure *p, struct dossier *d,
                   const struct pack_regime *g, struct err *err)
{
    struct reportability_row row = { .complaint_id = d->c.id,
                                     .regime = g->code,
                                     .opened_at = h->act->now };

    return history_insert(h, &reportability_table, &row, err) &&
           case_clocks(h, p, d, report_event(h->act->a, g, false), d->c.received_at, err);
}

bool report_open_due(struct history *h, const struct procedure *p, struct dossier *d,
                     enum safety safety, const char *class, const struct own_value *values,
                     size_t n, struct err *err)
{
    const struct pack_version *v = d->pack;

    if (safety != SAFETY_POSSIBLE && safety != SAFETY_ACTUAL)
        return true;
    for (size_t i = 0; v && i < v->n_regimes; i++)
        if (!report_row(d, v->regime[i].code) &&
            pack_regime_concerns(v, &v->regime[i], class, values, n) &&
            !opened(h, p, d, &v->regime[i], err))
            return false;
    return true;
}

bool report_open_stored(struct history *h, const struct procedure *p, struct dossier *d,
                        enum safety safety, const char *class, struct err *err)
{
    size_t n = d->own_field.n;
    struct own_value *values = ARENA_ARRAY(h->act->a, struct own_value, n);

    for (size_t i = 0; i < n; i++)
        values[i] = (struct own_value){ d->own_field.row[i].name,
                                        dossier_own(d, d->own_field.row[i].name) };
    return report_open_due(h, p, d, safety, class, values, n, err);
}
