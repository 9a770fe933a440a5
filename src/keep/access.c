/* Gathering a person's file: one dossier after the other, without what is of others. */
#include "keep/access.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "complaint/redaction.h"
#include "complaint/task.h"
#include "db/keep_sql.h"
#include "db/outside_sql.h"
#include "keep/keep.h"
#include "operation/receipt/matter_flow.h"
#include "outside/outside_share.h"
#include "outside/outsider.h"
#include "web/req.h"

#include <string.h>

#define F(x, m) FIELD(struct access_##x, m)
static const struct field person_fields[] = {
    F(person, kind),       F(person, name),    F(person, address), F(person, postcode),
    F(person, country),    F(person, email),   F(person, phone),   F(person, fax),
    F(person, language),   F(person, channel), F(person, format),  F(person, needs),
    F(person, need_codes),
};
static const struct record person_record = RECORD(struct access_person, person_fields);
static const struct field text_fields[] = {
    F(text, at),      F(text, kind),     F(text, direction),
    F(text, channel), F(text, language), F(text, text),
};
static const struct record text_record = RECORD(struct access_text, text_fields);
static const struct field file_fields[] = {
    F(file, at),     F(file, name),      F(file, title), F(file, type),
    F(file, sha256), F(file, direction), F(file, size),
};
static const struct record file_record = RECORD(struct access_file, file_fields);
static const struct field decision_fields[] = {
    F(decision, decided_at),    F(decision, communicated_at), F(decision, answered_at),
    F(decision, outcome),       F(decision, reasons),         F(decision, remedy),
    F(decision, not_satisfied), F(decision, inside),          F(decision, outside),
    F(decision, answer),        F(decision, answer_text),
};
static const struct record decision_record = RECORD(struct access_decision, decision_fields);
static const struct field remedy_fields[] = {
    F(remedy, kind),        F(remedy, state),  F(remedy, text),    F(remedy, currency),
    F(remedy, amount),      F(remedy, due_on), F(remedy, done_on), F(remedy, item),
    F(remedy, number),      F(remedy, batch),  F(remedy, reach),   F(remedy, topic),
    F(remedy, valid_until), F(remedy, points), F(remedy, percent),
};
static const struct record remedy_record = RECORD(struct access_remedy, remedy_fields);
static const struct field own_fields[] = { F(own, name), F(own, question), F(own, answer) };
static const struct record own_record = RECORD(struct access_own, own_fields);
static const struct field party_fields[] = { F(party, role) };
static const struct record party_record = RECORD(struct access_party, party_fields);
static const struct field read_fields[] = { F(read, at), F(read, what), F(read, by) };
static const struct record read_record = RECORD(struct access_read, read_fields);
static const struct field said_fields[] = { F(said, at), F(said, text) };
static const struct record said_record = RECORD(struct access_said, said_fields);
static const struct field outside_fields[] = {
    F(outside, at),
    F(outside, who),
    F(outside, shows),
    FIELD_ROWS(struct access_outside, answers, &said_record),
};
static const struct record outside_record = RECORD(struct access_outside, outside_fields);
static const struct field case_fields[] = {
    F(case, reference),
    F(case, type),
    F(case, class),
    F(case, stage),
    F(case, channel),
    F(case, language),
    F(case, received_at),
    F(case, received_was),
    F(case, receipt_corrected_at),
    F(case, closed_at),
    F(case, closing),
    F(case, outcome),
    F(case, subject),
    F(case, description),
    F(case, product),
    F(case, product_reference),
    F(case, place),
    F(case, happened_on),
    F(case, happened_until),
    F(case, happened_text),
    F(case, remedy_sought),
    F(case, privacy),
    F(case, sought),
    F(case, recurrent),
    F(case, problems),
    F(case, problem_detail),
    F(case, referred_by),
    F(case, external_reference),
    F(case, affected),
    F(case, answer),
    F(case, withdrawn_at),
    F(case, satisfied_at),
    F(case, satisfaction),
    F(case, satisfaction_fair),
    F(case, satisfaction_outcome),
    F(case, satisfaction_text),
    FIELD_ONE(struct access_case, complainant, &person_record),
    FIELD_ROWS(struct access_case, texts, &text_record),
    FIELD_ROWS(struct access_case, files, &file_record),
    FIELD_ROWS(struct access_case, decisions, &decision_record),
    FIELD_ROWS(struct access_case, remedies, &remedy_record),
    FIELD_ROWS(struct access_case, others, &party_record),
    FIELD_ROWS(struct access_case, reads, &read_record),
    FIELD_ROWS(struct access_case, fields, &own_record),
    FIELD_ROWS(struct access_case, outside, &outside_record),
};
static const struct record case_record = RECORD(struct access_case, case_fields);
static const struct field head_fields[] = {
    F(head, made_at),
    F(head, left_out),
    FIELD_ONE(struct access_head, person, &person_record),
};
static const struct record head_record = RECORD(struct access_head, head_fields);
static const struct field all_fields[] = {
    F(all, made_at),
    F(all, left_out),
    FIELD_ONE(struct access_all, person, &person_record),
    FIELD_ROWS(struct access_all, complaints, &case_record),
};
const struct record access_all_record = RECORD(struct access_all, all_fields);
#undef F

