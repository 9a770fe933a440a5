/*
 * What somebody with write access to the database can do, act by act: each is done by plain SQL,
 * and is either named by the verifier, or opens nothing, or both. What is cut off at the end of
 * the log or made anew with hashes that fit needs checkpoints: tests/chain_test.py. [S58]
 */
#include "base/buf.h"
#include "complaint/files.h"
#include "complaint/guard.h"
#include "complaint/tally.h"
#include "complaint/verify.h"
#include "operation/receipt/filing.h"
#include "operation/try.h"
#include "people/api_key.h"
#include "people/login.h"
#include "people/staff.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "three lamps under a bridge"
#define ONE_TIME "0123456789abcdef0123456789abcdef"

struct theft {
    struct try *t;
    int64_t complaint, other, mai;
    const char *key; /* of another system, over tomorrow */
    char session[SESSION_ID];
};

static bool run(struct try *t, const char *text)
{
    static int id = 14000;
    struct sql *sql = ARENA_NEW(t->a, struct sql);
    struct value none = value_int(0);
    struct err err = { 0 };
    int64_t n = 0;
    bool ok;

    *sql =
        (struct sql){ .name = "theft", .sqlite = text, .pg = text, .id = id++, .param_kinds = "" };
    ok = db_exec(t->db, sql, &none, &n, &err);
    try_why(&err, ok);
    return ok && n > 0;
}

/* -- a case and its history -- */

/* Statements are divided by a bar. C and D stand for the complaint and another one. */
static const struct {
    const char *what, *sql, *kind, *table, *field; /* field: with the keys; NULL = none is asked */
} acts[] = {
    { "a field of a case", "UPDATE complaint SET class = 'noise' WHERE id = C", "row_changed",
      "complaint", "class" },
    { "its state", "UPDATE complaint SET stage = 'closed' WHERE id = C", "row_changed", "complaint",
      "stage" },
    { "the day it came",
      "UPDATE complaint SET received_at = received_at - 86400000000 WHERE id = C", "row_changed",
      "complaint", "received_at" },
    { "who works on it", "UPDATE complaint SET owner_id = 7 WHERE id = C", "row_changed",
      "complaint", "owner_id" },
    { "a deadline", "UPDATE clock SET due_at = due_at + 86400000000 WHERE complaint_id = C",
      "row_changed", "clock", "due_at" },
    { "the nearest deadline", "UPDATE complaint SET next_due_at = NULL WHERE id = C", "row_changed",
      "complaint", "next_due_at" },
    { "a note", "UPDATE entry SET at = at + 1 WHERE complaint_id = C", "row_changed", "entry",
      "at" },
    { "a note put away", "DELETE FROM entry WHERE complaint_id = C", "row_missing", "entry", NULL },
    { "words of one case in another",
      "UPDATE complaint SET description = (SELECT d.description FROM complaint d WHERE d.id = D)"
      " WHERE id = C",
      "row_changed", "complaint", "description" },
    { "what a file says of itself", "UPDATE file SET type = 'text/html' WHERE complaint_id = C",
      "row_changed", "file", "type" },
    { "bytes of a file",
      "UPDATE blob_chunk SET sealed = (SELECT b.header FROM blob b WHERE b.id = blob_id)",
      "file_changed", "file", NULL },
    { "a file without its bytes", "DELETE FROM blob_chunk", "file_changed", "file", NULL },
    { "one file for the other",
      "UPDATE blob_chunk SET blob_id = -blob_id|"
      "UPDATE blob_chunk SET blob_id = (SELECT b.id FROM blob b WHERE b.id <> -blob_id)",
      "file_changed", "file", NULL },
    { "a file for the sweeper", "UPDATE blob SET claimed_at = NULL", "row_changed", "blob",
      "claimed_at" },
    { "an event", "UPDATE event SET actor_id = 99 WHERE complaint_id = C AND position = 2",
      "event_changed", NULL, "actor_id" },
    { "an event that is gone", "DELETE FROM event WHERE complaint_id = C AND position = 1",
      "event_missing", NULL, NULL },
    { "the head of a chain that is gone", "DELETE FROM chain WHERE complaint_id = C",
      "chain_missing", NULL, NULL },
    { "an event put in",
      "INSERT INTO event (id, complaint_id, position, kind, at, actor_kind, bytes, hash)"
      " SELECT 900, complaint_id, position + 50, kind, at, actor_kind, bytes, hash FROM event"
      " WHERE complaint_id = C AND position = 1",
      "event_changed", NULL, NULL },
    { "two events the other way round",
      "UPDATE event SET position = -position WHERE complaint_id = C AND position < 3|"
      "UPDATE event SET position = 3 + position WHERE complaint_id = C AND position < 0",
      "event_changed", NULL, "position" },
    { "a complaint with all that is about it",
      "DELETE FROM complaint WHERE id = C|DELETE FROM clock WHERE complaint_id = C|"
      "DELETE FROM event WHERE complaint_id = C|DELETE FROM chain WHERE complaint_id = C",
      "event_missing", NULL, NULL },
    { "a number beside a queue", "UPDATE tally SET value = value + 1", "row_changed", "tally",
      "value" },
    { "a figure for top management", "UPDATE tally_received SET value = value + 1", "row_changed",
      "tally_received", "value" },
    { "a limit", "UPDATE clock_rule SET length = length + 30", "row_changed", "clock_rule",
      "length" },
    { "a setting", "UPDATE setting SET value = 'UTC' WHERE name = 'zone'", "row_changed", "setting",
      "value" },
    { "a letter that is held back", "UPDATE outbox SET state = 'sent'", "row_changed", "outbox",
      NULL },
    { "a team above another", "INSERT INTO team_above (team_id, above_id) VALUES (77, 78)",
      "row_added", "team_above", NULL },
    { "a key that is thrown away", "DELETE FROM wrapped_key WHERE (id - 2) / 4 = C", "key_missing",
      "complaint", NULL },
};

