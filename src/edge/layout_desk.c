/* The desk's part of every page: who is logged in and where the work stands. */
#include "edge/layout.h"

#include "db/edge_sql.h"
#include "desk/alerts.h"
#include "desk/copies.h"
#include "desk/queue.h"
#include "desk/saved.h"
#include "desk/unsent.h"
#include "edge/edge.h"
#include "edge/reach.h"
#include "operation/task/task_page.h"
#include "people/told.h"
#include "walls/identity_page.h"

#include <string.h>

/* The first character of the first and of the last word: "AN" for "Ann Nowak", one
 * for a name without blanks. */
static const char *initials(struct arena *a, const char *name)
{
    const char *last = strrchr(name, ' ');
    struct buf b = buf_new(a);

    for (int i = 0; i < 2; i++) {
        const char *at = i == 0 ? name : last ? last + 1 : "";
        size_t n = *at ? 1 : 0;
        while (n > 0 && ((unsigned char)at[n] & 0xc0) == 0x80)
            n++;
        buf_add(&b, at, n);
    }
    return buf_text(&b);
}

static struct page_queue queue_link(struct req *rq, const struct counts *counts, enum queue q)
{
    const char *href = arena_join(rq->a, "/desk/queues", "/", queue_kinds[q].name);

    return (struct page_queue){ .label = lang_text(rq->lang, queue_kinds[q].label),
                                .href = href,
                                .key = queue_kinds[q].key,
                                .count = (int)queue_count(counts, q),
                                .current = strcmp(rq->path, href) == 0,
                                .overdue = q == QUEUE_OVERDUE,
                                .today = q == QUEUE_TODAY,
                                .paused = q == QUEUE_COMPLAINANT || q == QUEUE_OTHERS,
                                .safety = q == QUEUE_SAFETY };
}

/* Below the work, while somebody waits for this reader's answer. */
static bool requests_link(struct req *rq, struct page_queue *out)
{
    static const char href[] = "/desk/identity-requests";
    int waiting = 0;

    if (!identity_waiting_count(rq, &waiting) || waiting == 0)
        return false;
    *out = (struct page_queue){ .label = lang_text(rq->lang, N_("Requests for identity")),
                                .href = href,
                                .count = waiting,
                                .current = strcmp(rq->path, href) == 0 };
    return true;
}

/* The same of copies for the reader's teams. */
static bool copies_link(struct req *rq, struct page_queue *out)
{
    static const char href[] = "/desk/copies";
    int waiting = 0;

    if (!copies_waiting(rq, &waiting) || waiting == 0)
        return false;
    *out = (struct page_queue){ .label = lang_text(rq->lang, N_("Copies to take note of")),
                                .href = href,
                                .count = waiting,
                                .current = strcmp(rq->path, href) == 0 };
    return true;
}

/* Messages to complainants that nobody sent yet. */
static bool unsent_link(struct req *rq, struct page_queue *out)
{
    static const char href[] = "/desk/unsent";
    int waiting = 0;
    bool any;

    if (!unsent_waiting(rq, &waiting, &any) || !any)
        return false;
    *out = (struct page_queue){ .label = lang_text(rq->lang, N_("Messages to send")),
                                .href = href,
                                .count = waiting,
                                .current = strcmp(rq->path, href) == 0 };
    return true;
}

/* The same of tasks of the reader's teams, and of those that wait for the reader's word. */
static bool tasks_link(struct req *rq, struct page_queue *out)
{
    static const char href[] = "/desk/tasks";
    bool overdue = false;
    int waiting = 0;

    if (!tasks_waiting(rq, &waiting, &overdue) || waiting == 0)
        return false;
    *out = (struct page_queue){ .label = lang_text(rq->lang, N_("Tasks for my team")),
                                .href = href,
                                .count = waiting,
                                .overdue = overdue,
                                .current = strcmp(rq->path, href) == 0 };
    return true;
}

static struct rows queue_groups(struct req *rq, const struct counts *counts)
{
    static const char *const labels[] = { N_("Work"), N_("Waiting"), N_("All") };
    struct page_queue_group *groups = ARENA_ARRAY(rq->a, struct page_queue_group, COUNT(labels));

