/* What stands still, and what runs on: waiting and setting aside in every order, what ends them,
 * and what is refused meanwhile. On both engines. C6 */
#include "desk/keep_flow.h"

#include "desk/delay_flow.h"
#include "desk/write_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/decision/decision_flow.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/response/response_flow.h"
#include "operation/tracking/tracking_flow.h"
#include "operation/try.h"

#include <string.h>

#define PACK                                                                                       \
    "pack: strict\nversion: 1\n"                                                                   \
    "title: {en: T, zh-Hans: T, zh-Hant: T, vi: T}\nabout: {en: T, zh-Hans: T, zh-Hant: T, vi: "   \
    "T}\n"                                                                                         \
    "sources: [{id: ours, name: Ours, mark: R}]\n"                                                 \
    "clocks:\n- {name: strict, starts: [received], stops: [closed], unit: days, length: 20, "      \
    "source: ours, en: Strict, zh-Hans: S, zh-Hant: S, vi: S}\n"                                   \
    "- {name: soft, starts: [received], stops: [closed], unit: days, length: 20, pauses: true, "   \
    "source: ours, en: Soft, zh-Hans: S, zh-Hant: S, vi: S}\n"

static int64_t due(struct try *t, int64_t id, const char *name)
{
    return try_clock(t, id, name)->due_at.us / SECONDS(86400);
}

#define STANDS(t, id, name) (strcmp(try_clock(t, id, name)->state, "paused") == 0)
#define RUNS(t, id, name) (strcmp(try_clock(t, id, name)->state, "running") == 0)

static struct keep keep_of(int64_t id, const char *choice)
{
    return (struct keep){ .complaint = id, .choice = choice, .reason = "We think so." };
}

#define DO(flow) flow(&t->act, &t->p, &k, &err)

static void waits(struct try *t, int64_t id, const char *whom)
{
    struct keep k = keep_of(id, whom);

    try_as(t, t->manager);
    TRY("it waits", DO(keep_wait));
}

static void aside(struct try *t, int64_t id)
{
    struct keep k = keep_of(id, "spam");

    try_as(t, t->manager);
    TRY("it is set aside", DO(keep_set_aside));
    TAP("and all its clocks stand still", STANDS(t, id, "strict") && STANDS(t, id, "soft"));
}

static void back(struct try *t, int64_t id)
{
    struct keep k = keep_of(id, NULL);

    try_as(t, t->manager);
    TRY("it is taken back", DO(keep_take_back));
}

static void writes(struct try *t, int64_t id)
{
    struct added added = { .kind = "fact", .text = "I am no robot.", .language = "en" };

    try_as(t, 0);
    TRY("the complainant writes", tracking_add(&t->act, &t->p, id, &added, &err));
    try_as(t, t->manager);
}

/* The day on which clocks start does not count, so that nothing stands still on it. */
static int64_t filed(struct try *t, const char *one_time)
{
    int64_t id = try_file(t, one_time);

    try_days(t, 1);
    return id;
}

/* Nobody works on it, by whatever way they come; what is owed to its data is done. */
static void worked_on_aside(struct try *t)
{
    int64_t id = filed(t, "worked on aside");
    struct keep k = keep_of(id, "enquiry");
    struct writing w = { .text = "We look into it.", .language = "en" };
    const char *no = "This is set aside. Take it back into the queues first.";

    aside(t, id);
    TRY_REFUSED("[4.12-a] it is not turned into something else", DO(keep_retype), no);
    k.choice = arena_printf(t->a, "%" PRId64, t->handler);
    TRY_REFUSED("nor given to somebody", DO(keep_assign), no);
    TRY_REFUSED("nobody takes it up", case_take_up(&t->act, &t->p, id, 0, &err), no);
    TRY_REFUSED("no reply goes out", write_reply(&t->act, &t->p, id, &w, &err), no);
    t->act.actor_kind = "api";
    TRY_REFUSED("nor one of another system", write_reply(&t->act, &t->p, id, &w, &err), no);
    try_as(t, t->manager);
    TAP("and all stands still", STANDS(t, id, "strict") && STANDS(t, id, "soft"));
    TRY("a note is written", write_note(&t->act, &t->p, id, &w, &err));
    back(t, id);
    TRY("taken back, a reply goes out", write_reply(&t->act, &t->p, id, &w, &err));
}

