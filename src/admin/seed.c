#include "admin/seed.h"

#include "db/procedure_sql.h"
#include "db/seed_sql.h"

static bool setting_add(struct history *h, const char *name, const char *value, struct err *err)
{
    struct setting_row row = { .name = name, .value = value };

    return history_insert(h, &setting_table, &row, err);
}

static bool reception_add(struct history *h, struct err *err)
{
    struct team_row team = { .name = "Reception" };

    return history_insert(h, &team_table, &team, err) &&
           sql_team_above_insert(h->act->a, h->act->db, team.id, team.id, err) &&
           setting_add(h, "reception_team", arena_printf(h->act->a, "%" PRId64, team.id), err);
}

bool seed(struct site *site, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;
    int64_t done;

    if (!tx_begin(&tx, site->db, err) || !sql_organisation_chain(site->a, site->db, &done, err))
        return false;
    if (done > 0)
        return true;
    return keyring_make(site->act.keys, KEY_ORGANISATION, 0, err) &&
           history_begin(&h, &site->act, COMPLAINT_NONE, "organisation_made", NULL, err) &&
           reception_add(&h, err) && setting_add(&h, "zone", site->config.time_zone, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}
