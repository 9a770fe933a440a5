/* Cases in pages, newest first, each in memory of its own, so that it does not matter how many
 * there are. */
#include "designer/simulate.h"

#include "complaint/board.h"
#include "complaint/clock.h"
#include "complaint/due.h"
#include "complaint/pack_version.h"
#include "db/designer_sql.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 500, PAUSES = 200 };

static const struct field past_case_fields[] = {
    FIELD(struct past_case, id),      FIELD(struct past_case, pack_id),
    FIELD(struct past_case, team_id), FIELD(struct past_case, reference),
    FIELD(struct past_case, class),   FIELD(struct past_case, received_at),
};
const struct record past_case_record = RECORD(struct past_case, past_case_fields);

static const struct field past_told_fields[] = {
    FIELD(struct past_told, complaint_id),
    FIELD(struct past_told, told),
};
const struct record past_told_record = RECORD(struct past_told, past_told_fields);

static const struct field past_clock_fields[] = {
    FIELD(struct past_clock, complaint_id),
    FIELD(struct past_clock, name),
    FIELD(struct past_clock, state),
    FIELD(struct past_clock, due_at),
};
const struct record past_clock_record = RECORD(struct past_clock, past_clock_fields);

bool tried_is(const struct tried *t, enum simulated_what what)
{
    bool was = instant_is_set(t->due), is = instant_is_set(t->would_be);

    switch (what) {
    case SIMULATED_SAME:
        return was && is && t->due.us == t->would_be.us;
    case SIMULATED_EARLIER:
        return was && is && t->would_be.us < t->due.us;
    case SIMULATED_LATER:
        return was && is && t->would_be.us > t->due.us;
    case SIMULATED_NEW:
        return is && !was;
    case SIMULATED_GONE:
        return was && !is;
    case SIMULATED_MISSED_BEFORE:
        return t->missed;
    case SIMULATED_MISSED_AFTER:
        return t->would_miss;
    case SIMULATED_ALL:
    case SIMULATED_WHATS:
        break;
    }
    return true;
}

/* -- a case played again -- */

struct play {
    struct board b;
    struct clock_pause_row pause[PAUSES];
    size_t n_pauses;
    struct err err;
};

static struct rows pauses_of(const struct play *p)
{
    return (struct rows){ p->pause, p->n_pauses };
}

/* The clocks of a board have no rows: their ids are their places. */
static void ids_give(struct play *p)
{
    for (size_t i = 0; i < p->b.n; i++)
        p->b.clock[i].id = (int64_t)i + 1;
}

static bool stand(struct play *p, const char *reason, bool all, struct instant at)
{
    struct rows more;
    const struct clock_pause_row *pause;

    board_pause(&p->b, reason, all, at, &more);
    pause = more.row;
    if (p->n_pauses + more.n > PAUSES)
        return false;
    for (size_t i = 0; i < more.n; i++)
        p->pause[p->n_pauses++] = pause[i];
    return true;
}

static bool go_on(struct play *p, const char *reason, struct instant at)
{
    struct rows pauses;

    for (size_t i = 0; i < p->n_pauses; i++)
        if (!instant_is_set(p->pause[i].until_at) &&
            (!*reason || strcmp(p->pause[i].reason, reason) == 0))
            p->pause[i].until_at = at;
    pauses = pauses_of(p);
    return board_resume(&p->b, &pauses, at, &p->err);
}

/* What the rule does not allow was not agreed to. */
static bool longer(struct play *p, const char *name, struct instant at)
{
    struct clock_row *clock = board_running(&p->b, name);
    struct rows pauses = pauses_of(p);

    return !clock || clock_extension(clock->extends, clock->extended) == 0 ||
           board_longer(&p->b, clock, &pauses, at, &p->err);
}

/* A day that was promised is never a later one than the rule's. */
static bool promise(struct play *p, const char *name, int64_t days, struct instant at)
{
    struct clock_row *clock = board_running(&p->b, name), by_hand;

    if (!clock)
        return true;
    by_hand = *clock;
    if (!board_promise(&p->b, &by_hand, days, at, &p->err))
        return false;
    if (by_hand.due_at.us < clock->due_at.us)
        *clock = by_hand;
    return true;
}

