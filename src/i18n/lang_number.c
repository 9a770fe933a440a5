/*
 * Numbers, money and sizes as the reader writes them, and the order in which
 * the reader expects names to stand.
 */
#include "base/buf.h"
#include "i18n/icu.h"

#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/ustring.h>

enum { NUMBER = 80, CURRENCY = 3 };

static const char *utf8(struct arena *a, const UChar *s, UErrorCode status)
{
    char out[3 * NUMBER];

    u_strToUTF8(out, sizeof out, NULL, s, -1, &status);
    return U_SUCCESS(status) ? arena_str(a, out) : "";
}

const char *lang_number(struct arena *a, const struct lang *l, int64_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    struct buf small = buf_new(a);
    UChar out[NUMBER];

    /* No thousands to divide: digits, which are the same in all our languages. */
    if (n >= 0 && n < 1000) {
        buf_int(&small, n);
        return buf_text(&small);
    }
    unum_formatInt64(icu_of(l)->number, n, out, NUMBER, NULL, &status);
    return utf8(a, out, status);
}

/* Three letters as ISO 4217 has them. */
static bool currency_code(const char *s, UChar out[CURRENCY + 1])
{
    if (strlen(s) != CURRENCY || strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != CURRENCY)
        return false;
    u_charsToUChars(s, out, CURRENCY + 1);
    return true;
}

/* The sum in decimal digits, "-12.05"; a double would lose cents of large ones. */
static const char *major(struct arena *a, int64_t minor, int digits)
{
    uint64_t n = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor, unit = 1;

    for (int i = 0; i < digits; i++)
        unit *= 10;
    if (digits == 0)
        return arena_printf(a, "%" PRId64, minor);
    return arena_printf(a, "%s%" PRIu64 ".%0*" PRIu64, minor < 0 ? "-" : "", n / unit, digits,
                        n % unit);
}

int64_t lang_minor_units(const char *currency)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar code[CURRENCY + 1];
    int64_t units = 1;

    if (!currency_code(currency, code))
        return 100;
    for (int32_t n = ucurr_getDefaultFractionDigits(code, &status); n > 0; n--)
        units *= 10;
    return units;
}

static int minor_digits(const char *currency)
{
    int digits = 0;

    for (int64_t units = lang_minor_units(currency ? currency : ""); units > 1; units /= 10)
        digits++;
    return digits;
}

const char *lang_money_text(struct arena *a, int64_t minor, const char *currency)
{
    return major(a, minor, minor_digits(currency));
}

bool lang_money_read(const char *text, const char *currency, int64_t *minor)
{
    int digits = minor_digits(currency), behind = -1;
    int64_t n = 0;

    text += strspn(text, " ");
    if (!*text)
        return false;
    for (; *text && *text != ' '; text++) {
        if ((*text == '.' || *text == ',') && behind < 0) {
            behind = 0;
            continue;
        }
        if (*text < '0' || *text > '9' || (behind >= 0 && ++behind > digits) ||
            __builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *text - '0', &n))
            return false;
    }
    for (int i = behind < 0 ? 0 : behind; i < digits; i++)
        if (__builtin_mul_overflow(n, 10, &n))
            return false;
    *minor = n;
    return text[strspn(text, " ")] == '\0';
}

const char *lang_money(struct arena *a, const struct lang *l, int64_t minor, const char *currency)
{
    UNumberFormat *f = icu_of(l)->money;
    UErrorCode status = U_ZERO_ERROR;
    UChar code[CURRENCY + 1], out[NUMBER];
    const char *digits;

    if (!currency_code(currency, code))
        return lang_number(a, l, minor);
    digits = major(a, minor, ucurr_getDefaultFractionDigits(code, &status));
    unum_setTextAttribute(f, UNUM_CURRENCY_CODE, code, CURRENCY, &status);
    unum_formatDecimal(f, digits, (int32_t)strlen(digits), out, NUMBER, NULL, &status);
    return utf8(a, out, status);
}

/* Steps of 1024, so that a limit of 20 MiB reads "20 MB"; one digit behind the
 * point while the number is small. */
const char *lang_size(struct arena *a, const struct lang *l, int64_t bytes)
{
    static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
    UErrorCode status = U_ZERO_ERROR;
    UChar out[NUMBER];
    double n = (double)bytes;
    size_t unit = 0;

    for (; n >= 1023.5 && unit + 1 < COUNT(units); unit++)
        n /= 1024;
    if (n >= 10)
        n = (double)(int64_t)(n + 0.5);
    unum_formatDouble(icu_of(l)->decimal, n, out, NUMBER, NULL, &status);
    return arena_printf(a, "%s %s", utf8(a, out, status), units[unit]);
}

int lang_compare(const struct lang *l, const char *one, const char *two)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order = ucol_strcollUTF8(icu_of(l)->collator, one, -1, two, -1, &status);

    return U_SUCCESS(status) ? (int)order : strcmp(one, two);
}
