/* Questions asked of the ties of a case. */
#include "complaint/tie.h"

#include <string.h>

static const struct field joined_case_fields[] = {
    FIELD(struct joined_case, id),        FIELD(struct joined_case, reference),
    FIELD(struct joined_case, team_id),   FIELD(struct joined_case, closed_at),
    FIELD(struct joined_case, erased_at), FIELD(struct joined_case, representative),
};
const struct record joined_case_record = RECORD(struct joined_case, joined_case_fields);

const struct case_tie_row *tie_joined(const struct dossier *d)
{
    for (size_t i = d->case_tie.n; i-- > 0;)
        if (strcmp(d->case_tie.row[i].kind, "joined") == 0 &&
            !instant_is_set(d->case_tie.row[i].ended_at))
            return &d->case_tie.row[i];
    return NULL;
}

bool tie_again(const struct case_tie_row *t)
{
    return strcmp(t->kind, "repeat") == 0 && !instant_is_set(t->ended_at);
}

int tie_repeats(const struct dossier *d)
{
    int n = 0;

    for (size_t i = 0; i < d->case_tie.n; i++)
        n += tie_again(&d->case_tie.row[i]);
    return n;
}

const struct case_tie_row *tie_before(const struct dossier *d, int64_t before)
{
    for (size_t i = d->case_tie.n; i-- > 0;)
        if (strcmp(d->case_tie.row[i].kind, "repeat") == 0 && d->case_tie.row[i].other_id == before)
            return &d->case_tie.row[i];
    return NULL;
}

static bool joined(const struct complaint_row *one, const struct complaint_row *two)
{
    return one->joined_to_id != 0 &&
           (one->joined_to_id == two->id || one->joined_to_id == two->joined_to_id);
}

static bool split(const struct dossier *d, int64_t other)
{
    for (size_t i = 0; i < d->case_tie.n; i++)
        if (strncmp(d->case_tie.row[i].kind, "split_", 6) == 0 &&
            d->case_tie.row[i].other_id == other)
            return true;
    return false;
}

bool tie_one(const struct dossier *d, const struct dossier *other)
{
    return joined(&d->c, &other->c) || joined(&other->c, &d->c) || split(d, other->c.id);
}
