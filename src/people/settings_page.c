/* /desk/settings: what the organisation says of itself, and how long things may take. */
#include "people/pages.h"

#include "complaint/clock_words.h"
#include "people/organisation.h"
#include "people/settings.h"
#include "people/upkeep_show.h"

#include <stdlib.h>
#include <string.h>

#define GENERAL "/desk/settings/general"
#define CLOCKS "/desk/settings/clocks"
/* In the form of a time limit: it names none. */
#define OWN_CALENDAR "own"

/* Until somebody has read a copy of the master key back, nobody knows that there is one. */
static const char *key_warning(struct req *rq, const struct procedure *p)
{
    if (procedure_text(p, "key_confirmed", NULL))
        return NULL;
    return lang_text(rq->lang,
                     N_("The recovery copy of the master key has not been read back yet. Without "
                        "that key nobody can ever read the complaints again. Carry the copy to a "
                        "safe place, and confirm it from there on the command line:"));
}

static bool index_get(struct req *rq)
{
    static const char *const parts[][3] = {
        { GENERAL, N_("Organisation"), N_("Name, telephone, zone, language, where new ones go") },
        { "/desk/settings/teams", N_("Teams"), N_("Who stands below whom") },
        { "/desk/settings/staff", N_("Staff"), N_("People, roles, passwords, sessions") },
        { "/desk/settings/outside", N_("Outside parties"),
          N_("Developers, suppliers, maintenance firms that are asked for their part") },
        { "/desk/settings/logins", N_("Logging in"), N_("Second factor, sessions, passwords") },
        { CLOCKS, N_("Time limits"), N_("How long each step may take") },
        { "/desk/settings/calendars", N_("Calendars"),
          N_("Holidays and make-up working days, year by year") },
        { "/desk/settings/packs", N_("Procedures"),
          N_("What new complaints are filed with: each number with its source") },
        { "/desk/settings/procedure", N_("Procedure designer"),
          N_("Steps, fields, conditions and time limits: see, compare, try, change") },
        { "/desk/settings/codes", N_("Lists"), N_("Problems, actions, causes and their words") },
        { "/desk/settings/budgets", N_("Budgets for remedies"),
          N_("What each source may spend in a year or a month") },
        { "/desk/settings/looking-back", N_("Looking back"),
          N_("How often records are looked at together, what counts in appraisals") },
        { "/desk/settings/retention", N_("How long complaints are kept"),
          N_("The schedule, and what was disposed of under it") },
        { "/desk/settings/refusals", N_("What roles did not allow"),
          N_("Who asked for what is not theirs") },
        { "/desk/settings/keys", N_("Keys of other systems"), N_("Made, used, revoked") },
    };
    struct settings_line *lines = ARENA_ARRAY(rq->a, struct settings_line, COUNT(parts));
    const struct procedure *p;
    struct settings_page page = { .title = lang_text(rq->lang, N_("Settings")),
                                  .path = "/desk/settings",
                                  .head_a = lang_text(rq->lang, N_("What")),
                                  .head_b = lang_text(rq->lang, N_("In it")),
                                  .rows = { lines, COUNT(parts) },
                                  .done = settings_done(rq) };

    if (!edge_procedure(rq, &p))
        return false;
    page.warning = key_warning(rq, p);
    if (!upkeep_show(rq, &page))
        return false;
    for (size_t i = 0; i < COUNT(parts); i++)
        lines[i] = (struct settings_line){ .href = parts[i][0],
                                           .a = lang_text(rq->lang, parts[i][1]),
                                           .b = lang_text(rq->lang, parts[i][2]) };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

/* -- the organisation -- */

/* One line of text each. */
static const char *const texts[][3] = {
    { "organisation_name", N_("Name of the organisation"), NULL },
    { "address", N_("Postal address"), N_("Where letters reach you.") },
    { "counter", N_("Where to come in person"), N_("Place and hours; empty: nowhere.") },
    { "hotline", N_("Telephone for complaints"), N_("Free of charge for those who call.") },
    { "hotline_hours", N_("When it is answered"), NULL },
    { "emergency", N_("In danger"), N_("What to do when somebody is in danger.") },
};

static void language_input(struct settings *s, const char *value)
{
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, LANGS);

    for (size_t i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag, .label = langs[i].name };
    settings_select(s, "language", N_("Language"), N_("When a reader's own is not known."), list,
                    LANGS, value);
}

