/* Two cases handled as one, and apart again: what stays, what is refused, who speaks for a group.
 * [4.12-a] */
#include "complaint/pack_read.h"
#include "complaint/tie.h"
#include "db/group_sql.h"
#include "group/join.h"
#include "group/split.h"
#include "keep/erase.h"
#include "operation/closing/closing_flow.h"
#include "operation/investigation/objectivity_flow.h"
#include "operation/try.h"
#include "people/packs_flow.h"

#include <string.h>

static bool join(struct try *t, int64_t id, int64_t main, bool speaks, struct err *err)
{
    struct joining j = {
        .complaint = id, .main = main, .reason = "The same lift.", .representative = speaks
    };

    return join_cases(&t->act, &t->p, &j, err);
}

static int64_t running(const struct dossier *d)
{
    int64_t n = 0;

    for (size_t i = 0; i < d->clock.n; i++)
        n +=
            strcmp(d->clock.row[i].state, "running") == 0 ? d->clock.row[i].due_at.us % 1000003 : 0;
    return n;
}

static void joins(struct try *t)
{
    int64_t main = try_file(t, "main"), id = try_file(t, "second"), third = try_file(t, "third");
    struct dossier before = try_load(t, id), d;
    struct joining j = { .complaint = id, .main = main };

    try_as(t, t->handler);
    TRY_REFUSED("a reason is asked for", join_cases(&t->act, &t->p, &j, &err),
                "Write the reason. It is kept with the complaint.");
    TRY_REFUSED("not with itself", join(t, id, id, false, &err),
                "A complaint cannot be handled with itself.");
    TRY("joined", join(t, id, main, false, &err));
    d = try_load(t, id);
    TAP("it is handled with the other", d.c.joined_to_id == main && tie_joined(&d) != NULL);
    TAP_TEXT("and why", tie_joined(&d)->why.text, "The same lift.");
    TAP_TEXT("its reference stays", d.c.reference, before.c.reference);
    TAP_INT("its dates go on as they were", running(&d), running(&before));
    TAP("and its code opens it",
        d.c.code_mac.n == before.c.code_mac.n &&
            memcmp(d.c.code_mac.s, before.c.code_mac.s, d.c.code_mac.n) == 0);
    TRY_REFUSED("not twice", join(t, id, third, false, &err),
                "It is handled with another complaint already. Undo that first.");
    TRY_REFUSED("no chain below", join(t, third, id, false, &err),
                "That one is itself handled with {reference}. Choose that.");
    TRY_REFUSED("no chain above", join(t, main, third, false, &err),
                "Others are handled with this one. Join the other one to this, not this to the "
                "other.");
    TRY_REFUSED("and no ring", join(t, main, id, false, &err),
                "That one is itself handled with {reference}. Choose that.");
    TRY_REFUSED("undoing it has a reason", join_undo(&t->act, &t->p, id, 0, " ", &err),
                "Write the reason. It is kept with the complaint.");
    TRY("undone", join_undo(&t->act, &t->p, id, 0, "It is another lift.", &err));
    d = try_load(t, id);
    TAP("it stands by itself", d.c.joined_to_id == 0 && !tie_joined(&d));
    TAP("the link is kept, ended", d.case_tie.n == 1 && instant_is_set(d.case_tie.row[0].ended_at));
    TAP_INT("with the same dates", running(&d), running(&before));
    TAP_TEXT("and the same stage", d.c.stage, before.c.stage);
    TRY_REFUSED("not undone twice", join_undo(&t->act, &t->p, id, 0, "Once more.", &err),
                "It is not handled with another complaint.");
    TRY("joined again", join(t, id, main, false, &err));
    TAP_INT("the main one heard of each",
            try_number(t, "SELECT count(*) AS value FROM event WHERE "
                          "kind IN ('joined_by', 'parted_from')"),
            3);
}

