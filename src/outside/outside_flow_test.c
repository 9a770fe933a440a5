/* Somebody outside, from the question to the settled answer, with their link, on both engines.
 * [item 89] */
#include "complaint/guard.h"
#include "complaint/missing.h"
#include "db/task_sql.h"
#include "keep/erase.h"
#include "operation/closing/closing_flow.h"
#include "operation/task/outside_link.h"
#include "operation/try.h"
#include "outside/outside_flow.h"
#include "outside/outside_share.h"
#include "outside/outsider.h"

#include <string.h>

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] =
    "pack: built\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "sources: [{id: s, name: x, mark: V}]\n"
    "classes:\n- {code: construction, " L "}\n"
    "fields:\n"
    "- {name: told, kind: date, stage: response, event: told, " L "}\n"
    "- {name: answered, kind: date, stage: closing, event: answered, " L "}\n"
    "- {name: result, kind: lines, stage: closing, " L "}\n"
    "- {name: neighbour, kind: person, stage: response, " L "}\n"
    "clocks:\n"
    "- {name: developer, starts: [told], stops: [answered, closed], unit: days, length: 14,\n"
    "   source: s, " L "}\n"
    "- {name: any_answer, starts: [outside_party_asked], stops: [outside_party_answered],\n"
    "   unit: days, length: 20, source: s, " L "}\n"
    "tasks:\n"
    "- {code: repair, outside: developer, told: told, answered: answered, result: result,\n"
    "   unit: days, length: 10, ask: {en: Repair it., zh-Hans: 请修。, zh-Hant: 請修。, vi: "
    "Sửa.},\n"
    "   " L "}\n";

static const struct outsider_form developer = { .kind = "developer",
                                                .name = "Harbour Homes",
                                                .contact = "Repairs",
                                                .email = "repairs@example.org",
                                                .language = "zh-Hans" };

struct asked {
    int64_t id, outsider;
    struct outside_made made;
};

static struct asked ask(struct try *t, const char *once, struct outside_form form)
{
    struct asked out = { .id = try_file(t, once) };

    try_as(t, t->handler);
    TRY("the register has them", outsider_add(&t->act, &t->p, &developer, &out.outsider, &err));
    form.outsider = out.outsider;
    TRY("[item 89] they are asked", outside_ask(&t->act, &t->p, out.id, 0, &form, &out.made, &err));
    return out;
}

static bool opens(struct try *t, const char *secret)
{
    struct outside_link_row link = { 0 };
    struct err err = { 0 };
    bool found = false;

    try_why(&err, outside_link_find(&t->act, secret, &link, &found, &err));
    return found;
}

/* Whose page they have open. */
static int64_t link_now(struct try *t, const struct asked *x)
{
    struct outside_link_row link = { 0 };
    struct err err = { 0 };
    bool found = false;

    try_why(&err, outside_link_newest(&t->act, x->id, x->made.task, &link, &found, &err));
    return link.id;
}

static const struct task_row *task_now(struct try *t, const struct asked *x)
{
    struct dossier *d = ARENA_NEW(t->a, struct dossier);

    *d = try_load(t, x->id);
    return dossier_task(d, x->made.task);
}

static const char *clock_state(struct try *t, int64_t complaint, const char *name)
{
    struct dossier d = try_load(t, complaint);
    const char *state = "none";

    for (size_t i = 0; i < d.clock.n; i++)
        if (strncmp(d.clock.row[i].name, name, strlen(name)) == 0 &&
            strcmp(d.clock.row[i].state, "void") != 0)
            state = d.clock.row[i].state;
    return state;
}

static size_t kept_by(struct try *t, int64_t complaint)
{
    struct closing_policy policy = { .now = t->act.now };
    struct dossier d = try_load(t, complaint);
    struct missing m = { 0 };
    size_t n = 0;

    closing_missing(&d.facts, CLOSING_ACCEPTED, &policy, &m);
    for (size_t i = 0; i < m.n && i < MISSING_MAX; i++)
        n += m.item[i].field && strncmp(m.item[i].field, "tasks/", 6) == 0;
    return n;
}

