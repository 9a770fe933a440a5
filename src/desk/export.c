/*
 * GET /desk/export.csv: what this reader may see, as a spreadsheet takes it. Sent window by
 * window, each with memory of its own, so that a million cases need no more than a few.
 * Cells that a spreadsheet would run are made harmless. [S5] [S16] [P1]
 */
#include "complaint/redaction.h"
#include "db/desk_sql.h"
#include "db/edge_sql.h"
#include "desk/desk.h"
#include "desk/filters.h"
#include "edge/reach.h"
#include "people/second_person.h"

#include <string.h>

enum { WINDOW = 200 };

struct export
{
    struct req *rq;
    struct reach reach;
    struct filters filters;
    int queue; /* -1: all cases, in the order of their numbers */
    int64_t after, after_id;
    bool begun, ended;
};

static void cell_instant(struct buf *b, const struct zone *zone, struct instant t)
{
    char text[INSTANT_TEXT + 8] = "";

    if (instant_is_set(t))
        zone_text(zone, t, text);
    buf_cell(b, text);
}

/* Spreadsheets take UTF-8 for something else unless the file says so. */
static void head_write(struct req *rq, struct buf *b)
{
    static const char *const heads[] = {
        N_("Reference"),     N_("Received"),      N_("Channel"),   N_("Kind"),        N_("Step"),
        N_("Severity"),      N_("Class"),         N_("Owner"),     N_("Complainant"), N_("Subject"),
        N_("What happened"), N_("Remedy sought"), N_("Next date"), N_("Closed"),      N_("Outcome"),
    };

    buf_str(b, "\xef\xbb\xbf");
    for (size_t i = 0; i < COUNT(heads); i++)
        buf_cell(b, lang_text(rq->lang, heads[i]));
    buf_str(b, "\r\n");
}

static bool text_open(struct req *rq, int64_t id, const char *column, struct secret *text)
{
    struct seal_place place = { "complaint", column, id };

    return !text->sealed.s ||
           secret_open(rq->a, edge_act(rq)->keys, KEY_COMPLAINT, id, place, text, rq->err);
}

static bool line_write(struct req *rq, const struct procedure *p, const struct case_line *line,
                       struct case_text *text, struct buf *b)
{
    const struct zone *zone = rq->app->zone;

    if (line->case_key.s &&
        (!keyring_add(edge_act(rq)->keys, KEY_COMPLAINT, line->id, line->case_key, rq->err) ||
         !text_open(rq, line->id, "description", &text->description) ||
         !text_open(rq, line->id, "remedy_sought", &text->remedy_sought)))
        return false;
    buf_cell(b, line->reference);
    cell_instant(b, zone, line->received_at);
    buf_cell(b, desk_word(rq, &channel_words, line->channel));
    buf_cell(b, desk_word(rq, &contact_type_words, line->type));
    buf_cell(b, desk_word(rq, &stage_words, line->stage));
    buf_cell(b, desk_word(rq, &severity_words, line->severity));
    buf_cell(b, desk_class_label(rq, p, line->class));
    buf_cell(b, line->owner);
    buf_cell(b, line->sealed ? lang_text(rq->lang, N_("Sealed")) : line->person.text);
    buf_cell(b, line->subject.text);
    buf_cell(b, redaction_show(rq->a, p, rq->lang, text->description.text));
    buf_cell(b, redaction_show(rq->a, p, rq->lang, text->remedy_sought.text));
    cell_instant(b, zone, line->next_due_at);
    cell_instant(b, zone, line->closed_at);
    buf_cell(b, desk_word(rq, &outcome_words, text->outcome));
    buf_str(b, "\r\n");
    return true;
}

static bool keys_next(struct export *x, struct req *rq, struct pick *pick)
{
    const struct case_key *key;
    struct rows rows;

    if (x->queue >= 0)
        return pick_queue(rq, &x->reach, (enum queue)x->queue, &x->filters.by, x->after,
                          x->after_id, WINDOW, pick);
    *pick = (struct pick){ .key = ARENA_ARRAY(rq->a, struct case_key, WINDOW) };
    if (!sql_pick_every(rq->a, rq->db, x->after_id, WINDOW, x->reach.all, x->reach.teams,
                        x->reach.barred, &rows, rq->err))
        return false;
    key = rows.row;
    pick->more = rows.n == WINDOW;
    for (size_t i = 0; i < rows.n; i++) {
        pick->last = key[i].id;
        if (pick_fits(&x->filters.by, &key[i]))
            pick->key[pick->n++] = key[i];
    }
    return true;
}

