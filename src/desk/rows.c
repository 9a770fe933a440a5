/* What is known of a case as a row of a list. */
#include "desk/desk.h"

#include <string.h>

enum { SUBJECT_MOST = 90 };

static const void *row_clock(struct req *rq, const struct procedure *p,
                             const struct case_line *line)
{
    struct clock_view *v = ARENA_NEW(rq->a, struct clock_view);

    if (instant_is_set(line->closed_at)) {
        *v = (struct clock_view){ .kept = true,
                                  .due_on = zone_date(rq->app->zone, line->closed_at, NULL) };
        v->name = desk_word(rq, &stage_words, "closed");
        return v;
    }
    if (instant_is_set(line->next_due_at)) {
        *v = desk_clock(rq, p, line->next_due_at);
        v->name = procedure_clock_label(p, line->next_clock, rq->lang);
        return v;
    }
    if (!line->waiting)
        return NULL;
    v->paused = true;
    v->name = lang_text(rq->lang, strcmp(line->waiting, "complainant") == 0
                                      ? N_("Waiting for the complainant")
                                      : N_("Waiting for others"));
    return v;
}

static const char *row_subject(struct req *rq, const struct case_line *line)
{
    const char *text = line->subject.text ? line->subject.text : line->description.text;

    return text ? desk_excerpt(rq->a, text, SUBJECT_MOST)
                : lang_text(rq->lang, N_("Its text was erased"));
}

static const char *last_who(struct req *rq, const struct case_line *line)
{
    if (line->last_name)
        return line->last_id == rq->user->id ? lang_text(rq->lang, N_("you")) : line->last_name;
    if (!line->last_kind)
        return NULL;
    if (strcmp(line->last_kind, "public") == 0 || strcmp(line->last_kind, "complainant") == 0)
        return lang_text(rq->lang, N_("Complainant"));
    if (strcmp(line->last_kind, "import") == 0)
        return lang_text(rq->lang, N_("Import"));
    return strcmp(line->last_kind, "api") == 0 ? lang_text(rq->lang, N_("Another system"))
                                               : lang_text(rq->lang, N_("The program"));
}

/* New to its owner: something happened since they last looked. */
static bool row_unread(struct req *rq, const struct case_line *line)
{
    return line->owner_id == rq->user->id && line->last_id != rq->user->id &&
           line->last_at.us > line->seen_at.us;
}

static struct list_row row_of(struct req *rq, const struct procedure *p,
                              const struct case_line *line)
{
    struct list_row row = {
        .reference = line->reference,
        .href = desk_case_path(rq->a, line->reference),
        .subject = row_subject(rq, line),
        .subject_lang = line->language,
        .who = line->person.text,
        .confidential = strcmp(line->privacy, "confidential") == 0,
        .anonymous = strcmp(line->privacy, "anonymous") == 0,
        .safety = line->safety,
        .sealed = line->sealed,
        .unread = row_unread(rq, line),
        .reader = line->reader,
        .clock = row_clock(rq, p, line),
        .step = desk_word(rq, &stage_words, line->stage),
        .severity = severity_view(line->severity),
        .last_who = last_who(rq, line),
        .last_on = zone_date(rq->app->zone, line->last_at, NULL),
        .version = line->version,
        .joined_to = line->joined_to,
        .again = line->repeats > 0,
    };

    row.step_note = line->owner ? line->owner : lang_text(rq->lang, N_("No owner yet"));
    if (line->set_aside)
        row.step = lang_text(rq->lang, N_("Set aside"));
    return row;
}

bool desk_list_rows(struct req *rq, const struct reach *reach, const struct case_key *keys,
                    size_t n, struct rows *out)
{
    const struct procedure *p;
    const struct case_line *line;
    struct list_row *rows;
    struct rows lines;

    *out = (struct rows){ 0 };
    if (n == 0)
        return true;
    if (!edge_procedure(rq, &p) || !pick_lines(rq, reach, keys, n, &lines))
        return false;
    line = lines.row;
    rows = ARENA_ARRAY(rq->a, struct list_row, lines.n);
    for (size_t i = 0; i < lines.n; i++)
        rows[i] = row_of(rq, p, &line[i]);
    *out = (struct rows){ rows, lines.n };
    return true;
}

/* Whether the reader may still read a case that is no longer within their teams' reach. */
static bool still_readable(struct req *rq, int64_t complaint, bool *out)
{
    const struct procedure *p;
    struct may_object o;
    struct dossier d;

    if (!edge_procedure(rq, &p) || !dossier_load_id(edge_act(rq), p, complaint, &d, rq->err))
        return false;
    o = edge_object(rq, &d);
    *out = may(rq->user, MAY_READ, &o);
    return rq->err->kind == ERR_NONE;
}

bool desk_done(struct req *rq, int64_t complaint, const char *word)
{
    struct complaint_row c = { 0 };
    struct reach reach;
    bool open;

    if (!complaint_by_id(rq->a, rq->db, complaint, &c, rq->err) ||
        !edge_reach(rq, MAY_READ, &reach))
        return false;
    open = reach_case(&reach, c.team_id, c.id);
    if (!open && !still_readable(rq, complaint, &open))
        return false;
    if (!open)
        return req_redirect(rq, "/desk");
    return req_redirect(rq, "%s?done=%s", desk_case_path(rq->a, c.reference), word);
}
