#include "operation/task/outside_link.h"

#include "complaint/guard.h"
#include "db/outside_sql.h"

#include <string.h>

enum { SECRET_BYTES = 20, LINK_DAYS = 30 };

int64_t outside_link_days(const struct procedure *p)
{
    return procedure_number(p, "outside_link_days", LINK_DAYS);
}

static struct bytes secret_mac(const struct act *act, const char *secret)
{
    unsigned char mac[MAC_BYTES];

    vault_mac_text(keyring_vault(act->keys), MAC_LINK, secret, mac);
    return arena_bytes(act->a, mac, sizeof mac);
}

bool outside_link_end(struct step *s, int64_t task, struct err *err)
{
    const struct act *act = s->act;
    const struct outside_link_row *link;
    struct rows rows = { 0 };

    if (!sql_outside_links_of_case(act->a, act->db, s->d.c.id, &rows, err))
        return false;
    link = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct outside_link_row after = link[i];
        if (link[i].task_id != task || instant_is_set(link[i].ended_at))
            continue;
        after.ended_at = act->now;
        if (!history_update(&s->h, &outside_link_table, &link[i], &after, err))
            return false;
    }
    return true;
}

static struct instant until(const struct step *s, struct instant due)
{
    struct instant from = due.us > s->act->now.us ? due : s->act->now;

    return (struct instant){ from.us + SECONDS(86400 * outside_link_days(s->p)) };
}

static bool opens_now(const struct outside_link_row *link, struct instant now)
{
    return !instant_is_set(link->ended_at) && link->until_at.us > now.us;
}

bool outside_link_barred(const struct dossier *d, const struct outside_link_row *link)
{
    return link->made_by != 0 && facts_conflict(&d->facts, link->made_by) != CONFLICT_NONE;
}

bool outside_link_move(struct step *s, int64_t task, struct instant due, bool *open,
                       struct err *err)
{
    struct outside_link_row before = { 0 }, after;
    bool found = false;

    if (!outside_link_newest(s->act, s->d.c.id, task, &before, &found, err))
        return false;
    *open = found && opens_now(&before, s->act->now) && !outside_link_barred(&s->d, &before);
    after = before;
    after.until_at = until(s, due);
    return !*open || after.until_at.us <= before.until_at.us ||
           history_update(&s->h, &outside_link_table, &before, &after, err);
}

bool outside_link_needed(struct step *s, int64_t task, struct instant due, struct err *err)
{
    bool open = false;

    if (!outside_link_move(s, task, due, &open, err))
        return false;
    return open || err_set(err, ERR_REFUSED,
                           N_("Their link opens nothing any more. Make a new link first."));
}

bool outside_link_new(struct step *s, int64_t task, const char *shares, struct instant due,
                      const char **secret, struct err *err)
{
    const struct act *act = s->act;
    struct outside_link_row row = {
        .complaint_id = s->d.c.id,
        .task_id = task,
        .shares = shares,
        .made_at = act->now,
        .made_by = s->who.user,
        .until_at = until(s, due),
    };

    *secret = random_hex(act->a, SECRET_BYTES);
    row.mac = secret_mac(act, *secret);
    return outside_link_end(s, task, err) && history_insert(&s->h, &outside_link_table, &row, err);
}

bool outside_link_find(const struct act *act, const char *secret, struct outside_link_row *out,
                       bool *found, struct err *err)
{
    struct rows rows = { 0 };

    *found = false;
    if (!sql_outside_link_by_mac(act->a, act->db, secret_mac(act, secret), act->now, &rows, err))
        return false;
    if (rows.n != 1)
        return true;
    *out = *(const struct outside_link_row *)rows.row;
    return guard_ask(act, &outside_link_table, out, found, err);
}

bool outside_link_open(const struct act *act, int64_t link, struct err *err)
{
    struct outside_link_row row = { 0 };

    if (!outside_link_by_id(act->a, act->db, link, &row, err))
        return false;
    return opens_now(&row, act->now) ||
           err_set(err, ERR_NOT_FOUND, N_("The link opens nothing any more."));
}

bool outside_link_newest(const struct act *act, int64_t complaint, int64_t task,
                         struct outside_link_row *out, bool *found, struct err *err)
{
    const struct outside_link_row *link;
    struct rows rows = { 0 };

    *found = false;
    if (!sql_outside_links_of_case(act->a, act->db, complaint, &rows, err))
        return false;
    link = rows.row;
    for (size_t i = 0; i < rows.n && !*found; i++)
        if (link[i].task_id == task) {
            *out = link[i];
            *found = true;
        }
    return true;
}
