#include "outside/outside_flow.h"

#include "complaint/pack_version.h"
#include "operation/task/outside_link.h"
#include "operation/task/outside_pack.h"
#include "operation/task/task_step.h"
#include "outside/outside_share.h"
#include "outside/outsider.h"

#include <string.h>

/* -- asking -- */

static bool whom_valid(struct step *s, int64_t id, struct outsider_row *out, struct err *err)
{
    struct err none = { 0 };

    if (id > 0 && outsider_load(s->act, id, out, &none) && !instant_is_set(out->ended_at))
        return true;
    if (none.kind != ERR_NONE && none.kind != ERR_NOT_FOUND)
        return *err = none, false;
    return err_field(err, "outsider", N_("Choose who is asked."));
}

/* Each name is one of what can be chosen, now. */
static bool shares_valid(struct step *s, const char *names, struct err *err)
{
    const struct lang *lang = s->p->lang;
    size_t shown = outside_shown(s->act->a, &s->d, lang, names).n, words = 0;

    for (const char *at = names ? names : ""; *at; at += strcspn(at, " ")) {
        at += strspn(at, " ");
        words += *at != '\0';
    }
    if (words > SHARES_MOST)
        return err_field(err, "shares", N_("Choose at most 60 parts."));
    return shown == words ||
           err_field(err, "shares",
                     N_("Something that was chosen is not there any more. Choose again."));
}

static bool naming_valid(struct step *s, const struct outside_form *form, struct err *err)
{
    if (!form->named)
        return true;
    if (!form->may_name)
        return err_field(
            err, "named",
            N_("Who complains is not open to you, so you cannot pass it on. Ask to see "
               "it first, or leave it out."));
    if (!dossier_person(&s->d, "complainant"))
        return err_field(err, "named", N_("Nobody is named in this complaint."));
    return step_given(form->why) ? task_text_short(form->why, err)
                                 : err_field(err, "why", N_("Write why they need the name."));
}

/* A link in place of one that shows who complains shows that too: it passes it on once more. */
static bool renewing_valid(const struct tasking *t, const char *shares, bool may_name,
                           struct err *err)
{
    return may_name || !outside_person(&t->s.d, shares) ||
           err_set(err, ERR_REFUSED,
                   N_("The link shows who complains, and that is not open to you, so you cannot "
                      "pass it on. Ask to see it first, or ask anew without it."));
}

/* The procedure's words, in the language of whoever reads them. */
static const char *usual_words(const struct pack_task *of, const struct outsider_row *who)
{
    const struct lang *lang = lang_by_tag(who->language);

    return of && lang ? of->ask.in[lang->index] : NULL;
}

bool outside_valid(struct step *s, struct outside_form *form, struct err *err)
{
    struct outsider_row who = { 0 };
    const struct pack_task *of;

    if (!whom_valid(s, form->outsider, &who, err))
        return false;
    of = pack_task_outside(s->d.pack, s->d.c.class, who.kind);
    if (!step_given(form->text))
        form->text = usual_words(of, &who);
    return task_text_valid(form->text, N_("Write what they are to do."), err) &&
           shares_valid(s, form->shares, err) && naming_valid(s, form, err);
}

static const char *shares_text(struct step *s, const struct outside_form *form)
{
    bool sealed = strcmp(s->d.c.privacy, "confidential") == 0;
    const char *names = form->shares ? form->shares : "";

    if (!form->named)
        return names;
    return arena_printf(s->act->a, "%s%s%s", names, *names ? " " : "",
                        sealed ? SHARE_GRANTED : SHARE_IDENTITY);
}

static bool ask_write(struct step *s, const struct outside_form *form, const char *code,
                      struct outside_made *out, struct err *err)
{
    struct task_form task = { .code = code,
                              .outsider = form->outsider,
                              .due_on = form->due_on,
                              .working_days = form->working_days };
    struct task_row row = { .id = history_id(&s->h),
                            .complaint_id = s->d.c.id,
                            .code = code,
                            .outsider_id = form->outsider,
                            .state = word_code(&task_state_words, TASK_ASKED),
                            .asked_at = s->act->now,
                            .asked_by = s->act->actor_id };
    int64_t named;

