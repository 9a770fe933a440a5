/* The same again: found by the clerk, marked and denied by hand, forgotten with an erasure; and
 * what it makes significant. [item 149] [7.6-b] [5.4.1-b] */
#include "complaint/pack_read.h"
#include "complaint/tie.h"
#include "group/join.h"
#include "group/repeat.h"
#include "keep/erase.h"
#include "operation/closing/closing_flow.h"
#include "operation/receipt/filing.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <string.h>

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] =
    "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "classes:\n"
    "  - {code: lift, " L "}\n"
    "  - {code: bill, " L "}\n"
    "fields:\n"
    "  - {name: order_number, kind: text, stage: receipt, asked_of: complainant, " L "}\n"
    "repeats: {months: 12, same: [class], fields: [order_number]}\n"
    "significant:\n"
    "  - {code: third_time, repeats: 2, " L "}\n"
    "  - {code: opened_again, reopened: 1, " L "}\n";

static const char other_yaml[] = "pack: ours\nversion: 2\ntitle: {" L "}\nabout: {" L "}\n"
                                 "classes:\n  - {code: lift, " L "}\n";

/* How somebody complains. */
struct said {
    const char *email, *phone, *class, *order, *privacy, *link;
};

static int64_t file(struct try *t, const char *once, struct said said)
{
    struct own_value own = { "order_number", said.order };
    struct filing f = {
        .one_time = once,
        .type = "complaint",
        .channel = "web",
        .language = "en",
        .description = "The lift stands still.",
        .privacy = said.privacy,
        .class_code = said.class,
        .linked_reference = said.link,
        .link_kind = said.link ? "repeat" : NULL,
        .complainant = { .name = "Marta Vogel", .email = said.email, .phone = said.phone },
        .own = &own,
        .n_own = said.order ? 1 : 0
    };
    struct receipt r = { 0 };
    struct err err = { 0 };

    try_as(t, 0);
    try_why(&err, receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static void closed(struct try *t, int64_t id)
{
    struct closing_form form = {
        .reason = "withdrawn", .why = "Put right.", .lessons = "None.", .ask_satisfaction = true
    };
    struct err err = { 0 };

    try_as(t, 0);
    try_why(&err, withdraw_record(&t->act, &t->p, id, 0, "It works.", false, &err));
    try_as(t, t->handler);
    try_why(&err, closing_close(&t->act, &t->p, id, 0, &form, &err));
    try_days(t, 1);
}

/* The clerk comes by, some time later. */
static void look(struct try *t)
{
    struct err err = { 0 };

    try_days(t, 1);
    try_as(t, 0);
    t->act.actor_kind = "system";
    try_why(&err, repeats_look(&t->act, &t->p, &err));
}

static int repeats(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);

    TAP_INT("the case says how many ties it has", d.c.repeats, tie_repeats(&d));
    return tie_repeats(&d);
}

static const struct said marta = { .email = "marta@example.org", .class = "lift" };

static void found(struct try *t)
{
    int64_t first, second, other_class, somebody, later, phone, with_order, same_order;
    struct dossier d;

    try_pack(t, yaml, NULL);
    first = file(t, "first", marta);
    phone = file(t, "phone", (struct said){ .phone = "+49 30 1234567", .class = "lift" });
    with_order = file(t, "order", (struct said){ .email = "x@example.org", .order = "A-100" });
    second = file(t, "too soon", marta);
    look(t);
    TAP_INT("while the first is open it is the same, not the same again", repeats(t, second), 0);
    closed(t, first);
    closed(t, phone);
    closed(t, with_order);
    later = file(t, "later",
                 (struct said){ .email = "Marta@Example.org", .class = "lift", .order = "B-7" });
    other_class = file(t, "bill", (struct said){ .email = marta.email, .class = "bill" });
    somebody = file(t, "somebody", (struct said){ .email = "jo@example.org", .class = "lift" });
    TAP_INT("filing itself finds nothing and writes nothing of it", repeats(t, later), 0);
    look(t);
    TAP_INT("[item 149] the same person with the same matter is a repeat", repeats(t, later), 1);
    d = try_load(t, later);
    TAP("of the first one", tie_before(&d, first) && !tie_before(&d, second));
    TAP_INT("another class is none", repeats(t, other_class), 0);
    TAP_INT("nor is somebody else", repeats(t, somebody), 0);
    TAP_INT("with one event",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'repeat_found'"), 1);
    look(t);
    TAP_INT("and no second one when looked at again",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'repeat_found'"), 1);
    phone = file(t, "phone again", (struct said){ .phone = "030 1234567", .class = "lift" });
    same_order = file(t, "same order", (struct said){ .email = "y@example.org", .order = "A-100" });
    look(t);
    TAP_INT("a telephone number with and without the country's is one", repeats(t, phone), 1);
    TAP_INT("the same number of an order is enough, whoever complains", repeats(t, same_order), 1);
}

/* A rule of twelve months, and other packs. */
static void limits(struct try *t)
{
    int64_t first, late, confidential, plain;

    try_pack(t, yaml, NULL);
    first = file(t, "first", marta);
    closed(t, first);
    confidential =
        file(t, "confidential",
             (struct said){ .email = marta.email, .class = "lift", .privacy = "confidential" });
    look(t);
    TAP_INT("a confidential one is not compared", repeats(t, confidential), 0);
    try_days(t, 400);
    late = file(t, "late", marta);
    look(t);
    TAP_INT("what is longer ago than the procedure says is none", repeats(t, late), 0);
    closed(t, late);
    try_pack(t, other_yaml, "Nothing is looked for.");
    plain = file(t, "plain", marta);
    look(t);
    TAP_INT("a procedure that says nothing of it looks for nothing", repeats(t, plain), 0);
}

static void linked(struct try *t)
{
    int64_t first, second;

    try_pack(t, yaml, NULL);
    first = file(t, "first", (struct said){ .email = "a@example.org", .class = "lift" });
    try_days(t, 1);
    second = file(t, "second",
                  (struct said){ .email = "b@example.org",
                                 .class = "bill",
                                 .link = try_load(t, first).c.reference });
    look(t);
    TAP_INT("what was sent as a repeat is one", repeats(t, second), 1);
}

static void by_hand(struct try *t)
{
    int64_t first, second, third, part;
    struct joining j = { .reason = "The same lift." };
    struct dossier d;

    try_pack(t, yaml, NULL);
    first = file(t, "first", marta);
    closed(t, first);
    second = file(t, "second", marta);
    look(t);
    try_as(t, t->handler);
    TRY_REFUSED("a reason is asked for", repeat_end(&t->act, &t->p, second, 0, first, " ", &err),
                "Write the reason. It is kept with the complaint.");
    TRY_REFUSED("of a former version nothing is changed",
                repeat_end(&t->act, &t->p, second, 1, first, "Another lift.", &err),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
    TRY("it is not the same", repeat_end(&t->act, &t->p, second, 0, first, "Another lift.", &err));
    TAP_INT("it counts no longer", repeats(t, second), 0);
    d = try_load(t, second);
    TAP_TEXT("why is kept", tie_before(&d, first) ? tie_before(&d, first)->ended_why.text : NULL,
             "Another lift.");
    look(t);
    TAP_INT("the clerk does not find it again", repeats(t, second), 0);
    try_as(t, t->handler);
    TRY_REFUSED("not denied twice",
                repeat_end(&t->act, &t->p, second, 0, first, "Another lift.", &err),
                "It is not marked as the same again as that one.");
    TRY("marked by hand", repeat_mark(&t->act, &t->p, second, 0, first, "It is, though.", &err));
    TAP_INT("it counts again", repeats(t, second), 1);
    TRY_REFUSED("not twice", repeat_mark(&t->act, &t->p, second, 0, first, "Again.", &err),
                "It is marked as the same again already.");
    TRY_REFUSED("not as itself", repeat_mark(&t->act, &t->p, second, 0, second, "x", &err),
                "A complaint cannot be the same again as itself.");
    TRY_REFUSED("not the earlier one as the later",
                repeat_mark(&t->act, &t->p, first, 0, second, "x", &err),
                "That one came later. Open it and mark this one there.");
    third = file(t, "third", (struct said){ .email = "c@example.org", .class = "bill" });
    try_as(t, t->handler);
    j.complaint = third;
    j.main = second;
    TRY("two are joined", join_cases(&t->act, &t->p, &j, &err));
    try_days(t, 1);
    TRY_REFUSED("what is handled together is no repeat",
                repeat_mark(&t->act, &t->p, third, 0, second, "x", &err),
                "The two are handled together, or are parts of one complaint.");
    part =
        file(t, "sealed",
             (struct said){ .email = "d@example.org", .class = "bill", .privacy = "confidential" });
    try_as(t, t->handler);
    TRY_REFUSED("nor a confidential one", repeat_mark(&t->act, &t->p, part, 0, first, "x", &err),
                "One of the two is confidential: that it is the same again would tell who "
                "complains.");
}

static bool why_has(struct try *t, int64_t id, const char *code)
{
    const char *why = try_load(t, id).c.significant_why;

    return why && strstr(why, code);
}

/* The second time on is ordinary, the third is significant. */
static void hard(struct try *t)
{
    int64_t first, second, third;
    struct dossier d;

    try_pack(t, yaml, NULL);
    first = file(t, "first", marta);
    closed(t, first);
    second = file(t, "second", marta);
    look(t);
    TAP("once more is not yet hard", !why_has(t, second, "third_time"));
    closed(t, second);
    third = file(t, "third", marta);
    look(t);
    TAP("[5.4.1-b] the third time is", why_has(t, third, "third_time"));
    TAP("and top management is told", instant_is_set(try_load(t, third).c.significant_alerted_at));
    try_as(t, t->handler);
    TRY("one of the two was another lift",
        repeat_end(&t->act, &t->p, third, 0, first, "Another lift.", &err));
    TAP("then it is hard no longer", !why_has(t, third, "third_time"));
    TRY("opened again", closing_reopen(&t->act, &t->p, second, 0, "It broke again.", &err));
    TAP("[5.4.1-b] opened again so often is", why_has(t, second, "opened_again"));
    d = try_load(t, second);
    TAP_INT("the facts count it", d.facts.reopened, 1);
}

static bool erase(struct try *t, int64_t id, struct err *err)
{
    struct erased erased;
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, t->db, err) && erase_cases(&t->act, &t->p, &id, 1, 0, &erased, err) &&
           tx_commit(&tx, err);
}

static void forgotten(struct try *t)
{
    int64_t first, second, third;

    try_pack(t, yaml, NULL);
    first = file(t, "first", marta);
    closed(t, first);
    second = file(t, "second", marta);
    look(t);
    closed(t, second);
    third = file(t, "third", marta);
    look(t);
    TAP_INT("tied to both", repeats(t, third), 2);
    try_as(t, t->manager);
    TRY("the second is erased", erase(t, second, &err));
    TAP_INT("the third is tied to the first alone", repeats(t, third), 1);
    TAP_INT("nothing names the second any more",
            try_number(t, arena_printf(
                              t->a, "SELECT count(*) AS value FROM case_tie WHERE other_id = %lld",
                              (long long)second)),
            0);
    TAP_INT(
        "nor does it name the first",
        try_number(t, arena_printf(t->a,
                                   "SELECT count(*) AS value FROM case_tie WHERE complaint_id = "
                                   "%lld AND other_id <> 0",
                                   (long long)second)),
        0);
    look(t);
    TAP_INT("and it is not found again", repeats(t, third), 1);
}

int main(void)
{
    try_on_both("repeat_found", found);
    try_on_both("repeat_limits", limits);
    try_on_both("repeat_linked", linked);
    try_on_both("repeat_by_hand", by_hand);
    try_on_both("repeat_hard", hard);
    try_on_both("repeat_forgotten", forgotten);
    return tap_done();
}
