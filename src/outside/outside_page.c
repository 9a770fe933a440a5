/*
 * The page of somebody outside: no login, no session, no cookie, nothing but the link. A link that
 * was guessed, altered, renewed, revoked or is too old gets the same answer as one that never was;
 * every look-up that no form of ours came along with, and every act, is counted for its source, as
 * those of /track are. The link travels in the query, which is never logged, and in hidden fields.
 * [S16] [S41]
 */
#include "outside/outside_parts.h"

#include "edge/uploads.h"
#include "portal/complain.h"
#include "portal/portal.h"

#include <stdlib.h>
#include <string.h>

/* A request whose link opens something. */
struct outside_visit {
    struct req *rq;
    const struct procedure *p;
    struct outside_link_row link;
    const struct task_row *task;
    struct dossier d;
    const char *secret, *state_text, *owner, *done;
    struct form_state state;
    struct field_errors errors;
    bool language, too_large;
};

static const char *purpose(const struct outside_visit *o)
{
    return arena_printf(o->rq->a, "outside %s", o->secret);
}

static void state_renew(struct outside_visit *o)
{
    struct req *rq = o->rq;

    o->state_text = form_state_new(rq->a, rq->app->vault, purpose(o), rq->now);
    form_state_read(rq->a, rq->app->vault, purpose(o), o->state_text, rq->now, 1, &o->state);
}

static bool case_load(struct outside_visit *o)
{
    if (!dossier_load_id(edge_act(o->rq), o->p, o->link.complaint_id, &o->d, o->rq->err))
        return false;
    o->task = dossier_task(&o->d, o->link.task_id);
    return o->task || err_internal(o->rq->err, "a link without its task");
}

static const char *secret_sent(struct req *rq)
{
    const char *sent = form_text(rq->method == POST ? rq->form : rq->query, "link");

    return sent ? sent : "";
}

/* Whether what was sent would be written to the case. */
static bool writes(struct req *rq)
{
    static const char *const acts[] = { "answer", "longer", "refuse" };
    const char *act = rq->method == POST ? form_text(rq->form, "act") : NULL;

    for (size_t i = 0; act && i < COUNT(acts); i++)
        if (strcmp(act, acts[i]) == 0)
            return true;
    return false;
}

/* False: throttled, or the database fails. */
static bool open_link(struct req *rq, struct outside_visit *o, bool *found)
{
    bool ours;

    *o = (struct outside_visit){ .rq = rq, .secret = secret_sent(rq) };
    *found = false;
    req_add_header(rq, "X-Robots-Tag", "noindex, nofollow, noarchive");
    if (!edge_procedure(rq, &o->p))
        return false;
    o->state_text = form_text(rq->form, "state");
    ours = rq->method == POST &&
           form_state_read(rq->a, rq->app->vault, purpose(o), o->state_text, rq->now,
                           complain_seconds(o->p), &o->state) == FORM_STATE_GOOD;
    if (!ours)
        o->state = (struct form_state){ 0 };
    if ((!ours || writes(rq)) && !req_throttle(rq, THROTTLE_TRACK, NULL))
        return false;
    if (!outside_link_find(edge_act(rq), o->secret, &o->link, found, rq->err) || !*found)
        return rq->err->kind == ERR_NONE;
    if (!o->state.once)
        state_renew(o);
    if (!case_load(o))
        return false;
    *found = !outside_link_barred(&o->d, &o->link);
    if (!*found)
        return true;
    edge_as_outsider(rq, o->task->outsider_id);
    o->owner = form_state_owner(rq->a, rq->app->vault, &o->state);
    return look_note(edge_act(rq), o->d.c.id, "outside_party_opened", rq->err);
}

static bool gone(struct req *rq)
{
    struct outside_page page = { .gone = true };

    return req_render_status(rq, 404, "portal/outside.html", &outside_page_record, &page);
}

static bool show(struct outside_visit *o)
{
    struct req *rq = o->rq;
    struct carried carried[] = { { "link", o->secret }, { "state", o->state_text } };
    bool again = o->errors.n > 0 || o->language;
    struct outside_page page;

    if (!outside_view(rq, o->p, &o->d, o->link.task_id, o->link.shares, &page))
        return false;
    page.carried = (struct rows){ carried, COUNT(carried) };
    page.done = o->done ? lang_text(rq->lang, o->done) : NULL;
    page.errors = (struct rows){ o->errors.e, o->errors.n };
    answers_fill(rq->a, &outside_page_record, &page, NULL, NULL, again ? rq->form : NULL,
                 &o->errors);
    edge_page(rq)->holds_answers = true;
    return req_render_status(rq,
                             o->errors.n == 0 ? 200
                             : o->too_large   ? 413
                                              : 422,
                             "portal/outside.html", &outside_page_record, &page);
}

