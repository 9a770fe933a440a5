/*
 * The acts of clause 7 as the API takes them: POST /api/v1/complaints/{reference}/ACT. An act
 * is a row of a table: its name, what it takes, the flow that does it. The flows
 * and their refusals are those of the desk.
 */
#ifndef API_API_ACT_H
#define API_API_ACT_H

#include "api/api.h"
#include "api/api_operation.h"

/* What a flow is given. */
struct api_acting {
    struct req *rq;
    const struct act *act;
    const struct procedure *p;
    const struct dossier *d;
    int64_t version; /* of If-Match; 0 = none was sent */
    bool by_desk;    /* staff or a system, not the complainant */
};

struct api_act {
    const char *name; /* the last part of the path */
    enum may right;
    bool code_opens;            /* the complainant may do it, with the code */
    const struct record *takes; /* JSON body; NULL = none */
    bool (*run)(const struct api_acting *x, const void *in, struct err *err);
    struct api_operation operation;
};

/* The act of a route, or NULL. */
const struct api_act *api_act_of(const struct route *route);
extern const struct route api_act_routes[];

/* What an act answers: where the case stands now. */
struct api_done {
    const char *reference, *stage;
    int64_t version;
    struct instant updated_at;
};
extern const struct record api_done_record;

/* -- what acts take that the flows have no field table for (api_act_view.c) -- */

struct api_text {
    const char *text;
};
struct api_reason {
    const char *reason;
};
struct api_respond_answer {
    int64_t allegation;
    const char *text;
};
struct api_respond {
    struct rows answers; /* struct api_respond_answer */
    const char *text, *preventive, *preventive_none, *remedy_none;
};
struct api_decide {
    const char *outcome, *reasons;
    const char *letter_remedy, *letter_not_satisfied, *letter_inside, *letter_outside;
};
struct api_communicate {
    const char *channel, *text;
    bool staff_told;
};
struct api_answer {
    const char *answer, *text;
};
struct api_outside {
    const char *outside, *text;
};
struct api_direct {
    const char *scope, *text;
};
struct api_verify {
    bool as_promised;
    const char *note;
};
struct api_write {
    const char *text, *channel, *language;
};
struct api_review {
    int64_t reviewer;
    const char *text;
};
struct api_plan {
    int64_t id;
    const char *kind, *text;
    int64_t party;
    struct date due_on;
    bool done;
    const char *waived_why;
};
struct api_find_allegation {
    int64_t id;
    const char *text, *finding, *finding_why;
};
struct api_cause {
    int64_t id;
    const char *code, *analysis;
    bool ended;
};
struct api_investigate {
    struct rows plan, allegations, causes; /* struct api_plan, api_find_allegation, api_cause */
    const char *cause_none, *hearing_waived;
    bool end;
};
extern const struct record api_find_allegation_record, api_investigate_record, api_nothing_record;
extern const struct record api_text_record, api_reason_record, api_respond_record,
    api_decide_record, api_communicate_record, api_answer_record, api_outside_record,
    api_direct_record, api_verify_record, api_write_record, api_review_record;

#endif
