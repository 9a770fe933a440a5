/* One-time codes against the vectors of RFC 6238, and which of them are taken. */
#include "base/tap.h"
#include "people/totp.h"

#include <string.h>

/* Appendix B of the RFC has eight digits; six digits are their last six. */
static const struct {
    const char *what;
    int64_t seconds;
    const char *code;
} vectors[] = {
    { "RFC 6238: second 59", 59, "287082" },
    { "RFC 6238: the year 2005", 1111111109, "081804" },
    { "RFC 6238: two seconds later", 1111111111, "050471" },
    { "RFC 6238: the year 2009", 1234567890, "005924" },
    { "RFC 6238: the year 2033", 2000000000, "279037" },
    { "RFC 6238: the year 2603", 20000000000, "353130" },
};

int main(void)
{
    static const struct instant now = { SECONDS(1111111109) };
    AUTO_ARENA a = arena_new();
    const char *secret = totp_secret_text(a, (const unsigned char *)"12345678901234567890");
    int64_t present = totp_step(now);
    char code[TOTP_DIGITS + 1];

    TAP_TEXT("a secret as apps take it", secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    TAP_TEXT("and as people type it", totp_secret_spaced(a, secret),
             "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    TAP_TEXT("and as a QR code has it", totp_address(a, "A & B", "mai", "ABCD"),
             "otpauth://totp/A%20%26%20B:mai?secret=ABCD&issuer=A%20%26%20B");
    for (size_t i = 0; i < COUNT(vectors); i++) {
        totp_code(secret, vectors[i].seconds / TOTP_SECONDS, code);
        TAP_TEXT(vectors[i].what, code, vectors[i].code);
    }
    TAP_INT("[S36] the code of now", totp_matches(secret, "081804", now, 0), present);
    TAP_INT("[S36] works once", totp_matches(secret, "081804", now, present), 0);
    for (int64_t step = -2; step <= 2; step++) {
        bool near = step >= -1 && step <= 1;
        totp_code(secret, present + step, code);
        TAP_INT(near ? "a step beside is taken" : "two steps are too many",
                totp_matches(secret, code, now, 0), near ? present + step : 0);
    }
    TAP_INT("a wrong code is none", totp_matches(secret, "081805", now, 0), 0);
    TAP_INT("nor is a short one", totp_matches(secret, "08180", now, 0), 0);
    TAP_INT("nor nothing", totp_matches(secret, "", now, 0), 0);
    return tap_done();
}
