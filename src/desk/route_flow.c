#include "desk/route_flow.h"

#include "complaint/routing.h"
#include "operation/step.h"

#include <stdlib.h>
#include <string.h>

static bool begin(struct step *s, const struct act *act, const struct procedure *p,
                  const struct keep *k, struct err *err)
{
    if (!step_open(s, act, p, k->complaint, k->version, err))
        return false;
    if (!facts_open(&s->d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (s->d.c.level >= LEVEL_REVIEW)
        return err_set(
            err, ERR_REFUSED,
            N_("A review is decided by whom it was given to. It does not change teams."));
    return step_reason("reason", k->reason, err);
}

/* Who answers for it in its new team: `wanted` or who stands in for them, else whoever has least
 * to do. 0 = nobody can. */
static bool owner_find(struct step *s, int64_t wanted, struct routing_row *row, struct err *err)
{
    const struct route_candidate *list, *taker;
    struct route_case none = { 0 };
    struct route_choice choice;
    struct rows rows;

    s->c.owner_id = 0;
    if (!routing_candidates(s->act, s->p, s->c.team_id, &s->d.facts, &rows, err))
        return false;
    list = rows.row;
    for (size_t i = 0; wanted != 0 && i < rows.n; i++) {
        taker = list[i].staff == wanted ? route_taker(&list[i], list, rows.n) : NULL;
        if (taker) {
            s->c.owner_id = taker->staff;
            row->absent_id = taker->staff == wanted ? 0 : wanted;
            return true;
        }
    }
    choice = route_choose(s->d.pack, &none, ROUTE_BY_LOAD, list, rows.n);
    s->c.owner_id = choice.owner;
    row->absent_id = choice.absent;
    row->chosen = route_owner_code(choice.by);
    return true;
}

/* Only who sends it on chooses the team. */
static bool refuse_nobody(const struct routing_row *row, struct err *err)
{
    if (strcmp(row->way, "returned") == 0)
        return err_set(err, ERR_REFUSED,
                       N_("Nobody in the team it came from can answer for it now. Send it to "
                          "another team instead."));
    return err_field(err, "choice",
                     N_("Nobody in that team can answer for it now. Choose another one."));
}

/* What nobody answered for so far has nobody there either; what somebody did is not left alone. */
static bool owner_pass(struct step *s, int64_t wanted, struct routing_row *row, struct err *err)
{
    if (s->d.c.owner_id == 0)
        return true;
    if (!owner_find(s, wanted, row, err))
        return false;
    return s->c.owner_id != 0 || refuse_nobody(row, err);
}

static bool move(struct step *s, const char *kind, const struct keep *k, struct routing_row *row,
                 struct err *err)
{
    row->from_team_id = s->d.c.team_id;
    row->from_owner_id = s->d.c.owner_id;
    return step_event(s, kind, k->reason, err) && step_note(s, k->reason, err) &&
           routing_note(&s->h, &s->d, row, &s->c, err) &&
           routing_remedies(&s->h, &s->d, s->c.owner_id, err) && step_done(s, err);
}

/* -- on -- */

static bool team_valid(const struct step *s, int64_t team, struct err *err)
{
    struct team_row row = { 0 };
    struct err none = { 0 };

    if (team == s->d.c.team_id)
        return err_field(err, "choice", N_("It is with this team already."));
    if (team > 0 && team_by_id(s->act->a, s->act->db, team, &row, &none) &&
        !instant_is_set(row.ended_at))
        return true;
    return err_field(err, "choice", N_("Choose the team that it is for."));
}

bool route_send(const struct act *act, const struct procedure *p, const struct keep *k,
                struct err *err)
{
    struct routing_row row = { .way = "sent" };
    AUTO_STEP s = { 0 };
    int64_t team = k->choice ? strtoll(k->choice, NULL, 10) : 0;

    if (!begin(&s, act, p, k, err) || !team_valid(&s, team, err))
        return false;
    s.c.team_id = team;
    return owner_pass(&s, 0, &row, err) && move(&s, "sent_on", k, &row, err);
}

/* -- back -- */

/* How it came to the team that has it now; NULL: it did not come from anywhere. */
static const struct routing_row *came_by(const struct step *s, const struct rows *rows)
{
    const struct routing_row *row = rows->row;

    for (size_t i = rows->n; i-- > 0;)
        if (row[i].team_id == s->d.c.team_id && row[i].from_team_id != row[i].team_id &&
            strcmp(row[i].way, "returned") != 0)
            return &row[i];
    return NULL;
}

/* A team that ended since has nobody who could take it: then it goes where all come in. */
static bool team_back(struct step *s, const struct routing_row *came, struct err *err)
{
    struct team_row team = { 0 };

    s->c.team_id = procedure_number(s->p, "reception_team", 0);
    if (!came || came->from_team_id == 0)
        return true;
    if (!team_by_id(s->act->a, s->act->db, came->from_team_id, &team, err))
        return false;
    if (!instant_is_set(team.ended_at))
        s->c.team_id = team.id;
    return true;
}

bool route_send_back(const struct act *act, const struct procedure *p, const struct keep *k,
                     struct err *err)
{
    const struct routing_row *came;
    struct routing_row row = { .way = "returned" };
    struct rows rows;
    AUTO_STEP s = { 0 };

    if (!begin(&s, act, p, k, err) || !routing_of(act->a, act->db, s.d.c.id, &rows, err))
        return false;
    came = came_by(&s, &rows);
    if (!team_back(&s, came, err))
        return false;
    if (s.c.team_id == s.d.c.team_id)
        return err_set(err, ERR_REFUSED,
                       N_("It came in here. Send it to the team that it is for."));
    row.rule = came ? came->rule : NULL;
    return owner_pass(&s, came ? came->from_owner_id : 0, &row, err) &&
           move(&s, "sent_back", k, &row, err);
}
