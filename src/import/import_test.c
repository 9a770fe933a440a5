/* Importing on both engines: what becomes of each line, nothing twice, the history behind it. */
#include "import/import.h"

#include "base/buf.h"
#include "complaint/pack_read.h"
#include "complaint/verify.h"
#include "db/import_sql.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char yaml[] = "source: old\n"
                           "zone: Europe/London\n"
                           "add_classes: true\n"
                           "fields:\n"
                           "  - { to: external_reference, column: No }\n"
                           "  - { to: received_at, column: Came, date: \"%d/%m/%Y\" }\n"
                           "  - { to: channel, column: How, empty: letter, values: "
                           "[ { is: Phone, becomes: telephone } ] }\n"
                           "  - { to: language, text: en }\n"
                           "  - { to: class, column: About }\n"
                           "  - to: description\n"
                           "    lines: [ \"About: {About}\", \"{Text}\", \"Shop: {Shop}\" ]\n"
                           "  - { to: name, column: Who }\n"
                           "  - { to: stage, column: Done, empty: open, otherwise: closed, "
                           "values: [ { is: \"-\", becomes: open } ] }\n"
                           "  - { to: closed_at, column: Done, dates: [ \"%d/%m/%Y\", \"-\" ] }\n"
                           "entries:\n"
                           "  - fields:\n"
                           "    - { to: text, column: Reply }\n";

static const char head[] = "No,Came,How,About,Text,Shop,Who,Done,Reply\n";
static const char lines[] = "1,03/02/2025,Phone,Lift,\"It stood\nfor a week\",Leeds,Ann,04/02/2025,"
                            "We have repaired it.\n"
                            "2,05/02/2025,,Lift,It stood again,,,,\n"
                            "3,30/02/2025,Phone,Door,No such day,,,,\n"
                            "4,06/02/2025,Smoke,Door,No such channel,,,,\n"
                            "5,06/02/2025,Phone,Door\n"
                            "1,03/02/2025,Phone,Lift,Twice in the file,,,,\n"
                            "6,06/02/2025,Phone,Door and gate,It creaks,,,05/02/2025,\n"
                            "7,06/02/2025,Phone,Door and gate,It creaks,,,07/02/2025,\n";

struct heard {
    struct buf b;
    int64_t ids;
};

static void told(void *to, const struct records *records, const struct import_result *r)
{
    struct heard *h = to;

    (void)records;
    buf_printf(&h->b, "%" PRId64 " ", r->record->line);
    if (r->end == IMPORT_NEW)
        buf_printf(&h->b, "new %s %s\n", r->reference ? r->reference : "-",
                   r->closed ? "closed" : "open");
    if (r->end == IMPORT_KNOWN && r->reference)
        buf_printf(&h->b, "known %s\n", r->reference);
    if (r->end == IMPORT_KNOWN && !r->reference)
        buf_printf(&h->b, "known from line %" PRId64 "\n", r->of_line);
    if (r->end == IMPORT_REJECTED)
        buf_printf(&h->b, "no: %s\n", r->why);
}

static const char *file_make(struct arena *a, const char *first, const char *rest)
{
    char *path = arena_str(a, "/tmp/import_test_XXXXXX");
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;

    TAP("a file to import", f && fputs(first, f) >= 0 && fputs(rest, f) >= 0 && fclose(f) == 0);
    return path;
}

/* What was told of each record, and the counts. */
static const char *run_by(struct try *t, const char *mapping, const char *path, bool dry)
{
    struct heard heard = { .b = buf_new(t->a) };
    struct import_counts n;
    struct mapping map;
    struct import im = { &t->act, &t->p, &map, dry, told, &heard };

    TRY("the mapping is read",
        mapping_read(t->a, (struct bytes){ (const unsigned char *)mapping, strlen(mapping) }, &map,
                     &err));
    TRY("the file is imported", import_file(&im, path, &n, &err));
    buf_printf(&heard.b, "%d read %d added %d known %d rejected %d classes", (int)n.read,
               (int)n.added, (int)n.known, (int)n.rejected, (int)n.classes);
    return buf_text(&heard.b);
}

static const char *run(struct try *t, const char *path, bool dry)
{
    return run_by(t, yaml, path, dry);
}

