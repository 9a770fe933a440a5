#include "complaint/event_details.h"

#include "db/history_sql.h"

#include <string.h>

static const struct field sealed_fields[] = {
    FIELD(struct event_sealed, id),
    FIELD(struct event_sealed, kind),
    FIELD(struct event_sealed, bytes),
    FIELD(struct event_sealed, sealed),
};
const struct record event_sealed_record = RECORD(struct event_sealed, sealed_fields);

/* The place of the reason among the values, or -1. */
static int64_t reason_index(const struct event *e)
{
    for (size_t i = 0; i < e->n_values; i++)
        if (e->values[i].row == EVENT_ITSELF)
            return (int64_t)i;
    return -1;
}

/* Beside an event stand a seed, then index and value of each. */
static const char *value_text_at(struct arena *a, struct bytes plain, int64_t index)
{
    struct event_reader r = { .rest = plain };

    event_get_raw(&r, EVENT_HASH);
    while (r.rest.n > 0 && !r.bad) {
        int64_t at = (int64_t)event_get(&r, 4);
        struct value v = event_get_value(a, &r);
        if (!r.bad && at == index && v.kind == VALUE_TEXT)
            return arena_strn(a, (const char *)v.b.s, v.b.n);
    }
    return NULL;
}

/* `*key` stays NULL where the case was erased. */
static bool key_of(const struct act *act, int64_t complaint, const struct key **key,
                   struct err *err)
{
    struct err gone = { 0 };

    if (keyring_get(act->keys, KEY_COMPLAINT, complaint, key, &gone))
        return true;
    *key = NULL;
    if (gone.kind == ERR_NOT_FOUND)
        return true;
    *err = gone;
    return false;
}

static bool details_read(const struct act *act, const struct event_sealed *row,
                         const struct key *key, struct event_details *out, struct err *err)
{
    struct seal_place place = { "event_value", "sealed", row->id };
    struct bytes plain;
    int64_t index;

    *out = (struct event_details){ .id = row->id, .kind = row->kind };
    if (!event_read(act->a, row->bytes, &out->event))
        return err_internal(err, "event %" PRId64 " cannot be read", row->id);
    index = reason_index(&out->event);
    if (!key || index < 0 || row->sealed.n == 0)
        return true;
    if (!vault_unseal(act->a, key, place, row->sealed, &plain, err))
        return false;
    out->reason = value_text_at(act->a, plain, index);
    return true;
}

static bool all_read(const struct act *act, const struct rows *rows, const struct key *key,
                     struct rows *out, struct err *err)
{
    const struct event_sealed *row = rows->row;
    struct event_details *list = ARENA_ARRAY(act->a, struct event_details, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++)
        if (!details_read(act, &row[i], key, &list[i], err))
            return false;
    *out = (struct rows){ list, rows->n };
    return true;
}

bool event_details(const struct act *act, int64_t complaint, const char *kinds, struct rows *out,
                   struct err *err)
{
    struct rows rows = { 0 };
    const struct key *key;

    return sql_event_details(act->a, act->db, complaint, kinds, &rows, err) &&
           key_of(act, complaint, &key, err) && all_read(act, &rows, key, out, err);
}

bool event_details_own(const struct act *act, const char *kinds, int64_t most, struct rows *out,
                       struct err *err)
{
    struct rows rows = { 0 };
    const struct key *key;

    return sql_organisation_details(act->a, act->db, kinds, KEY_ORGANISATION, most, &rows, err) &&
           keyring_get(act->keys, KEY_ORGANISATION, 0, &key, err) &&
           all_read(act, &rows, key, out, err);
}

const struct event_details *event_details_of(const struct rows *details, int64_t event)
{
    const struct event_details *d = details->row;

    for (size_t i = 0; i < details->n; i++)
        if (d[i].id == event)
            return &d[i];
    return NULL;
}
