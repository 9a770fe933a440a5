/*
 * The desk on both engines: who sees which cases in lists, counts and search, in which order;
 * that numbers are what lists show; that what people write is never lost.
 */
#include "complaint/notices.h"
#include "complaint/search.h"
#include "desk/alerts.h"
#include "desk/draft.h"
#include "desk/keep_flow.h"
#include "desk/search.h"
#include "desk/write_flow.h"
#include "edge/find.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/receipt/filing.h"
#include "operation/try.h"
#include "people/team.h"

#include <stdio.h>
#include <string.h>

/* A request of somebody, made by hand. */
struct door {
    struct app app;
    struct own own;
    struct user user;
    struct user_role role;
    struct req rq;
    struct form query;
};

static void door_open(struct try *t, struct door *d, int64_t staff, enum role role, int64_t team)
{
    *d = (struct door){ .role = { .team = team, .role = role },
                        .user = { .kind = USER_STAFF, .id = staff, .name = "x", .n_roles = 1 } };
    d->user.roles = &d->role;
    d->own.a = arena_new();
    d->app = (struct app){
        .vault = t->vault, .db = t->db, .zone = t->p.zone, .lang = t->p.lang, .own = &d->own
    };
    d->rq = (struct req){ .a = t->a,
                          .app = &d->app,
                          .db = t->db,
                          .lang = t->p.lang,
                          .now = t->act.now,
                          .today = zone_date(t->p.zone, t->act.now, NULL),
                          .user = &d->user,
                          .query = &d->query,
                          .form = &d->query,
                          .path = "/desk" };
}

static void door_shut(struct door *d)
{
    own_end(&d->own);
}

static int64_t file_in(struct try *t, const char *one_time, int64_t team, const char *privacy,
                       const char *name)
{
    struct filing f = { .one_time = one_time,
                        .channel = "web",
                        .language = "en",
                        .subject = one_time,
                        .description = "The drain smells.",
                        .privacy = privacy,
                        .team = team,
                        .complainant = { .name = name },
                        .acknowledged_by = "page" };
    struct receipt r = { 0 };
    struct err err = { 0 };

    try_as(t, 0);
    if (!receipt_file(&t->act, &t->p, &f, &r, &err))
        printf("# %s %s\n", err.text ? err.text : "", err.detail);
    return r.complaint;
}

/* Walks a queue two at a time. False when a case comes twice or out of order. */
static bool walk(struct door *d, enum queue queue, int64_t *ids, size_t *n)
{
    static const struct pick_filter any;
    bool backwards = queue_kinds[queue].ended;
    int64_t at = 0, id = 0;
    struct reach reach;
    struct pick pick = { 0 };

    *n = 0;
    if (!edge_reach(&d->rq, MAY_READ, &reach))
        return false;
    do {
        if (!pick_queue(&d->rq, &reach, queue, &any, at, id, 2, &pick))
            return false;
        for (size_t i = 0; i < pick.n; i++) {
            bool later = pick.key[i].place > at || (pick.key[i].place == at && pick.key[i].id > id);
            if (*n > 0 && later == backwards)
                return false;
            at = pick.key[i].place;
            id = pick.key[i].id;
            ids[(*n)++] = id;
        }
    } while (pick.more && *n < 90);
    return true;
}

