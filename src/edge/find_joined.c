#include "edge/find_joined.h"

#include "db/find_sql.h"

#include <string.h>

enum { JOINED_SHOWN = 20 }; /* cases that one text shows beside its own */

static int64_t staff_of(const struct req *rq)
{
    return rq->user && rq->user->kind == USER_STAFF ? rq->user->id : 0;
}

static bool of_person(const char *part)
{
    return strcmp(part, "identity") == 0;
}

/* In which cases the persons speak whom these texts name; nothing is asked where there are none. */
static bool speaks_in(struct req *rq, const char *granted, const char *texts, struct rows *out)
{
    *out = (struct rows){ 0 };
    return !*texts || sql_find_speaks_in(rq->a, rq->db, texts, staff_of(rq), granted, out, rq->err);
}

bool find_joined(struct req *rq, const char *granted, struct rows *texts)
{
    const struct find_key *text = texts->row, *other;
    struct buf b = buf_new(rq->a);
    struct find_key *all;
    struct rows others;
    size_t n = 0;

    for (size_t i = 0; i < texts->n; i++)
        if (of_person(text[i].part))
            buf_listed(&b, text[i].place);
    if (!speaks_in(rq, granted, buf_text(&b), &others))
        return false;
    other = others.row;
    all = ARENA_ARRAY(rq->a, struct find_key, texts->n + others.n + 1);
    for (size_t i = 0; i < texts->n; i++) {
        size_t shown = 0;
        all[n++] = text[i];
        for (size_t j = 0; j < others.n && shown < JOINED_SHOWN; j++)
            if (other[j].place == text[i].place && other[j].id != text[i].id) {
                all[n++] = other[j];
                shown++;
            }
    }
    *texts = (struct rows){ all, n };
    return true;
}

bool find_joined_ids(struct req *rq, const char *ids, const char **out)
{
    struct buf b = buf_new(rq->a);
    const struct int_value *id;
    struct rows rows;

    if (!sql_find_joined_cases(rq->a, rq->db, ids, &rows, rq->err))
        return false;
    buf_str(&b, ids);
    id = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        buf_listed(&b, id[i].value);
    *out = buf_text(&b);
    return true;
}

bool find_joined_before(struct req *rq, const char *granted, struct rows *texts)
{
    const struct find_text *text = texts->row;
    const struct find_key *other;
    struct buf b = buf_new(rq->a);
    struct find_text *all;
    struct rows others;
    size_t n = 0;

    for (size_t i = 0; i < texts->n; i++)
        if (of_person(text[i].part))
            buf_listed(&b, text[i].id);
    if (!speaks_in(rq, granted, buf_text(&b), &others))
        return false;
    other = others.row;
    all = ARENA_ARRAY(rq->a, struct find_text, texts->n + others.n + 1);
    for (size_t i = 0; i < texts->n; i++)
        all[n++] = text[i];
    for (size_t i = 0; i < others.n; i++)
        all[n++] = (struct find_text){ other[i].place, other[i].id, other[i].part };
    *texts = (struct rows){ all, n };
    return true;
}
