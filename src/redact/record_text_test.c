/* Each text that people wrote when they looked back can be redacted, and what stood there is gone
 * for good: the key that sealed it, here and in the events, is not there any more, and everything
 * verifies. On both engines. [S57] */
#include "redact/record_text.h"

#include "complaint/redaction.h"
#include "complaint/verify.h"
#include "db/keyring_sql.h"
#include "improvement/leading.h"
#include "keep/keep.h"
#include "operation/try.h"

#include <string.h>

#define PASSAGE "Ms Wu of the third floor"
#define SAID "It was " PASSAGE "."

static const struct redacting third = { .reason = "third_person", .why = "Seen in an audit." };

static struct date today(const struct try *t)
{
    return zone_date(t->p.zone, t->act.now, NULL);
}

static int64_t newest(struct try *t, const struct table *of)
{
    return try_number(t, arena_printf(t->a, "SELECT max(id) AS value FROM %s", of->name));
}

static struct record_found load(struct try *t, const struct table *of, int64_t id)
{
    struct record_found r = { 0 };
    struct err err = { 0 };

    try_why(&err, record_load(&t->act, of, id, &r, &err));
    return r;
}

static struct record_text text_of(struct try *t, const struct table *of, int64_t id,
                                  const char *column)
{
    struct record_found r = load(t, of, id);
    struct record_text list[RECORD_TEXTS];
    size_t n = record_texts(of, r.row, list);

    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].column, column) == 0)
            return list[i];
    return (struct record_text){ 0 };
}

static int64_t key_of(struct try *t, const struct table *of, int64_t id)
{
    struct record_found r = load(t, of, id);

    return *(const int64_t *)((const char *)r.row + of->key);
}

static bool redact(struct try *t, const struct record_text *of, struct err *err)
{
    size_t at = (size_t)(strstr(of->text, PASSAGE) - of->text);
    struct passage p = { at, at + strlen(PASSAGE) };

    return record_redact(&t->act, &t->p, of, &p, 1, &third, err);
}

/* So many values beside the events are under that key, and it is there so many times. */
static int64_t values_under(struct try *t, int64_t key)
{
    return try_number(t, arena_printf(t->a,
                                      "SELECT count(*) AS value FROM event_value "
                                      "WHERE key_kind = 3 AND key_owner = %" PRId64,
                                      key));
}

static int64_t keys_of(struct try *t, int64_t key)
{
    return try_number(t, arena_printf(t->a,
                                      "SELECT count(*) AS value FROM wrapped_key "
                                      "WHERE id = %" PRId64,
                                      key * 4 + 3));
}

/* -- a record with something in every text -- */

static int64_t meeting_held(struct try *t, const int64_t *complaint)
{
    struct meeting_form form = { .day = today(t),
                                 .starts = "14:30",
                                 .title = SAID,
                                 .place = SAID,
                                 .agenda = SAID,
                                 .guests = &t->manager,
                                 .n_guests = 1,
                                 .complaints = complaint,
                                 .n_complaints = complaint ? 1 : 0 };
    int64_t id = 0;

    TRY("a meeting", meeting_call(&t->act, &t->p, &form, &id, &err));
    TRY("with minutes", meeting_minute(&t->act, &t->p, id, 1, SAID, NULL, 0, &err));
    return id;
}

static void looked_back(struct try *t)
{
    struct analysis_form form = { .from = date_add(today(t), -30),
                                  .until = date_add(today(t), -1) };
    struct corrective_form action = { .what = SAID, .owner = t->handler, .due = today(t) };
    int64_t id = 0;

    meeting_held(t, NULL);
    TRY("an analysis", analysis_make(&t->act, &t->p, &form, &id, &err));
    TRY("a weak point", weak_point_add(&t->act, id, SAID, &err));
    action.weak_point = newest(t, &weak_point_table);
    TRY("an action", corrective_add(&t->act, &t->p, &action, &err));
    TRY("done", corrective_do(&t->act, newest(t, &corrective_action_table), 1, SAID, &err));
    TRY("dropped", corrective_settle(&t->act, newest(t, &corrective_action_table), 2,
                                     CORRECTIVE_DROP, SAID, &err));
    TRY("and what follows", analysis_end(&t->act, id, 1, SAID, &err));
}

