/*
 * redress serve: the supervisor, or, with --child, one of its children with everything that
 * requests need. Only here do all parts of the program meet.
 */
#include "web/serve.h"
#include "admin/commands.h"
#include "admin/routes.h"
#include "admin/site.h"
#include "admin/sound.h"
#include "base/pages.h"
#include "edge/edge.h"
#include "edge/pages.h"
#include "keep/journal.h"
#include "web/log.h"

#include <stdio.h>
#include <string.h>

/* What the supervisor reads once for all its children: pages and texts in four languages, which
 * page stands where, and the organisation's procedure, as each finds it at first. */
struct prepared {
    struct site *site;
    struct templates *templates; /* NULL: this child reads them itself, if it shows pages */
    struct router *router;
    struct own own;
};

static bool prepare_pages(struct prepared *p, struct err *err)
{
    lang_load();
    return templates_load(&p->templates, p->site->config.templates, err) &&
           router_new(p->site->a, route_tables, &p->router, err);
}

static bool prepare_procedure(struct prepared *p, struct err *err)
{
    p->own = (struct own){ .a = arena_new(), .pack = p->site->pack };
    p->own.loaded = own_procedure_load(&p->own, p->site->db, err);
    p->own.generation = 1;
    return p->own.loaded;
}

/* What this child lacks because it is no copy of a supervisor that has it. */
static bool prepare_rest(struct prepared *p, bool shows, struct err *err)
{
    return (p->own.loaded || prepare_procedure(p, err)) &&
           (!shows || p->templates || prepare_pages(p, err));
}

/* `shows` says whether this process shows pages: the clerk does without them. */
static void app_make(struct prepared *p, bool shows, struct app *app)
{
    struct site *site = p->site;

    *app = (struct app){ .config = &site->config,
                         .vault = site->vault,
                         .db = site->db,
                         .needs_db = true,
                         .templates = shows ? p->templates : NULL,
                         .zone = p->own.procedure.zone,
                         .lang = p->own.procedure.lang,
                         .router = shows ? p->router : NULL,
                         .own = &p->own };
    app_hooks(app);
}

/* Where the database is, beside the data directory. */
static struct confine reach_of(struct arena *a, struct db *db)
{
    struct db_reach r;
    struct confine_place *places;

    db_reach(a, db, &r);
    places = ARENA_ARRAY(a, struct confine_place, r.n_files + 1);
    for (size_t i = 0; i < r.n_files; i++)
        places[i] = (struct confine_place){ r.files[i], false };
    return (struct confine){ .places = places,
                             .n_places = r.n_files,
                             .network = r.network,
                             .ports = r.ports,
                             .n_ports = r.n_ports };
}

static int child_run(struct prepared *p, const char *role)
{
    struct err err = { 0 };
    struct child child;
    struct app app;

    if (!child_begin(role, &child, &err) || !prepare_rest(p, !child.clerk, &err)) {
        log_event("error", role, 0, "not started", err.detail[0] ? err.detail : err.text);
        return EXIT_CONFIG;
    }
    app_make(p, !child.clerk, &app);
    /* A log that a failed sync left behind was read from memory and may not be on disk: what
     * it holds is written and synced anew before anybody is told of it. [D1] [D5] */
    db_log_put_back(app.db);
    db_log_left(app.db, !child.clerk);
    app.reach = reach_of(p->site->a, app.db);
    return child.clerk ? clerk_run(&app, &child, clerk_jobs) : worker_run(&app, &child);
}

/* A copy of the supervisor: it has read all but keys and database. */
static int copy_run(void *ctx, const char *role)
{
    struct prepared *p = ctx;
    struct err err = { 0 };
    int status;

    if (!site_connect(p->site, &err)) {
        log_event("error", role, 0, "not started", err.detail[0] ? err.detail : err.text);
        return EXIT_CONFIG;
    }
    status = child_run(p, role);
    site_close(p->site);
    return status;
}

static bool listen_set(struct args *args, struct config *config)
{
    const char *listen = args_value(args, "listen"), *workers = args_value(args, "workers");
    const char **one = ARENA_NEW(args->a, const char *);
    char more;

    if (listen) {
        *one = listen;
        config->listen = (struct texts){ one, 1 };
    }
    if (workers && (sscanf(workers, "%d%c", &config->workers, &more) != 1 || config->workers < 1 ||
                    config->workers > SHARED_WORKERS)) {
        fprintf(stderr, "redress serve: --workers is a number from 1 to %d\n", SHARED_WORKERS);
        return false;
    }
    return true;
}

