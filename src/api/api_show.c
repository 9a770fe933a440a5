/* A case as the API answers it, for staff and keys or for its complainant. */
#include "api/api.h"
#include "api/api_own.h"

#include "complaint/files.h"
#include "complaint/tie.h"
#include "db/tie_sql.h"
#include "edge/names.h"
#include "edge/reach.h"
#include "edge/why.h"
#include "operation/receipt/matter_flow.h"
#include "portal/notice_text.h"
#include "portal/promises.h"
#include "redact/redact.h"

#include <string.h>

static const char *id_text(struct arena *a, int64_t id)
{
    return arena_printf(a, "%" PRId64, id);
}

static void show_person(struct arena *a, const struct dossier *d, struct api_complaint *out)
{
    const struct person_row *p = dossier_person(d, "complainant");
    struct api_person *person;

    if (!p)
        return;
    person = ARENA_NEW(a, struct api_person);
    *person = (struct api_person){ .name = p->name.text,
                                   .email = p->email.text,
                                   .phone = p->phone.text,
                                   .address = p->address.text,
                                   .language = p->language };
    out->complainant = person;
}

/* Why that date, as the case's page tells it. */
static bool clock_why(struct req *rq, const struct procedure *p, const struct dossier *d,
                      const struct clock_row *clock, const struct rows *pauses, bool staff,
                      struct rows *out)
{
    struct api_sum_line *why;
    const struct why_words *words;
    struct rows lines;

    if (!edge_clock_why(rq, p, d, clock, pauses, staff, &lines))
        return false;
    words = lines.row;
    why = ARENA_ARRAY(rq->a, struct api_sum_line, lines.n);
    for (size_t i = 0; i < lines.n; i++)
        why[i] = (struct api_sum_line){ words[i].code, words[i].text };
    *out = (struct rows){ why, lines.n };
    return true;
}

/* Complainants read what is promised to them: no clock of ours, and nothing that runs on when they
 * took the complaint back. */
static bool clock_told(struct req *rq, const struct dossier *d, const struct clock_row *clock)
{
    bool runs = strcmp(clock->state, "running") == 0 || strcmp(clock->state, "paused") == 0;

    return promise_label(rq->a, d->pack, clock->name, rq->lang) &&
           !(runs && instant_is_set(d->c.withdrawn_at));
}

static bool show_clocks(struct req *rq, const struct dossier *d, bool staff,
                        struct api_complaint *out)
{
    struct api_clock *list = ARENA_ARRAY(rq->a, struct api_clock, d->clock.n + 1);
    const struct procedure *p;
    struct rows pauses;
    size_t n = 0;

    if (!edge_procedure(rq, &p) || !clock_pause_of(rq->a, rq->db, d->c.id, &pauses, rq->err))
        return false;
    for (size_t i = 0; i < d->clock.n; i++) {
        const struct clock_row *clock = &d->clock.row[i];
        if (!staff && !clock_told(rq, d, clock))
            continue;
        list[n] = (struct api_clock){ .name = clock->name,
                                      .state = clock->state,
                                      .due_at = clock->due_at,
                                      .delay_told_at = clock->delay_told_at,
                                      .expected_on = clock->expected_on,
                                      .promise = notice_promise(d->pack, clock->name, rq->lang) };
        if (!clock_why(rq, p, d, clock, &pauses, staff, &list[n++].why))
            return false;
    }
    out->clocks = (struct rows){ list, n };
    return true;
}

static void show_entries(struct arena *a, const struct dossier *d, struct api_complaint *out)
{
    struct api_entry *list = ARENA_ARRAY(a, struct api_entry, d->entry.n + 1);

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        list[i] = (struct api_entry){ .id = id_text(a, e->id),
                                      .delivery = e->delivery,
                                      .kind = e->kind,
                                      .direction = e->direction,
                                      .at = e->at,
                                      .author = e->author_kind,
                                      .channel = e->channel,
                                      .language = e->language,
                                      .text = e->text.text };
    }
    out->entries = (struct rows){ list, d->entry.n };
}

