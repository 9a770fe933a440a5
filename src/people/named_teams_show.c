#include "people/named_teams_show.h"

#include "base/buf.h"
#include "complaint/named_team.h"
#include "desk/desk_view.h"
#include "edge/edge.h"
#include "people/settings.h"

#include <string.h>

static const char *kind_words(const struct req *rq, const char *part)
{
    static const char *const words[][2] = {
        { "classes", N_("Class") }, { "routes", N_("Route") }, { "copies", N_("Copy") },
        { "tasks", N_("Task") },    { "roles", N_("Role") },
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i][0], part) == 0)
            return lang_text(rq->lang, words[i][1]);
    return part;
}

/* "Class: Lifts"; all of them, divided by commas. */
static const char *uses_words(struct req *rq, const struct named_use *use, size_t n)
{
    const char *all = NULL;

    for (size_t i = 0; i < n; i++) {
        const char *one =
            lang_format(rq->a, rq->lang, N_("{kind}: {name}"), "kind", kind_words(rq, use[i].part),
                        "name", use[i].text->in[rq->lang->index], NULL);
        all = all ? lang_format(rq->a, rq->lang, N_("{first}, {second}"), "first", all, "second",
                                one, NULL)
                  : one;
    }
    return all;
}

static const char *form_of(struct req *rq, const char *team, const char *back)
{
    struct buf b = buf_new(rq->a);

    buf_str(&b, "/desk/settings/teams/new?name=");
    buf_url(&b, team, strlen(team));
    buf_str(&b, "&back=");
    buf_url(&b, back, strlen(back));
    return buf_text(&b);
}

/* How many of them, from there on, are of one team. */
static size_t of_one(const struct named_use *use, size_t n)
{
    size_t same = 1;

    while (same < n && strcmp(use[same].team, use[0].team) == 0)
        same++;
    return same;
}

bool named_teams_lines(struct req *rq, const struct pack_version *v, const char *back,
                       struct rows *out)
{
    const struct named_use *use;
    struct settings_line *lines;
    struct rows missing;
    size_t n = 0;

    if (!named_teams_missing(edge_act(rq), v, &missing, rq->err))
        return false;
    use = missing.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, missing.n);
    for (size_t i = 0, same; i < missing.n; i += same) {
        same = of_one(&use[i], missing.n - i);
        lines[n++] = (struct settings_line){
            .a = lang_format(rq->a, rq->lang,
                             N_("The team “{team}” does not exist ({where}). Make it"), "team",
                             use[i].team, "where", uses_words(rq, &use[i], same), NULL),
            .href = form_of(rq, use[i].team, back),
        };
    }
    *out = (struct rows){ lines, n };
    return true;
}

bool named_teams_words(struct req *rq, const struct pack_version *v, const char **out)
{
    const struct named_use *use;
    struct rows missing;

    *out = NULL;
    if (!named_teams_missing(edge_act(rq), v, &missing, rq->err))
        return false;
    use = missing.row;
    for (size_t i = 0; i < missing.n; i += of_one(&use[i], missing.n - i))
        *out = *out ? lang_format(rq->a, rq->lang, N_("{first}, {second}"), "first", *out, "second",
                                  use[i].team, NULL)
                    : use[i].team;
    return true;
}
