#include "desk/filters.h"

#include "db/desk_sql.h"
#include "edge/edge.h"
#include "edge/find.h"
#include "edge/own.h"
#include "web/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *given(struct req *rq, const char *name)
{
    const char *text = form_text(rq->query, name);

    return text && *text ? text : NULL;
}

static struct date given_day(struct req *rq, const char *name)
{
    const char *text = given(rq, name);
    struct date d = { 0 };

    if (text && !date_parse(text, strlen(text), &d))
        d = (struct date){ 0 };
    return d;
}

struct filters filters_read(struct req *rq)
{
    const char *team = given(rq, "team");
    struct filters f = { .by = { .stage = given(rq, "stage"),
                                 .class = given(rq, "class"),
                                 .severity = given(rq, "severity"),
                                 .channel = given(rq, "channel"),
                                 .called = given(rq, "called"),
                                 .again = given(rq, "again"),
                                 .team = team ? strtoll(team, NULL, 10) : 0 },
                         .from = given_day(rq, "from"),
                         .to = given_day(rq, "to") };

    if (date_is_set(f.from))
        f.by.from = zone_instant(rq->app->zone, f.from, 0);
    if (date_is_set(f.to))
        f.by.until = zone_instant(rq->app->zone, date_add(f.to, 1), 0);
    return f;
}

bool filters_classes(struct req *rq, struct filters *f)
{
    return find_classes(rq, f->by.class, &f->by.classes);
}

static struct rows word_choices(struct req *rq, const struct words *w, const char *chosen)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, w->n);
    size_t n = 0;

    for (int i = 1; i < w->n; i++)
        list[n++] = (struct choice){ .value = w->word[i].code,
                                     .label = lang_text(rq->lang, w->word[i].label),
                                     .chosen = chosen && strcmp(chosen, w->word[i].code) == 0 };
    return (struct rows){ list, n };
}

/* What became of the call, and first those whom nobody called. */
static struct rows call_choices(struct req *rq, const char *chosen)
{
    struct rows words = word_choices(rq, &call_words, chosen);
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, words.n + 1);

    list[0] = (struct choice){ .value = NO_CALL,
                               .label = lang_text(rq->lang, N_("Not called yet")),
                               .chosen = chosen && strcmp(chosen, NO_CALL) == 0 };
    memcpy(list + 1, words.row, words.n * sizeof *list);
    return (struct rows){ list, words.n + 1 };
}

/* Whether the same came before. [7.6-b] */
static struct rows again_choices(struct req *rq, const char *chosen)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, 2);

    list[0] = (struct choice){ "true", lang_text(rq->lang, N_("Repeat complaint")), NULL,
                               chosen && strcmp(chosen, "true") == 0 };
    list[1] = (struct choice){ "false", lang_text(rq->lang, N_("No repeat complaint")), NULL,
                               chosen && strcmp(chosen, "false") == 0 };
    return (struct rows){ list, 2 };
}

/* The codes of a list, and last what stands for cases without one. */
static struct rows code_choices(struct req *rq, const struct procedure *p,
                                const struct pack_version *v, const char *list, const char *chosen)
{
    const struct code_row *code = p->codes.row;
    struct choice *out = ARENA_ARRAY(rq->a, struct choice, p->codes.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(code[i].list, list) == 0)
            out[n++] = (struct choice){ .value = code[i].code,
                                        .label = code_label(&code[i], rq->lang),
                                        .chosen = chosen && strcmp(chosen, code[i].code) == 0 };
    own_group_classes(rq, p, v, &(struct rows){ out, n });
    out[n++] = (struct choice){ .value = NO_CLASS,
                                .label = lang_text(rq->lang, N_("No class yet")),
                                .chosen = chosen && strcmp(chosen, NO_CLASS) == 0 };
    return (struct rows){ out, n };
}

