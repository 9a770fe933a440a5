/* Who answers for a case, whom it waits for, what it is and what it belongs to. */
#include "api/api_act.h"

#include "desk/keep_flow.h"
#include "desk/route_flow.h"
#include "desk/write_flow.h"
#include "operation/receipt/correct_flow.h"
#include "operation/receipt/matter_flow.h"
#include "operation/tracking/message_flow.h"
#include "people/team.h"

#include <inttypes.h>
#include <stdio.h>

static struct keep keep_of(const struct api_acting *x, const char *choice, const char *reason)
{
    return (struct keep){ x->d->c.id, x->version, choice, reason };
}

static bool assign_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_assign *form = in;
    struct keep k = keep_of(x, "0", form->reason);
    int64_t owner = 0;

    if (form->owner && !api_staff(x, form->owner, "owner", &owner, err))
        return false;
    k.choice = arena_printf(x->rq->a, "%" PRId64, owner);
    return api_named(keep_assign(x->act, x->p, &k, err), err, "choice", "owner");
}

static bool send_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_send *form = in;
    struct keep k = keep_of(x, NULL, form->reason);
    struct err none = { 0 };
    int64_t team = 0;

    if (!team_by_name(x->act, form->team, &team, &none) && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    k.choice = arena_printf(x->rq->a, "%" PRId64, team);
    return api_named(route_send(x->act, x->p, &k, err), err, "choice", "team");
}

static bool send_back_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct keep k = keep_of(x, NULL, ((const struct api_reason *)in)->reason);

    return route_send_back(x->act, x->p, &k, err);
}

static bool wait_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_wait *form = in;
    struct keep k = keep_of(x, form->whom, form->reason);

    return keep_wait(x->act, x->p, &k, err);
}

static bool resume_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct keep k = keep_of(x, NULL, NULL);

    (void)in;
    return keep_resume(x->act, x->p, &k, err);
}

static bool correct_receipt_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_correct_receipt *form = in;
    const struct receipt_correction correction = { form->received_on, form->reason };

    return receipt_correct(API_CASE(x), x->version, &correction, err);
}

static bool retype_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_retype *form = in;
    struct keep k = keep_of(x, form->type, form->reason);

    return api_named(keep_retype(x->act, x->p, &k, err), err, "choice", "type");
}

static bool matter_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_matter *form = in;
    struct matter m = { .product = form->product,
                        .product_reference = form->product_reference,
                        .happened_on = form->happened_on,
                        .happened_until = form->happened_until,
                        .happened_text = form->happened_text,
                        .place = form->place,
                        .recurrent = form->recurrent,
                        .segment = form->segment,
                        .referred_by = form->referred_by,
                        .immediate_action = form->immediate_action,
                        .codes = form->problems || form->problem_detail,
                        .problem_detail = form->problem_detail };

    api_codes_read(x->rq->a, form->problems ? form->problems : matter_problems(x->rq->a, x->d),
                   m.problems, &m.n_problems);
    return api_named(matter_change(API_CASE(x), x->version, &m, err), err, "problem", "problems");
}

static bool set_aside_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_set_aside *form = in;
    struct keep k = keep_of(x, form->as, form->reason);

    return keep_set_aside(x->act, x->p, &k, err);
}

static bool take_back_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct keep k = keep_of(x, NULL, ((const struct api_reason *)in)->reason);

    return keep_take_back(x->act, x->p, &k, err);
}

/* What whoever asks may not see cannot be linked to, and looks as if it were not there. */
static bool link_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_link *form = in;
    struct keep k = keep_of(x, form->kind, NULL);
    struct dossier other;

    if (edge_case(x->rq, form->other, MAY_READ, &other))
        return api_named(keep_link(x->act, x->p, &k, other.c.id, err), err, "reason", "other");
    if (x->rq->err->kind != ERR_NOT_FOUND)
        return false;
    err_clear(x->rq->err);
    return err_field(err, "other",
                     N_("There is no complaint of that reference. Check it for a slip."));
}

