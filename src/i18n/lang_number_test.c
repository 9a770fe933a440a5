#include "base/tap.h"
#include "i18n/lang.h"

enum { EN, HANS, HANT, VI };

#define NBSP "\xC2\xA0"

static const struct {
    int lang;
    int64_t n;
    const char *text;
} numbers[] = {
    { EN, 0, "0" },
    { EN, 1234567, "1,234,567" },
    { EN, -1234, "-1,234" },
    { EN, INT64_MAX, "9,223,372,036,854,775,807" },
    { EN, INT64_MIN, "-9,223,372,036,854,775,808" },
    { HANS, 28156, "28,156" },
    { HANT, 28156, "28,156" },
    { VI, 28156, "28.156" },
};

static const struct {
    int lang;
    int64_t minor;
    const char *currency;
    const char *text;
} sums[] = {
    { EN, 123456, "GBP", "£1,234.56" },
    { EN, -5, "GBP", "-£0.05" },
    { EN, 0, "EUR", "€0.00" },
    { EN, 1250, "USD", "US$12.50" },
    { EN, 1250, "JPY", "JP¥1,250" },
    { EN, 1234567, "KWD", "KWD" NBSP "1,234.567" },
    { EN, INT64_MAX, "GBP", "£92,233,720,368,547,758.07" },
    { EN, INT64_MIN, "GBP", "-£92,233,720,368,547,758.08" },
    { HANS, 123456, "CNY", "¥1,234.56" },
    { HANT, 123456, "TWD", "$1,234.56" },
    { HANT, 123456, "HKD", "HK$1,234.56" },
    { VI, 1250000, "VND", "1.250.000" NBSP "₫" },
    { VI, 123456, "USD", "1.234,56" NBSP "US$" },
    { EN, 1250, "pounds", "1,250" },
    { EN, 1250, "gb", "1,250" },
    { EN, 1250, "", "1,250" },
};

static const struct {
    int lang;
    int64_t bytes;
    const char *text;
} sizes[] = {
    { EN, 0, "0 B" },
    { EN, 1023, "1,023 B" },
    { EN, 1024, "1 KB" },
    { EN, 1229, "1.2 KB" },
    { EN, 10240, "10 KB" },
    { EN, 10190, "10 KB" },
    { EN, 20 * 1024 * 1024, "20 MB" },
    { EN, 1258291, "1.2 MB" },
    { EN, 1024 * 1024 - 1, "1 MB" },
    { EN, INT64_C(5) << 40, "5 TB" },
    { EN, INT64_C(5) << 50, "5,120 TB" },
    { HANS, 1258291, "1.2 MB" },
    { HANT, 1258291, "1.2 MB" },
    { VI, 1258291, "1,2 MB" },
};

/* Each list stands in the order that its readers expect. */
static const struct {
    int lang;
    const char *first;
    const char *second;
} orders[] = {
    { EN, "apple", "Banana" }, { EN, "Éclair", "Fudge" }, { EN, "a", "á" },
    { HANS, "阿", "北" },                                /* pinyin: ā, běi, zhōng */
    { HANS, "北", "中" },      { HANS, "重庆", "大连" }, /* chóng before dà */
    { HANT, "一", "丁" },                                /* strokes: 1, 2, 4, 17 */
    { HANT, "丁", "中" },      { HANT, "中", "龜" },      { VI, "Anh", "Ân" },
    { VI, "Dũng", "Đạt" },     { VI, "Oanh", "Ở" },       { VI, "", "a" },
};

/* What was typed, in minor units; -1: it is no sum of that currency. */
static const struct {
    const char *what, *text, *currency;
    int64_t minor;
} typed[] = {
    { "cents are filled up", "12.5", "EUR", 1250 },
    { "a comma will do", " 12,50 ", "EUR", 1250 },
    { "no cents", "12", "EUR", 1200 },
    { "a currency without", "12", "VND", 12 },
    { "more digits than it has", "12.345", "EUR", -1 },
    { "no digits", " ", "EUR", -1 },
    { "below nothing", "-12", "EUR", -1 },
    { "the largest that fits", "92233720368547758.07", "EUR", INT64_MAX },
    { "a cent more", "92233720368547758.08", "EUR", -1 },
    { "whole units that fit only without their cents", "922337203685477580", "EUR", -1 },
    { "the same where there are none", "922337203685477580", "VND", INT64_C(922337203685477580) },
    { "of three digits behind the point", "92233720368547758", "KWD", -1 },
    { "far too many digits", "99999999999999999999999999", "EUR", -1 },
};

int main(void)
{
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(numbers); i++)
        TAP_TEXT(numbers[i].text, lang_number(a, &langs[numbers[i].lang], numbers[i].n),
                 numbers[i].text);
    for (size_t i = 0; i < COUNT(sums); i++)
        TAP_TEXT(sums[i].text, lang_money(a, &langs[sums[i].lang], sums[i].minor, sums[i].currency),
                 sums[i].text);
    for (size_t i = 0; i < COUNT(sizes); i++)
        TAP_TEXT(sizes[i].text, lang_size(a, &langs[sizes[i].lang], sizes[i].bytes), sizes[i].text);
    for (size_t i = 0; i < COUNT(orders); i++) {
        const struct lang *l = &langs[orders[i].lang];
        TAP(orders[i].first, lang_compare(l, orders[i].first, orders[i].second) < 0);
        TAP(orders[i].second, lang_compare(l, orders[i].second, orders[i].first) > 0);
        TAP("… and is itself", lang_compare(l, orders[i].first, orders[i].first) == 0);
    }
    for (size_t i = 0; i < COUNT(typed); i++) {
        int64_t minor = 0;
        bool read = lang_money_read(typed[i].text, typed[i].currency, &minor);
        TAP_INT(typed[i].what, read ? minor : -1, typed[i].minor);
    }
    return tap_done();
}
