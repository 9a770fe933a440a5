/*
 * The steps of clause 7 as a bar, and what can be done next. The rules say what is missing;
 * what cannot be done, or is not this reader's to do, is not offered.
 */
#include "desk/case_show.h"
#include "desk/delay_flow.h"
#include "desk/extend_flow.h"

#include "complaint/breach.h"
#include "complaint/chain.h"
#include "operation/acknowledgement/ack.h"
#include "operation/assessment/assess.h"
#include "operation/closing/closing.h"
#include "operation/decision/decision.h"
#include "operation/investigation/investigation_flow.h"
#include "operation/response/response.h"
#include "operation/tracking/message_flow.h"
#include "pack/pack.h"

#include <string.h>

enum { STEPS = 7 };

static const struct {
    const char *name;
    const char *act;   /* last part of the address of its form */
    const char *words; /* of the button */
} steps[STEPS] = {
    { N_("Receipt"), NULL, NULL },
    { N_("Acknowledge"), "acknowledge", N_("Acknowledge the complaint") },
    { N_("Assessment"), "assess", N_("Assess the complaint") },
    { N_("Investigation"), "investigate", N_("Open the investigation") },
    { N_("Response"), "respond", N_("Propose the answer") },
    { N_("Decision"), "decide", N_("Decide") },
    { N_("Closing"), "close", N_("Close the complaint") },
};

static struct instant step_done_at(const struct case_facts *f, int step)
{
    switch (step) {
    case 0:
        return f->received;
    case 1:
        return f->acknowledged;
    case 2:
        return facts_assessed(f);
    case 3:
        return f->investigated;
    case 4:
        return f->proposed;
    case 5:
        return f->communication == DELIVERY_FAILED ? (struct instant){ 0 } : f->communicated;
    default:
        return f->closed;
    }
}

static void step_lacks(const struct case_show *s, int step, struct missing *m)
{
    const struct case_facts *f = &s->d->facts;
    struct closing_policy policy = { .reminders = (int)procedure_number(
                                         s->p, "reminders", s->p->pack ? s->p->pack->reminders : 0),
                                     .now = s->rq->now };

    switch (step) {
    case 1:
        ack_missing(f, m);
        break;
    case 2:
        assess_missing(f, m);
        break;
    case 3:
        if (s->p->pack)
            investigation_lacks(s->p, s->d, m);
        break;
    case 4:
        response_missing(f, m);
        break;
    case 5:
        decision_missing(f, m);
        break;
    case 6:
        closing_missing(f, closing_path(f), &policy, m);
        break;
    default:
        break;
    }
}

/* -- what makes an act worth offering; the rule of the act itself says the rest when its form is
 * opened -- */

static bool not_acknowledged(const struct case_show *s)
{
    const struct case_facts *f = &s->d->facts;

    return !instant_is_set(f->acknowledged) && f->ack_way != ACK_IMPOSSIBLE;
}

static bool staff_untold(const struct case_show *s)
{
    const struct case_facts *f = &s->d->facts;

    return instant_is_set(f->communicated) && !instant_is_set(f->staff_told);
}

static bool ownerless(const struct case_show *s)
{
    return s->d->facts.owner == 0;
}

static bool assessed(const struct case_show *s)
{
    return instant_is_set(facts_assessed(&s->d->facts));
}

static bool proposed(const struct case_show *s)
{
    return instant_is_set(s->d->facts.proposed);
}

static bool decided(const struct case_show *s)
{
    return instant_is_set(s->d->facts.decided);
}

static bool communicated(const struct case_show *s)
{
    return instant_is_set(s->d->facts.communicated);
}

static bool outside_open(const struct case_show *s)
{
    const struct case_facts *f = &s->d->facts;

    return instant_is_set(f->communicated) || f->delay_told || f->disputes_open > 0;
}

/* What was rejected is looked at again as soon as it is: the level has begun, and nobody decided.
 */
static bool to_review(const struct case_show *s)
{
    const struct case_facts *f = &s->d->facts;

    return f->level >= LEVEL_REVIEW ? !instant_is_set(f->decided)
                                    : f->answer == ANSWER_REJECTED && !facts_last_inside(f);
}

