/*
 * The steps of clause 7 as a bar, and what can be done next. The rules say what is missing;
 * what cannot be done, or is not this reader's to do, is not offered.
 */
#include "desk/case_show.h"
#include "desk/extend_flow.h"

#include "complaint/breach.h"
#include "complaint/chain.h"
#include "operation/acknowledgement/ack.h"
#include "operation/assessment/assess.h"
#include "operation/closing/closing.h"
#include "operation/decision/decision.h"
#include "operation/investigation/investigation.h"
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
        return f->assessed;
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
    const struct depth_needs *needs = s->p->pack ? s->p->pack->needs : NULL;
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
        if (needs)
            investigation_missing(f, &needs[f->depth], m);
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

/* The route of an act, when there is one and this reader may use it on this case. */
static const char *act_href(const struct case_show *s, const char *act)
{
    struct req *rq = s->rq;
    const char *path = arena_printf(rq->a, "%s/%s", s->path, act);
    struct route_match match = { 0 };

    router_find(rq->a, rq->app->router, path, GET, 0, &match);
    if (!match.route || !case_may(s, (enum may)match.route->right))
        return NULL;
    return path;
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

static struct rows lacks_show(const struct case_show *s, const struct missing *m)
{
    size_t n = m->n < MISSING_MAX ? m->n : MISSING_MAX;
    struct missing_view *list = ARENA_ARRAY(s->rq->a, struct missing_view, n + 1);

    for (size_t i = 0; i < n; i++)
        list[i] = (struct missing_view){
            .text = lack_text(s->rq, &m->item[i]),
            .href = m->item[i].field && strncmp(m->item[i].field, "tasks/", 6) == 0
                        ? arena_printf(s->rq->a, "%s/%s", s->path, m->item[i].field)
                        : NULL,
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
    size_t now = chain_now(chain, &s->d->facts);

    for (size_t i = 0; i < chain->n; i++)
        list[i] = (struct chain_step_view){ chain->step[i].text.in[s->rq->lang->index], i < now,
                                            i == now };
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
    struct missing lacks = { 0 };
    step_lacks(s, now, &lacks);
    list[now].current = true;
    list[now].missing = (int)lacks.n;
    page->missing = lacks_show(s, &lacks);
    if (own_lacks(s->d, &lacks))
        page->own_href = act_href(s, "fields");
    if (steps[now].act) {
        bool tell = now == 5 && instant_is_set(f->decided);
        list[now].href = page->next_act_href = act_href(s, tell ? "communicate" : steps[now].act);
        page->next_act = lang_text(rq->lang, tell ? N_("Tell the decision") : steps[now].words);
    }
}

/* Whether the course of the case has come so far that the act makes sense; the rule of the
 * act itself says the rest when its form is opened. */
static bool act_near(const struct case_facts *f, const char *act)
{
    const struct {
        const char *act;
        bool near;
    } table[] = {
        { "acknowledge", !instant_is_set(f->acknowledged) && f->ack_way != ACK_IMPOSSIBLE },
        { "staff-told", instant_is_set(f->communicated) && !instant_is_set(f->staff_told) },
        { "take-up", f->owner == 0 },
        { "investigate", instant_is_set(f->assessed) },
        { "respond", instant_is_set(f->assessed) },
        { "approve", instant_is_set(f->proposed) },
        { "decide", instant_is_set(f->proposed) },
        { "communicate", instant_is_set(f->decided) },
        { "answer", instant_is_set(f->communicated) },
        { "review", f->answer == ANSWER_REJECTED },
        { "outside", instant_is_set(f->communicated) },
    };

    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].act, act) == 0)
            return table[i].near;
    return true;
}

static bool anything_sent(const struct dossier *d)
{
    for (size_t i = 0; i < d->entry.n; i++)
        if (message_may_return(&d->entry.row[i]))
            return true;
    return false;
}

