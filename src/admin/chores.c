#include "admin/chores.h"

#include "admin/sound.h"
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

static bool under_way(struct app *app)
{
    int status;

    if (app->chore == 0)
        return false;
    if (waitpid(app->chore, &status, WNOHANG) == 0)
        return true;
    app->chore = 0;
    return false;
}

/* `more` may be NULL. */
static bool start(struct app *app, const char *command, const char *more, struct err *err)
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

    if (under_way(app))
        return true;
    if (!app->looked) {
        app->looked = true;
        if (sound_later(a, config))
            return start(app, "check", "--quick", err);
    }
    if (!sql_upkeep_read(a, app->db, &u, err))
        return false;
    if (config->backup.folder &&
        due(now, u.backup_good, u.backup_failed, config->backup.every_hours))
        return start(app, "backup", NULL, err);
    if (config->check_hours > 0 && check_due(app, now, &u))
        return start(app, "check", NULL, err);
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
