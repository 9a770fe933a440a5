/* What remedies cost and the budgets they fall in: from the promise to the proof, both engines.
 * [3.3-c] */
#include "operation/response/budget_flow.h"

#include "complaint/facts.h"
#include "complaint/remedy_words.h"
#include "db/spend_sql.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/try.h"
#include "web/template.h"

#include <stdio.h>
#include <string.h>

static struct templates *templates;

#define DUE DAY(2026, 12, 1)

static struct remedy_form promise(const char *kind)
{
    return (struct remedy_form){
        .kind = kind, .currency = "EUR", .fund = "remedies", .owner = 1, .due_on = DUE
    };
}

static struct remedy_form refund(int64_t amount)
{
    struct remedy_form form = promise("refund");

    form.amount = amount;
    form.method = "Bank transfer";
    return form;
}

static const struct budget_form year = { .fund = "remedies",
                                         .period = "year",
                                         .from_month = "2026-01",
                                         .amount = 30000,
                                         .currency = "EUR",
                                         .warn = 50 };

/* The only budget there is, as it stands. */
static struct budget_sum budget(struct try *t)
{
    struct budget_sum none = { 0 };
    struct err err = { 0 };
    struct rows rows;

    if (!sql_budgets_within(t->a, t->db, "2026-01", "2026-12", true, ",", &rows, &err) ||
        rows.n != 1)
        return none;
    return *(const struct budget_sum *)rows.row;
}

static void stands(struct try *t, const char *what, int64_t planned, int64_t promised,
                   int64_t delivered)
{
    struct budget_sum b = budget(t);

    TAP(what, b.planned == planned && b.promised == promised && b.delivered == delivered);
    if (b.planned != planned || b.promised != promised || b.delivered != delivered)
        printf("# planned %" PRId64 " promised %" PRId64 " delivered %" PRId64 "\n", b.planned,
               b.promised, b.delivered);
}

#define SET(form) budget_set(&t->act, &t->p, form, &err)

static void setting(struct try *t)
{
    const struct {
        const char *name;
        struct budget_form with; /* what of it differs; 0 and NULL as in a sound one */
        const char *words;
    } rows[] = {
        { "a month of no year", { .from_month = "2026-13" }, "Write a month as 2026-11." },
        { "half a month", { .from_month = "2026-1" }, "Write a month as 2026-11." },
        { "a share below one", { .warn = -1 }, "It warns between 1 and 100 per cent." },
        { "more than the whole", { .warn = 101 }, "It warns between 1 and 100 per cent." },
        { "a source that is none", { .fund = "purse" }, "Choose who pays for it from the list." },
        { "a team that is none", { .team = 12345 }, "Choose a team that is in use." },
        { "less than nothing", { .amount = -1 }, "Write an amount above 0." },
        { "a sum that would not add up",
          { .amount = SUM_MAX + 1 },
          "This sum is too large. Check its digits." },
        { "neither year nor month", { .period = "week" }, "Choose a year or a month." },
        { "a currency that is none", { .currency = "EURO" }, "Write the currency." },
    };

    try_as(t, t->manager);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct budget_form odd = year;
        odd.from_month = rows[i].with.from_month ? rows[i].with.from_month : odd.from_month;
        odd.fund = rows[i].with.fund ? rows[i].with.fund : odd.fund;
        odd.period = rows[i].with.period ? rows[i].with.period : odd.period;
        odd.currency = rows[i].with.currency ? rows[i].with.currency : odd.currency;
        odd.team = rows[i].with.team ? rows[i].with.team : odd.team;
        odd.warn = rows[i].with.warn ? rows[i].with.warn : odd.warn;
        odd.amount = rows[i].with.amount ? rows[i].with.amount : odd.amount;
        TRY_REFUSED(rows[i].name, SET(&odd), rows[i].words);
    }
    TRY("a budget for the year", SET(&year));
    TAP_TEXT("with its last month", budget(t).until_month, "2026-12");
    TRY_REFUSED("not twice", SET(&year),
                "There is such a budget already: change its sum in the list.");
}

#define OVER                                                                                       \
    "With this, {percent}% of the budget “{fund}” would be spent. Write why it is needed all " \
    "the "                                                                                         \
    "same; a second person then has to approve it."
#define ADD(form, out) remedy_add(&t->act, &t->p, id, 0, form, out, &err)

