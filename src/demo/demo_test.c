/* The demonstration on both engines: every stage, every language, and a history that holds. */
#include "demo/demo.h"

#include "operation/try.h"

#include <string.h>

static int64_t number(struct try *t, const char *text)
{
    static int n;
    struct sql sql = { .name = "number", .sqlite = text, .pg = text, .id = 9600 + n++ };
    struct value none = value_int(0);
    struct int_value out = { -1 };
    struct err err = { 0 };

    sql.param_kinds = "";
    if (!db_one(t->a, t->db, &sql, &none, &int_value_record, &out, &err))
        try_why(&err, false);
    return out.value;
}

#define COUNTED(what, where)                                                                       \
    TAP(what, number(t, "SELECT count(*) AS value FROM complaint WHERE " where) > 0)

static void stages(struct try *t)
{
    COUNTED("received", "stage = 'received'");
    COUNTED("acknowledged", "stage = 'acknowledged'");
    COUNTED("assessed", "stage = 'assessed'");
    COUNTED("investigating", "stage = 'investigating'");
    COUNTED("responding", "stage = 'responding'");
    COUNTED("decided", "stage = 'decided'");
    COUNTED("reviewing", "stage = 'reviewing'");
    COUNTED("remedying", "stage = 'remedying'");
    COUNTED("closed, accepted", "closing = 'accepted'");
    COUNTED("closed without an answer", "closing = 'no_answer'");
    COUNTED("closed unresolved", "closing = 'unresolved'");
    COUNTED("closed by a body outside", "closing = 'resolved_outside'");
    COUNTED("withdrawn", "closing = 'withdrawn'");
    COUNTED("not ours", "closing = 'directed_elsewhere'");
    COUNTED("spam", "set_aside = 'spam'");
    COUNTED("opened again", "reopened > 0");
}

static void variety(struct try *t)
{
    COUNTED("English", "language = 'en'");
    COUNTED("simplified Chinese", "language = 'zh-Hans'");
    COUNTED("traditional Chinese", "language = 'zh-Hant'");
    COUNTED("Vietnamese", "language = 'vi'");
    COUNTED("confidential", "privacy = 'confidential'");
    COUNTED("anonymous", "privacy = 'anonymous'");
    COUNTED("a safety alert", "safety_alerted_at IS NOT NULL");
    COUNTED("something to approve", "to_approve = 1");
    COUNTED("waiting for the complainant", "waiting = 'complainant'");
    TAP("overdue ones", number(t, "SELECT count(*) AS value FROM clock "
                                  "WHERE state = 'running' AND breached_at IS NOT NULL") > 0);
    TAP_INT("[4.15-a] each case is found by the clerk at the first time one of its clocks wants",
            number(t,
                   "SELECT count(*) AS value FROM complaint k WHERE "
                   "coalesce((SELECT sum(look_at) FROM clock WHERE complaint_id = k.id), 0) <> "
                   "coalesce((SELECT min(CASE WHEN state <> 'running' OR k.closed_at IS NOT NULL "
                   "OR breached_at IS NOT NULL OR tell_at < due_at THEN tell_at ELSE due_at END) "
                   "FROM clock WHERE complaint_id = k.id), 0)"),
            0);
    TAP("and by nothing else",
        number(t, "SELECT count(look_at) AS value FROM clock") > 20 &&
            number(t, "SELECT count(*) - count(DISTINCT complaint_id) AS value FROM clock "
                      "WHERE look_at IS NOT NULL") == 0);
    TAP("a bill that was waived",
        number(t, "SELECT count(*) AS value FROM remedy WHERE kind = 'free_of_charge'") > 0);
    TAP("training that was held", number(t, "SELECT count(*) AS value FROM remedy WHERE "
                                            "kind = 'training' AND state = 'verified'") > 0);
    TAP("an improvement that was seen",
        number(t, "SELECT count(*) AS value FROM remedy WHERE "
                  "kind = 'improvement' AND state = 'verified'") > 0);
    TAP("a budget, with what was spent of it",
        number(t, "SELECT count(*) AS value FROM budget") == 1 &&
            number(t, "SELECT CAST(coalesce(sum(cost), 0) AS BIGINT) AS value "
                      "FROM tally_remedy "
                      "WHERE fund = 'remedies' AND state = 'delivered'") > 0);
    TAP("a file", number(t, "SELECT count(*) AS value FROM file") > 0);
    TAP("notes", number(t, "SELECT count(*) AS value FROM entry WHERE kind = 'note'") > 0);
    TAP("over a year", number(t, "SELECT max(received_at) - min(received_at) AS value "
                                 "FROM complaint") > SECONDS(300 * 86400));
    TAP_INT("the log is in the order of time from the first filing on",
            number(t, "SELECT count(*) AS value FROM event e JOIN event f ON f.id = e.id + 1 "
                      "WHERE f.at < e.at AND e.complaint_id IS NOT NULL "
                      "AND f.complaint_id IS NOT NULL"),
            0);
}

static struct templates *templates;

static void demonstration(struct try *t)
{
    int64_t complaints = 0;

    TRY("the demonstration is made",
        demo_make(&t->act, &t->p, templates, "fern moss river stone", &complaints, &err));
    TAP_INT("sixty complaints", complaints, 60);
    TAP_INT("all of them filed", number(t, "SELECT count(*) AS value FROM complaint"), 60);
    stages(t);
    variety(t);
    TRY_REFUSED("once", demo_make(&t->act, &t->p, templates, "x", &complaints, &err),
                "A demonstration needs an empty organisation; this one has complaints.");
}

int main(void)
{
    struct err err = { 0 };

    TAP("templates", templates_load(&templates, NULL, &err));
    try_on_both("demo", demonstration);
    templates_free(templates);
    return tap_done();
}
