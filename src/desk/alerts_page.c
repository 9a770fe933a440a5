/* /desk/notices: what the reader was told, the newest first, each leading to its case. */
#include "base/buf.h"
#include "complaint/pack_version.h"
#include "db/alerts_sql.h"
#include "db/history_sql.h"
#include "db/improvement_sql.h"
#include "desk/act_view.h"
#include "desk/alerts.h"
#include "edge/names.h"
#include "improvement/duty.h"
#include "improvement/look_page.h"
#include "keep/keep_page.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define NOTICES "/desk/notices"

static const struct field told_line_fields[] = {
    FIELD(struct told_line, id),
    FIELD(struct told_line, kind),
    FIELD(struct told_line, at),
    FIELD(struct told_line, clock),
    FIELD(struct told_line, share),
    FIELD(struct told_line, team_id),
    FIELD(struct told_line, for_id),
    FIELD(struct told_line, read_at),
    FIELD(struct told_line, acknowledge_by),
    FIELD(struct told_line, acknowledged_at),
    FIELD(struct told_line, complaint),
    FIELD(struct told_line, reference),
    FIELD(struct told_line, class),
    FIELD(struct told_line, pack_id),
    FIELD(struct told_line, signals),
    FIELD(struct told_line, significant_why),
};
const struct record told_line_record = RECORD(struct told_line, told_line_fields);

const char *notices_teams(struct req *rq)
{
    struct buf b = buf_new(rq->a);

    buf_char(&b, ',');
    for (size_t i = 0; i < rq->user->n_roles; i++) {
        enum role role = rq->user->roles[i].role;
        if (role == ROLE_TOP_MANAGEMENT || role == ROLE_AUDITOR || role == ROLE_ADMINISTRATOR)
            continue;
        buf_int(&b, rq->user->roles[i].team);
        buf_char(&b, ',');
    }
    return buf_text(&b);
}

/* Counted once for each reader until something has happened or somebody has looked at notices. */
static bool unread_count(struct req *rq, const struct reach *reach, int64_t *out)
{
    struct reader_counts *kept;

    if (!counts_of_reader(rq, reach, &kept))
        return false;
    if (!kept->noticed) {
        int64_t duties = 0;
        if (!sql_notices_unread(rq->a, rq->db, rq->user->id, notices_teams(rq), reach->all,
                                reach->teams, reach->barred, &kept->notices, rq->err) ||
            !sql_duties_unread(rq->a, rq->db, rq->user->id, &duties, rq->err))
            return false;
        kept->notices += duties;
        kept->noticed = true;
    }
    *out = kept->notices;
    return true;
}

bool notices_waiting(struct req *rq, const struct reach *reach, int *out)
{
    int64_t n = 0, invited = 0;

    if (!unread_count(rq, reach, &n) ||
        !sql_invitations_open(rq->a, rq->db, rq->user->id, rq->today, &invited, rq->err))
        return false;
    *out = (int)(n + invited);
    return true;
}

/* -- in words -- */

static const char *clock_said(struct req *rq, const struct told_line *n, const char *clock)
{
    static const struct {
        const char *kind, *words;
    } table[] = {
        { "warning", N_("{share}% of the time is over: {clock}") },
        { "breach", N_("Ran out: {clock}") },
        { "escalation", N_("Not done at {share}% of its time: {clock}") },
    };

    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].kind, n->kind) == 0)
            return lang_format(rq->a, rq->lang, table[i].words, "clock", clock, "share",
                               lang_number(rq->a, rq->lang, n->share), NULL);
    return clock;
}

static const char *other_said(struct req *rq, const char *kind)
{
    static const struct {
        const char *kind, *words;
    } table[] = {
        { "significant", N_("A significant complaint: please confirm that you have read this") },
        { "significant_overdue", N_("Not confirmed in time: a significant complaint") },
        { "help_asked", N_("Your help is asked for") },
        { "help_answered", N_("Your request for help was answered") },
        { "aside_written", N_("The complainant wrote to what is set aside") },
    };

    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].kind, kind) == 0)
            return lang_text(rq->lang, table[i].words);
    return kind;
}

const char *alert_about(struct req *rq, const struct procedure *p, const char *reference,
                        const char *class)
{
    const char *label = class ? desk_class_label(rq, p, class) : NULL;

    return label ? arena_printf(rq->a, "%s · %s", reference, label) : reference;
}

