/*
 * Forms with a choice and a reason, one row of a table each; the same form for taking down
 * what was said and for translations.
 */
#include "db/desk_sql.h"
#include "desk/act_view.h"
#include "desk/case_show.h"
#include "desk/choices.h"
#include "desk/desk.h"
#include "desk/extend_flow.h"
#include "desk/keep_flow.h"
#include "desk/route_flow.h"
#include "desk/write_flow.h"
#include "edge/own.h"
#include "edge/sent.h"
#include "people/team.h"
#include "web/answer.h"

#include <stdlib.h>
#include <string.h>

struct form_case {
    struct req *rq;
    const struct procedure *p;
    struct dossier d;
    const struct form_kind *kind;
};

struct form_kind {
    const char *act; /* last part of the address */
    enum may right;
    const char *title, *what, *submit;
    const char *choice_label; /* NULL = no choice */
    const char *reason_label; /* NULL = "Reason" */
    bool (*choices)(const struct form_case *f, struct rows *out);
    bool (*run)(const struct form_case *f, const struct keep *k);
    const char *done;    /* word for the redirect */
    const char *nothing; /* said instead of the form when there is nothing to choose */
};

/* -- choices -- */

static struct rows pairs(struct req *rq, const char *const (*list)[2], size_t n)
{
    struct choice *out = ARENA_ARRAY(rq->a, struct choice, n);

    for (size_t i = 0; i < n; i++)
        out[i] = (struct choice){ .value = list[i][0], .label = lang_text(rq->lang, list[i][1]) };
    return (struct rows){ out, n };
}

static bool wait_choices(const struct form_case *f, struct rows *out)
{
    static const char *const list[][2] = { { "complainant", N_("The complainant") },
                                           { "others", N_("Somebody else") } };

    *out = pairs(f->rq, list, COUNT(list));
    return true;
}

/* "Decision told: 8 Oct → 29 Oct", so that nobody agrees to a day unseen. */
static const char *extend_words(const struct form_case *f, const struct clock_row *clock,
                                const struct rows *pauses)
{
    struct req *rq = f->rq;
    struct clock_row longer = *clock;
    struct err none = { 0 };

    if (!extend_longer(rq->a, f->p, &longer, pauses, rq->now, &none))
        return procedure_case_label(f->p, f->d.pack, clock->name, rq->lang);
    return lang_format(rq->a, rq->lang, N_("{what}: {date} instead of {before}"), "what",
                       procedure_case_label(f->p, f->d.pack, clock->name, rq->lang), "date",
                       lang_date(rq->a, rq->lang, zone_date(f->p->zone, longer.due_at, NULL),
                                 DATE_SHORT, rq->today),
                       "before",
                       lang_date(rq->a, rq->lang, zone_date(f->p->zone, clock->due_at, NULL),
                                 DATE_SHORT, rq->today),
                       NULL);
}

/* The clocks that may be made longer now. */
static bool extend_choices(const struct form_case *f, struct rows *out)
{
    struct choice *list = ARENA_ARRAY(f->rq->a, struct choice, f->d.clock.n);
    struct rows pauses;
    size_t n = 0;

    if (!clock_pause_of(f->rq->a, f->rq->db, f->d.c.id, &pauses, f->rq->err))
        return false;
    for (size_t i = 0; i < f->d.clock.n; i++)
        if (extend_open(&f->d.clock.row[i], f->rq->now))
            list[n++] = (struct choice){ .value = f->d.clock.row[i].name,
                                         .label = extend_words(f, &f->d.clock.row[i], &pauses) };
    *out = (struct rows){ list, n };
    return true;
}

static bool aside_choices(const struct form_case *f, struct rows *out)
{
    *out = choices_words(f->rq, &aside_words, NULL, NULL)->choices;
    return true;
}

static bool link_choices(const struct form_case *f, struct rows *out)
{
    *out = choices_words(f->rq, &link_words, NULL, NULL)->choices;
    return true;
}

