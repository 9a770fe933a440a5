/* The forms of evidence and of interviews. 7.6 */
#include "operation/investigation/evidence_page.h"

#include "desk/act_sent.h"
#include "edge/uploads.h"
#include "operation/investigation/disclosure_flow.h"
#include "operation/investigation/evidence_flow.h"
#include "operation/investigation/investigation_flow.h"

#include <string.h>

/* -- evidence -- */

static const struct answer *plan_choices(struct act_page *page)
{
    struct arena *a = page->rq->a;
    const struct dossier *d = &page->d;
    struct choice *list = ARENA_ARRAY(a, struct choice, d->plan_item.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < d->plan_item.n; i++)
        if (strcmp(d->plan_item.row[i].kind, "evidence") == 0)
            list[n++] =
                (struct choice){ .value = arena_printf(a, "%" PRId64, d->plan_item.row[i].id),
                                 .label = desk_excerpt(a, d->plan_item.row[i].text.text, 80) };
    return answer_choices(a, list, n);
}

static const struct answer *point_choices(struct act_page *page)
{
    struct arena *a = page->rq->a;
    const struct dossier *d = &page->d;
    struct choice *list = ARENA_ARRAY(a, struct choice, d->allegation.n + 1);

    for (size_t i = 0; i < d->allegation.n; i++)
        list[i] = (struct choice){ .value = arena_printf(a, "%" PRId64, d->allegation.row[i].id),
                                   .label = desk_excerpt(a, d->allegation.row[i].text.text, 80) };
    return answer_choices(a, list, d->allegation.n);
}

static bool evidence_show(struct act_page *page, const char *owner)
{
    struct act_evidence view = {
        .files_max = EVIDENCE_FILES,
        .file_bytes = file_limits.file_bytes,
        .kind = act_codes(page, "evidence_kind"),
        .plan_item = plan_choices(page),
        .allegation = point_choices(page),
    };
    struct rows staged = { 0 };
    struct act_row *held;

    if (owner && !staged_list(page->act, owner, &staged, page->rq->err))
        return false;
    held = ARENA_ARRAY(page->rq->a, struct act_row, staged.n + 1);
    for (size_t i = 0; i < staged.n; i++)
        held[i].text = ((const struct staged_file *)staged.row)[i].name;
    view.held = (struct rows){ held, staged.n };
    view.staged = staged.n > 0 ? owner : NULL;
    return act_show(page, "desk/act/evidence.html", &act_evidence_record, &view, NULL, NULL);
}

static bool evidence_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_INVESTIGATE, "evidence", &page) && evidence_show(&page, NULL);
}

static bool evidence_send(struct act_page *page, const char *owner)
{
    struct evidence_form form = { .kind = sent_text(page, "kind"),
                                  .source = sent_text(page, "source"),
                                  .text = sent_text(page, "text"),
                                  .plan_item = sent_id(page, "plan_item"),
                                  .allegation = sent_id(page, "allegation"),
                                  .blob_owner = owner };
    struct rows staged = { 0 };
    bool large = false;

    if (!uploads_adopt(page->rq, "files", owner, &large, &page->errors) ||
        !sent_day(page, "got_on", &form.got_on) || page->errors.n > 0 ||
        !staged_list(page->act, owner, &staged, page->rq->err))
        return false;
    for (size_t i = 0; i < staged.n && i < EVIDENCE_FILES; i++)
        form.blobs[form.n_blobs++] = ((const struct staged_file *)staged.row)[i].id;
    return evidence_add(page->act, page->p, page->d.c.id, page->version, &form, NULL,
                        page->rq->err);
}

static bool back_to_it(struct act_page *page)
{
    return req_redirect(page->rq, "%s/investigate", page->head.path);
}

static bool evidence_post(struct req *rq)
{
    struct act_page page;
    const char *owner;

    if (!act_open(rq, MAY_INVESTIGATE, "evidence", &page))
        return false;
    owner = act_staged(&page);
    if (evidence_send(&page, owner))
        return back_to_it(&page);
    return act_again(&page) && evidence_show(&page, owner);
}

/* -- interviews -- */

static bool interview_show(struct act_page *page)
{
    struct act_interview view = { .person = act_parties(page, false) };

    for (size_t i = 0; i < page->d.facts.n_conflicts; i++) {
        const struct case_conflict *c = &page->d.facts.conflicts[i];
        view.disclosure_due |=
            c->kind == CONFLICT_COMPLAINED_ABOUT && !instant_is_set(c->disclosed);
    }
    return act_show(page, "desk/act/interview.html", &act_interview_record, &view, NULL, NULL);
}

static bool interview_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_INVESTIGATE, "interview", &page) && interview_show(&page);
}

/* Somebody of ours has a disclosure to say it on; the other side is the complainant's. */
static bool waive(struct act_page *page, int64_t party, const char *why)
{
    struct investigation_form form = { .hearing_waived = why };

    for (size_t i = 0; i < page->d.party.n; i++)
        if (page->d.party.row[i].id == party && page->d.party.row[i].staff_id != 0)
            return disclosure_waive(page->act, page->p, page->d.c.id, page->version, party, why,
                                    page->rq->err);
    return investigation_write(page->act, page->p, page->d.c.id, page->version, &form, false,
                               page->rq->err);
}

static bool interview_send(struct act_page *page)
{
    struct interview_form form = { .party = sent_id(page, "person"),
                                   .text = sent_text(page, "text") };
    const char *why = sent_text(page, "waived_why");

    if (!sent_day(page, "held_on", &form.held_on))
        return false;
    if (!form.party)
        return err_field(page->rq->err, "person", N_("Choose who was heard."));
    if (why && !form.text)
        return waive(page, form.party, why);
    return interview_add(page->act, page->p, page->d.c.id, page->version, &form, page->rq->err);
}

static bool interview_post(struct req *rq)
{
    struct act_page page;

    if (!act_open(rq, MAY_INVESTIGATE, "interview", &page))
        return false;
    if (interview_send(&page))
        return back_to_it(&page);
    return act_again(&page) && interview_show(&page);
}

#define CASE "/desk/complaints/{reference}/"
const struct route evidence_routes[] = {
    { GET, CASE "evidence", MAY_INVESTIGATE, evidence_get, 0 },
    { POST, CASE "evidence", MAY_INVESTIGATE, evidence_post, ROUTE_UPLOAD },
    { GET, CASE "interview", MAY_INVESTIGATE, interview_get, 0 },
    { POST, CASE "interview", MAY_INVESTIGATE, interview_post, 0 },
    { 0 },
};