/* "for Anna, who is away"; "for your team: nobody answers for it yet" */
static bool line_detail(struct req *rq, const struct told_line *n, const char **out)
{
    const char *name = NULL;

    *out = NULL;
    if (n->team_id != 0)
        *out = lang_text(rq->lang, N_("For your team: nobody answers for this complaint yet."));
    if (n->for_id == 0)
        return true;
    if (!edge_staff_name(rq, n->for_id, &name))
        return false;
    *out = lang_format(rq->a, rq->lang, N_("You stand in for {name}."), "name", name ? name : "–",
                       NULL);
    return true;
}

bool notice_words(struct req *rq, const struct procedure *p, const struct told_line *n,
                  const char **out)
{
    const struct pack_version *pack;

    if (!procedure_pack(p, rq->db, n->pack_id, &pack, rq->err))
        return false;
    *out = n->clock ? clock_said(rq, n, procedure_case_label(p, pack, n->clock, rq->lang))
                    : other_said(rq, n->kind);
    return true;
}

static bool line_show(struct req *rq, const struct procedure *p, const struct told_line *n,
                      struct alert_line *out)
{
    *out = (struct alert_line){
        .href = arena_printf(rq->a, NOTICES "/%" PRId64, n->id),
        .about = alert_about(rq, p, n->reference, n->class),
        .when = lang_instant(rq->a, rq->lang, n->at, rq->app->zone, DATE_SHORT, rq->today),
        .unread = !instant_is_set(n->read_at),
        .grave = strcmp(n->kind, "warning") != 0,
        .id = arena_printf(rq->a, "%" PRId64, n->id),
        .submit = instant_is_set(n->read_at) ? NULL : lang_text(rq->lang, N_("Mark as read")),
    };
    return notice_words(rq, p, n, &out->text) && line_detail(rq, n, &out->detail);
}

/* -- the list -- */

bool notices_page(struct req *rq, int64_t before, int64_t n, struct rows *out)
{
    struct reach reach;

    return edge_reach(rq, MAY_READ, &reach) &&
           sql_notices_page(rq->a, rq->db, rq->user->id, notices_teams(rq), before, n, reach.all,
                            reach.teams, reach.barred, out, rq->err);
}

/* Meetings that wait for the reader's answer. [item 175] */
static bool invitations_show(struct req *rq, struct alert_group *out)
{
    const struct meeting_row *m;
    struct alert_line *lines;
    struct rows rows;

    if (!sql_meetings_to_answer(rq->a, rq->db, rq->user->id, rq->today, &rows, rq->err) ||
        !rows_open(rq->a, edge_act(rq)->keys, &meeting_table, &rows, rq->err))
        return false;
    m = rows.row;
    lines = ARENA_ARRAY(rq->a, struct alert_line, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = (struct alert_line){
            .text = lang_format(rq->a, rq->lang, N_("You are invited: {meeting}"), "meeting",
                                look_said(rq, m[i].title.text), NULL),
            .href = arena_printf(rq->a, "/desk/meetings/%" PRId64, m[i].id),
            .about = lang_date(rq->a, rq->lang, m[i].on_day, DATE_LONG, rq->today),
            .when = m[i].starts,
            .detail = lang_text(rq->lang, N_("Please say whether you come.")),
            .unread = true,
        };
    *out = (struct alert_group){ .title = lang_text(rq->lang, N_("Complaint meetings")),
                                 .lines = { lines, rows.n } };
    return true;
}

static bool any_unread(const struct alert_group *group)
{
    const struct alert_line *line = group->lines.row;
    bool any = false;

    for (size_t i = 0; i < group->lines.n; i++)
        any |= line[i].unread;
    return any;
}

/* The newest of both, on a later page what stands before it. */
static const char *newest_shown(struct req *rq, int64_t before, const struct alert_group *due,
                                const struct alert_group *told)
{
    const struct alert_group *of[] = { due, told };
    int64_t last = before == INT64_MAX ? 0 : before - 1;

    for (size_t i = 0; before == INT64_MAX && i < COUNT(of); i++) {
        const struct alert_line *line = of[i]->lines.row;
        int64_t first = of[i]->lines.n > 0 ? strtoll(line->id, NULL, 10) : 0;
        last = first > last ? first : last;
    }
    return arena_printf(rq->a, "%" PRId64, last);
}

/* Those of the groups in which something stands; what was told of cases is always there. */
static struct rows groups_there(struct alert_group *groups, size_t n)
{
    size_t there = 0;

    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || groups[i].lines.n > 0)
            groups[there++] = groups[i];
    return (struct rows){ groups, there };
}

