#include "complaint/case.h"

#include "complaint/board.h"
#include "complaint/copy.h"
#include "complaint/name_mark.h"
#include "complaint/outcome.h"
#include "complaint/proof.h"
#include "complaint/redaction.h"
#include "complaint/search.h"
#include "complaint/spend.h"
#include "complaint/tally.h"
#include "complaint/tally_zone.h"
#include "complaint/words.h"
#include "db/case_sql.h"
#include "db/outcome_sql.h"

#include <inttypes.h>
#include <string.h>

/* The earliest clock that runs is the next date of the case. */
static void next_due(const struct dossier *d, struct complaint_row *after)
{
    after->next_due_at = (struct instant){ 0 };
    after->next_clock = NULL;
    for (size_t i = 0; i < d->clock.n; i++) {
        const struct clock_row *c = &d->clock.row[i];
        if (strcmp(c->state, "running") != 0)
            continue;
        if (!instant_is_set(after->next_due_at) || c->due_at.us < after->next_due_at.us) {
            after->next_due_at = c->due_at;
            after->next_clock = c->name;
        }
    }
}

/* Clocks are changed in the dossier and written by case_save, once each. */
static struct board board_of(struct arena *a, const struct procedure *p, const struct dossier *d)
{
    return (struct board){
        .a = a, .p = p, .pack = d->pack, .class = d->c.class, .clock = d->clock.row, .n = d->clock.n
    };
}

/* What moved on the board is the dossier's; clocks that are new get their ids. */
static void board_back(struct history *h, struct dossier *d, const struct board *b)
{
    size_t n = d->clock.n;
    struct clock_row *was = ARENA_ARRAY(h->act->a, struct clock_row, b->n);

    if (n > 0)
        memcpy(was, d->clock_was, n * sizeof *was);
    for (size_t i = n; i < b->n; i++) {
        b->clock[i].id = history_id(h);
        b->clock[i].complaint_id = h->complaint;
    }
    d->clock.row = b->clock;
    d->clock.n = b->n;
    d->clock_was = was;
}

void case_clocks_note(struct arena *a, struct dossier *d, const char *what, struct instant at)
{
    d->happened = arena_printf(a, "%s%s%s@%" PRId64, d->happened ? d->happened : "",
                               d->happened ? " " : "", what, at.us);
}

/* When somebody has to look at a clock: at the next share of its time that is told, and when it
 * runs out. Nobody is late with a case that is closed. */
static struct instant look_time(const struct clock_row *c, bool closed)
{
    bool runs_out = strcmp(c->state, "running") == 0 && !closed && !instant_is_set(c->breached_at);

    if (!runs_out || (instant_is_set(c->tell_at) && c->tell_at.us < c->due_at.us))
        return c->tell_at;
    return c->due_at;
}

/* Only the clock that is to be looked at first stands in the index: a case is one place in it. */
static void clocks_look(struct dossier *d, bool closed)
{
    struct clock_row *first = NULL;

    for (size_t i = 0; i < d->clock.n; i++) {
        struct clock_row *c = &d->clock.row[i];
        c->look_at = look_time(c, closed);
        if (!instant_is_set(c->look_at))
            continue;
        if (first && first->look_at.us <= c->look_at.us) {
            c->look_at = (struct instant){ 0 };
            continue;
        }
        if (first)
            first->look_at = (struct instant){ 0 };
        first = c;
    }
}

/* The clocks as they stand in the dossier, or as they are stored. */
static struct outcome_lines outcome_now(struct arena *a, const struct zone *zone,
                                        const struct dossier *d, const struct complaint_row *c)
{
    return outcome_lines(a, zone, (struct outcome_of){ c, d->clock.row, d->clock.n });
}

static struct outcome_lines outcome_stored(struct arena *a, const struct zone *zone,
                                           const struct dossier *d)
{
    size_t n = 0;

    if (d->c.version == 0)
        return (struct outcome_lines){ 0 };
    while (n < d->clock.n && d->clock_was[n].id != 0)
        n++;
    return outcome_lines(a, zone, (struct outcome_of){ &d->c, d->clock_was, n });
}

static bool clocks_write(struct history *h, struct dossier *d, bool closed, struct err *err)
{
    clocks_look(d, closed);
    for (size_t i = 0; i < d->clock.n; i++) {
        struct clock_row *clock = &d->clock.row[i], *was = &d->clock_was[i];
        if (was->id == 0 ? !history_insert(h, &clock_table, clock, err)
                         : !history_update(h, &clock_table, was, clock, err))
            return false;
        *was = *clock;
    }
    return true;
}

/* On PostgreSQL another act may have changed between loading and the beginning of the event what
 * this one writes nothing of: the case beside its clocks, or the clocks beside it. What was written
 * has to be all that counts now, or it would be counted where it is not. */
