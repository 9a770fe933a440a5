/* /desk/significant: what top management has to have read, and confirming it; the page of the case
 * says the same. [5.4.1-b] */
#include "desk/alert_significant.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "db/alerts_sql.h"
#include "desk/alert_read_flow.h"
#include "desk/alerts.h"
#include "edge/names.h"
#include "group/repeat.h"
#include "operation/assessment/significant.h"
#include "people/settings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SIGNIFICANT "/desk/significant"

static const struct field alert_open_fields[] = {
    FIELD(struct alert_open, id),
    FIELD(struct alert_open, staff_id),
    FIELD(struct alert_open, at),
    FIELD(struct alert_open, acknowledge_by),
    FIELD(struct alert_open, complaint),
    FIELD(struct alert_open, reference),
    FIELD(struct alert_open, class),
    FIELD(struct alert_open, pack_id),
    FIELD(struct alert_open, significant_why),
    FIELD(struct alert_open, received_at),
};
const struct record alert_open_record = RECORD(struct alert_open, alert_open_fields);

static const char *reason(struct req *rq, const struct pack_version *pack, const char *code)
{
    const struct pack_significant *rule = pack_significant(pack, code);

    if (rule)
        return rule->text.in[rq->lang->index];
    for (int i = 0; i < SIGNALS; i++)
        if (strcmp(signal_code(i), code) == 0)
            return lang_text(rq->lang, signal_label(i));
    return code;
}

static bool of_repeats(const struct pack_version *pack, const char *code)
{
    const struct pack_significant *rule = pack_significant(pack, code);

    return rule && rule->repeats > 0;
}

