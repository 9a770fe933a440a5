/* What is taken for a mail address. [7.2-b] [S12] */
#include "base/mail_address.h"

#include "base/tap.h"

static const struct {
    const char *what, *text;
    bool good;
} cases[] = {
    { "name and domain", "mai@example.org", true },
    { "a domain of three names", "mai@post.example.org", true },
    { "dots, a plus and a hyphen before it", "m.a-i+lift@ex-ample.org", true },
    { "another script", "小林@例子.中国", true },
    { "a name with an apostrophe", "o'neil@example.ie", true },
    { "[S12] a host without a dot", "bob@x", false },
    { "[S12] the own machine", "bob@localhost", false },
    { "no @", "mai.example.org", false },
    { "two of them", "mai@a@example.org", false },
    { "nothing before it", "@example.org", false },
    { "nothing behind it", "mai@", false },
    { "an empty name in the domain", "mai@example..org", false },
    { "a dot at the end", "mai@example.org.", false },
    { "a dot at the beginning", "mai@.org", false },
    { "a hyphen at the end of a name", "mai@example-.org", false },
    { "a number of a machine", "mai@192.0.2.1", false },
    { "the same in brackets", "mai@[192.0.2.1]", false },
    { "a blank", "mai @example.org", false },
    { "a blank at the end", "mai@example.org ", false },
    { "two addresses", "mai@example.org,bob@example.org", false },
    { "with the name beside it", "Mai <mai@example.org>", false },
    { "a line more", "mai@example.org\nBcc: bob@example.org", false },
    { "nothing", "", false },
};

int main(void)
{
    static const char most[] =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@a.org";

    for (size_t i = 0; i < COUNT(cases); i++)
        TAP(cases[i].what, mail_address_good(cases[i].text) == cases[i].good);
    TAP("sixty-four characters before the @ are the most", !mail_address_good(most));
    TAP("and they are taken", mail_address_good(most + 1));
    return tap_done();
}