static void each_line(struct try *t, const char *path)
{
    TAP_TEXT("a dry run says what would become of each line", run(t, path, true),
             "2 new - closed\n4 new - open\n"
             "5 no: received_at: \"30/02/2025\" is no date of the formats that the mapping names.\n"
             "6 no: channel: The value table does not have \"Smoke\".\n"
             "7 no: 4 cells under 9 columns\n8 known from line 2\n"
             "9 no: closed_at: It cannot be closed before it was received.\n10 new - closed\n"
             "8 read 3 added 1 known 4 rejected 2 classes");
    TAP_TEXT("[7.2-a] and the import does it, the same reference once", run(t, path, false),
             "2 new 2025-000001 closed\n4 new 2025-000002 open\n"
             "5 no: received_at: \"30/02/2025\" is no date of the formats that the mapping names.\n"
             "6 no: channel: The value table does not have \"Smoke\".\n"
             "7 no: 4 cells under 9 columns\n8 known 2025-000001\n"
             "9 no: closed_at: It cannot be closed before it was received.\n"
             "10 new 2025-000003 closed\n"
             "8 read 3 added 1 known 4 rejected 2 classes");
    TAP_TEXT("again, it makes nothing twice", run(t, path, false),
             "2 known 2025-000001\n4 known 2025-000002\n"
             "5 no: received_at: \"30/02/2025\" is no date of the formats that the mapping names.\n"
             "6 no: channel: The value table does not have \"Smoke\".\n"
             "7 no: 4 cells under 9 columns\n8 known 2025-000001\n"
             "9 no: closed_at: It cannot be closed before it was received.\n"
             "10 known 2025-000003\n"
             "8 read 0 added 4 known 4 rejected 0 classes");
}

static void closed_case(struct try *t)
{
    struct dossier d;
    char day[INSTANT_TEXT];

    TRY("the closed one loads", dossier_load(&t->act, &t->p, "2025-000001", &d, &err));
    TAP_TEXT("it is closed", d.c.stage, "closed");
    TAP_TEXT("[7.9-a] because it was closed elsewhere", d.c.closing, "imported");
    instant_text(d.c.closed_at, day);
    TAP_TEXT("on the day the file says", day, "2025-02-04T00:00:00Z");
    instant_text(d.c.received_at, day);
    TAP_TEXT("[7.2-c] received on its true day", day, "2025-02-03T00:00:00Z");
    TAP_TEXT("[7.2-d] the statement, line breaks and all", d.c.description.text,
             "About: Lift\nIt stood\nfor a week\nShop: Leeds");
    TAP_TEXT("its channel by the value table", d.c.channel, "telephone");
    TAP_TEXT("its class as a code", d.c.class, "lift");
    TAP_TEXT("who complained", dossier_person(&d, "complainant")->name.text, "Ann");
    TAP_TEXT("where it comes from", d.c.source_system, "old");
    TAP_INT("no clock runs", (int64_t)d.clock.n, 0);
    TAP_INT("one message", (int64_t)d.entry.n, 1);
    TAP_TEXT("which is the reply", d.entry.row[0].text.text, "We have repaired it.");
    TAP_TEXT("to the complainant", d.entry.row[0].direction, "out");
}

static void open_case(struct try *t)
{
    struct dossier d;

    TRY("the open one loads", dossier_load(&t->act, &t->p, "2025-000002", &d, &err));
    TAP_TEXT("it is at the beginning", d.c.stage, "received");
    TAP("its clocks run", d.clock.n > 0);
    TAP("from the day it was received",
        d.clock.n > 0 && d.clock.row[0].started_at.us == d.c.received_at.us);
    TAP_TEXT("a line of empty columns is left out", d.c.description.text,
             "About: Lift\nIt stood again");
    TAP_TEXT("the default channel", d.c.channel, "letter");
    TAP_TEXT("nobody is named", d.c.privacy, "anonymous");
    TAP_TEXT("a class was added to the list",
             procedure_label(&t->p, "class", "door_and_gate", &langs[3]), "Door and gate");
}

