/* The investigation on one page: plan, findings, causes, and links to its acts. 7.6 */
#include "operation/investigation/investigation_page.h"

#include "desk/act_sent.h"
#include "operation/investigation/investigation.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/investigation/take_up_flow.h"

#include <stdlib.h>
#include <string.h>

/* The name of a field that belongs to a row: "finding-4711". */
static const char *named(const struct act_page *page, const char *what, int64_t id)
{
    return arena_printf(page->rq->a, "%s-%" PRId64, what, id);
}

static struct rows finding_choices(struct act_page *page)
{
    return act_words(page, &finding_words, NULL)->choices;
}

/* -- what is shown -- */

static struct act_row plan_row(struct act_page *page, const struct plan_item_row *item)
{
    const struct lang *l = page->rq->lang;
    bool question = strcmp(item->kind, "question") == 0;
    struct act_row row = { .id = item->id, .text = item->text.text };

    row.detail = question                              ? lang_text(l, N_("Question"))
                 : strcmp(item->kind, "evidence") == 0 ? lang_text(l, N_("Evidence to get"))
                                                       : lang_text(l, N_("Somebody to hear"));
    if (instant_is_set(item->done_at)) {
        row.done = true;
        row.state = lang_text(l, N_("Done"));
        return row;
    }
    row.answer =
        act_answer_row(page, named(page, "done", item->id), NULL, (struct rows){ NULL, 0 });
    row.why = act_answer_row(page, named(page, "left", item->id), item->waived_why.text,
                             (struct rows){ NULL, 0 });
    return row;
}

static struct rows plan_rows(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->plan_item.n + 1);

    for (size_t i = 0; i < d->plan_item.n; i++)
        list[i] = plan_row(page, &d->plan_item.row[i]);
    return (struct rows){ list, d->plan_item.n };
}

static struct rows allegation_rows(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->allegation.n + 1);

    for (size_t i = 0; i < d->allegation.n; i++) {
        const struct allegation_row *r = &d->allegation.row[i];
        list[i] = (struct act_row){
            .id = r->id,
            .text = r->text.text,
            .answer = act_answer_row(page, named(page, "finding", r->id), r->finding,
                                     finding_choices(page)),
            .why = act_answer_row(page, named(page, "why", r->id), r->finding_why.text,
                                  (struct rows){ NULL, 0 }),
        };
    }
    return (struct rows){ list, d->allegation.n };
}

static struct rows cause_rows(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->cause.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->cause.n; i++) {
        const struct cause_row *r = &d->cause.row[i];
        if (instant_is_set(r->ended_at))
            continue;
        list[n++] = (struct act_row){ .id = r->id,
                                      .text = act_code(page, "cause", r->code),
                                      .detail = r->analysis.text,
                                      .answer = act_answer_row(page, named(page, "none", r->id),
                                                               NULL, (struct rows){ NULL, 0 }) };
    }
    return (struct rows){ list, n };
}

static const char *source_of(struct act_page *page, const struct evidence_row *r)
{
    return strcmp(r->kind, "interview") == 0 ? act_role(page, r->source.text) : r->source.text;
}

/* Interviews and the rest apart. [7.6-d] */
static struct rows evidence_rows(struct act_page *page, bool interviews)
{
    struct arena *a = page->rq->a;
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(a, struct act_row, d->evidence.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->evidence.n; i++) {
        const struct evidence_row *r = &d->evidence.row[i];
        if ((strcmp(r->kind, "interview") == 0) != interviews)
            continue;
        list[n++] = (struct act_row){
            .text = arena_printf(a, "%s · %s", act_code(page, "evidence_kind", r->kind),
                                 source_of(page, r) ? source_of(page, r) : ""),
            .detail = arena_printf(
                a, "%s%s%s%s%s", act_when_who(page, r->obtained_at, r->obtained_by),
                r->text.text ? "\n" : "", r->text.text ? r->text.text : "",
                r->sha256.text ? "\nSHA-256 " : "", r->sha256.text ? r->sha256.text : ""),
            .href = r->file_id ? arena_printf(a, "/files/%" PRId64, r->file_id) : NULL,
        };
    }
    return (struct rows){ list, n };
}

static const char *disclosure_state(const struct act_page *page, const struct disclosure_row *r)
{
    const struct lang *l = page->rq->lang;

    if (r->hearing_waived.text)
        return lang_text(l, N_("Not heard"));
    if (instant_is_set(r->interviewed_at))
        return lang_text(l, N_("Heard"));
    return instant_is_set(r->read_at) ? lang_text(l, N_("Read")) : lang_text(l, N_("Not read yet"));
}

