#include "admin/chores.h"

#include "admin/sound.h"
#include "base/durable.h"
#include "db/upkeep_sql.h"
#include "web/app.h"
#include "web/log.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { HOUR = 3600, QUARTER = 900, AGAIN_HOURS = 1 };

/* -- in the clerk -- */

/* It noted itself how it ended, unless it was ended or could not even begin. What did not end well
 * rests, whatever could be noted of it: else it would be begun again and again. */
static bool ended(struct app *app, struct arena *a, int status, struct instant now, struct err *err)
{
    bool lost = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SYNC;

    app->chore = 0;
    if (status != 0)
        app->chore_rest = monotonic_now() + SECONDS(QUARTER);
    if (lost)
        log_event("fatal", "upkeep", EXIT_SYNC, "sync failed", app->chore_note);
    return (WIFEXITED(status) && !lost) || !app->chore_note ||
           sql_upkeep_note(a, app->db, app->chore_note, now, err);
}

static bool under_way(struct app *app, struct arena *a, struct instant now, bool *yes,
                      struct err *err)
{
    int status = 0;

    *yes = app->chore != 0 && waitpid(app->chore, &status, WNOHANG) == 0;
    return *yes || app->chore == 0 || ended(app, a, status, now, err);
}

/* `note` is what is noted of a failure; it and `more` may be NULL. */
static bool start(struct app *app, const char *command, const char *more, const char *note,
                  struct err *err)
{
    /* posix_spawn does not write to them; its type is older than const. */
    char *const argv[] = { (char[]){ "redress" },
                           (char *)(uintptr_t)command,
                           (char[]){ "--data" },
                           (char *)(uintptr_t)app->config->data,
                           (char[]){ "--log" },
                           (char *)(uintptr_t)more,
                           NULL };
    posix_spawnattr_t attr;
    sigset_t none;
    int failed;

    sigemptyset(&none); /* the clerk has its own ways with signals */
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attr, &none);
    failed = posix_spawn(&app->chore, "/proc/self/exe", NULL, &attr, argv, environ);
    posix_spawnattr_destroy(&attr);
    app->chore_note = note;
    if (failed == 0)
        return true;
    app->chore = 0;
    return err_internal(err, "%s cannot be started: %s", command, strerror(failed));
}

/* After a failure sooner; a wall clock that was set back is no reason to wait. */
static bool due(struct instant now, struct instant good, struct instant failed, int hours)
{
    int again = hours < AGAIN_HOURS ? hours : AGAIN_HOURS;
    bool old = good.us > now.us || now.us - good.us >= SECONDS((int64_t)hours * HOUR);
    bool waited = failed.us > now.us || now.us - failed.us >= SECONDS((int64_t)again * HOUR);

    return old && waited;
}

/* Not right after a start, which may be one of many. */
static bool check_due(struct app *app, struct instant now, const struct upkeep *u)
{
    if (app->chores_from == 0)
        app->chores_from = now.us;
    return now.us - app->chores_from >= SECONDS(QUARTER) &&
           due(now, u->check_good, u->check_found, app->config->check_hours);
}

bool chores_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct config *config = app->config;
    struct instant now = instant_now();
    struct upkeep u;
    bool yes;

    if (!under_way(app, a, now, &yes, err) || yes)
        return yes;
    if (monotonic_now() < app->chore_rest)
        return true;
    if (!app->looked) {
        app->looked = true;
        if (sound_later(a, config))
            return start(app, "check", "--quick", NULL, err);
    }
    if (!sql_upkeep_read(a, app->db, &u, err))
        return false;
    if (config->backup.folder &&
        due(now, u.backup_good, u.backup_failed, config->backup.every_hours))
        return start(app, "backup", NULL, "backup_failed", err);
    if (config->check_hours > 0 && check_due(app, now, &u))
        return start(app, "check", NULL, NULL, err);
    return true;
}

/* -- in the commands -- */

void chore_begin(const struct args *args)
{
    if (!args_has(args, "log"))
        return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    (void)!nice(10);
}

void chore_note(struct site *site, const char *name)
{
    struct err err = { 0 };

    if (!sql_upkeep_note(site->a, site->db, name, instant_now(), &err))
        log_event("error", "upkeep", (int)err.kind, name, err.detail);
}

int chore_failed(const struct args *args, const char *event, const struct err *err)
{
    if (!args_has(args, "log"))
        return command_failed(args->a, err);
    log_event("error", "upkeep", (int)err->kind, event, err->detail[0] ? err->detail : err->text);
    return EXIT_REFUSED;
}
