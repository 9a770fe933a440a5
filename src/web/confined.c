#include "web/confined.h"

#include "web/log.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct places {
    struct arena *a;
    struct confine_place *list;
    size_t n;
};

static void place_add(struct places *p, const char *path, bool write)
{
    if (path)
        p->list[p->n++] = (struct confine_place){ path, write };
}

/* Room for `more` places beside those that everybody needs: the data directory, and the folder
 * where its database really lies. */
static struct places places_new(struct arena *a, const struct config *config, size_t more)
{
    char *file = realpath(arena_printf(a, "%s/redress.db", config->data), NULL);
    struct places p = { .a = a, .list = ARENA_ARRAY(a, struct confine_place, more + 3) };
    const char *end = file ? strrchr(file, '/') : NULL;

    place_add(&p, config->data, true);
    if (end)
        place_add(&p, arena_strn(a, file, (size_t)(end - file)), true);
    free(file);
    /* The leak detector reads how the memory of its own process lies. */
    if (CONFINE_LEAKS)
        place_add(&p, "/proc", false);
    return p;
}

static bool inside(const char *folder, const char *path)
{
    char *f = realpath(folder, NULL), *p = realpath(path, NULL);
    size_t n = f ? strlen(f) : 0;
    bool is = f && p && strncmp(p, f, n) == 0 && (p[n] == '/' || p[n] == '\0');

    free(f);
    free(p);
    return is;
}

static const char *named(struct arena *a, unsigned parts)
{
    return arena_printf(a, "%s%s%s", parts & CONFINE_FILES ? "files " : "",
                        parts & CONFINE_PORTS ? "ports " : "",
                        parts & CONFINE_CALLS ? "calls" : "");
}

static bool failed(const char *who, const char *why)
{
    log_event("error", who, 0, "not confined", why);
    return false;
}

/* Takes away, and then tries, what is given up here. */
static bool give_up(struct arena *a, const char *who, const struct confine *c, unsigned parts)
{
    struct err err = { 0 };
    const char *what;

    if (((parts & CONFINE_FILES) && !confine_files(c, &err)) ||
        ((parts & CONFINE_CALLS) && !confine_calls(c, &err)))
        return failed(who, err.detail);
    what = confine_broken(c, parts);
    return !what || failed(who, arena_printf(a, "this process can %s", what));
}

/* -- the supervisor -- */

/* What is to be given up here; what a kernel lacks is said, and does or does not matter. */
static bool parts_known(struct arena *a, const struct config *config, unsigned *parts)
{
    unsigned wanted = CONFINE_FILES | CONFINE_CALLS, missing;
    bool required = config->confinement == CONFINEMENT_REQUIRED;

    *parts = config->confinement == CONFINEMENT_OFF ? 0 : confine_offered();
    missing = wanted & ~*parts;
    if (config->confinement == CONFINEMENT_OFF)
        log_event("warning", "supervisor", 0, "not confined", "confinement is off in redress.conf");
    else if (missing)
        log_event(required ? "error" : "warning", "supervisor", 0, "not confined",
                  arena_printf(a, "this kernel does not confine: %s", named(a, missing)));
    return !required || !missing;
}

static struct confine of_service(struct arena *a, const struct config *config)
{
    struct places p = places_new(a, config, config->command_folders.n + 7);

    place_add(&p, config->backup.folder, true);
    place_add(&p, config->checkpoint_folder, true);
    for (size_t i = 0; i < config->command_folders.n; i++)
        place_add(&p, config->command_folders.s[i], true);
    place_add(&p, getenv("TMPDIR"), true);
    place_add(&p, getenv("SQLITE_TMPDIR"), true);
    place_add(&p, "/tmp", true);
    place_add(&p, "/var/tmp", true);
    place_add(&p, "/dev", true);
    return (struct confine){ .kind = CONFINE_SERVICE, .places = p.list, .n_places = p.n };
}

bool confined_supervisor(const struct config *config, struct shared *shared)
{
    AUTO_ARENA a = arena_new();
    unsigned parts;
    struct confine c;

    if (!parts_known(a, config, &parts))
        return false;
    /* Nobody can make it later. A folder that cannot be made is the clerk's to complain of. */
    if (config->checkpoint_folder)
        (void)!mkdir(config->checkpoint_folder, 0700);
    c = of_service(a, config);
    if (!give_up(a, "supervisor", &c, parts))
        return false;
    shared->confined = (int32_t)parts;
    if (parts)
        log_event("info", "supervisor", 0, "confined", named(a, parts));
    return true;
}

/* -- its children -- */

bool confined_clerk(const struct app *app)
{
    AUTO_ARENA a = arena_new();
    struct confine c = of_service(a, app->config);
    const char *what = confine_broken(&c, (unsigned)app->shared->confined);

    return !what || failed("clerk", arena_printf(a, "this process can %s", what));
}

/* A key in a folder that workers read is not out of their reach, which no try can change. */
static const char *secret_of(const struct app *app, const struct confine *c)
{
    for (size_t i = 0; app->config->master_key && i < c->n_places; i++) {
        if (!inside(c->places[i].path, app->config->master_key))
            continue;
        if (app->worker == 0)
            log_event("warning", "worker", 0, "the master key is within reach of workers",
                      "redress.conf: keep master_key outside of /etc and of the data directory");
        return NULL;
    }
    return app->config->master_key;
}

bool confined_worker(const struct app *app)
{
    AUTO_ARENA a = arena_new();
    unsigned parts = (unsigned)app->shared->confined;
    struct places p = places_new(a, app->config, app->reach.n_places + 1);
    struct confine c = app->reach;

    /* What SQLite and the JSON library begin their random numbers with; without it they take the
     * time of day, and say nothing. */
    place_add(&p, "/dev/urandom", false);
    for (size_t i = 0; i < app->reach.n_places; i++)
        place_add(&p, app->reach.places[i].path, app->reach.places[i].write);
    c.kind = CONFINE_WORKER;
    c.places = p.list;
    c.n_places = p.n;
    c.secret = secret_of(app, &c);
    return give_up(a, "worker", &c, parts);
}
