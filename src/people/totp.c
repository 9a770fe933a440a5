#include "people/totp.h"

#include "base/buf.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DRIFT = 1 }; /* half minutes that a clock may be wrong */

const char *totp_secret_text(struct arena *a, const unsigned char secret[TOTP_SECRET])
{
    char *text = NULL, *out;

    if (oath_base32_encode((const char *)secret, TOTP_SECRET, &text, NULL) != OATH_OK)
        abort(); /* there is no memory */
    out = arena_str(a, text);
    free(text);
    return out;
}

const char *totp_secret_spaced(struct arena *a, const char *secret)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; secret[i]; i++) {
        if (i > 0 && i % 4 == 0)
            buf_char(&b, ' ');
        buf_char(&b, secret[i]);
    }
    return buf_text(&b);
}

const char *totp_address(struct arena *a, const char *organisation, const char *login,
                         const char *secret)
{
    struct buf b = buf_new(a);

    buf_str(&b, "otpauth://totp/");
    buf_url(&b, organisation, strlen(organisation));
    buf_char(&b, ':');
    buf_url(&b, login, strlen(login));
    buf_printf(&b, "?secret=%s&issuer=", secret);
    buf_url(&b, organisation, strlen(organisation));
    return buf_text(&b);
}

int64_t totp_step(struct instant now)
{
    return now.us / SECONDS(TOTP_SECONDS);
}

void totp_code(const char *secret, int64_t step, char out[TOTP_DIGITS + 1])
{
    char *key = NULL;
    size_t n = 0;

    memset(out, 0, TOTP_DIGITS + 1);
    if (oath_base32_decode(secret, strlen(secret), &key, &n) == OATH_OK &&
        oath_totp_generate(key, n, (time_t)step * TOTP_SECONDS, TOTP_SECONDS, 0, TOTP_DIGITS,
                           out) != OATH_OK)
        out[0] = '\0';
    if (key)
        sodium_memzero(key, n);
    free(key);
}

int64_t totp_matches(const char *secret, const char *code, struct instant now, int64_t after)
{
    int64_t found = 0, present = totp_step(now);

    if (strlen(code) != TOTP_DIGITS)
        return 0;
    for (int64_t step = present - DRIFT; step <= present + DRIFT; step++) {
        char right[TOTP_DIGITS + 1];
        totp_code(secret, step, right);
        if (right[0] && sodium_memcmp(right, code, TOTP_DIGITS) == 0 && step > after && !found)
            found = step;
        sodium_memzero(right, sizeof right);
    }
    return found;
}
