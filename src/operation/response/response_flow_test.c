/* The response through its flows: what opens, what is missing, who approves. 7.7 */
#include "operation/investigation/objectivity_flow.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/try.h"

#include <string.h>

static const struct remedy_form apology = { .kind = "apology",
                                            .text = "We are sorry.",
                                            .form = "in writing",
                                            .by_whom = "The head of the house",
                                            .owner = 1,
                                            .due_on = DAY(2026, 12, 1) };
static struct remedy_form refund(int64_t amount)
{
    return (struct remedy_form){ .kind = "refund",
                                 .amount = amount,
                                 .currency = "EUR",
                                 .method = "Bank transfer",
                                 .owner = 1,
                                 .due_on = DAY(2026, 12, 1) };
}

#define WRITE(form, done) response_write(&t->act, &t->p, id, try_version(t, id), form, done, &err)

static void proposing(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It is repaired." },
                                         { d.allegation.row[1].id, NULL } };
    struct response_form form = { .answers = answers, .n = COUNT(answers) };
    bool proposed = true;

    TRY("[7.7-b] half an answer is kept", WRITE(&form, &proposed));
    TAP("[7.7-b] but proposes nothing yet", !proposed);
    answers[1].text = "We found that calls were answered.";
    TRY("[7.7-b] each allegation is answered", WRITE(&form, &proposed));
    TAP("[7.7-a] without remedies nothing is proposed", !proposed);
    form.remedy_none = "The repair is the remedy.";
    TRY("[7.7-a] no remedy, with the reason", WRITE(&form, &proposed));
    TAP("[7.7-c] without prevention nothing is proposed", !proposed);
    form.preventive = "The lift is inspected each month.";
    TRY("[7.7-c] with it the response is whole", WRITE(&form, &proposed));
    TAP("and proposed", proposed);
    d = try_load(t, id);
    TAP_INT("one proposal", (int64_t)d.proposal.n, 1);
    TAP_INT("by the handler", dossier_proposal(&d)->by_id, t->handler);
    TAP("who took part as the proposer", d.facts.n_parts >= 2);
    form.preventive = "";
    TRY_REFUSED("[7.7-c] what was proposed stays whole", WRITE(&form, NULL),
                "What keeps it from happening again, or why nothing is needed.");
    TRY_REFUSED("somebody was faster",
                response_write(&t->act, &t->p, id, d.c.version - 1, &form, NULL, &err),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
}

#define ADD(form, out) remedy_add(&t->act, &t->p, id, try_version(t, id), form, out, &err)

static void remedies(struct try *t, int64_t id)
{
    struct remedy_form small = refund(20000), large = refund(20001), bare = refund(100);
    int64_t first = 0, second = 0;

    bare.method = NULL;
    TRY_REFUSED("[7.7-a] a refund says how it is paid", ADD(&bare, NULL), "Write how it is paid.");
    TRY("[7.7-a] an apology", ADD(&apology, &first));
    TRY("[3.3-c] a sum within the limit", ADD(&small, &first));
    TAP_TEXT("[3.3-c] needs nobody else", try_load(t, id).remedy.row[1].state, "approved");
    TAP("and waits for nobody", !try_load(t, id).c.to_approve);
    TRY("[3.3-c] a sum above the limit", ADD(&large, &second));
    TAP_TEXT("[3.3-c] waits", try_load(t, id).remedy.row[2].state, "proposed");
    TAP("[3.3-c] and the case with it", try_load(t, id).c.to_approve);
    small.amount = 10000;
    TRY("it is altered", remedy_alter(&t->act, &t->p, id, try_version(t, id), first, &small, &err));
    TAP_INT("to the new sum", try_load(t, id).remedy.row[1].amount, 10000);
    TRY_REFUSED("a remedy that is none",
                remedy_alter(&t->act, &t->p, id, 0, first + 7, &small, &err),
                "There is no such remedy on this complaint.");
    TRY_REFUSED("[3.3-d] dropping needs a reason",
                remedy_drop(&t->act, &t->p, id, 0, first, " ", &err),
                "Write why this remedy is dropped.");
    TRY("it is dropped", remedy_drop(&t->act, &t->p, id, 0, first, "Paid by the insurer.", &err));
    TAP_TEXT("and stays on file", try_load(t, id).remedy.row[1].state, "dropped");
}

static void approving(struct try *t, int64_t id)
{
    TRY_REFUSED("[3.3-c] not by oneself", remedies_approve(&t->act, &t->p, id, 0, NULL, &err),
                "A second person has to approve this sum.");
    TRY_REFUSED("[3.3-c] nor given back by oneself",
                remedies_refuse(&t->act, &t->p, id, 0, "On second thoughts.", &err),
                "A second person has to approve this sum.");
    try_as(t, t->second);
    TRY_REFUSED("[3.3-c] not above one's own limit",
                remedies_approve(&t->act, &t->p, id, 0, NULL, &err),
                "What is promised on this complaint is above your limit.");
    try_as(t, t->manager);
    TRY_REFUSED("giving it back needs a reason", remedies_refuse(&t->act, &t->p, id, 0, "", &err),
                "Write why the proposal goes back.");
    TRY("it goes back to the handler",
        remedies_refuse(&t->act, &t->p, id, 0, "Too much for two weeks.", &err));
    TAP("and stands among what came back",
        instant_is_set(try_load(t, id).c.returned_at) && !try_load(t, id).c.to_approve);
    try_as(t, t->handler);
    TRY("the handler proposes it again", WRITE(&(struct response_form){ 0 }, NULL));
    TAP("so it waits again", try_load(t, id).c.to_approve);
    try_as(t, t->manager);
    TRY("[3.3-c] the manager approves", remedies_approve(&t->act, &t->p, id, 0, NULL, &err));
    TAP_INT("[3.3-c] by name", try_load(t, id).remedy.row[2].approved_by, t->manager);
    TAP("nothing waits", !try_load(t, id).c.to_approve);
    TRY_REFUSED("and not twice", remedies_approve(&t->act, &t->p, id, 0, NULL, &err),
                "This remedy does not wait for approval.");
    TRY_REFUSED("nor given back afterwards",
                remedies_refuse(&t->act, &t->p, id, 0, "Too much.", &err),
                "This remedy does not wait for approval.");
}

