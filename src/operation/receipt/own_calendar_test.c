/* By which calendar a time limit counts: its own, that of the pack, or the organisation's. On both
 * engines, over the National Day of 2026: 1 to 7 October are off, Saturday the 10th is worked. */
#include "complaint/due.h"
#include "operation/try.h"
#include "people/organisation.h"
#include "web/embedded.h"

#include <string.h>

/* 30 September 2026, 17:30 in China. */
static const struct instant received = { INT64_C(1790760600000000) };

static const char *shipped(struct try *t, const char *pack)
{
    const struct embedded *file = embedded_find(arena_printf(t->a, "data/packs/%s.yaml", pack));

    return file ? arena_strn(t->a, (const char *)file->s, file->n) : "";
}

static struct date due(struct try *t, const struct pack_version *v, const char *clock)
{
    struct clock_sum sum = { 0 };
    struct err err = { 0 };

    try_why(&err, due_promise(t->a, &t->p, v, NULL, clock, received, &sum, &err));
    return sum.day;
}

static void procedure_again(struct try *t)
{
    const struct pack *pack = t->p.pack;
    struct err err = { 0 };

    try_why(&err, procedure_load(t->a, t->db, &t->p, &err));
    t->p.pack = pack;
}

static void chinese_packs(struct try *t)
{
    static const char *const packs[] = { "property_management", "service_quality",
                                         "product_quality", "quality_system", "cn_bank_insurance" };

    for (size_t i = 0; i < COUNT(packs); i++) {
        struct pack_version v = try_pack_read(t, shipped(t, packs[i]));
        TAP(arena_printf(t->a, "C4 %s: two working days end behind National Day", packs[i]),
            date_compare(due(t, &v, "acknowledge"), DAY(2026, 10, 9)) == 0);
        for (size_t j = 0; j < v.n_clocks; j++)
            if (v.clock[j].length == 2 && strcmp(v.clock[j].unit, "working_days") == 0)
                TAP(arena_printf(t->a, "  its %s too", v.clock[j].name),
                    date_compare(due(t, &v, v.clock[j].name), DAY(2026, 10, 9)) == 0);
    }
}

static void solution(struct try *t)
{
    struct pack_version v = try_pack_read(t, shipped(t, "service_quality"));

    TAP("[105] C4 three working days end on the Saturday that is worked",
        date_compare(due(t, &v, "solution"), DAY(2026, 10, 10)) == 0);
}

static const char *running(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    const struct clock_row *clock = d.clock.row;

    for (size_t i = 0; i < d.clock.n; i++)
        if (strcmp(clock[i].name, "assess") == 0)
            return clock[i].calendar;
    return NULL;
}

/* What is asked once, and holds wherever nobody names another. */
static void own(struct try *t)
{
    struct setting_change calendar = { "calendar", "CN" };
    struct clock_rule_row rule;
    int64_t before = try_file(t, "before"), after;

    try_as(t, t->manager);
    TAP_TEXT("without a word it is the one without holidays", procedure_own_calendar(&t->p),
             "standard");
    TAP("by which National Day is worked",
        date_compare(due(t, NULL, "acknowledge"), DAY(2026, 10, 2)) == 0);
    TRY("the organisation names its own", settings_save(&t->act, &calendar, 1, &err));
    procedure_again(t);
    TAP("its time limits go by it",
        date_compare(due(t, NULL, "acknowledge"), DAY(2026, 10, 9)) == 0);
    TAP_TEXT("what runs keeps what it has", running(t, before), "standard");
    after = try_file(t, "after");
    TAP_TEXT("what begins has the new one", running(t, after), "CN");

    try_as(t, t->manager);
    rule = *procedure_clock(&t->p, "acknowledge");
    rule.calendar = "GB";
    TRY("a time limit names one itself",
        clock_rule_save(&t->act, &t->p, "acknowledge", &rule, &err));
    procedure_again(t);
    TAP("which holds", date_compare(due(t, NULL, "acknowledge"), DAY(2026, 10, 2)) == 0);
    rule.calendar = "";
    TRY("and takes it back", clock_rule_save(&t->act, &t->p, "acknowledge", &rule, &err));
    procedure_again(t);
    TAP("then it is the organisation's again",
        date_compare(due(t, NULL, "acknowledge"), DAY(2026, 10, 9)) == 0);
}

static void unknown(struct try *t)
{
    const char *yaml = shipped(t, "service_quality"), *at = strstr(yaml, "calendar: CN");
    const char *other = arena_printf(t->a, "%.*scalendar: ZZ%s", (int)(at - yaml), yaml,
                                     at + strlen("calendar: CN"));
    struct pack_version v = try_pack_read(t, other);

    TRY_REFUSED("a pack by a calendar that is not there", pack_takeable(&t->act, &t->p, &v, &err),
                "This pack counts by the calendar {calendar}, which is not there. Add that "
                "calendar, or write another one in the pack.");
}

static void all(struct try *t)
{
    chinese_packs(t);
    solution(t);
    unknown(t);
    own(t);
}

int main(void)
{
    try_on_both("own_calendar", all);
    return tap_done();
}