static const char *with_ids(const struct theft *s, const char *text)
{
    struct buf b = buf_new(s->t->a);

    for (const char *at = text; *at; at++) {
        bool alone = at > text && (at[-1] == ' ' || at[-1] == '=') &&
                     (at[1] == ' ' || at[1] == ')' || at[1] == '|' || !at[1]);
        if (alone && (*at == 'C' || *at == 'D'))
            buf_printf(&b, "%" PRId64, *at == 'C' ? s->complaint : s->other);
        else
            buf_char(&b, *at);
    }
    return buf_text(&b);
}

static bool run_all(const struct theft *s, const char *text)
{
    size_t n = strcspn(text, "|");

    return run(s->t, with_ids(s, arena_strn(s->t->a, text, n))) &&
           (text[n] == '\0' || run_all(s, text + n + 1));
}

static bool said(const struct verify *v, const char *kind, const char *table, const char *field)
{
    for (size_t i = 0; i < v->n; i++) {
        const struct finding_row *f = &v->findings[i];
        if (strcmp(f->kind, kind) == 0 &&
            (table ? f->table && strcmp(f->table, table) == 0 : !f->table) &&
            (!field || (f->field && strcmp(f->field, field) == 0)))
            return true;
    }
    for (size_t i = 0; i < v->n && i < 5; i++)
        printf("# %s %s.%s %" PRId64 "\n", v->findings[i].kind, v->findings[i].table,
               v->findings[i].field, v->findings[i].id);
    return false;
}

static void act_found(const struct theft *s, size_t i)
{
    struct verify v = { .a = s->t->a, .db = s->t->db };
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    bool ok = tx_begin(&tx, s->t->db, &err) && run_all(s, acts[i].sql);

    TAP(arena_printf(s->t->a, "[S58] %s: done", acts[i].what), ok);
    TAP("and named", ok && verify_log(&v, &err) &&
                         verify_values(&v, keyring_new(s->t->a, s->t->vault, s->t->db), &err) &&
                         said(&v, acts[i].kind, acts[i].table, acts[i].field));
    try_why(&err, err.kind == ERR_NONE);
}

/* -- rights -- */

static size_t roles(const struct theft *s, int64_t staff, size_t *refused)
{
    struct user user = { 0 };
    struct err err = { 0 };
    bool ok = roles_now(&s->t->act, staff, &user, &err);

    try_why(&err, ok);
    *refused = user.roles_refused;
    return ok ? user.n_roles : 99;
}

