/* Filing, from top to bottom: is it a repeat, then one transaction. */
#include "operation/receipt/filing.h"

#include "base/buf.h"
#include "complaint/files.h"
#include "complaint/routing.h"
#include "complaint/search.h"
#include "complaint/significance.h"
#include "db/case_sql.h"
#include "db/dossier_sql.h"
#include "db/filing_sql.h"
#include "operation/assessment/significant.h"
#include "operation/receipt/filing_check.h"
#include "operation/receipt/own_flow.h"
#include "pack/pack.h"

#include <string.h>

struct filing_macs {
    unsigned char id[MAC_BYTES];
    unsigned char content[MAC_BYTES];
};

static struct bytes mac_bytes(const unsigned char mac[MAC_BYTES])
{
    return (struct bytes){ mac, MAC_BYTES };
}

static struct bytes text_bytes(const char *s)
{
    return (struct bytes){ (const unsigned char *)(s ? s : ""), s ? strlen(s) : 0 };
}

/* Which own field has which answer; with its length, as an answer may have lines of its own. */
static const char *own_content(struct arena *a, const struct filing *f)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < f->n_own; i++)
        buf_printf(&b, "%s=%zu=%s\n", f->own[i].name, strlen(f->own[i].value), f->own[i].value);
    return f->n_own > 0 ? buf_text(&b) : NULL;
}

static const char *codes_content(struct arena *a, const struct filing *f)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < f->n_problems; i++)
        buf_printf(&b, "%s\n", f->problems[i]);
    return f->n_problems > 0 ? buf_text(&b) : NULL;
}

/* The content is what people wrote, and what a system says about it: the same again is the
 * same filing, whatever language, team or file ids stand beside it. A time of receipt that is
 * left to us is not a part of it. */
static struct filing_macs filing_macs(const struct act *act, const struct filing *f)
{
    const struct vault *v = keyring_vault(act->keys);
    const struct filing_person *p = &f->complainant;
    char on[DATE_TEXT] = "", until[DATE_TEXT] = "", received[INSTANT_TEXT] = "";
    struct filing_macs m;

    date_text(f->happened_on, on);
    date_text(f->happened_until, until);
    if (instant_is_set(f->received_at))
        instant_text(f->received_at, received);
    struct bytes parts[] = {
        text_bytes(f->description),
        text_bytes(f->subject),
        text_bytes(f->product),
        text_bytes(f->product_reference),
        text_bytes(f->remedy_sought),
        text_bytes(on),
        text_bytes(until),
        text_bytes(f->happened_text),
        text_bytes(f->place),
        text_bytes(f->immediate_action),
        text_bytes(f->referred_by),
        text_bytes(f->recurrent),
        text_bytes(f->segment),
        text_bytes(codes_content(act->a, f)),
        text_bytes(f->problem_detail),
        text_bytes(f->linked_reference),
        text_bytes(f->authority),
        text_bytes(p->name),
        text_bytes(p->email),
        text_bytes(p->phone),
        text_bytes(p->address),
        text_bytes(p->postcode),
        text_bytes(p->country),
        text_bytes(p->fax),
        text_bytes(f->contact.name),
        text_bytes(f->contact.email),
        text_bytes(f->contact.phone),
        text_bytes(f->representative.name),
        text_bytes(f->representative.email),
        text_bytes(f->representative.phone),
        text_bytes(f->representative.address),
        text_bytes(f->type),
        text_bytes(f->channel),
        text_bytes(f->class_code),
        text_bytes(received),
        text_bytes(own_content(act->a, f)),
    };

    vault_mac(v, MAC_IDEMPOTENCY, parts, COUNT(parts), m.content);
    if (f->one_time)
        vault_mac_text(v, MAC_IDEMPOTENCY, f->one_time, m.id);
    else
        random_fill(m.id, sizeof m.id);
    return m;
}

