/* The acts that can be done to several complaints, and doing one of them to one of those. */
#include "group/several.h"

#include "desk/keep_flow.h"
#include "desk/route_flow.h"
#include "desk/write_flow.h"
#include "edge/once.h"
#include "group/join.h"
#include "operation/step.h"

#include <string.h>

const struct several_kind several_kinds[] = {
    { "assign", MAY_ASSIGN, SEVERAL_PERSON, N_("Give to somebody"),
      N_("One person answers for each of them from now on."), N_("Who is to answer for them"),
      N_("Reason"), false },
    { "send", MAY_ASSIGN, SEVERAL_TEAM, N_("Send to another team"),
      N_("That team has them from now on. You can read them only if it is within your teams."),
      N_("The team that they are for"), N_("Reason"), true },
    { "class", MAY_RETYPE, SEVERAL_CLASS, N_("Change what they are about"),
      N_("Fields, gates and dates follow the class. The change and its reason are kept."),
      N_("What they are about"), N_("Reason"), true },
    { "note", MAY_NOTE, SEVERAL_NOTHING, N_("Add a note"),
      N_("The same internal note in each of them. Complainants do not see it."), NULL,
      N_("The note"), true },
    { "update", MAY_REPLY, SEVERAL_NOTHING, N_("Tell the same to each complainant"),
      N_("Each complainant gets this text as an update in their own complaint, and the promised "
         "update counts as given."),
      NULL, N_("What they are told"), true },
    { "join", MAY_ASSIGN, SEVERAL_OTHER, N_("Handle them with a main complaint"),
      N_("The main one goes on for all. Each keeps its reference, its code and its dates, and it "
         "can be undone."),
      N_("Reference of the main complaint"), N_("Reason"), true },
    { "set-aside", MAY_SET_ASIDE, SEVERAL_ASIDE, N_("Set them aside"),
      N_("They leave the queues. Nothing is deleted, and each can be taken back."), N_("Why"),
      N_("Reason"), true },
    { 0 },
};

const struct several_kind *several_kind(const char *name)
{
    for (const struct several_kind *k = several_kinds; name && k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

bool several_fit(const struct req *rq, size_t n, struct err *err)
{
    int most = rq->app->config->several;

    if (n <= (size_t)most)
        return true;
    err_set(err, ERR_REFUSED, N_("At most {n} complaints are dealt with at once. Choose fewer."));
    err_arg_int(err, "n", most);
    return false;
}

bool several_choice_given(const struct several *s, struct err *err)
{
    return s->kind->asks == SEVERAL_NOTHING || step_given(s->choice) ||
           err_field(err, "choice", N_("Choose or write this first. Nothing was done."));
}

bool several_text_given(const struct several *s, struct err *err)
{
    return !s->kind->text_must || step_given(s->text) ||
           err_field(err, "text", N_("Write something first. Nothing was done."));
}

static bool join_run(struct req *rq, const struct act *act, const struct procedure *p,
                     const struct several *s, const struct dossier *d)
{
    struct joining j = { .complaint = d->c.id, .reason = s->text };

    return join_main_find(rq, d, s->choice, &j) && join_cases(act, p, &j, rq->err);
}

static bool run(struct req *rq, const struct act *act, const struct procedure *p,
                const struct several *s, const struct dossier *d)
{
    const struct keep k = { .complaint = d->c.id, .choice = s->choice, .reason = s->text };
    const struct writing w = { .text = s->text,
                               .update = strcmp(s->kind->name, "update") == 0,
                               .language = rq->lang->tag };

    switch (s->kind->asks) {
    case SEVERAL_PERSON:
        return keep_assign(act, p, &k, rq->err);
    case SEVERAL_TEAM:
        return route_send(act, p, &k, rq->err);
    case SEVERAL_CLASS:
        return keep_reclass(act, p, &k, rq->err);
    case SEVERAL_ASIDE:
        return keep_set_aside(act, p, &k, rq->err);
    case SEVERAL_OTHER:
        return join_run(rq, act, p, s, d);
    case SEVERAL_NOTHING:
        return w.update ? write_reply(act, p, d->c.id, &w, rq->err)
                        : write_note(act, p, d->c.id, &w, rq->err);
    }
    return false;
}

/* Whether a refusal is that of one complaint, and the next may be tried. */
static bool of_one(enum err_kind kind)
{
    return kind == ERR_REFUSED || kind == ERR_CONFLICT || kind == ERR_NOT_FOUND ||
           kind == ERR_INVALID;
}

bool several_do(struct req *rq, const struct procedure *p, const struct several *s,
                const char *reference, struct several_result *out)
{
    struct act act = *edge_act(rq);
    struct dossier d;
    bool before = false;

    *out = (struct several_result){ .reference = reference };
    if (s->once &&
        !edge_once(rq, &act,
                   arena_printf(act.a, "several:%s:%s:%s", s->kind->name, s->once, reference),
                   &before))
        return false;
    if (before) {
        out->done = true;
        out->why = lang_text(rq->lang, N_("It was done before."));
        return true;
    }
    out->done = edge_case(rq, reference, s->kind->right, &d) && run(rq, &act, p, s, &d);
    if (out->done)
        return true;
    if (!of_one(rq->err->kind))
        return false;
    out->why = lang_err(rq->a, rq->lang, rq->err);
    out->kind = rq->err->kind;
    err_clear(rq->err);
    return true;
}
