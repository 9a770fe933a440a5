#include "desk/keep_flow.h"

#include "complaint/pack_version.h"
#include "complaint/report.h"
#include "complaint/routing.h"
#include "db/desk_sql.h"
#include "db/group_sql.h"
#include "operation/receipt/receipt.h"
#include "operation/step.h"
#include "operation/tracking/track.h"

#include <stdlib.h>
#include <string.h>

static bool still_open(const struct step *s, struct err *err)
{
    if (facts_open(&s->d.facts))
        return true;
    return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
}

static bool begin(struct step *s, const struct act *act, const struct procedure *p,
                  const struct keep *k, struct err *err)
{
    return step_open(s, act, p, k->complaint, k->version, err);
}

/* -- who answers for it -- */

static bool works_there(const struct step *s, int64_t owner, struct err *err)
{
    int64_t roles;

    if (!sql_owner_roles(s->act->a, s->act->db, owner, s->d.c.team_id, s->act->now, &roles, err))
        return false;
    return roles > 0 ||
           err_field(err, "choice",
                     N_("This person does not work on complaints of this team. Choose another."));
}

/* Whoever owns a case in review decides it. [4.7-b] */
static enum part owner_part(const struct step *s)
{
    return s->d.c.level >= LEVEL_REVIEW ? PART_DECIDER : PART_OWNER;
}

static bool owner_allowed(struct step *s, const struct keep *k, int64_t owner, struct err *err)
{
    if (k->from != 0 && s->d.c.owner_id != k->from)
        return err_set(err, ERR_CONFLICT, N_("Somebody else answers for this complaint now."));
    if (owner == 0)
        return still_open(s, err) && step_reason("reason", k->reason, err);
    return works_there(s, owner, err) && step_part(s, owner, owner_part(s), err) &&
           track_hand_over_allowed(&s->d.facts, owner, step_given(k->reason), err);
}

/* Nobody answers for what was given to somebody who does not see it. */
static bool nobody_there(struct err *err)
{
    return err_field(err, "choice",
                     N_("This person is away, and nobody who stands in for them can answer for it "
                        "now. Choose somebody else, or give it back to the team."));
}

/* Whoever is away gets nothing new: who stands in for them does, where they work in the team too.
 */
static bool present_find(struct step *s, int64_t *owner, int64_t *absent, struct err *err)
{
    const struct route_candidate *list, *taker;
    struct rows rows;

    *absent = 0;
    if (!routing_candidates(s->act, s->p, s->d.c.team_id, &s->d.facts, &rows, err))
        return false;
    list = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        if (list[i].staff != *owner || !list[i].away)
            continue;
        taker = route_taker(&list[i], list, rows.n);
        if (!taker || taker->staff == s->d.c.owner_id)
            return nobody_there(err);
        *absent = *owner;
        *owner = taker->staff;
    }
    return true;
}

/* That somebody stands in is kept beside it. */
static bool stand_in(struct step *s, int64_t absent, struct err *err)
{
    struct routing_row row = { .way = "assigned",
                               .from_team_id = s->d.c.team_id,
                               .from_owner_id = s->d.c.owner_id,
                               .absent_id = absent };

    return absent == 0 || routing_note(&s->h, &s->d, &row, &s->c, err);
}

/* Who leaves goes on investigating nothing; who investigated what is done stays on record. */
static bool investigator_change(struct step *s, const struct keep *k, int64_t owner,
                                struct err *err)
{
    if (k->from == 0 || owner == 0 || s->d.c.investigator_id != k->from ||
        instant_is_set(s->d.facts.investigated))
        return true;
    if (!step_part(s, owner, PART_INVESTIGATOR, err))
        return false;
    s->c.investigator_id = owner;
    return true;
}

static bool owner_change(struct step *s, int64_t owner, const char *reason, struct err *err)
{
    s->c.owner_id = owner;
    return step_note(s, reason, err) &&
           (owner == 0 || case_involve_as(&s->h, &s->d, owner, PART_OWNER, err)) &&
           routing_remedies(&s->h, &s->d, owner, err);
}

/* -- a part in what somebody else answers for -- */

static bool investigates(const struct step *s, int64_t staff)
{
    return s->d.c.investigator_id == staff && !instant_is_set(s->d.facts.investigated);
}

/* Whoever leaves, of a case that is not theirs. */
static bool only_part(const struct step *s, const struct keep *k)
{
    return k->from != 0 && s->d.c.owner_id != k->from && facts_open(&s->d.facts) &&
           (investigates(s, k->from) || routing_sees_to(&s->d, k->from));
}

/* Who answers for it stays. */
static bool part_hand_over(struct step *s, const struct keep *k, int64_t to, struct err *err)
{
    bool investigation = investigates(s, k->from);

    if (to == 0)
        return err_field(err, "choice", N_("Choose who goes on with it."));
    if (!works_there(s, to, err) ||
        !step_part(s, to, investigation ? PART_INVESTIGATOR : PART_OWNER, err) ||
        !step_event(s, "part_handed_over", k->reason, err))
        return false;
    if (investigation)
        s->c.investigator_id = to;
    return step_note(s, k->reason, err) && routing_remedies_of(&s->h, &s->d, k->from, to, err) &&
           step_done(s, err);
}

