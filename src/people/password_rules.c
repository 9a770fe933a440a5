/*
 * A password is refused when it is short, when it is on the list of common ones
 * (data/common_passwords.txt), when it repeats a few characters, or when little is left
 * of it without the words of this site.
 */
#include "people/password_rules.h"

#include "base/utf8.h"
#include "base/vault.h"
#include "people/common_passwords.h"
#include "people/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_UNIT = 10, /* of what is repeated */
    LEAST_OF_OWN = 5,  /* letters and digits beside the words of the site */
    SHORTEST_WORD = 3, /* of the site that counts */
};

/* Letters of any script and digits alone, folded: "Pass-word 1" is "password1". */
static char *bare(struct arena *a, const char *s)
{
    const char *folded = text_folded(a, s);
    char *out = arena_alloc(a, strlen(folded) + 1);
    size_t n = 0;

    for (; *folded; folded++)
        if ((unsigned char)*folded >= 0x80 ||
            strchr("abcdefghijklmnopqrstuvwxyz0123456789", *folded))
            out[n++] = *folded;
    return out;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static bool listed(const char *bare)
{
    return bsearch(bare, common_passwords, common_passwords_n, sizeof *common_passwords, by_text) !=
           NULL;
}

/* On the list as it stands, or without the digits people put before and behind. */
static bool common(struct arena *a, const char *bare)
{
    const char *word = bare + strspn(bare, "0123456789");
    size_t n = strlen(word);

    while (n > 0 && word[n - 1] >= '0' && word[n - 1] <= '9')
        n--;
    return listed(bare) || listed(arena_strn(a, word, n));
}

/* Whether it is one short piece again and again, the last perhaps cut. */
static bool repeats(const char *s)
{
    size_t n = strlen(s);

    for (size_t unit = 1; unit <= LONGEST_UNIT && unit + LEAST_OF_OWN <= n; unit++)
        if (memcmp(s, s + unit, n - unit) == 0)
            return true;
    return false;
}

static void remove_word(char *s, const char *word)
{
    size_t n = strlen(word);

    if (n < SHORTEST_WORD)
        return;
    for (char *at = strstr(s, word); at; at = strstr(s, word))
        memmove(at, at + n, strlen(at + n) + 1);
}

/* What is left without the words of the site. */
static bool own_enough(struct arena *a, const char *bare_password, const char *const *site)
{
    char *rest = arena_str(a, bare_password);

    for (; *site; site++)
        for (const char *at = *site; *at; at += strspn(at, " ")) {
            size_t n = strcspn(at, " ");
            remove_word(rest, bare(a, arena_strn(a, at, n)));
            at += n;
        }
    remove_word(rest, "redress");
    return text_length(rest) >= LEAST_OF_OWN;
}

bool password_allowed(struct arena *a, const char *password, const char *const *site,
                      struct err *err)
{
    const char *normal = text_nfkc(a, password), *plain = bare(a, password);
    size_t n = text_length(normal);

    if (!utf8_valid(password, strlen(password)))
        return err_field(err, "new_password",
                         N_("This has characters that cannot be kept. Please type it again."));
    if (n < PASSWORD_LEAST) {
        err_field(
            err, "new_password",
            N_("This password has fewer than {least} characters. Choose a longer one, such as "
               "a few words that only you would put together."));
        err_arg_int(err, "least", PASSWORD_LEAST);
        return false;
    }
    if (n > PASSWORD_MOST) {
        err_field(err, "new_password",
                  N_("This password has more than {most} characters. Choose a shorter one."));
        err_arg_int(err, "most", PASSWORD_MOST);
        return false;
    }
    if (common(a, plain) || repeats(plain) || !own_enough(a, plain, site))
        return err_field(err, "new_password",
                         N_("This password is among the first that others would try. Choose one "
                            "with words that have nothing to do with each other."));
    return true;
}

const char *password_one_time(struct arena *a)
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz123456789"; /* none looks like another */
    unsigned char random[16];
    char *out = arena_alloc(a, sizeof random + 4);
    size_t n = 0;

    random_fill(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++) {
        if (i > 0 && i % 4 == 0)
            out[n++] = '-';
        out[n++] = letters[random[i] % 32];
    }
    return out;
}
