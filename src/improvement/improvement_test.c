/* Figures stay as they were counted, weak points have corrective actions that somebody else checks,
 * departments see what was released, and top management appoints. On both engines. */
#include "db/improvement_sql.h"
#include "improvement/duty.h"
#include "improvement/figures.h"
#include "improvement/leading.h"
#include "operation/closing/breach_flow.h"
#include "operation/closing/clock_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/try.h"
#include "people/team.h"

#include <string.h>

enum { MANY = 201 };

static struct date today(const struct try *t)
{
    return zone_date(t->p.zone, t->act.now, NULL);
}

/* Of the period that ended yesterday, in which the complaints were filed. */
static struct analysis_form until_yesterday(const struct try *t)
{
    return (struct analysis_form){ .from = date_add(today(t), -60),
                                   .until = date_add(today(t), -1) };
}

static struct figures_line sum_of(struct try *t, const char *kind, int64_t id, int64_t reader)
{
    struct analysis_row a = { 0 };
    struct err err = { 0 };
    struct rows lines;

    if (!analysis_load(&t->act, kind, id, &a, &err)) {
        try_why(&err, false);
        return (struct figures_line){ 0 };
    }
    lines = figures_read(t->a, a.figures.text, reader);
    return figures_sum(&lines, 0, NULL);
}

/* Somebody has a conflict of interest in that case. */
static void barred(struct try *t, int64_t complaint, int64_t staff)
{
    struct conflict_row row = {
        .complaint_id = complaint, .staff_id = staff, .kind = "declared", .at = t->act.now
    };
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, t->db, &err) ||
        !history_begin(&h, &t->act, complaint, "conflict_declared", NULL, &err) ||
        !history_insert(&h, &conflict_table, &row, &err) || !history_end(&h, &err) ||
        !tx_commit(&tx, &err))
        try_why(&err, false);
}

static void figures(struct try *t)
{
    int64_t first = try_file(t, "figures one"), id = 0, again = 0;
    struct analysis_form form;

    try_file(t, "figures two");
    try_days(t, 2);
    try_as(t, t->manager);
    barred(t, first, t->second);
    form = until_yesterday(t);
    TRY("[item 113] the figures of a period are counted",
        analysis_make(&t->act, &t->p, &form, &id, &err));
    TAP_INT("both complaints are in them", sum_of(t, KIND_ANALYSIS, id, t->manager).received, 2);
    TAP_INT("[4.7-a] a case is not counted for whom it is kept from",
            sum_of(t, KIND_ANALYSIS, id, t->second).received, 1);
    try_file(t, "figures three");
    try_days(t, 3);
    TAP_INT("they stay as they were", sum_of(t, KIND_ANALYSIS, id, 0).received, 2);
    form = until_yesterday(t);
    TRY("counted anew", analysis_make(&t->act, &t->p, &form, &again, &err));
    TAP_INT("with what came since", sum_of(t, KIND_ANALYSIS, again, 0).received, 3);
    form.class = "no such";
    TRY_REFUSED("a class that there is", analysis_make(&t->act, &t->p, &form, &id, &err),
                "There is no such class.");
    form.class = NULL;
    form.until = today(t);
    TRY_REFUSED("[item 113] the period is over", analysis_make(&t->act, &t->p, &form, &id, &err),
                "This period is not over yet: its last day has to be past.");
    form.team = t->team + 1;
    form.until = date_add(today(t), -1);
    TRY_REFUSED("a department that there is", analysis_make(&t->act, &t->p, &form, &id, &err),
                "Choose a department of yours.");
}

static int64_t last_point(struct try *t)
{
    return try_number(t, "SELECT max(id) AS value FROM weak_point");
}

static int64_t last_action(struct try *t)
{
    return try_number(t, "SELECT max(id) AS value FROM corrective_action");
}

