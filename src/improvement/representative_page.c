/* /desk/representative: who watches over the handling of complaints for top management, since when,
 * and with which duties, which are texts of the organisation. [5.4.1-a] [item 176] */
#include "improvement/representative_page.h"

#include "db/improvement_sql.h"
#include "edge/names.h"
#include "improvement/look_page.h"

#include <string.h>

static const char *duties_in(const struct procedure *p, const struct lang *l)
{
    const char *own = procedure_text(p, duties_settings[l->index], "");

    return *own ? own : duties_usual(l);
}

bool representative_words(struct req *rq, const char **who, const char **duties)
{
    struct appointment_row a = { 0 };
    const struct procedure *p;
    bool there;

    *who = NULL;
    if (!edge_procedure(rq, &p) || !representative_now(edge_act(rq), p, &a, &there, rq->err) ||
        (there && !edge_staff_name(rq, a.staff_id, who)))
        return false;
    *duties = duties_in(p, rq->lang);
    return true;
}

/* -- the page -- */

/* A button for each that is not over, so that one to come can be taken back too: the last to begin
 * first, as many as there is room for beside the duties. */
static void end_form(struct looking *l, const struct appointment_row *a, const char *who)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("End it"));
    struct req *rq = l->m.rq;

    if (l->m.n_forms + 1 >= KEEP_FORMS)
        return;
    keep_form(&l->m, REPRESENTATIVE, "end", a->id, N_("End the appointment"), NULL, &s);
    l->m.form[l->m.n_forms - 1].intro =
        lang_format(rq->a, rq->lang,
                    date_compare(a->from_on, rq->today) > 0
                        ? N_("Of {who}, from {day}: it then does not begin.")
                        : N_("Of {who}, from {day}: from then on nobody is it until you appoint "
                             "somebody."),
                    "who", who ? who : "–", "day", look_day(rq, a->from_on), NULL);
}

static bool appointments_show(struct looking *l, const struct appointment_row *now, bool there,
                              bool ends)
{
    static const char *const heads[] = { N_("From"), N_("Until"), N_("Appointed by") };
    const struct appointment_row *a;
    struct req *rq = l->m.rq;
    struct look_table *t;
    struct rows rows;

    if (!sql_appointments(rq->a, rq->db, &rows, rq->err))
        return false;
    a = rows.row;
    t = look_table(l, N_("Appointments"), N_("Who"), heads, COUNT(heads), rows.n);
    t->empty = lang_text(rq->lang, N_("Nobody was appointed yet."));
    for (size_t i = 0; i < rows.n; i++) {
        const char *who = NULL, *by = NULL;
        struct look_row *row;
        if (!edge_staff_name(rq, a[i].staff_id, &who))
            return false;
        row = look_row(l, t, who ? who : "–");
        if (!edge_staff_name(rq, a[i].by_id, &by))
            return false;
        if (there && a[i].id == now->id)
            row->note = lang_text(rq->lang, N_("now"));
        look_cell(row, 0, look_day(rq, a[i].from_on));
        look_cell(row, 1,
                  instant_is_set(a[i].ended_at) ? keep_when_who(rq, a[i].ended_at, a[i].ended_by)
                                                : look_day(rq, a[i].until_on));
        look_cell(row, 2, by);
        if (ends && !representative_over(&a[i], rq->today))
            end_form(l, &a[i], who);
    }
    return true;
}

static bool appoint_form(struct looking *l)
{
    struct settings s = settings_form(l->m.rq, NULL, N_("Appoint"));
    struct choice *people;
    size_t n;

    if (!look_people(l->m.rq, &people, &n))
        return false;
    settings_select(&s, "staff", N_("Who"), NULL, people, n, NULL);
    settings_date(&s, "from", N_("First day"), N_("Empty: from today."), NULL);
    settings_date(&s, "until", N_("Last day"), N_("Empty: until somebody else is appointed."),
                  NULL);
    keep_form(&l->m, REPRESENTATIVE, "appoint", 0, N_("Appoint somebody"),
              N_("Whoever it was before is it until the day before."), &s);
    return true;
}

