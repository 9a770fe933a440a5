/* The people of a case: parties, conflicts of interest, and what the person complained about
 * is told. [3-c] [4.7-a] [D-a] */
#include "api/api_act.h"

#include "operation/investigation/disclosure_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/receipt/party_flow.h"
#include "operation/receipt/person_flow.h"

static bool party_add_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_party_add *form = in;
    struct party_form out = { 0 };

    record_take(&party_form_record, &out, &api_party_add_record, form);
    if (form->staff && !api_staff(x, form->staff, "staff", &out.staff, err))
        return false;
    return party_add(API_CASE(x), x->version, &out, &x->done->id, err);
}

static bool party_correct_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct party_form out = { 0 };

    record_take(&party_form_record, &out, &api_party_correct_record, in);
    return party_correct(API_CASE(x), x->version, api_path_id(x, "party"), &out, err);
}

/* The case of that reference, for somebody who may join its persons too. */
static bool other_case(const struct api_acting *x, const char *reference, struct dossier *out,
                       struct err *err)
{
    if (edge_case(x->rq, reference, MAY_JOIN_PERSONS, out))
        return true;
    if (x->rq->err->kind != ERR_NOT_FOUND)
        return false;
    err_clear(x->rq->err);
    return err_field(err, "other",
                     N_("There is no complaint of that reference. Check it for a slip."));
}

static bool join_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_join *form = in;
    struct person_join join = { .complaint = x->d->c.id,
                                .version = x->version,
                                .keep_other = form->keep_other,
                                .reason = form->reason };
    struct dossier other;

    if (!other_case(x, form->other, &other, err))
        return false;
    join.other = other.c.id;
    return persons_join(x->act, x->p, &join, err);
}

static bool part_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_part *form = in;
    const struct party_row *party;
    struct dossier other;

    if (!other_case(x, form->other, &other, err))
        return false;
    party = dossier_party(&other, "complainant");
    return persons_part(API_CASE(x), x->version, party ? party->person_id : 0, form->reason, err);
}

/* Of one's own everybody declares it; of others whoever may give the case to somebody else. */
static bool conflict_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_conflict *form = in;
    struct may_object object = edge_object(x->rq, x->d);
    bool key = x->rq->user->kind == USER_KEY;
    int64_t who = key ? 0 : x->rq->user->id;

    if ((key || form->person) && !api_staff(x, form->person, "person", &who, err))
        return false;
    if ((key || who != x->rq->user->id) && !may(x->rq->user, MAY_ASSIGN, &object))
        return err_field(err, "person", N_("Choose yourself."));
    return conflict_declare(API_CASE(x), x->version, who, form->kind, form->why, err);
}

static bool conflict_end_run(const struct api_acting *x, const void *in, struct err *err)
{
    return conflict_end(API_CASE(x), x->version, api_path_id(x, "conflict"),
                        ((const struct api_reason *)in)->reason, err);
}

static bool disclose_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_disclose *form = in;

    return api_named(disclosure_release(API_CASE(x), x->version, form->party, form->text, err), err,
                     "person", "party");
}

static bool waive_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_waive *form = in;

    return api_named(disclosure_waive(API_CASE(x), x->version, form->party, form->why, err), err,
                     "person", "party");
}

const struct api_act api_people_acts[] = {
    API_ACT("parties", MAY_REPLY, party_add_run, "addParty", DOOR_SYSTEMS, &api_party_add_record,
            "Adds somebody to the case: a representative, a contact, one complained about. [3-c]"),
    API_ACT("parties/{party}", MAY_REPLY, party_correct_run, "correctParty", DOOR_SYSTEMS,
            &api_party_correct_record, "Corrects what is known of somebody, or ends their part."),
    API_ACT("join-person", MAY_JOIN_PERSONS, join_run, "joinPersons", DOOR_SESSION,
            &api_join_record,
            "The complainants of two cases are one person; nothing of either is lost. [4.9-a]"),
    API_ACT("part-person", MAY_JOIN_PERSONS, part_run, "partPersons", DOOR_SESSION,
            &api_part_record, "They are two after all, as they were before."),
    API_ACT("conflicts", MAY_NOTE, conflict_run, "declareConflict", DOOR_SYSTEMS,
            &api_conflict_record,
            "Puts a conflict of interest on record; the case is closed to that person. [4.7-a]"),
    API_ACT("conflicts/{conflict}/end", MAY_ASSIGN, conflict_end_run, "endConflict", DOOR_SESSION,
            &api_reason_record, "A conflict holds no longer; nobody ends their own."),
    API_ACT("disclosures", MAY_INVESTIGATE, disclose_run, "releaseDisclosure", DOOR_SESSION,
            &api_disclose_record,
            "Gives the person complained about the full details, before the interview. [D-a]"),
    API_ACT("hearing-waived", MAY_INVESTIGATE, waive_run, "waiveHearing", DOOR_SYSTEMS,
            &api_waive_record, "The person complained about is not heard, because."),
    { 0 },
};
