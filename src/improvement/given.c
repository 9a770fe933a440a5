#include "improvement/given.h"

#include "db/improvement_sql.h"
#include "db/tables.h"
#include "people/staff.h"

#include <string.h>

int64_t staff_acting(const struct act *act)
{
    return strcmp(act->actor_kind, "staff") == 0 ? act->actor_id : 0;
}

struct date acting_today(const struct act *act, const struct procedure *p)
{
    return zone_date(p->zone, act->now, NULL);
}

bool not_there(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, N_("There is no such page."));
}

bool version_same(int64_t is, int64_t seen, struct err *err)
{
    return is == seen ||
           err_set(err, ERR_CONFLICT,
                   N_("Somebody else changed this meanwhile. Look at it again, then send yours."));
}

bool text_is_there(const char *text)
{
    return text && text[strspn(text, " \t\r\n")];
}

bool text_given(const char *text, const char *field, const char *words, struct err *err)
{
    if (!text_is_there(text))
        return err_field(err, field, words);
    return record_text_fits(field, text, strlen(text), IMPROVEMENT_TEXT_MOST, err);
}

bool number_given(size_t n, size_t most, const char *field, struct err *err)
{
    if (n <= most)
        return true;
    err_field(err, field, N_("These are too many: give at most {most}."));
    err_arg_int(err, "most", (int64_t)most);
    return false;
}

bool period_given(const struct act *act, const struct procedure *p, struct date from,
                  struct date until, struct err *err)
{
    if (!date_is_set(from))
        return err_field(err, "from", N_("Give the first day."));
    if (!date_is_set(until))
        return err_field(err, "until", N_("Give the last day."));
    if (date_compare(until, from) < 0)
        return err_field(err, "until", N_("The last day is before the first."));
    return date_compare(until, acting_today(act, p)) < 0 ||
           err_field(err, "until", N_("This period is not over yet: its last day has to be past."));
}

bool staff_given(const struct act *act, int64_t staff, const char *field, struct err *err)
{
    const struct int_value *id;
    struct rows rows;

    if (!sql_staff_in_roles(act->a, act->db, act->now, &rows, err))
        return false;
    id = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (id[i].value == staff)
            return true;
    return err_field(err, field, N_("Choose somebody who works here."));
}

bool team_given(const struct act *act, int64_t team, struct err *err)
{
    struct team_row row = { 0 };
    struct err none = { 0 };

    if (team == 0 || team_by_id(act->a, act->db, team, &row, &none))
        return true;
    if (none.kind == ERR_NOT_FOUND)
        return err_field(err, "team", N_("Choose a department of yours."));
    *err = none;
    return false;
}

bool right_given(const struct act *act, enum may what, const char *words, struct err *err)
{
    struct user user = { .kind = USER_STAFF, .id = staff_acting(act) };

    if (user.id != 0 && !roles_now(act, user.id, &user, err))
        return false;
    return may(&user, what, NULL) || err_set(err, ERR_REFUSED, words);
}

bool period_due(const struct act *act, int64_t months, const char *kind, int64_t team, bool *ever,
                struct date *due, struct err *err)
{
    const struct analysis_row *last;
    struct rows rows;

    *due = (struct date){ 0 };
    *ever = months > 0;
    if (!*ever)
        return true;
    if (!sql_analysis_last(act->a, act->db, kind, team, &rows, err))
        return false;
    last = rows.row;
    if (rows.n > 0)
        *due = date_add(months_later(date_add(last->until_on, 1), months), -1);
    return true;
}

struct date months_later(struct date d, int64_t months)
{
    int64_t month = (int64_t)d.year * 12 + d.month - 1 + months;
    struct date out = { (int16_t)(month / 12), (int8_t)(month % 12 + 1), d.day };

    while (!date_valid(out))
        out.day--;
    return out;
}
