/* Acknowledgement, assessment, investigation. */
#include "demo/demo_steps.h"

#include "desk/write_flow.h"
#include "operation/acknowledgement/ack_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/response/response_flow.h"
#include "operation/tracking/track_flow.h"
#include "operation/tracking/tracking_flow.h"

#include <string.h>

/* How they can be reached, as a word of tell_form, update_form and ack_form. */
static const char *reached_by(const struct demo_act *s)
{
    const struct person_row *person = dossier_person(s->dossier, "complainant");

    if (!person)
        return "web";
    return person->email.text ? "email" : person->address.text ? "letter" : "telephone";
}

static bool ack(struct demo_act *s, struct err *err)
{
    struct ack_form form = { .way = reached_by(s) };

    if (s->dossier->acknowledgement.n > 0)
        return true;
    if (strcmp(form.way, "telephone") == 0)
        form = (struct ack_form){ .way = "telephone",
                                  .with = s->c->who,
                                  .text = demo_say(s, "ack_call") };
    demo_as(s, demo_handler(s));
    return ack_give(s->act, s->p, s->id, 0, &form, err);
}

static bool assess(struct demo_act *s, struct err *err)
{
    const struct demo_complaint *c = s->c;
    bool severe = c->severity && strcmp(c->severity, "critical") == 0;
    struct assess_form form = { .severity = c->severity ? c->severity : "minor",
                                .safety = c->safety ? c->safety : "none",
                                .complexity = severe ? "moderate" : "simple",
                                .impact = c->impact ? c->impact : "individual",
                                .need = c->need ? c->need : "no",
                                .possible = c->need ? "yes" : NULL,
                                .validity = "valid",
                                .reasons =
                                    "By what the complainant says and what the records show.",
                                .measure = c->measure,
                                .signals = c->signals };

    demo_as(s, demo_handler(s));
    return assess_give(s->act, s->p, s->id, 0, &form, err);
}

/* A colleague who knows the person complained about stays out of it. */
static bool take(struct demo_act *s, struct err *err)
{
    int64_t colleague = demo_person(s->d, "handler", "Riverside office");

    demo_as(s, demo_handler(s));
    if (s->c->conflict && !conflict_declare(s->act, s->p, s->id, 0, colleague, "declared",
                                            "They are related to the person at the counter.", err))
        return false;
    return case_take_up(s->act, s->p, s->id, 0, err);
}

static bool note(struct demo_act *s, struct err *err)
{
    struct writing w = { .text = "The records are with the archive; they come on Thursday. Please "
                                 "do not answer before I have seen them." };

    demo_as(s, demo_handler(s));
    return write_note(s->act, s->p, s->id, &w, err);
}

static bool measure(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_handler(s));
    return measure_add(s->act, s->p, s->id, 0,
                       "The complainant was telephoned, and knows whom to ring at night.", err);
}

static bool begin(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_handler(s));
    return investigation_begin(s->act, s->p, s->id, 0, err);
}

static bool plan(struct demo_act *s, struct err *err)
{
    const struct party_row *party = dossier_party(s->dossier, "complainant");
    struct plan_form items[] = {
        { .kind = "question", .text = "What happened between the first report and today?" },
        { .kind = "evidence", .text = "Our own records", .due_on = demo_day(s, 5) },
        { .kind = "evidence", .text = "What can be seen on the spot", .due_on = demo_day(s, 5) },
        { .kind = "interview", .text = "The complainant", .party = party ? party->id : 0 },
    };
    struct allegation_form allegation = { .text = s->c->point };
    struct investigation_form form = {
        .plan = items, .n_plan = party ? 4 : 3, .allegations = &allegation, .n_allegations = 1
    };

    demo_as(s, demo_handler(s));
    return investigation_write(s->act, s->p, s->id, 0, &form, false, err);
}

static const struct plan_item_row *planned(const struct demo_act *s, const char *kind, size_t skip)
{
    for (size_t i = 0; i < s->dossier->plan_item.n; i++) {
        const struct plan_item_row *item = &s->dossier->plan_item.row[i];
        if (strcmp(item->kind, kind) == 0 && skip-- == 0)
            return item;
    }
    return NULL;
}

