/* Teams in the form of a thing: chosen from those that are there; one that is not has to be said to
 * be made later, so that no wrong letter sends complaints elsewhere. */
#include "designer/part_form.h"

#include "complaint/named_team.h"
#include "edge/edge.h"
#include "people/settings.h"

#include <string.h>

bool part_of_teams(const struct part_key *k)
{
    return k->kind == PART_TEAM || k->kind == PART_TEAMS;
}

const char *part_later_name(struct arena *a, const char *input)
{
    return arena_printf(a, "%s.later", input);
}

static const char *line_of(struct arena *a, const char *text, size_t n)
{
    while (n > 0 && strchr(" \t\r", text[n - 1]))
        n--;
    while (n > 0 && strchr(" \t", *text)) {
        text++;
        n--;
    }
    return arena_strn(a, text, n);
}

bool part_teams_absent(struct part_form *f, const char *value, const char **out)
{
    struct req *rq = f->rq;

    *out = NULL;
    for (const char *at = value; *at;) {
        size_t n = strcspn(at, "\n");
        const char *name = line_of(rq->a, at, n);
        int64_t team = 0;
        if (*name && !named_team(edge_act(rq), name, &team, rq->err))
            return false;
        if (*name && team == 0)
            *out = *out ? lang_format(rq->a, rq->lang, N_("{first}, {second}"), "first", *out,
                                      "second", name, NULL)
                        : name;
        at += n + (at[n] == '\n');
    }
    return true;
}

bool part_teams_sent(struct part_form *f)
{
    struct req *rq = f->rq;

    for (size_t i = 0; i < f->part->n_keys; i++) {
        const char *name, *absent;
        if (!part_of_teams(&f->part->key[i]))
            continue;
        name = part_input(rq->a, &f->part->key[i]);
        if (!part_teams_absent(f, settings_sent(rq, name), &absent))
            return false;
        if (absent && !settings_ticked(rq, part_later_name(rq->a, name), "yes") &&
            f->errors.n < COUNT(f->errors.e))
            f->errors.e[f->errors.n++] = (struct field_error){
                .field = name,
                .text = lang_format(rq->a, rq->lang,
                                    N_("There is no team of the name {name}. Choose one that is "
                                       "there, or tick that it is made later."),
                                    "name", absent, NULL),
            };
    }
    return true;
}