/* The code comes from the stored hash of the one-time id, so that it can be
 * derived again but is not stored. */
static void filing_code(const struct act *act, struct bytes filing_mac, int64_t round,
                        char out[CODE_TEXT])
{
    code_derive(keyring_vault(act->keys), hex_text(act->a, filing_mac.s, filing_mac.n), round, out);
}

static void receipt_fill(const struct complaint_row *c, const unsigned char seal[HASH_BYTES],
                         const char code[CODE_TEXT], struct receipt *out)
{
    *out = (struct receipt){ .complaint = c->id,
                             .reference = c->reference,
                             .received_at = c->received_at,
                             .stage = c->stage,
                             .language = c->language };
    memcpy(out->seal, seal, HASH_BYTES);
    memcpy(out->code, code, CODE_TEXT);
}

/* The complaint itself says which one-time id filed it: whoever can write to the table of
 * one-time ids gets no receipt, and so no code, of somebody else's. */
static bool receipt_of(const struct act *act, const struct idempotency_row *row,
                       struct receipt *out, struct err *err)
{
    struct complaint_row c = { 0 };
    struct event_row e = { 0 };
    char code[CODE_TEXT];

    if (!complaint_by_id(act->a, act->db, row->complaint_id, &c, err) ||
        !sql_event_filing(act->a, act->db, c.id, &e, err))
        return false;
    if (c.filing_mac.n != MAC_BYTES || !vault_mac_same(c.filing_mac.s, row->mac.s))
        return err_internal(err, "the record of a one-time id names another complaint");
    if (e.hash.n != HASH_BYTES)
        return err_internal(err, "the filing event has no hash");
    filing_code(act, c.filing_mac, c.code_round, code);
    receipt_fill(&c, e.hash.s, code, out);
    out->repeated = true;
    return true;
}

/* An id of which only we know needs no record, except where the connection may break while it
 * commits, and the same attempt looks for what became of it. */
static bool one_time_kept(const struct act *act, const struct filing *f)
{
    return f->one_time || db_engine(act->db) == DB_PG;
}

/* Was this one-time id used before? `*found` says so, with its receipt in `out`. */
static bool filed_before(const struct act *act, const struct filing_macs *m, bool *found,
                         struct receipt *out, struct err *err)
{
    struct idempotency_row row = { 0 };
    struct err none = { 0 };

    *found = sql_idempotency(act->a, act->db, mac_bytes(m->id), &row, &none);
    if (!*found) {
        if (none.kind == ERR_NOT_FOUND)
            return true;
        *err = none;
        return false;
    }
    if (row.content_mac.n != MAC_BYTES || !vault_mac_same(row.content_mac.s, m->content))
        return err_field(err, "idempotency_key",
                         N_("This form was sent before with other words. Please open a new form."));
    return receipt_of(act, &row, out, err);
}

bool receipt_again(const struct act *act, const struct filing *f, struct receipt *out)
{
    struct filing_macs m = filing_macs(act, f);
    struct err none = { 0 };
    bool found = false;

    return f->one_time && filed_before(act, &m, &found, out, &none) && found;
}

static bool next_reference(const struct act *act, const struct procedure *p,
                           struct complaint_row *c, struct err *err)
{
    const char *name;

    c->year = zone_date(p->zone, c->received_at, NULL).year;
    name = arena_printf(act->a, "reference:%04" PRId64, c->year);
    if (!history_counter(act, name, &c->number, err))
        return false;
    c->reference = arena_printf(act->a, "%04" PRId64 "-%06" PRId64, c->year, c->number);
    return true;
}

static const char *filing_privacy(const struct filing *f)
{
    const struct filing_person *p = &f->complainant;

    if (f->privacy)
        return f->privacy;
    return p->name || p->email || p->phone || p->address ? "named" : "anonymous";
}

