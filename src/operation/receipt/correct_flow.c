/* A receipt that was earlier than it was written down. */
#include "operation/receipt/correct_flow.h"

#include "operation/step.h"

#include <string.h>

enum { FIRST_YEAR = 1900 };

struct date receipt_first(const struct procedure *p, const struct dossier *d,
                          const struct own_value *typed, size_t n)
{
    const struct pack_field *f = pack_received(d->pack, d->c.class);
    const char *value = f ? dossier_own(d, f->name) : NULL;
    struct date first = { 0 };

    for (size_t i = 0; f && i < n; i++)
        if (strcmp(typed[i].name, f->name) == 0)
            value = typed[i].value;
    if (!value || !date_parse(value, strlen(value), &first) ||
        date_compare(first, zone_date(p->zone, d->c.received_at, NULL)) >= 0)
        return (struct date){ 0 };
    return first;
}

static bool refused(const char *text, struct date day, struct err *err)
{
    char date[DATE_TEXT];

    date_text(day, date);
    err_field(err, "received_on", text);
    err_arg(err, "date", date);
    return false;
}

static bool allowed(const struct step *s, const struct receipt_correction *form, struct err *err)
{
    struct date was = zone_date(s->p->zone, s->d.c.received_at, NULL);

    if (!facts_open(&s->d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (!date_is_set(form->received_on) || form->received_on.year < FIRST_YEAR)
        return err_field(err, "received_on", N_("Write the day on which it was first received."));
    if (date_compare(form->received_on, was) >= 0)
        return refused(N_("It was received on {date} already. The day of receipt only moves back, "
                          "to an earlier one."),
                       was, err);
    return step_reason("reason", form->reason, err);
}

bool receipt_correct(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, const struct receipt_correction *form, struct err *err)
{
    AUTO_STEP s = { 0 };
    struct instant is;

    if (!step_open(&s, act, p, complaint, version, err) || !allowed(&s, form, err) ||
        !step_event(&s, "receipt_corrected", form->reason, err))
        return false;
    is = zone_instant(p->zone, form->received_on, 0);
    if (!case_clocks_receipt(&s.h, p, &s.d, is, err))
        return false;
    if (!instant_is_set(s.c.received_was))
        s.c.received_was = s.d.c.received_at;
    s.c.receipt_corrected_at = act->now;
    s.c.received_at = is;
    return step_done(&s, err);
}
