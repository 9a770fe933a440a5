/* The sealed identity is opened to one person, by somebody else, for a set time; looks are noted
 * once an hour. [4.10-a] [S48] [S61] */
#include "complaint/grants.h"
#include "complaint/guard.h"
#include "edge/edge.h"
#include "operation/try.h"
#include "walls/identity.h"

#include <stdio.h>
#include <string.h>

/* A complaint whose complainant asked for confidence. */
static int64_t confidential(struct try *t, const char *one_time)
{
    int64_t id = try_file(t, one_time);
    struct dossier d = try_load(t, id);
    struct complaint_row c = d.c;
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    c.privacy = "confidential";
    if (!tx_begin(&tx, t->db, &err) || !history_begin(&h, &t->act, id, "retyped", NULL, &err) ||
        !case_save(&h, &t->p, &d, &c, &err) || !history_end(&h, &err) || !tx_commit(&tx, &err))
        try_why(&err, false);
    return id;
}

static bool open_to(struct try *t, int64_t id, int64_t staff)
{
    struct grants grants;
    struct err err = { 0 };

    return grants_of(&t->act, staff, &grants, &err) && grants_have(&grants, id) &&
           strstr(grants.listed, arena_printf(t->a, ",%" PRId64 ",", id));
}

#define ASK(id, why) identity_ask(&t->act, &t->p, id, why, &request, &err)
#define GRANT(id) identity_grant(&t->act, &t->p, id, request, NULL, &err)
#define REFUSE(id, why) identity_refuse(&t->act, &t->p, id, request, why, &err)

static void requests(struct try *t)
{
    int64_t id = confidential(t, "sealed"), other = confidential(t, "other"), request = 0;
    int64_t named = try_file(t, "named");
    struct rows rows = { 0 };
    struct err none = { 0 };

    try_as(t, t->handler);
    TRY_REFUSED("a request has a reason", ASK(id, " "),
                "Write the reason. It is kept with the complaint.");
    TRY_REFUSED("only confidential ones are sealed", ASK(named, "To call."),
                "Only the names of confidential complaints are sealed in this way. Here your role "
                "decides.");
    TRY("one asks", ASK(id, "To call."));
    TAP("[4.10-a] which opens nothing", !open_to(t, id, t->handler));
    TRY_REFUSED("not twice", ASK(id, "Again."), "You asked already, and nobody answered yet.");
    TRY_REFUSED("[4.10-a] nobody answers themselves", GRANT(id),
                "A second person has to do this: somebody else than you.");
    try_as(t, t->manager);
    TRY_REFUSED("a request is of its case", GRANT(other),
                "This page does not exist, or it is not for you.");
    TRY("somebody else agrees", GRANT(id));
    TAP("[4.10-a] it is open to them", open_to(t, id, t->handler));
    TAP("to nobody else", !open_to(t, id, t->manager) && !open_to(t, other, t->handler));
    TRY_REFUSED("an answer stays", REFUSE(id, "After all."), "This request was answered already.");
    try_as(t, t->handler);
    TRY_REFUSED("what is open is not asked for", ASK(id, "Once more."),
                "It is open to you already.");
    try_days(t, 3);
    TAP("[4.10-a] it closes by itself", !open_to(t, id, t->handler));
    TRY("it is asked for again", ASK(id, "To write."));
    try_as(t, t->top);
    TRY_REFUSED("refusing has a reason", REFUSE(id, ""),
                "Write the reason. It is kept with the complaint.");
    TRY("and is refused", REFUSE(id, "An e-mail will do."));
    TAP("which opens nothing", !open_to(t, id, t->handler));
    TAP("L#3210 both requests are kept, with their reasons",
        identity_requests(&t->act, id, &rows, &none) && rows.n == 2);
    TAP_TEXT("the first as it was", ((const struct identity_request_row *)rows.row)[1].why.text,
             "To call.");
}

/* Whoever can write to the database. */
static bool run(struct try *t, const char *text)
{
    static int id = 15000;
    struct sql *sql = ARENA_NEW(t->a, struct sql);
    struct value none = value_int(0);
    struct err err = { 0 };
    int64_t n = 0;

    *sql =
        (struct sql){ .name = "grant", .sqlite = text, .pg = text, .id = id++, .param_kinds = "" };
    return db_exec(t->db, sql, &none, &n, &err) && n > 0;
}

static int64_t altered(struct try *t)
{
    struct guard_seen seen = { 0 };
    struct err err = { 0 };

    return guard_look(&t->act, &seen, &err) ? seen.altered : -1;
}

/* What is written beside the program is taken back, so that the history is whole again. */
static void stolen(struct try *t)
{
    int64_t id = confidential(t, "stolen"), request = 0;
    const char *who = arena_printf(t->a, " WHERE complaint_id = %" PRId64, id);

    try_as(t, t->handler);
    TRY("one asks", ASK(id, "To call."));
    TAP("[S58] somebody answers it in the database",
        run(t, arena_printf(t->a,
                            "UPDATE identity_request SET granted_until = asked_at + %" PRId64
                            ", answered_at = asked_at%s",
                            SECONDS(86400), who)));
    TAP("[4.10-a] [S58] which opens nothing", !open_to(t, id, t->handler));
    TAP_INT("and is seen", altered(t), 1);
    TAP("taken back", run(t, arena_printf(t->a,
                                          "UPDATE identity_request SET granted_until = NULL, "
                                          "answered_at = NULL%s",
                                          who)));
    TAP("[S58] a request is written over to somebody else",
        run(t, arena_printf(t->a, "UPDATE identity_request SET asked_by = 4711%s", who)));
    try_as(t, t->manager);
    TRY_REFUSED("nobody agrees to that", GRANT(id),
                "This request was altered beside the program, so it cannot be answered. Tell the "
                "administrator: redress verify says more.");
    TAP("taken back, too",
        run(t, arena_printf(t->a, "UPDATE identity_request SET asked_by = %" PRId64 "%s",
                            t->handler, who)));
    TRY("the request itself is granted", GRANT(id));
    TAP("and opens to who asked", open_to(t, id, t->handler));
    TAP("[S58] it is made longer in the database",
        run(t, arena_printf(t->a, "UPDATE identity_request SET granted_until = granted_until + 1%s",
                            who)));
    TAP("[S58] and is lost with that", !open_to(t, id, t->handler));
    TAP("taken back at the end",
        run(t, arena_printf(t->a, "UPDATE identity_request SET granted_until = granted_until - 1%s",
                            who)) &&
            open_to(t, id, t->handler));
    TAP_INT("nothing is left of it", altered(t), 0);
}

static int64_t looks(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'printed'");
}

static void looking(struct try *t)
{
    int64_t ids[] = { try_file(t, "one"), try_file(t, "two"), try_file(t, "three") };

    try_as(t, t->handler);
    TRY("a look is noted", look_note(&t->act, ids[0], "printed", &err));
    TRY("again", look_note(&t->act, ids[0], "printed", &err));
    TAP_INT("[S61] once an hour", looks(t), 1);
    TRY("several", looks_note(&t->act, ids, 3, "printed", &err));
    TAP_INT("each once", looks(t), 3);
    try_as(t, t->manager);
    TRY("somebody else", look_note(&t->act, ids[0], "printed", &err));
    TAP_INT("[S61] each person", looks(t), 4);
    try_days(t, 1);
    TRY("later", looks_note(&t->act, ids, 3, "printed", &err));
    TAP_INT("each hour", looks(t), 7);
}

static void identity(struct try *t)
{
    requests(t);
    stolen(t);
    looking(t);
}

int main(void)
{
    try_on_both("identity", identity);
    return tap_done();
}
