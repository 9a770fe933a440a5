/* The page of an erasure, and what is left when it was done. */
#include "db/keep_sql.h"
#include "edge/names.h"
#include "keep/keep.h"
#include "keep/keep_page.h"

#include <string.h>

/* -- what is asked and decided -- */

static void asked_facts(struct keep_making *m, const struct erasure_row *e)
{
    struct req *rq = m->rq;

    keep_fact(m, N_("What"),
              lang_text(rq->lang, e->person_id ? N_("The complainant with all their complaints")
                                               : N_("This complaint")));
    keep_fact(m, N_("Why"), desk_word(rq, &erasure_ground_words, e->ground));
    if (date_is_set(e->requested_on))
        keep_fact(m, N_("The person asked on"),
                  lang_date(rq->a, rq->lang, e->requested_on, DATE_LONG, rq->today));
    keep_fact(m, N_("Reason"), e->why.text);
    keep_fact(m, N_("Asked"), keep_when_who(rq, e->asked_at, e->asked_by));
    if (strcmp(e->state, "refused") == 0) {
        keep_fact(m, N_("Refused"), keep_when_who(rq, e->decided_at, e->decided_by));
        keep_fact(m, N_("Why refused"), e->refused_why.text);
    }
}

static void decide_forms(struct keep_making *m, const char *action, const struct erasure_row *e)
{
    struct req *rq = m->rq;
    struct settings approve = settings_form(rq, NULL, N_("Erase for good"));
    struct settings refuse = settings_form(rq, NULL, N_("Refuse"));

    if (e->asked_by == rq->user->id) {
        m->page.intro = lang_text(rq->lang, N_("You asked for this erasure. A second person with "
                                               "the same right decides it."));
        return;
    }
    keep_form(m, action, "approve", e->id, N_("Approve it as the second person"),
              N_("Everything that people wrote goes: names, story, letters, notes, files, and the "
                 "words of the search. It cannot be taken back. Class, dates and outcome stay."),
              &approve);
    m->form[m->n_forms - 1].grave = true;
    keep_area(&refuse, "why", N_("Reason"), NULL);
    keep_form(m, action, "refuse", e->id, N_("Or refuse it"), NULL, &refuse);
}

static void ask_form(struct keep_making *m, const char *action, bool known)
{
    struct req *rq = m->rq;
    struct settings s = settings_form(rq, NULL, N_("Ask for the erasure"));
    struct choice *grounds = ARENA_ARRAY(rq->a, struct choice, (size_t)erasure_ground_words.n);
    size_t n = 0;

    for (int i = 1; i < erasure_ground_words.n; i++)
        grounds[n++] =
            (struct choice){ .value = erasure_ground_words.word[i].code,
                             .label = lang_text(rq->lang, erasure_ground_words.word[i].label) };
    settings_radios(&s, "ground", N_("Why"), NULL, grounds, n, NULL);
    settings_text(&s, "requested_on", N_("When the person asked"),
                  N_("A day as year-month-day, such as 2026-11-30."), NULL);
    keep_area(&s, "why", N_("Reason"), N_("It is erased with the complaint."));
    if (known)
        settings_tick(&s, "person", N_("Reach"), NULL,
                      N_("The complainant with all their complaints"), false);
    keep_form(m, action, "ask", 0, N_("Ask for an erasure"),
              N_("A second person has to approve it. Then everything that people wrote goes, and "
                 "only facts such as class, dates and outcome stay."),
              &s);
}

/* Why nothing can be asked now, before somebody types it all. */
static bool block_find(struct keep_making *m, const struct dossier *d)
{
    struct req *rq = m->rq;
    struct err why = { 0 };

    if (hold_none(edge_act(rq), d->c.id, d->c.reference, &why))
        return true;
    if (why.kind != ERR_REFUSED)
        return *rq->err = why, false;
    m->page.block = lang_err(rq->a, rq->lang, &why);
    return true;
}

