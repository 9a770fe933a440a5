/* Routes of a pack on both engines: which fits, whose turn it is, and what is kept of it. */
#include "complaint/routing.h"

#include "complaint/named_team.h"
#include "complaint/pack_read.h"
#include "desk/route_flow.h"
#include "operation/assessment/assess_flow.h"
#include "operation/receipt/filing.h"
#include "operation/response/remedy_flow.h"
#include "operation/try.h"
#include "people/absence.h"
#include "people/packs_flow.h"
#include "people/team.h"

#include <string.h>

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] =
    "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
    "classes:\n- {code: goods, " L ", classes: [{code: bread, " L "}]}\n- {code: staff, " L "}\n"
    "- {code: oven, team: Quality, " L "}\n"
    "- {code: lift, team: Lift temm, " L ", classes: [{code: doors, " L "}]}\n"
    "routes:\n"
    "- {name: grave, severities: [critical], team: Quality, owner: by_load, " L "}\n"
    "- {name: hanoi, places: [Hà Nội], team: Hanoi, " L "}\n"
    "- {name: bread, classes: [goods], team: Bakery, owner: round_robin, " L "}\n"
    "- {name: speak, languages: [vi], team: Bakery, owner: by_competence, " L "}\n"
    "- {name: inside, units: [Hanoi], team: Nowhere, " L "}\n"
    "- {name: others, " L "}\n";

struct bakery {
    struct try *t;
    int64_t bakery, quality, hanoi;
    int64_t ada, ben, eve; /* of the bakery */
    int64_t quinn;         /* of quality */
};

static int64_t member(struct try *t, const char *name, int64_t team, const char *competences)
{
    struct staff_row staff = { .login_mac = arena_bytes(t->a, name, strlen(name)),
                               .login = secret_text(name),
                               .name = secret_text(name),
                               .competences = competences };
    struct staff_role_row role = { .team_id = team, .role = "handler" };
    struct err err = { 0 };
    struct history h;
    AUTO_TX tx = { 0 };

    TAP("somebody works there",
        tx_begin(&tx, t->db, &err) &&
            history_begin(&h, &t->act, COMPLAINT_NONE, "staff_added", NULL, &err) &&
            history_insert(&h, &staff_table, &staff, &err) &&
            (role.staff_id = staff.id, history_insert(&h, &staff_role_table, &role, &err)) &&
            history_end(&h, &err) && tx_commit(&tx, &err));
    return staff.id;
}

static void procedure_again(struct try *t)
{
    const struct pack *pack = t->p.pack;
    struct err err = { 0 };

    try_why(&err, procedure_load(t->a, t->db, &t->p, &err));
    t->p.pack = pack;
}

static void make(struct bakery *w)
{
    struct try *t = w->t;
    struct pack_problems problems;
    struct pack_version v;
    int64_t id = 0;
    bool there;

    TRY("a team", team_add(&t->act, "Bakery", t->team, "department", &w->bakery, &err));
    TRY("another", team_add(&t->act, "Quality", t->team, "department", &w->quality, &err));
    TRY("a third", team_add(&t->act, "Hanoi", t->team, "branch", &w->hanoi, &err));
    w->ada = member(t, "ada", w->bakery, "goods");
    w->ben = member(t, "ben", w->bakery, "vi goods");
    w->eve = member(t, "eve", w->bakery, NULL);
    w->quinn = member(t, "quinn", w->quality, NULL);
    TAP("the pack is sound", pack_read(t->a, yaml, strlen(yaml), &v, &problems));
    TRY("added", pack_add(&t->act, &v, yaml, strlen(yaml), &id, &there, &err));
    TRY("taken", pack_take(&t->act, &t->p, id, NULL, &err));
    procedure_again(t);
}

/* Names of the teams that the pack in force names and that do not exist, each once. */
static const char *missing(struct try *t)
{
    const struct named_use *use;
    const struct pack_version *v;
    const char *all = "";
    struct rows rows = { 0 };

    TRY("in force", procedure_pack_now(&t->p, t->db, &v, &err));
    TRY("what is missing", named_teams_missing(&t->act, v, &rows, &err));
    use = rows.row;
    for (size_t i = 0; i < rows.n; i++)
        all = arena_printf(t->a, "%s%s:%s ", all, use[i].part, use[i].team);
    return all;
}

