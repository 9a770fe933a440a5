/*
 * /desk/settings/refusals: what roles did not allow, for administrators and auditors. Which
 * case it was about is for those who may read that case. [S61]
 */
#include "people/pages.h"

#include "db/refusal_sql.h"
#include "edge/names.h"
#include "edge/reach.h"
#include "edge/refusal.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define REFUSALS "/desk/settings/refusals"

enum { REFUSALS_SHOWN = 100 };

/* A name that cannot be found just now leaves the line its other words. */
static const char *who(struct req *rq, const struct refusal_line *line)
{
    struct api_key_row key = { 0 };
    struct err none = { 0 };
    const char *name = NULL;

    if (strcmp(line->actor_kind, "api") == 0)
        return api_key_by_id(rq->a, rq->db, line->actor_id, &key, &none)
                   ? lang_format(rq->a, rq->lang, N_("Key {name}"), "name", key.name, NULL)
                   : "–";
    if (!edge_staff_name(rq, line->actor_id, &name))
        err_clear(rq->err);
    return name ? name : "–";
}

static const char *about(struct req *rq, const struct reach *reach, const struct refusal_line *line)
{
    if (line->complaint_id == 0)
        return "–";
    return line->reference && reach_case(reach, line->team_id, line->complaint_id)
               ? line->reference
               : lang_text(rq->lang, N_("a complaint"));
}

/* What a right allows, for people; docs/rights.md has the words of the table. */
static const char *const rights[MAY_COUNT] = {
    [MAY_DESK] = N_("Be at the desk"),
    [MAY_PROVE] = N_("Give the code of the second factor"),
    [MAY_PASSWORD] = N_("Change their own password"),
    [MAY_ENROL] = N_("Set up a second factor"),
    [MAY_READ] = N_("Read complaints"),
    [MAY_READ_IDENTITY] = N_("Read names and contacts"),
    [MAY_READ_INTERNAL] = N_("Read internal notes"),
    [MAY_RECEIVE] = N_("Take down complaints"),
    [MAY_NOTE] = N_("Write internal notes"),
    [MAY_TAKE_NOTE] = N_("Take note of copies"),
    [MAY_ANSWER_COPY] = N_("Fill in what a copy asks for"),
    [MAY_ANSWER_ROLE] = N_("Fill in what the procedure asks of a team"),
    [MAY_ANSWER_SUPERIOR] = N_("Fill in what the procedure asks of the superior"),
    [MAY_ANSWER_TASK] = N_("Take on and do tasks"),
    [MAY_ASK_TASK] = N_("Ask other teams"),
    [MAY_ASK_OUTSIDE] = N_("Ask somebody outside"),
    [MAY_REPLY] = N_("Write to complainants"),
    [MAY_ASSESS] = N_("Assess"),
    [MAY_INVESTIGATE] = N_("Investigate"),
    [MAY_RESPOND] = N_("Propose an answer and remedies"),
    [MAY_APPROVE] = N_("Agree as the second person"),
    [MAY_DECIDE] = N_("Decide"),
    [MAY_VERIFY] = N_("Verify remedies"),
    [MAY_CLOSE] = N_("Close complaints"),
    [MAY_REOPEN] = N_("Open complaints again"),
    [MAY_ASSIGN] = N_("Give complaints to somebody"),
    [MAY_RETYPE] = N_("Change the kind or the class"),
    [MAY_SET_ASIDE] = N_("Set contacts aside"),
    [MAY_REISSUE_CODE] = N_("Issue a new code"),
    [MAY_HOLD] = N_("Legal holds"),
    [MAY_ERASE] = N_("Erasures"),
    [MAY_ACCESS] = N_("A person's whole file"),
    [MAY_JOIN_PERSONS] = N_("Join entries of one person"),
    [MAY_ASK_IDENTITY] = N_("Ask for an identity"),
    [MAY_ANSWER_IDENTITY] = N_("Agree to showing an identity"),
    [MAY_READ_READERS] = N_("Read who read a complaint"),
    [MAY_REDACT] = N_("Redact"),
    [MAY_READ_ORIGINAL] = N_("Read what is redacted"),
    [MAY_FIGURES] = N_("Figures"),
    [MAY_READ_ANALYSES] = N_("Analyses of records"),
    [MAY_READ_OBJECTIVES] = N_("Policy and objectives"),
    [MAY_ANALYSE] = N_("Look at a period"),
    [MAY_APPRAISE] = N_("Figures for the appraisal of departments"),
    [MAY_APPOINT] = N_("Appoint somebody"),
    [MAY_LEAD] = N_("Policy, objectives and review"),
    [MAY_GRANT_MEANS] = N_("Grant or decline means"),
    [MAY_EXPORT] = N_("Export complaints"),
    [MAY_NOTICE] = N_("Write the public notice"),
    [MAY_ADMINISTER] = N_("Administer"),
    [MAY_RETENTION] = N_("Change how long things are kept"),
    [MAY_READ_LOGINS] = N_("Read the events of the organisation"),
    [MAY_READ_RETENTION] = N_("Read how long things are kept"),
    [MAY_API_READ] = N_("Read through the API"),
    [MAY_API_WRITE] = N_("Write through the API"),
};

static const char *what(struct req *rq, const struct refusal_line *line)
{
    if (strcmp(line->what, REFUSED_OFTEN) == 0)
        return lang_text(rq->lang, N_("More often within an hour than is kept"));
    for (int i = 1; i < MAY_COUNT; i++)
        if (rights[i] && strcmp(may_name((enum may)i), line->what) == 0)
            return lang_text(rq->lang, rights[i]);
    return line->what;
}

static bool list_get(struct req *rq)
{
    const char *before = form_text(rq->query, "before");
    int64_t from = before ? strtoll(before, NULL, 10) : 0;
    struct settings_page page = {
        .title = lang_text(rq->lang, N_("What roles did not allow")),
        .intro = lang_text(rq->lang, N_("Members of staff and other systems who asked for what is "
                                        "not theirs: each right and complaint once an hour.")),
        .path = REFUSALS,
        .back = settings_above(rq),
        .head_a = lang_text(rq->lang, N_("When")),
        .head_b = lang_text(rq->lang, N_("Who")),
        .head_c = lang_text(rq->lang, N_("Missing right")),
        .head_d = lang_text(rq->lang, N_("About")),
    };
    const struct refusal_line *line;
    struct settings_line *lines;
    struct reach reach;
    struct rows rows;
    size_t n;

    if (!edge_reach(rq, MAY_READ, &reach) ||
        !sql_refusals(rq->a, rq->db, from > 0 ? from : INT64_MAX, REFUSALS_SHOWN + 1, &rows,
                      rq->err))
        return false;
    line = rows.row;
    n = rows.n > REFUSALS_SHOWN ? REFUSALS_SHOWN : rows.n;
    lines = ARENA_ARRAY(rq->a, struct settings_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct settings_line){ .a = settings_instant(rq, line[i].at),
                                           .b = who(rq, &line[i]),
                                           .c = what(rq, &line[i]),
                                           .d = about(rq, &reach, &line[i]) };
    page.rows = (struct rows){ lines, n };
    if (rows.n > n) {
        page.add = lang_text(rq->lang, N_("Older ones"));
        page.add_href = arena_printf(rq->a, REFUSALS "?before=%" PRId64, line[n - 1].id);
    }
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

const struct route refusal_routes[] = {
    { GET, REFUSALS, MAY_READ_LOGINS, list_get, 0 },
    { 0 },
};
