#include "improvement/duty.h"

#include "complaint/notices.h"
#include "complaint/pack_version.h"
#include "db/improvement_sql.h"
#include "db/notices_sql.h"
#include "improvement/given.h"
#include "improvement/leading.h"
#include "operation/step.h"

#include <string.h>

#define TOP "top_management"

static const struct field duty_told_fields[] = {
    FIELD(struct duty_told, id),      FIELD(struct duty_told, kind),
    FIELD(struct duty_told, of_id),   FIELD(struct duty_told, due_on),
    FIELD(struct duty_told, at),      FIELD(struct duty_told, for_id),
    FIELD(struct duty_told, read_at),
};
const struct record duty_told_record = RECORD(struct duty_told, duty_told_fields);

/* Something that is due, and to whom it falls: one member of staff, or, where there is none or they
 * have left, top management. */
struct duty {
    const char *kind;
    int64_t of;
    struct date due;
    int64_t staff;
};

static bool write(struct history *h, const struct duty *d, const struct notice_person *p,
                  struct err *err)
{
    const struct act *act = h->act;
    struct duty_notice_row row = { .id = history_id(h),
                                   .kind = d->kind,
                                   .of_id = d->of,
                                   .due_on = d->due,
                                   .at = act->now,
                                   .staff_id = p->substitute ? p->substitute : p->staff,
                                   .for_id = p->substitute ? p->staff : 0 };

    return history_insert(h, &duty_notice_table, &row, err) &&
           sql_notice_reading_add(act->a, act->db, row.id, row.staff_id, 0, err);
}

static int64_t told_whom(const struct notice_person *p)
{
    return p->substitute ? p->substitute : p->staff;
}

/* Nobody hears of it twice, not for somebody else either. */
static bool all_write(struct history *h, const struct duty *d, const struct rows *people,
                      struct err *err)
{
    const struct notice_person *p = people->row;

    for (size_t i = 0; i < people->n; i++) {
        bool twice = false;
        for (size_t k = 0; k < i; k++)
            twice |= told_whom(&p[k]) == told_whom(&p[i]);
        if (!twice && !write(h, d, &p[i], err))
            return false;
    }
    return true;
}

static bool people_of(const struct act *act, const struct procedure *p, const struct duty *d,
                      struct rows *out, struct err *err)
{
    struct date today = acting_today(act, p);

    *out = (struct rows){ 0 };
    if (d->staff != 0 && !sql_duty_people(act->a, act->db, d->staff, "", act->now, today, out, err))
        return false;
    return out->n > 0 || sql_duty_people(act->a, act->db, 0, TOP, act->now, today, out, err);
}

static bool told(const struct act *act, const struct duty *d, bool *out, struct err *err)
{
    int64_t n = 0;

    if (!sql_duty_told(act->a, act->db, d->kind, d->of, &n, err))
        return false;
    *out = n > 0;
    return true;
}

/* Looked for first, so that what was told costs no lock. */
static bool tell(const struct act *act, const struct procedure *p, const struct duty *d,
                 struct err *err)
{
    AUTO_TX tx = { 0 };
    struct rows people;
    struct history h;
    bool done;

    if (!told(act, d, &done, err) || (!done && !people_of(act, p, d, &people, err)))
        return false;
    if (done || people.n == 0)
        return true;
    if (!tx_begin(&tx, act->db, err) || !told(act, d, &done, err))
        return false;
    return done || (history_begin(&h, act, COMPLAINT_NONE, "duty_told", NULL, err) &&
                    all_write(&h, d, &people, err) && history_end(&h, err) && tx_commit(&tx, err));
}

static bool reached(struct date due, struct date today)
{
    return date_is_set(due) && date_compare(due, today) <= 0;
}

static bool policy_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    struct policy_row row = { 0 };
    bool there;

    if (!policy_now(act, p, &row, &there, err))
        return false;
    return !there || !reached(row.review_on, acting_today(act, p)) ||
           tell(act, p, &(struct duty){ "policy", row.id, row.review_on, 0 }, err);
}

/* After the last day of its period. */
static bool objectives_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    const struct objective_row *o;
    struct rows rows;

    if (!sql_objectives_over(act->a, act->db, acting_today(act, p), &rows, err))
        return false;
    o = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!tell(act, p,
                  &(struct duty){ "objective", o[i].id, date_add(o[i].until_on, 1), o[i].owner_id },
                  err))
            return false;
    return true;
}

/* So many months after the last one; where none was held, after the organisation began. */
static bool review_day(const struct act *act, const struct procedure *p, struct duty *d, bool *ever,
                       struct err *err)
{
    const struct analysis_row *last;
    struct instant began = { 0 };
    struct rows rows;

    if (!review_due(act, p, ever, &d->due, err) ||
        !sql_analysis_last(act->a, act->db, KIND_REVIEW, 0, &rows, err) ||
        !sql_history_began(act->a, act->db, &began.us, err))
        return false;
    last = rows.row;
    d->of = rows.n > 0 ? last->id : 0;
    if (*ever && rows.n == 0)
        d->due =
            months_later(zone_date(p->zone, began, NULL), procedure_number(p, "review_months", 0));
    return true;
}

static bool review_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    struct duty d = { .kind = "review" };
    bool ever;

    return review_day(act, p, &d, &ever, err) &&
           (!ever || !reached(d.due, acting_today(act, p)) || tell(act, p, &d, err));
}

/* What the procedure says itself of when it is looked at again: the management representative sees
 * to it. [5.4.1-a] */
static bool procedure_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    const struct pack_version *v;
    struct appointment_row row = { 0 };
    bool there;

    if (!procedure_pack_now(p, act->db, &v, err))
        return false;
    if (!v || !date_is_set(v->review_by) || !reached(v->review_from, acting_today(act, p)))
        return true;
    return representative_now(act, p, &row, &there, err) &&
           tell(act, p,
                &(struct duty){ "procedure", v->id, v->review_by, there ? row.staff_id : 0 }, err);
}

bool duties_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    return policy_tell(act, p, err) && objectives_tell(act, p, err) && review_tell(act, p, err) &&
           procedure_tell(act, p, err);
}

bool duties_job(struct app *app, struct err *err)
{
    return step_job(app, duties_tell, err);
}
