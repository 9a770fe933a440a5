/* Taking cases and people out of the search. */
#include "keep/erase.h"

#include "complaint/search.h"
#include "db/keep_sql.h"
#include "operation/receipt/filing.h"

/* A redaction may have put what stands in the case now in the place of what was filed. */
static bool complaint_words(const struct act *act, int64_t complaint, const char **out,
                            struct err *err)
{
    struct complaint_row c = { 0 };

    if (!complaint_by_id(act->a, act->db, complaint, &c, err) ||
        !row_open(act->a, act->keys, &complaint_table, &c, err))
        return false;
    *out = filing_words(act->a, &c);
    return true;
}

/* What of that document may have come after the event that gave out its id; NULL = nothing. */
static const char *words_since(int64_t document, const struct rows *own)
{
    const struct own_field_row *row = own->row;

    for (size_t i = 0; i < own->n; i++)
        if (row[i].id == document)
            return row[i].value.text;
    return NULL;
}

bool erase_words(const struct act *act, int64_t complaint, int64_t *documents, struct err *err)
{
    const struct search_doc_row *doc;
    struct rows docs = { 0 }, own = { 0 };
    const char *now;

    if (!search_put_in(act->a, act->db, INT64_MAX, NULL, err) ||
        !sql_search_docs_of(act->a, act->db, complaint, &docs, err) ||
        !complaint_words(act, complaint, &now, err) ||
        !own_field_of(act->a, act->db, complaint, &own, err) ||
        !rows_open(act->a, act->keys, &own_field_table, &own, err))
        return false;
    doc = docs.row;
    for (size_t i = 0; i < docs.n; i++)
        if (!search_forget(act, doc[i].id,
                           doc[i].id == complaint ? now : words_since(doc[i].id, &own), err))
            return false;
    *documents += (int64_t)docs.n;
    return sql_search_docs_forget(act->a, act->db, complaint, err);
}

bool erase_person_words(const struct act *act, int64_t person, struct err *err)
{
    const struct search_doc_row *doc;
    struct rows docs = { 0 };

    if (!search_put_in(act->a, act->db, INT64_MAX, NULL, err) ||
        !sql_search_docs_of_person(act->a, act->db, person, &docs, err))
        return false;
    doc = docs.row;
    for (size_t i = 0; i < docs.n; i++)
        if (!search_forget(act, doc[i].id, NULL, err) ||
            !sql_search_doc_forget(act->a, act->db, doc[i].id, err))
            return false;
    return true;
}
