/* /desk/settings/packs: the procedures there are, each number with its source, and taking one for
 * the complaints to come. */
#include "people/pages.h"

#include "base/buf.h"
#include "complaint/packs.h"
#include "operation/step.h"
#include "people/named_teams_show.h"
#include "people/pack_number_words.h"
#include "people/packs_flow.h"
#include "people/settings.h"
#include "web/embedded.h"

#include <string.h>

#define PACKS "/desk/settings/packs"

/* A version: stored (its row's id), or built in and not added yet (its file). */
struct shown_pack {
    const struct pack_version *v;
    int64_t id;
    const struct embedded *file;
};

struct shown_packs {
    struct shown_pack *item;
    size_t n;
};

static const char *which(struct req *rq, const struct shown_pack *k)
{
    return arena_printf(rq->a, "%s@%" PRId64, k->v->name, k->v->version);
}

static bool built_in(const struct embedded *file)
{
    static const char folder[] = "data/packs/";

    return strncmp(file->path, folder, strlen(folder)) == 0;
}

static bool listed(const struct shown_packs *list, const struct pack_version *v)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->item[i].v->name, v->name) == 0 && list->item[i].v->version == v->version)
            return true;
    return false;
}

static bool stored_load(struct req *rq, const struct procedure *p, const struct rows *rows,
                        struct shown_packs *out)
{
    const struct pack_version_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        struct shown_pack *k = &out->item[out->n++];
        *k = (struct shown_pack){ .id = row[i].id };
        if (!procedure_pack(p, rq->db, k->id, &k->v, rq->err))
            return false;
    }
    return true;
}

static bool packs_load(struct req *rq, const struct procedure *p, struct shown_packs *out)
{
    struct rows rows;

    if (!pack_list_all(edge_act(rq), &rows, rq->err))
        return false;
    *out =
        (struct shown_packs){ ARENA_ARRAY(rq->a, struct shown_pack, rows.n + embedded_count), 0 };
    if (!stored_load(rq, p, &rows, out))
        return false;
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *file = &embedded_files[i];
        struct pack_version *v = ARENA_NEW(rq->a, struct pack_version);
        struct pack_problems problems;
        if (!built_in(file))
            continue;
        if (!pack_read(rq->a, (const char *)file->s, file->n, v, &problems))
            return err_internal(rq->err, "%s is not sound", file->path);
        if (!listed(out, v))
            out->item[out->n++] = (struct shown_pack){ .v = v, .file = file };
    }
    return true;
}