static void as_outside(struct try *t, const struct asked *x)
{
    try_as(t, 0);
    t->act.actor_kind = "outside";
    t->act.actor_id = x->outsider;
}

static const char *own(struct try *t, int64_t complaint, const char *name)
{
    struct dossier d = try_load(t, complaint);
    const char *value = dossier_own(&d, name);

    return value ? value : "empty";
}

static const struct entry_row *last_words(struct try *t, int64_t complaint)
{
    struct dossier d = try_load(t, complaint);

    return &d.entry.row[d.entry.n - 1];
}

static void straight(struct try *t)
{
    char today[DATE_TEXT];
    struct asked x;

    try_pack(t, yaml, NULL);
    try_as(t, t->handler);
    x = ask(t, "straight", (struct outside_form){ .shares = "description" });
    date_text(zone_date(t->p.zone, t->act.now, NULL), today);
    TAP("the link opens it", opens(t, x.made.secret));
    TAP("a guessed one does not", !opens(t, "0123456789") && !opens(t, ""));
    TAP_INT("the secret itself is nowhere",
            try_number(t, arena_printf(t->a,
                                       "SELECT count(*) AS value FROM outside_link WHERE shares "
                                       "LIKE '%%%s%%'",
                                       x.made.secret)),
            0);
    TAP_TEXT("the procedure says what is asked, in their language", last_words(t, x.id)->text.text,
             "请修。");
    TAP_TEXT("the day they were told is filled in", own(t, x.id, "told"), today);
    TAP_TEXT("[item 89] and its clock runs", clock_state(t, x.id, "developer"), "running");
    TAP_TEXT("as does one that goes by any request", clock_state(t, x.id, "any_answer"), "running");
    TAP_TEXT("and that of the request", clock_state(t, x.id, "outside-"), "running");
    TAP_INT("it keeps the case from closing", (int64_t)kept_by(t, x.id), 1);
    as_outside(t, &x);
    TRY_REFUSED("no answer without words",
                task_reply(&t->act, &t->p, x.id, x.made.task, TASK_FINISH, " ", NULL, &err),
                "Write what was done.");
    TRY("they answer", task_reply(&t->act, &t->p, x.id, x.made.task, TASK_FINISH,
                                  "The pipe is tight again.", NULL, &err));
    TAP_TEXT("[item 89] their answer ends the clock", clock_state(t, x.id, "developer"), "met");
    TAP_TEXT("the other one too", clock_state(t, x.id, "any_answer"), "met");
    TAP_TEXT("the day is filled in", own(t, x.id, "answered"), today);
    TAP_TEXT("and the words", own(t, x.id, "result"), "The pipe is tight again.");
    TAP_TEXT("it says who wrote it", last_words(t, x.id)->author_kind, "outside");
    TAP("answered is not settled", kept_by(t, x.id) == 1 && opens(t, x.made.secret));
    try_as(t, t->handler);
    TRY("sent back", task_settle(&t->act, &t->p, x.id, x.made.task, TASK_GIVE_BACK,
                                 "The ceiling is still wet.", &err));
    TAP_TEXT("the clock runs on", clock_state(t, x.id, "developer"), "running");
    TAP_TEXT("what was filled in is empty again", own(t, x.id, "answered"), "empty");
    as_outside(t, &x);
    TRY("they answer again", task_reply(&t->act, &t->p, x.id, x.made.task, TASK_FINISH,
                                        "The ceiling is painted.", NULL, &err));
    try_as(t, t->handler);
    TRY("accepted", task_settle(&t->act, &t->p, x.id, x.made.task, TASK_CONFIRM, NULL, &err));
    TAP("the case may close", kept_by(t, x.id) == 0);
    TAP("and the link opens nothing any more", !opens(t, x.made.secret));
}

