#include "people/packs_flow.h"

#include "base/buf.h"
#include "complaint/clock.h"
#include "complaint/clock_words.h"
#include "complaint/named_team.h"
#include "complaint/packs.h"
#include "db/packs_sql.h"
#include "people/organisation.h"

#include <stdlib.h>
#include <string.h>

bool pack_list_all(const struct act *act, struct rows *out, struct err *err)
{
    return sql_pack_versions(act->a, act->db, out, err);
}

bool pack_find(const struct act *act, const char *which, struct pack_version_row *out,
               struct err *err)
{
    size_t name = strcspn(which, "@");
    const char *version = which[name] ? which + name + 1 : NULL;
    const struct pack_version_row *row;
    struct rows rows;

    if (!pack_list_all(act, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = rows.n; i-- > 0;)
        if (strlen(row[i].name) == name && strncmp(row[i].name, which, name) == 0 &&
            (!version || strtoll(version, NULL, 10) == row[i].edition))
            return sql_pack_version_text(act->a, act->db, row[i].id, out, err);
    err_set(err, ERR_NOT_FOUND, N_("There is no pack {name}."));
    err_arg(err, "name", which);
    return false;
}

static bool same_version(const struct act *act, const struct pack_version *v,
                         struct pack_version_row *out, bool *there, struct err *err)
{
    struct err none = { 0 };
    const char *which = arena_printf(act->a, "%s@%" PRId64, v->name, v->version);

    *there = pack_find(act, which, out, &none);
    return *there || none.kind == ERR_NOT_FOUND || (*err = none, false);
}

/* Versions are never taken away, and a shelf that is too small would stop every request. */
static bool room_left(const struct act *act, struct err *err)
{
    struct rows rows;

    if (!pack_list_all(act, &rows, err))
        return false;
    if (rows.n < PACK_VERSIONS)
        return true;
    err_set(err, ERR_REFUSED,
            N_("No more than {n} versions of packs are kept. Take one of those that are there."));
    err_arg(err, "n", arena_printf(act->a, "%d", PACK_VERSIONS));
    return false;
}

bool pack_add(const struct act *act, const struct pack_version *v, const char *yaml, size_t n,
              int64_t *id, bool *there, struct err *err)
{
    struct pack_version_row row = { .name = v->name,
                                    .edition = v->version,
                                    .digest = pack_digest(act->a, yaml, n),
                                    .yaml = arena_strn(act->a, yaml, n),
                                    .added_at = act->now,
                                    .added_by =
                                        strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0 };
    struct pack_version_row other = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    if ((!db_in_tx(act->db) && !tx_begin(&tx, act->db, err)) ||
        !same_version(act, v, &other, there, err))
        return false;
    *id = other.id;
    if (*there)
        return strcmp(other.digest, row.digest) == 0 ||
               err_set(err, ERR_CONFLICT,
                       N_("This version is there with another text. A version never changes: "
                          "give yours the next number."));
    if (!room_left(act, err) || !history_begin(&h, act, COMPLAINT_NONE, "pack_added", NULL, err) ||
        !history_insert(&h, &pack_version_table, &row, err) || !history_end(&h, err))
        return false;
    *id = row.id;
    return !tx.db || tx_commit(&tx, err);
}

/* -- taking one -- */

struct taking {
    const struct act *act;
    const struct procedure *p;
    const struct pack_version *was, *now;
    struct history h;
};

static bool class_write(struct taking *t, const struct pack_class *c, size_t position,
                        struct err *err)
{
    const struct code_row *before = procedure_code(t->p, "class", c->code);
    struct code_row row = { .list = "class", .code = c->code };

