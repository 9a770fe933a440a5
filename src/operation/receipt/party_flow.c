/* Adding somebody to a case, or correcting what is known of them. */
#include "operation/receipt/party_flow.h"

#include "base/buf.h"
#include "complaint/search.h"
#include "operation/receipt/filing_check.h"
#include "operation/step.h"

#include <string.h>

static const struct field party_form_fields[] = {
    FIELD(struct party_form, role),
    FIELD(struct party_form, staff),
    FIELD(struct party_form, kind),
    FIELD(struct party_form, name),
    FIELD(struct party_form, email),
    FIELD(struct party_form, phone),
    FIELD(struct party_form, address, .max = 1000, .lines = true),
    FIELD(struct party_form, postcode),
    FIELD(struct party_form, country),
    FIELD(struct party_form, fax),
    FIELD(struct party_form, language),
    FIELD(struct party_form, channel),
    FIELD(struct party_form, need_codes),
    FIELD(struct party_form, authority),
    FIELD(struct party_form, ended),
    FIELD(struct party_form, reason),
};
const struct record party_form_record = RECORD(struct party_form, party_form_fields);

static bool is_role(const char *role)
{
    static const char *const roles[] = { "complainant", "customer", "representative", "contact",
                                         "complained_about" };

    for (size_t i = 0; role && i < COUNT(roles); i++)
        if (strcmp(roles[i], role) == 0)
            return true;
    return false;
}

/* What stood there before came from elsewhere, and is not for who corrects something else. */
static bool mail_allowed(const struct party_form *f, const char *before, struct err *err)
{
    return !step_given(f->email) || (before && strcmp(before, f->email) == 0) ||
           filing_mail_allowed("email", f->email, err);
}

static bool add_allowed(const struct dossier *d, const struct party_form *f, struct err *err)
{
    if (!is_role(f->role))
        return err_field(err, "role", N_("Choose what this person is in the complaint."));
    if (strcmp(f->role, "complainant") == 0 && dossier_party(d, "complainant"))
        return err_field(err, "role",
                         N_("The complainant is there already; correct what is known of them."));
    if (f->staff != 0 && strcmp(f->role, "complained_about") != 0)
        return err_field(err, "staff", N_("Only somebody complained about is chosen from us."));
    if (f->staff == 0 && !step_given(f->name) && !step_given(f->email) && !step_given(f->phone))
        return err_field(err, "name", N_("Write a name, or how to reach this person."));
    if (strcmp(f->role, "representative") == 0 && !step_given(f->authority))
        return err_field(err, "authority", N_("Write what allows this person to act."));
    for (size_t i = 0; f->staff != 0 && i < d->party.n; i++)
        if (d->party.row[i].staff_id == f->staff && !instant_is_set(d->party.row[i].ended_at))
            return err_field(err, "staff", N_("This person is complained about here already."));
    return mail_allowed(f, NULL, err);
}

static void text_lay(struct secret *s, const char *text)
{
    if (text)
        step_text(s, text);
}

static void person_lay(struct person_row *person, const struct party_form *f)
{
    if (f->kind)
        person->kind = f->kind;
    text_lay(&person->name, f->name);
    text_lay(&person->email, f->email);
    text_lay(&person->phone, f->phone);
    text_lay(&person->address, f->address);
    text_lay(&person->postcode, f->postcode);
    text_lay(&person->fax, f->fax);
    if (f->country)
        person->country = step_given(f->country) ? f->country : NULL;
    if (step_given(f->language))
        person->language = f->language;
    if (step_given(f->channel))
        person->channel = f->channel;
    if (f->need_codes)
        person->need_codes = *f->need_codes ? f->need_codes : NULL;
}

/* One of us is known by name. */
static bool staff_lay(struct step *s, const struct party_form *f, struct person_row *person,
                      struct err *err)
{
    struct staff_row staff = { 0 };

    if (f->staff == 0 || step_given(f->name))
        return true;
    if (!staff_by_id(s->act->a, s->act->db, f->staff, &staff, err) ||
        !row_open(s->act->a, s->act->keys, &staff_table, &staff, err))
        return false;
    step_text(&person->name, staff.name.text);
    return true;
}

