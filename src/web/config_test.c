/* redress.conf: what is taken, and what is refused with which words. */
#include "base/tap.h"
#include "web/config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *what;
    const char *text;
    const char *says; /* part of the error; NULL = taken */
} cases[] = {
    { "an empty mapping", "{}\n", NULL },
    { "an address", "listen: [\"127.0.0.1:1\", \"[::1]:2\"]\n", NULL },
    { "a limit of nothing", "throttle: {filing: {source: 0}}\n", NULL },
    { "an unknown key", "workers: 2\nworker: 3\n", "worker" },
    { "the place is named", "workers: 2\nlog_level: info\ntime_zone: [a]\n", "line: 3" },
    { "a text for a number", "workers: many\n", "workers" },
    { "half a worker", "workers: 1.5\n", "workers must be 1 to 64" },
    { "a number with a unit", "limits: {idle_seconds: 30s}\n", "limits idle_seconds must be" },
    { "less than nothing", "throttle: {track: {source: -1}}\n", "throttle source must be 0 to" },
    { "more than a number holds", "limits: {body_kib: 4294967297}\n", "body_kib must be 1 to" },
    { "as many workers as there are processors", "workers: 0\n", NULL },
    { "a list for a text", "public_url: [a]\n", "public_url" },
    { "broken YAML", "workers: [\n", "redress.conf" },
    { "an address without a port", "listen: [\"127.0.0.1\"]\n",
      "listen: 127.0.0.1 is not HOST:PORT" },
    { "a port beyond all ports", "listen: [\"127.0.0.1:65536\"]\n", "is not HOST:PORT" },
    { "IPv6 without brackets", "listen: [\"::1:80\"]\n", "listen" },
    { "a proxy by name", "trusted_proxies: [\"proxy\"]\n", "proxy is not an address" },
    { "a language that is none of ours", "languages: [fr]\n", "languages: fr is not en" },
    { "too many workers", "workers: 1000\n", "workers must be 1 to 64" },
    { "a URL with a path", "public_url: \"https://a/b\"\n", "public_url" },
    { "a URL of another kind", "public_url: \"ftp://a\"\n", "public_url" },
    { "uploads smaller than forms", "limits: {body_kib: 2048, upload_mib: 1}\n", "upload_mib" },
    { "forms of nothing", "limits: {body_kib: 0}\n", "body_kib must be 1 to 65536" },
    { "no time for a head", "limits: {head_seconds: 0}\n", "head_seconds" },
    { "a limit that nothing counts", "throttle: {track: {account: 30}}\n", "account" },
    { "no time for a throttle", "throttle: {api: {seconds: 0}}\n", "throttle seconds" },
    { "no backup kept", "backup: {keep: 0}\n", "backup keep must be 1 to" },
    { "a reserve with a unit", "reserve_mib: 1G\n", "reserve_mib must be" },
    { "no time to live", "limits: {watchdog_seconds: 0}\n", "watchdog_seconds" },
    { "none at once", "limits: {several: 0}\n", "limits several" },
    { "no day to send again", "limits: {idempotency_days: 0}\n", "limits idempotency_days" },
    { "no time between checkpoints", "checkpoint_seconds: 0\n", "checkpoint_seconds must be 1 to" },
    { "a folder from somewhere", "checkpoint_folder: copies\n", "checkpoint_folder begins with" },
    { "backups from somewhere", "backup: {folder: copies}\n", "backup folder begins with" },
    { "pages from somewhere", "templates: pages\n", "templates begins with" },
    { "a zone that is none", "time_zone: Mars/Base\n", "time_zone: Mars/Base is not a zone" },
    { "[S4] a command that would be searched for", "checkpoint_command: [push, now]\n",
      "checkpoint_command begins with" },
    { "a command with arguments", "checkpoint_command: [/bin/push, now]\n", NULL },
    { "a folder of the command from somewhere", "command_folders: [spool]\n",
      "spool is not a path from /" },
    { "confinement in a word of its own", "confinement: yes\n", "confinement" },
    { "confinement that must be there", "confinement: required\n", NULL },
    { "an unknown log level", "log_level: loud\n", "log_level" },
    { "[S54] the database in a file others may read", "database: postgresql://a\n", "chmod o=" },
};

static const char whole[] =
    "listen: [\"0.0.0.0:80\"]\nworkers: 3\npublic_url: \"https://c.example\"\n"
    "trusted_proxies: [\"127.0.0.1\", \"10.0.0.0/8\"]\nmaster_key: /k\ntime_zone: Asia/Shanghai\n"
    "languages: [vi, en]\ntemplates: /t\nlog_level: error\n"
    "limits: {body_kib: 64, upload_mib: 2, connections: 10, connections_per_address: 1, "
    "head_seconds: 2, idle_seconds: 3, body_seconds: 4, bytes_per_second: 5, watchdog_seconds: 6,\n"
    "  several: 7, idempotency_days: 8}\n"
    "reserve_mib: 1\ncheck_hours: 5\n"
    "backup: {folder: /b, every_hours: 2, keep: 3, keep_keys: 4}\n"
    "throttle: {export: {source: 1, account: 2, everyone: 3, seconds: 4}}\n";

