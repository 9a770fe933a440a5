/* Meetings about complaints: called, answered, minuted. [item 175] */
#include "improvement/given.h"

#include "base/buf.h"
#include "db/improvement_sql.h"

#include <string.h>

static const char *ids_text(struct arena *a, const int64_t *ids, size_t n)
{
    struct buf b = buf_new(a);

    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%" PRId64, i > 0 ? " " : "", ids[i]);
    return n > 0 ? buf_text(&b) : NULL;
}

/* "14:30" */
static bool time_valid(const char *s, struct err *err)
{
    bool digits = s && strlen(s) == 5 && s[2] == ':' && strspn(s, "0123456789:") == 5;

    return (digits && strncmp(s, "24", 2) < 0 && s[3] < '6' && s[3] != ':' && s[4] != ':' &&
            s[0] != ':' && s[1] != ':') ||
           err_field(err, "starts", N_("Give the time as hours and minutes, such as 14:30."));
}

static bool form_valid(const struct act *act, const struct procedure *p,
                       const struct meeting_form *form, struct err *err)
{
    if (!text_given(form->title, "title", N_("Say what the meeting is about."), err))
        return false;
    if (!date_is_set(form->day))
        return err_field(err, "day", N_("Give the day."));
    if (date_compare(form->day, acting_today(act, p)) < 0)
        return err_field(err, "day", N_("This day is past."));
    if (!time_valid(form->starts, err) ||
        !text_given(form->place, "place", N_("Say where: a room, or a link."), err))
        return false;
    if (form->n_guests == 0)
        return err_field(err, "guests", N_("Choose who is invited."));
    if (!number_given(form->n_guests, MEETING_GUESTS, "guests", err) ||
        !number_given(form->n_complaints, MEETING_ITEMS, "complaints", err) ||
        !number_given(form->n_analyses, MEETING_ITEMS, "analyses", err))
        return false;
    for (size_t i = 0; i < form->n_guests; i++)
        if (!staff_given(act, form->guests[i], "guests", err))
            return false;
    return true;
}

static bool guests_write(struct history *h, int64_t meeting, const struct meeting_form *form,
                         struct err *err)
{
    for (size_t i = 0; i < form->n_guests; i++) {
        struct meeting_guest_row row = { .meeting_id = meeting,
                                         .staff_id = form->guests[i],
                                         .at = h->act->now };
        bool twice = false;
        for (size_t k = 0; k < i; k++)
            twice |= form->guests[k] == form->guests[i];
        if (!twice && !history_insert(h, &meeting_guest_table, &row, err))
            return false;
    }
    return true;
}

bool meeting_call(const struct act *act, const struct procedure *p, const struct meeting_form *form,
                  int64_t *id, struct err *err)
{
    struct meeting_row row = { .team_id = form->team,
                               .on_day = form->day,
                               .starts = form->starts,
                               .title = secret_text(form->title),
                               .place = secret_text(form->place),
                               .complaints = ids_text(act->a, form->complaints, form->n_complaints),
                               .analyses = ids_text(act->a, form->analyses, form->n_analyses),
                               .at = act->now,
                               .by_id = staff_acting(act) };
    AUTO_TX tx = { 0 };
    struct history h;

    if (form->agenda && form->agenda[strspn(form->agenda, " \t\r\n")])
        row.agenda = secret_text(form->agenda);
    if (!form_valid(act, p, form, err) || !tx_begin(&tx, act->db, err) ||
        !team_given(act, form->team, err) ||
        !history_begin(&h, act, COMPLAINT_NONE, "meeting_called", NULL, err) ||
        !history_insert(&h, &meeting_table, &row, err) || !guests_write(&h, row.id, form, err) ||
        !history_end(&h, err) || !tx_commit(&tx, err))
        return false;
    *id = row.id;
    return true;
}

