#include "complaint/clock_day.h"

#include "complaint/event.h"
#include "complaint/pack_version.h"
#include "db/history_sql.h"

#include <string.h>

static const struct own_field_row *row_of(const struct dossier *d, const struct pack_field *f)
{
    for (size_t i = 0; i < d->own_field.n; i++)
        if (strcmp(d->own_field.row[i].name, f->name) == 0)
            return &d->own_field.row[i];
    return NULL;
}

static bool wrote(const struct event *e, const struct own_field_row *row)
{
    for (size_t i = 0; i < e->n_rows; i++)
        if (e->rows[i].table == own_field_table.number && e->rows[i].id == row->id)
            return true;
    return false;
}

/* The last time it was written before the clock stopped. */
bool clock_day_of(const struct act *act, const struct dossier *d, const struct clock_row *clock,
                  struct clock_day *out, struct err *err)
{
    const struct own_field_row *row;
    const struct event_row *list;
    struct rows events;

    *out = (struct clock_day){ .field = pack_clock_until(d->pack, clock->name) };
    row = out->field ? row_of(d, out->field) : NULL;
    if (!row)
        return true;
    if (!sql_events_of(act->a, act->db, d->c.id, &events, err))
        return false;
    list = events.row;
    for (size_t i = 0; i < events.n; i++) {
        struct event e;
        if (instant_is_set(clock->stopped_at) && list[i].at.us >= clock->stopped_at.us)
            break;
        if (!event_read(act->a, list[i].bytes, &e))
            return err_internal(err, "event %" PRId64 " cannot be read", list[i].id);
        if (!wrote(&e, row))
            continue;
        out->at = list[i].at;
        out->by = strcmp(list[i].actor_kind, "staff") == 0 ? list[i].actor_id : 0;
    }
    return true;
}
