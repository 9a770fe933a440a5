/*
 * The configuration file, `redress.conf` in the data directory: YAML, checked
 * against a schema, every key explained in docs/redress.conf.example. It holds what
 * the machine's administrator decides; what the organisation decides is in the database.
 */
#ifndef WEB_CONFIG_H
#define WEB_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "web/throttle.h"

/* What holds when the kernel cannot confine a process as it should. */
enum confinement { CONFINEMENT_AVAILABLE, CONFINEMENT_REQUIRED, CONFINEMENT_OFF };
enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

struct texts {
    const char *const *s;
    size_t n;
};

struct config {
    const char *data;             /* the data directory */
    struct texts listen;          /* "HOST:PORT", "[::1]:8080" */
    int workers;                  /* never 0 after loading */
    const char *public_url;       /* "https://complaints.example.org", or NULL */
    struct texts trusted_proxies; /* addresses, or networks as "10.0.0.0/8" */
    const char *database;         /* "postgresql://…", or NULL: SQLite in the data directory */
    const char *master_key;       /* path of the master key */
    const char *time_zone;        /* "Europe/London" */
    struct texts languages;       /* tags of those offered; the first is the default */
    const char *templates;        /* folder laid over the built-in templates, or NULL */
    enum log_level log_level;
    enum confinement confinement;

    /* keeping */
    int64_t reserve; /* bytes kept free for what is under way when the disk is full; 0 = none */
    int check_hours; /* between two looks at the whole database; 0 = never */
    struct config_backup {
        const char *folder; /* NULL = no backups by the clerk */
        int every_hours;
        int keep, keep_keys; /* how many files of data, and of keys */
    } backup;

    /* checkpoints of the history */
    int checkpoint_seconds;          /* at least so long between two */
    const char *checkpoint_folder;   /* a copy of each goes there, or NULL */
    struct texts checkpoint_command; /* gets each as its input; none = not used */
    struct texts command_folders;    /* where that command may write, beside our own folders */

    /* limits */
    int64_t body_limit;          /* bytes of a form or JSON body */
    int64_t upload_limit;        /* bytes of a body with files */
    int connections;             /* per worker */
    int connections_per_address; /* per worker; 0 = no limit; not used behind a proxy */
    int head_seconds;            /* until the head of a request is there */
    int idle_seconds;            /* without a byte, and between two requests */
    int body_seconds;            /* free time for a body, before the rate counts */
    int bytes_per_second;        /* slowest rate of a body or an answer */
    int several;                 /* complaints that one act is done to at once */
    int idempotency_days;        /* for which what was sent once is known again */
    int watchdog_seconds;        /* without a sign of life, after which a worker is replaced */
    struct throttle_limit throttle[THROTTLES];
};

/* What holds without a file. `data` is kept. */
void config_default(struct arena *a, const char *data, struct config *out);
/* Reads `redress.conf` in `data` over the defaults; a missing file is no error. Errors
 * name the line. What it returns lives in the arena. */
MUST_CHECK bool config_load(struct arena *a, const char *data, struct config *out, struct err *err);

#endif
