/* /desk/settings/codes: the lists of codes and the words for them in four languages. */
#include "people/pages.h"

#include "people/organisation.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define CODES "/desk/settings/codes"

static const char *list_label(const struct req *rq, const char *list)
{
    static const char *const labels[][2] = {
        { "action", N_("Actions") },
        { "cause", N_("Root causes") },
        { "channel", N_("Channels") },
        { "class", N_("Subjects of complaints") },
        { "closing_reason", N_("Reasons for closing") },
        { "complexity", N_("Complexity") },
        { "contact_type", N_("Types of contact") },
        { "evidence_kind", N_("Kinds of evidence") },
        { "funding_source", N_("Who pays for remedies") },
        { "impact", N_("Impact") },
        { "outcome", N_("Outcomes") },
        { "outside_party", N_("Kinds of outside parties") },
        { "problem", N_("Problems") },
        { "remedy_kind", N_("Remedies") },
        { "safety", N_("Safety") },
        { "script_answer", N_("How to answer") },
        { "script_receive", N_("What to say when a complaint comes in") },
        { "severity", N_("Severity") },
        { "breach_cause", N_("Causes of missed dates") },
        { "redaction", N_("Reasons for redacting") },
        { "snippet", N_("Snippets") },
        { "support_need", N_("Support needs") },
    };

    for (size_t i = 0; i < COUNT(labels); i++)
        if (strcmp(labels[i][0], list) == 0)
            return lang_text(rq->lang, labels[i][1]);
    return list;
}

