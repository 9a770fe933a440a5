/* Two sides: the investigator releases, the person addressed reads and answers. */
#include "operation/investigation/disclosure_flow.h"

#include "db/disclosure_sql.h"
#include "operation/investigation/investigation.h"
#include "operation/step.h"

#include <string.h>

static const struct party_row *addressee(const struct dossier *d, int64_t party)
{
    for (size_t i = 0; i < d->party.n; i++)
        if (d->party.row[i].id == party && d->party.row[i].staff_id != 0 &&
            !instant_is_set(d->party.row[i].ended_at))
            return &d->party.row[i];
    return NULL;
}

/* The row that stands for a person: the newest. */
static const struct disclosure_row *newest_of(const struct dossier *d, int64_t staff)
{
    for (size_t i = d->disclosure.n; i-- > 0;)
        if (d->disclosure.row[i].staff_id == staff)
            return &d->disclosure.row[i];
    return NULL;
}

bool disclosure_release(const struct act *act, const struct procedure *p, int64_t complaint,
                        int64_t version, int64_t party, const char *text, struct err *err)
{
    struct disclosure_row row = { .complaint_id = complaint,
                                  .party_id = party,
                                  .text = secret_text(text),
                                  .released_at = act->now };
    const struct party_row *to;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !step_part(&s, s.who.user, PART_INVESTIGATOR, err))
        return false;
    to = addressee(&s.d, party);
    if (!to)
        return err_field(err, "person", N_("Choose the member of staff who is to know."));
    if (!step_given(text))
        return err_field(err, "text", N_("Write what this person is told."));
    if (!investigation_disclose_allowed(&s.d.facts, &s.who, to->staff_id, err))
        return false;
    row.staff_id = to->staff_id;
    row.released_by = s.who.user;
    return step_event(&s, "disclosure_released", NULL, err) &&
           history_insert(&s.h, &disclosure_table, &row, err) &&
           case_involve(&s.h, &s.d, PART_INVESTIGATOR, err) && step_done(&s, err);
}

bool disclosure_waive(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, int64_t party, const char *why, struct err *err)
{
    const struct disclosure_row *before;
    struct disclosure_row row = { 0 };
    const struct party_row *to;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !step_part(&s, s.who.user, PART_INVESTIGATOR, err) ||
        !investigation_work_allowed(&s.d.facts, &s.who, err))
        return false;
    to = addressee(&s.d, party);
    if (!to)
        return err_field(err, "person", N_("Choose who is not heard."));
    if (!step_given(why))
        return err_field(err, "waived_why", N_("Write why this person is not heard."));
    before = newest_of(&s.d, to->staff_id);
    if (before)
        row = *before;
    row.complaint_id = complaint;
    row.party_id = party;
    row.staff_id = to->staff_id;
    step_text(&row.hearing_waived, why);
    return step_event(&s, "hearing_waived", NULL, err) &&
           (before ? history_update(&s.h, &disclosure_table, before, &row, err)
                   : history_insert(&s.h, &disclosure_table, &row, err)) &&
           case_involve(&s.h, &s.d, PART_INVESTIGATOR, err) && step_done(&s, err);
}

/* A day is all we know of an interview that was held earlier, so only the days are held
 * against each other then. */
bool disclosure_interviewed(struct step *s, const struct party_row *party, struct instant at,
                            struct err *err)
{
    const struct disclosure_row *before = newest_of(&s->d, party->staff_id);
    struct disclosure_row after;

    if (!before || date_compare(zone_date(s->p->zone, at, NULL),
                                zone_date(s->p->zone, before->released_at, NULL)) < 0)
        return err_field(err, "held_on",
                         N_("The full details were given later. Hear this person again."));
    after = *before;
    after.interviewed_at = at;
    return history_update(&s->h, &disclosure_table, before, &after, err);
}

bool disclosures_mine(const struct act *act, struct rows *out, struct err *err)
{
    int64_t user = strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0;

    return sql_disclosures_to(act->a, act->db, user, out, err) &&
           rows_open(act->a, act->keys, &disclosure_table, out, err);
}

bool disclosure_mine(const struct act *act, int64_t id, struct disclosure_row *out, struct err *err)
{
    struct disclosure_row row = { 0 };
    struct err none = { 0 };

    if (!disclosure_by_id(act->a, act->db, id, &row, &none) && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    if (none.kind == ERR_NOT_FOUND || strcmp(act->actor_kind, "staff") != 0 ||
        row.staff_id != act->actor_id || !instant_is_set(row.released_at))
        return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
    *out = row;
    return row_open(act->a, act->keys, &disclosure_table, out, err);
}

/* A change by the person addressed, whom the case itself is closed to. */
static bool mine_change(const struct act *act, const struct procedure *p, int64_t id,
                        const char *kind, const char *statement, struct err *err)
{
    struct disclosure_row before, after;
    AUTO_STEP s = { 0 };

    if (!disclosure_mine(act, id, &before, err) ||
        !step_open(&s, act, p, before.complaint_id, 0, err) ||
        !disclosure_mine(act, id, &before, err))
        return false;
    after = before;
    if (!instant_is_set(after.read_at))
        after.read_at = act->now;
    else if (!statement)
        return true;
    if (statement)
        step_text(&after.statement, statement);
    return step_event(&s, kind, NULL, err) &&
           history_update(&s.h, &disclosure_table, &before, &after, err) && step_done(&s, err);
}

bool disclosure_read(const struct act *act, const struct procedure *p, int64_t id, struct err *err)
{
    return mine_change(act, p, id, "disclosure_read", NULL, err);
}

bool disclosure_answer(const struct act *act, const struct procedure *p, int64_t id,
                       const char *text, struct err *err)
{
    if (!step_given(text))
        return err_field(err, "statement", N_("Write what you want to say to it."));
    return mine_change(act, p, id, "disclosure_answered", text, err);
}
