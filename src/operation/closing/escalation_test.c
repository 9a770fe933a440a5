/*
 * Every sequence of acts that a small organisation can think of.
 *
 * From a fresh complaint the test tries each act by each person in each state
 * it reaches, until no new state appears, and holds the invariants of Annex G
 * against every one of them; then it checks that from every state some way
 * leads to closing. Organisations of one to three people and procedures with
 * no, one and two reviews are walked.
 */
#include "base/arena.h"
#include "base/tap.h"
#include "operation/closing/escalation.h"

#include <stdio.h>
#include <string.h>

enum { PARTS = 12, STATES = 40000, EDGES = STATES * 16, BUCKETS = 1 << 16, REMINDERS = 1 };

/* What identifies a state; all bytes count, so it is zeroed before it is filled. */
struct key {
    unsigned char stage, level, outcome, told, answer, outside, disputes, withdrawn, closing;
    unsigned char reminders, over, reviewer, decided, assessed, proposed, verified, reopened;
    unsigned char deciders[8]; /* by level: bits of users */
    unsigned char took[8];     /* by level: bits of users */
};

struct state {
    struct case_facts f;
    struct case_part parts[PARTS];
    struct case_remedy remedy;
    struct key key;
    int next;  /* in the bucket */
    bool ends; /* closed, or a way leads there */
};

struct walk {
    struct state *state;
    int n;
    int bucket[BUCKETS];
    int (*edge)[2];
    int edges;
    int people;
    int reopenings;     /* how often a case may be opened again */
    const char *broken; /* the first invariant that did not hold */
    unsigned closings;  /* reasons reached, as bits */
};

static const struct closing_policy policy = { .reminders = REMINDERS, .now = { SECONDS(1000) } };
static const struct instant past = { SECONDS(900) };
static const struct instant later = { SECONDS(2000) };

/* Acts of other steps that lead to a decision, done in one. */
enum {
    DO_ASSESS = ESCALATION_REOPEN,
    DO_PREPARE, /* the response, by user 1 or the reviewer */
    DO_VERIFY,  /* remedies carried out and verified */
    DO_WAIT,    /* until the time for an answer is over */
    DO_REOPEN,  /* last, because it may be left out */
    ACTS,
};

static void part_add(struct state *s, int64_t user, enum part part)
{
    for (size_t i = 0; i < s->f.n_parts; i++)
        if (s->parts[i].user == user && s->parts[i].part == part && s->parts[i].level == s->f.level)
            return;
    if (s->f.n_parts < PARTS)
        s->parts[s->f.n_parts++] = (struct case_part){ user, part, s->f.level };
}

/* Points the facts at this state's own arrays and counts who is still free. */
static void settle(struct state *s, int people)
{
    s->f.parts = s->parts;
    s->f.remedies = &s->remedy;
    s->f.free_reviewers = 0;
    for (int user = 1; user <= people; user++)
        s->f.free_reviewers += !facts_took_part(&s->f, user, s->f.level + 1);
}

/* Whether an answer of the complainant is awaited. */
static bool waits(const struct case_facts *f)
{
    return f->stage == STAGE_DECIDED && instant_is_set(f->communicated) && f->answer == ANSWER_NONE;
}

static struct key key_of(const struct state *s)
{
    const struct case_facts *f = &s->f;
    struct key k;

    memset(&k, 0, sizeof k);
    k.stage = (unsigned char)f->stage;
    k.level = (unsigned char)f->level;
    k.outcome = (unsigned char)f->outcome;
    k.told = instant_is_set(f->communicated);
    k.answer = (unsigned char)f->answer;
    k.outside = (unsigned char)f->outside;
    k.disputes = (unsigned char)f->disputes_open;
    k.withdrawn = instant_is_set(f->withdrawn);
    k.closing = (unsigned char)f->closing;
    k.reminders = (unsigned char)f->reminders;
    k.over = waits(f) && f->answer_due.us <= policy.now.us;
    k.reviewer = (unsigned char)f->reviewer;
    k.decided = (unsigned char)f->decided_by;
    k.assessed = instant_is_set(f->assessed);
    k.proposed = instant_is_set(f->proposed);
    k.verified = s->remedy.state == REMEDY_VERIFIED;
    k.reopened = (unsigned char)f->reopened;
    for (size_t i = 0; i < f->n_parts; i++) {
        unsigned char bit = (unsigned char)(1 << s->parts[i].user);
        k.took[s->parts[i].level] |= bit;
        if (s->parts[i].part == PART_DECIDER)
            k.deciders[s->parts[i].level] |= bit;
    }
    return k;
}