static struct access_person *person_of(struct arena *a, const struct person_row *p)
{
    struct access_person *out = ARENA_NEW(a, struct access_person);

    record_take(&person_record, out, &person_row_record, p);
    return out;
}

static bool given_out(const char *direction, bool internal)
{
    return internal || strcmp(direction, "internal") != 0;
}

static struct rows texts_of(struct arena *a, const struct dossier *d, bool internal)
{
    struct access_text *list = ARENA_ARRAY(a, struct access_text, d->entry.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (given_out(e->direction, internal))
            list[n++] = (struct access_text){ e->at,      e->kind,     e->direction,
                                              e->channel, e->language, e->text.text };
    }
    return (struct rows){ list, n };
}

static struct rows files_of(struct arena *a, const struct dossier *d, bool internal)
{
    struct access_file *list = ARENA_ARRAY(a, struct access_file, d->file.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (given_out(f->direction, internal) && !instant_is_set(f->removed_at))
            list[n++] = (struct access_file){ f->at,          f->name.text, f->title.text, f->type,
                                              f->sha256.text, f->direction, f->size };
    }
    return (struct rows){ list, n };
}

/* What was not told yet is no part of the file. */
static struct rows decisions_of(struct arena *a, const struct dossier *d)
{
    struct access_decision *list = ARENA_ARRAY(a, struct access_decision, d->decision.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->decision.n; i++) {
        const struct decision_row *x = &d->decision.row[i];
        if (!instant_is_set(x->communicated_at))
            continue;
        record_take(&decision_record, &list[n], &decision_row_record, x);
        list[n].remedy = x->letter_remedy.text;
        list[n].not_satisfied = x->letter_not_satisfied.text;
        list[n].inside = x->letter_inside.text;
        list[n++].outside = x->letter_outside.text;
    }
    return (struct rows){ list, n };
}

/* A remedy is told with the decision of its level, or by being carried out. */
static bool remedy_told(const struct dossier *d, const struct remedy_row *r)
{
    int state = word_value(&remedy_state_words, r->state);

    if (state == REMEDY_CARRIED_OUT || state == REMEDY_VERIFIED)
        return true;
    for (size_t i = 0; i < d->decision.n; i++)
        if (d->decision.row[i].level == r->level &&
            instant_is_set(d->decision.row[i].communicated_at))
            return true;
    return false;
}

static struct rows remedies_of(struct arena *a, const struct dossier *d)
{
    struct access_remedy *list = ARENA_ARRAY(a, struct access_remedy, d->remedy.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->remedy.n; i++) {
        const struct remedy_row *r = &d->remedy.row[i];
        if (remedy_told(d, r))
            record_take(&remedy_record, &list[n++], &remedy_row_record, r);
    }
    return (struct rows){ list, n };
}

static struct rows others_of(struct arena *a, const struct dossier *d)
{
    struct access_party *list = ARENA_ARRAY(a, struct access_party, d->party.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->party.n; i++)
        if (strcmp(d->party.row[i].role, "complainant") != 0)
            list[n++] = (struct access_party){ d->party.row[i].role };
    return (struct rows){ list, n };
}

