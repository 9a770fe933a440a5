/* The one page: the eight steps of Annex B, and the form of the one that is next. [B-a] */
#include "desk/one_show.h"

#include "complaint/pack_version.h"
#include "desk/choices.h"
#include "desk/one_flow.h"
#include "edge/own.h"
#include "operation/closing/closing.h"
#include "operation/decision/decision_flow.h"
#include "operation/decision/letter.h"

#include <string.h>

enum { ASKS = 24 };

/* The form that is being put together. */
struct asking {
    const struct case_show *s;
    const struct field_errors *errors;
    bool typed; /* it comes back: what was typed stands over what is known */
    struct one_ask ask[ASKS];
    size_t n;
};

static struct question *question(struct asking *k, const char *name, const char *label,
                                 const char *hint, const char *value)
{
    struct req *rq = k->s->rq;
    struct question *q = ARENA_NEW(rq->a, struct question);
    const char *typed = k->typed ? form_text(rq->form, name) : NULL;

    *q = (struct question){ .name = name,
                            .value = typed ? typed : value,
                            .error = field_error(k->errors, name),
                            .label = lang_text(rq->lang, label),
                            .hint = hint ? lang_text(rq->lang, hint) : NULL,
                            .required = true };
    return q;
}

/* What was chosen is marked in a copy of the list. */
static void choose(struct asking *k, struct question *q, const struct answer *from)
{
    const struct choice *given = from->choices.row;
    struct choice *list = ARENA_ARRAY(k->s->rq->a, struct choice, from->choices.n);

    for (size_t i = 0; i < from->choices.n; i++) {
        list[i] = given[i];
        list[i].chosen = q->value && strcmp(q->value, given[i].value) == 0;
    }
    q->choices = (struct rows){ list, from->choices.n };
}

static struct one_ask *more(struct asking *k)
{
    return k->n < ASKS ? &k->ask[k->n++] : &k->ask[ASKS - 1];
}

static void radios(struct asking *k, const char *name, const char *label, const char *hint,
                   const struct answer *from)
{
    struct question *q = question(k, name, label, hint, NULL);

    choose(k, q, from);
    more(k)->radios = q;
}

static void words(struct asking *k, const char *name, const char *label, const char *hint,
                  const struct words *w, const char *const *only)
{
    radios(k, name, label, hint, choices_words(k->s->rq, w, NULL, only));
}

static void text(struct asking *k, const char *name, const char *label, const char *hint,
                 const char *value)
{
    struct question *q = question(k, name, label, hint, value);

    q->area = true;
    more(k)->other = q;
}

static void may_text(struct asking *k, const char *name, const char *label, const char *hint)
{
    struct question *q = question(k, name, label, hint, NULL);

    q->area = true;
    q->required = false;
    more(k)->other = q;
}

/* The own fields of the procedure for that stage, beside the rest of the step. */
static void own(struct asking *k, enum gate_step stage)
{
    struct own_asking ask = { .stage = stage,
                              .class = k->s->d->c.class,
                              .form = k->typed ? k->s->rq->form : NULL,
                              .d = k->s->d,
                              .errors = k->errors };
    struct rows rows = own_questions(k->s->rq, k->s->d->pack, &ask);
    const struct question *q = rows.row;

    for (size_t i = 0; i < rows.n && k->n < ASKS; i++)
        if (!q[i].file && !q[i].table)
            more(k)->other = &q[i];
}

/* -- the forms -- */

static void ask_acknowledge(struct asking *k)
{
    static const char *const ways[] = { "in_person", "telephone", "letter", "email", NULL };

    words(k, "way", N_("How did you tell them?"), NULL, &ack_way_words, ways);
    may_text(k, "said", N_("What was said"),
             N_("A letter or an e-mail without words of yours says that you have it, and when they "
                "hear from you."));
    own(k, GATE_ACKNOWLEDGEMENT);
}

static void ask_assess(struct asking *k)
{
    words(k, "validity", N_("Is it about you?"), N_("About what you sold, did or said."),
          &validity_words, NULL);
    words(k, "severity", N_("How bad is it for them?"), NULL, &severity_words, NULL);
    words(k, "safety", N_("Can anybody be hurt?"), NULL, &safety_words, NULL);
    may_text(k, "measure", N_("What you do at once"),
             N_("When something cannot wait: take it off the shelf, warn others, make it safe."));
    text(k, "reasons", N_("Why you see it so"), N_("One sentence is enough."), NULL);
    own(k, GATE_ASSESSMENT);
}