struct api_file api_file_show(struct arena *a, const struct file_row *f, enum api_view view)
{
    return (struct api_file){ .id = id_text(a, f->id),
                              .name = f->name.text,
                              .size = f->size,
                              .type = f->type,
                              .sha256 = f->sha256.text,
                              .withheld = f->withheld,
                              .stripped = file_stripped(f->type) &&
                                          !(view == API_COMPLAINANT && redact_own_file(f)) };
}

static void show_files(struct arena *a, const struct dossier *d, enum api_view view,
                       struct api_complaint *out)
{
    struct api_file *list = ARENA_ARRAY(a, struct api_file, d->file.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++)
        if (!instant_is_set(d->file.row[i].removed_at))
            list[n++] = api_file_show(a, &d->file.row[i], view);
    out->files = (struct rows){ list, n };
}

/* Whoever may not see who somebody is sees nothing that tells it. */
static bool person_open(const struct person_row *p)
{
    return p->name.text || p->email.text || p->phone.text || p->address.text;
}

static void show_parties(struct arena *a, const struct dossier *d, struct api_complaint *out)
{
    struct api_party *list = ARENA_ARRAY(a, struct api_party, d->party.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->party.n; i++) {
        const struct party_row *party = &d->party.row[i];
        const struct person_row *p = &d->person[i];
        if (!instant_is_set(party->ended_at))
            list[n++] =
                (struct api_party){ .id = party->id,
                                    .role = party->role,
                                    .name = p->name.text,
                                    .email = p->email.text,
                                    .phone = p->phone.text,
                                    .address = p->address.text,
                                    .postcode = p->postcode.text,
                                    .country = person_open(p) ? p->country : NULL,
                                    .fax = p->fax.text,
                                    .language = p->language,
                                    .authority = person_open(p) ? party->authority.text : NULL };
    }
    out->parties = (struct rows){ list, n };
}

static void show_allegations(struct arena *a, const struct dossier *d, struct api_complaint *out)
{
    struct api_allegation *list = ARENA_ARRAY(a, struct api_allegation, d->allegation.n + 1);

    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *r = &d->allegation.row[i];
        list[i] = (struct api_allegation){ r->id, r->text.text, r->finding, r->response.text };
    }
    out->allegations = (struct rows){ list, d->allegation.n };
}

static bool show_remedies(struct req *rq, const struct dossier *d, struct api_complaint *out)
{
    struct api_remedy *list = ARENA_ARRAY(rq->a, struct api_remedy, d->remedy.n + 1);

    for (size_t i = 0; i < d->remedy.n; i++) {
        record_take(&api_remedy_record, &list[i], &remedy_row_record, &d->remedy.row[i]);
        if (!api_staff_name(rq, d->remedy.row[i].approved_by, &list[i].approved_by))
            return false;
    }
    out->remedies = (struct rows){ list, d->remedy.n };
    return true;
}

static void show_plan(struct arena *a, const struct dossier *d, struct api_complaint *out)
{
    struct api_plan_item *list = ARENA_ARRAY(a, struct api_plan_item, d->plan_item.n + 1);
    struct api_found_cause *causes = ARENA_ARRAY(a, struct api_found_cause, d->cause.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->plan_item.n; i++) {
        const struct plan_item_row *r = &d->plan_item.row[i];
        list[i] = (struct api_plan_item){ .id = r->id,
                                          .kind = r->kind,
                                          .text = r->text.text,
                                          .due_on = r->due_on,
                                          .done_at = r->done_at,
                                          .waived_why = r->waived_why.text };
    }
    for (size_t i = 0; i < d->cause.n; i++)
        if (!instant_is_set(d->cause.row[i].ended_at))
            causes[n++] = (struct api_found_cause){ d->cause.row[i].id, d->cause.row[i].code,
                                                    d->cause.row[i].analysis.text };
    out->plan = (struct rows){ list, d->plan_item.n };
    out->causes = (struct rows){ causes, n };
}

bool api_staff_name(struct req *rq, int64_t id, const char **out)
{
    return edge_staff_name(rq, id, out);
}

static bool show_conflicts(struct req *rq, const struct dossier *d, struct api_complaint *out)
{
    struct api_known_conflict *list =
        ARENA_ARRAY(rq->a, struct api_known_conflict, d->conflict.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->conflict.n; i++) {
        const struct conflict_row *r = &d->conflict.row[i];
        if (instant_is_set(r->ended_at))
            continue;
        list[n] = (struct api_known_conflict){ .id = r->id, .kind = r->kind, .at = r->at };
        if (!api_staff_name(rq, r->staff_id, &list[n++].person))
            return false;
    }
    out->conflicts = (struct rows){ list, n };
    return true;
}