static bool reads_of(const struct act *act, int64_t complaint, struct rows *out, struct err *err)
{
    const struct event_row *e;
    struct access_read *list;
    struct rows rows = { 0 };

    if (!sql_reads_of(act->a, act->db, complaint, &rows, err))
        return false;
    e = rows.row;
    list = ARENA_ARRAY(act->a, struct access_read, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        list[i] = (struct access_read){ e[i].at, e[i].kind, e[i].actor_kind };
    *out = (struct rows){ list, rows.n };
    return true;
}

/* What a link shows, as people call it; what was taken away since is not among it. */
static const char *shown_words(struct arena *a, const struct dossier *d, const char *shares)
{
    const struct lang *lang = lang_by_tag(d->c.language);
    struct rows shown = outside_shown(a, d, lang, shares);
    const struct outside_share *s = shown.row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < shown.n; i++)
        buf_printf(&b, "%s%s%s%s", i > 0 ? "; " : "", s[i].label, s[i].file ? ": " : "",
                   s[i].file ? s[i].text : "");
    if (outside_person(d, shares))
        buf_printf(&b, "%s%s", shown.n > 0 ? "; " : "", lang_text(lang, N_("Who complains")));
    return buf_text(&b);
}

/* A task may have had several links, the newest first; what was answered stands beside that. */
static bool link_first(const struct outside_link_row *link, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (link[i].task_id == link[at].task_id)
            return false;
    return true;
}

/* What they said by their link, or what was taken down for them. */
static struct rows answers_of(struct arena *a, const struct dossier *d, int64_t task)
{
    struct access_said *list = ARENA_ARRAY(a, struct access_said, d->entry.n);
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        if (e->about_id == task && strcmp(e->kind, TASK_ENTRY) == 0 &&
            strcmp(e->author_kind, "outside") == 0)
            list[n++] = (struct access_said){ e->at, e->text.text };
    }
    return (struct rows){ list, n };
}

/* Who outside was shown what, link by link: a person may know who got their data. */
static bool outside_of(const struct act *act, const struct dossier *d, struct rows *out,
                       struct err *err)
{
    struct access_outside *list;
    const struct outside_link_row *link;
    struct rows links = { 0 };

    if (!sql_outside_links_of_case(act->a, act->db, d->c.id, &links, err))
        return false;
    link = links.row;
    list = ARENA_ARRAY(act->a, struct access_outside, links.n + 1);
    for (size_t i = 0; i < links.n; i++) {
        const struct task_row *t = dossier_task(d, link[i].task_id);
        struct outsider_row who = { 0 };
        if (!t || !outsider_load(act, t->outsider_id, &who, err))
            return t ? false : err_internal(err, "a link without its task");
        list[i] = (struct access_outside){ link[i].made_at, who.name.text,
                                           shown_words(act->a, d, link[i].shares) };
        if (link_first(link, i))
            list[i].answers = answers_of(act->a, d, t->id);
    }
    *out = (struct rows){ list, links.n };
    return true;
}

/* What the procedure asked of the complainant or shows them; notes of staff as other notes. */
static struct rows own_of(struct arena *a, const struct dossier *d, bool internal)
{
    size_t most = d->pack ? d->pack->n_fields + d->pack->n_questions : 0, n = 0;
    struct access_own *list = ARENA_ARRAY(a, struct access_own, most);
    const struct lang *lang = lang_by_tag(d->c.language);

    for (size_t i = 0; i < most; i++) {
        const struct pack_field *f = pack_field_at(d->pack, i);
        const char *value = dossier_own_shown(a, d, f, lang ? lang->index : 0);
        if (value && (internal || f->shown_to_complainant))
            list[n++] = (struct access_own){ f->name, f->text.in[lang ? lang->index : 0], value };
    }
    return (struct rows){ list, n };
}

static bool case_gather(const struct act *act, const struct dossier *d, bool internal,
                        struct access_case *out, struct err *err)
{
    *out = (struct access_case){ 0 };
    record_take(&case_record, out, &complaint_row_record, &d->c);
    out->problems = matter_problems(act->a, d);
    out->problem_detail = matter_detail(d);
    out->texts = texts_of(act->a, d, internal);
    out->files = files_of(act->a, d, internal);
    out->decisions = decisions_of(act->a, d);
    if (out->decisions.n == 0)
        out->outcome = NULL;
    out->remedies = remedies_of(act->a, d);
    out->others = others_of(act->a, d);
    out->fields = own_of(act->a, d, internal);
    return reads_of(act, d->c.id, &out->reads, err) && outside_of(act, d, &out->outside, err);
}