static int64_t altered(const struct theft *s)
{
    struct guard_seen seen = { 0 };
    struct err err = { 0 };
    bool ok = guard_look(&s->t->act, &seen, &err);

    try_why(&err, ok);
    return ok ? seen.altered : -1;
}

static void manager_made(const struct theft *s)
{
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    size_t refused;

    TAP_INT("a role", (int64_t)roles(s, s->mai, &refused), 1);
    TAP("somebody writes a role", tx_begin(&tx, s->t->db, &err) &&
                                      run(s->t, "INSERT INTO staff_role (id, staff_id, team_id, "
                                                "role) SELECT 5, staff_id, team_id, 'manager' FROM "
                                                "staff_role WHERE role = 'auditor'"));
    TAP_INT("it gives nothing", (int64_t)roles(s, s->mai, &refused), 1);
    TAP_INT("and is told", (int64_t)refused, 1);
    TAP("or makes more of the one that is there",
        run(s->t, "UPDATE staff_role SET role = 'manager' WHERE role = 'auditor'"));
    TAP_INT("then that is lost too", (int64_t)roles(s, s->mai, &refused), 0);
    TAP_INT("the clerk and the administrator's page see both", altered(s), 2);
}

static bool enters(const struct theft *s, const char *password)
{
    struct login_given in = { .login = "mai", .password = password, .source = "192.0.2.0/24" };
    struct login_done out;
    struct err err = { 0 };

    return login_try(&s->t->act, &s->t->p, &in, &out, &err);
}

static void password_set(const struct theft *s)
{
    const char *hash;
    struct err err = { 0 };
    bool made = password_hash(s->t->a, s->t->vault, "a password of the thief", &hash, &err);

    TAP("the password opens", enters(s, PASSWORD));
    TAP("a hash of another one is put there, made with the program and the keys",
        made &&
            run(s->t, arena_printf(s->t->a, "UPDATE staff SET password = '%s' WHERE id = %" PRId64,
                                   hash, s->mai)));
    TAP("it opens nothing", !enters(s, "a password of the thief"));
    TAP_INT("and is seen", altered(s), 1);
    TAP("who gets a new one by the program comes in again",
        staff_password(&s->t->act, &s->t->p, s->mai, PASSWORD, false, &err) && enters(s, PASSWORD));
    try_why(&err, err.kind == ERR_NONE);
}

static void left_and_back(const struct theft *s)
{
    struct err err = { 0 };

    TAP("somebody leaves", staff_end(&s->t->act, s->mai, &err));
    try_why(&err, err.kind == ERR_NONE);
    TAP("and is written back", run(s->t, "UPDATE staff SET ended_at = NULL") &&
                                   run(s->t, "UPDATE staff_role SET ended_at = NULL"));
    TAP("the login opens nothing", !enters(s, PASSWORD));
}

static void key_longer(const struct theft *s)
{
    struct act tomorrow = s->t->act;
    struct api_key_row row;
    struct err err = { 0 };

    TAP("a key of another system", api_key_find(&tomorrow, s->key, &row, &err));
    TAP("is given another year", run(s->t, "UPDATE api_key SET expires_at = expires_at + "
                                           "31536000000000"));
    TAP("and opens nothing at once",
        !api_key_find(&tomorrow, s->key, &row, &err) && err.kind == ERR_UNAUTHORISED);
}

static void session_taken(struct theft *s)
{
    struct session_limits limits = session_limits(&s->t->p);
    struct login_given in = { .login = "mai", .password = PASSWORD, .source = "192.0.2.0/24" };
    struct session_found found;
    struct login_done out;
    struct err err = { 0 };

    TAP("a session", login_try(&s->t->act, &s->t->p, &in, &out, &err) &&
                         session_find(&s->t->act, out.session, &limits, &found, &err));
    TAP("is written over to the manager",
        run(s->t, arena_printf(s->t->a, "UPDATE session SET staff_id = %" PRId64, s->t->manager)));
    TAP("it opens nothing", !session_find(&s->t->act, out.session, &limits, &found, &err) &&
                                err.kind == ERR_UNAUTHORISED);
    TAP("nor does it last longer",
        run(s->t,
            arena_printf(s->t->a, "UPDATE session SET ends_at = ends_at + 1, staff_id = %" PRId64,
                         s->mai)) &&
            (err_clear(&err), !session_find(&s->t->act, out.session, &limits, &found, &err)));
}

