/* The organisation: the reception team becomes the top of a tree, and people get their roles. */
#include "demo/demo.h"
#include "people/organisation.h"
#include "people/staff.h"
#include "people/team.h"

#include <string.h>

int64_t demo_team_id(const struct demo *d, const char *name)
{
    for (size_t i = 0; i < d->n_teams; i++)
        if (strcmp(d->team[i].name, name) == 0)
            return d->team[i].id;
    return d->team[0].id;
}

int64_t demo_person(const struct demo *d, const char *role, const char *team)
{
    int64_t any = 0;

    for (size_t i = 0; i < d->n_staff; i++) {
        const struct demo_person *p = d->staff[i].person;
        if (strcmp(p->role, role) != 0)
            continue;
        if (!team || strcmp(p->team, team) == 0)
            return d->staff[i].id;
        any = d->staff[i].id;
    }
    return any;
}

static bool teams_make(struct demo *d, struct err *err)
{
    const struct demo_organisation *o = d->data.organisation;
    int64_t top = procedure_number(d->p, "reception_team", 0);

    if (!team_change(&d->act, top, o->name, "company", err))
        return false;
    d->team[d->n_teams++] = (struct demo_team_made){ o->name, top };
    for (unsigned i = 0; i < o->teams_count; i++) {
        const struct demo_team *t = &o->teams[i];
        int64_t parent = t->parent ? demo_team_id(d, t->parent) : top, id;
        if (!team_add(&d->act, t->name, parent, t->kind, &id, err))
            return false;
        d->team[d->n_teams++] = (struct demo_team_made){ t->name, id };
    }
    return true;
}

static bool people_make(struct demo *d, const char *password, struct err *err)
{
    const struct demo_organisation *o = d->data.organisation;

    for (unsigned i = 0; i < o->people_count; i++) {
        const struct demo_person *p = &o->people[i];
        struct staff_new in = { .login = p->login,
                                .name = p->name,
                                .password = password,
                                .role = { .team = demo_team_id(d, p->team),
                                          .role = p->role,
                                          .amount_limit = p->limit,
                                          .currency = p->limit > 0 ? "GBP" : NULL } };
        struct demo_staff *made = &d->staff[d->n_staff++];
        made->person = p;
        if (!staff_add(&d->act, d->p, &in, &made->id, err))
            return false;
    }
    return true;
}

static bool classes_make(struct demo *d, struct err *err)
{
    const struct demo_organisation *o = d->data.organisation;
    struct history h;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, d->act.db, err) ||
        !history_begin(&h, &d->act, COMPLAINT_NONE, "list_extended", NULL, err))
        return false;
    for (unsigned i = 0; i < o->classes_count; i++) {
        const struct demo_class *c = &o->classes[i];
        struct code_row row = { .list = "class",
                                .code = c->code,
                                .position = i,
                                .en = c->text.en,
                                .zh_hans = c->text.zh_hans,
                                .zh_hant = c->text.zh_hant,
                                .vi = c->text.vi };
        if (!history_insert(&h, &code_table, &row, err))
            return false;
    }
    return history_end(&h, err) && tx_commit(&tx, err);
}

/* What stands on the public pages. */
static bool settings_make(struct demo *d, struct err *err)
{
    const struct demo_organisation *o = d->data.organisation;
    struct setting_change change[] = {
        { "organisation_name", o->name }, { "hotline", o->hotline },
        { "zone", "Europe/London" },      { "calendar", "GB" },
        { "second_factor", "optional" }, /* their password is everybody's */
    };

    return settings_save(&d->act, change, COUNT(change), err);
}

bool demo_organisation_make(struct demo *d, const char *password, struct err *err)
{
    return settings_make(d, err) && teams_make(d, err) && people_make(d, password, err) &&
           classes_make(d, err) && demo_outsiders_make(d, err);
}
