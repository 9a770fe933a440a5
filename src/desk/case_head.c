/* The head of a case: what it is, whose it is, its dates with their sums. */
#include "desk/case_show.h"

#include "base/buf.h"
#include "complaint/breach.h"
#include "complaint/clock_words.h"
#include "complaint/due.h"
#include "db/desk_sql.h"
#include "edge/own.h"
#include "edge/why.h"

#include <stdlib.h>
#include <string.h>

static const char *state_words(const struct case_show *s)
{
    struct req *rq = s->rq;
    const char *stage = desk_word(rq, &stage_words, s->d->c.stage);

    if (instant_is_set(s->d->c.closed_at))
        return stage;
    if (s->d->c.waiting)
        return lang_text(rq->lang, strcmp(s->d->c.waiting, "complainant") == 0
                                       ? N_("Waiting for the complainant")
                                       : N_("Waiting for others"));
    return stage;
}

static struct rows readers(const struct case_show *s)
{
    struct req *rq = s->rq;
    const struct presence_row *row;
    struct instant since = { rq->now.us - SECONDS(60) };
    struct panel_line *list;
    struct rows present = { 0 };
    struct err none = { 0 };
    size_t n = 0;

    /* Comfort only: without it the page is the same. */
    if (!sql_case_present(rq->a, rq->db, s->d->c.id, rq->user->id, since, &present, &none))
        return (struct rows){ 0 };
    row = present.row;
    list = ARENA_ARRAY(rq->a, struct panel_line, present.n + 1);
    for (size_t i = 0; i < present.n && i < DESK_READERS; i++)
        if (case_name(s, row[i].staff_id))
            list[n++].text = case_name(s, row[i].staff_id);
    return (struct rows){ list, n };
}

void case_head(const struct case_show *s, struct case_page *page)
{
    struct req *rq = s->rq;
    const struct complaint_row *c = &s->d->c;

    page->subject =
        c->subject.text ? c->subject.text : desk_excerpt(rq->a, c->description.text, 90);
    if (!page->subject)
        page->subject = lang_text(rq->lang, N_("Its text was erased"));
    page->subject_lang = c->language;
    page->category = desk_class_label(rq, s->p, c->class);
    if (strcmp(c->type, "complaint") != 0)
        page->type = own_contact_label(rq->lang, s->d->pack, c->type);
    page->severity = severity_view(c->severity);
    page->owner = case_name(s, c->owner_id);
    page->owner_is_reader = c->owner_id == rq->user->id;
    page->state = state_words(s);
    page->confidential = strcmp(c->privacy, "confidential") == 0;
    page->anonymous = strcmp(c->privacy, "anonymous") == 0;
    page->safety = instant_is_set(c->safety_alerted_at);
    page->set_aside = desk_word(rq, &aside_words, c->set_aside);
    page->closed = instant_is_set(c->closed_at);
    page->readers = readers(s);
    page->queue =
        lang_text(rq->lang, queue_kinds[page->owner_is_reader ? QUEUE_MINE : QUEUE_OPEN].label);
    page->queue_href = page->owner_is_reader ? "/desk/queues/mine" : "/desk/queues/open";
}

