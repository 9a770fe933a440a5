#include "complaint/procedure.h"

#include "db/procedure_sql.h"

#include <stdlib.h>
#include <string.h>

const char *procedure_text(const struct procedure *p, const char *name, const char *fallback)
{
    const struct setting_row *rows = p->settings.row;

    for (size_t i = 0; i < p->settings.n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].value && *rows[i].value ? rows[i].value : fallback;
    return fallback;
}

int64_t procedure_number(const struct procedure *p, const char *name, int64_t fallback)
{
    const char *text = procedure_text(p, name, NULL);

    return text ? strtoll(text, NULL, 10) : fallback;
}

const struct clock_rule_row *procedure_clock(const struct procedure *p, const char *name)
{
    const struct clock_rule_row *rows = p->clocks.row;

    for (size_t i = 0; i < p->clocks.n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

const struct calendar_row *procedure_calendar(const struct procedure *p, const char *name)
{
    const struct calendar_row *rows = p->calendars.row;

    for (size_t i = 0; i < p->calendars.n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

bool procedure_load(struct arena *a, struct db *db, struct procedure *out, struct err *err)
{
    struct procedure p = { 0 };

    if (!sql_organisation_chain(a, db, &p.chain, err) || !sql_settings(a, db, &p.settings, err) ||
        !sql_clock_rules(a, db, &p.clocks, err) || !sql_calendars(a, db, &p.calendars, err))
        return false;
    if (!zone_open(procedure_text(&p, "zone", "UTC"), &p.zone, err))
        return false;
    p.lang = lang_by_tag(procedure_text(&p, "language", "en"));
    if (!p.lang)
        p.lang = &langs[0];
    *out = p;
    return true;
}
