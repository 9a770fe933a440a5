/* The acknowledgement of reading: who, when, in the chain of the case. */
#include "desk/alert_read_flow.h"

#include "db/alerts_sql.h"
#include "operation/step.h"
#include "people/second_person.h"

static bool waits(const struct staff_notice_row *n)
{
    return instant_is_set(n->acknowledge_by) && !instant_is_set(n->acknowledged_at);
}

/* How many of them the actor confirms, and how many wait for others. */
static bool confirm(struct step *s, const struct rows *rows, int *own, int *others, struct err *err)
{
    const struct staff_notice_row *row = rows->row;

    *own = *others = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct staff_notice_row after = row[i];
        if (!waits(&row[i]))
            continue;
        if (row[i].staff_id != s->who.user) {
            (*others)++;
            continue;
        }
        if ((*own)++ == 0 && !step_event(s, "alert_read", NULL, err))
            return false;
        after.acknowledged_at = s->act->now;
        if (!history_update(&s->h, &staff_notice_table, &row[i], &after, err) ||
            !sql_notice_look(s->act->a, s->act->db, row[i].id, s->who.user, ",", s->act->now, err))
            return false;
    }
    return true;
}

bool alert_read(const struct act *act, const struct procedure *p, int64_t complaint,
                int64_t version, struct err *err)
{
    AUTO_STEP s = { 0 };
    struct rows rows;
    int own, others;

    if (!act_by_staff(act, err) || !step_open(&s, act, p, complaint, version, err) ||
        !staff_notice_of(act->a, act->db, complaint, &rows, err) ||
        !confirm(&s, &rows, &own, &others, err))
        return false;
    if (own == 0)
        return err_set(err, ERR_CONFLICT,
                       N_("There is nothing here that you still have to confirm."));
    return (others > 0 || step_clocks(&s, "alerts_read", err)) && step_done(&s, err);
}
