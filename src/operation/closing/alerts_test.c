/* Warnings, breaches and escalations reach people, each once. C10 */
#include "complaint/notices.h"
#include "complaint/verify.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/breach_flow.h"
#include "operation/closing/clock_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/try.h"
#include "people/absence.h"

#include <string.h>

static void clerk(struct try *t)
{
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("the clerk looks", overdue_all(&t->act, &t->p, &err) && clocks_tell(&t->act, &t->p, &err));
}

/* How many notices of that kind and clock the person has; staff 0: the team. */
static int told(struct try *t, int64_t id, const char *kind, const char *clock, int64_t staff)
{
    const struct staff_notice_row *row;
    struct err err = { 0 };
    struct rows rows = { 0 };
    int n = 0;

    try_why(&err, staff_notice_of(t->a, t->db, id, &rows, &err));
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        n += strcmp(row[i].kind, kind) == 0 && row[i].staff_id == staff &&
             strcmp(row[i].clock ? row[i].clock : "", clock) == 0;
    return n;
}

static int all(struct try *t, int64_t id)
{
    struct err err = { 0 };
    struct rows rows = { 0 };

    try_why(&err, staff_notice_of(t->a, t->db, id, &rows, &err));
    return (int)rows.n;
}

static void take_up(struct try *t, int64_t id)
{
    try_as(t, t->handler);
    TRY("taken up", case_take_up(&t->act, &t->p, id, 0, &err));
}

static void shares(struct try *t)
{
    int64_t id = try_file(t, "shares");
    int n;

    clerk(t);
    TAP_INT("C10 nothing at once", all(t, id), 0);
    try_days(t, 2);
    clerk(t);
    TAP_INT("C10 without an owner the team is warned", told(t, id, "warning", "assess", 0), 1);
    TAP_INT("C10 and no person", told(t, id, "warning", "assess", t->handler), 0);
    take_up(t, id);
    try_days(t, 16);
    clerk(t);
    TAP_INT("C10 the owner is warned at half of it", told(t, id, "warning", "decision", t->handler),
            1);
    TAP_INT("C10 the owner is told of what ran out", told(t, id, "breach", "assess", t->handler),
            1);
    TAP_INT("C10 the manager too", told(t, id, "breach", "assess", t->manager), 1);
    TAP_INT("C10 top management at twice its time", told(t, id, "escalation", "assess", t->top), 1);
    TAP_INT("C10 nobody is warned of what ran out", told(t, id, "warning", "assess", t->handler),
            0);
    TAP_INT("C10 and the second handler of nothing", told(t, id, "breach", "assess", t->second), 0);
    n = all(t, id);
    clerk(t);
    clerk(t);
    TAP_INT("C10 other clerks tell nothing twice", all(t, id), n);
    TAP_INT("C10 each is there to be read",
            try_number(t, "SELECT count(*) AS value FROM notice_reading WHERE read_at IS NULL"), n);
}

static void stopped(struct try *t)
{
    int64_t id = try_file(t, "stopped");

    take_up(t, id);
    try_days(t, 90);
    clerk(t);
    TAP_INT("C10 after a long stop the breach is told once",
            told(t, id, "breach", "decision", t->handler), 1);
    TAP_INT("C10 and nobody warned any more", told(t, id, "warning", "decision", t->handler), 0);
    TAP_INT("C10 but it is escalated", told(t, id, "escalation", "decision", t->top), 1);
}

static void away(struct try *t)
{
    int64_t id = try_file(t, "away");
    struct absence_given gone = { .staff = t->handler,
                                  .substitute = t->second,
                                  .from = zone_date(t->p.zone, t->act.now, NULL),
                                  .until = DAY(2099, 1, 1) };

    take_up(t, id);
    TRY("the owner goes away", absence_add(&t->act, &t->p, &gone, &err));
    try_days(t, 16);
    clerk(t);
    TAP_INT("[4.12-a] who stands in is warned", told(t, id, "warning", "decision", t->second), 1);
    TAP_INT("[4.12-a] who is away is not", told(t, id, "warning", "decision", t->handler), 0);
    TAP_INT("[4.12-a] it says for whom",
            try_number(t, "SELECT max(for_id) AS value FROM staff_notice"), t->handler);
}

static void barred(struct try *t)
{
    int64_t id = try_file(t, "barred");

    take_up(t, id);
    try_as(t, t->manager);
    TRY("the manager is in conflict",
        conflict_declare(&t->act, &t->p, id, 0, t->manager, "declared", "My brother.", &err));
    try_days(t, 30);
    clerk(t);
    TAP_INT("[4.7-a] nobody is told of what is kept from them",
            told(t, id, "breach", "assess", t->manager), 0);
    TAP_INT("[4.7-a] others are", told(t, id, "breach", "assess", t->handler), 1);
}

/* A transaction that is not committed tells nobody, and the next clerk does. */
static void killed(struct try *t)
{
    int64_t id = try_file(t, "killed");
    struct err err = { 0 };
    int n;

    take_up(t, id);
    try_days(t, 16);
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    {
        AUTO_TX tx = { 0 };
        TAP("within a transaction that goes down",
            tx_begin(&tx, t->db, &err) && clock_tell(&t->act, &t->p, id, &err) && all(t, id) > 0);
        try_why(&err, err.kind == ERR_NONE);
    }
    TAP_INT("C10 a clerk that is killed told nobody", all(t, id), 0);
    clerk(t);
    n = all(t, id);
    TAP("C10 the next one tells", n > 0);
    clerk(t);
    TAP_INT("C10 once", all(t, id), n);
}

/* -- breach with cause -- */

static void causes(struct try *t)
{
    int64_t id = try_file(t, "causes");
    struct breach_form form = { .cause = "workload" };
    struct dossier d;

    take_up(t, id);
    TRY_REFUSED("C10 nothing was missed yet", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "No date was missed here of which it is to be said why.");
    try_days(t, 8);
    clerk(t);
    TAP("C10 causes are asked", try_load(t, id).facts.breaches_open > 0);
    TRY_REFUSED("C10 not by the program", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "This has to be done by a member of staff.");
    try_as(t, t->handler);
    form.cause = "laziness";
    TRY_REFUSED("C10 a cause of the list", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "Choose why the date was missed.");
    form.cause = "other";
    TRY_REFUSED("C10 some want words", breach_explain(&t->act, &t->p, id, 0, &form, &err),
                "Say in words why the date was missed.");
    form.text = "The key to the archive was lost.";
    TRY("C10 said", breach_explain(&t->act, &t->p, id, try_version(t, id), &form, &err));
    d = try_load(t, id);
    TAP_INT("C10 none is open", d.facts.breaches_open, 0);
    for (size_t i = 0; i < d.clock.n; i++)
        if (d.clock.row[i].breach_code) {
            TAP_TEXT("C10 what was said is kept", d.clock.row[i].breach_cause.text, form.text);
            form.clock = d.clock.row[i].id;
        }
    form.cause = "mistake";
    form.text = NULL;
    TRY("C10 and can be put right", breach_explain(&t->act, &t->p, id, 0, &form, &err));
}

int main(void)
{
    try_on_both("alerts_causes", causes);
    try_on_both("alerts_shares", shares);
    try_on_both("alerts_stopped", stopped);
    try_on_both("alerts_away", away);
    try_on_both("alerts_barred", barred);
    try_on_both("alerts_killed", killed);
    return tap_done();
}