static void make_confidential(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);
    struct complaint_row c = d.c;
    struct err err = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;

    c.privacy = "confidential";
    if (!tx_begin(&tx, t->db, &err) || !history_begin(&h, &t->act, id, "retyped", NULL, &err) ||
        !case_save(&h, &t->p, &d, &c, &err) || !history_end(&h, &err) || !tx_commit(&tx, &err))
        try_why(&err, false);
}

static void kept_apart(struct try *t)
{
    int64_t main = try_file(t, "main"), id = try_file(t, "second"), closed = try_file(t, "closed");
    struct closing_form form = { .reason = "duplicate",
                                 .duplicate = try_load(t, main).c.reference,
                                 .why = "The same letter twice." };
    int64_t sealed = try_file(t, "sealed");
    struct joining j = { .complaint = sealed, .main = main, .reason = "The same lift." };

    make_confidential(t, sealed);
    try_as(t, t->handler);
    TRY("one is closed", closing_close(&t->act, &t->p, closed, 0, &form, &err));
    TRY_REFUSED("a closed one is not joined", join(t, closed, main, false, &err),
                "One of the two is closed. Open it again first, or link the two.");
    TRY_REFUSED("nor joined to", join(t, id, closed, false, &err),
                "One of the two is closed. Open it again first, or link the two.");
    TRY_REFUSED("a confidential one is not, by who may not see who complains",
                join_cases(&t->act, &t->p, &j, &err),
                "One of the two is confidential. Only who may see who complains in it joins them.");
    j.names = true;
    TRY("but by who may", join_cases(&t->act, &t->p, &j, &err));
    TAP("and it stays confidential", strcmp(try_load(t, sealed).c.privacy, "confidential") == 0);
}

/* A joined one ends under the reference of the other. */
static void ends(struct try *t)
{
    int64_t main = try_file(t, "main"), id = try_file(t, "second");
    struct closing_form form = { .reason = "duplicate", .why = "Answered with the other." };

    try_as(t, t->handler);
    TRY_REFUSED("by itself it has no other reference",
                closing_close(&t->act, &t->p, id, 0, &form, &err),
                "The reference under which it is handled.");
    TRY("joined", join(t, id, main, false, &err));
    TRY("it is closed as handled with the other",
        closing_close(&t->act, &t->p, id, 0, &form, &err));
}

#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"
static const char yaml[] = "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
                           "group: {representatives: 2}\n";

/* At most as many speak for a group as its procedure says. */
static void speaks(struct try *t)
{
    int64_t main, id[4];

    try_pack(t, yaml, NULL);
    main = try_file(t, "main");
    for (size_t i = 0; i < COUNT(id); i++)
        id[i] = try_file(t, arena_printf(t->a, "member %zu", i));
    try_as(t, t->handler);
    TRY("one speaks", join(t, id[0], main, true, &err));
    TRY("another one", join(t, id[1], main, true, &err));
    TRY_REFUSED("a third is too many", join(t, id[2], main, true, &err),
                "A group has at most {most} representatives by this procedure. Let another one "
                "stop first.");
    TRY("but is one of the group", join(t, id[2], main, false, &err));
    TRY_REFUSED("and too many later, too", join_represents(&t->act, &t->p, id[2], 0, true, &err),
                "A group has at most {most} representatives by this procedure. Let another one "
                "stop first.");
    TRY_REFUSED("one speaks once", join_represents(&t->act, &t->p, id[0], 0, true, &err),
                "It is so already.");
    TRY("one stops", join_represents(&t->act, &t->p, id[0], 0, false, &err));
    TRY("another one begins", join_represents(&t->act, &t->p, id[2], 0, true, &err));
    TRY("one leaves the group", join_undo(&t->act, &t->p, id[2], 0, "It wants to.", &err));
    TRY("and makes room", join(t, id[3], main, true, &err));
}

