/* The signed state of forms: what comes back altered, too late or for another purpose. */
#include "base/tap.h"
#include "portal/form_state.h"

#include <string.h>

enum { DAY_SECONDS = 24 * 3600 };

static const struct instant made = { INT64_C(1793700000000000) };

static enum form_state_verdict read_at(struct arena *a, const struct vault *v, const char *text,
                                       int64_t later, struct form_state *out)
{
    struct instant now = { made.us + SECONDS(later) };

    return form_state_read(a, v, "complain", text, now, DAY_SECONDS, out);
}

static void times(struct arena *a, const struct vault *v)
{
    static const struct {
        const char *what;
        int64_t later;
        enum form_state_verdict verdict;
    } cases[] = {
        { "good at once", 0, FORM_STATE_GOOD },
        { "good to the last second", DAY_SECONDS, FORM_STATE_GOOD },
        { "old a second later", DAY_SECONDS + 1, FORM_STATE_OLD },
        { "not from the future", -1, FORM_STATE_BAD },
    };
    const char *text = form_state_new(a, v, "complain", made);

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct form_state state = { 0 };
        TAP(cases[i].what, read_at(a, v, text, cases[i].later, &state) == cases[i].verdict);
    }
}

static void altered(struct arena *a, const struct vault *v)
{
    const char *text = form_state_new(a, v, "complain", made);
    size_t n = strlen(text), taken = 0;

    for (size_t i = 0; i < n; i++) {
        char *other = arena_str(a, text);
        struct form_state state = { 0 };
        other[i] = other[i] == '0' ? '1' : '0';
        taken += read_at(a, v, other, 0, &state) != FORM_STATE_BAD;
    }
    TAP_INT("no letter can be altered", (int64_t)taken, 0);
    for (size_t i = 0; i < n; i++) {
        struct form_state state = { 0 };
        taken += read_at(a, v, arena_strn(a, text, i), 0, &state) != FORM_STATE_BAD;
    }
    TAP_INT("no end can be cut off", (int64_t)taken, 0);
}

static void others(struct arena *a, const struct vault *v)
{
    static const char *const texts[] = {
        NULL,
        "",
        "1.",
        "1..",
        "1.0123456789abcdef0123456789abcdef.99999999999999999999.00",
        "2.0123456789abcdef0123456789abcdef.1.00",
    };
    static const unsigned char other_key[KEY_BYTES] = "another key of thirty-two bytes";
    struct vault *other = vault_from_bytes(other_key);
    const char *text = form_state_new(a, v, "complain", made);
    struct form_state state = { 0 };
    size_t taken = 0;

    for (size_t i = 0; i < COUNT(texts); i++)
        taken += read_at(a, v, texts[i], 0, &state) != FORM_STATE_BAD;
    TAP_INT("what is no state is none", (int64_t)taken, 0);
    TAP("not for another purpose", form_state_read(a, v, "track 2026-000001", text, made,
                                                   DAY_SECONDS, &state) == FORM_STATE_BAD);
    TAP("not under another key", read_at(a, other, text, 0, &state) == FORM_STATE_BAD);
    vault_close(other);
}

static void repeats(struct arena *a, const struct vault *v)
{
    const char *text = form_state_new(a, v, "complain", made);
    struct form_state one = { 0 }, again = { 0 }, next = { 0 };

    TAP("the same form again", read_at(a, v, text, 0, &one) == FORM_STATE_GOOD &&
                                   read_at(a, v, text, 5, &again) == FORM_STATE_GOOD);
    TAP_TEXT("[7.2-a] is known by its one-time id", again.once, one.once);
    TAP_TEXT("and owns the same files", form_state_owner(a, v, &again),
             form_state_owner(a, v, &one));
    TAP("a new form is another",
        read_at(a, v, form_state_new(a, v, "complain", made), 0, &next) == FORM_STATE_GOOD &&
            strcmp(next.once, one.once) != 0);
    TAP("and owns none of them",
        strcmp(form_state_owner(a, v, &next), form_state_owner(a, v, &one)) != 0);
}

int main(void)
{
    static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);

    times(a, v);
    altered(a, v);
    others(a, v);
    repeats(a, v);
    vault_close(v);
    return tap_done();
}
