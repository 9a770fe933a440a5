#include "complaint/procedure.h"

#include "complaint/pack_version.h"
#include "complaint/packs.h"
#include "complaint/task.h"
#include "db/procedure_sql.h"

#include <stdio.h>
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

const struct clock_rule_row *procedure_case_clock(const struct procedure *p,
                                                  const struct pack_version *pack,
                                                  const char *class, const char *name)
{
    const struct clock_rule_row *own = pack_clock_for(pack, name, class);

    return own ? own : procedure_clock(p, name);
}

const struct calendar_row *procedure_calendar(const struct procedure *p, const char *name)
{
    const struct calendar_row *rows = p->calendars.row;

    for (size_t i = 0; i < p->calendars.n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* The first is the one without holidays. */
const char *procedure_own_calendar(const struct procedure *p)
{
    const struct calendar_row *first = p->calendars.row;

    return procedure_text(p, "calendar", p->calendars.n > 0 ? first->name : "");
}

const char *procedure_rule_calendar(const struct procedure *p, const struct pack_version *pack,
                                    const struct clock_rule_row *rule)
{
    if (rule && rule->calendar && *rule->calendar)
        return rule->calendar;
    return pack && pack->calendar ? pack->calendar : procedure_own_calendar(p);
}

/* The text of a language, where a row has one column for each. */
static const char *text_in(const struct lang *l, const char *en, const char *zh_hans,
                           const char *zh_hant, const char *vi)
{
    const char *const in[LANGS] = { en, zh_hans, zh_hant, vi };

    return in[l->index];
}

const char *clock_rule_label(const struct clock_rule_row *r, const struct lang *l)
{
    return text_in(l, r->en, r->zh_hans, r->zh_hant, r->vi);
}

/* Of the version read last that has one of that name. */
static const struct clock_rule_row *pack_clock_named(const struct procedure *p, const char *name)
{
    size_t n = 0;
    const struct pack_version *const *v = p->shelf ? pack_shelf_all(p->shelf, &n) : NULL;
    const struct clock_rule_row *r = NULL;

    while (!r && n-- > 0)
        r = pack_clock(v[n], name);
    return r;
}

/* The newest version on the shelf of the pack of that name that has the class. */
static const struct pack_version *class_version(const struct procedure *p, const char *pack,
                                                const char *class)
{
    size_t n = 0;
    const struct pack_version *const *v = p->shelf ? pack_shelf_all(p->shelf, &n) : NULL;
    const struct pack_version *newest = NULL;

    for (size_t i = 0; i < n; i++)
        if (strcmp(v[i]->name, pack) == 0 && pack_class(v[i], class) &&
            (!newest || v[i]->version > newest->version))
            newest = v[i];
    return newest;
}

const char *procedure_classes_below(struct arena *a, const struct procedure *p,
                                    const struct pack_version *v, const char *class)
{
    const struct pack_words one = { &class, 1 };
    const char *all = pack_classes_below(a, v, class);
    const struct code_row *code = p->codes.row;

    for (size_t i = 0; v && i < p->codes.n; i++) {
        const char *former = code[i].code;
        const struct pack_version *w;
        if (strcmp(code[i].list, "class") != 0 || pack_class(v, former) ||
            strcmp(former, class) == 0 || !(w = class_version(p, v->name, former)))
            continue;
        if (pack_concerns(w, &one, former))
            all = arena_printf(a, "%s %s", all, former);
    }
    return all;
}

const char *procedure_clock_label(const struct procedure *p, const char *name, const struct lang *l)
{
    const struct clock_rule_row *r = procedure_clock(p, name);

    if (name && strncmp(name, TASK_CLOCK, strlen(TASK_CLOCK)) == 0)
        return lang_text(l, N_("Task of another team"));
    if (name && strncmp(name, OUTSIDE_CLOCK, strlen(OUTSIDE_CLOCK)) == 0)
        return lang_text(l, N_("Answer of somebody outside"));
    if (!r)
        r = pack_clock_named(p, name);
    return r ? clock_rule_label(r, l) : name;
}

const char *procedure_case_label(const struct procedure *p, const struct pack_version *pack,
                                 const char *name, const struct lang *l)
{
    const struct clock_rule_row *r = pack ? pack_clock(pack, name) : NULL;

    return r ? clock_rule_label(r, l) : procedure_clock_label(p, name, l);
}

const struct code_row *procedure_code(const struct procedure *p, const char *list, const char *code)
{
    const struct code_row *rows = p->codes.row;

    for (size_t i = 0; code && i < p->codes.n; i++)
        if (strcmp(rows[i].code, code) == 0 && strcmp(rows[i].list, list) == 0)
            return &rows[i];
    return NULL;
}

const char *code_label(const struct code_row *c, const struct lang *l)
{
    return text_in(l, c->en, c->zh_hans, c->zh_hant, c->vi);
}

const char *procedure_label(const struct procedure *p, const char *list, const char *code,
                            const struct lang *l)
{
    const struct code_row *row = procedure_code(p, list, code);

    return row ? code_label(row, l) : code;
}

bool procedure_class_offered(const struct procedure *p, const struct pack_version *pack,
                             const char *class)
{
    const struct code_row *code = procedure_code(p, "class", class);

    if (pack && pack->n_classes > 0)
        return pack_class(pack, class) != NULL;
    if (!code)
        code = procedure_code(p, "problem", class);
    return code && !instant_is_set(code->ended_at);
}

const char *calendar_label(const struct calendar_row *c, const struct lang *l)
{
    const char *text = text_in(l, c->en, c->zh_hans, c->zh_hant, c->vi);

    return text ? text : c->name;
}

bool procedure_load(struct arena *a, struct db *db, struct procedure *out, struct err *err)
{
    struct procedure p = { 0 };

    if (!sql_organisation_chain(a, db, &p.chain, err) || !sql_settings(a, db, &p.settings, err) ||
        !sql_clock_rules(a, db, &p.clocks, err) || !sql_calendars(a, db, &p.calendars, err) ||
        !sql_codes(a, db, &p.codes, err))
        return false;
    if (!zone_open(procedure_text(&p, "zone", "UTC"), &p.zone, err))
        return false;
    p.lang = lang_by_tag(procedure_text(&p, "language", "en"));
    if (!p.lang)
        p.lang = &langs[0];
    p.shelf = pack_shelf_new(a);
    *out = p;
    return true;
}

bool procedure_pack(const struct procedure *p, struct db *db, int64_t id,
                    const struct pack_version **out, struct err *err)
{
    *out = NULL;
    return id == 0 || !p->shelf || pack_shelf_get(p->shelf, db, id, out, err);
}

bool procedure_pack_now(const struct procedure *p, struct db *db, const struct pack_version **out,
                        struct err *err)
{
    return procedure_pack(p, db, procedure_number(p, "pack", 0), out, err);
}
