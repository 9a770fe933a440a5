/*
 * Codes of an authenticator app: time-based one-time passwords (RFC 6238) with what every
 * app takes: HMAC-SHA-1, half a minute, six digits. The computing is liboath's. [S36]
 */
#ifndef PEOPLE_TOTP_H
#define PEOPLE_TOTP_H

#include "base/arena.h"
#include "base/date.h"

enum { TOTP_SECRET = 20, TOTP_DIGITS = 6, TOTP_SECONDS = 30 };

/* The secret as apps take it (RFC 4648, base32). */
const char *totp_secret_text(struct arena *a, const unsigned char secret[TOTP_SECRET]);
/* The same in groups of four, for typing. */
const char *totp_secret_spaced(struct arena *a, const char *secret);
/* What the QR code says: otpauth://totp/… with the organisation and the login. */
const char *totp_address(struct arena *a, const char *organisation, const char *login,
                         const char *secret);

/* The half minute of that moment. */
int64_t totp_step(struct instant now);
/* The code of that half minute. */
void totp_code(const char *secret, int64_t step, char out[TOTP_DIGITS + 1]);
/* The half minute whose code this is: the present one, the one before or the one after, for
 * clocks differ; always later than `after`, so that no code is taken twice. 0 = none. */
int64_t totp_matches(const char *secret, const char *code, struct instant now, int64_t after);

#endif