/* Each case that is taken out says so itself: whoever asks who has it need not know which list
 * it stood in. [S61] */
static bool lines_note(struct req *rq, const struct rows *lines)
{
    const struct case_line *line = lines->row;
    int64_t *ids = ARENA_ARRAY(rq->a, int64_t, lines->n + 1);

    for (size_t i = 0; i < lines->n; i++)
        ids[i] = line[i].id;
    return looks_note(edge_act(rq), ids, lines->n, "exported", rq->err);
}

static bool window_write(struct export *x, struct req *rq, struct buf *b)
{
    const struct procedure *p;
    const struct case_line *line;
    struct buf ids = buf_new(rq->a);
    struct case_text *text;
    struct rows lines, texts;
    struct pick pick;

    if (!keys_next(x, rq, &pick))
        return false;
    x->after = pick.place;
    x->after_id = pick.last;
    x->ended = !pick.more;
    if (pick.n == 0)
        return true;
    for (size_t i = 0; i < pick.n; i++)
        buf_listed(&ids, pick.key[i].id);
    if (!edge_procedure(rq, &p) || !pick_lines(rq, &x->reach, pick.key, pick.n, &lines) ||
        !sql_case_texts(rq->a, rq->db, buf_text(&ids), &texts, rq->err) || !lines_note(rq, &lines))
        return false;
    line = lines.row;
    text = (struct case_text *)(uintptr_t)texts.row;
    for (size_t i = 0; i < lines.n && i < texts.n; i++)
        if (!line_write(rq, p, &line[i], &text[i], b))
            return false;
    return true;
}

/* The next window, in an arena that is emptied after it was sent: the request is copied with
 * that arena, so that keys and texts of one window do not pile up on those of the next. */
static bool export_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    struct export *x = from;
    struct req part = *x->rq;
    struct buf b = buf_new(a);

    part.a = a;
    part.edge = NULL;
    err_clear(part.err);
    *piece = (struct bytes){ 0 };
    /* Teams and conflicts of interest are read again for each window. */
    if (!edge_reach(&part, MAY_EXPORT, &x->reach)) {
        *err = *part.err;
        return false;
    }
    if (!x->begun)
        head_write(&part, &b);
    x->begun = true;
    while (b.n == 0 && !x->ended)
        if (!window_write(x, &part, &b)) {
            *err = *part.err;
            return false;
        }
    *piece = (struct bytes){ (const unsigned char *)b.s, b.n };
    return true;
}

/* -- how much it is -- */

/* Of how many complaints; how many of them would leave, how many of those this person did not take
 * out lately, and how many they did. */
struct measure {
    int64_t all, leaving, fresh, before;
};

enum { LATELY_SECONDS = 86400 }; /* as long as a second person's word holds */

static bool window_measure(struct export *x, struct req *rq, struct instant since,
                           struct measure *m)
{
    struct buf ids = buf_new(rq->a);
    const struct act *act = edge_act(rq);
    struct rows noted;
    struct pick pick;

    if (!keys_next(x, rq, &pick))
        return false;
    x->after = pick.place;
    x->after_id = pick.last;
    x->ended = !pick.more;
    for (size_t i = 0; i < pick.n; i++)
        buf_listed(&ids, pick.key[i].id);
    if (pick.n > 0 && !sql_looks_noted_of(rq->a, rq->db, buf_text(&ids), "exported",
                                          act->actor_kind, act->actor_id, since, &noted, rq->err))
        return false;
    m->leaving += (int64_t)pick.n;
    m->fresh += (int64_t)(pick.n > 0 ? pick.n - noted.n : 0);
    return true;
}

/* The first event after `since`: they are numbered without gaps, and only clocks that went back
 * keep some a little later than their time. */