static bool code_run(const struct api_acting *x, const void *in, struct err *err)
{
    struct keep k = keep_of(x, NULL, ((const struct api_code *)in)->identity_check);
    char *code = arena_alloc(x->rq->a, CODE_TEXT);

    x->done->code = code;
    return api_named(keep_new_code(x->act, x->p, &k, code, err), err, "reason", "identity_check");
}

/* An entry of this case; 0 = none was named. */
static bool entry_read(const struct api_acting *x, const char *field, const char *id, int64_t *out,
                       struct err *err)
{
    int end = 0;

    *out = 0;
    if (!id)
        return true;
    return (sscanf(id, "%" SCNd64 "%n", out, &end) == 1 && id[end] == '\0' &&
            dossier_entry(x->d, *out)) ||
           err_field(err, field, N_("There is no such entry in this complaint."));
}

static bool message_sent_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_message_sent *form = in;
    struct message_sent sent = { .channel = form->channel };

    return entry_read(x, "message", form->message, &sent.message, err) &&
           message_sent(API_CASE(x), x->version, &sent, err);
}

static bool translation_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_translation *form = in;
    struct writing w = { .text = form->text, .language = form->language };

    return entry_read(x, "about", form->about, &w.about, err) &&
           write_translation(API_CASE(x), &w, err);
}

const struct api_act api_keep_acts[] = {
    API_ACT("message-sent", MAY_REPLY, message_sent_run, "sendMessage", DOOR_SYSTEMS,
            &api_message_sent_record, "A message that waited was sent to the complainant. [7.3-c]"),
    API_ACT("assign", MAY_ASSIGN, assign_run, "assign", DOOR_SYSTEMS, &api_assign_record,
            "Gives the case to somebody who answers for it from now on. [4.12-a]"),
    API_ACT("send", MAY_ASSIGN, send_run, "send", DOOR_SYSTEMS, &api_send_record,
            "Sends the case to another team, whose it is from now on. [4.12-a]"),
    API_ACT("send-back", MAY_ASSIGN, send_back_run, "sendBack", DOOR_SYSTEMS, &api_reason_record,
            "Sends it back where it came from, because it was wrong here; that is counted."),
    API_ACT("wait", MAY_ASSESS, wait_run, "wait", DOOR_SYSTEMS, &api_wait_record,
            "It waits for somebody: the clocks stand still."),
    API_ACT("resume", MAY_ASSESS, resume_run, "resume", DOOR_SYSTEMS, &api_nothing_record,
            "It waits no longer."),
    API_ACT("correct-receipt", MAY_NOTE, correct_receipt_run, "correctReceipt", DOOR_SYSTEMS,
            &api_correct_receipt_record,
            "It was received before: what counts from the receipt counts from that day, as if it "
            "had been filed so. [4.9-a]"),
    API_ACT("retype", MAY_RETYPE, retype_run, "retype", DOOR_SYSTEMS, &api_retype_record,
            "Says what kind of contact it is, with the reason. [3-a]"),
    API_ACT("matter", MAY_ASSESS, matter_run, "sayMatter", DOOR_SYSTEMS, &api_matter_record,
            "Writes down what is known of the problem beside the statement; what is not given "
            "stays. [7.2-b]"),
    API_ACT("set-aside", MAY_SET_ASIDE, set_aside_run, "setAside", DOOR_SYSTEMS,
            &api_set_aside_record, "Takes spam or abuse out of the queues; nothing is deleted."),
    API_ACT("take-back", MAY_SET_ASIDE, take_back_run, "takeBack", DOOR_SYSTEMS, &api_reason_record,
            "Takes it back into the queues."),
    API_ACT("link", MAY_ASSESS, link_run, "link", DOOR_SYSTEMS, &api_link_record,
            "Links it to another case; both show it. [3-b]"),
    API_ACT("code", MAY_REISSUE_CODE, code_run, "reissueCode", DOOR_SYSTEMS, &api_code_record,
            "Gives the complainant a new code after an identity check; the old one opens nothing "
            "any more."),
    API_ACT("translations", MAY_REPLY, translation_run, "addTranslation", DOOR_SYSTEMS,
            &api_translation_record, "A working translation; the original stays what counts."),
    { 0 },
};
