/* The lines of picked cases: those that were kept as they are, the others read and opened; then
 * what depends on who looks and when. */
#include "desk/desk.h"
#include "desk/lines.h"

#include "complaint/bound.h"
#include "complaint/grants.h"
#include "complaint/redaction.h"
#include "db/desk_sql.h"
#include "db/edge_sql.h"
#include "db/history_sql.h"
#include "edge/names.h"
#include "edge/reach.h"
#include "group/repeat.h"

#include <string.h>

enum { PRESENT_SECONDS = 60, EXCERPT_MOST = 90 };

static bool content_open(struct req *rq, struct case_line *line, const char *column,
                         struct secret *text)
{
    struct seal_place place = { "complaint", column, line->id };

    return !text->sealed.s ||
           secret_open(rq->a, edge_act(rq)->keys, KEY_COMPLAINT, line->id, place, text, rq->err);
}

/* Without its key a case was erased; what stands in the clear is still shown. Of a long
 * description only the beginning is kept. */
static bool line_open(struct req *rq, struct case_line *line)
{
    if (!line->case_key.s)
        return true;
    if (!keyring_add(edge_act(rq)->keys, KEY_COMPLAINT, line->id, line->case_key, rq->err) ||
        !content_open(rq, line, "subject", &line->subject) ||
        !content_open(rq, line, "description", &line->description))
        return false;
    line->description.text = desk_excerpt(rq->a, line->description.text, EXCERPT_MOST);
    return true;
}

static const char *ids_text(struct arena *a, const struct case_key *keys, size_t n)
{
    struct buf ids = buf_new(a);

    for (size_t i = 0; i < n; i++)
        buf_listed(&ids, keys[i].id);
    return buf_text(&ids);
}

/* A page of cases: how long the chain of each is, and its line; NULL when there is none. */
struct shown {
    struct lines *kept;
    const struct case_stamp *stamp;
    struct case_line **line;
    size_t n;
};

/* What decides who may read the name has to be as an act wrote it; a line that is kept was
 * looked at when it was read. [4.10-a] */
static bool line_bound(struct req *rq, const struct rows *whole, struct case_line *line)
{
    const struct complaint_row *c = whole->row;
    bool bound = false;

    for (size_t i = 0; i < whole->n; i++)
        if (c[i].id == line->id && c[i].version == line->version &&
            !case_line_bound(edge_act(rq), &c[i], line->last_event, line->person_id, &bound,
                             rq->err))
            return false;
    line->unbound = !bound;
    line->last_event = (struct bytes){ 0 };
    return true;
}

static bool shown_take(struct req *rq, struct shown *f, const struct rows *whole,
                       struct case_line *line)
{
    size_t i = 0;

    if (!line_open(rq, line) || !line_bound(rq, whole, line))
        return false;
    while (f->stamp[i].id != line->id)
        i++;
    f->line[i] = lines_keep(f->kept, f->stamp[i].length, line);
    return true;
}

/* Reads those that are not kept. */
static bool shown_read(struct req *rq, struct shown *f)
{
    struct case_key *wanted = ARENA_ARRAY(rq->a, struct case_key, f->n + 1);
    struct case_line *line;
    struct rows rows, whole;
    const char *ids;
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++) {
        f->line[i] = lines_find(f->kept, f->stamp[i].id, f->stamp[i].length);
        if (!f->line[i])
            wanted[n++].id = f->stamp[i].id;
    }
    if (n == 0)
        return true;
    ids = ids_text(rq->a, wanted, n);
    if (!sql_case_lines(rq->a, rq->db, ids, &rows, rq->err) ||
        !sql_cases_whole(rq->a, rq->db, ids, &whole, rq->err))
        return false;
    line = (struct case_line *)(uintptr_t)rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!shown_take(rq, f, &whole, &line[i]))
            return false;
    return true;
}

/* As many as there are, in the order of the keys, in which they nearly always come. */
static struct case_stamp *stamps_order(struct arena *a, const struct case_key *keys, size_t n,
                                       const struct rows *stamps, size_t *found)
{
    struct case_stamp *out = ARENA_ARRAY(a, struct case_stamp, n + 1);
    const struct case_stamp *stamp = stamps->row;

    *found = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < stamps->n; k++) {
            size_t at = (*found + k) % stamps->n;
            if (stamp[at].id != keys[i].id)
                continue;
            out[(*found)++] = stamp[at];
            break;
        }
    return out;
}

/* The stamps are read before the lines: whatever happens in between makes a kept line
 * look too old, never too new. */
static bool shown_load(struct req *rq, const struct case_key *keys, size_t n, const char *ids,
                       struct shown *f)
{
    struct own *own = rq->app->own;
    struct rows stamps;
    int64_t people;

    if (!sql_counter_value(rq->a, rq->db, "people", &people, rq->err) ||
        !sql_case_stamps(rq->a, rq->db, ids, &stamps, rq->err))
        return false;
    f->kept = lines_begin(own, people, edge_lines_held(rq));
    f->stamp = stamps_order(rq->a, keys, n, &stamps, &f->n);
    f->line = ARENA_ARRAY(rq->a, struct case_line *, f->n + 1);
    return shown_read(rq, f);
}

/* Opens the name for the first reader who may see it, and takes it out for who may not. */
static bool identity_show(struct req *rq, const struct reach *reach, struct lines *kept,
                          struct case_line *of, struct case_line *line)
{
    bool confidential = strcmp(line->privacy, "confidential") == 0;
    struct may_object object = reach_object(rq, reach, line->team_id, confidential, line->granted);
    struct seal_place place = { "person", "name", line->person_id };
    struct keyring *keys = edge_act(rq)->keys;

