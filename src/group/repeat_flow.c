/* Writing that a case is the same again, that it is not, and forgetting it with an erasure. */
#include "group/repeat_flow.h"

#include "db/repeat_sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool confidential(const struct dossier *d)
{
    return strcmp(d->c.privacy, "confidential") == 0;
}

static bool not_allowed(struct err *err, const char *text)
{
    if (err)
        err_field(err, "other", text);
    return false;
}

bool repeat_allowed(const struct dossier *d, const struct dossier *before, struct err *err)
{
    if (d->c.id == before->c.id)
        return not_allowed(err, N_("A complaint cannot be the same again as itself."));
    if (before->c.received_at.us >= d->c.received_at.us)
        return not_allowed(err, N_("That one came later. Open it and mark this one there."));
    if (confidential(d) || confidential(before))
        return not_allowed(err,
                           N_("One of the two is confidential: that it is the same again would "
                              "tell who complains."));
    if (tie_one(d, before))
        return not_allowed(err, N_("The two are handled together, or are parts of one complaint."));
    if (instant_is_set(before->c.erased_at))
        return not_allowed(err, N_("That complaint was erased. Only its facts are kept."));
    return true;
}

/* The first moment at which something was decided. */
static struct instant over_at(const struct dossier *d)
{
    struct instant first = d->c.closed_at;
    struct instant others[] = { d->c.solved_at, { 0 } };

    for (size_t i = 0; i < d->decision.n; i++)
        if (others[1].us == 0 || (instant_is_set(d->decision.row[i].decided_at) &&
                                  d->decision.row[i].decided_at.us < others[1].us))
            others[1] = d->decision.row[i].decided_at;
    for (size_t i = 0; i < COUNT(others); i++)
        if (instant_is_set(others[i]) && (!instant_is_set(first) || others[i].us < first.us))
            first = others[i];
    return first;
}

bool repeat_over(const struct dossier *d, const struct dossier *before)
{
    struct instant at = over_at(before);

    return instant_is_set(at) && at.us < d->c.received_at.us;
}

/* -- writing -- */

/* So often is it the same now; that alone may make it significant. [5.4.1-b] */
static bool counted(struct step *s, int n, struct err *err)
{
    struct case_facts f = s->d.facts;

    f.repeats = n;
    s->c.repeats = n;
    return step_significance(s, &f, NULL, 0, false, err);
}

static bool tie_write(struct step *s, int64_t before, const char *reason, struct err *err)
{
    const struct case_tie_row *was = tie_before(&s->d, before);
    struct case_tie_row tie = { .complaint_id = s->d.c.id,
                                .other_id = before,
                                .kind = "repeat",
                                .at = s->act->now,
                                .by_id = s->who.user };

    tie.why = secret_text(reason);
    return (was && tie_again(was)) || history_insert(&s->h, &case_tie_table, &tie, err);
}

bool repeats_found(const struct act *act, const struct procedure *p, int64_t complaint,
                   const int64_t *before, size_t n, struct err *err)
{
    int64_t left[REPEATS_MOST];
    size_t n_left = 0;
    AUTO_STEP s = { 0 };

    if (!step_open(&s, act, p, complaint, 0, err))
        return false;
    for (size_t i = 0; i < n && n_left < COUNT(left); i++)
        if (!tie_before(&s.d, before[i]))
            left[n_left++] = before[i];
    if (n_left == 0)
        return true;
    if (!step_event(&s, "repeat_found", NULL, err))
        return false;
    for (size_t i = 0; i < n_left; i++)
        if (!tie_write(&s, left[i], NULL, err))
            return false;
    return counted(&s, tie_repeats(&s.d) + (int)n_left, err) && step_done(&s, err);
}

bool repeat_mark(const struct act *act, const struct procedure *p, int64_t complaint,
                 int64_t version, int64_t before, const char *reason, struct err *err)
{
    struct dossier o;
    AUTO_STEP s = { 0 };

    if (!step_reason("reason", reason, err) || !step_open(&s, act, p, complaint, version, err) ||
        !dossier_load_id(act, p, before, &o, err) || !repeat_allowed(&s.d, &o, err))
        return false;
    if (tie_before(&s.d, before) && tie_again(tie_before(&s.d, before)))
        return err_set(err, ERR_CONFLICT, N_("It is marked as the same again already."));
    if (tie_repeats(&s.d) >= REPEATS_MOST)
        return err_set(err, ERR_REFUSED,
                       N_("It is marked as the same again as twenty others. That is enough."));
    return step_event(&s, "repeat_marked", reason, err) && tie_write(&s, before, reason, err) &&
           counted(&s, tie_repeats(&s.d) + 1, err) && step_done(&s, err);
}