static bool given_note(const struct act *act, int64_t complaint, struct err *err)
{
    struct history h;

    return history_begin(&h, act, complaint, "access_given", NULL, err) && history_end(&h, err);
}

bool access_scope(const struct act *act, const struct procedure *p, int64_t complaint, bool person,
                  struct rows *ids, struct err *err)
{
    struct int_value *one = ARENA_NEW(act->a, struct int_value);
    const struct person_row *who;
    struct dossier d;

    one->value = complaint;
    *ids = (struct rows){ one, 1 };
    if (!person)
        return true;
    if (!dossier_load_id(act, p, complaint, &d, err))
        return false;
    who = dossier_person(&d, "complainant");
    return !who || sql_complaints_of_person(act->a, act->db, who->id, ids, err);
}

bool access_begin(const struct act *act, const struct procedure *p, int64_t complaint,
                  const struct rows *ids, struct access *out, struct err *err)
{
    const struct int_value *id = ids->row;
    const struct person_row *who;
    struct dossier d;
    AUTO_TX tx = { 0 };

    *out = (struct access){ .head = { .made_at = act->now }, .ids = *ids };
    if (!tx_begin(&tx, act->db, err) || !dossier_load_id(act, p, complaint, &d, err))
        return false;
    if (instant_is_set(d.c.erased_at))
        return err_set(err, ERR_REFUSED, N_("This complaint was erased. Only its facts are kept."));
    who = dossier_person(&d, "complainant");
    if (who) {
        out->head.person = person_of(act->a, who);
        out->person = who->id;
    }
    for (size_t i = 0; i < ids->n; i++)
        if (!given_note(act, id[i].value, err))
            return false;
    return tx_commit(&tx, err);
}

/* As they were recorded in this case, where that is another record than the one in the head: the
 * dossier shows the one that stands for all. */
static bool recorded_here(const struct act *act, const struct access *x, const struct dossier *d,
                          struct access_case *out, struct err *err)
{
    struct person_row row = { 0 };
    struct rows rows = { &row, 1 };

    for (size_t i = 0; i < d->party.n; i++) {
        const struct party_row *party = &d->party.row[i];
        if (strcmp(party->role, "complainant") != 0 || instant_is_set(party->ended_at) ||
            party->person_id == x->person)
            continue;
        if (!person_by_id(act->a, act->db, party->person_id, &row, err) ||
            !rows_open(act->a, act->keys, &person_table, &rows, err))
            return false;
        out->complainant = person_of(act->a, &row);
    }
    return true;
}

bool access_next(struct access *x, const struct act *act, const struct procedure *p,
                 struct access_case *out, struct err *err)
{
    bool internal = strcmp(procedure_text(p, "access_internal", ""), "yes") == 0;
    int64_t id = ((const struct int_value *)x->ids.row)[x->at].value;
    struct dossier d;
    AUTO_TX tx = { 0 };

    if ((!db_in_tx(act->db) && !tx_begin_read(&tx, act->db, err)) ||
        !dossier_load_id(act, p, id, &d, err))
        return false;
    redaction_show_all(act->a, p, x->lang ? x->lang : p->lang, &d);
    if (!case_gather(act, &d, internal, out, err) || !recorded_here(act, x, &d, out, err))
        return false;
    x->at++;
    return true;
}

/* The head without its last bracket, and then the list. */
static void head_write(struct buf *b, const struct access_head *head)
{
    json_write(b, &head_record, head);
    b->n--;
    buf_str(b, ",\"complaints\":[");
}

bool access_json(struct access *x, bool *begun, const struct act *act, const struct procedure *p,
                 const char **piece, struct err *err)
{
    struct buf b = buf_new(act->a);
    struct access_case one;

    *piece = "";
    if (*begun && x->at >= x->ids.n) /* behind the end */
        return true;
    if (!*begun)
        head_write(&b, &x->head);
    if (x->at < x->ids.n) {
        if (x->at > 0)
            buf_char(&b, ',');
        if (!access_next(x, act, p, &one, err))
            return false;
        json_write(&b, &case_record, &one);
    }
    *begun = true;
    if (x->at >= x->ids.n)
        buf_str(&b, "]}\n");
    *piece = buf_text(&b);
    return true;
}
