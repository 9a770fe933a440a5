/* One event of the organisation, without a case. */
#include "operation/receipt/scope_flow.h"

bool scope_direct(const struct act *act, const char *scope, struct err *err)
{
    AUTO_TX tx = { 0 };
    struct history h;

    return tx_begin(&tx, act->db, err) &&
           history_begin(&h, act, COMPLAINT_NONE, "directed_elsewhere", scope, err) &&
           history_end(&h, err) && tx_commit(&tx, err);
}
