/* The desk's side of publishing: what is proposed, what is public, and both acts of it. */
#include "desk/choices.h"
#include "desk/publish.h"
#include "edge/refusal.h"
#include "keep/keep_page.h"

#include <string.h>

static struct sheet_group publication_show(struct req *rq, const struct publication_row *r)
{
    struct sheet_line *lines = ARENA_ARRAY(rq->a, struct sheet_line, 4);
    const char *state = instant_is_set(r->ended_at)      ? N_("Not public")
                        : instant_is_set(r->approved_at) ? N_("Public")
                                                         : N_("Proposed");
    size_t n = 0;

    lines[n++] =
        (struct sheet_line){ lang_text(rq->lang, N_("Text")), r->proposed.text, r->language };
    lines[n++] = (struct sheet_line){ lang_text(rq->lang, N_("Proposed by")),
                                      keep_when_who(rq, r->proposed_at, r->proposed_by), NULL };
    if (instant_is_set(r->approved_at))
        lines[n++] = (struct sheet_line){ lang_text(rq->lang, N_("Approved by")),
                                          keep_when_who(rq, r->approved_at, r->approved_by), NULL };
    if (instant_is_set(r->ended_at))
        lines[n++] = (struct sheet_line){ lang_text(rq->lang, N_("Ended by")),
                                          keep_when_who(rq, r->ended_at, r->ended_by), NULL };
    return (struct sheet_group){ lang_text(rq->lang, state), { lines, n } };
}

/* Who approves it, or takes it down, is not who wrote it. */
static void second_forms(struct keep_making *m, const char *action, const struct publication_row *r,
                         bool names)
{
    struct settings agree = settings_form(m->rq, NULL, N_("Publish it"));
    struct settings end = settings_form(m->rq, NULL, N_("Take it down"));

    if (instant_is_set(r->ended_at))
        return;
    if (!instant_is_set(r->approved_at) && r->proposed_by != m->rq->user->id && names)
        keep_form(m, action, "approve", r->id, N_("Publish the result"),
                  N_("Read it once more: nobody may be recognised by it."), &agree);
    keep_form(m, action, "end", r->id, N_("Not public"),
              N_("It is not shown on the public page, or not any more."), &end);
}

static void propose_form(struct keep_making *m, const char *action)
{
    struct settings s = settings_form(m->rq, NULL, N_("Propose it"));
    struct rows languages = choices_languages(m->rq)->choices;

    keep_area(&s, "text", N_("What everybody may read"),
              N_("What it was about and what was done, without names, addresses, numbers and the "
                 "reference."));
    settings_select(&s, "language", N_("Language of the text"), NULL,
                    (struct choice *)(uintptr_t)languages.row, languages.n, m->rq->lang->tag);
    keep_form(m, action, "propose", 0, N_("Propose a text"),
              N_("Somebody else approves it; then it stands on the public page."), &s);
}

/* Whether a name stands in a text tells the name to who may not read it. */
bool publish_names_open(struct req *rq, const struct dossier *d)
{
    struct may_object object = edge_object(rq, d);

    if (may(rq->user, MAY_READ_IDENTITY, &object))
        return true;
    refusal_note(rq, MAY_READ_IDENTITY, d->c.id);
    return err_set(rq->err, ERR_REFUSED, edge_sealed_words(rq, &object));
}

static bool publish_show(struct keep_making *m, const struct dossier *d)
{
    struct req *rq = m->rq;
    const char *path = desk_case_path(rq->a, d->c.reference);
    const char *action = arena_printf(rq->a, "%s/publish", path);
    struct sheet_group *parts = ARENA_ARRAY(rq->a, struct sheet_group, d->publication.n);
    struct may_object object = edge_object(rq, d);
    bool names = may(rq->user, MAY_READ_IDENTITY, &object);
    size_t n = d->publication.n;

    keep_case(m, d);
    for (size_t i = 0; i < n; i++) {
        parts[i] = publication_show(rq, &d->publication.row[n - 1 - i]);
        if (may(rq->user, MAY_APPROVE, &object))
            second_forms(m, arena_printf(rq->a, "%s/approve", action),
                         &d->publication.row[n - 1 - i], names);
    }
    if (may(rq->user, MAY_RESPOND, &object) && names)
        propose_form(m, action);
    else if (may(rq->user, MAY_RESPOND, &object))
        m->page.block = lang_text(rq->lang, edge_sealed_words(rq, &object));
    m->page.parts = (struct rows){ parts, n };
    return keep_render(m);
}

static bool publish_open(struct req *rq, enum may right, struct keep_making *m,
                         const struct procedure **p, struct dossier *d)
{
    keep_begin(m, rq, N_("Publish the result"));
    return edge_procedure(rq, p) && edge_case(rq, req_param(rq, "reference"), right, d);
}

static bool publish_get(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    if (!publish_open(rq, MAY_READ_INTERNAL, &m, &p, &d))
        return false;
    if (form_text(rq->query, "done"))
        m.page.done = lang_text(rq->lang, N_("Done."));
    return publish_show(&m, &d);
}

static bool publish_done(struct keep_making *m, const struct dossier *d, bool done)
{
    if (done)
        return req_redirect(m->rq, "%s/publish?done=1", desk_case_path(m->rq->a, d->c.reference));
    return keep_refused(m) && publish_show(m, d);
}

static bool propose_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    if (!publish_open(rq, MAY_RESPOND, &m, &p, &d))
        return false;
    return publish_done(&m, &d,
                        publish_names_open(rq, &d) &&
                            publish_propose(edge_act(rq), p, d.c.id,
                                            form_text(rq->form, "language"),
                                            form_text(rq->form, "text"), rq->err));
}

static bool approve_do(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    const char *what = keep_act(rq);

    if (strcmp(what, "end") == 0)
        return publish_end(edge_act(rq), p, d->c.id, keep_id(rq), rq->err);
    if (strcmp(what, "approve") != 0)
        return keep_act_unknown(rq);
    return publish_names_open(rq, d) &&
           publish_approve(edge_act(rq), p, d->c.id, keep_id(rq), rq->err);
}

static bool approve_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    return publish_open(rq, MAY_APPROVE, &m, &p, &d) && publish_done(&m, &d, approve_do(rq, p, &d));
}

const struct route publish_routes[] = {
    { GET, "/desk/complaints/{reference}/publish", MAY_READ_INTERNAL, publish_get, 0 },
    { POST, "/desk/complaints/{reference}/publish", MAY_RESPOND, propose_post, 0 },
    { POST, "/desk/complaints/{reference}/publish/approve", MAY_APPROVE, approve_post, 0 },
    { 0 },
};
