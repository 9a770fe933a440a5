/*
 * The second factor, links for a new password, what is told of both, and the fresh look before
 * what is hard to undo, on both engines.
 */
#include "base/tap.h"
#include "complaint/verify.h"
#include "db/fresh.h"
#include "people/factor.h"
#include "people/identify.h"
#include "people/login.h"
#include "people/reset_link.h"
#include "people/team.h"
#include "people/told.h"
#include "people/totp.h"
#include "web/req.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "three lamps under a bridge"
#define OTHER "seven kites behind the mill"

struct world {
    struct act act, mine; /* a command's, and hers */
    struct procedure p;
    struct setting_row settings[4];
    int64_t mai;
    const char *codes[RECOVERY_CODES];
};

static void say(const struct err *err)
{
    if (err->kind)
        printf("# %s %s\n", err->text ? err->text : "", err->detail);
}

static bool key_make(struct world *w, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, w->act.db, err) && keyring_make(w->act.keys, KEY_ORGANISATION, 0, err) &&
           tx_commit(&tx, err);
}

static bool world_make(struct arena *a, struct db *db, const struct vault *v, struct world *w,
                       struct err *err)
{
    struct staff_new mai = {
        .login = "mai", .name = "Mai Example", .password = PASSWORD, .role = { .role = "handler" }
    };

    *w = (struct world){ .act = { .a = a,
                                  .db = db,
                                  .keys = keyring_new(a, v, db),
                                  .now = { INT64_C(1793700000000000) },
                                  .actor_kind = "command" } };
    if (!key_make(w, err) || !team_add(&w->act, "Reception", 0, NULL, &mai.role.team, err) ||
        !staff_add(&w->act, &w->p, &mai, &w->mai, err))
        return false;
    w->mine = w->act;
    w->mine.actor_kind = "staff";
    w->mine.actor_id = w->mai;
    return true;
}

static void pass(struct world *w, int64_t seconds)
{
    w->act.now.us += SECONDS(seconds);
    w->mine.now = w->act.now;
}

static bool login(struct world *w, const char *password, struct login_done *out, struct err *err)
{
    struct login_given in = {
        .login = "mai", .password = password, .source = "192.0.2.1", .device = "Firefox, Linux"
    };

    err_clear(err);
    return login_try(&w->act, &w->p, &in, out, err);
}

static bool code(struct world *w, const char *session, const char *given, struct login_done *out,
                 struct err *err)
{
    struct login_code_given in = { .session = session, .code = given, .source = "192.0.2.1" };

    err_clear(err);
    return login_code(&w->act, &w->p, &in, out, err);
}

static bool found(struct world *w, const char *session, struct session_found *out)
{
    struct session_limits limits = session_limits(&w->p);
    struct err none = { 0 };

    *out = (struct session_found){ 0 };
    return session_find(&w->act, session, &limits, out, &none);
}

static const char *now_code(struct world *w, const char *secret, int64_t step)
{
    char text[TOTP_DIGITS + 1];

    totp_code(secret, totp_step(w->act.now) + step, text);
    return arena_str(w->act.a, text);
}

static const char *enrolling(struct world *w)
{
    const char *secret = factor_secret(&w->act, "one session");
    struct login_done in = { 0 };
    struct session_found s;
    struct err err = { 0 };

    TAP("a session is offered always the same secret",
        strcmp(secret, factor_secret(&w->act, "one session")) == 0);
    TAP("and no other session has it", strcmp(secret, factor_secret(&w->act, "another")) != 0);
    TAP("in", login(w, PASSWORD, &in, &err) && !in.must_prove && found(w, in.session, &s));
    TAP_TEXT("[S45] with a browser one knows", s.device, "Firefox, Linux");
    TAP_INT("without a second factor", s.factors, 0);
    TAP("[S36] a wrong code sets up nothing",
        !factor_add(&w->mine, w->mai, secret, "000000", w->codes, &err) &&
            strcmp(err.field, "code") == 0);
    err_clear(&err);
    TAP("[S36] the right one does",
        factor_add(&w->mine, w->mai, secret, now_code(w, secret, 0), w->codes, &err));
    say(&err);
    TAP("[S44] all sessions end", !found(w, in.session, &s));
    return secret;
}

