/*
 * What somebody sees when it did not work: a page from error.html, or a problem
 * document (RFC 9457) for programs. It names a reference and nothing of the inside.
 * If a form could not be stored, its text is given back to its author. [S63] [D4]
 */
#include "web/error_page.h"
#include "web/call.h"

#include "web/log.h"

#include <string.h>

static const struct {
    enum err_kind kind;
    int status;
} statuses[] = {
    { ERR_INVALID, 422 },      { ERR_NOT_FOUND, 404 }, { ERR_CONFLICT, 409 }, { ERR_REFUSED, 409 },
    { ERR_UNAUTHORISED, 401 }, { ERR_TOO_LARGE, 413 }, { ERR_TOO_MANY, 429 }, { ERR_BUSY, 503 },
    { ERR_FULL, 507 },         { ERR_INTERNAL, 500 },
};

/* What kind of problem a status is, in a word for programs and in words for people; and what they
 * can do, where the reason itself seldom says it. */
#define AGAIN N_("Go back and try it once more. If you typed the address, check it for a slip.")
static const struct {
    int status;
    const char *type;
    const char *title;
    const char *title_en;
    const char *next;
} problems[] = {
    { 400, "bad-request", N_("This request was not understood"), "Bad Request", AGAIN },
    { 401, "unauthorised", N_("Please log in"), "Unauthorized", NULL },
    { 403, "forbidden", N_("This was not accepted"), "Forbidden", NULL },
    { 404, "not-found", N_("Page not found"), "Not Found", NULL },
    { 405, "method", N_("This was not understood"), "Method Not Allowed", AGAIN },
    { 409, "conflict", N_("This cannot be done now"), "Conflict", NULL },
    { 411, "length", N_("This request was not understood"), "Length Required", AGAIN },
    { 413, "too-large", N_("This is too large"), "Content Too Large",
      N_("Go back and make the text shorter, or send fewer or smaller files at a time.") },
    { 415, "content-type", N_("This was not understood"), "Unsupported Media Type", AGAIN },
    { 422, "invalid", N_("Something needs to be changed"), "Unprocessable Content",
      N_("Go back, change it, and send it again.") },
    { 429, "too-many", N_("Too many tries in a short time"), "Too Many Requests", NULL },
    { 431, "head", N_("This request was not understood"), "Request Header Fields Too Large",
      AGAIN },
    { 500, "internal", N_("Something went wrong"), "Internal Server Error", NULL },
    { 503, "busy", N_("The service is busy"), "Service Unavailable", NULL },
    { 505, "version", N_("This request was not understood"), "HTTP Version Not Supported", AGAIN },
    { 507, "full", N_("There is no room to keep this"), "Insufficient Storage", NULL },
};

static const struct field kept_text_fields[] = { FIELD(struct kept_text, text) };
const struct record kept_text_record = RECORD(struct kept_text, kept_text_fields);

static const struct field error_page_fields[] = {
    FIELD(struct error_page, status),
    FIELD(struct error_page, title),
    FIELD(struct error_page, text),
    FIELD(struct error_page, next),
    FIELD(struct error_page, wait),
    FIELD(struct error_page, reference),
    FIELD(struct error_page, missing),
    FIELD(struct error_page, ours),
    FIELD_ROWS(struct error_page, kept, &kept_text_record),
};
const struct record error_page_record = RECORD(struct error_page, error_page_fields);

static const struct field problem_fields[] = {
    FIELD(struct problem, type),   FIELD(struct problem, title), FIELD(struct problem, status),
    FIELD(struct problem, detail), FIELD(struct problem, field), FIELD(struct problem, reference),
};
const struct record problem_record = RECORD(struct problem, problem_fields);

int err_status(enum err_kind kind)
{
    for (size_t i = 0; i < COUNT(statuses); i++)
        if (statuses[i].kind == kind)
            return statuses[i].status;
    return 500;
}

/* What failed on our side may go well in a moment; a form is sent again by the browser. */
static const char *again(const struct req *rq, int status)
{
    if (status != 500 && status != 503)
        return NULL;
    return rq->method == POST ? N_("Load this page again in a moment, and let your browser send "
                                   "once more what you "
                                   "wrote.")
                              : N_("Load this page again in a moment.");
}

static size_t problem_index(int status)
{
    for (size_t i = 0; i < COUNT(problems); i++)
        if (problems[i].status == status)
            return i;
    return problem_index(500);
}

/* More than one word, in whatever script, or an address: what somebody would have to write again.
 */
static bool is_text(const struct form_field *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (strchr(" @\n", f->value[i]) || (unsigned char)f->value[i] >= 0x80)
            return true;
    return f->n >= 20;
}

