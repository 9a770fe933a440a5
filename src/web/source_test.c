/* Where a request comes from: proxies count only when they are named. [S28] */
#include "base/tap.h"
#include "web/source.h"

static const char *const named[] = { "127.0.0.1", "10.0.0.0/8", "fd00::/8" };

static const struct {
    const char *what;
    const char *peer, *forwarded, *want;
} sources[] = {
    { "[S28] no proxy", "198.51.100.7", NULL, "198.51.100.7" },
    { "[S28] a stranger may claim nothing", "198.51.100.7", "192.0.2.9", "198.51.100.7" },
    { "[S28] a named proxy", "127.0.0.1", "192.0.2.9", "192.0.2.9" },
    { "[S28] a named proxy that says nothing", "127.0.0.1", NULL, "127.0.0.1" },
    { "[S28] what the client claimed before stays unheard", "127.0.0.1", "203.0.113.5, 192.0.2.9",
      "192.0.2.9" },
    { "[S28] two named proxies", "127.0.0.1", "192.0.2.9, 10.1.2.3", "192.0.2.9" },
    { "[S28] a proxy by IPv6", "fd00::1", "2001:db8::9", "2001:db8::9" },
    { "[S28] IPv4 within IPv6", "::ffff:127.0.0.1", "192.0.2.9", "192.0.2.9" },
    { "[S28] what is no address ends the list", "127.0.0.1", "192.0.2.9, unknown", "127.0.0.1" },
    { "[S28] an address with its port is none", "127.0.0.1", "192.0.2.9:80", "127.0.0.1" },
    { "[S28] an empty list", "127.0.0.1", "", "127.0.0.1" },
    { "[S28] commas", "127.0.0.1", ",,", "127.0.0.1" },
};

static const struct {
    const char *network, *address;
    bool valid, has;
} networks[] = {
    { "10.0.0.0/8", "10.255.0.1", true, true },
    { "10.0.0.0/8", "11.0.0.1", true, false },
    { "192.0.2.128/25", "192.0.2.127", true, false },
    { "192.0.2.128/25", "192.0.2.128", true, true },
    { "192.0.2.1", "192.0.2.1", true, true },
    { "0.0.0.0/0", "203.0.113.1", true, true },
    { "0.0.0.0/0", "2001:db8::1", true, false },
    { "2001:db8::/33", "2001:db8:8000::1", true, false },
    { "2001:db8::/33", "2001:db8:7fff::1", true, true },
    { "::1", "::1", true, true },
    { "10.0.0.0/33", "10.0.0.1", false, false },
    { "10.0.0.0/", "10.0.0.1", false, false },
    { "10.0.0.0/-1", "10.0.0.1", false, false },
    { "example.org", "10.0.0.1", false, false },
    { "", "", false, false },
};

int main(void)
{
    AUTO_ARENA a = arena_new();
    struct texts trusted = { named, COUNT(named) };
    struct texts nobody = { 0 };

    for (size_t i = 0; i < COUNT(sources); i++)
        TAP_TEXT(sources[i].what, source_find(a, &trusted, sources[i].peer, sources[i].forwarded),
                 sources[i].want);
    TAP_TEXT("[S28] nobody is named", source_find(a, &nobody, "127.0.0.1", "192.0.2.9"),
             "127.0.0.1");
    for (size_t i = 0; i < COUNT(networks); i++) {
        const char *what = arena_printf(a, "%s in %s", networks[i].address, networks[i].network);
        TAP(what, network_has(networks[i].network, networks[i].address) == networks[i].has);
        TAP(what, network_valid(networks[i].network) == networks[i].valid);
    }
    TAP_TEXT("[S16] limits count a whole IPv4 address", source_network(a, "192.0.2.9"),
             "192.0.2.9");
    TAP_TEXT("[S16] and a /64 of IPv6", source_network(a, "2001:db8:1:2:3:4:5:6"),
             "2001:db8:1:2::");
    return tap_done();
}
