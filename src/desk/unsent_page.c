#include "desk/unsent.h"

#include "db/unsent_sql.h"
#include "desk/act_sent.h"
#include "edge/names.h"
#include "keep/keep_page.h"
#include "operation/tracking/message_flow.h"

#include <stdlib.h>
#include <string.h>

static const struct field unsent_line_fields[] = {
    FIELD(struct unsent_line, id),       FIELD(struct unsent_line, since),
    FIELD(struct unsent_line, kind),     FIELD(struct unsent_line, reference),
    FIELD(struct unsent_line, entry_id),
};
const struct record unsent_line_record = RECORD(struct unsent_line, unsent_line_fields);

/* -- one was sent -- */

static const char *kind_words(struct req *rq, const char *kind)
{
    static const struct {
        const char *kind, *words;
    } kinds[] = {
        { "acknowledgement", N_("Acknowledgement") },
        { "decision", N_("Decision") },
        { "update", N_("Update to the complainant") },
        { "reminder", N_("Update to the complainant") },
    };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return lang_text(rq->lang, kinds[i].words);
    return lang_text(rq->lang, N_("Reply to the complainant"));
}

static const char *day(struct req *rq, struct instant at, enum date_style style)
{
    return lang_date(rq->a, rq->lang, zone_date(rq->app->zone, at, NULL), style, rq->today);
}

/* The oldest first: that is what waits longest. */
static const struct answer *messages(struct act_page *page)
{
    struct req *rq = page->rq;
    const struct dossier *d = &page->d;
    const char *asked = form_text(rq->query, "message");
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, d->entry.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (!message_waits(e))
            continue;
        list[n] = (struct choice){
            .value = arena_printf(rq->a, "%" PRId64, e->id),
            .label = day(rq, e->at, DATE_SHORT),
            .hint = desk_excerpt(rq->a, e->text.text, 90),
        };
        list[n].chosen = asked && strcmp(asked, list[n].value) == 0;
        n++;
    }
    if (n == 1)
        list[0].chosen = true;
    return answer_choices(rq->a, list, n);
}

static bool sent_show(struct act_page *page)
{
    struct act_message_sent view = { .message = messages(page),
                                     .by = act_words(page, &channel_words, message_sent_channels) };

    act_fill(page, &act_message_sent_record, &view, NULL, NULL);
    return act_render(page, "desk/act/message_sent.html", &act_message_sent_record, &view);
}

static bool sent_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "message-sent", &page) && sent_show(&page);
}

static bool sent_post(struct req *rq)
{
    static const char *const fields[] = { "channel", "by", NULL };
    struct message_sent form = { 0 };
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "message-sent", &page))
        return false;
    form.message = sent_id(&page, "message");
    form.channel = sent_text(&page, "by");
    if (message_sent(page.act, page.p, page.d.c.id, page.version, &form, rq->err))
        return act_done(&page, "sent");
    sent_field(&page, fields);
    return act_again(&page) && sent_show(&page);
}

/* -- on paper -- */

static bool letter_get(struct req *rq)
{
    const char *id = req_param(rq, "message");
    struct letter_sheet page = { 0 };
    const struct person_row *person;
    const struct entry_row *e;
    const struct lang *speaks;
    struct dossier d;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_REPLY, &d))
        return false;
    e = dossier_entry(&d, strtoll(id, NULL, 10));
    if (!e || strcmp(e->direction, "out") != 0 || !e->text.text)
        return err_set(rq->err, ERR_NOT_FOUND,
                       N_("This page does not exist, or it is not for you."));
    if (!edge_read_identity(rq, &d) || !look_note(edge_act(rq), d.c.id, "printed", rq->err))
        return false;
    person = dossier_post_to(&d);
    if (!person)
        person = dossier_writes_to(&d);
    speaks = lang_by_tag(e->language ? e->language : "");
    page.reference = d.c.reference;
    page.back = desk_case_path(rq->a, d.c.reference);
    if (message_waits(e))
        page.sent_href = arena_printf(rq->a, "%s/message-sent?message=%" PRId64, page.back, e->id);
    page.name = person ? person->name.text : NULL;
    page.address = person ? person->address.text : NULL;
    page.subject = d.c.subject.text;
    page.subject_lang = d.c.language;
    page.text = e->text.text;
    page.text_lang = e->language;
    page.day = lang_date(rq->a, speaks ? speaks : rq->lang, zone_date(rq->app->zone, e->at, NULL),
                         DATE_LONG, rq->today);
    return req_render(rq, "desk/letter.html", &letter_sheet_record, &page);
}

