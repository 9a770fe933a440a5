#include "people/upkeep_show.h"

#include "complaint/guard.h"
#include "db/upkeep_sql.h"
#include "edge/edge.h"
#include "improvement/representative_page.h"
#include "people/calendars_due.h"
#include "people/named_teams_show.h"
#include "people/settings.h"
#include "web/app.h"

enum { ALARMS = 11 };

struct alarms {
    struct req *rq;
    struct settings_line *line;
    size_t n;
};

/* What is older than the last that was good is over. */
static void alarm_add(struct alarms *to, struct instant bad, struct instant good, const char *id)
{
    struct req *rq = to->rq;

    if (bad.us > good.us)
        to->line[to->n++].a =
            lang_format(rq->a, rq->lang, id, "when", settings_instant(rq, bad), NULL);
}

/* Looked at now, since whoever altered them may be at work. */
static bool guard_add(struct alarms *to, struct err *err)
{
    struct req *rq = to->rq;
    struct guard_seen seen;

    if (!guard_look(edge_act(rq), &seen, err))
        return false;
    if (seen.altered > 0)
        to->line[to->n++].a = lang_format(
            rq->a, rq->lang,
            N_("Rows that give rights or set limits were altered beside the program: {n}. Roles, "
               "passwords and keys among them open nothing. \"redress verify\" names them."),
            "n", lang_number(rq->a, rq->lang, seen.altered), NULL);
    return true;
}

/* Dates that run into a year without a list count its holidays as working days. [C4] */
static bool calendars_add(struct alarms *to)
{
    const struct settings_line *line;
    struct settings_line *all;
    struct rows due;

    if (!calendars_due(to->rq, &due))
        return false;
    line = due.row;
    all = ARENA_ARRAY(to->rq->a, struct settings_line, to->n + due.n);
    for (size_t i = 0; i < to->n + due.n; i++)
        all[i] = i < to->n ? to->line[i] : line[i - to->n];
    to->line = all;
    to->n += due.n;
    return true;
}

/* What /health tells of this machine, with the time: the clerk stores a row every few seconds. */
static void health_add(struct alarms *to, struct settings_page *page)
{
    struct req *rq = to->rq;
    const struct shared *shared = rq->app->shared;
    int64_t probe = shared ? atomic_load(&shared->probe) : 0;
    struct instant last = { rq->now.us - (monotonic_now() - probe) };

    if (probe == 0)
        return;
    if (atomic_load(&shared->in_need))
        to->line[to->n++].a = lang_text(
            rq->lang, N_("The disk is full: new complaints are refused, and work on those that are "
                         "here goes on. Make room; everything else happens by itself."));
    page->stored = lang_format(rq->a, rq->lang, N_("This machine last stored something: {when}"),
                               "when", settings_instant(rq, last), NULL);
}

/* Top management has to appoint somebody. [5.4.1-a] */
static bool representative_add(struct alarms *to)
{
    struct req *rq = to->rq;
    const char *who, *duties;

    if (!representative_words(rq, &who, &duties))
        return false;
    if (!who)
        to->line[to->n++] = (struct settings_line){
            .a = lang_text(rq->lang, N_("Nobody is the management representative. Top management "
                                        "has to appoint somebody.")),
            .href = "/desk/representative"
        };
    return true;
}

/* Complaints of theirs go elsewhere until they are made. */
static bool teams_add(struct alarms *to)
{
    const struct pack_version *v;
    const struct procedure *p;
    struct req *rq = to->rq;
    const char *teams = NULL;

    if (!edge_procedure(rq, &p) || !procedure_pack_now(p, rq->db, &v, rq->err) ||
        (v && !named_teams_words(rq, v, &teams)))
        return false;
    if (teams)
        to->line[to->n++] = (struct settings_line){
            .a = lang_format(rq->a, rq->lang,
                             N_("The procedure names teams that do not exist: {teams}. What is "
                                "theirs goes elsewhere until they are made."),
                             "teams", teams, NULL),
            .href = "/desk/settings/packs"
        };
    return true;
}

bool upkeep_show(struct req *rq, struct settings_page *page)
{
    struct alarms to = { .rq = rq, .line = ARENA_ARRAY(rq->a, struct settings_line, ALARMS) };
    struct upkeep u;

    if (!sql_upkeep_read(rq->a, rq->db, &u, rq->err))
        return false;
    alarm_add(&to, u.backup_failed, u.backup_good,
              N_("The last backup failed: {when}. The log says why."));
    alarm_add(&to, u.check_found, u.check_good,
              N_("Something was found in the database: {when}. \"redress check\" names it."));
    alarm_add(
        &to, u.log_refused, u.log_signed,
        N_("The history contradicts a checkpoint that was signed: {when}. It is not signed any "
           "more. \"redress verify\" says what was changed."));
    alarm_add(
        &to, u.log_stuck, (struct instant){ 0 },
        N_("The last checkpoint could not be put where redress.conf says: {when}. The log says "
           "why."));
    alarm_add(&to, u.keep_refused, u.keep_whole,
              N_("Something that was to be erased, or that says it was, is not as the history "
                 "says: {when}. It was kept. \"redress verify\" names it."));
    if (u.backup_good.us == 0)
        to.line[to.n++].a =
            lang_text(rq->lang, N_("There is no good backup yet. Name a folder for backups in "
                                   "redress.conf, and one is made each day."));
    else
        page->upkeep = lang_format(rq->a, rq->lang, N_("Last good backup: {when}"), "when",
                                   settings_instant(rq, u.backup_good), NULL);
    health_add(&to, page);
    if (!guard_add(&to, rq->err) || !representative_add(&to) || !teams_add(&to) ||
        !calendars_add(&to))
        return false;
    page->alarms = (struct rows){ to.line, to.n };
    return true;
}
