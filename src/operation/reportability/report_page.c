/* The records of reportability of a case on one page, a section for each jurisdiction, with what
 * can be done about each. [REG-S1] [REG-S2] */
#include "operation/reportability/report_page.h"

#include "complaint/own_table.h"
#include "complaint/report.h"
#include "desk/act_page.h"
#include "edge/names.h"
#include "edge/own.h"
#include "edge/own_rows.h"
#include "operation/reportability/report_flow.h"

#include <string.h>

static const char *field_name(struct act_page *page, const struct pack_regime *g, const char *what)
{
    return arena_printf(page->rq->a, "%s-%s", g->code, what);
}

/* What was typed in the section that was sent. */
static const char *typed(struct act_page *page, const struct pack_regime *g, const char *what)
{
    return page->rq->method == POST ? form_text(page->rq->form, field_name(page, g, what)) : NULL;
}

static struct question question(struct act_page *page, const struct pack_regime *g,
                                const char *what, const char *label, const char *stored)
{
    const char *now = typed(page, g, what), *name = field_name(page, g, what);

    return (struct question){ .name = name,
                              .value = now ? now : stored,
                              .label = lang_text(page->rq->lang, label),
                              .error = field_error(&page->errors, name),
                              .required = true };
}

static struct rows questions_show(struct act_page *page, const struct pack_regime *g,
                                  const struct reportability_row *row)
{
    const struct pack_field *f = g->questions;
    struct question *list = ARENA_ARRAY(page->rq->a, struct question, f->n_columns);
    struct req *rq = page->rq;
    struct own_cells t;

    if (!own_cells_read(rq->a, f, row->answers.text, &t))
        t = (struct own_cells){ 0 };
    for (size_t i = 0; i < f->n_columns; i++) {
        const char *name = own_cell_name(rq->a, g->code, 0, f->column[i].name);
        const char *now = rq->method == POST ? form_text(rq->form, name) : NULL;
        list[i] = own_question(rq, &f->column[i], name,
                               now       ? now
                               : t.n > 0 ? t.cell[i]
                                         : NULL,
                               &page->errors);
    }
    return (struct rows){ list, f->n_columns };
}

static struct rows decisions(struct act_page *page, const char *chosen)
{
    const struct words *w = &report_decision_words;
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, (size_t)w->n);

    for (int i = 1; i < w->n; i++)
        list[i - 1] = (struct choice){ .value = word_code(w, i),
                                       .label = lang_text(page->rq->lang, word_label(w, i)),
                                       .chosen = chosen && strcmp(chosen, word_code(w, i)) == 0 };
    return (struct rows){ list, (size_t)w->n - 1 };
}

static struct rows decide_show(struct act_page *page, const struct pack_regime *g,
                               const struct reportability_row *row)
{
    struct question *list = ARENA_ARRAY(page->rq->a, struct question, 2);

    list[0] = question(page, g, "decision", N_("Decision"), row->decision);
    list[0].one_of = true;
    list[0].choices = decisions(page, list[0].value);
    list[1] = question(page, g, "reasons", N_("Reasons"), row->reasons.text);
    list[1].area = true;
    list[1].hint = lang_text(
        page->rq->lang, N_("\"Need not be reported\" counts once a second person confirmed it."));
    return (struct rows){ list, 2 };
}

static struct rows filed_show(struct act_page *page, const struct pack_regime *g)
{
    struct question *list = ARENA_ARRAY(page->rq->a, struct question, 2);

    list[0] = question(page, g, "filed_on", N_("Reported on"), NULL);
    list[0].day = true;
    list[1] = question(page, g, "number", N_("Number that the authority gave it"), NULL);
    list[1].line = true;
    return (struct rows){ list, 2 };
}

static struct rows second_show(struct act_page *page, const struct pack_regime *g)
{
    struct question *list = ARENA_ARRAY(page->rq->a, struct question, 1);

    list[0] = question(page, g, "second", N_("Why you do not agree"), NULL);
    list[0].line = true;
    list[0].required = false;
    return (struct rows){ list, 1 };
}

static const char *state_words(const struct reportability_row *r)
{
    if (instant_is_set(r->filed_at))
        return N_("Reported");
    if (report_decision(r) == REPORT_UNDECIDED)
        return N_("Not decided yet");
    if (report_decision(r) == REPORT_NEEDED)
        return N_("To be reported");
    return report_awaits_second(r) ? N_("Not reportable, a second person has to confirm it")
                                   : N_("Not reportable, confirmed by a second person");
}

/* "V2" and "R" are said in words, so that nobody relies on them unseen. */
static const char *mark_words(const struct pack_source *s)
{
    if (!s || strcmp(s->mark, "V") == 0)
        return NULL;
    return strcmp(s->mark, "R") == 0 ? N_("Recalled, not verified: check it before you rely on it.")
                                     : N_("By a second hand only: check it before you rely on it.");
}

static bool who_line(struct act_page *page, struct sheet_line *list, size_t *n, const char *label,
                     int64_t who, struct instant at)
{
    struct req *rq = page->rq;
    const char *name = NULL;

    if (!instant_is_set(at))
        return true;
    if (!edge_staff_name(rq, who, &name))
        return false;
    list[(*n)++] = (struct sheet_line){
        .label = lang_text(rq->lang, label),
        .value =
            arena_printf(rq->a, "%s · %s",
                         lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_LONG, rq->today),
                         name ? name : lang_text(rq->lang, N_("Somebody of the staff"))),
    };
    return true;
}