static bool page_get(struct req *rq)
{
    struct outside_visit o;
    bool found;

    return open_link(rq, &o, &found) && (found ? show(&o) : gone(rq));
}

/* -- what they say -- */

static const char *word(const struct outside_visit *o, const char *name)
{
    const char *text = form_text(o->rq->form, name);

    return text ? text : "";
}

static bool answer(struct outside_visit *o)
{
    struct req *rq = o->rq;

    if (!uploads_adopt(rq, "sent", o->owner, &o->too_large, &o->errors))
        return false;
    o->too_large |= uploads_over(rq, "sent", &o->errors);
    if (o->errors.n > 0)
        return false;
    return outside_reply(edge_act(rq), o->p, o->d.c.id, o->task->id, o->link.id, TASK_FINISH,
                         word(o, "answer"), o->owner, rq->err);
}

static bool refuse(struct outside_visit *o)
{
    return outside_reply(edge_act(o->rq), o->p, o->d.c.id, o->task->id, o->link.id, TASK_SEND_BACK,
                         word(o, "refuse"), NULL, o->rq->err);
}

static bool longer(struct outside_visit *o)
{
    const char *text = word(o, "day");
    struct date day = { 0 };

    if (*text && !date_parse(text, strlen(text), &day))
        return err_field(o->rq->err, "day",
                         N_("Write the day, from today on, for example 2026-12-31."));
    return outside_later(edge_act(o->rq), o->p, o->d.c.id, o->task->id, o->link.id,
                         word(o, "longer"), day, o->rq->err);
}

/* The flows are those of every task: their errors name its fields. */
static void field_named(struct outside_visit *o, const char *field)
{
    struct err *err = o->rq->err;

    if (err->field && strcmp(err->field, "text") == 0)
        err->field = field;
}

static bool said(struct outside_visit *o, bool ok, const char *field, const char *words)
{
    struct req *rq = o->rq;
    enum err_kind kind = rq->err->kind;

    if (!ok && o->errors.n == 0) {
        if (kind == ERR_NOT_FOUND) /* the link ended in the meantime */
            return err_clear(rq->err), gone(rq);
        if (kind != ERR_INVALID && kind != ERR_REFUSED && kind != ERR_CONFLICT)
            return false;
        field_named(o, field);
        field_errors_add(rq, &o->errors, rq->err);
        err_clear(rq->err);
    }
    if (o->errors.n > 0)
        return show(o);
    o->done = words;
    state_renew(o);
    return case_load(o) && show(o);
}

/* A form that was sent a second time says what became of the first. */
static bool with_them(const struct outside_visit *o)
{
    return task_state(o->task) == TASK_ASKED || task_state(o->task) == TASK_ACCEPTED;
}

static bool page_post(struct req *rq)
{
    bool language = portal_language(rq);
    const char *act;
    struct outside_visit o;
    bool found;

    if (!open_link(rq, &o, &found))
        return false;
    if (!found)
        return gone(rq);
    act = word(&o, "act");
    o.language = language;
    if (language || !with_them(&o))
        return show(&o);
    if (strcmp(act, "answer") == 0)
        return said(&o, answer(&o), "answer", N_("Thank you. Your answer has reached us."));
    if (strcmp(act, "longer") == 0)
        return said(&o, longer(&o), "longer",
                    N_("Thank you. We have your new day; until we agree, the other one stands."));
    if (strcmp(act, "refuse") == 0)
        return said(&o, refuse(&o), "refuse", N_("Thank you. We have your reason."));
    return show(&o);
}

static bool piece_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return file_read_next(from, a, piece, err);
}

static bool file_post(struct req *rq)
{
    const struct file_row *f;
    struct file_reader *reader;
    struct outside_visit o;
    bool found;

    if (!open_link(rq, &o, &found))
        return false;
    f = found ? dossier_file(&o.d, strtoll(req_param(rq, "id"), NULL, 10)) : NULL;
    if (!f || !outside_file_shown(&o.d, o.task->id, o.link.shares, f))
        return gone(rq);
    return file_read(edge_act(rq), f, &reader, rq->err) &&
           look_note(edge_act(rq), o.d.c.id, "file_read", rq->err) &&
           req_stream(rq, f->type, f->name.text, file_reader_size(reader), piece_next, reader);
}

enum { PUBLIC = ROUTE_LANG | ROUTE_PUBLIC_FORM };

const struct route outside_routes[] = {
    { GET, OUTSIDE_PATH, 0, page_get, ROUTE_LANG },
    { POST, OUTSIDE_PATH, 0, page_post, PUBLIC | ROUTE_UPLOAD | ROUTE_LARGE },
    { POST, OUTSIDE_PATH "/files/{id}", 0, file_post, PUBLIC },
    { 0 },
};
