/* Signals that follow from the facts, and which of all alert. [5.4.1-b] */
#include "operation/assessment/significant.h"

#include <string.h>

static const char *const labels[SIGNALS] = {
    N_("Somebody could be harmed"),
    N_("Somebody was harmed"),
    N_("The media ask or may ask"),
    N_("A regulator or government department is involved"),
    N_("Many people are affected"),
    N_("A large sum is at stake"),
    N_("Senior staff are complained about"),
    N_("A law may have been broken, or a lawsuit threatens"),
};

/* Only sums in the currency of the limit can be held against it. */
static bool large_sum(const struct case_facts *f, const struct significance *s)
{
    return s->amount != 0 && s->currency && facts_promised(f, s->currency) >= s->amount;
}

unsigned significant_signals(const struct case_facts *f, const struct significance *s)
{
    unsigned all = f->signals;

    if (f->assessment.safety >= SAFETY_POSSIBLE)
        all |= SIGNAL_SAFETY;
    if (f->assessment.safety == SAFETY_ACTUAL)
        all |= SIGNAL_INJURY;
    if (f->channel == CHANNEL_REGULATOR || f->channel == CHANNEL_GOVERNMENT)
        all |= SIGNAL_REGULATOR;
    if ((s->many != IMPACT_NONE && f->assessment.impact >= s->many) ||
        (s->affected != 0 && f->affected >= s->affected))
        all |= SIGNAL_MANY;
    if (large_sum(f, s))
        all |= SIGNAL_AMOUNT;
    return all;
}

bool significant(const struct case_facts *f, const struct significance *s)
{
    return significant_signals(f, s) & s->alerting;
}

bool significant_alert_due(const struct case_facts *f, const struct significance *s)
{
    return significant(f, s) && !instant_is_set(f->significant_alerted);
}

const char *signal_code(int place)
{
    return place >= 0 && place < SIGNALS ? signal_codes[place] : NULL;
}

const char *signal_label(int place)
{
    return place >= 0 && place < SIGNALS ? labels[place] : NULL;
}