static void calendar_select(struct settings *s, const struct procedure *p, const char *hint,
                            const char *own, const char *value)
{
    struct choice *list = ARENA_ARRAY(s->rq->a, struct choice, p->calendars.n + 1);
    const struct calendar_row *rows = p->calendars.row;
    size_t n = 0;

    if (own)
        list[n++] = (struct choice){ .value = OWN_CALENDAR, .label = own };
    for (size_t i = 0; i < p->calendars.n; i++)
        list[n++] = (struct choice){ .value = rows[i].name,
                                     .label = calendar_label(&rows[i], s->rq->lang) };
    settings_select(s, "calendar", N_("Calendar"), hint, list, n, value);
}

static void own_calendar_input(struct settings *s, const struct procedure *p)
{
    calendar_select(s, p,
                    N_("Its holidays are no working days wherever a time limit or a procedure "
                       "names no calendar of its own. Dates that were promised stay."),
                    NULL, procedure_own_calendar(p));
}

static void tick_mark(struct setting_input *in, const struct procedure *p)
{
    struct choice *box = (struct choice *)(uintptr_t)in->choices.row;

    box->chosen = strcmp(procedure_text(p, in->name, ""), "yes") == 0;
}

static bool general_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Organisation"), N_("Save"));
    const struct procedure *p;
    struct choice *teams;
    size_t n;

    if (!edge_procedure(rq, &p) || !settings_teams(rq, NULL, &teams, &n))
        return false;
    s.action = GENERAL;
    s.back = "/desk/settings";
    for (size_t i = 0; i < COUNT(texts); i++)
        settings_text(&s, texts[i][0], texts[i][1], texts[i][2],
                      procedure_text(p, texts[i][0], NULL));
    settings_text(&s, "zone", N_("Time zone"), N_("Such as Europe/London or Asia/Hong_Kong."),
                  procedure_text(p, "zone", "UTC"));
    own_calendar_input(&s, p);
    language_input(&s, p->lang->tag);
    settings_select(&s, "reception_team", N_("Team that gets new complaints"), NULL, teams, n,
                    procedure_text(p, "reception_team", NULL));
    settings_text(&s, "update_hours", N_("Hours before a promised progress message is due"),
                  N_("Then the program writes where it stands, if nobody did. 0: never."),
                  procedure_text(p, "update_hours", "0"));
    settings_text(&s, "identity_hours", N_("Hours for which a sealed identity is opened"),
                  N_("In confidential complaints, once somebody else agreed."),
                  procedure_text(p, "identity_hours", "0"));
    settings_text(
        &s, "export_share",
        N_("From which share of the complaints an export needs a second person"),
        N_("In hundredths of what somebody reaches, with what they took out within a day. "
           "100: only all of them."),
        procedure_text(p, "export_share", "0"));
    settings_text(&s, "export_few", N_("How many complaints never need one"),
                  N_("So few can be copied by hand. Those of a day count together."),
                  procedure_text(p, "export_few", "0"));
    settings_text(&s, "backup_keys_days", N_("Days for which backups of keys are kept"),
                  N_("Throw older ones away: until then they hold what was erased. 0: not said."),
                  procedure_text(p, "backup_keys_days", "0"));
    settings_tick(&s, "access_internal", N_("Internal notes"), NULL,
                  N_("They belong into what a person is given of their whole file"), false);
    if (rq->method == GET)
        tick_mark(&s.input[s.n - 1], p);
    settings_tick(&s, "retention_by_clerk", N_("Retention schedule"), NULL,
                  N_("The program itself disposes of what is due, every hour"), false);
    if (rq->method == GET)
        tick_mark(&s.input[s.n - 1], p);
    return settings_show(&s);
}

static bool zone_valid(struct req *rq, const char *name)
{
    const struct zone *zone;
    struct err none = { 0 };

    return zone_open(name, &zone, &none) ||
           err_field(rq->err, "zone", N_("There is no such time zone."));
}

static bool calendar_valid(struct req *rq)
{
    const char *name = settings_sent(rq, "calendar");
    const struct procedure *p;

    if (!edge_procedure(rq, &p))
        return false;
    return !*name || procedure_calendar(p, name) ||
           err_field(rq->err, "calendar", N_("There is no such calendar."));
}

