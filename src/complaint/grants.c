#include "complaint/grants.h"

#include "base/buf.h"
#include "complaint/guard.h"
#include "db/grants_sql.h"

bool grants_of(const struct act *act, int64_t staff, struct grants *out, struct err *err)
{
    const struct identity_request_row *r;
    struct buf listed = buf_new(act->a);
    struct rows rows = { 0 };
    int64_t *list;

    if (staff != 0 && !sql_identity_grants(act->a, act->db, staff, act->now, &rows, err))
        return false;
    r = rows.row;
    list = ARENA_ARRAY(act->a, int64_t, rows.n + 1);
    *out = (struct grants){ .complaint = list };
    buf_char(&listed, ',');
    for (size_t i = 0; i < rows.n; i++) {
        bool written;
        if (!guard_ask(act, &identity_request_table, &r[i], &written, err))
            return false;
        if (!written)
            continue;
        list[out->n++] = r[i].complaint_id;
        buf_printf(&listed, "%" PRId64 ",", r[i].complaint_id);
    }
    out->listed = buf_text(&listed);
    return true;
}

bool grants_have(const struct grants *grants, int64_t complaint)
{
    for (size_t i = 0; i < grants->n; i++)
        if (grants->complaint[i] == complaint)
            return true;
    return false;
}
