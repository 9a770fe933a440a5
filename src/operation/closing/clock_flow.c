/* Warnings and escalations of running clocks. C10 */
#include "operation/closing/clock_flow.h"

#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "complaint/notices.h"
#include "complaint/pack_version.h"
#include "db/closing_sql.h"
#include "operation/step.h"
#include "web/app.h"

#include <string.h>

static bool reached(const struct clock_row *c, struct instant now)
{
    return strcmp(c->state, "running") == 0 && instant_is_set(c->tell_at) &&
           c->tell_at.us <= now.us;
}

/* Goes on to the highest share that is reached: one event, however long nobody looked. */
static bool advance(struct step *s, struct clock_row *clock, const struct rows *pauses,
                    struct err *err)
{
    struct clock_tell tell;

    while (reached(clock, s->act->now) && clock_tell_after(clock->tells, (int)clock->told, &tell)) {
        clock->told = tell.share;
        if (!due_tell(s->act->a, s->p, clock, pauses, s->act->now, err))
            return false;
    }
    return true;
}

static bool is_whom(const struct clock_tell *tell, const char *whom)
{
    return tell->n == strlen(whom) && strncmp(tell->whom, whom, tell->n) == 0;
}

/* Of what ran out nobody is warned any more, and that it did owner and manager are told by the
 * breach, which a closed case has not. */
static bool tells_nothing(const struct clock_tell *tell, int64_t reached, bool closed)
{
    return (tell->share < 100 && reached >= 100) ||
           (tell->share == 100 && !closed && (is_whom(tell, "owner") || is_whom(tell, "manager")));
}

static bool tell_one(struct telling *t, const struct clock_tell *tell, struct err *err)
{
    t->kind = tell->share < 100 ? "warning" : "escalation";
    t->share = tell->share;
    if (is_whom(tell, "owner"))
        return notice_owner(t, err);
    if (!clock_tells_known(tell->whom, tell->n)) {
        const struct pack_role *role = pack_role(t->d->pack, tell->whom, tell->n);
        return notice_team(t, role ? role->team : NULL, err);
    }
    return notice_role(t, arena_printf(t->h->act->a, "%.*s", (int)tell->n, tell->whom), err);
}

/* Whoever is named at the shares passed since `was`, each person once, of the highest. */
static bool people_tell(struct step *s, const struct clock_row *clock, int64_t was, struct err *err)
{
    enum { TELLS = 16 };
    bool closed = instant_is_set(s->d.c.closed_at);
    struct telling t = { .h = &s->h, .p = s->p, .d = &s->d, .clock = clock };
    struct clock_tell tell[TELLS];
    size_t n = 0;

    for (int share = (int)was; n < TELLS && clock_tell_after(clock->tells, share, &tell[n]) &&
                               tell[n].share <= clock->told;
         share = tell[n++].share)
        ;
    while (n-- > 0)
        if (!tells_nothing(&tell[n], clock->told, closed) && !tell_one(&t, &tell[n], err))
            return false;
    return true;
}

static bool tell(struct step *s, struct err *err)
{
    struct rows pauses;

    if (!clock_pause_of(s->act->a, s->act->db, s->d.c.id, &pauses, err) ||
        !step_event(s, "clock_told", NULL, err))
        return false;
    for (size_t i = 0; i < s->d.clock.n; i++) {
        struct clock_row *clock = &s->d.clock.row[i];
        int64_t was = clock->told;
        if (reached(clock, s->act->now) &&
            !(advance(s, clock, &pauses, err) && people_tell(s, clock, was, err)))
            return false;
    }
    return case_clocks_save(&s->h, s->p, &s->d, err) && history_end(&s->h, err) &&
           (!s->tx.db || tx_commit(&s->tx, err));
}

bool clock_tell(const struct act *act, const struct procedure *p, int64_t complaint,
                struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    for (size_t i = 0; i < s.d.clock.n; i++)
        if (reached(&s.d.clock.row[i], act->now))
            return tell(&s, err);
    return true;
}

bool clocks_tell_lot(const struct act *act, const struct procedure *p, bool *more, struct err *err)
{
    const struct clock_row *clock;
    struct rows rows = { 0 };
    size_t done = 0;

    *more = false;
    if (!sql_clocks_to_tell(act->a, act->db, act->now, &rows, err))
        return false;
    clock = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct err why = { 0 };
        /* Who was faster told, or stopped the clock; else the next look finds it again. */
        if (clock_tell(act, p, clock[i].complaint_id, &why))
            done++;
        else if (why.kind != ERR_CONFLICT && err->kind == ERR_NONE)
            *err = why;
    }
    *more = rows.n == CLOCK_LOT && done > 0;
    return err->kind == ERR_NONE;
}

bool clocks_tell(const struct act *act, const struct procedure *p, struct err *err)
{
    bool more;

    return clocks_tell_lot(act, p, &more, err);
}

/* Less than what /health waits for between two test writes. */
enum { TURN_SECONDS = 3 };

bool clock_lots(struct app *app, clock_lot_fn *lot, struct err *err)
{
    int64_t end = monotonic_now() + SECONDS(TURN_SECONDS);
    bool more = true;

    while (more && monotonic_now() < end) {
        AUTO_ARENA a = arena_new();
        struct act act = act_system(a, app->db, app->vault);
        struct procedure p;
        if (!procedure_load(a, app->db, &p, err) || !lot(&act, &p, &more, err))
            return false;
    }
    return true;
}

bool clocks_tell_job(struct app *app, struct err *err)
{
    return clock_lots(app, clocks_tell_lot, err);
}
