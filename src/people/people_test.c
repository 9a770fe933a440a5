/*
 * Staff, teams, keys, sessions and logins on both engines: who gets in, who is kept out
 * and for how long, and what ends a session.
 */
#include "base/tap.h"
#include "complaint/verify.h"
#include "db/fresh.h"
#include "people/api_key.h"
#include "people/login.h"
#include "people/staff.h"
#include "people/team.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "three lamps under a bridge"
#define OTHER "seven kites behind the mill"

struct world {
    struct act act;
    struct procedure p;
    int64_t top, below, beside;
    int64_t mai;
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
    *w = (struct world){ .act = { .a = a,
                                  .db = db,
                                  .keys = keyring_new(a, v, db),
                                  .now = { INT64_C(1793700000000000) },
                                  .actor_kind = "command" } };
    return key_make(w, err) && team_add(&w->act, "Reception", 0, NULL, &w->top, err) &&
           team_add(&w->act, "Homes", w->top, "department", &w->below, err) &&
           team_add(&w->act, "Roads", 0, NULL, &w->beside, err);
}

static void teams(struct world *w)
{
    struct err err = { 0 };
    int64_t id;

    TAP("a team is found by its name", team_by_name(&w->act, "Homes", &id, &err) && id == w->below);
    TAP("one that is not there is not",
        !team_by_name(&w->act, "Homer", &id, &err) && err.kind == ERR_NOT_FOUND);
    err_clear(&err);
    TAP("two of one name are refused",
        !team_add(&w->act, "Homes", 0, NULL, NULL, &err) && strcmp(err.field, "name") == 0);
    err_clear(&err);
    TAP("so is a kind that is none",
        !team_add(&w->act, "Lakes", 0, "lake", NULL, &err) && strcmp(err.field, "kind") == 0);
    err_clear(&err);
    TAP("a team with teams below it does not end",
        !team_end(&w->act, w->top, &err) && err.kind == ERR_REFUSED);
    err_clear(&err);
    TAP("a new name", team_change(&w->act, w->beside, "Roads and paths", "branch", &err));
    say(&err);
}

static struct staff_new person(struct world *w, const char *login, const char *role)
{
    return (struct staff_new){ .login = login,
                               .name = "Mai Example",
                               .password = PASSWORD,
                               .role = { .team = w->below, .role = role } };
}

static void staff(struct world *w)
{
    struct staff_new mai = person(w, "Mai", "handler"), bad = person(w, "bad", "handler");
    struct staff_row row = { 0 };
    struct err err = { 0 };

    TAP("somebody is added", staff_add(&w->act, &w->p, &mai, &w->mai, &err));
    say(&err);
    TAP("and found in any case of letters", staff_by_login(&w->act, " ＭＡＩ ", &row, &err));
    TAP_TEXT("with the login as it was given", row.login.text, "Mai");
    TAP_TEXT("and the name", row.name.text, "Mai Example");
    TAP("[S35] the password is not in it", row.password && !strstr(row.password, "lamps"));
    mai.login = "MAI";
    TAP("the same login again is refused",
        !staff_add(&w->act, &w->p, &mai, NULL, &err) && strcmp(err.field, "login") == 0);
    err_clear(&err);
    bad.password = "short";
    TAP("[S35] so is a short password",
        !staff_add(&w->act, &w->p, &bad, NULL, &err) && strcmp(err.field, "new_password") == 0);
    err_clear(&err);
    bad.password = PASSWORD;
    bad.role.role = "boss";
    TAP("a role that is none",
        !staff_add(&w->act, &w->p, &bad, NULL, &err) && strcmp(err.field, "role") == 0);
    err_clear(&err);
    bad.role.role = "handler";
    bad.role.team = 99;
    TAP("a team that is none",
        !staff_add(&w->act, &w->p, &bad, NULL, &err) && strcmp(err.field, "team") == 0);
}

static bool login(struct world *w, const char *login, const char *password, const char *source,
                  struct login_done *out, struct err *err)
{
    struct login_given in = { .login = login, .password = password, .source = source };

    err_clear(err);
    return login_try(&w->act, &w->p, &in, out, err);
}

static bool holds(struct world *w, const char *id)
{
    struct session_limits limits = session_limits(&w->p);
    struct session_found s;
    struct err none = { 0 };

    return session_find(&w->act, id, &limits, &s, &none);
}

