/* An update: the words, the outbox, the promise of the next one. */
#include "operation/tracking/track_flow.h"

#include "base/buf.h"
#include "operation/step.h"
#include "operation/tracking/track.h"

#include <string.h>

static const char *const channels[] = { "web", "letter", "email", "telephone", "in_person", NULL };

static const struct field update_form_fields[] = {
    FIELD(struct update_form, channel, .choices = channels, .help = "web is the page alone."),
    FIELD(struct update_form, text, .max = 20000, .lines = true),
    FIELD(struct update_form, next_on, .help = "Day for which the next news are promised."),
};
const struct record update_form_record = RECORD(struct update_form, update_form_fields);

const char *track_text(struct arena *a, const struct procedure *p, const struct dossier *d)
{
    const struct lang *own = lang_by_tag(d->c.language), *l = own ? own : p->lang;
    const char *status = track_status(&d->facts), *next = track_next(&d->facts);
    struct buf b = buf_new(a);

    if (status)
        buf_str(&b, lang_text(l, status));
    if (next) {
        buf_str(&b, "\n\n");
        buf_str(&b, lang_text(l, next));
    }
    return buf_text(&b);
}

static struct clock_row *update_clock(struct dossier *d)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, "update") == 0 &&
            strcmp(d->clock.row[i].state, "running") == 0)
            return &d->clock.row[i];
    return NULL;
}

static bool next_refused(const struct procedure *p, const struct clock_row *clock, struct err *err)
{
    char day[DATE_TEXT];

    date_text(zone_date(p->zone, (struct instant){ clock->due_at.us - 1 }, NULL), day);
    err_field(err, "next_on", N_("Promise the next news for a day up to {date}."));
    err_arg(err, "date", day);
    return false;
}

/* A day that was promised stands for the length of the rule, so that the sum shown for
 * the clock holds; it is never later than the rule's. */
static bool promise(struct step *s, struct date next_on, struct err *err)
{
    struct clock_row *clock = update_clock(&s->d);
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    struct instant end;

    if (!date_is_set(next_on) || !clock)
        return true;
    end = zone_instant(s->p->zone, next_on, 24 * 60);
    if (date_compare(next_on, today) <= 0)
        return err_field(err, "next_on", N_("Promise the next news for a day to come."));
    if (end.us > clock->due_at.us)
        return next_refused(s->p, clock, err);
    clock->unit = "days";
    clock->length = date_to_days(next_on) - date_to_days(today);
    clock->due_at = end;
    return true;
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
        !step_event(&s, "updated", NULL, err))
        return false;
    return step_message(&s, "update", channel, posted ? "update" : NULL, form->text, NULL, err) &&
           step_clocks(&s, "updated", err) && promise(&s, form->next_on, err) && step_done(&s, err);
}
