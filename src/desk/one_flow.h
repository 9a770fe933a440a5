/*
 * The eight steps of Annex B on one page, for whoever is the whole organisation.
 *
 * A step is one form of a few questions. Behind it stand the acts of the full desk, each with its
 * own rule and event, several of them in one transaction: all or none. What the form does not ask
 * is answered as it is in a shop: the matter is ours, simple, and one customer's. What is not like
 * that is taken up on the forms of the full desk, which stay open. ISO 10002 Annex B [B-a]
 */
#ifndef DESK_ONE_FLOW_H
#define DESK_ONE_FLOW_H

#include "complaint/dossier.h"
#include "people/may.h"

struct templates;

/* What is asked next; the order of the page. */
enum one_step {
    ONE_NONE, /* nothing: it is closed, or waits for somebody else */
    ONE_ACKNOWLEDGE,
    ONE_ASSESS,
    ONE_FIND,
    ONE_INTEND,
    ONE_TELL,
    ONE_ANSWER,
    ONE_CARRY,
    ONE_REVIEW, /* somebody without a part can look again: on the form of the full desk */
    ONE_OUTSIDE,
    ONE_CLOSE,
    ONE_STEPS
};

/* The forms of the page, by step: under which of the eight numbers one stands, the last part of its
 * address (NULL = it is a form of the full desk), the right to send it, and what the case page says
 * when it is done (NULL = what was answered). */
struct one_way {
    int number;
    const char *act;
    enum may right;
    const char *done;
};
extern const struct one_way one_ways[ONE_STEPS];

/* What the forms ask, by the names of their fields. Codes are those of complaint/words.h. */
struct one_form {
    const char *way, *said; /* acknowledge */
    const char *validity, *severity, *safety, *measure, *reasons;
    const char *point, *finding, *found, *shows, *heard, *cause, *cause_note; /* find */
    const char *intent, *give, *give_text, *amount, *currency, *preventive;   /* intend */
    const char *over_why;
    struct date due_on;
    const char *outcome, *because, *elsewhere, *by;    /* tell */
    const char *answer, *answer_said;                  /* answer */
    const char *proof, *customer_ok;                   /* carry */
    const char *outside, *body, *lessons, *why_closed; /* outside, close */
};
extern const struct record one_form_record;

/* Who takes a step on which case; `version` is that of the page. */
struct one_act {
    const struct act *act;
    const struct procedure *p;
    const struct templates *templates; /* of the letter */
    int64_t complaint, version;
    const struct own_value *own; /* own fields of the procedure that stood in the form, as typed */
    size_t n_own;
    bool may_verify; /* that what was promised was done */
};

/* Whether the page of this case is the one screen: its pack says so, and it is a complaint. */
bool one_screen(const struct dossier *d);
enum one_step one_next(const struct case_facts *f);
/* What of it stays promised and not done; NULL = nothing. */
const struct remedy_row *one_promised(const struct dossier *d);

/* All acts of the step, or none. Errors are at the fields of the form. */
MUST_CHECK bool one_take(const struct one_act *one, enum one_step step, const struct one_form *form,
                         struct err *err);

#endif
