/* The people of a case through the flow: apart from each other, added, corrected, ended. */
#include "operation/receipt/party_flow.h"

#include "base/tap.h"
#include "operation/flow_world.h"

#include <string.h>

static bool add(struct world *w, const struct party_form *form, struct err *err)
{
    return party_add(&w->t->act, &w->t->p, w->id, w->d.c.version, form, NULL, err);
}

static bool correct(struct world *w, int64_t party, const struct party_form *form, struct err *err)
{
    return party_correct(&w->t->act, &w->t->p, w->id, w->d.c.version, party, form, err);
}

static void adding(struct world *w)
{
    struct party_form form = { .role = "uncle", .name = "Tran An" };
    struct err err = { 0 };

    world_file(w, true);
    world_as(w, ANNA);
    world_refused(w, "[3-c] no unknown role", add(w, &form, &err), &err, ERR_INVALID, "role");
    form.role = "complainant";
    world_refused(w, "[3-c] one complainant", add(w, &form, &err), &err, ERR_INVALID, "role");
    form.role = "representative";
    world_refused(w, "[3-c] a representative with authority", add(w, &form, &err), &err,
                  ERR_INVALID, "authority");
    form.authority = "Letter of 3 May";
    form.email = "no address";
    world_refused(w, "[7.2-b] an address nobody can be reached by", add(w, &form, &err), &err,
                  ERR_INVALID, "email");
    form.email = NULL;
    world_done(w, "[3-c] a representative added later", add(w, &form, &err), &err);
    TAP_TEXT("[3-c] apart from the complainant", dossier_person(&w->d, "representative")->name.text,
             "Tran An");
    TAP_TEXT("[3-c] who stays", dossier_person(&w->d, "complainant")->name.text, "Mai Example");
    form = (struct party_form){ .role = "customer" };
    world_refused(w, "nobody without a name or a way to reach them", add(w, &form, &err), &err,
                  ERR_INVALID, "name");
    form.staff = w->t->second;
    world_refused(w, "one of us is only complained about", add(w, &form, &err), &err, ERR_INVALID,
                  "staff");
}

static void correcting(struct world *w)
{
    int64_t party = dossier_party(&w->d, "complainant")->id;
    struct party_form form = { .phone = "+84 24 0000 000" };
    struct err err = { 0 };

    world_refused(w, "a correction has its reason", correct(w, party, &form, &err), &err,
                  ERR_INVALID, "reason");
    form.reason = "Told on the telephone.";
    world_done(w, "the complainant is corrected", correct(w, party, &form, &err), &err);
    TAP_TEXT("what was given is there", dossier_person(&w->d, "complainant")->phone.text,
             "+84 24 0000 000");
    TAP_TEXT("what was not given stays", dossier_person(&w->d, "complainant")->email.text,
             "mai@example.org");
    form = (struct party_form){ .email = "mai at home", .reason = "Told." };
    world_refused(w, "an address that can be one", correct(w, party, &form, &err), &err,
                  ERR_INVALID, "email");
    form = (struct party_form){
        .name = "", .email = "", .phone = "", .address = "", .reason = "None of it."
    };
    world_refused(w, "a correction leaves somebody", correct(w, party, &form, &err), &err,
                  ERR_INVALID, "name");
    form = (struct party_form){ .authority = " ", .reason = "It ran out." };
    world_refused(w, "[3-c] nobody acts for somebody without authority",
                  correct(w, dossier_party(&w->d, "representative")->id, &form, &err), &err,
                  ERR_INVALID, "authority");
    form = (struct party_form){ .ended = true, .reason = "Mistaken." };
    world_refused(w, "a complaint keeps its complainant", correct(w, party, &form, &err), &err,
                  ERR_INVALID, "ended");
    party = dossier_party(&w->d, "representative")->id;
    world_done(w, "the representative leaves", correct(w, party, &form, &err), &err);
    TAP("and is no longer of the case", !dossier_party(&w->d, "representative"));
    world_refused(w, "once", correct(w, party, &form, &err), &err, ERR_NOT_FOUND, NULL);
}

static void complained_about(struct world *w)
{
    struct party_form form = { .role = "complained_about" };
    struct err err = { 0 };

    world_investigating(w, "minor");
    form.staff = w->t->second;
    world_done(w, "[4.7-a] one of us is complained about", add(w, &form, &err), &err);
    TAP_TEXT("[4.7-a] and known by name", dossier_person(&w->d, "complained_about")->name.text,
             "second");
    TAP_INT("[4.7-a] which is a conflict", facts_conflict(&w->d.facts, w->t->second),
            CONFLICT_COMPLAINED_ABOUT);
    world_refused(w, "[4.7-a] once", add(w, &form, &err), &err, ERR_INVALID, "staff");
    TAP_INT("the owner stays", w->d.c.owner_id, ANNA);
    form.staff = ANNA;
    form.name = "Anna";
    world_done(w, "[4.7-a] the owner is complained about too", add(w, &form, &err), &err);
    TAP_INT("[4.12-a] and owns it no longer", w->d.c.owner_id, 0);
    TAP_INT("[4.7-a] nor investigates", w->d.c.investigator_id, 0);
}

static void all(struct world *w)
{
    adding(w);
    correcting(w);
    complained_about(w);
}

int main(void)
{
    world_test("party_flow", all);
    return tap_done();
}