    out->task = row.id;
    return task_clock_begin(s, &task, row.id, &row.clock_id, err) &&
           step_about(s, TASK_ENTRY, row.id, form->text, &row.entry_id, err) &&
           step_about(s, OUTSIDE_NAMED, row.id, form->named ? form->why : NULL, &named, err) &&
           history_insert(&s->h, &task_table, &row, err) &&
           outside_link_new(s, row.id, shares_text(s, form), task_due(s, row.clock_id),
                            &out->secret, err) &&
           outside_told(s, &row, err);
}

bool outside_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, const struct outside_form *asked, struct outside_made *out,
                 struct err *err)
{
    struct outside_form form = *asked;
    struct outsider_row who = { 0 };
    const struct pack_task *of;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, version, err))
        return false;
    if (!facts_open(&s.d.facts))
        return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
    if (!outside_valid(&s, &form, err) || !outsider_load(act, form.outsider, &who, err))
        return false;
    if (s.d.task.n >= TASK_MOST)
        return err_set(err, ERR_REFUSED,
                       N_("A complaint has 40 tasks at most. Ask within one that is open."));
    of = pack_task_outside(s.d.pack, s.d.c.class, who.kind);
    return step_event(&s, "outside_party_asked", NULL, err) &&
           ask_write(&s, &form, of ? of->code : NULL, out, err) && step_done(&s, err);
}

/* -- while it is open -- */

static bool outside_open(struct tasking *t, const struct act *act, const struct procedure *p,
                         int64_t complaint, int64_t task, unsigned states, struct err *err)
{
    if (!tasking_open(t, act, p, complaint, task, err))
        return false;
    if (t->before->outsider_id == 0)
        return err_set(err, ERR_NOT_FOUND, N_("There is no such task."));
    return tasking_in(t, states) || task_not_now(err);
}

enum {
    WITH_THEM = 1u << TASK_ASKED | 1u << TASK_ACCEPTED,
    UNSETTLED = WITH_THEM | 1u << TASK_SENT_BACK | 1u << TASK_DONE,
};

/* Where the settings do not say otherwise. */
enum { LATER_MOST = 3 };

bool outside_renew(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t task, bool may_name, const char **secret, struct err *err)
{
    struct outside_link_row link = { .shares = "" };
    AUTO_TASKING t = { 0 };
    bool found = false;

    return outside_open(&t, act, p, complaint, task, UNSETTLED, err) &&
           outside_link_newest(act, complaint, task, &link, &found, err) &&
           renewing_valid(&t, link.shares, may_name, err) &&
           step_event(&t.s, "outside_link_renewed", NULL, err) &&
           outside_link_new(&t.s, task, link.shares, task_due(&t.s, t.before->clock_id), secret,
                            err) &&
           tasking_done(&t, err);
}

bool outside_revoke(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t task, struct err *err)
{
    AUTO_TASKING t = { 0 };

    return outside_open(&t, act, p, complaint, task, UNSETTLED, err) &&
           step_event(&t.s, "outside_link_revoked", NULL, err) &&
           outside_link_end(&t.s, task, err) && tasking_done(&t, err);
}

bool outside_remind(const struct act *act, const struct procedure *p, int64_t complaint,
                    int64_t task, struct err *err)
{
    AUTO_TASKING t = { 0 };

    if (!outside_open(&t, act, p, complaint, task, WITH_THEM, err) ||
        !step_event(&t.s, "outside_party_reminded", NULL, err) ||
        !outside_link_needed(&t.s, task, task_due(&t.s, t.before->clock_id), err))
        return false;
    t.after.reminders = t.before->reminders + 1;
    t.after.reminded_at = act->now;
    return tasking_done(&t, err);
}

