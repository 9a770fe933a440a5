/* Deciding and telling through the flows: each thing that is missing, and both instants. 7.8 */
#include "operation/decision/decision_flow.h"

#include "complaint/pack_read.h"
#include "complaint/redaction.h"
#include "operation/decision/letter.h"
#include "operation/response/remedy_flow.h"
#include "operation/response/response_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <string.h>

static struct templates *templates;

static struct decision_form decision(void)
{
    return (struct decision_form){ .outcome = "partly_upheld",
                                   .reasons = "The lift stood still for \"14\" days & nights.",
                                   .letter.letter_outside = "The ombudsman, free of charge." };
}

#define NONE_YET "There is no decision to tell yet."
#define TELL(way, words)                                                                           \
    decision_tell(&t->act, &t->p, id, try_version(t, id),                                          \
                  &(struct tell_form){ .channel = way, .text = words }, &err)
#define TAKE(form) decision_take(&t->act, &t->p, id, try_version(t, id), form, &err)

static void respond(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct response_answer answers[] = { { d.allegation.row[0].id, "It is repaired." },
                                         { d.allegation.row[1].id, "Calls were answered." } };
    struct response_form form = { .answers = answers,
                                  .n = COUNT(answers),
                                  .preventive_none = "It was a single fault." };
    struct remedy_form remedy = { .kind = "refund",
                                  .amount = 30000,
                                  .currency = "EUR",
                                  .method = "Bank transfer",
                                  .owner = t->handler,
                                  .due_on = DAY(2026, 12, 1) };

    TRY("a remedy that waits for approval", remedy_add(&t->act, &t->p, id, 0, &remedy, NULL, &err));
    TRY("the response", response_write(&t->act, &t->p, id, 0, &form, NULL, &err));
}

static void deciding(struct try *t, int64_t id)
{
    struct letter_form words = { .letter_outside = "An arbiter." };
    struct decision_form form = decision();
    const char *text;
    struct dossier d = try_load(t, id);

    TRY_REFUSED("[7.8-b] no words for a letter before the decision",
                decision_letter(&t->act, &t->p, id, 0, &words, &err), NONE_YET);
    TRY_REFUSED("[7.8-b] nor the letter", letter_write(&t->act, &t->p, templates, &d, &text, &err),
                NONE_YET);
    TRY_REFUSED("[7.8-a] nothing to tell the complainant", TELL("web", "Dear all"), NONE_YET);
    TRY_REFUSED("[7.8-c] nor the staff", decision_tell_staff(&t->act, &t->p, id, 0, &err),
                NONE_YET);
    TRY_REFUSED("[7.8-b] no decision without a response", TAKE(&form), "The proposed response.");
    respond(t, id);
    TRY_REFUSED("[3.3-c] none while a sum waits", TAKE(&form), "Approval of the remedies.");
    try_as(t, t->manager);
    TRY("it is approved", remedies_approve(&t->act, &t->p, id, 0, NULL, &err));
    try_as(t, t->handler);
    form.outcome = NULL;
    TRY_REFUSED("[7.8-b] none without an outcome", TAKE(&form), "The outcome.");
    form = decision();
    form.reasons = " ";
    TRY_REFUSED("[7.8-b] none without reasons", TAKE(&form), "The reasons for the outcome.");
    form = decision();
    TRY("[7.8-a] it is decided", TAKE(&form));
    d = try_load(t, id);
    TAP_TEXT("the stage says so", d.c.stage, "decided");
    TAP("[7.8-a] with its instant", d.facts.decided.us == t->act.now.us);
    TAP("[7.8-a] and not told yet", !instant_is_set(d.facts.communicated));
    TAP("[7.8-b] the usual words stand in the letter",
        strstr(d.decision.row[0].letter_inside.text, "look at it again") != NULL &&
            strstr(d.decision.row[0].letter_remedy.text, "300.00") != NULL);
    TRY_REFUSED("not twice", TAKE(&form), "This complaint was decided before.");
}

