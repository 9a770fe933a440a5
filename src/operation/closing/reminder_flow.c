#include "operation/closing/reminder_flow.h"

#include "operation/closing/clock_flow.h"

#include "complaint/breach.h"
#include "complaint/notices.h"
#include "db/closing_sql.h"
#include "i18n/lang.h"
#include "operation/closing/escalation.h"
#include "operation/step.h"
#include "web/app.h"

#include <string.h>

static const char *reminder_text(const struct step *s)
{
    return lang_text(dossier_lang(&s->d, s->p->lang),
                     N_("We told you our decision on your complaint. Please tell us whether you "
                        "accept it. If we hear nothing we close it later; you can ask us to open "
                        "it again."));
}

static bool remind(struct step *s, struct err *err)
{
    struct closing_policy policy = step_policy(s->p, s->act->now);
    const struct decision_row *before = dossier_decision(&s->d);
    struct case_facts facts = s->d.facts;
    struct decision_row after;

    if (!escalation_apply(&facts, &(struct escalation_step){ .act = ESCALATION_REMIND }, &policy,
                          err))
        return false;
    after = *before;
    after.reminders = facts.reminders;
    after.reminded_at = s->act->now;
    return step_event(s, "reminded", NULL, err) &&
           history_update(&s->h, &decision_table, before, &after, err) &&
           step_message(s, "update", NULL, facts.reachable ? "reminder" : NULL, reminder_text(s),
                        NULL, err) &&
           step_clocks(s, "reminded", err) && step_done(s, err);
}

bool reminder_send(const struct act *act, const struct procedure *p, int64_t complaint,
                   struct err *err)
{
    AUTO_STEP s = { 0 };

    return step_open(&s, act, p, complaint, 0, err) && remind(&s, err);
}

static bool ran_out(const struct step *s, const struct clock_row *c)
{
    return strcmp(c->state, "running") == 0 && !instant_is_set(c->breached_at) &&
           c->due_at.us < s->act->now.us;
}

/* Days by which an answer was promised to the complainant. */
static bool promised(const char *clock)
{
    return strcmp(clock, "decision") == 0 || strcmp(clock, "review") == 0;
}

/* That a promised day was missed is said before anybody has to ask. What was late already when
 * an older register brought it here was never promised by us. [7.3-c] */
static bool miss_told(struct step *s, const struct clock_row *c, struct err *err)
{
    const struct lang *lang = dossier_lang(&s->d, s->p->lang);
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    struct date day = zone_date(s->p->zone, (struct instant){ c->due_at.us - 1 }, NULL);
    const char *text =
        lang_format(s->act->a, lang,
                    N_("We promised you our answer by {date} and did not keep this date. We are "
                       "sorry. Your complaint stays open, and we go on working on it."),
                    "date", lang_date(s->act->a, lang, day, DATE_LONG, today), NULL);

    return !promised(c->name) || c->due_at.us <= s->d.c.entered_at.us ||
           step_message(s, "update", NULL, s->d.facts.reachable ? "update" : NULL, text, NULL, err);
}

/* Whoever answers for it and whoever leads them: what is ours to keep. C10 */
static bool breach_tell(struct step *s, const struct clock_row *c, struct err *err)
{
    struct telling t = {
        .h = &s->h, .p = s->p, .d = &s->d, .kind = "breach", .clock = c, .share = 100
    };

    return !clock_owed(c) || (notice_owner(&t, err) && notice_role(&t, "manager", err));
}

/* Marks the clocks that ran out. */
static bool breach(struct step *s, struct err *err)
{
    for (size_t i = 0; i < s->d.clock.n; i++) {
        struct clock_row *clock = &s->d.clock.row[i];
        if (!ran_out(s, clock))
            continue;
        clock->breached_at = s->act->now;
        if (!miss_told(s, clock, err) || !breach_tell(s, clock, err))
            return false;
    }
    return case_clocks_save(&s->h, s->p, &s->d, err);
}

/* Whether the time for an answer is over. */
static bool silent(const struct step *s)
{
    for (size_t i = 0; i < s->d.clock.n; i++)
        if (strcmp(s->d.clock.row[i].name, "answer") == 0 && ran_out(s, &s->d.clock.row[i]))
            return s->d.facts.answer == ANSWER_NONE;
    return false;
}

/* Between list and look somebody else may have stopped a clock, or noted it. */
static bool any_ran_out(const struct step *s)
{
    for (size_t i = 0; i < s->d.clock.n; i++)
        if (ran_out(s, &s->d.clock.row[i]))
            return true;
    return false;
}

bool overdue_note(const struct act *act, const struct procedure *p, int64_t complaint,
                  struct err *err)
{
    AUTO_STEP s = { 0 };
    bool unanswered;

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    if (!any_ran_out(&s))
        return true;
    unanswered = silent(&s);
    if (unanswered && s.d.facts.reminders < step_policy(p, act->now).reminders)
        return remind(&s, err);
    if (!step_event(&s, unanswered ? "silence_over" : "clock_breached", NULL, err) ||
        !breach(&s, err))
        return false;
    if (!unanswered)
        return history_end(&s.h, err) && tx_commit(&s.tx, err);
    s.c.waiting = NULL;
    s.c.returned_at = act->now;
    return step_done(&s, err);
}

bool overdue_lot(const struct act *act, const struct procedure *p, bool *more, struct err *err)
{
    const struct clock_row *clock;
    struct rows rows = { 0 };
    size_t done = 0;

    *more = false;
    if (!sql_clocks_overdue(act->a, act->db, act->now, &rows, err))
        return false;
    clock = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct err why = { 0 };
        bool before = false;
        for (size_t j = 0; j < i; j++)
            before |= clock[j].complaint_id == clock[i].complaint_id;
        if (before)
            continue;
        if (overdue_note(act, p, clock[i].complaint_id, &why))
            done++;
        else if (why.kind != ERR_CONFLICT && err->kind == ERR_NONE)
            *err = why;
    }
    *more = rows.n == CLOCK_LOT && done > 0;
    return err->kind == ERR_NONE;
}

bool overdue_all(const struct act *act, const struct procedure *p, struct err *err)
{
    bool more;

    return overdue_lot(act, p, &more, err);
}

bool overdue_job(struct app *app, struct err *err)
{
    return clock_lots(app, overdue_lot, err);
}