/* What was restored from a backup may hold people who were erased since. */
static bool erased_stay(struct site *site, struct err *err)
{
    int64_t n;

    if (!journal_replay(&site->act, &site->procedure, site->config.data, &n, err))
        return false;
    if (n > 0)
        log_event("info", "supervisor", 0, "erased again", "as the erasure journal says");
    return true;
}

/* A setting that is wrong, or a page of one's own: starting again does not help. */
static int not_fit(struct arena *a, const struct err *err)
{
    command_failed(a, err);
    return EXIT_CONFIG;
}

static bool config_wrong(struct arena *a, const char *data)
{
    struct config config;
    struct err why = { 0 };

    return !config_load(a, data, &config, &why);
}

static int not_opened(struct arena *a, const char *data, const struct err *err)
{
    if (config_wrong(a, data))
        return not_fit(a, err);
    if (db_damage(a, site_database(a, data)))
        fputs(
            "redress: the database file is damaged: \"redress check\" says more, and what to do\n",
            stderr);
    return command_failed(a, err);
}

/* Whoever changes it there waits in vain. */
static void zone_told(const struct prepared *p)
{
    const char *set = procedure_text(&p->own.procedure, "zone", "UTC");
    const char *named = p->site->config.time_zone;

    if (strcmp(named, "UTC") != 0 && strcmp(named, set) != 0)
        log_event("warning", "supervisor", 0, "time_zone of redress.conf",
                  "says nothing any more: the zone is a setting of the organisation, at the desk");
}

static int supervise(struct args *args, struct prepared *p, int lock, enum sound_end end)
{
    struct site *site = p->site;
    struct err err = { 0 };

    if (!sound(args->a, site, end, &err) || !erased_stay(site, &err) || !prepare_procedure(p, &err))
        return command_failed(args->a, &err);
    if (!prepare_pages(p, &err) || !pages_check(p->templates, &err))
        return not_fit(args->a, &err);
    zone_told(p);
    site_close(site);  /* nothing is copied with a database open */
    pages_give_back(); /* from here on it waits for its children */
    return serve_supervise(&site->config, &(struct serve_child){ copy_run, p, args->argv, lock });
}

static int not_held(const struct err *err, int status)
{
    log_event("error", "supervisor", 0, "not started", err->detail);
    return status;
}

static int serve_run(struct args *args)
{
    const char *role = args_value(args, "child"), *data = args_value(args, "data");
    AUTO_SITE site = { 0 };
    struct prepared prepared = { .site = &site };
    struct err err = { 0 }, unlocked = { 0 };
    enum sound_end end;
    int status, lock = -1;

    /* Before anything is looked at or written: beside another server, or one that is ending, its
     * journal would be taken for one that was left. */
    if (!role && !serve_lock_wait(data, &lock, &unlocked) && lock >= 0)
        return not_held(&unlocked, EXIT_HELD);
    end = role ? SOUND_CLEAN : sound_end(args->a, data);
    if (!site_open(args, &site, &err))
        return role ? EXIT_CONFIG : not_opened(args->a, data, &err);
    if (!role && lock < 0)
        return not_held(&unlocked, EXIT_CONFIG);
    if (!listen_set(args, &site.config))
        return EXIT_USAGE;
    status = role ? child_run(&prepared, role) : supervise(args, &prepared, lock, end);
    own_end(&prepared.own);
    templates_free(prepared.templates);
    return status;
}

const struct command serve_commands[] = {
    { "serve", "data= listen= workers= child=", "--data DIR [--listen HOST:PORT] [--workers N]",
      "Serves the portal, the desk and the API until it is told to end.\n"
      "Runs in the foreground; SIGTERM ends it cleanly.\n"
      "Exit status: 0 ended as it was told, 1 the data cannot be opened, 2 wrong usage, 74 the "
      "disk\n"
      "did not keep what was written at the start, 75 another process has the data directory, and\n"
      "had it for ten seconds, 77 its processes cannot be confined, 78 it could not begin: "
      "another\n"
      "program at that address, or a setting that is wrong.",
      serve_run },
    { 0 },
};
