/* Notices to whoever is logged in and to their teams, as /desk/notices shows them. C10 */
#include "api/api_alerts.h"
#include "api/api_page.h"

#include "desk/alerts.h"
#include "edge/names.h"
#include "edge/reach.h"

#include <inttypes.h>
#include <stdio.h>

static const struct field notice_fields[] = {
    FIELD(struct api_notice, id, .required = true, .help = "For the path."),
    FIELD(struct api_notice, reference, .required = true, .help = "Of the complaint."),
    FIELD(struct api_notice, kind, .required = true,
          .help = "warning, breach, escalation, significant, significant_overdue, help_asked, "
                  "help_answered or aside_written."),
    FIELD(struct api_notice, text, .required = true, .help = "In the reader's language."),
    FIELD(struct api_notice, clock, .help = "Name of the date that it is about."),
    FIELD(struct api_notice, at, .required = true, .help = "Since when."),
    FIELD(struct api_notice, for_team, .required = true,
          .help = "It waits for anybody of a team, not for one person."),
    FIELD(struct api_notice, stands_in_for, .help = "Who is away and would have got it."),
    FIELD(struct api_notice, read_at, .help = "When it was looked at."),
    FIELD(struct api_notice, acknowledge_by, .help = "Until when it has to be confirmed."),
    FIELD(struct api_notice, acknowledged_at, .help = "When it was confirmed."),
};
static const struct record notice_record = RECORD(struct api_notice, notice_fields);

static const struct field notices_fields[] = {
    FIELD_ROWS(struct api_notices, items, &notice_record),
    API_NEXT(struct api_notices),
    FIELD(struct api_notices, waiting, .required = true,
          .help = "How many nobody has looked at, 100 at most."),
};
const struct record api_notices_record = RECORD(struct api_notices, notices_fields);

static const struct field waiting_fields[] = {
    FIELD(struct api_waiting, waiting, .required = true,
          .help = "How many nobody has looked at now, 100 at most."),
};
const struct record api_waiting_record = RECORD(struct api_waiting, waiting_fields);

struct api_notices_seen {
    int64_t last;
};
static const struct field seen_fields[] = {
    FIELD(struct api_notices_seen, last, .required = true,
          .help = "Id of the newest one that was looked at: those before it go with it."),
};
const struct record api_notices_seen_record = RECORD(struct api_notices_seen, seen_fields);

static bool notice_show(struct req *rq, const struct procedure *p, const struct told_line *n,
                        struct api_notice *out)
{
    *out = (struct api_notice){ .id = n->id,
                                .reference = n->reference,
                                .kind = n->kind,
                                .clock = n->clock,
                                .at = n->at,
                                .for_team = n->team_id != 0,
                                .read_at = n->read_at,
                                .acknowledge_by = n->acknowledge_by,
                                .acknowledged_at = n->acknowledged_at };
    return notice_words(rq, p, n, &out->text) && api_staff_name(rq, n->for_id, &out->stands_in_for);
}

static bool waiting(struct req *rq, int *out)
{
    struct reach reach;

    return edge_reach(rq, MAY_READ, &reach) && notices_waiting(rq, &reach, out);
}

bool api_notices_get(struct req *rq)
{
    struct api_page in = { .limit = API_LIMIT };
    struct api_notices out = { 0 };
    int64_t place = 0, last = INT64_MAX;
    const struct told_line *row;
    const struct procedure *p;
    struct api_notice *list;
    struct rows rows;
    size_t limit;
    bool more;

    if (!api_person(rq) || !api_query(rq, &api_page_record, &in) ||
        !api_limit_read(in.limit, &limit, rq->err) ||
        !api_place_read(in.after, 'm', &place, &last, rq->err) || !edge_procedure(rq, &p) ||
        !notices_page(rq, last, (int64_t)limit + 1, &rows) || !waiting(rq, &out.waiting))
        return false;
    more = api_more(&rows, limit);
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_notice, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!notice_show(rq, p, &row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    if (more)
        out.next = api_place(rq->a, 'm', 0, row[rows.n - 1].id);
    return req_json(rq, 200, &api_notices_record, &out);
}

static bool waiting_tell(struct req *rq)
{
    struct api_waiting out = { 0 };

    return waiting(rq, &out.waiting) && req_json(rq, 200, &api_waiting_record, &out);
}

/* The {notice} of the path; one that is none is nobody's. */
static int64_t notice_id(const struct req *rq)
{
    const char *text = req_param(rq, "notice");
    int64_t id;
    int end = 0;

    return sscanf(text, "%" SCNd64 "%n", &id, &end) == 1 && text[end] == '\0' ? id : -1;
}

bool api_notice_seen_post(struct req *rq)
{
    struct dossier d;

    return api_person(rq) && api_body(rq, &api_nothing_record, rq) &&
           notice_open(rq, notice_id(rq), &d) && waiting_tell(rq);
}

bool api_notices_seen_post(struct req *rq)
{
    struct api_notices_seen in = { 0 };

    return api_person(rq) && api_body(rq, &api_notices_seen_record, &in) &&
           notices_read(rq, in.last) && waiting_tell(rq);
}