static bool waiting(const struct case_show *s)
{
    return s->d->c.waiting != NULL;
}

static bool not_waiting(const struct case_show *s)
{
    return s->d->c.waiting == NULL;
}

static bool confidential(const struct case_show *s)
{
    return strcmp(s->d->c.privacy, "confidential") == 0;
}

static bool reportability_asked(const struct case_show *s)
{
    return s->d->reportability.n > 0;
}

static bool anything_sent(const struct case_show *s)
{
    for (size_t i = 0; i < s->d->entry.n; i++)
        if (message_may_return(&s->d->entry.row[i]))
            return true;
    return false;
}

static bool anything_waits(const struct case_show *s)
{
    for (size_t i = 0; i < s->d->entry.n; i++)
        if (message_waits(&s->d->entry.row[i]))
            return true;
    return false;
}

static bool own_any(const struct case_show *s)
{
    const struct pack_version *v = s->d->pack;

    for (size_t i = 0; v && i < v->n_fields; i++)
        if (pack_concerns(v, &v->field[i].classes, s->d->c.class))
            return true;
    return false;
}

static bool anything_missed(const struct case_show *s)
{
    for (size_t i = 0; i < s->d->clock.n; i++)
        if (clock_breached(&s->d->clock.row[i]))
            return true;
    return false;
}

static bool anything_extends(const struct case_show *s)
{
    for (size_t i = 0; i < s->d->clock.n; i++)
        if (extend_open(&s->d->clock.row[i], s->rq->now))
            return true;
    return false;
}

static bool anything_held(const struct case_show *s)
{
    for (size_t i = 0; i < s->d->clock.n; i++)
        if (delay_letter(s->d, &s->d->clock.row[i]))
            return true;
    return false;
}

/* Whoever only reads has nothing to do there until something was proposed. */
static bool publishing(const struct case_show *s)
{
    return s->d->publication.n > 0 || case_may(s, MAY_RESPOND) || case_may(s, MAY_APPROVE);
}

/* Of which cases an act is one. */
enum { OPEN = 1, CLOSED = 2, ASIDE = 4, ANY = OPEN | CLOSED | ASIDE };

