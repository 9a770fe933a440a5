/* Asking the superior for help, and the answer: one act, one event each. */
#include "desk/help_flow.h"

#include "complaint/notices.h"
#include "operation/step.h"
#include "people/second_person.h"

static const struct field ask_fields[] = {
    FIELD(struct help_ask_form, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why it cannot be solved here, and what help is asked for."),
};
const struct record help_ask_form_record = RECORD(struct help_ask_form, ask_fields);

static const struct field answer_fields[] = {
    FIELD(struct help_answer_form, opinion, .required = true, .max = 5000, .lines = true,
          .help = "How the complaint is to be handled."),
    FIELD(struct help_answer_form, until, .required = true, .help = "Until when."),
};
const struct record help_answer_form_record = RECORD(struct help_answer_form, answer_fields);

struct help_request_row help_waiting(const struct rows *rows)
{
    const struct help_request_row *row = rows->row;

    for (size_t i = rows->n; i-- > 0;)
        if (!instant_is_set(row[i].answered_at))
            return row[i];
    return (struct help_request_row){ 0 };
}

static bool superior_tell(struct step *s, struct err *err)
{
    struct telling t = {
        .h = &s->h, .p = s->p, .d = &s->d, .kind = "help_asked", .but = s->who.user
    };

    return notice_role(&t, "manager", err) &&
           (t.told.n > 0 || notice_role(&t, "top_management", err));
}

bool help_ask(const struct act *act, const struct procedure *p, int64_t complaint, int64_t version,
              const struct help_ask_form *form, struct err *err)
{
    struct help_request_row row = { .complaint_id = complaint, .at = act->now };
    AUTO_STEP s = { 0 };
    struct rows rows;

    if (!act_by_staff(act, err) || !step_reason("reason", form->reason, err) ||
        !step_open(&s, act, p, complaint, version, err) ||
        !help_request_of(act->a, act->db, complaint, &rows, err))
        return false;
    if (!facts_open(&s.d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (help_waiting(&rows).id != 0)
        return err_set(err, ERR_REFUSED, N_("Help was asked for already; it waits for an answer."));
    row.by_id = s.who.user;
    return step_event(&s, "help_asked", NULL, err) &&
           step_about(&s, "note", 0, form->reason, &row.note_id, err) &&
           history_insert(&s.h, &help_request_table, &row, err) && superior_tell(&s, err) &&
           step_clocks(&s, "help_asked", err) && step_done(&s, err);
}

static bool asker_tell(struct step *s, int64_t asker, struct err *err)
{
    struct telling t = {
        .h = &s->h, .p = s->p, .d = &s->d, .kind = "help_answered", .but = s->who.user
    };

    return notice_staff(&t, asker, err) && notice_owner(&t, err);
}

static bool answer_given(const struct step *s, const struct help_answer_form *form, struct err *err)
{
    if (!step_given(form->opinion))
        return err_field(err, "opinion", N_("Write how the complaint is to be handled."));
    if (!date_is_set(form->until))
        return err_field(err, "until", N_("Give the day until when it is to be done."));
    return date_compare(form->until, zone_date(s->p->zone, s->act->now, NULL)) >= 0 ||
           err_field(err, "until", N_("This day is over. Give one that is still to come."));
}

bool help_answer(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const struct help_answer_form *form, struct err *err)
{
    struct help_request_row before, after;
    AUTO_STEP s = { 0 };
    struct rows rows;

    if (!step_open(&s, act, p, complaint, version, err) ||
        !help_request_of(act->a, act->db, complaint, &rows, err))
        return false;
    before = after = help_waiting(&rows);
    if (before.id == 0)
        return err_set(err, ERR_CONFLICT, N_("Nobody waits for help in this complaint."));
    if (!act_by_another(act, before.by_id, err) || !answer_given(&s, form, err) ||
        !step_event(&s, "help_answered", NULL, err) ||
        !step_about(&s, "note", 0, form->opinion, &after.opinion_id, err))
        return false;
    after.answered_at = act->now;
    after.answered_by = s.who.user;
    after.until_on = form->until;
    return history_update(&s.h, &help_request_table, &before, &after, err) &&
           asker_tell(&s, before.by_id, err) && step_clocks(&s, "help_answered", err) &&
           step_done(&s, err);
}