static struct dossier filed(struct bakery *w, const char *once, struct filing f)
{
    struct receipt r = { 0 };

    f.one_time = once;
    f.channel = "web";
    f.language = f.language ? f.language : "en";
    f.description = "It was hard.";
    f.acknowledged_by = "page";
    try_as(w->t, 0);
    TRY("filed", receipt_file(&w->t->act, &w->t->p, &f, &r, &err));
    return try_load(w->t, r.complaint);
}

static const struct routing_row *last(struct try *t, const struct dossier *d, size_t *n)
{
    static const struct routing_row none = { 0 };
    struct err err = { 0 };
    struct rows rows = { 0 };

    try_why(&err, routing_of(t->a, t->db, d->c.id, &rows, &err));
    *n = rows.n;
    return rows.n > 0 ? (const struct routing_row *)rows.row + rows.n - 1 : &none;
}

static void first_match(struct bakery *w)
{
    struct dossier d =
        filed(w, "r1", (struct filing){ .class_code = "bread", .place = "123 hà NỘI" });
    const struct routing_row *row;
    size_t n;

    TAP_INT("[4.12-a] the first route that fits counts, however it is written", d.c.team_id,
            w->hanoi);
    TAP_INT("a route without a way to find one leaves it to the team", d.c.owner_id, 0);
    row = last(w->t, &d, &n);
    TAP_TEXT("it is kept which", row->rule, "hanoi");
    TAP_TEXT("and why, without what people wrote", row->because, "place");
    TAP_TEXT("and when", row->way, "filed");
    d = filed(w, "r2", (struct filing){ .class_code = "staff" });
    TAP_INT("all others go where they went", d.c.team_id, w->t->team);
    TAP_TEXT("by the last route", last(w->t, &d, &n)->rule, "others");
    d = filed(w, "r3", (struct filing){ .class_code = "staff", .team = w->hanoi });
    TAP_TEXT("where it came in is a condition", last(w->t, &d, &n)->rule, "inside");
    TAP_INT("a team that is not there is passed over", d.c.team_id, w->hanoi);
}

static void turns(struct bakery *w)
{
    int64_t want[] = { w->ada, w->ben, w->eve, w->ada };

    for (size_t i = 0; i < COUNT(want); i++) {
        struct dossier d = filed(w, arena_printf(w->t->a, "t%zu", i),
                                 (struct filing){ .class_code = i % 2 ? "bread" : "goods" });
        size_t n;
        TAP_INT("one after the other, those below the class too", d.c.owner_id, want[i]);
        TAP_INT("whoever got it has the owner's part", (int64_t)d.involvement.n, 1);
        TAP_TEXT("the class is in the reason", last(w->t, &d, &n)->because,
                 i % 2 ? "class=bread" : "class=goods");
    }
}

static void competence(struct bakery *w)
{
    struct dossier d = filed(w, "c1", (struct filing){ .language = "vi" });
    size_t n;

    TAP_INT("[6.4] who is good at it gets it", d.c.owner_id, w->ben);
    TAP_TEXT("and that is why", last(w->t, &d, &n)->chosen, "by_competence");
}

static void severity(struct bakery *w)
{
    struct assess_form form = { .scope = "inside",
                                .severity = "critical",
                                .safety = "none",
                                .complexity = "simple",
                                .impact = "individual",
                                .need = "no",
                                .validity = "valid",
                                .reasons = "It may spread." };
    struct dossier d = filed(w, "s1", (struct filing){ .class_code = "bread" });
    const struct routing_row *row;
    size_t n;

    try_as(w->t, w->ada);
    TRY("[7.5-a] assessed", assess_give(&w->t->act, &w->t->p, d.c.id, 0, &form, &err));
    d = try_load(w->t, d.c.id);
    TAP_INT("[4.12-a] the severity sends it on", d.c.team_id, w->quality);
    TAP_INT("to somebody who answers for it", d.c.owner_id, w->quinn);
    row = last(w->t, &d, &n);
    TAP_INT("each time is kept", (int64_t)n, 2);
    TAP_TEXT("with the reason", row->because, "severity=critical");
    TAP_INT("and where it was", row->from_team_id, w->bakery);
    TRY("assessed again", assess_give(&w->t->act, &w->t->p, d.c.id, 0, &form, &err));
    d = try_load(w->t, d.c.id);
    last(w->t, &d, &n);
    TAP_INT("the same severity moves nothing", (int64_t)n, 2);
}

