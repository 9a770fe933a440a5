/* The clerk's part in the log. */
#include "db/log_sql.h"
#include "db/upkeep_sql.h"
#include "log/checkpoint.h"
#include "log/log.h"
#include "log/place.h"
#include "log/tiles.h"
#include "web/log.h"

/* A transaction is short, so that filing does not wait for it, and a run takes a moment, so that
 * the clerk's other jobs do not: what is more is for the next. A command that fails is not started
 * again at once. */
enum { PIECE = 500, PIECES = 40, PUSH_SECONDS = 10, LAST_PUSH_SECONDS = 4, AGAIN_SECONDS = 60 };

bool log_place(struct arena *a, const struct config *config, int64_t size, const char *note,
               int seconds, struct err *err)
{
    return place_put(a, place_folder(a, config->data), size, note, true, err) &&
           (!config->checkpoint_folder ||
            place_put(a, config->checkpoint_folder, size, note, false, err)) &&
           (config->checkpoint_command.n == 0 ||
            place_push(a, config->checkpoint_command, note, seconds, err));
}

static bool place(struct app *app, struct arena *a, const struct checkpoint_row *c, struct err *err)
{
    int seconds = app->ending ? LAST_PUSH_SECONDS : PUSH_SECONDS;
    struct instant now = instant_now();

    if (c->placed_at.us != 0 || (!app->ending && now.us - c->tried_at.us < SECONDS(AGAIN_SECONDS)))
        return true;
    return sql_checkpoint_tried(a, app->db, c->id, now, err) &&
           log_place(a, app->config, c->id, c->note, seconds, err) &&
           sql_checkpoint_placed(a, app->db, c->id, instant_now(), err);
}

static bool grow_piece(struct app *app, struct arena *a, int64_t *size, struct err *err)
{
    bool more;
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, app->db, err) && tiles_grow(a, app->db, PIECE, size, &more, err) &&
           tx_commit(&tx, err);
}

/* Brings the tiles further; `*news` is whether events came since that many. */
static bool grow(struct app *app, struct arena *a, int64_t covered, bool *whole, bool *news,
                 struct err *err)
{
    int64_t end, size;

    if (!sql_log_end(a, app->db, &end, err) || !tiles_size(a, app->db, &size, err))
        return false;
    for (int i = 0; i < PIECES && end > size; i++)
        if (!grow_piece(app, a, &size, err))
            return false;
    *whole = size >= end;
    *news = end != covered;
    return true;
}

static bool newest(struct app *app, struct arena *a, struct checkpoint_row *out, struct err *err)
{
    const struct checkpoint_row *row;
    struct rows rows;

    if (!sql_checkpoint_newest(a, app->db, &rows, err))
        return false;
    row = rows.row;
    *out = rows.n > 0 ? *row : (struct checkpoint_row){ 0 };
    return true;
}

static bool due(const struct app *app, const struct checkpoint_row *last)
{
    int64_t ago = instant_now().us - last->at.us;

    /* A time to come is that of a clock which was set back, or of nobody honest. */
    return app->ending || ago < 0 || ago >= SECONDS(app->config->checkpoint_seconds);
}

/* A history that contradicts what was signed is for the administrator to know. */
static bool make(struct app *app, const struct act *act, struct err *err)
{
    const char *note;
    struct err none = { 0 };

    if (signing_key_ready(act, err) &&
        checkpoint_make(act, place_folder(act->a, app->config->data), &note, err))
        return true;
    if (err->kind == ERR_CONFLICT &&
        !sql_upkeep_note(act->a, app->db, "log_refused", act->now, &none))
        log_event("error", "clerk", (int)none.kind, "checkpoint", none.detail);
    return false;
}

bool log_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct act act = act_system(a, app->db, app->vault);
    struct checkpoint_row last;
    bool whole, news;

    if (!newest(app, a, &last, err) || !grow(app, a, last.id, &whole, &news, err))
        return false;
    if (news && (whole || app->ending) && due(app, &last) &&
        (!make(app, &act, err) || !newest(app, a, &last, err)))
        return false;
    return last.id == 0 || place(app, a, &last, err);
}