static const char *letter(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct err err = { 0 };
    const char *text = NULL;
    bool ok = letter_write(&t->act, &t->p, templates, &d, &text, &err);

    TAP("the letter is written", ok);
    try_why(&err, ok);
    return ok ? text : "";
}

/* The letter without one of its parts. */
static const char *without(struct try *t, const char *text, const char *part)
{
    const char *at = strstr(text, part);

    return at ? arena_printf(t->a, "%.*s%s", (int)(at - text), text, at + strlen(part)) : text;
}

static void parts(struct try *t, int64_t id, const char *text)
{
    static const struct {
        const char *what, *part, *refusal;
    } cases[] = {
        { "[7.8-b] outcome", "Partly upheld", "The letter does not say the outcome." },
        { "[7.8-b] reasons", "\"14\" days & nights", "The letter does not give the reasons." },
        { "[7.8-b] remedy", "300.00", "The letter does not say what will be put right." },
        { "[7.8-b] what to do", "do not accept",
          "The letter does not say what to do if the complainant is not satisfied." },
        { "[7.8-b] inside", "look at it again", "The letter does not name the options inside." },
        { "[7.8-b] outside", "ombudsman", "The letter does not name the options outside." },
        { "[7.8-b] time limit", "2026 whether", "The letter does not name the time limit." },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        TAP(cases[i].what, strstr(text, cases[i].part) != NULL);
        TRY_REFUSED(cases[i].what, TELL("web", without(t, text, cases[i].part)), cases[i].refusal);
    }
}

static void telling(struct try *t, int64_t id)
{
    struct letter_form none = { .letter_outside = "" }, some = { .letter_outside = "An arbiter." };
    struct dossier d;
    const char *text;

    parts(t, id, letter(t, id));
    TRY("a part is taken out", decision_letter(&t->act, &t->p, id, 0, &none, &err));
    TRY_REFUSED("[7.8-b] so the letter is not whole", TELL("web", letter(t, id)),
                "The letter does not name the options outside.");
    TRY("other words", decision_letter(&t->act, &t->p, id, 0, &some, &err));
    try_days(t, 1);
    text = letter(t, id);
    TAP("stand in the letter", strstr(text, "An arbiter.") != NULL);
    TRY_REFUSED("a way is chosen", TELL(NULL, text), "Choose how the decision is told.");
    TRY("[7.8-a] it is told by mail", TELL("email", text));
    d = try_load(t, id);
    TAP_INT("[7.8-a] a day later", (d.facts.communicated.us - d.facts.decided.us) / SECONDS(3600),
            24);
    TAP("the name is kept apart from its words",
        strcmp(d.entry.row[d.entry.n - 1].text.text, text) != 0);
    redaction_show_all(t->a, &t->p, &langs[0], &d);
    TAP_TEXT("its words are kept", d.entry.row[d.entry.n - 1].text.text, text);
    TAP("by when an answer is awaited", d.facts.answer_due.us > t->act.now.us);
    TAP_TEXT("the case waits for the complainant", d.c.waiting, "complainant");
    TRY_REFUSED("not twice", TELL("email", text), "The decision was told before.");
    TRY_REFUSED("[7.8-a] nor are its words altered",
                decision_letter(&t->act, &t->p, id, 0, &some, &err),
                "The decision was told before.");
}

static void returned(struct try *t, int64_t id)
{
    TRY("[7.8-d] the mail comes back",
        decision_returned(&t->act, &t->p, id, "No such mailbox.", &err));
    TAP("so it stands among what came back", instant_is_set(try_load(t, id).c.returned_at));
    TRY("[7.8-a] it is told again, by post", TELL("letter", letter(t, id)));
    TRY("[7.8-c] the staff concerned are told", decision_tell_staff(&t->act, &t->p, id, 0, &err));
    TRY_REFUSED("[7.8-c] once", decision_tell_staff(&t->act, &t->p, id, 0, &err),
                "The staff concerned were told before.");
}