/* More records than a batch holds, broken off in the middle: the rest comes with the next try. */
static void again_after_a_break(struct try *t)
{
    struct buf all = buf_new(t->a), half = buf_new(t->a);
    const char *first, *second;

    for (int i = 0; i < 450; i++) {
        const char *line = arena_printf(t->a, "x%d,01/03/2025,Phone,Lift,Noise,,,,\n", i);
        buf_str(&all, line);
        if (i < 210)
            buf_str(&half, line);
    }
    first = file_make(t->a, head, buf_text(&half));
    second = file_make(t->a, head, buf_text(&all));
    TAP("the first half", strstr(run(t, first, false), "\n210 read 210 added 0 known 0 rejected"));
    TAP("and then the rest", strstr(run(t, second, false), "\n450 read 240 added 210 known 0 rej"));
    unlink(first);
    unlink(second);
}

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char pack_yaml[] =
    "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "sources: [{id: s, name: x, mark: V}]\n"
    "classes:\n- {code: goods, " L "}\n- {code: staff, " L "}\n"
    "fields:\n"
    "- {name: lot, kind: number, stage: receipt, classes: [goods], " L "}\n"
    "- {name: price, kind: money, stage: receipt, " L "}\n"
    "- {name: bought, kind: date, stage: receipt, " L "}\n"
    "- {name: paid, kind: choice, stage: receipt, sealed: false, " L ", event: paying,\n"
    "   choices: [{code: cash, " L "}, {code: card, " L "}]}\n"
    "- {name: seller, kind: person, stage: investigation, " L "}\n"
    "- {name: plan, kind: table, stage: response, " L ", columns: [{name: x, kind: text, " L "}]}\n"
    "clocks:\n- {name: pay, starts: [paying], stops: [closed], unit: days, length: 3, source: s, " L
    "}\n";
static const char own_yaml[] =
    "source: shop\nfields:\n"
    "  - { to: external_reference, column: No }\n"
    "  - { to: received_at, text: \"2025-02-03\", date: \"%Y-%m-%d\" }\n"
    "  - { to: stage, column: Stage }\n  - { to: channel, text: letter }\n"
    "  - { to: language, text: en }\n  - { to: description, text: Broken. }\n"
    "  - { to: class, column: About }\n"
    "  - { to: own.lot, column: Lot }\n  - { to: own.price, column: Price }\n"
    "  - { to: own.bought, column: Bought, dates: [ \"%d.%m.%Y\" ] }\n"
    "  - { to: own.paid, column: Paid, values: [ { is: Bar, becomes: cash }, "
    "{ is: Scheck, becomes: cheque } ] }\n"
    "  - { to: own.seller, column: Seller }\n";
static const char own_lines[] = "No,Stage,About,Lot,Price,Bought,Paid,Seller\n"
                                "1,open,goods,17,12.5 EUR,31.01.2025,Bar,Bo Example\n"
                                "2,closed,staff,,,,Bar,\n"
                                "3,open,staff,17,,,,\n"
                                "4,open,goods,many,,,,\n"
                                "5,open,goods,,12.5,,,\n"
                                "6,open,goods,,,2025-01-31,,\n"
                                "7,open,goods,,,,Scheck,\n";

static void pack_in_force(struct try *t)
{
    const struct pack *pack = t->p.pack;
    struct pack_problems problems;
    struct pack_version v;
    struct err load = { 0 };
    bool there = false;
    int64_t id = 0;

    TAP("a pack", pack_read(t->a, pack_yaml, strlen(pack_yaml), &v, &problems));
    TRY("is added", pack_add(&t->act, &v, pack_yaml, strlen(pack_yaml), &id, &there, &err));
    TRY("and taken", pack_take(&t->act, &t->p, id, NULL, &err));
    try_why(&load, procedure_load(t->a, t->db, &t->p, &load));
    t->p.pack = pack;
}

static void own_case(struct try *t, const char *reference, struct dossier *d)
{
    struct complaint_row c = { 0 };

    TRY("it is there", sql_imported_before(t->a, t->db, "shop", reference, &c, &err) &&
                           dossier_load_id(&t->act, &t->p, c.id, d, &err));
}

static bool clock_there(const struct dossier *d, const char *name)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(d->clock.row[i].name, name) == 0)
            return true;
    return false;
}

/* A column becomes an answer to an own field, of its kind; a value that the field may not hold
 * rejects its line and says why. */
