/*
 * The text of a state is "1." id "." seconds "." keyed hash, all of it letters, digits and
 * dots, so that no form alters it on its way.
 */
#include "portal/form_state.h"

#include <string.h>

enum { ONCE_BYTES = 16, ONCE = 2 * ONCE_BYTES, MAC_TEXT = 2 * MAC_BYTES };

static struct bytes text_bytes(const char *s, size_t n)
{
    return (struct bytes){ (const unsigned char *)s, n };
}

static const char *state_mac(struct arena *a, const struct vault *v, const char *purpose,
                             const char *once, int64_t seconds)
{
    const char *time = arena_printf(a, "%" PRId64, seconds);
    struct bytes parts[] = {
        text_bytes("state", 5),
        text_bytes(purpose, strlen(purpose)),
        text_bytes(once, strlen(once)),
        text_bytes(time, strlen(time)),
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(v, MAC_FORM, parts, COUNT(parts), mac);
    return hex_text(a, mac, sizeof mac);
}

const char *form_state_new(struct arena *a, const struct vault *v, const char *purpose,
                           struct instant now)
{
    const char *once = random_hex(a, ONCE_BYTES);
    int64_t seconds = now.us / SECONDS(1);

    return arena_printf(a, "1.%s.%" PRId64 ".%s", once, seconds,
                        state_mac(a, v, purpose, once, seconds));
}

/* Same time whatever the letters. */
static bool text_same(const char *one, const char *two, size_t n)
{
    unsigned differs = 0;

    for (size_t i = 0; i < n; i++)
        differs |= (unsigned)(one[i] ^ two[i]);
    return differs == 0;
}

/* Digits only, few enough not to overflow; *s moves behind them. */
static bool seconds_read(const char **s, int64_t *out)
{
    size_t n = strspn(*s, "0123456789");

    if (n == 0 || n > 12)
        return false;
    *out = 0;
    for (size_t i = 0; i < n; i++)
        *out = *out * 10 + ((*s)[i] - '0');
    *s += n;
    return true;
}

enum form_state_verdict form_state_read(struct arena *a, const struct vault *v, const char *purpose,
                                        const char *text, struct instant now, int64_t seconds,
                                        struct form_state *out)
{
    const char *once, *rest;
    int64_t made;

    if (!text || strncmp(text, "1.", 2) != 0 || strspn(text + 2, "0123456789abcdef") != ONCE ||
        text[2 + ONCE] != '.')
        return FORM_STATE_BAD;
    once = arena_strn(a, text + 2, ONCE);
    rest = text + 2 + ONCE + 1;
    if (!seconds_read(&rest, &made) || *rest++ != '.' || strlen(rest) != MAC_TEXT)
        return FORM_STATE_BAD;
    if (!text_same(rest, state_mac(a, v, purpose, once, made), MAC_TEXT))
        return FORM_STATE_BAD;
    if (made > now.us / SECONDS(1))
        return FORM_STATE_BAD;
    *out = (struct form_state){ .once = once, .made = { SECONDS(made) } };
    return now.us / SECONDS(1) - made > seconds ? FORM_STATE_OLD : FORM_STATE_GOOD;
}

const char *form_state_owner(struct arena *a, const struct vault *v, const struct form_state *state)
{
    struct bytes parts[] = {
        text_bytes("files", 5),
        text_bytes(state->once, strlen(state->once)),
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(v, MAC_FORM, parts, COUNT(parts), mac);
    return hex_text(a, mac, sizeof mac);
}