static const struct {
    const char *act, *words;
    int when;
    bool (*fits)(const struct case_show *s); /* NULL = always */
    const char *group;                       /* that begins with this one */
} acts[] = {
    { "acknowledge", N_("Acknowledge"), OPEN, not_acknowledged, N_("The steps") },
    { "assess", N_("Assess"), OPEN, NULL },
    { "take-up", N_("Take up the complaint"), OPEN, ownerless },
    { "investigate", N_("Investigate"), OPEN, assessed },
    { "respond", N_("Propose the answer"), OPEN, assessed },
    { "approve", N_("Approve the proposal"), OPEN, proposed },
    { "decide", N_("Decide"), OPEN, proposed },
    { "communicate", N_("Tell the decision"), OPEN, decided },
    { "staff-told", N_("The staff concerned were told"), OPEN, staff_untold },
    { "message-sent", N_("A message was sent"), ANY, anything_waits },
    { "returned", N_("A message came back"), OPEN | CLOSED, anything_sent },
    { "answer", N_("Record what the complainant answered"), OPEN, communicated },
    { "review", N_("Begin the internal review"), OPEN, to_review },
    { "outside", N_("Record an outside body"), OPEN, outside_open },
    { "update", N_("Give an update"), OPEN, NULL },
    { "withdraw", N_("Record a withdrawal"), OPEN, NULL },
    { "new-fact", N_("A significant new fact"), OPEN, NULL },
    { "elsewhere", N_("Direct elsewhere"), OPEN, NULL },
    { "close", N_("Close"), OPEN, NULL },
    { "call", N_("Follow-up call"), CLOSED, NULL },
    { "reopen", N_("Open again"), CLOSED, NULL },
    { "assign", N_("Give to somebody"), OPEN, NULL, N_("Hand on, ask, wait") },
    { "send", N_("Send to another team"), OPEN, NULL },
    { "send-back", N_("Send back where it came from"), OPEN, NULL },
    { "help", N_("Ask the superior for help"), OPEN, NULL },
    { "tasks", N_("Tasks for other teams"), OPEN | CLOSED, NULL },
    { "ask-outside", N_("Ask somebody outside"), OPEN, NULL },
    { "wait", N_("Wait for somebody"), OPEN, not_waiting },
    { "extend", N_("Agree to more time"), OPEN, anything_extends },
    { "tell-delay", N_("Tell the delay"), OPEN, anything_held },
    { "resume", N_("Go on working on it"), OPEN, waiting },
    { "fact", N_("Take down what was said"), OPEN | CLOSED, NULL, N_("Add to it") },
    { "files", N_("Add files"), OPEN | CLOSED, NULL },
    { "translation", N_("Write a working translation"), OPEN | CLOSED, NULL },
    { "matter", N_("Say more about the problem"), OPEN | CLOSED, NULL },
    { "fields", N_("Fill in the fields of this procedure"), OPEN, own_any },
    { "breaches", N_("Say why a date was missed"), OPEN | CLOSED, anything_missed },
    { "parties", N_("People of the complaint"), OPEN | CLOSED, NULL,
      N_("People and other complaints") },
    { "conflict", N_("Declare a conflict of interest"), OPEN | ASIDE, NULL },
    { "link", N_("Link to another complaint"), OPEN | CLOSED, NULL },
    { "group", N_("Handle with others"), OPEN | CLOSED, NULL },
    { "repeats", N_("Repeat complaint"), OPEN | CLOSED, NULL },
    { "split", N_("Split it in two"), OPEN, NULL },
    { "retype", N_("Change the kind of contact"), OPEN, NULL, N_("Sort, report, publish") },
    { "class", N_("Change what it is about"), OPEN, NULL },
    { "reportability", N_("Whether it must be reported"), OPEN | CLOSED, reportability_asked },
    { "publish", N_("Publish the result"), OPEN | CLOSED, publishing },
    { "set-aside", N_("Set it aside"), OPEN, NULL },
    { "take-back", N_("Take back into the queues"), ASIDE, NULL },
    { "code", N_("Issue a new code"), ANY, NULL, N_("Its data") },
    { "access", N_("Everything about the complainant"), ANY, NULL },
    { "identity", N_("Sealed identity"), ANY, confidential },
    { "redact", N_("Redact"), ANY, NULL },
    { "hold", N_("Legal hold"), ANY, NULL },
    { "erasure", N_("Erase"), ANY, NULL },
};

bool case_act_now(const struct dossier *d, const char *act, struct err *err)
{
    bool closed = instant_is_set(d->c.closed_at);

    if (!act || (!closed && !d->c.set_aside))
        return true;
    for (size_t i = 0; i < COUNT(acts); i++) {
        if (strcmp(acts[i].act, act) != 0)
            continue;
        if (closed && acts[i].when == OPEN)
            return err_set(err, ERR_REFUSED, N_("This complaint is closed. Open it again first."));
        if (!closed && !(acts[i].when & ASIDE))
            return err_set(err, ERR_REFUSED,
                           N_("This is set aside. Take it back into the queues first."));
    }
    return true;
}

/* The routes of their pages, in the same order; NULL where there is none. They stay as they are, so
 * each worker finds them once. */
static const struct route *const *act_routes(const struct case_show *s)
{
    struct req *rq = s->rq;
    struct own *own = rq->app->own;

    if (own->act_routes)
        return own->act_routes;
    own->act_routes = ARENA_ARRAY(own->a, const struct route *, COUNT(acts));
    for (size_t i = 0; i < COUNT(acts); i++) {
        struct route_match match = { 0 };
        router_find(rq->a, rq->app->router, arena_join(rq->a, s->path, "/", acts[i].act), GET, 0,
                    &match);
        own->act_routes[i] = match.route;
    }
    return own->act_routes;
}

