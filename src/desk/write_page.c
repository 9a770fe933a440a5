/* The boxes of the case page: notes, replies, drafts, and who is here. */
#include "db/desk_sql.h"
#include "desk/desk.h"
#include "desk/draft.h"
#include "desk/snippet.h"
#include "desk/write_flow.h"
#include "edge/names.h"
#include "edge/sent.h"
#include "web/answer.h"

#include <string.h>

static const char *field_of(struct req *rq, const char *one, const char *two)
{
    const char *text = form_text(rq->form, one);

    return text ? text : form_text(rq->form, two);
}

/* Shows the case again with what was written and why it was not taken. */
static bool refused(struct req *rq, struct dossier *d, const char *name, const char *text)
{
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    struct answer *answer = ARENA_NEW(rq->a, struct answer);
    struct case_page page = { 0 };

    if (edge_sent_meanwhile(rq) || (rq->err->kind != ERR_INVALID && rq->err->kind != ERR_REFUSED))
        return false;
    rq->err->field = name;
    field_errors_add(rq, errors, rq->err);
    *answer = (struct answer){ .name = name, .value = text, .error = errors->e[0].text };
    page.errors = (struct rows){ errors->e, errors->n };
    if (strcmp(name, "text") == 0) {
        page.text = answer;
        page.note_first = true;
    } else {
        page.reply = answer;
    }
    return case_show(rq, d, &page);
}

/* A snippet was chosen without script: the box comes back with it, as a draft. */
static bool insert(struct req *rq, const struct dossier *d, const char *draft, const char *text)
{
    return draft_keep(edge_act(rq), d->c.id, draft, text, rq->err) &&
           req_redirect(rq, "%s?write=%s#writing-%s", desk_case_path(rq->a, d->c.reference), draft,
                        draft);
}

static bool note_post(struct req *rq)
{
    const struct writing w = { .text = form_text(rq->form, "text"), .language = rq->lang->tag };
    const struct procedure *p;
    const char *inserted;
    struct dossier d;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_NOTE, &d) || !edge_procedure(rq, &p))
        return false;
    inserted = snippet_inserted(rq, p, rq->lang, "text");
    if (inserted)
        return insert(rq, &d, "note", inserted);
    if (!write_note(edge_act(rq), p, d.c.id, &w, rq->err))
        return refused(rq, &d, "text", w.text);
    return req_redirect(rq, "%s?done=note#write", desk_case_path(rq->a, d.c.reference));
}

static bool channel_good(struct req *rq, const char *channel)
{
    return !channel || !*channel || word_value(&channel_words, channel) != 0 ||
           err_field(rq->err, "channel", N_("Choose one of the channels."));
}

static bool reply_post(struct req *rq)
{
    const char *update = form_text(rq->form, "update"), *channel = form_text(rq->form, "channel");
    const struct procedure *p;
    const char *inserted;
    struct dossier d;
    struct writing w = { .text = field_of(rq, "reply", "text"),
                         .channel = channel && *channel ? channel : NULL,
                         .update = update && strcmp(update, "done") == 0 };

    if (!edge_case(rq, req_param(rq, "reference"), MAY_REPLY, &d) || !edge_procedure(rq, &p))
        return false;
    inserted = snippet_inserted(rq, p, snippet_language(rq, &d), "reply");
    if (inserted)
        return insert(rq, &d, "reply", inserted);
    w.language = d.c.language;
    if (!channel_good(rq, channel) || !write_reply(edge_act(rq), p, d.c.id, &w, rq->err))
        return refused(rq, &d, "reply", w.text);
    return req_redirect(rq, "%s?done=%s#write", desk_case_path(rq->a, d.c.reference),
                        w.update ? "update" : "reply");
}

/* Names of drafts are ours, so that nobody fills the table with others. */
static bool draft_name_good(const char *kind)
{
    size_t n = strspn(kind, "abcdefghijklmnopqrstuvwxyz_-");

    return n > 0 && n <= 40 && kind[n] == '\0';
}

static bool draft_post(struct req *rq)
{
    const char *kind = req_param(rq, "kind");
    struct dossier d;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, &d))
        return false;
    if (!draft_name_good(kind))
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    if (!draft_keep(edge_act(rq), d.c.id, kind, form_text(rq->form, "text"), rq->err) ||
        !sql_presence_set(rq->a, rq->db, d.c.id, rq->user->id, true, rq->now, rq->err))
        return false;
    rq->status = 204;
    return true;
}

/* Who is here, and the version, so that a page can say that something changed. */
static bool presence_get(struct req *rq)
{
    struct instant since = { rq->now.us - SECONDS(60) };
    struct may_object object;
    const struct presence_row *row;
    struct dossier d;
    struct rows present;
    const char *first = "";

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, &d))
        return false;
    object = edge_object(rq, &d);
    if (!may(rq->user, MAY_NOTE, &object))
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    if (!sql_presence_set(rq->a, rq->db, d.c.id, rq->user->id, false, rq->now, rq->err) ||
        !sql_case_present(rq->a, rq->db, d.c.id, rq->user->id, since, &present, rq->err))
        return false;
    row = present.row;
    rq->body.n = 0;
    buf_str(&rq->body, "{\"readers\":[");
    for (size_t i = 0; i < present.n && i < DESK_READERS; i++) {
        const char *name;
        if (!edge_staff_name(rq, row[i].staff_id, &name))
            return false;
        if (!name)
            continue;
        buf_str(&rq->body, first);
        buf_json(&rq->body, name, strlen(name));
        first = ",";
    }
    buf_printf(&rq->body, "],\"version\":%" PRId64 "}", d.c.version);
    rq->status = 200;
    rq->content_type = "application/json; charset=utf-8";
    return true;
}

const struct route write_routes[] = {
    { POST, "/desk/complaints/{reference}/notes", MAY_NOTE, note_post, 0 },
    { POST, "/desk/complaints/{reference}/replies", MAY_REPLY, reply_post, 0 },
    { POST, "/desk/complaints/{reference}/drafts/{kind}", MAY_NOTE, draft_post, 0 },
    { GET, "/desk/complaints/{reference}/presence", MAY_NOTE, presence_get, 0 },
    { 0 },
};