/* "*pause", "waiting_for", …: the words of one note, and its moment. */
struct told {
    const char *what, *arg, *more;
    struct instant at;
};

/* The day that somebody wrote into a field, which is not read: it is sealed. */
static bool until(struct play *p, const struct told *t)
{
    struct rows pauses = pauses_of(p);
    struct date day = { 0 };

    return (!*t->more || date_parse(t->more, strlen(t->more), &day)) &&
           board_until(&p->b, t->arg, day, &pauses, t->at, &p->err);
}

/* A filing that told what is usual is read from the receipt as it is now: nothing of it counts from
 * the one that was corrected. */
static bool receipt(struct play *p, const struct told *t)
{
    struct rows pauses = pauses_of(p);

    return board_receipt(&p->b, (struct instant){ strtoll(t->arg, NULL, 10) },
                         (struct instant){ strtoll(t->more, NULL, 10) }, &pauses, t->at, &p->err);
}

static bool told_next(struct arena *a, const char **text, struct told *out)
{
    const char *s = *text, *at;
    char *word, *colon;

    s += strspn(s, " ");
    at = strchr(s, '@');
    if (!at)
        return false;
    word = (char *)(uintptr_t)arena_strn(a, s, (size_t)(at - s));
    out->what = word;
    out->arg = out->more = "";
    out->at.us = strtoll(at + 1, NULL, 10);
    *text = at + strcspn(at, " ");
    colon = strchr(word, ':');
    if (!colon)
        return true;
    *colon = '\0';
    out->arg = colon + 1;
    colon = strchr(colon + 1, ':');
    if (!colon)
        return true;
    *colon = '\0';
    out->more = colon + 1;
    return true;
}

static bool moved(struct play *p, const struct told *t)
{
    struct rows pauses = pauses_of(p);

    if (*t->what != '*')
        return board_tell(&p->b, t->what, t->at, &pauses, t->at, &p->err);
    if (strcmp(t->what, "*void") == 0)
        return board_void(&p->b, t->at), true;
    if (strcmp(t->what, "*pause") == 0 || strcmp(t->what, "*pause_all") == 0)
        return stand(p, t->arg, t->what[6] != '\0', t->at);
    if (strcmp(t->what, "*resume") == 0)
        return go_on(p, t->arg, t->at);
    if (strcmp(t->what, "*class") == 0)
        return board_reclass(&p->b, t->more, &pauses, t->at, &p->err);
    if (strcmp(t->what, "*longer") == 0)
        return longer(p, t->arg, t->at);
    if (strcmp(t->what, "*until") == 0)
        return until(p, t);
    if (strcmp(t->what, "*receipt") == 0)
        return receipt(p, t);
    if (strcmp(t->what, "*promise") == 0)
        return promise(p, t->arg, strtoll(t->more, NULL, 10), t->at);
    return false;
}

static bool play(struct play *p, const struct told *told, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!moved(p, &told[i]))
            return false;
        ids_give(p);
    }
    return true;
}

/* -- a case as it was against as it would be -- */

struct trying {
    const struct simulate *s;
    struct simulation *sum;
    struct arena *a; /* of the case */
    const struct past_case *c;
};

static bool counts(const struct clock_row *c)
{
    return strcmp(c->state, "void") != 0;
}

/* Its end: when it stopped, or now while it runs. One that stands still moves on with now. */
static bool late(const struct trying *t, const struct play *p, const struct clock_row *c)
{
    struct instant end = instant_is_set(c->stopped_at) ? c->stopped_at : t->s->now;
    struct rows pauses = pauses_of(p);
    struct err none = { 0 };
    struct clock_sum sum;

    if (strcmp(c->state, "paused") != 0)
        return end.us > c->due_at.us;
    return due_sum(t->a, t->s->p, c, &pauses, t->s->now, &sum, &none) && end.us > sum.due.us;
}

/* The clock of that name that stands at that place among those of its name. */
static const struct clock_row *nth(const struct board *b, const char *name, size_t place)
{
    for (size_t i = 0; i < b->n; i++)
        if (strcmp(b->clock[i].name, name) == 0 && place-- == 0)
            return &b->clock[i];
    return NULL;
}

static size_t place_of(const struct board *b, size_t at)
{
    size_t place = 0;

    for (size_t i = 0; i < at; i++)
        place += strcmp(b->clock[i].name, b->clock[at].name) == 0;
    return place;
}

