/* /desk/settings/outside: the register of outside parties, how long their links hold, and how often
 * they may ask for more time. */
#include "outside/outside_parts.h"

#include "complaint/clock_words.h"
#include "people/organisation.h"

#include <stdlib.h>
#include <string.h>

#define OUTSIDERS "/desk/settings/outside"

enum { SHOWN = 100, LINK_DAYS_MOST = 365, LATER_MOST = 20 };

static bool list_fill(struct req *rq, const struct procedure *p, int64_t after,
                      struct settings_page *page)
{
    struct settings_line *lines;
    const struct outsider_row *o;
    struct rows rows = { 0 };

    if (!outsider_list(edge_act(rq), after, SHOWN + 1, &rows, rq->err))
        return false;
    o = rows.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, rows.n + 2);
    page->rows = (struct rows){ lines, rows.n > SHOWN ? SHOWN : rows.n };
    for (size_t i = 0; i < page->rows.n; i++)
        lines[i] = (struct settings_line){
            .a = o[i].name.text,
            .b = procedure_label(p, OUTSIDE_KINDS, o[i].kind, rq->lang),
            .c = o[i].contact.text ? o[i].contact.text : o[i].email.text,
            .href = arena_printf(rq->a, OUTSIDERS "/%" PRId64, o[i].id),
            .off = instant_is_set(o[i].ended_at),
        };
    if (rows.n > SHOWN)
        lines[page->rows.n++] = (struct settings_line){
            .a = lang_text(rq->lang, N_("More")),
            .href = arena_printf(rq->a, OUTSIDERS "?after=%" PRId64, o[SHOWN - 1].id),
        };
    lines[page->rows.n++] = (struct settings_line){
        .a = lang_text(rq->lang, N_("How long private links hold")),
        .b = clock_length_words(rq->a, rq->lang, CLOCK_DAYS, outside_link_days(p)),
        .c = lang_text(rq->lang, N_("beyond the day of the answer")),
        .href = OUTSIDERS "/links",
    };
    return true;
}

static bool list_get(struct req *rq)
{
    const char *after = form_text(rq->query, "after");
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Outside parties")),
                                  .path = OUTSIDERS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(l, N_("Name")),
                                  .head_b = lang_text(l, N_("Kind")),
                                  .head_c = lang_text(l, N_("Contact")),
                                  .add = lang_text(l, N_("Add an outside party")),
                                  .add_href = OUTSIDERS "/new",
                                  .done = settings_done(rq) };
    const struct procedure *p;

    return edge_procedure(rq, &p) &&
           list_fill(rq, p, after ? strtoll(after, NULL, 10) : 0, &page) &&
           req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static void kind_input(struct settings *s, const struct procedure *p, const char *value)
{
    const struct code_row *code = p->codes.row;
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, p->codes.n);
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, OUTSIDE_KINDS) == 0 && !instant_is_set(code[i].ended_at))
            list[n++] = (struct choice){
                .value = code[i].code,
                .label = procedure_label(p, OUTSIDE_KINDS, code[i].code, s->rq->lang),
            };
    settings_select(s, "kind", N_("Kind"), N_("Procedures name what is usual for a kind."), list, n,
                    value);
}

static void language_input(struct settings *s, const char *value)
{
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag, .label = langs[i].name };
    settings_select(s, "language", N_("Language"), N_("Their letters and their page are in it."),
                    list, LANGS, value);
}

static void area(struct settings *s, const char *name, const char *label, const char *hint,
                 const char *value)
{
    keep_area(s, name, label, hint);
    s->input[s->n - 1].value = value;
    if (s->rq->method == POST)
        s->input[s->n - 1].value = settings_sent(s->rq, name);
}

static bool form_show(struct req *rq, const struct outsider_row *row)
{
    struct settings s = settings_form(rq, row ? N_("Outside party") : N_("Add an outside party"),
                                      row ? N_("Save") : N_("Add"));
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    s.back = OUTSIDERS;
    if (row)
        s.seen = arena_printf(rq->a, "%" PRId64, row->version);
    s.action = row ? arena_printf(rq->a, OUTSIDERS "/%" PRId64, row->id) : OUTSIDERS "/new";
    settings_text(&s, "name", N_("Name"), NULL, row ? row->name.text : NULL);
    kind_input(&s, p, row ? row->kind : NULL);
    area(&s, "contact", N_("Who there"), N_("A person or an office. Letters begin with it."),
         row ? row->contact.text : NULL);
    settings_text(&s, "email", N_("E-mail"), NULL, row ? row->email.text : NULL);
    settings_text(&s, "phone", N_("Telephone"), NULL, row ? row->phone.text : NULL);
    area(&s, "address", N_("Postal address"), NULL, row ? row->address.text : NULL);
    language_input(&s, row ? row->language : p->lang->tag);
    if (row && !instant_is_set(row->ended_at))
        settings_tick(&s, "end", N_("No longer in use"),
                      N_("What they were asked stays open until it is settled."),
                      N_("Ask them no more"), false);
    return settings_show(&s);
}