/* What another system says became of it. */
static void past_fill(const struct filing_past *past, struct complaint_row *c)
{
    c->source_system = past->source_system;
    c->external_reference = past->external_reference;
    c->severity = past->severity;
    c->safety = past->safety;
    c->priority = past->priority;
    if (!past->closed)
        return;
    c->stage = word_code(&stage_words, STAGE_CLOSED);
    c->closing = word_code(&closing_reason_words, CLOSING_IMPORTED);
    c->closed_at = past->closed_at;
    c->outcome = past->outcome;
    c->answer = past->answer;
}

/* `code` becomes what the complainant keeps; the row has its keyed hash. */
static bool complaint_fill(struct history *h, const struct procedure *p, const struct filing *f,
                           const struct filing_macs *m, struct complaint_row *c,
                           char code[CODE_TEXT], struct err *err)
{
    const struct act *act = h->act;
    unsigned char *mac = arena_alloc(act->a, MAC_BYTES);

    *c = (struct complaint_row){
        .id = h->complaint,
        .filing_mac = arena_bytes(act->a, m->id, MAC_BYTES),
        .type = f->type ? f->type : "complaint",
        .stage = f->acknowledged_by ? "acknowledged" : "received",
        .level = f->on_the_spot ? LEVEL_FRONT_LINE : LEVEL_HANDLING,
        .channel = f->channel,
        .received_at = instant_is_set(f->received_at) ? f->received_at : act->now,
        .entered_at = act->now,
        .entered_by = strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0,
        .scope = f->scope,
        .privacy = filing_privacy(f),
        .language = f->language,
        .team_id = f->team,
        .subject = secret_text(f->subject),
        .description = secret_text(f->description),
        .product = secret_text(f->product),
        .product_reference = secret_text(f->product_reference),
        .class = f->class_code,
        .pack_id = procedure_number(p, "pack", 0),
        .sought = f->sought          ? f->sought
                  : f->remedy_sought ? "something"
                                     : NULL,
        .remedy_sought = secret_text(f->remedy_sought),
        .happened_on = f->happened_on,
        .happened_until = f->happened_until,
        .happened_text = secret_text(f->happened_text),
        .place = secret_text(f->place),
        .recurrent = f->recurrent,
        .segment = f->segment,
        .immediate_action = secret_text(f->immediate_action),
        .referred_by = secret_text(f->referred_by),
        .updated_at = act->now,
        .signals = f->danger ? SIGNAL_SAFETY : 0,
        .safety_alerted_at = f->danger ? act->now : (struct instant){ 0 },
    };
    if (f->past)
        past_fill(f->past, c);
    if (c->received_at.us > act->now.us)
        return err_field(err, "received_at",
                         N_("A complaint cannot be received in the future. Check the date."));
    filing_code(act, c->filing_mac, 0, code);
    code_mac(keyring_vault(act->keys), code, mac);
    c->code_mac = (struct bytes){ mac, MAC_BYTES };
    return next_reference(act, p, c, err);
}

static bool link_fill(const struct act *act, const struct filing *f, struct complaint_row *c,
                      struct err *err)
{
    struct err none = { 0 };

    if (!f->linked_reference)
        return true;
    if (sql_complaint_id_by_reference(act->a, act->db, f->linked_reference, &c->linked_to_id,
                                      &none)) {
        c->link_kind = f->link_kind ? f->link_kind : "related";
        return true;
    }
    /* A reference we do not know is no reason to turn somebody away: it stays in
     * their own words. */
    c->linked_to_id = 0;
    return none.kind == ERR_NOT_FOUND || (*err = none, false);
}

static bool person_given(const struct filing_person *p)
{
    return p->name || p->address || p->email || p->phone || p->fax || p->needs || p->need_codes;
}

static const char *identity_words(struct arena *a, const struct filing_person *p)
{
    const char *parts[] = { p->name, p->email, p->phone, p->fax, p->address, p->postcode };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(parts); i++) {
        buf_str(&b, parts[i]);
        buf_char(&b, '\n');
    }
    return buf_text(&b);
}