static void ask_find(struct asking *k)
{
    struct req *rq = k->s->rq;
    const struct dossier *d = k->s->d;
    struct question *cause;

    if (d->allegation.n == 0)
        text(k, "point", N_("What went wrong, in one sentence"), NULL,
             desk_excerpt(rq->a, d->c.description.text, 200));
    words(k, "finding", N_("Was it so?"), NULL, &finding_words, NULL);
    text(k, "found", N_("What you found"), NULL, NULL);
    may_text(k, "shows", N_("What shows it"),
             N_("A till roll, a photo, what a colleague saw. Greater harm needs it."));
    may_text(k, "heard", N_("What the customer told you when you asked"),
             N_("Leave it empty when their complaint says it all."));
    cause = question(k, "cause", N_("Where it came from"), NULL, NULL);
    cause->required = false;
    choose(k, cause, choices_codes(rq, k->s->p, "cause"));
    more(k)->select = cause;
    may_text(k, "cause_note", N_("How it came about"), NULL);
    own(k, GATE_INVESTIGATION);
}

static const struct answer *gives(const struct asking *k)
{
    static const char *const kinds[] = { "apology", "repair",         "replacement",     "refund",
                                         "extra",   "free_of_charge", "other_assistance" };
    struct req *rq = k->s->rq;
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, COUNT(kinds) + 1);
    size_t n = 1;

    list[0] = (struct choice){ .value = "nothing",
                               .label = lang_text(rq->lang, N_("Nothing more than what you say")) };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (pack_remedy_allowed(k->s->d->pack, k->s->d->c.class, kinds[i]))
            list[n++] = (struct choice){ .value = kinds[i],
                                         .label = procedure_label(k->s->p, "remedy_kind", kinds[i],
                                                                  rq->lang) };
    return answer_choices(rq->a, list, n);
}

static void ask_intend(struct asking *k)
{
    struct req *rq = k->s->rq;
    struct question *q;

    text(k, "intent", N_("What you intend"), N_("As you say it to the customer."), NULL);
    radios(k, "give", N_("What they get"), NULL, gives(k));
    q = question(k, "give_text", N_("What exactly"), NULL, NULL);
    q->line = true;
    q->required = false;
    more(k)->other = q;
    q = question(k, "amount", N_("How much money"), N_("When they get money back."), NULL);
    q->line = true;
    q->required = false;
    more(k)->other = q;
    q = question(k, "currency", N_("Currency"), NULL, NULL);
    choose(k, q, choices_currencies(rq, k->s->p));
    q->required = false;
    more(k)->select = q;
    /* Asked once a budget wants it. */
    if (field_error(k->errors, "over_why") || (k->typed && form_text(rq->form, "over_why")))
        may_text(k, "over_why", N_("Why it is needed although the budget is used up"), NULL);
    q = question(k, "due_on", N_("Until when"), NULL, NULL);
    q->required = false;
    more(k)->date = q;
    own(k, GATE_RESPONSE);
    text(k, "preventive", N_("So that it does not happen again"),
         N_("When nothing need change, say why."), NULL);
}

static bool ask_tell(struct asking *k)
{
    static const char *const by[] = { "in_person", "telephone", "letter", "email", "web", NULL };
    const struct case_show *s = k->s;
    struct letter_form letter = { 0 };

    if (!dossier_decision(s->d)) {
        if (!letter_defaults(edge_act(s->rq), s->p, s->d, &letter, s->rq->err))
            return false;
        words(k, "outcome", N_("What do you decide?"), NULL, &outcome_words, NULL);
        text(k, "because", N_("Why"), N_("It stands in the letter to the customer."), NULL);
        text(k, "elsewhere", N_("Where else they can turn to"),
             N_("A body outside that looks at it free of charge, and how to reach it."),
             letter.letter_outside);
    }
    words(k, "by", N_("How do you tell them?"),
          N_("The letter is written from what stands here. It also stands on their own page."),
          &channel_words, by);
    own(k, GATE_DECISION);
    own(k, GATE_COMMUNICATION);
    return true;
}