/* Whoever must keep away from one of two cases keeps away from the other. */
static void walls(struct try *t)
{
    int64_t main = try_file(t, "main"), id = try_file(t, "second");
    struct splitting split = { .complaint = main,
                               .description = "And the bill is wrong.",
                               .reason = "Two matters." };
    struct receipt receipt;
    struct dossier d;

    try_as(t, t->handler);
    TRY("somebody declares an interest",
        conflict_declare(&t->act, &t->p, main, 0, t->second, "declared", "Sister.", &err));
    TRY("somebody is complained about", conflict_declare(&t->act, &t->p, main, 0, t->manager,
                                                         "complained_about", "By name.", &err));
    TRY("joined", join(t, id, main, false, &err));
    d = try_load(t, id);
    TAP("[4.7-a] who keeps away from the main one keeps away from the joined one",
        facts_conflict(&d.facts, t->second) == CONFLICT_DECLARED);
    TAP("and is not complained about in it",
        facts_conflict(&d.facts, t->manager) == CONFLICT_DECLARED);
    TRY("undone", join_undo(&t->act, &t->p, id, 0, "It is another lift.", &err));
    TRY("joined again", join(t, id, main, false, &err));
    TAP_INT("which is noted once", (int64_t)try_load(t, id).conflict.n, 2);
    TRY("split", split_case(&t->act, &t->p, &split, &receipt, &err));
    d = try_load(t, receipt.complaint);
    TAP("[4.7-a] and from what is split off",
        facts_conflict(&d.facts, t->second) != CONFLICT_NONE &&
            facts_conflict(&d.facts, t->manager) != CONFLICT_NONE);
}

/* Nor does a route find them for what is split off. */
static void walls_route(struct try *t)
{
    static const char routed[] = "pack: ours\nversion: 1\ntitle: {" L "}\nabout: {" L "}\n"
                                 "routes:\n- {name: all, owner: by_load, " L "}\n";
    int64_t files[SPLIT_FILES + 1] = { 0 };
    struct splitting split = { .description = "And the bill is wrong.",
                               .reason = "Two matters.",
                               .files = files,
                               .n_files = COUNT(files) };
    struct receipt receipt;

    split.complaint = try_file(t, "main");
    try_pack(t, routed, NULL);
    try_as(t, t->manager);
    TRY("somebody declares an interest", conflict_declare(&t->act, &t->p, split.complaint, 0,
                                                          t->handler, "declared", "Sister.", &err));
    TRY_REFUSED("too many files are refused, not left out",
                split_case(&t->act, &t->p, &split, &receipt, &err),
                "At most 20 files go along. Choose fewer.");
    split.n_files = 0;
    TRY("split", split_case(&t->act, &t->p, &split, &receipt, &err));
    TAP_INT("[4.7-a] the other one is found", try_load(t, receipt.complaint).c.owner_id, t->second);
}

/* Who of a group is told at once: closed ones and those out of reach take up no place. */
static void told(struct try *t)
{
    int64_t main = try_file(t, "main"), id[4], n = 0;
    struct closing_form form = { .reason = "duplicate", .why = "Answered with the other." };
    const struct joined_case *c;
    const char *barred;
    struct err none = { 0 };
    struct rows rows = { 0 };

    for (size_t i = 0; i < COUNT(id); i++)
        id[i] = try_file(t, arena_printf(t->a, "member %zu", i));
    try_as(t, t->handler);
    for (size_t i = 0; i < COUNT(id); i++)
        TRY("joined", join(t, id[i], main, i == 3, &err));
    TRY("one is closed", closing_close(&t->act, &t->p, id[0], 0, &form, &err));
    barred = arena_printf(t->a, ",%" PRId64 ",", id[1]);
    try_why(&none,
            sql_joined_open(t->a, t->db, main, false, true, ",", barred, 1, &rows, &none) &&
                sql_joined_open_count(t->a, t->db, main, false, true, ",", barred, &n, &none));
    c = rows.row;
    TAP("the first that can be told", rows.n == 1 && c[0].id == id[2]);
    TAP_INT("of all that can", n, 2);
    try_why(&none, sql_joined_open(t->a, t->db, main, true, true, ",", ",", 1, &rows, &none) &&
                       sql_joined_open_count(t->a, t->db, main, true, false, ",", ",", &n, &none));
    c = rows.row;
    TAP("who speaks for them", rows.n == 1 && c[0].id == id[3]);
    TAP_INT("nobody without a team in reach", n, 0);
}