static unsigned hash(const struct key *k)
{
    const unsigned char *s = (const unsigned char *)k;
    unsigned h = 2166136261u;

    for (size_t i = 0; i < sizeof *k; i++)
        h = (h ^ s[i]) * 16777619u;
    return h % BUCKETS;
}

/* Nobody decides twice on different levels. [4.7-b] */
static bool decides_once(const struct key *k)
{
    unsigned seen = 0;

    for (size_t i = 0; i < sizeof k->deciders; i++) {
        if (seen & k->deciders[i])
            return false;
        seen |= k->deciders[i];
    }
    return true;
}

static const char *broken(const struct state *from, const struct state *to)
{
    const struct case_facts *f = &to->f;
    enum recourse route = escalation_route(f);

    if (!decides_once(&to->key))
        return "somebody decides twice";
    if (f->answer == ANSWER_REJECTED && facts_open(f) && !escalation_message(route))
        return "a refusal without a message";
    if (f->stage == STAGE_REVIEWING && route != ROUTE_REVIEW)
        return "a review that is not told";
    if (f->level > f->last_level)
        return "a level that the procedure does not have";
    if (!facts_open(f) && f->closing == CLOSING_NONE)
        return "closed without a reason";
    if (!facts_open(f) && f->answer == ANSWER_REJECTED && !instant_is_set(f->withdrawn) &&
        (f->outside < OUTSIDE_RESOLVED || !facts_last_inside(f)))
        return "closed on a refusal with options left";
    if (from && (f->n_parts < from->f.n_parts || f->n_remedies < from->f.n_remedies ||
                 f->evidence < from->f.evidence || f->level < from->f.level))
        return "something of the case was dropped";
    return NULL;
}

/* The place of the state, added when it is new. */
static int find_or_add(struct walk *w, const struct state *s)
{
    unsigned h = hash(&s->key);
    struct state *added;

    for (int i = w->bucket[h]; i >= 0; i = w->state[i].next)
        if (memcmp(&w->state[i].key, &s->key, sizeof s->key) == 0)
            return i;
    if (w->n == STATES) {
        w->broken = "more states than there is room for";
        return 0;
    }
    added = &w->state[w->n];
    *added = *s;
    added->f.parts = added->parts;
    added->f.remedies = &added->remedy;
    added->next = w->bucket[h];
    w->bucket[h] = w->n;
    return w->n++;
}

static bool prepare(struct state *s, int64_t user)
{
    struct case_facts *f = &s->f;

    if (!facts_open(f) || instant_is_set(f->decided) || instant_is_set(f->proposed))
        return false;
    if (f->stage != STAGE_ASSESSED && f->stage != STAGE_REVIEWING)
        return false;
    if (user != (f->level >= LEVEL_REVIEW ? f->reviewer : 1))
        return false;
    part_add(s, user, PART_INVESTIGATOR);
    f->proposed = past;
    f->outcome = OUTCOME_PARTLY_UPHELD;
    f->outcome_reasons = true;
    f->letter = ~0u;
    f->evidence++;
    if (f->stage == STAGE_ASSESSED)
        f->stage = STAGE_RESPONDING;
    return true;
}

static bool other_act(struct state *s, int act, int64_t user)
{
    struct case_facts *f = &s->f;

    switch (act) {
    case DO_ASSESS:
        if (user != 1 || f->stage > STAGE_ACKNOWLEDGED)
            return false;
        f->assessed = past;
        f->stage = STAGE_ASSESSED;
        if (f->level == LEVEL_FRONT_LINE)
            f->level = LEVEL_HANDLING;
        part_add(s, user, PART_ASSESSOR);
        return true;
    case DO_PREPARE:
        return prepare(s, user);
    case DO_VERIFY:
        if (user != 1 || s->remedy.state == REMEDY_VERIFIED ||
            (f->stage != STAGE_DECIDED && f->stage != STAGE_REMEDYING))
            return false;
        s->remedy.state = REMEDY_VERIFIED;
        return true;
    default:
        f->answer_due = past;
        return user == 0 && waits(f);
    }
}

