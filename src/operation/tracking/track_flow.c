/* An update: the words, the outbox, the promise of the next one. */
#include "operation/tracking/track_flow.h"

#include "base/buf.h"
#include "complaint/board.h"
#include "db/tracking_sql.h"
#include "i18n/lang.h"
#include "operation/step.h"
#include "operation/tracking/track.h"
#include "web/app.h"

#include <string.h>

static const char *const channels[] = { "web", "letter", "email", "telephone", "in_person", NULL };

static const struct field update_form_fields[] = {
    FIELD(struct update_form, channel, .choices = channels, .help = "web is the page alone."),
    FIELD(struct update_form, text, .max = 20000, .lines = true),
    FIELD(struct update_form, next_on, .help = "Day for which the next news are promised."),
};
const struct record update_form_record = RECORD(struct update_form, update_form_fields);

static struct clock_row *running(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0 &&
            strcmp(d->clock.row[i].state, "running") == 0)
            return &d->clock.row[i];
    return NULL;
}

/* A sentence with the day on which the clock ends. */
static const char *by_day(struct arena *a, const struct procedure *p, const struct lang *l,
                          const struct clock_row *clock, const char *id)
{
    struct date day = zone_date(p->zone, (struct instant){ clock->due_at.us - 1 }, NULL);

    return lang_format(a, l, id, "date", lang_date(a, l, day, DATE_LONG, day), NULL);
}

const char *track_text(struct arena *a, const struct procedure *p, const struct dossier *d)
{
    const struct lang *l = dossier_lang(d, p->lang);
    const struct clock_row *decision = running(d, "decision");
    const char *status = track_status(&d->facts), *next = track_next(&d->facts);
    struct buf b = buf_new(a);

    if (status)
        buf_str(&b, lang_text(l, status));
    if (next)
        buf_printf(&b, "\n\n%s", lang_text(l, next));
    if (decision && !instant_is_set(decision->breached_at))
        buf_printf(&b, "\n\n%s",
                   by_day(a, p, l, decision, N_("Our decision comes by {date} at the latest.")));
    return buf_text(&b);
}

static bool next_refused(struct date last, struct err *err)
{
    char day[DATE_TEXT];

    date_text(last, day);
    err_field(err, "next_on", N_("Promise the next news for a day up to {date}."));
    err_arg(err, "date", day);
    return false;
}

/* Plain days up to that one, whatever the rule counts: the sum shown for the clock holds, a day on
 * which it stands still moves the end by one, and warnings come at shares of the time to it. */
static bool promise_day(struct step *s, struct clock_row *clock, struct date day, struct err *err)
{
    struct date start = zone_date(s->p->zone, clock->started_at, NULL);
    int64_t days = date_to_days(day) - date_to_days(start);
    const struct board b = { .a = s->act->a, .p = s->p };

    if (!board_promise(&b, clock, days, s->act->now, err))
        return false;
    case_clocks_note(s->act->a, &s->d,
                     arena_printf(s->act->a, "*promise:%s:%" PRId64, clock->name, days),
                     s->act->now);
    return true;
}

/* A day that was promised stands for the end that the rule gives; it is never a later day. */
static bool promise(struct step *s, struct date next_on, struct err *err)
{
    struct clock_row *clock = running(&s->d, "update");
    struct date today = zone_date(s->p->zone, s->act->now, NULL), last;

    if (!date_is_set(next_on) || !clock)
        return true;
    last = zone_date(s->p->zone, (struct instant){ clock->due_at.us - 1 }, NULL);
    if (date_compare(next_on, today) <= 0)
        return err_field(err, "next_on", N_("Promise the next news for a day to come."));
    if (date_compare(next_on, last) > 0)
        return next_refused(last, err);
    return date_compare(next_on, last) == 0 || promise_day(s, clock, next_on, err);
}

bool track_update(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, const struct update_form *form, struct err *err)
{
    const char *channel = step_given(form->channel) ? form->channel : "web";
    bool page = strcmp(channel, "web") == 0;
    bool posted = strcmp(channel, "letter") == 0 || strcmp(channel, "email") == 0;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !track_update_allowed(&s.d.facts, step_given(form->text), page, err) ||
        !step_words_new(&s, "text", channel, form->text, err) ||
        !step_event(&s, "updated", NULL, err))
        return false;
    step_sent_again(&s);
    return step_message(&s, "update", channel, posted ? "update" : NULL, form->text, NULL, err) &&
           step_clocks(&s, "updated", err) && promise(&s, form->next_on, err) && step_done(&s, err);
}

/* -- the clerk's part -- */

/* How long before the end of the promised day the program writes itself. */
static struct instant written_until(const struct act *act, const struct procedure *p)
{
    return (struct instant){ act->now.us + SECONDS(3600 * procedure_number(p, "update_hours", 0)) };
}

/* After the clocks: the next promise is part of the message. */
static const char *status_text(struct step *s)
{
    const struct lang *l = dossier_lang(&s->d, s->p->lang);
    const struct clock_row *next = running(&s->d, "update");
    const char *text = track_text(s->act->a, s->p, &s->d);

    if (!next)
        return text;
    return arena_printf(s->act->a, "%s\n\n%s", text,
                        by_day(s->act->a, s->p, l, next,
                               N_("You hear from us again by {date}, even if we are not "
                                  "finished.")));
}

/* A promise is kept in the second half of its time: where that is shorter than the hours by which
 * it is kept early, one message would follow the other at once. */
static bool too_early(const struct clock_row *c, struct instant now)
{
    return now.us - c->started_at.us < (c->due_at.us - c->started_at.us) / 2;
}

bool track_update_due(const struct act *act, const struct procedure *p, int64_t complaint,
                      struct err *err)
{
    const struct clock_row *clock;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    clock = running(&s.d, "update");
    if (!clock || clock->due_at.us > written_until(act, p).us || too_early(clock, act->now))
        return true;
    return step_event(&s, "updated", NULL, err) && step_clocks(&s, "updated", err) &&
           step_message(&s, "update", NULL, s.d.facts.reachable ? "update" : NULL, status_text(&s),
                        NULL, err) &&
           step_done(&s, err);
}

bool track_updates_due(const struct act *act, const struct procedure *p, struct err *err)
{
    const struct clock_row *clock;
    struct rows rows = { 0 };

    if (procedure_number(p, "update_hours", 0) == 0)
        return true;
    if (!sql_updates_due(act->a, act->db, written_until(act, p), &rows, err))
        return false;
    clock = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct err why = { 0 };
        if (!track_update_due(act, p, clock[i].complaint_id, &why) && err->kind == ERR_NONE)
            *err = why;
    }
    return err->kind == ERR_NONE;
}

bool track_updates_job(struct app *app, struct err *err)
{
    return step_job(app, track_updates_due, err);
}
