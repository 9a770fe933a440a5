/* One acknowledgement, or its failure, in one transaction. */
#include "operation/acknowledgement/ack_flow.h"

#include "base/buf.h"
#include "operation/acknowledgement/ack.h"
#include "operation/step.h"

#include <string.h>

static const struct field ack_form_fields[] = {
    FIELD(struct ack_form, way, .help = "How: telephone, in_person, letter, email, impossible."),
    FIELD(struct ack_form, at, .help = "When the call or the talk was; now, if it is left out."),
    FIELD(struct ack_form, with, .help = "Who was spoken to."),
    FIELD(struct ack_form, text, .max = 20000, .lines = true,
          .help = "What was said, or the letter."),
    FIELD(struct ack_form, reason, .max = 5000, .lines = true,
          .help = "Why it cannot be acknowledged."),
};
const struct record ack_form_record = RECORD(struct ack_form, ack_form_fields);

/* The promise is the day of the decision's clock. */
static const char *promised(struct arena *a, const struct procedure *p, const struct lang *l,
                            const struct dossier *d)
{
    for (size_t i = 0; i < d->clock.n; i++) {
        const struct clock_row *c = &d->clock.row[i];
        if (strcmp(c->name, "decision") != 0 || strcmp(c->state, "running") != 0)
            continue;
        return lang_format(
            a, l, N_("We will tell you what we decided by {date}, or write to you before."), "date",
            lang_date(a, l, zone_date(p->zone, (struct instant){ c->due_at.us - 1 }, NULL),
                      DATE_LONG, (struct date){ 0 }),
            NULL);
    }
    return NULL;
}

const char *ack_letter(struct arena *a, const struct procedure *p, const struct dossier *d)
{
    const struct lang *own = lang_by_tag(d->c.language), *l = own ? own : p->lang;
    struct date day = zone_date(p->zone, d->c.received_at, NULL);
    struct buf b = buf_new(a);

    buf_str(&b,
            lang_format(a, l, N_("We have your complaint of {date}. Its reference is {reference}."),
                        "date", lang_date(a, l, day, DATE_LONG, (struct date){ 0 }), "reference",
                        d->c.reference, NULL));
    buf_str(&b, "\n\n");
    buf_str(&b, lang_text(l, N_("Thank you for telling us. We are looking into it.")));
    buf_char(&b, ' ');
    buf_str(&b, lang_text(l, N_("Next we judge how urgent it is and who deals with it.")));
    if (promised(a, p, l, d)) {
        buf_str(&b, "\n\n");
        buf_str(&b, promised(a, p, l, d));
    }
    return buf_text(&b);
}

static bool spoken(enum ack_way way)
{
    return way == ACK_TELEPHONE || way == ACK_IN_PERSON;
}

/* A call is logged with what was said; its moment is true. [7.4-b] */
static bool form_allowed(const struct step *s, const struct ack_form *f, enum ack_way way,
                         struct err *err)
{
    if (way == ACK_TELEPHONE && !step_given(f->text))
        return err_field(err, "text", N_("Write what was said on the telephone."));
    if (f->at.us > s->act->now.us)
        return err_field(err, "at", N_("This time has not come yet. Check day and time."));
    if (instant_is_set(f->at) && f->at.us < s->d.c.received_at.us)
        return err_field(err, "at", N_("This is before the complaint was received."));
    return true;
}

static const char *spoken_text(struct arena *a, const struct ack_form *f)
{
    if (!step_given(f->with))
        return f->text;
    return arena_printf(a, "%s\n%s", f->with, step_given(f->text) ? f->text : "");
}

/* What was said or written is kept as it was; letters and mails go to the outbox. */
static bool message_write(struct step *s, const struct ack_form *f, enum ack_way way,
                          struct acknowledgement_row *row, struct err *err)
{
    struct arena *a = s->act->a;

    if (way == ACK_TELEPHONE)
        return step_message(s, "call", f->way, NULL, spoken_text(a, f), &row->entry_id, err);
    if (way != ACK_LETTER && way != ACK_EMAIL)
        return true;
    row->delivery = "queued";
    return step_message(s, "letter", f->way, "acknowledgement",
                        step_given(f->text) ? f->text : ack_letter(a, s->p, &s->d), &row->entry_id,
                        err);
}

static struct acknowledgement_row ack_row(const struct step *s, const struct ack_form *f,
                                          enum ack_way way)
{
    bool then = spoken(way) && instant_is_set(f->at);

    return (struct acknowledgement_row){
        .complaint_id = s->d.c.id,
        .way = word_code(&ack_way_words, way),
        .at = then ? f->at : s->act->now,
        .by_id = s->who.user,
        .delivery = way == ACK_IMPOSSIBLE ? NULL : "sent",
        .detail = secret_text(way == ACK_IMPOSSIBLE ? f->reason
                              : spoken(way)         ? spoken_text(s->act->a, f)
                                                    : NULL),
    };
}

bool ack_give(const struct act *act, const struct procedure *p, int64_t complaint, int64_t version,
              const struct ack_form *form, struct err *err)
{
    enum ack_way way = word_value(&ack_way_words, form->way);
    struct acknowledgement_row row;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    s.d.facts.ack_reason = step_given(form->reason);
    if (!ack_allowed(&s.d.facts, way, err) || !form_allowed(&s, form, way, err) ||
        !step_event(&s, "acknowledged", NULL, err))
        return false;
    row = ack_row(&s, form, way);
    if (!message_write(&s, form, way, &row, err) ||
        !history_insert(&s.h, &acknowledgement_table, &row, err) ||
        !case_clocks(&s.h, p, &s.d, "acknowledged", row.at, err))
        return false;
    s.d.facts.acknowledged = row.at;
    s.d.facts.ack_delivery = word_value(&delivery_words, row.delivery);
    s.c.stage = word_code(&stage_words, ack_stage(&s.d.facts));
    s.c.returned_at = (struct instant){ 0 };
    return case_involve(&s.h, &s.d, PART_RECEIVER, err) && step_done(&s, err);
}

bool ack_returned(const struct act *act, const struct procedure *p, int64_t complaint,
                  const char *why, struct err *err)
{
    const struct acknowledgement_row *before;
    struct acknowledgement_row after;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err) || !ack_failed_allowed(&s.d.facts, err) ||
        !step_event(&s, "acknowledgement_failed", why, err))
        return false;
    before = &s.d.acknowledgement.row[s.d.acknowledgement.n - 1];
    after = *before;
    after.delivery = "failed";
    after.failed_at = act->now;
    s.d.facts.ack_delivery = DELIVERY_FAILED;
    s.c.stage = word_code(&stage_words, ack_stage(&s.d.facts));
    s.c.returned_at = act->now;
    return history_update(&s.h, &acknowledgement_table, before, &after, err) &&
           step_failed(&s, before->entry_id, err) &&
           step_clocks(&s, "acknowledgement_failed", err) && step_note(&s, why, err) &&
           step_done(&s, err);
}
