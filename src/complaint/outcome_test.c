/* Counters of what became of complaints, against a count of all of them after acts of chance. */
#include "complaint/outcome.h"

#include "complaint/case.h"
#include "complaint/tally.h"
#include "complaint/tally_zone.h"
#include "complaint/verify.h"
#include "improvement/figures.h"
#include "operation/try.h"
#include "people/organisation.h"

#include <string.h>

enum { CASES = 12, ACTS = 160 };

/* splitmix64, of one seed: what fails fails again. */
static uint64_t dice(uint64_t *state, uint64_t below)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % below;
}

static void case_change(struct try *t, uint64_t *d, struct complaint_row *c)
{
    static const char *const outcomes[] = { NULL, "upheld", "partly_upheld", "not_upheld" };
    static const char *const classes[] = { NULL, "noise", "lift", "water" };

    switch (dice(d, 8)) {
    case 0:
        c->class = classes[dice(d, COUNT(classes))];
        return;
    case 1:
        c->outcome = outcomes[dice(d, COUNT(outcomes))];
        return;
    case 2:
        c->closed_at = dice(d, 2) ? t->act.now : (struct instant){ 0 };
        return;
    case 3:
        c->level = 1 + (int64_t)dice(d, 4);
        return;
    case 4:
        c->reopened = (int64_t)dice(d, 2);
        return;
    case 5:
        c->satisfaction_asked_at = t->act.now;
        c->satisfaction = (int64_t)dice(d, 6);
        return;
    case 6:
        c->set_aside = dice(d, 3) == 0 ? "withdrawn" : NULL;
        return;
    default:
        c->received_at.us -= SECONDS(86400) * (int64_t)dice(d, 40);
    }
}

static void clock_change(struct try *t, uint64_t *d, struct clock_row *k)
{
    static const char *const states[] = { "running", "met", "missed", "void" };
    static const char *const causes[] = { NULL, "outage", "supplier" };

    k->state = states[dice(d, COUNT(states))];
    k->breached_at = dice(d, 2) ? t->act.now : (struct instant){ 0 };
    k->breach_code = instant_is_set(k->breached_at) ? causes[dice(d, COUNT(causes))] : NULL;
}

/* An act on the case, or only on its clocks, as when they run out. */
static bool act_make(struct try *t, uint64_t *d, int64_t id, struct err *err)
{
    struct dossier of = { 0 };
    struct complaint_row c;
    AUTO_TX tx = { 0 };
    struct history h;

    t->act.now.us += SECONDS(60);
    if (!tx_begin(&tx, t->db, err) || !dossier_load_id(&t->act, &t->p, id, &of, err) ||
        !history_begin(&h, &t->act, id, "updated", NULL, err))
        return false;
    c = of.c;
    if (of.clock.n > 0 && dice(d, 2))
        clock_change(t, d, &of.clock.row[dice(d, of.clock.n)]);
    if (dice(d, 3) == 0) {
        if (!case_clocks_save(&h, &t->p, &of, err))
            return false;
    } else {
        case_change(t, d, &c);
        if (!case_save(&h, &t->p, &of, &c, err))
            return false;
    }
    return history_end(&h, err) && tx_commit(&tx, err);
}

/* -- the full count, said in another way -- */

#define OF_CLOCKS(condition)                                                                       \
    "SELECT count(*) AS value FROM clock k JOIN complaint c ON c.id = k.complaint_id"              \
    " WHERE c.set_aside IS NULL AND k.name <> 'answer' AND k.state <> 'void' AND " condition
#define OF_CASES(condition)                                                                        \
    "SELECT count(*) AS value FROM complaint WHERE set_aside IS NULL AND " condition

