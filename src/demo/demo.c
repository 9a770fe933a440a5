/* The year of the demonstration: whatever is due next happens next. */
#include "demo/demo.h"

#include "db/export_sql.h"
#include "demo/demo_steps.h"
#include "group/repeat.h"
#include "operation/closing/reminder_flow.h"
#include "operation/response/budget_flow.h"

#include <stdio.h>
#include <string.h>

enum { HOUR = 3600, DAY_OPENS = 9 * 60, DAY_ENDS = 17 * 60, DAYS_BEFORE = 345 };

/* -- acting -- */

void demo_as(struct demo_act *s, int64_t staff)
{
    s->d->act.actor_kind = "staff";
    s->d->act.actor_id = staff;
}

void demo_as_complainant(struct demo_act *s)
{
    s->d->act.actor_kind = "complainant";
    s->d->act.actor_id = 0;
}

int64_t demo_handler(const struct demo_act *s)
{
    int64_t owner = s->dossier->c.owner_id;

    return owner ? owner : demo_person(s->d, "handler", s->c->team);
}

const char *demo_say(struct demo_act *s, const char *word)
{
    const char *text = demo_phrase(&s->d->data, word, s->c->language);
    const char *at = strstr(text, "%s");

    if (!at)
        return text;
    return arena_printf(s->act->a, "%.*s%s%s", (int)(at - text), text,
                        s->c->found ? s->c->found : "", at + 2);
}

struct date demo_day(const struct demo_act *s, int days)
{
    return date_add(zone_date(s->p->zone, s->act->now, NULL), days);
}

static demo_step_fn *step_find(const char *word)
{
    static const struct demo_word *const steps[] = { demo_early, demo_late, demo_endings,
                                                     demo_outside };

    for (size_t i = 0; i < COUNT(steps); i++)
        for (const struct demo_word *w = steps[i]; w->word; w++)
            if (strcmp(w->word, word) == 0)
                return w->step;
    return NULL;
}

bool demo_step(struct demo *d, struct demo_case *k, const char *word, struct err *err)
{
    demo_step_fn *step = step_find(word);
    struct dossier dossier = { 0 };
    struct demo_act s = { d, k, k->c, &dossier, &d->act, d->p, k->id };

    if (!step)
        return err_internal(err, "there is no step %s", word);
    return dossier_load_id(&d->act, d->p, k->id, &dossier, err) && step(&s, err);
}

/* -- time -- */

/* The same moment, or the next morning on which the office is open. */
static struct instant office_hours(const struct demo *d, const struct demo_case *k,
                                   struct instant t)
{
    int minute, late = (int)((k - d->cases) * 13 % 50);
    struct date day = zone_date(d->p->zone, t, &minute);

    if (minute >= DAY_OPENS && minute < DAY_ENDS && date_weekday(day) <= 5)
        return t;
    if (minute >= DAY_OPENS)
        day = date_add(day, 1);
    while (date_weekday(day) > 5)
        day = date_add(day, 1);
    return zone_instant(d->p->zone, day, DAY_OPENS + late);
}

/* "26 assess" is the step assess, 26 hours later; a bare word follows within minutes. */
static const char *step_word(const char *step, int *minutes)
{
    char *rest;
    long hours = strtol(step, &rest, 10);

    *minutes = rest == step ? 7 : (int)hours * 60;
    return rest + strspn(rest, " ");
}

static void next_step(struct demo *d, struct demo_case *k)
{
    int minutes;

    if (k->step == k->road->steps_count) {
        k->next.us = INT64_MAX;
        return;
    }
    step_word(k->road->steps[k->step], &minutes);
    k->next.us += SECONDS(minutes * 60);
    k->next = office_hours(d, k, k->next);
}

static struct demo_case *earliest(struct demo *d)
{
    struct demo_case *first = NULL;

    for (size_t i = 0; i < d->n_cases; i++)
        if (d->cases[i].next.us <= d->until.us && (!first || d->cases[i].next.us < first->next.us))
            first = &d->cases[i];
    return first;
}

/* What the clerk does each morning. */
static bool clerk(struct demo *d, struct instant from, struct instant to, struct err *err)
{
    struct date day = date_add(zone_date(d->p->zone, from, NULL), 1);

    for (; zone_instant(d->p->zone, day, 0).us < to.us; day = date_add(day, 1)) {
        d->act.now = zone_instant(d->p->zone, day, 6 * 60);
        d->act.actor_kind = "system";
        d->act.actor_id = 0;
        if (d->act.now.us >= to.us)
            return true;
        if (!overdue_all(&d->act, d->p, err) || !repeats_look(&d->act, d->p, err))
            return false;
    }
    return true;
}

/* -- the year -- */

