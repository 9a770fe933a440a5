#include "desk/absences.h"

#include "desk/desk.h"
#include "edge/reach.h"

#include <stdlib.h>
#include <string.h>

bool absence_plans(const struct req *rq)
{
    return may(rq->user, MAY_ASSIGN, NULL);
}

bool absence_people(struct req *rq, enum may what, struct choice **out, size_t *n)
{
    struct reach reach;
    struct rows rows;

    if (!edge_reach(rq, what, &reach) || !desk_people(rq, &reach, &rows))
        return false;
    *out = (struct choice *)(uintptr_t)rows.row + 1; /* without "nobody yet" */
    *n = rows.n - 1;
    return true;
}

static bool among(struct req *rq, const struct choice *people, size_t n, int64_t staff)
{
    const char *who = arena_printf(rq->a, "%" PRId64, staff);

    for (size_t i = 0; i < n; i++)
        if (strcmp(people[i].value, who) == 0)
            return true;
    return false;
}

/* Whose absences the reader plans, besides their own. */
struct planned {
    struct choice *people;
    size_t n;
};

static bool planned_read(struct req *rq, struct planned *out)
{
    *out = (struct planned){ 0 };
    return !absence_plans(rq) || absence_people(rq, MAY_ASSIGN, &out->people, &out->n);
}

static bool plans_for(struct req *rq, const struct planned *planned, int64_t staff)
{
    return staff == rq->user->id || among(rq, planned->people, planned->n, staff);
}

bool absence_within(struct req *rq, const struct absence_given *in)
{
    struct planned planned;
    struct choice *others;
    size_t n;

    if (!planned_read(rq, &planned) || !absence_people(rq, MAY_READ, &others, &n))
        return false;
    if (!plans_for(rq, &planned, in->staff))
        return err_field(rq->err, "staff", N_("Choose who is away."));
    return in->substitute == in->staff || among(rq, others, n, in->substitute) ||
           err_field(rq->err, "substitute", N_("Choose who stands in."));
}

bool absences_shown(struct req *rq, struct rows *out)
{
    const struct procedure *p;
    struct absence_row *row;
    struct planned planned;
    size_t n = 0;

    if (!edge_procedure(rq, &p) || !absence_list(edge_act(rq), p, out, rq->err) ||
        !planned_read(rq, &planned))
        return false;
    row = (struct absence_row *)(uintptr_t)out->row;
    for (size_t i = 0; i < out->n; i++)
        if (row[i].substitute_id == rq->user->id || plans_for(rq, &planned, row[i].staff_id))
            row[n++] = row[i];
    out->n = n;
    return true;
}

bool absence_shown(struct req *rq, int64_t id, bool change, struct absence_row *out)
{
    struct err none = { 0 };
    struct planned planned;

    if (!planned_read(rq, &planned))
        return false;
    if (absence_by_id(rq->a, rq->db, id, out, &none) &&
        (plans_for(rq, &planned, out->staff_id) || (!change && out->substitute_id == rq->user->id)))
        return true;
    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND) {
        *rq->err = none;
        return false;
    }
    return err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}