static void links(struct try *t)
{
    const char *second = NULL;
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "links", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    TRY("renewed", outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err));
    TAP("the new one opens it, the old one nothing", opens(t, second) && !opens(t, x.made.secret));
    TRY("revoked", outside_revoke(&t->act, &t->p, x.id, x.made.task, &err));
    TAP("neither opens anything", !opens(t, second) && !opens(t, x.made.secret));
    TRY("a third", outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err));
    try_days(t, 30);
    TAP("it holds for a while beyond the day", opens(t, second));
    try_days(t, 30);
    TAP("and not for ever", !opens(t, second));
    TRY("renewed when it is too old",
        outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err));
    TAP("opens", opens(t, second));
    TRY("reminded", outside_remind(&t->act, &t->p, x.id, x.made.task, &err));
    TRY("and again", outside_remind(&t->act, &t->p, x.id, x.made.task, &err));
    TAP_INT("it is counted", task_now(t, &x)->reminders, 2);
    TRY("cancelled",
        task_settle(&t->act, &t->p, x.id, x.made.task, TASK_CANCEL, "Not needed.", &err));
    TAP("the link went with it", !opens(t, second));
    TRY_REFUSED("what is settled gets no new one",
                outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err),
                "Somebody was faster: the task is somewhere else by now. Look at it again.");
}

/* Whatever ends the case ends its links. */
static void ended(struct try *t)
{
    struct erased gone = { 0 };
    struct dossier d;
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "ended", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    TAP("it opens", opens(t, x.made.secret));
    {
        AUTO_TX tx = { 0 };
        TRY("erased", tx_begin(&tx, t->db, &err) &&
                          erase_cases(&t->act, &t->p, &x.id, 1, 0, &gone, &err) &&
                          tx_commit(&tx, &err));
    }
    TAP("the link opens nothing any more", !opens(t, x.made.secret));
    d = try_load(t, x.id);
    TAP("and nothing that was written is left",
        task_asked(&d, dossier_task(&d, x.made.task))->text.text == NULL);
}

#define LATER(why, day)                                                                            \
    outside_later(&t->act, &t->p, x.id, x.made.task, link_now(t, &x), why, day, &err)

static void time_asked(struct try *t)
{
    struct date later;
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "time", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    later = date_add(zone_date(t->p.zone, t->act.now, NULL), 40);
    as_outside(t, &x);
    TRY_REFUSED("not without a reason", LATER("", later), "Write why it takes longer.");
    TRY_REFUSED("not without a day", LATER("Parts.", (struct date){ 0 }),
                "Write the day, from today on, for example 2026-12-31.");
    TRY("they ask for more time", LATER("The parts are ordered.", later));
    TAP("the day stays", date_compare(task_now(t, &x)->later_on, later) == 0);
    try_as(t, t->handler);
    TRY("agreed", outside_agree(&t->act, &t->p, x.id, x.made.task, &err));
    {
        struct dossier d = try_load(t, x.id);
        const struct clock_row *clock = task_clock(&d, dossier_task(&d, x.made.task));
        TAP("the clock runs until it",
            date_compare(zone_date(t->p.zone, clock->due_at, NULL), later) == 0 &&
                strcmp(clock->state, "running") == 0);
    }
    TRY_REFUSED("agreed once", outside_agree(&t->act, &t->p, x.id, x.made.task, &err),
                "Somebody was faster: the task is somewhere else by now. Look at it again.");
    try_days(t, 39);
    TAP("the link holds until the day that was agreed", opens(t, x.made.secret));
    try_days(t, 30);
    TAP("and as long beyond it as beyond any", opens(t, x.made.secret));
    as_outside(t, &x);
    TRY("it is not theirs", task_reply(&t->act, &t->p, x.id, x.made.task, TASK_SEND_BACK,
                                       "That is the water board.", NULL, &err));
    TAP_TEXT("it has to be settled", task_now(t, &x)->state, "sent_back");
    try_as(t, t->handler);
    TRY("asked again, until a day far off",
        task_ask_again(&t->act, &t->p, x.id, x.made.task,
                       &(struct task_form){
                           .outsider = x.outsider, .text = "It is yours.", .working_days = 60 },
                       &err));
    try_days(t, 80);
    TAP("the link holds for that as well", opens(t, x.made.secret));
    try_days(t, 60);
    TAP("and not for ever", !opens(t, x.made.secret));
}

