/* The schedule and its runs. A run is a row of `disposal`, whose numbers grow with each step in the
 * transaction of the step, so that they are right whenever it is stopped. */
#include "keep/retention.h"

#include "complaint/guard.h"
#include "db/keep_sql.h"
#include "keep/journal.h"
#include "keep/keep.h"
#include "keep/whole.h"
#include "operation/step.h"
#include "people/second_person.h"
#include "web/app.h"

#include <string.h>

/* Cases in one transaction; and most that a dry run counts. */
enum { STEP = 10, DRY_MOST = 100000 };

/* -- the schedule -- */

bool retention_rules(const struct act *act, struct rows *out, struct err *err)
{
    return sql_retention_rules(act->a, act->db, out, err);
}

static bool same_class(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static const struct retention_rule_row *rule_find(const struct rows *rules, const char *class,
                                                  const char *state)
{
    const struct retention_rule_row *r = rules->row;

    for (size_t i = 0; i < rules->n; i++)
        if (strcmp(r[i].state, state) == 0 && same_class(r[i].class, class))
            return &r[i];
    return NULL;
}

bool retention_ask(const struct act *act, const char *class, int64_t months, struct err *err)
{
    struct retention_rule_row row = { .class = class && *class ? class : NULL,
                                      .months = months,
                                      .state = "asked",
                                      .asked_at = act->now,
                                      .asked_by = act->actor_id };
    struct rows rules;
    AUTO_TX tx = { 0 };
    struct history h;

    if (months < 0 || months > 1200)
        return err_field(err, "months", N_("Give a number of months from 0 to 1200."));
    if (!act_by_staff(act, err) || !tx_begin(&tx, act->db, err) ||
        !retention_rules(act, &rules, err))
        return false;
    if (rule_find(&rules, row.class, "asked"))
        return err_set(err, ERR_CONFLICT,
                       N_("A change of this class waits for a second person already."));
    if (months == 0 && !rule_find(&rules, row.class, "holds"))
        return err_field(err, "months", N_("There is no rule for this class that could end."));
    return history_begin(&h, act, COMPLAINT_NONE, "retention_asked", NULL, err) &&
           history_insert(&h, &retention_rule_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

/* What held for the class until now ends. */
static bool former_end(struct history *h, const struct rows *rules, const char *class,
                       struct err *err)
{
    const struct retention_rule_row *before = rule_find(rules, class, "holds");
    struct retention_rule_row after;

    if (!before)
        return true;
    after = *before;
    after.state = "ended";
    after.ended_at = h->act->now;
    return history_update(h, &retention_rule_table, before, &after, err);
}

bool retention_decide(const struct act *act, int64_t rule, bool yes, struct err *err)
{
    struct retention_rule_row before = { 0 }, after;
    struct err none = { 0 };
    struct rows rules;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!act_by_staff(act, err) || !tx_begin(&tx, act->db, err) ||
        !retention_rules(act, &rules, err))
        return false;
    if (!retention_rule_by_id(act->a, act->db, rule, &before, &none) ||
        strcmp(before.state, "asked") != 0)
        return none.kind == ERR_NONE || none.kind == ERR_NOT_FOUND
                   ? err_set(err, ERR_CONFLICT, N_("This change was decided already."))
                   : (*err = none, false);
    if (!guard_whole(act, &retention_rule_table, &before, err) ||
        !act_by_another(act, before.asked_by, err))
        return false;
    after = before;
    after.state = !yes ? "refused" : before.months == 0 ? "ended" : "holds";
    after.decided_at = act->now;
    after.decided_by = act->actor_id;
    return history_begin(&h, act, COMPLAINT_NONE, "retention_decided", NULL, err) &&
           (!yes || former_end(&h, &rules, before.class, err)) &&
           history_update(&h, &retention_rule_table, &before, &after, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

/* -- a run -- */

struct run {
    const struct act *act;
    const struct procedure *p;
    const struct retention_rule_row *rule;
    struct instant before; /* closed earlier than this is due */
    int steps;             /* that are left */
    const char *kept;      /* not as the history says: ids between commas */
    struct whole whole;
    bool looked;
};

/* The same day so many months ago, or the last day of that month. */
static struct date months_ago(struct date d, int64_t months)
{
    int64_t month = d.year * 12 + (d.month - 1) - months;

    d.year = (int16_t)(month / 12);
    d.month = (int8_t)(month % 12 + 1);
    while (!date_valid(d))
        d.day--;
    return d;
}

struct instant retention_before(const struct procedure *p, const struct retention_rule_row *rule,
                                struct instant now)
{
    return zone_instant(p->zone, months_ago(zone_date(p->zone, now, NULL), rule->months), 0);
}

static bool disposal_begin(const struct run *r, struct disposal_row *out, struct err *err)
{
    struct rows open = { 0 };
    struct history h;

    if (!sql_disposal_open(r->act->a, r->act->db, r->rule->id, &open, err))
        return false;
    if (open.n > 0) {
        *out = *(const struct disposal_row *)open.row;
        return true;
    }
    *out = (struct disposal_row){ .kind = "retention",
                                  .rule_id = r->rule->id,
                                  .begun_at = r->act->now,
                                  .asked_by = r->rule->asked_by,
                                  .approved_by = r->rule->decided_by };
    return history_begin(&h, r->act, COMPLAINT_NONE, "disposal_begun", NULL, err) &&
           history_insert(&h, &disposal_table, out, err) && history_end(&h, err);
}

static bool disposal_save(const struct run *r, const struct disposal_row *before,
                          struct disposal_row *after, struct err *err)
{
    struct history h;

    return history_begin(&h, r->act, COMPLAINT_NONE, "disposed", NULL, err) &&
           history_update(&h, &disposal_table, before, after, err) && history_end(&h, err);
}

/* Of everybody's, whoever starts the run. */
static bool due_of(const struct run *r, int64_t most, struct rows *out, struct err *err)
{
    return sql_retention_due(r->act->a, r->act->db, r->rule->class, r->before, true, "", r->kept,
                             most, out, err);
}

/* Of those that are due the ones that are as the history says; the others are kept. */
static bool due_whole(struct run *r, struct retention_done *done, struct rows *due, struct err *err)
{
    struct due_line *line = ARENA_ARRAY(r->act->a, struct due_line, due->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < due->n; i++) {
        const struct due_line *one = &((const struct due_line *)due->row)[i];
        bool whole;
        if (!whole_case(r->act, &r->whole, one->id, 0, &whole, err))
            return false;
        if (whole) {
            line[n++] = *one;
            continue;
        }
        done->altered++;
        r->kept = arena_printf(r->act->a, "%s%" PRId64 ",", *r->kept ? r->kept : ",", one->id);
    }
    *due = (struct rows){ line, n };
    return true;
}

/* Before the first is disposed of; of what is kept nothing is due again. */
static bool run_look(struct run *r, bool *any, struct err *err)
{
    struct rows due = { 0 };

    if (!due_of(r, 1, &due, err))
        return false;
    *any = due.n > 0;
    if (due.n == 0 || r->looked)
        return true;
    r->looked = true;
    return whole_look(r->act, &r->whole, err);
}

/* A few cases and the numbers, all or none. What was put under a hold since is not due. */
static bool step_run(struct run *r, struct retention_done *done, size_t *n, struct err *err)
{
    struct disposal_row before, after;
    struct rows due = { 0 };
    struct erased gone;
    int64_t ids[STEP];
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, r->act->db, err) || !due_of(r, STEP, &due, err))
        return false;
    *n = due.n;
    if (!due_whole(r, done, &due, err))
        return false;
    if (due.n == 0)
        return true;
    for (size_t i = 0; i < due.n; i++)
        ids[i] = ((const struct due_line *)due.row)[i].id;
    if (!disposal_begin(r, &before, err) || !erase_cases(r->act, r->p, ids, due.n, 0, &gone, err))
        return false;
    after = before;
    erased_note(&gone, &after);
    done->disposal = before.id;
    done->complaints += gone.complaints;
    return disposal_save(r, &before, &after, err) && tx_commit(&tx, err);
}

/* Nothing is due any more: the certificate is complete. */
static bool run_end(struct run *r, struct retention_done *done, struct err *err)
{
    struct rows open = { 0 };
    struct disposal_row after;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, r->act->db, err) ||
        !sql_disposal_open(r->act->a, r->act->db, r->rule->id, &open, err))
        return false;
    if (open.n == 0)
        return true;
    after = *(const struct disposal_row *)open.row;
    after.ended_at = r->act->now;
    done->disposal = after.id;
    return disposal_save(r, open.row, &after, err) && tx_commit(&tx, err);
}

