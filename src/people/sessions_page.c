/*
 * Where somebody is logged in: one's own sessions, for administrators those of anybody, each
 * to be ended at once. The network is compared, never shown: only its keyed hash is kept. [S45]
 */
#include "people/pages.h"

#include "people/identify.h"
#include "people/login.h"
#include "people/staff_page.h"
#include "web/source.h"

#include <string.h>

#define SESSIONS "/desk/sessions"
#define ALL "all" /* in place of a session */

static bool same_bytes(struct bytes a, struct bytes b)
{
    return a.n == b.n && a.n > 0 && memcmp(a.s, b.s, a.n) == 0;
}

static const char *where(struct req *rq, const struct session_row *s, bool this_one)
{
    struct bytes here = login_source(edge_act(rq), source_network(rq->a, rq->source));

    return lang_text(rq->lang, this_one                      ? N_("this browser")
                               : same_bytes(s->source, here) ? N_("the same network")
                                                             : N_("another network"));
}

/* A line for each session of that person; all but this one can be opened to be ended. */
static bool lines_of(struct req *rq, int64_t staff, const char *path, struct rows *out)
{
    struct session_found present = { 0 };
    struct settings_line *lines;
    const struct session_row *s;
    struct rows list = { 0 };

    if (!sessions_list(edge_act(rq), staff, &list, rq->err))
        return false;
    if (!people_session(rq, &present))
        present.mac = (struct bytes){ 0 };
    s = list.row;
    lines = ARENA_ARRAY(rq->a, struct settings_line, list.n);
    for (size_t i = 0; i < list.n; i++) {
        bool this_one = same_bytes(s[i].mac, present.mac);
        lines[i] = (struct settings_line){
            .a = settings_instant(rq, s[i].made_at),
            .b = settings_instant(rq, s[i].seen_at),
            .c = s[i].device ? s[i].device : lang_text(rq->lang, N_("unknown")),
            .d = where(rq, &s[i], this_one),
            .href = this_one ? NULL
                             : arena_printf(rq->a, "%s/%s", path,
                                            hex_text(rq->a, s[i].mac.s, s[i].mac.n)),
        };
    }
    *out = (struct rows){ lines, list.n };
    return true;
}

static bool list_show(struct req *rq, int64_t staff, const char *title, const char *path,
                      const char *back)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = title,
                                  .path = path,
                                  .back = back,
                                  .head_a = lang_text(l, N_("Logged in")),
                                  .head_b = lang_text(l, N_("Last used")),
                                  .head_c = lang_text(l, N_("Browser")),
                                  .head_d = lang_text(l, N_("From")),
                                  .done = settings_done(rq) };

    if (!lines_of(rq, staff, path, &page.rows))
        return false;
    if (page.rows.n > 1 || (page.rows.n > 0 && staff != rq->user->id)) {
        page.add = lang_text(l, N_("End all sessions"));
        page.add_href = arena_printf(rq->a, "%s/" ALL, path);
    }
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* The session of the path, which is one of that person's; none in `out` for all of them. */
static bool session_of_path(struct req *rq, int64_t staff, struct bytes *out)
{
    const char *wanted = req_param(rq, "session");
    struct rows list = { 0 };
    const struct session_row *s;

    *out = (struct bytes){ 0 };
    if (strcmp(wanted, ALL) == 0)
        return true;
    if (!sessions_list(edge_act(rq), staff, &list, rq->err))
        return false;
    s = list.row;
    for (size_t i = 0; i < list.n; i++)
        if (strcmp(hex_text(rq->a, s[i].mac.s, s[i].mac.n), wanted) == 0) {
            *out = s[i].mac;
            return true;
        }
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static bool ask(struct req *rq, int64_t staff, const char *intro, const char *path)
{
    struct settings s = settings_form(rq, N_("End sessions"), N_("End it"));
    struct bytes mac;

    if (!session_of_path(rq, staff, &mac))
        return false;
    s.intro = intro;
    s.action = arena_printf(rq->a, "%s/%s", path, req_param(rq, "session"));
    s.back = path;
    return settings_show(&s);
}

static bool end(struct req *rq, int64_t staff)
{
    struct bytes mac;

    if (!session_of_path(rq, staff, &mac))
        return false;
    return mac.n > 0 ? staff_session_end(edge_act(rq), staff, mac, rq->err)
                     : staff_log_out(edge_act(rq), staff, rq->err);
}

/* -- one's own -- */

static bool own_list(struct req *rq)
{
    return list_show(rq, rq->user->id, lang_text(rq->lang, N_("Where I am logged in")), SESSIONS,
                     NULL);
}

static bool own_get(struct req *rq)
{
    return ask(rq, rq->user->id,
               lang_text(rq->lang, N_("Whoever uses it has to log in again. If it was not you, "
                                      "change your password too.")),
               SESSIONS);
}

static bool own_post(struct req *rq)
{
    return end(rq, rq->user->id) && settings_saved(rq, SESSIONS);
}

/* -- of anybody, for administrators -- */

static bool staff_list_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) &&
           list_show(rq, who.id, who.name.text, staff_path(rq, who.id, "/sessions"),
                     staff_path(rq, who.id, ""));
}

static bool staff_get(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) &&
           ask(rq, who.id,
               lang_format(rq->a, rq->lang,
                           N_("{name} is logged out there and has to log in again."), "name",
                           who.name.text, NULL),
               staff_path(rq, who.id, "/sessions"));
}

static bool staff_post(struct req *rq)
{
    struct staff_row who = { 0 };

    return staff_of_path(rq, &who) && end(rq, who.id) &&
           settings_saved(rq, staff_path(rq, who.id, "/sessions"));
}

const struct route session_routes[] = {
    { GET, SESSIONS, MAY_DESK, own_list, 0 },
    { GET, SESSIONS "/{session}", MAY_DESK, own_get, 0 },
    { POST, SESSIONS "/{session}", MAY_DESK, own_post, 0 },
    { GET, STAFF "/{id}/sessions", MAY_ADMINISTER, staff_list_get, 0 },
    { GET, STAFF "/{id}/sessions/{session}", MAY_ADMINISTER, staff_get, ROUTE_FRESH },
    { POST, STAFF "/{id}/sessions/{session}", MAY_ADMINISTER, staff_post, ROUTE_FRESH },
    { 0 },
};