bool outside_take(const struct act *act, const struct procedure *p, int64_t complaint, int64_t task,
                  bool declined, const char *text, const char *files, struct err *err)
{
    struct dossier d;
    const struct task_row *t;

    if (!dossier_load_id(act, p, complaint, &d, err))
        return false;
    t = dossier_task(&d, task);
    if (!t || t->outsider_id == 0)
        return err_set(err, ERR_NOT_FOUND, N_("There is no such task."));
    return task_reply(act, p, complaint, task, declined ? TASK_SEND_BACK : TASK_FINISH, text, files,
                      err);
}

int64_t outside_later_most(const struct procedure *p)
{
    return procedure_number(p, "outside_later_most", LATER_MOST);
}

static bool later_valid(const struct tasking *t, const char *why, struct date day, struct err *err)
{
    struct date today = zone_date(t->s.p->zone, t->s.act->now, NULL);

    if (!task_text_valid(why, N_("Write why it takes longer."), err))
        return false;
    if (!date_is_set(day) || date_compare(day, today) < 0 ||
        date_compare(day, date_add(today, 3660)) > 0)
        return err_field(err, "day", N_("Write the day, from today on, for example 2026-12-31."));
    return t->before->later_asked < outside_later_most(t->s.p) ||
           err_set(err, ERR_REFUSED,
                   N_("You asked for more time as often as can be for one request. Answer with "
                      "what is done, or call us."));
}

/* The form came a second time: the newest words are these, and so is the day. */
static bool later_again(const struct tasking *t, const char *why, struct date day)
{
    const struct entry_row *e = t->s.d.entry.row;
    size_t n = t->s.d.entry.n;

    if (!why || !date_is_set(day) || date_compare(t->before->later_on, day) != 0)
        return false;
    while (n > 0 && (e[n - 1].about_id != t->before->id || strcmp(e[n - 1].kind, TASK_ENTRY) != 0))
        n--;
    return n > 0 && e[n - 1].text.text && strcmp(e[n - 1].text.text, why) == 0;
}

static bool later(struct tasking *t, const char *why, struct date day, struct err *err)
{
    if (later_again(t, why, day))
        return true;
    if (!later_valid(t, why, day, err))
        return false;
    t->after.later_on = day;
    t->after.later_asked = t->before->later_asked + 1;
    return tasking_write(t, "outside_party_later", task_state(t->before), why, NULL, err) &&
           tasking_done(t, err);
}

/* The link is asked for once the case is written: whoever revokes it writes the case too, so
 * either they were first and this is seen here, or they come after. */
bool outside_later(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t task, int64_t link, const char *why, struct date day, struct err *err)
{
    AUTO_TX tx = { 0 };
    AUTO_TASKING t = { 0 };

    return tx_begin(&tx, act->db, err) &&
           outside_open(&t, act, p, complaint, task, WITH_THEM, err) && later(&t, why, day, err) &&
           outside_link_open(act, link, err) && tx_commit(&tx, err);
}

bool outside_reply(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t task, int64_t link, enum task_answer what, const char *text,
                   const char *files, struct err *err)
{
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, act->db, err) &&
           task_reply(act, p, complaint, task, what, text, files, err) &&
           outside_link_open(act, link, err) && tx_commit(&tx, err);
}

bool outside_agree(const struct act *act, const struct procedure *p, int64_t complaint,
                   int64_t task, struct err *err)
{
    struct task_form until = { .due_on = { 0 } };
    AUTO_TASKING t = { 0 };
    bool open = false;

    if (!outside_open(&t, act, p, complaint, task, WITH_THEM, err))
        return false;
    if (!date_is_set(t.before->later_on))
        return task_not_now(err);
    until.due_on = t.before->later_on;
    until.outsider = t.before->outsider_id;
    if (!tasking_write(&t, "outside_party_longer", task_state(t.before), NULL, NULL, err))
        return false;
    case_clock_void(&t.s.d, t.before->clock_id, act->now);
    t.after.later_on = (struct date){ 0 };
    /* A link that was revoked stays so: they may answer on the telephone. */
    return task_clock_begin(&t.s, &until, task, &t.after.clock_id, err) &&
           outside_link_move(&t.s, task, task_due(&t.s, t.after.clock_id), &open, err) &&
           tasking_done(&t, err);
}
