/* Which passwords are taken, and how logins are compared. */
#include "base/tap.h"
#include "people/password_rules.h"
#include "people/text.h"

#include <string.h>

static const struct {
    const char *what, *password;
    bool taken;
} cases[] = {
    { "[S35] fourteen characters are too few", "abcd efgh ijkx", false },
    { "[S35] fifteen are enough", "abcd efgh ijklx", true },
    { "characters count, not bytes", "đăng nhập khẩu", false },
    { "any script", "这是一个只有我自己才知道的密码呢", true },
    { "[S35] no rule of composition", "lantern meadow copper violin", true },
    { "[S35] on the list", "qwertyuiopasdfghjkl", false },
    { "[S35] on the list, dressed up", "Pass-Word 1234567890!", false },
    { "[S35] on the list, full width", "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ", false },
    { "the same piece again and again", "lampe7lampe7lampe7", false },
    { "digits round and round", "1234567890123456", false },
    { "[S35] the words of the site alone", "Mai Example 2026!!!", false },
    { "[S35] the site with something of one's own", "Example lantern violin", true },
    { "signs alone are nothing", "!!--!!--!!--!!--", false },
};

int main(void)
{
    static const char *const site[] = { "mai", "Mai Example", "Example Homes", NULL };
    AUTO_ARENA a = arena_new();
    char most[PASSWORD_MOST + 2];

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct err err = { 0 };
        bool taken = password_allowed(a, cases[i].password, site, &err);
        TAP(cases[i].what,
            taken == cases[i].taken && (taken || strcmp(err.field, "new_password") == 0));
    }
    for (int i = 0; i < PASSWORD_MOST + 1; i++)
        most[i] = (char)('a' + i * i % 23);
    most[PASSWORD_MOST + 1] = '\0';
    TAP("too many characters", !password_allowed(a, most, site, &(struct err){ 0 }));
    most[PASSWORD_MOST] = '\0';
    TAP("[S35] as many as may be", password_allowed(a, most, site, &(struct err){ 0 }));
    TAP("one-time passwords obey too",
        password_allowed(a, password_one_time(a), site, &(struct err){ 0 }));
    TAP("and differ", strcmp(password_one_time(a), password_one_time(a)) != 0);
    TAP_TEXT("logins are folded", text_folded(a, "  ＭÁi "), text_folded(a, "mái"));
    TAP_TEXT("passwords keep their case", text_nfkc(a, "Ａb"), "Ab");
    return tap_done();
}
