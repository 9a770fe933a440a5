/* Why a case is where it is: each time it went to a team, by which route and what that found, or
 * who sent it. [4.12-a] */
#include "desk/case_show.h"

#include "base/buf.h"
#include "complaint/named_team.h"
#include "complaint/pack_version.h"
#include "complaint/routing.h"
#include "people/team.h"

#include <string.h>

struct routing_words {
    const struct case_show *s;
    const struct routing_row *row;
    struct rows teams; /* struct team_row */
};

static const char *team_name(const struct routing_words *w, int64_t id)
{
    const struct team_row *team = w->teams.row;

    for (size_t i = 0; i < w->teams.n; i++)
        if (team[i].id == id)
            return team[i].name;
    return "";
}

/* What a condition's value is called. */
static const char *value_words(const struct case_show *s, const char *what, const char *value)
{
    const struct lang *lang = strcmp(what, "language") == 0 ? lang_by_tag(value) : NULL;

    if (lang)
        return lang->name;
    if (strcmp(what, "class") == 0)
        return desk_class_label(s->rq, s->p, value);
    if (strcmp(what, "channel") == 0)
        return desk_word(s->rq, &channel_words, value);
    return desk_word(s->rq, &severity_words, value);
}

static const char *condition_words(const struct case_show *s, const char *what, const char *value)
{
    static const struct {
        const char *what, *words;
    } table[] = {
        { "class", N_("the class ({value})") },
        { "unit", N_("where it came in") },
        { "product", N_("the product") },
        { "place", N_("the place") },
        { "language", N_("the language ({value})") },
        { "channel", N_("the channel ({value})") },
        { "severity", N_("the severity ({value})") },
    };

    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].what, what) == 0)
            return value ? lang_format(s->rq->a, s->rq->lang, table[i].words, "value",
                                       value_words(s, what, value), NULL)
                         : lang_text(s->rq->lang, table[i].words);
    return "";
}

static void add(struct buf *b, const char *sentence)
{
    buf_printf(b, "%s%s", b->n > 0 ? " " : "", sentence);
}

/* The team that was named for it and did not exist; NULL when it was there. */
static const char *lost_team(const struct routing_words *w)
{
    const struct pack_version *v = w->s->d->pack;
    const char *because = w->row->because ? w->row->because : "", *space = strrchr(because, ' ');
    const char *last = space ? space + 1 : because;
    const struct pack_route *route;

    if (strncmp(last, ROUTED_NO_TEAM "=", strlen(ROUTED_NO_TEAM) + 1) == 0)
        return named_team_of_class(v, last + strlen(ROUTED_NO_TEAM) + 1);
    route = strcmp(last, ROUTED_NO_TEAM) == 0 ? pack_route(v, w->row->rule) : NULL;
    return route ? route->team : NULL;
}

static void lost_words(const struct routing_words *w, const char *team, struct buf *b)
{
    add(b, lang_format(w->s->rq->a, w->s->rq->lang,
                       N_("The team that the procedure names there, “{team}”, did not exist; so it "
                          "went where it would go without."),
                       "team", team, NULL));
}

/* "class=goods place" in words; NULL: nothing was asked. */
static const char *because_words(const struct case_show *s, const char *because)
{
    struct req *rq = s->rq;
    const char *all = NULL;

    for (const char *at = because; at && *at;) {
        size_t n = strcspn(at, " "), name = strcspn(at, "= ");
        const char *value = name < n ? arena_strn(rq->a, at + name + 1, n - name - 1) : NULL;
        const char *one = condition_words(s, arena_strn(rq->a, at, name), value);
        at += n + (at[n] == ' ');
        if (!*one)
            continue;
        all = all ? lang_format(rq->a, rq->lang, N_("{first}, {second}"), "first", all, "second",
                                one, NULL)
                  : one;
    }
    return all;
}

static void rule_words(const struct routing_words *w, struct buf *b)
{
    const struct case_show *s = w->s;
    struct req *rq = s->rq;
    const struct pack_route *route = pack_route(s->d->pack, w->row->rule);
    const char *because = because_words(s, w->row->because);
    const char *name = route ? route->text.in[rq->lang->index] : w->row->rule;

    if (because)
        add(b, lang_format(rq->a, rq->lang, N_("By the route “{route}”, because of {reasons}."),
                           "route", name, "reasons", because, NULL));
    else
        add(b, lang_format(rq->a, rq->lang, N_("By the route “{route}”."), "route", name, NULL));
}

static void owner_words(const struct routing_words *w, struct buf *b)
{
    struct req *rq = w->s->rq;
    const char *away = case_name(w->s, w->row->absent_id);

    if (away)
        add(b,
            lang_format(rq->a, rq->lang, N_("{name} is away; they stand in."), "name", away, NULL));
    if (w->row->chosen)
        add(b, lang_text(rq->lang, word_label(&route_owner_words,
                                              word_value(&route_owner_words, w->row->chosen))));
}

static void by_words(const struct routing_words *w, struct buf *b)
{
    const struct case_show *s = w->s;
    const char *who = case_name(s, w->row->by_id);
    bool back = strcmp(w->row->way, "returned") == 0;

    if (!who)
        who = lang_text(s->rq->lang, N_("somebody"));
    add(b,
        lang_format(s->rq->a, s->rq->lang,
                    back ? N_("Sent back by {name}: it was wrong there.") : N_("Sent by {name}."),
                    "name", who, NULL));
}

/* No route: the team of its class. */
static void class_words(const struct routing_words *w, struct buf *b)
{
    const struct case_show *s = w->s;
    const char *because = because_words(s, w->row->because);

    add(b, because ? lang_format(s->rq->a, s->rq->lang,
                                 N_("These complaints are theirs, because of {reasons}."),
                                 "reasons", because, NULL)
                   : lang_text(s->rq->lang, N_("These complaints are theirs.")));
}

static struct panel_line line_of(const struct routing_words *w)
{
    struct req *rq = w->s->rq;
    struct buf b = buf_new(rq->a);
    const char *team = team_name(w, w->row->team_id), *owner = case_name(w->s, w->row->owner_id);
    const char *lost = lost_team(w);

    if (strcmp(w->row->way, "returned") == 0 || strcmp(w->row->way, "sent") == 0)
        by_words(w, &b);
    else if (w->row->rule)
        rule_words(w, &b);
    else if (!lost)
        class_words(w, &b);
    if (lost)
        lost_words(w, lost, &b);
    owner_words(w, &b);
    return (struct panel_line){
        .text = owner ? lang_format(rq->a, rq->lang, N_("To {team}: {owner}"), "team", team,
                                    "owner", owner, NULL)
                      : lang_format(rq->a, rq->lang, N_("To {team}"), "team", team, NULL),
        .detail = buf_text(&b),
    };
}

bool case_routings(const struct case_show *s, struct case_page *page)
{
    struct routing_words w = { .s = s };
    const struct routing_row *row;
    struct panel_line *list;
    struct rows rows;

    if (!routing_of(s->rq->a, s->rq->db, s->d->c.id, &rows, s->rq->err) ||
        (rows.n > 0 && !team_list(edge_act(s->rq), &w.teams, s->rq->err)))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(s->rq->a, struct panel_line, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        w.row = &row[rows.n - 1 - i];
        list[i] = line_of(&w);
    }
    page->routings = (struct rows){ list, rows.n };
    return true;
}