static void ask_answer(struct asking *k)
{
    struct req *rq = k->s->rq;
    struct choice answers[] = {
        { .value = "accepted", .label = lang_text(rq->lang, N_("They are content with it")) },
        { .value = "rejected", .label = lang_text(rq->lang, N_("They are not content")) },
        { .value = "withdrawn", .label = lang_text(rq->lang, N_("They take the complaint back")) },
    };

    radios(k, "answer", N_("What do they say to it?"), NULL,
           answer_choices(rq->a, answers, COUNT(answers)));
    may_text(k, "answer_said", N_("In their words"), NULL);
}

static void ask_carry(struct asking *k)
{
    const struct remedy_row *row = one_promised(k->s->d);
    struct question *q;

    if (row && strcmp(row->state, "carried_out") == 0)
        return;
    text(k, "proof", N_("What was done, and what shows it"), NULL, NULL);
    q = question(k, "customer_ok", N_("The customer says that it is in order"), NULL, NULL);
    more(k)->tick = q;
}

static void ask_outside(struct asking *k)
{
    words(k, "outside", N_("What became of it outside?"), NULL, &outside_way_words, NULL);
    text(k, "body", N_("Which body, or with what result"), NULL, NULL);
}

static void ask_close(struct asking *k)
{
    text(k, "lessons", N_("What you learned"), N_("One sentence helps at the yearly look back."),
         k->s->d->c.lessons.text);
    if (closing_path(&k->s->d->facts) == CLOSING_UNRESOLVED)
        text(k, "why_closed", N_("Why nothing more can be done"), NULL, NULL);
    own(k, GATE_CLOSING);
}

static bool ask(struct asking *k, enum one_step step)
{
    switch (step) {
    case ONE_ACKNOWLEDGE:
        ask_acknowledge(k);
        return true;
    case ONE_ASSESS:
        ask_assess(k);
        return true;
    case ONE_FIND:
        ask_find(k);
        return true;
    case ONE_INTEND:
        ask_intend(k);
        return true;
    case ONE_TELL:
        return ask_tell(k);
    case ONE_ANSWER:
        ask_answer(k);
        return true;
    case ONE_CARRY:
        ask_carry(k);
        return true;
    case ONE_OUTSIDE:
        ask_outside(k);
        return true;
    case ONE_CLOSE:
        ask_close(k);
        return true;
    case ONE_NONE:
    case ONE_REVIEW:
    case ONE_STEPS:
        break;
    }
    return true;
}

/* -- the page -- */

/* The button of each form; `full` is the act of the full desk for what is more than the form asks.
 */
static const struct {
    const char *button;
    const char *full, *full_words;
    enum may full_right;
} forms[ONE_STEPS] = {
    [ONE_ACKNOWLEDGE] = { N_("They know that you have it"), "acknowledge",
                          N_("Nobody can be reached"), MAY_REPLY },
    [ONE_ASSESS] = { N_("That is how I see it"), "assess",
                     N_("Many are affected, or it is complicated"), MAY_ASSESS },
    [ONE_FIND] = { N_("That is what happened"), "investigate", N_("It takes a real investigation"),
                   MAY_INVESTIGATE },
    [ONE_INTEND] = { N_("That is what I intend"), "remedy", N_("Promise something else"),
                     MAY_RESPOND },
    [ONE_TELL] = { N_("Decide and tell them"), "decide", N_("Change the letter first"),
                   MAY_DECIDE },
    [ONE_ANSWER] = { N_("That is their answer"), "close", N_("They do not answer"), MAY_CLOSE },
    [ONE_CARRY] = { N_("It is done"), NULL, NULL, MAY_ANYBODY },
    [ONE_REVIEW] = { NULL, "review", N_("Ask somebody else to look at it again"), MAY_ASSIGN },
    [ONE_OUTSIDE] = { N_("That is how it stands outside"), NULL, NULL, MAY_ANYBODY },
    [ONE_CLOSE] = { N_("Close it"), "close", N_("Close it for another reason"), MAY_CLOSE },
};

/* What Annex B says, in short. */
static const struct {
    const char *name, *hint;
} steps[ONE_NUMBERS] = {
    { N_("Be open to complaints"),
      N_("Ask people to tell you: a sign at the counter, a line on the invoice.") },
    { N_("Write it down"), N_("What they say, as they say it, and what they want.") },
    { N_("Say that you have it"), N_("On the spot, or with a call or a line.") },
    { N_("Judge it"), N_("Whether it is about you, how bad it is, and who deals with it.") },
    { N_("Find out what happened"), N_("Solve it as soon as you can, or look into it first.") },
    { N_("Say what you intend, and listen"),
      N_("If they will be happy with it, do it quickly. Look at what is fair, what you did for "
         "others, and what the law asks for.") },
    { N_("Tell them, and do it"),
      N_("When it cannot be solved, explain why, and name whom else they can ask.") },
    { N_("Look back"),
      N_("What does it teach? Look at all of them now and then, and once a year in depth.") },
};