static struct simulated *line_of(const struct trying *t, const char *name)
{
    struct simulation *sum = t->sum;

    for (size_t i = 0; i < sum->n_clocks; i++)
        if (strcmp(sum->clock[i].name, name) == 0)
            return &sum->clock[i];
    if (sum->n_clocks == SIMULATE_CLOCKS)
        return NULL;
    sum->clock[sum->n_clocks].name = arena_str(t->s->act->a, name);
    return &sum->clock[sum->n_clocks++];
}

static bool add(const struct trying *t, const struct tried *tried)
{
    struct simulated *line = line_of(t, tried->name);

    for (int i = 0; i < SIMULATED_WHATS; i++)
        if (tried_is(tried, (enum simulated_what)i)) {
            t->sum->all.n[i]++;
            if (line)
                line->n[i]++;
        }
    return !t->s->see || t->s->see(t->s->with, t->c, tried);
}

/* A date that is not the rule's stays what it is. */
static struct tried compared(const struct trying *t, const struct play *was,
                             const struct clock_row *before, struct instant stored,
                             const struct play *is, const struct clock_row *after)
{
    struct tried out = { .name = before ? before->name : after->name };

    if (before && counts(before)) {
        out.due = stored;
        out.missed = late(t, was, before);
    }
    if (after && counts(after)) {
        out.would_be = after->due_at;
        out.would_miss = late(t, is, after);
    }
    if (instant_is_set(out.due) && instant_is_set(out.would_be) && before->due_at.us != stored.us) {
        struct instant end = instant_is_set(before->stopped_at) ? before->stopped_at : t->s->now;
        out.would_be = stored;
        out.missed = out.would_miss = end.us > stored.us;
    }
    return out;
}

static bool compare(const struct trying *t, const struct play *was, const struct play *is,
                    const struct past_clock *stored)
{
    bool go = true;

    for (size_t i = 0; i < was->b.n; i++) {
        const struct clock_row *b = &was->b.clock[i],
                               *a = nth(&is->b, b->name, place_of(&was->b, i));
        struct tried tried = compared(t, was, b, stored[i].due_at, is, a);
        if (instant_is_set(tried.due) || instant_is_set(tried.would_be))
            go &= add(t, &tried);
    }
    for (size_t i = 0; i < is->b.n; i++) {
        const struct clock_row *a = &is->b.clock[i];
        struct tried tried = compared(t, was, NULL, (struct instant){ 0 }, is, a);
        if (!nth(&was->b, a->name, place_of(&is->b, i)) && instant_is_set(tried.would_be))
            go &= add(t, &tried);
    }
    return go;
}

/* Played again under its own version it has to have the clocks that it has. */
static bool alike(const struct board *b, const struct past_clock *stored, size_t n)
{
    bool same = b->n == n;

    for (size_t i = 0; same && i < n; i++)
        same = strcmp(b->clock[i].name, stored[i].name) == 0 &&
               strcmp(b->clock[i].state, stored[i].state) == 0;
    return same;
}

/* What was told in several events, as one list. The first change of class tells the first class. */
static size_t told_read(struct arena *a, const struct past_told *row, size_t n, const char **class,
                        const struct told **out)
{
    size_t room = 0, found = 0;
    struct told *list;
    bool known = false;

    for (size_t i = 0; i < n; i++)
        for (const char *s = row[i].told; *s; s++)
            room += *s == '@';
    list = ARENA_ARRAY(a, struct told, room);
    for (size_t i = 0; i < n; i++)
        for (const char *s = row[i].told; found < room && told_next(a, &s, &list[found]); found++)
            if (!known && strcmp(list[found].what, "*class") == 0) {
                known = true;
                *class = *list[found].arg ? list[found].arg : NULL;
            }
    *out = list;
    return found;
}

static struct play *play_new(const struct trying *t, const struct pack_version *pack,
                             const char *class)
{
    struct play *p = ARENA_NEW(t->a, struct play);

    p->b = (struct board){ .a = t->a, .p = t->s->p, .pack = pack, .class = class };
    return p;
}

