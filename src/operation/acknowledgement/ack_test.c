/* The ways to acknowledge, each with what it needs; failures open the step again. */
#include "base/tap.h"
#include "operation/acknowledgement/ack.h"

static const struct {
    const char *what;
    enum ack_way way;
    bool reachable, failed, reason, allowed;
} cases[] = {
    { "[7.4-a] on the page", ACK_PAGE, false, false, false, true },
    { "[7.4-a] in person", ACK_IN_PERSON, false, false, false, true },
    { "[7.4-b] by a logged call", ACK_TELEPHONE, true, false, false, true },
    { "[7.4-a] by letter", ACK_LETTER, true, false, false, true },
    { "[7.4-a] by mail", ACK_EMAIL, true, false, false, true },
    { "[7.4-b] no call without a number", ACK_TELEPHONE, false, false, false, false },
    { "[7.4-a] no letter without an address", ACK_LETTER, false, false, false, false },
    { "[7.4-a] no mail without an address", ACK_EMAIL, false, false, false, false },
    { "[7.4-d] not possible, with the reason", ACK_IMPOSSIBLE, false, false, true, true },
    { "[7.4-d] not possible needs a reason", ACK_IMPOSSIBLE, false, false, false, false },
    { "[7.4-d] who can be reached is told", ACK_IMPOSSIBLE, true, false, true, false },
    { "[7.4-d] not possible after a failure", ACK_IMPOSSIBLE, true, true, true, true },
    { "[7.4-c] another letter after a failure", ACK_LETTER, true, true, false, true },
    { "[7.4-a] in no way", ACK_NONE, true, false, false, false },
};

static void failing(void)
{
    struct case_facts f = { .stage = STAGE_ACKNOWLEDGED,
                            .reachable = true,
                            .ack_way = ACK_EMAIL,
                            .ack_delivery = DELIVERY_SENT,
                            .acknowledged = { 1 } };
    struct missing m = { 0 };
    struct err err = { 0 };

    ack_missing(&f, &m);
    TAP_INT("[7.4-a] acknowledged: nothing is missing", (int64_t)m.n, 0);
    TAP("[7.4-a] not twice", !ack_allowed(&f, ACK_LETTER, &err) && err.kind == ERR_CONFLICT);
    err_clear(&err);
    TAP("[7.4-c] a mail may fail", ack_failed_allowed(&f, &err));
    f.ack_delivery = DELIVERY_FAILED;
    TAP("[7.4-c] once", !ack_failed_allowed(&f, &err));
    TAP_INT("[7.4-c] the step is open again", ack_stage(&f), STAGE_RECEIVED);
    ack_missing(&f, &m);
    TAP_INT("[7.4-c] another way is asked for", (int64_t)m.n, 1);
    f.stage = STAGE_INVESTIGATING;
    TAP_INT("[7.4-c] the investigation goes on", ack_stage(&f), STAGE_INVESTIGATING);
    f.ack_way = ACK_TELEPHONE;
    f.ack_delivery = DELIVERY_NONE;
    err_clear(&err);
    TAP("[7.4-c] a call does not fail later", !ack_failed_allowed(&f, &err));
    f.acknowledged.us = 0;
    f.stage = STAGE_RECEIVED;
    m = (struct missing){ 0 };
    ack_missing(&f, &m);
    TAP_INT("[7.4-a] the acknowledgement is missing", (int64_t)m.n, 1);
    f.acknowledged.us = 1;
    TAP_INT("[7.4-a] then the assessment is next", ack_stage(&f), STAGE_ACKNOWLEDGED);
    f.stage = STAGE_CLOSED;
    f.acknowledged.us = 0;
    err_clear(&err);
    TAP("[7.4-a] not when closed", !ack_allowed(&f, ACK_PAGE, &err));
}

int main(void)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct case_facts f = { .stage = STAGE_RECEIVED,
                                .reachable = cases[i].reachable,
                                .ack_delivery = cases[i].failed ? DELIVERY_FAILED : DELIVERY_NONE,
                                .ack_reason = cases[i].reason };
        struct err err = { 0 };
        bool allowed = ack_allowed(&f, cases[i].way, &err);
        TAP(cases[i].what, allowed == cases[i].allowed && allowed == (err.kind == ERR_NONE));
    }
    failing();
    return tap_done();
}
