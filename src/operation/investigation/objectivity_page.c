/* The forms of conflicts of interest: one's own, and, for who assigns, that of others. [4.7-a] */
#include "operation/investigation/objectivity_page.h"

#include "desk/act_sent.h"
#include "operation/investigation/objectivity_flow.h"

#include <string.h>

static const char *own_id(const struct act_page *page)
{
    return arena_printf(page->rq->a, "%" PRId64, page->rq->user->id);
}

/* Oneself; who may give cases to people may say it of them too. */
static bool people(struct act_page *page, const struct answer **out)
{
    struct choice *self = ARENA_NEW(page->rq->a, struct choice);

    if (may(page->rq->user, MAY_ASSIGN, &page->object))
        return act_staff(page, out);
    *self = (struct choice){ .value = own_id(page), .label = page->rq->user->name };
    *out = answer_choices(page->rq->a, self, 1);
    return true;
}

static struct rows on_record(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->conflict.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->conflict.n; i++) {
        const struct conflict_row *r = &d->conflict.row[i];
        if (instant_is_set(r->ended_at))
            continue;
        list[n++] = (struct act_row){
            .text = arena_printf(page->rq->a, "%s · %s", act_name(page->rq, r->staff_id),
                                 desk_word(page->rq, &conflict_words, r->kind)),
            .detail = r->why.text,
            .href = arena_printf(page->rq->a, "%s/conflicts/%" PRId64, page->head.path, r->id),
        };
    }
    return (struct rows){ list, n };
}

struct values {
    const char *person, *kind;
};
static const struct field values_fields[] = {
    FIELD(struct values, person),
    FIELD(struct values, kind),
};
static const struct record values_record = RECORD(struct values, values_fields);

static bool conflict_show(struct act_page *page)
{
    static const char *const kinds[] = { "declared", "manager_involved", NULL };
    struct values values = { own_id(page), "declared" };
    struct act_conflict view = { .conflicts = on_record(page),
                                 .kind = act_words(page, &conflict_words, kinds) };
    const struct answer *who;

    if (!people(page, &who))
        return false;
    view.person = who;
    return act_show(page, "desk/act/conflict.html", &act_conflict_record, &view, &values_record,
                    &values);
}

static bool conflict_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_NOTE, "conflict", &page) && conflict_show(&page);
}

static bool conflict_send(struct act_page *page, int64_t who)
{
    if (who != page->rq->user->id && !may(page->rq->user, MAY_ASSIGN, &page->object))
        return err_field(page->rq->err, "person", N_("Choose yourself."));
    return conflict_declare(page->act, page->p, page->d.c.id, page->version, who,
                            sent_text(page, "kind"), sent_text(page, "why"), page->rq->err);
}

static bool conflict_post(struct req *rq)
{
    struct act_page page;
    int64_t who;

    if (!act_open(rq, MAY_NOTE, "conflict", &page))
        return false;
    who = sent_id(&page, "person");
    if (!conflict_send(&page, who))
        return act_again(&page) && conflict_show(&page);
    /* The case is closed to who declared a conflict of their own. */
    return who == rq->user->id ? req_redirect(rq, "/desk") : act_done(&page, "done");
}

static bool end_show(struct act_page *page)
{
    const struct lang *l = page->rq->lang;
    struct act_reason view = {
        .title = lang_text(l, N_("End a conflict of interest")),
        .what = lang_text(l, N_("This person can see the complaint again and take part in it.")),
        .submit = lang_text(l, N_("End it")),
    };

    page->head.action = page->rq->path;
    act_fill(page, &act_reason_record, &view, NULL, NULL);
    view.choice = view.due_on = NULL;
    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool end_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_ASSIGN, NULL, &page) && end_show(&page);
}

static bool end_post(struct req *rq)
{
    static const char *const fields[] = { "why", "reason", NULL };
    struct act_page page;

    if (!act_open(rq, MAY_ASSIGN, NULL, &page))
        return false;
    if (conflict_end(page.act, page.p, page.d.c.id, page.version, act_id(&page, "id"),
                     sent_text(&page, "reason"), rq->err))
        return act_done(&page, "done");
    sent_field(&page, fields);
    return act_again(&page) && end_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route objectivity_routes[] = {
    { GET, CASE "conflict", MAY_NOTE, conflict_get, 0 },
    { POST, CASE "conflict", MAY_NOTE, conflict_post, 0 },
    { GET, CASE "conflicts/{id}", MAY_ASSIGN, end_get, 0 },
    { POST, CASE "conflicts/{id}", MAY_ASSIGN, end_post, 0 },
    { 0 },
};
