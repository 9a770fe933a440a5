/* One column says whose record stands for a person; the rest stays as it was. */
#include "operation/receipt/person_flow.h"

#include "db/person_sql.h"
#include "operation/receipt/person_rows.h"
#include "operation/step.h"

static const struct field person_record_row_fields[] = {
    FIELD(struct person_record_row, person),
    FIELD(struct person_record_row, cases),
    FIELD(struct person_record_row, complaint),
    FIELD(struct person_record_row, reference),
};
const struct record person_record_row_record =
    RECORD(struct person_record_row, person_record_row_fields);

enum { JOINED_MOST = 100 }; /* records that stand for one: an event writes so many rows */

/* Through whom the record of this person is read now. */
static bool stand_in(struct history *h, const struct person_row *before, int64_t into,
                     struct err *err)
{
    struct person_row after = *before;

    after.joined_into_id = into;
    return history_update(h, &person_table, before, &after, err);
}

/* Both stand for themselves. Asked once the event has begun, behind which joins queue: since the
 * cases were loaded another join may have put one of them behind a third, or behind the other. */
static bool both_stand(const struct act *act, int64_t person, int64_t into, struct person_row *own,
                       struct err *err)
{
    struct person_row other = { 0 };

    if (!person_by_id(act->a, act->db, person, own, err) ||
        !person_by_id(act->a, act->db, into, &other, err))
        return false;
    return (own->joined_into_id == 0 && other.joined_into_id == 0) ||
           err_set(err, ERR_CONFLICT, N_("These two are the same person already."));
}

/* With those that stand for it already, so that one look-up is always enough. */
static bool record_join(struct history *h, int64_t person, int64_t into, struct err *err)
{
    const struct act *act = h->act;
    const struct person_row *row;
    struct person_row own = { 0 };
    struct rows rows;

    if (!both_stand(act, person, into, &own, err) ||
        !sql_persons_joined(act->a, act->db, person, &rows, err))
        return false;
    if (rows.n > JOINED_MOST)
        return err_set(err, ERR_REFUSED, N_("So many records are not joined in one go."));
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (!stand_in(h, &row[i], into, err))
            return false;
    return stand_in(h, &own, into, err);
}

/* The same is told in the other case: an act of its own, in the same transaction. */
static bool tell(const struct act *act, const struct procedure *p, int64_t complaint,
                 const char *kind, const char *reason, struct err *err)
{
    AUTO_STEP s = { 0 };

    return step_open(&s, act, p, complaint, 0, err) && step_event(&s, kind, reason, err) &&
           step_note(&s, reason, err) && step_done(&s, err);
}

static bool both_known(const struct person_row *one, const struct person_row *other,
                       struct err *err)
{
    if (!one || !other)
        return err_field(err, "other",
                         N_("One of the two complaints has no complainant on record."));
    return one->id != other->id ||
           err_set(err, ERR_CONFLICT, N_("These two are the same person already."));
}

static bool join_here(const struct act *act, const struct procedure *p,
                      const struct person_join *join, struct err *err)
{
    const struct person_row *one, *two;
    struct dossier other;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, join->complaint, join->version, err) ||
        !dossier_load_id(act, p, join->other, &other, err))
        return false;
    one = dossier_person(&s.d, "complainant");
    two = dossier_person(&other, "complainant");
    if (!both_known(one, two, err) || !step_event(&s, "persons_joined", join->reason, err))
        return false;
    return (join->keep_other ? record_join(&s.h, one->id, two->id, err)
                             : record_join(&s.h, two->id, one->id, err)) &&
           step_note(&s, join->reason, err) && step_done(&s, err);
}

bool persons_join(const struct act *act, const struct procedure *p, const struct person_join *join,
                  struct err *err)
{
    AUTO_TX tx = { 0 };

    if (join->complaint == join->other)
        return err_field(err, "other", N_("This is the same complaint. Choose another one."));
    return step_reason("reason", join->reason, err) && tx_begin(&tx, act->db, err) &&
           step_once(act, join->complaint, err) && join_here(act, p, join, err) &&
           tell(act, p, join->other, "persons_joined", join->reason, err) && tx_commit(&tx, err);
}

static bool part_here(const struct act *act, const struct procedure *p, int64_t complaint,
                      int64_t version, int64_t person, const char *reason, struct err *err)
{
    const struct person_row *stands;
    struct person_row own = { 0 };
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    stands = dossier_person(&s.d, "complainant");
    if (!stands || !person_by_id(act->a, act->db, person, &own, err) ||
        own.joined_into_id != stands->id)
        return err_set(err, ERR_CONFLICT, N_("These two are not joined any more."));
    return step_event(&s, "persons_parted", reason, err) && stand_in(&s.h, &own, 0, err) &&
           step_note(&s, reason, err) && step_done(&s, err);
}

bool persons_part(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, int64_t person, const char *reason, struct err *err)
{
    const struct int_value *newest;
    struct rows rows;
    AUTO_TX tx = { 0 };

    if (!step_reason("reason", reason, err) || !tx_begin(&tx, act->db, err) ||
        !step_once(act, complaint, err) ||
        !part_here(act, p, complaint, version, person, reason, err) ||
        !sql_person_newest(act->a, act->db, person, &rows, err))
        return false;
    newest = rows.row;
    return (rows.n == 0 || newest->value == complaint ||
            tell(act, p, newest->value, "persons_parted", reason, err)) &&
           tx_commit(&tx, err);
}