static bool act_on(struct state *s, int act, int64_t user, enum closing_reason closing)
{
    struct escalation_step step = {
        .act = act == DO_REOPEN ? ESCALATION_REOPEN : (enum escalation_act)act,
        .who = { .user = user },
        .due = later,
        .closing = closing,
        .reason = true,
    };
    struct err err = { 0 };

    if (act >= DO_ASSESS && act != DO_REOPEN)
        return other_act(s, act, user);
    if (act == ESCALATION_SOLVE && user > 1)
        return false; /* user 1 is the front line */
    if (act == ESCALATION_REMIND && s->f.reminders >= REMINDERS)
        return false;
    if (!escalation_apply(&s->f, &step, &policy, &err))
        return false;
    if (act == ESCALATION_DECIDE)
        part_add(s, user, PART_DECIDER);
    if (act == ESCALATION_SOLVE)
        part_add(s, user, PART_RECEIVER);
    return true;
}

static void try(struct walk *w, int from, int act, int64_t user, enum closing_reason closing)
{
    struct state s = w->state[from];
    int to;

    s.f.parts = s.parts;
    s.f.remedies = &s.remedy;
    if (!act_on(&s, act, user, closing))
        return;
    settle(&s, w->people);
    s.key = key_of(&s);
    if (!w->broken)
        w->broken = broken(&w->state[from], &s);
    w->closings |= 1u << s.f.closing;
    to = find_or_add(w, &s);
    if (w->edges == EDGES) {
        w->broken = "more ways than there is room for";
        return;
    }
    w->edge[w->edges][0] = from;
    w->edge[w->edges++][1] = to;
}

static void expand(struct walk *w, int from)
{
    int acts = w->state[from].f.reopened < w->reopenings ? ACTS : ACTS - 1;

    for (int act = 0; act < acts; act++)
        for (int user = 0; user <= w->people; user++) {
            if (act != ESCALATION_CLOSE)
                try(w, from, act, user, CLOSING_NONE);
            else if (user == 0)
                for (int reason = CLOSING_ACCEPTED; reason <= CLOSING_WITHDRAWN; reason++)
                    try(w, from, act, user, (enum closing_reason)reason);
        }
}

/* Marks every state from which closing can be reached. */
static void mark_ends(struct walk *w)
{
    bool changed = true;

    for (int i = 0; i < w->n; i++)
        w->state[i].ends = !facts_open(&w->state[i].f);
    while (changed) {
        changed = false;
        for (int i = w->edges - 1; i >= 0; i--)
            if (!w->state[w->edge[i][0]].ends && w->state[w->edge[i][1]].ends)
                changed = w->state[w->edge[i][0]].ends = true;
    }
}

static struct state fresh(int people, int last_level)
{
    struct state s = {
        .f = { .id = 1,
               .type = CONTACT_COMPLAINT,
               .stage = STAGE_ACKNOWLEDGED,
               .level = LEVEL_FRONT_LINE,
               .last_level = last_level,
               .acknowledged = { SECONDS(1) },
               .scope = SCOPE_INSIDE,
               .reachable = true,
               .lessons = true,
               .satisfaction_asked = true,
               .closing_note = true,
               .n_remedies = 1 },
        .remedy = { .id = 1, .state = REMEDY_APPROVED },
    };

    settle(&s, people);
    s.key = key_of(&s);
    return s;
}

static struct walk *walk(struct arena *a, int people, int last_level, int reopenings, bool late)
{
    struct walk *w = ARENA_NEW(a, struct walk);
    struct state first = fresh(people, last_level);

    first.f.delay_told = late;
    w->people = people;
    w->reopenings = reopenings;
    w->state = ARENA_ARRAY(a, struct state, STATES);
    w->edge = arena_array(a, EDGES, sizeof *w->edge);
    memset(w->bucket, -1, sizeof w->bucket);
    find_or_add(w, &first);
    for (int i = 0; i < w->n && !w->broken; i++)
        expand(w, i);
    mark_ends(w);
    return w;
}

