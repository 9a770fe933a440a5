/* The decision as the complainant reads it: outcome, reasons, point by point, what is promised. */
#include "portal/track_parts.h"

#include "base/buf.h"
#include "complaint/remedy_words.h"

#include <string.h>

/* A decision that was not told yet is not theirs to read. */
static const struct decision_row *told(const struct dossier *d)
{
    for (size_t i = d->decision.n; i > 0; i--)
        if (instant_is_set(d->decision.row[i - 1].communicated_at))
            return &d->decision.row[i - 1];
    return NULL;
}

const char *track_answer_given(const struct dossier *d)
{
    const struct decision_row *r = told(d);

    return r ? r->answer : NULL;
}

/* With our answer to it; what the finding rests on stays in the file. */
static struct rows points(struct track *t)
{
    struct decided_point *list = ARENA_ARRAY(t->rq->a, struct decided_point, t->d.allegation.n);
    size_t n = 0;

    for (size_t i = 0; i < t->d.allegation.n; i++) {
        const struct allegation_row *a = &t->d.allegation.row[i];
        enum finding finding = (enum finding)word_value(&finding_words, a->finding);
        if (!finding)
            continue;
        list[n++] = (struct decided_point){
            .text = a->text.text,
            .finding = a->response.text,
            .upheld = finding == FINDING_SUBSTANTIATED,
            .partly = finding == FINDING_PARTLY,
            .not_upheld = finding == FINDING_UNSUBSTANTIATED,
            .undetermined = finding == FINDING_UNDETERMINED,
        };
    }
    return (struct rows){ list, n };
}

/* Those they get, or those that are done for everybody. */
static struct rows remedies(struct track *t, bool measures)
{
    struct promised_remedy *list = ARENA_ARRAY(t->rq->a, struct promised_remedy, t->d.remedy.n);
    size_t n = 0;

    for (size_t i = 0; i < t->d.remedy.n; i++) {
        const struct remedy_row *r = &t->d.remedy.row[i];
        if (strcmp(r->state, "dropped") != 0 && remedy_measure(r) == measures)
            list[n++] = (struct promised_remedy){
                .text = remedy_words(t->rq->a, t->p, t->rq->lang, r),
                .due = r->due_on,
                .done = r->done_on,
            };
    }
    return (struct rows){ list, n };
}

static const char *letter(struct track *t, const struct decision_row *r)
{
    const char *parts[] = { r->reasons.text, r->letter_remedy.text, r->letter_not_satisfied.text,
                            r->letter_inside.text, r->letter_outside.text };
    struct buf b = buf_new(t->rq->a);

    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i])
            buf_printf(&b, "%s%s", b.n > 0 ? "\n\n" : "", parts[i]);
    return buf_text(&b);
}

const struct decision_view *track_decision(struct track *t)
{
    const struct decision_row *r = told(&t->d);
    struct decision_view *v;
    enum outcome outcome;

    if (!r)
        return NULL;
    outcome = (enum outcome)word_value(&outcome_words, r->outcome);
    v = ARENA_NEW(t->rq->a, struct decision_view);
    *v = (struct decision_view){
        .on = zone_date(t->p->zone, r->communicated_at, NULL),
        .upheld = outcome == OUTCOME_UPHELD,
        .partly = outcome == OUTCOME_PARTLY_UPHELD,
        .not_upheld = outcome == OUTCOME_NOT_UPHELD,
        .undetermined = outcome == OUTCOME_NOT_DETERMINED,
        .out_of_scope = outcome == OUTCOME_OUT_OF_SCOPE,
        .reasons = r->reasons.text,
        .points = points(t),
        .remedies = remedies(t, false),
        .measures = remedies(t, true),
        .outside = r->letter_outside.text,
        .letter = letter(t, r),
        .review_offered = !facts_last_inside(&t->d.facts),
        .answer_wanted = !r->answer && t->d.facts.stage == STAGE_DECIDED,
        .answer_by = r->answer_by,
        .accepted = r->answer && strcmp(r->answer, "accepted") == 0,
        .refused = r->answer && strcmp(r->answer, "rejected") == 0,
    };
    return v;
}
