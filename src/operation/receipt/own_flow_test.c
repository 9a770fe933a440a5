/* Own fields and gates of a pack on both engines: stored sealed, with history, and what the rules
 * of the steps make of them. */
#include "complaint/due.h"
#include "complaint/gate.h"
#include "complaint/pack_read.h"
#include "complaint/packs.h"
#include "db/verify_sql.h"
#include "edge/own.h"
#include "export/export.h"
#include "operation/decision/letter.h"
#include "operation/investigation/take_up_flow.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/own_flow.h"
#include "operation/receipt/receipt_sign.h"
#include "operation/receipt/statement.h"
#include "operation/try.h"
#include "people/packs_flow.h"
#include "people/staff.h"
#include "people/team.h"
#include "portal/promises.h"

#include <string.h>

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] =
    "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "sources: [{id: s, name: x, mark: V}]\n"
    "classes:\n"
    "- {code: goods, " L ", classes: [{code: bread, " L "}]}\n"
    "- {code: staff, " L "}\n"
    "fields:\n"
    "- {name: lot, kind: text, stage: receipt, classes: [goods], max: 5, " L "}\n"
    "- {name: price, kind: money, stage: receipt, required: true, " L "}\n"
    "- {name: reached, kind: yes_no, stage: acknowledgement, sealed: false, event: contacted,\n"
    "   event_answers: [\"yes\"], " L "}\n"
    "- {name: cause, kind: lines, stage: closing, required: true, " L "}\n"
    "- {name: baker, kind: person, stage: investigation, required: true, classes: [bread], " L "}\n"
    "- {name: plan, kind: table, stage: response, rows: 3, " L ", columns: [\n"
    "   {name: who, kind: text, required: true, " L "}, {name: until, kind: date, " L "},\n"
    "   {name: state, kind: yes_no, " L "}]}\n"
    "- {name: team, kind: table, stage: response, rows: 2, " L ",\n"
    "   columns: [{name: member, kind: person, " L "}]}\n"
    "- {name: proof, kind: file, stage: response, " L "}\n"
    "- {name: opinion, kind: lines, stage: closing, answered_by: superior, " L "}\n"
    "- {name: board, kind: lines, stage: closing, answered_by: bosses, " L "}\n"
    "roles:\n- {code: bosses, team: Board, duty: {" L "}, " L "}\n"
    "gates:\n"
    "- {before: decision, field: reached, answers: [\"yes\"], en: Reach them., zh-Hans: b, "
    "zh-Hant: c, vi: d}\n"
    "clocks:\n"
    "- {name: call, starts: [received], stops: [contacted, closed], unit: hours, length: 24, "
    "source: s, " L "}\n"
    "- {name: answer, starts: [communicated], stops: [accepted, closed], unit: days, length: 3, "
    "source: s, " L "}\n"
    "- {name: decision, starts: [received], stops: [communicated, closed], unit: days, length: 2, "
    "source: s, " L "}\n";

static void procedure_again(struct try *t)
{
    const struct pack *pack = t->p.pack;
    struct err err = { 0 };

    try_why(&err, procedure_load(t->a, t->db, &t->p, &err));
    t->p.pack = pack;
}

static int64_t pack_in_force(struct try *t)
{
    struct pack_problems problems;
    struct pack_version v;
    int64_t id = 0;
    bool there = true;

    TAP("the pack is sound", pack_read(t->a, yaml, strlen(yaml), &v, &problems));
    TRY("it is added", pack_add(&t->act, &v, yaml, strlen(yaml), &id, &there, &err));
    TAP("for the first time", !there && id != 0);
    TRY("the same again is the same",
        pack_add(&t->act, &v, yaml, strlen(yaml), &id, &there, &err) && there);
    TRY_REFUSED("another text is not",
                pack_add(&t->act, &v, yaml, strlen(yaml) - 1, &id, &there, &err),
                "This version is there with another text. A version never changes: give yours "
                "the next number.");
    TRY("it is taken", pack_take(&t->act, &t->p, id, NULL, &err));
    procedure_again(t);
    TAP("its classes are those one chooses from", procedure_code(&t->p, "class", "bread") != NULL);
    return id;
}