static void weak_points(struct try *t)
{
    struct analysis_form form;
    struct corrective_form action = { .what = "Count the parts before they leave." };
    struct corrective_action_row row = { 0 };
    int64_t id = 0, done;

    try_file(t, "weak points");
    try_days(t, 2);
    try_as(t, t->manager);
    form = until_yesterday(t);
    TRY("an analysis", analysis_make(&t->act, &t->p, &form, &id, &err));
    TRY_REFUSED("a weak point is said", weak_point_add(&t->act, id, " ", &err),
                "Say what the weak point is.");
    TRY("[8.2-d] a weak point", weak_point_add(&t->act, id, "Parts are missing.", &err));
    TRY_REFUSED("[item 113] each weak point has an action",
                analysis_end(&t->act, id, 1, "More care.", &err),
                "A weak point has no corrective action yet: set one for each.");
    action.weak_point = last_point(t);
    TRY_REFUSED("whoever answers for it works here", corrective_add(&t->act, &t->p, &action, &err),
                "Choose somebody who works here.");
    action.owner = t->handler;
    TRY_REFUSED("with a day", corrective_add(&t->act, &t->p, &action, &err), "Say until when.");
    action.due = date_add(today(t), 10);
    TRY("[8.2-d] a corrective action", corrective_add(&t->act, &t->p, &action, &err));
    TRY_REFUSED("somebody else was faster", analysis_end(&t->act, id, 7, "More care.", &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    TRY("now it can be done", analysis_end(&t->act, id, 1, "More care.", &err));
    TRY_REFUSED("and is done", weak_point_add(&t->act, id, "Another.", &err),
                "This analysis is done already.");
    done = last_action(t);
    try_as(t, t->handler);
    TRY_REFUSED("[8.7-a] what is not done did not help",
                corrective_settle(&t->act, done, 1, CORRECTIVE_HELPED, "No.", &err),
                "This is further already. Look at it again.");
    TRY("done", corrective_do(&t->act, done, 1, "A list lies in each box.", &err));
    TRY_REFUSED("[8.7-a] nobody checks their own",
                corrective_settle(&t->act, done, 2, CORRECTIVE_HELPED, "None missing.", &err),
                "A second person has to do this: somebody else than you.");
    try_as(t, t->manager);
    TRY("not enough", corrective_settle(&t->act, done, 2, CORRECTIVE_AGAIN, "Two missing.", &err));
    TRY("done anew", corrective_do(&t->act, done, 3, "Weighed, too.", &err));
    try_as(t, t->second);
    TRY("[8.7-a] it helped",
        corrective_settle(&t->act, done, 4, CORRECTIVE_HELPED, "None missing.", &err));
    TRY("loaded", corrective_load(&t->act, done, &row, &err));
    TAP_TEXT("as it stands", row.state, "verified");
    TAP_TEXT("what people wrote is sealed and opened", row.settled_text.text, "None missing.");
    TRY_REFUSED("over is over",
                corrective_settle(&t->act, done, 5, CORRECTIVE_DROP, "No use.", &err),
                "This is further already. Look at it again.");
}

/* Before anything else was looked at. */
static void due(struct try *t)
{
    struct analysis_form form;
    struct date day = { 0 };
    int64_t id = 0;
    bool ever = false;

    try_as(t, t->manager);
    TRY("asked", analysis_due(&t->act, &t->p, t->team, &ever, &day, &err));
    TAP("[item 113] there is a rhythm, and nobody has looked yet", ever && !date_is_set(day));
    form = until_yesterday(t);
    form.team = t->team;
    form.class = "P01";
    TRY("of one class", analysis_make(&t->act, &t->p, &form, &id, &err));
    TRY("asked", analysis_due(&t->act, &t->p, t->team, &ever, &day, &err));
    TAP("of one class is not of all", !date_is_set(day));
    form = (struct analysis_form){ .from = { 2023, 11, 1 },
                                   .until = { 2023, 11, 30 },
                                   .team = t->team };
    TRY("of a month of thirty days", analysis_make(&t->act, &t->p, &form, &id, &err));
    TRY("asked", analysis_due(&t->act, &t->p, t->team, &ever, &day, &err));
    TAP("[item 113] due at the end of a month of thirty-one days",
        date_compare(day, (struct date){ 2023, 12, 31 }) == 0);
    form = until_yesterday(t);
    form.team = t->team;
    TRY("of all", analysis_make(&t->act, &t->p, &form, &id, &err));
    TRY("asked again", analysis_due(&t->act, &t->p, t->team, &ever, &day, &err));
    TAP("[item 113] due a month after the period",
        date_compare(day, date_add(form.until, 27)) > 0 &&
            date_compare(day, date_add(form.until, 32)) < 0);
}

/* Dates that were missed, for a cause of the department or for another one. */
static void missed(struct try *t, const char *cause, int64_t missed_now, int64_t excused_now)
{
    struct breach_form said = { .cause = cause };
    struct analysis_form form = { .from = today(t) };
    int64_t id = try_file(t, cause), made = 0;
    struct figures_line sum;

    try_as(t, t->handler);
    TRY("taken up", case_take_up(&t->act, &t->p, id, 0, &err));
    try_days(t, 8);
    t->act.actor_kind = "system";
    t->act.actor_id = 0;
    TRY("the clerk looks", overdue_all(&t->act, &t->p, &err) && clocks_tell(&t->act, &t->p, &err));
    try_as(t, t->handler);
    TRY("said why", breach_explain(&t->act, &t->p, id, try_version(t, id), &said, &err));
    form.until = date_add(today(t), -1);
    TRY("counted", analysis_make(&t->act, &t->p, &form, &made, &err));
    sum = sum_of(t, KIND_ANALYSIS, made, 0);
    TAP_INT(arena_printf(t->a, "[item 114] missed: %s", cause), sum.missed > 0, missed_now);
    TAP_INT(arena_printf(t->a, "[item 114] excused: %s", cause), sum.excused > 0, excused_now);
    TAP_INT("what was kept counts as kept", sum.kept > 0, 1);
}

/* Two people count the same period at the same moment: the second row does not come in. */
static void twice(struct try *t, const struct analysis_row *there)
{
    struct analysis_row row = *there;
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    row.id = 0;
    row.version = 0;
    TAP("[item 114] a department has one row in a period",
        tx_begin(&tx, t->db, &err) &&
            history_begin(&h, &t->act, COMPLAINT_NONE, "appraisal_made", NULL, &err) &&
            !(history_insert(&h, &analysis_table, &row, &err) && history_end(&h, &err) &&
              tx_commit(&tx, &err)) &&
            err.kind == ERR_CONFLICT);
}

/* None of many departments is left out. */
static void appraisal_of_many(struct try *t)
{
    struct date from = date_add(today(t), -30), until = date_add(today(t), -10);
    struct err none = { 0 };
    int64_t teams[MANY];
    struct rows rows = { 0 };

    for (size_t i = 0; i < MANY; i++)
        teams[i] = 1000 + (int64_t)i;
    TRY("counted", appraisal_make(&t->act, &t->p, from, until, teams, MANY, &err));
    TAP("loaded", appraisals_load(&t->act, from, until, &rows, &none));
    TAP_INT("[item 114] all departments are in it", (int64_t)rows.n, MANY);
}

static void appraisal(struct try *t)
{
    struct date from = date_add(today(t), -60), until;
    const int64_t teams[] = { t->team };
    const struct analysis_row *a;
    struct err none = { 0 };
    struct rows rows;
    int64_t id;

    try_file(t, "appraised");
    try_days(t, 2);
    until = date_add(today(t), -1);
    try_as(t, t->manager);
    TRY_REFUSED("nothing is there to release",
                appraisal_release(&t->act, from, until, teams, 1, 0, &err),
                "Nothing of this period is left to release.");
    TRY("[item 114] the figures of a department",
        appraisal_make(&t->act, &t->p, from, until, teams, 1, &err));
    TRY("counted anew before they are released",
        appraisal_make(&t->act, &t->p, from, until, teams, 1, &err));
    TAP("loaded", appraisals_load(&t->act, from, until, &rows, &none) && rows.n == 1);
    a = rows.row;
    id = a->id;
    TAP("[item 114] of the team alone",
        sum_of(t, KIND_APPRAISAL, id, 0).received > 0 && a->team_id == t->team);
    TAP_INT("its version is the one of the row", appraisal_version(&rows, teams, 1), 2);
    TRY_REFUSED("[item 114] what is released is what was looked at",
                appraisal_release(&t->act, from, until, teams, 1, 1, &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    twice(t, a);
    TRY("[item 114] released", appraisal_release(&t->act, from, until, teams, 1, 2, &err));
    TRY_REFUSED("once", appraisal_release(&t->act, from, until, teams, 1, 3, &err),
                "Nothing of this period is left to release.");
    barred(t, try_file(t, "after the release"), t->handler);
    TRY_REFUSED("counted again changes nothing, and says so",
                appraisal_make(&t->act, &t->p, from, until, teams, 1, &err),
                "All figures of this period were released: they stay as they are.");
    TAP("what was released stays", appraisals_load(&t->act, from, until, &rows, &none) &&
                                       ((const struct analysis_row *)rows.row)->version == 3);
    TRY_REFUSED("an appraisal is no analysis",
                analysis_load(&t->act, KIND_ANALYSIS, id, &(struct analysis_row){ 0 }, &err),
                "There is no such page.");
}

static int64_t now_is(struct try *t)
{
    struct appointment_row a = { 0 };
    struct err err = { 0 };
    bool there = false;

    if (!representative_now(&t->act, &t->p, &a, &there, &err))
        try_why(&err, false);
    return there ? a.staff_id : 0;
}

static void representative(struct try *t)
{
    const struct date none = { 0 };
    int64_t first, former;

    try_as(t, t->manager);
    TAP_INT("[5.4.1-a] nobody at first", now_is(t), 0);
    TRY_REFUSED("[5.4.1-a] only top management appoints",
                representative_appoint(&t->act, &t->p, t->manager, none, none, &err),
                "Only top management appoints.");
    try_as(t, t->top);
    TRY("[item 176] appointed",
        representative_appoint(&t->act, &t->p, t->manager, none, none, &err));
    TAP_INT("[item 176] from today", now_is(t), t->manager);
    TRY("the next from next week",
        representative_appoint(&t->act, &t->p, t->second, date_add(today(t), 7), none, &err));
    TAP_INT("the former still", now_is(t), t->manager);
    try_days(t, 8);
    TAP_INT("then the next", now_is(t), t->second);
    first = try_number(t, "SELECT max(id) AS value FROM appointment");
    former = try_number(t, "SELECT min(id) AS value FROM appointment");
    TRY_REFUSED("[item 176] what is over does not end again",
                representative_end(&t->act, &t->p, former, &err),
                "This appointment has ended already.");
    TRY("ended", representative_end(&t->act, &t->p, first, &err));
    TAP_INT("vacant", now_is(t), 0);
    TRY_REFUSED("once", representative_end(&t->act, &t->p, first, &err),
                "This appointment has ended already.");
    TRY("somebody again", representative_appoint(&t->act, &t->p, t->handler, none, none, &err));
    try_leave(t, t->handler);
    TAP_INT("[5.4.1-a] who has left is nobody", now_is(t), 0);
}

static void duties(struct try *t)
{
    const char *const text[LANGS] = { "Writes each month." };
    const char *usual[LANGS];
    int64_t version = 0, later = 0;

    TRY("asked", duties_version(&t->act, &version, &err));
    TRY("[5.4.1-a] the duties are the organisation's", duties_save(&t->act, text, version, &err));
    TRY_REFUSED("somebody else was faster", duties_save(&t->act, text, version, &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    TRY("asked again", duties_version(&t->act, &later, &err));
    for (int i = 0; i < LANGS; i++)
        usual[i] = duties_usual(&langs[i]);
    TRY("as the standard has them", duties_save(&t->act, usual, later, &err));
    TRY("asked", duties_version(&t->act, &later, &err));
    TAP_INT("which is not kept as one's own", later, version);
}

/* More than a meeting holds is refused; nothing is left out in silence. */
static void too_many(struct try *t, struct meeting_form form)
{
    int64_t ids[MEETING_GUESTS + 1], id = 0;

    for (size_t i = 0; i < COUNT(ids); i++)
        ids[i] = t->manager;
    form.guests = ids;
    form.n_guests = COUNT(ids);
    TRY_REFUSED("[item 175] too many guests", meeting_call(&t->act, &t->p, &form, &id, &err),
                "These are too many: give at most {most}.");
    form.n_guests = 1;
    form.analyses = ids;
    form.n_analyses = MEETING_ITEMS + 1;
    TRY_REFUSED("[item 175] too many analyses", meeting_call(&t->act, &t->p, &form, &id, &err),
                "These are too many: give at most {most}.");
    form.n_analyses = 0;
    form.complaints = ids;
    form.n_complaints = MEETING_ITEMS + 1;
    TRY_REFUSED("[item 175] too many complaints", meeting_call(&t->act, &t->p, &form, &id, &err),
                "These are too many: give at most {most}.");
}

static void meeting(struct try *t)
{
    const int64_t guests[] = { t->top, t->manager, t->top };
    struct meeting_form form = { .title = "Missing parts",
                                 .place = "Room 3",
                                 .starts = "25:00",
                                 .agenda = "The last month.",
                                 .guests = guests,
                                 .n_guests = 3 };
    struct corrective_form decision = { .what = "A second scale.", .owner = t->manager };
    struct meeting_row m = { 0 };
    const struct meeting_guest_row *g;
    struct err none = { 0 };
    struct rows rows = { 0 };
    int64_t id = 0;

    try_as(t, t->manager);
    form.day = date_add(today(t), 2);
    TRY_REFUSED("a time that there is", meeting_call(&t->act, &t->p, &form, &id, &err),
                "Give the time as hours and minutes, such as 14:30.");
    form.starts = "14:30";
    too_many(t, form);
    TRY("[item 175] called", meeting_call(&t->act, &t->p, &form, &id, &err));
    TAP("each is invited once", meeting_guests(&t->act, id, &rows, &none) && rows.n == 2);
    TRY_REFUSED("not minuted before",
                meeting_minute(&t->act, &t->p, id, 1, "It was.", NULL, 0, &err),
                "This meeting is still to come.");
    try_as(t, t->second);
    TRY_REFUSED("who is not invited does not answer", meeting_answer(&t->act, id, true, &err),
                "There is no such page.");
    try_as(t, t->top);
    TRY("[item 175] top management comes", meeting_answer(&t->act, id, true, &err));
    TRY("and may say otherwise", meeting_answer(&t->act, id, false, &err));
    TRY("and again", meeting_answer(&t->act, id, true, &err));
    try_days(t, 3);
    try_as(t, t->manager);
    TRY("[item 175] minutes, and who came",
        meeting_minute(&t->act, &t->p, id, 1, "A scale is bought.", &t->top, 1, &err));
    decision.meeting = id;
    decision.due = date_add(today(t), 5);
    TRY("[item 175] a decision with who answers for it",
        corrective_add(&t->act, &t->p, &decision, &err));
    TAP("loaded",
        meeting_load(&t->act, id, &m, &none) && meeting_guests(&t->act, id, &rows, &none));
    g = rows.row;
    TAP_TEXT("[item 175] the minutes", m.minutes.text, "A scale is bought.");
    TAP_TEXT("the answer", g[0].answer, "yes");
    TAP("who was there", g[0].attended && !g[1].attended);
    TRY_REFUSED("over is over", meeting_answer(&t->act, id, false, &err),
                "This meeting was held already.");
    form.day = date_add(today(t), 2);
    TRY("another", meeting_call(&t->act, &t->p, &form, &id, &err));
    TRY("called off", meeting_call_off(&t->act, id, &err));
    decision.meeting = id;
    TRY_REFUSED("decides nothing", corrective_add(&t->act, &t->p, &decision, &err),
                "This meeting was called off.");
}

/* -- how top management leads -- */

static struct policy_row policy_of_today(struct try *t)
{
    struct policy_row row = { 0 };
    struct err err = { 0 };
    bool there = false;

    try_why(&err, policy_now(&t->act, &t->p, &row, &there, &err));
    return row;
}

static void policy(struct try *t)
{
    struct policy_form form = { .review = date_add(today(t), 30) };
    const struct lang *vi = lang_by_tag("vi"), *is = NULL;
    struct policy_row row;

    TAP_INT("[4.2-a] none at first", policy_of_today(t).id, 0);
    form.text[t->p.lang->index] = "We listen.";
    try_as(t, t->manager);
    TRY_REFUSED("[4.2-a] only top management adopts", policy_adopt(&t->act, &t->p, &form, &err),
                "Only top management adopts the policy.");
    try_as(t, t->top);
    TRY("[4.2-a] [item 174] adopted", policy_adopt(&t->act, &t->p, &form, &err));
    row = policy_of_today(t);
    TAP_TEXT("[5.3-a] where there is no translation, the organisation's own words",
             policy_text(&row, &t->p, vi, &is), "We listen.");
    TAP_TEXT("whose language is told", is->tag, t->p.lang->tag);
    form.review = today(t);
    TRY_REFUSED("[4.2-b] looked at again after it begins",
                policy_adopt(&t->act, &t->p, &form, &err),
                "It is looked at again after the day from which it holds.");
    form.from = date_add(today(t), 7);
    form.review = date_add(today(t), 60);
    form.text[vi->index] = "Chúng tôi lắng nghe.";
    TRY("the next from next week", policy_adopt(&t->act, &t->p, &form, &err));
    TAP_INT("[5.3-a] the first still", policy_of_today(t).id, row.id);
    try_days(t, 8);
    row = policy_of_today(t);
    TAP_TEXT("[5.3-a] then the next, in one's own language", policy_text(&row, &t->p, vi, &is),
             "Chúng tôi lắng nghe.");
}

static void shares(void)
{
    static const struct figures_line sum = { .received = 10,
                                             .in_time = 8,
                                             .late = 2,
                                             .kept = 3,
                                             .missed = 1,
                                             .excused = 5,
                                             .came_back = 1,
                                             .said = 0 };
    static const struct {
        const char *name, *measure;
        int64_t target, part, whole;
        bool met;
    } cases[] = {
        { "[6.2-a] just enough is enough", "in_time", 80, 8, 10, true },
        { "[6.2-a] a bit more is wanted", "in_time", 81, 8, 10, false },
        { "[6.2-a] what is excused counts in nothing", "limits", 75, 3, 4, true },
        { "[6.2-a] the fewer the better", "came_back", 10, 1, 10, true },
        { "[6.2-a] one too many", "came_back", 9, 1, 10, false },
        { "[6.2-a] of nothing nothing is reached", "satisfied", 0, 0, 0, false },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct objective_row o = { .measure = cases[i].measure, .target = cases[i].target };
        struct reached r = objective_reached(&o, &sum);
        TAP(cases[i].name,
            r.part == cases[i].part && r.whole == cases[i].whole && r.met == cases[i].met);
    }
}

static void objective(struct try *t)
{
    struct objective_form form = { .measure = "came_back", .target = 0, .owner = t->manager };
    struct objective_row o = { 0 };
    struct figures_line sum = { 0 };
    struct reached r = { 0 };
    int64_t id;

    try_file(t, "objective");
    form.from = date_add(today(t), -60);
    form.until = date_add(today(t), 5);
    try_as(t, t->manager);
    TRY_REFUSED("[6.2-a] only top management sets one", objective_set(&t->act, &t->p, &form, &err),
                "Only top management sets objectives.");
    try_as(t, t->top);
    form.team = t->team + 1;
    TRY_REFUSED("of a department that there is", objective_set(&t->act, &t->p, &form, &err),
                "Choose a department of yours.");
    form.team = 0;
    TRY("[6.2-a] [item 174] set", objective_set(&t->act, &t->p, &form, &err));
    id = try_number(t, "SELECT max(id) AS value FROM objective");
    TRY("loaded", objective_load(&t->act, id, &o, &err));
    TRY("[6.2-a] counted", objective_count(&t->act, &t->p, &o, 0, &sum, &err));
    r = objective_reached(&o, &sum);
    TAP_INT("[6.2-a] of the complaints there are", r.whole,
            try_number(t, "SELECT count(*) AS value FROM complaint WHERE set_aside IS NULL"));
    o.team_id = t->team;
    TRY("of the department", objective_count(&t->act, &t->p, &o, 0, &sum, &err));
    TAP_INT("the same", sum.received, r.whole);
    TRY("settled", objective_end(&t->act, id, 1, "It is enough.", &err));
    TRY_REFUSED("once", objective_end(&t->act, id, 2, "Again.", &err),
                "This objective is settled already.");
    for (int i = 0; i < OBJECTIVES_OPEN; i++)
        TRY("another one", objective_set(&t->act, &t->p, &form, &err));
    TRY_REFUSED(
        "none that no page would show", objective_set(&t->act, &t->p, &form, &err),
        "{most} objectives are under way, as many as there can be. Settle one of them first.");
}

static void means(struct try *t)
{
    struct resource_form form = { .kind = "people", .what = "One more.", .team = t->team };
    struct resource_answer answer = { .granted = true, .text = "From May." };
    int64_t id = 0;

    try_as(t, t->manager);
    form.team = t->team + 1;
    TRY_REFUSED("for a department that there is", resource_ask(&t->act, &form, &id, &err),
                "Choose a department of yours.");
    form.team = t->team;
    TRY("[6.4-a] [item 174] asked for", resource_ask(&t->act, &form, &id, &err));
    answer.due = date_add(today(t), 9);
    TRY_REFUSED("[4.3-c] nobody grants their own",
                resource_decide(&t->act, &t->p, id, 1, &answer, &err),
                "Only top management answers this.");
    TRY_REFUSED("it is not there before", resource_arrive(&t->act, id, 1, &err),
                "This is further already. Look at it again.");
    try_as(t, t->top);
    TRY("[4.3-c] granted", resource_decide(&t->act, &t->p, id, 1, &answer, &err));
    TRY_REFUSED("answered once", resource_decide(&t->act, &t->p, id, 2, &answer, &err),
                "This is further already. Look at it again.");
    try_as(t, t->manager);
    TRY("[6.4-a] there", resource_arrive(&t->act, id, 2, &err));
}

static void review(struct try *t)
{
    struct review_results results = { "One form less.", "None.", NULL };
    struct analysis_form period;
    struct date due;
    int64_t id = 0;
    bool ever;

    period = until_yesterday(t);
    TRY("[8.6-a] asked when", review_due(&t->act, &t->p, &ever, &due, &err));
    TAP("[8.6-a] there has been none", ever && !date_is_set(due));
    try_as(t, t->manager);
    TRY_REFUSED("[8.6-a] top management holds it",
                review_begin(&t->act, &t->p, period.from, period.until, &id, &err),
                "This review is held by top management.");
    try_as(t, t->top);
    TRY("[8.6-a] [item 174] begun",
        review_begin(&t->act, &t->p, period.from, period.until, &id, &err));
    TRY("[8.6-a] asked meanwhile", review_due(&t->act, &t->p, &ever, &due, &err));
    TAP("[8.6-a] one that is begun was not held", ever && !date_is_set(due));
    TRY_REFUSED("[8.6-b] nothing is left empty", review_end(&t->act, &t->p, id, 1, &results, &err),
                "Say what was decided, or that nothing was and why.");
    results.means = "None: there is enough.";
    TRY_REFUSED("it is no analysis", analysis_end(&t->act, id, 1, "Done.", &err),
                "There is no such page.");
    TRY("[8.6-b] done", review_end(&t->act, &t->p, id, 1, &results, &err));
    TRY_REFUSED("once", review_end(&t->act, &t->p, id, 2, &results, &err),
                "This review is done already.");
    TRY("[8.6-a] the next", review_due(&t->act, &t->p, &ever, &due, &err));
    TAP_INT("[8.6-a] a year after the period", due.year, period.until.year + 1);
}

static void all(struct try *t)
{
    due(t);
    figures(t);
    weak_points(t);
    missed(t, "workload", 1, 0);
    missed(t, "complainant", 0, 1);
    appraisal(t);
    appraisal_of_many(t);
    meeting(t);
    representative(t);
    duties(t);
    policy(t);
    shares();
    objective(t);
    means(t);
    review(t);
}

/* -- what is due -- */

static int64_t told(struct try *t, const char *condition)
{
    TRY("the clerk tells", duties_tell(&t->act, &t->p, &err));
    return try_number(
        t, arena_printf(t->a, "SELECT count(*) AS value FROM duty_notice WHERE %s", condition));
}

static void duties_due(struct try *t)
{
    struct policy_form policy = { .text = { "We listen." } };
    struct objective_form form = { .measure = "came_back", .target = 10, .owner = t->handler };
    struct date today = zone_date(t->p.zone, t->act.now, NULL);

    TAP_INT("nothing is due at first", told(t, "1 = 1"), 0);
    try_as(t, t->top);
    policy.review = date_add(today, 30);
    TRY("a policy", policy_adopt(&t->act, &t->p, &policy, &err));
    form.from = today;
    form.until = date_add(today, 29);
    TRY("an objective", objective_set(&t->act, &t->p, &form, &err));
    try_days(t, 29);
    TAP_INT("not before its day", told(t, "1 = 1"), 0);
    try_days(t, 1);
    TAP_INT("[4.2-b] the policy", told(t, "kind = 'policy'"), 1);
    TAP_INT("whoever leads",
            try_number(t, arena_printf(t->a,
                                       "SELECT count(*) AS value FROM duty_notice WHERE kind = "
                                       "'policy' AND staff_id = %" PRId64,
                                       t->top)),
            1);
    TAP_INT("[6.2-b] the objective, whoever answers for it",
            told(t, arena_printf(t->a, "kind = 'objective' AND staff_id = %" PRId64, t->handler)),
            1);
    try_days(t, 400);
    TAP_INT("[8.6-a] the review a year after the beginning", told(t, "kind = 'review'"), 1);
    try_days(t, 400);
    TAP_INT("each once", told(t, "1 = 1"), 3);
}

int main(void)
{
    try_on_both("duties", duties_due);
    try_on_both("improvement", all);
    return tap_done();
}