static void link_add(struct one_step_view *out, struct arena *a, const char *label,
                     const char *href)
{
    struct act_link *list = ARENA_ARRAY(a, struct act_link, out->links.n + 1);

    if (out->links.n > 0)
        memcpy(list, out->links.row, out->links.n * sizeof *list);
    list[out->links.n] = (struct act_link){ label, href };
    out->links = (struct rows){ list, out->links.n + 1 };
}

static void links(const struct case_show *s, struct one_step_view *out)
{
    struct req *rq = s->rq;

    if (out->number == 1)
        link_add(out, rq->a, lang_text(rq->lang, N_("Print the sign: how complaints are handled")),
                 "/how-we-handle-complaints");
    if (out->number == 2 && case_may(s, MAY_REPLY)) {
        link_add(out, rq->a, lang_text(rq->lang, N_("Take down what was said")),
                 arena_printf(rq->a, "%s/fact", s->path));
        link_add(out, rq->a, lang_text(rq->lang, N_("Add files")),
                 arena_printf(rq->a, "%s/files", s->path));
    }
    if (out->number == 8 && case_may(s, MAY_FIGURES))
        link_add(out, rq->a, lang_text(rq->lang, N_("Look at all complaints")), "/desk/figures");
}

/* What waits for another person, or is better known before. */
static const char *notice(const struct case_show *s, enum one_step step)
{
    const struct case_facts *f = &s->d->facts;

    if (step == ONE_OUTSIDE && f->free_reviewers == 0)
        return lang_text(s->rq->lang, N_("Nobody else here could look at it again. That is why the "
                                         "customer was told whom to ask outside."));
    for (size_t i = 0; step == ONE_TELL && i < f->n_remedies; i++)
        if (f->remedies[i].state == REMEDY_PROPOSED)
            return lang_text(s->rq->lang,
                             N_("A second person has to approve the sum first, because it is above "
                                "your limit."));
    return NULL;
}

static bool form_show(struct asking *k, enum one_step step, struct one_step_view *out)
{
    const struct case_show *s = k->s;
    struct req *rq = s->rq;

    out->current = true;
    out->notice = notice(s, step);
    if (forms[step].full && case_may(s, forms[step].full_right))
        link_add(out, rq->a, lang_text(rq->lang, forms[step].full_words),
                 arena_printf(rq->a, "%s/%s", s->path, forms[step].full));
    if (!one_ways[step].act || !case_may(s, one_ways[step].right))
        return true;
    if (!ask(k, step))
        return false;
    out->action = arena_printf(rq->a, "%s/one/%s", s->path, one_ways[step].act);
    out->button = lang_text(rq->lang, forms[step].button);
    out->asks = (struct rows){ k->ask, k->n };
    return true;
}

bool one_show(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    enum one_step next = one_next(&s->d->facts);
    struct one_step_view *list = ARENA_ARRAY(rq->a, struct one_step_view, ONE_NUMBERS);
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    struct asking *k = ARENA_NEW(rq->a, struct asking);
    struct one_view *view = ARENA_NEW(rq->a, struct one_view);

    errors->n = page->errors.n;
    if (errors->n > 0)
        memcpy(errors->e, page->errors.row, errors->n * sizeof *errors->e);
    k->s = s;
    k->errors = errors;
    k->typed = rq->method == POST;
    view->now = next == ONE_NONE ? ONE_NUMBERS + 1 : one_ways[next].number;
    for (int i = 0; i < ONE_NUMBERS; i++) {
        list[i] = (struct one_step_view){ .number = i + 1,
                                          .name = lang_text(rq->lang, steps[i].name),
                                          .hint = lang_text(rq->lang, steps[i].hint) };
        one_said(s, &list[i]);
        links(s, &list[i]);
        if (i + 1 == view->now && !form_show(k, next, &list[i]))
            return false;
    }
    view->one_steps = (struct rows){ list, ONE_NUMBERS };
    page->one = view;
    return true;
}