/* A clock that could not run would keep every complaint from being filed. */
static void calendar_unknown(struct try *t)
{
    const char *name = strstr(yaml, "\nversion"), *unit = strstr(yaml, "unit: hours");
    const char *other =
        arena_printf(t->a, "pack: typo%.*scalendar: standart, %s", (int)(unit - name), name, unit);
    struct pack_problems problems;
    struct pack_version v;
    int64_t id = 0;
    bool there;

    TAP("its file is sound", pack_read(t->a, other, strlen(other), &v, &problems));
    TRY("it is added", pack_add(&t->act, &v, other, strlen(other), &id, &there, &err));
    TRY_REFUSED("it is not taken", pack_take(&t->act, &t->p, id, NULL, &err),
                "Clock {clock} of this pack counts by the calendar {calendar}, which is not there. "
                "Add that calendar, or write another one in the pack.");
}

/* It would be accepted, and no decision could be written in any case of it. */
static void early_without_hours(struct try *t)
{
    const char *name = strstr(yaml, "\nversion"), *unit = strstr(yaml, "unit: days");
    const char *other = arena_printf(
        t->a,
        "pack: hasty%.*searly: {within: 3 working_hours, letter: summary}, %s\nletters:\n- {name: "
        "summary, blocks: [{" L "}], " L "}\n",
        (int)(unit - name), name, unit);
    struct pack_problems problems;
    struct pack_version v;
    int64_t id = 0;
    bool there;

    if (!TAP("an early finish reads", pack_read(t->a, other, strlen(other), &v, &problems)))
        return;
    TRY("and is added", pack_add(&t->act, &v, other, strlen(other), &id, &there, &err));
    TRY_REFUSED("working hours without office hours are not taken",
                pack_take(&t->act, &t->p, id, NULL, &err),
                "Working hours need office hours: write them like Mon-Fri 09:00-17:00.");
}