static bool show_names(struct req *rq, const struct dossier *d, struct api_complaint *out)
{
    return edge_team_name(rq, d->c.team_id, &out->team) &&
           api_staff_name(rq, d->c.owner_id, &out->owner);
}

/* Earlier cases that whoever asks may read. */
static bool show_repeats(struct req *rq, const struct dossier *d, struct api_complaint *out)
{
    struct api_repeat *list = ARENA_ARRAY(rq->a, struct api_repeat, d->case_tie.n + 1);
    struct joined_case other;
    struct reach reach;
    size_t n = 0;

    if (tie_repeats(d) == 0)
        return true;
    if (!edge_reach(rq, MAY_READ, &reach))
        return false;
    for (size_t i = 0; i < d->case_tie.n; i++) {
        const struct case_tie_row *t = &d->case_tie.row[i];
        if (!tie_again(t))
            continue;
        if (!sql_reference_of(rq->a, rq->db, t->other_id, &other, rq->err))
            return false;
        if (reach_case(&reach, other.team_id, t->other_id))
            list[n++] = (struct api_repeat){ other.reference, t->at, t->by_id == 0 };
    }
    out->repeats = (struct rows){ list, n };
    return true;
}

/* What was assessed is for staff; the outcome is the complainant's once it was told. */
static void hide_from_complainant(const struct dossier *d, struct api_complaint *out)
{
    out->severity = out->priority = out->owner = NULL;
    if (!instant_is_set(d->facts.communicated))
        out->outcome = NULL;
}

bool api_show(struct req *rq, const struct dossier *d, enum api_view view,
              struct api_complaint *out)
{
    const struct complaint_row *c = &d->c;

    *out = (struct api_complaint){ .reference = c->reference,
                                   .type = c->type,
                                   .stage = c->stage,
                                   .channel = c->channel,
                                   .class = c->class,
                                   .subject = c->subject.text,
                                   .description = c->description.text,
                                   .product = c->product.text,
                                   .product_reference = c->product_reference.text,
                                   .remedy_sought = c->remedy_sought.text,
                                   .happened_on = c->happened_on,
                                   .happened_until = c->happened_until,
                                   .happened_text = c->happened_text.text,
                                   .place = c->place.text,
                                   .recurrent = c->recurrent,
                                   .received_at = c->received_at,
                                   .updated_at = c->updated_at,
                                   .closed_at = c->closed_at,
                                   .severity = c->severity,
                                   .priority = c->priority,
                                   .outcome = c->outcome,
                                   .closing = c->closing };
    show_person(rq->a, d, out);
    show_entries(rq->a, d, out);
    show_files(rq->a, d, view, out);
    out->fields = api_own_show(rq, d, view == API_COMPLAINANT);
    if (!show_clocks(rq, d, view == API_STAFF, out) || !show_names(rq, d, out))
        return false;
    if (view == API_COMPLAINANT) {
        hide_from_complainant(d, out);
        return true;
    }
    show_parties(rq->a, d, out);
    show_allegations(rq->a, d, out);
    if (!show_remedies(rq, d, out))
        return false;
    show_plan(rq->a, d, out);
    out->waiting = c->waiting;
    out->problems = matter_problems(rq->a, d);
    out->problem_detail = matter_detail(d);
    out->segment = c->segment;
    out->referred_by = c->referred_by.text;
    out->immediate_action = c->immediate_action.text;
    out->set_aside = c->set_aside;
    return show_repeats(rq, d, out) && show_conflicts(rq, d, out);
}

bool api_complaint_get(struct req *rq)
{
    struct dossier d;
    enum api_view view;
    struct api_complaint out;

    if (!api_case(rq, MAY_READ, true, &d, &view) ||
        (view == API_STAFF && !edge_read_identity(rq, &d)) || !api_show(rq, &d, view, &out))
        return false;
    req_add_header(rq, "ETag", arena_printf(rq->a, "\"%" PRId64 "\"", d.c.version));
    return req_json(rq, 200, &api_complaint_record, &out);
}
