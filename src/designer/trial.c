#include "designer/trial.h"

#include "base/buf.h"
#include "complaint/pack_read.h"
#include "db/designer_sql.h"
#include "operation/step.h"
#include "web/app.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

bool draft_load(const struct act *act, struct pack_draft_row *out, bool *there, struct err *err)
{
    struct err none = { 0 };

    *there = sql_pack_draft(act->a, act->db, act->actor_id, out, &none);
    return *there || none.kind == ERR_NOT_FOUND || (*err = none, false);
}

bool draft_changed(struct err *err)
{
    return err_set(err, ERR_CONFLICT,
                   N_("The draft was changed after this page was shown, and nothing was done now. "
                      "Look at the draft as it is, then do it again."));
}

bool draft_save(const struct act *act, const char *yaml, int64_t days, struct instant was,
                struct pack_draft_row *out, struct err *err)
{
    int64_t n;

    *out = (struct pack_draft_row){
        .staff_id = act->actor_id, .yaml = yaml, .saved_at = act->now, .days = days
    };
    return sql_pack_draft_save(act->a, act->db, act->actor_id, yaml, was, act->now, days, &n,
                               err) &&
           (n > 0 || draft_changed(err));
}

bool draft_end(const struct act *act, struct err *err)
{
    return sql_pack_draft_end(act->a, act->db, act->actor_id, err);
}

/* -- figures as text: a line for all, then one for each clock, its name before the numbers -- */

static void line_write(struct buf *b, const char *name, const struct simulated *s)
{
    buf_str(b, name);
    for (int i = 0; i < SIMULATED_WHATS; i++)
        buf_printf(b, " %" PRId64, s->n[i]);
    buf_char(b, '\n');
}

static const char *figures_text(struct arena *a, const struct simulation *s)
{
    struct buf b = buf_new(a);

    buf_printf(&b, "%" PRId64 " %" PRId64 "\n", s->cases, s->unlike);
    line_write(&b, "*", &s->all);
    for (size_t i = 0; i < s->n_clocks; i++)
        line_write(&b, s->clock[i].name, &s->clock[i]);
    return buf_text(&b);
}

static int64_t number_next(const char **s)
{
    char *end;
    int64_t n = strtoll(*s, &end, 10);

    *s = end;
    return n;
}

static const char *line_read(struct arena *a, const char *s, struct simulated *out)
{
    size_t n = strcspn(s, " \n");

    out->name = arena_strn(a, s, n);
    s += n;
    for (int i = 0; i < SIMULATED_WHATS; i++)
        out->n[i] = number_next(&s);
    return s + (*s == '\n');
}

void trial_read(struct arena *a, const struct pack_draft_row *draft, struct simulation *out)
{
    const char *s = draft->figures;

    *out = (struct simulation){ .cases = 0 };
    if (!s)
        return;
    out->cases = number_next(&s);
    out->unlike = number_next(&s);
    s = line_read(a, s + (*s == '\n'), &out->all);
    while (*s && out->n_clocks < SIMULATE_CLOCKS)
        s = line_read(a, s, &out->clock[out->n_clocks++]);
}

/* -- going on -- */

struct simulate trial_of(const struct act *act, const struct procedure *p,
                         const struct pack_version *before, const struct pack_version *pack,
                         const struct pack_draft_row *draft)
{
    return (struct simulate){ .act = act,
                              .p = p,
                              .before = before,
                              .after = pack,
                              .since = { draft->tried_at.us - SECONDS(draft->days * DAY_SECONDS) },
                              .now = draft->tried_at };
}

static struct simulate_place begin(const struct act *act, struct pack_draft_row *draft)
{
    draft->tried_at = act->now;
    draft->done = false;
    return (struct simulate_place){ { INT64_MAX }, INT64_MAX };
}

bool trial_go_on(const struct act *act, const struct procedure *p, const struct pack_version *pack,
                 struct pack_draft_row *draft, size_t most, struct err *err)
{
    struct simulation *sum = ARENA_NEW(act->a, struct simulation);
    struct simulate_place place = { draft->place_at, draft->place_id };
    const struct pack_version *before;
    int64_t was = draft->place_id;
    struct simulate s;

    if (!instant_is_set(draft->tried_at))
        place = begin(act, draft);
    trial_read(act->a, draft, sum);
    if (!procedure_pack_now(p, act->db, &before, err))
        return false;
    s = trial_of(act, p, before, pack, draft);
    if (!simulate(&s, &place, most, sum, &draft->done, err))
        return false;
    draft->place_at = place.at;
    draft->place_id = place.id;
    draft->figures = figures_text(act->a, sum);
    return sql_pack_draft_tried(act->a, act->db, draft->staff_id, draft->saved_at, was,
                                draft->tried_at, place.at, place.id, draft->done, draft->figures,
                                err);
}

/* -- the clerk -- */

static bool piece(const struct act *act, const struct procedure *p, struct pack_draft_row *draft,
                  struct err *err)
{
    struct pack_problems problems;
    struct pack_version v = { 0 };

    if (!pack_read(act->a, draft->yaml, strlen(draft->yaml), &v, &problems))
        return draft_end(&(struct act){ .a = act->a, .db = act->db, .actor_id = draft->staff_id },
                         err);
    return trial_go_on(act, p, &v, draft, TRIAL_PIECE, err);
}

static bool piece_of_one(const struct act *act, const struct procedure *p, struct err *err)
{
    struct rows rows;

    if (!sql_pack_drafts_under_way(act->a, act->db, &rows, err))
        return false;
    return rows.n == 0 || piece(act, p, &((struct pack_draft_row *)(uintptr_t)rows.row)[0], err);
}

bool trials_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct rows rows;

    return sql_pack_drafts_under_way(a, app->db, &rows, err) &&
           (rows.n == 0 || step_job(app, piece_of_one, err));
}
