#include "complaint/copy.h"

#include "complaint/named_team.h"

#include <string.h>

static bool waits(const struct dossier *d, const char *name)
{
    for (size_t i = 0; i < d->case_copy.n; i++)
        if (strcmp(d->case_copy.row[i].name, name) == 0 &&
            !instant_is_set(d->case_copy.row[i].noted_at))
            return true;
    return false;
}

/* The team it names; where there is none, and where the pack names none, the one above the
 * case's own, which is its own when it is the topmost. */
static bool team_find(const struct act *act, const struct dossier *d, const struct pack_copy *copy,
                      int64_t *out, struct err *err)
{
    struct team_row team;

    *out = 0;
    if (copy->team && !named_team(act, copy->team, out, err))
        return false;
    if (*out != 0)
        return true;
    if (!team_by_id(act->a, act->db, d->c.team_id, &team, err))
        return false;
    *out = team.parent_id ? team.parent_id : team.id;
    return true;
}

static bool copy_make(struct history *h, struct dossier *d, const struct pack_copy *copy,
                      struct err *err)
{
    struct case_copy_row row = {
        .id = history_id(h), .complaint_id = h->complaint, .name = copy->name, .at = h->act->now
    };
    size_t n = d->case_copy.n;
    struct case_copy_row *more;

    if (!team_find(h->act, d, copy, &row.team_id, err) ||
        !history_insert(h, &case_copy_table, &row, err))
        return false;
    more = ARENA_ARRAY(h->act->a, struct case_copy_row, n + 1);
    for (size_t i = 0; i < n; i++)
        more[i] = d->case_copy.row[i];
    more[n] = row;
    d->case_copy.row = more;
    d->case_copy.n = n + 1;
    return true;
}

bool copies_make(struct history *h, struct dossier *d, const char *trigger, struct err *err)
{
    for (size_t i = 0; d->pack && i < d->pack->n_copies; i++) {
        const struct pack_copy *copy = &d->pack->copy[i];
        if (word_listed(copy->at, trigger) && !waits(d, copy->name) &&
            pack_concerns(d->pack, &copy->classes, d->c.class) && !copy_make(h, d, copy, err))
            return false;
    }
    return true;
}
