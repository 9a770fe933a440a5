#include "people/session.h"

#include "complaint/proof.h"
#include "db/session_sql.h"
#include "db/tables.h"

#include <stdio.h>
#include <string.h>

enum { IDLE_MINUTES = 30, MOST_HOURS = 12 };

static const struct field session_found_fields[] = {
    FIELD(struct session_found, mac),         FIELD(struct session_found, staff_id),
    FIELD(struct session_found, made_at),     FIELD(struct session_found, seen_at),
    FIELD(struct session_found, ends_at),     FIELD(struct session_found, source),
    FIELD(struct session_found, proof),       FIELD(struct session_found, device),
    FIELD(struct session_found, factor),      FIELD(struct session_found, confirmed_at),
    FIELD(struct session_found, factors),     FIELD(struct session_found, told),
    FIELD(struct session_found, login),       FIELD(struct session_found, name),
    FIELD(struct session_found, must_change), FIELD(struct session_found, shortcuts_off),
    FIELD(struct session_found, language),    FIELD(struct session_found, wrapped),
};
const struct record session_found_record = RECORD(struct session_found, session_found_fields);

/* A setting shortens and never lengthens. */
static int64_t at_most(int64_t set, int64_t most)
{
    return set > 0 && set < most ? set : most;
}

struct session_limits session_limits(const struct procedure *p)
{
    int64_t idle = procedure_number(p, "session_idle_minutes", IDLE_MINUTES);
    int64_t most = procedure_number(p, "session_hours", MOST_HOURS);

    return (struct session_limits){
        .idle = SECONDS(60) * at_most(idle, IDLE_MINUTES),
        .most = SECONDS(3600) * at_most(most, MOST_HOURS),
    };
}

static struct bytes session_mac(const struct act *act, const char *id)
{
    unsigned char mac[MAC_BYTES];

    vault_mac_text(keyring_vault(act->keys), MAC_SESSION, id, mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

static struct bytes session_proof_of(const struct act *act, const struct session_row *row)
{
    return proof_of(act->a, keyring_vault(act->keys), session_proof, row);
}

/* The row of the table in what was found. */
static struct session_row stored(const struct session_found *s)
{
    return (struct session_row){ .mac = s->mac,
                                 .staff_id = s->staff_id,
                                 .made_at = s->made_at,
                                 .seen_at = s->seen_at,
                                 .ends_at = s->ends_at,
                                 .source = s->source,
                                 .proof = s->proof,
                                 .device = s->device,
                                 .factor = s->factor,
                                 .confirmed_at = s->confirmed_at };
}

bool session_open(const struct act *act, const struct session_new *in,
                  const struct session_limits *limits, char id[SESSION_ID], struct err *err)
{
    struct session_row row = { .staff_id = in->staff,
                               .made_at = act->now,
                               .seen_at = act->now,
                               .ends_at = { act->now.us + limits->most },
                               .source = in->source,
                               .device = in->device,
                               .factor = in->factor,
                               .confirmed_at = act->now };

    memcpy(id, random_hex(act->a, (SESSION_ID - 1) / 2), SESSION_ID);
    row.mac = session_mac(act, id);
    return sql_session_insert(act->a, act->db, row.mac, row.staff_id, act->now, row.ends_at,
                              row.source, row.device, row.factor, session_proof_of(act, &row), err);
}

bool session_confirm(const struct act *act, const struct session_found *s, struct err *err)
{
    struct session_row row = stored(s);

    row.seen_at = row.confirmed_at = act->now;
    return sql_session_confirm(act->a, act->db, row.mac, act->now, session_proof_of(act, &row),
                               err);
}

static bool holds(const struct session_found *s, const struct session_limits *limits,
                  struct instant now)
{
    int64_t slack = SECONDS(60); /* between the clocks of two nodes */

    return now.us >= s->made_at.us - slack && now.us >= s->seen_at.us - slack &&
           now.us < s->ends_at.us && now.us < s->made_at.us + limits->most &&
           now.us < s->seen_at.us + limits->idle;
}

/* A database that cannot write now must not keep anybody from reading. */
static void note_seen(const struct act *act, struct session_row row)
{
    struct err none = { 0 };

    row.seen_at = act->now;
    if (!sql_session_seen(act->a, act->db, row.mac, act->now, row.confirmed_at,
                          session_proof_of(act, &row), &none))
        return;
}

/* Somebody with the database in hand could write a row, but not its keyed hash. */
static bool made_here(const struct act *act, const struct session_row *row, struct err *err)
{
    if (proof_holds(act->a, keyring_vault(act->keys), session_proof, row))
        return true;
    err_set(err, ERR_UNAUTHORISED, N_("Please log in."));
    snprintf(err->detail, sizeof err->detail,
             "a session of staff %" PRId64 " was altered or made beside the program",
             row->staff_id);
    return false;
}

static bool person_open(const struct act *act, struct session_found *s, struct err *err)
{
    struct seal_place login = { "staff", "login", s->staff_id };
    struct seal_place name = { "staff", "name", s->staff_id };

    return keyring_add(act->keys, KEY_ORGANISATION, 0, s->wrapped, err) &&
           secret_open(act->a, act->keys, KEY_ORGANISATION, 0, login, &s->login, err) &&
           secret_open(act->a, act->keys, KEY_ORGANISATION, 0, name, &s->name, err);
}

bool session_find(const struct act *act, const char *id, const struct session_limits *limits,
                  struct session_found *out, struct err *err)
{
    struct session_row row;

    if (strlen(id) != SESSION_ID - 1)
        return err_set(err, ERR_NOT_FOUND, N_("Please log in."));
    if (!sql_session_found(act->a, act->db, session_mac(act, id), out, err))
        return false;
    row = stored(out);
    if (!made_here(act, &row, err))
        return false;
    if (!holds(out, limits, act->now))
        return err_set(err, ERR_NOT_FOUND, N_("Please log in."));
    if (act->now.us - out->seen_at.us >= SECONDS(60))
        note_seen(act, row);
    return person_open(act, out, err);
}

bool session_end(const struct act *act, const char *id, struct err *err)
{
    return sql_session_delete(act->a, act->db, session_mac(act, id), err);
}

bool session_end_of(const struct act *act, int64_t staff, struct bytes mac, struct err *err)
{
    return sql_session_delete_of(act->a, act->db, staff, mac, err);
}

bool sessions_end(const struct act *act, int64_t staff, struct err *err)
{
    return sql_sessions_delete(act->a, act->db, staff, err);
}

bool sessions_list(const struct act *act, int64_t staff, struct rows *out, struct err *err)
{
    return sql_sessions_of(act->a, act->db, staff, out, err);
}

bool sessions_sweep(const struct act *act, const struct session_limits *limits, struct err *err)
{
    struct instant seen = { act->now.us - limits->idle };

    return sql_sessions_sweep(act->a, act->db, act->now, seen, err);
}

const char *session_form_token(struct arena *a, const struct vault *v, const char *id)
{
    struct bytes parts[] = {
        { (const unsigned char *)id, strlen(id) },
        { (const unsigned char *)"form", 4 },
    };
    unsigned char mac[MAC_BYTES];

    vault_mac(v, MAC_SESSION, parts, COUNT(parts), mac);
    return hex_text(a, mac, sizeof mac);
}
