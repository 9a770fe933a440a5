/* Browsers by their own words. */
#include "base/tap.h"
#include "people/device.h"

static const struct {
    const char *what, *agent, *name;
} cases[] = {
    { "Firefox on a desk", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
      "Firefox, Linux" },
    { "Chrome is not Safari",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/126.0.0.0 Safari/537.36",
      "Chrome, Windows" },
    { "Edge is not Chrome",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
      "Edge, Windows" },
    { "an iPhone is no Mac",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
      "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
      "Safari, iOS" },
    { "Android is no desk",
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
      "Mobile Safari/537.36",
      "Chrome, Android" },
    { "a system nobody knows", "Firefox/1.0", "Firefox" },
    { "what says nothing", "<script>", NULL },
    { "silence", NULL, NULL },
};

int main(void)
{
    for (size_t i = 0; i < COUNT(cases); i++)
        TAP_TEXT(cases[i].what, device_name(cases[i].agent), cases[i].name);
    return tap_done();
}