bool desk_teams(struct req *rq, const struct reach *reach, int64_t chosen, struct rows *out)
{
    const struct team_row *team;
    struct choice *list;
    struct rows teams;
    size_t n = 0;

    if (!sql_teams_reached(rq->a, rq->db, reach->all, reach->teams, &teams, rq->err))
        return false;
    team = teams.row;
    list = ARENA_ARRAY(rq->a, struct choice, teams.n);
    for (size_t i = 0; i < teams.n; i++)
        list[n++] = (struct choice){ .value = arena_printf(rq->a, "%" PRId64, team[i].id),
                                     .label = team[i].name,
                                     .chosen = team[i].id == chosen };
    *out = (struct rows){ list, n };
    return true;
}

bool filters_show(struct req *rq, enum queue queue, const struct filters *f,
                  const struct reach *reach, struct rows *out)
{
    struct list_filter *list = ARENA_ARRAY(rq->a, struct list_filter, 7);
    const struct pack_version *v;
    const struct procedure *p;
    struct rows teams;
    size_t n;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err) ||
        !desk_teams(rq, reach, f->by.team, &teams))
        return false;
    list[0] = (struct list_filter){ "stage", lang_text(rq->lang, N_("Step")),
                                    word_choices(rq, &stage_words, f->by.stage) };
    list[1] = (struct list_filter){ "class", lang_text(rq->lang, N_("Subject matter")),
                                    code_choices(rq, p, v, desk_class_list(p), f->by.class) };
    list[2] = (struct list_filter){ "severity", lang_text(rq->lang, N_("Severity")),
                                    word_choices(rq, &severity_words, f->by.severity) };
    list[3] = (struct list_filter){ "channel", lang_text(rq->lang, N_("Channel")),
                                    word_choices(rq, &channel_words, f->by.channel) };
    list[4] = (struct list_filter){ "team", lang_text(rq->lang, N_("Team")), teams };
    n = teams.n > 1 ? 5 : 4;
    list[n++] = (struct list_filter){ "again", lang_text(rq->lang, N_("Repeat complaints")),
                                      again_choices(rq, f->by.again) };
    if (queue_kinds[queue].ended)
        list[n++] = (struct list_filter){ "called", lang_text(rq->lang, N_("Follow-up call")),
                                          call_choices(rq, f->by.called) };
    *out = (struct rows){ list, n };
    return true;
}

void query_add(struct buf *b, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    buf_printf(b, "&%s=", name);
    buf_url(b, value, strlen(value));
}

const char *filters_query(struct req *rq, const struct filters *f)
{
    struct buf b = buf_new(rq->a);
    char from[DATE_TEXT], to[DATE_TEXT];

    date_text(f->from, from);
    date_text(f->to, to);
    query_add(&b, "stage", f->by.stage);
    query_add(&b, "class", f->by.class);
    query_add(&b, "severity", f->by.severity);
    query_add(&b, "channel", f->by.channel);
    query_add(&b, "called", f->by.called);
    query_add(&b, "again", f->by.again);
    if (f->by.team)
        buf_printf(&b, "&team=%" PRId64, f->by.team);
    query_add(&b, "from", from);
    query_add(&b, "to", to);
    return buf_text(&b);
}

struct list_place list_place(struct req *rq)
{
    const char *text = form_text(rq->query, "after");
    struct list_place p = { 0 };

    if (text && sscanf(text, "%" SCNd64 ".%" SCNd64 ".%d", &p.at, &p.id, &p.shown) != 3)
        p = (struct list_place){ 0 };
    return p;
}

void list_pages(struct req *rq, struct list_page *page, const char *query, const struct pick *pick,
                const struct list_place *from)
{
    page->first = from->shown + (pick->n > 0 ? 1 : 0);
    page->last = from->shown + (int)pick->n;
    if (pick->more)
        page->next_href = arena_printf(rq->a, "%s?after=%" PRId64 ".%" PRId64 ".%d%s", page->path,
                                       pick->place, pick->last, page->last, query);
    if (from->shown > 0)
        page->start_href =
            *query ? arena_printf(rq->a, "%s?%s", page->path, query + 1) : page->path;
}
