/* Facts added later stand beside the statement, each with its own time. */
#include "operation/tracking/tracking_flow.h"

#include "complaint/files.h"
#include "complaint/notices.h"
#include "db/filing_sql.h"
#include "operation/step.h"
#include "operation/tracking/satisfaction.h"
#include "operation/tracking/survey_flow.h"

#include <string.h>

/* Whether this form was sent before; if not, it is noted as sent. */
static bool once(struct step *s, const char *one_time, bool *again, struct err *err)
{
    const struct act *act = s->act;
    struct idempotency_row row = { 0 };
    struct err none = { 0 };
    unsigned char mac[MAC_BYTES];
    struct bytes id = { mac, MAC_BYTES };

    *again = false;
    if (!one_time)
        return true;
    vault_mac_text(keyring_vault(act->keys), MAC_IDEMPOTENCY, one_time, mac);
    *again = sql_idempotency(act->a, act->db, id, &row, &none);
    if (*again)
        return true;
    if (none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return sql_idempotency_insert(act->a, act->db, id, id, s->d.c.id, act->now, err);
}

/* The statement itself is no entry, so files without words still say when they came. */
static bool entry_add(struct step *s, const struct added *added, int64_t *id, struct err *err)
{
    struct entry_row entry = {
        .complaint_id = s->d.c.id,
        .kind = added->kind,
        .direction = "in",
        .at = s->act->now,
        .author_kind = s->act->actor_kind,
        .author_id = s->act->actor_id,
        .channel = added->channel,
        .language = added->language,
        .text = secret_text(added->text),
    };

    *id = 0;
    if (!step_given(added->text))
        return true;
    if (!case_entry(&s->h, &entry, err))
        return false;
    *id = entry.id;
    return true;
}

static bool files_add(struct step *s, const struct added *added, int64_t entry, struct err *err)
{
    for (size_t i = 0; i < added->n_blobs; i++)
        if (!file_claim(&s->h, added->blobs[i], added->blob_owner, "in", entry, NULL, err))
            return false;
    return true;
}

/* Waiting for the complainant ends when the complainant writes. */
static void waiting_ends(struct step *s)
{
    if (s->c.waiting && strcmp(s->c.waiting, "complainant") == 0)
        s->c.waiting = NULL;
}

static bool room_left(const struct dossier *d, const struct added *added, struct err *err)
{
    size_t files = added->n_blobs;

    for (size_t i = 0; i < d->file.n; i++)
        files += strcmp(d->file.row[i].direction, "in") == 0;
    if (files <= (size_t)file_limits.files)
        return true;
    err_field(err, "files", N_("A complaint can have {max} files from you at most."));
    err_arg_int(err, "max", file_limits.files);
    return false;
}

/* What is set aside stands in no list that anybody works through: somebody has to be told. */
static bool aside_tell(struct step *s, struct err *err)
{
    struct telling t = { .h = &s->h, .p = s->p, .d = &s->d, .kind = "aside_written" };

    return !s->d.c.set_aside || notice_owner(&t, err);
}

bool tracking_add(const struct act *act, const struct procedure *p, int64_t complaint,
                  const struct added *added, struct err *err)
{
    bool correction = strcmp(added->kind, "correction") == 0, again;
    AUTO_STEP s = { 0 };
    int64_t entry;

    if (!step_given(added->text) && added->n_blobs == 0)
        return err_field(err, "text", N_("Write what you want to add, or choose a file."));
    if (!step_open(&s, act, p, complaint, 0, err) || !once(&s, added->one_time, &again, err))
        return false;
    if (again)
        return true;
    waiting_ends(&s);
    return room_left(&s.d, added, err) &&
           step_event(&s, correction ? "corrected" : "fact_added", NULL, err) &&
           entry_add(&s, added, &entry, err) && files_add(&s, added, entry, err) &&
           aside_tell(&s, err) && step_done(&s, err);
}

bool tracking_satisfaction_open(const struct complaint_row *c)
{
    return instant_is_set(c->closed_at) && !c->set_aside &&
           (!instant_is_set(c->satisfied_at) || c->satisfied_at.us < c->closed_at.us);
}

static bool satisfaction_valid(const struct satisfaction *given, struct err *err)
{
    if (given->handling < 1 || given->handling > 5)
        return err_field(err, "satisfaction", N_("Choose how we dealt with your complaint."));
    if (given->outcome < 0 || given->outcome > 5)
        return err_field(err, "outcome", N_("Choose one of the five answers."));
    return !given->fair || satisfaction_words(satisfaction_fair, given->fair) ||
           err_field(err, "fair", N_("Choose one of the three answers."));
}

struct instant tracking_satisfaction_from(const struct complaint_row *c,
                                          const struct pack_version *pack)
{
    int64_t days = pack ? pack->survey_after : 0;

    return (struct instant){ c->closed_at.us + SECONDS(days * 24 * 3600) };
}

/* A procedure may let some days go by, so that what was promised can be felt. */
static bool satisfaction_due(const struct step *s, struct err *err)
{
    struct instant from = tracking_satisfaction_from(&s->d.c, s->d.pack);
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    const char **day;

    if (s->act->now.us >= from.us)
        return true;
    day = ARENA_ARRAY(s->act->a, const char *, LANGS);
    for (size_t i = 0; i < LANGS; i++)
        day[i] =
            lang_date(s->act->a, &langs[i], zone_date(s->p->zone, from, NULL), DATE_LONG, today);
    err_set(err, ERR_REFUSED, N_("We ask this from {date} on. Please come back then."));
    err_arg_said(err, "date", day);
    return false;
}

static bool satisfaction_allowed(const struct step *s, struct err *err)
{
    const struct complaint_row *c = &s->d.c;

    if (!instant_is_set(c->closed_at) || c->set_aside)
        return err_set(err, ERR_REFUSED, N_("This is asked when the complaint is closed."));
    if (!tracking_satisfaction_open(c))
        return err_set(err, ERR_CONFLICT, N_("You told us before how we treated you. Thank you."));
    return satisfaction_due(s, err);
}

static void satisfaction_fill(struct step *s, const struct satisfaction *given)
{
    s->c.satisfaction = given->handling;
    s->c.satisfaction_fair = given->fair;
    s->c.satisfaction_outcome = given->outcome;
    s->c.satisfied_at = s->act->now;
    step_text(&s->c.satisfaction_text, given->text);
    /* Somebody whom nobody could ask found the question on the page. */
    if (!instant_is_set(s->c.satisfaction_asked_at))
        s->c.satisfaction_asked_at = s->act->now;
}

bool tracking_satisfaction(const struct act *act, const struct procedure *p, int64_t complaint,
                           const struct satisfaction *given, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!satisfaction_valid(given, err) || !step_open(&s, act, p, complaint, 0, err) ||
        !satisfaction_allowed(&s, err) || !step_event(&s, "satisfaction_given", NULL, err))
        return false;
    satisfaction_fill(&s, given);
    return survey_answer(&s, given->answers, given->n_answers, true, err) && step_done(&s, err);
}

