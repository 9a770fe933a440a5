/*
 * What the organisation itself does in the year: its own procedure, the management representative,
 * analyses of records with weak points and corrective actions, meetings, figures for appraisal.
 */
#include "complaint/packs.h"
#include "db/improvement_sql.h"
#include "demo/demo.h"
#include "improvement/leading.h"
#include "people/packs_flow.h"
#include "web/embedded.h"

enum { HOUR = 60 };

static struct date working_day(struct date day)
{
    while (date_weekday(day) > 5)
        day = date_add(day, 1);
    return day;
}

/* The working day so many days before the end; of the meeting to come, after it. */
static struct date day_of(const struct demo *d, int days)
{
    return working_day(date_add(zone_date(d->p->zone, d->until, NULL), -days));
}

static void as(struct demo *d, const char *role, const char *team)
{
    d->act.actor_kind = "staff";
    d->act.actor_id = demo_person(d, role, team);
}

/* -- the procedure -- */

static bool procedure(struct demo *d, struct err *err)
{
    const struct embedded *file = embedded_find("data/demo/procedure.yaml");
    const struct pack *pack = d->p->pack;
    struct pack_problems problems;
    struct pack_version v = { 0 };
    const char *yaml = file ? (const char *)file->s : "";
    int64_t id = 0;
    bool there;

    as(d, "administrator", NULL);
    if (!file || !pack_read(d->act.a, yaml, file->n, &v, &problems))
        return err_internal(err, "data/demo/procedure.yaml is no procedure pack");
    if (!pack_add(&d->act, &v, yaml, file->n, &id, &there, err) ||
        !pack_take(&d->act, d->p, id, "Agreed by the board: the same again is noticed.", err) ||
        !procedure_load(d->whole, d->act.db, d->p, err))
        return false;
    d->p->pack = pack;
    return true;
}

/* What top management stands for, and wants to reach within the year. */
static bool leading(struct demo *d, struct date from, struct err *err)
{
    struct policy_form policy = {
        .text[0] = "Complaints are welcome: they show us where a home is not as it should be.\n\n"
                   "Whoever complains is heard, pays nothing, and is never worse off for it. We "
                   "say until when we answer, and keep to it. We put right what went wrong and "
                   "look for its cause. Everybody who works here takes a complaint down when they "
                   "hear one.",
        .review = date_add(from, 365),
    };
    struct objective_form objective = {
        .measure = "limits",
        .target = 95,
        .from = from,
        .until = date_add(from, 365),
        .owner = demo_person(d, "manager", NULL),
        .why = "Residents plan their days by what we promise.",
    };

    return policy_adopt(&d->act, d->p, &policy, err) &&
           objective_set(&d->act, d->p, &objective, err);
}

static bool representative(struct demo *d, struct err *err)
{
    struct date from = working_day(zone_date(d->p->zone, d->act.now, NULL));

    as(d, "top_management", NULL);
    return representative_appoint(&d->act, d->p, demo_person(d, "manager", NULL), from,
                                  date_add(from, 730), err) &&
           leading(d, from, err);
}

/* -- the first analysis, and what came of it -- */

static bool weak_points(const struct demo *d, int64_t analysis, const char *const *text, size_t n,
                        struct err *err)
{
    for (size_t i = 0; i < n; i++)
        if (!weak_point_add(&d->act, analysis, text[i], err))
            return false;
    return true;
}

/* A corrective action for the n-th weak point. */
static bool set_for(struct demo *d, size_t n, const char *what, int64_t owner, int days,
                    struct err *err)
{
    struct corrective_form form = { .what = what, .owner = owner };
    struct rows points;

    form.due = date_add(zone_date(d->p->zone, d->act.now, NULL), days);
    if (!sql_weak_points(d->act.a, d->act.db, d->analysis, &points, err))
        return false;
    if (points.n <= n)
        return err_internal(err, "the demonstration has no weak point %zu", n);
    form.weak_point = ((const struct weak_point_row *)points.row)[n].id;
    return corrective_add(&d->act, d->p, &form, err);
}