static bool party_file(struct history *h, const struct filing_person *p, const char *role,
                       const char *authority, struct err *err)
{
    struct person_row person = {
        .kind = p->kind ? p->kind : "person",
        .name = secret_text(p->name),
        .address = secret_text(p->address),
        .postcode = secret_text(p->postcode),
        .country = p->country,
        .email = secret_text(p->email),
        .phone = secret_text(p->phone),
        .fax = secret_text(p->fax),
        .language = p->language,
        .channel = p->channel,
        .format = p->format,
        .needs = secret_text(p->needs),
        .need_codes = p->need_codes,
    };
    struct party_row party = { .complaint_id = h->complaint,
                               .role = role,
                               .authority = secret_text(authority) };

    if (!history_insert(h, &person_table, &person, err))
        return false;
    party.person_id = person.id;
    return history_insert(h, &party_table, &party, err) &&
           search_add(h->act, party.id, h->complaint, SEARCH_IDENTITY, identity_words(h->act->a, p),
                      err);
}

static bool parties_file(struct history *h, const struct filing *f, struct err *err)
{
    if (person_given(&f->complainant) && !party_file(h, &f->complainant, "complainant", NULL, err))
        return false;
    if (person_given(&f->representative) &&
        !party_file(h, &f->representative, "representative", f->authority, err))
        return false;
    return !person_given(&f->contact) || party_file(h, &f->contact, "contact", NULL, err);
}

static bool files_file(struct history *h, const struct filing *f, struct err *err)
{
    for (size_t i = 0; i < f->n_blobs; i++)
        if (!file_claim(h, f->blobs[i], f->blob_owner, "in", 0, NULL, err))
            return false;
    return true;
}

void filing_problem(const char *problems[FILING_PROBLEMS], size_t *n, const char *code)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(problems[i], code) == 0)
            return;
    if (*n < FILING_PROBLEMS)
        problems[(*n)++] = code;
}

static bool problems_file(struct history *h, const struct procedure *p, const struct filing *f,
                          struct err *err)
{
    for (size_t i = 0; i < f->n_problems; i++) {
        struct complaint_code_row code = { .complaint_id = h->complaint,
                                           .list = "problem",
                                           .code = f->problems[i] };
        if (!procedure_code(p, "problem", f->problems[i]))
            return err_field(err, "problem", N_("Choose one of the list."));
        /* With the last one: "other", where it is chosen. */
        if (i + 1 == f->n_problems)
            code.detail = secret_text(f->problem_detail);
        if (!history_insert(h, &complaint_code_table, &code, err))
            return false;
    }
    return true;
}

/* What the pack in force does not ask was asked by another one, while somebody took this one. */
static bool own_file(struct history *h, const struct procedure *p, struct dossier *d,
                     const struct filing *f, struct err *err)
{
    for (size_t i = 0; i < f->n_own; i++) {
        const struct pack_field *field = pack_field(d->pack, f->own[i].name);
        struct own_field_row row = { .complaint_id = h->complaint, .name = f->own[i].name };
        if (!field || !pack_concerns(d->pack, &field->classes, d->c.class))
            continue;
        if (!f->past &&
            !own_received_allowed(field, own_form_name(h->act->a, field), f->own[i].value,
                                  zone_date(p->zone, d->c.received_at, NULL), err))
            return false;
        own_put(field, f->own[i].value, &row);
        if (!history_insert(h, &own_field_table, &row, err) ||
            !own_words_add(h->act, field, &row, f->own[i].value, err) ||
            (!(f->past && f->past->closed) && own_happens(field, f->own[i].value) &&
             !case_clocks(h, p, d, field->event, h->act->now, err)))
            return false;
    }
    return true;
}

