/* A dossier as an export shows it: every open member by its name. */
#include "export/export.h"

#include "base/buf.h"
#include "complaint/pack_version.h"

#include <string.h>

#define P(m) FIELD(struct export_person, m)
static const struct field person_fields[] = {
    P(kind),     P(name),    P(email),    P(phone),   P(fax),    P(address),
    P(postcode), P(country), P(language), P(channel), P(format), P(needs),
};
static const struct record person_record = RECORD(struct export_person, person_fields);

#define E(m) FIELD(struct export_entry, m)
static const struct field entry_fields[] = {
    E(kind), E(direction), E(at), E(author), E(channel), E(language), E(text),
};
static const struct record entry_record = RECORD(struct export_entry, entry_fields);

#define D(m) FIELD(struct export_decision, m)
static const struct field decision_fields[] = {
    D(level), D(outcome), D(reasons), D(decided_at), D(communicated_at), D(answer), D(answered_at),
};
static const struct record decision_record = RECORD(struct export_decision, decision_fields);

#define R(m) FIELD(struct export_remedy, m)
static const struct field remedy_fields[] = {
    R(kind),   R(state),   R(text),  R(amount), R(currency), R(due_on),    R(done_on),
    R(item),   R(number),  R(batch), R(reach),  R(topic),    R(attendees), R(valid_until),
    R(points), R(percent), R(cost),  R(fund),   R(over_why),
};
static const struct record remedy_record = RECORD(struct export_remedy, remedy_fields);

#define F(m) FIELD(struct export_file, m)
static const struct field file_fields[] = { F(name), F(type), F(size), F(sha256) };
static const struct record file_record = RECORD(struct export_file, file_fields);

static const struct field own_fields[] = { FIELD(struct export_own, name),
                                           FIELD(struct export_own, value) };
static const struct record own_record = RECORD(struct export_own, own_fields);

#define C(m) FIELD(struct export_case, m)
static const struct field case_fields[] = {
    C(reference),
    C(type),
    C(stage),
    C(level),
    C(channel),
    C(received_at),
    C(entered_at),
    C(updated_at),
    C(language),
    C(privacy),
    C(team),
    C(subject),
    C(description),
    C(product),
    C(product_reference),
    C(class),
    C(class_label),
    C(problems),
    C(sought),
    C(remedy_sought),
    C(happened_on),
    C(happened_until),
    C(happened_text),
    C(place),
    C(recurrent),
    C(segment),
    C(immediate_action),
    C(referred_by),
    C(severity),
    C(safety),
    C(priority),
    C(outcome),
    C(answer),
    C(decided_at),
    C(closing),
    C(closed_at),
    C(source_system),
    C(external_reference),
    FIELD_ONE(struct export_case, complainant, &person_record),
    FIELD_ONE(struct export_case, representative, &person_record),
    C(authority),
    FIELD_ROWS(struct export_case, entries, &entry_record),
    FIELD_ROWS(struct export_case, decisions, &decision_record),
    FIELD_ROWS(struct export_case, remedies, &remedy_record),
    FIELD_ROWS(struct export_case, files, &file_record),
    FIELD_ROWS(struct export_case, fields, &own_record),
    C(fields_text),
    C(pack),
};
const struct record export_case_record = RECORD(struct export_case, case_fields);

static const void *person_fill(struct arena *a, const struct person_row *p)
{
    struct export_person *out;

    if (!p)
        return NULL;
    out = ARENA_NEW(a, struct export_person);
    *out = (struct export_person){ .kind = p->kind,
                                   .name = p->name.text,
                                   .email = p->email.text,
                                   .phone = p->phone.text,
                                   .fax = p->fax.text,
                                   .address = p->address.text,
                                   .postcode = p->postcode.text,
                                   .country = p->country,
                                   .language = p->language,
                                   .channel = p->channel,
                                   .format = p->format,
                                   .needs = p->needs.text };
    return out;
}

static struct rows entries_fill(struct arena *a, const struct dossier *d)
{
    struct export_entry *out = ARENA_ARRAY(a, struct export_entry, d->entry.n);

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        out[i] = (struct export_entry){ .kind = e->kind,
                                        .direction = e->direction,
                                        .author = e->author_kind,
                                        .channel = e->channel,
                                        .language = e->language,
                                        .text = e->text.text,
                                        .at = e->at };
    }
    return (struct rows){ out, d->entry.n };
}

static struct rows decisions_fill(struct arena *a, const struct dossier *d)
{
    struct export_decision *out = ARENA_ARRAY(a, struct export_decision, d->decision.n);

    for (size_t i = 0; i < d->decision.n; i++) {
        const struct decision_row *r = &d->decision.row[i];
        out[i] = (struct export_decision){ .level = r->level,
                                           .outcome = r->outcome,
                                           .reasons = r->reasons.text,
                                           .answer = r->answer,
                                           .decided_at = r->decided_at,
                                           .communicated_at = r->communicated_at,
                                           .answered_at = r->answered_at };
    }
    return (struct rows){ out, d->decision.n };
}

