/*
 * redress.conf: libcyaml reads it against a schema and names the line of what does
 * not fit; here is the schema, and the checks of values that a schema cannot say.
 * All it allocates lives in the arena.
 */
#include "web/config.h"

#include "i18n/lang.h"
#include "i18n/zone.h"
#include "web/listen.h"
#include "web/source.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As in the file; what is absent is NULL. Numbers are texts, since libcyaml takes 1.5 as 1. */
struct file_limits {
    char *body_kib, *upload_mib, *connections, *connections_per_address;
    char *head_seconds, *idle_seconds, *body_seconds, *bytes_per_second;
    char *watchdog_seconds, *several, *idempotency_days;
};

struct file_backup {
    char *folder, *every_hours, *keep, *keep_keys;
};

struct file_throttle {
    char *source, *account, *everyone, *seconds;
};

struct file_throttles {
    struct file_throttle *of[THROTTLES];
};

struct file {
    char **listen, **trusted_proxies, **languages, **checkpoint_command, **command_folders;
    unsigned listen_count, trusted_proxies_count, languages_count, checkpoint_command_count;
    unsigned command_folders_count;
    char *workers, *reserve_mib, *check_hours, *checkpoint_seconds, *checkpoint_folder;
    char *public_url, *database, *master_key, *time_zone, *templates;
    enum log_level *log_level;
    enum confinement *confinement;
    struct file_backup *backup;
    struct file_limits *limits;
    struct file_throttles *throttle;
};

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define INT(T, m) CYAML_FIELD_STRING_PTR(#m, OPTIONAL, T, m, 1, 20)
#define TEXT(m) CYAML_FIELD_STRING_PTR(#m, OPTIONAL, struct file, m, 1, 500)
#define LIST(m, most)                                                                              \
    CYAML_FIELD_SEQUENCE(#m, OPTIONAL | CYAML_FLAG_POINTER, struct file, m, &text_schema, 1, most)
#define THROTTLE(key, what, fields)                                                                \
    CYAML_FIELD_MAPPING_PTR(key, OPTIONAL, struct file_throttles, of[what], fields)

static const cyaml_schema_value_t text_schema = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 200),
};

static const cyaml_strval_t log_levels[] = {
    { "error", LOG_ERROR },
    { "warning", LOG_WARNING },
    { "info", LOG_INFO },
    { "debug", LOG_DEBUG },
};

static const cyaml_strval_t confinements[] = {
    { "available", CONFINEMENT_AVAILABLE },
    { "required", CONFINEMENT_REQUIRED },
    { "off", CONFINEMENT_OFF },
};

static const cyaml_schema_field_t limits_fields[] = {
    INT(struct file_limits, body_kib),         INT(struct file_limits, upload_mib),
    INT(struct file_limits, connections),      INT(struct file_limits, connections_per_address),
    INT(struct file_limits, head_seconds),     INT(struct file_limits, idle_seconds),
    INT(struct file_limits, body_seconds),     INT(struct file_limits, bytes_per_second),
    INT(struct file_limits, watchdog_seconds), INT(struct file_limits, several),
    INT(struct file_limits, idempotency_days), CYAML_FIELD_END,
};