/* What waits goes on waiting, and nothing else does. */
static void waiting_then_aside(struct try *t)
{
    int64_t id = filed(t, "waiting then aside"), strict = due(t, id, "strict"),
            soft = due(t, id, "soft");
    struct keep k = keep_of(id, NULL);

    waits(t, id, "complainant");
    try_days(t, 2);
    aside(t, id);
    try_days(t, 3);
    back(t, id);
    TAP("a clock that no waiting stops runs on", RUNS(t, id, "strict"));
    TAP_INT("later by the days aside", due(t, id, "strict"), strict + 3);
    TAP("the other stands still", STANDS(t, id, "soft"));
    try_days(t, 4);
    TRY("until the waiting ends", DO(keep_resume));
    TAP("and then runs on", RUNS(t, id, "soft"));
    TAP_INT("later by all those days, each once", due(t, id, "soft"), soft + 9);
    TAP_INT("and the first one is as it was", due(t, id, "strict"), strict + 3);
}

/* Whom it waited for has written: but it is set aside. */
static void writing_meanwhile(struct try *t)
{
    int64_t id = filed(t, "writing meanwhile"), strict = due(t, id, "strict"),
            soft = due(t, id, "soft");
    struct keep k = keep_of(id, "others");

    waits(t, id, "complainant");
    aside(t, id);
    try_days(t, 1);
    writes(t, id);
    TAP("nobody is waited for any more", !try_load(t, id).c.waiting);
    TAP("and all stands still: it is set aside", STANDS(t, id, "strict") && STANDS(t, id, "soft"));
    TRY_REFUSED("and waits for nobody", DO(keep_wait),
                "This is set aside. Take it back into the queues first.");
    try_days(t, 2);
    back(t, id);
    TAP("taken back, all runs", RUNS(t, id, "strict") && RUNS(t, id, "soft"));
    TAP("later by the days aside",
        due(t, id, "strict") == strict + 3 && due(t, id, "soft") == soft + 3);
}

/* Deciding and answering end what it waited for. */
static void decided_meanwhile(struct try *t)
{
    int64_t id = filed(t, "decided meanwhile"), soft = due(t, id, "soft");

    waits(t, id, "others");
    TAP("it stands still", STANDS(t, id, "soft"));
    try_days(t, 2);
    try_as(t, 0);
    TRY("[7.9-a] it is withdrawn",
        withdraw_record(&t->act, &t->p, id, 0, "It is mended.", false, &err));
    TAP("nobody is waited for any more", !try_load(t, id).c.waiting);
    TAP("and its clock runs on", RUNS(t, id, "soft"));
    TAP_INT("later by those days", due(t, id, "soft"), soft + 2);
}

/* What ends while it stands still is judged by what had run of it. */
static void ended_waiting(struct try *t)
{
    int64_t id = filed(t, "ended waiting"), soft = due(t, id, "soft");
    struct closing_form form = { .reason = "set_aside",
                                 .why = "Offers of loans.",
                                 .set_aside = "spam" };
    const struct clock_row *k;
    struct rows pauses = { 0 };

    waits(t, id, "complainant");
    try_days(t, 30);
    TRY("it is closed while it waits", closing_close(&t->act, &t->p, id, 0, &form, &err));
    k = try_clock(t, id, "soft");
    TAP_TEXT("[4.15-a] what stood still was kept", k->state, "met");
    TAP("and nobody is asked why it was missed", !instant_is_set(k->breached_at));
    TAP_INT("it was due later by those days", k->due_at.us / SECONDS(86400), soft + 30);
    TAP_TEXT("what ran on was missed", try_clock(t, id, "strict")->state, "missed");
    TRY("its pauses are there", clock_pause_of(t->a, t->db, id, &pauses, &err));
    for (size_t i = 0; i < pauses.n; i++)
        TAP("and over", instant_is_set(((const struct clock_pause_row *)pauses.row)[i].until_at));
}