static bool go(struct demo *d, struct demo_case *k, struct err *err)
{
    struct arena *all = d->act.a;
    AUTO_ARENA a = arena_new();
    const char *word = "file";
    int minutes;
    bool done;

    d->act.a = a;
    d->act.keys = keyring_new(a, keyring_vault(d->act.keys), d->act.db);
    d->act.now = k->next;
    if (k->id == 0) {
        done = demo_file(d, k, err);
    } else {
        word = step_word(k->road->steps[k->step++], &minutes);
        done = demo_step(d, k, word, err);
    }
    if (!done && !err->detail[0])
        snprintf(err->detail, sizeof err->detail, "%s of \"%.60s\"", word, k->c->subject);
    d->act.a = all;
    return done;
}

static bool moment(struct demo *d, struct instant at, struct err *err)
{
    struct arena *all = d->act.a;
    AUTO_ARENA a = arena_new();
    bool done;

    d->act.a = a;
    d->act.keys = keyring_new(a, keyring_vault(d->act.keys), d->act.db);
    d->act.now = at;
    done = demo_moment_act(d, err);
    d->act.a = all;
    return done;
}

static bool year(struct demo *d, struct err *err)
{
    struct instant last = d->act.now, own, next;
    const struct vault *vault = keyring_vault(d->act.keys);
    struct demo_case *k;

    for (;;) {
        AUTO_ARENA a = arena_new();
        struct arena *all = d->act.a;
        k = earliest(d);
        own = demo_moment(d);
        next = k && k->next.us <= own.us ? k->next : own;
        if (next.us > d->until.us)
            return true;
        d->act.a = a;
        d->act.keys = keyring_new(a, vault, d->act.db);
        if (!clerk(d, last, next, err))
            return false;
        last = next;
        if (k && k->next.us <= own.us ? !go(d, k, err) : !moment(d, own, err))
            return false;
        d->act.a = all;
        d->act.keys = keyring_new(all, vault, d->act.db);
        if (k && k->next.us <= own.us)
            next_step(d, k);
    }
}

static bool cases_begin(struct demo *d, struct err *err)
{
    const struct demo_complaints *all = d->data.complaints;

    d->cases = ARENA_ARRAY(d->act.a, struct demo_case, all->cases_count);
    d->n_cases = all->cases_count;
    for (unsigned i = 0; i < all->cases_count; i++) {
        const struct demo_complaint *c = &all->cases[i];
        struct demo_case *k = &d->cases[i];
        struct date day = date_add(zone_date(d->p->zone, d->until, NULL), -c->days);
        *k = (struct demo_case){ .c = c, .road = demo_road(&d->data, c->road) };
        if (!k->road)
            return err_internal(err, "there is no road %s", c->road);
        k->next = zone_instant(d->p->zone, day, 7 * 60 + (int)(i * 37 % 780));
    }
    return true;
}

static bool empty(const struct act *act, struct err *err)
{
    struct rows complaints;

    if (!sql_complaints_after(act->a, act->db, 0, &complaints, err))
        return false;
    return complaints.n == 0 ||
           err_set(err, ERR_CONFLICT,
                   N_("A demonstration needs an empty organisation; this one has complaints."));
}

/* What remedies may cost, for twelve months; set last, so that no promise of the past waits for it.
 */
static bool budgets_make(const struct demo *d, const struct act *act, const struct procedure *p,
                         struct err *err)
{
    const struct budget_form budgets[] = {
        { .fund = "remedies", .amount = 1200000, .warn = 80 },
        { .fund = "department",
          .team = demo_team_id(d, "Housing services"),
          .amount = 395000,
          .warn = 85 },
        { .fund = "department",
          .team = demo_team_id(d, "Riverside office"),
          .amount = 180000,
          .warn = 85 },
        { .fund = "loyalty", .amount = 60000, .warn = 80 },
    };
    struct date first = date_add(zone_date(p->zone, act->now, NULL), -304);

    for (size_t i = 0; i < COUNT(budgets); i++) {
        struct budget_form year = budgets[i];
        year.period = "year";
        year.currency = "GBP";
        year.from_month = arena_printf(act->a, "%04d-%02d", first.year, first.month);
        if (!budget_set(act, p, &year, err))
            return false;
    }
    return true;
}

bool demo_make(const struct act *act, struct procedure *p, const struct templates *t,
               const char *password, int64_t *complaints, struct err *err)
{
    AUTO_DEMO_DATA data = { 0 };
    struct demo d = { .act = *act, .p = p, .templates = t, .until = act->now, .whole = act->a };
    const struct pack *pack = p->pack;

    if (!empty(act, err) || !demo_data_load(&data, err))
        return false;
    d.data = data;
    d.team = ARENA_ARRAY(act->a, struct demo_team_made, data.organisation->teams_count + 1);
    d.staff = ARENA_ARRAY(act->a, struct demo_staff, data.organisation->people_count);
    d.act.now.us -= SECONDS((int64_t)DAYS_BEFORE * 24 * HOUR);
    if (!demo_organisation_make(&d, password, err) || !procedure_load(act->a, act->db, p, err))
        return false;
    p->pack = pack;
    *complaints = data.complaints->cases_count;
    return cases_begin(&d, err) && year(&d, err) && budgets_make(&d, act, p, err);
}