static void two_steps(struct world *w, const char *secret)
{
    struct login_done half = { 0 }, in = { 0 };
    struct session_found s;
    struct err err = { 0 };

    TAP("the password begins", login(w, PASSWORD, &half, &err) && half.must_prove);
    TAP("[S36] half a session", found(w, half.session, &s) && s.factors == 1 && !s.factor);
    TAP("[S36] the code that set it up was used",
        !code(w, half.session, now_code(w, secret, 0), &in, &err) && err.kind == ERR_UNAUTHORISED);
    pass(w, 30);
    TAP("the next one is right", code(w, half.session, now_code(w, secret, 0), &in, &err));
    say(&err);
    TAP("[S42] it makes another session",
        found(w, in.session, &s) && s.factor && !found(w, half.session, &s));
    TAP("in half again", login(w, PASSWORD, &half, &err) && half.must_prove);
    TAP("[S36] no code works twice", !code(w, half.session, now_code(w, secret, 0), &in, &err));
    TAP("[S36] a recovery code is as good", code(w, half.session, w->codes[3], &in, &err));
    TAP("and half again", login(w, PASSWORD, &half, &err));
    TAP("[S36] once", !code(w, half.session, w->codes[3], &in, &err));
    TAP("another of them", code(w, half.session, w->codes[4], &in, &err));
}

static void waiting(struct world *w, const char *secret)
{
    struct login_done half = { 0 }, in;
    struct err err = { 0 };
    int refused = 0;

    pass(w, 86400);
    TAP("half", login(w, PASSWORD, &half, &err));
    for (int i = 0; i < 5; i++)
        refused += !code(w, half.session, "000000", &in, &err) && err.kind == ERR_UNAUTHORISED;
    TAP_INT("[S37] five wrong codes are told so", refused, 5);
    TAP("[S37] then one waits, with the right one too",
        !code(w, half.session, now_code(w, secret, 0), &in, &err) && err.kind == ERR_TOO_MANY &&
            err.retry_after == 1);
    pass(w, 1);
    TAP("[S37] and not for ever", code(w, half.session, now_code(w, secret, 0), &in, &err));
}

static bool told(struct world *w, const char *kind, struct instant since)
{
    const struct credential_notice_row *n;
    struct rows rows = { 0 };
    struct err err = { 0 };

    if (!told_list(&w->act, w->mai, since, &rows, &err))
        return false;
    n = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(n[i].kind, kind) == 0)
            return true;
    return false;
}

static void telling(struct world *w)
{
    struct instant later = { w->act.now.us + 1 }, before = { 1 };
    struct login_done half;
    struct err err = { 0 };

    TAP("[S40] a new factor is told at the next login", told(w, "second_factor_added", later));
    TAP("not in the session that set it up", !told(w, "second_factor_added", before));
    TAP("slips of a login that succeeded are no news", !told(w, "login_code_refused", later));
    TAP("half", login(w, PASSWORD, &half, &err) && !code(w, half.session, "000000", &half, &err));
    TAP("[S40] wrong codes of a login that did not are told at once",
        told(w, "login_code_refused", before));
    err_clear(&err);
    TAP("seen", told_seen(&w->act, w->mai, w->act.now, &err));
    TAP("is gone", !told(w, "login_code_refused", later) && !told(w, "second_factor_added", later));
}