static bool reception_valid(struct req *rq)
{
    struct choice *teams;
    size_t n;

    if (!settings_teams(rq, NULL, &teams, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(teams[i].value, settings_sent(rq, "reception_team")) == 0)
            return true;
    return err_field(rq->err, "reception_team", N_("There is no such team."));
}

static bool general_save(struct req *rq)
{
    static const char *const others[] = { "zone",           "calendar",     "language",
                                          "reception_team", "update_hours", "backup_keys_days",
                                          "identity_hours", "export_share", "export_few" };
    struct setting_change change[COUNT(texts) + COUNT(others) + 2];
    int64_t update, days, open, share, few;
    size_t n = 0;

    for (size_t i = 0; i < COUNT(texts); i++)
        change[n++] = (struct setting_change){ texts[i][0], settings_sent(rq, texts[i][0]) };
    for (size_t i = 0; i < COUNT(others); i++)
        change[n++] = (struct setting_change){ others[i], settings_sent(rq, others[i]) };
    change[n++] =
        (struct setting_change){ "access_internal",
                                 settings_ticked(rq, "access_internal", "yes") ? "yes" : NULL };
    change[n++] =
        (struct setting_change){ "retention_by_clerk",
                                 settings_ticked(rq, "retention_by_clerk", "yes") ? "yes" : NULL };
    if (!lang_by_tag(settings_sent(rq, "language")))
        return err_field(rq->err, "language", N_("Please choose a language."));
    return zone_valid(rq, settings_sent(rq, "zone")) && calendar_valid(rq) && reception_valid(rq) &&
           settings_number(rq, "update_hours", 0, 24, &update) &&
           settings_number(rq, "identity_hours", 1, 8760, &open) &&
           settings_number(rq, "export_share", 1, 100, &share) &&
           settings_number(rq, "export_few", 0, 1000, &few) &&
           settings_number(rq, "backup_keys_days", 0, 3650, &days) &&
           settings_save(edge_act(rq), change, n, rq->err);
}

static bool general_post(struct req *rq)
{
    return general_save(rq) ? settings_saved(rq, "/desk/settings") : general_show(rq);
}

/* -- clocks -- */

static const char *unit_label(const struct req *rq, const char *unit)
{
    static const char *const labels[] = {
        [CLOCK_HOURS] = N_("hours"), [CLOCK_WORKING_HOURS] = N_("working hours"),
        [CLOCK_DAYS] = N_("days"),   [CLOCK_WORKING_DAYS] = N_("working days"),
        [CLOCK_WEEKS] = N_("weeks"), [CLOCK_MONTHS] = N_("months")
    };
    const char *id = labels[clock_unit_of(unit)];

    return id ? lang_text(rq->lang, id) : unit;
}

static bool clocks_get(struct req *rq)
{
    const struct lang *l = rq->lang;
    struct settings_page page = { .title = lang_text(l, N_("Time limits")),
                                  .path = CLOCKS,
                                  .back = "/desk/settings",
                                  .head_a = lang_text(l, N_("What")),
                                  .head_b = lang_text(l, N_("Within")),
                                  .done = settings_done(rq) };
    const struct procedure *p;
    struct settings_line *lines;

    if (!edge_procedure(rq, &p))
        return false;
    lines = ARENA_ARRAY(rq->a, struct settings_line, p->clocks.n);
    for (size_t i = 0; i < p->clocks.n; i++) {
        const struct clock_rule_row *c = &((const struct clock_rule_row *)p->clocks.row)[i];
        lines[i] = (struct settings_line){
            .a = procedure_clock_label(p, c->name, l),
            .b = clock_length_words(rq->a, l, clock_unit_of(c->unit), c->length),
            .href = arena_printf(rq->a, CLOCKS "/%s", c->name),
        };
    }
    page.rows = (struct rows){ lines, p->clocks.n };
    return req_render(rq, "desk/settings/list.html", &settings_page_record, &page);
}

static bool clock_load(struct req *rq, const struct procedure **p,
                       const struct clock_rule_row **out)
{
    if (!edge_procedure(rq, p))
        return false;
    *out = procedure_clock(*p, req_param(rq, "name"));
    return *out || err_set(rq->err, ERR_NOT_FOUND, N_("There is no such page."));
}

static void flag_input(struct settings *s, const char *name, const char *label, const char *words,
                       bool on)
{
    settings_tick(s, name, label, NULL, words, false);
    if (s->rq->method == GET)
        ((struct choice *)(uintptr_t)s->input[s->n - 1].choices.row)->chosen = on;
}

static void calendar_inputs(struct settings *s, const struct procedure *p,
                            const struct clock_rule_row *c)
{
    calendar_select(s, p, N_("Its holidays do not count as working days."),
                    lang_text(s->rq->lang, N_("That of the procedure or the organisation")),
                    *c->calendar ? c->calendar : OWN_CALENDAR);
    settings_text(s, "hours", N_("Office hours"),
                  N_("Such as Mon-Fri 09:00-12:00 13:30-18:00. Empty: days end at midnight."),
                  c->hours);
    flag_input(s, "counts_first", N_("First day"), N_("The day on which it starts counts"),
               c->counts_first);
    flag_input(s, "rolls", N_("Last day"), N_("An end on a day off moves to the next working day"),
               c->rolls);
    flag_input(s, "pauses", N_("Pauses"),
               N_("It stands still while the complaint waits for somebody"), c->pauses);
    settings_text(s, "tells", N_("Warnings and escalation"),
                  N_("Shares of the time in percent, and who is told: owner, manager or "
                     "top_management. Such as 50:owner 80:owner 100:manager 200:top_management."),
                  c->tells);
    settings_text(
        s, "extends", N_("Extensions"),
        N_("By how much it may be made longer, the first time, the second …, such as 15 30. "
           "Empty: not at all."),
        c->extends);
}

static bool clock_show(struct req *rq)
{
    static const enum clock_unit units[] = {
        CLOCK_HOURS, CLOCK_WORKING_HOURS, CLOCK_DAYS, CLOCK_WORKING_DAYS, CLOCK_WEEKS, CLOCK_MONTHS
    };
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, COUNT(units));
    struct settings s = settings_form(rq, N_("Time limit"), N_("Save"));
    const struct clock_rule_row *c;
    const struct procedure *p;

    if (!clock_load(rq, &p, &c))
        return false;
    for (size_t i = 0; i < COUNT(units); i++) {
        const char *unit = clock_unit_code(units[i]);
        list[i] = (struct choice){ .value = unit, .label = unit_label(rq, unit) };
    }
    s.title = procedure_clock_label(p, c->name, rq->lang);
    s.intro = lang_text(rq->lang, N_("Holds for what starts from now on; dates that were promised "
                                     "stay."));
    s.action = arena_printf(rq->a, CLOCKS "/%s", c->name);
    s.back = CLOCKS;
    settings_text(&s, "length", N_("Within"), N_("A whole number."),
                  arena_printf(rq->a, "%" PRId64, c->length));
    settings_select(&s, "unit", N_("Unit"), NULL, list, COUNT(units), c->unit);
    calendar_inputs(&s, p, c);
    return settings_show(&s);
}