static bool duties_form(struct looking *l, const struct procedure *p)
{
    struct settings duties = settings_form(l->m.rq, NULL, N_("Save the duties"));

    if (!duties_version(edge_act(l->m.rq), &l->m.page.version, l->m.rq->err))
        return false;
    for (int i = 0; i < LANGS; i++) {
        const char *text = duties_in(p, &langs[i]);
        keep_area(&duties, duties_settings[i], N_("Duties"), NULL);
        duties.input[duties.n - 1].label = langs[i].name;
        duties.input[duties.n - 1].lang = langs[i].tag;
        if (l->m.rq->method == GET)
            duties.input[duties.n - 1].value = text;
    }
    keep_form(&l->m, REPRESENTATIVE, "duties", 0, N_("Duties, in each language"),
              N_("An empty one is as the standard has it."), &duties);
    return true;
}

static bool representative_show(struct looking *l)
{
    struct req *rq = l->m.rq;
    struct appointment_row now = { 0 };
    const struct procedure *p;
    bool there, appoints = may(rq->user, MAY_APPOINT, NULL);
    const char *who = NULL;

    if (!edge_procedure(rq, &p) || !representative_now(edge_act(rq), p, &now, &there, rq->err) ||
        !edge_staff_name(rq, now.staff_id, &who))
        return false;
    look_back(l, "/desk/procedure", N_("Procedure"));
    if (!there)
        l->page.warning = lang_text(rq->lang, N_("Nobody is the management representative. Top "
                                                 "management has to appoint somebody."));
    keep_fact(&l->m, N_("Who"), who);
    keep_fact(&l->m, N_("From"), look_day(rq, now.from_on));
    keep_fact(&l->m, N_("Until"), look_day(rq, now.until_on));
    look_text(l, N_("Duties"), duties_in(p, rq->lang));
    if (appoints && !appoint_form(l))
        return false;
    if (!appointments_show(l, &now, there, appoints) || (appoints && !duties_form(l, p)))
        return false;
    return look_render(l);
}

static bool representative_get(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Complaints-handling management representative"));
    return representative_show(l);
}

static bool appoint_do(struct req *rq)
{
    const struct procedure *p;
    struct date from, until;

    return edge_procedure(rq, &p) && settings_day(rq, "from", &from) &&
           settings_day(rq, "until", &until) &&
           representative_appoint(edge_act(rq), p, look_number(rq, "staff"), from, until, rq->err);
}

static bool duties_do(struct req *rq)
{
    const char *text[LANGS];

    for (int i = 0; i < LANGS; i++)
        text[i] = settings_sent(rq, duties_settings[i]);
    return duties_save(edge_act(rq), text, look_number(rq, "version"), rq->err);
}

static bool end_do(struct req *rq)
{
    const struct procedure *p;

    return edge_procedure(rq, &p) && representative_end(edge_act(rq), p, keep_id(rq), rq->err);
}

static bool representative_do(struct req *rq)
{
    const char *what = keep_act(rq);

    if (strcmp(what, "appoint") == 0)
        return appoint_do(rq);
    if (strcmp(what, "end") == 0)
        return end_do(rq);
    if (strcmp(what, "duties") == 0)
        return duties_do(rq);
    return keep_act_unknown(rq);
}

static bool representative_post(struct req *rq)
{
    struct looking *l = ARENA_NEW(rq->a, struct looking);

    look_begin(l, rq, N_("Complaints-handling management representative"));
    if (representative_do(rq))
        return look_done(rq, REPRESENTATIVE);
    return keep_refused(&l->m) && representative_show(l);
}

const struct route representative_routes[] = {
    { GET, REPRESENTATIVE, MAY_DESK, representative_get, 0 },
    { POST, REPRESENTATIVE, MAY_APPOINT, representative_post, 0 },
    { 0 },
};