    object.received = line->entered_by == rq->user->id;
    /* Sealed whether or not there is a name: an address alone tells who it is, too. */
    line->sealed =
        line->person_id != 0 && (line->unbound || !may(rq->user, MAY_READ_IDENTITY, &object));
    if (line->sealed) {
        line->person = (struct secret){ 0 };
        return true;
    }
    if (!line->person_key.s || !line->person.sealed.s || of->person.text)
        return true;
    if (!keyring_add(keys, KEY_PERSON, line->person_id, line->person_key, rq->err) ||
        !secret_open(rq->a, keys, KEY_PERSON, line->person_id, place, &line->person, rq->err))
        return false;
    of->person.text = lines_text(kept, line->person.text);
    return true;
}

/* Marks the confidential ones where who complains is open to the reader. */
static bool grants_mark(struct req *rq, struct case_line *line, size_t n)
{
    struct grants grants;
    bool any = false;

    for (size_t i = 0; i < n; i++)
        any |= strcmp(line[i].privacy, "confidential") == 0;
    if (!any)
        return true;
    if (!grants_of(edge_act(rq), rq->user->id, &grants, rq->err))
        return false;
    for (size_t i = 0; i < n; i++)
        line[i].granted = grants_have(&grants, line[i].id);
    return true;
}

/* Names the case with which one is handled only to who may see that one, as things are now: it
 * may have gone to another team since the line was kept. */
static bool mains_mark(struct req *rq, const struct reach *reach, struct case_line *line, size_t n)
{
    struct buf ids = buf_new(rq->a);
    const struct case_key *main;
    struct rows rows;
    bool seen;

    for (size_t i = 0; i < n; i++)
        if (line[i].joined_to_id != 0)
            buf_listed(&ids, line[i].joined_to_id);
    if (ids.n == 0)
        return true;
    if (!sql_case_teams(rq->a, rq->db, buf_text(&ids), &rows, rq->err))
        return false;
    main = rows.row;
    for (size_t i = 0; i < n; i++) {
        seen = false;
        for (size_t k = 0; k < rows.n && !seen; k++)
            seen = main[k].id == line[i].joined_to_id &&
                   reach_case(reach, main[k].team_id, main[k].id);
        if (!seen)
            line[i].joined_to = NULL;
    }
    return true;
}

/* That the same came before is not for who must keep away from that. */
static bool repeats_mark(struct req *rq, const struct reach *reach, struct case_line *line,
                         size_t n)
{
    const char *hidden = NULL;
    bool any = false;

    for (size_t i = 0; i < n; i++)
        any |= line[i].repeats > 0;
    if (any && !repeats_hidden(rq, reach, &hidden))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!repeat_known(line[i].repeats, line[i].id, hidden))
            line[i].repeats = 0;
    return true;
}

/* Who looked at it: the reader, and the last of the others who have it open. */
static bool looks_mark(struct req *rq, const char *ids, struct case_line *line, size_t n)
{
    struct instant since = { rq->now.us - SECONDS(PRESENT_SECONDS) };
    struct instant last = { 0 };
    const struct presence_row *look;
    struct rows looks;

    if (!sql_case_looks(rq->a, rq->db, ids, rq->user->id, since, &looks, rq->err))
        return false;
    look = looks.row;
    for (size_t i = 0; looks.n > 0 && i < n; i++, last.us = 0)
        for (size_t k = 0; k < looks.n; k++) {
            if (look[k].complaint_id != line[i].id)
                continue;
            if (look[k].staff_id == rq->user->id) {
                line[i].seen_at = look[k].seen_at;
            } else if (look[k].seen_at.us > last.us) {
                last = look[k].seen_at;
                if (!edge_staff_name(rq, look[k].staff_id, &line[i].reader))
                    return false;
            }
        }
    return true;
}

static bool names_show(struct req *rq, struct case_line *line)
{
    bool by_staff = line->last_kind && strcmp(line->last_kind, "staff") == 0;

    return edge_staff_name(rq, line->owner_id, &line->owner) &&
           (!by_staff || edge_staff_name(rq, line->last_id, &line->last_name));
}

/* Kept lines know no language, and so have marks where this reader gets blocks. */
static void texts_show(struct req *rq, const struct procedure *p, struct case_line *line)
{
    line->subject.text = redaction_show(rq->a, p, rq->lang, line->subject.text);
    line->description.text = redaction_show(rq->a, p, rq->lang, line->description.text);
}

bool pick_lines(struct req *rq, const struct reach *reach, const struct case_key *keys, size_t n,
                struct rows *out)
{
    const char *ids = ids_text(rq->a, keys, n);
    struct case_line *line, **of;
    const struct procedure *p;
    struct shown f = { 0 };
    size_t n_shown = 0;

    if (!edge_procedure(rq, &p) || !shown_load(rq, keys, n, ids, &f))
        return false;
    line = ARENA_ARRAY(rq->a, struct case_line, f.n + 1);
    of = ARENA_ARRAY(rq->a, struct case_line *, f.n + 1);
    for (size_t i = 0; i < f.n; i++)
        if (f.line[i]) {
            of[n_shown] = f.line[i];
            line[n_shown] = *f.line[i];
            texts_show(rq, p, &line[n_shown++]);
        }
    *out = (struct rows){ line, n_shown };
    if (!grants_mark(rq, line, n_shown) || !mains_mark(rq, reach, line, n_shown) ||
        !repeats_mark(rq, reach, line, n_shown) || !looks_mark(rq, ids, line, n_shown))
        return false;
    for (size_t i = 0; i < n_shown; i++)
        if (!identity_show(rq, reach, f.kept, of[i], &line[i]) || !names_show(rq, &line[i]))
            return false;
    return true;
}