/* At once, on the page or in the API's answer; other ways are the desk's. [7.4-a] */
static bool acknowledgement_file(struct history *h, const struct procedure *p, struct dossier *d,
                                 const struct filing *f, struct err *err)
{
    struct acknowledgement_row row = { .complaint_id = h->complaint,
                                       .way = f->acknowledged_by,
                                       .at = instant_is_set(f->acknowledged_at) ? f->acknowledged_at
                                                                                : h->act->now,
                                       .delivery = "sent" };

    if (!f->acknowledged_by)
        return true;
    return history_insert(h, &acknowledgement_table, &row, err) &&
           case_clocks(h, p, d, "acknowledged", row.at, err);
}

/* What is significant from its first moment on: by its channel, its class, an answer. [5.4.1-b] */
static bool significance_file(struct history *h, const struct procedure *p, struct dossier *d,
                              const struct filing *f, struct complaint_row *c, struct err *err)
{
    struct case_facts facts = { .channel = word_value(&channel_words, f->channel) };
    const struct significance none = { 0 };
    const struct significance *limits = p->pack ? &p->pack->significance : &none;
    struct significant_now now = { .signals = significant_signals(&facts, limits),
                                   .alerting = limits->alerting,
                                   .f = &facts,
                                   .class = d->c.class,
                                   .values = f->own,
                                   .n = f->n_own };

    return f->past || f->on_the_spot || significance_review(h, p, d, c, &now, err);
}

static bool entries_file(struct history *h, const struct filing_past *past, struct err *err)
{
    for (size_t i = 0; past && i < past->n_entries; i++) {
        const struct filing_entry *e = &past->entry[i];
        struct entry_row row = { .complaint_id = h->complaint,
                                 .kind = e->kind,
                                 .direction = e->direction,
                                 .at = e->at,
                                 .author_kind = e->author_kind,
                                 .channel = e->channel,
                                 .language = e->language,
                                 .text = secret_text(e->text) };
        if (!case_entry(h, &row, err))
            return false;
    }
    return true;
}

/* A case that was closed elsewhere starts no clock here. */
static bool clocks_file(struct history *h, const struct procedure *p, struct dossier *d,
                        const struct filing *f, struct err *err)
{
    return (f->past && f->past->closed) || case_clocks(h, p, d, "received", d->c.received_at, err);
}

const char *filing_words(struct arena *a, const struct complaint_row *c)
{
    const char *parts[] = { c->reference,    c->subject.text,           c->description.text,
                            c->product.text, c->product_reference.text, c->remedy_sought.text,
                            c->place.text,   c->happened_text.text,     c->external_reference };
    struct buf b = buf_new(a);

    for (size_t i = 0; i < COUNT(parts); i++) {
        buf_str(&b, parts[i]);
        buf_char(&b, '\n');
    }
    return buf_text(&b);
}

/* The one-time id, with what is answered. Rows of one table in the order of their ids: each goes
 * behind the last. */
static bool mark_file(const struct act *act, const struct filing *f, const struct filing_macs *m,
                      const struct complaint_row *c, const char code[CODE_TEXT], struct err *err)
{
    const unsigned char none[HASH_BYTES] = { 0 };
    struct receipt r;

    if (!one_time_kept(act, f))
        return true;
    if (!f->answer)
        return sql_idempotency_insert(act->a, act->db, mac_bytes(m->id), mac_bytes(m->content),
                                      c->id, act->now, err);
    receipt_fill(c, none, code, &r);
    return sql_idempotency_answered(act->a, act->db, mac_bytes(m->id), mac_bytes(m->content), c->id,
                                    act->now, f->answer(f->answer_from, &r), err);
}

/* Where it goes without routes: where it was brought, to the team of its class, or where all go. */
static bool team_file(const struct act *act, const struct procedure *p,
                      const struct pack_version *v, struct complaint_row *c, bool *no_team,
                      struct err *err)
{
    *no_team = false;
    if (c->team_id == 0 && !routing_class(act, v, c->class, &c->team_id, no_team, err))
        return false;
    if (c->team_id == 0)
        c->team_id = procedure_number(p, "reception_team", 0);
    return true;
}

