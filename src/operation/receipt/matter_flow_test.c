/* What is known of the problem beside the statement, written down later. [7.2-b] [7.2-d] */
#include "operation/receipt/matter_flow.h"

#include "base/tap.h"
#include "operation/flow_world.h"

#include <string.h>

static bool change(struct world *w, const struct matter *m, struct err *err)
{
    return matter_change(&w->t->act, &w->t->p, w->id, w->d.c.version, m, err);
}

static int standing(const struct world *w)
{
    int n = 0;

    for (size_t i = 0; i < w->d.complaint_code.n; i++)
        n += !instant_is_set(w->d.complaint_code.row[i].ended_at);
    return n;
}

static bool code_stands(const struct world *w, const char *code)
{
    for (size_t i = 0; i < w->d.complaint_code.n; i++)
        if (strcmp(w->d.complaint_code.row[i].code, code) == 0 &&
            !instant_is_set(w->d.complaint_code.row[i].ended_at))
            return true;
    return false;
}

/* The case of the tests was filed by its complainant with the code P06. */
static void facts(struct world *w)
{
    const struct date day = { 2026, 1, 5 }, before = { 2026, 1, 4 }, never = { 2999, 1, 1 };
    struct matter m = { .happened_on = day, .happened_until = before };
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_refused(w, "it does not end before it began", change(w, &m, &err), &err, ERR_INVALID,
                  "happened_until");
    m.happened_until = never;
    world_refused(w, "nor in the future", change(w, &m, &err), &err, ERR_INVALID, "happened_until");
    m = (struct matter){ .happened_until = day };
    world_refused(w, "no end without a beginning", change(w, &m, &err), &err, ERR_INVALID,
                  "happened_until");
    m = (struct matter){ .recurrent = "often" };
    world_refused(w, "recurrent is yes or no", change(w, &m, &err), &err, ERR_INVALID, "recurrent");
    m = (struct matter){ .happened_on = before,
                         .happened_until = day,
                         .happened_text = "every night",
                         .place = "The yard",
                         .recurrent = "yes",
                         .segment = "tenants",
                         .referred_by = "The tenants' union",
                         .immediate_action = "A pump was lent." };
    world_done(w, "[7.2-b] it is written down later", change(w, &m, &err), &err);
    TAP_TEXT("[Annex E] who passed it on", w->d.c.referred_by.text, "The tenants' union");
    TAP_TEXT("[7.2-b] what was done at once", w->d.c.immediate_action.text, "A pump was lent.");
    TAP_TEXT("[7.2-b] the segment", w->d.c.segment, "tenants");
    TAP_TEXT("[Annex E] it is recurrent", w->d.c.recurrent, "yes");
    TAP("the codes stay", code_stands(w, "P06"));
    m = (struct matter){ .segment = "" };
    world_done(w, "what is taken away is gone", change(w, &m, &err), &err);
    TAP("no segment", !w->d.c.segment);
    TAP_TEXT("what was not given stays", w->d.c.place.text, "The yard");
}

static void codes(struct world *w)
{
    struct matter m = { .codes = true, .problems = { "P03", "P99" }, .n_problems = 2 };
    struct err err = { 0 };

    world_refused(w, "[Annex E] no unknown code", change(w, &m, &err), &err, ERR_INVALID,
                  "problem");
    m.problems[1] = "P35";
    m.problem_detail = "Two weeks late, and rude";
    world_done(w, "[Annex E] other codes", change(w, &m, &err), &err);
    TAP("one that went has ended", !code_stands(w, "P06"));
    TAP("the new ones stand", code_stands(w, "P03") && code_stands(w, "P35"));
    TAP_TEXT("[Annex E] with what they leave open", matter_detail(&w->d),
             "Two weeks late, and rude");
    m = (struct matter){ .codes = true, .problems = { "P03" }, .n_problems = 1 };
    world_done(w, "the code with the detail goes", change(w, &m, &err), &err);
    TAP_TEXT("the detail stays with what is left", matter_detail(&w->d),
             "Two weeks late, and rude");
    m = (struct matter){ .codes = true, .problems = { "P03", "P35", "P35" }, .n_problems = 3 };
    world_done(w, "a code that is sent twice", change(w, &m, &err), &err);
    TAP_INT("stands once", standing(w), 2);
    m = (struct matter){ .codes = true, .problem_detail = "Nothing to belong to" };
    world_refused(w, "a detail belongs to a code", change(w, &m, &err), &err, ERR_INVALID,
                  "problem_detail");
    m.problem_detail = NULL;
    world_done(w, "none is fine", change(w, &m, &err), &err);
    TAP("none stands", !code_stands(w, "P03"));
}

/* [7.2-d] What the complainant wrote is not written over; what staff added may be corrected. */
static void told(struct world *w)
{
    struct matter m = { .place = "The cellar" };
    struct rows told = { 0 };
    struct err err = { 0 };

    world_done(w, "what staff wrote is corrected", change(w, &m, &err), &err);
    TAP_TEXT("and stands", w->d.c.place.text, "The cellar");
    TAP("what was filed is read", matter_told(&w->t->act, &w->d.c, &told, &err));
    TAP("[7.2-d] the language was told", matter_stays(&told, "language"));
    TAP("the place was not", !matter_stays(&told, "place"));
}

static void all(struct world *w)
{
    facts(w);
    codes(w);
    told(w);
}

int main(void)
{
    world_test("matter_flow", all);
    return tap_done();
}