static void back(struct bakery *w)
{
    struct dossier d = filed(w, "b1", (struct filing){ .class_code = "bread" });
    struct keep k = { .complaint = d.c.id };
    int64_t owner = d.c.owner_id;
    const struct routing_row *row;
    size_t n;

    try_as(w->t, owner);
    TRY_REFUSED("[4.12-a] a reason", route_send_back(&w->t->act, &w->t->p, &k, &err),
                "Write the reason. It is kept with the complaint.");
    k.reason = "It is about the oven.";
    k.choice = arena_printf(w->t->a, "%" PRId64, w->bakery);
    TRY_REFUSED("not where it is", route_send(&w->t->act, &w->t->p, &k, &err),
                "It is with this team already.");
    k.choice = arena_printf(w->t->a, "%" PRId64, w->quality);
    TRY("sent on", route_send(&w->t->act, &w->t->p, &k, &err));
    d = try_load(w->t, d.c.id);
    TAP_INT("[4.12-a] somebody answers for it there at once", d.c.owner_id, w->quinn);
    try_as(w->t, w->quinn);
    k.choice = NULL;
    k.reason = "It is about the bread after all.";
    TRY("sent back", route_send_back(&w->t->act, &w->t->p, &k, &err));
    d = try_load(w->t, d.c.id);
    TAP_INT("to the team it came from", d.c.team_id, w->bakery);
    TAP_INT("and to who answered for it", d.c.owner_id, owner);
    row = last(w->t, &d, &n);
    TAP_TEXT("it is counted as that", row->way, "returned");
    TAP_TEXT("with the reason in a note", d.entry.row[d.entry.n - 1].text.text,
             "It is about the bread after all.");
    try_as(w->t, owner);
    TRY("who got it by a route sends it to where it came in",
        route_send_back(&w->t->act, &w->t->p, &k, &err));
    d = try_load(w->t, d.c.id);
    TAP_INT("the reception", d.c.team_id, w->t->team);
    TRY_REFUSED("and there it stays", route_send_back(&w->t->act, &w->t->p, &k, &err),
                "It came in here. Send it to the team that it is for.");
    TAP_INT("two were sent wrongly",
            try_number(w->t, "SELECT count(*) AS value FROM routing WHERE way = 'returned'"), 2);
}

static int64_t remedy_by(struct try *t, int64_t complaint)
{
    return try_load(t, complaint).remedy.row[0].owner_id;
}

static void sent_on(struct bakery *w, struct keep *k, int64_t team)
{
    k->choice = arena_printf(w->t->a, "%" PRId64, team);
    TRY("sent on", route_send(&w->t->act, &w->t->p, k, &err));
}

static void promised(struct bakery *w)
{
    struct try *t = w->t;
    struct remedy_form form = { .kind = "apology",
                                .text = "We are sorry.",
                                .form = "in writing",
                                .by_whom = "The baker",
                                .owner = t->handler,
                                .due_on = date_add(zone_date(t->p.zone, t->act.now, NULL), 7) };
    struct dossier d = filed(w, "p1", (struct filing){ .class_code = "staff" });
    struct keep k = { .complaint = d.c.id, .reason = "It is theirs." };

    try_investigated(t, k.complaint);
    TRY("promised", remedy_add(&t->act, &t->p, k.complaint, 0, &form, NULL, &err));
    sent_on(w, &k, w->quality);
    TAP_INT("[7.7-a] what was promised goes with the case", remedy_by(t, k.complaint), w->quinn);
    try_as(t, w->quinn);
    TRY("sent back", route_send_back(&t->act, &t->p, &k, &err));
    TAP_INT("[7.7-a] and comes back with it", remedy_by(t, k.complaint), t->handler);
}