static bool filing_write(const struct act *act, const struct procedure *p, const struct filing *f,
                         const struct filing_macs *m, struct receipt *out, struct err *err)
{
    struct routed now = { .when = ROUTED_FILED, .unit = f->team };
    struct dossier d = { 0 };
    struct complaint_row c;
    struct history h;
    char code[CODE_TEXT];

    if (!history_begin(&h, act, COMPLAINT_NEW, f->past ? "imported" : "filed", NULL, err) ||
        !complaint_fill(&h, p, f, m, &c, code, err) || !link_fill(act, f, &c, err))
        return false;
    d.facts.conflicts = f->barred;
    d.facts.n_conflicts = f->n_barred;
    if (!procedure_pack(p, act->db, c.pack_id, &d.pack, err) ||
        !team_file(act, p, d.pack, &c, &now.no_team, err))
        return false;
    d.c = c;
    if ((!f->past && !f->on_the_spot && /* who solved it has it: nobody's turn */
         !routing_case(&h, p, &d, &now, &c, err)))
        return false;
    d.c = c;
    if (!mark_file(act, f, m, &c, code, err) ||
        !search_add(act, c.id, c.id, SEARCH_CONTENT, filing_words(act->a, &c), err) ||
        !parties_file(&h, f, err) || !files_file(&h, f, err) || !problems_file(&h, p, f, err) ||
        !entries_file(&h, f->past, err) || !clocks_file(&h, p, &d, f, err) ||
        !own_file(&h, p, &d, f, err) || !significance_file(&h, p, &d, f, &c, err) ||
        !acknowledgement_file(&h, p, &d, f, err) ||
        (f->danger && !outbox_add(&h, "alert", 0, err)) || !case_save(&h, p, &d, &c, err) ||
        !history_end(&h, err))
        return false;
    receipt_fill(&c, h.hash, code, out);
    return true;
}

static bool file_in(const struct act *act, const struct procedure *p, const struct filing *f,
                    const struct filing_macs *m, struct receipt *out, struct err *err)
{
    bool found = false;

    if (!filing_allowed(f, zone_date(p->zone, act->now, NULL), err) ||
        (f->one_time && !filed_before(act, m, &found, out, err)))
        return false;
    return found || filing_write(act, p, f, m, out, err);
}

bool receipt_file_in(const struct act *act, const struct procedure *p, const struct filing *f,
                     struct receipt *out, struct err *err)
{
    struct filing_macs m = filing_macs(act, f);

    return file_in(act, p, f, &m, out, err);
}

static bool filing_try(const struct act *act, const struct procedure *p, const struct filing *f,
                       const struct filing_macs *m, struct receipt *out, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, act->db, err) && file_in(act, p, f, m, out, err) &&
           (out->repeated || tx_commit(&tx, err));
}

/* Whether a failure may stand beside a complaint that is stored: another worker filed the
 * same at this moment, or the connection broke while the commit was on its way. */
static bool perhaps_filed(const struct err *err)
{
    return err->kind == ERR_CONFLICT ||
           (err->kind == ERR_BUSY && strcmp(err->detail, DB_COMMIT_UNKNOWN) == 0);
}

bool receipt_file(const struct act *act, const struct procedure *p, const struct filing *f,
                  struct receipt *out, struct err *err)
{
    struct err failed = { 0 }, look = { 0 };
    struct filing_macs m = filing_macs(act, f);
    bool found = false;

    if (filing_try(act, p, f, &m, out, &failed))
        return true;
    if (perhaps_filed(&failed) && filed_before(act, &m, &found, out, &look) && found)
        return true;
    /* The one-time id came with other words: that is the reason, not the conflict. */
    *err = look.kind == ERR_INVALID ? look : failed;
    return false;
}