/* The page of an act, when there is one and this reader may use it on this case. */
static const char *page_href(const struct case_show *s, size_t i)
{
    const struct route *route = act_routes(s)[i];

    if (!route || !case_may(s, (enum may)route->right))
        return NULL;
    return arena_join(s->rq->a, s->path, "/", acts[i].act);
}

static const char *act_href(const struct case_show *s, const char *act)
{
    for (size_t i = 0; i < COUNT(acts); i++)
        if (strcmp(acts[i].act, act) == 0)
            return page_href(s, i);
    return NULL;
}

static const char *lack_text(struct req *rq, const struct missing_item *item)
{
    struct err err = { 0 };

    if (item->said)
        return item->said[rq->lang->index];
    if (!item->arg.name)
        return lang_text(rq->lang, item->text);
    err_set(&err, ERR_REFUSED, item->text);
    err_arg(&err, item->arg.name, item->arg.value);
    return lang_err(rq->a, rq->lang, &err);
}

/* Where what is missing is done, when that is a page of its own that this reader may use. */
static const char *lack_href(const struct case_show *s, const char *field)
{
    static const struct {
        const char *field, *act;
    } acts_of[] = {
        { "answer", "answer" },    { "approve", "approve" },       { "outside", "outside" },
        { "review", "review" },    { "tell_staff", "staff-told" }, { "withdraw", "withdraw" },
        { "tell", "communicate" },
    };

    if (field && strncmp(field, "tasks/", 6) == 0)
        return arena_printf(s->rq->a, "%s/%s", s->path, field);
    for (size_t i = 0; field && i < COUNT(acts_of); i++)
        if (strcmp(field, acts_of[i].field) == 0)
            return act_href(s, acts_of[i].act);
    return NULL;
}

static struct rows lacks_show(const struct case_show *s, const struct missing *m)
{
    size_t n = m->n < MISSING_MAX ? m->n : MISSING_MAX;
    struct missing_view *list = ARENA_ARRAY(s->rq->a, struct missing_view, n + 1);

    for (size_t i = 0; i < n; i++)
        list[i] = (struct missing_view){
            .text = lack_text(s->rq, &m->item[i]),
            .href = lack_href(s, m->item[i].field),
        };
    return (struct rows){ list, n };
}

/* Whether something is missing that the own fields hold. */
static bool own_lacks(const struct dossier *d, const struct missing *m)
{
    for (size_t i = 0; i < m->n && i < MISSING_MAX; i++)
        if (m->item[i].said && pack_field(d->pack, m->item[i].field))
            return true;
    return false;
}

static struct chain_view chain_show(const struct case_show *s, const struct pack_chain *chain)
{
    struct chain_step_view *list = ARENA_ARRAY(s->rq->a, struct chain_step_view, chain->n);
    enum chain_state *state = ARENA_ARRAY(s->rq->a, enum chain_state, chain->n);

    chain_states(chain, &s->d->facts, state);
    for (size_t i = 0; i < chain->n; i++)
        list[i] = (struct chain_step_view){ chain->step[i].text.in[s->rq->lang->index],
                                            state[i] == CHAIN_DONE, state[i] == CHAIN_NOW,
                                            state[i] == CHAIN_LEFT_OUT };
    return (struct chain_view){ chain->text.in[s->rq->lang->index], { list, chain->n } };
}

static struct rows chains_show(const struct case_show *s)
{
    size_t most = s->d->pack ? s->d->pack->n_chains : 0, n = 0;
    struct chain_view *list = ARENA_ARRAY(s->rq->a, struct chain_view, most + 1);
    const struct pack_chain *chain;

    while ((chain = chain_for(s->d->pack, s->d->c.class, n)) != NULL)
        list[n++] = chain_show(s, chain);
    return (struct rows){ list, n };
}

struct next {
    const char *words, *href;
};

/* What is to be done in a step: where a promise waits for a second person, who may be that one
 * approves it first. */
static struct next next_act(const struct case_show *s, int step, const struct missing *lacks)
{
    bool decision = step == 5, made = instant_is_set(s->d->facts.decided);

