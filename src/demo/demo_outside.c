/* Firms outside: they are registered, asked for their part by a private link, and answer by it. */
#include "demo/demo_steps.h"

#include "operation/task/outside_link.h"
#include "outside/outside_flow.h"
#include "outside/outsider.h"

#include <string.h>

bool demo_outsiders_make(struct demo *d, struct err *err)
{
    const struct demo_organisation *o = d->data.organisation;

    d->outsider = ARENA_ARRAY(d->act.a, int64_t, o->outsiders_count + 1);
    for (unsigned i = 0; i < o->outsiders_count; i++) {
        const struct demo_outsider *f = &o->outsiders[i];
        struct outsider_form form = { .kind = f->kind,
                                      .name = f->name,
                                      .contact = f->contact,
                                      .email = f->email,
                                      .language = f->language };
        if (!outsider_add(&d->act, d->p, &form, &d->outsider[i], err))
            return false;
    }
    return true;
}

/* The firm that the case names, by its number in the register; 0 = there is none. */
static int64_t firm(const struct demo_act *s)
{
    const struct demo_organisation *o = s->d->data.organisation;

    for (unsigned i = 0; i < o->outsiders_count; i++)
        if (strcmp(o->outsiders[i].name, s->c->outsider) == 0)
            return s->d->outsider[i];
    return 0;
}

static bool ask(struct demo_act *s, struct err *err)
{
    struct outside_form form = { .outsider = firm(s),
                                 .text = s->c->ask,
                                 .working_days = 5,
                                 .shares = "subject description",
                                 .why = "They have to know the place and what is wrong there." };
    struct outside_made made;

    demo_as(s, demo_handler(s));
    return outside_ask(s->act, s->p, s->id, 0, &form, &made, err);
}

/* What was asked last. */
static int64_t asked(const struct demo_act *s)
{
    const struct dossier *d = s->dossier;

    return d->task.n > 0 ? d->task.row[d->task.n - 1].id : 0;
}

static bool answer(struct demo_act *s, struct err *err)
{
    struct outside_link_row link = { 0 };
    bool found = false;

    s->d->act.actor_kind = "outside";
    s->d->act.actor_id = firm(s);
    return outside_link_newest(s->act, s->id, asked(s), &link, &found, err) &&
           outside_reply(s->act, s->p, s->id, asked(s), link.id, TASK_FINISH, s->c->answer, NULL,
                         err);
}

static bool settle(struct demo_act *s, struct err *err)
{
    demo_as(s, demo_handler(s));
    return task_settle(s->act, s->p, s->id, asked(s), TASK_CONFIRM, NULL, err);
}

const struct demo_word demo_outside[] = {
    { "ask", ask }, { "answer", answer }, { "settle", settle }, { 0 }
};
