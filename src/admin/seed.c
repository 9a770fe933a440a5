#include "admin/seed.h"

#include "db/procedure_sql.h"
#include "db/seed_sql.h"
#include "log/signer.h"
#include "people/packs_flow.h"
#include "web/embedded.h"

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

static bool list_add(struct history *h, const struct pack_list *list, struct err *err)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct pack_code *c = &list->code[i];
        struct code_row row = { .list = list->name,
                                .code = c->code,
                                .position = (int64_t)i,
                                .en = c->text.in[0],
                                .zh_hans = c->text.in[1],
                                .zh_hant = c->text.in[2],
                                .vi = c->text.in[3],
                                .amount = c->amount,
                                .detail = c->detail,
                                .fixed = list->fixed };
        if (!history_insert(h, &code_table, &row, err))
            return false;
    }
    return true;
}

static bool clocks_add(struct history *h, const struct pack *p, struct err *err)
{
    for (size_t i = 0; i < p->n_clocks; i++) {
        const struct pack_clock *c = &p->clock[i];
        struct clock_rule_row row = { .name = c->name,
                                      .starts = c->starts,
                                      .stops = c->stops,
                                      .unit = c->unit,
                                      .length = c->length,
                                      .calendar = c->calendar ? c->calendar : "",
                                      .hours = c->hours,
                                      .counts_first = c->counts_first,
                                      .rolls = c->rolls,
                                      .pauses = c->pauses,
                                      .tells = c->tells,
                                      .extends = c->extends,
                                      .en = c->text.in[0],
                                      .zh_hans = c->text.in[1],
                                      .zh_hant = c->text.in[2],
                                      .vi = c->text.in[3] };
        if (!history_insert(h, &clock_rule_table, &row, err))
            return false;
    }
    return true;
}

static bool calendars_add(struct history *h, const struct pack *p, struct err *err)
{
    for (size_t i = 0; i < p->n_calendars; i++) {
        const struct pack_calendar *c = &p->calendar[i];
        struct calendar_row row = { .name = c->name,
                                    .weekdays = c->weekdays,
                                    .holidays = c->holidays,
                                    .workdays = c->workdays,
                                    .en = c->text.in[0],
                                    .zh_hans = c->text.in[1],
                                    .zh_hant = c->text.in[2],
                                    .vi = c->text.in[3],
                                    .years = c->years,
                                    .sources = c->sources };
        if (!history_insert(h, &calendar_table, &row, err))
            return false;
    }
    return true;
}

static bool number_add(struct history *h, const char *name, int64_t value, struct err *err)
{
    return setting_add(h, name, arena_printf(h->act->a, "%" PRId64, value), err);
}

static bool organisation_make(struct site *site, struct err *err)
{
    struct history h;

    return keyring_make(site->act.keys, KEY_ORGANISATION, 0, err) &&
           history_begin(&h, &site->act, COMPLAINT_NONE, "organisation_made", NULL, err) &&
           signing_key_first(&h, err) && reception_add(&h, err) &&
           setting_add(&h, "zone", site->config.time_zone, err) &&
           number_add(&h, "update_hours", site->pack->update_hours, err) &&
           number_add(&h, "reminders", site->pack->reminders, err) &&
           number_add(&h, "identity_hours", site->pack->identity_hours, err) &&
           number_add(&h, "export_share", site->pack->export_share, err) &&
           number_add(&h, "export_few", site->pack->export_few, err) &&
           number_add(&h, "backup_keys_days", site->pack->backup_keys_days, err) &&
           number_add(&h, "reviews", site->pack->reviews, err) &&
           number_add(&h, "analysis_months", site->pack->analysis_months, err) &&
           number_add(&h, "review_months", site->pack->review_months, err) &&
           setting_add(&h, "not_theirs", site->pack->not_theirs, err) &&
           calendars_add(&h, site->pack, err) && clocks_add(&h, site->pack, err) &&
           history_end(&h, err);
}

/* An event for each list: an event has a bounded number of rows. */
static bool lists_make(struct site *site, struct err *err)
{
    for (size_t i = 0; i < site->pack->n_lists; i++) {
        struct history h;
        if (!history_begin(&h, &site->act, COMPLAINT_NONE, "list_made", NULL, err) ||
            !list_add(&h, &site->pack->list[i], err) || !history_end(&h, err))
            return false;
    }
    return true;
}

/* The standard's own procedure; others are added by "redress pack add". */
static bool pack_make(struct site *site, struct err *err)
{
    const struct embedded *file = embedded_find("data/packs/standard.yaml");
    struct pack_problems problems;
    struct pack_version v;
    struct history h;
    bool there;
    int64_t id;

    if (!file || !pack_read(site->a, (const char *)file->s, file->n, &v, &problems))
        return err_internal(err, "the standard pack is not sound");
    return pack_add(&site->act, &v, (const char *)file->s, file->n, &id, &there, err) &&
           history_begin(&h, &site->act, COMPLAINT_NONE, "pack_taken", NULL, err) &&
           number_add(&h, "pack", id, err) && history_end(&h, err);
}

bool seed(struct site *site, struct err *err)
{
    AUTO_TX tx = { 0 };
    int64_t done;

    if (!tx_begin(&tx, site->db, err) || !sql_organisation_chain(site->a, site->db, &done, err))
        return false;
    if (done > 0)
        return true;
    return organisation_make(site, err) && lists_make(site, err) && pack_make(site, err) &&
           tx_commit(&tx, err);
}