static int64_t file(struct try *t, const char *once, const char *class, const struct own_value *own,
                    size_t n)
{
    struct filing f = { .one_time = once,
                        .channel = "web",
                        .language = "en",
                        .description = "It was hard.",
                        .class_code = class,
                        .complainant = { .name = "Mai Example", .email = "mai@example.org" },
                        .acknowledged_by = "page",
                        .own = own,
                        .n_own = n };
    struct receipt r = { 0 };

    TRY("filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static const char *clock_state(const struct dossier *d, const char *name)
{
    for (size_t i = d->clock.n; i-- > 0;)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return d->clock.row[i].state;
    return "none";
}

#define SAVE(id, name_, value_)                                                                    \
    own_save(&t->act, &t->p, id, 0, &(struct own_value){ name_, value_ }, 1, NULL, &err)

/* The receipt proves what was answered like everything else that was told. */
static void told(struct try *t, int64_t id)
{
    struct signed_receipt r = { 0 };

    try_as(t, 0);
    TRY("[7.2-a] its receipt", receipt_sign(&t->act, &t->p, id, &r, &err));
    TAP_TEXT("states what was answered", statement_value(&r.lines, "own.lot"), "A17");
    TAP_TEXT("all of it", statement_value(&r.lines, "own.price"), "3.20 EUR");
}

static void answers(struct try *t)
{
    static const struct own_value own[] = { { "lot", "A17" }, { "price", "3.20 EUR" } };
    int64_t id = file(t, "one", "bread", own, COUNT(own));
    struct dossier d = try_load(t, id);
    struct export_case out;

    TAP_TEXT("an answer is there", dossier_own(&d, "lot"), "A17");
    TAP("[4.9-a] the case has the version it was filed with", d.pack && d.pack->version == 1);
    TAP_INT("what people write is sealed",
            try_number(t, "SELECT count(*) AS value FROM own_field WHERE plain IS NOT NULL"), 0);
    export_fill(t->a, &t->p, &d, "Reception", &out);
    TAP_TEXT("it leaves with an export", out.fields_text, "lot: A17\nprice: 3.20 EUR");
    TAP_TEXT("which says by what procedure", out.pack, "ours@1");
    told(t, id);
    try_as(t, t->handler);
    TRY_REFUSED("longer than it may be", SAVE(id, "lot", "123456"),
                "This is longer than {max} characters. Please shorten it.");
    TRY_REFUSED("no sum", SAVE(id, "price", "three"),
                "Write the sum and its currency behind it, for example 12.50 GBP.");
    TRY_REFUSED("no answer of the list", SAVE(id, "reached", "perhaps"),
                "This is not one of the possible answers. Please choose one.");
    TRY_REFUSED("no such field", SAVE(id, "colour", "red"), "This complaint has no such field.");
    TRY("changed", SAVE(id, "lot", "B 2"));
    TRY("the same again writes nothing", SAVE(id, "lot", "B 2"));
    TAP_INT("one row, one change",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'fields_changed'"), 1);
    TRY("taken away", SAVE(id, "lot", " "));
    d = try_load(t, id);
    TAP("it is gone", !dossier_own(&d, "lot"));
}

/* One canonical text whatever was typed; what is wrong is said of its cell. */
static void table_answers(struct try *t)
{
    int64_t id = file(t, "table", "staff", NULL, 0);
    struct export_case out;
    struct err why = { 0 };
    const char *value;
    struct dossier d;

    TRY("rows", SAVE(id, "plan", "[{\"state\":\"yes\",\"who\":\"Alf\"},{},{\"until\":\" \"}]"));
    d = try_load(t, id);
    TAP_TEXT("are stored in one way", dossier_own(&d, "plan"),
             "[{\"who\":\"Alf\",\"state\":\"yes\"}]");
    TAP_TEXT("and read in words", dossier_own_shown(t->a, &d, pack_field(d.pack, "plan"), 0),
             "a: Alf; a: Yes");
    export_fill(t->a, &t->p, &d, "Reception", &out);
    TAP_TEXT("an export has the rows", out.fields_text,
             "plan: [{\"who\":\"Alf\",\"state\":\"yes\"}]");
    TRY_REFUSED("a day that is none", SAVE(id, "plan", "[{},{\"who\":\"B\",\"until\":\"soon\"}]"),
                "Write the day as year-month-day, for example 2026-03-31.");
    TRY_REFUSED("a cell each row has", SAVE(id, "plan", "[{\"until\":\"2026-12-01\"}]"),
                "Please fill this in.");
    TRY_REFUSED("more rows than there may be", SAVE(id, "plan", "[{},{},{},{}]"),
                "This is not the table that the procedure asks for, or it has more rows than that "
                "one may have.");
    TRY_REFUSED("a column that is none", SAVE(id, "plan", "[{\"size\":\"3\"}]"),
                "This is not the table that the procedure asks for, or it has more rows than that "
                "one may have.");
    TAP("the error names the cell", !own_read(t->a, pack_field(d.pack, "plan"), "own-plan",
                                              "[{},{\"state\":\"no\"}]", &value, &why) &&
                                        strcmp(why.field, "own-plan-1-who") == 0);
    TRY("emptied", SAVE(id, "plan", "[{},{}]"));
    d = try_load(t, id);
    TAP("it is gone", !dossier_own(&d, "plan"));
    TRY("names in a table", SAVE(id, "team", "[{\"member\":\"Ben\"}]"));
    d = try_load(t, id);
    dossier_hide_identity(&d);
    TAP("are hidden as names are", !dossier_own(&d, "team"));
}

/* Files of other complaints are none of this one's. */
static void proofs(struct try *t)
{
    int64_t id = file(t, "proof", "staff", NULL, 0);

    TRY_REFUSED("no number", SAVE(id, "proof", "photo"),
                "Choose one of the files of this complaint.");
    TRY_REFUSED("no file of this complaint", SAVE(id, "proof", "12345"),
                "Choose one of the files of this complaint.");
    TRY_REFUSED("no file that came with the form", SAVE(id, "proof", OWN_STAGED "12345"),
                "Choose one of the files of this complaint.");
}

static int64_t documents(struct try *t, int64_t id, const char *part)
{
    return try_number(t, arena_printf(t->a,
                                      "SELECT count(*) AS value FROM "
                                      "(SELECT id, complaint_id, part FROM search_doc UNION "
                                      "SELECT id, complaint_id, part FROM search_word_new) d "
                                      "WHERE complaint_id = %" PRId64 " AND part = '%s'",
                                      id, part));
}

/* How many texts wait for the index of SQLite, which another one writes. */
static int64_t waiting(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM search_word_new");
}

/* [D10] */
static void index_waits(struct try *t)
{
    static const struct own_value own[] = { { "lot", "B42" } };
    int64_t before = waiting(t), first, id, added;

    first = file(t, "waits", "goods", own, COUNT(own));
    added = waiting(t) - before;
    if (db_engine(t->db) == DB_SQLITE)
        TAP("[D10] the words of a filing with an own field wait for the index", added >= 2);
    id = file(t, "waits too", "goods", own, COUNT(own));
    TAP_INT("and no other filing puts them in", waiting(t), before + 2 * added);
    TAP_INT("they are found meanwhile", documents(t, first, "internal"), 1);
    TRY("an answer given later", SAVE(id, "cause", "It was wet."));
    TAP_INT("waits as well", waiting(t), before + 2 * added + (added > 0 ? 1 : 0));
    TRY("another answer in its place", SAVE(id, "cause", "It was dry."));
    TAP_INT("stands where the first stood", documents(t, id, "internal"), 2);
}

/* What a reader may not see cannot be found either. [S50] */
static void found(struct try *t)
{
    static const struct own_value own[] = { { "lot", "A17" },
                                            { "reached", "yes" },
                                            { "baker", "Alf" } };
    static const struct own_value name[] = { { "baker", "Ben" } };
    int64_t id = file(t, "found", "bread", own, COUNT(own)), other;
    struct dossier d = try_load(t, id);
    struct rows astray = { 0 };
    struct err why = { 0 };

    TAP_INT("words of answers are one document of the staff", documents(t, id, "internal"), 1);
    TAP_INT("names stand with names", documents(t, id, "identity"), 2);
    other = file(t, "choice", "staff", own, 2);
    TAP_INT("neither choices nor what is not asked are found", documents(t, other, "internal"), 0);
    TAP("who sees a name changes it", own_change_allowed(t->a, &d, name, 1, &why));
    for (size_t i = 0; i < d.own_field.n; i++)
        if (strcmp(d.own_field.row[i].name, "baker") == 0)
            d.own_field.row[i].value.text = NULL;
    TAP("who does not, does not",
        !own_change_allowed(t->a, &d, name, 1, &why) && strcmp(why.field, "own-baker") == 0);
    TAP("but what else there is", own_change_allowed(t->a, &d, own, 2, &why));
    TRY("another name", SAVE(id, "baker", "Ben"));
    TAP_INT("is with names too, in place of the first", documents(t, id, "identity"), 2);
    TRY("each belongs to its case", sql_search_astray(t->a, t->db, &astray, &err));
    TAP_INT("none is astray", (int64_t)astray.n, 0);
}

/* The same value in another field is another filing. */
static void same_again(struct try *t)
{
    struct filing f = { .one_time = "again",
                        .channel = "web",
                        .language = "en",
                        .description = "It was hard.",
                        .class_code = "goods",
                        .own = &(struct own_value){ "lot", "5" },
                        .n_own = 1 };
    struct receipt r = { 0 };

    TRY("filed", receipt_file(&t->act, &t->p, &f, &r, &err) && !r.repeated);
    TRY("and again", receipt_file(&t->act, &t->p, &f, &r, &err) && r.repeated);
    f.own = &(struct own_value){ "cause", "5" };
    TRY_REFUSED("the value under another name", receipt_file(&t->act, &t->p, &f, &r, &err),
                "This form was sent before with other words. Please open a new form.");
}

static void clocks(struct try *t)
{
    int64_t id = file(t, "two", "staff", NULL, 0);
    struct dossier d = try_load(t, id);

    TAP_TEXT("a clock of the pack runs", clock_state(&d, "call"), "running");
    for (size_t i = 0; i < d.clock.n; i++)
        if (strcmp(d.clock.row[i].name, "decision") == 0)
            TAP_INT("the pack's stands in place of the organisation's", d.clock.row[i].length, 2);
    TRY("nobody was reached", SAVE(id, "reached", "no"));
    d = try_load(t, id);
    TAP_TEXT("which stops nothing", clock_state(&d, "call"), "running");
    TRY("they were reached", SAVE(id, "reached", "yes"));
    d = try_load(t, id);
    TAP_TEXT("which does", clock_state(&d, "call"), "met");
    TRY_REFUSED("a field of another class", SAVE(id, "lot", "A"),
                "This complaint has no such field.");
}

static const struct clock_row *clock_named(const struct dossier *d, const char *name)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return &d->clock.row[i];
    return NULL;
}

/* What people read on paper and pages is what the case runs by. */
static void promised(struct try *t)
{
    int64_t id = file(t, "promised", "staff", NULL, 0);
    struct dossier d = try_load(t, id);
    struct date due = zone_date(t->p.zone, clock_named(&d, "decision")->due_at, NULL), day;
    const struct pack_version *now = NULL;
    struct rows rows = { 0 };
    const struct promise *line;
    struct instant at = { 0 };

    TRY("the pack in force", procedure_pack_now(&t->p, t->db, &now, &err));
    day = promise_decision(t->a, &t->p, now, NULL, d.c.received_at);
    TAP("[4.15-a] the form promises the day of the clock", date_compare(day, due) == 0);
    day = promise_decision(t->a, &t->p, NULL, NULL, d.c.received_at);
    TAP("which is not the organisation's", date_compare(day, due) > 0);
    TRY("[4.15-a] and the receipt",
        promises_from(t->a, &t->p, d.pack, NULL, &langs[0], d.c.received_at, &rows, &err));
    line = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        if (line[i].decide)
            TAP("the same", date_compare(line[i].due, due) == 0);
    TRY("[7.8-a] until when the letter awaits an answer",
        letter_answer_by(&t->act, &t->p, &d, &at, &day, &err));
    TAP("is what the pack says",
        date_compare(day, date_add(zone_date(t->p.zone, t->act.now, NULL), 3)) == 0);
}

static size_t lacks(const struct dossier *d, enum gate_step before, enum closing_reason reason)
{
    struct missing m = { 0 };

    gate_missing(&d->facts, before, reason, &m);
    return m.n;
}

static void gates(struct try *t)
{
    int64_t id = file(t, "three", "bread", NULL, 0);
    struct dossier d = try_load(t, id);
    struct missing m = { 0 };
    struct err why = { 0 };

    TAP_INT("a required field of a class below",
            (int64_t)lacks(&d, GATE_INVESTIGATION, CLOSING_NONE), 1);
    TAP_INT("what receipt left open is asked before the assessment",
            (int64_t)lacks(&d, GATE_ASSESSMENT, CLOSING_NONE), 1);
    TAP_INT("a gate on an answer", (int64_t)lacks(&d, GATE_DECISION, CLOSING_NONE), 1);
    TAP_INT("before closing what was dealt with",
            (int64_t)lacks(&d, GATE_CLOSING, CLOSING_ACCEPTED), 1);
    TAP_INT("not who withdraws", (int64_t)lacks(&d, GATE_CLOSING, CLOSING_WITHDRAWN), 0);
    gate_missing(&d.facts, GATE_DECISION, CLOSING_NONE, &m);
    TAP("the refusal is in the pack's words",
        !missing_none(&m, &why) &&
            strcmp(lang_err(t->a, &langs[0], &why), "This is missing first: Reach them.") == 0 &&
            strcmp(lang_err(t->a, &langs[3], &why), "Trước hết còn thiếu: d") == 0);
    TRY("the wrong answer", SAVE(id, "reached", "no"));
    d = try_load(t, id);
    TAP_INT("does not open it", (int64_t)lacks(&d, GATE_DECISION, CLOSING_NONE), 1);
    TRY("the right one", SAVE(id, "reached", "yes"));
    d = try_load(t, id);
    TAP_INT("opens it", (int64_t)lacks(&d, GATE_DECISION, CLOSING_NONE), 0);
    id = file(t, "four", "staff", NULL, 0);
    d = try_load(t, id);
    TAP_INT("another class is asked less", (int64_t)lacks(&d, GATE_INVESTIGATION, CLOSING_NONE), 0);
}

/* A case of the pack before knows nothing of this one. */
static void versions(struct try *t, int64_t before)
{
    struct dossier d = try_load(t, before);

    TAP("an older case keeps its own pack",
        d.pack && strcmp(d.pack->name, "standard") == 0 && d.facts.n_gates == 0);
    TRY_REFUSED("and has none of the new fields", SAVE(before, "lot", "A"),
                "This complaint has no such field.");
    TRY_REFUSED("somebody was faster", own_save(&t->act, &t->p, before, 99, NULL, 0, NULL, &err),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
}

/* -- who answers -- */

#define SUPERIOR                                                                                   \
    "The superior answers this: a manager of this team, or of one above it. Where nobody has "     \
    "that "                                                                                        \
    "role, an administrator gives it to somebody."
#define ANOTHER_TEAM                                                                               \
    "The people of another team answer this, as the procedure says. Where nobody has a role in "   \
    "that team, it is for the superior."

enum { MAY, SUPERIORS, ANOTHERS };

struct try_answer {
    const char *what, *field;
    char who; /* handler, second, manager, top management, key, complainant */
    int expected;
};

static void answer_tried(struct try *t, int64_t id, const struct try_answer *c)
{
    static const char *const words[] = { "allowed", SUPERIOR, ANOTHER_TEAM };
    const char *value = arena_printf(t->a, "%s.", c->what);
    struct err err = { 0 };
    bool ok;

    try_as(t, c->who == 'h'   ? t->handler
              : c->who == 's' ? t->second
              : c->who == 'm' ? t->manager
              : c->who == 't' ? t->top
                              : 0);
    if (c->who == 'k') /* a key with the number of the manager is not the manager */
        t->act.actor_kind = "api", t->act.actor_id = t->manager;
    ok = SAVE(id, c->field, value);
    TAP_TEXT(c->what, ok ? "allowed" : err.text, words[c->expected]);
    if (ok != (c->expected == MAY))
        try_why(&err, ok);
}

static void answers_tried(struct try *t, int64_t id, const struct try_answer *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        answer_tried(t, id, &list[i]);
}

/* There is a team of that name, and nobody in it; then there is somebody. */
static void board_found(struct try *t, int64_t id)
{
    static const struct try_answer empty[] = {
        { "a team without anybody: the superior", "board", 'm', MAY },
        { "and still not the handler", "board", 'h', ANOTHERS },
    };
    static const struct try_answer there[] = {
        { "once somebody is in it: they", "board", 's', MAY },
        { "not the superior", "board", 'm', ANOTHERS },
        { "not the handler now either", "board", 'h', ANOTHERS },
        { "nor is their team the superior", "opinion", 's', SUPERIORS },
    };
    struct role_given role = { .role = "receiver" };

    try_as(t, t->manager);
    TRY("the team is made", team_add(&t->act, "Board", 0, "department", &role.team, &err));
    answers_tried(t, id, empty, COUNT(empty));
    try_as(t, t->manager);
    TRY("somebody is in it", role_give(&t->act, t->second, &role, &err));
    answers_tried(t, id, there, COUNT(there));
}

static void owned_by(struct try *t, int64_t id, int64_t staff)
{
    try_as(t, staff);
    TRY("it is taken up", case_take_up(&t->act, &t->p, id, 0, &err));
}

static void who_answers(struct try *t)
{
    static const struct try_answer list[] = {
        { "[item 83] the handler does not answer for the superior", "opinion", 'h', SUPERIORS },
        { "nor a key", "opinion", 'k', SUPERIORS },
        { "nor a complainant", "opinion", 'c', SUPERIORS },
        { "the manager does", "opinion", 'm', MAY },
        { "and top management", "opinion", 't', MAY },
        { "without the team of a role: the superior", "board", 'm', MAY },
        { "not the handler", "board", 'h', ANOTHERS },
        { "other fields are for whoever works on it", "cause", 'h', MAY },
    };
    int64_t id = file(t, "answerer", "bread", NULL, 0);
    struct role_given leading = { .role = "manager" };
    struct dossier d;

    answers_tried(t, id, list, COUNT(list));
    d = try_load(t, id);
    try_as(t, t->handler);
    TRY("a form that sends it back as it is changes nothing",
        SAVE(id, "opinion", dossier_own(&d, "opinion")));
    TRY_REFUSED("nor is it taken away", SAVE(id, "opinion", ""), SUPERIOR);
    board_found(t, id);
    owned_by(t, id, t->manager);
    answer_tried(
        t, id,
        &(struct try_answer){ "top management, whom a copy asks, answers", "opinion", 't', MAY });
    answer_tried(t, id,
                 &(struct try_answer){ "no other manager leads, so that nobody is locked out",
                                       "opinion", 'm', MAY });
    leading.team = try_load(t, id).c.team_id;
    try_as(t, t->top);
    TRY("another manager comes", role_give(&t->act, t->second, &leading, &err));
    answer_tried(
        t, id,
        &(struct try_answer){ "who owns it is not their own superior", "opinion", 'm', SUPERIORS });
}

/* What a new version leaves out keeps its place in the tree: its cases are still those of the class
 * above it. */
static void class_left_out(struct try *t)
{
    static const char leaf[] = ", classes: [{code: bread, " L "}]";
    const char *below = strstr(yaml, leaf), *fields = strstr(yaml, "fields:");
    const char *next =
        arena_printf(t->a, "pack: ours\nversion: 9%.*s%.*s", (int)(below - strstr(yaml, "\ntitle")),
                     strstr(yaml, "\ntitle"), (int)(fields - below - (sizeof leaf - 1)),
                     below + sizeof leaf - 1);
    struct pack_problems problems;
    const struct pack_version *now;
    struct pack_version v;
    int64_t id = 0;
    bool there;

    TAP("a version without a class", pack_read(t->a, next, strlen(next), &v, &problems));
    TRY("is added", pack_add(&t->act, &v, next, strlen(next), &id, &there, &err));
    TRY("and taken", pack_take(&t->act, &t->p, id, NULL, &err));
    procedure_again(t);
    TRY("every version is read", pack_shelf_follow(t->p.shelf, t->db, &err));
    TRY("the one in force", procedure_pack_now(&t->p, t->db, &now, &err));
    TAP_TEXT("has nothing below that class", pack_classes_below(t->a, now, "goods"), "goods");
    TAP_TEXT("what stood there is asked for with it",
             procedure_classes_below(t->a, &t->p, now, "goods"), "goods bread");
    TAP_TEXT("and with no other", procedure_classes_below(t->a, &t->p, now, "staff"), "staff");
}

static void all(struct try *t)
{
    int64_t before = try_file(t, "before");

    try_as(t, t->manager);
    calendar_unknown(t);
    early_without_hours(t);
    pack_in_force(t);
    answers(t);
    table_answers(t);
    proofs(t);
    index_waits(t);
    found(t);
    same_again(t);
    clocks(t);
    promised(t);
    gates(t);
    who_answers(t);
    versions(t, before);
    class_left_out(t);
}

int main(void)
{
    try_on_both("own", all);
    return tap_done();
}