static bool erasure_show(struct req *rq, const struct dossier *d, struct keep_making *m)
{
    const char *action = arena_printf(rq->a, "%s/erasure", desk_case_path(rq->a, d->c.reference));
    const struct erasure_row *e;
    struct rows rows = { 0 };
    bool asked;

    if (!erasures_load(edge_act(rq), d->c.id, &rows, rq->err) || !block_find(m, d))
        return false;
    e = rows.row;
    asked = rows.n > 0 && strcmp(e->state, "asked") == 0;
    keep_case(m, d);
    if (rows.n > 0)
        asked_facts(m, e);
    if (asked && !m->page.block)
        decide_forms(m, action, e);
    if (!asked && !m->page.block)
        ask_form(m, action, dossier_person(d, "complainant") != NULL);
    return edge_read_identity(rq, d) && keep_render(m);
}

bool erasure_get(struct req *rq)
{
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Erasure"));
    if (form_text(rq->query, "done"))
        m.page.done = lang_text(rq->lang, N_("Done."));
    return edge_case(rq, req_param(rq, "reference"), MAY_ERASE, &d) && erasure_show(rq, &d, &m);
}

static bool erasure_do(struct req *rq, const struct procedure *p, const struct dossier *d)
{
    struct erasure_ask in = { .complaint = d->c.id,
                              .person = settings_ticked(rq, "person", "yes"),
                              .ground = form_text(rq->form, "ground"),
                              .why = form_text(rq->form, "why") };
    const struct act *act = edge_act(rq);
    const char *what = keep_act(rq);
    struct erased gone;

    if (strcmp(what, "approve") == 0)
        return erasure_approve(act, p, rq->app->config->data, d->c.id, keep_id(rq), &gone, rq->err);
    if (strcmp(what, "refuse") == 0)
        return erasure_refuse(act, p, d->c.id, keep_id(rq), in.why, rq->err);
    if (strcmp(what, "ask") != 0)
        return keep_act_unknown(rq);
    return settings_day(rq, "requested_on", &in.requested_on) &&
           erasure_ask(act, p, &in, NULL, rq->err);
}

bool erasure_post(struct req *rq)
{
    const struct procedure *p;
    struct keep_making m;
    struct dossier d;

    keep_begin(&m, rq, N_("Erasure"));
    if (!edge_procedure(rq, &p) || !edge_case(rq, req_param(rq, "reference"), MAY_ERASE, &d))
        return false;
    if (erasure_do(rq, p, &d))
        return strcmp(keep_act(rq), "approve") == 0
                   ? req_redirect(rq, "%s", desk_case_path(rq->a, d.c.reference))
                   : req_redirect(rq, "%s/erasure?done=1", desk_case_path(rq->a, d.c.reference));
    return keep_refused(&m) && erasure_show(rq, &d, &m);
}

/* -- the tombstone -- */

static void case_facts_show(struct keep_making *m, const struct procedure *p,
                            const struct complaint_row *c)
{
    struct req *rq = m->rq;
    const struct zone *zone = rq->app->zone;

    keep_fact(m, N_("Kind of contact"), desk_word(rq, &contact_type_words, c->type));
    keep_fact(m, N_("Class"), desk_class_label(rq, p, c->class));
    keep_fact(
        m, N_("Received"),
        lang_date(rq->a, rq->lang, zone_date(zone, c->received_at, NULL), DATE_LONG, rq->today));
    keep_fact(m, N_("Severity"), desk_word(rq, &severity_words, c->severity));
    keep_fact(m, N_("Outcome"), desk_word(rq, &outcome_words, c->outcome));
    if (instant_is_set(c->closed_at))
        keep_fact(
            m, N_("Closed"),
            lang_date(rq->a, rq->lang, zone_date(zone, c->closed_at, NULL), DATE_LONG, rq->today));
    keep_fact(m, N_("How it was closed"), desk_word(rq, &closing_reason_words, c->closing));
}

static void report_line(struct req *rq, struct sheet_line *list, size_t *n, const char *label,
                        int64_t count)
{
    list[(*n)++] =
        (struct sheet_line){ .label = lang_text(rq->lang, label), .value = keep_number(rq, count) };
}

/* What went, what stays, and until when old backups of keys could bring it back. */
static struct sheet_group gone_group(struct req *rq, const struct disposal_row *d)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, 9);
    size_t n = 0;

    report_line(rq, list, &n, N_("Complaints"), d->complaints);
    report_line(rq, list, &n, N_("Persons"), d->persons);
    report_line(rq, list, &n, N_("Texts"), d->texts);
    report_line(rq, list, &n, N_("Files"), d->files);
    report_line(rq, list, &n, N_("Entries of the search"), d->documents);
    report_line(rq, list, &n, N_("Drafts"), d->drafts);
    report_line(rq, list, &n, N_("Messages not sent"), d->messages);
    if (d->others > 0)
        report_line(rq, list, &n, N_("Complaints of others that name the person, and stay"),
                    d->others);
    return (struct sheet_group){ lang_text(rq->lang, N_("What was erased")), { list, n } };
}

