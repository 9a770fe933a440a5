#include "complaint/significance.h"

#include "base/buf.h"
#include "complaint/case.h"
#include "complaint/notices.h"

#include <string.h>

static bool has_code(const struct pack_words *words, const char *code)
{
    return words->n == 0 || (code && pack_listed(words, code));
}

static bool signal_holds(const struct pack_words *signals, unsigned set)
{
    for (size_t i = 0; i < signals->n; i++)
        for (int s = 0; s < SIGNAL_CODES; s++)
            if ((set & 1u << s) && strcmp(signals->word[i], signal_codes[s]) == 0)
                return true;
    return signals->n == 0;
}

static bool amount_holds(const struct pack_significant *r, const struct case_facts *f)
{
    return r->amount <= 0 || facts_promised(f, r->currency) >= r->amount;
}

static bool answer_holds(const struct pack_significant *r, const struct significant_now *now)
{
    for (size_t i = 0; r->when_field && i < now->n; i++)
        if (strcmp(now->values[i].name, r->when_field) == 0)
            return now->values[i].value && pack_listed(&r->when_answers, now->values[i].value);
    return r->when_field == NULL;
}

static bool holds(const struct pack_version *v, const struct pack_significant *r,
                  const struct significant_now *now)
{
    const struct assessment *a = &now->f->assessment;

    return signal_holds(&r->signals, now->signals) &&
           has_code(&r->severities, word_code(&severity_words, a->severity)) &&
           has_code(&r->safety, word_code(&safety_words, a->safety)) &&
           has_code(&r->impacts, word_code(&impact_words, a->impact)) &&
           has_code(&r->channels, word_code(&channel_words, now->f->channel)) &&
           (r->classes.n == 0 || pack_concerns(v, &r->classes, now->class)) &&
           amount_holds(r, now->f) && answer_holds(r, now) && now->f->refused >= r->refused &&
           now->f->reopened >= r->reopened && now->f->repeats >= r->repeats &&
           (!r->reportable || now->reportable);
}

static void code_add(struct buf *b, const char *code)
{
    if (b->n > 0)
        buf_char(b, ' ');
    buf_str(b, code);
}

const char *significance_find(struct arena *a, const struct pack_version *v,
                              const struct significant_now *now)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; v && i < v->n_significants; i++)
        if (holds(v, &v->significant[i], now))
            code_add(&b, v->significant[i].code);
    for (int s = 0; (!v || v->n_significants == 0) && s < SIGNAL_CODES; s++)
        if (now->signals & now->alerting & 1u << s)
            code_add(&b, signal_codes[s]);
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* A reason that was not there before. */
static bool more(struct arena *a, const char *before, const char *why)
{
    for (const char *s = why; s && *s;) {
        size_t n = strcspn(s, " ");
        if (!before || !word_listed(before, arena_strn(a, s, n)))
            return true;
        s += n + (s[n] == ' ');
    }
    return false;
}

/* What the rules that were not there before tell clocks of, each once. */
static bool events_tell(struct history *h, const struct procedure *p, struct dossier *d,
                        const char *before, const char *why, struct err *err)
{
    for (size_t i = 0; d->pack && i < d->pack->n_significants; i++) {
        const struct pack_significant *r = &d->pack->significant[i];
        if (r->event && word_listed(why, r->code) && !(before && word_listed(before, r->code)) &&
            !case_clocks(h, p, d, r->event, h->act->now, err))
            return false;
    }
    return true;
}

/* Until when it is to be confirmed: by the clock that "alerts_read" stops, else at once. */
static struct instant confirm_by(const struct history *h, const struct procedure *p,
                                 const struct dossier *d)
{
    for (size_t i = d->clock.n; i-- > 0;) {
        const struct clock_row *c = &d->clock.row[i];
        const struct clock_rule_row *rule = procedure_case_clock(p, d->pack, d->c.class, c->name);
        if (rule && strcmp(c->state, "running") == 0 && word_listed(rule->stops, "alerts_read"))
            return c->due_at;
    }
    return h->act->now;
}

static bool alert(struct history *h, const struct procedure *p, struct dossier *d, bool first,
                  struct err *err)
{
    struct telling t = { .h = h, .p = p, .d = d, .kind = "significant" };

    if ((first && !case_clocks(h, p, d, "significant", h->act->now, err)) ||
        !case_clocks(h, p, d, "alerted", h->act->now, err))
        return false;
    t.acknowledge_by = confirm_by(h, p, d);
    return notice_role(&t, "top_management", err) &&
           (t.told.n > 0 || notice_role(&t, "manager", err));
}

bool significance_review(struct history *h, const struct procedure *p, struct dossier *d,
                         struct complaint_row *c, const struct significant_now *now,
                         struct err *err)
{
    const char *why = significance_find(h->act->a, d->pack, now), *before = c->significant_why;
    bool first = !instant_is_set(c->significant_alerted_at);
    bool tell = more(h->act->a, before, why);

    c->significant = why != NULL;
    c->significant_why = why;
    if (!tell)
        return true;
    if (first)
        c->significant_alerted_at = h->act->now;
    return alert(h, p, d, first, err) && events_tell(h, p, d, before, why, err);
}

const struct own_value *significance_values(struct arena *a, const struct dossier *d)
{
    struct own_value *values = ARENA_ARRAY(a, struct own_value, d->own_field.n);

    for (size_t i = 0; i < d->own_field.n; i++)
        values[i] = (struct own_value){ d->own_field.row[i].name,
                                        dossier_own(d, d->own_field.row[i].name) };
    return values;
}

bool significance_reportable(const struct dossier *d)
{
    for (size_t i = 0; i < d->reportability.n; i++)
        if (d->reportability.row[i].decision &&
            strcmp(d->reportability.row[i].decision, "reportable") == 0)
            return true;
    return false;
}
