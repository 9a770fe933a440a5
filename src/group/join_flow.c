/* Joining two cases, undoing it, and who speaks for a group. */
#include "complaint/pack_version.h"
#include "complaint/tie.h"
#include "db/group_sql.h"
#include "db/tie_sql.h"
#include "group/join.h"
#include "group/walls.h"

#include <string.h>

enum { PEOPLE_MOST = 10000000 };

/* -- whether it may be -- */

static bool open_and_undecided(const struct dossier *d, struct err *err)
{
    if (!facts_open(&d->facts))
        return err_set(err, ERR_REFUSED,
                       N_("One of the two is closed. Open it again first, or link the two."));
    if (d->c.set_aside)
        return err_set(err, ERR_REFUSED,
                       N_("One of the two is set aside. Take it back into the queues first."));
    return true;
}

static bool refused_for(struct err *err, const char *text, const char *reference)
{
    err_set(err, ERR_INVALID, text);
    err->field = "other";
    err_arg(err, "reference", reference);
    return false;
}

/* A chain would leave nobody knowing where it is handled. */
static bool no_chain(const struct step *s, const struct dossier *main, struct err *err)
{
    struct joined_case other;
    int64_t n;

    if (s->d.c.joined_to_id != 0)
        return err_set(err, ERR_CONFLICT,
                       N_("It is handled with another complaint already. Undo that first."));
    if (main->c.joined_to_id != 0)
        return sql_reference_of(s->act->a, s->act->db, main->c.joined_to_id, &other, err) &&
               refused_for(err, N_("That one is itself handled with {reference}. Choose that."),
                           other.reference);
    if (!sql_joined_count(s->act->a, s->act->db, s->d.c.id, &n, err))
        return false;
    return n == 0 ||
           err_set(err, ERR_REFUSED,
                   N_("Others are handled with this one. Join the other one to this, not this to "
                      "the other."));
}

static bool confidential(const struct dossier *d)
{
    return strcmp(d->c.privacy, "confidential") == 0;
}

static bool may_join(const struct step *s, const struct dossier *main, const struct joining *j,
                     struct err *err)
{
    if (!open_and_undecided(&s->d, err) || !open_and_undecided(main, err))
        return false;
    if (instant_is_set(s->d.facts.decided))
        return err_set(err, ERR_REFUSED,
                       N_("It is decided already, so nothing of it is left to be handled with "
                          "another one. Link the two."));
    if (confidential(&s->d) != confidential(main) && !j->names)
        return err_set(err, ERR_REFUSED,
                       N_("One of the two is confidential. Only who may see who complains in it "
                          "joins them."));
    return no_chain(s, main, err);
}

/* -- representatives -- */

/* Asked once the event is begun: from then on nobody else writes, so none is counted too few. */
static bool representative_fits(const struct step *s, const struct dossier *main, struct err *err)
{
    int most = main->pack ? main->pack->representatives : 0;
    const struct pack_source *from;
    int64_t n;

    if (most == 0)
        return true;
    if (!sql_joined_representatives(s->act->a, s->act->db, main->c.id, &n, err))
        return false;
    if (n < most)
        return true;
    from = pack_source(main->pack, main->pack->representatives_from);
    if (from) {
        err_set(err, ERR_REFUSED,
                N_("A group has at most {most} representatives: {source}. Let another one stop "
                   "first."));
        err_arg(err, "source", from->name);
    } else {
        err_set(err, ERR_REFUSED,
                N_("A group has at most {most} representatives by this procedure. Let another one "
                   "stop first."));
    }
    err_arg(err, "most", arena_printf(s->act->a, "%d", most));
    return false;
}

/* -- the acts -- */

/* The main case gets an event of its own, which says no more than that there is another one: who
 * reads it may not be allowed to know which. On one that was erased nothing is done any more. */
static bool main_event(const struct step *s, int64_t main, const char *kind, struct err *err)
{
    struct complaint_row c = { 0 };
    AUTO_STEP other = { 0 };

    if (!complaint_by_id(s->act->a, s->act->db, main, &c, err))
        return false;
    if (instant_is_set(c.erased_at))
        return true;
    return step_open(&other, s->act, s->p, main, 0, err) && step_event(&other, kind, NULL, err) &&
           step_done(&other, err);
}

