/* What the handling of complaints needs: asked for, granted or declined, and there. */
#include "improvement/leading.h"

#include "db/improvement_sql.h"
#include "improvement/given.h"

/* The groups of the standard. */
static const struct word kind[] = {
    [1] = { "people", N_("People") },
    { "training", N_("Training") },
    { "procedures", N_("Procedures") },
    { "documents", N_("Documents") },
    { "specialists", N_("Specialists’ support") },
    { "equipment", N_("Materials and equipment") },
    { "technology", N_("Computers and programs") },
    { "money", N_("Money") },
};
const struct words resource_kind_words = { "resource_kind", kind, COUNT(kind) };

static const struct word state[] = {
    [RESOURCE_ASKED] = { "asked", N_("Waits for an answer") },
    [RESOURCE_GRANTED] = { "granted", N_("Granted") },
    [RESOURCE_DECLINED] = { "declined", N_("Declined") },
    [RESOURCE_THERE] = { "there", N_("There") },
};
const struct words resource_state_words = { "resource_state", state, COUNT(state) };

static bool kind_given(const char *what, struct err *err)
{
    return word_value(&resource_kind_words, what) != 0 ||
           err_field(err, "kind", N_("Choose what is needed."));
}

bool resource_ask(const struct act *act, const struct resource_form *form, int64_t *id,
                  struct err *err)
{
    struct resource_row row = { .kind = form->kind,
                                .team_id = form->team,
                                .what = secret_text(form->what),
                                .state = "asked",
                                .at = act->now,
                                .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    if (!kind_given(form->kind, err) ||
        !text_given(form->what, "what", N_("Say what is needed, and why."), err) ||
        !tx_begin(&tx, act->db, err) || !team_given(act, form->team, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "resource_asked", NULL, err) ||
        !history_insert(&h, &resource_table, &row, err) || !history_end(&h, err) ||
        !tx_commit(&tx, err))
        return false;
    *id = row.id;
    return true;
}

bool resource_load(const struct act *act, int64_t id, struct resource_row *out, struct err *err)
{
    return resource_by_id(act->a, act->db, id, out, err) &&
           row_open(act->a, act->keys, &resource_table, out, err);
}

static bool in_state(const struct resource_row *r, enum resource_state wanted, struct err *err)
{
    return (enum resource_state)word_value(&resource_state_words, r->state) == wanted ||
           err_set(err, ERR_CONFLICT, N_("This is further already. Look at it again."));
}

static bool change(const struct act *act, const char *event, const struct resource_row *before,
                   struct resource_row *after, struct err *err)
{
    struct history h;

    return history_begin(&h, act, COMPLAINT_NONE, event, NULL, err) &&
           history_update(&h, &resource_table, before, after, err) && history_end(&h, err);
}

static bool answer_valid(const struct act *act, const struct procedure *p,
                         const struct resource_answer *answer, struct err *err)
{
    if (!text_given(answer->text, "text", N_("Say why, and how it is done."), err))
        return false;
    if (!answer->granted)
        return true;
    if (!date_is_set(answer->due))
        return err_field(err, "due", N_("Say until when it is there."));
    return date_compare(answer->due, acting_today(act, p)) >= 0 ||
           err_field(err, "due", N_("This day is past."));
}

bool resource_decide(const struct act *act, const struct procedure *p, int64_t id, int64_t version,
                     const struct resource_answer *answer, struct err *err)
{
    struct resource_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) ||
        !right_given(act, MAY_GRANT_MEANS, N_("Only top management answers this."), err) ||
        !answer_valid(act, p, answer, err) || !resource_load(act, id, &before, err) ||
        !version_same(before.version, version, err) || !in_state(&before, RESOURCE_ASKED, err))
        return false;
    after = before;
    after.state = answer->granted ? "granted" : "declined";
    after.answered_at = act->now;
    after.answered_by = staff_acting(act);
    after.answer = secret_text(answer->text);
    if (answer->granted)
        after.due_on = answer->due;
    return change(act, answer->granted ? "resource_granted" : "resource_declined", &before, &after,
                  err) &&
           tx_commit(&tx, err);
}

bool resource_arrive(const struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct resource_row before = { 0 }, after;
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !resource_load(act, id, &before, err) ||
        !version_same(before.version, version, err) || !in_state(&before, RESOURCE_GRANTED, err))
        return false;
    after = before;
    after.state = "there";
    after.there_at = act->now;
    after.there_by = staff_acting(act);
    return change(act, "resource_there", &before, &after, err) && tx_commit(&tx, err);
}