static bool evidence(struct demo_act *s, struct err *err)
{
    const struct plan_item_row *records = planned(s, "evidence", 0);
    const struct plan_item_row *spot = planned(s, "evidence", 1);
    struct evidence_form forms[] = {
        { .kind = "record",
          .source = "Work orders and call log",
          .text = s->c->found,
          .plan_item = records ? records->id : 0 },
        { .kind = "site_visit",
          .source = "Visit with the caretaker",
          .text = "The state is as the complainant describes it; four photographs were taken.",
          .plan_item = spot ? spot->id : 0 },
    };

    demo_as(s, demo_handler(s));
    for (size_t i = 0; i < COUNT(forms); i++)
        if (!evidence_add(s->act, s->p, s->id, 0, &forms[i], NULL, err))
            return false;
    return true;
}

static bool update(struct demo_act *s, struct err *err)
{
    struct update_form form = { .channel = reached_by(s), .text = demo_say(s, "update") };

    demo_as(s, demo_handler(s));
    return track_update(s->act, s->p, s->id, 0, &form, err);
}

static bool hear(struct demo_act *s, struct err *err)
{
    const struct party_row *party = dossier_party(s->dossier, "complainant");
    struct investigation_form waived = { .hearing_waived =
                                             "They gave no name and asked not to be contacted." };
    struct interview_form form = { .held_on = demo_day(s, 0),
                                   .text = "They say the same as in writing, and add the dates." };

    demo_as(s, demo_handler(s));
    if (!party)
        return investigation_write(s->act, s->p, s->id, 0, &waived, false, err);
    form.party = party->id;
    return interview_add(s->act, s->p, s->id, 0, &form, err);
}

static const char *finding_of(const char *outcome)
{
    if (!outcome || strcmp(outcome, "upheld") == 0)
        return "substantiated";
    if (strcmp(outcome, "partly_upheld") == 0)
        return "partly_substantiated";
    return strcmp(outcome, "not_upheld") == 0 ? "unsubstantiated" : "undetermined";
}

static bool find(struct demo_act *s, struct err *err)
{
    const struct plan_item_row *question = planned(s, "question", 0);
    const struct allegation_row *point = s->dossier->allegation.row;
    struct plan_form answered = { .id = question ? question->id : 0, .done = true };
    struct allegation_form found = { .id = point ? point->id : 0,
                                     .finding = finding_of(s->c->outcome),
                                     .finding_why = s->c->found };
    struct cause_form cause = { .code = s->c->cause, .analysis = s->c->found };
    struct investigation_form form = { .plan = &answered,
                                       .n_plan = 1,
                                       .allegations = &found,
                                       .n_allegations = 1,
                                       .causes = &cause,
                                       .n_causes = 1 };

    demo_as(s, demo_handler(s));
    return investigation_write(s->act, s->p, s->id, 0, &form, false, err);
}

static bool end(struct demo_act *s, struct err *err)
{
    struct investigation_form nothing = { 0 };

    demo_as(s, demo_handler(s));
    return investigation_write(s->act, s->p, s->id, 0, &nothing, true, err);
}

static bool fact(struct demo_act *s, struct err *err)
{
    struct added added = {
        .kind = "fact", .text = demo_say(s, "fact"), .language = s->c->language, .channel = "web"
    };

    demo_as_complainant(s);
    return tracking_add(s->act, s->p, s->id, &added, err);
}

static bool reply(struct demo_act *s, struct err *err)
{
    struct writing w = { .text = demo_say(s, "answer"), .language = s->c->language };

    if (!ack(s, err))
        return false;
    demo_as(s, demo_handler(s));
    return write_reply(s->act, s->p, s->id, &w, err);
}

const struct demo_word demo_early[] = {
    { "ack", ack },   { "assess", assess },     { "take", take },
    { "note", note }, { "measure", measure },   { "begin", begin },
    { "plan", plan }, { "evidence", evidence }, { "update", update },
    { "hear", hear }, { "find", find },         { "end", end },
    { "fact", fact }, { "reply", reply },       { 0 },
};
