/* Addresses are compared as bytes, IPv4 inside IPv6 as IPv4. */
#include "web/source.h"

#include <arpa/inet.h>
#include <string.h>

struct address {
    int family; /* AF_INET or AF_INET6 */
    unsigned char b[16];
};

static bool address_read(const char *s, size_t n, struct address *out)
{
    static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
    char text[INET6_ADDRSTRLEN];

    if (n == 0 || n >= sizeof text)
        return false;
    memcpy(text, s, n);
    text[n] = '\0';
    out->family = strchr(text, ':') ? AF_INET6 : AF_INET;
    if (inet_pton(out->family, text, out->b) != 1)
        return false;
    if (out->family == AF_INET6 && memcmp(out->b, mapped, sizeof mapped) == 0) {
        out->family = AF_INET;
        memmove(out->b, out->b + 12, 4);
    }
    return true;
}

static bool network_read(const char *s, struct address *out, int *bits)
{
    size_t n = strcspn(s, "/");

    if (!address_read(s, n, out))
        return false;
    *bits = out->family == AF_INET ? 32 : 128;
    if (s[n] == '\0')
        return true;
    if (s[n + 1] == '\0' || strspn(s + n + 1, "0123456789") != strlen(s + n + 1))
        return false;
    long given = strtol(s + n + 1, NULL, 10);
    if (given > *bits)
        return false;
    *bits = (int)given;
    return true;
}

bool network_valid(const char *network)
{
    struct address a;
    int bits;

    return network_read(network, &a, &bits);
}

bool network_has(const char *network, const char *address)
{
    struct address net, a;
    int bits;

    if (!network_read(network, &net, &bits) || !address_read(address, strlen(address), &a))
        return false;
    if (net.family != a.family || memcmp(net.b, a.b, (size_t)bits / 8) != 0)
        return false;
    int rest = bits % 8;
    return rest == 0 || ((net.b[bits / 8] ^ a.b[bits / 8]) >> (8 - rest)) == 0;
}

bool source_trusted(const struct texts *trusted, const char *peer)
{
    for (size_t i = 0; i < trusted->n; i++)
        if (network_has(trusted->s[i], peer))
            return true;
    return false;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The last element of the list before `*end`, without blanks; moves *end before it. */
static struct bytes list_last(const char *list, size_t *end)
{
    size_t stop = *end;
    size_t start = stop;

    while (start > 0 && list[start - 1] != ',')
        start--;
    *end = start > 0 ? start - 1 : 0;
    while (start < stop && blank(list[start]))
        start++;
    while (stop > start && blank(list[stop - 1]))
        stop--;
    return (struct bytes){ (const unsigned char *)list + start, stop - start };
}

const char *source_find(struct arena *a, const struct texts *trusted, const char *peer,
                        const char *forwarded)
{
    const char *source = peer;
    size_t end = forwarded ? strlen(forwarded) : 0;

    while (end > 0 && source_trusted(trusted, source)) {
        struct bytes last = list_last(forwarded, &end);
        struct address known;
        if (!address_read((const char *)last.s, last.n, &known))
            break;
        source = arena_strn(a, (const char *)last.s, last.n);
    }
    return source;
}

const char *source_network(struct arena *a, const char *address)
{
    struct address known;
    char text[INET6_ADDRSTRLEN];

    if (!address_read(address, strlen(address), &known))
        return address;
    if (known.family == AF_INET6)
        memset(known.b + 8, 0, 8);
    inet_ntop(known.family, known.b, text, sizeof text);
    return arena_str(a, text);
}
