/* What came in as evidence, and what people said. */
#include "operation/investigation/evidence_flow.h"

#include "complaint/files.h"
#include "operation/investigation/disclosure_flow.h"
#include "operation/investigation/investigation.h"
#include "operation/investigation/objectivity.h"
#include "operation/step.h"

#include <string.h>

static const struct field evidence_form_fields[] = {
    FIELD(struct evidence_form, kind, .required = true,
          .help = "A code of the list evidence_kind."),
    FIELD(struct evidence_form, source, .required = true, .help = "Where it comes from."),
    FIELD(struct evidence_form, text, .required = true, .max = 20000, .lines = true,
          .help = "What it shows."),
    FIELD(struct evidence_form, got_on),
    FIELD(struct evidence_form, plan_item),
    FIELD(struct evidence_form, allegation),
};
const struct record evidence_form_record = RECORD(struct evidence_form, evidence_form_fields);

static const struct field interview_form_fields[] = {
    FIELD(struct interview_form, party, .required = true),
    FIELD(struct interview_form, held_on),
    FIELD(struct interview_form, text, .required = true, .max = 20000, .lines = true),
};
const struct record interview_form_record = RECORD(struct interview_form, interview_form_fields);

/* A day that was given counts from its first minute; today counts as now, and so does none. */
static bool moment(const struct step *s, struct date day, const char *field, struct instant *out,
                   struct err *err)
{
    struct date today = zone_date(s->p->zone, s->act->now, NULL);

    *out = s->act->now;
    if (!date_is_set(day) || date_compare(day, today) == 0)
        return true;
    if (date_compare(day, today) > 0)
        return err_field(err, field, N_("This day has not come yet."));
    *out = zone_instant(s->p->zone, day, 0);
    return true;
}

static bool evidence_whole(const struct procedure *p, const struct evidence_form *f,
                           struct err *err)
{
    if (!f->kind || !procedure_code(p, "evidence_kind", f->kind))
        return err_field(err, "kind", N_("Choose what kind of evidence it is."));
    if (!step_given(f->source))
        return err_field(err, "source", N_("Write where it comes from."));
    if (!step_given(f->text) && f->n_blobs == 0)
        return err_field(err, "text", N_("Write what it shows, or add a file."));
    return true;
}

/* Claims the file and takes over its hash, so that the record itself names the bytes. */
static bool file_take(struct step *s, struct evidence_row *row, int64_t blob, const char *owner,
                      struct err *err)
{
    struct file_row file = { 0 };

    if (!file_claim(&s->h, blob, owner, "internal", 0, &row->file_id, err) ||
        !file_by_id(s->act->a, s->act->db, row->file_id, &file, err) ||
        !row_open(s->act->a, s->act->keys, &file_table, &file, err))
        return false;
    row->sha256 = secret_text(file.sha256.text);
    return true;
}

static bool evidence_write(struct step *s, const struct evidence_form *f, struct instant at,
                           int64_t *id, struct err *err)
{
    for (size_t i = 0; i == 0 || i < f->n_blobs; i++) {
        struct evidence_row row = { .complaint_id = s->d.c.id,
                                    .plan_item_id = f->plan_item,
                                    .allegation_id = f->allegation,
                                    .kind = f->kind,
                                    .source = secret_text(f->source),
                                    .text = secret_text(f->text),
                                    .obtained_at = at,
                                    .obtained_by = s->who.user };
        if (f->n_blobs > 0 && !file_take(s, &row, f->blobs[i], f->blob_owner, err))
            return false;
        if (!history_insert(&s->h, &evidence_table, &row, err))
            return false;
        if (id && i == 0)
            *id = row.id;
    }
    return true;
}

/* What was planned is there. */
static bool plan_done(struct step *s, int64_t item, struct err *err)
{
    for (size_t i = 0; i < s->d.plan_item.n; i++) {
        struct plan_item_row after = s->d.plan_item.row[i];
        if (after.id != item || instant_is_set(after.done_at))
            continue;
        after.done_at = s->act->now;
        return history_update(&s->h, &plan_item_table, &s->d.plan_item.row[i], &after, err);
    }
    return true;
}