static bool words_choices(struct req *rq, const struct words *w, struct rows *out)
{
    struct choice *list = ARENA_ARRAY(rq->a, struct choice, w->n);

    for (int i = 1; i < w->n; i++)
        list[i - 1] = (struct choice){ .value = w->word[i].code,
                                       .label = lang_text(rq->lang, w->word[i].label) };
    *out = (struct rows){ list, (size_t)w->n - 1 };
    return true;
}

static bool type_choices(const struct form_case *f, struct rows *out)
{
    *out = own_contacts(f->rq, f->d.pack);
    return true;
}

static bool class_choices(const struct form_case *f, struct rows *out)
{
    *out = f->d.pack && f->d.pack->n_classes > 0
               ? own_classes(f->rq, f->p, f->d.pack)
               : choices_codes(f->rq, f->p, desk_class_list(f->p))->choices;
    return true;
}

static bool channel_choices(const struct form_case *f, struct rows *out)
{
    return words_choices(f->rq, &channel_words, out);
}

static bool language_choices(const struct form_case *f, struct rows *out)
{
    struct choice *list = ARENA_ARRAY(f->rq->a, struct choice, LANGS);

    for (int i = 0; i < LANGS; i++)
        list[i] = (struct choice){ langs[i].tag, langs[i].name, NULL, i == f->rq->lang->index };
    *out = (struct rows){ list, LANGS };
    return true;
}

static bool owner_choices(const struct form_case *f, struct rows *out)
{
    struct reach reach;

    return edge_reach(f->rq, MAY_READ, &reach) && desk_people(f->rq, &reach, out);
}

/* Every team but the one that has it: a case may go where its sender has no role. */
static bool team_choices(const struct form_case *f, struct rows *out)
{
    const struct team_row *team;
    struct choice *list;
    struct rows rows;
    size_t n = 0;

    if (!team_list(edge_act(f->rq), &rows, f->rq->err))
        return false;
    team = rows.row;
    list = ARENA_ARRAY(f->rq->a, struct choice, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!instant_is_set(team[i].ended_at) && team[i].id != f->d.c.team_id)
            list[n++] = (struct choice){ .value = arena_printf(f->rq->a, "%" PRId64, team[i].id),
                                         .label = team[i].name };
    *out = (struct rows){ list, n };
    return true;
}

/* -- what they do -- */

#define RUN(name, call)                                                                            \
    static bool name(const struct form_case *f, const struct keep *k)                              \
    {                                                                                              \
        return call(edge_act(f->rq), f->p, k, f->rq->err);                                         \
    }
RUN(assign_run, keep_assign)
RUN(wait_run, keep_wait)
RUN(extend_run, keep_extend)
RUN(resume_run, keep_resume)
RUN(retype_run, keep_retype)
RUN(reclass_run, keep_reclass)
RUN(aside_run, keep_set_aside)
RUN(back_run, keep_take_back)
RUN(send_run, route_send)
RUN(send_back_run, route_send_back)

static bool link_run(const struct form_case *f, const struct keep *k)
{
    struct err why = { 0 };
    struct req *rq = f->rq;
    struct dossier other;

    /* What the reader may not see cannot be linked to, and looks as if it were not there. */
    if (!k->reason || !edge_case(rq, k->reason, MAY_READ, &other)) {
        why = *rq->err;
        if (k->reason && why.kind != ERR_NOT_FOUND)
            return false;
        err_clear(rq->err);
        return err_field(rq->err, "reason",
                         N_("There is no complaint of that reference. Check it for a slip."));
    }
    return keep_link(edge_act(rq), f->p, k, other.c.id, rq->err);
}

static bool said_run(const struct form_case *f, const struct keep *k)
{
    const struct writing w = { .text = k->reason,
                               .channel = k->choice && *k->choice ? k->choice : "telephone",
                               .language = f->rq->lang->tag };

    if (word_value(&channel_words, w.channel) == 0)
        return err_field(f->rq->err, "choice", N_("Choose one of the channels."));
    return write_fact(edge_act(f->rq), f->p, f->d.c.id, &w, f->rq->err);
}