/* What the settings say of sessions, in minutes and hours, and what counts. [S43] */
static void session_settings(struct world *w)
{
    static const struct {
        const char *what, *idle, *most;
        int64_t minutes, hours;
    } cases[] = {
        { "as it is without", NULL, NULL, 30, 12 }, { "shorter is taken", "5", "2", 5, 2 },
        { "longer is not", "31", "13", 30, 12 },    { "nothing is no limit", "0", "0", 30, 12 },
        { "nor is less", "-1", "-1", 30, 12 },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct setting_row rows[] = { { .name = "session_idle_minutes", .value = cases[i].idle },
                                      { .name = "session_hours", .value = cases[i].most } };
        struct procedure p = { .settings = { rows, cases[i].idle ? COUNT(rows) : 0 } };
        struct session_limits limits = session_limits(&p);

        TAP_INT(arena_printf(w->act.a, "[S43] idle, %s", cases[i].what), limits.idle,
                SECONDS(60 * cases[i].minutes));
        TAP_INT(arena_printf(w->act.a, "[S43] in all, %s", cases[i].what), limits.most,
                SECONDS(3600 * cases[i].hours));
    }
}

static void sessions(struct world *w)
{
    struct login_done one, two;
    struct session_limits limits = session_limits(&w->p);
    struct session_found found = { 0 };
    struct instant begin = w->act.now;
    struct rows list = { 0 };
    struct err err = { 0 };

    TAP("[S42] a login opens a session", login(w, "mai", PASSWORD, "192.0.2.1", &one, &err));
    say(&err);
    TAP_INT("of 256 bits", (int64_t)strlen(one.session), 64);
    TAP("a second login another", login(w, "mai", PASSWORD, "192.0.2.1", &two, &err) &&
                                      strcmp(one.session, two.session) != 0);
    TAP("a session is found", session_find(&w->act, one.session, &limits, &found, &err));
    TAP_TEXT("with its person", found.name.text, "Mai Example");
    TAP("[S42] what is stored is not what the browser holds",
        memmem(found.mac.s, found.mac.n, one.session, 16) == NULL);
    TAP("an id nobody gave out is nothing", !holds(w, "00"));
    TAP("[S45] both are listed", sessions_list(&w->act, w->mai, &list, &err) && list.n == 2);
    w->act.now.us = begin.us + SECONDS(29 * 60);
    TAP("[S43] it lives 29 minutes without use", holds(w, one.session));
    w->act.now.us = begin.us + SECONDS(31 * 60);
    TAP("[S43] and the one used meanwhile longer", holds(w, one.session));
    TAP("[S43] the other not", !holds(w, two.session));
    for (int i = 1; i <= 24; i++) {
        w->act.now.us = begin.us + SECONDS(i * 29 * 60);
        (void)!holds(w, one.session);
    }
    w->act.now.us = begin.us + SECONDS(12 * 3600 - 1500);
    TAP("[S43] in use it lives for hours", holds(w, one.session));
    w->act.now.us = begin.us + SECONDS(12 * 3600);
    TAP("[S43] but never beyond twelve", !holds(w, one.session));
    w->act.now.us = begin.us - SECONDS(120);
    TAP("[S43] a clock that stepped back ends it", !holds(w, one.session));
    w->act.now = begin;
    TAP("back at its beginning", login(w, "mai", PASSWORD, "192.0.2.1", &one, &err));
    w->act.now.us = begin.us + SECONDS(20 * 60);
    TAP("used", holds(w, one.session));
    w->act.now.us = begin.us + SECONDS(10 * 60);
    TAP("[S43] a clock before its last use ends it too", !holds(w, one.session));
    w->act.now = begin;
}

static void endings(struct world *w)
{
    struct role_given auditor = { .team = w->beside, .role = "auditor" };
    struct login_done in = { 0 };
    struct rows roles = { 0 };
    struct err err = { 0 };

    TAP("in", login(w, "mai", PASSWORD, "192.0.2.1", &in, &err) && holds(w, in.session));
    TAP("[S44] logout ends it", login_end(&w->act, in.session, &err) && !holds(w, in.session));
    TAP("in again", login(w, "mai", PASSWORD, "192.0.2.1", &in, &err));
    TAP("[S44] a new role ends it",
        role_give(&w->act, w->mai, &auditor, &err) && !holds(w, in.session));
    TAP("in again", login(w, "mai", PASSWORD, "192.0.2.1", &in, &err));
    TAP("two roles", roles_of(&w->act, w->mai, &roles, &err) && roles.n == 2);
    TAP("[S44] the end of a role ends it",
        role_end(&w->act, ((const struct staff_role_row *)roles.row)[1].id, &err) &&
            !holds(w, in.session));
    TAP("in again", login(w, "mai", PASSWORD, "192.0.2.1", &in, &err));
    TAP("[S44] a new password ends it",
        staff_password(&w->act, &w->p, w->mai, OTHER, false, &err) && !holds(w, in.session));
    TAP("the old one is wrong now",
        !login(w, "mai", PASSWORD, "192.0.2.1", &in, &err) && err.kind == ERR_UNAUTHORISED);
    TAP("the new one is right", login(w, "mai", OTHER, "192.0.2.1", &in, &err));
    TAP("a password with marks",
        staff_password(&w->act, &w->p, w->mai, "b\xc3\xa9" OTHER, false, &err));
    TAP("[S35] typed on another keyboard, in two pieces, it is the same",
        login(w, "mai", "be\xcc\x81" OTHER, "192.0.2.1", &in, &err));
    TAP("and the one before again", staff_password(&w->act, &w->p, w->mai, OTHER, false, &err));
}

