/*
 * /desk/settings/procedure/edit: the text of the pack, changed here. First one sees what is wrong
 * with it, what differs from the one in force, and what its time limits would have done to past
 * complaints; only what was looked at can be published. [6.1-c]
 */
#include "base/buf.h"
#include "complaint/packs.h"
#include "db/packs_sql.h"
#include "designer/compare.h"
#include "designer/compare_page.h"
#include "designer/designer_view.h"
#include "designer/draft_text.h"
#include "designer/subjects.h"
#include "designer/trial.h"
#include "designer/trial_page.h"
#include "designer/versions.h"
#include "edge/edge.h"
#include "operation/step.h"
#include "people/named_teams_show.h"
#include "people/packs_flow.h"
#include "people/settings.h"

#include <inttypes.h>
#include <string.h>

enum { DAYS = 90, DAYS_MOST = 366 };

/* What is edited. */
struct editing {
    struct req *rq;
    const struct procedure *p;
    const struct pack_version *before; /* in force; NULL = none */
    struct pack_version after;
    struct pack_draft_row draft;
    bool kept; /* it is only shown again */
    bool same; /* the draft is this text, and tried on that many days */
    const char *yaml;
    int64_t days;
    struct field_errors errors;
    struct designer_edit page;
};

static void fault(struct editing *e)
{
    field_errors_add(e->rq, &e->errors, e->rq->err);
}

static bool show(struct editing *e)
{
    struct req *rq = e->rq;

    e->page.title = lang_text(rq->lang, N_("Change the procedure"));
    e->page.back = DESIGNER;
    e->page.yaml = e->yaml;
    e->page.errors = (struct rows){ e->errors.e, e->errors.n };
    e->page.folded = e->page.changes.n > 0 && e->page.problems.n == 0;
    return req_render_status(rq,
                             !e->kept && (e->errors.n > 0 || e->page.problems.n > 0) ? 422 : 200,
                             "desk/designer_edit.html", &designer_edit_record, &e->page);
}

static bool begin(struct req *rq, struct editing *e)
{
    struct draft_text d;

    *e = (struct editing){ .rq = rq };
    if (!draft_text(rq, &d))
        return false;
    e->p = d.p;
    e->before = d.before;
    e->draft = d.row;
    e->yaml = d.yaml;
    e->days = d.days;
    e->page.kept = d.kept;
    e->page.days = arena_printf(rq->a, "%" PRId64, e->days);
    return true;
}

/* -- looking at it -- */

/* Browsers end lines with two characters; a file has one. */
static const char *lines_of(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);

    for (; *text; text++)
        if (*text != '\r')
            buf_add(&b, text, 1);
    return buf_text(&b);
}

static bool sound(struct editing *e)
{
    struct pack_problems *problems = ARENA_NEW(e->rq->a, struct pack_problems);
    struct designer_line *lines;

    if (pack_read(e->rq->a, e->yaml, strlen(e->yaml), &e->after, problems))
        return true;
    lines = ARENA_ARRAY(e->rq->a, struct designer_line, problems->n);
    for (size_t i = 0; i < problems->n; i++)
        lines[i] =
            (struct designer_line){ .a = lang_number(e->rq->a, e->rq->lang, problems->item[i].line),
                                    .b = pack_problem_words(e->rq->a, e->rq->lang,
                                                            &problems->item[i]) };
    e->page.problems = (struct rows){ lines, problems->n };
    return false;
}

/* The text is kept and tried on the first complaints; the clerk goes on. */
static bool tried(struct editing *e)
{
    const struct act *act = edge_act(e->rq);

    return draft_save(act, e->yaml, e->days, e->draft.saved_at, &e->draft, e->rq->err) &&
           trial_go_on(act, e->p, &e->after, &e->draft, TRIAL_FIRST, e->rq->err);
}

static void trial_show(struct editing *e)
{
    if (!instant_is_set(e->draft.tried_at))
        return;
    e->page.simulated = trial_words(e->rq, &e->draft);
    e->page.trial = DESIGNER_TRIAL;
    e->page.going = !e->draft.done;
}

