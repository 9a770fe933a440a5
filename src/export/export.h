/*
 * The whole register as one file: JSON Lines, with everything people wrote, which
 * `redress import --mapping builtin:export` reads again; or CSV, a line for each complaint, safe to
 * open in a spreadsheet. Files stay behind: they are named with their hash. [S5] [4.10-a]
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "complaint/dossier.h"

#include <stdio.h>

struct export_person {
    const char *kind, *name, *email, *phone, *fax, *address, *postcode, *country, *language,
        *channel, *format, *needs;
};

struct export_entry {
    const char *kind, *direction, *author, *channel, *language, *text;
    struct instant at;
};

struct export_decision {
    int64_t level;
    const char *outcome, *reasons, *answer;
    struct instant decided_at, communicated_at, answered_at;
};

struct export_remedy {
    const char *kind, *state, *text, *currency;
    int64_t amount;
    struct date due_on, done_on;
    const char *item, *number, *batch, *reach, *topic, *attendees, *fund, *over_why;
    struct date valid_until;
    int64_t points, percent, cost;
};

struct export_own {
    const char *name, *value; /* an own field of the procedure */
};

struct export_file {
    const char *name, *type, *sha256;
    int64_t size;
};

struct export_case {
    const char *reference, *type, *stage, *channel, *language, *privacy, *team;
    int64_t level;
    struct instant received_at, entered_at, updated_at;
    const char *subject, *description, *product, *product_reference, *class, *class_label,
        *problems;
    const char *sought, *remedy_sought, *happened_text, *place, *recurrent, *segment;
    const char *immediate_action, *referred_by;
    struct date happened_on, happened_until;
    const char *severity, *safety, *priority, *outcome, *answer, *closing;
    struct instant decided_at, closed_at;
    const char *source_system, *external_reference;
    const void *complainant;    /* struct export_person */
    const void *representative; /* struct export_person */
    const char *authority;
    struct rows entries, decisions, remedies, files;
    struct rows fields;      /* struct export_own */
    const char *fields_text; /* the same in one cell, a line for each */
    const char *pack;        /* the procedure it was filed with, "service_quality@1" */
};
extern const struct record export_case_record;

/* A case as it is exported; `team` is its name. */
void export_fill(struct arena *a, const struct procedure *p, const struct dossier *d,
                 const char *team, struct export_case *out);

struct export_job {
    const struct act *act;
    const struct procedure *p;
    bool csv; /* else JSON Lines */
    FILE *to;
    void (*told)(void *job, int64_t done); /* may be NULL */
    void *job;
};

struct export_count {
    int64_t written;
    int64_t left_out; /* whoever acts is complained about in them, or in conflict */
    int64_t sealed;   /* written without the names, which are not open to whoever acts */
};

/* Writes every complaint as it stands at one moment, in the order they came in, as far as whoever
 * acts may read each of them: this takes no more out than the desk shows. They need what a second
 * person allowed (people/second_person.h), which is used up: ERR_REFUSED without. The event
 * "exported" is on disk before the first line. [S15] [4.7-a] [4.10-a] */
MUST_CHECK bool export_all(const struct export_job *job, struct export_count *count,
                           struct err *err);

#endif
