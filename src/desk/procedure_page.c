/*
 * GET /desk/procedure: the pack in force as those who work by it read it: who does what, who gets
 * a copy of what, and the forms with their registers.
 */
#include "desk/desk.h"

#include "complaint/pack_version.h"
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
    page.may_export = may(rq->user, MAY_EXPORT, NULL);
    return req_render(rq, "desk/procedure.html", &procedure_page_record, &page);
}

const struct route procedure_routes[] = {
    { GET, "/desk/procedure", MAY_DESK, procedure_get, 0 },
    { 0 },
};
