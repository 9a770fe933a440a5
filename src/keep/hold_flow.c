/* Legal holds: four acts, each one event on the case where the hold was put. */
#include "keep/keep.h"

#include "complaint/guard.h"
#include "db/keep_sql.h"
#include "operation/step.h"
#include "people/second_person.h"

bool holds_load(const struct act *act, int64_t complaint, struct rows *out, struct err *err)
{
    return sql_holds_on(act->a, act->db, complaint, out, err) &&
           rows_open(act->a, act->keys, &legal_hold_table, out, err);
}

bool holds_whole(const struct act *act, bool *whole, struct err *err)
{
    const struct legal_hold_row *h;
    struct rows rows = { 0 };
    int64_t gone = 0;

    if (!sql_holds_all(act->a, act->db, &rows, err) ||
        !sql_holds_gone(act->a, act->db, legal_hold_table.number, &gone, err))
        return false;
    h = rows.row;
    *whole = gone == 0;
    for (size_t i = 0; *whole && i < rows.n; i++)
        if (!guard_ask(act, &legal_hold_table, &h[i], whole, err))
            return false;
    return true;
}

bool hold_altered(struct err *err)
{
    return err_set(err, ERR_REFUSED,
                   N_("A legal hold was altered or taken away beside the program, so nothing "
                      "may be erased. Tell the administrator: redress verify says more."));
}

bool hold_none(const struct act *act, int64_t complaint, const char *reference, struct err *err)
{
    struct rows rows = { 0 };
    bool whole;

    if (!holds_whole(act, &whole, err))
        return false;
    if (!whole)
        return hold_altered(err);
    if (!sql_holds_on(act->a, act->db, complaint, &rows, err))
        return false;
    if (rows.n == 0)
        return true;
    err_set(err, ERR_REFUSED,
            N_("A legal hold stands on complaint {reference}: nothing of it may be erased until "
               "two people have lifted the hold."));
    err_arg(err, "reference", reference);
    return false;
}

bool hold_put(const struct act *act, const struct procedure *p, int64_t complaint, bool person,
              const char *why, struct err *err)
{
    struct legal_hold_row row = { .complaint_id = complaint,
                                  .why = secret_text(why),
                                  .put_at = act->now,
                                  .put_by = act->actor_id };
    const struct person_row *who;
    AUTO_STEP s = { 0 };

    if (!step_reason("why", why, err) || !step_open(&s, act, p, complaint, 0, err) ||
        !act_by_staff(act, err))
        return false;
    who = dossier_person(&s.d, "complainant");
    if (person && !who)
        return err_field(err, "person", N_("No complainant is on record in this complaint."));
    row.person_id = person ? who->id : 0;
    return step_event(&s, "hold_put", NULL, err) &&
           history_insert(&s.h, &legal_hold_table, &row, err) && step_done(&s, err);
}

/* The hold of that id, which stands on this case and was put in it. */
static bool hold_find(const struct step *s, int64_t id, struct legal_hold_row *out, struct err *err)
{
    struct err none = { 0 };

    if (legal_hold_by_id(s->act->a, s->act->db, id, out, &none) && out->complaint_id == s->d.c.id &&
        !instant_is_set(out->lifted_at))
        return true;
    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return err_set(err, ERR_CONFLICT, N_("This hold does not stand any more."));
}

static bool hold_begin(struct step *s, const struct act *act, const struct procedure *p,
                       int64_t complaint, int64_t id, struct legal_hold_row *out, struct err *err)
{
    return step_open(s, act, p, complaint, 0, err) && act_by_staff(act, err) &&
           hold_find(s, id, out, err);
}

static bool hold_save(struct step *s, const char *kind, const struct legal_hold_row *before,
                      struct legal_hold_row *after, struct err *err)
{
    return step_event(s, kind, NULL, err) &&
           history_update(&s->h, &legal_hold_table, before, after, err) && step_done(s, err);
}

bool hold_confirm(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
                  struct err *err)
{
    struct legal_hold_row before = { 0 }, after;
    AUTO_STEP s = { 0 };

    if (!hold_begin(&s, act, p, complaint, id, &before, err))
        return false;
    if (instant_is_set(before.confirmed_at))
        return err_set(err, ERR_CONFLICT, N_("This hold is confirmed already."));
    if (!act_by_another(act, before.put_by, err))
        return false;
    after = before;
    after.confirmed_at = act->now;
    after.confirmed_by = act->actor_id;
    return hold_save(&s, "hold_confirmed", &before, &after, err);
}

bool hold_lift_ask(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
                   const char *why, struct err *err)
{
    struct legal_hold_row before = { 0 }, after;
    AUTO_STEP s = { 0 };
    bool own;

    if (!step_reason("why", why, err) || !hold_begin(&s, act, p, complaint, id, &before, err))
        return false;
    if (instant_is_set(before.lift_at))
        return err_set(err, ERR_CONFLICT, N_("Somebody asked already that this hold be lifted."));
    own = !instant_is_set(before.confirmed_at) && before.put_by == s.who.user;
    after = before;
    after.lift_why = secret_text(why);
    after.lift_at = act->now;
    after.lift_by = act->actor_id;
    if (own) {
        after.lifted_at = act->now;
        after.lifted_by = act->actor_id;
    }
    return hold_save(&s, own ? "hold_lifted" : "hold_lift_asked", &before, &after, err);
}

bool hold_lift(const struct act *act, const struct procedure *p, int64_t complaint, int64_t id,
               struct err *err)
{
    struct legal_hold_row before = { 0 }, after;
    AUTO_STEP s = { 0 };

    if (!hold_begin(&s, act, p, complaint, id, &before, err))
        return false;
    if (!instant_is_set(before.lift_at))
        return err_set(err, ERR_REFUSED,
                       N_("First somebody has to ask, with the reason, that this hold be lifted."));
    if (!act_by_another(act, before.lift_by, err))
        return false;
    after = before;
    after.lifted_at = act->now;
    after.lifted_by = act->actor_id;
    return hold_save(&s, "hold_lifted", &before, &after, err);
}