/* Nobody answers on a call that did not reach them. A form that shows what was answered before
 * sends that again, which says nothing new. */
static bool call_silent(const struct step *s, const struct satisfaction *given, struct err *err)
{
    bool said = given->handling != 0 || given->outcome != 0 || step_given(given->fair) ||
                step_given(given->text) || survey_differs(s, given->answers, given->n_answers);

    return !said || tracking_call_unreached(err);
}

bool tracking_call_unreached(struct err *err)
{
    return err_field(err, "call",
                     N_("Answers are only recorded of who was reached. Choose that, or open this "
                        "form again and leave the answers empty."));
}

bool tracking_call(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const char *outcome, const struct satisfaction *given,
                   struct err *err)
{
    int what = word_value(&call_words, outcome);
    AUTO_STEP s = { 0 };

    if (what == CALL_NONE)
        return err_field(err, "call", N_("Choose what became of the call."));
    if ((what == CALL_REACHED && !satisfaction_valid(given, err)) ||
        !step_open(&s, act, p, complaint, version, err))
        return false;
    if (!instant_is_set(s.d.c.closed_at) || s.d.c.set_aside)
        return err_set(err, ERR_REFUSED, N_("This is asked when the complaint is closed."));
    if ((what != CALL_REACHED && !call_silent(&s, given, err)) ||
        !step_event(&s, "follow_up_called", NULL, err))
        return false;
    s.c.called = outcome;
    s.c.called_at = act->now;
    if (what == CALL_REACHED)
        satisfaction_fill(&s, given);
    return (what != CALL_REACHED ||
            survey_answer(&s, given->answers, given->n_answers, false, err)) &&
           step_done(&s, err);
}