static void limited_roles(struct world *w)
{
    struct staff_new in = person(w, "auditor", "auditor");
    struct instant now = w->act.now;
    struct user user = { 0 };
    struct err err = { 0 };
    int64_t id;

    in.role.from.us = now.us + SECONDS(86400);
    in.role.until.us = now.us + SECONDS(3 * 86400);
    TAP("an auditor for two days", staff_add(&w->act, &w->p, &in, &id, &err));
    TAP("not yet", roles_now(&w->act, id, &user, &err) && user.n_roles == 0);
    w->act.now.us = now.us + SECONDS(2 * 86400);
    TAP("now", roles_now(&w->act, id, &user, &err) && user.n_roles == 1 &&
                   user.roles[0].role == ROLE_AUDITOR && user.roles[0].team == w->below);
    w->act.now.us = now.us + SECONDS(3 * 86400);
    TAP("no more", roles_now(&w->act, id, &user, &err) && user.n_roles == 0);
    w->act.now = now;
}

static void throttle_account(struct world *w)
{
    struct instant now = w->act.now;
    struct login_done in;
    struct err err = { 0 };
    int refused = 0;

    w->act.now.us += SECONDS(86400);
    for (int i = 0; i < 10; i++)
        refused += !login(w, "mai", "wrong", i % 2 ? "198.51.100.1" : "198.51.100.2", &in, &err) &&
                   err.kind == ERR_UNAUTHORISED;
    TAP_INT("[S37] ten wrong ones are told so", refused, 10);
    TAP("[S37] then one waits", !login(w, "mai", "wrong", "198.51.100.3", &in, &err) &&
                                    err.kind == ERR_TOO_MANY && err.retry_after == 1);
    TAP("[S37] also with the right one, from elsewhere",
        !login(w, "mai", OTHER, "198.51.100.3", &in, &err) && err.kind == ERR_TOO_MANY);
    TAP("[S37] but not from where they logged in before",
        login(w, "mai", OTHER, "192.0.2.1", &in, &err));
    for (int i = 0; i < 10; i++)
        refused += !login(w, "mai", "wrong", "198.51.100.4", &in, &err);
    TAP("it waits again", !login(w, "mai", OTHER, "198.51.100.5", &in, &err));
    w->act.now.us += SECONDS(err.retry_after);
    TAP("[S37] the wait grows",
        !login(w, "mai", "wrong", "198.51.100.5", &in, &err) && err.kind == ERR_UNAUTHORISED &&
            !login(w, "mai", OTHER, "198.51.100.5", &in, &err) && err.retry_after == 2);
    w->act.now.us += SECONDS(2);
    TAP("[S37] and ends", login(w, "mai", OTHER, "198.51.100.5", &in, &err));
    w->act.now = now;
}

static void throttle_unknown(struct world *w)
{
    struct login_done in;
    struct err err = { 0 };

    w->act.now.us += SECONDS(2 * 86400);
    for (int i = 0; i < 10; i++)
        if (login(w, "nobody", "wrong", "198.51.100.7", &in, &err) || err.kind != ERR_UNAUTHORISED)
            TAP("[S37] somebody unknown is refused in the same words", false);
    TAP("[S37] somebody unknown waits just so",
        !login(w, "Nobody", "x", "198.51.100.8", &in, &err) && err.kind == ERR_TOO_MANY);
    for (int i = 0; i < 20; i++)
        (void)!login(w, i % 2 ? "a" : "b", "wrong", "198.51.100.7", &in, &err);
    TAP("[S37] a source waits after thirty",
        !login(w, "c", "wrong", "198.51.100.7", &in, &err) && err.kind == ERR_TOO_MANY);
    TAP("and others do not",
        !login(w, "c", "wrong", "198.51.100.9", &in, &err) && err.kind == ERR_UNAUTHORISED);
    w->act.now.us -= SECONDS(2 * 86400);
}