static bool outcome_whole(const struct act *act, const struct zone *zone, int64_t complaint,
                          const struct outcome_lines *written, struct err *err)
{
    struct outcome_lines stored = { 0 };
    struct rows cases, clocks;
    size_t at = 0;

    if (!sql_outcome_cases(act->a, act->db, complaint - 1, 1, &cases, err) ||
        !sql_outcome_clocks(act->a, act->db, complaint, complaint, &clocks, err))
        return false;
    if (cases.n > 0)
        stored = outcome_lines(act->a, zone, outcome_next(&cases, 0, &clocks, &at));
    return outcome_same(act->a, &stored, written) || history_faster(err);
}

bool case_clocks_save(struct history *h, const struct procedure *p, struct dossier *d,
                      struct err *err)
{
    const struct act *act = h->act;
    struct outcome_lines before, after;
    const struct zone *zone;

    if (!tally_moment(act, p->zone, d->c.id, NULL, &zone, err))
        return false;
    before = outcome_stored(act->a, zone, d);
    if (!clocks_write(h, d, instant_is_set(d->c.closed_at), err))
        return false;
    after = outcome_now(act->a, zone, d, &d->c);
    return outcome_same(act->a, &before, &after) ||
           (outcome_whole(act, zone, d->c.id, &after, err) &&
            outcome_move(act, &before, &after, err));
}

/* Changes are read in the order of their times, each once. An act that waited for another has
 * the earlier time of the two and comes later, so it counts from behind the other. The event
 * holds the log by now: nobody else is between this look and the commit. */
static struct instant change_time(const struct act *act, int64_t newest)
{
    return act->now.us > newest ? act->now : (struct instant){ newest + 1 };
}

/* Whether a filing told what its own rows say anyway: that it was received, and perhaps, with a row
 * of this event, acknowledged. */
static bool told_as_usual(struct arena *a, const char *told, const struct complaint_row *c)
{
    static const char then[] = " acknowledged@";
    const char *received = arena_printf(a, "received@%" PRId64, c->received_at.us);
    size_t n = strlen(received);

    if (!told || strncmp(told, received, n) != 0)
        return false;
    told += n;
    if (*told == '\0')
        return true;
    if (strncmp(told, then, sizeof then - 1) != 0)
        return false;
    told += sizeof then - 1;
    return *told && told[strspn(told, "-0123456789")] == '\0';
}

/* A filing that told nothing says so, or it would be taken for one as usual. */
static bool happened_save(struct history *h, struct dossier *d, const struct complaint_row *c,
                          bool new, struct err *err)
{
    const struct act *act = h->act;
    const char *told = d->happened;

    d->happened = NULL;
    if (new ? told_as_usual(act->a, told, c) : !told)
        return true;
    return sql_happened_insert(act->a, act->db, c->id, h->event, told ? told : "", err);
}

bool case_save(struct history *h, const struct procedure *p, struct dossier *d,
               struct complaint_row *after, struct err *err)
{
    const struct act *act = h->act;
    struct outcome_lines from, to;
    bool new = d->c.version == 0;
    const struct zone *zone;
    int64_t newest;

    next_due(d, after);
    if (!tally_moment(act, p->zone, after->id, &newest, &zone, err))
        return false;
    from = outcome_stored(act->a, zone, d);
    after->updated_at = change_time(act, newest);
    if (!clocks_write(h, d, instant_is_set(after->closed_at), err))
        return false;
    to = outcome_now(act->a, zone, d, after);
    if (new ? !history_insert(h, &complaint_table, after, err)
            : !history_update(h, &complaint_table, &d->c, after, err))
        return false;
    if (!new &&outcome_elsewhere(&from, &to) && !outcome_whole(act, zone, after->id, &to, err))
        return false;
    if (!tally_move(act, zone, new ? NULL : &d->c, after, &to, err) ||
        (!new && (!outcome_move(act, &from, &to, err) || !spend_case(act, &d->c, after, err))) ||
        !happened_save(h, d, after, new, err))
        return false;
    d->c = *after;
    return true;
}

bool case_clock_start(struct history *h, const struct procedure *p, struct dossier *d,
                      struct clock_row *clock, struct instant at, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);

    if (!board_start(&b, clock, at, err))
        return false;
    board_back(h, d, &b);
    *clock = d->clock.row[d->clock.n - 1];
    return true;
}

static struct clock_row *case_clock(struct dossier *d, int64_t id)
{
    for (size_t i = 0; i < d->clock.n; i++)
        if (d->clock.row[i].id == id)
            return &d->clock.row[i];
    return NULL;
}