    for (size_t g = 0; g < COUNT(labels); g++) {
        struct page_queue *links = ARENA_ARRAY(rq->a, struct page_queue, QUEUES + 4);
        size_t n = 0;
        for (int q = 0; q < QUEUES; q++)
            if ((size_t)queue_kinds[q].group == g)
                links[n++] = queue_link(rq, counts, q);
        if (g == 0 && requests_link(rq, &links[n]))
            n++;
        if (g == 0 && copies_link(rq, &links[n]))
            n++;
        if (g == 0 && tasks_link(rq, &links[n]))
            n++;
        if (g == 0 && unsent_link(rq, &links[n]))
            n++;
        groups[g] = (struct page_queue_group){ lang_text(rq->lang, labels[g]), { links, n } };
    }
    return (struct rows){ groups, COUNT(labels) };
}

static bool saved_fill(struct req *rq, struct page *out)
{
    const char *here = saved_address(rq);
    const struct saved_search_row *row;
    struct page_queue *links;
    struct rows rows;

    if (!saved_list(rq, &rows))
        return false;
    row = rows.row;
    links = ARENA_ARRAY(rq->a, struct page_queue, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        links[i] = (struct page_queue){ .label = row[i].name.text,
                                        .href = row[i].address.text,
                                        .current = strcmp(row[i].address.text, here) == 0 };
    out->searches = (struct rows){ links, rows.n };
    return true;
}

/* A page without numbers is better than none: what fails here is not the page's fault. */
static void queues_fill(struct req *rq, struct page *out)
{
    struct err keep = *rq->err;
    struct reach reach;
    struct counts counts;

    if (!rq->db || !rq->app->own || strncmp(rq->path, "/desk", 5) != 0)
        return;
    if (edge_reach(rq, MAY_READ, &reach) && !reach.none && counts_read(rq, &reach, &counts) &&
        saved_fill(rq, out) && notices_waiting(rq, &reach, &out->notices))
        out->groups = queue_groups(rq, &counts);
    *rq->err = keep;
}

/* What happened to the reader's own login: seldom anything. */
static void told_fill(struct req *rq, struct page *out)
{
    struct err keep = *rq->err;
    struct rows rows = { 0 };
    const struct credential_notice_row *n;
    struct page_told *lines;

    if (!rq->db || !rq->user->told ||
        !told_list(edge_act(rq), rq->user->id, rq->user->since, &rows, rq->err)) {
        *rq->err = keep;
        return;
    }
    n = rows.row;
    lines = ARENA_ARRAY(rq->a, struct page_told, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        lines[i].text = lang_format(
            rq->a, rq->lang, told_words(&n[i]), "when",
            lang_instant(rq->a, rq->lang, n[i].at, rq->app->zone, DATE_SHORT, rq->today), NULL);
    out->told = (struct rows){ lines, rows.n };
    out->told_until = rows.n > 0 ? n[0].at.us : 0;
}

/* For whoever reads numbers. */
static void days_fill(struct req *rq, struct page *out)
{
    struct err keep = *rq->err;
    int64_t moving = 0;

    if (rq->db && (out->may_search || out->may_see_figures) &&
        sql_days_moving(rq->a, rq->db, &moving, rq->err))
        out->days_move = moving > 0;
    *rq->err = keep;
}

void layout_desk(struct req *rq, struct page *out)
{
    if (strncmp(rq->path, "/desk", 5) == 0)
        out->script = layout_file(rq->a, "desk.js");
    if (!rq->user || rq->user->kind != USER_STAFF)
        return;
    out->user_name = rq->user->name;
    out->user_initials = initials(rq->a, rq->user->name ? rq->user->name : "");
    out->form_token = rq->form_token;
    out->query = form_text(rq->query, "q");
    out->shortcuts_off = rq->user->shortcuts_off;
    out->theme = req_cookie(rq, "theme");
    out->may_receive = may(rq->user, MAY_RECEIVE, NULL);
    out->may_search = may(rq->user, MAY_READ, NULL);
    out->may_see_figures = may(rq->user, MAY_FIGURES, NULL);
    out->may_see_retention =
        may(rq->user, MAY_READ_RETENTION, NULL) && !may(rq->user, MAY_ADMINISTER, NULL);
    out->may_see_refusals =
        may(rq->user, MAY_READ_LOGINS, NULL) && !may(rq->user, MAY_ADMINISTER, NULL);
    out->may_assign = may(rq->user, MAY_ASSIGN, NULL);
    out->may_administer = may(rq->user, MAY_ADMINISTER, NULL);
    told_fill(rq, out);
    queues_fill(rq, out);
    days_fill(rq, out);
}
