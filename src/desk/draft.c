#include "desk/draft.h"

#include "db/desk_sql.h"

#include <string.h>

/* The staff member is in the name of the place, so a draft opens for nobody else's row. */
static struct seal_place draft_place(const struct act *act, int64_t complaint, const char *kind)
{
    return (struct seal_place){ "draft", arena_printf(act->a, "%s:%" PRId64, kind, act->actor_id),
                                complaint };
}

static bool draft_key(const struct act *act, int64_t complaint, const struct key **out,
                      struct err *err)
{
    enum key_kind kind = complaint ? KEY_COMPLAINT : KEY_ORGANISATION;

    return keyring_get(act->keys, kind, complaint, out, err);
}

bool draft_read(const struct act *act, int64_t complaint, const char *kind, struct draft *out,
                struct err *err)
{
    struct draft_row row;
    struct err none = { 0 };
    const struct key *key;
    struct bytes plain;

    *out = (struct draft){ 0 };
    if (!sql_draft_of(act->a, act->db, act->actor_id, complaint, kind, &row, &none)) {
        if (none.kind == ERR_NOT_FOUND)
            return true;
        *err = none;
        return false;
    }
    if (!draft_key(act, complaint, &key, err) ||
        !vault_unseal(act->a, key, draft_place(act, complaint, kind), row.sealed, &plain, err))
        return false;
    *out = (struct draft){ (const char *)plain.s, row.saved_at };
    return true;
}

bool draft_keep(const struct act *act, int64_t complaint, const char *kind, const char *text,
                struct err *err)
{
    const struct key *key;
    struct bytes sealed;

    if (!text || !*text)
        return sql_draft_delete(act->a, act->db, act->actor_id, complaint, kind, err);
    if (strlen(text) > DRAFT_MOST)
        return err_field(err, "text", N_("This text is too long to keep. Please shorten it."));
    if (!draft_key(act, complaint, &key, err))
        return false;
    sealed = vault_seal(act->a, key, draft_place(act, complaint, kind), text, strlen(text));
    return sql_draft_set(act->a, act->db, act->actor_id, complaint, kind, sealed, act->now, err);
}
