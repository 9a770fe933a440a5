/* Top management confirms that it has read of a significant complaint. [5.4.1-b] */
#ifndef DESK_ALERT_READ_FLOW_H
#define DESK_ALERT_READ_FLOW_H

#include "complaint/case.h"

/* All that the acting member of staff has to confirm in that case: event alert_read. Once nobody
 * has to any more, clocks are told "alerts_read". ERR_CONFLICT when there is nothing of theirs. */
MUST_CHECK bool alert_read(const struct act *act, const struct procedure *p, int64_t complaint,
                           int64_t version, struct err *err);

#endif