/* What is closed as spam comes back by being opened again. */
static void closed_aside(struct try *t)
{
    int64_t id = try_file(t, "closed aside");
    struct closing_form form = { .reason = "set_aside",
                                 .why = "Offers of loans.",
                                 .set_aside = "spam" };
    struct delay_form late = { .clock = "decision", .reason = "An expert is ill." };
    struct keep k = keep_of(id, NULL);

    try_as(t, t->manager);
    TRY("closed as spam", closing_close(&t->act, &t->p, id, 0, &form, &err));
    TRY_REFUSED("is not taken back into queues of open ones", DO(keep_take_back),
                "This complaint is closed. Open it again first.");
    TRY_REFUSED("nor is anything done at once any more",
                measure_add(&t->act, &t->p, id, 0, "The pump.", &err),
                "This complaint was closed before.");
    TRY_REFUSED("and no delay is told", delay_tell(&t->act, &t->p, id, 0, &late, &err),
                "This complaint is closed. Open it again first.");
    TRY("but opened again", closing_reopen(&t->act, &t->p, id, 0, "It was real.", &err));
    TAP("and is set aside no more", !try_load(t, id).c.set_aside && RUNS(t, id, "decision"));
}

/* What is chosen is one of what can be, and fits what there is. */
static void refusals(struct try *t)
{
    typedef bool keep_flow(const struct act *, const struct procedure *, const struct keep *,
                           struct err *);
    int64_t id = filed(t, "refusals"), other = try_file(t, "another"),
            held = filed(t, "held already");
    const struct {
        const char *name;
        keep_flow *flow;
        int64_t id;
        const char *choice, *words;
    } rows[] = {
        { "[4.12-a] nobody", keep_assign, id, NULL, "Choose who is to answer for the complaint." },
        { "waiting for nobody", keep_wait, id, "nobody", "Choose whom the complaint waits for." },
        { "waiting twice", keep_wait, held, "others", "This complaint is waiting already." },
        { "going on without having waited", keep_resume, id, NULL,
          "This complaint waits for nobody." },
        { "[3-a] no kind of contact", keep_retype, id, "rumour",
          "Choose what kind of contact it is." },
        { "no class", keep_reclass, id, NULL, "Choose one of the list." },
        { "a class that is none", keep_reclass, id, "no_such_class", "Choose one of the list." },
        { "aside for no reason of the list", keep_set_aside, id, "dull",
          "Choose why it is set aside." },
        { "taken back from nowhere", keep_take_back, id, NULL, "This is not set aside." },
    };
    const int64_t ids[] = { id };
    struct err whys[1] = { 0 };
    struct keep link = keep_of(id, "cousin"), none = keep_of(id, "");

    waits(t, held, "complainant");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct keep k = keep_of(rows[i].id, rows[i].choice);
        TRY_REFUSED(rows[i].name, DO(rows[i].flow), rows[i].words);
    }
    TRY_REFUSED("no way in which two belong together",
                keep_link(&t->act, &t->p, &link, other, &err),
                "Choose how the two belong together.");
    TRY_REFUSED("[4.12-a] handed over to nobody",
                keep_hand_over(&t->act, &t->p, &none, ids, 1, whys, &err),
                "Choose who is to answer for the complaint.");
    TAP("[4.12-a] and nothing is handed over", try_load(t, id).c.owner_id == 0);
}

static void all(struct try *t)
{
    try_pack(t, PACK, NULL);
    waiting_then_aside(t);
    writing_meanwhile(t);
    worked_on_aside(t);
    decided_meanwhile(t);
    ended_waiting(t);
    closed_aside(t);
    refusals(t);
}

int main(void)
{
    try_on_both("keep_flow", all);
    return tap_done();
}