void case_clock_end(struct dossier *d, int64_t id, struct instant at)
{
    struct clock_row *clock = case_clock(d, id);

    if (clock)
        board_end(clock, at);
}

void case_clock_void(struct dossier *d, int64_t id, struct instant at)
{
    struct clock_row *clock = case_clock(d, id);

    if (clock)
        board_drop(clock, at);
}

/* Whether one of them stands still. */
static bool stands(const struct dossier *d)
{
    const struct clock_row *clock = d->clock.row;

    for (size_t i = 0; i < d->clock.n; i++)
        if (strcmp(clock[i].state, "paused") == 0)
            return true;
    return false;
}

static bool pause_end(struct history *h, const struct clock_pause_row *pause, struct err *err)
{
    struct clock_pause_row ended = *pause;

    ended.until_at = h->act->now;
    return history_update(h, &clock_pause_table, pause, &ended, err);
}

/* Those that go on for a clock that ended. */
static bool pauses_stop(struct history *h, struct dossier *d, const struct rows *pauses,
                        struct err *err)
{
    const struct clock_pause_row *pause = pauses->row;

    for (size_t i = 0; i < pauses->n; i++) {
        const struct clock_row *clock = case_clock(d, pause[i].clock_id);
        if (!instant_is_set(pause[i].until_at) && clock && strcmp(clock->state, "paused") != 0 &&
            !pause_end(h, &pause[i], err))
            return false;
    }
    return true;
}

bool case_clocks(struct history *h, const struct procedure *p, struct dossier *d,
                 const char *trigger, struct instant at, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct rows pauses = { 0 };

    if ((stands(d) && !clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err)) ||
        !board_tell(&b, trigger, at, &pauses, h->act->now, err))
        return false;
    board_back(h, d, &b);
    if (!pauses_stop(h, d, &pauses, err))
        return false;
    case_clocks_note(h->act->a, d, trigger, at);
    return copies_make(h, d, trigger, err);
}

bool case_clocks_reclass(struct history *h, const struct procedure *p, struct dossier *d,
                         const char *class, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct rows pauses;

    if (!clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err) ||
        !board_reclass(&b, class, &pauses, h->act->now, err))
        return false;
    case_clocks_note(h->act->a, d,
                     arena_printf(h->act->a, "*class:%s:%s", d->c.class ? d->c.class : "", class),
                     h->act->now);
    return true;
}

bool case_clocks_until(struct history *h, const struct procedure *p, struct dossier *d,
                       const char *field, const char *day, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct date until = { 0 };
    struct rows pauses;

    if (day && !date_parse(day, strlen(day), &until))
        return err_internal(err, "%s is no day", field);
    if (!clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err) ||
        !board_until(&b, field, until, &pauses, h->act->now, err))
        return false;
    board_back(h, d, &b);
    case_clocks_note(h->act->a, d, arena_printf(h->act->a, "*until:%s:%s", field, day ? day : ""),
                     h->act->now);
    return true;
}

bool case_clocks_receipt(struct history *h, const struct procedure *p, struct dossier *d,
                         struct instant is, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct rows pauses;

    if (!clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err) ||
        !board_receipt(&b, d->c.received_at, is, &pauses, h->act->now, err))
        return false;
    case_clocks_note(
        h->act->a, d,
        arena_printf(h->act->a, "*receipt:%" PRId64 ":%" PRId64, d->c.received_at.us, is.us),
        h->act->now);
    return true;
}

void case_clocks_void(struct arena *a, struct dossier *d, struct instant at)
{
    struct board b = board_of(a, NULL, d);

    board_void(&b, at);
    case_clocks_note(a, d, "*void", at);
}

bool case_pause(struct history *h, struct dossier *d, const char *reason, bool all, struct err *err)
{
    struct board b = board_of(h->act->a, NULL, d);
    struct clock_pause_row *pause;
    struct rows pauses;

    board_pause(&b, reason, all, h->act->now, &pauses);
    pause = (struct clock_pause_row *)(uintptr_t)pauses.row;
    for (size_t i = 0; i < pauses.n; i++) {
        pause[i].complaint_id = h->complaint;
        if (!history_insert(h, &clock_pause_table, &pause[i], err))
            return false;
    }
    case_clocks_note(h->act->a, d,
                     arena_printf(h->act->a, "*%s:%s", all ? "pause_all" : "pause", reason),
                     h->act->now);
    return true;
}

/* Ends the pauses that go on, or those for that reason. */
static bool pauses_end(struct history *h, const char *reason, struct err *err)
{
    const struct clock_pause_row *pause;
    struct rows pauses;

    if (!clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err))
        return false;
    pause = pauses.row;
    for (size_t i = 0; i < pauses.n; i++)
        if (!instant_is_set(pause[i].until_at) &&
            (!reason || strcmp(pause[i].reason, reason) == 0) && !pause_end(h, &pause[i], err))
            return false;
    return true;
}

