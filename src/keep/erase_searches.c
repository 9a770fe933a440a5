/* Lists that members of staff saved under a name of their own: words of them may be a person's. */
#include "keep/erase.h"

#include "db/keep_sql.h"
#include "i18n/name.h"
#include "web/form.h"

#include <string.h>

/* What is taken out is not there any more; it leaves no empty name behind. */
#define GONE "-"

/* So many in one event, which has room for no more than HISTORY_ROWS. */
enum { SEARCHES = 100 };

static bool stands(struct arena *a, const char *text, const char *what)
{
    return text && what && *what && name_stands_in(a, text, what);
}

/* Whether the person stands in these words. */
static bool named(struct arena *a, const struct person_row *p, const char *words)
{
    return stands(a, words, p->name.text) || stands(a, words, p->email.text) ||
           (words && p->phone.text && *p->phone.text && phone_stands_in(a, words, p->phone.text));
}

static bool search_names(struct arena *a, const struct person_row *p,
                         const struct saved_search_row *s)
{
    const char *query = s->address.text ? strchr(s->address.text, '?') : NULL;
    struct err none = { 0 };
    const char *words;
    struct form form;

    if (named(a, p, s->name.text))
        return true;
    if (!query || !form_urlencoded(a, query + 1, strlen(query + 1), &form, &none))
        return false;
    words = form_text(&form, "q");
    return named(a, p, words) ||
           stands(a, p->name.text, words); /* a part of the name is looked for */
}

static bool search_end(struct history *h, const struct saved_search_row *before, struct err *err)
{
    struct saved_search_row after = *before;

    after.name = secret_text(GONE);
    after.address = secret_text(GONE);
    after.ended_at = h->act->now;
    return history_update(h, &saved_search_table, before, &after, err);
}

bool erase_searches(struct history *h, const struct person_row *person, struct err *err)
{
    const struct act *act = h->act;
    const struct saved_search_row *s;
    struct person_row p = *person;
    struct rows rows = { 0 };

    if (!row_open(act->a, act->keys, &person_table, &p, err) ||
        !sql_searches_saved(act->a, act->db, &rows, err) ||
        !rows_open(act->a, act->keys, &saved_search_table, &rows, err))
        return false;
    s = rows.row;
    for (size_t i = 0, n = 0; i < rows.n && n < SEARCHES; i++) {
        if (!search_names(act->a, &p, &s[i]))
            continue;
        if (!search_end(h, &s[i], err))
            return false;
        n++;
    }
    return true;
}
