#include "operation/flow_world.h"

#include "operation/assessment/assess_flow.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/receipt/filing.h"

#include <stdio.h>
#include <string.h>

static void why(const struct err *err)
{
    if (err->kind)
        printf("# %s: %s %s\n", err->field ? err->field : "-", err->text, err->detail);
}

void world_as(struct world *w, int64_t user)
{
    w->t->act.actor_kind = user ? "staff" : "system";
    w->t->act.actor_id = user;
}

void world_later(struct world *w, int64_t seconds)
{
    w->t->act.now.us += SECONDS(seconds);
}

static void reload(struct world *w)
{
    struct err err = { 0 };

    if (!dossier_load_id(&w->t->act, &w->t->p, w->id, &w->d, &err)) {
        TAP("the case loads", false);
        why(&err);
    }
}

/* Nothing that is open is forgotten. */
static bool a_clock_runs(const struct dossier *d)
{
    const struct clock_row *clock = d->clock.row;

    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(clock[i].state, "running") == 0 || strcmp(clock[i].state, "paused") == 0)
            return true;
    return !facts_open(&d->facts);
}

void world_done(struct world *w, const char *what, bool done, struct err *err)
{
    TAP(what, done);
    why(err);
    err_clear(err);
    world_later(w, 60);
    reload(w);
    if (!a_clock_runs(&w->d))
        TAP("an open case has a clock", false);
}

void world_refused(struct world *w, const char *what, bool done, struct err *err,
                   enum err_kind kind, const char *field)
{
    int64_t version = w->d.c.version;
    bool here = !field || (err->field && strcmp(err->field, field) == 0);

    reload(w);
    TAP(what, !done && err->kind == kind && here && w->d.c.version == version);
    if (done || err->kind != kind || !here)
        why(err);
    err_clear(err);
}

int64_t world_number(struct world *w, const char *text)
{
    static int n;
    struct sql sql = { .name = "number", .sqlite = text, .pg = text, .id = 9500 + n++ };
    struct value none = value_int(0);
    struct int_value out = { 0 };
    struct err err = { 0 };

    sql.param_kinds = "";
    if (!db_one(w->t->a, w->t->db, &sql, &none, &int_value_record, &out, &err))
        why(&err);
    return out.value;
}

void world_file(struct world *w, bool acknowledged)
{
    struct filing f = {
        .one_time = arena_printf(w->t->a, "form %d", w->filed++),
        .channel = "web",
        .language = "vi",
        .scope = "inside",
        .subject = "Lift out of service",
        .description = "The lift in block C has not run for two weeks.",
        .class_code = "lift",
        .complainant = { .name = "Mai Example", .email = "mai@example.org" },
        .problems = { "P06" },
        .n_problems = 1,
        .acknowledged_by = acknowledged ? "page" : NULL,
    };
    struct act act = w->t->act;
    struct receipt r = { 0 };
    struct err err = { 0 };

    act.actor_kind = "public";
    act.actor_id = 0;
    if (!receipt_file(&act, &w->t->p, &f, &r, &err)) {
        TAP("a complaint is filed", false);
        why(&err);
    }
    w->id = r.complaint;
    reload(w);
}

void world_investigating(struct world *w, const char *severity)
{
    struct assess_form form = { .severity = severity,
                                .safety = "none",
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "As the log of the lift shows." };
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    if (!assess_give(&w->t->act, &w->t->p, w->id, 0, &form, &err) ||
        !case_take_up(&w->t->act, &w->t->p, w->id, 0, &err) ||
        !investigation_begin(&w->t->act, &w->t->p, w->id, 0, &err)) {
        TAP("a case under investigation", false);
        why(&err);
    }
    world_later(w, 60);
    reload(w);
}

int64_t world_party(struct world *w, const char *role, int64_t staff)
{
    struct person_row person = { .kind = "person", .name = secret_text("Somebody else") };
    struct party_row party = { .complaint_id = w->id, .role = role, .staff_id = staff };
    AUTO_TX tx = { 0 };
    struct err err = { 0 };
    struct history h;

    if (!tx_begin(&tx, w->t->db, &err) ||
        !history_begin(&h, &w->t->act, w->id, "party_added", NULL, &err) ||
        !history_insert(&h, &person_table, &person, &err))
        why(&err);
    party.person_id = person.id;
    if (!history_insert(&h, &party_table, &party, &err) || !history_end(&h, &err) ||
        !tx_commit(&tx, &err))
        why(&err);
    reload(w);
    return party.id;
}

static void (*the_test)(struct world *);

static void run(struct try *t)
{
    struct world w = { .t = t };

    the_test(&w);
}

void world_test(const char *name, void (*test)(struct world *))
{
    the_test = test;
    try_on_both(name, run);
}