static bool among(const int64_t *ids, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static void numbers_are_lists(struct try *t, struct door *d, const char *when)
{
    struct reach reach;
    struct counts counts;
    int64_t ids[100];
    size_t n;

    if (!TAP(arena_printf(t->a, "counts are read %s", when),
             edge_reach(&d->rq, MAY_READ, &reach) && counts_read(&d->rq, &reach, &counts)))
        return;
    for (int q = 0; q < QUEUES; q++) {
        bool ok = walk(d, (enum queue)q, ids, &n);
        TAP(arena_printf(t->a, "[P1] the number of %s is what its list shows, in order, %s",
                         queue_kinds[q].name, when),
            ok && queue_count(&counts, (enum queue)q) == (int64_t)n);
        if (queue_count(&counts, (enum queue)q) != (int64_t)n)
            printf("# counted %" PRId64 ", listed %zu\n", queue_count(&counts, (enum queue)q), n);
    }
}

static bool found(struct door *d, const char *q, int64_t id)
{
    const struct search s = { .q = q };
    struct reach reach;
    struct pick pick;

    if (!edge_reach(&d->rq, MAY_READ, &reach) || !search_cases(&d->rq, &reach, &s, &pick)) {
        printf("# %s\n", d->rq.err->detail);
        return false;
    }
    for (size_t i = 0; i < pick.n; i++)
        if (pick.key[i].id == id)
            return true;
    return false;
}

static void bar(struct try *t, int64_t complaint, int64_t staff)
{
    struct conflict_row row = {
        .complaint_id = complaint, .staff_id = staff, .kind = "declared", .at = t->act.now
    };
    struct history h;
    struct err err = { 0 };
    AUTO_TX tx = { 0 };

    try_as(t, t->manager);
    TAP("somebody is in conflict",
        tx_begin(&tx, t->db, &err) &&
            history_begin(&h, &t->act, complaint, "conflict_declared", NULL, &err) &&
            history_insert(&h, &conflict_table, &row, &err) && history_end(&h, &err) &&
            tx_commit(&tx, &err));
}

static const char *number(struct try *t, int64_t id)
{
    return arena_printf(t->a, "%" PRId64, id);
}

static void lists(struct try *t)
{
    struct door mine, auditor;
    int64_t roads, ours[6], ids[100], theirs, secret;
    struct err why = { 0 };
    struct keep k;
    size_t n;

    TAP("a second team", team_add(&t->act, "Roads", 0, NULL, &roads, &why));
    for (size_t i = 0; i < COUNT(ours); i++) {
        ours[i] = file_in(t, arena_printf(t->a, "case%zu", i), 0, NULL, "Ann Berry");
        if (i % 2)
            try_days(t, 3);
    }
    theirs = file_in(t, "roads", roads, NULL, "Bob Cherry");
    secret = file_in(t, "hush", 0, "confidential", "Cid Damson");
    try_days(t, 1);

    try_as(t, t->manager);
    k = (struct keep){ .complaint = ours[0], .choice = number(t, t->handler) };
    TRY("[4.12-a] a case is given to somebody", keep_assign(&t->act, &t->p, &k, &err));
    k = (struct keep){ .complaint = ours[1],
                       .choice = "complainant",
                       .reason = "asked for a bill" };
    TRY("a case waits", keep_wait(&t->act, &t->p, &k, &err));
    k = (struct keep){ .complaint = ours[2], .choice = "spam", .reason = "an advertisement" };
    TRY("a case is set aside", keep_set_aside(&t->act, &t->p, &k, &err));
    TRY_REFUSED("not twice", keep_set_aside(&t->act, &t->p, &k, &err),
                "This was set aside before.");
    k = (struct keep){ .complaint = ours[3], .choice = number(t, t->handler) };
    TRY("another is given", keep_assign(&t->act, &t->p, &k, &err));
    k.choice = number(t, t->second);
    TRY_REFUSED("[4.12-a] handing over needs a reason", keep_assign(&t->act, &t->p, &k, &err),
                "Write why it is handed over.");
    k = (struct keep){ .complaint = theirs, .choice = number(t, t->handler) };
    TRY_REFUSED("nobody gets a case of a team they do not work for",
                keep_assign(&t->act, &t->p, &k, &err),
                "This person does not work on complaints of this team. Choose another.");

    door_open(t, &mine, t->handler, ROLE_HANDLER, t->team);
    numbers_are_lists(t, &mine, "for one team");
    TAP("[S47] cases of other teams are not listed",
        walk(&mine, QUEUE_OPEN, ids, &n) && !among(ids, n, theirs) && among(ids, n, ours[0]));
    TAP("[S50] nor found by words",
        !found(&mine, "roads", theirs) && found(&mine, "drain", ours[0]));
    TAP("[S50] nor by reference", !found(&mine, "7", theirs) && found(&mine, "1", ours[0]));
    TAP("names are found by who may read them", found(&mine, "Berry", ours[0]));
    TAP("[4.10-a] confidential cases are found neither by names nor by words",
        !found(&mine, "Damson", secret) && !found(&mine, "hush", secret));
    TAP("[4.10-a] but stand in the queues",
        walk(&mine, QUEUE_OPEN, ids, &n) && among(ids, n, secret));
    door_shut(&mine);

    door_open(t, &auditor, t->top, ROLE_AUDITOR, t->team);
    TAP("an auditor finds words", found(&auditor, "drain", ours[0]));
    TAP("[4.10-a] an auditor finds no names", !found(&auditor, "Berry", ours[0]));
    door_shut(&auditor);

    bar(t, ours[0], t->handler);
    door_open(t, &mine, t->handler, ROLE_HANDLER, t->team);
    numbers_are_lists(t, &mine, "with a conflict");
    TAP("[4.7-a] a case of one's own conflict is not listed",
        walk(&mine, QUEUE_MINE, ids, &n) && !among(ids, n, ours[0]) && among(ids, n, ours[3]));
    TAP("[4.7-a] nor found", !found(&mine, "drain", ours[0]) && !found(&mine, "1", ours[0]));
    door_shut(&mine);
    k = (struct keep){ .complaint = ours[2], .reason = "it was one after all" };
    TRY("a case is taken back", keep_take_back(&t->act, &t->p, &k, &err));
    k = (struct keep){ .complaint = ours[1] };
    TRY("waiting ends", keep_resume(&t->act, &t->p, &k, &err));
    door_open(t, &mine, t->second, ROLE_MANAGER, t->team);
    numbers_are_lists(t, &mine, "after both are back");
    door_shut(&mine);
}

/* The case on the next page of one; 0 = none. */
static int64_t turn(struct door *d, struct find *find)
{
    struct find_key *key;
    struct found out;

    if (!edge_find(&d->rq, find, &out) || out.n == 0)
        return 0;
    key = out.key;
    find->place = out.place;
    find->last = out.last;
    return key->id;
}

static void note(struct try *t, int64_t id, const char *text)
{
    struct writing w = { .text = text };

    try_as(t, t->handler);
    TRY("a note is written", write_note(&t->act, &t->p, id, &w, &err));
}

/* The clerk puts the words of so many texts into the index. */
static void put_in(struct try *t, int64_t most)
{
    struct err err = { 0 };
    AUTO_TX tx = { 0 };

    TAP("words are put into the index", tx_begin(&tx, t->db, &err) &&
                                            search_put_in(t->a, t->db, most, NULL, &err) &&
                                            tx_commit(&tx, &err));
}

/* What waits beside the index of PostgreSQL is put in when the clerk comes by, or is called since
 * it is much. */
static void pending(struct try *t)
{
    bool pg = db_engine(t->db) == DB_PG;
    struct err err = { 0 };

    (void)search_pending_many(t->db);
    file_in(t, "pending", 0, NULL, "Ann Berry");
    TAP("one text is not many", !search_pending_many(t->db));
    TAP("what waits beside the index is put in", search_pending_put_in(t->db, &err));
    TAP("nothing waits any more",
        !pg || try_number(t, "SELECT gin_clean_pending_list('search_word_words') AS value") == 0);
    for (int i = 0; i < 32; i++)
        file_in(t, arena_printf(t->a, "pending%d", i), 0, NULL, "Ann Berry");
    TAP("sixty-four are many, and told once",
        search_pending_many(t->db) == pg && !search_pending_many(t->db));
}

/* Of the texts, `indexed` are in the index when somebody searches, the others beside it. */
static void pages(struct try *t, int64_t indexed)
{
    struct find find = { .order = FIND_WORDS, .words = "drain", .limit = 1 };
    struct err err = { 0 };
    struct door d;
    int64_t ids[3];

    TAP("the index is caught up", search_catch_up(t->db, &err));
    for (size_t i = 0; i < COUNT(ids); i++)
        ids[i] =
            file_in(t, arena_printf(t->a, "page%zu of %d", i, (int)indexed), 0, NULL, "Ann Berry");
    if (indexed > 0)
        put_in(t, indexed);
    door_open(t, &d, t->handler, ROLE_HANDLER, t->team);
    TAP("[S50] the newest text is first", turn(&d, &find) == ids[2]);
    note(t, ids[0], "The drain of number 1 again.");
    TAP("[S50] the next page goes on behind it", turn(&d, &find) == ids[1]);
    TAP("[S50] what is written meanwhile hides no case", turn(&d, &find) == ids[0]);
    if (indexed == 0)
        TAP("[S50] nor shows one twice", turn(&d, &find) == 0);
    door_shut(&d);
}

static void references(struct try *t)
{
    struct find find;
    struct search later = { .q = "1", .place = INT64_MAX, .last = INT64_MAX };
    struct reach reach;
    struct pick pick = { 0 };
    struct door d;
    int64_t first = 0;

    door_open(t, &d, t->handler, ROLE_HANDLER, t->team);
    find = (struct find){ .order = FIND_WORDS, .words = "1", .limit = 1 };
    first = turn(&d, &find);
    TAP("a case has its number among its words", first > 0 && try_load(t, first).c.number == 1);
    TAP("it is first by its reference", found(&d, "1", first));
    TAP("and not again on a later page", edge_reach(&d.rq, MAY_READ, &reach) &&
                                             search_cases(&d.rq, &reach, &later, &pick) &&
                                             pick.n == 0);
    door_shut(&d);
}

static void searches(struct try *t)
{
    pages(t, 0);
    references(t);
    pages(t, 2);
    pages(t, INT64_MAX);
    pending(t);
}

/* An act that began before another and is done after it. */
static void changes(struct try *t)
{
    int64_t one = file_in(t, "slow", 0, NULL, NULL), two = file_in(t, "fast", 0, NULL, NULL);
    struct find find = { .order = FIND_UPDATED, .limit = 1 };
    struct instant read, before;
    struct door d;

    try_days(t, 1);
    note(t, two, "The faster one.");
    read = try_load(t, two).c.updated_at;
    t->act.now.us -= SECONDS(5);
    note(t, one, "The slower one.");
    find.updated_since = read;
    door_open(t, &d, t->handler, ROLE_HANDLER, t->team);
    TAP("a reader comes to the last change it knows", turn(&d, &find) == two);
    TAP("and to the one that was late", turn(&d, &find) == one);
    door_shut(&d);
    before = try_load(t, one).c.updated_at;
    t->act.now.us -= SECONDS(5);
    note(t, one, "Slower still.");
    TAP("no case goes back in time", try_load(t, one).c.updated_at.us > before.us);
}

static void writing(struct try *t)
{
    int64_t id = try_file(t, "writing");
    struct writing w = { .text = "She called twice." };
    struct keep k = {
        .complaint = id, .version = try_version(t, id), .choice = "others", .reason = "the supplier"
    };
    struct dossier d;
    struct draft draft;
    struct err why = { 0 };

    try_as(t, t->handler);
    TRY("[N4] a draft is kept", draft_keep(&t->act, id, "note", "half a tho", &err));
    TRY("a draft is read again", draft_read(&t->act, id, "note", &draft, &err));
    TAP_TEXT("[N4] word for word", draft.text, "half a tho");
    try_as(t, t->second);
    TRY("somebody else reads theirs", draft_read(&t->act, id, "note", &draft, &err));
    TAP("drafts are one's own", draft.text == NULL);

    TRY("a note is written", write_note(&t->act, &t->p, id, &w, &err));
    try_days(t, 1);
    try_as(t, t->handler);
    w.text = "The drain was looked at.";
    TRY("[N3] another in the same moment too", write_note(&t->act, &t->p, id, &w, &err));
    TRY("the draft is read", draft_read(&t->act, id, "note", &draft, &err));
    TAP("it is gone once its note is saved", draft.text == NULL);
    TAP("[N3] a form that was shown before is in conflict",
        !keep_wait(&t->act, &t->p, &k, &why) && why.kind == ERR_CONFLICT);
    w = (struct writing){ .text = " \n" };
    TRY_REFUSED("nothing is no note", write_note(&t->act, &t->p, id, &w, &err),
                "Write something first. Nothing was saved.");
    w = (struct writing){ .text = "Dear Mai, we are on it.", .update = true };
    TRY("[7.3-c] a reply is the promised update", write_reply(&t->act, &t->p, id, &w, &err));
    w = (struct writing){ .text = "It still smells.", .channel = "telephone" };
    TRY("[7.2-d] what was said is taken down", write_fact(&t->act, &t->p, id, &w, &err));
    d = try_load(t, id);
    TAP("[N3] no text is lost",
        d.entry.n == 4 && strcmp(d.entry.row[0].text.text, "She called twice.") == 0 &&
            strcmp(d.entry.row[1].text.text, "The drain was looked at.") == 0);
    TAP("[P2] notes are internal", strcmp(d.entry.row[0].direction, "internal") == 0 &&
                                       strcmp(d.entry.row[2].direction, "out") == 0 &&
                                       strcmp(d.entry.row[3].direction, "in") == 0);
}

static void codes(struct try *t)
{
    int64_t id = try_file(t, "codes"), other = try_file(t, "codes2");
    struct keep k = { .complaint = id };
    char one[CODE_TEXT], two[CODE_TEXT];
    struct dossier d;
    unsigned char mac[MAC_BYTES];

    try_as(t, t->handler);
    TRY_REFUSED("a new code needs an identity check", keep_new_code(&t->act, &t->p, &k, one, &err),
                "Write how you made sure who is asking.");
    k.reason = "asked for the date of the first letter";
    TRY("a new code is issued", keep_new_code(&t->act, &t->p, &k, one, &err));
    TRY("and another", keep_new_code(&t->act, &t->p, &k, two, &err));
    TAP("each is a code of its own", strcmp(one, two) != 0);
    d = try_load(t, id);
    code_mac(t->vault, one, mac);
    TAP("the one before opens nothing", memcmp(d.c.code_mac.s, mac, MAC_BYTES) != 0);
    code_mac(t->vault, two, mac);
    TAP("the last one does", memcmp(d.c.code_mac.s, mac, MAC_BYTES) == 0);

    k = (struct keep){ .complaint = id, .choice = "repeat" };
    TRY_REFUSED("no case is linked to itself", keep_link(&t->act, &t->p, &k, id, &err),
                "A complaint cannot be linked to itself.");
    TRY("[3-b] two cases are linked", keep_link(&t->act, &t->p, &k, other, &err));
    TAP("the link stands", try_load(t, id).c.linked_to_id == other);

    k = (struct keep){ .complaint = other, .choice = "handling" };
    TRY("[3-b] one is about the handling of another", keep_link(&t->act, &t->p, &k, id, &err));
    TRY_REFUSED("[3-b] and of no second one",
                keep_link(&t->act, &t->p, &k, try_file(t, "codes3"), &err),
                "It is linked to another complaint already.");
    k = (struct keep){ .complaint = id, .choice = "enquiry", .reason = "She only asks." };
    TRY("[3-a] what was not decided may become another kind",
        keep_retype(&t->act, &t->p, &k, &err));
    k = (struct keep){ .complaint = try_file(t, "codes4"), .choice = "handling" };
    TRY_REFUSED("[3-b] an enquiry has no handling to complain about",
                keep_link(&t->act, &t->p, &k, id, &err),
                "Only a complaint can be about how a complaint was handled.");
}

static bool has_part(const struct dossier *d, int64_t staff, const char *part)
{
    for (size_t i = 0; i < d->involvement.n; i++)
        if (d->involvement.row[i].staff_id == staff &&
            strcmp(d->involvement.row[i].part, part) == 0)
            return true;
    return false;
}

static void owned_by(struct try *t, int64_t id, int64_t owner)
{
    struct keep k = { .complaint = id, .choice = number(t, owner) };

    TRY("a case is owned", keep_assign(&t->act, &t->p, &k, &err));
}

static void hand_over(struct try *t)
{
    int64_t ids[3] = { try_file(t, "one"), try_file(t, "two"), try_file(t, "three") };
    struct keep k = { .choice = number(t, t->second),
                      .reason = "leaves the organisation",
                      .from = t->handler };
    struct err whys[3];
    struct dossier d;

    try_as(t, t->manager);
    owned_by(t, ids[0], t->handler);
    owned_by(t, ids[1], t->manager);
    owned_by(t, ids[2], t->handler);
    TAP("[4.7-b] who is given a case has a part in it",
        (d = try_load(t, ids[0]), has_part(&d, t->handler, "owner")));
    TRY("a conflict",
        conflict_declare(&t->act, &t->p, ids[2], 0, t->second, "declared", "Sister.", &err));
    TRY("[4.12-a] cases of a leaver are handed over",
        keep_hand_over(&t->act, &t->p, &k, ids, COUNT(ids), whys, &err));
    d = try_load(t, ids[0]);
    TAP("what can go goes", whys[0].kind == ERR_NONE && d.c.owner_id == t->second);
    TAP("the next one reads why", strcmp(d.entry.row[d.entry.n - 1].text.text, k.reason) == 0);
    TAP("what is somebody else's stays theirs",
        whys[1].kind == ERR_CONFLICT && try_load(t, ids[1]).c.owner_id == t->manager);
    d = try_load(t, ids[2]);
    TAP("[4.7-a] who is in conflict does not get it",
        whys[2].kind == ERR_REFUSED && d.c.owner_id == t->handler);
    k.reason = " ";
    TRY_REFUSED("not without a reason",
                keep_hand_over(&t->act, &t->p, &k, ids, COUNT(ids), whys, &err),
                "Write the reason. It is kept with the complaint.");
}

/* -- the number of notices, which workers keep -- */

/* An event that tells the handler of the case, or nobody. */
static bool event_of(struct try *t, int64_t id, bool tells, struct err *err)
{
    struct dossier d = try_load(t, id);
    struct history h;
    struct telling telling = { .h = &h, .p = &t->p, .d = &d, .kind = "warning" };

    return history_begin(&h, &t->act, id, "warned", NULL, err) &&
           (!tells || notice_staff(&telling, t->handler, err)) && history_end(&h, err);
}

static void happens(struct try *t, int64_t id, bool tells)
{
    struct err err = { 0 };
    AUTO_TX tx = { 0 };

    TAP(tells ? "somebody is told" : "nobody is told",
        tx_begin(&tx, t->db, &err) && event_of(t, id, tells, &err) && tx_commit(&tx, &err));
}

static int waiting(struct door *d)
{
    struct reach reach;
    int n = -1;

    if (!edge_reach(&d->rq, MAY_READ, &reach) || !notices_waiting(&d->rq, &reach, &n))
        printf("# %s\n", d->rq.err->detail);
    return n;
}

static void notices_taken_back(struct try *t, struct door *d, int64_t id)
{
    struct err err = { 0 };
    AUTO_TX tx = { 0 };

    TAP("somebody is told in what does not hold",
        tx_begin(&tx, t->db, &err) && event_of(t, id, true, &err));
    TAP_INT("and counted within", waiting(d), 1);
}

static void notices(struct try *t)
{
    int64_t id = try_file(t, "one");
    struct door here, there, other;

    try_as(t, t->manager);
    door_open(t, &here, t->handler, ROLE_HANDLER, t->team);
    door_open(t, &there, t->handler, ROLE_HANDLER, t->team);
    door_open(t, &other, t->second, ROLE_HANDLER, t->team);
    other.app.own = &here.own;
    TAP("nothing waits", waiting(&here) == 0 && waiting(&there) == 0 && waiting(&other) == 0);
    happens(t, id, true);
    TAP("what was told is counted by each worker", waiting(&here) == 1 && waiting(&there) == 1);
    TAP_INT("for whom it is for", waiting(&other), 0);
    TAP("somebody looks", notices_read(&here.rq, INT64_MAX));
    TAP("what was looked at waits with no worker any more",
        waiting(&here) == 0 && waiting(&there) == 0);
    notices_taken_back(t, &here, id);
    happens(t, id, false);
    TAP_INT("what was taken back is not remembered under the next event", waiting(&here), 0);
    happens(t, id, true);
    bar(t, id, t->handler);
    TAP("[4.7-a] whoever must keep away is told no number", waiting(&here) == 0);
    door_shut(&here);
    door_shut(&there);
    door_shut(&other);
}

int main(void)
{
    try_on_both("desk_lists", lists);
    try_on_both("desk_pages", searches);
    try_on_both("desk_changes", changes);
    try_on_both("desk_writing", writing);
    try_on_both("desk_codes", codes);
    try_on_both("desk_hand_over", hand_over);
    try_on_both("desk_notices", notices);
    return tap_done();
}
