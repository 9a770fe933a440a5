/*
 * GET /desk/procedure: the pack in force as those who work by it read it: who does what, who gets
 * a copy of what, and the forms with their registers.
 */
#include "desk/desk.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "desk/choices.h"
#include "improvement/representative_page.h"

static const char *in(const struct req *rq, const struct pack_text *t)
{
    return t->in[rq->lang->index];
}

static struct rows roles(struct req *rq, const struct pack_version *v)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, v->n_roles);

    for (size_t i = 0; i < v->n_roles; i++) {
        const struct pack_role *r = &v->role[i];
        list[i] = (struct sheet_line){ in(rq, &r->text), in(rq, &r->duty), NULL };
        if (r->outside)
            list[i].label =
                lang_format(rq->a, rq->lang, N_("{role} (outside)"), "role", list[i].label, NULL);
        else if (r->team)
            list[i].label = lang_format(rq->a, rq->lang, N_("{role} (team {team})"), "role",
                                        list[i].label, "team", r->team, NULL);
    }
    return (struct rows){ list, v->n_roles };
}

static struct rows copies(struct req *rq, const struct pack_version *v)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, v->n_copies);

    for (size_t i = 0; i < v->n_copies; i++)
        list[i] = (struct sheet_line){ in(rq, &v->copy[i].text),
                                       v->copy[i].team ? v->copy[i].team
                                                       : lang_text(rq->lang, N_("The team above")),
                                       NULL };
    return (struct rows){ list, v->n_copies };
}

static struct rows sheets(struct req *rq, const struct pack_version *v)
{
    struct act_link *list = ARENA_ARRAY(rq->a, struct act_link, v->n_sheets);

    for (size_t i = 0; i < v->n_sheets; i++)
        list[i] = (struct act_link){ in(rq, &v->sheet[i].text),
                                     arena_printf(rq->a, "/desk/sheets/%s", v->sheet[i].code) };
    return (struct rows){ list, v->n_sheets };
}

/* The causes of missed dates that count for nobody, in words. */
static const char *excused(struct req *rq, const struct procedure *p)
{
    const struct answer *codes = choices_codes(rq, p, "breach_cause");
    const struct choice *list = codes->choices.row;
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < codes->choices.n; i++)
        if (word_listed(procedure_text(p, "not_theirs", ""), list[i].value))
            buf_printf(&b, "%s%s", b.n > 0 ? "; " : "", list[i].label);
    return b.n > 0 ? buf_text(&b) : lang_text(rq->lang, N_("Nothing is excepted."));
}

/* How the work is assessed, as the settings have it. [item 182] */
static struct rows assessed(struct req *rq, const struct procedure *p)
{
    const struct sheet_line lines[] = {
        { .label = N_("What counts"),
          .value = lang_text(
              rq->lang, N_("Complaints received and closed, upheld of those decided, answered in "
                           "time, time limits kept, what came back, and how satisfied people are "
                           "with the handling. Figures of departments, never of persons.")) },
        { .label = N_("Causes of missed dates that do not count"), .value = excused(rq, p) },
        { .label = N_("Months until records are looked at together again"),
          .value = lang_number(rq->a, rq->lang, procedure_number(p, "analysis_months", 0)) },
        { .label = N_("Months until top management reviews it all again"),
          .value = lang_number(rq->a, rq->lang, procedure_number(p, "review_months", 0)) },
    };
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, COUNT(lines));

    for (size_t i = 0; i < COUNT(lines); i++) {
        list[i] = lines[i];
        list[i].label = lang_text(rq->lang, lines[i].label);
    }
    return (struct rows){ list, COUNT(lines) };
}

static bool procedure_get(struct req *rq)
{
    struct procedure_page page = { .until = rq->today, .from = date_add(rq->today, -30) };
    const struct pack_version *v;
    const struct procedure *p;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err))
        return false;
    if (v) {
        page.title = in(rq, &v->title);
        page.about = in(rq, &v->about);
        page.version = v->version;
        page.roles = roles(rq, v);
        page.copies = copies(rq, v);
        page.sheets = sheets(rq, v);
    }
    if (!representative_words(rq, &page.representative, &page.representative_duties))
        return false;
    page.assessed = assessed(rq, p);
    page.may_export = may(rq->user, MAY_EXPORT, NULL);
    return req_render(rq, "desk/procedure.html", &procedure_page_record, &page);
}

const struct route procedure_routes[] = {
    { GET, "/desk/procedure", MAY_DESK, procedure_get, 0 },
    { 0 },
};