/* What they say by a link that opens nothing they would not read. */
static void without_link(struct try *t)
{
    static const char none[] = "Their link opens nothing any more. Make a new link first.";
    struct task_form again = { .text = "It is yours.", .working_days = 2 };
    const char *second;
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "without", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    TRY("revoked", outside_revoke(&t->act, &t->p, x.id, x.made.task, &err));
    TRY_REFUSED("not reminded of it", outside_remind(&t->act, &t->p, x.id, x.made.task, &err),
                none);
    TAP_INT("nor is it counted", task_now(t, &x)->reminders, 0);
    TRY("they say on the telephone that it is not theirs",
        outside_take(&t->act, &t->p, x.id, x.made.task, true, "Not ours.", NULL, &err));
    again.outsider = x.outsider;
    TRY_REFUSED("not asked again", task_ask_again(&t->act, &t->p, x.id, x.made.task, &again, &err),
                none);
    TRY("a new link", outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err));
    TRY("now they are", task_ask_again(&t->act, &t->p, x.id, x.made.task, &again, &err));
    TRY("they answer", outside_take(&t->act, &t->p, x.id, x.made.task, false, "Done.", NULL, &err));
    TRY("revoked again", outside_revoke(&t->act, &t->p, x.id, x.made.task, &err));
    TRY_REFUSED("not sent back",
                task_settle(&t->act, &t->p, x.id, x.made.task, TASK_GIVE_BACK, "Not quite.", &err),
                none);
}

static size_t written(struct try *t, const struct asked *x)
{
    struct dossier d = try_load(t, x->id);

    return d.entry.n;
}

