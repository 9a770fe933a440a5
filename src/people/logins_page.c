/*
 * /desk/settings/logins: who needs a second factor, and how long what is given for a login
 * holds. All of it can only be made stricter here: administrators always need one, unless the
 * operator said otherwise on the machine.
 */
#include "people/pages.h"

#include "people/organisation.h"
#include "people/settings.h"

#include <string.h>

#define LOGINS "/desk/settings/logins"

/* Each in whole numbers, from 1 to what it is without a setting. */
static const struct limit {
    const char *name, *label, *hint;
    int64_t most;
} limits[] = {
    { "session_idle_minutes", N_("Minutes without a click until logged out"), N_("At most 30."),
      30 },
    { "session_hours", N_("Hours until logged out in any case"), N_("At most 12."), 12 },
    { "confirm_minutes", N_("Minutes a password given counts as fresh"),
      N_("For exports, keys and staff. At most 10."), 10 },
    { "reset_minutes", N_("Minutes a link for a new password holds"), N_("At most 30."), 30 },
    { "first_password_hours", N_("Hours a password for one login holds"), N_("At most 72."), 72 },
};

static bool has_role(const char *list, const char *role)
{
    const char *at = strstr(list, role);

    return at && (at == list || at[-1] == ' ') && strchr(" ", at[strlen(role)]);
}

/* Every role but the administrators', who need one anyway. */
static size_t roles_offered(struct req *rq, const char *chosen, struct choice *out)
{
    size_t n = 0;

    for (int i = 1; i < role_words.n; i++)
        if (i != ROLE_ADMINISTRATOR)
            out[n++] = (struct choice){ .value = word_code(&role_words, i),
                                        .label = lang_text(rq->lang, word_label(&role_words, i)),
                                        .chosen = has_role(chosen, word_code(&role_words, i)) };
    return n;
}

static bool show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Logging in"), N_("Save"));
    struct choice *roles = ARENA_ARRAY(rq->a, struct choice, (size_t)role_words.n);
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    s.action = LOGINS;
    s.back = "/desk/settings";
    settings_ticks(&s, "second_factor_roles", N_("Who needs a second factor"),
                   N_("Administrators always do; the others may have one."), roles,
                   roles_offered(rq, procedure_text(p, "second_factor_roles", ""), roles));
    for (size_t i = 0; i < COUNT(limits); i++)
        settings_text(
            &s, limits[i].name, limits[i].label, limits[i].hint,
            procedure_text(p, limits[i].name, arena_printf(rq->a, "%" PRId64, limits[i].most)));
    return settings_show(&s);
}

static const char *roles_sent(struct req *rq)
{
    struct buf b = buf_new(rq->a);

    for (int i = 1; i < role_words.n; i++)
        if (settings_ticked(rq, "second_factor_roles", word_code(&role_words, i)))
            buf_printf(&b, "%s%s", b.n ? " " : "", word_code(&role_words, i));
    return buf_text(&b);
}

static bool save(struct req *rq)
{
    struct setting_change change[COUNT(limits) + 1] = { { "second_factor_roles", roles_sent(rq) } };
    int64_t number;

    for (size_t i = 0; i < COUNT(limits); i++) {
        if (!settings_number(rq, limits[i].name, 1, limits[i].most, &number))
            return false;
        change[i + 1] =
            (struct setting_change){ limits[i].name, settings_sent(rq, limits[i].name) };
    }
    return settings_save(edge_act(rq), change, COUNT(change), rq->err);
}

static bool post(struct req *rq)
{
    return save(rq) ? settings_saved(rq, "/desk/settings") : show(rq);
}

const struct route logins_routes[] = {
    { GET, LOGINS, MAY_ADMINISTER, show, ROUTE_FRESH },
    { POST, LOGINS, MAY_ADMINISTER, post, ROUTE_FRESH },
    { 0 },
};
