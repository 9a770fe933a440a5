/* The closing survey in numbers: one row of the standard's questions, and one for each answer to
 * those of procedures, whatever the number of cases. */
#include "desk/satisfied.h"

#include "complaint/pack_version.h"
#include "complaint/procedure.h"
#include "db/satisfied_sql.h"
#include "edge/edge.h"
#include "edge/reach.h"

#include <string.h>

static const struct field satisfied_fields[] = {
    FIELD(struct satisfied, asked),        FIELD(struct satisfied, handled),
    FIELD(struct satisfied, handled_good), FIELD(struct satisfied, handled_bad),
    FIELD(struct satisfied, fair),         FIELD(struct satisfied, fair_yes),
    FIELD(struct satisfied, fair_no),      FIELD(struct satisfied, outcome),
    FIELD(struct satisfied, outcome_good), FIELD(struct satisfied, outcome_bad),
};
const struct record satisfied_record = RECORD(struct satisfied, satisfied_fields);

static const struct field survey_count_fields[] = {
    FIELD(struct survey_count, name),
    FIELD(struct survey_count, answer),
    FIELD(struct survey_count, pack_id),
    FIELD(struct survey_count, n),
};
const struct record survey_count_record = RECORD(struct survey_count, survey_count_fields);

static struct satisfaction_row row(struct req *rq, const char *label, int64_t answers, int64_t good,
                                   int64_t bad)
{
    return (struct satisfaction_row){ .label = lang_text(rq->lang, label),
                                      .answers = answers,
                                      .good = good,
                                      .between = answers - good - bad,
                                      .bad = bad };
}

/* -- questions of procedures -- */

static const char *choice_label(const struct req *rq, const struct pack_field *f, const char *code)
{
    for (size_t i = 0; f && i < f->n_choices; i++)
        if (strcmp(f->choice[i].code, code) == 0)
            return f->choice[i].text.in[rq->lang->index];
    return NULL;
}

/* An answer that the question of today does not offer counts all the same, in the words of the
 * newest version under which it was given. */
static bool former_share(struct req *rq, const struct procedure *p, const struct survey_count *c,
                         struct survey_share *out)
{
    const struct pack_version *v;
    const char *label;

    if (!procedure_pack(p, rq->db, c->pack_id, &v, rq->err))
        return false;
    label = choice_label(rq, pack_field(v, c->name), c->answer);
    *out = (struct survey_share){ .label = label ? label : c->answer, .n = c->n };
    return true;
}

/* The answers to one question: those of its choices, from the best as the pack has them, then
 * those of earlier ones. */
static bool survey_row(struct req *rq, const struct procedure *p, const struct pack_field *f,
                       const struct survey_count *counts, size_t n, struct survey_row *out)
{
    struct survey_share *list = ARENA_ARRAY(rq->a, struct survey_share, f->n_choices + n);
    size_t shares = f->n_choices;

    *out = (struct survey_row){ .label = f->text.in[rq->lang->index],
                                .about = lang_text(rq->lang, f->about == SURVEY_OUTCOME
                                                                 ? N_("The outcome")
                                                                 : N_("How we dealt with it")) };
    for (size_t i = 0; i < f->n_choices; i++) {
        list[i].label = f->choice[i].text.in[rq->lang->index];
        for (size_t j = 0; j < n; j++)
            if (strcmp(counts[j].answer, f->choice[i].code) == 0)
                list[i].n = counts[j].n;
    }
    for (size_t j = 0; j < n; j++) {
        out->answers += counts[j].n;
        if (!choice_label(rq, f, counts[j].answer) &&
            !former_share(rq, p, &counts[j], &list[shares++]))
            return false;
    }
    out->shares = (struct rows){ list, shares };
    return true;
}

static size_t same_question(const struct survey_count *counts, size_t n)
{
    size_t same = 1;

    while (same < n && strcmp(counts[same].name, counts[0].name) == 0)
        same++;
    return same;
}

static int64_t newest(const struct survey_count *counts, size_t n)
{
    int64_t id = 0;

    for (size_t i = 0; i < n; i++)
        id = counts[i].pack_id > id ? counts[i].pack_id : id;
    return id;
}

/* In the words of the newest version that asked it. */
static bool questions_show(struct req *rq, const struct procedure *p, const struct rows *rows,
                           struct rows *out)
{
    struct survey_row *list = ARENA_ARRAY(rq->a, struct survey_row, rows->n);
    const struct survey_count *counts = rows->row;
    const struct pack_version *v;
    size_t n = 0, same;

    for (size_t i = 0; i < rows->n; i += same) {
        const struct pack_field *f;
        same = same_question(counts + i, rows->n - i);
        if (!procedure_pack(p, rq->db, newest(counts + i, same), &v, rq->err))
            return false;
        f = pack_field(v, counts[i].name);
        if (f && !survey_row(rq, p, f, counts + i, same, &list[n++]))
            return false;
    }
    *out = (struct rows){ list, n };
    return true;
}

bool satisfied_show(struct req *rq, const struct procedure *p, const struct reach *reach,
                    struct date from, struct date to, struct figures_page *page)
{
    const struct zone *zone = rq->app->zone;
    int64_t first = date_is_set(from) ? zone_instant(zone, from, 0).us : 0;
    int64_t end = date_is_set(to) ? zone_instant(zone, date_add(to, 1), 0).us : INT64_MAX;
    struct satisfaction_row *rows = ARENA_ARRAY(rq->a, struct satisfaction_row, 3);
    struct rows counts;
    struct satisfied s;

    if (!sql_satisfied(rq->a, rq->db, first, end, reach->all, reach->teams, reach->barred, &s,
                       rq->err) ||
        !sql_survey_counts(rq->a, rq->db, first, end, reach->all, reach->teams, reach->barred,
                           &counts, rq->err) ||
        !questions_show(rq, p, &counts, &page->questions))
        return false;
    rows[0] = row(rq, N_("How we dealt with it"), s.handled, s.handled_good, s.handled_bad);
    rows[1] = row(rq, N_("Both sides treated fairly"), s.fair, s.fair_yes, s.fair_no);
    rows[2] = row(rq, N_("The outcome"), s.outcome, s.outcome_good, s.outcome_bad);
    page->asked = s.asked;
    page->answered = s.handled;
    page->satisfaction = (struct rows){ rows, s.handled > 0 ? 3 : 0 };
    return true;
}