static void links(struct world *w)
{
    const char *link = "", *second = "";
    struct staff_row who = { 0 };
    struct login_done in = { 0 };
    struct session_found s;
    struct err err = { 0 };

    TAP("half", login(w, PASSWORD, &in, &err));
    TAP("[S40] a link", reset_link_make(&w->act, &w->p, w->mai, &link, &err));
    TAP("and another", reset_link_make(&w->act, &w->p, w->mai, &second, &err));
    TAP("is hers", reset_link_read(&w->act, link, &who, &err) && who.id == w->mai);
    TAP("no other is", !reset_link_read(&w->act, "1-2-3", &who, &err));
    err_clear(&err);
    pass(w, 29 * 60);
    TAP("[S35] the rules hold", !reset_link_use(&w->act, &w->p, link, "short", &err));
    err_clear(&err);
    TAP("[S40] it sets a password", reset_link_use(&w->act, &w->p, link, OTHER, &err));
    say(&err);
    TAP("[S44] ends all sessions", !found(w, in.session, &s));
    TAP("[S40] once",
        !reset_link_use(&w->act, &w->p, link, PASSWORD, &err) && err.kind == ERR_REFUSED);
    err_clear(&err);
    TAP("and voids the other", !reset_link_read(&w->act, second, &who, &err));
    TAP("[S40] the login asks for the code as ever", login(w, OTHER, &in, &err) && in.must_prove);
    TAP("[S40] she is told at once", told(w, "password_set_by_link", (struct instant){ 1 }));
    TAP("a third", reset_link_make(&w->act, &w->p, w->mai, &link, &err));
    pass(w, 30 * 60);
    TAP("[S40] half an hour is too late", !reset_link_read(&w->act, link, &who, &err));
}

static void endings(struct world *w)
{
    struct second_factor_row has;
    struct login_done in = { 0 };
    struct session_found s;
    struct err err = { 0 };
    size_t left = 0;

    TAP("eight codes are left", factor_codes_left(&w->act, w->mai, &left, &err) && left == 8);
    TAP("new ones", factor_codes_make(&w->mine, w->mai, w->codes, &err) &&
                        factor_codes_left(&w->act, w->mai, &left, &err) && left == 10);
    TAP("half", login(w, OTHER, &in, &err) && found(w, in.session, &s));
    TAP("[S36] taken away",
        factor_end(&w->act, w->mai, &err) && factor_of(&w->act, w->mai, &has, &err) && has.id == 0);
    TAP("[S44] with the sessions", !found(w, in.session, &s));
    TAP("and the codes", factor_codes_left(&w->act, w->mai, &left, &err) && left == 0);
    TAP("no codes without an app",
        !factor_codes_make(&w->mine, w->mai, w->codes, &err) && err.kind == ERR_REFUSED);
    TAP("the password is enough again", login(w, OTHER, &in, &err) && !in.must_prove);
}

static void once_passwords(struct world *w)
{
    struct login_done in;
    struct err err = { 0 };

    TAP("a password for once", staff_password(&w->act, &w->p, w->mai, PASSWORD, true, &err));
    pass(w, 72 * 3600 - 1);
    TAP("holds three days", login(w, PASSWORD, &in, &err) && in.must_change);
    pass(w, 1);
    TAP("[S40] and no longer", !login(w, PASSWORD, &in, &err) && err.kind == ERR_UNAUTHORISED);
}

static void needed(struct world *w)
{
    static const struct user_role boss = { .role = ROLE_ADMINISTRATOR },
                                  manager = { .role = ROLE_MANAGER };
    struct user admin = { .roles = &boss, .n_roles = 1 },
                other = { .roles = &manager, .n_roles = 1 };
    struct setting_row *s = w->settings;

    TAP("[S36] administrators need one", factor_required(&w->p, &admin));
    TAP("others have the choice", !factor_required(&w->p, &other));
    s[0] = (struct setting_row){ .name = "second_factor_roles", .value = "top_management manager" };
    s[1] = (struct setting_row){ .name = "confirm_minutes", .value = "60" };
    w->p.settings = (struct rows){ s, 2 };
    TAP("a setting names more roles", factor_required(&w->p, &other));
    TAP_INT("[S46] and cannot make a fresh look last longer", factor_fresh_for(&w->p),
            SECONDS(600));
    s[0].value = "top_management managers";
    s[1].value = "3";
    TAP("whole words count", !factor_required(&w->p, &other));
    TAP_INT("[S46] only shorter", factor_fresh_for(&w->p), SECONDS(180));
    s[0] = (struct setting_row){ .name = "second_factor", .value = "optional" };
    TAP("the operator may leave it to them", !factor_required(&w->p, &admin));
    w->p.settings = (struct rows){ 0 };
}

