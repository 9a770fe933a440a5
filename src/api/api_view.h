/*
 * What the API takes and answers: one struct and one field table for each JSON object.
 *
 * The same tables read bodies, write answers and make the description at
 * /api/v1/openapi.json. Members are never renamed or removed within v1, only added
 * (docs/api.md).
 */
#ifndef API_API_VIEW_H
#define API_API_VIEW_H

#include "complaint/dossier.h"
#include "complaint/words.h"

/* -- what is sent -- */

struct api_person {
    const char *name, *email, *phone, *address, *language;
};
extern const struct record api_person_record;

/* With what few say of themselves. */
struct api_filer {
    const char *name, *email, *phone, *address, *postcode, *country, *fax, *language;
};
extern const struct record api_filer_record;

struct api_filing {
    const char *subject, *description, *product, *product_reference, *remedy_sought;
    struct date happened_on;
    struct date happened_until;
    const char *happened_text, *place, *recurrent;
    const void *complainant;    /* struct api_filer */
    const void *representative; /* struct api_filer: who files for them */
    const char *authority;      /* what allows that */
    const void *contact;        /* struct api_filer: whom to ask, when that is somebody else */
    /* only with a key or a login: */
    const char *type, *channel, *class;
    const char *problems, *problem_detail, *segment, *referred_by, *immediate_action;
    struct instant received_at;
    struct rows fields; /* struct api_own_field */
};
extern const struct record api_filing_record;

/* An own field of a procedure. */
struct api_own_cell {
    const char *column, *value;
};
struct api_own_row {
    struct rows cells; /* struct api_own_cell */
};
struct api_own_field {
    const char *name, *value;
    const char *label; /* only answered */
    struct rows rows;  /* struct api_own_row: of a table, in place of a value */
};
extern const struct record api_own_field_record;
struct api_own_fields {
    struct rows fields; /* struct api_own_field */
};
struct api_extend {
    const char *clock, *reason;
};
extern const struct record api_extend_record;
struct api_delay {
    const char *clock, *reason;
    struct date expected_on;
};
extern const struct record api_delay_record;

struct api_reclass {
    const char *class, *reason;
};
extern const struct record api_own_fields_record, api_reclass_record;

/* A complaint that was put right where it was made. */
struct api_solved {
    const void *complaint; /* struct api_filing */
    const char *done, *action_code, *currency;
    int64_t amount;
    bool agreed;
};
extern const struct record api_solved_record;

/* -- what is answered -- */

struct api_receipt {
    const char *reference, *code, *stage, *receipt;
    struct instant received_at;
};
extern const struct record api_receipt_record;

struct api_file {
    const char *id, *name, *type, *sha256; /* size and digest are of the file as it came */
    int64_t size;
    const char *withheld; /* redacted as a whole: the reason, a code; it is not given out */
    bool stripped;        /* a picture: given out without place, time and device */
};
extern const struct record api_file_record;

struct api_files {
    struct rows files; /* struct api_file */
};
extern const struct record api_files_record;

struct api_clock {
    const char *name, *state;
    const char *promise; /* what the complainant is told of it, NULL = nothing */
    struct instant due_at;
    struct instant delay_told_at; /* when the complainant was told last that it takes longer */
    struct date expected_on;      /* and for when it was announced then */
    struct rows why;              /* struct api_sum_line: the sum behind the date */
};
struct api_sum_line {
    const char *kind, *text;
};
extern const struct record api_clock_record;

struct api_entry {
    const char *id, *kind, *direction, *author, *channel, *language, *text, *delivery;
    struct instant at;
};
extern const struct record api_entry_record;

struct api_allegation {
    int64_t id;
    const char *text, *finding, *response;
};
extern const struct record api_allegation_record;

struct api_remedy {
    int64_t id;
    const char *kind, *action_code, *state, *text, *currency, *fund, *number;
    const char *method, *item, *work_order, *to_whom, *terms, *head_of_loss, *calculation, *form;
    const char *by_whom, *no_admission, *batch, *reach, *topic, *attendees, *over_why, *approved_by;
    bool consent, has_difference, has_cost;
    int64_t amount, difference, cost, points, percent;
    struct date due_on, done_on, valid_until;
};
extern const struct record api_remedy_record;

struct api_party {
    int64_t id;
    const char *role, *name, *email, *phone, *address, *postcode, *country, *fax, *language;
    const char *authority; /* of a representative */
};
extern const struct record api_party_record;

struct api_plan_item {
    int64_t id;
    const char *kind, *text, *waived_why;
    struct date due_on;
    struct instant done_at;
};
extern const struct record api_plan_item_record;

struct api_found_cause {
    int64_t id;
    const char *code, *analysis;
};
extern const struct record api_found_cause_record;

struct api_known_conflict {
    int64_t id;
    const char *person, *kind;
    struct instant at;
};
extern const struct record api_known_conflict_record;

/* An earlier case of which this one is the same again. */
struct api_repeat {
    const char *before;
    struct instant at;
    bool found;
};
extern const struct record api_repeat_record;

