#include "complaint/notices.h"

#include "complaint/named_team.h"
#include "db/notices_sql.h"

#include <string.h>

static const struct field notice_person_fields[] = {
    FIELD(struct notice_person, staff),
    FIELD(struct notice_person, depth),
    FIELD(struct notice_person, substitute),
};
const struct record notice_person_record = RECORD(struct notice_person, notice_person_fields);

static bool notice_write(struct telling *t, int64_t staff, int64_t team, int64_t absent,
                         struct err *err)
{
    const struct act *act = t->h->act;
    struct staff_notice_row row = { .id = history_id(t->h),
                                    .complaint_id = t->h->complaint,
                                    .kind = t->kind,
                                    .at = act->now,
                                    .clock_id = t->clock ? t->clock->id : 0,
                                    .clock = t->clock ? t->clock->name : NULL,
                                    .share = t->share,
                                    .staff_id = staff,
                                    .team_id = team,
                                    .for_id = absent,
                                    .acknowledge_by = t->acknowledge_by };

    return history_insert(t->h, &staff_notice_table, &row, err) &&
           sql_notice_reading_add(act->a, act->db, row.id, staff, team, err);
}

/* Nobody is told of a case that is kept from them. [4.7-a] */
static bool barred(const struct telling *t, int64_t staff)
{
    return (t->but != 0 && staff == t->but) || facts_conflict(&t->d->facts, staff) != CONFLICT_NONE;
}

/* Whoever stands in is told in place of the other one; false when neither may be. */
static bool told_whom(const struct telling *t, const struct notice_person *p, int64_t *whom,
                      int64_t *absent)
{
    bool away = p->substitute != 0 && !barred(t, p->substitute);

    *whom = away ? p->substitute : p->staff;
    *absent = away ? p->staff : 0;
    return !barred(t, *whom);
}

static bool person_tell(struct telling *t, const struct notice_person *p, bool *found,
                        struct err *err)
{
    int64_t whom, absent;

    if (!told_whom(t, p, &whom, &absent))
        return true;
    *found = true;
    for (size_t i = 0; i < t->told.n; i++)
        if (t->told.staff[i] == whom)
            return true;
    if (t->told.n == COUNT(t->told.staff))
        return true;
    t->told.staff[t->told.n++] = whom;
    return notice_write(t, whom, 0, absent, err);
}

static struct date today(const struct telling *t)
{
    return zone_date(t->p->zone, t->h->act->now, NULL);
}

static bool staff_tell(struct telling *t, int64_t staff, bool *found, struct err *err)
{
    const struct act *act = t->h->act;
    const struct notice_person *p;
    struct rows rows;

    *found = false;
    if (staff == 0)
        return true;
    if (!sql_notice_people(act->a, act->db, staff, t->d->c.team_id, "", act->now, today(t), &rows,
                           err))
        return false;
    p = rows.row;
    return rows.n == 0 || person_tell(t, p, found, err);
}

bool notice_staff(struct telling *t, int64_t staff, struct err *err)
{
    bool found;

    return staff_tell(t, staff, &found, err);
}

bool notice_owner(struct telling *t, struct err *err)
{
    bool found;

    if (!staff_tell(t, t->d->c.owner_id, &found, err))
        return false;
    if (found || t->team_told)
        return true;
    t->team_told = true;
    return notice_write(t, 0, t->d->c.team_id, 0, err);
}

bool notice_role(struct telling *t, const char *role, struct err *err)
{
    const struct act *act = t->h->act;
    bool all = strcmp(role, "top_management") == 0, found = false;
    const struct notice_person *p;
    struct rows rows;

    if (!sql_notice_people(act->a, act->db, 0, t->d->c.team_id, role, act->now, today(t), &rows,
                           err))
        return false;
    p = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        if (!all && found && p[i].depth < p[i - 1].depth)
            break;
        if (!person_tell(t, &p[i], &found, err))
            return false;
    }
    return true;
}

bool notice_team(struct telling *t, const char *team, struct err *err)
{
    const struct act *act = t->h->act;
    const struct notice_person *p;
    struct rows rows;
    bool found = false;
    int64_t id = 0;

    if ((team && !named_team(act, team, &id, err)) ||
        !sql_notice_team(act->a, act->db, id, act->now, today(t), &rows, err))
        return false;
    p = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!person_tell(t, &p[i], &found, err))
            return false;
    return found || notice_role(t, "manager", err);
}