static struct outsider_form form_read(struct req *rq)
{
    return (struct outsider_form){ .kind = settings_sent(rq, "kind"),
                                   .name = settings_sent(rq, "name"),
                                   .contact = settings_sent(rq, "contact"),
                                   .email = settings_sent(rq, "email"),
                                   .phone = settings_sent(rq, "phone"),
                                   .address = settings_sent(rq, "address"),
                                   .language = settings_sent(rq, "language") };
}

static bool new_get(struct req *rq)
{
    return form_show(rq, NULL);
}

static bool new_post(struct req *rq)
{
    struct outsider_form form = form_read(rq);
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    return outsider_add(edge_act(rq), p, &form, NULL, rq->err) ? settings_saved(rq, OUTSIDERS)
                                                               : form_show(rq, NULL);
}

static bool load(struct req *rq, struct outsider_row *row)
{
    int64_t id;

    return settings_id(rq, "id", &id) && outsider_load(edge_act(rq), id, row, rq->err);
}

static bool one_get(struct req *rq)
{
    struct outsider_row row = { 0 };

    return load(rq, &row) && form_show(rq, &row);
}

static bool one_post(struct req *rq)
{
    struct outsider_form form = form_read(rq);
    int64_t seen = strtoll(settings_sent(rq, "seen"), NULL, 10);
    struct outsider_row row = { 0 };
    const struct procedure *p;
    bool ok;

    if (!edge_procedure(rq, &p) || !load(rq, &row))
        return false;
    ok = settings_ticked(rq, "end", "yes")
             ? outsider_end(edge_act(rq), row.id, seen, rq->err)
             : outsider_change(edge_act(rq), p, row.id, seen, &form, rq->err);
    return ok ? settings_saved(rq, OUTSIDERS) : form_show(rq, &row);
}

/* -- how long links hold, and how often they may ask for more time -- */

static bool links_get(struct req *rq)
{
    struct settings s = settings_form(rq, N_("How long private links hold"), N_("Save"));
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    s.back = OUTSIDERS;
    s.action = OUTSIDERS "/links";
    settings_text(
        &s, "outside_link_days", N_("Days beyond the day of the answer"),
        N_("From 1 to 365. Links end earlier when the request is settled or the complaint "
           "closed."),
        arena_printf(rq->a, "%" PRId64, outside_link_days(p)));
    settings_text(&s, "outside_later_most", N_("Requests for more time"),
                  N_("How often they may name a new day before they are asked again: 1 to 20."),
                  arena_printf(rq->a, "%" PRId64, outside_later_most(p)));
    return settings_show(&s);
}

static bool links_post(struct req *rq)
{
    struct setting_change change[] = {
        { "outside_link_days", settings_sent(rq, "outside_link_days") },
        { "outside_later_most", settings_sent(rq, "outside_later_most") },
    };
    int64_t number;

    return settings_number(rq, change[0].name, 1, LINK_DAYS_MOST, &number) &&
                   settings_number(rq, change[1].name, 1, LATER_MOST, &number) &&
                   settings_save(edge_act(rq), change, COUNT(change), rq->err)
               ? settings_saved(rq, OUTSIDERS)
               : links_get(rq);
}

const struct route outsider_routes[] = {
    { GET, OUTSIDERS, MAY_ADMINISTER, list_get, 0 },
    { GET, OUTSIDERS "/new", MAY_ADMINISTER, new_get, 0 },
    { POST, OUTSIDERS "/new", MAY_ADMINISTER, new_post, 0 },
    { GET, OUTSIDERS "/links", MAY_ADMINISTER, links_get, 0 },
    { POST, OUTSIDERS "/links", MAY_ADMINISTER, links_post, 0 },
    { GET, OUTSIDERS "/{id}", MAY_ADMINISTER, one_get, 0 },
    { POST, OUTSIDERS "/{id}", MAY_ADMINISTER, one_post, 0 },
    { 0 },
};