static bool clock_why(const struct case_show *s, const struct clock_row *clock,
                      const struct rows *pauses, struct rows *out)
{
    const struct why_words *words;
    struct why_line *lines;
    struct rows rows;

    if (!edge_clock_why(s->rq, s->p, s->d, clock, pauses, true, &rows))
        return false;
    words = rows.row;
    lines = ARENA_ARRAY(s->rq->a, struct why_line, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        lines[i].text = words[i].text;
    *out = (struct rows){ lines, rows.n };
    return true;
}

/* A role of the program, or one of the procedure. */
static const char *whom_words(const struct case_show *s, const struct clock_tell *tell)
{
    const struct pack_role *role =
        clock_tells_known(tell->whom, tell->n) ? NULL : pack_role(s->d->pack, tell->whom, tell->n);

    return role ? role->text.in[s->rq->lang->index]
                : clock_tells_words(s->rq->lang, tell->whom, tell->n);
}

/* How much of its time was over when somebody's turn came last, and whose turn it is by now. */
static const char *clock_told(const struct case_show *s, const struct clock_row *clock)
{
    struct req *rq = s->rq;
    struct clock_tell tell = { 0 };
    struct buf who = buf_new(rq->a);

    if (strcmp(clock->state, "running") != 0)
        return NULL;
    for (int share = 0;
         clock_tell_after(clock->tells, share, &tell) && tell.share <= (int)clock->told;
         share = tell.share)
        buf_printf(&who, "%s%s", who.n > 0 ? " · " : "", whom_words(s, &tell));
    if (who.n == 0)
        return NULL;
    return lang_format(rq->a, rq->lang,
                       N_("{share}% of the time is over. Now to look at it: {who}."), "share",
                       arena_printf(rq->a, "%" PRId64, clock->told), "who", buf_text(&who), NULL);
}

/* Why it was missed, or that nobody said so yet. C10 */
static const char *clock_missed(const struct case_show *s, const struct clock_row *clock)
{
    struct req *rq = s->rq;

    if (!clock_breached(clock))
        return NULL;
    if (!clock->breach_code)
        return lang_text(rq->lang, N_("Nobody said yet why."));
    return procedure_label(s->p, "breach_cause", clock->breach_code, rq->lang);
}

/* That the complainant was told of a delay, behind what else there is to say of it. */
static const char *clock_delay(const struct case_show *s, const struct clock_row *clock,
                               const char *note)
{
    struct req *rq = s->rq;
    const char *told;

    if (!instant_is_set(clock->delay_told_at) || strcmp(clock->state, "running") != 0)
        return note;
    told = lang_format(rq->a, rq->lang,
                       N_("The complainant was told of the delay: expected by {date}."), "date",
                       lang_date(rq->a, rq->lang, clock->expected_on, DATE_SHORT, rq->today), NULL);
    return note ? arena_join(rq->a, note, " ", told) : told;
}

struct clock_view case_clock_view(const struct case_show *s, const struct clock_row *clock)
{
    struct req *rq = s->rq;
    struct clock_view v = desk_clock(rq, s->p, clock->due_at);

    if (strcmp(clock->state, "running") != 0) {
        bool kept = strcmp(clock->state, "met") == 0;
        v = (struct clock_view){ .due = clock->due_at, .due_on = v.due_on };
        v.kept = kept;
        v.paused = strcmp(clock->state, "paused") == 0;
        v.late = !kept && !v.paused;
        if (instant_is_set(clock->stopped_at))
            v.due_on = zone_date(rq->app->zone, clock->stopped_at, NULL);
        if (v.late)
            v.days = (int)(date_to_days(v.due_on) -
                           date_to_days(zone_date(rq->app->zone, clock->due_at, NULL)));
    }
    v.id = clock->id;
    v.runs = strcmp(clock->state, "running") == 0;
    v.name = procedure_case_label(s->p, s->d->pack, clock->name, rq->lang);
    v.note = clock_missed(s, clock);
    if (!v.note)
        v.note = clock_told(s, clock);
    v.note = clock_delay(s, clock, v.note);
    return v;
}

static bool runs(const struct clock_row *clock)
{
    return strcmp(clock->state, "running") == 0 || strcmp(clock->state, "paused") == 0;
}

/* What runs stands first, then what stands still, by their due time; then what stopped, the last
 * first. */
static int by_urgency(const void *one, const void *two)
{
    const struct clock_row *a = *(const struct clock_row *const *)one;
    const struct clock_row *b = *(const struct clock_row *const *)two;

    if (runs(a) != runs(b))
        return runs(b) - runs(a);
    if (runs(a) && strcmp(a->state, b->state) != 0)
        return strcmp(a->state, "running") == 0 ? -1 : 1;
    if (runs(a))
        return (a->due_at.us > b->due_at.us) - (a->due_at.us < b->due_at.us);
    return (a->stopped_at.us < b->stopped_at.us) - (a->stopped_at.us > b->stopped_at.us);
}

/* What a clock asks for is the first of the events that stop it; by the others it only ends. */
static bool ask_the_same(const struct case_show *s, const struct clock_row *a,
                         const struct clock_row *b)
{
    const char *class = s->d->c.class;
    const struct clock_rule_row *one = procedure_case_clock(s->p, s->d->pack, class, a->name);
    const struct clock_rule_row *two = procedure_case_clock(s->p, s->d->pack, class, b->name);
    size_t n = one ? strcspn(one->stops, " ") : 0;

    return n > 0 && two && strcspn(two->stops, " ") == n && strncmp(one->stops, two->stops, n) == 0;
}

/* Of clocks that ask the same thing the earliest is the one to keep. C11 */
static bool strictest(const struct case_show *s, const struct clock_row *const *list, size_t n,
                      size_t at)
{
    bool others = false;

    for (size_t i = 0; i < n && runs(list[at]); i++) {
        if (i == at || !runs(list[i]) || !ask_the_same(s, list[at], list[i]))
            continue;
        if (i < at)
            return false;
        others = true;
    }
    return others;
}

bool case_dates(const struct case_show *s, size_t room, struct rows *out)
{
    struct req *rq = s->rq;
    struct clock_view *list = ARENA_ARRAY(rq->a, struct clock_view, s->d->clock.n);
    const struct clock_row **best = ARENA_ARRAY(rq->a, const struct clock_row *, s->d->clock.n);
    struct rows pauses;
    size_t n = 0;

    for (size_t i = 0; i < s->d->clock.n; i++)
        if (strcmp(s->d->clock.row[i].state, "void") != 0)
            best[n++] = &s->d->clock.row[i];
    qsort(best, n, sizeof *best, by_urgency);
    while (n > room && !runs(best[n - 1]))
        n--;
    if (!sql_case_pauses(rq->a, rq->db, s->d->c.id, &pauses, rq->err))
        return false;
    for (size_t i = 0; i < n; i++) {
        list[i] = case_clock_view(s, best[i]);
        if (strictest(s, best, n, i))
            list[i].strictest =
                lang_text(rq->lang, N_("The strictest: others end with the same step, but later."));
        if (!clock_why(s, best[i], &pauses, &list[i].why))
            return false;
    }
    *out = (struct rows){ list, n };
    return true;
}

bool case_clocks_show(const struct case_show *s, struct case_page *page)
{
    enum { ROOM = 4 };

    return case_dates(s, ROOM, &page->clocks);
}