/* -- what waits -- */

bool unsent_waiting(struct req *rq, int *out, bool *any)
{
    struct reach reach;
    int64_t there = 0, n = 0;

    *out = 0;
    *any = false;
    if (!may(rq->user, MAY_REPLY, NULL))
        return true;
    if (!sql_unsent_any(rq->a, rq->db, &there, rq->err))
        return false;
    if (there == 0)
        return true;
    if (!edge_reach(rq, MAY_REPLY, &reach) ||
        !sql_unsent_count(rq->a, rq->db, UNSENT_COUNTED, reach.all, reach.teams, reach.barred, &n,
                          rq->err))
        return false;
    *any = true;
    *out = (int)n;
    return true;
}

/* `from` of the address: "since.id" of the last line before. */
static void place_read(struct req *rq, struct instant *since, int64_t *after)
{
    const char *from = form_text(rq->query, "from");
    char *end = NULL;

    *since = (struct instant){ 1 }; /* before all; an instant of 0 is none */
    *after = 0;
    if (!from)
        return;
    since->us = strtoll(from, &end, 10);
    if (*end == '.')
        *after = strtoll(end + 1, NULL, 10);
}

static bool unsent_get(struct req *rq)
{
    const struct unsent_line *row;
    struct instant since;
    struct keep_making m;
    struct act_link *links;
    struct reach reach;
    struct rows rows;
    int64_t after;
    size_t n;

    place_read(rq, &since, &after);
    if (!edge_reach(rq, MAY_REPLY, &reach) ||
        !sql_unsent_open(rq->a, rq->db, since, after, DESK_PAGE + 1, reach.all, reach.teams,
                         reach.barred, &rows, rq->err))
        return false;
    row = rows.row;
    n = rows.n < DESK_PAGE ? rows.n : DESK_PAGE;
    links = ARENA_ARRAY(rq->a, struct act_link, n + 1);
    keep_begin(&m, rq, N_("Messages to send"));
    m.page.intro = lang_text(
        rq->lang, rows.n == 0 ? N_("No message of your teams waits to be sent.")
                              : N_("These messages to complainants were written and wait to be "
                                   "sent, the oldest first. Print or copy each one, send it, and "
                                   "say how. The complainant can read it on the page of the "
                                   "complaint already."));
    for (size_t i = 0; i < n; i++)
        links[i] = (struct act_link){
            .label = arena_printf(rq->a, "%s · %s · %s", row[i].reference,
                                  kind_words(rq, row[i].kind), day(rq, row[i].since, DATE_LONG)),
            .href = arena_printf(rq->a, "%s/letters/%" PRId64,
                                 desk_case_path(rq->a, row[i].reference), row[i].entry_id),
        };
    if (rows.n > n) {
        const struct unsent_line *last = &row[n - 1];
        links[n++] =
            (struct act_link){ lang_text(rq->lang, N_("Next")),
                               arena_printf(rq->a, "/desk/unsent?from=%" PRId64 ".%" PRId64,
                                            last->since.us, last->id) };
    }
    m.page.links = (struct rows){ links, n };
    return keep_render(&m);
}

#define CASE "/desk/complaints/{reference}/"
const struct route unsent_routes[] = {
    { GET, CASE "message-sent", MAY_REPLY, sent_get, 0 },
    { POST, CASE "message-sent", MAY_REPLY, sent_post, 0 },
    { GET, CASE "letters/{message}", MAY_REPLY, letter_get, 0 },
    { GET, "/desk/unsent", MAY_REPLY, unsent_get, 0 },
    { 0 },
};
