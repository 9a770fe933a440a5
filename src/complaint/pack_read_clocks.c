/* Clocks of a pack: what starts and stops them, how long they run, and how sure that number is. */
#include "complaint/clock.h"
#include "complaint/clock_words.h"
#include "complaint/happenings.h"
#include "complaint/pack_parts.h"

#include "base/buf.h"

#include <string.h>

enum { LABEL_MOST = 120, PROMISE_MOST = 200, LENGTH_MOST = 3660 };

bool pack_happening(const char *name)
{
    return word_value(&happening_words, name) > 0;
}

static bool happens(const struct pack_version *v, const char *name)
{
    if (pack_happening(name))
        return true;
    for (size_t i = 0; i < v->n_fields; i++)
        if (v->field[i].event && strcmp(v->field[i].event, name) == 0)
            return true;
    for (size_t i = 0; i < v->n_regimes; i++)
        if (pack_regime_tells(&v->regime[i], name))
            return true;
    for (size_t i = 0; i < v->n_significants; i++)
        if (v->significant[i].event && strcmp(v->significant[i].event, name) == 0)
            return true;
    return false;
}

static const char *happenings_text(struct pack_reader *r)
{
    struct buf b = buf_new(r->a);

    for (int i = 1; i < happening_words.n; i++)
        buf_printf(&b, "%s%s", i > 1 ? ", " : "", word_code(&happening_words, i));
    return buf_text(&b);
}

const char *pack_get_events(struct pack_reader *r, const struct node *map, const char *key)
{
    struct pack_words names = pack_get_names(r, map, key);
    struct buf b = buf_new(r->a);

    for (size_t i = 0; i < names.n; i++) {
        if (!happens(r->v, names.word[i]))
            pack_wrong(
                r, node_get(map, key)->line,
                N_("nothing is called \"{name}\": write the event of a field, or one of {these}"),
                "name", names.word[i], "these", happenings_text(r), NULL);
        buf_printf(&b, "%s%s", i > 0 ? " " : "", names.word[i]);
    }
    return buf_text(&b);
}

/* Office hours, as complaint/calendar.h reads them. */
static const char *office_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "hours", LABEL_MOST);
    struct office office;
    struct err err = { 0 };

    if (text && !office_read(text, &office, &err))
        pack_wrong(r, node_get(node, "hours")->line,
                   N_("\"{name}\" are no office hours: write them like \"Mon-Fri 09:00-12:00 "
                      "13:30-18:00, Sat 09:00-12:00\""),
                   "name", text, NULL);
    return text;
}

static bool anybody(const char *whom, size_t n)
{
    return whom && n > 0;
}

/* A role of the pack has people where it says whose they are. */
static void whom_check(struct pack_reader *r, int line, const struct clock_tell *tell)
{
    const struct pack_role *role = pack_role(r->v, tell->whom, tell->n);

    if (clock_tells_known(tell->whom, tell->n) || (role && role->team))
        return;
    if (role)
        pack_wrong(r, line,
                   N_("role \"{name}\" has no \"team\", so nobody could be told: write it"), "name",
                   role->code, NULL);
    else
        pack_wrong(r, line,
                   N_("nobody is called \"{name}\": write owner, a role such as manager, or one of "
                      "\"roles\" that has a team"),
                   "name", arena_strn(r->a, tell->whom, tell->n), NULL);
}

static const char *tells_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "tells", 200);
    struct clock_tell tell = { 0 };
    struct err err = { 0 };
    int line = text ? node_get(node, "tells")->line : 0;

    if (text && !clock_tells_valid(text, anybody, &err)) {
        pack_wrong(r, line,
                   N_("\"{name}\" does not fit: write rising shares and roles, such as \"50:owner "
                      "100:manager 200:top_management\""),
                   "name", text, NULL);
        return text;
    }
    while (clock_tell_after(text, tell.share, &tell))
        whom_check(r, line, &tell);
    return text;
}

static const char *extends_text(struct pack_reader *r, const struct node *node)
{
    const char *text = pack_get_text(r, node, "extends", LABEL_MOST);
    struct err err = { 0 };

    if (text && !clock_extends_valid(text, &err))
        pack_wrong(r, node_get(node, "extends")->line,
                   N_("\"{name}\" are no numbers: write by how much it may be made longer, such as "
                      "\"15 30\""),
                   "name", text, NULL);
    return text;
}

const char *pack_get_calendar(struct pack_reader *r, const struct node *node)
{
    const char *name = pack_get_text(r, node, "calendar", LABEL_MOST);

    if (name && !calendar_name_valid(name))
        pack_wrong(
            r, node_get(node, "calendar")->line,
            N_("\"{name}\" is no calendar: write letters, digits and -, such as CN or AU-NSW"),
            "name", name, NULL);
    return name;
}