static struct sheet_group kept_group(struct req *rq, const struct procedure *p, struct instant at)
{
    struct sheet_line *list = ARENA_ARRAY(rq->a, struct sheet_line, 4);
    int64_t days = procedure_number(p, "backup_keys_days", 0);
    struct date day = zone_date(rq->app->zone, at, NULL);
    size_t n = 0;

    list[n++] = (struct sheet_line){
        .label = lang_text(rq->lang, N_("Kept")),
        .value = lang_text(rq->lang, N_("The facts above, the figures, and the history of who did "
                                        "what and when, without any text."))
    };
    list[n++] = (struct sheet_line){
        .label = lang_text(rq->lang, N_("Not looked through")),
        .value = lang_text(
            rq->lang,
            N_("Meetings, analyses, corrective actions, objectives, means and reasons of "
               "requests for a second person: their texts belong to the organisation, and names "
               "may stand in them. A manager can redact them where they stand, but "
               "not these reasons."))
    };
    list[n++] = (struct sheet_line){
        .label = lang_text(rq->lang, N_("Backups")),
        .value =
            days > 0
                ? lang_format(
                      rq->a, rq->lang,
                      N_("Backups of keys made before that day hold the old keys until "
                         "they are thrown away, at the latest on {day}."),
                      "day",
                      lang_date(rq->a, rq->lang, date_add(day, (int)days), DATE_LONG, rq->today),
                      NULL)
                : lang_text(rq->lang, N_("It is not written down how long backups of keys are "
                                         "kept. Until the last older one is thrown away it "
                                         "holds the old keys."))
    };
    return (struct sheet_group){ lang_text(rq->lang, N_("What stays")), { list, n } };
}

static bool decision_facts(struct keep_making *m, const struct dossier *d, struct disposal_row *out,
                           struct err *err)
{
    struct req *rq = m->rq;
    const struct erasure_row *e;
    struct rows rows = { 0 }, done = { 0 };

    if (!sql_erasures_of(rq->a, rq->db, d->c.id, &rows, err))
        return false;
    e = rows.row;
    keep_fact(m, N_("Erased"), keep_when_who(rq, d->c.erased_at, 0));
    if (rows.n == 0 || strcmp(e->state, "done") != 0)
        return true;
    keep_fact(m, N_("Why"), desk_word(rq, &erasure_ground_words, e->ground));
    if (date_is_set(e->requested_on))
        keep_fact(m, N_("The person asked on"),
                  lang_date(rq->a, rq->lang, e->requested_on, DATE_LONG, rq->today));
    keep_fact(m, N_("Asked for by"), keep_when_who(rq, e->asked_at, e->asked_by));
    keep_fact(m, N_("Approved by"), keep_when_who(rq, e->decided_at, e->decided_by));
    if (!sql_disposal_of_erasure(rq->a, rq->db, e->id, &done, err))
        return false;
    if (done.n > 0)
        *out = *(const struct disposal_row *)done.row;
    return true;
}

bool keep_tombstone(struct req *rq, const struct dossier *d)
{
    struct sheet_group *groups = ARENA_ARRAY(rq->a, struct sheet_group, 2);
    struct disposal_row done = { 0 };
    const struct procedure *p;
    struct keep_making m;
    size_t n = 0;

    keep_begin(&m, rq, NULL);
    m.page.title = d->c.reference;
    m.page.intro = lang_text(rq->lang, N_("This complaint was erased. Nothing that people wrote is "
                                          "left of it; these are its facts."));
    if (!edge_procedure(rq, &p))
        return false;
    case_facts_show(&m, p, &d->c);
    if (!decision_facts(&m, d, &done, rq->err))
        return false;
    if (done.id != 0)
        groups[n++] = gone_group(rq, &done);
    groups[n++] = kept_group(rq, p, d->c.erased_at);
    m.page.parts = (struct rows){ groups, n };
    return keep_render(&m);
}
