/* A delay that is told: the date stays, the letter has all passages of the procedure, and the way
 * outside is open before there is a decision. On both engines. */
#include "desk/delay_flow.h"
#include "desk/extend_flow.h"
#include "operation/closing/closing_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/step.h"
#include "operation/try.h"

#include <string.h>

#define OUTSIDE "You may go to the ombudsman now."
#define PACK                                                                                       \
    "pack: told\nversion: 1\n"                                                                     \
    "title: {en: T, zh-Hans: T, zh-Hant: T, vi: T}\nabout: {en: T, zh-Hans: T, zh-Hant: T, vi: "   \
    "T}\n"                                                                                         \
    "sources: [{id: ours, name: Ours, mark: R}]\n"                                                 \
    "letters:\n- {name: holding, en: H, zh-Hans: H, zh-Hant: H, vi: H, blocks: [{en: \"" OUTSIDE   \
    "\", zh-Hans: \"" OUTSIDE "\", zh-Hant: \"" OUTSIDE "\", vi: \"" OUTSIDE "\"}]}\n"             \
    "clocks:\n- {name: decision, starts: [received], stops: [communicated, closed], unit: days, "  \
    "length: 20, tells: \"100:manager\", holding: holding, extends: \"5\", source: ours, en: "     \
    "Answer, zh-Hans: A, zh-Hant: A, vi: A}\n"                                                     \
    "- {name: outside, starts: [delay_told], stops: [closed], unit: months, length: 6, source: "   \
    "ours, en: Outside, zh-Hans: O, zh-Hant: O, vi: O}\n"

static struct date today(const struct try *t)
{
    return zone_date(t->p.zone, t->act.now, NULL);
}

static int64_t messages(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM outbox WHERE kind = 'update'");
}

static void refused(struct try *t, int64_t id)
{
    char endless[REASON_MOST + 2] = "";
    struct delay_form form = { "decision", "An expert is ill.", date_add(today(t), 30) };
    struct delay_form other = form;

    other.clock = "assess";
    TRY_REFUSED("a clock without such a letter", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "Choose what comes later than it was promised.");
    other = form;
    other.reason = " ";
    TRY_REFUSED("no reason", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "Write the reason. It is kept with the complaint.");
    memset(endless, 'x', sizeof endless - 1);
    other.reason = endless;
    TRY_REFUSED("[S11] a reason without end", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "This is longer than {max} characters. Please shorten it.");
    other = form;
    other.expected_on = (struct date){ 0 };
    TRY_REFUSED("no day", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "Write the day by which the complainant can expect it.");
    other.expected_on = date_add(today(t), -1);
    TRY_REFUSED("a day that is over", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "Write the day by which the complainant can expect it.");
    other.expected_on = date_add(today(t), 20);
    TRY_REFUSED("a day on which it is not late", delay_tell(&t->act, &t->p, id, 0, &other, &err),
                "It is due on {date}: until then nothing is late. Write a later day.");
    TAP_INT("nothing was sent", messages(t), 0);
}

static void told(struct try *t, int64_t id)
{
    struct delay_form form = { "decision", "An expert is ill.", date_add(today(t), 30) };
    struct instant due = try_clock(t, id, "decision")->due_at;
    const struct clock_row *clock;
    const char *text;
    struct dossier d;

    try_as(t, t->handler);
    TRY_REFUSED("no way outside before",
                outside_record(&t->act, &t->p, id, 0, "chosen", "FOS", &err),
                "The outside options follow when a decision was rejected.");
    TRY("told by whoever handles it", delay_tell(&t->act, &t->p, id, 0, &form, &err));
    TRY_REFUSED("C7 once", delay_tell(&t->act, &t->p, id, 0, &form, &err),
                "These very words went to the complainant today, in the same way. Nothing was sent "
                "again. Write what is new, or choose another way.");
    clock = try_clock(t, id, "decision");
    TAP("C7 the date stays", clock->due_at.us == due.us && clock->length == 20 &&
                                 clock->extended == 0 && strcmp(clock->state, "running") == 0);
    TAP("and keeps when it was told", clock->delay_told_at.us == t->act.now.us);
    TAP_DAY("and for when it is expected", clock->expected_on, form.expected_on);
    d = try_load(t, id);
    text = d.entry.n > 0 ? d.entry.row[d.entry.n - 1].text.text : "";
    TAP("the letter has the reason", strstr(text, "An expert is ill.") != NULL);
    TAP("and the passage of the procedure", strstr(text, OUTSIDE) != NULL);
    TAP_INT("and is on its way", messages(t), 1);
    TAP("what starts with it runs", try_clock(t, id, "outside") != NULL);
    TRY("C7 the way outside is open",
        outside_record(&t->act, &t->p, id, 0, "chosen", "The ombudsman has it.", &err));
    TRY("and is closed again",
        outside_record(&t->act, &t->p, id, 0, "resolved", "They went back to us.", &err));
}

static void again(struct try *t, int64_t id)
{
    struct delay_form form = { "decision", "Still ill.", { 0 } };
    struct instant due = try_clock(t, id, "decision")->due_at;
    int64_t before;

    try_days(t, 40);
    TRY("the clerk looks", overdue_all(&t->act, &t->p, &err));
    TAP("it is missed none the less", instant_is_set(try_clock(t, id, "decision")->breached_at));
    form.expected_on = date_add(today(t), 7);
    before = messages(t);
    TRY("told again after the date", delay_tell(&t->act, &t->p, id, 0, &form, &err));
    TAP_DAY("for another day", try_clock(t, id, "decision")->expected_on, form.expected_on);
    TAP("the date stays still", try_clock(t, id, "decision")->due_at.us == due.us);
    TAP_INT("by another message", messages(t), before + 1);
}

/* Telling is no agreement: more time is agreed to as before, and both stand. */
static void longer(struct try *t, int64_t id)
{
    struct delay_form form = { "decision", "An expert is ill.", date_add(today(t), 30) };
    struct keep k = { .complaint = id, .choice = "decision", .reason = "It was agreed." };

    try_as(t, t->handler);
    TRY("told", delay_tell(&t->act, &t->p, id, 0, &form, &err));
    try_as(t, t->manager);
    TRY("more time", keep_extend(&t->act, &t->p, &k, &err));
    TAP_INT("is counted from the start", try_clock(t, id, "decision")->length, 25);
    TAP_DAY("and what was told stays", try_clock(t, id, "decision")->expected_on, form.expected_on);
}

static void test(struct try *t)
{
    int64_t id;

    try_pack(t, PACK, NULL);
    id = try_file(t, "held");
    refused(t, id);
    told(t, id);
    again(t, id);
    longer(t, try_file(t, "longer"));
}

int main(void)
{
    try_on_both("delay", test);
    return tap_done();
}
