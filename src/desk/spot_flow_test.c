/*
 * Solved on the spot, on both engines: three acts or none, through the rules and the gate. 7.2
 */
#include "desk/spot_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/try.h"

#include <string.h>

static const struct filing filed = {
    .channel = "in_person",
    .language = "en",
    .description = "The machine kept my card.",
    .complainant = { .name = "Mai Example", .phone = "0900 000 000" },
    .acknowledged_by = "in_person",
};

static struct receipt receipt;

#define SOLVE(once, ...)                                                                           \
    spot_solve(&t->act, &t->p, named(once), &(struct spot){ __VA_ARGS__ }, &receipt, &err)
#define DONE .done = "The card is back."
#define GOOD DONE, .agreed = true

static const struct filing *named(const char *once)
{
    static struct filing f;

    f = filed;
    f.one_time = once;
    return &f;
}

static int64_t filed_cases(struct try *t)
{
    static const char text[] = "SELECT count(*) AS value FROM complaint";
    static const struct sql sql = {
        .name = "number", .sqlite = text, .pg = text, .id = 9500, .param_kinds = ""
    };
    struct value none = value_int(0);
    struct int_value n = { 0 };
    struct err err = { 0 };

    return db_one(t->a, t->db, &sql, &none, &int_value_record, &n, &err) ? n.value : -1;
}

static bool clock_is(const struct dossier *d, const char *name, const char *state)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(d->clock.row[i].name, name) == 0 && strcmp(d->clock.row[i].state, state) != 0)
            return false;
    return d->clock.n > 0;
}

static void closes(struct try *t)
{
    struct dossier d;
    int64_t first;

    try_as(t, t->handler);
    TRY("[7.2] received, solved and closed in one go", SOLVE("one", GOOD, .action_code = "A53"));
    first = receipt.complaint;
    d = try_load(t, first);
    TAP_TEXT("[7.9-a] by the gate, as accepted", d.c.closing, "accepted");
    TAP_TEXT("the stage", d.c.stage, "closed");
    TAP_INT("[G-a] on the level of the front line", d.c.level, LEVEL_FRONT_LINE);
    TAP_INT("[4.12-a] somebody answers for it", d.c.owner_id, t->handler);
    TAP("[7.2] what was done stands in the record",
        d.remedy.n == 1 && strcmp(d.remedy.row[0].text.text, "The card is back.") == 0 &&
            strcmp(d.remedy.row[0].state, "verified") == 0);
    TAP("[7.3-d] and the complainant reads it",
        d.entry.n > 0 && strcmp(d.entry.row[0].direction, "out") == 0 &&
            strcmp(d.entry.row[0].text.text, "The card is back.") == 0);
    TAP("[4.15-a] no clock says that what was not done was on time",
        clock_is(&d, "assess", "void") && clock_is(&d, "decision", "void") &&
            clock_is(&d, "remedy", "met"));
    TAP("[7.4-a] acknowledged face to face",
        d.acknowledgement.n == 1 && strcmp(d.acknowledgement.row[0].way, "in_person") == 0);
    TRY("sent twice", SOLVE("one", GOOD));
    TAP("it is the same complaint", receipt.repeated && receipt.complaint == first);
}

static void refuses(struct try *t)
{
    int64_t before = filed_cases(t);

    try_as(t, t->handler);
    TRY_REFUSED("[7.9-a] not without the complainant's yes", SOLVE("two", DONE),
                "Only what the complainant agrees to is closed at once. Otherwise take the "
                "complaint down, so that it is dealt with.");
    TRY_REFUSED("[7.2] not without what was done", SOLVE("two", .done = " ", .agreed = true),
                "Write what was done to put it right.");
    TRY_REFUSED("[3.3-c] not above the own limit",
                SOLVE("two", GOOD, .amount = 20001, .currency = "EUR"),
                "This sum needs a second person. Take the complaint down and propose it there.");
    TAP_INT("and nothing was filed", filed_cases(t), before);
    TRY("[3.3-c] up to the limit", SOLVE("three", GOOD, .amount = 20000, .currency = "EUR"));
    try_as(t, 0);
    TRY_REFUSED("[4.12-a] not by nobody", SOLVE("four", GOOD),
                "A solution needs a person who answers for it.");
}

static void danger(struct try *t)
{
    struct filing f = *named("five");
    struct spot spot = { .done = "The cover is back.", .agreed = true };
    struct err err = { 0 };

    f.danger = true;
    try_as(t, t->handler);
    TAP("[7.5-b] what endangers somebody is assessed first",
        !spot_solve(&t->act, &t->p, &f, &spot, &receipt, &err) && err.kind == ERR_REFUSED);
}

/* A solution that did not hold is assessed by the handlers, as any other complaint. */
static void reopens(struct try *t)
{
    struct assess_form form = { .scope = "inside",
                                .severity = "minor",
                                .safety = "none",
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "The machine kept it again." };
    int64_t id;

    try_as(t, t->handler);
    TRY("solved", SOLVE("six", GOOD));
    id = receipt.complaint;
    TRY("[7.9-d] opened again", closing_reopen(&t->act, &t->p, id, 0, "It happened again.", &err));
    TRY("[G-a] and assessed", assess_give(&t->act, &t->p, id, 0, &form, &err));
    TAP_INT("[G-a] then it is the handlers'", try_load(t, id).c.level, LEVEL_HANDLING);
}

static void all(struct try *t)
{
    closes(t);
    refuses(t);
    danger(t);
    reopens(t);
}

int main(void)
{
    try_on_both("spot", all);
    return tap_done();
}
