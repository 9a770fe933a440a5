/*
 * What the complainant answers, and how a case ends: acceptance, refusal, review, the
 * outside, withdrawal, silence, closing, and opening again.
 * ISO 10002 [7.9-a] to [7.9-e], Annex G
 */
#ifndef OPERATION_CLOSING_FLOW_H
#define OPERATION_CLOSING_FLOW_H

#include "complaint/case.h"

/* The complainant accepts or rejects the decision: by the page, or told to the desk.
 * `answer` is a code of answer_words, `text` their words or NULL. Rejected is not
 * closed: a review begins, or the outside options are told. Events answer_accepted,
 * answer_rejected. */
MUST_CHECK bool answer_take(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const char *answer, const char *text,
                            bool taken_by_desk, struct err *err);

/* The complainant takes the complaint back. A follow-up of safety, law or a systemic
 * cause goes on. Told to the desk it is in words: ERR_INVALID on field "text". Event withdrawn. */
MUST_CHECK bool withdraw_record(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, const char *text, bool taken_by_desk,
                                struct err *err);

/* Somebody without a part takes the review; `text` is what to look at again. Event
 * review_begun. [4.7-b] */
MUST_CHECK bool review_take(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, int64_t reviewer, const char *text, struct err *err);
/* Who can be asked: struct staff_row, opened, with a right to review and no part in it. */
MUST_CHECK bool reviewers(const struct act *act, const struct dossier *d, struct rows *out,
                          struct err *err);

/* What became of the outside options: `what` is a code of outside_way_words; `text` names the body
 * or the result. Event outside_chosen … */
MUST_CHECK bool outside_record(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t version, const char *what, const char *text,
                               struct err *err);

/* A significant new fact leads back to the assessment. Event new_fact. */
MUST_CHECK bool new_fact_record(const struct act *act, const struct procedure *p, int64_t complaint,
                                int64_t version, const char *reason, struct err *err);

/* It is not for us: tells whose matter it is. `scope` is a code of scope_words. Event
 * directed_elsewhere. [1-a] */
MUST_CHECK bool direct_elsewhere(const struct act *act, const struct procedure *p,
                                 int64_t complaint, int64_t version, const char *scope,
                                 const char *text, struct err *err);

/* What is written when a case is closed. NULL = as it stands. */
struct closing_form {
    const char *reason; /* code of closing_reason_words */
    const char *why;    /* why it is closed in this way */
    const char *lessons;
    bool ask_satisfaction;
    const char *set_aside; /* spam, abusive */
    const char *duplicate; /* reference under which it is handled */
};
extern const struct record closing_form_record;

/* Event closed, or why the gate stays shut. */
MUST_CHECK bool closing_close(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t version, const struct closing_form *form, struct err *err);
/* Event reopened. [7.9-d] */
MUST_CHECK bool closing_reopen(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t version, const char *reason, struct err *err);

/* What the gate asks for with this form filled in so far, for the page. */
struct missing;
void closing_form_missing(const struct procedure *p, struct instant now, const struct dossier *d,
                          const struct closing_form *form, struct missing *out);

#endif