    for (size_t i = 0; decision && !made && i < lacks->n && i < MISSING_MAX; i++)
        if (strcmp(lacks->item[i].field, "remedies") == 0 && act_href(s, "approve"))
            return (struct next){ N_("Approve the proposal"), act_href(s, "approve") };
    if (decision && made)
        return (struct next){ N_("Tell the decision"), act_href(s, "communicate") };
    return (struct next){ steps[step].words, act_href(s, steps[step].act) };
}

/* What was rejected waits for whoever looks at it again, before anything else is done. */
static bool reviewer_missing(const struct case_facts *f)
{
    return f->level == LEVEL_REVIEW && f->owner == 0 && !instant_is_set(f->decided);
}

void case_steps(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const struct case_facts *f = &s->d->facts;
    struct step_view *list = ARENA_ARRAY(rq->a, struct step_view, STEPS);
    int now = -1;

    for (int i = 0; i < STEPS; i++) {
        struct instant at = step_done_at(f, i);
        list[i] = (struct step_view){ .name = lang_text(rq->lang, steps[i].name),
                                      .done = instant_is_set(at) };
        list[i].skipped = !list[i].done && i >= 2 && i <= 5 && instant_is_set(f->solved) &&
                          f->level == LEVEL_FRONT_LINE;
        if (list[i].done)
            list[i].on = zone_date(rq->app->zone, at, NULL);
        if (i == 1 && !list[i].done && f->ack_way == ACK_IMPOSSIBLE)
            list[i].done = true;
        if (i == 1 && list[i].done)
            list[i].note = desk_word(rq, &ack_way_words, word_code(&ack_way_words, f->ack_way));
        if (now < 0 && !list[i].done && facts_open(f))
            now = i;
    }
    page->steps = (struct rows){ list, STEPS };
    page->chains = chains_show(s);
    page->step_no = now < 0 ? STEPS : now + 1;
    page->step_name = list[page->step_no - 1].name;
    if (now < 0)
        return;
    if (page->set_aside) {
        page->next_act_href = act_href(s, "take-back");
        page->next_act = lang_text(rq->lang, N_("Take back into the queues"));
        return;
    }
    struct missing lacks = { 0 };
    if (reviewer_missing(f))
        missing_add(&lacks, "review", N_("Somebody to review it who had no part in the decision."));
    step_lacks(s, now, &lacks);
    list[now].current = true;
    list[now].missing = (int)lacks.n;
    page->missing = lacks_show(s, &lacks);
    if (own_lacks(s->d, &lacks))
        page->own_href = act_href(s, "fields");
    if (steps[now].act) {
        struct next next = reviewer_missing(f) ? (struct next){ N_("Begin the internal review"),
                                                                act_href(s, "review") }
                                               : next_act(s, now, &lacks);
        list[now].href = page->next_act_href = next.href;
        page->next_act = lang_text(rq->lang, next.words);
    }
}

void case_acts(const struct case_show *s, struct case_page *page)
{
    struct act_link *list = ARENA_ARRAY(s->rq->a, struct act_link, COUNT(acts));
    struct act_group *groups = ARENA_ARRAY(s->rq->a, struct act_group, COUNT(acts));
    int state = page->closed ? CLOSED : page->set_aside ? ASIDE : OPEN;
    const char *group = NULL, *shown = NULL;
    size_t n = 0, n_groups = 0;

    for (size_t i = 0; i < COUNT(acts); i++) {
        const char *href;
        if (acts[i].group)
            group = acts[i].group;
        if (!(acts[i].when & state) || (acts[i].fits && !acts[i].fits(s)))
            continue;
        href = page_href(s, i);
        if (!href)
            continue;
        if (group != shown)
            groups[n_groups++] =
                (struct act_group){ lang_text(s->rq->lang, group), { &list[n], 0 } };
        shown = group;
        groups[n_groups - 1].acts.n++;
        list[n++] = (struct act_link){ lang_text(s->rq->lang, acts[i].words), href };
    }
    page->acts = (struct rows){ groups, n_groups };
}