static void anonymous(struct try *t)
{
    int64_t id = try_file_anonymous(t, "nobody");
    struct decision_form form = decision();

    try_investigated(t, id);
    respond(t, id);
    try_as(t, t->manager);
    TRY("approved", remedies_approve(&t->act, &t->p, id, 0, NULL, &err));
    try_as(t, t->handler);
    TRY("decided", TAKE(&form));
    TRY_REFUSED("no mail without an address", TELL("email", letter(t, id)),
                "There is no e-mail address. Choose another way.");
    TRY_REFUSED("nor a letter without one", TELL("letter", letter(t, id)),
                "There is no postal address. Choose another way.");
    TRY_REFUSED("nothing came back that was not sent",
                decision_returned(&t->act, &t->p, id, "Unknown.", &err),
                "No answer to a decision is awaited here.");
    TRY("the page is always there", TELL("web", letter(t, id)));
}

/* -- an early finish has a letter of its own -- */

#define L ", zh-Hans: b, zh-Hant: c, vi: d"
#define SHORT "It was settled early; you need go nowhere else."
#define LONG "You may go to the Ombudsman, free of charge, within six months."
static const char yaml[] =
    "pack: hasty\nversion: 1\ntitle: {en: a" L "}\nabout: {en: a" L "}\n"
    "sources: [{id: s, name: x, mark: V}]\n"
    "letters:\n"
    "- {name: decision, en: Final" L ", blocks: [{en: \"" LONG "\"" L "}]}\n"
    "- {name: summary, en: Summary" L ", blocks: [{en: \"" SHORT "\"" L "}]}\n"
    "clocks:\n"
    "- {name: decision, starts: [received], stops: [communicated, closed],\n"
    "   unit: days, length: 30, early: {within: 3 days, letter: summary},\n"
    "   source: s, en: Decision" L "}\n";

/* Decided within its days, with the words of the form; told `days` later. */
static void early(struct try *t, const char *once, int days, const char *beside)
{
    int64_t id = try_file(t, once);
    struct decision_form form = decision();
    const char *text;
    struct dossier d;

    try_investigated(t, id);
    respond(t, id);
    try_as(t, t->manager);
    TRY("approved", remedies_approve(&t->act, &t->p, id, 0, NULL, &err));
    try_as(t, t->handler);
    form.letter.letter_outside = beside ? arena_printf(t->a, "%s\n\n%s", SHORT, beside) : NULL;
    TRY("decided early", TAKE(&form));
    d = try_load(t, id);
    if (!beside)
        TAP("its passage is offered", strstr(d.decision.row[0].letter_outside.text, SHORT));
    try_days(t, days);
    text = letter(t, id);
    TAP("C8 told in time it has the passage of an early finish",
        !strstr(text, SHORT) == (days > 3));
    TAP("C8 and late that of the decision alone", !strstr(text, LONG) == (days <= 3));
    TAP("what somebody wrote stays", !beside || strstr(text, beside));
    TRY("it is whole", TELL("email", text));
    d = try_load(t, id);
    TAP_TEXT("C8 as it is kept", d.decision.row[0].letter_outside.text,
             days > 3                     ? (beside ? beside : LONG)
             : form.letter.letter_outside ? form.letter.letter_outside
                                          : SHORT);
}

static void early_finish(struct try *t)
{
    try_pack(t, yaml, NULL);
    early(t, "early", 0, NULL);
    early(t, "late", 5, NULL);
    early(t, "late, with words of our own", 5, "An arbiter may help, too.");
}

static void test(struct try *t)
{
    int64_t id = try_file(t, "one");

    try_investigated(t, id);
    deciding(t, id);
    telling(t, id);
    returned(t, id);
    anonymous(t);
    early_finish(t);
}

int main(void)
{
    struct err err = { 0 };

    TAP("templates", templates_load(&templates, NULL, &err) &&
                         template_check(templates, "letter/decision.txt", &letter_record, &err));
    try_why(&err, err.kind == ERR_NONE);
    try_on_both("decision_flow", test);
    templates_free(templates);
    return tap_done();
}
