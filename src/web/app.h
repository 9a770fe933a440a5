/*
 * What all requests of a process share, and the few things the web needs from
 * the rest of the program: main.c fills them in, so that `web` includes nothing
 * that knows a complaint.
 */
#ifndef WEB_APP_H
#define WEB_APP_H

#include "base/confine.h"
#include "base/vault.h"
#include "i18n/lang.h"
#include "web/config.h"
#include "web/form.h"
#include "web/req.h"
#include "web/router.h"
#include "web/shared.h"
#include "web/template.h"

struct organisation; /* framework/: the settings of the organisation */

struct app {
    const struct config *config;
    const struct vault *vault;
    struct db *db; /* NULL while the database is away */
    bool needs_db; /* without it, all but ROUTE_NO_DB and ROUTE_STATIC is 503 */
    const struct templates *templates;
    const struct zone *zone; /* the organisation's */
    const struct lang *lang; /* when a reader's language is not known */
    const struct organisation *organisation;
    struct shared *shared;
    struct confine reach; /* what a worker needs beside the data directory: its database */
    const struct router *router;
    int worker;             /* index; for the log */
    int wake;               /* the clerk's bell (serve.h) */
    bool ending;            /* the clerk does its last round */
    void *own;              /* whatever main.c wants its hooks to find */
    int chore;              /* the process that does something long for the clerk; 0 = none */
    const char *chore_note; /* what is noted of it when it does not end by itself; or NULL */
    int64_t chore_rest;     /* none is begun before then, as one did not end well; monotonic */
    bool looked;            /* whether it had the database file looked at since it started */
    int64_t chores_from;    /* when it first looked what is to be done, microseconds */
    int64_t clock_ahead;    /* of the monotonic clock, when the clerk looked last; 0 = never */

    /* Finds out who asks, by session or key: sets rq->user, rq->form_token and, if the
     * user has chosen one, rq->lang. Nobody known is no error. Without a route it is for the page
     * that says that there is none. NULL = nobody ever is. */
    bool (*identify)(struct req *rq);
    /* Whether who asks may use a route of that right (not 0). NULL = never. */
    bool (*allowed)(struct req *rq, int right);
    /* Whether the form (field `form_token`) or the head (`Form-Token`) carries the
     * session's token. [S22] [S23] NULL = never. */
    bool (*form_token_valid)(struct req *rq);
    /* Whether this very form was sent before; then it is answered. Before each handler; NULL =
     * nothing is known of that. */
    bool (*sent_before)(struct req *rq);
    /* Where the files of a ROUTE_UPLOAD go. NULL = files are refused. */
    bool (*uploads)(struct req *rq, struct form_sink *sink);
    /* Where somebody unknown is sent who asks for a page that needs a right; NULL = 401. */
    const char *login_path;
    /* What all pages share, a row of `layout_record`. NULL = nothing. */
    const struct record *layout_record;
    const void *(*layout)(struct req *rq);
    /* Around finding out who asks, and around each handler, whose page is its route (db_look);
     * both or NULL. */
    void (*look)(struct req *rq, const void *page);
    void (*look_end)(struct db *db);
    /* One flush for what several requests write (db_gather, db_owes, db_settle, db_refuse of
     * db/db.h): a worker holds their answers back until it is done. All or NULL. */
    void (*gather)(struct db *db, bool on);
    bool (*owes)(const struct db *db);
    bool (*settle)(struct db *db, struct err *err);
    void (*refuse)(struct db *db, const struct err *why);
    /* Whether requests that write take turns with those that read, because each is waited for; NULL
     * = no. */
    bool (*takes_turns)(const struct app *app);
    /* After each round of a worker's loop, when answers are on their way: whether the clerk is
     * to be woken. NULL = never. */
    bool (*round_done)(struct app *app);
    /* After the answer was sent or broken off: whatever the hooks hold is given back. */
    void (*finished)(struct req *rq);
};

#endif