static bool analyse(struct demo *d, int from, int until, struct err *err)
{
    struct date end = zone_date(d->p->zone, d->until, NULL);
    struct analysis_form form = { .from = date_add(end, -from), .until = date_add(end, -until) };

    as(d, "manager", NULL);
    return analysis_make(&d->act, d->p, &form, &d->analysis, err);
}

static bool analysis(struct demo *d, struct err *err)
{
    static const char *const points[] = {
        "Work orders are closed before anybody has looked whether the repair holds. Four of the "
        "complaints about repairs began like that.",
        "Who rings up hears three different answers about when somebody comes.",
    };

    return analyse(d, 300, 125, err) && weak_points(d, d->analysis, points, COUNT(points), err) &&
           set_for(d, 0,
                   "The caretaker confirms each repair on the spot a week later; the work order "
                   "stays open until then.",
                   demo_person(d, "handler", "Housing services"), 45, err) &&
           set_for(d, 1, "One calendar of visits, which the telephone line reads too.",
                   demo_person(d, "handler", "Riverside office"), 60, err);
}

static bool meeting_make(struct demo *d, const char *title, int days, const char *agenda,
                         struct err *err)
{
    const int64_t guests[] = { demo_person(d, "handler", "Housing services"),
                               demo_person(d, "handler", "Riverside office"),
                               demo_person(d, "handler", "Fernhill Mutual"),
                               demo_person(d, "top_management", NULL) };
    struct meeting_form form = { .team = demo_team_id(d, "Fernhill Mutual"),
                                 .day = day_of(d, days),
                                 .starts = "14:30",
                                 .title = title,
                                 .place = "Room 2, Mill Lane office",
                                 .agenda = agenda,
                                 .guests = guests,
                                 .complaints = &d->cases[0].id,
                                 .analyses = &d->analysis,
                                 .n_guests = COUNT(guests),
                                 .n_complaints = 1,
                                 .n_analyses = 1 };

    as(d, "manager", NULL);
    return meeting_call(&d->act, d->p, &form, &d->meeting, err);
}

static bool meeting(struct demo *d, struct err *err)
{
    return meeting_make(d, "Repairs that come back", 100,
                        "1. What the analysis shows\n2. The two weak points\n3. Who does what",
                        err);
}

static bool comes(struct demo *d, const char *role, const char *team, bool yes, struct err *err)
{
    as(d, role, team);
    return meeting_answer(&d->act, d->meeting, yes, err);
}

static bool answers(struct demo *d, struct err *err)
{
    return comes(d, "handler", "Housing services", true, err) &&
           comes(d, "handler", "Riverside office", true, err) &&
           comes(d, "top_management", NULL, false, err);
}

static bool minutes(struct demo *d, struct err *err)
{
    const int64_t came[] = { demo_person(d, "handler", "Housing services"),
                             demo_person(d, "handler", "Riverside office"),
                             demo_person(d, "handler", "Fernhill Mutual") };
    struct corrective_form form = { .what = "A page for residents: how a repair goes, step by "
                                            "step, in four languages.",
                                    .owner = came[2] };
    struct meeting_row m = { 0 };

    form.meeting = d->meeting;
    form.due = date_add(zone_date(d->p->zone, d->act.now, NULL), 75);
    as(d, "manager", NULL);
    return meeting_load(&d->act, d->meeting, &m, err) &&
           meeting_minute(
               &d->act, d->p, d->meeting, m.version,
               "Both corrective actions are agreed. The telephone line asks for one list "
               "of words about dates. Residents should be able to read how a repair "
               "goes.",
               came, COUNT(came), err) &&
           corrective_add(&d->act, d->p, &form, err);
}

