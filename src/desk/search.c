#include "desk/search.h"

#include "db/desk_sql.h"
#include "i18n/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MATCHES = 400, YEARS_BACK = 12, DIGITS_MOST = 9 };

/* "2026-000123", "2026-123" or "123" as whole references, divided by commas with one at both
 * ends; NULL when it is none. A bare number may be of any of the last years. */
static const char *references_of(struct req *rq, const char *q)
{
    struct buf b = buf_new(rq->a);
    const char *dash = strchr(q, '-');
    const char *number = dash ? dash + 1 : q;
    size_t n = strspn(number, "0123456789");
    int year = dash && dash - q == 4 ? (int)strtol(q, NULL, 10) : 0;

    if (n == 0 || n > DIGITS_MOST || number[n] != '\0' || (dash && year == 0))
        return NULL;
    for (int y = rq->today.year; y > rq->today.year - YEARS_BACK; y--) {
        if (dash && y != year)
            continue;
        buf_printf(&b, "%s%04d-%06ld", b.n > 0 ? "," : "", y, strtol(number, NULL, 10));
    }
    if (dash && b.n == 0)
        buf_printf(&b, "%04d-%06ld", year, strtol(number, NULL, 10));
    return buf_text(&b);
}

static void keep(struct pick *out, const struct rows *rows, const struct pick_filter *filter)
{
    const struct case_key *key = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        bool known = false;
        for (size_t k = 0; k < out->n && !known; k++)
            known = out->key[k].id == key[i].id;
        if (known || !pick_fits(filter, &key[i]))
            continue;
        if (out->n == SEARCH_FOUND) {
            out->more = true;
            return;
        }
        out->key[out->n++] = key[i];
    }
}

static const char *trimmed(struct arena *a, const char *q)
{
    const char *end = q + strlen(q);

    while (*q && isspace((unsigned char)*q))
        q++;
    while (end > q && isspace((unsigned char)end[-1]))
        end--;
    return arena_strn(a, q, (size_t)(end - q));
}

bool search_cases(struct req *rq, const struct reach *reach, const char *q,
                  const struct pick_filter *filter, struct pick *out)
{
    enum words_engine engine = db_engine(rq->db) == DB_SQLITE ? WORDS_FTS5 : WORDS_TSQUERY;
    const char *teams = arena_printf(rq->a, ",%s,", reach->teams);
    const char *barred = arena_printf(rq->a, ",%s,", reach->barred);
    const char *references, *match;
    struct reach names;
    struct rows rows;

    *out = (struct pick){ .key = ARENA_ARRAY(rq->a, struct case_key, SEARCH_FOUND) };
    q = trimmed(rq->a, q);
    references = references_of(rq, q);
    if (references) {
        if (!sql_pick_references(rq->a, rq->db, references, reach->all, teams, barred, &rows,
                                 rq->err))
            return false;
        keep(out, &rows, filter);
    }
    match = words_query(rq->a, rq->app->vault, q, engine);
    if (!match)
        return true;
    if (!edge_reach(rq, MAY_READ_IDENTITY, &names) ||
        !sql_pick_words(rq->a, rq->db, match, MATCHES, SEARCH_FOUND + 1, rq->user->id, reach->all,
                        teams, barred, names.all, arena_printf(rq->a, ",%s,", names.teams), &rows,
                        rq->err))
        return false;
    keep(out, &rows, filter);
    return true;
}