static bool event_since(struct req *rq, struct instant since, int64_t *out)
{
    int64_t low = 1, high = 0;

    if (!sql_event_last(rq->a, rq->db, &high, rq->err))
        return false;
    for (high++; low < high;) {
        int64_t middle = low + (high - low) / 2, at;
        if (!sql_event_at(rq->a, rq->db, middle, &at, rq->err))
            return false;
        if (at > since.us)
            high = middle;
        else
            low = middle + 1;
    }
    *out = low;
    return true;
}

static bool measure_begin(const struct export *x, struct req *rq, struct instant since,
                          struct measure *m)
{
    const struct act *act = edge_act(rq);
    int64_t first;

    *m = (struct measure){ 0 };
    return sql_pick_every_count(rq->a, rq->db, x->reach.all, x->reach.teams, x->reach.barred,
                                &m->all, rq->err) &&
           event_since(rq, since, &first) &&
           sql_exported_since(rq->a, rq->db, first, act->actor_kind, act->actor_id, since,
                              &m->before, rq->err);
}

/* What several files of one day are together counts too, or two halves would be none. */
static bool is_much(const struct procedure *p, const struct measure *m)
{
    int64_t share = procedure_number(p, "export_share", 0);
    int64_t few = procedure_number(p, "export_few", 0);
    int64_t together = m->before + m->fresh;

    if (m->leaving > few && m->leaving * 100 >= share * m->all)
        return true;
    return m->fresh > 0 && together > few && together * 100 >= share * m->all;
}

/* Whether it is so much of what somebody reaches, who reaches every team, that it needs a second
 * person: by what would leave, whatever was asked for. */
static bool whole_find(struct req *rq, const struct export *asked, bool *whole)
{
    struct instant since = { rq->now.us - SECONDS(LATELY_SECONDS) };
    struct export x = *asked;
    const struct procedure *p;
    AUTO_ARENA a = arena_new();
    struct measure m;

    *whole = false;
    if (!asked->reach.all)
        return true;
    if (!edge_procedure(rq, &p) || !measure_begin(asked, rq, since, &m))
        return false;
    while (!x.ended && !*whole) {
        struct req part = *rq;
        arena_reset(a);
        part.a = a;
        part.edge = NULL;
        if (!window_measure(&x, &part, since, &m))
            return false;
        *whole = is_much(p, &m);
    }
    return true;
}

bool export_note(struct req *rq, const char *what, bool whole)
{
    AUTO_TX tx = { 0 };
    struct history h;
    bool allowed = true;

    if (!tx_begin(&tx, rq->db, rq->err) ||
        !history_begin(&h, edge_act(rq), COMPLAINT_NONE, "exported", what, rq->err) ||
        (whole && !second_person_use(&h, rq->user->id, SECOND_PERSON_EXPORT, &allowed, rq->err)))
        return false;
    if (!allowed) {
        rq->door = "/desk/second-person";
        return err_set(rq->err, ERR_UNAUTHORISED,
                       N_("An export of everything needs a second person."));
    }
    return history_end(&h, rq->err) && tx_commit(&tx, rq->err);
}

static bool export_get(struct req *rq)
{
    struct export *x = ARENA_NEW(rq->a, struct export);
    const char *queue = form_text(rq->query, "queue");
    const char *account = arena_printf(rq->a, "%" PRId64, rq->user->id);
    bool whole;

    if (!req_throttle(rq, THROTTLE_EXPORT, account))
        return false;
    x->rq = rq;
    x->queue = queue ? queue_by_name(queue) : -1;
    x->filters = filters_read(rq);
    if (!edge_reach(rq, MAY_EXPORT, &x->reach) || !filters_classes(rq, &x->filters) ||
        !whole_find(rq, x, &whole) ||
        !export_note(rq,
                     arena_printf(rq->a, "queue=%s%s", x->queue < 0 ? "" : queue,
                                  filters_query(rq, &x->filters)),
                     whole))
        return false;
    return req_stream(rq, "text/csv; charset=utf-8", "complaints.csv", -1, export_next, x);
}

const struct route export_routes[] = {
    { GET, "/desk/export.csv", MAY_EXPORT, export_get, ROUTE_FRESH },
    { 0 },
};
