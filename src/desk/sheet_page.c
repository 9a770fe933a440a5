/*
 * GET /desk/complaints/{reference}/sheets/{code}: a case on a form of the organisation, to be
 * printed. GET /desk/sheets/{code}: the cases of a year at the most as the register of that form,
 * sent window by window. Both are kept as what they are: printed, and taken out. [S61]
 */
#include "db/sheet_sql.h"
#include "desk/sheet.h"

#include <string.h>

enum { WINDOW = 50, DAYS_MOST = 366 };

static bool no_sheet(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

/* -- one case -- */

static bool lines_fill(struct req *rq, const struct procedure *p, const struct dossier *d,
                       const struct pack_sheet *sheet, struct record_sheet *page)
{
    struct record_cell *list = ARENA_ARRAY(rq->a, struct record_cell, sheet->n_columns);

    for (size_t i = 0; i < sheet->n_columns; i++) {
        const struct pack_column *c = &sheet->column[i];
        list[i] = (struct record_cell){ .label = c->text.in[rq->lang->index], .ours = c->ours };
        if (!sheet_value(rq, p, d, c, false, &list[i].value))
            return false;
        page->ours |= c->ours;
    }
    page->cells = (struct rows){ list, sheet->n_columns };
    return true;
}

static bool sheet_get(struct req *rq)
{
    struct record_sheet page = { .printed = rq->now };
    const struct pack_sheet *sheet;
    const struct procedure *p;
    struct dossier d;

    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_READ, &d))
        return false;
    sheet = pack_sheet(d.pack, req_param(rq, "code"));
    if (!sheet || !pack_concerns(d.pack, &sheet->classes, d.c.class))
        return no_sheet(rq->err);
    if (!edge_read_identity(rq, &d) || !look_note(edge_act(rq), d.c.id, "printed", rq->err) ||
        !lines_fill(rq, p, &d, sheet, &page))
        return false;
    page.title = sheet->text.in[rq->lang->index];
    page.about = d.pack->title.in[rq->lang->index];
    page.version = d.pack->version;
    page.reference = d.c.reference;
    page.back = desk_case_path(rq->a, d.c.reference);
    return req_render(rq, "desk/record_sheet.html", &record_sheet_record, &page);
}

/* -- the register -- */

struct register_sent {
    struct req *rq;
    const char *code;
    const struct pack_sheet *head; /* of the pack in force, or of the newest that has it */
    struct instant from, until;
    int64_t after;
    bool begun, ended;
};

static void head_write(const struct register_sent *x, struct buf *b)
{
    buf_str(b, "\xef\xbb\xbf"); /* spreadsheets take UTF-8 for something else without it */
    for (size_t i = 0; i < x->head->n_columns; i++)
        buf_cell(b, x->head->column[i].text.in[x->rq->lang->index]);
    buf_str(b, "\r\n");
}

/* A case of an older version has the columns of now: those it has no field for are empty. */
static bool case_write(const struct register_sent *x, struct req *rq, const struct procedure *p,
                       const struct dossier *d, struct buf *b)
{
    for (size_t i = 0; i < x->head->n_columns; i++) {
        const struct pack_column *c = &x->head->column[i];
        const char *text = NULL;
        if ((c->fact != SHEET_OWN || pack_field(d->pack, c->field)) &&
            !sheet_value(rq, p, d, c, true, &text))
            return false;
        buf_cell(b, text);
    }
    buf_str(b, "\r\n");
    return true;
}

/* Whether the case has this sheet. */
static bool stands_in(const struct register_sent *x, struct req *rq, const struct procedure *p,
                      const struct sheet_case *c, bool *out)
{
    const struct pack_version *v;
    const struct pack_sheet *sheet;

    *out = false;
    if (!procedure_pack(p, rq->db, c->pack_id, &v, rq->err))
        return false;
    sheet = pack_sheet(v, x->code);
    *out = sheet && pack_concerns(v, &sheet->classes, c->class);
    return true;
}

