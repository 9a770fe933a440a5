#include "operation/try.h"

#include "admin/seed.h"
#include "complaint/verify.h"
#include "db/fresh.h"
#include "operation/receipt/filing.h"

#include <stdio.h>
#include <string.h>

void try_why(const struct err *err, bool ok)
{
    if (!ok)
        printf("# %s [%s] %s\n", err->text ? err->text : "", err->field ? err->field : "",
               err->detail);
}

/* Somebody with a role on the team, without a login. */
static int64_t person_add(struct try *t, const char *name, const char *role, int64_t limit)
{
    struct staff_row staff = { .login_mac = arena_bytes(t->a, name, strlen(name)),
                               .login = secret_text(name),
                               .name = secret_text(name) };
    struct staff_role_row held = { .team_id = t->team, .role = role, .amount_limit = limit };
    struct err err = { 0 };
    struct history h;
    AUTO_TX tx = { 0 };
    bool ok;

    held.currency = limit > 0 ? "EUR" : NULL;
    ok = tx_begin(&tx, t->db, &err) &&
         history_begin(&h, &t->act, COMPLAINT_NONE, "staff_added", NULL, &err) &&
         history_insert(&h, &staff_table, &staff, &err) &&
         (held.staff_id = staff.id, history_insert(&h, &staff_role_table, &held, &err)) &&
         history_end(&h, &err) && tx_commit(&tx, &err);
    try_why(&err, ok);
    return staff.id;
}

static bool organisation_make(struct try *t, struct err *err)
{
    struct site site = { .a = t->a, .db = t->db, .act = t->act, .vault = t->vault };

    site.config.time_zone = "Europe/London";
    if (!pack_load(t->a, NULL, &site.pack, err) || !seed(&site, err) ||
        !procedure_load(t->a, t->db, &t->p, err))
        return false;
    t->p.pack = site.pack;
    t->team = procedure_number(&t->p, "reception_team", 0);
    t->handler = person_add(t, "handler", "handler", 20000);
    t->second = person_add(t, "second", "handler", 20000);
    t->manager = person_add(t, "manager", "manager", 500000);
    t->top = person_add(t, "top", "top_management", 0);
    return true;
}

static void history_holds(struct try *t)
{
    struct verify v = { .a = t->a, .db = t->db };
    struct keyring *keys = keyring_new(t->a, t->vault, t->db);
    struct err err = { 0 };

    TAP("the log verifies", verify_log(&v, &err) && v.n == 0);
    TAP("the events make every column", verify_values(&v, keys, &err) && v.n == 0);
    try_why(&err, err.kind == ERR_NONE);
    for (size_t i = 0; i < v.n; i++)
        printf("# %s %s.%s %" PRId64 "\n", v.findings[i].kind, v.findings[i].table,
               v.findings[i].field, v.findings[i].id);
}

static void on(enum db_engine engine, const char *name, void (*test)(struct try *t))
{
    static const unsigned char master[KEY_BYTES] = "0123456789abcdef0123456789abcde";
    AUTO_ARENA a = arena_new();
    struct vault *v = vault_from_bytes(master);
    AUTO_FRESH fresh = { 0 };
    AUTO_DB db = NULL;
    struct err err = { 0 };
    struct try t = { .a = a, .vault = v };
    bool ok;

    if (!fresh_make(a, &fresh, engine, name)) {
        tap_skip(name, "no server");
        vault_close(v);
        return;
    }
    ok = fresh_open(&fresh, &db, &err) && db_migrate(db, &err);
    t.db = db;
    t.act = (struct act){ .a = a,
                          .db = db,
                          .keys = keyring_new(a, v, db),
                          .now = { INT64_C(1793700000000000) },
                          .actor_kind = "system" };
    TAP(name, ok && organisation_make(&t, &err));
    try_why(&err, err.kind == ERR_NONE);
    if (err.kind == ERR_NONE) {
        test(&t);
        if (!t.altered)
            history_holds(&t);
    }
    vault_close(v);
}

void try_on_both(const char *name, void (*test)(struct try *t))
{
    AUTO_ARENA a = arena_new();

    on(DB_SQLITE, arena_printf(a, "%s_sqlite", name), test);
    on(DB_PG, arena_printf(a, "%s_pg", name), test);
}

void try_as(struct try *t, int64_t staff)
{
    t->act.actor_kind = staff ? "staff" : "complainant";
    t->act.actor_id = staff;
    t->act.keys = keyring_new(t->a, t->vault, t->db);
}

void try_days(struct try *t, int days)
{
    t->act.now.us += SECONDS(86400) * days;
}

static int64_t file(struct try *t, struct filing *f)
{
    struct receipt r = { 0 };
    struct err err = { 0 };

    try_as(t, 0);
    TAP("a complaint is filed", receipt_file(&t->act, &t->p, f, &r, &err));
    try_why(&err, err.kind == ERR_NONE);
    return r.complaint;
}

int64_t try_file(struct try *t, const char *one_time)
{
    struct filing f = {
        .one_time = one_time,
        .channel = "web",
        .language = "en",
        .subject = "Lift out of service",
        .description = "The lift has not run for two weeks, and nobody answers.",
        .product = "Lift, block C",
        .remedy_sought = "Please repair it.",
        .complainant = { .name = "Mai Example",
                         .email = "mai@example.org",
                         .address = "1 Example Street" },
        .acknowledged_by = "page",
    };

    return file(t, &f);
}