static bool lines_show(struct act_page *page, const struct pack_regime *g,
                       const struct reportability_row *row, struct report_view *view)
{
    const struct pack_source *source = pack_source(page->d.pack, g->source);
    struct sheet_line *list = ARENA_ARRAY(page->rq->a, struct sheet_line, 8);
    const struct lang *lang = page->rq->lang;
    size_t n = 0;

    list[n++] = (struct sheet_line){ .label = lang_text(lang, N_("The law sets")),
                                     .value = g->limit.in[lang->index] };
    list[n++] = (struct sheet_line){ .label = lang_text(lang, N_("Source")),
                                     .value = source ? source->text.in[lang->index] : NULL };
    if (!who_line(page, list, &n, N_("Decided"), row->decided_by, row->decided_at) ||
        !who_line(page, list, &n, N_("Confirmed by a second person"), row->confirmed_by,
                  row->confirmed_at) ||
        !who_line(page, list, &n, N_("Reported"), row->filed_by, row->filed_at))
        return false;
    if (row->decision)
        list[n++] = (struct sheet_line){ .label = lang_text(lang, N_("Reasons")),
                                         .value = row->reasons.text };
    if (row->number.text)
        list[n++] =
            (struct sheet_line){ .label = lang_text(lang, N_("Number that the authority gave it")),
                                 .value = row->number.text };
    view->lines = (struct rows){ list, n };
    return true;
}

static bool record_show(struct act_page *page, const struct pack_regime *g,
                        const struct reportability_row *row, struct report_view *view)
{
    const struct pack_source *source = pack_source(page->d.pack, g->source);
    const char *mark = mark_words(source);
    bool filed = instant_is_set(row->filed_at);
    bool second = report_awaits_second(row);

    *view = (struct report_view){ .code = g->code,
                                  .title = g->text.in[page->rq->lang->index],
                                  .state = lang_text(page->rq->lang, state_words(row)),
                                  .settled = report_settled(row),
                                  .mark = mark ? lang_text(page->rq->lang, mark) : NULL };
    if (!filed && !second) {
        view->questions = questions_show(page, g, row);
        view->decide = decide_show(page, g, row);
    }
    if (second && row->decided_by != page->rq->user->id)
        view->second = second_show(page, g);
    view->own_decision = second && row->decided_by == page->rq->user->id;
    if (!filed && report_decision(row) == REPORT_NEEDED)
        view->filed = filed_show(page, g);
    return lines_show(page, g, row, view);
}

static bool report_show(struct act_page *page)
{
    struct report_view *list =
        ARENA_ARRAY(page->rq->a, struct report_view, page->d.reportability.n);
    struct act_reports view = { 0 };
    size_t n = 0;

    for (size_t i = 0; i < page->d.reportability.n; i++) {
        const struct reportability_row *row = &page->d.reportability.row[i];
        const struct pack_regime *g = pack_regime(page->d.pack, row->regime);
        if (g && !record_show(page, g, row, &list[n++]))
            return false;
    }
    view.reports = (struct rows){ list, n };
    return act_show(page, "desk/act/reportability.html", &act_reports_record, &view, NULL, NULL);
}

static bool report_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_DECIDE, "reportability", &page) && report_show(&page);
}

static bool report_do(struct act_page *page, const struct pack_regime *g, const char *what)
{
    struct report_form form = { .regime = g->code,
                                .answers = own_table_typed(page->rq, g->questions, g->code),
                                .decision = typed(page, g, "decision"),
                                .reasons = typed(page, g, "reasons"),
                                .number = typed(page, g, "number") };
    const char *on = typed(page, g, "filed_on");
    const struct act *act = page->act;
    struct err *err = page->rq->err;
    int64_t id = page->d.c.id;

    if (on && !date_parse(on, strlen(on), &form.filed_on))
        form.filed_on = (struct date){ 0 };
    if (strcmp(what, "filed") == 0)
        return report_filed(act, page->p, id, page->version, &form, err);
    if (strcmp(what, "agree") != 0 && strcmp(what, "refuse") != 0)
        return report_decide(act, page->p, id, page->version, &form, err);
    form.reasons = typed(page, g, "second");
    return report_confirm(act, page->p, id, page->version, &form, strcmp(what, "agree") == 0, err);
}

static bool report_post(struct req *rq)
{
    const char *regime, *what;
    const struct pack_regime *g;
    struct act_page page;

    if (!act_open(rq, MAY_DECIDE, "reportability", &page))
        return false;
    regime = form_text(rq->form, "regime");
    what = form_text(rq->form, "do");
    g = pack_regime(page.d.pack, regime);
    if (!g || !what)
        return err_set(rq->err, ERR_INVALID,
                       N_("This complaint has no such record of reportability."));
    if (report_do(&page, g, what))
        return req_redirect(rq, "%s/reportability", page.head.path);
    return act_again(&page) && report_show(&page);
}

const struct route report_routes[] = {
    { GET, "/desk/complaints/{reference}/reportability", MAY_DECIDE, report_get, 0 },
    { POST, "/desk/complaints/{reference}/reportability", MAY_DECIDE, report_post, 0 },
    { 0 },
};
