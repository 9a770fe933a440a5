/*
 * Looking back at what complaints showed, and what is done about it: analyses of records, their
 * weak points and corrective actions, figures for the appraisal of departments, meetings, and who
 * watches over the process. [8.2-d] [8.7-a] [5.4.1-a] [5.4.3-a] [items 113, 114, 175, 176, 177]
 *
 * Flows write, in the organisation's own chain of events; whose teams are within reach is decided
 * at the edge, before. What people write here is sealed under the organisation's key.
 */
#ifndef IMPROVEMENT_IMPROVEMENT_H
#define IMPROVEMENT_IMPROVEMENT_H

#include "complaint/history.h"
#include "complaint/procedure.h"
#include "complaint/words.h"
#include "db/tables.h"

enum { IMPROVEMENT_TEXT_MOST = 4000 };

/* A complaint that is named in a list. */
struct case_named {
    int64_t id;
    const char *reference;
};
extern const struct record case_named_record;

/* How many of something belong to that id. */
struct counted {
    int64_t id, n;
};
extern const struct record counted_record;

/* -- analyses -- */

#define KIND_ANALYSIS "analysis"
#define KIND_APPRAISAL "appraisal"

struct analysis_form {
    struct date from, until;
    int64_t team;      /* 0 = the whole organisation */
    const char *class; /* NULL or "" = all */
};

/* Counts the figures and keeps them: event analysis_made. The period has to be over. */
MUST_CHECK bool analysis_make(const struct act *act, const struct procedure *p,
                              const struct analysis_form *form, int64_t *id, struct err *err);
/* Opened. ERR_NOT_FOUND also for another kind. */
MUST_CHECK bool analysis_load(const struct act *act, const char *kind, int64_t id,
                              struct analysis_row *out, struct err *err);
/* Somebody found a weak point: event weak_point_found. */
MUST_CHECK bool weak_point_add(const struct act *act, int64_t analysis, const char *text,
                               struct err *err);
/* Done, with what follows from it: event analysis_done. Each weak point needs a corrective action
 * first. `version` is the one that was looked at. */
MUST_CHECK bool analysis_end(const struct act *act, int64_t id, int64_t version,
                             const char *conclusion, struct err *err);
/* When the next analysis for that team is due: the setting "analysis_months" after the end of the
 * last period. False when the setting is 0: never. A day that is not set: there has been none yet.
 */
MUST_CHECK bool analysis_due(const struct act *act, const struct procedure *p, int64_t team,
                             bool *ever, struct date *due, struct err *err);

/* -- corrective actions -- */

enum corrective_state {
    CORRECTIVE_NONE,
    CORRECTIVE_OPEN,
    CORRECTIVE_DONE,
    CORRECTIVE_VERIFIED,
    CORRECTIVE_DROPPED
};
extern const struct words corrective_state_words;

struct corrective_form {
    int64_t weak_point, meeting; /* one of them */
    const char *what;
    int64_t owner;
    struct date due;
};

/* Event corrective_action_set. The owner has to work here. */
MUST_CHECK bool corrective_add(const struct act *act, const struct procedure *p,
                               const struct corrective_form *form, struct err *err);
/* Opened. ERR_NOT_FOUND. */
MUST_CHECK bool corrective_load(const struct act *act, int64_t id,
                                struct corrective_action_row *out, struct err *err);
/* What was done: event corrective_action_done. */
MUST_CHECK bool corrective_do(const struct act *act, int64_t id, int64_t version, const char *text,
                              struct err *err);
/* Whether it helped, as somebody else than who did it finds; or it did not and is to be done anew;
 * or it is dropped, with the reason: events corrective_action_verified,
 * corrective_action_again, corrective_action_dropped.
 * [8.7-a] */
enum corrective_settling { CORRECTIVE_HELPED, CORRECTIVE_AGAIN, CORRECTIVE_DROP };
MUST_CHECK bool corrective_settle(const struct act *act, int64_t id, int64_t version,
                                  enum corrective_settling what, const char *text, struct err *err);

/* -- appraisal of departments -- */

struct appraisal_period {
    struct date from_on, until_on;
    int64_t teams, released;
};
extern const struct record appraisal_period_record;