struct api_complaint {
    const char *reference, *type, *stage, *channel, *class;
    const char *subject, *description, *product, *product_reference, *remedy_sought;
    struct date happened_on;
    struct date happened_until;
    const char *happened_text, *place, *recurrent;
    /* for staff and systems: */
    const char *problems, *problem_detail, *segment, *referred_by, *immediate_action;
    const void *complainant; /* struct api_person; NULL where it is hidden or there is none */
    struct instant received_at, updated_at, closed_at;
    const char *team, *owner;
    const char *severity, *priority, *outcome, *closing;
    const char *waiting, *set_aside;
    struct rows clocks;  /* struct api_clock */
    struct rows entries; /* struct api_entry */
    struct rows files;   /* struct api_file */
    /* for staff and systems: struct api_party, api_allegation, api_remedy, api_plan_item,
     * api_found_cause, api_known_conflict */
    struct rows parties, allegations, remedies, plan, causes, conflicts;
    struct rows repeats; /* struct api_repeat: for staff and systems */
    struct rows fields;  /* struct api_own_field: of the procedure, those that are answered */
};
extern const struct record api_complaint_record;

/* A complaint in a list. */
struct api_item {
    const char *reference, *type, *stage, *channel, *class, *subject;
    struct instant received_at, updated_at, closed_at, next_due_at;
    const char *team, *owner, *severity, *priority, *outcome;
    bool again;
};
extern const struct record api_item_record;

struct api_list {
    struct rows items; /* struct api_item */
    const char *next;
};
extern const struct record api_list_record;

/* The parameters of a list. */
struct api_query {
    const char *q, *stage, *type, *channel, *class, *team, *open, *again;
    const char *complainant_of;
    struct instant received_from, received_until, updated_since;
    int limit;
    const char *after;
};
extern const struct record api_query_record;

/* To the person complained about. */
struct api_disclosure {
    int64_t id;
    struct instant released_at, read_at, interviewed_at;
    const char *text; /* NULL until it was read */
    const char *statement;
};
extern const struct record api_disclosure_record;

struct api_disclosures {
    struct rows items; /* struct api_disclosure */
};
extern const struct record api_disclosures_record;

/* Who looked at a case. */
struct api_look {
    struct instant at;
    const char *what, *by, *who;
    const char *why;
};
extern const struct record api_look_record;

struct api_readers {
    struct rows items; /* struct api_look */
    int64_t before;
};
extern const struct record api_readers_record;

struct api_readers_query {
    int64_t before;
};
extern const struct record api_readers_query_record;

struct api_identity_request {
    int64_t id;
    struct instant asked_at, answered_at, granted_until;
    const char *asked_by, *why, *answered_by, *answer;
};
extern const struct record api_identity_request_record;

struct api_identity_requests {
    struct rows items; /* struct api_identity_request */
};
extern const struct record api_identity_requests_record;

struct api_access {
    bool person;
};
extern const struct record api_access_record;

struct api_analysis {
    int64_t id;
    struct date from, until;
    const char *team, *class;
    int64_t received, closed, decided, upheld, in_time, late;
    int64_t limits_kept, limits_missed, limits_excused;
    int64_t came_back, said, satisfied, not_satisfied, weak_points;
    const char *conclusion;
    struct instant counted_at, done_at;
};
extern const struct record api_analysis_record;
struct api_analyses {
    struct rows items; /* struct api_analysis */
    const char *next;
};
extern const struct record api_analyses_record;
/* A budget of remedies, with what stands against it. */
struct api_budget_query {
    const char *year;
};
struct api_budget {
    int64_t id;
    const char *fund, *team, *period, *from_month, *until_month, *currency;
    int64_t amount, warn, planned, promised, delivered, left, over, share;
};
struct api_budgets {
    struct rows items; /* struct api_budget */
};
extern const struct record api_budget_query_record, api_budget_record, api_budgets_record;

struct api_retention_rule {
    int64_t id, months, due, held;
    const char *class;
};
extern const struct record api_retention_rule_record;

struct api_due {
    const char *reference, *class;
    struct instant closed_at;
};
extern const struct record api_due_record;

struct api_retention {
    struct rows rules; /* struct api_retention_rule */
    struct rows items; /* struct api_due */
    bool more;
};
extern const struct record api_retention_record;

struct api_disposal {
    int64_t id, rule, months, complaints, persons, texts, files, event;
    const char *class, *asked_by, *approved_by, *event_hash;
    struct instant begun_at, ended_at;
};
extern const struct record api_disposal_record;

struct api_disposals {
    struct rows items; /* struct api_disposal */
};
extern const struct record api_disposals_record;

struct api_statement {
    const char *statement;
};
extern const struct record api_statement_record;

struct api_me_role {
    const char *role, *team;
};
extern const struct record api_me_role_record;

struct api_me {
    const char *kind; /* key, staff */
    const char *name, *login;
    bool read, write;
    const char *team;       /* of a key that reaches one team only */
    struct rows roles;      /* struct api_me_role; of a key one */
    const char *form_token; /* of a login session, for the header Form-Token */
};
extern const struct record api_me_record;

/* The fixed words that member holds, or NULL when it holds others. */
const struct words *api_words(const struct record *r, const char *member);

/* Refuses a value that is none of the fixed words of its member, in the whole row. */
MUST_CHECK bool api_words_allowed(struct arena *a, const struct record *r, const void *row,
                                  struct err *err);

/* The name of a member of staff or of an outside party; somebody who is gone stays named. NULL for
 * nobody (0) and for a key. */
struct req;
MUST_CHECK bool api_staff_name(struct req *rq, int64_t id, const char **out);

#endif