static const char *folder_new(struct arena *a)
{
    char *path = arena_str(a, "/tmp/redress-config-XXXXXX");

    return mkdtemp(path);
}

static void file_write(struct arena *a, const char *folder, const char *text)
{
    FILE *f = fopen(arena_printf(a, "%s/redress.conf", folder), "w");

    if (!f)
        return;
    fputs(text, f);
    fclose(f);
    chmod(arena_printf(a, "%s/redress.conf", folder), 0644);
}

static void try_whole(struct arena *a, const char *folder)
{
    struct config c;
    struct err err = { 0 };

    file_write(a, folder, whole);
    TAP("every key is read", config_load(a, folder, &c, &err));
    TAP_TEXT("listen", c.listen.s[0], "0.0.0.0:80");
    TAP_INT("workers", c.workers, 3);
    TAP_TEXT("public_url", c.public_url, "https://c.example");
    TAP("trusted_proxies",
        c.trusted_proxies.n == 2 && strcmp(c.trusted_proxies.s[1], "10.0.0.0/8") == 0);
    TAP_TEXT("master_key", c.master_key, "/k");
    TAP_TEXT("time_zone", c.time_zone, "Asia/Shanghai");
    TAP("languages", c.languages.n == 2 && strcmp(c.languages.s[0], "vi") == 0);
    TAP_TEXT("templates", c.templates, "/t");
    TAP_INT("log_level", c.log_level, LOG_ERROR);
    TAP("body_kib and upload_mib", c.body_limit == 65536 && c.upload_limit == 2097152);
    TAP("connections", c.connections == 10 && c.connections_per_address == 1);
    TAP("seconds", c.head_seconds == 2 && c.idle_seconds == 3 && c.body_seconds == 4);
    TAP_INT("bytes_per_second", c.bytes_per_second, 5);
    TAP_INT("watchdog_seconds", c.watchdog_seconds, 6);
    TAP_INT("several", c.several, 7);
    TAP_INT("idempotency_days", c.idempotency_days, 8);
    TAP("reserve_mib and check_hours", c.reserve == 1048576 && c.check_hours == 5);
    TAP_TEXT("the folder of backups", c.backup.folder, "/b");
    TAP("how often, and how many",
        c.backup.every_hours == 2 && c.backup.keep == 3 && c.backup.keep_keys == 4);
    const struct throttle_limit *t = &c.throttle[THROTTLE_EXPORT];
    TAP("throttle", t->source == 1 && t->account == 2 && t->everyone == 3 && t->seconds == 4);
    TAP("what is not named keeps its default", c.throttle[THROTTLE_FILING].source > 0);
}

/* The documentation names the defaults; if it were wrong, nobody would notice. */
static void try_example(struct arena *a, const char *folder, const char *example)
{
    char text[16384];
    FILE *f = fopen(example, "r");
    size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
    struct config got, want;
    struct err err = { 0 };

    if (f)
        fclose(f);
    text[n] = '\0';
    file_write(a, folder, text);
    config_default(a, folder, &want);
    TAP("the documented example is taken", n > 0 && config_load(a, folder, &got, &err));
    TAP_TEXT("its listen is the default", got.listen.s[0], want.listen.s[0]);
    TAP_TEXT("its time zone too", got.time_zone, want.time_zone);
    TAP_INT("its languages too", (int64_t)got.languages.n, (int64_t)want.languages.n);
    TAP("its limits too",
        got.body_limit == want.body_limit && got.upload_limit == want.upload_limit &&
            got.connections == want.connections &&
            got.connections_per_address == want.connections_per_address &&
            got.head_seconds == want.head_seconds && got.idle_seconds == want.idle_seconds &&
            got.body_seconds == want.body_seconds &&
            got.bytes_per_second == want.bytes_per_second &&
            got.watchdog_seconds == want.watchdog_seconds && got.several == want.several &&
            got.idempotency_days == want.idempotency_days);
    TAP("what it says of keeping too",
        got.reserve == want.reserve && got.check_hours == want.check_hours &&
            got.backup.every_hours == want.backup.every_hours &&
            got.backup.keep == want.backup.keep && got.backup.keep_keys == want.backup.keep_keys);
    TAP("its throttles too", memcmp(got.throttle, want.throttle, sizeof got.throttle) == 0);
}

int main(int argc, char **argv)
{
    AUTO_ARENA a = arena_new();
    const char *folder = folder_new(a);
    struct config c;
    struct err err = { 0 };

    unsetenv("CREDENTIALS_DIRECTORY");
    TAP("a missing file is no error", config_load(a, folder, &c, &err));
    TAP_TEXT("the key stands beside the data", c.master_key, arena_printf(a, "%s.key", folder));
    for (size_t i = 0; i < COUNT(cases); i++) {
        err_clear(&err);
        file_write(a, folder, cases[i].text);
        bool taken = config_load(a, folder, &c, &err);
        bool as_wanted = cases[i].says ? !taken && strstr(err.detail, cases[i].says) : taken;
        TAP(cases[i].what, as_wanted);
        if (!as_wanted)
            printf("# %s\n", err.detail);
    }
    try_whole(a, folder);
    if (argc > 1)
        try_example(a, folder, argv[1]);
    unlink(arena_printf(a, "%s/redress.conf", folder));
    rmdir(folder);
    return tap_done();
}