static bool window_write(struct register_sent *x, struct req *rq, struct buf *b)
{
    const struct sheet_case *c;
    const struct procedure *p;
    struct reach reach;
    struct dossier d;
    struct rows rows;
    bool there;

    if (!edge_procedure(rq, &p) || !edge_reach(rq, MAY_EXPORT, &reach) ||
        !sql_sheet_cases(rq->a, rq->db, x->from, x->after, x->until, WINDOW, reach.all, reach.teams,
                         reach.barred, &rows, rq->err))
        return false;
    c = rows.row;
    x->ended = rows.n < WINDOW;
    for (size_t i = 0; i < rows.n; i++) {
        x->from = c[i].received_at;
        x->after = c[i].id;
        if (!stands_in(x, rq, p, &c[i], &there))
            return false;
        if (there &&
            (!edge_case(rq, c[i].reference, MAY_EXPORT, &d) ||
             !look_note(edge_act(rq), d.c.id, "exported", rq->err) || !case_write(x, rq, p, &d, b)))
            return false;
    }
    return true;
}

/* The next window, in an arena that is emptied after it was sent. */
static bool register_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    struct register_sent *x = from;
    struct req part = *x->rq;
    struct buf b = buf_new(a);

    part.a = a;
    part.edge = NULL;
    err_clear(part.err);
    if (!x->begun)
        head_write(x, &b);
    x->begun = true;
    while (b.n == 0 && !x->ended)
        if (!window_write(x, &part, &b)) {
            *err = *part.err;
            return false;
        }
    *piece = (struct bytes){ (const unsigned char *)b.s, b.n };
    return true;
}

static bool day_read(struct req *rq, const char *name, struct date *out)
{
    const char *typed = form_text(rq->query, name);

    *out = (struct date){ 0 };
    if (typed && date_parse(typed, strlen(typed), out) && date_is_set(*out))
        return true;
    return err_field(rq->err, name, N_("Write the day as year-month-day, for example 2026-03-31."));
}

static bool days_read(struct req *rq, struct register_sent *x)
{
    struct date from, until;

    if (!day_read(rq, "from", &from) || !day_read(rq, "until", &until))
        return false;
    if (date_compare(until, from) < 0 || date_compare(until, date_add(from, DAYS_MOST)) >= 0)
        return err_field(rq->err, "until",
                         N_("A register goes from a day to the same or a later one, a year at "
                            "the most."));
    x->from = zone_instant(rq->app->zone, from, 0);
    x->until = zone_instant(rq->app->zone, date_add(until, 1), 0);
    return true;
}

/* Over every team it is as much as an export of everything, and needs the same second person. */
static bool register_note(struct req *rq, const struct register_sent *x)
{
    const char *what = arena_printf(rq->a, "sheet=%s from=%s until=%s", x->code,
                                    form_text(rq->query, "from"), form_text(rq->query, "until"));
    struct reach reach;

    return edge_reach(rq, MAY_EXPORT, &reach) && export_note(rq, what, reach.all);
}

static bool register_get(struct req *rq)
{
    struct register_sent *x = ARENA_NEW(rq->a, struct register_sent);
    const char *account = arena_printf(rq->a, "%" PRId64, rq->user->id);
    const struct pack_version *v;
    const struct procedure *p;

    x->rq = rq;
    x->code = req_param(rq, "code");
    if (!req_throttle(rq, THROTTLE_EXPORT, account) || !edge_procedure(rq, &p) ||
        !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    x->head = pack_sheet(v, x->code);
    if (!x->head)
        return no_sheet(rq->err);
    return days_read(rq, x) && register_note(rq, x) &&
           req_stream(rq, "text/csv; charset=utf-8", arena_printf(rq->a, "%s.csv", x->code), -1,
                      register_next, x);
}

const struct route sheet_routes[] = {
    { GET, "/desk/complaints/{reference}/sheets/{code}", MAY_READ, sheet_get, 0 },
    { GET, "/desk/sheets/{code}", MAY_EXPORT, register_get, ROUTE_FRESH },
    { 0 },
};