static void figures_same(struct try *t, const char *when)
{
    struct figures_scope scope = { DAY(2000, 1, 1), DAY(2100, 1, 15), 0, NULL };
    struct figures_line is = { 0 };
    struct err err = { 0 };
    struct rows lines;
    bool ok = figures_count_for(&t->act, &t->p, &scope, 0, &lines, &err);

    TAP(when, ok);
    try_why(&err, ok);
    if (!ok)
        return;
    is = figures_sum(&lines, 0, NULL);
    TAP_INT("received", is.received, try_number(t, OF_CASES("1 = 1")));
    TAP_INT("closed", is.closed, try_number(t, OF_CASES("closed_at IS NOT NULL")));
    TAP_INT("decided", is.decided, try_number(t, OF_CASES("outcome IS NOT NULL")));
    TAP_INT("upheld", is.upheld, try_number(t, OF_CASES("outcome IN ('upheld', 'partly_upheld')")));
    TAP_INT("came back", is.came_back, try_number(t, OF_CASES("(level > 2 OR reopened > 0)")));
    TAP_INT("asked", is.asked, try_number(t, OF_CASES("satisfaction_asked_at IS NOT NULL")));
    TAP_INT("said", is.said, try_number(t, OF_CASES("satisfaction > 0")));
    TAP_INT("good", is.good, try_number(t, OF_CASES("satisfaction >= 4")));
    TAP_INT("bad", is.bad, try_number(t, OF_CASES("satisfaction BETWEEN 1 AND 2")));
    TAP_INT("in time", is.in_time,
            try_number(t, OF_CLOCKS("k.name = 'decision' AND k.state = 'met' AND "
                                    "k.breached_at IS NULL")));
    TAP_INT("late", is.late,
            try_number(t, OF_CLOCKS("k.name = 'decision' AND k.breached_at IS NOT NULL AND "
                                    "coalesce(k.breach_code, '') <> 'outage'")));
    TAP_INT("kept", is.kept, try_number(t, OF_CLOCKS("k.state = 'met' AND k.breached_at IS NULL")));
    TAP_INT("missed", is.missed,
            try_number(t, OF_CLOCKS("k.breached_at IS NOT NULL AND "
                                    "coalesce(k.breach_code, '') <> 'outage'")));
    TAP_INT("excused", is.excused,
            try_number(t, OF_CLOCKS("k.breached_at IS NOT NULL AND k.breach_code = 'outage'")));
}

static const char *figures_text(struct try *t)
{
    struct figures_scope scope = { DAY(2000, 1, 1), DAY(2100, 1, 15), 0, NULL };
    const char *text = "";
    struct err err = { 0 };
    bool ok = figures_count(&t->act, &t->p, &scope, &text, &err);

    try_why(&err, ok);
    return text;
}

static bool count_again(struct try *t, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, t->db, err) && tally_recount(&t->act, t->p.zone, err) &&
           tx_commit(&tx, err);
}

static void acts_make(struct try *t, const int64_t *id)
{
    struct err err = { 0 };
    uint64_t d = 1;
    bool ok = true;

    try_as(t, t->handler);
    for (int i = 0; i < ACTS && ok; i++)
        ok = act_make(t, &d, id[dice(&d, CASES)], &err);
    TAP("acts of chance", ok);
    try_why(&err, ok);
}

/* -- what another act changed in the meantime, as on PostgreSQL -- */