static void led(struct try *t)
{
    struct objective_form objective = { .measure = "limits",
                                        .target = 90,
                                        .from = today(t),
                                        .until = today(t),
                                        .owner = t->manager,
                                        .why = SAID };
    struct resource_form need = { .kind = "people", .what = SAID };
    struct resource_answer answer = { .text = SAID };
    int64_t manager = t->act.actor_id, id = 0;

    TRY("something is asked for", resource_ask(&t->act, &need, &id, &err));
    try_as(t, t->top);
    TRY("and answered", resource_decide(&t->act, &t->p, id, 1, &answer, &err));
    TRY("an objective", objective_set(&t->act, &t->p, &objective, &err));
    TRY("settled", objective_end(&t->act, newest(t, &objective_table), 1, SAID, &err));
    try_as(t, manager);
}

/* -- each text -- */

static void one(struct try *t, const struct table *of, const char *column)
{
    const char *name = arena_printf(t->a, "[S57] %s.%s", of->name, column);
    int64_t id = newest(t, of), key = key_of(t, of, id);
    struct record_text text = text_of(t, of, id, column);

    if (!text.text) {
        TAP(name, false);
        return;
    }
    TAP(name, key != 0 && strstr(text.text, PASSAGE) && values_under(t, key) > 0);
    TRY(name, redact(t, &text, &err));
    TAP_TEXT(name, text_of(t, of, id, column).text, "It was █[third_person:1]█.");
    TAP(name, key_of(t, of, id) != key);
    TAP_INT("[S57] the key of what stood there is gone", keys_of(t, key), 0);
    TAP("and what was sealed with it stays, closed", values_under(t, key) > 0);
}

static void every_text(struct try *t)
{
    looked_back(t);
    led(t);
    for (const struct table *const *of = tables; *of; of++)
        for (size_t i = 0; i < (*of)->record->n; i++)
            if (record_redactable((*of)->name, (*of)->record->fields[i].name))
                one(t, *of, (*of)->record->fields[i].name);
}

static void acts_go_on(struct try *t)
{
    int64_t id = newest(t, &meeting_table);
    struct record_text title = text_of(t, &meeting_table, id, "title"), agenda;
    struct meeting_row m = { 0 };
    struct err none = { 0 };

    TAP_TEXT("a second passage has another number", title.text, "It was █[third_person:1]█.");
    TRY("minutes are written anew",
        meeting_minute(&t->act, &t->p, id, meeting_load(&t->act, id, &m, &none) ? m.version : 0,
                       SAID, NULL, 0, &err));
    TRY("and redacted again",
        redact(t, &(struct record_text){ &meeting_table, id, "minutes", "", SAID }, &err));
    agenda = text_of(t, &meeting_table, id, "agenda");
    TAP_TEXT("the other texts are as they were", agenda.text, "It was █[third_person:1]█.");
}

static void refusals(struct try *t)
{
    int64_t id = newest(t, &meeting_table), complaint;
    struct record_text text = text_of(t, &meeting_table, id, "minutes"), held;
    struct redacting none = { .reason = "third_person" }, other = { .reason = "other" };
    struct passage p = { 0, 2 };

    TRY_REFUSED("a reason of the list",
                record_redact(&t->act, &t->p, &text, &p, 1, &(struct redacting){ "x", NULL }, &err),
                "Choose why it is redacted.");
    TRY_REFUSED("in words where it wants them",
                record_redact(&t->act, &t->p, &text, &p, 1, &other, &err),
                "Say in words why it is redacted.");
    text.text = "It was somebody else.";
    TRY_REFUSED("as it was seen", record_redact(&t->act, &t->p, &text, &p, 1, &none, &err),
                "Somebody else changed this meanwhile. Look at it again, then send yours.");
    complaint = try_file(t, "held");
    try_as(t, t->manager);
    id = meeting_held(t, &complaint);
    TRY("a legal hold", hold_put(&t->act, &t->p, complaint, false, "A court asks for it.", &err));
    held = text_of(t, &meeting_table, id, "minutes");
    TRY_REFUSED("[S15] what a hold may need stays", redact(t, &held, &err),
                "A complaint on the agenda is under a legal hold: nothing is taken out of this "
                "meeting until the hold is lifted.");
}