bool repeat_end(const struct act *act, const struct procedure *p, int64_t complaint,
                int64_t version, int64_t before, const char *reason, struct err *err)
{
    const struct case_tie_row *was;
    struct case_tie_row after;
    AUTO_STEP s = { 0 };

    if (!step_reason("reason", reason, err) || !step_open(&s, act, p, complaint, version, err))
        return false;
    was = tie_before(&s.d, before);
    if (!was || !tie_again(was))
        return err_set(err, ERR_CONFLICT, N_("It is not marked as the same again as that one."));
    after = *was;
    after.ended_at = act->now;
    after.ended_by = s.who.user;
    after.ended_why = secret_text(reason);
    return step_event(&s, "repeat_ended", reason, err) &&
           history_update(&s.h, &case_tie_table, was, &after, err) &&
           counted(&s, tie_repeats(&s.d) - 1, err) && step_done(&s, err);
}

/* -- with an erasure -- */

/* The ties to that case, 0 = to any, name none any more. */
static bool ties_clear(struct step *s, int64_t before, struct err *err)
{
    for (size_t i = 0; i < s->d.case_tie.n; i++) {
        const struct case_tie_row *was = &s->d.case_tie.row[i];
        struct case_tie_row after = *was;
        if (strcmp(was->kind, "repeat") != 0 || was->other_id == 0 ||
            (before != 0 && was->other_id != before))
            continue;
        after.other_id = 0;
        if (!instant_is_set(was->ended_at)) {
            after.ended_at = s->act->now;
            s->c.repeats--;
        }
        if (!history_update(&s->h, &case_tie_table, was, &after, err))
            return false;
    }
    return true;
}

bool repeat_erase(struct step *s, struct err *err)
{
    return ties_clear(s, 0, err);
}

bool repeat_erase_after(const struct act *act, const struct procedure *p, int64_t before,
                        struct err *err)
{
    struct rows rows = { 0 };
    const struct int_value *id;

    if (!sql_repeats_after(act->a, act->db, before, &rows, err))
        return false;
    id = rows.row;
    for (size_t i = 0; i < rows.n; i++) {
        AUTO_STEP s = { 0 };
        if (!step_open(&s, act, p, id[i].value, 0, err) ||
            !step_event(&s, "repeat_ended", NULL, err) || !ties_clear(&s, before, err) ||
            !step_done(&s, err))
            return false;
    }
    return true;
}

/* -- who may know -- */

bool repeat_hidden(const struct dossier *d, const struct reach *reach)
{
    bool any = false, open = false;

    for (size_t i = 0; i < d->case_tie.n; i++) {
        const struct case_tie_row *t = &d->case_tie.row[i];
        bool barred = false;
        if (strcmp(t->kind, "repeat") != 0)
            continue;
        for (size_t j = 0; j < reach->n_barred; j++)
            barred |= reach->barred_case[j] == t->other_id;
        any |= barred;
        open |= !barred && tie_again(t);
    }
    return any && !open;
}

bool repeat_known(int64_t repeats, int64_t id, const char *hidden)
{
    char mark[32];

    if (repeats <= 0 || !hidden)
        return repeats > 0;
    snprintf(mark, sizeof mark, ",%" PRId64 ",", id);
    return !strstr(hidden, mark);
}

bool repeats_hidden(struct req *rq, const struct reach *reach, const char **out)
{
    struct buf b = buf_new(rq->a), ids = buf_new(rq->a);
    const struct int_value *id;
    struct rows rows = { 0 };

    *out = ",";
    if (reach->n_barred == 0)
        return true;
    for (size_t i = 0; i < reach->n_barred; i++)
        buf_listed(&ids, reach->barred_case[i]);
    if (!sql_repeats_hidden(rq->a, rq->db, buf_text(&ids), reach->barred, &rows, rq->err))
        return false;
    id = rows.row;
    buf_char(&b, ',');
    for (size_t i = 0; i < rows.n; i++)
        buf_printf(&b, "%" PRId64 ",", id[i].value);
    *out = buf_text(&b);
    return true;
}
