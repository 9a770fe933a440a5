/* What holds without a file; docs/redress.conf.example names the same values. */
#include "web/config.h"

#include <string.h>
#include <unistd.h>

static int processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 16 ? 16 : (int)n;
}

/* systemd's LoadCredential=redress-master-key goes before the file beside the data. [S54] */
static const char *key_path(struct arena *a, const char *data)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    const char *credential = folder ? arena_printf(a, "%s/redress-master-key", folder) : NULL;

    if (credential && access(credential, R_OK) == 0)
        return credential;
    return arena_printf(a, "%s.key", data);
}

void config_default(struct arena *a, const char *data, struct config *out)
{
    static const char *const listen[] = { "127.0.0.1:8080" };
    static const char *const languages[] = { "en", "zh-Hans", "zh-Hant", "vi" };
    size_t n = strlen(data);

    while (n > 1 && data[n - 1] == '/')
        n--;
    data = arena_strn(a, data, n);
    *out = (struct config){
        .data = data,
        .listen = { listen, COUNT(listen) },
        .workers = processors(),
        .master_key = key_path(a, data),
        .time_zone = "UTC",
        .languages = { languages, COUNT(languages) },
        .log_level = LOG_INFO,
        .reserve = 64 * 1024 * 1024,
        .check_hours = 168,
        .backup = { .every_hours = 24, .keep = 14, .keep_keys = 14 },
        .checkpoint_seconds = 300,
        .body_limit = 1024 * 1024,
        .upload_limit = 52 * 1024 * 1024,
        .connections = 5000,
        .connections_per_address = 500,
        .head_seconds = 10,
        .idle_seconds = 15,
        .body_seconds = 20,
        .bytes_per_second = 2000,
        .watchdog_seconds = 60,
        .several = 200,
        .idempotency_days = 30,
        .throttle = {
            [THROTTLE_FILING] = { .source = 300, .seconds = 600 },
            [THROTTLE_TRACK] = { .source = 60, .seconds = 600 },
            [THROTTLE_UPLOAD] = { .source = 200, .seconds = 600 },
            [THROTTLE_EXPORT] = { .source = 60, .account = 60, .seconds = 600 },
            [THROTTLE_API] = { .source = 6000, .seconds = 60 },
            [THROTTLE_VERIFY] = { .source = 120, .seconds = 600 },
            [THROTTLE_ACCESS] = { .source = 60, .account = 30, .seconds = 600 },
            [THROTTLE_LOGIN] = { .source = 120, .everyone = 1200, .seconds = 60 },
        },
    };
}