/* What the router asks before a handler runs. */
static bool let_in(struct arena *a, const struct user *user, enum may right, int flags,
                   struct req *rq)
{
    struct route *route = ARENA_NEW(a, struct route);

    *route = (struct route){ .method = GET, .right = right, .flags = flags };
    *rq = (struct req){ .a = a, .user = user, .route = route, .path = "/desk/settings/staff/new" };
    return people_allowed(rq, right);
}

static void doors(struct arena *a)
{
    static const struct user_role boss = { .role = ROLE_ADMINISTRATOR };
    struct user user = { .roles = &boss, .n_roles = 1 };
    struct req rq;

    TAP("[S46] a login of hours ago is let in", let_in(a, &user, MAY_ADMINISTER, 0, &rq));
    TAP("[S46] but not where a fresh look is wanted",
        !let_in(a, &user, MAY_ADMINISTER, ROUTE_FRESH, &rq) && rq.err->kind == ERR_UNAUTHORISED);
    TAP_TEXT("[S46] there it is asked for, with the way back", rq.door,
             "/desk/confirm?back=%2Fdesk%2Fsettings%2Fstaff%2Fnew");
    user.fresh = true;
    TAP("[S46] and then let in", let_in(a, &user, MAY_ADMINISTER, ROUTE_FRESH, &rq));
    user.must_enrol = true;
    TAP("first the factor", !let_in(a, &user, MAY_DESK, 0, &rq));
    TAP_TEXT("at its door", rq.door, "/desk/second-factor/new");
    user.must_change = true;
    TAP("before it the password", !let_in(a, &user, MAY_ENROL, 0, &rq));
    TAP_TEXT("at its door", rq.door, "/desk/password");
    user.must_prove = true;
    TAP("before that the code", !let_in(a, &user, MAY_PASSWORD, 0, &rq));
    TAP_TEXT("at its door", rq.door, "/login/code");
}

static void confirming(struct world *w)
{
    struct login_done in = { 0 };
    struct session_found s;
    struct err err = { 0 };

    TAP("a new password", staff_password(&w->act, &w->p, w->mai, OTHER, false, &err));
    TAP("in", login(w, OTHER, &in, &err) && found(w, in.session, &s));
    TAP_INT("a login is fresh", s.confirmed_at.us, w->act.now.us);
    pass(w, 900);
    TAP("in use", found(w, in.session, &s) && s.confirmed_at.us == w->act.now.us - SECONDS(900));
    TAP("[S46] said once more", session_confirm(&w->act, &s, &err) && found(w, in.session, &s) &&
                                    s.confirmed_at.us == w->act.now.us);
}

static void history_holds(struct world *w, const struct vault *v)
{
    struct verify log = { .a = w->act.a, .db = w->act.db };
    struct err err = { 0 };

    TAP("[S61] the log verifies", verify_log(&log, &err) && log.n == 0);
    TAP("and its events make every column",
        verify_values(&log, keyring_new(w->act.a, v, w->act.db), &err) && log.n == 0);
    say(&err);
}

static void on(enum db_engine engine, const char *name)
{
    static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    const char *secret;
    struct world w;

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("an organisation", err.kind == ERR_NONE && world_make(a, db, v, &w, &err));
    say(&err);
    secret = enrolling(&w);
    two_steps(&w, secret);
    waiting(&w, secret);
    telling(&w);
    links(&w);
    endings(&w);
    once_passwords(&w);
    needed(&w);
    confirming(&w);
    history_holds(&w, v);
    vault_close(v);
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    doors(a);
    on(DB_SQLITE, "factor_sqlite");
    on(DB_PG, "factor_pg");
    return tap_done();
}
