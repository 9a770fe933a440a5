/*
 * How top management leads the handling of complaints: the policy it stands for, objectives that
 * are measured, means that are asked for and given, and the review at intervals of all of it.
 * [4.2-a] [4.2-b] [4.3-c] [5.3-a] [6.2-a] [6.4-a] [8.6-a] [item 174]
 *
 * Flows write in the organisation's own chain of events. Whether whoever acts may (people/may.h) is
 * asked here too, whatever door they came by; whose teams are within reach is decided at the edge.
 */
#ifndef IMPROVEMENT_LEADING_H
#define IMPROVEMENT_LEADING_H

#include "improvement/figures.h"
#include "improvement/improvement.h"

/* -- the policy -- */

struct policy_form {
    const char *text[LANGS]; /* in the order of `langs`; NULL or blank = not in this language */
    struct date from;        /* not set = from today */
    struct date review;      /* by when it is looked at again */
};

/* The names by which a form sends the texts. */
extern const char *const policy_fields[LANGS];

/* Adopted by top management: event policy_adopted. The language of the organisation is needed. */
MUST_CHECK bool policy_adopt(const struct act *act, const struct procedure *p,
                             const struct policy_form *form, struct err *err);
/* The one in force today; `*there` false: none. */
MUST_CHECK bool policy_now(const struct act *act, const struct procedure *p, struct policy_row *out,
                           bool *there, struct err *err);
/* Its text in that language, else in the organisation's own; `*is` is the language it is in. */
const char *policy_text(const struct policy_row *row, const struct procedure *p,
                        const struct lang *reader, const struct lang **is);
/* In exactly that language; NULL = there is none. */
const char *policy_in(const struct policy_row *row, const struct lang *l);

/* -- objectives -- */

/* Shares of complaints received in the period. */
enum measure {
    MEASURE_NONE,
    MEASURE_IN_TIME,   /* decided in time, of those decided or late */
    MEASURE_LIMITS,    /* time limits kept */
    MEASURE_SATISFIED, /* complainants who rate the handling 4 or 5 of 5 */
    MEASURE_CAME_BACK  /* went to a review or was opened again; the fewer the better */
};
extern const struct words measure_words;

enum { OBJECTIVES_OPEN = 40 }; /* under way at once */

struct objective_form {
    const char *measure;
    int64_t target; /* hundredths */
    int64_t team;   /* 0 = the whole organisation */
    struct date from, until;
    int64_t owner;
    const char *why;
};

/* Event objective_set. */
MUST_CHECK bool objective_set(const struct act *act, const struct procedure *p,
                              const struct objective_form *form, struct err *err);
/* Opened. ERR_NOT_FOUND. */
MUST_CHECK bool objective_load(const struct act *act, int64_t id, struct objective_row *out,
                               struct err *err);
/* Settled after its period, or taken back before, with what follows: event objective_ended. */
MUST_CHECK bool objective_end(const struct act *act, int64_t id, int64_t version, const char *text,
                              struct err *err);

/* What was reached so far: counted from the complaints, never typed. */
struct reached {
    int64_t part, whole;
    bool met; /* false while the whole is nothing */
};
struct reached objective_reached(const struct objective_row *o, const struct figures_line *sum);
/* As it is now, for that reader: the complaints of its period and team, for every measure of them.
 */
MUST_CHECK bool objective_count(const struct act *act, const struct procedure *p,
                                const struct objective_row *o, int64_t reader,
                                struct figures_line *out, struct err *err);

/* -- means -- */

extern const struct words resource_kind_words; /* the groups of the standard */
enum resource_state {
    RESOURCE_NONE,
    RESOURCE_ASKED,
    RESOURCE_GRANTED,
    RESOURCE_DECLINED,
    RESOURCE_THERE
};
extern const struct words resource_state_words;

struct resource_form {
    const char *kind, *what;
    int64_t team; /* 0 = the whole organisation */
};
struct resource_answer {
    bool granted;
    const char *text;
    struct date due; /* when granted */
};

/* Event resource_asked. */
MUST_CHECK bool resource_ask(const struct act *act, const struct resource_form *form, int64_t *id,
                             struct err *err);
/* Opened. ERR_NOT_FOUND. */
MUST_CHECK bool resource_load(const struct act *act, int64_t id, struct resource_row *out,
                              struct err *err);
/* By top management: event resource_granted or resource_declined. */
MUST_CHECK bool resource_decide(const struct act *act, const struct procedure *p, int64_t id,
                                int64_t version, const struct resource_answer *answer,
                                struct err *err);
/* What was granted is there: event resource_there. */
MUST_CHECK bool resource_arrive(const struct act *act, int64_t id, int64_t version,
                                struct err *err);

/* -- the review -- */

#define KIND_REVIEW "review"

/* What came of it, each said, also when it is nothing. [8.6-b] */
struct review_results {
    const char *process, *products, *means;
};

/* Top management begins to look at a period: figures are counted and kept, event review_begun. */
MUST_CHECK bool review_begin(const struct act *act, const struct procedure *p, struct date from,
                             struct date until, int64_t *id, struct err *err);
/* Done: event review_done. What has to become better has corrective actions, as in an analysis. */
MUST_CHECK bool review_end(const struct act *act, const struct procedure *p, int64_t id,
                           int64_t version, const struct review_results *results, struct err *err);
/* As analysis_due, by the setting "review_months". */
MUST_CHECK bool review_due(const struct act *act, const struct procedure *p, bool *ever,
                           struct date *due, struct err *err);

#endif
