/*
 * The acts of clause 7 as the API takes them: POST /api/v1/complaints/{reference}/ACT. An act
 * is a row of a table: its name, its right, what it takes, the flow that does it. The flows,
 * their rights and their refusals are those of the desk.
 */
#ifndef API_API_ACT_H
#define API_API_ACT_H

#include "api/api.h"
#include "api/api_operation.h"

/* What an act answers: where the case stands now. */
struct api_done {
    const char *reference, *stage;
    int64_t version;
    struct instant updated_at;
    int64_t id;        /* of what the act added, 0 = nothing with an id */
    const char *code;  /* of the act that gives the complainant a new one */
    const char *other; /* reference of the case that the act made */
    const char *link;  /* private, of an outside party */
};
extern const struct record api_done_record;

/* What a flow is given. */
struct api_acting {
    struct req *rq;
    const struct act *act;
    const struct procedure *p;
    const struct dossier *d;
    int64_t version; /* of If-Match; 0 = none was sent */
    bool by_desk;    /* staff or a system, not the complainant */
    struct api_done *done;
};

/* What flows take first. */
#define API_CASE(x) (x)->act, (x)->p, (x)->d->c.id

struct api_act {
    const char *name; /* what follows the case in the path: "remedies/{remedy}/drop" */
    enum may right;
    const struct record *takes; /* JSON body */
    bool (*run)(const struct api_acting *x, const void *in, struct err *err);
    struct api_operation operation;
};

/* By what they are about; each ends with an empty row. */
extern const struct api_act api_course_acts[]; /* the steps, from 7.3 to 7.9 */
extern const struct api_act api_remedy_acts[];
extern const struct api_act api_keep_acts[];     /* who answers for it, what it is and belongs to */
extern const struct api_act api_hold_acts[];     /* legal holds and erasures */
extern const struct api_act api_identity_acts[]; /* who may see who complains */
extern const struct api_act api_group_acts[];    /* what is handled together */
extern const struct api_act api_outside_acts[];  /* asking outside parties: api_outside.c */
extern const struct api_act api_people_acts[];   /* parties, conflicts, disclosures */

/* A row of these tables: what it is called and says in the description. Who may ask:
 * what needs a person who answers for it is no key's. [4.7-a] */
#define API_ACT(name_, right_, run_, id_, who, what, words)                                        \
    {                                                                                              \
        .name = (name_), .right = (right_), .run = (run_), .takes = (what), .operation = {         \
            .id = (id_),                                                                           \
            .summary = (words),                                                                    \
            .doors = (who),                                                                        \
            .traits = TRAIT_MATCH | TRAIT_IDEMPOTENT,                                              \
            .request = (what),                                                                     \
            .status = 200,                                                                         \
            .response = &api_done_record,                                                          \
            .errors = api_act_errors,                                                              \
        }                                                                                          \
    }
extern const int api_act_errors[];

/* The act of a route, or NULL. */
const struct api_act *api_act_of(const struct route *route);
extern const struct route api_act_routes[];

/* The number in that part of the path; one that is none is found by no flow. */
int64_t api_path_id(const struct api_acting *x, const char *part);
/* The member of staff of that login; nobody is an error of that member. */
MUST_CHECK bool api_staff(const struct api_acting *x, const char *login, const char *member,
                          int64_t *out, struct err *err);
/* Flows name the fields of the desk's forms: a refusal names the member it was sent as. */
bool api_named(bool ok, struct err *err, const char *field, const char *member);

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
    const char *reviewer, *text;
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
struct api_assign {
    const char *owner, *reason;
};
struct api_wait {
    const char *whom, *reason;
};
struct api_correct_receipt {
    struct date received_on;
    const char *reason;
};
struct api_matter {
    const char *product, *product_reference, *happened_text, *place, *recurrent, *segment;
    const char *referred_by, *immediate_action, *problems, *problem_detail;
    struct date happened_on, happened_until;
};
struct api_retype {
    const char *type, *reason;
};
struct api_send {
    const char *team, *reason;
};
struct api_set_aside {
    const char *as, *reason;
};
struct api_link {
    const char *other, *kind;
};
struct api_code {
    const char *identity_check;
};
struct api_message_sent {
    const char *message, *channel;
};
struct api_translation {
    const char *text, *language, *about;
};
struct api_remedy_form {
    const char *kind, *action_code, *currency, *text, *method, *item, *work_order, *to_whom, *terms;
    const char *head_of_loss, *calculation, *form, *by_whom, *no_admission, *owner;
    const char *batch, *reach, *topic, *attendees, *fund, *over_why;
    int64_t amount, difference, points, percent, cost;
    bool consent, has_difference, has_cost;
    struct date due_on, valid_until;
};
struct api_satisfaction {
    int satisfaction;
    const char *fair;
    int outcome;
    const char *comment;
    struct rows answers; /* struct api_survey_answer */
};
struct api_survey_answer {
    const char *name, *value;
};
extern const struct record api_survey_answer_record;
/* What was sent of them (struct api_survey_answer), as the flow takes it. */
struct satisfaction;
void api_survey_answers(struct arena *a, const struct rows *sent, struct satisfaction *given);
struct api_party_add {
    const char *role, *staff, *kind, *name, *email, *phone, *address;
    const char *postcode, *country, *fax;
    const char *language, *channel, *need_codes, *authority;
};
struct api_party_correct {
    const char *name, *email, *phone, *address, *language, *channel, *need_codes, *authority;
    const char *postcode, *country, *fax;
    bool ended;
    const char *reason;
};
struct api_join {
    const char *other;
    bool keep_other;
    const char *reason;
};
struct api_part {
    const char *other, *reason;
};
struct api_conflict {
    const char *person, *kind, *why;
};
struct api_disclose {
    int64_t party;
    const char *text;
};
struct api_waive {
    int64_t party;
    const char *why;
};
struct api_investigate {
    struct rows plan, allegations, causes; /* struct api_plan, api_find_allegation, api_cause */
    const char *cause_none, *hearing_waived;
    bool end;
};
extern const struct record api_find_allegation_record, api_investigate_record, api_nothing_record;
extern const struct record api_text_record, api_reason_record, api_respond_record,
    api_decide_record, api_communicate_record, api_answer_record, api_outside_record,
    api_direct_record, api_verify_record, api_write_record, api_review_record, api_assign_record,
    api_wait_record, api_correct_receipt_record, api_retype_record, api_matter_record,
    api_set_aside_record, api_send_record, api_link_record, api_code_record, api_translation_record,
    api_satisfaction_record, api_party_add_record, api_party_correct_record, api_conflict_record,
    api_disclose_record, api_waive_record, api_remedy_form_record, api_join_record, api_part_record,
    api_message_sent_record;

#endif
