#include "people/device.h"

#include "base/base.h"

#include <string.h>

#define SYSTEMS 5
#define NAMES(browser)                                                                             \
    {                                                                                              \
        browser ", Android", browser ", iOS", browser ", Windows", browser ", macOS",              \
            browser ", Linux", browser                                                             \
    }

/* In this order: each says the names of some that stand after it as well. */
static const struct {
    const char *mark;
    const char *names[SYSTEMS + 1];
} browsers[] = {
    { "Edg", NAMES("Edge") },         { "OPR/", NAMES("Opera") },
    { "Firefox/", NAMES("Firefox") }, { "FxiOS/", NAMES("Firefox") },
    { "Chrome/", NAMES("Chrome") },   { "CriOS/", NAMES("Chrome") },
    { "Safari/", NAMES("Safari") },   { "curl/", NAMES("curl") },
};
static const char *const systems[SYSTEMS][2] = { { "Android", "Android" },
                                                 { "iPhone", "iPad" },
                                                 { "Windows", "Windows" },
                                                 { "Mac OS X", "Macintosh" },
                                                 { "Linux", "X11" } };

static size_t system_of(const char *agent)
{
    for (size_t i = 0; i < SYSTEMS; i++)
        if (strstr(agent, systems[i][0]) || strstr(agent, systems[i][1]))
            return i;
    return SYSTEMS;
}

const char *device_name(const char *user_agent)
{
    if (!user_agent)
        return NULL;
    for (size_t i = 0; i < COUNT(browsers); i++)
        if (strstr(user_agent, browsers[i].mark))
            return browsers[i].names[system_of(user_agent)];
    return NULL;
}