static bool analysis_over(struct demo *d, struct err *err)
{
    struct analysis_row a = { 0 };

    as(d, "manager", NULL);
    return analysis_load(&d->act, KIND_ANALYSIS, d->analysis, &a, err) &&
           analysis_end(&d->act, d->analysis, a.version,
                        "Repairs are most of what people complain about, and half of these are "
                        "repairs that did not hold. Both weak points have an owner and a day.",
                        err);
}

static bool first_action(struct demo *d, struct corrective_action_row *out, struct err *err)
{
    struct rows rows;

    if (!sql_corrective_actions_of_analysis(d->act.a, d->act.db, d->analysis, &rows, err))
        return false;
    if (rows.n == 0)
        return err_internal(err, "the demonstration has no corrective action");
    *out = *(const struct corrective_action_row *)rows.row;
    return true;
}

static bool action_done(struct demo *d, struct err *err)
{
    struct corrective_action_row m = { 0 };

    as(d, "handler", "Housing services");
    return first_action(d, &m, err) &&
           corrective_do(&d->act, m.id, m.version,
                         "Since the beginning of the month each work order has a day on which the "
                         "caretaker looks again.",
                         err);
}

static bool action_helped(struct demo *d, struct err *err)
{
    struct corrective_action_row m = { 0 };

    as(d, "manager", NULL);
    return first_action(d, &m, err) &&
           corrective_settle(&d->act, m.id, m.version, CORRECTIVE_HELPED,
                             "Of 41 repairs two did not hold; both were found before anybody "
                             "complained.",
                             err);
}

static bool appraisal(struct demo *d, struct err *err)
{
    const int64_t teams[] = { demo_team_id(d, "Housing services"),
                              demo_team_id(d, "Riverside office") };
    struct date end = zone_date(d->p->zone, d->until, NULL);
    struct date from = date_add(end, -300), until = date_add(end, -125);
    struct rows rows;

    as(d, "manager", NULL);
    return appraisal_make(&d->act, d->p, from, until, teams, COUNT(teams), err) &&
           appraisals_load(&d->act, from, until, &rows, err) &&
           appraisal_release(&d->act, from, until, teams, COUNT(teams),
                             appraisal_version(&rows, teams, COUNT(teams)), err);
}

/* -- what is under way -- */

static bool analysis_again(struct demo *d, struct err *err)
{
    static const char *const points[] = {
        "The same leak was repaired twice and came back: nobody looks above the place that is wet.",
        "Accounts that were put right by hand fall back at the next run of the bank file.",
    };

    return analyse(d, 124, 12, err) && weak_points(d, d->analysis, points, COUNT(points), err) &&
           set_for(d, 0, "Leaks are looked at from the flat above, before anything is painted.",
                   demo_person(d, "handler", "Housing services"), 21, err);
}

static bool meeting_again(struct demo *d, struct err *err)
{
    return meeting_make(d, "What came back this autumn", -6,
                        "1. Leaks above kitchens\n2. The bank file\n3. The page for residents",
                        err) &&
           comes(d, "handler", "Riverside office", true, err);
}

static const struct {
    int days, hour; /* before the end; on a working day */
    bool (*act)(struct demo *d, struct err *err);
} moments[] = {
    { 334, 9, representative }, { 303, 11, procedure },    { 112, 9, analysis },
    { 108, 10, meeting },       { 105, 12, answers },      { 100, 17, minutes },
    { 97, 10, analysis_over },  { 72, 15, action_done },   { 61, 16, appraisal },
    { 36, 11, action_helped },  { 6, 10, analysis_again }, { 4, 16, meeting_again },
};

struct instant demo_moment(const struct demo *d)
{
    struct instant never = { INT64_MAX };

    if (d->moment == COUNT(moments))
        return never;
    return zone_instant(d->p->zone, day_of(d, moments[d->moment].days),
                        moments[d->moment].hour * HOUR);
}

bool demo_moment_act(struct demo *d, struct err *err)
{
    return moments[d->moment++].act(d, err);
}
