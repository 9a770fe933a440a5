/* Reading what is sent to the API, by field tables. */
#include "api/api.h"

#include <string.h>

bool api_body(struct req *rq, const struct record *r, void *row)
{
    if (!rq->json)
        return record_complete(r, row, rq->err);
    return json_record(rq->a, rq->json, r, row, rq->err) &&
           api_words_allowed(rq->a, r, row, rq->err);
}

bool api_query(struct req *rq, const struct record *r, void *row)
{
    const struct form *query = rq->query;

    for (size_t i = 0; i < query->n; i++) {
        const struct form_field *given = &query->fields[i];
        const struct field *f = record_field(r, given->name, strlen(given->name));
        if (!f)
            return err_field(rq->err, given->name, N_("There is no parameter of this name."));
        if (form_count(query, given->name) > 1)
            return err_field(rq->err, f->name, N_("This parameter was given more than once."));
        if (!field_read(rq->a, f, row, given->value, given->n, rq->err))
            return false;
    }
    return record_complete(r, row, rq->err) && api_words_allowed(rq->a, r, row, rq->err);
}
