/* The demonstration on both engines: every stage, every language, and a history that holds. */
#include "demo/demo.h"

#include "complaint/spend.h"
#include "db/spend_sql.h"
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

static void remedy_there(struct try *t, const char *kind)
{
    TAP(kind, number(t, arena_printf(t->a,
                                     "SELECT count(*) AS value FROM remedy WHERE kind = '%s' AND "
                                     "cost > 0",
                                     kind)) > 0);
}

static void money(struct try *t)
{
    static const char *const kinds[] = { "voucher",  "loyalty", "extra",       "free_of_charge",
                                         "training", "repair",  "compensation" };
    const struct budget_sum *b;
    struct rows rows = { 0 };
    char day[DATE_TEXT];

    for (size_t i = 0; i < COUNT(kinds); i++)
        remedy_there(t, kinds[i]);
    TAP("several sources pay", number(t, "SELECT count(DISTINCT fund) AS value FROM remedy") >= 4);
    date_text(zone_date(t->p.zone, t->act.now, NULL), day);
    day[MONTH_TEXT - 1] = '\0';
    TRY("what stands against the budgets",
        sql_budgets_within(t->a, t->db, day, day, true, ",", &rows, &err));
    b = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        TAP(arena_printf(t->a, "%s of %s at %d %%: %s", b[i].fund, b[i].team ? b[i].team : "all",
                         (int)budget_share(&b[i]),
                         b[i].team_id == 0 || strncmp(b[i].team, "Housing", 7) != 0
                             ? "within its sum"
                             : "near its limit"),
            budget_used(&b[i]) > 0 && budget_state(&b[i]) != BUDGET_OVER &&
                (b[i].team_id == 0 || strncmp(b[i].team, "Housing", 7) != 0 ||
                 budget_state(&b[i]) == BUDGET_WARNS));
    TAP_INT("four budgets", (int64_t)rows.n, 4);
}

#define EVENTS(what, kind)                                                                         \
    TAP(what, number(t, "SELECT count(*) AS value FROM event WHERE kind = '" kind "'") > 0)

static void outside(struct try *t)
{
    TAP_INT("three firms outside are registered",
            number(t, "SELECT count(*) AS value FROM outsider"), 3);
    TAP_INT("[item 89] each is asked by a link of its own",
            number(t, "SELECT count(*) AS value FROM outside_link"), 3);
    TAP_INT("two answered",
            number(t, "SELECT count(*) AS value FROM entry WHERE author_kind = 'outside'"), 2);
    EVENTS("one answer is settled", "outside_party_accepted");
    TAP("one is still waited for", number(t, "SELECT count(*) AS value FROM clock WHERE name LIKE "
                                             "'outside-%' AND state = 'running'") > 0);
}

static void same_again(struct try *t)
{
    EVENTS("[7.6-b] what came again is found", "repeat_found");
    TAP_INT("the same came for the third time, and top management is told",
            number(t, "SELECT count(*) AS value FROM complaint WHERE repeats = 2 "
                      "AND significant_alerted_at IS NOT NULL"),
            1);
}

static void looking_back(struct try *t)
{
    TAP_INT("two analyses of records, one of them done",
            number(t, "SELECT count(*) + count(ended_at) AS value FROM analysis "
                      "WHERE kind = 'analysis'"),
            3);
    TAP_INT("their weak points", number(t, "SELECT count(*) AS value FROM weak_point"), 4);
    EVENTS("a corrective action that helped", "corrective_action_verified");
    TAP("one that is late", number(t, "SELECT count(*) AS value FROM corrective_action "
                                      "WHERE state = 'open'") >= 2);
    TAP_INT("a meeting that was held and one to come",
            number(t, "SELECT 10 * count(*) + count(held_at) AS value FROM meeting"), 21);
    EVENTS("[5.4.1-a] a management representative", "representative_appointed");
    EVENTS("[4.2-a] a policy", "policy_adopted");
    EVENTS("[6.2-a] an objective", "objective_set");
    EVENTS("figures for the appraisal of departments", "appraisal_released");
    TAP("[8.3-a] answers to the questions of its own procedure",
        number(t, "SELECT count(*) AS value FROM own_field WHERE name LIKE 'survey.%'") > 10);
    EVENTS("and of somebody who was rung up", "follow_up_called");
}

static struct templates *templates;

static void demonstration(struct try *t)
{
    int64_t complaints = 0;

    TRY("the demonstration is made",
        demo_make(&t->act, &t->p, templates, "fern moss river stone", &complaints, &err));
    TAP_INT("sixty-four complaints", complaints, 64);
    TAP_INT("all of them filed", number(t, "SELECT count(*) AS value FROM complaint"), 64);
    stages(t);
    variety(t);
    money(t);
    outside(t);
    same_again(t);
    looking_back(t);
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