const char *significant_words(struct req *rq, const struct pack_version *pack, const char *why,
                              bool again)
{
    struct buf b = buf_new(rq->a);

    for (const char *s = why; s && *s;) {
        size_t n = strcspn(s, " ");
        const char *code = arena_strn(rq->a, s, n);
        if (again || !of_repeats(pack, code))
            buf_printf(&b, "%s%s", b.n > 0 ? " · " : "", reason(rq, pack, code));
        s += n + (s[n] == ' ');
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* -- on the case -- */

static bool alerts_lines(const struct case_show *s, struct rows *out)
{
    struct req *rq = s->rq;
    const struct staff_notice_row *row;
    struct panel_line *list;
    struct rows rows;
    size_t n = 0;

    if (!staff_notice_of(rq->a, rq->db, s->d->c.id, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct panel_line, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool read = instant_is_set(row[i].acknowledged_at);
        const char *who = NULL;
        if (!instant_is_set(row[i].acknowledge_by))
            continue;
        if (!edge_staff_name(rq, row[i].staff_id, &who))
            return false;
        list[n++] = (struct panel_line){
            .text = who ? who : "–",
            .detail = read ? lang_format(rq->a, rq->lang, N_("confirmed {when}"), "when",
                                         lang_instant(rq->a, rq->lang, row[i].acknowledged_at,
                                                      rq->app->zone, DATE_SHORT, rq->today),
                                         NULL)
                           : lang_text(rq->lang, N_("has not confirmed yet")),
            .done = read,
        };
    }
    *out = (struct rows){ list, n };
    return true;
}

bool significant_show(const struct case_show *s, struct case_page *page)
{
    if (!instant_is_set(s->d->c.significant_alerted_at))
        return true;
    page->significant = significant_words(s->rq, s->d->pack, s->d->c.significant_why,
                                          !repeat_hidden(s->d, &s->reach));
    return alerts_lines(s, &page->alerts);
}

/* -- the page -- */

static bool line_show(struct req *rq, const struct procedure *p, const char *hidden,
                      const struct alert_open *a, struct alert_line *out)
{
    const struct pack_version *pack;
    const char *who = NULL;

    if (!procedure_pack(p, rq->db, a->pack_id, &pack, rq->err) ||
        !edge_staff_name(rq, a->staff_id, &who))
        return false;
    *out = (struct alert_line){
        .text =
            significant_words(rq, pack, a->significant_why, repeat_known(1, a->complaint, hidden)),
        .href = desk_case_path(rq->a, a->reference),
        .about = alert_about(rq, p, a->reference, a->class),
        .when = lang_instant(rq->a, rq->lang, a->at, rq->app->zone, DATE_SHORT, rq->today),
        .grave = true,
        .id = a->reference,
    };
    if (!out->text)
        out->text = lang_text(rq->lang, N_("Significant"));
    if (a->staff_id == rq->user->id)
        out->submit = lang_text(rq->lang, N_("I have read this"));
    else if (who)
        out->detail =
            lang_format(rq->a, rq->lang, N_("{who} has not confirmed yet"), "who", who, NULL);
    else
        out->detail = instant_is_set(a->acknowledge_by) ? lang_text(rq->lang, N_("Closed"))
                                                        : lang_text(rq->lang, N_("Open"));
    return true;
}

/* Those of `rows` that are the reader's (own), or of others. */
static bool group_fill(struct req *rq, const struct procedure *p, const char *hidden,
                       const struct rows *rows, bool own, struct alert_group *out)
{
    const struct alert_open *row = rows->row;
    struct alert_line *lines = ARENA_ARRAY(rq->a, struct alert_line, rows->n);
    size_t n = 0;

    for (size_t i = 0; i < rows->n; i++)
        if ((row[i].staff_id == rq->user->id) == own &&
            !line_show(rq, p, hidden, &row[i], &lines[n++]))
            return false;
    out->lines = (struct rows){ lines, n };
    return true;
}

static bool cases_fill(struct req *rq, const struct procedure *p, const struct reach *reach,
                       const char *hidden, struct alert_group *out)
{
    struct rows rows;

    if (!sql_significant_cases(rq->a, rq->db, desk_page_before(rq), DESK_PAGE + 1, reach->all,
                               reach->teams, reach->barred, &rows, rq->err))
        return false;
    if (rows.n > DESK_PAGE) {
        const struct alert_open *row = rows.row;
        rows.n = DESK_PAGE;
        out->next_href = arena_printf(rq->a, SIGNIFICANT "?before=%" PRId64, row[rows.n - 1].id);
    }
    return group_fill(rq, p, hidden, &rows, false, out);
}

/* Who leads is asked, and who stands in for them; others have nothing that they could confirm. */
static bool empty_words(struct req *rq, const char **out)
{
    int64_t asked = 0;

    for (size_t i = 0; i < rq->user->n_roles; i++)
        asked += rq->user->roles[i].role == ROLE_TOP_MANAGEMENT;
    if (asked == 0 && !sql_alerts_asked(rq->a, rq->db, rq->user->id, &asked, rq->err))
        return false;
    *out = lang_text(rq->lang, asked > 0 ? N_("You have confirmed everything.")
                                         : N_("You are not asked to confirm any."));
    return true;
}

static bool significant_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct alert_group groups[] = {
        { .title = lang_text(l, N_("For you to confirm")) },
        { .title = lang_text(l, N_("Others have not confirmed yet")),
          .empty = lang_text(l, N_("Everybody has confirmed.")) },
        { .title = lang_text(l, N_("All significant complaints")),
          .empty = lang_text(l, N_("No complaint is significant.")) },
    };
    struct alerts_page page = {
        .title = lang_text(l, N_("Significant complaints")),
        .intro = lang_text(l, N_("Top management is told of these at once, and confirms that it "
                                 "has read them. Why each is significant stands first.")),
        .action = SIGNIFICANT,
        .done = settings_done(rq),
        .sections = { groups, COUNT(groups) },
    };
    const struct procedure *p;
    const char *hidden;
    struct reach reach;
    struct rows open;

    if (!edge_procedure(rq, &p) || !edge_reach(rq, MAY_READ, &reach) ||
        !repeats_hidden(rq, &reach, &hidden) || !empty_words(rq, &groups[0].empty) ||
        !sql_alerts_open(rq->a, rq->db, rq->user->id, 200, reach.all, reach.teams, reach.barred,
                         &open, rq->err) ||
        !group_fill(rq, p, hidden, &open, true, &groups[0]) ||
        !group_fill(rq, p, hidden, &open, false, &groups[1]) ||
        !cases_fill(rq, p, &reach, hidden, &groups[2]))
        return false;
    return req_render(rq, "desk/alerts.html", &alerts_page_record, &page);
}

static bool significant_post(struct req *rq)
{
    const struct procedure *p;
    struct dossier d;

    return edge_procedure(rq, &p) && edge_case(rq, settings_sent(rq, "id"), MAY_READ, &d) &&
           alert_read(edge_act(rq), p, d.c.id, 0, rq->err) && settings_saved(rq, SIGNIFICANT);
}

const struct route alert_significant_routes[] = {
    { GET, SIGNIFICANT, MAY_READ, significant_get, 0 },
    { POST, SIGNIFICANT, MAY_READ, significant_post, 0 },
    { 0 },
};