bool keep_assign(const struct act *act, const struct procedure *p, const struct keep *k,
                 struct err *err)
{
    AUTO_STEP s = { 0 };
    int64_t owner = k->choice && *k->choice ? strtoll(k->choice, NULL, 10) : -1, absent;

    if (owner < 0)
        return err_field(err, "choice", N_("Choose who is to answer for the complaint."));
    if (!begin(&s, act, p, k, err))
        return false;
    if (only_part(&s, k))
        return part_hand_over(&s, k, owner, err);
    if (!present_find(&s, &owner, &absent, err) || !owner_allowed(&s, k, owner, err) ||
        !investigator_change(&s, k, owner, err) ||
        !step_event(&s, s.d.c.owner_id ? "handed_over" : "assigned", k->reason, err))
        return false;
    return owner_change(&s, owner, k->reason, err) && stand_in(&s, absent, err) &&
           step_done(&s, err);
}

/* Of one case, that does not end the act on the others. */
static bool own_trouble(enum err_kind kind)
{
    return kind == ERR_REFUSED || kind == ERR_CONFLICT || kind == ERR_NOT_FOUND ||
           kind == ERR_INVALID;
}

bool keep_hand_over(const struct act *act, const struct procedure *p, const struct keep *k,
                    const int64_t *ids, size_t n, struct err *whys, struct err *err)
{
    if (!k->choice || !*k->choice)
        return err_field(err, "choice", N_("Choose who is to answer for the complaint."));
    if (!step_reason("reason", k->reason, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct keep one = *k;
        one.complaint = ids[i];
        whys[i] = (struct err){ 0 };
        if (!keep_assign(act, p, &one, &whys[i]) && !own_trouble(whys[i].kind))
            return *err = whys[i], false;
    }
    return true;
}

/* -- whom it waits for -- */

bool keep_wait(const struct act *act, const struct procedure *p, const struct keep *k,
               struct err *err)
{
    AUTO_STEP s = { 0 };
    bool known =
        k->choice && (strcmp(k->choice, "complainant") == 0 || strcmp(k->choice, "others") == 0);

    if (!known)
        return err_field(err, "choice", N_("Choose whom the complaint waits for."));
    if (!begin(&s, act, p, k, err) || !still_open(&s, err) ||
        !step_reason("reason", k->reason, err))
        return false;
    if (s.d.c.waiting)
        return err_set(err, ERR_REFUSED, N_("This complaint is waiting already."));
    if (!step_event(&s, "waiting", k->reason, err) ||
        !case_pause(&s.h, &s.d, k->choice, false, err))
        return false;
    s.c.waiting = k->choice;
    s.c.waiting_why = secret_text(k->reason);
    return step_done(&s, err);
}

bool keep_resume(const struct act *act, const struct procedure *p, const struct keep *k,
                 struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!begin(&s, act, p, k, err))
        return false;
    if (!s.d.c.waiting)
        return err_set(err, ERR_REFUSED, N_("This complaint waits for nobody."));
    s.c.waiting = NULL;
    return step_event(&s, "resumed", k->reason, err) && step_done(&s, err);
}

/* -- what it is -- */

/* The rule's field under the name it has in the form. */
static bool as_field(struct err *err, const char *rule, const char *form)
{
    if (err->field && strcmp(err->field, rule) == 0)
        err->field = form;
    return false;
}

bool keep_retype(const struct act *act, const struct procedure *p, const struct keep *k,
                 struct err *err)
{
    enum contact_type to = k->choice ? word_value(&contact_type_words, k->choice) : CONTACT_NONE;
    AUTO_STEP s = { 0 };

    if (to == CONTACT_NONE)
        return err_field(err, "choice", N_("Choose what kind of contact it is."));
    if (!begin(&s, act, p, k, err) || !still_open(&s, err) ||
        !step_reason("reason", k->reason, err))
        return false;
    if (!pack_takes(s.d.pack, k->choice))
        return err_field(err, "choice",
                         N_("Contacts of this kind are not taken here. Choose another."));
    if (!receipt_retype_allowed(&s.d.facts, to, true, err))
        return as_field(err, "type", "choice");
    if (!step_event(&s, "retyped", k->reason, err))
        return false;
    s.c.type = k->choice;
    return step_done(&s, err);
}

bool keep_reclass(const struct act *act, const struct procedure *p, const struct keep *k,
                  struct err *err)
{
    struct routed now = { .when = ROUTED_CLASS_CHANGED };
    AUTO_STEP s = { 0 };
    int64_t team;