static struct rows remedies_fill(struct arena *a, const struct dossier *d)
{
    struct export_remedy *out = ARENA_ARRAY(a, struct export_remedy, d->remedy.n);

    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *r = &d->remedy.row[i];
        out[i] = (struct export_remedy){ .kind = r->kind,
                                         .state = r->state,
                                         .text = r->text.text,
                                         .currency = r->currency,
                                         .amount = r->amount,
                                         .due_on = r->due_on,
                                         .done_on = r->done_on,
                                         .item = r->item.text,
                                         .number = r->number.text,
                                         .batch = r->batch.text,
                                         .reach = r->reach.text,
                                         .topic = r->topic.text,
                                         .attendees = r->attendees.text,
                                         .fund = r->fund,
                                         .over_why = r->over_why.text,
                                         .valid_until = r->valid_until,
                                         .points = r->points,
                                         .percent = r->percent,
                                         .cost = r->cost };
    }
    return (struct rows){ out, d->remedy.n };
}

static void own_fill(struct arena *a, const struct dossier *d, struct export_case *out)
{
    struct export_own *list = ARENA_ARRAY(a, struct export_own, d->own_field.n);
    struct buf b = buf_new(a);
    size_t n = 0;

    for (size_t i = 0; i < d->own_field.n; i++) {
        const char *name = d->own_field.row[i].name, *value = dossier_own(d, name);
        if (!value)
            continue;
        list[n++] = (struct export_own){ name, value };
        buf_printf(&b, "%s%s: %s", b.n > 0 ? "\n" : "", name, value);
    }
    out->fields = (struct rows){ list, n };
    out->fields_text = n > 0 ? buf_text(&b) : NULL;
    out->pack = d->pack ? arena_printf(a, "%s@%" PRId64, d->pack->name, d->pack->version) : NULL;
}

static struct rows files_fill(struct arena *a, const struct dossier *d)
{
    struct export_file *out = ARENA_ARRAY(a, struct export_file, d->file.n);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (!instant_is_set(f->removed_at))
            out[n++] = (struct export_file){ f->name.text, f->type, f->sha256.text, f->size };
    }
    return (struct rows){ out, n };
}

static const char *problems_joined(struct arena *a, const struct dossier *d)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < d->complaint_code.n; i++) {
        const struct complaint_code_row *c = &d->complaint_code.row[i];
        if (strcmp(c->list, "problem") != 0 || instant_is_set(c->ended_at))
            continue;
        if (b.n > 0)
            buf_char(&b, ' ');
        buf_str(&b, c->code);
    }
    return b.n > 0 ? buf_text(&b) : NULL;
}

static void people_fill(struct arena *a, const struct dossier *d, struct export_case *out)
{
    const struct party_row *acting = dossier_party(d, "representative");

    out->complainant = person_fill(a, dossier_person(d, "complainant"));
    out->representative = person_fill(a, dossier_person(d, "representative"));
    out->authority = acting ? acting->authority.text : NULL;
}

void export_fill(struct arena *a, const struct procedure *p, const struct dossier *d,
                 const char *team, struct export_case *out)
{
    const struct decision_row *decision = dossier_decision(d);
    const struct complaint_row *c = &d->c;

    *out = (struct export_case){
        .reference = c->reference,
        .type = c->type,
        .stage = c->stage,
        .level = c->level,
        .channel = c->channel,
        .received_at = c->received_at,
        .entered_at = c->entered_at,
        .updated_at = c->updated_at,
        .language = c->language,
        .privacy = c->privacy,
        .team = team,
        .subject = c->subject.text,
        .description = c->description.text,
        .product = c->product.text,
        .product_reference = c->product_reference.text,
        .class = c->class,
        .class_label = procedure_label(p, "class", c->class, &langs[0]),
        .problems = problems_joined(a, d),
        .sought = c->sought,
        .remedy_sought = c->remedy_sought.text,
        .happened_on = c->happened_on,
        .happened_until = c->happened_until,
        .happened_text = c->happened_text.text,
        .place = c->place.text,
        .recurrent = c->recurrent,
        .segment = c->segment,
        .immediate_action = c->immediate_action.text,
        .referred_by = c->referred_by.text,
        .severity = c->severity,
        .safety = c->safety,
        .priority = c->priority,
        .outcome = c->outcome,
        .answer = c->answer,
        .decided_at = decision ? decision->decided_at : (struct instant){ 0 },
        .closing = c->closing,
        .closed_at = c->closed_at,
        .source_system = c->source_system,
        .external_reference = c->external_reference,
        .entries = entries_fill(a, d),
        .decisions = decisions_fill(a, d),
        .remedies = remedies_fill(a, d),
        .files = files_fill(a, d),
    };
    people_fill(a, d, out);
    own_fill(a, d, out);
}
