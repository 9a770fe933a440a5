/*
 * One act on a case: what every flow of clause 7 begins and ends with.
 *
 *     AUTO_STEP s = { 0 };
 *     if (!step_open(&s, act, p, id, version, err) || !rule_allowed(&s.d.facts, &s.who, err) ||
 *         !step_event(&s, "assessed", NULL, err))
 *         return false;
 *     s.c.stage = "assessed";
 *     …rows…
 *     return step_done(&s, err);
 *
 * Whether the actor may do it at all (people/may.h) was asked before, at the edge.
 */
#ifndef OPERATION_STEP_H
#define OPERATION_STEP_H

#include "complaint/case.h"
#include "operation/closing/closing.h"

struct step {
    const struct act *act;
    const struct procedure *p;
    struct tx tx; /* its own; empty within another one */
    struct dossier d;
    struct actor who; /* of the act; user 0 = nobody of the staff */
    struct history h;
    struct complaint_row c; /* as it will be saved; begins as a copy of d.c */
};

/* Rolls back what was not done. */
void step_drop(struct step *s);
#define AUTO_STEP struct step CLEANUP(step_drop)

/* Begins a transaction and loads the case in it. Within a transaction that is open already the
 * act is a part of that one, and whoever began it commits: several acts, all or none. `version` is
 * that of the case when the form was shown: another one now is ERR_CONFLICT; 0 does not ask. So is
 * an act that is done once (act->once) and was done before. What was just done in the same words
 * (act->said) is ERR_INVALID. */
MUST_CHECK bool step_open(struct step *s, const struct act *act, const struct procedure *p,
                          int64_t complaint, int64_t version, struct err *err);
/* That somebody changed the case since: ERR_CONFLICT, in the words for it. Always false. */
bool step_conflict(struct err *err);
/* Whether `user` may take that part now, by objectivity_allowed(). A refusal rolls the act
 * back and is logged in a transaction of its own (event assignment_refused). [4.7-a] [4.7-b] */
MUST_CHECK bool step_part(struct step *s, int64_t user, enum part part, struct err *err);
/* Begins the event, once the rule has agreed. Of a complaint that is set aside it is refused to
 * staff and other systems, but for taking it back, notes and what concerns its data. */
MUST_CHECK bool step_event(struct step *s, const char *kind, const char *reason, struct err *err);
/* Saves the case, ends the event, commits. When the case waits for nobody any more, or is not set
 * aside any more, the clocks that stood still for that run on. */
MUST_CHECK bool step_done(struct step *s, struct err *err);

/* What the procedure says about closing, at that moment. */
struct closing_policy step_policy(const struct procedure *p, struct instant now);

/* What is significant may be so by what the act changed: `f` the facts as they are now (NULL = as
 * loaded), `values` the own fields as they are now (NULL = as stored). [5.4.1-b] */
struct own_value;
MUST_CHECK bool step_significance(struct step *s, const struct case_facts *f,
                                  const struct own_value *values, size_t n, bool reportable,
                                  struct err *err);

/* Own fields that an act fills in by itself (operation/receipt/own_flow.c). Fields that the case's
 * class does not have, and answers that do not fit them, are left to people. */
MUST_CHECK bool step_fill(struct step *s, const struct own_value *values, size_t n,
                          struct err *err);

/* Something that starts and stops clocks happened now. */
MUST_CHECK bool step_clocks(struct step *s, const char *trigger, struct err *err);

/* An internal note beside the act: the reason, where the next one has to read it. NULL or
 * blank writes none. */
MUST_CHECK bool step_note(struct step *s, const char *text, struct err *err);
/* The same of that kind, about a row of the case; `*entry` is 0 when none is written. */
MUST_CHECK bool step_about(struct step *s, const char *kind, int64_t about, const char *text,
                           int64_t *entry, struct err *err);
/* A message to the complainant: an entry of that kind, `channel` NULL for the page, and the
 * outbox (`outbox` NULL = nothing to be sent). `*entry` may be NULL. */
MUST_CHECK bool step_message(struct step *s, const char *kind, const char *channel,
                             const char *outbox, const char *text, int64_t *entry, struct err *err);
/* Whether it is not the same again: these very words went out today in this way, arrived as far as
 * is known, and nothing was heard since. A browser that goes back shows the form with what was
 * typed, so that one press more would reach them twice. The refusal stands at `field`. */
MUST_CHECK bool step_words_new(const struct step *s, const char *field, const char *channel,
                               const char *text, struct err *err);
/* What was sent with that entry did not arrive; 0 = there is none. [7.4-c] */
MUST_CHECK bool step_failed(struct step *s, int64_t entry, struct err *err);
/* What waited in that entry went out, by that channel. */
MUST_CHECK bool step_sent(struct step *s, int64_t entry, const char *channel, struct err *err);
/* What is done once keeps its mark in the transaction that does it: whole or absent with it. A step
 * that begins the transaction does that itself; who puts several steps into one says it here, once.
 * ERR_CONFLICT: it was done. [D3] */
MUST_CHECK bool step_once(const struct act *act, int64_t complaint, struct err *err);
/* A new message makes good the one that came back last: the case is not back with us for
 * that any more. */
void step_sent_again(struct step *s);
/* What the complainant said; NULL or blank writes none. */
MUST_CHECK bool step_said(struct step *s, const char *text, bool taken_by_desk, struct err *err);

/* For the clerk: runs `run` as the system, now, under the procedure there is. */
struct app;
MUST_CHECK bool step_job(struct app *app,
                         bool (*run)(const struct act *, const struct procedure *, struct err *),
                         struct err *err);

/* A text that is sealed, only when it differs: the same words make no change. */
void step_text(struct secret *s, const char *text);
/* Whether something is written: not NULL, not "", not blank. */
bool step_given(const char *text);
enum { REASON_MOST = 5000 }; /* characters, as the API takes */
/* A reason is written in that field of the form, and is no longer than REASON_MOST. */
MUST_CHECK bool step_reason(const char *field, const char *reason, struct err *err);

#endif