static const char *state_of(struct try *t, int64_t id, size_t i)
{
    return try_load(t, id).remedy.row[i].state;
}

/* A limit is not passed by promising in parts, nor by another sum afterwards. */
static void in_parts(struct try *t)
{
    int64_t id = try_file(t, "parts"), first = 0, second = 0;
    struct remedy_form sum = refund(12000);

    try_investigated(t, id);
    TRY("a sum within the limit", ADD(&sum, &first));
    sum.kind = "goodwill";
    sum.no_admission = "yes";
    TRY("another one, also within it", ADD(&sum, &second));
    TAP_TEXT("[3.3-c] the first is promised alone", state_of(t, id, 0), "approved");
    TAP_TEXT("[3.3-c] both together wait for a second person", state_of(t, id, 1), "proposed");
    try_as(t, t->second);
    TRY_REFUSED("[3.3-c] whose limit reaches over both",
                remedies_approve(&t->act, &t->p, id, 0, NULL, &err),
                "What is promised on this complaint is above your limit.");
    try_as(t, t->manager);
    TRY("[3.3-c] as the manager's does", remedies_approve(&t->act, &t->p, id, 0, NULL, &err));
    try_as(t, t->handler);
    sum.amount = 12001;
    TRY("[3.3-c] what was approved is altered",
        remedy_alter(&t->act, &t->p, id, 0, second, &sum, &err));
    TAP_TEXT("[3.3-c] and waits anew", state_of(t, id, 1), "proposed");
    sum.amount = 8000;
    TRY("[3.3-c] to what fits", remedy_alter(&t->act, &t->p, id, 0, second, &sum, &err));
    TAP_TEXT("[3.3-c] waits for nobody", state_of(t, id, 1), "approved");
    sum = refund(12001);
    TRY("[3.3-c] but not when the first grows",
        remedy_alter(&t->act, &t->p, id, 0, first, &sum, &err));
    TAP_TEXT("[3.3-c] a cent above the limit", state_of(t, id, 0), "proposed");
    sum.currency = "USD";
    TRY("other money", remedy_alter(&t->act, &t->p, id, 0, first, &sum, &err));
    TAP_TEXT("[3.3-c] has no limit here, so it waits", state_of(t, id, 0), "proposed");
}

#define MINE "This person declared a conflict of interest, so somebody else has to do this."

/* Who has an interest in it neither promises nor approves. [4.7-a] */
static void own_interest(struct try *t)
{
    int64_t id = try_file(t, "interest");
    struct remedy_form sum = refund(30000);
    struct dossier d;

    try_investigated(t, id);
    TRY("a sum that waits", ADD(&sum, NULL));
    d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It is repaired." },
                                         { d.allegation.row[1].id, "It was answered." } };
    struct response_form whole = { .answers = answers,
                                   .n = COUNT(answers),
                                   .preventive = "It is inspected each month." };
    TRY("it is put before the second person", WRITE(&whole, NULL));
    TRY("who declares a conflict",
        conflict_declare(&t->act, &t->p, id, 0, t->manager, "declared", "A friend.", &err));
    try_as(t, t->manager);
    TRY_REFUSED("[4.7-a] approves nothing", remedies_approve(&t->act, &t->p, id, 0, NULL, &err),
                MINE);
    TRY_REFUSED("[4.7-a] gives nothing back",
                remedies_refuse(&t->act, &t->p, id, 0, "Too much.", &err), MINE);
    TRY_REFUSED("[4.7-a] promises nothing", ADD(&sum, NULL), MINE);
    try_as(t, t->handler);
}

static void too_early(struct try *t)
{
    int64_t id = try_file(t, "early");
    struct response_form none = { 0 };

    try_as(t, t->handler);
    TRY_REFUSED("[7.7-a] not before the investigation", WRITE(&none, NULL),
                "A response is proposed after the investigation.");
    TRY_REFUSED("[7.7-d] a measure says what is done", measure_add(&t->act, &t->p, id, 0, "", &err),
                "Write what is done at once.");
    TRY("[7.7-d] but a measure may be taken at any time",
        measure_add(&t->act, &t->p, id, 0, "The door is locked.", &err));
    TAP_INT("and counts", try_load(t, id).facts.interim_measures, 1);
}

static void test(struct try *t)
{
    int64_t id = try_file(t, "one");

    try_investigated(t, id);
    proposing(t, id);
    remedies(t, id);
    approving(t, id);
    in_parts(t);
    own_interest(t);
    too_early(t);
}

int main(void)
{
    try_on_both("response_flow", test);
    return tap_done();
}