static struct clock_rule_row clock_read(struct pack_reader *r, const struct node *node)
{
    struct pack_text text = pack_languages(r, node, LABEL_MOST);
    const char *calendar = pack_get_calendar(r, node);

    return (struct clock_rule_row){
        .name = pack_get_name(r, node, "name"),
        .starts = pack_get_events(r, node, "starts"),
        .stops = pack_get_events(r, node, "stops"),
        .unit = pack_get_unit(r, node, "unit", true),
        .length = pack_get_number(r, node, "length", 1, LENGTH_MOST),
        .calendar = calendar ? calendar : r->v->calendar,
        .hours = office_text(r, node),
        .counts_first = pack_get_bool(r, node, "counts_first"),
        .rolls = pack_get_bool(r, node, "rolls"),
        .pauses = pack_get_bool(r, node, "pauses"),
        .tells = tells_text(r, node),
        .extends = extends_text(r, node),
        .en = text.in[0],
        .zh_hans = text.in[1],
        .zh_hant = text.in[2],
        .vi = text.in[3],
    };
}

/* The day on which a clock ends is written down when the case is there, and then not over. */
static const char *until_get(struct pack_reader *r, const struct node *node)
{
    const char *name = pack_get_name(r, node, "until");
    const struct pack_field *f = pack_field(r->v, name);

    if (!name)
        return NULL;
    if (!f || f->kind != OWN_DATE || !f->not_before_today)
        pack_wrong(r, node_get(node, "until")->line,
                   N_("a clock ends on the day of a field with \"kind: date\" and \"not_before: "
                      "today\", and \"{name}\" is none"),
                   "name", name, NULL);
    return name;
}

/* It runs from when the day is written down; a clock without one runs by a length. */
static void until_check(struct pack_reader *r, const struct node *node, const char *until)
{
    static const char *const by_length[] = { "starts", "unit", "length", "source" };
    static const char *const others[] = { "hours",   "counts_first", "rolls", "pauses",
                                          "extends", "limits",       "early", "promise" };

    for (size_t i = 0; i < COUNT(by_length); i++) {
        bool there = node_get(node, by_length[i]) != NULL;
        if (until && there)
            pack_wrong(r, node_get(node, by_length[i])->line,
                       N_("the clock runs until the day of \"{field}\": take \"{name}\" out"),
                       "field", until, "name", by_length[i], NULL);
        if (!node_get(node, "until") && !there)
            pack_wrong(r, node->line, N_("a clock has no \"{name}\": write it"), "name",
                       by_length[i], NULL);
    }
    for (size_t i = 0; until && i < COUNT(others); i++)
        if (node_get(node, others[i]))
            pack_wrong(r, node_get(node, others[i])->line,
                       N_("the clock runs until the day of \"{field}\": take \"{name}\" out"),
                       "field", until, "name", others[i], NULL);
}

static bool listed(const char *names, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = names; at && (at = strstr(at, name)) != NULL; at += n)
        if ((at == names || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

/* The clock of the next news is ended by giving them: one that runs on would call each update late,
 * and the day that was promised with it would have no clock. [4.6-b] */
static void update_check(struct pack_reader *r, const struct node *node,
                         const struct clock_rule_row *clock)
{
    if (clock->name && strcmp(clock->name, "update") == 0 && clock->stops && *clock->stops &&
        !listed(clock->stops, "updated"))
        pack_wrong(r, node_get(node, "stops")->line,
                   N_("the clock \"update\" goes on after an update: write \"updated\" under "
                      "\"stops\", and under \"starts\" too, so that the next one is due"),
                   NULL);
}

static struct pack_limit limit_read(struct pack_reader *r, const struct node *node,
                                    const struct clock_rule_row *clock, const char *source)
{
    const char *own = pack_get_source(r, node), *extends = extends_text(r, node);
    struct pack_limit limit = { .rule = *clock, .source = own ? own : source };
    const char *unit = pack_get_unit(r, node, "unit", true);

    limit.classes = pack_get_classes(r, node);
    limit.rule.length = pack_get_number(r, node, "length", 1, LENGTH_MOST);
    if (unit)
        limit.rule.unit = unit;
    if (extends)
        limit.rule.extends = extends;
    return limit;
}

static struct pack_limits limits_read(struct pack_reader *r, const struct node *map,
                                      const struct clock_rule_row *clock, const char *source)
{
    static const struct pack_key keys[] = { { "classes", KEY_MUST }, { "length", KEY_MUST },
                                            { "unit", KEY_MAY },     { "extends", KEY_MAY },
                                            { "source", KEY_MAY },   { 0 } };
    const struct node *list = pack_get_list(r, map, "limits", PACK_CLASSES);
    struct pack_limit *limits = ARENA_ARRAY(r->a, struct pack_limit, list ? list->n : 0);
    struct pack_limits out = { limits, 0 };

    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], N_("a limit"), keys))
            limits[out.n++] = limit_read(r, list->child[i], clock, source);
    return out;
}

