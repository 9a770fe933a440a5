#include "edge/wall_clock.h"

#include "complaint/history.h"
#include "db/wall_clock_sql.h"
#include "web/app.h"
#include "web/log.h"

/* Less is what time services correct every day. */
enum { STEP_SECONDS = 2 };

static bool step_note(struct app *app, struct arena *a, int64_t us, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct act act = act_system(a, app->db, app->vault);
    const char *by = arena_printf(a, "%" PRId64 " s", us / 1000000);
    struct history h;

    log_event("error", "clerk", (int)(us / 1000000), "the clock was set back", NULL);
    return tx_begin(&tx, app->db, err) &&
           history_begin(&h, &act, COMPLAINT_NONE, "clock_set_back", by, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

/* How far it is behind the newest event: it may have been set back while nothing ran. */
static bool behind(struct app *app, struct arena *a, int64_t *us, struct err *err)
{
    int64_t last;

    if (!sql_wall_clock_last(a, app->db, &last, err))
        return false;
    *us = last - instant_now().us;
    return true;
}

bool wall_clock_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    int64_t ahead = instant_now().us - monotonic_now(), back;

    if (app->clock_ahead == 0 && !behind(app, a, &back, err))
        return false;
    if (app->clock_ahead != 0)
        back = app->clock_ahead - ahead;
    if (back < -SECONDS(STEP_SECONDS) && app->clock_ahead != 0)
        log_event("warning", "clerk", 0, "the clock was set ahead", NULL);
    if (back > SECONDS(STEP_SECONDS) && !step_note(app, a, back, err))
        return false;
    app->clock_ahead = ahead;
    return true;
}
