/* The frame of an act: one transaction, one event, the case saved last. An act within the
 * transaction of another commits nothing itself. */
#include "operation/step.h"

#include "complaint/significance.h"
#include "db/filing_sql.h"
#include "operation/assessment/significant.h"
#include "operation/investigation/objectivity.h"
#include "pack/pack.h"
#include "web/app.h"

#include <string.h>

void step_drop(struct step *s)
{
    tx_rollback(&s->tx);
}

bool step_once(const struct act *act, int64_t complaint, struct err *err)
{
    struct bytes of = act->once_of.n > 0 ? act->once_of : act->once;

    return act->once.n == 0 ||
           sql_idempotency_insert(act->a, act->db, act->once, of, complaint, act->now, err);
}

bool step_conflict(struct err *err)
{
    return err_set(err, ERR_CONFLICT,
                   N_("Somebody else changed this complaint in the meantime. Nothing of yours is "
                      "lost: look at what they did, then send again."));
}

bool step_open(struct step *s, const struct act *act, const struct procedure *p, int64_t complaint,
               int64_t version, struct err *err)
{
    s->act = act;
    s->p = p;
    if (strcmp(act->actor_kind, "staff") == 0)
        s->who.user = act->actor_id;
    if ((!db_in_tx(act->db) && !tx_begin(&s->tx, act->db, err)) ||
        !dossier_load_id(act, p, complaint, &s->d, err))
        return false;
    s->c = s->d.c;
    if (instant_is_set(s->d.c.erased_at))
        return err_set(err, ERR_REFUSED, N_("This complaint was erased. Only its facts are kept."));
    if (version != 0 && version != s->d.c.version)
        return step_conflict(err);
    if (act->said)
        return err_set(err, ERR_INVALID,
                       N_("This stands there already, in these very words, and nothing was done "
                          "since. It was not added again. Change a word if it is to stand there "
                          "twice."));
    return !s->tx.db || step_once(act, complaint, err); /* else who began the transaction did */
}