static void team_ended(struct bakery *w)
{
    struct try *t = w->t;
    struct dossier d = filed(w, "o1", (struct filing){ .class_code = "staff" });
    struct keep k = { .complaint = d.c.id, .reason = "It is theirs." };
    int64_t ovens = 0;

    try_as(t, t->manager);
    TRY("a team", team_add(&t->act, "Ovens", t->team, "department", &ovens, &err));
    sent_on(w, &k, ovens);
    sent_on(w, &k, w->bakery);
    TRY("that ends", team_end(&t->act, ovens, &err));
    TRY("sent back", route_send_back(&t->act, &t->p, &k, &err));
    TAP_INT("[4.12-a] where all come in", try_load(t, k.complaint).c.team_id, t->team);
}

static void nobody_left(struct bakery *w)
{
    struct try *t = w->t;
    struct dossier d = filed(w, "e1", (struct filing){ .class_code = "bread" });
    struct keep k = { .complaint = d.c.id, .reason = "It is theirs." };
    int64_t owner;

    try_as(t, d.c.owner_id);
    sent_on(w, &k, w->quality);
    sent_on(w, &k, w->bakery);
    owner = try_load(t, k.complaint).c.owner_id;
    try_leave(t, w->quinn);
    TRY_REFUSED("[4.12-a] not where nobody can answer for it",
                route_send_back(&t->act, &t->p, &k, &err),
                "Nobody in the team it came from can answer for it now. Send it to another team "
                "instead.");
    k.choice = arena_printf(t->a, "%" PRId64, w->quality);
    TRY_REFUSED("nor on to them", route_send(&t->act, &t->p, &k, &err),
                "Nobody in that team can answer for it now. Choose another one.");
    TAP_INT("it keeps who answers for it", try_load(t, k.complaint).c.owner_id, owner);
}

/* The team of a class is data of the organisation or of the pack; no route asks about this one. */
static void class_team(struct bakery *w, const char *once, const char *class)
{
    struct try *t = w->t;
    struct dossier d = filed(w, once, (struct filing){ 0 });
    struct keep k = { .complaint = d.c.id, .choice = class, .reason = "It is about that." };
    const struct routing_row *row;
    size_t n, before;

    last(t, &d, &before);
    try_as(t, t->manager);
    TRY("another class", keep_reclass(&t->act, &t->p, &k, &err));
    d = try_load(t, d.c.id);
    TAP_INT("[4.12-a] it goes to the team of its class", d.c.team_id, w->quality);
    row = last(t, &d, &n);
    TAP_INT("[4.12-a] and that is kept", (int64_t)(n - before), 1);
    TAP_TEXT("without a route", row->rule, NULL);
    TAP_TEXT("because of the class", row->because, arena_printf(t->a, "class=%s", class));
    TAP_INT("from where", row->from_team_id, t->team);
    k.choice = NULL;
    TRY("so it can go back", route_send_back(&t->act, &t->p, &k, &err));
    TAP_INT("to where it was", try_load(t, d.c.id).c.team_id, t->team);
}

/* Who stands in is looked for to the end. */
static void takers(void)
{
    static const struct {
        const char *name;
        int64_t of, taker;
    } cases[] = {
        { "themselves, who are there", 1, 1 },
        { "who stands in", 2, 1 },
        { "who stands in for who stands in", 3, 1 },
        { "nobody, where those stand in for each other", 4, 0 },
        { "nobody, where one of them stands in for oneself", 6, 0 },
        { "nobody, where the last must keep out", 8, 0 },
        { "nobody, where who stands in does not work there", 9, 0 },
        { "nobody, where nobody stands in", 10, 0 },
    };
    static const struct route_candidate list[] = {
        { .staff = 1 },
        { .staff = 2, .away = true, .substitute = 1 },
        { .staff = 3, .away = true, .substitute = 2 },
        { .staff = 4, .away = true, .substitute = 5 },
        { .staff = 5, .away = true, .substitute = 4 },
        { .staff = 6, .away = true, .substitute = 6 },
        { .staff = 7, .barred = true },
        { .staff = 8, .away = true, .substitute = 7 },
        { .staff = 9, .away = true, .substitute = 99 },
        { .staff = 10, .away = true },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct route_candidate *taker =
            route_taker(&list[cases[i].of - 1], list, COUNT(list));
        TAP_INT(cases[i].name, taker ? taker->staff : 0, cases[i].taker);
    }
}