static void more_and_more(struct try *t)
{
    struct task_form again = { .text = "It is yours.", .working_days = 2 };
    struct date day;
    struct asked x;
    size_t n;

    try_as(t, t->handler);
    x = ask(t, "more", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    day = date_add(zone_date(t->p.zone, t->act.now, NULL), 10);
    as_outside(t, &x);
    TRY("they ask for more time", LATER("The parts are ordered.", day));
    n = written(t, &x);
    TRY("the same once more is no error", LATER("The parts are ordered.", day));
    TAP("and writes nothing", written(t, &x) == n && task_now(t, &x)->later_asked == 1);
    TRY("another day is another request", LATER("The parts are ordered.", date_add(day, 1)));
    TRY("other words too", LATER("They are on a ship.", date_add(day, 1)));
    TRY_REFUSED("so often and not more", LATER("The ship is slow.", date_add(day, 2)),
                "You asked for more time as often as can be for one request. Answer with what is "
                "done, or call us.");
    TRY("but the same as before is still no error", LATER("They are on a ship.", date_add(day, 1)));
    TRY("they send it back",
        task_reply(&t->act, &t->p, x.id, x.made.task, TASK_SEND_BACK, "Not ours.", NULL, &err));
    try_as(t, t->handler);
    again.outsider = x.outsider;
    TRY("asked again", task_ask_again(&t->act, &t->p, x.id, x.made.task, &again, &err));
    as_outside(t, &x);
    TRY("it is counted anew", LATER("The ship is slow.", date_add(day, 2)));
}

/* Their page is open while the handler ends the link. */
static void race(struct try *t)
{
    static const char dead[] = "The link opens nothing any more.";
    const char *second;
    int64_t link;
    struct asked x;
    size_t n;

    try_as(t, t->handler);
    x = ask(t, "race", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    link = link_now(t, &x);
    TRY("renewed", outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err));
    n = written(t, &x);
    as_outside(t, &x);
    TRY_REFUSED(
        "no answer by the one before",
        outside_reply(&t->act, &t->p, x.id, x.made.task, link, TASK_FINISH, "Done.", NULL, &err),
        dead);
    TRY_REFUSED("nor is more time asked for",
                outside_later(&t->act, &t->p, x.id, x.made.task, link, "Parts.",
                              zone_date(t->p.zone, t->act.now, NULL), &err),
                dead);
    TAP("nothing of it is written", written(t, &x) == n);
    TAP_TEXT("it is asked still", task_now(t, &x)->state, "asked");
    link = link_now(t, &x);
    try_days(t, 60);
    TRY_REFUSED(
        "nor by one whose time is over",
        outside_reply(&t->act, &t->p, x.id, x.made.task, link, TASK_FINISH, "Done.", NULL, &err),
        dead);
    try_days(t, -60);
    TRY("by the one there is",
        outside_reply(&t->act, &t->p, x.id, x.made.task, link, TASK_FINISH, "Done.", NULL, &err));
    TAP_TEXT("they answer", task_now(t, &x)->state, "done");
}

/* Two administrators at the same form. */
static void registered(struct try *t)
{
    struct outsider_form form = developer;
    struct outsider_row row = { 0 };
    int64_t id = 0;

    TRY("added", outsider_add(&t->act, &t->p, &form, &id, &err));
    TRY("there", outsider_load(&t->act, id, &row, &err));
    form.contact = form.email = "";
    TRY("who to write to there is taken out",
        outsider_change(&t->act, &t->p, id, row.version, &form, &err));
    form.name = "Other Homes";
    TRY_REFUSED("not by whoever did not see that",
                outsider_change(&t->act, &t->p, id, row.version, &form, &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    TRY_REFUSED("nor ended so", outsider_end(&t->act, id, row.version, &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    TRY("as it is now", outsider_load(&t->act, id, &row, &err));
    TAP("nobody there is named any more", !row.contact.text && !row.email.text);
    TAP_TEXT("and nothing else changed", row.name.text, "Harbour Homes");
    TRY("ended", outsider_end(&t->act, id, row.version, &err));
    TRY("as it is now", outsider_load(&t->act, id, &row, &err));
    form.name = "Harbour Homes";
    form.phone = form.address = "";
    TRY("what names people is taken out afterwards too",
        outsider_change(&t->act, &t->p, id, row.version, &form, &err));
    TRY("as it is now", outsider_load(&t->act, id, &row, &err));
    TAP("it stays ended", instant_is_set(row.ended_at));
}

static void shown(struct try *t)
{
    struct outside_form form = { .text = "Look at it.",
                                 .working_days = 3,
                                 .shares = "description",
                                 .named = true,
                                 .why = "They make the appointment." };
    struct outside_link_row link = { 0 };
    struct outside_made made;
    struct dossier d;
    const char *second;
    struct rows rows;
    struct asked x;
    bool found;

    try_as(t, t->handler);
    form.may_name = true;
    x = ask(t, "shown", form);
    d = try_load(t, x.id);
    TRY("the link is there", outside_link_newest(&t->act, x.id, x.made.task, &link, &found, &err));
    rows = outside_shown(t->a, &d, t->p.lang, link.shares);
    TAP_INT("what was chosen is shown, and nothing else", (int64_t)rows.n, 1);
    TAP("who complains, since it was ticked", outside_person(&d, link.shares) != NULL);
    d.c.privacy = "confidential";
    TAP("not once it is confidential", outside_person(&d, link.shares) == NULL);
    TAP("nor when it was not ticked", outside_person(&d, "description") == NULL);
    TRY_REFUSED("nor by a new link in place of one that shows it",
                outside_renew(&t->act, &t->p, x.id, x.made.task, false, &second, &err),
                "The link shows who complains, and that is not open to you, so you cannot pass it "
                "on. Ask to see it first, or ask anew without it.");
    TAP("which leaves the one there is", opens(t, x.made.secret));
    TRY("whoever may read it may",
        outside_renew(&t->act, &t->p, x.id, x.made.task, true, &second, &err));
    TAP("a word within another one is none",
        !outside_names("own.unit entry.17", "unit") && !outside_names("entry.17", "entry.1"));
    form.outsider = x.outsider;
    form.may_name = false;
    TRY_REFUSED("nobody passes on what they may not read",
                outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "Who complains is not open to you, so you cannot pass it on. Ask to see it first, "
                "or leave it out.");
    form.may_name = true;
    form.why = " ";
    TRY_REFUSED("not without a reason", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "Write why they need the name.");
    form.named = false;
    form.shares = "entry.4";
    TRY_REFUSED("nothing of another case", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "Something that was chosen is not there any more. Choose again.");
    form.shares = NULL;
    TRY_REFUSED("not on a page that is too old",
                outside_ask(&t->act, &t->p, x.id, 1, &form, &made, &err),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
    TRY("they are asked no more", outsider_end(&t->act, x.outsider, 1, &err));
    TRY_REFUSED("so nobody asks them", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "Choose who is asked.");
}

static void register_refusals(struct try *t)
{
    const struct {
        const char *name;
        struct outsider_form form;
        const char *words;
    } rows[] = {
        { "what they are, not said", { .name = "A", .language = "en" }, "Choose what they are." },
        { "what they are, none of the list",
          { .name = "A", .kind = "cousin", .language = "en" },
          "Choose what they are." },
        { "no language",
          { .name = "A", .kind = "developer" },
          "Choose the language they are written to in." },
        { "a language that is none",
          { .name = "A", .kind = "developer", .language = "tlh" },
          "Choose the language they are written to in." },
        { "half an address",
          { .name = "A", .kind = "developer", .language = "en", .email = "repairs@" },
          "Write the mail address like name@example.org." },
    };
    struct outsider_row row = { 0 };
    int64_t id;

    for (size_t i = 0; i < COUNT(rows); i++)
        TRY_REFUSED(rows[i].name, outsider_add(&t->act, &t->p, &rows[i].form, &id, &err),
                    rows[i].words);
    TRY_REFUSED("nobody of that number", outsider_load(&t->act, 999999, &row, &err),
                "There is no such page.");
}

/* The 41st, what is of a team, and what is closed. */
static void ask_refusals(struct try *t)
{
    static const char one[] = "description ";
    struct outside_form form = { .text = "Look at it.", .working_days = 3 };
    struct task_form team = { .text = "Please look.", .working_days = 2 };
    struct closing_form closing = { .reason = "set_aside", .why = "Loans.", .set_aside = "spam" };
    struct buf many = buf_new(t->a);
    struct outside_made made = { 0 };
    const char *second;
    int64_t nobody, id, task = 0;
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "refused", form);
    form.outsider = x.outsider;
    for (int i = 0; i < 61; i++)
        buf_str(&many, one);
    form.shares = buf_text(&many);
    TRY_REFUSED("more than anybody reads", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "Choose at most 60 parts.");
    nobody = try_file_anonymous(t, "nobody");
    form.shares = NULL;
    form.named = form.may_name = true;
    form.why = "They call on them.";
    TRY_REFUSED("the name of nobody", outside_ask(&t->act, &t->p, nobody, 0, &form, &made, &err),
                "Nobody is named in this complaint.");
    form.named = false;
    team.team = t->team;
    TRY("a team is asked", task_ask(&t->act, &t->p, x.id, &team, &task, &err));
    TRY_REFUSED("a team has no link",
                outside_renew(&t->act, &t->p, x.id, task, true, &second, &err),
                "There is no such task.");
    TRY_REFUSED("nor is its answer taken down so",
                outside_take(&t->act, &t->p, x.id, task, false, "Done.", NULL, &err),
                "There is no such task.");
    for (int i = 2; i < TASK_MOST; i++)
        TRY("asked", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err));
    TRY_REFUSED("not for ever", outside_ask(&t->act, &t->p, x.id, 0, &form, &made, &err),
                "A complaint has 40 tasks at most. Ask within one that is open.");
    id = try_file(t, "closed");
    try_as(t, t->manager);
    TRY("closed", closing_close(&t->act, &t->p, id, 0, &closing, &err));
    TRY_REFUSED("nor where it is closed", outside_ask(&t->act, &t->p, id, 0, &form, &made, &err),
                "This complaint is closed. Open it again first.");
}

static void refusals(struct try *t)
{
    try_pack(t, yaml, NULL);
    try_as(t, t->handler);
    register_refusals(t);
    ask_refusals(t);
}

static void beside(struct try *t, const char *text)
{
    struct sql *sql = ARENA_NEW(t->a, struct sql);
    struct err err = { 0 };
    struct value none;
    int64_t n = 0;
    bool ok;

    *sql =
        (struct sql){ .name = "beside", .sqlite = text, .pg = text, .id = 9000, .param_kinds = "" };
    ok = db_exec(t->db, sql, &none, &n, &err);
    TAP_INT("a row is changed beside the program", n, 1);
    try_why(&err, ok);
}

/* Whoever writes to the database beside the program opens nothing with it. */
static void altered(struct try *t)
{
    struct asked x;

    try_as(t, t->handler);
    x = ask(t, "altered", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    TAP("it opens", opens(t, x.made.secret));
    t->altered = true;
    beside(t, "UPDATE outside_link SET shares = 'description'");
    TAP("and opens nothing", !opens(t, x.made.secret));
}

static size_t waits(struct try *t, int64_t staff)
{
    struct err err = { 0 };
    struct rows rows = { 0 };

    try_why(&err, sql_tasks_outside_waiting(t->a, t->db, staff, 10, t->act.now, true, ",", ",",
                                            &rows, &err));
    return rows.n;
}

/* Whoever answers for the case looks after it; while nobody does, whoever asked. */
static void looked_after(struct try *t)
{
    struct asked x;
    size_t mine, theirs;

    try_as(t, t->handler);
    mine = waits(t, t->handler);
    theirs = waits(t, t->second);
    x = ask(t, "after", (struct outside_form){ .text = "Look at it.", .working_days = 3 });
    TAP("not while they have time", waits(t, t->handler) == mine);
    as_outside(t, &x);
    TRY("they ask for more", LATER("Parts.", date_add(zone_date(t->p.zone, t->act.now, NULL), 10)));
    t->altered = true;
    beside(t, arena_printf(t->a, "UPDATE complaint SET owner_id = NULL WHERE id = %" PRId64, x.id));
    TAP("whoever asked looks after it", waits(t, t->handler) == mine + 1);
    TAP("nobody else does", waits(t, t->second) == theirs);
    beside(t, arena_printf(t->a, "UPDATE complaint SET owner_id = %" PRId64 " WHERE id = %" PRId64,
                           t->second, x.id));
    TAP("now whoever answers for it", waits(t, t->second) == theirs + 1);
    TAP("and not whoever asked", waits(t, t->handler) == mine);
}

int main(void)
{
    try_on_both("outside_straight", straight);
    try_on_both("outside_links", links);
    try_on_both("outside_ended", ended);
    try_on_both("outside_time", time_asked);
    try_on_both("outside_without_link", without_link);
    try_on_both("outside_more", more_and_more);
    try_on_both("outside_race", race);
    try_on_both("outside_register", registered);
    try_on_both("outside_shown", shown);
    try_on_both("outside_refusals", refusals);
    try_on_both("outside_altered", altered);
    try_on_both("outside_after", looked_after);
    return tap_done();
}