static bool translation_run(const struct form_case *f, const struct keep *k)
{
    const struct lang *lang = k->choice ? lang_by_tag(k->choice) : NULL;
    const char *about = form_text(f->rq->query, "about");
    const struct writing w = { .text = k->reason,
                               .language = lang ? lang->tag : f->rq->lang->tag,
                               .about = about ? strtoll(about, NULL, 10) : 0 };

    return write_translation(edge_act(f->rq), f->p, f->d.c.id, &w, f->rq->err);
}

static const struct form_kind kinds[] = {
    { "assign", MAY_ASSIGN, N_("Give the complaint to somebody"),
      N_("One person answers for a complaint at all times."), N_("Give"),
      N_("Who is to answer for it"), NULL, owner_choices, assign_run, "done" },
    { "send", MAY_ASSIGN, N_("Send to another team"),
      N_("That team has it from now on. You can read it only if it is within your teams."),
      N_("Send"), N_("The team that it is for"), NULL, team_choices, send_run, "done" },
    { "send-back", MAY_ASSIGN, N_("Send back where it came from"),
      N_("It was sent to the wrong team. That is counted, so that the routes get better."),
      N_("Send back"), NULL, NULL, NULL, send_back_run, "done" },
    { "wait", MAY_ASSESS, N_("Wait for somebody"),
      N_("Dates whose rule says that they stand still while somebody is waited for do so until you "
         "go on; the others run."),
      N_("Begin to wait"), N_("Whom it waits for"), NULL, wait_choices, wait_run, "done" },
    { "extend", MAY_APPROVE, N_("Agree to more time"),
      N_("The complainant is told at once, with the new day and your reason."), N_("Agree"),
      N_("What takes longer"), N_("The reason, as the complainant reads it"), extend_choices,
      extend_run, "done",
      N_("No time of this complaint can be made longer now: none is running that its procedure "
         "lets "
         "be, or it was made longer as often as that allows.") },
    { "resume", MAY_ASSESS, N_("Go on working on it"),
      N_("The dates run again, later by as long as they stood still."), N_("Go on"), NULL, NULL,
      NULL, resume_run, "done" },
    { "retype", MAY_RETYPE, N_("Change the kind of contact"),
      N_("The reference stays. The change and its reason are kept."), N_("Change"),
      N_("What it is"), NULL, type_choices, retype_run, "done" },
    { "class", MAY_RETYPE, N_("Change what it is about"),
      N_("Its fields and gates follow the class. The change and its reason are kept."),
      N_("Change"), N_("What it is about"), NULL, class_choices, reclass_run, "done" },
    { "set-aside", MAY_SET_ASIDE, N_("Set it aside"),
      N_("It leaves the queues. Nothing is deleted, and it can be taken back."), N_("Set it aside"),
      N_("Why"), NULL, aside_choices, aside_run, "done" },
    { "take-back", MAY_SET_ASIDE, N_("Take back into the queues"),
      N_("Its dates run again from now on."), N_("Take back"), NULL, NULL, NULL, back_run, "done" },
    { "link", MAY_ASSESS, N_("Link to another complaint"),
      N_("Both show the other one. Nothing else changes."), N_("Link"),
      N_("How they belong together"), N_("Reference of the other complaint"), link_choices,
      link_run, "done" },
    { "fact", MAY_REPLY, N_("Take down what was said"),
      N_("Write it in their words. It stands in the complaint as said by the complainant."),
      N_("Save"), N_("How they said it"), N_("What they said"), channel_choices, said_run, "fact" },
    { "translation", MAY_REPLY, N_("Write a working translation"),
      N_("It stands under the original, with your name. The original is what counts."), N_("Save"),
      N_("Language of the translation"), N_("Translation"), language_choices, translation_run,
      "translation" },
    { "code", MAY_REISSUE_CODE, N_("Issue a new code"),
      N_("The old code opens nothing any more. The new one is shown once, to be told to the "
         "complainant."),
      N_("Issue a new code"), NULL, N_("How you made sure who is asking"), NULL, NULL, "done" },
};

/* -- showing and taking -- */

static bool form_begin(struct req *rq, struct form_case *f)
{
    const char *act = strrchr(rq->path, '/') + 1;

    *f = (struct form_case){ .rq = rq };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].act, act) == 0)
            f->kind = &kinds[i];
    return edge_procedure(rq, &f->p) &&
           edge_case(rq, req_param(rq, "reference"), f->kind->right, &f->d);
}