static bool own_any(const struct dossier *d)
{
    for (size_t i = 0; d->pack && i < d->pack->n_fields; i++)
        if (pack_concerns(d->pack, &d->pack->field[i].classes, d->c.class))
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

void case_acts(const struct case_show *s, struct case_page *page)
{
    static const struct {
        const char *act, *words;
        int when; /* 1 open cases, 2 closed ones, 3 both, 4 set aside */
    } acts[] = {
        { "acknowledge", N_("Acknowledge"), 1 },
        { "assess", N_("Assess"), 1 },
        { "take-up", N_("Take up the complaint"), 1 },
        { "investigate", N_("Investigate"), 1 },
        { "respond", N_("Propose the answer"), 1 },
        { "approve", N_("Approve the proposal"), 1 },
        { "decide", N_("Decide"), 1 },
        { "communicate", N_("Tell the decision"), 1 },
        { "staff-told", N_("The staff concerned were told"), 1 },
        { "returned", N_("A message came back"), 3 },
        { "answer", N_("Record what the complainant answered"), 1 },
        { "review", N_("Begin the internal review"), 1 },
        { "outside", N_("Record an outside body"), 1 },
        { "update", N_("Give an update"), 1 },
        { "withdraw", N_("Record a withdrawal"), 1 },
        { "new-fact", N_("A significant new fact"), 1 },
        { "elsewhere", N_("Direct elsewhere"), 1 },
        { "close", N_("Close"), 1 },
        { "call", N_("Follow-up call"), 2 },
        { "reopen", N_("Open again"), 2 },
        { "assign", N_("Give to somebody"), 1 },
        { "send", N_("Send to another team"), 1 },
        { "send-back", N_("Send back where it came from"), 1 },
        { "fact", N_("Take down what was said"), 3 },
        { "files", N_("Add files"), 3 },
        { "translation", N_("Write a working translation"), 3 },
        { "wait", N_("Wait for somebody"), 1 },
        { "extend", N_("Agree to more time"), 1 },
        { "resume", N_("Go on working on it"), 1 },
        { "parties", N_("People of the complaint"), 3 },
        { "conflict", N_("Declare a conflict of interest"), 1 },
        { "link", N_("Link to another complaint"), 3 },
        { "group", N_("Handle with others"), 3 },
        { "repeats", N_("Repeat complaint"), 3 },
        { "split", N_("Split it in two"), 1 },
        { "retype", N_("Change the kind of contact"), 1 },
        { "class", N_("Change what it is about"), 1 },
        { "breaches", N_("Say why a date was missed"), 3 },
        { "help", N_("Ask the superior for help"), 1 },
        { "fields", N_("Fill in the fields of this procedure"), 1 },
        { "publish", N_("Publish the result"), 3 },
        { "reportability", N_("Whether it must be reported"), 3 },
        { "tasks", N_("Tasks for other teams"), 3 },
        { "ask-outside", N_("Ask somebody outside"), 1 },
        { "code", N_("Issue a new code"), 3 },
        { "access", N_("Everything about the complainant"), 3 },
        { "identity", N_("Sealed identity"), 3 },
        { "redact", N_("Redact"), 3 },
        { "hold", N_("Legal hold"), 3 },
        { "erasure", N_("Erase"), 3 },
        { "set-aside", N_("Set it aside"), 1 },
        { "take-back", N_("Take back into the queues"), 4 },
    };
    struct act_link *list = ARENA_ARRAY(s->rq->a, struct act_link, COUNT(acts));
    int state = page->set_aside ? 4 : page->closed ? 2 : 1;
    size_t n = 0;

    for (size_t i = 0; i < COUNT(acts); i++) {
        const char *href = acts[i].when & state ? act_href(s, acts[i].act) : NULL;
        if (strcmp(acts[i].act, s->d->c.waiting ? "wait" : "resume") == 0 ||
            (strcmp(acts[i].act, "returned") == 0 && !anything_sent(s->d)) ||
            (strcmp(acts[i].act, "identity") == 0 && !page->confidential) ||
            (strcmp(acts[i].act, "fields") == 0 && !own_any(s->d)) ||
            (strcmp(acts[i].act, "reportability") == 0 && s->d->reportability.n == 0) ||
            (strcmp(acts[i].act, "breaches") == 0 && !anything_missed(s)) ||
            (strcmp(acts[i].act, "extend") == 0 && !anything_extends(s)) ||
            !act_near(&s->d->facts, acts[i].act))
            continue;
        if (href)
            list[n++] = (struct act_link){ lang_text(s->rq->lang, acts[i].words), href };
    }
    page->acts = (struct rows){ list, n };
}