static struct rows disclosure_rows(struct act_page *page)
{
    const struct dossier *d = &page->d;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, d->disclosure.n + 1);

    for (size_t i = 0; i < d->disclosure.n; i++) {
        const struct disclosure_row *r = &d->disclosure.row[i];
        const char *said = r->hearing_waived.text ? r->hearing_waived.text : r->statement.text;
        list[i] = (struct act_row){
            .text = act_name(page->rq, r->staff_id),
            .detail = arena_printf(page->rq->a, "%s%s%s", r->text.text ? r->text.text : "",
                                   said ? "\n→ " : "", said ? said : ""),
            .state = disclosure_state(page, r),
            .done = instant_is_set(r->interviewed_at),
        };
    }
    return (struct rows){ list, d->disclosure.n };
}

struct values {
    const char *cause_none, *not_heard;
    int64_t investigator;
};
static const struct field values_fields[] = {
    FIELD(struct values, cause_none),
    FIELD(struct values, not_heard),
    FIELD(struct values, investigator),
};
static const struct record values_record = RECORD(struct values, values_fields);

static bool investigation_show(struct act_page *page)
{
    const struct complaint_row *c = &page->d.c;
    struct values values = { c->root_cause_none.text, c->hearing_waived.text, c->investigator_id };
    struct act_investigate view = {
        .plan = plan_rows(page),
        .to_hear = act_parties(page, false),
        .root_cause = act_codes(page, "cause"),
        .causes = cause_rows(page),
        .evidence = evidence_rows(page, false),
        .interviews = evidence_rows(page, true),
        .allegations = allegation_rows(page),
        .disclosures = disclosure_rows(page),
    };
    struct missing lacks = { 0 };
    const struct answer *people;

    if (!act_people(page, &people) ||
        !act_depth(page, word_value(&severity_words, c->severity), &view.depth))
        return false;
    view.investigator = people;
    if (page->d.facts.stage == STAGE_INVESTIGATING)
        investigation_lacks(page->p, &page->d, &lacks);
    act_missing(page, &lacks);
    return act_show(page, "desk/act/investigate.html", &act_investigate_record, &view,
                    &values_record, &values);
}

/* Before it begins: how deep it will have to be, and one button. */
static bool begin_show(struct act_page *page)
{
    const struct lang *l = page->rq->lang;
    struct act_reason view = {
        .head = &page->head,
        .title = lang_text(l, N_("Begin the investigation")),
        .submit = page->d.c.owner_id ? lang_text(l, N_("Begin"))
                                     : lang_text(l, N_("Take it up and begin")),
    };

    return act_depth(page, word_value(&severity_words, page->d.c.severity), &view.what) &&
           act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool show(struct act_page *page)
{
    return page->d.facts.stage == STAGE_ASSESSED ? begin_show(page) : investigation_show(page);
}

static bool investigate_get(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_INVESTIGATE, "investigate", &page))
        return false;
    if (page.d.facts.stage < STAGE_ASSESSED)
        return err_set(rq->err, ERR_REFUSED, N_("Assess the complaint first."));
    return show(&page);
}

/* -- what was sent -- */

static void plan_push(struct investigation_form *f, struct plan_form *list, struct plan_form item)
{
    list[f->n_plan++] = item;
}

static void plan_sent(const struct act_page *page, struct investigation_form *f)
{
    static const struct {
        const char *field, *kind;
    } more[] = { { "questions", "question" }, { "to_get", "evidence" } };
    const struct dossier *d = &page->d;
    size_t n, room = d->plan_item.n + d->party.n + page->rq->form->n;
    struct plan_form *list;
    const char **lines[2];
    size_t n_lines[2];

    for (size_t i = 0; i < 2; i++) {
        lines[i] = sent_lines(page, more[i].field, &n_lines[i]);
        room += n_lines[i];
    }
    list = ARENA_ARRAY(page->rq->a, struct plan_form, room);
    f->plan = list;
    for (size_t i = 0; i < d->plan_item.n; i++) {
        int64_t id = d->plan_item.row[i].id;
        plan_push(f, list,
                  (struct plan_form){ .id = id,
                                      .done = sent_tick(page, named(page, "done", id)),
                                      .waived_why = act_text(page, named(page, "left", id)) });
    }
    for (size_t i = 0; i < 2; i++)
        for (n = 0; n < n_lines[i]; n++)
            plan_push(f, list, (struct plan_form){ .kind = more[i].kind, .text = lines[i][n] });
}

/* Who is to be heard: the parties that were ticked, unless they are planned already. */
static void hearings_sent(struct act_page *page, struct investigation_form *f)
{
    const struct answer *parties = act_parties(page, false);
    const struct choice *choice = parties->choices.row;
    struct plan_form *list = (struct plan_form *)(uintptr_t)f->plan;

    for (size_t i = 0; i < parties->choices.n; i++) {
        int64_t id = strtoll(choice[i].value, NULL, 10);
        bool ticked = false;
        for (size_t k = 0; k < form_count(page->rq->form, "to_hear"); k++)
            ticked |= strcmp(form_nth(page->rq->form, "to_hear", k), choice[i].value) == 0;
        for (size_t k = 0; k < page->d.plan_item.n; k++)
            ticked &= page->d.plan_item.row[k].party_id != id;
        if (ticked)
            plan_push(
                f, list,
                (struct plan_form){ .kind = "interview", .text = choice[i].label, .party = id });
    }
}