static int64_t promising(struct try *t, int64_t id)
{
    struct remedy_form form = refund(10000), bare = promise("voucher");
    struct remedy_form dish = promise("extra");
    struct err why = { 0 };
    int64_t first = 0;

    try_as(t, t->handler);
    bare.amount = 100;
    TRY_REFUSED("[item 131] a voucher is valid until a day", ADD(&bare, NULL),
                "Write until when it is valid.");
    form.fund = "purse";
    TRY_REFUSED("who pays is one of the list", ADD(&form, NULL),
                "Choose who pays for it from the list.");
    form.fund = NULL;
    TRY("[item 139] within the budget", ADD(&form, &first));
    TAP_TEXT("[item 139] the first source pays when none is named",
             try_load(t, id).remedy.row[0].fund, "remedies");
    TAP_INT("[item 139] what it is worth is what it costs", try_load(t, id).remedy.row[0].cost,
            10000);
    stands(t, "[item 139] it is planned", 10000, 0, 0);
    dish.text = "A dessert for the whole table";
    dish.cost = 6000;
    dish.has_cost = true;
    TRY_REFUSED("[item 139] past the share it is given a reason", ADD(&dish, NULL),
                "With this, {percent}% of the budget “{fund}” would be spent. Write why it "
                "is needed all the same.");
    TAP("[item 139] which names the budget in the reader's language",
        !remedy_add(&t->act, &t->p, id, 0, &dish, NULL, &why) &&
            strstr(lang_err(t->a, &langs[0], &why), "Budget for remedies") &&
            strstr(lang_err(t->a, &langs[1], &why), "客诉补救预算"));
    dish.over_why = "They waited two hours.";
    TRY("[item 134] an extra dish costs us something and is no money", ADD(&dish, NULL));
    TAP_TEXT("[3.3-c] within the whole nobody else is asked", try_load(t, id).remedy.row[1].state,
             "approved");
    TAP_TEXT("the reason is kept", try_load(t, id).remedy.row[1].over_why.text,
             "They waited two hours.");
    stands(t, "both are planned", 16000, 0, 0);
    return first;
}

#define ALTER(what, form, remedy, state_is)                                                        \
    TRY(what, remedy_alter(&t->act, &t->p, id, 0, remedy, form, &err));                            \
    TAP_TEXT(what, last_state(t, id), state_is)

static const char *last_state(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);

    return d.remedy.row[d.remedy.n - 1].state;
}

/* What waits for a second person goes on waiting, however often it is saved. */
static void waiting(struct try *t, int64_t id, int64_t remedy, struct remedy_form form)
{
    ALTER("[3.3-c] saved as it is, it waits on", &form, remedy, "proposed");
    form.amount--;
    ALTER("[3.3-c] a cent lower, it waits on", &form, remedy, "proposed");
    form.over_why = NULL;
    TRY_REFUSED("[item 139] nor does the reason go away",
                remedy_alter(&t->act, &t->p, id, 0, remedy, &form, &err), OVER);
    form.over_why = "The only fair sum.";
    form.amount = 14000;
    ALTER("[3.3-c] as far as the whole, nobody else is asked", &form, remedy, "approved");
    form.amount = 15000;
    ALTER("[3.3-c] and over it they are asked again", &form, remedy, "proposed");
}

/* The same once it came back from the second person, on a complaint of its own. */
static void refused(struct try *t, int64_t id)
{
    struct remedy_form form = refund(15000);
    struct dossier d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It was late." },
                                         { d.allegation.row[1].id, "It was cold." } };
    struct response_form response = { .answers = answers,
                                      .n = COUNT(answers),
                                      .preventive = "More hands on Fridays." };
    int64_t remedy = 0;

    form.over_why = "The only fair sum.";
    try_as(t, t->handler);
    TRY("over the whole, with a reason", ADD(&form, &remedy));
    TRY("answered", response_write(&t->act, &t->p, id, 0, &response, NULL, &err));
    try_as(t, t->manager);
    TRY("the second person says no",
        remedies_refuse(&t->act, &t->p, id, 0, "Too much at once.", &err));
    try_as(t, t->handler);
    ALTER("[3.3-c] refused and saved as it is, it waits on", &form, remedy, "proposed");
    TAP("[3.3-c] and is put before them again", try_load(t, id).c.to_approve);
    try_as(t, t->manager);
    TRY("now they say yes", remedies_approve(&t->act, &t->p, id, 0, "It is fair.", &err));
    try_as(t, t->handler);
    form.amount--;
    ALTER("[3.3-c] what was agreed to may become less", &form, remedy, "approved");
    form.amount += 2;
    ALTER("[3.3-c] but not more", &form, remedy, "proposed");
    TRY("dropped", remedy_drop(&t->act, &t->p, id, 0, remedy, "Not needed.", &err));
}