static bool try_case(const struct trying *t, const struct pack_version *own,
                     const struct past_told *row, size_t n_rows, const struct past_clock *stored,
                     size_t n_stored)
{
    const char *class = t->c->class;
    const struct told *told;
    size_t n = told_read(t->a, row, n_rows, &class, &told);
    struct play *was = play_new(t, own, class), *is = play_new(t, t->s->after, class);

    t->sum->cases++;
    if (play(was, told, n) && alike(&was->b, stored, n_stored) && play(is, told, n))
        return compare(t, was, is, stored);
    t->sum->unlike++;
    return true;
}

/* -- pages of cases -- */

struct page {
    struct rows cases, told, clocks;
    size_t at_told, at_clock;
};

/* The three lists are of one moment. */
static bool page_load(const struct simulate *s, struct arena *a, const struct simulate_place *place,
                      size_t most, struct page *out, struct err *err)
{
    const struct past_case *first, *last;
    AUTO_TX tx = { 0 };

    *out = (struct page){ .at_told = 0 };
    if ((!db_in_tx(s->act->db) && !tx_begin_read(&tx, s->act->db, err)) ||
        !sql_past_cases(a, s->act->db, s->since, place->at, place->id, (int64_t)most, &out->cases,
                        err))
        return false;
    if (out->cases.n == 0)
        return true;
    first = out->cases.row;
    last = first + out->cases.n - 1;
    return sql_past_tolds(a, s->act->db, first->received_at, first->id, last->received_at, last->id,
                          &out->told, err) &&
           sql_past_clocks(a, s->act->db, first->received_at, first->id, last->received_at,
                           last->id, &out->clocks, err);
}

/* Both lists are in the order of cases. */
static size_t told_of(struct page *p, int64_t complaint, const struct past_told **out)
{
    const struct past_told *row = p->told.row;
    size_t n = 0;

    *out = row + p->at_told;
    while (p->at_told + n < p->told.n && row[p->at_told + n].complaint_id == complaint)
        n++;
    p->at_told += n;
    return n;
}

static size_t clocks_of(struct page *p, int64_t complaint, const struct past_clock **out)
{
    const struct past_clock *row = p->clocks.row;
    size_t n = 0;

    *out = row + p->at_clock;
    while (p->at_clock + n < p->clocks.n && row[p->at_clock + n].complaint_id == complaint)
        n++;
    p->at_clock += n;
    return n;
}

/* Cases of the procedure in force, whichever version of it. */
static bool same_procedure(const struct pack_version *one, const struct pack_version *two)
{
    return one == two || (one && two && strcmp(one->name, two->name) == 0);
}

/* `*go` false: whoever sees has seen enough. */
static bool case_look(const struct simulate *s, const struct past_case *c, struct page *page,
                      struct simulation *sum, bool *go, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct trying t = { s, sum, a, c };
    const struct past_told *told;
    const struct past_clock *clock;
    const struct pack_version *own;
    size_t n_told = told_of(page, c->id, &told), n_clocks = clocks_of(page, c->id, &clock);

    if (!procedure_pack(s->p, s->act->db, c->pack_id, &own, err))
        return false;
    if (n_told > 0 && same_procedure(own, s->before))
        *go = try_case(&t, own, told, n_told, clock, n_clocks);
    return true;
}

static bool page_look(const struct simulate *s, struct simulate_place *place, size_t most,
                      struct simulation *sum, size_t *looked, bool *go, struct err *err)
{
    AUTO_ARENA a = arena_new();
    const struct past_case *c;
    struct page page;

    if (!page_load(s, a, place, most, &page, err))
        return false;
    c = page.cases.row;
    *looked = page.cases.n;
    for (size_t i = 0; i < page.cases.n && *go; i++) {
        if (!case_look(s, &c[i], &page, sum, go, err))
            return false;
        *place = (struct simulate_place){ c[i].received_at, c[i].id };
    }
    return true;
}

bool simulate(const struct simulate *s, struct simulate_place *place, size_t most,
              struct simulation *sum, bool *done, struct err *err)
{
    bool go = true;
    size_t n;

    *done = false;
    for (; most > 0 && go && !*done; most -= n) {
        size_t ask = most < AT_ONCE ? most : AT_ONCE;
        if (!page_look(s, place, ask, sum, &n, &go, err))
            return false;
        *done = go && n < ask;
    }
    return true;
}