/* Nobody says that a team is not there but this: the case, and what is missing. */
static void no_team(struct bakery *w)
{
    struct try *t = w->t;
    struct dossier d;
    struct keep k = { .choice = "lift", .reason = "It is about that." };
    const struct routing_row *row;
    int64_t lift = 0;
    size_t n;

    TAP_TEXT("each place of a team that does not exist", missing(t),
             "classes:Lift temm routes:Nowhere ");
    d = filed(w, "nt1", (struct filing){ .class_code = "doors", .language = "en" });
    TAP_INT("[4.12-a] its complaints go where all go", d.c.team_id, t->team);
    row = last(t, &d, &n);
    TAP_TEXT("by the route for all others", row->rule, "others");
    TAP_TEXT("[4.12-a] and say that the team of their class does not exist", row->because,
             "no_team=doors");
    d = filed(w, "nt2", (struct filing){ .class_code = "staff", .team = w->hanoi });
    TAP_TEXT("so do those whose route names one", last(t, &d, &n)->because, "unit no_team");
    d = filed(w, "nt3", (struct filing){ .class_code = "bread" });
    TAP_TEXT("and none that got theirs", last(t, &d, &n)->because, "class=bread");
    d = filed(w, "nt4", (struct filing){ 0 });
    k.complaint = d.c.id;
    try_as(t, t->manager);
    TRY("another class", keep_reclass(&t->act, &t->p, &k, &err));
    TAP_TEXT("so does one that gets the class later", last(t, &d, &n)->because,
             "class=lift no_team=lift");

    TRY("the team is made", team_add(&t->act, "Lift temm", t->team, NULL, &lift, &err));
    TAP_TEXT("nothing of it is missing any more", missing(t), "routes:Nowhere ");
    d = filed(w, "nt5", (struct filing){ .class_code = "doors" });
    TAP_INT("[item 72] and it gets what comes in from then on", d.c.team_id, lift);
    try_as(t, t->manager);
}

/* Called so when the pack was taken: a new name takes nothing from it. */
static void renamed(struct bakery *w)
{
    struct try *t = w->t;
    struct dossier d;
    int64_t other = 0;

    TRY("another name", team_change(&t->act, w->quality, "Good bread", "department", &err));
    d = filed(w, "rn1", (struct filing){ .class_code = "oven" });
    TAP_INT("[4.12-a] a team that is renamed keeps what it gets", d.c.team_id, w->quality);
    TAP_TEXT("and is not missing", missing(t), "routes:Nowhere ");
    try_as(t, t->manager);
    TRY("a new one of the old name", team_add(&t->act, "Quality", t->team, NULL, &other, &err));
    d = filed(w, "rn2", (struct filing){ .class_code = "oven" });
    TAP_INT("is the one that is meant from then on", d.c.team_id, other);
    try_as(t, t->manager);
    TRY("it is called otherwise", team_change(&t->act, other, "Quality of old", NULL, &err));
    TRY("the name goes back", team_change(&t->act, w->quality, "Quality", "department", &err));
    TRY("a branch is called otherwise", team_change(&t->act, w->hanoi, "Ha Noi", "branch", &err));
    d = filed(w, "rn3", (struct filing){ .class_code = "staff", .team = w->hanoi });
    TAP_TEXT("where it came in is asked of the team, not of the letters",
             last(t, &d, &(size_t){ 0 })->rule, "inside");
    try_as(t, t->manager);
    TRY("and as before", team_change(&t->act, w->hanoi, "Hanoi", "branch", &err));
}