static bool refusal_log(const struct act *act, int64_t complaint, struct refused_part_row row,
                        struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, complaint, "assignment_refused", NULL, err) &&
           history_insert(&h, &refused_part_table, &row, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool step_part(struct step *s, int64_t user, enum part part, struct err *err)
{
    struct refused_part_row row = {
        .complaint_id = s->d.c.id,
        .staff_id = user,
        .part = word_code(&part_words, part),
        .conflict = word_code(&conflict_words, facts_conflict(&s->d.facts, user)),
        .at = s->act->now,
        .by_id = s->who.user,
    };
    struct err failed = { 0 };

    if (objectivity_allowed(&s->d.facts, user, part, err))
        return true;
    step_drop(s);
    /* The refusal stands even where its record could not be written; the words for that
     * go before, because somebody has to see to it. */
    if (!refusal_log(s->act, s->d.c.id, row, &failed))
        *err = failed;
    return false;
}

/* What is done while a complaint is set aside: taken back, written down for colleagues, kept from
 * whom it must be, and what its data are owed. */
static const char *const while_aside[] = {
    "taken_back",        "note_added",        "alert_read",           "copy_noted",
    "conflict_declared", "conflict_ended",    "code_reissued",        "identity_asked",
    "identity_granted",  "identity_refused",  "party_corrected",      "persons_joined",
    "persons_parted",    "redacted",          "file_redacted",        "redaction_lifted",
    "hold_put",          "hold_confirmed",    "hold_lift_asked",      "hold_lifted",
    "erasure_asked",     "erasure_refused",   "erasure_approved",     "erasing",
    "repeat_ended",      "publication_ended", "outside_link_revoked", "clock_moved",
    "message_sent",
};

/* Nobody of the staff, and no other system, works on what is set aside; what the complainant,
 * those who were asked outside and the program do goes on. */
static bool aside_allowed(const struct step *s, const char *kind, struct err *err)
{
    const char *who = s->act->actor_kind;

    if (!s->d.c.set_aside || instant_is_set(s->d.c.closed_at) ||
        (strcmp(who, "staff") != 0 && strcmp(who, "api") != 0))
        return true;
    for (size_t i = 0; i < COUNT(while_aside); i++)
        if (strcmp(while_aside[i], kind) == 0)
            return true;
    return err_set(err, ERR_REFUSED, N_("This is set aside. Take it back into the queues first."));
}

bool step_event(struct step *s, const char *kind, const char *reason, struct err *err)
{
    return aside_allowed(s, kind, err) &&
           history_begin(&s->h, s->act, s->d.c.id, kind, reason, err);
}

/* Whatever ends the waiting lets the clocks run on, and so does taking back what was set aside; but
 * what is set aside stands still all the while, and what waited before goes on waiting. C6 */
static bool clocks_go_on(struct step *s, struct err *err)
{
    const struct complaint_row *was = &s->d.c, *is = &s->c;

    if (!is->waiting)
        s->c.waiting_why = secret_text(NULL);
    if (is->set_aside || instant_is_set(is->erased_at))
        return true;
    if (was->set_aside)
        return case_resume(&s->h, s->p, &s->d, is->waiting ? "set_aside" : NULL, err);
    return !was->waiting || is->waiting || case_resume(&s->h, s->p, &s->d, NULL, err);
}

bool step_done(struct step *s, struct err *err)
{
    return clocks_go_on(s, err) && case_save(&s->h, s->p, &s->d, &s->c, err) &&
           history_end(&s->h, err) && (!s->tx.db || tx_commit(&s->tx, err));
}

struct closing_policy step_policy(const struct procedure *p, struct instant now)
{
    return (struct closing_policy){ .reminders = (int)procedure_number(p, "reminders", INT32_MAX),
                                    .now = now };
}

bool step_significance(struct step *s, const struct case_facts *f, const struct own_value *values,
                       size_t n, bool reportable, struct err *err)
{
    const struct significance none = { 0 };
    const struct significance *limits = s->p->pack ? &s->p->pack->significance : &none;
    struct significant_now now = {
        .alerting = limits->alerting,
        .f = f ? f : &s->d.facts,
        .class = s->c.class,
        .values = values ? values : significance_values(s->act->a, &s->d),
        .n = values ? n : s->d.own_field.n,
        .reportable = reportable || significance_reportable(&s->d),
    };

    now.signals = significant_signals(now.f, limits);
    return significance_review(&s->h, s->p, &s->d, &s->c, &now, err);
}

bool step_clocks(struct step *s, const char *trigger, struct err *err)
{
    return case_clocks(&s->h, s->p, &s->d, trigger, s->act->now, err);
}

static struct entry_row entry_new(const struct step *s, const char *kind, const char *direction)
{
    bool known = s->who.user != 0 || strcmp(s->act->actor_kind, "api") == 0 ||
                 strcmp(s->act->actor_kind, "outside") == 0;

    return (struct entry_row){ .complaint_id = s->d.c.id,
                               .kind = kind,
                               .direction = direction,
                               .at = s->act->now,
                               .author_kind = known ? s->act->actor_kind : "system",
                               .author_id = known ? s->act->actor_id : 0 };
}

bool step_note(struct step *s, const char *text, struct err *err)
{
    struct entry_row entry = entry_new(s, "note", "internal");

    entry.text = secret_text(text);
    return !step_given(text) || case_entry(&s->h, &entry, err);
}

bool step_about(struct step *s, const char *kind, int64_t about, const char *text, int64_t *entry,
                struct err *err)
{
    struct entry_row row = entry_new(s, kind, "internal");

    *entry = 0;
    if (!step_given(text))
        return true;
    row.about_id = about;
    row.text = secret_text(text);
    if (strcmp(row.author_kind, "outside") != 0)
        case_entry_name(s->act->a, &s->d, &row);
    if (!case_entry(&s->h, &row, err))
        return false;
    *entry = row.id;
    return true;
}

bool step_message(struct step *s, const char *kind, const char *channel, const char *outbox,
                  const char *text, int64_t *entry_id, struct err *err)
{
    struct entry_row entry = entry_new(s, kind, "out");

    entry.channel = channel;
    entry.language = s->d.c.language;
    entry.text = secret_text(text);
    case_entry_name(s->act->a, &s->d, &entry);
    entry.delivery = outbox ? "queued" : "sent";
    entry.delivered_at = outbox ? (struct instant){ 0 } : s->act->now;
    if (!case_entry(&s->h, &entry, err) || (outbox && !outbox_add(&s->h, outbox, entry.id, err)))
        return false;
    if (entry_id)
        *entry_id = entry.id;
    return true;
}

/* With the name of the complainant as it is stored. */
static const char *words_of(const struct step *s, const char *text)
{
    struct entry_row entry = { .text = secret_text(text) };

    case_entry_name(s->act->a, &s->d, &entry);
    return entry.text.text ? entry.text.text : "";
}

static bool same_way(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

bool step_words_new(const struct step *s, const char *field, const char *channel, const char *text,
                    struct err *err)
{
    struct date today = zone_date(s->p->zone, s->act->now, NULL);
    const char *words = words_of(s, text);

    for (size_t i = s->d.entry.n; i-- > 0;) {
        const struct entry_row *e = &s->d.entry.row[i];
        if (strcmp(e->direction, "in") == 0)
            return true;
        if (strcmp(e->direction, "out") == 0 && same_way(e->channel, channel) &&
            word_value(&delivery_words, e->delivery) != DELIVERY_FAILED &&
            date_compare(zone_date(s->p->zone, e->at, NULL), today) == 0 &&
            strcmp(words_of(s, e->text.text), words) == 0)
            return err_field(err, field,
                             N_("These very words went to the complainant today, in the same way. "
                                "Nothing was sent again. Write what is new, or choose another "
                                "way."));
    }
    return true;
}

static bool delivery_end(struct step *s, int64_t entry, enum delivery as, const char *channel,
                         struct err *err)
{
    const struct entry_row *before = dossier_entry(&s->d, entry);
    struct entry_row after;

    if (!before)
        return true;
    after = *before;
    after.delivery = word_code(&delivery_words, as);
    after.delivered_at = s->act->now;
    if (channel)
        after.channel = channel;
    return history_update(&s->h, &entry_table, before, &after, err) &&
           outbox_end(&s->h, entry, as, err);
}

bool step_failed(struct step *s, int64_t entry, struct err *err)
{
    return delivery_end(s, entry, DELIVERY_FAILED, NULL, err);
}

bool step_sent(struct step *s, int64_t entry, const char *channel, struct err *err)
{
    return delivery_end(s, entry, DELIVERY_SENT, channel, err);
}

/* Acknowledgements and letters of a decision are made good by their own steps. */
static bool is_message(const struct entry_row *e)
{
    return strcmp(e->direction, "out") == 0 &&
           (strcmp(e->kind, "reply") == 0 || strcmp(e->kind, "update") == 0);
}

void step_sent_again(struct step *s)
{
    for (size_t i = 0; i < s->d.entry.n; i++) {
        const struct entry_row *e = &s->d.entry.row[i];
        if (is_message(e) && word_value(&delivery_words, e->delivery) == DELIVERY_FAILED &&
            e->delivered_at.us == s->c.returned_at.us)
            s->c.returned_at = (struct instant){ 0 };
    }
}

bool step_said(struct step *s, const char *text, bool taken_by_desk, struct err *err)
{
    struct entry_row entry = entry_new(s, "fact", "in");

    entry.author_kind = "complainant";
    entry.author_id = taken_by_desk ? entry.author_id : 0;
    entry.channel = taken_by_desk ? NULL : "web";
    entry.language = s->d.c.language;
    entry.text = secret_text(text);
    return !step_given(text) || case_entry(&s->h, &entry, err);
}

bool step_given(const char *text)
{
    return text && text[strspn(text, " \t\r\n")] != '\0';
}

bool step_reason(const char *field, const char *reason, struct err *err)
{
    if (!step_given(reason))
        return err_field(err, field, N_("Write the reason. It is kept with the complaint."));
    return record_text_fits(field, reason, strlen(reason), REASON_MOST, err);
}

void step_text(struct secret *s, const char *text)
{
    if (!step_given(text))
        text = NULL;
    if (!text && !s->text)
        return;
    if (text && s->text && strcmp(text, s->text) == 0)
        return;
    *s = secret_text(text);
}

bool step_job(struct app *app,
              bool (*run)(const struct act *, const struct procedure *, struct err *),
              struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct procedure p;
    struct act act = act_system(a, app->db, app->vault);

    return procedure_load(a, app->db, &p, err) && run(&act, &p, err);
}