/* Counts the figures of these teams, each by itself, and keeps them: event appraisal_made. What was
 * not released yet is counted anew; what was stays. ERR_CONFLICT when all of it was released, or
 * somebody counts the same at the same moment. */
MUST_CHECK bool appraisal_make(const struct act *act, const struct procedure *p, struct date from,
                               struct date until, const int64_t *teams, size_t n, struct err *err);
/* What stands there of these teams, as a number that grows with whatever becomes of it. `rows` are
 * those of appraisals_load. */
int64_t appraisal_version(const struct rows *rows, const int64_t *teams, size_t n);
/* Handed to the appraisal of these teams: event appraisal_released. `version` is the one that was
 * looked at. ERR_CONFLICT when it is another one by now, or nothing is left to release. */
MUST_CHECK bool appraisal_release(const struct act *act, struct date from, struct date until,
                                  const int64_t *teams, size_t n, int64_t version, struct err *err);
/* Those of a period, opened: struct analysis_row by team. */
MUST_CHECK bool appraisals_load(const struct act *act, struct date from, struct date until,
                                struct rows *out, struct err *err);

/* -- the management representative -- */

/* By top management, to somebody who works here; who was it before is it until the day before.
 * Event representative_appointed. */
MUST_CHECK bool representative_appoint(const struct act *act, const struct procedure *p,
                                       int64_t staff, struct date from, struct date until,
                                       struct err *err);
/* Of one that is under way or to come: event representative_ended. ERR_CONFLICT when it is over. */
MUST_CHECK bool representative_end(const struct act *act, const struct procedure *p, int64_t id,
                                   struct err *err);
/* Whether its last day is past, or somebody ended it. */
bool representative_over(const struct appointment_row *a, struct date today);
/* Who it is today; `*there` false: nobody. Somebody who has left is nobody. */
MUST_CHECK bool representative_now(const struct act *act, const struct procedure *p,
                                   struct appointment_row *out, bool *there, struct err *err);

/* The settings that hold the duties, in the order of `langs`. */
extern const char *const duties_settings[LANGS];
/* As the standard has them. [5.4.1-a] */
const char *duties_usual(const struct lang *l);
/* What the duties are now, as a number: another one when somebody changed them. */
MUST_CHECK bool duties_version(const struct act *act, int64_t *out, struct err *err);
/* The duties in each language. What is NULL, blank or as the standard has it is not kept, so that
 * it changes with the catalogue. Event settings_changed. ERR_CONFLICT when `version` is not the one
 * there is. */
MUST_CHECK bool duties_save(const struct act *act, const char *const text[LANGS], int64_t version,
                            struct err *err);

/* -- meetings -- */

enum { MEETING_GUESTS = 60, MEETING_ITEMS = 30 };

struct meeting_form {
    int64_t team;
    struct date day;
    const char *starts, *title, *place, *agenda;
    const int64_t *guests, *complaints, *analyses; /* within reach of whoever calls it */
    size_t n_guests, n_complaints, n_analyses;
};

/* Called, and its guests invited: event meeting_called. ERR_INVALID when it is more than a meeting
 * holds: nothing is left out. */
MUST_CHECK bool meeting_call(const struct act *act, const struct procedure *p,
                             const struct meeting_form *form, int64_t *id, struct err *err);
/* Opened. ERR_NOT_FOUND. */
MUST_CHECK bool meeting_load(const struct act *act, int64_t id, struct meeting_row *out,
                             struct err *err);
MUST_CHECK bool meeting_guests(const struct act *act, int64_t id, struct rows *out,
                               struct err *err);
/* Whoever acts says whether they come: event meeting_answered. Another answer stands in its place
 * until the meeting was held. ERR_NOT_FOUND for who is not invited. */
MUST_CHECK bool meeting_answer(const struct act *act, int64_t id, bool comes, struct err *err);
/* Who came, and the minutes: event meeting_minuted. Once more puts it right. */
MUST_CHECK bool meeting_minute(const struct act *act, const struct procedure *p, int64_t id,
                               int64_t version, const char *minutes, const int64_t *attended,
                               size_t n, struct err *err);
/* It does not take place: event meeting_called_off. */
MUST_CHECK bool meeting_call_off(const struct act *act, int64_t id, struct err *err);

#endif