static bool all_end(const struct walk *w)
{
    for (int i = 0; i < w->n; i++)
        if (!w->state[i].ends)
            return false;
    return true;
}

static int highest_level(const struct walk *w)
{
    int level = 0;

    for (int i = 0; i < w->n; i++)
        if (w->state[i].f.level > level)
            level = w->state[i].f.level;
    return level;
}

/* How many people, the last level inside, the level that can be reached, and how
 * often a case is opened again (the numbers grow too large otherwise). */
static const struct {
    int people, last_level, reached, reopenings;
    bool late; /* a delay was told, so the way outside is open before the decision */
} organisations[] = {
    { 1, LEVEL_REVIEW, LEVEL_HANDLING, 2 },     { 2, LEVEL_HANDLING, LEVEL_HANDLING, 1 },
    { 2, LEVEL_REVIEW, LEVEL_REVIEW, 1 },       { 3, LEVEL_REVIEW, LEVEL_REVIEW, 0 },
    { 2, LEVEL_REVIEW + 1, LEVEL_REVIEW, 1 },   { 3, LEVEL_REVIEW + 1, LEVEL_REVIEW + 1, 0 },
    { 2, LEVEL_REVIEW, LEVEL_REVIEW, 0, true },
};

static void walks(void)
{
    const unsigned every = 1u << CLOSING_ACCEPTED | 1u << CLOSING_RESOLVED_OUTSIDE |
                           1u << CLOSING_UNRESOLVED | 1u << CLOSING_NO_ANSWER |
                           1u << CLOSING_WITHDRAWN;

    for (size_t i = 0; i < COUNT(organisations); i++) {
        AUTO_ARENA a = arena_new();
        struct walk *w = walk(a, organisations[i].people, organisations[i].last_level,
                              organisations[i].reopenings, organisations[i].late);
        char what[160];

        snprintf(what, sizeof what, "[G-a] %d people, last level %d: %d states, %s",
                 organisations[i].people, organisations[i].last_level, w->n,
                 w->broken ? w->broken : "invariants hold");
        TAP(what, !w->broken && w->n > 50);
        TAP("[7.9-a] every state leads to closing", all_end(w));
        TAP("[7.9-a] every reason is reached", (w->closings & every) == every);
        TAP_INT("[7.9-b] the levels that exist are reached, and no more", highest_level(w),
                organisations[i].reached);
    }
}

static void told_late(void)
{
    struct state s = fresh(2, LEVEL_REVIEW);
    struct escalation_step step = { .act = ESCALATION_GO_OUTSIDE };
    struct err err = { 0 };

    s.f.stage = STAGE_ASSESSED;
    TAP("[7.9-b] nobody goes outside before a decision",
        !escalation_apply(&s.f, &step, &policy, &err));
    s.f.delay_told = true;
    err_clear(&err);
    TAP("C7 who was told of a delay does", escalation_apply(&s.f, &step, &policy, &err));
    TAP_INT("and the handling goes on", s.f.stage, STAGE_ASSESSED);
    TAP_INT("with the dispute beside it", s.f.disputes_open, 1);
    TAP("once", !escalation_apply(&s.f, &step, &policy, &err));
    err_clear(&err);
    step.act = ESCALATION_OUTSIDE_END;
    TAP("it ends", escalation_apply(&s.f, &step, &policy, &err) && s.f.disputes_open == 0);
    s.f.outside = OUTSIDE_NONE;
    s.f.stage = STAGE_DECIDED;
    s.f.decided = s.f.communicated = past;
    step.act = ESCALATION_GO_OUTSIDE;
    TAP("after the decision their answer comes first",
        !escalation_apply(&s.f, &step, &policy, &err));
}