static bool rule_run(struct run *r, bool dry, struct retention_done *done, bool *refused,
                     struct err *err)
{
    struct rows due = { 0 };
    size_t n = 1;
    bool any;

    r->before = retention_before(r->p, r->rule, r->act->now);
    if (!sql_retention_held(r->act->a, r->act->db, r->rule->class, r->before, &done->held, err))
        return false;
    if (dry) {
        if (!due_of(r, DRY_MOST, &due, err))
            return false;
        done->complaints = (int64_t)due.n;
        return true;
    }
    if (!run_look(r, &any, err))
        return false;
    if (any && !(r->whole.log && r->whole.holds)) {
        *refused = true;
        return true;
    }
    for (; r->steps > 0 && n > 0; r->steps--)
        if (!step_run(r, done, &n, err))
            return false;
    done->more = n > 0;
    return done->more || run_end(r, done, err);
}

/* What was kept for that reason the administrator is told. */
static void told(const struct act *act, const struct run *run, bool dry,
                 const struct retention_report *out)
{
    bool kept = out->refused || *run->kept;

    if (!dry && kept)
        whole_note(act, true, "what is due was kept: it is not as the history says");
    else if (!dry && run->looked && run->whole.v.n == 0)
        whole_note(act, false, NULL);
}

bool retention_run(const struct act *act, const struct procedure *p, const char *folder, bool dry,
                   int steps, struct retention_report *out, struct err *err)
{
    struct run run = { .act = act, .p = p, .steps = steps, .kept = "" };
    const struct retention_rule_row *rule;
    struct err later = { 0 };
    struct rows rules;
    bool clean, whole, any = false;

    out->n = 0;
    if (!holds_whole(act, &whole, err) || !retention_rules(act, &rules, err))
        return false;
    out->refused = !whole;
    if (!whole) { /* which of the cases are held, nobody knows */
        told(act, &run, dry, out);
        return true;
    }
    rule = rules.row;
    for (size_t i = 0; i < rules.n && out->n < RETENTION_RULES; i++) {
        struct retention_done *done = &out->rule[out->n];
        bool written;
        if (strcmp(rule[i].state, "holds") != 0)
            continue;
        /* Nothing is disposed of under a rule that no act wrote. */
        if (!guard_ask(act, &retention_rule_table, &rule[i], &written, err))
            return false;
        if (!written)
            continue;
        *done = (struct retention_done){ .rule = &rule[i] };
        out->n++;
        run.rule = &rule[i];
        if (!rule_run(&run, dry, done, &out->refused, err))
            return false;
        any |= !dry && done->complaints > 0;
    }
    told(act, &run, dry, out);
    return !any || (journal_follow(act, folder, &later) && erase_clean(act, &clean, &later)) ||
           true;
}

enum { CLERK_STEPS = 20 };

bool retention_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct act act = act_system(a, app->db, app->vault);
    struct retention_report *report = ARENA_NEW(a, struct retention_report);
    struct procedure p;

    if (!procedure_load(a, app->db, &p, err))
        return false;
    return strcmp(procedure_text(&p, "retention_by_clerk", ""), "yes") != 0 ||
           retention_run(&act, &p, app->config->data, false, CLERK_STEPS, report, err);
}