static bool stale_save(struct try *t, struct dossier *of, bool class, struct err *err)
{
    struct complaint_row c = of->c;
    AUTO_TX tx = { 0 };
    struct history h;

    t->act.now.us += SECONDS(60);
    if (!tx_begin(&tx, t->db, err) || !history_begin(&h, &t->act, of->c.id, "updated", NULL, err))
        return false;
    if (class)
        c.class = c.class && strcmp(c.class, "lift") == 0 ? "water" : "lift";
    else
        of->clock.row[0].breached_at = t->act.now;
    return (class ? case_save(&h, &t->p, of, &c, err) : case_clocks_save(&h, &t->p, of, err)) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

/* One writes the class, the other a clock that ran out; neither row is the other's. */
static void stale(struct try *t, bool class)
{
    int64_t id = try_file(t, class ? "stale clocks" : "stale case");
    struct dossier late = try_load(t, id), early = try_load(t, id);
    struct err why = { 0 };
    const char *before;

    try_as(t, t->handler);
    TRY("one act", stale_save(t, &early, !class, &err));
    TAP("another that was loaded before it is not counted elsewhere",
        !stale_save(t, &late, class, &why) && why.kind == ERR_CONFLICT);
    late = try_load(t, id);
    TRY("loaded again it is", stale_save(t, &late, class, &err));
    TRY("all are added up", tally_catch_up(t->db, &err));
    before = figures_text(t);
    TRY("counted again", count_again(t, &err));
    TAP_TEXT("the same", figures_text(t), before);
}

static void outcomes(struct try *t)
{
    struct setting_change theirs = { "not_theirs", "outage" };
    int64_t id[CASES];
    const char *before;

    try_as(t, t->manager);
    TRY("[item 114] a cause that is not theirs",
        settings_save(&t->act, &theirs, 1, &err) && procedure_load(t->a, t->db, &t->p, &err));
    for (int i = 0; i < CASES; i++)
        id[i] = try_file(t, arena_printf(t->a, "%032d", i));
    figures_same(t, "[8.2-d] new ones, before they are added up");
    TRY("they are", tally_catch_up(t->db, &err));
    figures_same(t, "[8.2-d] new ones");
    acts_make(t, id);
    figures_same(t, "[8.2-d] after acts of chance");
    before = figures_text(t);
    TRY("counted again", count_again(t, &err));
    TAP_TEXT("the same", figures_text(t), before);
    stale(t, true);
    stale(t, false);
}

/* -- another time zone -- */

static bool zone_set(struct try *t, const char *name, struct err *err)
{
    struct setting_change zone = { "zone", name };

    return settings_save(&t->act, &zone, 1, err);
}

/* Every line is what its complaints add up to. */
static void lines_true(struct try *t, const char *when)
{
    struct verify v = { .a = t->a, .db = t->db };
    struct err err = { 0 };
    bool ok = verify_log(&v, &err);

    TAP(when, ok && v.n == 0);
    try_why(&err, ok);
    for (size_t i = 0; i < v.n && i < 3; i++)
        printf("# %s %s %s\n", v.findings[i].kind, v.findings[i].table, v.findings[i].key);
}

static int64_t not_moved(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM tally_zone");
}

/* What the clerk does, `lots` times; each time somebody acts and somebody files, by settings that
 * were read before the zone was another one. */
static void follow(struct try *t, uint64_t *d, const int64_t *id, int lots)
{
    struct act clerk = act_system(t->a, t->db, t->vault);
    bool more = true, ok = true;
    struct err err = { 0 };

    for (int i = 0; i < lots && more && ok; i++) {
        ok = tally_zone_follow(&clerk, 3, &more, &err);
        lines_true(t, "all lines are true behind a lot");
        ok = ok && act_make(t, d, id[dice(d, CASES)], &err);
        try_file(t, arena_printf(t->a, "%031d%c", (int)dice(d, 100000), 'f'));
        lines_true(t, "and behind acts");
    }
    TAP("it goes on", ok);
    try_why(&err, ok);
}

static const struct zone *zone_now(struct try *t)
{
    struct procedure p;
    struct err err = { 0 };
    bool ok = procedure_load(t->a, t->db, &p, &err);

    try_why(&err, ok);
    return ok ? p.zone : t->p.zone;
}

static void zones(struct try *t)
{
    int64_t id[CASES];
    const char *before;
    uint64_t d = 7;

    try_as(t, t->manager);
    for (int i = 0; i < CASES; i++)
        id[i] = try_file(t, arena_printf(t->a, "%032d", i));
    acts_make(t, id);
    TRY("days of another zone", zone_set(t, "Pacific/Kiritimati", &err));
    TAP_INT("are counted afterwards", not_moved(t), 1);
    lines_true(t, "until then they are those of before");
    follow(t, &d, id, 2);
    TRY("another one before all are moved", zone_set(t, "America/New_York", &err));
    TAP_INT("stretches of both", not_moved(t), 3);
    lines_true(t, "what was moved, what was not and what came since");
    follow(t, &d, id, 1);
    TRY("back again", zone_set(t, "Pacific/Kiritimati", &err));
    lines_true(t, "what stands right already is left");
    TAP_INT("nobody said yet that it is done",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'days_counted'"), 0);
    follow(t, &d, id, 100);
    TAP_INT("all are moved", not_moved(t), 0);
    TAP_INT("once",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'days_counted'"), 1);
    t->p.zone = zone_now(t);
    TRY("all are added up", tally_catch_up(t->db, &err));
    before = figures_text(t);
    TRY("counted again", count_again(t, &err));
    TAP_TEXT("the same", figures_text(t), before);
}

int main(void)
{
    try_on_both("zones", zones);
    try_on_both("outcomes", outcomes);
    return tap_done();
}