static const void *answer_make(struct req *rq, const char *name, const struct rows *choices,
                               const struct field_errors *errors)
{
    struct answer *a = ARENA_NEW(rq->a, struct answer);
    const char *typed = form_text(rq->form, name);

    *a = (struct answer){ .name = name, .value = typed };
    if (choices) {
        struct choice *list = (struct choice *)(uintptr_t)choices->row;
        for (size_t i = 0; typed && i < choices->n; i++)
            list[i].chosen = strcmp(list[i].value, typed) == 0;
        a->choices = *choices;
    }
    for (size_t i = 0; i < errors->n; i++)
        if (errors->e[i].field && strcmp(errors->e[i].field, name) == 0)
            a->error = errors->e[i].text;
    return a;
}

static struct act_head *head_of(struct form_case *f, const struct field_errors *errors)
{
    struct req *rq = f->rq;
    struct act_head *head = ARENA_NEW(rq->a, struct act_head);
    const char *path = desk_case_path(rq->a, f->d.c.reference);
    const char *about = form_text(rq->query, "about");

    *head = (struct act_head){
        .reference = f->d.c.reference,
        .path = path,
        .action = about ? arena_printf(rq->a, "%s/%s?about=%" PRId64, path, f->kind->act,
                                       (int64_t)strtoll(about, NULL, 10))
                        : arena_printf(rq->a, "%s/%s", path, f->kind->act),
        .subject = f->d.c.subject.text ? f->d.c.subject.text
                                       : desk_excerpt(rq->a, f->d.c.description.text, 90),
        .subject_lang = f->d.c.language,
        .version = f->d.c.version,
        .errors = { errors->e, errors->n },
    };
    return head;
}

/* No form where nothing can be chosen: a sentence that says why. */
static bool nothing_show(struct form_case *f, struct act_reason *page, int status)
{
    page->what = lang_text(f->rq->lang, f->kind->nothing);
    page->submit = NULL;
    page->reason = NULL;
    return req_render_status(f->rq, status, "desk/act/reason.html", &act_reason_record, page);
}

static bool form_show(struct form_case *f, int status, const struct field_errors *errors,
                      const void *collision)
{
    struct req *rq = f->rq;
    const struct form_kind *kind = f->kind;
    struct act_head *head = head_of(f, errors);
    struct act_reason page = { .head = head,
                               .title = lang_text(rq->lang, kind->title),
                               .what = lang_text(rq->lang, kind->what),
                               .submit = lang_text(rq->lang, kind->submit),
                               .reason = answer_make(rq, "reason", NULL, errors) };
    struct rows choices;

    head->collision = collision;
    if (kind->reason_label)
        page.reason_label = lang_text(rq->lang, kind->reason_label);
    if (kind->choices) {
        if (!kind->choices(f, &choices))
            return false;
        if (choices.n == 0 && kind->nothing)
            return nothing_show(f, &page, status);
        page.choice_label = lang_text(rq->lang, kind->choice_label);
        page.choice = answer_make(rq, "choice", &choices, errors);
    }
    return req_render_status(rq, status, "desk/act/reason.html", &act_reason_record, &page);
}

static bool form_get(struct req *rq)
{
    struct field_errors *none = ARENA_NEW(rq->a, struct field_errors);
    struct form_case f;

    return form_begin(rq, &f) && case_act_now(&f.d, f.kind->act, rq->err) &&
           form_show(&f, 200, none, NULL);
}

