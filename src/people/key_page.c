/* /desk/settings/keys: keys of other systems. A key is shown once. [S29] */
#include "people/pages.h"

#include "people/api_key.h"
#include "people/settings.h"

#include <stdlib.h>
#include <string.h>

#define KEYS "/desk/settings/keys"

static const char *state_of(struct req *rq, const struct api_key_shown *k)
{
    if (instant_is_set(k->revoked_at))
        return lang_text(rq->lang, N_("Revoked"));
    if (instant_is_set(k->expires_at))
        return lang_format(rq->a, rq->lang, N_("Until {day}"), "day",
                           settings_instant(rq, k->expires_at), NULL);
    return lang_text(rq->lang, N_("Without end"));
}

static const char *scope_of(struct req *rq, const struct api_key_shown *k)
{
    const char *what = k->can_read && k->can_write ? N_("reads and writes")
                       : k->can_read               ? N_("reads")
                                                   : N_("writes");
    const char *team = k->team ? k->team : lang_text(rq->lang, N_("all teams"));

    const char *role = word_label(&role_words, word_value(&role_words, k->role));

    return arena_printf(rq->a, "%s · %s · %s", lang_text(rq->lang, what), lang_text(rq->lang, role),
                        team);
}

static bool list_show(struct req *rq, int status, const char *secret)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Keys of other systems")),
                                  .path = KEYS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(l, N_("Name")),
                                  .head_b = lang_text(l, N_("May do")),
                                  .head_c = lang_text(l, N_("Valid")),
                                  .head_d = lang_text(l, N_("Last used")),
                                  .add = lang_text(l, N_("Make a key")),
                                  .add_href = KEYS "/new",
                                  .done = settings_done(rq),
                                  .secret = secret };
    struct settings_line *lines;
    struct rows keys = { 0 };

    if (!api_key_list(edge_act(rq), &keys, rq->err))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, keys.n);
    for (size_t i = 0; i < keys.n; i++) {
        const struct api_key_shown *k = &((const struct api_key_shown *)keys.row)[i];
        bool off = instant_is_set(k->revoked_at);
        lines[i] = (struct settings_line){
            .a = k->name,
            .b = scope_of(rq, k),
            .c = state_of(rq, k),
            .d = settings_instant(rq, k->used_at),
            .href = off ? NULL : arena_printf(rq->a, KEYS "/%" PRId64, k->id),
            .off = off,
        };
    }
    page.rows = (struct rows){ lines, keys.n };
    return req_render_status(rq, status, "desk/settings/list.html", &settings_page_record, &page);
}

static bool keys_get(struct req *rq)
{
    return list_show(rq, 200, NULL);
}

/* Every role but the one that has no case contents, with which the list ends. */
static void role_select(struct settings *s)
{
    size_t n = (size_t)ROLE_ADMINISTRATOR - 1;
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, n);

    for (size_t i = 0; i < n; i++)
        list[i] =
            (struct choice){ .value = word_code(&role_words, (int)i + 1),
                             .label = lang_text(s->rq->lang, word_label(&role_words, (int)i + 1)) };
    settings_select(s, "role", N_("Rights of"),
                    N_("It may do what this role may, as far as it reads and writes."), list, n,
                    word_code(&role_words, ROLE_HANDLER));
}

static bool new_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Make a key"), N_("Make it"));
    struct choice *scope = ARENA_ARRAY(rq->a, struct choice, 2), *teams;
    size_t n;

    scope[0] = (struct choice){ .value = "read", .label = lang_text(rq->lang, N_("Read")) };
    scope[1] = (struct choice){ .value = "write", .label = lang_text(rq->lang, N_("Write")) };
    s.action = KEYS "/new";
    s.back = KEYS;
    if (!settings_teams(rq, N_("All teams"), &teams, &n))
        return false;
    settings_text(&s, "name", N_("Name"), N_("Which system uses it."), NULL);
    settings_ticks(&s, "scope", N_("May do"), NULL, scope, 2);
    role_select(&s);
    settings_select(&s, "team", N_("Team"), N_("It reaches this team and those below it."), teams,
                    n, "0");
    settings_date(&s, "until", N_("Last day"), N_("Empty: until it is revoked."), NULL);
    return settings_show(&s);
}

static bool key_read(struct req *rq, struct api_key_new *out)
{
    const char *role = settings_sent(rq, "role");
    struct date until;

    if (!settings_day(rq, "until", &until))
        return false;
    *out = (struct api_key_new){ .name = settings_sent(rq, "name"),
                                 .can_read = settings_ticked(rq, "scope", "read"),
                                 .can_write = settings_ticked(rq, "scope", "write"),
                                 .role = *role ? role : NULL,
                                 .team = strtoll(settings_sent(rq, "team"), NULL, 10) };
    if (date_is_set(until))
        out->expires_at = zone_instant(rq->app->zone, date_add(until, 1), 0);
    return true;
}

static bool new_post(struct req *rq)
{
    struct api_key_new in;
    const char *key;

    if (key_read(rq, &in) && api_key_add(edge_act(rq), &in, &key, rq->err))
        return list_show(rq, 201, key);
    return new_show(rq);
}

static bool key_load(struct req *rq, struct api_key_row *out)
{
    int64_t id;

    return settings_id(rq, "id", &id) && api_key_by_id(rq->a, rq->db, id, out, rq->err);
}

static bool key_get(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Revoke a key"), N_("Revoke it"));
    struct api_key_row key = { 0 };

    if (!key_load(rq, &key))
        return false;
    s.intro = lang_format(rq->a, rq->lang,
                          N_("The system that uses {name} is kept out at once, for good."), "name",
                          key.name, NULL);
    s.action = arena_printf(rq->a, KEYS "/%" PRId64, key.id);
    s.back = KEYS;
    return settings_show(&s);
}

static bool key_post(struct req *rq)
{
    struct api_key_row key = { 0 };

    return key_load(rq, &key) && api_key_revoke(edge_act(rq), key.id, rq->err) &&
           settings_saved(rq, KEYS);
}

const struct route key_routes[] = {
    { GET, KEYS, MAY_ADMINISTER, keys_get, 0 },
    { GET, KEYS "/new", MAY_ADMINISTER, new_show, ROUTE_FRESH },
    { POST, KEYS "/new", MAY_ADMINISTER, new_post, ROUTE_FRESH },
    { GET, KEYS "/{id}", MAY_ADMINISTER, key_get, ROUTE_FRESH },
    { POST, KEYS "/{id}", MAY_ADMINISTER, key_post, ROUTE_FRESH },
    { 0 },
};
