/* Tasks in words: what they are called, whom they are with, how far they are. */
#include "complaint/pack_version.h"
#include "edge/names.h"
#include "operation/task/task_parts_page.h"
#include "people/team.h"

#include <string.h>

static const char *team_name(struct req *rq, int64_t id)
{
    struct err none = { 0 };
    struct team_row team;

    return team_by_id(rq->a, rq->db, id, &team, &none) ? team.name : "–";
}

static const char *outsider_name(struct req *rq, int64_t id)
{
    const char *name = NULL;

    if (!edge_staff_name(rq, id, &name))
        err_clear(rq->err);
    return name ? name : "–";
}

const char *task_name(struct req *rq, const struct pack_version *pack, const char *code,
                      int64_t team, int64_t outsider)
{
    const struct pack_task *t = pack_task(pack, code);

    if (t)
        return t->text.in[rq->lang->index];
    return outsider ? outsider_name(rq, outsider) : team_name(rq, team);
}

const char *task_whom(struct req *rq, int64_t team, int64_t staff, int64_t outsider)
{
    const char *name = NULL;

    if (outsider)
        return outsider_name(rq, outsider);
    if (!edge_staff_name(rq, staff, &name))
        err_clear(rq->err);
    return name ? arena_printf(rq->a, "%s · %s", team_name(rq, team), name) : team_name(rq, team);
}

const char *task_state_text(struct req *rq, const char *state)
{
    return desk_word(rq, &task_state_words, state);
}

struct panel_line task_panel_line(const struct case_show *s, const struct task_row *t)
{
    struct req *rq = s->rq;
    const struct clock_row *clock = task_clock(s->d, t);
    const char *state = task_state_text(rq, t->state);

    return (struct panel_line){
        .id = t->id,
        .text = task_name(rq, s->d->pack, t->code, t->team_id, t->outsider_id),
        .detail = clock && task_open(t)
                      ? arena_printf(rq->a, "%s · %s", state,
                                     lang_date(rq->a, rq->lang,
                                               zone_date(rq->app->zone, clock->due_at, NULL),
                                               DATE_SHORT, rq->today))
                      : state,
        .href = arena_printf(rq->a, "%s/tasks/%" PRId64, s->path, t->id),
        .done = !task_unsettled(t),
    };
}

const char *task_done_words(struct req *rq)
{
    static const char *const table[][2] = {
        { "asked", N_("The team is asked. It finds the task in its list.") },
        { "asked_above",
          N_("The team is asked. Nobody works in it itself: those who lead the teams "
             "above it find the task in their list. Tell them, or ask another "
             "team.") },
        { "asked_outside", N_("They are asked again. Their link shows it.") },
        { "taken", N_("Their answer is taken down. It is for you to settle.") },
        { "revoked", N_("The link opens nothing any more.") },
        { "agreed", N_("They have until the new day.") },
        { "accepted", N_("The task is taken on.") },
        { "sent_back", N_("The task is sent back.") },
        { "finished", N_("It is recorded as done. Whoever asked confirms it.") },
        { "confirmed", N_("The task is settled.") },
        { "given_back", N_("The task is back with the team.") },
        { "cancelled", N_("The task is cancelled.") },
    };
    const char *word = form_text(rq->query, "done");

    for (size_t i = 0; word && i < COUNT(table); i++)
        if (strcmp(table[i][0], word) == 0)
            return lang_text(rq->lang, table[i][1]);
    return NULL;
}
