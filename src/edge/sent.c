#include "edge/sent.h"

#include "db/filing_sql.h"

#include <stdlib.h>
#include <string.h>

#define CASE "/desk/complaints/{reference}"

/* For so long the same words on the version that they made are the browser's Back; later somebody
 * means them, as "Nobody answered." of another day. */
enum { BACK_SECONDS = 600 };

/* The forms that add something, and where each leads from the case. A form that several acts share
 * adds something by those named, by all without a name. Of some the same may be said at once. */
static const struct {
    const char *path, *act, *leads;
    bool again;
} adding[] = {
    { CASE "/notes", NULL, "?done=note#write" },
    { CASE "/replies", NULL, "?done=reply#write" },
    { CASE "/fact", NULL, "?done=fact" },
    { CASE "/translation", NULL, "?done=translation" },
    { CASE "/extend", NULL, "?done=done" },
    { CASE "/call", NULL, "?done=called", true },
    { CASE "/evidence", NULL, "/investigate" },
    { CASE "/interview", NULL, "/investigate" },
    { CASE "/remedy", NULL, "/respond" },
    { CASE "/parties", NULL, "?done=done" },
    { CASE "/tasks", NULL, "/tasks?done=asked" },
    { CASE "/tasks/{task}/settle", "again", "/tasks" },
};

/* `*at`: when it was made, not set when there is none. */
static bool marked(struct req *rq, struct bytes mark, struct instant *at)
{
    struct idempotency_row row = { 0 };
    struct err none = { 0 };
    bool there = sql_idempotency(rq->a, rq->db, mark, &row, &none);

    *at = there ? row.made_at : (struct instant){ 0 };
    return there || none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
}

/* Where the form leads, NULL when it adds nothing. `*again`: whether it may say the same twice. */
static const char *leads(const struct req *rq, bool *again)
{
    const char *act = form_text(rq->form, "act");

    for (size_t i = 0; rq->route && i < COUNT(adding); i++)
        if (strcmp(adding[i].path, rq->route->path) == 0 &&
            (!adding[i].act || (act && strcmp(adding[i].act, act) == 0))) {
            *again = adding[i].again;
            return adding[i].leads;
        }
    return NULL;
}

/* What belongs to one showing of the form, and not to what was written in it. */
static bool passing(const char *name)
{
    return strcmp(name, "form_token") == 0 || strcmp(name, "version") == 0 ||
           strcmp(name, "staged") == 0;
}

static void fields(struct buf *b, const struct form *form)
{
    for (size_t i = 0; i < form->n; i++) {
        if (passing(form->fields[i].name))
            continue;
        buf_printf(b, "&%s=%zu:", form->fields[i].name, form->fields[i].n);
        buf_add(b, form->fields[i].value, form->fields[i].n);
    }
    for (size_t i = 0; i < form->n_files; i++)
        buf_printf(b, "&%s=%s:%" PRId64, form->files[i].name, form->files[i].file_name,
                   form->files[i].size);
}

static struct bytes sent_on(struct req *rq, int64_t version)
{
    unsigned char *mac = arena_alloc(rq->a, MAC_BYTES);
    struct buf b = buf_new(rq->a);

    buf_printf(&b, "form:%" PRId64 ":%" PRId64 ":%s", rq->user->id, version, rq->path);
    fields(&b, rq->query);
    fields(&b, rq->form);
    vault_mac_text(rq->app->vault, MAC_IDEMPOTENCY, buf_text(&b), mac);
    return (struct bytes){ mac, MAC_BYTES };
}

/* The form's own version of the case, 0 when it has none: it says nothing of a second press then.
 */
static int64_t version_of(const struct req *rq)
{
    const char *text = form_text(rq->form, "version");

    return text ? strtoll(text, NULL, 10) : 0;
}

static bool lead_on(struct req *rq, const char *to)
{
    err_clear(rq->err);
    return req_redirect(rq, "/desk/complaints/%s%s", req_param(rq, "reference"), to);
}

bool edge_sent_before(struct req *rq)
{
    bool again = false, back;
    struct instant before, same;
    struct bytes mark;
    const char *to;
    int64_t version;

    if (rq->method != POST || !rq->user || !rq->db || !(to = leads(rq, &again)))
        return false;
    version = version_of(rq);
    if (version <= 0)
        return false;
    mark = sent_on(rq, version);
    if (!marked(rq, mark, &before) || !marked(rq, sent_on(rq, version - 1), &same)) {
        err_clear(rq->err); /* the handler meets it too, and says so */
        return false;
    }
    back = !again && instant_is_set(same) && rq->now.us - same.us < SECONDS(BACK_SECONDS);
    edge_act_once(rq, mark, back);
    return instant_is_set(before) && lead_on(rq, to);
}

bool edge_sent_meanwhile(struct req *rq)
{
    const struct act *act = edge_act(rq);
    struct instant before;
    const char *to;
    bool again;

    if (rq->err->kind != ERR_CONFLICT || act->once.n == 0 || !(to = leads(rq, &again)))
        return false;
    return marked(rq, act->once, &before) && instant_is_set(before) && lead_on(rq, to);
}
