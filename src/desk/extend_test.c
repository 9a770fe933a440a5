/* More time: by somebody else, before the time is over, as often as the rule says, and the
 * complainant told. On both engines. */
#include "desk/extend_flow.h"

#include "complaint/due.h"
#include "operation/try.h"

#include <string.h>

static const struct clock_row *decision(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);

    for (size_t i = d.clock.n; i-- > 0;)
        if (strcmp(d.clock.row[i].name, "decision") == 0)
            return &d.clock.row[i];
    return NULL;
}

/* What the sum of the decision says was agreed to later; 0 = it says nothing. */
static int agreed_later(struct try *t, int64_t id)
{
    struct err err = { 0 };
    struct clock_sum sum;

    if (!due_sum(t->a, &t->p, decision(t, id), NULL, t->act.now, &sum, &err))
        return -1;
    for (size_t i = 0; i < sum.n; i++)
        if (sum.line[i].kind == CLOCK_LINE_LONGER)
            return sum.line[i].n;
    return 0;
}

static void owned(struct try *t, int64_t id)
{
    const char *handler = arena_printf(t->a, "%" PRId64, t->handler);

    try_as(t, t->manager);
    TRY("the handler answers for it",
        keep_assign(&t->act, &t->p, &(struct keep){ id, 0, handler, NULL, 0 }, &err));
}

static void agreed(struct try *t)
{
    int64_t id = try_file(t, "more");
    struct keep k = { .complaint = id, .choice = "decision", .reason = "An expert is away." };
    struct instant before;
    struct dossier d;

    owned(t, id);
    before = decision(t, id)->due_at;
    try_as(t, t->handler);
    TRY_REFUSED("C7 not by who answers for it", keep_extend(&t->act, &t->p, &k, &err),
                "Somebody else than who answers for the complaint agrees to more time.");
    try_as(t, t->manager);
    k.reason = "";
    TRY_REFUSED("C7 not without a reason", keep_extend(&t->act, &t->p, &k, &err),
                "Write the reason. It is kept with the complaint.");
    k.reason = "An expert is away.";
    TRY("C7 by somebody else", keep_extend(&t->act, &t->p, &k, &err));
    TAP_INT("C7 counted from the first start", decision(t, id)->length, 40);
    TAP_INT("C7 and its sum says how much was agreed to later", agreed_later(t, id), 20);
    TAP("C7 so it is due later", decision(t, id)->due_at.us > before.us);
    d = try_load(t, id);
    TAP("C7 the complainant is told why, before the old day",
        d.entry.n > 0 && strstr(d.entry.row[d.entry.n - 1].text.text, "An expert is away.") &&
            d.entry.row[d.entry.n - 1].at.us < before.us);
    TAP_INT("C7 and the message is on its way",
            try_number(t, "SELECT count(*) AS value FROM outbox WHERE kind = 'update'"), 1);
    TRY_REFUSED("C7 once, as the rule says", keep_extend(&t->act, &t->p, &k, &err),
                "This time cannot be made longer any more.");
}

static void late(struct try *t)
{
    int64_t id = try_file(t, "late");
    struct keep k = { .complaint = id, .choice = "decision", .reason = "We were slow." };

    owned(t, id);
    k.choice = "acknowledge";
    TRY_REFUSED("C7 of a clock that stopped", keep_extend(&t->act, &t->p, &k, &err),
                "Choose which time is to be longer.");
    k.choice = "assess";
    TRY_REFUSED("C7 of one whose rule has no more", keep_extend(&t->act, &t->p, &k, &err),
                "This time cannot be made longer any more.");
    k.choice = "decision";
    try_days(t, 60);
    TRY_REFUSED("C7 not after the time is over", keep_extend(&t->act, &t->p, &k, &err),
                "This time is over. It could only be made longer before.");
}

static void test(struct try *t)
{
    agreed(t);
    late(t);
}

int main(void)
{
    try_on_both("extend", test);
    return tap_done();
}