static void away(struct bakery *w)
{
    struct absence_given gone = { .staff = w->ada,
                                  .substitute = w->eve,
                                  .from = zone_date(w->t->p.zone, w->t->act.now, NULL) };
    struct keep k = { .reason = "She knows the oven." };
    struct dossier d = { 0 };
    const struct routing_row *row;
    size_t n;

    gone.until = gone.from;
    TRY("away", absence_add(&w->t->act, &w->t->p, &gone, NULL, &err));
    for (int i = 0; i < 3; i++) {
        d = filed(w, arena_printf(w->t->a, "a%d", i), (struct filing){ .class_code = "bread" });
        TAP("[4.12-a] nothing new for who is away", d.c.owner_id != w->ada);
        row = last(w->t, &d, &n);
        TAP("their substitute stands in",
            row->absent_id == 0 || (row->absent_id == w->ada && d.c.owner_id == w->eve));
    }
    for (int i = 0; d.c.owner_id != w->ben && i < 3; i++)
        d = filed(w, arena_printf(w->t->a, "g%d", i), (struct filing){ .class_code = "bread" });
    try_as(w->t, w->ben);
    k.complaint = d.c.id;
    k.choice = arena_printf(w->t->a, "%" PRId64, w->ada);
    TRY("given by hand", keep_assign(&w->t->act, &w->t->p, &k, &err));
    d = try_load(w->t, d.c.id);
    TAP_INT("[4.12-a] goes to who stands in, too", d.c.owner_id, w->eve);
    TAP_INT("in their turn",
            try_number(w->t, "SELECT count(*) AS value FROM routing WHERE absent_id IS NOT NULL "
                             "AND way = 'filed'"),
            1);
    gone.from = gone.until = date_add(gone.until, 1);
    gone.staff = gone.substitute;
    TRY_REFUSED("not for themselves", absence_add(&w->t->act, &w->t->p, &gone, NULL, &err),
                "Somebody else has to stand in.");
    gone.staff = w->eve;
    gone.substitute = w->ada;
    gone.from = gone.until = zone_date(w->t->p.zone, w->t->act.now, NULL);
    TRY_REFUSED("not by who is away then", absence_add(&w->t->act, &w->t->p, &gone, NULL, &err),
                "This person is away on these days, too. Choose somebody else.");
    gone.until = date_add(gone.from, 1);
    TRY("on a part of the days they can", absence_add(&w->t->act, &w->t->p, &gone, NULL, &err));
    for (int i = 0; d.c.owner_id != w->ben && i < 3; i++)
        d = filed(w, arena_printf(w->t->a, "h%d", i), (struct filing){ .class_code = "bread" });
    try_as(w->t, w->ben);
    k.complaint = d.c.id;
    TRY_REFUSED("[4.12-a] not given by hand where nobody is there",
                keep_assign(&w->t->act, &w->t->p, &k, &err),
                "This person is away, and nobody who stands in for them can answer for it now. "
                "Choose somebody else, or give it back to the team.");
    TAP_INT("[4.12-a] so it stays", try_load(w->t, d.c.id).c.owner_id, w->ben);
    gone.staff = gone.substitute;
    gone.from = gone.until = date_add(gone.from, 2);
    gone.until = date_add(gone.from, -1);
    TRY_REFUSED("not backwards", absence_add(&w->t->act, &w->t->p, &gone, NULL, &err),
                "The last day is before the first.");
}

static void no_routes(struct try *t)
{
    struct bakery w = { .t = t };
    struct dossier d = filed(&w, "n1", (struct filing){ 0 });
    size_t n;

    last(t, &d, &n);
    TAP_INT("a pack without routes sends nothing", (int64_t)n, 0);
}

static void routes(struct try *t)
{
    struct bakery w = { .t = t };

    no_routes(t);
    make(&w);
    first_match(&w);
    turns(&w);
    competence(&w);
    severity(&w);
    back(&w);
    class_team(&w, "class", "oven");
    no_team(&w);
    renamed(&w);
    away(&w);
    promised(&w);
    team_ended(&w);
    nobody_left(&w);
}

int main(void)
{
    takers();
    try_on_both("routes", routes);
    return tap_done();
}