/* Texts of the form, but nothing that is a secret or the program's own. */
static bool worth_keeping(const struct form_field *f)
{
    static const char *const never[] = { "password", "code", "form_token", "state", "once" };

    for (size_t i = 0; i < COUNT(never); i++)
        if (strstr(f->name, never[i]))
            return false;
    return is_text(f) && f->value[0] != '/'; /* an address of ours */
}

static struct rows kept_texts(const struct req *rq)
{
    const struct form *form = rq->form;
    struct kept_text *kept = ARENA_ARRAY(rq->a, struct kept_text, form->n);
    size_t n = 0;

    for (size_t i = 0; i < form->n; i++)
        if (worth_keeping(&form->fields[i]))
            kept[n++].text = form->fields[i].value;
    return (struct rows){ kept, n };
}

static void answer_problem(struct call *c, int status, const char *detail)
{
    struct req *rq = &c->rq;
    size_t i = problem_index(status);
    struct problem problem = {
        .type = arena_printf(rq->a, "urn:redress:problem:%s", problems[i].type),
        .title = problems[i].title_en,
        .status = status,
        .detail = detail,
        .field = rq->err->field,
        .reference = c->id,
    };

    req_json(rq, status, &problem_record, &problem);
    rq->content_type = "application/problem+json; charset=utf-8";
    if (status == 401)
        req_add_header(rq, "WWW-Authenticate", "Bearer");
}

/* What was refused before anybody asked who it is from: their page is theirs all the same. */
static void reader_find(struct call *c)
{
    struct req *rq = &c->rq;
    struct err why = *rq->err;

    if (rq->user || !rq->db || c->why || !req_header(rq, "Cookie"))
        return;
    err_clear(rq->err);
    if (!call_identify(rq))
        rq->user = NULL;
    *rq->err = why;
}

static void answer_page(struct call *c, int status, const char *text)
{
    struct req *rq = &c->rq;
    struct err none = { 0 };
    struct err why = *rq->err;
    size_t i = problem_index(status);
    const char *next = problems[i].next ? problems[i].next : again(rq, status);
    struct error_page page = {
        .status = status,
        .title = lang_text(rq->lang, problems[rq->door ? problem_index(403) : i].title),
        .text = text,
        .next = next ? lang_text(rq->lang, next) : NULL,
        .reference = c->id,
        .wait = status < 500 ? (rq->err->retry_after + 59) / 60 : 0,
        .missing = status == 404,
        .ours = status >= 500,
        .kept = kept_texts(rq),
    };

    *rq->err = none;
    if (!rq->app->templates ||
        !req_render_status(rq, status, "error.html", &error_page_record, &page)) {
        rq->status = status;
        rq->body.n = 0;
        buf_printf(&rq->body, "%s\n%s\n%s\n", page.title, text, c->id);
        rq->content_type = "text/plain; charset=utf-8";
    }
    *rq->err = why;
}

/* Somebody unknown who follows a link to a page of the desk is shown the way in; somebody known
 * who has to prove something first is shown where, after what they wrote was given back. [D4] */
static bool shown_to_login(struct call *c)
{
    struct req *rq = &c->rq;

    if (rq->err->kind != ERR_UNAUTHORISED || !rq->app->login_path || !rq->route ||
        (rq->route->flags & ROUTE_API))
        return false;
    if (rq->door)
        return kept_texts(rq).n == 0 && req_redirect(rq, "%s", rq->door);
    return rq->method == GET && req_redirect(rq, "%s", rq->app->login_path);
}

void call_answer_error(struct call *c)
{
    struct req *rq = &c->rq;
    bool api = (rq->route && (rq->route->flags & ROUTE_API)) || strncmp(rq->path, "/api/", 5) == 0;
    int status = c->refused_status ? c->refused_status : err_status(rq->err->kind);
    const char *text;

    rq->body.n = 0;
    c->next = NULL;
    if (rq->err->kind == ERR_INTERNAL || rq->err->kind == ERR_FULL)
        log_error(rq->app, c->id, rq->err);
    if (shown_to_login(c))
        return;
    if (!api)
        reader_find(c);
    text = lang_err(rq->a, rq->lang, rq->err);
    if (rq->err->retry_after > 0)
        req_add_header(rq, "Retry-After", arena_printf(rq->a, "%d", rq->err->retry_after));
    else if (status == 503 || status == 507)
        req_add_header(rq, "Retry-After", "10");
    if (api)
        answer_problem(c, status, text);
    else
        answer_page(c, status, text);
}