/* False only when the database failed. */
static bool looked(struct editing *e)
{
    struct pack_version_row row = { 0 };

    if (e->before && !sql_pack_version_text(e->rq->a, e->rq->db, e->before->id, &row, e->rq->err))
        return false;
    e->page.changes = compare_packs(e->rq->a, e->rq->lang, e->p, row.yaml, e->yaml);
    e->page.same = e->page.changes.n == 0;
    e->page.subjects = subjects_show(e->rq, e->p, e->before, &e->after);
    if (!named_teams_lines(e->rq, &e->after, DESIGNER "/edit", &e->page.teams))
        return false;
    if (e->kept && !instant_is_set(e->draft.tried_at))
        return true;
    e->page.seen = pack_digest(e->rq->a, e->yaml, strlen(e->yaml));
    if (!e->same && !tried(e))
        return false;
    trial_show(e);
    return true;
}

/* -- for good -- */

/* Nothing is stored that could not be taken afterwards. */
static bool publish(struct editing *e)
{
    const struct act *act = edge_act(e->rq);
    const char *reason = settings_sent(e->rq, "reason");
    struct err *err = e->rq->err;
    bool there;
    int64_t id;

    if (!step_given(reason))
        return err_field(err, "reason",
                         N_("Write the reason. It stands in the history of the settings."));
    if (!step_reason("reason", reason, err))
        return false;
    if (strcmp(settings_sent(e->rq, "seen"), pack_digest(e->rq->a, e->yaml, strlen(e->yaml))) != 0)
        return err_set(
            err, ERR_REFUSED,
            N_("This is not the text you looked at. See what it does, then publish it."));
    return pack_takeable(act, e->p, &e->after, err) &&
           pack_add(act, &e->after, e->yaml, strlen(e->yaml), &id, &there, err) &&
           pack_take(act, e->p, id, reason, err);
}

static bool told(enum err_kind kind)
{
    return kind == ERR_INVALID || kind == ERR_REFUSED || kind == ERR_CONFLICT;
}

/* What was kept is shown as it was looked at; what was changed in tables is still to be tried. */
static bool edit_get(struct req *rq)
{
    struct editing e;

    if (!begin(rq, &e))
        return false;
    if (!e.page.kept)
        return show(&e);
    e.kept = e.same = true;
    return (!sound(&e) || looked(&e)) && show(&e);
}

static bool read_form(struct editing *e)
{
    struct req *rq = e->rq;
    const char *kept = e->page.kept ? e->yaml : NULL;
    int64_t days = e->days;

    e->yaml = lines_of(rq->a, settings_sent(rq, "yaml"));
    e->page.kept = NULL;
    e->page.reason = settings_sent(rq, "reason");
    e->page.days = settings_sent(rq, "days");
    if (!settings_number(rq, "days", 1, DAYS_MOST, &e->days)) {
        fault(e);
        e->days = DAYS;
    }
    e->same =
        kept && strcmp(kept, e->yaml) == 0 && days == e->days && instant_is_set(e->draft.tried_at);
    return e->errors.n == 0;
}

static bool discard(struct req *rq)
{
    return draft_end(edge_act(rq), rq->err) && req_redirect(rq, DESIGNER "/edit");
}

static bool edit_post(struct req *rq)
{
    const char *what = settings_sent(rq, "do");
    struct editing e;
    bool ok;

    if (strcmp(what, "discard") == 0)
        return discard(rq);
    if (!begin(rq, &e))
        return false;
    ok = read_form(&e);
    if (!sound(&e)) /* kept all the same: nothing that was written is lost */
        return draft_save(edge_act(rq), e.yaml, e.days, e.draft.saved_at, &e.draft, rq->err) &&
               show(&e);
    if (ok && strcmp(what, "publish") == 0) {
        if (publish(&e))
            return draft_end(edge_act(rq), rq->err) && settings_saved(rq, DESIGNER);
        if (!told(rq->err->kind))
            return false;
        fault(&e);
    }
    return looked(&e) && show(&e);
}

const struct route designer_edit_routes[] = {
    { GET, DESIGNER "/edit", MAY_ADMINISTER, edit_get, 0 },
    { POST, DESIGNER "/edit", MAY_ADMINISTER, edit_post, 0 },
    { 0 },
};