    if (!begin(&s, act, p, k, err) || !still_open(&s, err) ||
        !step_reason("reason", k->reason, err))
        return false;
    /* A case keeps to the classes of its own pack, also when another one is in force by now. */
    if (!k->choice || !procedure_class_offered(p, s.d.pack, k->choice))
        return err_field(err, "choice", N_("Choose one of the list."));
    if (s.d.c.class && strcmp(s.d.c.class, k->choice) == 0)
        return err_field(err, "choice", N_("It is in this class already."));
    /* What the new class opens starts its clocks first, so that they are counted by it, too. */
    if (!step_event(&s, "class_changed", k->reason, err) ||
        !report_open_stored(&s.h, s.p, &s.d, word_value(&safety_words, s.d.c.safety), k->choice,
                            err) ||
        !case_clocks_reclass(&s.h, p, &s.d, k->choice, err))
        return false;
    s.c.class = k->choice;
    if (!step_significance(&s, NULL, NULL, 0, false, err))
        return false;
    if (!routing_class(act, s.d.pack, k->choice, &team, &now.no_team, err))
        return false;
    if (team != 0 && s.d.c.owner_id == 0)
        s.c.team_id = team;
    return (s.d.c.owner_id != 0 || routing_case(&s.h, p, &s.d, &now, &s.c, err)) &&
           step_done(&s, err);
}

bool keep_set_aside(const struct act *act, const struct procedure *p, const struct keep *k,
                    struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!k->choice || word_value(&aside_words, k->choice) == ASIDE_NONE)
        return err_field(err, "choice", N_("Choose why it is set aside."));
    if (!begin(&s, act, p, k, err) || !still_open(&s, err) ||
        !step_reason("reason", k->reason, err))
        return false;
    if (s.d.c.set_aside)
        return err_set(err, ERR_REFUSED, N_("This was set aside before."));
    if (!step_event(&s, "set_aside", k->reason, err) ||
        !case_pause(&s.h, &s.d, "set_aside", true, err))
        return false;
    s.c.set_aside = k->choice;
    return step_done(&s, err);
}

bool keep_take_back(const struct act *act, const struct procedure *p, const struct keep *k,
                    struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!begin(&s, act, p, k, err) || !step_reason("reason", k->reason, err))
        return false;
    if (!s.d.c.set_aside)
        return err_set(err, ERR_REFUSED, N_("This is not set aside."));
    if (!still_open(&s, err))
        return false;
    s.c.set_aside = NULL;
    return step_event(&s, "taken_back", k->reason, err) && step_done(&s, err);
}

/* -- what it belongs to -- */

/* A complaint about the handling of another is asked of the rule; other links only say what
 * belongs together. [3-b] */
static bool link_allowed(const struct step *s, const struct keep *k, int64_t other, struct err *err)
{
    struct dossier about;

    if (word_value(&link_words, k->choice) != LINK_HANDLING)
        return true;
    return dossier_load_id(s->act, s->p, other, &about, err) &&
           (receipt_link_allowed(&s->d.facts, &about.facts, err) ||
            as_field(err, "linked_to", "reason"));
}

bool keep_link(const struct act *act, const struct procedure *p, const struct keep *k,
               int64_t other, struct err *err)
{
    AUTO_STEP s = { 0 };

    if (!k->choice || word_value(&link_words, k->choice) == LINK_NONE)
        return err_field(err, "choice", N_("Choose how the two belong together."));
    if (other == k->complaint)
        return err_field(err, "reason", N_("A complaint cannot be linked to itself."));
    if (!begin(&s, act, p, k, err) || !link_allowed(&s, k, other, err) ||
        !step_event(&s, "linked", NULL, err))
        return false;
    s.c.linked_to_id = other;
    s.c.link_kind = k->choice;
    return step_done(&s, err);
}

/* -- the complainant's code -- */

/* What was split off has the same code: the one that opens nothing here opens nothing there. */
static bool code_of_parts(const struct step *s, struct bytes mac, struct err *err)
{
    struct rows rows = { 0 };
    const struct int_value *part;

    if (!sql_split_same_code(s->act->a, s->act->db, s->d.c.id, s->d.c.code_mac, &rows, err))
        return false;
    part = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        AUTO_STEP other = { 0 };
        if (!step_open(&other, s->act, s->p, part[i].value, 0, err) ||
            !step_event(&other, "code_reissued", NULL, err))
            return false;
        other.c.code_mac = mac;
        if (!step_done(&other, err))
            return false;
    }
    return true;
}

bool keep_new_code(const struct act *act, const struct procedure *p, const struct keep *k,
                   char out[CODE_TEXT], struct err *err)
{
    const struct vault *v = keyring_vault(act->keys);
    AUTO_STEP s = { 0 };
    struct bytes mac = { .n = MAC_BYTES };
    unsigned char *bytes = arena_alloc(act->a, MAC_BYTES);

    if (!begin(&s, act, p, k, err))
        return false;
    if (!step_given(k->reason))
        return err_field(err, "reason", N_("Write how you made sure who is asking."));
    if (!s.d.c.filing_mac.s)
        return err_set(err, ERR_REFUSED,
                       N_("This complaint came from another system and has no code."));
    s.c.code_round++;
    code_derive(v, hex_text(act->a, s.c.filing_mac.s, s.c.filing_mac.n), s.c.code_round, out);
    code_mac(v, out, bytes);
    mac.s = bytes;
    if (!code_of_parts(&s, mac, err) || !step_event(&s, "code_reissued", k->reason, err))
        return false;
    s.c.code_mac = mac;
    return step_done(&s, err);
}