static void own_fields(struct try *t)
{
    const char *path = file_make(t->a, own_lines, "");
    struct dossier d;

    pack_in_force(t);
    TAP_TEXT("own fields are filled, each with what it may hold", run_by(t, own_yaml, path, false),
             "2 new 2025-000001 open\n3 new 2025-000002 closed\n"
             "4 no: own.lot: This complaint has no such field.\n"
             "5 no: own.lot: Write a whole number, in digits.\n"
             "6 no: own.price: Write the sum and its currency behind it, for example 12.50 GBP.\n"
             "7 no: own.bought: \"2025-01-31\" is no date of the formats that the mapping names.\n"
             "8 no: own.paid: This is not one of the possible answers. Please choose one.\n"
             "7 read 2 added 0 known 5 rejected 0 classes");
    own_case(t, "1", &d);
    TAP_TEXT("a number", dossier_own(&d, "lot"), "17");
    TAP_TEXT("money", dossier_own(&d, "price"), "12.50 EUR");
    TAP_TEXT("a day", dossier_own(&d, "bought"), "2025-01-31");
    TAP_TEXT("a choice by the value table", dossier_own(&d, "paid"), "cash");
    TAP_TEXT("a person", dossier_own(&d, "seller"), "Bo Example");
    TAP("an answer starts its clock", clock_there(&d, "pay"));
    own_case(t, "2", &d);
    TAP("none in what was closed there", !clock_there(&d, "pay"));
    unlink(path);
}

/* One field from two columns, as an ordinary field may be: the later that has a value counts. */
static void own_twice(struct try *t)
{
    const char *mapping =
        arena_printf(t->a, "%s  - { to: own.lot, column: Later }\n%s", own_yaml,
                     "  - { to: product, column: Lot }\n  - { to: product, column: Later }\n");
    const char *path = file_make(t->a,
                                 "No,Stage,About,Lot,Price,Bought,Paid,Seller,Later\n"
                                 "1,open,goods,17,,,,,18\n",
                                 "2,open,goods,19,,,,,\n");
    struct dossier d;

    pack_in_force(t);
    TAP_TEXT("a field named twice is no fault of a record", run_by(t, mapping, path, true),
             "2 new - open\n3 new - open\n2 read 2 added 0 known 0 rejected 0 classes");
    TAP_TEXT("and the import does what the dry run said", run_by(t, mapping, path, false),
             "2 new 2025-000001 open\n3 new 2025-000002 open\n"
             "2 read 2 added 0 known 0 rejected 0 classes");
    own_case(t, "1", &d);
    TAP_TEXT("it has the later value", dossier_own(&d, "lot"), "18");
    TAP_TEXT("as an ordinary field has", d.c.product.text, "18");
    own_case(t, "2", &d);
    TAP_TEXT("an empty one takes nothing away", dossier_own(&d, "lot"), "19");
    TAP_TEXT("nor of an ordinary field", d.c.product.text, "19");
    unlink(path);
}

static const char said_json[] =
    "source: lines\nformat: jsonl\nfields:\n"
    "  - { to: external_reference, column: no }\n"
    "  - { to: received_at, text: \"0301-05-01\", date: \"%Y-%m-%d\" }\n"
    "  - { to: stage, text: closed }\n  - { to: channel, text: letter }\n"
    "  - { to: language, text: en }\n"
    "  - { to: description, text: Broken. }\n";

/* Some programs put a byte order mark first, and a day that nobody knows may be written as one of
 * the first years.
 */
static void json_lines(struct try *t)
{
    const char *path = file_make(t->a,
                                 BYTE_ORDER_MARK "{\"no\": 1}\n{\"no\": 2, \"no\": 3}\n"
                                                 "{\"no\": 1e999}\n{\"no\": \"\xff\"}\n[4]\n",
                                 "");
    struct verify v = { .a = t->a, .db = t->db };

    TAP_TEXT("each line of JSON says what is wrong with it", run_by(t, said_json, path, false),
             "1 new 0301-000001 closed\n"
             "2 no: A member of the JSON stands twice, near line 1, column 14.\n"
             "3 no: A number of the JSON is too large, near line 1, column 12.\n"
             "4 no: The JSON is not UTF-8.\n5 no: not a JSON object\n"
             "5 read 1 added 0 known 4 rejected 0 classes");
    TRY("a day of the first years is counted as others are", verify_log(&v, &err));
    TAP_INT("and the history verifies", (int64_t)v.n, 0);
    unlink(path);
}