static bool links_stand(const struct dossier *d, const struct evidence_form *f, struct err *err)
{
    bool plan = f->plan_item == 0, allegation = f->allegation == 0;

    for (size_t i = 0; i < d->plan_item.n; i++)
        plan |= d->plan_item.row[i].id == f->plan_item;
    for (size_t i = 0; i < d->allegation.n; i++)
        allegation |= d->allegation.row[i].id == f->allegation;
    if (!plan || !allegation)
        return err_field(err, plan ? "allegation" : "plan_item",
                         N_("What you wrote about is no longer in this complaint."));
    return true;
}

bool evidence_add(const struct act *act, const struct procedure *p, int64_t complaint,
                  int64_t version, const struct evidence_form *form, int64_t *id, struct err *err)
{
    struct instant at;
    AUTO_STEP s = { 0 };

    return evidence_whole(p, form, err) && step_open(&s, act, p, complaint, version, err) &&
           step_part(&s, s.who.user, PART_INVESTIGATOR, err) &&
           investigation_work_allowed(&s.d.facts, &s.who, err) && links_stand(&s.d, form, err) &&
           moment(&s, form->got_on, "got_on", &at, err) &&
           step_event(&s, "evidence_added", NULL, err) && evidence_write(&s, form, at, id, err) &&
           (form->plan_item == 0 || plan_done(&s, form->plan_item, err)) &&
           case_involve(&s.h, &s.d, PART_INVESTIGATOR, err) && step_done(&s, err);
}

static const struct party_row *party_find(const struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->party.n; i++)
        if (d->party.row[i].id == id && !instant_is_set(d->party.row[i].ended_at))
            return &d->party.row[i];
    return NULL;
}

/* What somebody said is a piece of evidence, its source the role they speak in. */
static bool statement_write(struct step *s, const struct party_row *party, struct instant at,
                            const char *text, struct err *err)
{
    struct evidence_row row = { .complaint_id = s->d.c.id,
                                .kind = "interview",
                                .source = secret_text(party->role),
                                .text = secret_text(text),
                                .obtained_at = at,
                                .obtained_by = s->who.user };

    return history_insert(&s->h, &evidence_table, &row, err);
}

static bool interviews_done(struct step *s, int64_t party, struct err *err)
{
    for (size_t i = 0; i < s->d.plan_item.n; i++) {
        const struct plan_item_row *item = &s->d.plan_item.row[i];
        if (item->party_id == party && strcmp(item->kind, "interview") == 0 &&
            !plan_done(s, item->id, err))
            return false;
    }
    return true;
}

static bool heard(struct step *s, const struct party_row *party, struct instant at, struct err *err)
{
    bool about = strcmp(party->role, "complained_about") == 0;

    if (about && party->staff_id != 0)
        return disclosure_interviewed(s, party, at, err);
    if (!about && !instant_is_set(s->c.complainant_heard_at))
        s->c.complainant_heard_at = at;
    return true;
}

bool interview_add(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, const struct interview_form *form, struct err *err)
{
    const struct party_row *party;
    struct instant at;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) ||
        !step_part(&s, s.who.user, PART_INVESTIGATOR, err) ||
        !investigation_work_allowed(&s.d.facts, &s.who, err) ||
        !moment(&s, form->held_on, "held_on", &at, err))
        return false;
    party = party_find(&s.d, form->party);
    if (!party)
        return err_field(err, "person", N_("Choose who was heard."));
    if (!step_given(form->text))
        return err_field(err, "text", N_("Write what was said."));
    if (party->staff_id != 0 && !objectivity_interview_allowed(&s.d.facts, party->staff_id, err))
        return false;
    return step_event(&s, "interviewed", NULL, err) && heard(&s, party, at, err) &&
           statement_write(&s, party, at, form->text, err) && interviews_done(&s, party->id, err) &&
           case_involve(&s.h, &s.d, PART_INVESTIGATOR, err) && step_done(&s, err);
}
