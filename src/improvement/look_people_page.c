/* Members of staff and corrective actions on the pages of this folder. */
#include "improvement/look_page.h"

#include "db/improvement_sql.h"
#include "edge/names.h"

#include <string.h>

bool look_people(struct req *rq, struct choice **out, size_t *n)
{
    const struct int_value *id;
    struct rows rows;

    if (!sql_staff_in_roles(rq->a, rq->db, rq->now, &rows, rq->err))
        return false;
    id = rows.row;
    *out = ARENA_ARRAY(rq->a, struct choice, rows.n + 1);
    *n = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        (*out)[i].value = arena_printf(rq->a, "%" PRId64, id[i].value);
        if (!edge_staff_name(rq, id[i].value, &(*out)[i].label))
            return false;
    }
    return true;
}

struct look_table *look_correctives(struct looking *l, const char *title, size_t rows)
{
    static const char *const heads[] = { N_("Who answers for it"), N_("Until"), N_("How far") };

    return look_table(l, title, N_("Corrective action"), heads, COUNT(heads), rows);
}

bool look_corrective(struct looking *l, struct look_table *t, const struct corrective_action_row *m)
{
    struct req *rq = l->m.rq;
    struct look_row *row = look_row(l, t, desk_excerpt(rq->a, look_said(rq, m->what.text), 140));
    const char *who = NULL;

    if (!edge_staff_name(rq, m->owner_id, &who))
        return false;
    row->href = arena_printf(rq->a, CORRECTIVE "/%" PRId64, m->id);
    row->late = strcmp(m->state, "open") == 0 && date_compare(m->due_on, rq->today) < 0;
    look_cell(row, 0, who);
    look_cell(row, 1, look_day(rq, m->due_on));
    look_cell(row, 2, desk_word(rq, &corrective_state_words, m->state));
    return true;
}

bool look_corrective_form(struct looking *l, const char *action, struct choice *points, size_t n,
                          const char *title)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Set the corrective action"));
    struct choice *people;
    size_t n_people;

    if (!look_people(l->m.rq, &people, &n_people))
        return false;
    if (n > 0)
        settings_select(&s, "weak_point", N_("Weak point"), NULL, points, n, NULL);
    keep_area(&s, "what", N_("What is to be done"),
              N_("So that the cause goes, not only the complaint."));
    settings_select(&s, "owner", N_("Who answers for it"), NULL, people, n_people, NULL);
    settings_date(&s, "due", N_("Until"), NULL, NULL);
    keep_form(&l->m, action, "corrective", 0, title, NULL, &s);
    return true;
}

bool look_corrective_read(struct req *rq, struct corrective_form *out)
{
    out->weak_point = look_number(rq, "weak_point");
    out->what = settings_sent(rq, "what");
    out->owner = look_number(rq, "owner");
    return settings_day(rq, "due", &out->due);
}
