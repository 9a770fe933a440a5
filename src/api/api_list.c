/*
 * GET /api/v1/complaints: lists, changes since a moment, and search.
 *
 * The cursor names the order and the key of the last item, so a page costs the same
 * wherever it is; what is filed meanwhile neither repeats nor hides anything.
 */
#include "api/api_list.h"

#include "api/api.h"
#include "api/api_page.h"
#include "complaint/redaction.h"
#include "db/api_sql.h"
#include "edge/find.h"

static const struct field line_fields[] = {
    FIELD(struct api_line, id),          FIELD(struct api_line, owner_id),
    FIELD(struct api_line, reference),   FIELD(struct api_line, type),
    FIELD(struct api_line, stage),       FIELD(struct api_line, channel),
    FIELD(struct api_line, class),       FIELD(struct api_line, severity),
    FIELD(struct api_line, priority),    FIELD(struct api_line, outcome),
    FIELD(struct api_line, subject),     FIELD(struct api_line, owner),
    FIELD(struct api_line, received_at), FIELD(struct api_line, updated_at),
    FIELD(struct api_line, closed_at),   FIELD(struct api_line, next_due_at),
    FIELD(struct api_line, team),        FIELD(struct api_line, key),
};
const struct record api_line_record = RECORD(struct api_line, line_fields);

/* The letters that begin a cursor, by order. */
static const char orders[] = {
    [FIND_NEWEST] = 'n', [FIND_UPDATED] = 'u', [FIND_PERSON] = 'p', [FIND_WORDS] = 'w'
};

/* A team that does not exist, or is not theirs, has no cases for them. */
static bool team_read(struct req *rq, const char *name, int64_t *out)
{
    struct err none = { 0 };

    if (!name || sql_api_team(rq->a, rq->db, name, out, &none))
        return true;
    *out = -1;
    return none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
}

/* Who complained there, for whom that is to be known; what is not there, and what is not theirs to
 * know, is answered alike. */
static bool person_read(struct req *rq, const struct api_query *in, int64_t *out)
{
    const struct person_row *person = NULL;
    struct dossier d;

    if (!in->complainant_of)
        return true;
    if (in->q)
        return err_field(rq->err, "q", N_("Ask either for words or for one complainant."));
    if (edge_case(rq, in->complainant_of, MAY_READ_IDENTITY, &d))
        person = dossier_person(&d, "complainant");
    else if (rq->err->kind != ERR_NOT_FOUND)
        return false;
    if (person)
        return *out = person->id, true;
    err_clear(rq->err);
    return err_field(rq->err, "complainant_of",
                     N_("There is no complaint with this reference and a complainant whom you may "
                        "know."));
}

static bool find_fill(struct req *rq, const struct api_query *in, struct find *f)
{
    *f = (struct find){ .order = in->q                               ? FIND_WORDS
                                 : in->complainant_of                ? FIND_PERSON
                                 : instant_is_set(in->updated_since) ? FIND_UPDATED
                                                                     : FIND_NEWEST,
                        .words = in->q,
                        .stage = in->stage,
                        .type = in->type,
                        .class = in->class,
                        .channel = in->channel,
                        .open = in->open,
                        .again = in->again,
                        .received_from = in->received_from,
                        .received_until = in->received_until,
                        .updated_since = in->updated_since };
    return api_limit_read(in->limit, &f->limit, rq->err) &&
           api_place_read(in->after, orders[f->order], &f->place, &f->last, rq->err) &&
           team_read(rq, in->team, &f->team) && person_read(rq, in, &f->person);
}

static bool line_open(struct req *rq, struct api_line *line)
{
    struct keyring *keys = edge_act(rq)->keys;
    struct seal_place subject = { "complaint", "subject", line->id };
    struct seal_place owner = { "staff", "name", line->owner_id };

    if (line->key.n > 0 && line->subject.sealed.n > 0 &&
        !(keyring_add(keys, KEY_COMPLAINT, line->id, line->key, rq->err) &&
          secret_open(rq->a, keys, KEY_COMPLAINT, line->id, subject, &line->subject, rq->err)))
        return false;
    return line->owner.sealed.n == 0 ||
           secret_open(rq->a, keys, KEY_ORGANISATION, 0, owner, &line->owner, rq->err);
}

static void item_fill(struct req *rq, const struct procedure *p, const struct api_line *line,
                      struct api_item *out)
{
    *out = (struct api_item){ .reference = line->reference,
                              .type = line->type,
                              .stage = line->stage,
                              .channel = line->channel,
                              .class = line->class,
                              .subject = redaction_show(rq->a, p, rq->lang, line->subject.text),
                              .received_at = line->received_at,
                              .updated_at = line->updated_at,
                              .closed_at = line->closed_at,
                              .next_due_at = line->next_due_at,
                              .team = line->team,
                              .owner = line->owner.text,
                              .severity = line->severity,
                              .priority = line->priority,
                              .outcome = line->outcome };
}

static bool found_again(const struct found *found, int64_t id)
{
    for (size_t i = 0; i < found->n; i++)
        if (found->key[i].id == id)
            return found->key[i].repeats > 0;
    return false;
}

static bool items_read(struct req *rq, const struct found *found, struct rows *out)
{
    struct buf ids = buf_new(rq->a);
    const struct procedure *p;
    struct rows rows = { 0 };
    struct api_item *items;
    struct api_line *lines;

    if (!edge_procedure(rq, &p))
        return false;
    for (size_t i = 0; i < found->n; i++)
        buf_listed(&ids, found->key[i].id);
    if (found->n > 0 && !sql_api_lines(rq->a, rq->db, buf_text(&ids), &rows, rq->err))
        return false;
    lines = (struct api_line *)(uintptr_t)rows.row;
    items = ARENA_ARRAY(rq->a, struct api_item, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        if (!line_open(rq, &lines[i]))
            return false;
        item_fill(rq, p, &lines[i], &items[i]);
        items[i].again = found_again(found, lines[i].id);
    }
    *out = (struct rows){ items, rows.n };
    return true;
}

bool api_list_get(struct req *rq)
{
    struct api_query in = { .limit = API_LIMIT };
    struct api_list out = { 0 };
    struct found found;
    struct find f;

    if (!api_query(rq, &api_query_record, &in) || !find_fill(rq, &in, &f) ||
        !edge_find(rq, &f, &found) || !items_read(rq, &found, &out.items))
        return false;
    if (found.more)
        out.next = api_place(rq->a, orders[f.order], found.place, found.last);
    return req_json(rq, 200, &api_list_record, &out);
}
