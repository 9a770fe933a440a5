/*
 * Writing the public notice: a list of languages, the nine parts of one, and publishing all
 * drafts as one edition, which the rule refuses while one of the seven is empty. [7.1-a]
 */
#include "desk/desk_view.h"
#include "edge/edge.h"
#include "portal/notice_text.h"
#include "portal/portal.h"
#include "web/answer.h"

#include <string.h>

static const char *edition_text(struct req *rq, const struct notice_row *row)
{
    if (!row)
        return lang_text(rq->lang, N_("Never published"));
    return lang_format(rq->a, rq->lang, N_("Edition {number} of {day}"), "number",
                       lang_number(rq->a, rq->lang, row->edition), "day",
                       lang_date(rq->a, rq->lang, zone_date(rq->app->zone, row->published_at, NULL),
                                 DATE_LONG, rq->today),
                       NULL);
}

static const char *missing_text(struct req *rq, const struct notice_row *draft)
{
    int n = 0;

    if (!draft)
        return lang_text(rq->lang, N_("No draft"));
    for (int part = 0; part < NOTICE_MANDATORY; part++)
        n += !notice_text_of(draft, part);
    return n == 0 ? lang_text(rq->lang, N_("Complete"))
                  : lang_plural(rq->a, rq->lang, N_PLURAL("1 part is empty", "{n} parts are empty"),
                                n);
}

static bool list_get(struct req *rq)
{
    struct settings_line *lines = ARENA_ARRAY(rq->a, struct settings_line, LANGS);
    struct settings_page view = {
        .title = lang_text(rq->lang, N_("How we handle complaints")),
        .intro = lang_text(rq->lang, N_("What the public reads. Write it in each language, then "
                                        "publish: all drafts become one edition together.")),
        .path = rq->path,
        .head_a = lang_text(rq->lang, N_("Language")),
        .head_b = lang_text(rq->lang, N_("Published")),
        .head_c = lang_text(rq->lang, N_("Draft")),
    };
    struct rows rows;

    if (!notices_load(edge_act(rq), &rows, rq->err))
        return false;
    for (size_t i = 0; i < LANGS; i++)
        lines[i] = (struct settings_line){
            .a = langs[i].name,
            .b = edition_text(rq, notice_of(&rows, langs[i].tag, "published")),
            .c = missing_text(rq, notice_of(&rows, langs[i].tag, "draft")),
            .href = arena_printf(rq->a, "/desk/notice/%s", langs[i].tag),
        };
    view.rows = (struct rows){ lines, LANGS };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &view);
}

/* What is shown in a part: as typed, else the draft, the published text, our own. */
static const char *part_text(struct req *rq, const struct procedure *p,
                             const struct pack_version *pack, const struct rows *rows,
                             const struct lang *lang, int part)
{
    const char *typed = rq->method == POST ? form_text(rq->form, notice_code(part)) : NULL;
    const struct notice_row *row = notice_of(rows, lang->tag, "draft");

    if (typed)
        return typed;
    if (!row)
        row = notice_of(rows, lang->tag, "published");
    return row ? notice_text_of(row, part) : notice_default(rq->a, p, pack, lang, part);
}

static const char *part_hint(struct req *rq, int part)
{
    if (1 << part == NOTICE_OUTSIDE_OPTIONS)
        return lang_text(rq->lang,
                         N_("Must not be empty. One block for each office, divided by an empty "
                            "line: its name, then what it does and costs, then its address "
                            "beginning with https://."));
    if (1 << part == NOTICE_RIGHTS_AND_DUTIES)
        return lang_text(rq->lang, N_("May be left empty. One line for each right; after an empty "
                                      "line, what both sides owe each other."));
    if (1 << part == NOTICE_TIMES)
        return lang_text(rq->lang, N_("Must not be empty. The times of the clocks are shown as "
                                      "they are at the moment of reading, with your remarks."));
    if (part < NOTICE_MANDATORY)
        return lang_text(rq->lang, N_("Must not be empty. One line for each point."));
    return lang_text(rq->lang, N_("May be left empty. One line for each point."));
}

static bool form_show(struct req *rq, const struct lang *lang, const struct field_errors *errors)
{
    struct setting_input *inputs = ARENA_ARRAY(rq->a, struct setting_input, NOTICE_PARTS + 1);
    struct choice *whats = ARENA_ARRAY(rq->a, struct choice, 2);
    const struct pack_version *pack;
    const struct procedure *p;
    struct setting_page view;
    struct rows rows;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &pack, rq->err) ||
        !notices_load(edge_act(rq), &rows, rq->err))
        return false;
    for (int i = 0; i < NOTICE_PARTS; i++)
        inputs[i] = (struct setting_input){
            .name = notice_code(i),
            .label = lang_text(rq->lang, notice_heading(i)),
            .hint = part_hint(rq, i),
            .value = part_text(rq, p, pack, &rows, lang, i),
            .error = field_error(errors, notice_code(i)),
            .lang = lang->tag,
            .area = true,
        };
    whats[0] = (struct choice){ .value = "save",
                                .label = lang_text(rq->lang, N_("Keep as a draft")),
                                .chosen = true };
    whats[1] =
        (struct choice){ .value = "publish",
                         .label = lang_text(rq->lang, N_("Keep it, and publish all drafts")) };
    inputs[NOTICE_PARTS] = (struct setting_input){ .name = "what",
                                                   .label = lang_text(rq->lang, N_("Then")),
                                                   .radios = true,
                                                   .choices = { whats, 2 } };
    view = (struct setting_page){
        .title = arena_printf(rq->a, "%s: %s", lang_text(rq->lang, N_("How we handle complaints")),
                              lang->name),
        .action = arena_printf(rq->a, "/desk/notice/%s", lang->tag),
        .back = "/desk/notice",
        .submit = lang_text(rq->lang, N_("Save")),
        .errors = { errors->e, errors->n },
        .inputs = { inputs, NOTICE_PARTS + 1 },
    };
    return req_render_status(rq, errors->n > 0 ? 422 : 200, "desk/settings/form.html",
                             &setting_page_record, &view);
}

static bool form_get(struct req *rq)
{
    const struct lang *lang = lang_by_tag(req_param(rq, "language"));
    struct field_errors none = { .n = 0 };

    return lang ? form_show(rq, lang, &none)
                : err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool form_post(struct req *rq)
{
    const struct lang *lang = lang_by_tag(req_param(rq, "language"));
    const char *what = form_text(rq->form, "what");
    struct field_errors errors = { .n = 0 };
    struct notice_draft draft = { 0 };

    if (!lang)
        return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
    draft.language = lang->tag;
    for (int i = 0; i < NOTICE_PARTS; i++)
        draft.part[i] = form_text(rq->form, notice_code(i));
    if (!notice_save(edge_act(rq), &draft, rq->err))
        return false;
    if (!what || strcmp(what, "publish") != 0 || notice_publish(edge_act(rq), rq->err))
        return req_redirect(rq, "/desk/notice");
    if (rq->err->kind != ERR_REFUSED)
        return false;
    field_errors_add(rq, &errors, rq->err);
    return form_show(rq, lang, &errors);
}

const struct route desk_notice_routes[] = {
    { GET, "/desk/notice", MAY_NOTICE, list_get, 0 },
    { GET, "/desk/notice/{language}", MAY_NOTICE, form_get, 0 },
    { POST, "/desk/notice/{language}", MAY_NOTICE, form_post, 0 },
    { 0 },
};