/* Only what is new is added: words that were once right still find the case. */
static bool words_add(struct step *s, int64_t id, const struct party_form *f, struct err *err)
{
    const char *parts[] = { f->name, f->email, f->phone, f->fax, f->address, f->postcode };
    struct buf b = buf_new(s->act->a);

    for (size_t i = 0; i < COUNT(parts); i++) {
        buf_str(&b, parts[i]);
        buf_char(&b, '\n');
    }
    return search_add(s->act, id, s->d.c.id, SEARCH_IDENTITY, buf_text(&b), err);
}

/* Who is complained about owns and investigates it no longer. [4.7-a] */
static void parts_end(struct step *s, int64_t staff)
{
    if (staff != 0 && s->c.owner_id == staff)
        s->c.owner_id = 0;
    if (staff != 0 && s->c.investigator_id == staff)
        s->c.investigator_id = 0;
}

bool party_add(const struct act *act, const struct procedure *p, int64_t complaint, int64_t version,
               const struct party_form *form, int64_t *id, struct err *err)
{
    struct person_row person = { .kind = "person" };
    struct party_row party = { .complaint_id = complaint,
                               .role = form->role,
                               .staff_id = form->staff,
                               .authority = secret_text(form->authority) };
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err) || !add_allowed(&s.d, form, err) ||
        !step_event(&s, "party_added", NULL, err))
        return false;
    person_lay(&person, form);
    if (!staff_lay(&s, form, &person, err) || !history_insert(&s.h, &person_table, &person, err))
        return false;
    party.person_id = person.id;
    parts_end(&s, form->staff);
    if (strcmp(form->role, "complainant") == 0 && strcmp(s.c.privacy, "anonymous") == 0)
        s.c.privacy = "named";
    if (!history_insert(&s.h, &party_table, &party, err) || !words_add(&s, party.id, form, err))
        return false;
    if (id)
        *id = party.id;
    return step_done(&s, err);
}

static bool party_at(const struct dossier *d, int64_t id, size_t *out)
{
    for (*out = 0; *out < d->party.n; (*out)++)
        if (d->party.row[*out].id == id && !instant_is_set(d->party.row[*out].ended_at))
            return true;
    return false;
}

/* A correction leaves somebody: what is wrong altogether is ended. */
static bool somebody_left(const struct party_row *before, const struct party_row *party,
                          const struct person_row *person, struct err *err)
{
    if (party->staff_id == 0 && !person->name.text && !person->email.text && !person->phone.text &&
        !person->address.text)
        return err_field(err, "name", N_("Write a name, or how to reach this person."));
    return !before->authority.text || party->authority.text ||
           err_field(err, "authority", N_("Write what allows this person to act."));
}

static bool correct_allowed(const struct party_row *party, const struct person_row *person,
                            const struct party_form *f, struct err *err)
{
    if (!step_given(f->reason))
        return err_field(err, "reason", N_("Write why it is corrected."));
    if (f->ended && strcmp(party->role, "complainant") == 0)
        return err_field(err, "ended", N_("A complaint keeps its complainant."));
    return mail_allowed(f, person->email.text, err);
}

bool party_correct(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t version, int64_t id, const struct party_form *form, struct err *err)
{
    struct party_row party;
    struct person_row person;
    AUTO_STEP s = { 0 };
    size_t at;

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!party_at(&s.d, id, &at))
        return err_set(err, ERR_NOT_FOUND, N_("This person is no longer of this complaint."));
    party = s.d.party.row[at];
    person = s.d.person[at];
    if (!correct_allowed(&party, &person, form, err))
        return false;
    person_lay(&person, form);
    text_lay(&party.authority, form->authority);
    if ((!form->ended && !somebody_left(&s.d.party.row[at], &party, &person, err)) ||
        !step_event(&s, "party_corrected", form->reason, err))
        return false;
    if (form->ended)
        party.ended_at = act->now;
    return history_update(&s.h, &person_table, &s.d.person[at], &person, err) &&
           history_update(&s.h, &party_table, &s.d.party.row[at], &party, err) &&
           words_add(&s, history_id(&s.h), form, err) && step_done(&s, err);
}