/* Both texts are shown: what was done meanwhile, and what was written here. [N3] */
static const void *collision_of(struct form_case *f)
{
    struct req *rq = f->rq;
    struct collision_view *v = ARENA_NEW(rq->a, struct collision_view);
    const struct case_event *event;
    struct staff_row staff = { 0 };
    struct rows events = { 0 };
    struct err none = { 0 };

    v->mine = form_text(rq->form, "reason");
    v->field = "reason";
    v->at = f->d.c.updated_at;
    v->who = lang_text(rq->lang, N_("Somebody"));
    if (!sql_case_events(rq->a, rq->db, f->d.c.id, &events, &none) || events.n == 0)
        return v;
    event = events.row;
    v->at = event->at;
    v->what = event_words(event->kind);
    v->what = lang_text(rq->lang, v->what ? v->what : N_("Somebody wrote something."));
    if (strcmp(event->actor_kind, "staff") == 0 &&
        staff_by_id(rq->a, rq->db, event->actor_id, &staff, &none) &&
        row_open(rq->a, edge_act(rq)->keys, &staff_table, &staff, &none))
        v->who = staff.name.text;
    return v;
}

/* The refusal in words over the form, with everything that was typed still in it. */
static bool form_refused(struct form_case *f)
{
    struct req *rq = f->rq;
    struct field_errors *errors = ARENA_NEW(rq->a, struct field_errors);
    struct err why = *rq->err;
    int status = why.kind == ERR_INVALID ? 422 : 409;

    if ((why.kind != ERR_INVALID && why.kind != ERR_REFUSED && why.kind != ERR_CONFLICT) ||
        edge_sent_meanwhile(rq))
        return false;
    err_clear(rq->err);
    if (!form_begin(rq, f))
        return false;
    if (why.kind == ERR_CONFLICT)
        return form_show(f, status, errors, collision_of(f));
    if (why.field && strcmp(why.field, "owner") == 0)
        why.field = "choice";
    if (why.field && strcmp(why.field, "text") == 0)
        why.field = "reason";
    field_errors_add(rq, errors, &why);
    return form_show(f, status, errors, NULL);
}

static struct keep keep_of(struct form_case *f)
{
    const char *version = form_text(f->rq->form, "version");

    return (struct keep){ .complaint = f->d.c.id,
                          .version = version ? strtoll(version, NULL, 10) : 0,
                          .choice = form_text(f->rq->form, "choice"),
                          .reason = form_text(f->rq->form, "reason") };
}

static bool form_post(struct req *rq)
{
    struct form_case f;
    struct keep k;

    if (!form_begin(rq, &f))
        return false;
    k = keep_of(&f);
    if (!f.kind->run(&f, &k))
        return form_refused(&f);
    return desk_done(rq, f.d.c.id, f.kind->done);
}

static bool code_post(struct req *rq)
{
    struct form_case f;
    struct case_page page = { 0 };
    struct keep k;
    char code[CODE_TEXT];

    if (!form_begin(rq, &f))
        return false;
    k = keep_of(&f);
    if (!keep_new_code(edge_act(rq), f.p, &k, code, rq->err))
        return form_refused(&f);
    page.done = lang_format(rq->a, rq->lang,
                            N_("The new code is {code}. It is shown this once: tell it to the "
                               "complainant now."),
                            "code", arena_str(rq->a, code), NULL);
    return form_begin(rq, &f) && case_show(rq, &f.d, &page);
}

#define FORM(act, right)                                                                           \
    { GET, "/desk/complaints/{reference}/" act, right, form_get, 0 },                              \
    {                                                                                              \
        POST, "/desk/complaints/{reference}/" act, right, form_post, 0                             \
    }

const struct route keep_routes[] = {
    FORM("assign", MAY_ASSIGN),
    FORM("send", MAY_ASSIGN),
    FORM("send-back", MAY_ASSIGN),
    FORM("wait", MAY_ASSESS),
    FORM("extend", MAY_APPROVE),
    FORM("resume", MAY_ASSESS),
    FORM("retype", MAY_RETYPE),
    FORM("class", MAY_RETYPE),
    FORM("set-aside", MAY_SET_ASIDE),
    FORM("take-back", MAY_SET_ASIDE),
    FORM("link", MAY_ASSESS),
    FORM("fact", MAY_REPLY),
    FORM("translation", MAY_REPLY),
    { GET, "/desk/complaints/{reference}/code", MAY_REISSUE_CODE, form_get, 0 },
    { POST, "/desk/complaints/{reference}/code", MAY_REISSUE_CODE, code_post, 0 },
    { 0 },
};