/* By how much it may be made longer can be from elsewhere than its length. */
static const char *longer_source(struct pack_reader *r, const struct node *node)
{
    const char *source = pack_get_source_of(r, node, "extends_source");

    if (source && !node_get(node, "extends"))
        pack_wrong(r, node_get(node, "extends_source")->line,
                   N_("a clock that cannot be made longer needs no \"extends_source\": write "
                      "\"extends\", or take it out"),
                   NULL);
    return source;
}

static struct pack_early early_read(struct pack_reader *r, const struct node *clock)
{
    static const struct pack_key keys[] = {
        { "within", KEY_MUST }, { "letter", KEY_MUST }, { "source", KEY_MAY }, { 0 }
    };
    const struct node *node = node_get(clock, "early");
    struct pack_early early = { 0 };

    if (!node || !pack_keys(r, node, N_("an early finish"), keys) ||
        !pack_get_span(r, node, "within", &early.unit, &early.length))
        return (struct pack_early){ 0 };
    early.source = pack_get_source(r, node);
    early.letter = pack_get_name(r, node, "letter");
    if (early.letter && !pack_letter(r->v, early.letter))
        pack_wrong(r, node_get(node, "letter")->line,
                   N_("letter \"{name}\" is none of the pack's: write it under \"letters\" first"),
                   "name", early.letter, NULL);
    return early;
}

/* The letter by which the complainant is told that it takes longer, while the date stays. */
static const char *holding_read(struct pack_reader *r, const struct node *clock)
{
    const char *letter = pack_get_name(r, clock, "holding");

    if (letter && !pack_letter(r->v, letter))
        pack_wrong(r, node_get(clock, "holding")->line,
                   N_("letter \"{name}\" is none of the pack's: write it under \"letters\" first"),
                   "name", letter, NULL);
    return letter;
}

void pack_read_clocks(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },
                                            { "starts", KEY_MAY },
                                            { "stops", KEY_MUST },
                                            { "unit", KEY_MAY },
                                            { "length", KEY_MAY },
                                            { "until", KEY_MAY },
                                            { "calendar", KEY_MAY },
                                            { "hours", KEY_MAY },
                                            { "counts_first", KEY_MAY },
                                            { "rolls", KEY_MAY },
                                            { "pauses", KEY_MAY },
                                            { "tells", KEY_MAY },
                                            { "extends", KEY_MAY },
                                            { "extends_source", KEY_MAY },
                                            { "limits", KEY_MAY },
                                            { "early", KEY_MAY },
                                            { "holding", KEY_MAY },
                                            { "source", KEY_MAY },
                                            { "promise", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "clocks", PACK_CLOCKS);
    struct clock_rule_row *clocks = ARENA_ARRAY(r->a, struct clock_rule_row, list ? list->n : 0);
    const char **sources = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    const char **longer = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    const char **until = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    struct pack_early *early = ARENA_ARRAY(r->a, struct pack_early, list ? list->n : 0);
    const char **holding = ARENA_ARRAY(r->a, const char *, list ? list->n : 0);
    struct pack_limits *limits = ARENA_ARRAY(r->a, struct pack_limits, list ? list->n : 0);
    struct pack_text *promise = ARENA_ARRAY(r->a, struct pack_text, list ? list->n : 0);

    r->v->clock_limits = limits;
    r->v->clock_early = early;
    r->v->clock_holding = holding;
    r->v->clock_promise = promise;
    r->v->clock_until = until;
    r->v->clock = clocks;
    r->v->clock_source = sources;
    r->v->clock_extends_source = longer;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct clock_rule_row clock;
        const char *source;
        if (!pack_keys(r, node, N_("a clock"), keys))
            continue;
        clock = clock_read(r, node);
        update_check(r, node, &clock);
        source = pack_get_source(r, node);
        if (pack_clock(r->v, clock.name))
            pack_wrong(r, node->line, N_("clock \"{name}\" stands twice: take one of them out"),
                       "name", clock.name, NULL);
        else if (clock.name) {
            until[r->v->n_clocks] = until_get(r, node);
            until_check(r, node, until[r->v->n_clocks]);
            if (until[r->v->n_clocks])
                clock.unit = clock_unit_code(CLOCK_DAYS);
            sources[r->v->n_clocks] = source;
            longer[r->v->n_clocks] = longer_source(r, node);
            early[r->v->n_clocks] = early_read(r, node);
            holding[r->v->n_clocks] = holding_read(r, node);
            promise[r->v->n_clocks] = pack_get_languages(r, node, "promise", PROMISE_MOST);
            limits[r->v->n_clocks] = limits_read(r, node, &clock, source);
            clocks[r->v->n_clocks++] = clock;
        }
    }
}
