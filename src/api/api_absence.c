#include "api/api_absence.h"

#include "desk/absences.h"
#include "people/staff.h"

#include <inttypes.h>
#include <stdio.h>

static const struct field absence_fields[] = {
    FIELD(struct api_absence, id, .required = true, .help = "For ending it."),
    FIELD(struct api_absence, staff, .help = "Who is away; null where the name is not known."),
    FIELD(struct api_absence, substitute, .help = "Who stands in."),
    FIELD(struct api_absence, from, .required = true, .help = "The first day."),
    FIELD(struct api_absence, until, .required = true, .help = "The last day."),
    FIELD(struct api_absence, ended_at, .help = "When it was ended before that; null otherwise."),
};
const struct record api_absence_record = RECORD(struct api_absence, absence_fields);

static const struct field absences_fields[] = {
    FIELD_ROWS(struct api_absences, items, &api_absence_record),
};
const struct record api_absences_record = RECORD(struct api_absences, absences_fields);

static const struct field add_fields[] = {
    FIELD(struct api_absence_add, staff, .max = 100,
          .help = "Login of who is away; oneself when not given."),
    FIELD(struct api_absence_add, substitute, .required = true, .max = 100,
          .help = "Login of who stands in."),
    FIELD(struct api_absence_add, from, .required = true, .help = "The first day."),
    FIELD(struct api_absence_add, until, .required = true, .help = "The last day."),
};
const struct record api_absence_add_record = RECORD(struct api_absence_add, add_fields);

static bool absence_show(struct req *rq, const struct absence_row *r, struct api_absence *out)
{
    *out = (struct api_absence){
        .id = r->id, .from = r->from_on, .until = r->until_on, .ended_at = r->ended_at
    };
    return api_staff_name(rq, r->staff_id, &out->staff) &&
           api_staff_name(rq, r->substitute_id, &out->substitute);
}

bool api_absences_get(struct req *rq)
{
    struct api_absences out = { 0 };
    const struct absence_row *row;
    struct api_absence *list;
    struct rows rows;

    if (!api_logged_in(rq) || !absences_shown(rq, &rows))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_absence, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        if (!absence_show(rq, &row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_absences_record, &out);
}

/* Who is not there is nobody within reach. */
static bool staff_of(struct req *rq, const char *login, int64_t *out)
{
    struct staff_row who = { 0 };
    struct err none = { 0 };

    *out = -1;
    if (staff_by_login(edge_act(rq), login, &who, &none))
        *out = who.id;
    else if (none.kind != ERR_NOT_FOUND)
        return *rq->err = none, false;
    return true;
}

bool api_absences_post(struct req *rq)
{
    struct api_absence_add in = { 0 };
    struct absence_given given;
    struct absence_row row = { 0 };
    const struct procedure *p;
    struct api_absence out;

    if (!api_logged_in(rq) || !api_body(rq, &api_absence_add_record, &in) ||
        !edge_procedure(rq, &p))
        return false;
    given = (struct absence_given){ .staff = rq->user->id, .from = in.from, .until = in.until };
    return (!in.staff || staff_of(rq, in.staff, &given.staff)) &&
           staff_of(rq, in.substitute, &given.substitute) && absence_within(rq, &given) &&
           absence_add(edge_act(rq), p, &given, &row, rq->err) && absence_show(rq, &row, &out) &&
           req_json(rq, 201, &api_absence_record, &out);
}

/* The {absence} of the path; one that is none is nobody's. */
static int64_t path_id(const struct req *rq)
{
    const char *text = req_param(rq, "absence");
    int64_t id;
    int end = 0;

    return sscanf(text, "%" SCNd64 "%n", &id, &end) == 1 && text[end] == '\0' ? id : -1;
}

bool api_absence_end_post(struct req *rq)
{
    struct absence_row row = { 0 };
    struct api_absence out;
    int64_t id = path_id(rq);

    return api_logged_in(rq) && absence_shown(rq, id, true, &row) &&
           absence_end(edge_act(rq), id, rq->err) &&
           absence_by_id(rq->a, rq->db, id, &row, rq->err) && absence_show(rq, &row, &out) &&
           req_json(rq, 200, &api_absence_record, &out);
}
