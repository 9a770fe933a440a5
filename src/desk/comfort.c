/* What everybody at the desk may set for themselves: language, colours; and the list of keys. */
#include "desk/desk.h"
#include "people/identify.h"
#include "people/staff.h"

#include <string.h>

/* The keys of the keyboard, for `?`. */
static bool keys_get(struct req *rq)
{
    struct figures_page none = { 0 };

    return req_render(rq, "desk/keys.html", &figures_page_record, &none);
}

static bool keys_post(struct req *rq)
{
    const char *keys = form_text(rq->form, "keys");

    return staff_shortcuts(edge_act(rq), rq->user->id, keys && strcmp(keys, "off") == 0, rq->err) &&
           req_redirect(rq, "/desk/keys");
}

/* Back to the page on which it was chosen, where that is one to look at. */
static bool to_page(struct req *rq)
{
    const char *from = req_header(rq, "Referer");
    const char *path = from ? strstr(from, "://") : NULL;
    struct route_match match = { 0 };

    path = path ? strchr(path + 3, '/') : NULL;
    if (path)
        router_find(rq->a, rq->app->router, arena_strn(rq->a, path, strcspn(path, "?#")), GET, 0,
                    &match);
    return req_redirect(rq, "%s", people_way_back(match.route ? path : NULL));
}

/* A cookie, for it concerns this browser alone. */
static bool theme_post(struct req *rq)
{
    const char *theme = form_text(rq->form, "theme");
    bool known = theme && (strcmp(theme, "dark") == 0 || strcmp(theme, "light") == 0);

    req_set_cookie(rq, "theme", known ? theme : "");
    return to_page(rq);
}

static bool language_post(struct req *rq)
{
    const char *tag = form_text(rq->form, "language");
    const struct lang *lang = tag ? lang_by_tag(tag) : NULL;
    struct staff_row me;

    if (!lang)
        return err_field(rq->err, "language", N_("Choose one of the languages."));
    if (!staff_load(edge_act(rq), rq->user->id, &me, rq->err) ||
        !staff_change(edge_act(rq), me.id, me.login.text, me.name.text, lang->tag, rq->err))
        return false;
    return to_page(rq);
}

const struct route comfort_routes[] = {
    { GET, "/desk/keys", MAY_DESK, keys_get, 0 },
    { POST, "/desk/keys", MAY_DESK, keys_post, 0 },
    { POST, "/desk/theme", MAY_DESK, theme_post, 0 },
    { POST, "/desk/language", MAY_DESK, language_post, 0 },
    { 0 },
};
