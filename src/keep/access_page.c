/* A person's whole file: asked for with one button, shown to be printed or taken as JSON. */
#include "edge/reach.h"
#include "keep/access.h"
#include "keep/keep.h"
#include "keep/keep_page.h"

#include <string.h>

enum { LINES_MOST = 400 };

struct sheet_making {
    struct req *rq;
    struct sheet_line *line;
    size_t n;
};

static void line(struct sheet_making *s, const char *label, const char *value, const char *lang)
{
    if (value && *value && s->n < LINES_MOST)
        s->line[s->n++] = (struct sheet_line){ lang_text(s->rq->lang, label), value, lang };
}

static const char *moment(struct req *rq, struct instant at)
{
    return instant_is_set(at)
               ? lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_LONG, rq->today)
               : NULL;
}

/* "12 November 2026: the words" */
static const char *said(struct req *rq, struct instant at, const char *text)
{
    return text ? arena_printf(rq->a, "%s\n%s", moment(rq, at), text) : moment(rq, at);
}

static struct sheet_making sheet(struct req *rq)
{
    return (struct sheet_making){ .rq = rq,
                                  .line = ARENA_ARRAY(rq->a, struct sheet_line, LINES_MOST) };
}

static struct sheet_group person_group(struct req *rq, const struct access_person *p)
{
    struct sheet_making s = sheet(rq);

    line(&s, N_("Name"), p->name, NULL);
    line(&s, N_("Postal address"), p->address, NULL);
    line(&s, N_("Postcode"), p->postcode, NULL);
    line(&s, N_("Country"), p->country, NULL);
    line(&s, N_("E-mail"), p->email, NULL);
    line(&s, N_("Telephone"), p->phone, NULL);
    line(&s, N_("Fax"), p->fax, NULL);
    line(&s, N_("Language"), p->language, NULL);
    line(&s, N_("Reached by"), desk_word(rq, &channel_words, p->channel), NULL);
    line(&s, N_("Support needs"), p->needs, NULL);
    line(&s, N_("Codes of support needs"), p->need_codes, NULL);
    return (struct sheet_group){ lang_text(rq->lang, N_("Who this is about")), { s.line, s.n } };
}

static const char *direction_label(const char *direction)
{
    if (strcmp(direction, "in") == 0)
        return N_("Said by the complainant");
    return strcmp(direction, "out") == 0 ? N_("Written to the complainant") : N_("Internal note");
}

static void case_said(struct sheet_making *s, const struct access_case *c)
{
    const struct access_text *t = c->texts.row;
    const struct access_file *f = c->files.row;

    for (size_t i = 0; i < c->texts.n; i++)
        line(s, direction_label(t[i].direction), said(s->rq, t[i].at, t[i].text), t[i].language);
    for (size_t i = 0; i < c->files.n; i++)
        line(s, N_("File"),
             arena_printf(s->rq->a, "%s\n%s\nSHA-256 %s", moment(s->rq, f[i].at),
                          f[i].name ? f[i].name : "–", f[i].sha256 ? f[i].sha256 : "–"),
             NULL);
}

static void case_decided(struct sheet_making *s, const struct access_case *c)
{
    const struct access_decision *d = c->decisions.row;
    const struct access_remedy *r = c->remedies.row;

    for (size_t i = 0; i < c->decisions.n; i++) {
        line(s, N_("Decision"),
             said(s->rq, d[i].decided_at, desk_word(s->rq, &outcome_words, d[i].outcome)), NULL);
        line(s, N_("Reasons"), d[i].reasons, c->language);
        line(s, N_("Answer of the complainant"), d[i].answer_text, c->language);
    }
    for (size_t i = 0; i < c->remedies.n; i++)
        line(s, N_("Remedy"),
             arena_printf(s->rq->a, "%s, %s%s%s", desk_word(s->rq, &remedy_kind_words, r[i].kind),
                          desk_word(s->rq, &remedy_state_words, r[i].state), r[i].text ? "\n" : "",
                          r[i].text ? r[i].text : ""),
             NULL);
}

static struct sheet_group case_group(struct req *rq, const struct procedure *p,
                                     const struct access_case *c)
{
    const struct access_read *r = c->reads.row;
    struct sheet_making s = sheet(rq);

    line(&s, N_("Received"), moment(rq, c->received_at), NULL);
    line(&s, N_("Reached by"), desk_word(rq, &channel_words, c->channel), NULL);
    line(&s, N_("Class"), desk_class_label(rq, p, c->class), NULL);
    line(&s, N_("State"), desk_word(rq, &stage_words, c->stage), NULL);
    line(&s, N_("Subject"), c->subject, c->language);
    line(&s, N_("Statement"), c->description, c->language);
    line(&s, N_("Product or service"), c->product, c->language);
    line(&s, N_("Its number"), c->product_reference, NULL);
    line(&s, N_("Where it happened"), c->place, c->language);
    line(&s, N_("When it happened"), c->happened_text, c->language);
    line(&s, N_("What was asked for"), c->remedy_sought, c->language);
    case_said(&s, c);
    case_decided(&s, c);
    line(&s, N_("Closed"), moment(rq, c->closed_at), NULL);
    line(&s, N_("Other people in it"),
         c->others.n > 0 ? keep_number(rq, (int64_t)c->others.n) : NULL, NULL);
    for (size_t i = 0; i < c->reads.n; i++)
        line(&s, N_("Names read"), moment(rq, r[i].at), NULL);
    return (struct sheet_group){ c->reference, { s.line, s.n } };
}