static bool notices_get(struct req *rq)
{
    enum { INVITED, DUE, TOLD, GROUPS };
    int64_t before = desk_page_before(rq);
    struct alert_group *groups = ARENA_ARRAY(rq->a, struct alert_group, GROUPS),
                       *group = &groups[TOLD];
    struct alerts_page page = { .title = lang_text(rq->lang, N_("Notices")),
                                .action = NOTICES,
                                .done = settings_done(rq) };
    const struct told_line *row;
    const struct procedure *p;
    struct alert_line *lines;
    bool unread = false;
    struct rows rows;
    size_t n;

    if (!edge_procedure(rq, &p) || !notices_page(rq, before, DESK_PAGE + 1, &rows) ||
        !invitations_show(rq, &groups[INVITED]) || !duties_show(rq, &groups[DUE]))
        return false;
    row = rows.row;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    lines = ARENA_ARRAY(rq->a, struct alert_line, n);
    for (size_t i = 0; i < n; i++) {
        if (!line_show(rq, p, &row[i], &lines[i]))
            return false;
        unread |= lines[i].unread && row[i].team_id == 0;
    }
    *group = (struct alert_group){ .empty = lang_text(rq->lang, N_("Nothing was told to you yet.")),
                                   .lines = { lines, n } };
    if (rows.n > n)
        group->next_href = arena_printf(rq->a, NOTICES "?before=%" PRId64, row[n - 1].id);
    if (unread || any_unread(&groups[DUE])) {
        page.all = lang_text(rq->lang, N_("Mark all as read"));
        page.last = newest_shown(rq, before, &groups[DUE], &groups[TOLD]);
    }
    page.sections = groups_there(groups, GROUPS);
    return req_render(rq, "desk/alerts.html", &alerts_page_record, &page);
}

bool notices_looked(struct arena *a, struct db *db, struct err *err)
{
    return sql_counter_up(a, db, "notices", err);
}

static bool look(struct req *rq, int64_t notice)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, rq->db, rq->err) &&
           sql_notice_look(rq->a, rq->db, notice, rq->user->id, notices_teams(rq), rq->now,
                           rq->err) &&
           notices_looked(rq->a, rq->db, rq->err) && tx_commit(&tx, rq->err);
}

bool notices_read(struct req *rq, int64_t last)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, rq->db, rq->err) &&
           sql_notices_look(rq->a, rq->db, last, rq->user->id, rq->now, rq->err) &&
           notices_looked(rq->a, rq->db, rq->err) && tx_commit(&tx, rq->err);
}

static bool notices_post(struct req *rq)
{
    const char *what = settings_sent(rq, "act");
    int64_t id = strtoll(settings_sent(rq, "id"), NULL, 10);
    bool all = strcmp(what, "all") == 0;

    if (!all && strcmp(what, "one") != 0)
        return keep_act_unknown(rq);
    return (all ? notices_read(rq, id) : look(rq, id)) && req_redirect(rq, NOTICES);
}

bool notice_open(struct req *rq, int64_t notice, struct dossier *d)
{
    struct complaint_row c;
    int64_t complaint;

    return sql_notice_case(rq->a, rq->db, notice, rq->user->id, notices_teams(rq), &complaint,
                           rq->err) &&
           complaint_by_id(rq->a, rq->db, complaint, &c, rq->err) &&
           edge_case(rq, c.reference, MAY_READ, d) && look(rq, notice);
}

/* Leads to the case or to what is due, and is looked at by that. */
static bool one_get(struct req *rq)
{
    const char *path;
    struct dossier d;
    int64_t id;

    if (!settings_id(rq, "notice", &id) || !duty_path(rq, id, &path))
        return false;
    if (path)
        return look(rq, id) && req_redirect(rq, "%s", path);
    if (!notice_open(rq, id, &d))
        return false;
    return req_redirect(rq, "%s", desk_case_path(rq->a, d.c.reference));
}

const struct route staff_notice_routes[] = {
    { GET, NOTICES, MAY_READ, notices_get, 0 },
    { POST, NOTICES, MAY_READ, notices_post, 0 },
    { GET, NOTICES "/{notice}", MAY_READ, one_get, 0 },
    { 0 },
};