/* Many people make it significant. [5.4.1-b] */
static void affected(struct try *t)
{
    int64_t id = try_file(t, "one");
    struct instant told;

    try_as(t, t->handler);
    TRY_REFUSED("no negative number", join_affected(&t->act, &t->p, id, 0, -1, &err),
                "Write how many people it concerns, as a number.");
    TRY("a few", join_affected(&t->act, &t->p, id, 0, 3, &err));
    TAP("nobody is alerted", !instant_is_set(try_load(t, id).c.significant_alerted_at));
    TRY("many", join_affected(&t->act, &t->p, id, 0, 300, &err));
    told = try_load(t, id).c.significant_alerted_at;
    TAP("[5.4.1-b] top management is", try_load(t, id).c.significant && instant_is_set(told));
    TRY("more", join_affected(&t->act, &t->p, id, 0, 400, &err));
    TAP("once", try_load(t, id).c.significant_alerted_at.us == told.us);
    TAP_INT("and the number stands", try_load(t, id).c.affected, 400);
}

static void erase(struct try *t, int64_t id)
{
    struct err err = { 0 };
    struct erased gone;
    AUTO_TX tx = { 0 };
    bool ok = tx_begin(&tx, t->db, &err) && erase_cases(&t->act, &t->p, &id, 1, 0, &gone, &err) &&
              tx_commit(&tx, &err);

    TAP("erased", ok);
    try_why(&err, ok);
}

/* What was erased holds nobody who is left. */
static void erased(struct try *t)
{
    int64_t main = try_file(t, "main"), id = try_file(t, "second"), third = try_file(t, "third");
    struct dossier d;

    try_as(t, t->handler);
    TRY("joined", join(t, id, main, false, &err));
    erase(t, main);
    TRY("it is undone though the main one was erased",
        join_undo(&t->act, &t->p, id, 0, "That one is gone.", &err));
    d = try_load(t, id);
    TAP("and stands by itself", d.c.joined_to_id == 0 && !tie_joined(&d));
    TRY("another one is joined to it", join(t, third, id, false, &err));
    erase(t, third);
    TAP_INT("the erased one is handled with no other", try_load(t, third).c.joined_to_id, 0);
    TRY("and does not keep its main one from being joined",
        join(t, id, try_file(t, "fourth"), false, &err));
}

/* Nor does it take up a place. */
static void erased_speaks(struct try *t)
{
    int64_t main, id[3];

    try_pack(t, yaml, NULL);
    main = try_file(t, "main");
    for (size_t i = 0; i < COUNT(id); i++)
        id[i] = try_file(t, arena_printf(t->a, "member %zu", i));
    try_as(t, t->handler);
    TRY("one speaks", join(t, id[0], main, true, &err));
    TRY("another one", join(t, id[1], main, true, &err));
    erase(t, id[0]);
    TRY("who was erased makes room", join(t, id[2], main, true, &err));
}

int main(void)
{
    try_on_both("join", joins);
    try_on_both("join_kept_apart", kept_apart);
    try_on_both("join_ends", ends);
    try_on_both("join_speaks", speaks);
    try_on_both("join_walls", walls);
    try_on_both("join_walls_route", walls_route);
    try_on_both("join_told", told);
    try_on_both("join_affected", affected);
    try_on_both("join_erased", erased);
    try_on_both("join_erased_speaks", erased_speaks);
    return tap_done();
}