static bool all_show(struct req *rq, const struct procedure *p, const struct dossier *d,
                     const struct access_all *all, int64_t beyond)
{
    struct sheet_group *groups = ARENA_ARRAY(rq->a, struct sheet_group, all->complaints.n + 1);
    const struct access_case *c = all->complaints.row;
    struct keep_making m;
    size_t n = 0;

    keep_begin(&m, rq, N_("Everything we hold about one person"));
    keep_case(&m, d);
    m.page.about = NULL;
    keep_fact(&m, N_("Made"), moment(rq, all->made_at));
    if (beyond > 0)
        keep_fact(&m, N_("Complaints beyond your reach, not in it"), keep_number(rq, beyond));
    if (all->person)
        groups[n++] = person_group(rq, all->person);
    for (size_t i = 0; i < all->complaints.n; i++)
        groups[n++] = case_group(rq, p, &c[i]);
    m.page.parts = (struct rows){ groups, n };
    m.page.print = true;
    return keep_render(&m);
}

static bool access_ask(struct req *rq, const struct dossier *d)
{
    const char *action = arena_printf(rq->a, "%s/access", desk_case_path(rq->a, d->c.reference));
    struct settings show = settings_form(rq, NULL, N_("Show it to be printed"));
    struct settings json = settings_form(rq, NULL, N_("Take it as JSON"));
    struct keep_making m;

    keep_begin(&m, rq, N_("Everything we hold about one person"));
    keep_case(&m, d);
    m.page.intro = lang_text(rq->lang, N_("For the complainant who asks what is held about them: "
                                          "who they are, all their complaints, letters, decisions, "
                                          "files, and when their names were read. Of other people "
                                          "nothing but their part is in it. That it was made is "
                                          "kept in the history."));
    keep_form(&m, action, "show", 0, N_("On paper"), NULL, &show);
    keep_form(&m, action, "json", 0, N_("For another program"), NULL, &json);
    return keep_render(&m);
}

static bool access_open(struct req *rq, const struct procedure **p, struct dossier *d)
{
    return edge_procedure(rq, p) && edge_case(rq, req_param(rq, "reference"), MAY_ACCESS, d);
}

static bool access_get(struct req *rq)
{
    const struct procedure *p;
    struct dossier d;

    return access_open(rq, &p, &d) && access_ask(rq, &d);
}

/* Of all cases of the person those that this reader may give out. */
static bool within_reach(struct req *rq, const struct rows *ids, struct rows *out, int64_t *beyond)
{
    struct int_value *list = ARENA_ARRAY(rq->a, struct int_value, ids->n + 1);
    const struct int_value *id = ids->row;
    struct reach reach;
    size_t n = 0;

    if (!edge_reach(rq, MAY_ACCESS, &reach))
        return false;
    for (size_t i = 0; i < ids->n; i++) {
        struct complaint_row c = { 0 };
        struct dossier d;
        if (!complaint_by_id(rq->a, rq->db, id[i].value, &c, rq->err))
            return false;
        /* Nobody tried to see what only belongs to the same person: no wall says so. */
        if (!reach_case(&reach, c.team_id, c.id))
            continue;
        if (edge_case(rq, c.reference, MAY_ACCESS, &d))
            list[n++].value = c.id;
        else if (rq->err->kind != ERR_NOT_FOUND)
            return false;
        err_clear(rq->err);
    }
    *out = (struct rows){ list, n };
    *beyond = (int64_t)(ids->n - n);
    return true;
}

static bool access_post(struct req *rq)
{
    const struct procedure *p;
    struct access_all all;
    struct rows ids, mine;
    struct dossier d;
    const char *json;
    int64_t beyond;

    if (!access_open(rq, &p, &d) || !access_scope(edge_act(rq), p, d.c.id, true, &ids, rq->err) ||
        !within_reach(rq, &ids, &mine, &beyond) ||
        !access_give(edge_act(rq), p, &mine, &all, rq->err))
        return false;
    if (strcmp(keep_act(rq), "json") != 0)
        return all_show(rq, p, &d, &all, beyond);
    json = access_json(rq->a, &all);
    return req_download(rq, "application/json", arena_printf(rq->a, "%s.json", d.c.reference),
                        (struct bytes){ (const unsigned char *)json, strlen(json) });
}

const struct route keep_access_routes[] = {
    { GET, "/desk/complaints/{reference}/access", MAY_ACCESS, access_get, 0 },
    { POST, "/desk/complaints/{reference}/access", MAY_ACCESS, access_post, 0 },
    { 0 },
};
