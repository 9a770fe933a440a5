/* What is written into a new configuration is what is read from it. */
#include "admin/site.h"
#include "base/tap.h"
#include "web/config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const addresses[] = {
    "postgresql://redress@db.example/redress",
    "host=db.example password='it\\'s'",
    "host=db.example password='a\"b: # c'",
    "C:\\\\",
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(addresses); i++) {
        char data[] = "/tmp/redress-site.XXXXXX";
        struct config config = { 0 };
        struct err err = { 0 };
        const char *path;
        if (!TAP("a folder", mkdtemp(data) != NULL))
            break;
        path = arena_printf(a, "%s/redress.conf", data);
        TAP("it is written", site_config_write(a, data, addresses[i], &err));
        TAP("it can be read", config_load(a, data, &config, &err));
        TAP_TEXT("and says the same", config.database, addresses[i]);
        TAP("it is not written over", !site_config_write(a, data, "other", &err));
        unlink(path);
        rmdir(data);
    }
    return tap_done();
}