static void singles(void)
{
    struct state s = fresh(1, LEVEL_REVIEW);
    struct escalation_step step = { .act = ESCALATION_REJECT };
    struct err err = { 0 };

    s.f.level = LEVEL_HANDLING;
    s.f.stage = STAGE_DECIDED;
    s.f.decided = s.f.communicated = past;
    s.f.free_reviewers = 0;
    TAP("[7.9-b] one person: a refusal is taken", escalation_apply(&s.f, &step, &policy, &err));
    TAP_INT("[7.9-b] one person: only the way outside", escalation_route(&s.f), ROUTE_OUTSIDE);
    TAP_INT("[7.9-b] one person: stays open", s.f.stage, STAGE_DECIDED);
    s.f.free_reviewers = 1;
    step = (struct escalation_step){ .act = ESCALATION_TAKE_REVIEW, .who = { .user = 2 } };
    TAP("[7.9-b] somebody new may review after all", escalation_apply(&s.f, &step, &policy, &err) &&
                                                         s.f.level == LEVEL_REVIEW &&
                                                         s.f.reviewer == 2);
    step = (struct escalation_step){ .act = ESCALATION_NEW_FACT };
    s.f.assessed = past;
    TAP("[7.5-c] a new fact needs words", !escalation_apply(&s.f, &step, &policy, &err));
    err_clear(&err);
    step.reason = true;
    s.f.disputes_open = 1;
    TAP("[1-b] a new fact goes to the body that deals with it",
        !escalation_apply(&s.f, &step, &policy, &err) && err.kind == ERR_REFUSED);
    err_clear(&err);
    s.f.disputes_open = 0;
    TAP("[7.5-c] a new fact leads to the assessment",
        escalation_apply(&s.f, &step, &policy, &err) && s.f.stage == STAGE_ACKNOWLEDGED);
    TAP_INT("[4.7-b] and the review keeps its reviewer", s.f.reviewer, 2);
}

/* Each act in a state in which it is not open, with the words of its refusal. */
static void not_open(void)
{
    static const struct {
        const char *what;
        enum escalation_act act;
        enum answer_given answer;
        enum stage stage;
        int64_t user, due;
        bool withdrawn;
        const char *words;
    } cases[] = {
        { "accepted twice", ESCALATION_ACCEPT, ANSWER_ACCEPTED, STAGE_DECIDED, 1, 0, false,
          "The decision was accepted before." },
        { "refused twice", ESCALATION_REJECT, ANSWER_REJECTED, STAGE_DECIDED, 1, 0, false,
          "The decision was rejected before." },
        { "reminded after the answer", ESCALATION_REMIND, ANSWER_ACCEPTED, STAGE_DECIDED, 0, 0,
          false, "The complainant has answered." },
        { "reminded before the time", ESCALATION_REMIND, ANSWER_NONE, STAGE_DECIDED, 0,
          SECONDS(2000), false, "The time for an answer is not over yet." },
        { "reviewed without a refusal", ESCALATION_TAKE_REVIEW, ANSWER_NONE, STAGE_DECIDED, 2, 0,
          false, "There is nothing to review." },
        { "reviewed by nobody", ESCALATION_TAKE_REVIEW, ANSWER_REJECTED, STAGE_DECIDED, 0, 0, false,
          "A review needs a person who answers for it." },
        { "withdrawn twice", ESCALATION_WITHDRAW, ANSWER_NONE, STAGE_DECIDED, 0, 0, true,
          "This complaint was withdrawn before." },
        { "withdrawn when closed", ESCALATION_WITHDRAW, ANSWER_NONE, STAGE_CLOSED, 0, 0, false,
          "This complaint was closed before." },
        { "a new fact before the assessment", ESCALATION_NEW_FACT, ANSWER_NONE, STAGE_ACKNOWLEDGED,
          1, 0, false, "This complaint was not assessed yet." },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct state s = fresh(2, LEVEL_REVIEW);
        struct escalation_step step = { .act = cases[i].act,
                                        .who = { .user = cases[i].user },
                                        .reason = true };
        struct err err = { 0 };
        s.f.level = LEVEL_HANDLING;
        s.f.free_reviewers = 1;
        s.f.stage = cases[i].stage;
        s.f.answer = cases[i].answer;
        s.f.answer_due.us = cases[i].due;
        if (cases[i].stage == STAGE_DECIDED)
            s.f.decided = s.f.communicated = past;
        if (cases[i].withdrawn)
            s.f.withdrawn = past;
        TAP(cases[i].what, !escalation_apply(&s.f, &step, &policy, &err));
        TAP_TEXT("[G-a] in these words", err.text, cases[i].words);
    }
}

int main(void)
{
    walks();
    not_open();
    told_late();
    singles();
    return tap_done();
}