/* Nothing is imported from a file of which nobody knows what is meant. */
static void wrong_files(struct try *t)
{
    const char *twice = file_make(t->a, "No,Came,How,About,Text,Shop,Who,Done,Reply,Text\n", "");
    const struct {
        const char *path, *want;
    } cases[] = {
        { twice, "The file has two columns Text, which the mapping names." },
        { "/tmp", "This file cannot be read: /tmp" },
        { "/nowhere/at/all", "This file cannot be read: /nowhere/at/all" },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct import_counts n;
        struct mapping map;
        struct err why = { 0 };
        struct import im = { &t->act, &t->p, &map };
        TRY("the mapping is read",
            mapping_read(t->a, (struct bytes){ (const unsigned char *)yaml, sizeof yaml - 1 }, &map,
                         &err));
        TAP("the file is refused", !import_file(&im, cases[i].path, &n, &why));
        TAP_TEXT("in words", lang_err(t->a, &langs[0], &why), cases[i].want);
    }
    unlink(twice);
}

static void importing(struct try *t)
{
    const char *path = file_make(t->a, head, lines);

    each_line(t, path);
    closed_case(t);
    open_case(t);
    again_after_a_break(t);
    unlink(path);
}

/* -- without a database -- */

static void dates(void)
{
    static const struct {
        const char *text, *format, *want;
    } cases[] = {
        { "3/19/2015", "%m/%d/%Y", "2015-03-19T04:00:00Z" },
        { "2019/4/25 9:32:09", "%Y/%m/%d %H:%M:%S", "2019-04-25T13:32:09Z" },
        { "2019-04-25T09:32:09+0800", "%Y-%m-%dT%H:%M:%S%z", "2019-04-25T01:32:09Z" },
        { "2019-04-25T09:32:09Z", "rfc3339", "2019-04-25T09:32:09Z" },
        { "2/30/2015", "%m/%d/%Y", NULL },
        { "3/19/2015 x", "%m/%d/%Y", NULL },
        { "", "%m/%d/%Y", NULL },
        { "March", "%B", NULL },
    };
    const struct zone *zone;
    struct err err = { 0 };

    TAP("a zone", zone_open("America/New_York", &zone, &err));
    for (size_t i = 0; i < COUNT(cases); i++) {
        char got[INSTANT_TEXT] = "";
        struct instant t;
        bool read = when_read(cases[i].text, cases[i].format, zone, &t);
        if (read)
            instant_text(t, got);
        TAP_TEXT(cases[i].text, read ? got : NULL, cases[i].want);
    }
}

static void wrong_mappings(void)
{
    static const struct {
        const char *what, *yaml;
    } cases[] = {
        { "no source", "fields: []\n" },
        { "a key nobody reads", "source: x\nfeilds: []\n" },
        { "a format nobody reads", "source: x\nformat: xls\n" },
        { "column and text at once", "source: x\nfields: [ { to: name, column: A, text: b } ]\n" },
        { "an unknown zone", "source: x\nzone: Mars/Olympus\n" },
        { "an unknown field", "source: x\nfields: [ { to: shoe_size, column: A } ]\n" },
        { "what each complaint has is not filled",
          "source: x\nfields: [ { to: name, column: A } ]\n" },
        { "nothing at all", "" },
        { "a field of no procedure", "source: x\nfields: [ { to: own.lot, column: A } ]\n" },
    };
    AUTO_ARENA a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bytes text = { (const unsigned char *)cases[i].yaml, strlen(cases[i].yaml) };
        struct mapping map;
        struct err err = { 0 };
        TAP(cases[i].what, !(mapping_read(a, text, &map, &err) && mapping_check(&map, NULL, &err)));
    }
    TAP_TEXT("a class as a code", class_code(a, "Bank account & service!"), "bank_account_service");
    TAP_TEXT("a class in Chinese", class_code(a, "物业 管理"), "物业_管理");
}

int main(void)
{
    dates();
    wrong_mappings();
    try_on_both("import", importing);
    try_on_both("import_json", json_lines);
    try_on_both("import_files", wrong_files);
    try_on_both("import_own", own_fields);
    try_on_both("import_own_twice", own_twice);
    return tap_done();
}