static const char *sent_or_none(const struct req *rq, const char *name)
{
    const char *text = settings_sent(rq, name);

    return text[strspn(text, " ")] ? text : NULL;
}

static bool clock_save(struct req *rq, const struct procedure *p, const struct clock_rule_row *c)
{
    struct clock_rule_row terms = *c;

    terms.unit = settings_sent(rq, "unit");
    if (sent_or_none(rq, "calendar"))
        terms.calendar = strcmp(settings_sent(rq, "calendar"), OWN_CALENDAR) == 0
                             ? ""
                             : settings_sent(rq, "calendar");
    terms.hours = sent_or_none(rq, "hours");
    terms.tells = sent_or_none(rq, "tells");
    terms.extends = sent_or_none(rq, "extends");
    terms.counts_first = settings_ticked(rq, "counts_first", "yes");
    terms.rolls = settings_ticked(rq, "rolls", "yes");
    terms.pauses = settings_ticked(rq, "pauses", "yes");
    if (clock_unit_of(terms.unit) == CLOCK_NONE)
        return err_field(rq->err, "unit", N_("Please choose a unit."));
    return settings_number(rq, "length", 1, 10000, &terms.length) &&
           clock_rule_save(edge_act(rq), p, c->name, &terms, rq->err);
}

static bool clock_post(struct req *rq)
{
    const struct clock_rule_row *c;
    const struct procedure *p;

    if (!clock_load(rq, &p, &c))
        return false;
    return clock_save(rq, p, c) ? settings_saved(rq, CLOCKS) : clock_show(rq);
}

const struct route settings_routes[] = {
    { GET, "/desk/settings", MAY_ADMINISTER, index_get, 0 },
    { GET, GENERAL, MAY_ADMINISTER, general_show, 0 },
    { POST, GENERAL, MAY_ADMINISTER, general_post, 0 },
    { GET, CLOCKS, MAY_ADMINISTER, clocks_get, 0 },
    { GET, CLOCKS "/{name}", MAY_ADMINISTER, clock_show, 0 },
    { POST, CLOCKS "/{name}", MAY_ADMINISTER, clock_post, 0 },
    { 0 },
};