static bool lists_get(struct req *rq)
{
    struct settings_page page = { .title = lang_text(rq->lang, N_("Lists")),
                                  .path = CODES,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(rq->lang, N_("List")),
                                  .done = settings_done(rq) };
    struct settings_line *lines;
    struct rows lists = { 0 };

    if (!code_lists(edge_act(rq), &lists, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, lists.n);
    for (size_t i = 0; i < lists.n; i++) {
        const struct code_row *c = &((const struct code_row *)lists.row)[i];
        lines[i] = (struct settings_line){ .a = list_label(rq, c->list),
                                           .href = arena_printf(rq->a, CODES "/%s", c->list) };
    }
    page.rows = (struct rows){ lines, lists.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool list_get(struct req *rq)
{
    const char *list = req_param(rq, "list");
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = list_label(rq, list),
                                  .path = arena_printf(rq->a, CODES "/%s", list),
                                  .back = CODES,
                                  .head_a = lang_text(l, N_("Words")),
                                  .head_b = lang_text(l, N_("Code")),
                                  .done = settings_done(rq) };
    struct settings_line *lines;
    struct rows codes = { 0 };
    const struct code_row *c;

    if (!codes_of(edge_act(rq), list, &codes, rq->err))
        return false;
    if (codes.n == 0)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    c = codes.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, codes.n);
    for (size_t i = 0; i < codes.n; i++)
        lines[i] =
            (struct settings_line){ .a = code_label(&c[i], l),
                                    .b = c[i].code,
                                    .href = arena_printf(rq->a, "%s/%s", page.path, c[i].code),
                                    .off = instant_is_set(c[i].ended_at) };
    page.rows = (struct rows){ lines, codes.n };
    if (!c->fixed) {
        page.add = lang_text(l, N_("Add a code"));
        page.add_href = arena_printf(rq->a, CODES "/%s/+", list);
    }
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static void word_boxes(struct settings *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->input[i].lang) {
            s->input[i].line = false;
            s->input[i].area = true;
        }
}

static void word_inputs(struct settings *s, const struct code_row *c)
{
    settings_text(s, "en", N_("In English"), NULL, c->en);
    s->input[s->n - 1].lang = "en";
    settings_text(s, "zh_hans", N_("In simplified Chinese"), NULL, c->zh_hans);
    s->input[s->n - 1].lang = "zh-Hans";
    settings_text(s, "zh_hant", N_("In traditional Chinese"), NULL, c->zh_hant);
    s->input[s->n - 1].lang = "zh-Hant";
    settings_text(s, "vi", N_("In Vietnamese"), NULL, c->vi);
    s->input[s->n - 1].lang = "vi";
    if (code_sentences(c->list))
        word_boxes(s);
    settings_text(s, "position", N_("Place in the list"), N_("A whole number."),
                  arena_printf(s->rq->a, "%" PRId64, c->position));
}

static bool words_read(struct req *rq, struct code_row *c)
{
    c->en = settings_sent(rq, "en");
    c->zh_hans = settings_sent(rq, "zh_hans");
    c->zh_hant = settings_sent(rq, "zh_hant");
    c->vi = settings_sent(rq, "vi");
    return settings_number(rq, "position", 0, 100000, &c->position);
}

static bool code_show(struct req *rq, const struct code_row *c)
{
    struct settings s = settings_form(rq, N_("Words of a code"), N_("Save"));

    s.action = arena_printf(rq->a, CODES "/%s/%s", c->list, c->code);
    s.back = arena_printf(rq->a, CODES "/%s", c->list);
    s.intro = arena_printf(rq->a, "%s · %s", list_label(rq, c->list), c->code);
    word_inputs(&s, c);
    if (!c->fixed)
        settings_tick(&s, "end", N_("No longer in use"),
                      N_("Complaints that have it keep it; it is not offered any more."),
                      N_("Take it out of use"), instant_is_set(c->ended_at));
    return settings_show(&s);
}

static bool code_load(struct req *rq, struct code_row *out)
{
    return code_find(edge_act(rq), req_param(rq, "list"), req_param(rq, "code"), out, rq->err);
}

static bool code_get(struct req *rq)
{
    struct code_row c = { 0 };

    return code_load(rq, &c) && code_show(rq, &c);
}

static bool code_post(struct req *rq)
{
    struct code_row before = { 0 }, after;
    bool end = settings_ticked(rq, "end", "yes");

    if (!code_load(rq, &before))
        return false;
    after = before;
    if (end != instant_is_set(before.ended_at))
        after.ended_at = end ? rq->now : (struct instant){ 0 };
    if (words_read(rq, &after) && code_save(edge_act(rq), &before, &after, rq->err))
        return settings_saved(rq, arena_printf(rq->a, CODES "/%s", before.list));
    return code_show(rq, &before);
}

static bool new_show(struct req *rq)
{
    const char *list = req_param(rq, "list");
    struct settings s = settings_form(rq, N_("Add a code"), N_("Add"));
    struct code_row c = { .list = list, .position = 1000 };

    s.action = arena_printf(rq->a, CODES "/%s/+", list);
    s.back = arena_printf(rq->a, CODES "/%s", list);
    s.intro = list_label(rq, list);
    settings_text(&s, "code", N_("Code"), N_("Letters, digits and _; it never changes."), NULL);
    word_inputs(&s, &c);
    return settings_show(&s);
}

static bool new_post(struct req *rq)
{
    struct code_row c = { .list = req_param(rq, "list"), .code = settings_sent(rq, "code") };

    if (words_read(rq, &c) && code_add(edge_act(rq), &c, rq->err))
        return settings_saved(rq, arena_printf(rq->a, CODES "/%s", c.list));
    return new_show(rq);
}

const struct route code_routes[] = {
    { GET, CODES, MAY_ADMINISTER, lists_get, 0 },
    { GET, CODES "/{list}", MAY_ADMINISTER, list_get, 0 },
    { GET, CODES "/{list}/+", MAY_ADMINISTER, new_show, 0 },
    { POST, CODES "/{list}/+", MAY_ADMINISTER, new_post, 0 },
    { GET, CODES "/{list}/{code}", MAY_ADMINISTER, code_get, 0 },
    { POST, CODES "/{list}/{code}", MAY_ADMINISTER, code_post, 0 },
    { 0 },
};