static void allegations_sent(const struct act_page *page, struct investigation_form *f)
{
    const struct dossier *d = &page->d;
    size_t n;
    const char **lines = sent_lines(page, "points", &n);
    struct allegation_form *list =
        ARENA_ARRAY(page->rq->a, struct allegation_form, d->allegation.n + n + 1);

    for (size_t i = 0; i < d->allegation.n; i++) {
        int64_t id = d->allegation.row[i].id;
        list[f->n_allegations++] =
            (struct allegation_form){ .id = id,
                                      .finding = sent_text(page, named(page, "finding", id)),
                                      .finding_why = act_text(page, named(page, "why", id)) };
    }
    for (size_t i = 0; i < n; i++)
        list[f->n_allegations++] = (struct allegation_form){ .text = lines[i] };
    f->allegations = list;
}

static void causes_sent(const struct act_page *page, struct investigation_form *f)
{
    const struct dossier *d = &page->d;
    struct cause_form *list = ARENA_ARRAY(page->rq->a, struct cause_form, d->cause.n + 1);
    struct cause_form more = { .code = sent_text(page, "root_cause"),
                               .analysis = sent_text(page, "cause_note") };

    for (size_t i = 0; i < d->cause.n; i++)
        if (sent_tick(page, named(page, "none", d->cause.row[i].id)))
            list[f->n_causes++] = (struct cause_form){ .id = d->cause.row[i].id, .ended = true };
    if (more.code || more.analysis)
        list[f->n_causes++] = more;
    f->causes = list;
}

static bool investigation_send(struct act_page *page)
{
    struct investigation_form f = { .cause_none = act_text(page, "cause_none"),
                                    .hearing_waived = act_text(page, "not_heard"),
                                    .investigator = sent_id(page, "investigator") };

    plan_sent(page, &f);
    hearings_sent(page, &f);
    allegations_sent(page, &f);
    causes_sent(page, &f);
    return investigation_write(page->act, page->p, page->d.c.id, page->version, &f,
                               sent_tick(page, "end"), page->rq->err);
}

static bool begin(struct act_page *page)
{
    struct err *err = page->rq->err;
    int64_t id = page->d.c.id, version = page->version;

    if (page->d.c.owner_id == 0) {
        if (!case_take_up(page->act, page->p, id, version, err))
            return false;
        version = 0;
    }
    return investigation_begin(page->act, page->p, id, version, err);
}

/* Writing goes on where it was; what ended or began says so on the case. */
static bool investigate_done(struct act_page *page, bool begun)
{
    if (sent_tick(page, "end"))
        return act_done(page, "investigated");
    return req_redirect(page->rq, "%s%s", page->head.action, begun ? "" : "?done=saved");
}

static bool investigate_post(struct req *rq)
{
    static const char *const fields[] = {
        "plan",     "questions", "findings", "points",     "allegations",      "points",
        "evidence", "to_get",    "cause",    "root_cause", "hear_complainant", "not_heard",
        NULL,
    };
    struct act_page page;
    bool begins;

    if (!act_open(rq, MAY_INVESTIGATE, "investigate", &page))
        return false;
    begins = page.d.facts.stage == STAGE_ASSESSED;
    if (begins ? begin(&page) : investigation_send(&page))
        return investigate_done(&page, begins);
    sent_field(&page, fields);
    return act_again(&page) && show(&page);
}

/* -- taking up -- */

static bool take_show(struct act_page *page)
{
    const struct lang *l = page->rq->lang;
    struct act_reason view = {
        .head = &page->head,
        .title = lang_text(l, N_("Take up the complaint")),
        .what = lang_text(l, N_("You answer for it until somebody else takes over.")),
        .submit = lang_text(l, N_("Take it up")),
    };

    return act_render(page, "desk/act/reason.html", &act_reason_record, &view);
}

static bool take_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_INVESTIGATE, "take-up", &page) && take_show(&page);
}

static bool take_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_INVESTIGATE, "take-up", &page))
        return false;
    if (case_take_up(page.act, page.p, page.d.c.id, page.version, rq->err))
        return act_done(&page, "taken_up");
    return act_again(&page) && take_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route investigation_routes[] = {
    { GET, CASE "take-up", MAY_INVESTIGATE, take_get, 0 },
    { POST, CASE "take-up", MAY_INVESTIGATE, take_post, 0 },
    { GET, CASE "investigate", MAY_INVESTIGATE, investigate_get, 0 },
    { POST, CASE "investigate", MAY_INVESTIGATE, investigate_post, 0 },
    { 0 },
};