static bool committed(struct step *s, struct err *err)
{
    return !s->tx.db || tx_commit(&s->tx, err);
}

static bool join_write(struct step *s, const struct joining *j, const struct dossier *main,
                       struct err *err)
{
    struct case_tie_row tie = { .complaint_id = s->d.c.id,
                                .other_id = j->main,
                                .kind = "joined",
                                .at = s->act->now,
                                .by_id = s->who.user,
                                .representative = j->representative,
                                .why = secret_text(j->reason) };

    if (!step_event(s, "joined", j->reason, err) ||
        (j->representative && !representative_fits(s, main, err)) ||
        !history_insert(&s->h, &case_tie_table, &tie, err) || !walls_copy(s, &main->facts, err))
        return false;
    s->c.joined_to_id = j->main;
    return case_save(&s->h, s->p, &s->d, &s->c, err) && history_end(&s->h, err) &&
           main_event(s, j->main, "joined_by", err) && committed(s, err);
}

bool join_cases(const struct act *act, const struct procedure *p, const struct joining *j,
                struct err *err)
{
    struct dossier main;
    AUTO_STEP s = { 0 };

    if (j->main == j->complaint)
        return err_field(err, "other", N_("A complaint cannot be handled with itself."));
    if (!step_reason("reason", j->reason, err) ||
        !step_open(&s, act, p, j->complaint, j->version, err) ||
        !dossier_load_id(act, p, j->main, &main, err) || !may_join(&s, &main, j, err))
        return false;
    return join_write(&s, j, &main, err);
}

/* The link that stands, to be changed. */
static bool tie_open(struct step *s, const struct case_tie_row **before, struct case_tie_row *after,
                     struct err *err)
{
    *before = tie_joined(&s->d);
    if (!*before)
        return err_set(err, ERR_REFUSED, N_("It is not handled with another complaint."));
    *after = **before;
    return true;
}

bool join_undo(const struct act *act, const struct procedure *p, int64_t complaint, int64_t version,
               const char *reason, struct err *err)
{
    const struct case_tie_row *before;
    struct case_tie_row after;
    AUTO_STEP s = { 0 };

    if (!step_reason("reason", reason, err) || !step_open(&s, act, p, complaint, version, err) ||
        !tie_open(&s, &before, &after, err))
        return false;
    after.ended_at = act->now;
    after.ended_by = s.who.user;
    after.ended_why = secret_text(reason);
    if (!step_event(&s, "parted", reason, err) ||
        !history_update(&s.h, &case_tie_table, before, &after, err))
        return false;
    s.c.joined_to_id = 0;
    return case_save(&s.h, p, &s.d, &s.c, err) && history_end(&s.h, err) &&
           main_event(&s, after.other_id, "parted_from", err) && committed(&s, err);
}

bool join_represents(const struct act *act, const struct procedure *p, int64_t complaint,
                     int64_t version, bool speaks, struct err *err)
{
    const struct case_tie_row *before;
    struct case_tie_row after;
    struct dossier main;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !tie_open(&s, &before, &after, err))
        return false;
    if (before->representative == speaks)
        return err_set(err, ERR_CONFLICT, N_("It is so already."));
    if (speaks && !dossier_load_id(act, p, before->other_id, &main, err))
        return false;
    after.representative = speaks;
    return step_event(&s, "representative_changed", NULL, err) &&
           (!speaks || representative_fits(&s, &main, err)) &&
           history_update(&s.h, &case_tie_table, before, &after, err) && step_done(&s, err);
}

/* Many people may make it significant. [5.4.1-b] */
static bool many_told(struct step *s, int64_t people, struct err *err)
{
    struct case_facts f = s->d.facts;

    f.affected = people;
    return step_significance(s, &f, NULL, 0, false, err);
}

bool join_affected(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, int64_t people, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (people < 0 || people > PEOPLE_MOST)
        return err_field(err, "affected", N_("Write how many people it concerns, as a number."));
    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!facts_open(&s.d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (!step_event(&s, "affected_changed", NULL, err))
        return false;
    s.c.affected = people;
    return many_told(&s, people, err) && step_done(&s, err);
}