static bool pack_load(struct req *rq, const struct procedure **p, struct shown_pack *out)
{
    struct shown_packs all;

    if (!edge_procedure(rq, p) || !packs_load(rq, *p, &all))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (strcmp(which(rq, &all.item[i]), req_param(rq, "name")) == 0) {
            *out = all.item[i];
            return true;
        }
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static const char *in_words(const struct req *rq, const struct pack_text *text)
{
    return text->in[rq->lang->index];
}

static const char *state_words(const struct req *rq, const struct procedure *p,
                               const struct shown_pack *k)
{
    if (k->id != 0 && k->id == procedure_number(p, "pack", 0))
        return lang_text(rq->lang, N_("New complaints are filed with it"));
    return lang_text(rq->lang, k->id ? N_("Kept") : N_("Comes with the program"));
}

static int64_t unverified(struct req *rq, const struct pack_version *v, size_t *n)
{
    const struct pack_number *list = pack_numbers(rq->a, v, n);
    int64_t open = 0;

    for (size_t i = 0; i < *n; i++)
        open += pack_unverified(list[i].source);
    return open;
}

/* The organisation said when it looks at its procedure again. */
static const char *review_words(struct req *rq, const struct pack_version *v)
{
    bool over = date_compare(rq->today, v->review_by) > 0;

    if (!date_is_set(v->review_by) || date_compare(rq->today, v->review_from) < 0)
        return NULL;
    return lang_format(rq->a, rq->lang,
                       over ? N_("It was to be looked at again by {day}: {title}.")
                            : N_("To be looked at again by {day}: {title}."),
                       "day", lang_date(rq->a, rq->lang, v->review_by, DATE_LONG, rq->today),
                       "title", in_words(rq, &v->title), NULL);
}

static void review_alarm(struct req *rq, const struct pack_version *v, struct settings_page *page)
{
    struct settings_line *alarms = (struct settings_line *)page->alarms.row;
    const char *words = review_words(rq, v);

    if (words)
        alarms[page->alarms.n++].a = words;
}

/* What is to be looked after, behind what is there: teams that the version names. */
static bool team_alarms(struct req *rq, const struct pack_version *v, const char *back,
                        struct settings_page *page)
{
    const struct settings_line *more;
    struct settings_line *all;
    struct rows teams;

    if (!named_teams_lines(rq, v, back, &teams))
        return false;
    more = teams.row;
    all = ARENA_ARRAY(rq->a, struct settings_line, page->alarms.n + teams.n);
    for (size_t i = 0; i < page->alarms.n; i++)
        all[i] = ((const struct settings_line *)page->alarms.row)[i];
    for (size_t i = 0; i < teams.n; i++)
        all[page->alarms.n + i] = more[i];
    page->alarms = (struct rows){ all, page->alarms.n + teams.n };
    return true;
}

static struct settings_line list_line(struct req *rq, const struct procedure *p,
                                      const struct shown_pack *k)
{
    size_t n;
    int64_t open = unverified(rq, k->v, &n);

    return (struct settings_line){
        .href = arena_printf(rq->a, PACKS "/%s", which(rq, k)),
        .a = in_words(rq, &k->v->title),
        .b = lang_number(rq->a, rq->lang, k->v->version),
        .c = state_words(rq, p, k),
        .d = n == 0 ? "–"
                    : lang_format(rq->a, rq->lang, N_("{n}, {open} of them not verified"), "n",
                                  lang_number(rq->a, rq->lang, (int64_t)n), "open",
                                  lang_number(rq->a, rq->lang, open), NULL),
    };
}

static bool list_get(struct req *rq)
{
    struct settings_page page = { .title = lang_text(rq->lang, N_("Procedures")),
                                  .path = PACKS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(rq->lang, N_("Procedure")),
                                  .head_b = lang_text(rq->lang, N_("Version")),
                                  .head_c = lang_text(rq->lang, N_("State")),
                                  .head_d = lang_text(rq->lang, N_("Numbers of its own")),
                                  .done = settings_done(rq) };
    const struct procedure *p;
    struct settings_line *lines;
    struct shown_packs all;

    if (!edge_procedure(rq, &p) || !packs_load(rq, p, &all))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, all.n);
    page.alarms.row = ARENA_ARRAY(rq->a, struct settings_line, 1);
    for (size_t i = 0; i < all.n; i++) {
        lines[i] = list_line(rq, p, &all.item[i]);
        if (all.item[i].id == 0 || all.item[i].id != procedure_number(p, "pack", 0))
            continue;
        review_alarm(rq, all.item[i].v, &page);
        if (!team_alarms(rq, all.item[i].v, PACKS, &page))
            return false;
    }
    page.rows = (struct rows){ lines, all.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- one of them -- */

/* What the closing of what is solved on the spot does not ask for, with the reason. */
static const char *spot_words(struct req *rq, const struct pack_version *v)
{
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < v->spot.without.n; i++)
        buf_printf(&b, "%s%s", i > 0 ? " · " : "",
                   in_words(rq, &pack_field(v, v->spot.without.word[i])->text));
    return lang_format(rq->a, rq->lang,
                       N_("Solved on the spot, it is closed without: {fields}. {why}"), "fields",
                       buf_text(&b), "why", in_words(rq, &v->spot.why), NULL);
}

static void number_lines(struct req *rq, const struct pack_version *v, struct settings_page *page)
{
    size_t n;
    const struct pack_number *list = pack_numbers(rq->a, v, &n);
    struct settings_line *lines = ARENA_ARRAY(rq->a, struct settings_line, n);
    struct settings_line *alarms = ARENA_ARRAY(rq->a, struct settings_line, n + 2);

    for (size_t i = 0; i < n; i++) {
        const struct pack_source *s = list[i].source;
        lines[i] = (struct settings_line){
            .a = pack_number_name(rq->a, rq->lang, v, &list[i]),
            .b = pack_number_value(rq->a, rq->lang, &list[i]),
            .c = s ? in_words(rq, &s->text) : lang_text(rq->lang, N_("no source")),
            .d = pack_mark_words(rq->a, rq->lang, s, rq->today),
        };
        if (pack_unverified(s))
            alarms[page->alarms.n++].a =
                lang_format(rq->a, rq->lang, N_("{what}, {length}: {mark}"), "what", lines[i].a,
                            "length", lines[i].b, "mark", lines[i].d, NULL);
    }
    page->rows = (struct rows){ lines, n };
    if (v->spot.without.n > 0)
        alarms[page->alarms.n++].a = spot_words(rq, v);
    page->alarms.row = alarms;
    review_alarm(rq, v, page);
}

/* The version, from when on it may be taken, and how much there is in it. */
static const char *version_words(struct req *rq, const struct procedure *p,
                                 const struct shown_pack *k)
{
    const struct pack_version *v = k->v;
    bool from = date_is_set(v->from);

    return lang_format(
        rq->a, rq->lang,
        from
            ? N_("Version {version}, which may be taken from {day} on. {state}. Classes {classes}, "
                 "fields {fields}, conditions {gates}.")
            : N_("Version {version}. {state}. Classes {classes}, fields {fields}, "
                 "conditions {gates}."),
        "version", lang_number(rq->a, rq->lang, v->version), "day",
        from ? lang_date(rq->a, rq->lang, v->from, DATE_SHORT, rq->today) : "", "state",
        state_words(rq, p, k), "classes", lang_number(rq->a, rq->lang, (int64_t)v->n_classes),
        "fields", lang_number(rq->a, rq->lang, (int64_t)v->n_fields), "gates",
        lang_number(rq->a, rq->lang, (int64_t)v->n_gates), NULL);
}

static bool pack_get(struct req *rq)
{
    struct settings_page page = { .path = PACKS,
                                  .back = PACKS,
                                  .head_a = lang_text(rq->lang, N_("Number")),
                                  .head_b = lang_text(rq->lang, N_("How much")),
                                  .head_c = lang_text(rq->lang, N_("Source")),
                                  .head_d = lang_text(rq->lang, N_("How sure")) };
    const struct procedure *p;
    struct shown_pack k;

    if (!pack_load(rq, &p, &k))
        return false;
    page.title = in_words(rq, &k.v->title);
    page.intro = in_words(rq, &k.v->about);
    page.upkeep = version_words(rq, p, &k);
    if (k.id == 0 || k.id != procedure_number(p, "pack", 0)) {
        page.add = lang_text(rq->lang, N_("File new complaints with it"));
        page.add_href = arena_printf(rq->a, PACKS "/%s/take", which(rq, &k));
    }
    number_lines(rq, k.v, &page);
    if (!team_alarms(rq, k.v, arena_printf(rq->a, PACKS "/%s", which(rq, &k)), &page))
        return false;
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- taking it -- */

static bool take_show(struct req *rq, const struct shown_pack *k)
{
    struct settings s = settings_form(rq, N_("File new complaints with it"), N_("Take it"));
    const char *teams;

    if (!named_teams_words(rq, k->v, &teams))
        return false;
    s.title = in_words(rq, &k->v->title);
    s.intro = lang_text(rq->lang, N_("New complaints are filed with it from now on. Those that are "
                                     "there keep the version they were filed with."));
    s.action = arena_printf(rq->a, PACKS "/%s/take", which(rq, k));
    s.back = arena_printf(rq->a, PACKS "/%s", which(rq, k));
    if (teams)
        settings_note(&s, N_("Teams that do not exist"),
                      lang_format(rq->a, rq->lang,
                                  N_("{teams}. What is theirs goes where it would go without them, "
                                     "until they are made under Teams."),
                                  "teams", teams, NULL));
    settings_text(&s, "reason", N_("Reason"), N_("It stands in the history of the settings."),
                  NULL);
    return settings_show(&s);
}

static bool take_get(struct req *rq)
{
    const struct procedure *p;
    struct shown_pack k;

    return pack_load(rq, &p, &k) && take_show(rq, &k);
}

/* What is built in is added first. */
static bool take(struct req *rq, const struct procedure *p, struct shown_pack *k)
{
    bool there;

    return step_reason("reason", settings_sent(rq, "reason"), rq->err) &&
           (!k->file || pack_add(edge_act(rq), k->v, (const char *)k->file->s, k->file->n, &k->id,
                                 &there, rq->err)) &&
           pack_take(edge_act(rq), p, k->id, settings_sent(rq, "reason"), rq->err);
}

static bool take_post(struct req *rq)
{
    const struct procedure *p;
    struct shown_pack k;

    if (!pack_load(rq, &p, &k))
        return false;
    return take(rq, p, &k) ? settings_saved(rq, PACKS) : take_show(rq, &k);
}

const struct route pack_routes[] = {
    { GET, PACKS, MAY_ADMINISTER, list_get, 0 },
    { GET, PACKS "/{name}", MAY_ADMINISTER, pack_get, 0 },
    { GET, PACKS "/{name}/take", MAY_ADMINISTER, take_get, 0 },
    { POST, PACKS "/{name}/take", MAY_ADMINISTER, take_post, 0 },
    { 0 },
};
