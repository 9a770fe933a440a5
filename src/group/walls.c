/* Whoever must keep away from one of two cases keeps away from the other. [4.7-a] */
#include "group/walls.h"

/* Who is complained about in the one is not therefore complained about in the other: no hearing
 * is asked for, they only keep away. */
static const char *kind_here(enum conflict kind)
{
    return word_code(&conflict_words, kind == CONFLICT_COMPLAINED_ABOUT ? CONFLICT_DECLARED : kind);
}

static bool wall_add(struct step *s, const struct case_conflict *c, struct err *err)
{
    struct conflict_row row = {
        .complaint_id = s->d.c.id,
        .staff_id = c->user,
        .kind = kind_here(c->kind),
        .why = secret_text(lang_text(
            s->p->lang, N_("Keeps away from a complaint that belongs together with this one."))),
        .at = s->act->now,
    };

    if (s->c.owner_id == c->user)
        s->c.owner_id = 0;
    if (s->c.investigator_id == c->user)
        s->c.investigator_id = 0;
    return history_insert(&s->h, &conflict_table, &row, err);
}

static bool kept_away(const struct step *s, const struct case_facts *from, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (from->conflicts[j].user == from->conflicts[i].user)
            return true;
    return facts_conflict(&s->d.facts, from->conflicts[i].user) != CONFLICT_NONE;
}

bool walls_copy(struct step *s, const struct case_facts *from, struct err *err)
{
    for (size_t i = 0; i < from->n_conflicts; i++)
        if (!kept_away(s, from, i) && !wall_add(s, &from->conflicts[i], err))
            return false;
    return true;
}