/* The day on which it is due or carried out takes no promise past a budget. */
static void dates(struct try *t, int64_t id)
{
    struct budget_form later = year;
    struct remedy_form form = refund(15000);

    form.due_on = DAY(2027, 1, 15);
    TRY_REFUSED("[item 139] due where there is no budget, it may be carried out where there is one",
                ADD(&form, NULL), OVER);
    form.due_on = DAY(2025, 12, 31);
    TRY_REFUSED("[item 139] due in the past as well", ADD(&form, NULL), OVER);
    later.fund = "department";
    later.period = "month";
    later.from_month = "2027-02";
    later.amount = 100;
    try_as(t, t->manager);
    TRY("a budget of a later month", SET(&later));
    try_as(t, t->handler);
    form.fund = "department";
    form.due_on = DAY(2027, 2, 15);
    TRY_REFUSED("[item 139] the month it is due in", ADD(&form, NULL), OVER);
    form.due_on = DAY(2027, 3, 15);
    TRY_REFUSED("[item 139] and each before it", ADD(&form, NULL), OVER);
    form.amount = SUM_MAX + 1;
    TRY_REFUSED("a sum that would not add up", ADD(&form, NULL),
                "This sum is too large. Check its digits.");
    form.amount = 1;
    form.cost = SUM_MAX + 1;
    form.has_cost = true;
    TRY_REFUSED("nor a cost", ADD(&form, NULL), "This sum is too large. Check its digits.");
    form = promise("information");
    form.text = "How it is repaired.";
    form.amount = -1;
    form.has_cost = true;
    form.currency = NULL;
    TRY_REFUSED("below nothing, where no amount is asked", ADD(&form, NULL),
                "Write an amount above 0.");
}

/* On a complaint on which nothing else is promised. */
static void over(struct try *t, int64_t id)
{
    struct remedy_form form = refund(15000);
    int64_t last = 0;

    TRY_REFUSED("[item 139] over the whole", ADD(&form, NULL), OVER);
    form.over_why = "The only fair sum.";
    TRY("with a reason", ADD(&form, &last));
    TAP_TEXT("[3.3-c] it waits for a second person", try_load(t, id).remedy.row[0].state,
             "proposed");
    waiting(t, id, last, form);
    TRY("it is dropped", remedy_drop(&t->act, &t->p, id, 0, last, "Too much.", &err));
    stands(t, "what is dropped counts no more", 16000, 0, 0);
}

static void beside(struct try *t, int64_t id)
{
    struct remedy_form cost = promise("extra"), other = refund(15000);
    int64_t last = 0;

    other.fund = "department";
    TRY("another source has a budget of its own, or none", ADD(&other, &last));
    TAP_TEXT("[3.3-c] but with what is promised already it is above the limit",
             try_load(t, id).remedy.row[2].state, "proposed");
    TRY("dropped again", remedy_drop(&t->act, &t->p, id, 0, last, "Not needed.", &err));
    cost.text = "A night";
    cost.cost = 20001;
    cost.has_cost = true;
    cost.fund = "department";
    TRY("[3.3-c] what costs more than the limit", ADD(&cost, &last));
    TAP_TEXT("[3.3-c] waits, though it is no money to them", try_load(t, id).remedy.row[3].state,
             "proposed");
    TRY("dropped too", remedy_drop(&t->act, &t->p, id, 0, last, "Not needed.", &err));
}

static void telling(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It was late." },
                                         { d.allegation.row[1].id, "It was cold." } };
    struct response_form form = { .answers = answers,
                                  .n = COUNT(answers),
                                  .preventive = "More hands on Fridays." };
    struct decision_form decide = { .outcome = "upheld",
                                    .reasons = "You were right.",
                                    .letter.letter_outside = "The consumer office." };
    struct remedy_form training = promise("training");
    struct tell_form tell = { .channel = "web", .staff_told = true };
    const char *letter;

    training.topic = "Serving on time";
    training.attendees = "The evening shift";
    training.fund = NULL;
    TRY("[item 136] training, without a cost", ADD(&training, NULL));
    TRY("answered", response_write(&t->act, &t->p, id, 0, &form, NULL, &err));
    TRY("decided", decision_take(&t->act, &t->p, id, 0, &decide, &err));
    d = try_load(t, id);
    letter = d.decision.row[0].letter_remedy.text;
    TAP("[item 136] the letter tells of the measure",
        strstr(letter, "Serving on time") && strstr(letter, "What we do because of"));
    TAP("[item 136] and blames nobody", !strstr(letter, "evening shift"));
    TAP("[item 139] what it costs stays inside", !strstr(letter, "60.00"));
    TRY("the letter", letter_write(&t->act, &t->p, templates, &d, &tell.text, &err));
    TRY("told", decision_tell(&t->act, &t->p, id, 0, &tell, &err));
    stands(t, "[item 139] what they were told is promised", 0, 16000, 0);
}