static const cyaml_schema_field_t backup_fields[] = {
    CYAML_FIELD_STRING_PTR("folder", OPTIONAL, struct file_backup, folder, 1, 500),
    INT(struct file_backup, every_hours),
    INT(struct file_backup, keep),
    INT(struct file_backup, keep_keys),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t throttle_fields[] = {
    INT(struct file_throttle, source),
    INT(struct file_throttle, everyone),
    INT(struct file_throttle, seconds),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t throttle_account_fields[] = {
    INT(struct file_throttle, source),
    INT(struct file_throttle, account),
    INT(struct file_throttle, everyone),
    INT(struct file_throttle, seconds),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t throttles_fields[] = {
    THROTTLE("filing", THROTTLE_FILING, throttle_fields),
    THROTTLE("track", THROTTLE_TRACK, throttle_fields),
    THROTTLE("upload", THROTTLE_UPLOAD, throttle_fields),
    THROTTLE("export", THROTTLE_EXPORT, throttle_account_fields),
    THROTTLE("api", THROTTLE_API, throttle_fields),
    THROTTLE("verify", THROTTLE_VERIFY, throttle_fields),
    THROTTLE("access", THROTTLE_ACCESS, throttle_account_fields),
    THROTTLE("login", THROTTLE_LOGIN, throttle_fields),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t file_fields[] = {
    LIST(listen, 8),
    INT(struct file, workers),
    INT(struct file, reserve_mib),
    INT(struct file, check_hours),
    TEXT(public_url),
    LIST(trusted_proxies, 32),
    TEXT(database),
    TEXT(master_key),
    TEXT(time_zone),
    LIST(languages, LANGS),
    TEXT(templates),
    INT(struct file, checkpoint_seconds),
    TEXT(checkpoint_folder),
    LIST(checkpoint_command, 16),
    LIST(command_folders, 16),
    CYAML_FIELD_ENUM_PTR("confinement", OPTIONAL | CYAML_FLAG_STRICT, struct file, confinement,
                         confinements, COUNT(confinements)),
    CYAML_FIELD_ENUM_PTR("log_level", OPTIONAL | CYAML_FLAG_STRICT, struct file, log_level,
                         log_levels, COUNT(log_levels)),
    CYAML_FIELD_MAPPING_PTR("backup", OPTIONAL, struct file, backup, backup_fields),
    CYAML_FIELD_MAPPING_PTR("limits", OPTIONAL, struct file, limits, limits_fields),
    CYAML_FIELD_MAPPING_PTR("throttle", OPTIONAL, struct file, throttle, throttles_fields),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, file_fields),
};

/* -- what libcyaml needs -- */

/* realloc in an arena: the size stands before the bytes. */
static void *arena_memory(void *ctx, void *old, size_t size)
{
    size_t *with_size, before = old ? ((size_t *)old)[-2] : 0;

    if (size == 0)
        return NULL;
    with_size = arena_alloc(ctx, size + 2 * sizeof(size_t));
    with_size[0] = size;
    if (old)
        memcpy(with_size + 2, old, before < size ? before : size);
    return with_size + 2;
}

struct words {
    char what[100];  /* the first thing it says */
    char where[100]; /* the first line that names a line */
};

PRINTF_LIKE(3, 0)
static void words_keep(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
    struct words *w = ctx;
    char line[100];

    (void)level;
    vsnprintf(line, sizeof line, fmt, args);
    line[strcspn(line, "\n")] = '\0';
    if (!w->what[0])
        memcpy(w->what, line, sizeof line);
    if (!w->where[0] && strstr(line, "line:"))
        memcpy(w->where, line, sizeof line);
}

/* -- into the configuration -- */

/* -1, which no setting may be, for what is not a whole number. */
static int whole(const char *s)
{
    size_t digits = strspn(s, "0123456789");

    return digits > 0 && digits < 10 && !s[digits] ? (int)strtol(s, NULL, 10) : -1;
}

static void set_int(int *to, const char *from)
{
    if (from)
        *to = whole(from);
}

static void set_texts(struct texts *to, char **from, unsigned n)
{
    if (from)
        *to = (struct texts){ (const char *const *)from, n };
}

static void set_text(const char **to, const char *from)
{
    if (from)
        *to = from;
}

static void limits_apply(const struct file_limits *f, struct config *c)
{
    if (f->body_kib)
        c->body_limit = (int64_t)whole(f->body_kib) * 1024;
    if (f->upload_mib)
        c->upload_limit = (int64_t)whole(f->upload_mib) * 1024 * 1024;
    set_int(&c->connections, f->connections);
    set_int(&c->connections_per_address, f->connections_per_address);
    set_int(&c->head_seconds, f->head_seconds);
    set_int(&c->idle_seconds, f->idle_seconds);
    set_int(&c->body_seconds, f->body_seconds);
    set_int(&c->bytes_per_second, f->bytes_per_second);
    set_int(&c->watchdog_seconds, f->watchdog_seconds);
    set_int(&c->several, f->several);
    set_int(&c->idempotency_days, f->idempotency_days);
}

static void backup_apply(const struct file_backup *f, struct config *c)
{
    set_text(&c->backup.folder, f->folder);
    set_int(&c->backup.every_hours, f->every_hours);
    set_int(&c->backup.keep, f->keep);
    set_int(&c->backup.keep_keys, f->keep_keys);
}

static void throttles_apply(const struct file_throttles *f, struct config *c)
{
    for (size_t i = 0; i < THROTTLES; i++) {
        if (!f->of[i])
            continue;
        set_int(&c->throttle[i].source, f->of[i]->source);
        set_int(&c->throttle[i].account, f->of[i]->account);
        set_int(&c->throttle[i].everyone, f->of[i]->everyone);
        set_int(&c->throttle[i].seconds, f->of[i]->seconds);
    }
}

static void file_apply(const struct file *f, struct config *c)
{
    set_texts(&c->listen, f->listen, f->listen_count);
    set_texts(&c->trusted_proxies, f->trusted_proxies, f->trusted_proxies_count);
    set_texts(&c->languages, f->languages, f->languages_count);
    if (f->workers && whole(f->workers) != 0)
        c->workers = whole(f->workers);
    set_text(&c->public_url, f->public_url);
    set_text(&c->database, f->database);
    set_text(&c->master_key, f->master_key);
    set_text(&c->time_zone, f->time_zone);
    set_text(&c->templates, f->templates);
    set_int(&c->checkpoint_seconds, f->checkpoint_seconds);
    set_text(&c->checkpoint_folder, f->checkpoint_folder);
    set_texts(&c->checkpoint_command, f->checkpoint_command, f->checkpoint_command_count);
    set_texts(&c->command_folders, f->command_folders, f->command_folders_count);
    if (f->log_level)
        c->log_level = *f->log_level;
    if (f->confinement)
        c->confinement = *f->confinement;
    if (f->reserve_mib)
        c->reserve = (int64_t)whole(f->reserve_mib) * 1024 * 1024;
    set_int(&c->check_hours, f->check_hours);
    if (f->backup)
        backup_apply(f->backup, c);
    if (f->limits)
        limits_apply(f->limits, c);
    if (f->throttle)
        throttles_apply(f->throttle, c);
}

/* -- what a schema cannot say -- */

static bool listen_ok(const char *s)
{
    char host[256], port[8];

    return listen_split(s, host, sizeof host, port, sizeof port);
}

static bool language_ok(const char *s)
{
    return lang_by_tag(s) != NULL;
}

static bool texts_ok(const struct texts *t, bool (*ok)(const char *s), const char *key,
                     const char *want, struct err *err)
{
    for (size_t i = 0; i < t->n; i++)
        if (!ok(t->s[i]))
            return err_internal(err, "redress.conf: %s: %s is not %s", key, t->s[i], want);
    return true;
}

static bool url_ok(const char *s)
{
    size_t scheme = strncmp(s, "https://", 8) == 0 ? 8 : strncmp(s, "http://", 7) == 0 ? 7 : 0;

    return scheme > 0 && s[scheme] != '\0' && s[scheme + strcspn(s + scheme, "/?# ")] == '\0';
}

static bool range_ok(int64_t n, int64_t least, int64_t most, const char *key, struct err *err)
{
    return (n >= least && n <= most) ||
           err_internal(err, "redress.conf: %s must be %" PRId64 " to %" PRId64, key, least, most);
}

static bool throttles_ok(const struct config *c, struct err *err)
{
    for (size_t i = 0; i < THROTTLES; i++) {
        const struct throttle_limit *t = &c->throttle[i];
        if (!range_ok(t->source, 0, 1000000, "throttle source", err) ||
            !range_ok(t->account, 0, 1000000, "throttle account", err) ||
            !range_ok(t->everyone, 0, 1000000, "throttle everyone", err) ||
            !range_ok(t->seconds, 1, 86400, "throttle seconds", err))
            return false;
    }
    return true;
}

static bool keeping_ok(const struct config *c, struct err *err)
{
    return range_ok(c->reserve / 1024 / 1024, 0, 1024 * 1024, "reserve_mib", err) &&
           range_ok(c->check_hours, 0, 100000, "check_hours", err) &&
           range_ok(c->backup.every_hours, 1, 100000, "backup every_hours", err) &&
           range_ok(c->backup.keep, 1, 100000, "backup keep", err) &&
           range_ok(c->backup.keep_keys, 1, 100000, "backup keep_keys", err);
}

/* Nothing is looked for in a search path, and nothing depends on where the program was started. */
static bool absolute_ok(const char *path, const char *key, struct err *err)
{
    return !path || path[0] == '/' ||
           err_internal(err, "redress.conf: %s begins with a path from /", key);
}

static bool zone_ok(const char *name, struct err *err)
{
    const struct zone *zone;
    struct err none = { 0 };

    return strcmp(name, "UTC") == 0 || zone_open(name, &zone, &none) ||
           err_internal(err, "redress.conf: time_zone: %s is not a zone such as Europe/London",
                        name);
}

static bool rooted(const char *path)
{
    return path[0] == '/';
}

static bool places_ok(const struct config *c, struct err *err)
{
    return range_ok(c->checkpoint_seconds, 1, 86400, "checkpoint_seconds", err) &&
           absolute_ok(c->checkpoint_folder, "checkpoint_folder", err) &&
           absolute_ok(c->backup.folder, "backup folder", err) &&
           absolute_ok(c->templates, "templates", err) && zone_ok(c->time_zone, err) &&
           (c->checkpoint_command.n == 0 ||
            absolute_ok(c->checkpoint_command.s[0], "checkpoint_command", err)) &&
           texts_ok(&c->command_folders, rooted, "command_folders", "a path from /", err);
}

static bool config_ok(const struct config *c, struct err *err)
{
    if (c->public_url && !url_ok(c->public_url))
        return err_internal(err, "redress.conf: public_url is https://HOST without a path");
    return texts_ok(&c->listen, listen_ok, "listen", "HOST:PORT", err) &&
           texts_ok(&c->trusted_proxies, network_valid, "trusted_proxies",
                    "an address or a network", err) &&
           texts_ok(&c->languages, language_ok, "languages", "en, zh-Hans, zh-Hant or vi", err) &&
           range_ok(c->workers, 1, 64, "workers", err) &&
           range_ok(c->body_limit / 1024, 1, 64 * 1024, "limits body_kib", err) &&
           range_ok(c->upload_limit >> 20, 1, 1024, "limits upload_mib", err) &&
           (c->upload_limit >= c->body_limit ||
            err_internal(err, "redress.conf: limits upload_mib is less than body_kib")) &&
           range_ok(c->connections, 10, 100000, "limits connections", err) &&
           range_ok(c->connections_per_address, 0, 100000, "limits connections_per_address", err) &&
           range_ok(c->head_seconds, 1, 600, "limits head_seconds", err) &&
           range_ok(c->idle_seconds, 1, 600, "limits idle_seconds", err) &&
           range_ok(c->body_seconds, 1, 600, "limits body_seconds", err) &&
           range_ok(c->bytes_per_second, 1, 1 << 30, "limits bytes_per_second", err) &&
           range_ok(c->watchdog_seconds, 1, 3600, "limits watchdog_seconds", err) &&
           range_ok(c->several, 1, 1000, "limits several", err) &&
           range_ok(c->idempotency_days, 1, 3650, "limits idempotency_days", err) &&
           keeping_ok(c, err) && places_ok(c, err) && throttles_ok(c, err);
}

/* The address of the database may hold a password. A group may be the one that serves. [S54] */
static bool mode_ok(const struct stat *st, const struct config *c, struct err *err)
{
    return !c->database || (st->st_mode & 07) == 0 ||
           err_internal(err, "redress.conf names the database, so only its owner and its "
                             "group may read it: chmod o= redress.conf");
}

bool config_load(struct arena *a, const char *data, struct config *out, struct err *err)
{
    struct words said = { 0 };
    cyaml_config_t reading = {
        .log_fn = words_keep,
        .log_ctx = &said,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = arena_memory,
        .mem_ctx = a,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    const char *path = arena_printf(a, "%s/redress.conf", data);
    struct file *file = NULL;
    struct stat st;
    cyaml_err_t failed;

    config_default(a, data, out);
    if (stat(path, &st) != 0)
        return errno == ENOENT ||
               (errno == EACCES
                    ? err_internal(err, "this user may not read %s: run redress as its owner", path)
                    : err_internal(err, "%s: %s", path, strerror(errno)));
    failed = cyaml_load_file(path, &reading, &file_schema, (cyaml_data_t **)&file, NULL);
    if (failed != CYAML_OK)
        return err_internal(err, "redress.conf: %s %s",
                            said.what[0] ? said.what : cyaml_strerror(failed), said.where);
    if (file)
        file_apply(file, out);
    return config_ok(out, err) && mode_ok(&st, out, err);
}