int64_t try_file_anonymous(struct try *t, const char *one_time)
{
    struct filing f = { .one_time = one_time,
                        .channel = "web",
                        .language = "en",
                        .description = "Somebody smokes in the stairs.",
                        .acknowledged_by = "page" };

    return file(t, &f);
}

static bool allegations_write(struct history *h, int64_t handler, struct err *err)
{
    static const char *const points[][2] = {
        { "The lift does not run.", "substantiated" },
        { "Nobody answers.", "unsubstantiated" },
    };

    for (size_t i = 0; i < COUNT(points); i++) {
        struct allegation_row row = { .complaint_id = h->complaint,
                                      .position = (int64_t)i + 1,
                                      .text = secret_text(points[i][0]),
                                      .finding = points[i][1],
                                      .finding_why = secret_text("The log of the lift says so."),
                                      .found_by = handler };
        if (!history_insert(h, &allegation_table, &row, err))
            return false;
    }
    return true;
}

static struct assessment_row assessment(const struct try *t, int64_t complaint)
{
    return (struct assessment_row){ .complaint_id = complaint,
                                    .at = t->act.now,
                                    .by_id = t->handler,
                                    .severity = "minor",
                                    .safety = "none",
                                    .complexity = "simple",
                                    .impact = "group",
                                    .need = "no",
                                    .validity = "valid",
                                    .reasons = secret_text("Several people cannot get home."),
                                    .proposed_priority = "normal",
                                    .priority = "normal" };
}

void try_investigated(struct try *t, int64_t complaint)
{
    struct dossier d = { 0 };
    struct complaint_row c;
    struct assessment_row row;
    struct err err = { 0 };
    struct history h;
    AUTO_TX tx = { 0 };
    bool ok;

    try_as(t, t->handler);
    row = assessment(t, complaint);
    ok = tx_begin(&tx, t->db, &err) && dossier_load_id(&t->act, &t->p, complaint, &d, &err);
    c = d.c;
    c.stage = "responding";
    c.owner_id = t->handler;
    c.investigated_at = t->act.now;
    ok = ok && history_begin(&h, &t->act, complaint, "investigated", NULL, &err) &&
         (d.assessment.n > 0 || (history_insert(&h, &assessment_table, &row, &err) &&
                                 allegations_write(&h, t->handler, &err))) &&
         case_involve(&h, &d, PART_INVESTIGATOR, &err) &&
         case_clocks(&h, &t->p, &d, "assessed", t->act.now, &err) &&
         case_save(&h, &t->p, &d, &c, &err) && history_end(&h, &err) && tx_commit(&tx, &err);
    TAP("it is investigated", ok);
    try_why(&err, ok);
}

void try_leave(struct try *t, int64_t staff)
{
    struct staff_row before = { 0 }, after;
    struct err err = { 0 };
    struct history h;
    AUTO_TX tx = { 0 };
    bool ok;

    ok = tx_begin(&tx, t->db, &err) && staff_by_id(t->a, t->db, staff, &before, &err);
    after = before;
    after.ended_at = t->act.now;
    ok = ok && history_begin(&h, &t->act, COMPLAINT_NONE, "staff_ended", NULL, &err) &&
         row_open(t->a, t->act.keys, &staff_table, &before, &err) &&
         (after = before, after.ended_at = t->act.now, true) &&
         history_update(&h, &staff_table, &before, &after, &err) && history_end(&h, &err) &&
         tx_commit(&tx, &err);
    TAP("somebody leaves", ok);
    try_why(&err, ok);
}

struct pack_version try_pack_read(struct try *t, const char *yaml)
{
    struct pack_problems problems;
    struct pack_version v = { 0 };

    TAP("the pack is sound", pack_read(t->a, yaml, strlen(yaml), &v, &problems));
    return v;
}

void try_pack(struct try *t, const char *yaml, const char *reason)
{
    struct pack_version v = try_pack_read(t, yaml);
    const struct pack *pack = t->p.pack;
    int64_t id = 0;
    bool there;

    TRY("it is added", pack_add(&t->act, &v, yaml, strlen(yaml), &id, &there, &err));
    TRY("it is taken", pack_take(&t->act, &t->p, id, reason, &err));
    TRY("the procedure anew", procedure_load(t->a, t->db, &t->p, &err));
    t->p.pack = pack;
}

struct dossier try_load(struct try *t, int64_t complaint)
{
    struct dossier d = { 0 };
    struct err err = { 0 };
    bool ok = dossier_load_id(&t->act, &t->p, complaint, &d, &err);

    try_why(&err, ok);
    return d;
}

const struct clock_row *try_clock(struct try *t, int64_t complaint, const char *name)
{
    struct dossier d = try_load(t, complaint);

    for (size_t i = d.clock.n; i-- > 0;)
        if (strcmp(d.clock.row[i].name, name) == 0)
            return &d.clock.row[i];
    return NULL;
}

int64_t try_version(struct try *t, int64_t complaint)
{
    return try_load(t, complaint).c.version;
}

int64_t try_number(struct try *t, const char *text)
{
    static int n;
    struct sql sql = { .name = "number", .sqlite = text, .pg = text, .id = 9700 + n++ };
    struct value none = value_int(0);
    struct int_value out = { 0 };
    struct err err = { 0 };

    sql.param_kinds = "";
    if (!db_one(t->a, t->db, &sql, &none, &int_value_record, &out, &err))
        printf("# %s %s\n", err.text, err.detail);
    return out.value;
}