static void delivering(struct try *t, int64_t id, int64_t first)
{
    struct remedy_proof proof = { .done_on = zone_date(t->p.zone, t->act.now, NULL),
                                  .proof = "Slip 7" },
                        early = proof;

    early.done_on = date_add(proof.done_on, -1);
    TRY_REFUSED("[item 139] not before it was added",
                remedy_carry_out(&t->act, &t->p, id, 0, first, &early, &err),
                "A remedy counts from the day it was added here, {day}. Write that day or a later "
                "one.");
    TRY("carried out", remedy_carry_out(&t->act, &t->p, id, 0, first, &proof, &err));
    stands(t, "[item 139] what was carried out is delivered", 0, 6000, 10000);
    try_as(t, t->second);
    TRY("not as promised",
        remedy_verify(&t->act, &t->p, id, 0, first, false, "Half of it came.", &err));
    stands(t, "what is to be done again is promised again", 0, 16000, 0);
    try_as(t, t->handler);
    TRY("carried out again", remedy_carry_out(&t->act, &t->p, id, 0, first, &proof, &err));
    try_as(t, t->second);
    TRY("verified", remedy_verify(&t->act, &t->p, id, 0, first, true, NULL, &err));
    stands(t, "and delivered", 0, 6000, 10000);
}

static void changing(struct try *t)
{
    struct budget_sum b = budget(t);

    try_as(t, t->manager);
    TRY_REFUSED("somebody was faster",
                budget_change(&t->act, b.id, b.version + 1, 50000, 80, false, &err),
                "Somebody else changed this budget in the meantime. Look at it again, then send "
                "once more.");
    TRY("another sum", budget_change(&t->act, b.id, b.version, 50000, 80, false, &err));
    TAP_INT("holds", budget(t).amount, 50000);
    TRY("it ends", budget_change(&t->act, b.id, b.version + 1, 50000, 80, true, &err));
    TAP_INT("and is not shown any more", budget(t).id, 0);
}

static void shares(void)
{
    const struct {
        const char *what;
        struct budget_sum b;
        int64_t share;
        enum budget_state state;
    } cases[] = {
        { "nothing of something", { .amount = 100, .warn = 80 }, 0, BUDGET_IN_TIME },
        { "up to the share", { .amount = 100, .warn = 80, .planned = 80 }, 80, BUDGET_IN_TIME },
        { "past the share", { .amount = 1000, .warn = 80, .planned = 801 }, 81, BUDGET_WARNS },
        { "the whole", { .amount = 100, .warn = 80, .promised = 100 }, 100, BUDGET_WARNS },
        { "over it", { .amount = 100, .warn = 80, .delivered = 101 }, 101, BUDGET_OVER },
        { "all three count",
          { .amount = 100, .warn = 80, .planned = 40, .promised = 40, .delivered = 40 },
          120,
          BUDGET_OVER },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        TAP_INT(cases[i].what, budget_share(&cases[i].b), cases[i].share);
        TAP(cases[i].what, budget_state(&cases[i].b) == cases[i].state);
    }
}

static void test(struct try *t)
{
    int64_t id = try_file(t, "one"), other = try_file(t, "two"), first;

    try_investigated(t, id);
    try_investigated(t, other);
    setting(t);
    first = promising(t, id);
    over(t, other);
    beside(t, id);
    dates(t, id);
    refused(t, other);
    stands(t, "what was refused and dropped counts no more", 16000, 0, 0);
    telling(t, id);
    delivering(t, id, first);
    changing(t);
}

int main(void)
{
    struct err err = { 0 };

    TAP("templates", templates_load(&templates, NULL, &err));
    shares();
    try_on_both("budget_flow", test);
    templates_free(templates);
    return tap_done();
}