static void keys(struct world *w)
{
    struct api_key_new in = { .name = "phone system", .team = w->below };
    struct instant now = w->act.now;
    struct api_key_row row = { 0 };
    struct rows list = { 0 };
    struct err err = { 0 };
    const char *key = "";

    TAP("a scope that is none", !api_key_scope("read,delete", &in, &err));
    err_clear(&err);
    in.can_read = in.can_write = false;
    TAP("a scope", api_key_scope("read,write", &in, &err) && in.can_read && in.can_write);
    in.expires_at.us = now.us + SECONDS(3600);
    TAP("[S29] a key is made", api_key_add(&w->act, &in, &key, &err));
    say(&err);
    TAP("of 256 bits", strlen(key) == 67 && strncmp(key, "rk_", 3) == 0);
    TAP("and found", api_key_find(&w->act, key, &row, &err) && row.team_id == w->below);
    TAP("with its use", api_key_list(&w->act, &list, &err) && list.n == 1 &&
                            ((const struct api_key_shown *)list.row)->used_at.us == now.us);
    TAP("another is not",
        !api_key_find(&w->act, "rk_1", &row, &err) && err.kind == ERR_UNAUTHORISED);
    err_clear(&err);
    w->act.now.us += SECONDS(3600);
    TAP("[S29] nor one that expired", !api_key_find(&w->act, key, &row, &err));
    w->act.now = now;
    err_clear(&err);
    TAP("[S29] nor one that was revoked",
        api_key_revoke(&w->act, ((const struct api_key_shown *)list.row)->id, &err) &&
            !api_key_find(&w->act, key, &row, &err));
}

/* A password that somebody was told is not theirs for ever. */
static void first_password(struct world *w)
{
    struct staff_new newcomer = person(w, "newcomer", "handler");
    struct instant now = w->act.now;
    struct login_done in = { 0 };
    struct err err = { 0 };

    newcomer.must_change = true;
    TAP("a password for once", staff_add(&w->act, &w->p, &newcomer, NULL, &err));
    say(&err);
    w->act.now.us += SECONDS(71 * 3600);
    TAP("[S40] within three days it opens the door to a password of one's own",
        login(w, "newcomer", PASSWORD, "192.0.2.6", &in, &err) && in.must_change);
    w->act.now.us += SECONDS(3600);
    TAP("[S40] then nothing any more",
        !login(w, "newcomer", PASSWORD, "192.0.2.6", &in, &err) && err.kind == ERR_UNAUTHORISED);
    w->act.now = now;
}

static void leaving(struct world *w)
{
    struct staff_new boss = person(w, "boss", "administrator"),
                     next = person(w, "next", "administrator");
    struct login_done in = { 0 };
    struct err err = { 0 };
    int64_t id;

    TAP("an administrator", staff_add(&w->act, &w->p, &boss, &id, &err));
    TAP("the only one does not leave", !staff_end(&w->act, id, &err) && err.kind == ERR_REFUSED);
    err_clear(&err);
    TAP("with another one", staff_add(&w->act, &w->p, &next, NULL, &err));
    TAP("in", login(w, "boss", PASSWORD, "192.0.2.5", &in, &err));
    TAP("they do", staff_end(&w->act, id, &err));
    TAP("[S44] it ends their sessions", !holds(w, in.session));
    TAP("and they do not come back",
        !login(w, "boss", PASSWORD, "192.0.2.5", &in, &err) && err.kind == ERR_UNAUTHORISED);
}

static void history_holds(struct world *w, const struct vault *v)
{
    struct verify log = { .a = w->act.a, .db = w->act.db };
    struct err err = { 0 };

    TAP("[S61] the log verifies", verify_log(&log, &err) && log.n == 0 && log.events > 40);
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
    struct world w;

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    TAP("opens and migrates", fresh_open(&fresh, &db, &err) && db_migrate(db, &err));
    TAP("an organisation", err.kind == ERR_NONE && world_make(a, db, v, &w, &err));
    say(&err);
    teams(&w);
    staff(&w);
    session_settings(&w);
    sessions(&w);
    endings(&w);
    limited_roles(&w);
    throttle_account(&w);
    throttle_unknown(&w);
    keys(&w);
    first_password(&w);
    leaving(&w);
    history_holds(&w, v);
    vault_close(v);
}

int main(void)
{
    on(DB_SQLITE, "people_sqlite");
    on(DB_PG, "people_pg");
    return tap_done();
}
