#include "desk/search.h"

#include "db/desk_sql.h"
#include "desk/desk.h"
#include "edge/find.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_BACK = 12, DIGITS_MOST = 9 };

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

static bool picked(const struct pick *out, int64_t id)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->key[i].id == id)
            return true;
    return false;
}

/* The case of that reference, or those of that number in the last years. */
static bool references_add(struct req *rq, const struct reach *reach, const struct search *s,
                           const char *q, struct pick *out)
{
    const char *references = references_of(rq, q);
    struct pick_filter by = s->filter;
    const struct case_key *key;
    struct rows rows;

    if (!references)
        return true;
    if (!pick_again(rq, reach, &by) ||
        !sql_pick_references(rq->a, rq->db, references, reach->all, reach->teams, reach->barred,
                             &rows, rq->err))
        return false;
    key = rows.row;
    for (size_t i = 0; i < rows.n && out->n < DESK_PAGE; i++)
        if (pick_fits(&by, &key[i]))
            out->key[out->n++] = key[i];
    return true;
}

static struct case_key key_of(const struct find_key *k)
{
    return (struct case_key){ .id = k->id,
                              .place = k->place,
                              .team_id = k->team_id,
                              .stage = k->stage,
                              .class = k->class,
                              .severity = k->severity,
                              .channel = k->channel,
                              .received_at = k->received_at,
                              .repeats = k->repeats };
}

/* Those that stand there by their references are left out. */
static bool words_add(struct req *rq, const struct search *s, const char *q, struct pick *out)
{
    const struct find find = { .order = FIND_WORDS,
                               .words = q,
                               .stage = s->filter.stage,
                               .class = s->filter.class,
                               .channel = s->filter.channel,
                               .severity = s->filter.severity,
                               .again = s->filter.again,
                               .team = s->filter.team,
                               .received_from = s->filter.from,
                               .received_until = s->filter.until,
                               .place = s->place,
                               .last = s->last,
                               .limit = DESK_PAGE };
    struct found found;

    if (!edge_find(rq, &find, &found))
        return false;
    for (size_t i = 0; i < found.n; i++)
        if (!picked(out, found.key[i].id))
            out->key[out->n++] = key_of(&found.key[i]);
    out->more = found.more;
    out->place = found.place;
    out->last = found.last;
    return true;
}

bool search_cases(struct req *rq, const struct reach *reach, const struct search *s,
                  struct pick *out)
{
    const char *q = arena_trimmed(rq->a, s->q);
    size_t shown;

    *out = (struct pick){ .key = ARENA_ARRAY(rq->a, struct case_key, 2 * DESK_PAGE) };
    if (!references_add(rq, reach, s, q, out))
        return false;
    shown = s->place == 0 ? 0 : out->n; /* the first page showed the references */
    if (!words_add(rq, s, q, out))
        return false;
    out->key += shown;
    out->n -= shown;
    return true;
}