bool meeting_load(const struct act *act, int64_t id, struct meeting_row *out, struct err *err)
{
    return meeting_by_id(act->a, act->db, id, out, err) &&
           row_open(act->a, act->keys, &meeting_table, out, err);
}

bool meeting_guests(const struct act *act, int64_t id, struct rows *out, struct err *err)
{
    return sql_meeting_guests(act->a, act->db, id, out, err);
}

static bool takes_place(const struct meeting_row *m, struct err *err)
{
    return !instant_is_set(m->ended_at) ||
           err_set(err, ERR_CONFLICT, N_("This meeting was called off."));
}

static bool still_to_come(const struct meeting_row *m, struct err *err)
{
    if (!takes_place(m, err))
        return false;
    return !instant_is_set(m->held_at) ||
           err_set(err, ERR_CONFLICT, N_("This meeting was held already."));
}

static const struct meeting_guest_row *guest_of(const struct rows *guests, int64_t staff)
{
    const struct meeting_guest_row *g = guests->row;

    for (size_t i = 0; i < guests->n; i++)
        if (g[i].staff_id == staff)
            return &g[i];
    return NULL;
}

bool meeting_answer(const struct act *act, int64_t id, bool comes, struct err *err)
{
    const struct meeting_guest_row *before;
    struct meeting_guest_row after;
    struct meeting_row m = { 0 };
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows guests;

    if (!tx_begin(&tx, act->db, err) || !meeting_load(act, id, &m, err) ||
        !meeting_guests(act, id, &guests, err))
        return false;
    before = guest_of(&guests, staff_acting(act));
    if (!before)
        return not_there(err);
    if (!still_to_come(&m, err))
        return false;
    after = *before;
    after.answer = comes ? "yes" : "no";
    after.answered_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "meeting_answered", NULL, err) &&
           history_update(&h, &meeting_guest_table, before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

static bool attendance_write(struct history *h, const struct rows *guests, const int64_t *attended,
                             size_t n, struct err *err)
{
    const struct meeting_guest_row *g = guests->row;

    for (size_t i = 0; i < guests->n; i++) {
        struct meeting_guest_row after = g[i];
        after.attended = false;
        for (size_t k = 0; k < n; k++)
            after.attended |= attended[k] == g[i].staff_id;
        if (!history_update(h, &meeting_guest_table, &g[i], &after, err))
            return false;
    }
    return true;
}

bool meeting_minute(const struct act *act, const struct procedure *p, int64_t id, int64_t version,
                    const char *minutes, const int64_t *attended, size_t n, struct err *err)
{
    struct meeting_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;
    struct rows guests;

    if (!text_given(minutes, "minutes", N_("Write what was said and decided."), err) ||
        !tx_begin(&tx, act->db, err) || !meeting_load(act, id, &before, err) ||
        !takes_place(&before, err) || !version_same(before.version, version, err) ||
        !meeting_guests(act, id, &guests, err))
        return false;
    if (date_compare(before.on_day, acting_today(act, p)) > 0)
        return err_set(err, ERR_REFUSED, N_("This meeting is still to come."));
    after = before;
    after.minutes = secret_text(minutes);
    if (!instant_is_set(before.held_at))
        after.held_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "meeting_minuted", NULL, err) &&
           history_update(&h, &meeting_table, &before, &after, err) &&
           attendance_write(&h, &guests, attended, n, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}

bool meeting_call_off(const struct act *act, int64_t id, struct err *err)
{
    struct meeting_row before = { 0 }, after;
    AUTO_TX tx = { 0 };
    struct history h;

    if (!tx_begin(&tx, act->db, err) || !meeting_load(act, id, &before, err) ||
        !still_to_come(&before, err))
        return false;
    after = before;
    after.ended_at = act->now;
    return history_begin(&h, act, COMPLAINT_NONE, "meeting_called_off", NULL, err) &&
           history_update(&h, &meeting_table, &before, &after, err) && history_end(&h, err) &&
           tx_commit(&tx, err);
}
