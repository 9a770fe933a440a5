/* GET /desk/complaints/{reference}: one case, whole, for somebody who may read it. */
#include "desk/case_show.h"

#include "db/api_key_sql.h"
#include "db/desk_sql.h"
#include "desk/one_flow.h"
#include "edge/names.h"
#include "keep/keep_page.h"

#include <string.h>

/* Most cases were touched by no other system, and then nothing is asked. */
static bool keys_load(struct case_show *s)
{
    const struct case_event *event = s->events.row;

    for (size_t i = 0; i < s->events.n; i++)
        if (strcmp(event[i].actor_kind, "api") == 0)
            return sql_api_keys_of_case(s->rq->a, s->rq->db, s->d->c.id, &s->keys, s->rq->err);
    return true;
}

/* Most cases have none. */
static bool details_load(struct case_show *s)
{
    const struct case_event *event = s->events.row;
    struct req *rq = s->rq;

    for (size_t i = 0; i < s->events.n; i++)
        if (event_reason_right(event[i].kind) != MAY_ANYBODY)
            return event_details(edge_act(rq), s->d->c.id, event_reason_kinds(rq->a), &s->details,
                                 rq->err);
    return true;
}

bool case_show_load(struct case_show *s)
{
    struct req *rq = s->rq;
    int64_t id = s->d->c.id;

    s->path = desk_case_path(rq->a, s->d->c.reference);
    s->object = edge_object(rq, s->d);
    return edge_procedure(rq, &s->p) && edge_reach(rq, MAY_READ, &s->reach) &&
           sql_case_events(rq->a, rq->db, id, &s->events, rq->err) && keys_load(s) &&
           details_load(s);
}

/* Ids are never those of another table, so one look-up serves persons and systems. */
const char *case_name(const struct case_show *s, int64_t who)
{
    const struct api_key_row *key = s->keys.row;
    struct req *rq = s->rq;
    const char *name;

    if (who == 0)
        return NULL;
    if (who == rq->user->id)
        return s->on_paper ? rq->user->name : lang_text(rq->lang, N_("you"));
    for (size_t i = 0; i < s->keys.n; i++)
        if (key[i].id == who)
            return lang_format(rq->a, rq->lang, N_("Key {name}"), "name", key[i].name, NULL);
    /* The page is worth more than a name that cannot be read just now. */
    if (edge_staff_name(rq, who, &name))
        return name;
    err_clear(rq->err);
    return NULL;
}

bool case_may(const struct case_show *s, enum may what)
{
    return may(s->rq->user, what, &s->object);
}

/* What was just done, by the word that the redirect carries. */
static const char *done_words(struct req *rq)
{
    static const struct {
        const char *word, *text;
    } table[] = {
        { "note", N_("Your note is saved. The complainant does not see it.") },
        { "reply", N_("Your reply is saved. The complainant can read it on the page of the "
                      "complaint; it waits among the messages to send.") },
        { "update", N_("Your reply is saved, and the promised update counts as given. It waits "
                       "among the messages to send.") },
        { "sent", N_("It is recorded how the message was sent.") },
        { "fact", N_("What was said is taken down.") },
        { "translation", N_("The working translation is saved.") },
        { "file", N_("The files are added.") },
        { "returned", N_("It is recorded. Tell the complainant in another way.") },
        { "staff_told", N_("It is recorded that the staff concerned were told.") },
        { "acknowledged", N_("The complaint is acknowledged.") },
        { "updated", N_("The update is given, and the next one is promised.") },
        { "delay_told", N_("The complainant is told why it takes longer. The date stays.") },
        { "assessed", N_("The assessment is saved.") },
        { "taken_up", N_("You answer for this complaint now.") },
        { "investigated", N_("The investigation has ended; the answer is next.") },
        { "response", N_("The response is saved. It is proposed as soon as nothing is missing.") },
        { "proposed", N_("The response is proposed.") },
        { "approved", N_("The remedies are approved.") },
        { "given_back", N_("The proposal is back with the handler.") },
        { "remedy_dropped", N_("The remedy is dropped.") },
        { "carried_out", N_("The remedy is recorded as carried out. Somebody verifies it next.") },
        { "verified", N_("The remedy is verified.") },
        { "not_as_promised", N_("The remedy is to be done again.") },
        { "told", N_("The decision is told. The complaint waits for the complainant's answer.") },
        { "accepted", N_("The decision is accepted. What was promised is carried out next.") },
        { "rejected", N_("The decision is not accepted. The complaint stays open.") },
        { "withdrawn", N_("The withdrawal is recorded. Close the complaint next.") },
        { "review", N_("The review has begun.") },
        { "outside", N_("It is recorded.") },
        { "closed", N_("The complaint is closed.") },
        { "reopened", N_("The complaint is open again.") },
        { "called", N_("The call is recorded.") },
        { "new_fact", N_("The complaint is assessed again.") },
        { "elsewhere", N_("The answer is on its way. Close the complaint next.") },
        { "found", N_("What happened is written down. Say next what you intend.") },
        { "split",
          N_("This is the new complaint. Its complainant was told of it, and the code of the first "
             "one opens it.") },
        { "noted", N_("You took note of the copy.") },
        { "unchanged", N_("Nothing was changed: the form was sent as it stood there.") },
        { "done", N_("Done.") },
    };
    const char *word = form_text(rq->query, "done");

    for (size_t i = 0; word && i < COUNT(table); i++)
        if (strcmp(table[i].word, word) == 0)
            return lang_text(rq->lang, table[i].text);
    return NULL;
}

bool case_show(struct req *rq, struct dossier *d, struct case_page *page)
{
    struct case_show s = { .rq = rq, .d = d };

    if (!edge_read_identity(rq, d) || !case_show_load(&s))
        return false;
    page->reference = d->c.reference;
    page->path = s.path;
    page->version = d->c.version;
    if (!page->done)
        page->done = done_words(rq);
    case_head(&s, page);
    case_steps(&s, page);
    case_acts(&s, page);
    case_timeline(&s, page);
    if (!keep_hold_words(rq, d->c.id, &page->hold))
        return false;
    if (page->hold && case_may(&s, MAY_HOLD))
        page->hold_href = arena_printf(rq->a, "%s/hold", s.path);
    return case_clocks_show(&s, page) && case_panel(&s, page) && case_writing(&s, page) &&
           (!one_screen(d) || one_show(&s, page)) &&
           req_render_status(rq,
                             page->errors.n > 0 ? 422
                             : page->collision  ? 409
                                                : 200,
                             page->one ? "desk/one_screen.html" : "desk/case.html",
                             &case_page_record, page);
}

static bool case_get(struct req *rq)
{
    struct case_page page = { 0 };
    struct dossier d;

    if (!edge_case(rq, req_param(rq, "reference"), MAY_READ, &d))
        return false;
    return instant_is_set(d.c.erased_at) ? keep_tombstone(rq, &d) : case_show(rq, &d, &page);
}

const struct route case_routes[] = {
    { GET, "/desk/complaints/{reference}", MAY_READ, case_get, 0 },
    { 0 },
};