bool case_clock_again(struct history *h, const struct procedure *p, struct dossier *d, int64_t id,
                      struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct clock_row *clock = case_clock(d, id);
    struct rows pauses;

    if (!clock)
        return err_internal(err, "there is no clock %" PRId64, id);
    return clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err) &&
           board_again(&b, clock, &pauses, h->act->now, err);
}

bool case_resume(struct history *h, const struct procedure *p, struct dossier *d,
                 const char *reason, struct err *err)
{
    struct board b = board_of(h->act->a, p, d);
    struct rows pauses;

    if (!pauses_end(h, reason, err) ||
        !clock_pause_of(h->act->a, h->act->db, h->complaint, &pauses, err) ||
        !board_resume(&b, &pauses, h->act->now, err))
        return false;
    case_clocks_note(h->act->a, d,
                     reason ? arena_join(h->act->a, "*resume", ":", reason) : "*resume",
                     h->act->now);
    return true;
}

bool case_involve(struct history *h, struct dossier *d, enum part part, struct err *err)
{
    return strcmp(h->act->actor_kind, "staff") != 0 ||
           case_involve_as(h, d, h->act->actor_id, part, err);
}

bool case_involve_as(struct history *h, struct dossier *d, int64_t staff, enum part part,
                     struct err *err)
{
    struct involvement_row row = { .complaint_id = h->complaint,
                                   .staff_id = staff,
                                   .part = word_code(&part_words, part),
                                   .level = d->c.level,
                                   .at = h->act->now };

    for (size_t i = 0; i < d->involvement.n; i++) {
        const struct involvement_row *was = &d->involvement.row[i];
        if (was->staff_id == row.staff_id && was->level == row.level &&
            strcmp(was->part, row.part) == 0)
            return true;
    }
    return history_insert(h, &involvement_table, &row, err);
}

enum search_part case_entry_part(const struct entry_row *entry)
{
    return strcmp(entry->direction, "internal") == 0 ? SEARCH_INTERNAL : SEARCH_CONTENT;
}

void case_entry_name(struct arena *a, const struct dossier *d, struct entry_row *entry)
{
    const char *name = dossier_name(d), *text = name_mark_set(a, entry->text.text, name);
    size_t n;

    if (!name || !name_mark_find(text, &n))
        return;
    entry->text = secret_text(text);
    entry->named = secret_text(name);
}

bool case_entry(struct history *h, struct entry_row *entry, struct err *err)
{
    return history_insert(h, &entry_table, entry, err) &&
           search_add(h->act, entry->id, h->complaint, case_entry_part(entry),
                      redaction_words(h->act->a, entry->text.text), err);
}

bool outbox_add(struct history *h, const char *kind, int64_t entry, struct err *err)
{
    const struct act *act = h->act;
    struct outbox_row row = { .id = history_id(h),
                              .complaint_id = h->complaint,
                              .entry_id = entry,
                              .kind = kind,
                              .state = "queued",
                              .made_at = act->now,
                              .next_try_at = act->now };

    return sql_outbox_insert(act->a, act->db, row.id, row.complaint_id, entry, kind, row.state,
                             act->now,
                             proof_of(act->a, keyring_vault(act->keys), outbox_proof, &row), err);
}

bool outbox_genuine(const struct act *act, const struct outbox_row *row, struct err *err)
{
    return proof_holds(act->a, keyring_vault(act->keys), outbox_proof, row) ||
           err_internal(err, "outbox %" PRId64 " was altered or made beside the program", row->id);
}

bool outbox_save(const struct act *act, const struct outbox_row *before,
                 const struct outbox_row *after, struct err *err)
{
    return outbox_genuine(act, before, err) &&
           sql_outbox_update(act->a, act->db, before->id, after->state, after->next_try_at,
                             after->tries,
                             proof_of(act->a, keyring_vault(act->keys), outbox_proof, after), err);
}

bool outbox_end(struct history *h, int64_t entry, enum delivery as, struct err *err)
{
    const struct outbox_row *row;
    struct rows rows;

    if (!sql_outbox_of_entry(h->act->a, h->act->db, entry, &rows, err))
        return false;
    row = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        struct outbox_row after = row[i];
        struct err none = { 0 };
        if (!outbox_genuine(h->act, &row[i], &none))
            continue; /* stays as it is, to be found */
        after.state = word_code(&delivery_words, as);
        if (!outbox_save(h->act, &row[i], &after, err))
            return false;
    }
    return true;
}
