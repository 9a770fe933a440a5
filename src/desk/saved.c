#include "desk/saved.h"

#include "base/utf8.h"
#include "db/desk_sql.h"
#include "desk/desk.h"
#include "operation/step.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

bool saved_list(struct req *rq, struct rows *out)
{
    return sql_saved_of(rq->a, rq->db, rq->user->id, out, rq->err) &&
           rows_open(rq->a, edge_act(rq)->keys, &saved_search_table, out, rq->err);
}

const char *saved_address(struct req *rq)
{
    struct buf b = buf_new(rq->a);
    char before = '?';

    buf_str(&b, rq->path);
    for (size_t i = 0; i < rq->query->n; i++) {
        const struct form_field *f = &rq->query->fields[i];
        if (f->n == 0 || strcmp(f->name, "after") == 0)
            continue;
        buf_char(&b, before);
        buf_url(&b, f->name, strlen(f->name));
        buf_char(&b, '=');
        buf_url(&b, f->value, f->n);
        before = '&';
    }
    return buf_text(&b);
}

bool saved_show(struct req *rq, struct list_page *page)
{
    const struct saved_search_row *row;
    struct rows rows;

    page->save = saved_address(rq);
    if (!saved_list(rq, &rows))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(row[i].address.text, page->save) == 0) {
            page->saved = row[i].id;
            page->saved_name = row[i].name.text;
        }
    if (!page->filtered && !page->search)
        page->save = NULL;
    return true;
}

static bool of_queue(const char *address)
{
    static const char queues[] = "/desk/queues/";
    const char *name = address + sizeof queues - 1, *end;
    char known[32];

    if (strncmp(address, queues, sizeof queues - 1) != 0)
        return false;
    end = name + strcspn(name, "?");
    if ((size_t)(end - name) >= sizeof known)
        return false;
    memcpy(known, name, (size_t)(end - name));
    known[end - name] = '\0';
    return queue_by_name(known) >= 0;
}

/* Only lists of ours are kept: the address becomes a link. */
static bool address_good(const char *address)
{
    return address && strlen(address) <= SAVED_ADDRESS_MOST &&
           (of_queue(address) || strncmp(address, "/desk/search?", 13) == 0) &&
           !strpbrk(address, "\\\r\n\t ");
}

/* Two links of one name cannot be told apart. */
static bool name_free(const struct rows *kept, const char *name, const char *address,
                      struct err *err)
{
    const struct saved_search_row *row = kept->row;

    for (size_t i = 0; i < kept->n; i++)
        if (strcmp(row[i].name.text, name) == 0 && strcmp(row[i].address.text, address) != 0)
            return err_field(err, "name",
                             N_("Another of your searches has this name. Choose another one."));
    return true;
}

static const struct saved_search_row *saved_at(const struct rows *kept, const char *address)
{
    const struct saved_search_row *row = kept->row;

    for (size_t i = 0; i < kept->n; i++)
        if (strcmp(row[i].address.text, address) == 0)
            return &row[i];
    return NULL;
}

static bool saved_check(const char *name, const char *address, struct err *err)
{
    if (!step_given(name))
        return err_field(err, "name", N_("Give the search a name."));
    if (utf8_count(name, strlen(name)) > SAVED_NAME_MOST)
        return err_field(err, "name", N_("This name is too long. Please shorten it."));
    return address_good(address) || err_set(err, ERR_INVALID, N_("This list cannot be saved."));
}

bool saved_add(const struct act *act, const char *name, const char *address, struct err *err)
{
    struct saved_search_row row = { .staff_id = act->actor_id };
    const struct saved_search_row *before;
    struct rows kept;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!saved_check(name, address, err) || !tx_begin(&tx, act->db, err) ||
        !sql_saved_of(act->a, act->db, act->actor_id, &kept, err) ||
        !rows_open(act->a, act->keys, &saved_search_table, &kept, err) ||
        !name_free(&kept, name, address, err))
        return false;
    before = saved_at(&kept, address);
    if (!before && kept.n >= SAVED_MOST)
        return err_field(err, "name",
                         N_("You have saved as many searches as can be. Forget one first."));
    if (before)
        row = *before;
    row.name = secret_text(name);
    row.address = before ? before->address : secret_text(address);
    return history_begin(&h, act, COMPLAINT_NONE, "search_saved", NULL, err) &&
           (before ? history_update(&h, &saved_search_table, before, &row, err)
                   : history_insert(&h, &saved_search_table, &row, err)) &&
           history_end(&h, err) && tx_commit(&tx, err);
}

static const struct saved_search_row *saved_find(const struct rows *rows, int64_t id)
{
    const struct saved_search_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++)
        if (row[i].id == id)
            return &row[i];
    return NULL;
}

bool saved_end(const struct act *act, int64_t id, struct err *err)
{
    const struct saved_search_row *before;
    struct saved_search_row after;
    struct rows kept;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !sql_saved_of(act->a, act->db, act->actor_id, &kept, err))
        return false;
    before = saved_find(&kept, id);
    if (!before)
        return err_set(err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
    after = *before;
    after.ended_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "search_forgotten", NULL, err) &&
           history_update(&h, &saved_search_table, before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static bool saved_post(struct req *rq)
{
    const char *address = form_text(rq->form, "address");

    return saved_add(edge_act(rq), form_text(rq->form, "name"), address, rq->err) &&
           req_redirect(rq, "%s", address);
}

static bool forget_post(struct req *rq)
{
    const char *address = form_text(rq->form, "address");

    return saved_end(edge_act(rq), strtoll(req_param(rq, "id"), NULL, 10), rq->err) &&
           req_redirect(rq, "%s", address_good(address) ? address : "/desk");
}

const struct route saved_routes[] = {
    { POST, "/desk/searches", MAY_READ, saved_post, 0 },
    { POST, "/desk/searches/{id}/forget", MAY_READ, forget_post, 0 },
    { 0 },
};
