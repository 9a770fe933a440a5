/*
 * Likely repeats of a complaint that is being taken down: by who complains, what about, and
 * the words they used. The receiver decides. [4.9-a]
 */
#include "desk/receive.h"

#include "db/desk_sql.h"
#include "desk/search.h"
#include "i18n/words.h"
#include "operation/receipt/repeat.h"
#include "pack/pack.h"

#include <string.h>

static bool candidates_add(struct reception *r, const char *words, bool person,
                           struct repeat_candidate *list, size_t *n, size_t room)
{
    const struct search s = { .q = words };
    struct pick pick;

    if (!words)
        return true;
    if (!search_cases(r->rq, &r->reach, &s, &pick))
        return false;
    for (size_t i = 0; i < pick.n && i < 10 && *n < room; i++) {
        size_t at = 0;
        while (at < *n && list[at].id != pick.key[i].id)
            at++;
        if (at == *n)
            list[(*n)++] = (struct repeat_candidate){ .id = pick.key[i].id };
        list[at].same_complainant |= person;
        list[at].same_product |= !person;
        list[at].same_class =
            r->in.category && pick.key[i].class && strcmp(r->in.category, pick.key[i].class) == 0;
        list[at].days_apart =
            (int)((r->rq->now.us - pick.key[i].received_at.us) / SECONDS(24 * 60 * 60));
    }
    return true;
}

/* How many words two texts share, by their hashes, which stand in order. */
static int words_shared(const char *one, const char *two, int *shorter)
{
    int shared = 0, n_one = *one != '\0', n_two = *two != '\0';

    for (const char *s = one; *s; s++)
        n_one += *s == ' ';
    for (const char *s = two; *s; s++)
        n_two += *s == ' ';
    while (*one && *two) {
        size_t a = strcspn(one, " "), b = strcspn(two, " ");
        int order = strncmp(one, two, a < b ? a : b);
        shared += order == 0;
        if (order <= 0)
            one += a + (one[a] == ' ');
        if (order >= 0)
            two += b + (two[b] == ' ');
    }
    *shorter = n_one < n_two ? n_one : n_two;
    return shared;
}

/* Weighs the statements, which the rule counts besides who and what. */
static bool statements_weigh(struct reception *r, struct repeat_candidate *list, size_t n)
{
    struct req *rq = r->rq;
    const char *mine = words_index(rq->a, rq->app->vault, r->in.description);
    struct buf ids = buf_new(rq->a);
    struct case_text *text;
    struct rows rows;

    if (n == 0)
        return true;
    for (size_t i = 0; i < n; i++)
        buf_listed(&ids, list[i].id);
    if (!sql_case_texts(rq->a, rq->db, buf_text(&ids), &rows, rq->err))
        return false;
    text = (struct case_text *)(uintptr_t)rows.row;
    for (size_t i = 0; i < rows.n && i < n; i++) {
        struct seal_place place = { "complaint", "description", text[i].id };
        struct err none = { 0 };
        if (!secret_open(rq->a, edge_act(rq)->keys, KEY_COMPLAINT, text[i].id, place,
                         &text[i].description, &none))
            continue; /* erased: nothing to compare with */
        list[i].words_shared = words_shared(
            mine, words_index(rq->a, rq->app->vault, text[i].description.text), &list[i].words);
    }
    return true;
}

bool receive_repeats(struct reception *r)
{
    enum { ROOM = 30, SHOWN = 5 };
    struct req *rq = r->rq;
    struct repeat_candidate list[ROOM] = { { 0 } };
    struct case_key keys[SHOWN] = { { 0 } };
    const struct list_row *row;
    struct panel_line *lines;
    struct rows rows;
    size_t n = 0;

    if (!candidates_add(r, r->in.email, true, list, &n, ROOM) ||
        !candidates_add(r, r->in.phone, true, list, &n, ROOM) ||
        !candidates_add(r, r->in.product_reference, false, list, &n, ROOM) ||
        !statements_weigh(r, list, n))
        return false;
    if (r->p->pack)
        n = repeat_rank(list, n, &r->p->pack->repeat);
    n = n < SHOWN ? n : SHOWN;
    for (size_t i = 0; i < n; i++)
        keys[i].id = list[i].id;
    if (!desk_list_rows(rq, &r->reach, keys, n, &rows))
        return false;
    row = rows.row;
    lines = ARENA_ARRAY(rq->a, struct panel_line, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = (struct panel_line){ .text = row[i].subject,
                                        .detail = arena_printf(rq->a, "%s, %s", row[i].reference,
                                                               row[i].step),
                                        .href = row[i].href };
    r->repeats = (struct rows){ lines, rows.n };
    return true;
}
