#include "base/mail_address.h"

#include <string.h>

enum { WHOLE_MOST = 254, LOCAL_MOST = 64, LABEL_MOST = 63 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Without what would end or split it in the head of a message. */
static bool local_good(const char *s, size_t n)
{
    if (n == 0 || n > LOCAL_MOST)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] <= ' ' || s[i] == 0x7f || strchr("<>()[]\\,;:\"", s[i]))
            return false;
    return true;
}

static bool label_good(const char *s, size_t n, bool *letters)
{
    *letters = false;
    if (n == 0 || n > LABEL_MOST || s[0] == '-' || s[n - 1] == '-')
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!is_letter(s[i]) && !is_digit(s[i]) && s[i] != '-')
            return false;
        *letters = *letters || is_letter(s[i]);
    }
    return true;
}

static bool domain_good(const char *s)
{
    bool letters = false;
    size_t labels = 0;

    for (;;) {
        size_t n = strcspn(s, ".");
        if (!label_good(s, n, &letters))
            return false;
        labels++;
        if (!s[n])
            return labels > 1 && letters;
        s += n + 1;
    }
}

bool mail_address_good(const char *s)
{
    const char *at = strchr(s, '@');

    return at && strlen(s) <= WHOLE_MOST && local_good(s, (size_t)(at - s)) && domain_good(at + 1);
}