    if (before)
        row = *before;
    row.position = (int64_t)position;
    row.en = c->text.in[0];
    row.zh_hans = c->text.in[1];
    row.zh_hant = c->text.in[2];
    row.vi = c->text.in[3];
    row.ended_at = (struct instant){ 0 };
    return before ? history_update(&t->h, &code_table, before, &row, err)
                  : history_insert(&t->h, &code_table, &row, err);
}

static bool class_end(struct taking *t, const char *code, struct err *err)
{
    const struct code_row *before = procedure_code(t->p, "class", code);
    struct code_row row;

    if (!before || instant_is_set(before->ended_at))
        return true;
    row = *before;
    row.ended_at = t->act->now;
    return history_update(&t->h, &code_table, before, &row, err);
}

static bool classes_write(struct taking *t, struct err *err)
{
    for (size_t i = 0; t->was && i < t->was->n_classes; i++)
        if (!pack_class(t->now, t->was->class[i].code) && !class_end(t, t->was->class[i].code, err))
            return false;
    for (size_t i = 0; i < t->now->n_classes; i++)
        if (!class_write(t, &t->now->class[i], i, err))
            return false;
    return true;
}

/* Which team each name means from now on, also when it is called otherwise later. What no team is
 * called is found by its name once there is one. */
static bool teams_write(struct taking *t, struct err *err)
{
    size_t n;
    const struct named_use *use = named_teams(t->act->a, t->now, &n);

    for (size_t i = 0; i < n; i++) {
        struct setting_change change = { .name = named_team_setting(t->act->a, use[i].team) };
        int64_t team;
        if (!named_team(t->act, use[i].team, &team, err))
            return false;
        change.value = arena_printf(t->act->a, "%" PRId64, team);
        if (team != 0 && !setting_write(&t->h, &change, err))
            return false;
    }
    return true;
}

/* Who is told was checked when the pack was read: its own roles are among them. */
static bool terms_valid(const struct taking *t, const struct clock_rule_row *rule, struct err *err)
{
    struct clock_rule_row terms = *rule;

    terms.tells = NULL;
    return clock_terms_valid(t->act, t->p, t->now, &terms, err);
}

static bool limits_valid(const struct taking *t, const struct pack_limits *l, struct err *err)
{
    for (size_t i = 0; i < l->n; i++)
        if (!terms_valid(t, &l->limit[i].rule, err))
            return false;
    return true;
}

/* An early finish counts by the calendar and the hours of its clock. */
static bool early_valid(const struct taking *t, const struct clock_rule_row *clock,
                        const struct pack_early *early, struct err *err)
{
    struct clock_rule_row rule = *clock;

    if (!early->unit)
        return true;
    rule.unit = early->unit;
    rule.length = early->length;
    rule.extends = NULL;
    return terms_valid(t, &rule, err);
}

static bool calendar_there(const struct taking *t, struct err *err)
{
    const char *calendar = t->now->calendar;

    if (!calendar || procedure_calendar(t->p, calendar))
        return true;
    err_set(err, ERR_REFUSED,
            N_("This pack counts by the calendar {calendar}, which is not there. Add that "
               "calendar, or write another one in the pack."));
    err_arg(err, "calendar", calendar);
    return false;
}

/* A clock without a calendar would keep every complaint from being filed. */
static bool clocks_valid(const struct taking *t, struct err *err)
{
    if (!calendar_there(t, err))
        return false;
    for (size_t i = 0; i < t->now->n_clocks; i++) {
        const struct clock_rule_row *clock = &t->now->clock[i];
        const char *calendar = procedure_rule_calendar(t->p, t->now, clock);
        if (!procedure_calendar(t->p, calendar)) {
            err_set(err, ERR_REFUSED,
                    N_("Clock {clock} of this pack counts by the calendar {calendar}, which is not "
                       "there. Add that calendar, or write another one in the pack."));
            err_arg(err, "clock", clock->name);
            err_arg(err, "calendar", calendar);
            return false;
        }
        if (!terms_valid(t, clock, err) || !limits_valid(t, &t->now->clock_limits[i], err) ||
            !early_valid(t, clock, &t->now->clock_early[i], err))
            return false;
    }
    return true;
}

bool pack_takeable(const struct act *act, const struct procedure *p, const struct pack_version *v,
                   struct err *err)
{
    const struct taking t = { .act = act, .p = p, .now = v };

    if (!pack_valid_on(v, zone_date(p->zone, act->now, NULL)))
        return err_set(err, ERR_REFUSED,
                       N_("This pack is for other days: see “valid” in its file."));
    if (date_is_set(v->review_by) &&
        date_compare(v->review_by, zone_date(p->zone, act->now, NULL)) < 0)
        return err_set(
            err, ERR_REFUSED,
            N_("The day by which this procedure was to be looked at again is over. Look at "
               "it, and write the next days under “review” in a new version."));
    return clocks_valid(&t, err);
}

bool pack_take(const struct act *act, const struct procedure *p, int64_t id, const char *reason,
               struct err *err)
{
    struct taking t = { .act = act, .p = p };
    struct setting_change in_force = { "pack", arena_printf(act->a, "%" PRId64, id) };
    AUTO_TX tx = { 0 };

    if (!tx_begin(&tx, act->db, err) || !procedure_pack_now(p, act->db, &t.was, err) ||
        !procedure_pack(p, act->db, id, &t.now, err))
        return false;
    if (!pack_takeable(act, p, t.now, err))
        return false;
    if (!history_begin(&t.h, act, COMPLAINT_NONE, "pack_taken", reason, err) ||
        !classes_write(&t, err) || !teams_write(&t, err) || !setting_write(&t.h, &in_force, err) ||
        !history_end(&t.h, err))
        return false;
    return tx_commit(&tx, err);
}