/* -- rows from before there were keys of their own -- */

static bool key_none(struct try *t, int64_t id, struct err *err)
{
    struct meeting_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, t->db, err) || !meeting_load(&t->act, id, &before, err))
        return false;
    after = before;
    after.key_id = 0;
    after.title = secret_text(before.title.text);
    after.place = secret_text(before.place.text);
    after.agenda = secret_text(before.agenda.text);
    after.minutes = secret_text(before.minutes.text);
    return history_begin(&h, &t->act, COMPLAINT_NONE, "filled", NULL, err) &&
           history_update(&h, &meeting_table, &before, &after, err) && history_end(&h, err) &&
           sql_wrapped_key_delete(t->a, t->db, KEY_ORGANISATION, before.key_id, err) &&
           tx_commit(&tx, err);
}

static void from_before(struct try *t)
{
    int64_t id = meeting_held(t, NULL);
    struct record_text text;

    TRY("sealed by the organisation", key_none(t, id, &err));
    text = text_of(t, &meeting_table, id, "minutes");
    TAP_TEXT("it opens", text.text, SAID);
    TRY("[S57] it is redacted", redact(t, &text, &err));
    TAP("and has a key of its own from then on", key_of(t, &meeting_table, id) != 0);
    TAP_TEXT("with its other texts", text_of(t, &meeting_table, id, "title").text, SAID);
    TAP_INT("the key of the organisation stays", keys_of(t, 0), 1);
}

/* -- what verifying says of keys -- */

static bool found(struct try *t, const char *kind)
{
    struct verify v = { .a = t->a, .db = t->db };
    struct err err = { 0 };
    bool there = false;

    try_why(&err, verify_log(&v, &err));
    for (size_t i = 0; i < v.n; i++)
        there |= strcmp(v.findings[i].kind, kind) == 0;
    return *kind ? there : v.n == 0;
}

static void keys(struct try *t)
{
    int64_t id = meeting_held(t, NULL), key = key_of(t, &meeting_table, id);
    struct record_text text = text_of(t, &meeting_table, id, "minutes");
    struct wrapped_key_row kept = { 0 };
    struct err none = { 0 };

    TAP("the key", sql_wrapped_key(t->a, t->db, KEY_ORGANISATION, key, &kept, &none));
    TAP("a key of a record taken away",
        sql_wrapped_key_delete(t->a, t->db, KEY_ORGANISATION, key, &none) &&
            found(t, "key_missing"));
    TAP("put back",
        sql_wrapped_key_insert(t->a, t->db, KEY_ORGANISATION, key, kept.wrapped, &none) &&
            found(t, ""));
    TRY("redacted", redact(t, &text, &err));
    TAP("nothing is found", found(t, ""));
    TAP("[S57] an old key that is there again",
        sql_wrapped_key_insert(t->a, t->db, KEY_ORGANISATION, key, kept.wrapped, &none) &&
            found(t, "key_returned"));
    TAP("and goes", sql_wrapped_key_delete(t->a, t->db, KEY_ORGANISATION, key, &none));
}

static void records(struct try *t)
{
    try_as(t, t->manager);
    every_text(t);
    acts_go_on(t);
    refusals(t);
    from_before(t);
    keys(t);
}

int main(void)
{
    try_on_both("record_text", records);
    return tap_done();
}