/* A one-time id of one's own, written over to somebody else's complaint. */
static void code_asked(const struct theft *s)
{
    struct filing f = { .one_time = ONE_TIME,
                        .channel = "web",
                        .language = "en",
                        .description = "Mine.",
                        .acknowledged_by = "page" };
    struct receipt mine = { 0 }, theirs = { 0 };
    struct err err = { 0 };

    TAP("a complaint of one's own", receipt_file(&s->t->act, &s->t->p, &f, &mine, &err));
    TAP("gives the same receipt again",
        receipt_again(&s->t->act, &f, &theirs) && theirs.complaint == mine.complaint);
    TAP("is written over to another one",
        run(s->t, arena_printf(s->t->a,
                               "UPDATE idempotency SET complaint_id = %" PRId64
                               " WHERE complaint_id = %" PRId64,
                               s->complaint, mine.complaint)));
    TAP("and gives no code of that", !receipt_again(&s->t->act, &f, &theirs));
}

static bool file_add(const struct theft *s, struct history *h, const char *name, struct err *err)
{
    struct staging *staging;
    int64_t blob;

    return staging_begin(&s->t->act, "desk:thief", name, &staging, &blob, err) &&
           staging_bytes(staging, name, strlen(name), err) && staging_end(staging, err) &&
           file_claim(h, blob, "desk:thief", "in", 0, NULL, err);
}

static bool case_fill(const struct theft *s, struct err *err)
{
    struct entry_row note = { .kind = "note",
                              .direction = "internal",
                              .at = s->t->act.now,
                              .author_kind = "staff",
                              .complaint_id = s->complaint,
                              .text = secret_text("What was said.") };
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, s->t->db, err) &&
           history_begin(&h, &s->t->act, s->complaint, "noted", NULL, err) &&
           case_entry(&h, &note, err) && file_add(s, &h, "one.txt", err) &&
           file_add(s, &h, "two.txt", err) && outbox_add(&h, "reply", note.id, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static bool people_fill(struct theft *s, struct err *err)
{
    struct staff_new mai = { .login = "mai",
                             .name = "Mai Example",
                             .password = PASSWORD,
                             .role = { .team = s->t->team, .role = "auditor" } };
    struct api_key_new key = { .name = "Gate", .can_read = true };

    key.expires_at.us = s->t->act.now.us + SECONDS(86400);
    return staff_add(&s->t->act, &s->t->p, &mai, &s->mai, err) &&
           api_key_add(&s->t->act, &key, &s->key, err);
}

static void thefts(struct try *t)
{
    struct theft s = { .t = t };
    struct err err = { 0 };

    s.complaint = try_file(t, "fedcba9876543210fedcba9876543210");
    s.other = try_file(t, "ffffba9876543210fedcba9876543210");
    try_as(t, t->manager);
    TAP("a case, counted",
        case_fill(&s, &err) && people_fill(&s, &err) && tally_catch_up(t->db, &err));
    try_why(&err, err.kind == ERR_NONE);
    for (size_t i = 0; i < COUNT(acts); i++)
        act_found(&s, i);
    manager_made(&s);
    code_asked(&s);
    TAP_INT("nothing is left of it", altered(&s), 0);
}

/* What is not taken back leaves its mark in the history: in an organisation of its own. */
static void takeovers(struct try *t)
{
    struct theft s = { .t = t };
    struct err err = { 0 };

    t->altered = true;
    try_as(t, t->manager);
    TAP("people", people_fill(&s, &err));
    session_taken(&s);
    key_longer(&s);
    (void)run(t, "UPDATE api_key SET expires_at = expires_at - 31536000000000");
    password_set(&s);
    left_and_back(&s);
}

int main(void)
{
    try_on_both("thief", thefts);
    try_on_both("takeover", takeovers);
    return tap_done();
}
